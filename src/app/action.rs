//! The one table of what can be done: it dispatches keys and commands, and makes the footer, the command list and the help.

use super::message::Key;

/// Everything that can be done, besides typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is described in the table below
pub enum Act {
    Begin,
    Next,
    Section,
    Skip,
    Arrive,
    Leave,
    Break,
    Private,
    Undo,
    Redo,
    Edit,
    Append,
    Strike,
    Mark,
    TakeUp,
    Find,
    CatchUp,
    Balance,
    Aside,
    Prepare,
    Record,
    CloseList,
    Reopen,
    HandOn,
    Home,
    NewMeeting,
    Help,
    Quit,
}

/// Where an action makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list of meetings.
    Home,
    /// The choice of an agenda.
    Agendas,
    /// Before the meeting.
    Prepare,
    /// The meeting.
    Recording,
    /// The list before closing.
    Close,
    /// The help.
    Help,
}

/// One line of the table.
#[derive(Debug)]
pub struct Action {
    /// What it does.
    pub act: Act,
    /// What is typed behind `/`.
    pub command: &'static str,
    /// Faster twins; none is ever needed.
    pub keys: &'static [Key],
    /// A word or two for the footer.
    pub title: &'static str,
    /// A sentence.
    pub help: &'static str,
    /// What follows the command, in words; empty when nothing does.
    pub takes: &'static str,
    /// Whether something must follow.
    pub needs: bool,
    /// Where it can be done.
    pub places: &'static [Place],
    /// Its rank in the footer; 0: not there.
    pub footer: u8,
}

const AT_THE_DESK: &[Place] = &[Place::Prepare, Place::Recording, Place::Close];
const LIVE: &[Place] = &[Place::Recording];
const EVERYWHERE: &[Place] = &[
    Place::Home,
    Place::Agendas,
    Place::Prepare,
    Place::Recording,
    Place::Close,
    Place::Help,
];

/// The table. The order is the order of the command list.
pub const ACTIONS: &[Action] = &[
    Action {
        act: Act::Begin,
        command: "begin",
        keys: &[],
        title: "begin",
        help: "The meeting begins: its first section opens.",
        takes: "",
        needs: false,
        places: &[Place::Prepare],
        footer: 1,
    },
    Action {
        act: Act::Next,
        command: "next",
        keys: &[Key::Ctrl('n'), Key::F(8)],
        title: "next section",
        help: "This section is done; the next one opens.",
        takes: "",
        needs: false,
        places: &[Place::Prepare, Place::Recording],
        footer: 3,
    },
    Action {
        act: Act::Section,
        command: "section",
        keys: &[],
        title: "section",
        help: "Opens a section by its number or name, in any order, again if need be.",
        takes: "number or name",
        needs: true,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Skip,
        command: "skip",
        keys: &[],
        title: "skip",
        help: "Leaves the open section out, and says why; the next one opens.",
        takes: "why",
        needs: true,
        places: LIVE,
        footer: 0,
    },
    Action {
        act: Act::Arrive,
        command: "arrive",
        keys: &[],
        title: "arrive",
        help: "Somebody comes in: the time is put down. /arrive all marks everybody who is expected.",
        takes: "initials, or all",
        needs: true,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Leave,
        command: "leave",
        keys: &[],
        title: "leave",
        help: "Somebody goes: the time is put down.",
        takes: "initials",
        needs: true,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Break,
        command: "break",
        keys: &[],
        title: "break",
        help: "A break begins, or the break that is on ends.",
        takes: "why, if you like",
        needs: false,
        places: LIVE,
        footer: 0,
    },
    Action {
        act: Act::Private,
        command: "private",
        keys: &[],
        title: "private time",
        help: "The family's private time begins or ends. Nothing is recorded in between.",
        takes: "",
        needs: false,
        places: LIVE,
        footer: 0,
    },
    Action {
        act: Act::Edit,
        command: "edit",
        keys: &[],
        title: "edit",
        help: "Changes the last entry, or the one you chose with Up. /edit new words does it at once.",
        takes: "the new line, if you like",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Append,
        command: "append",
        keys: &[],
        title: "add words",
        help: "Puts words behind those of the last entry, or of the one you chose.",
        takes: "words",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Strike,
        command: "strike",
        keys: &[],
        title: "strike out",
        help: "Strikes the last entry out, or the one you chose, and says why. It stays in the full record.",
        takes: "why",
        needs: true,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Mark,
        command: "mark",
        keys: &[],
        title: "mark",
        help: "Puts marks on the last entry, or the one you chose: + ! = * ? #kind #new #talked #restricted #open @child ?? and done.",
        takes: "marks",
        needs: true,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::TakeUp,
        command: "takeup",
        keys: &[],
        title: "make an action of it",
        help: "Makes an action of the last offer, idea or child's wish, or of the one you chose: it puts the line ready.",
        takes: "",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Undo,
        command: "undo",
        keys: &[Key::Ctrl('z')],
        title: "undo",
        help: "Takes back what was done last. Nothing is erased: redo brings it again.",
        takes: "",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Redo,
        command: "redo",
        keys: &[Key::Ctrl('y')],
        title: "redo",
        help: "Brings back what undo took.",
        takes: "",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Find,
        command: "find",
        keys: &[],
        title: "find",
        help: "Lists the entries of this meeting that hold these words. Esc goes back.",
        takes: "words",
        needs: true,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::CatchUp,
        command: "catchup",
        keys: &[],
        title: "catch-up list",
        help: "Lists what is to be looked at again: marked ?? or to be confirmed.",
        takes: "",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Balance,
        command: "balance",
        keys: &[],
        title: "who was heard",
        help: "Says who has been heard, how much, what was new to the family, and how the quorum stands.",
        takes: "",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Aside,
        command: "aside",
        keys: &[],
        title: "bring back",
        help: "Brings back the line that Esc set aside. Down on an empty line does the same.",
        takes: "",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Prepare,
        command: "prepare",
        keys: &[],
        title: "people and children",
        help: "Shows who is here and what was prepared.",
        takes: "",
        needs: false,
        places: &[Place::Recording, Place::Close],
        footer: 0,
    },
    Action {
        act: Act::Record,
        command: "record",
        keys: &[],
        title: "back to the meeting",
        help: "Goes back to the meeting.",
        takes: "",
        needs: false,
        places: &[Place::Prepare, Place::Close],
        footer: 0,
    },
    Action {
        act: Act::CloseList,
        command: "close",
        keys: &[],
        title: "close",
        help: "Shows what is still missing, and closes the meeting.",
        takes: "why it is closed with gaps, if there are any",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Reopen,
        command: "reopen",
        keys: &[],
        title: "reopen",
        help: "Opens a closed meeting again, and says why.",
        takes: "why",
        needs: true,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::HandOn,
        command: "handon",
        keys: &[],
        title: "hand on",
        help: "Says what handing these minutes on to your team means; /handon yes does it, /handon stop takes them back.",
        takes: "yes, or stop",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::NewMeeting,
        command: "new",
        keys: &[Key::Char('+')],
        title: "new meeting",
        help: "Chooses an agenda and prepares a meeting.",
        takes: "",
        needs: false,
        places: &[Place::Home],
        footer: 2,
    },
    Action {
        act: Act::Home,
        command: "home",
        keys: &[],
        title: "all meetings",
        help: "Leaves this meeting as it stands and shows the list. Nothing needs saving.",
        takes: "",
        needs: false,
        places: AT_THE_DESK,
        footer: 0,
    },
    Action {
        act: Act::Help,
        command: "help",
        keys: &[Key::F(1)],
        title: "help",
        help: "Lists everything that can be done here, and does what you choose.",
        takes: "",
        needs: false,
        places: EVERYWHERE,
        footer: 9,
    },
    Action {
        act: Act::Quit,
        command: "quit",
        keys: &[Key::Ctrl('q')],
        title: "quit",
        help: "Leaves the program. Everything is saved already.",
        takes: "",
        needs: false,
        places: EVERYWHERE,
        footer: 0,
    },
];

/// The action that a key does in a place.
pub fn of_key(key: Key, place: Place) -> Option<&'static Action> {
    ACTIONS
        .iter()
        .find(|action| action.keys.contains(&key) && action.places.contains(&place))
}

/// The actions of a place, in order.
pub fn in_place(place: Place) -> impl Iterator<Item = &'static Action> {
    ACTIONS
        .iter()
        .filter(move |action| action.places.contains(&place))
}

/// How a key is called in the footer and the help.
pub fn key_words(key: Key) -> String {
    match key {
        Key::Ctrl(letter) => format!("^{}", letter.to_ascii_uppercase()),
        Key::F(number) => format!("F{number}"),
        Key::Char(letter) => letter.to_string(),
        other => format!("{other:?}"),
    }
}
