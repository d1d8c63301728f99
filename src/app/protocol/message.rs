//! What can happen to the program: keys, pastes, sizes, and what the disk answered.

use super::view::View;
use crate::documents::document::Document;
use crate::domain::agenda::Agenda;
use crate::domain::history::due::DueList;
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::problem::Problem;
use crate::domain::search::{Card, Findings};
use serde_json::Value;

/// One key, after the terminal's spelling of it has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printable character (never a control character).
    Char(char),
    /// Return.
    Enter,
    /// Ctrl+J / a bare line feed: a new line inside the text.
    Newline,
    /// Tab.
    Tab,
    /// Shift+Tab.
    BackTab,
    /// Backspace, however the client spells it.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// One word to the left (Ctrl+Left, Alt+Left).
    WordLeft,
    /// One word to the right.
    WordRight,
    /// Start of the line.
    Home,
    /// End of the line.
    End,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// Escape: one step back, never loses anything.
    Esc,
    /// A control letter, lower case (`Ctrl('n')`). Never h, i, j, m or [.
    Ctrl(char),
    /// A function key, 1 to 12.
    F(u8),
}

impl Key {
    /// How it is called in the footer and the help.
    pub fn words(self) -> String {
        match self {
            Key::Ctrl(letter) => format!("^{}", letter.to_ascii_uppercase()),
            Key::F(number) => format!("F{number}"),
            Key::Char(letter) => letter.to_string(),
            other => format!("{other:?}"),
        }
    }
}

/// Why the terminal is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// SIGHUP, a closed terminal, or an error when drawing or reading.
    HungUp,
    /// SIGTERM, SIGINT or SIGQUIT from outside.
    Terminated,
    /// The input came to its end.
    Left,
}

/// Something that happened outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key.
    Key(Key),
    /// Pasted text, line ends already `\n`.
    Paste(String),
    /// A whole line at once: the plain mode and `take`.
    Line(String),
    /// A line of a file that could not be taken as typed, and why: recorded as text to be confirmed.
    Unread(String, String),
    /// Bytes came that are no text; how many.
    BadBytes(usize),
    /// The size of the terminal in cells.
    Resize {
        /// Width.
        columns: u16,
        /// Height.
        rows: u16,
    },
    /// Everything up to this fact is safe on the disk.
    Saved(u64),
    /// Saving failed. The text is still in memory and on the screen.
    SaveFailed(Problem),
    /// The files of the minutes of this meeting (id) stand as they were asked for last.
    MinutesWritten(String),
    /// They could not be written: the older ones stand there still. No entry is lost by it.
    MinutesNotWritten {
        /// The meeting (id).
        meeting: String,
        /// Why.
        why: Problem,
    },
    /// Something to tell, without alarm.
    Note(String),
    /// A meeting was opened or made.
    Opened(Box<Opened>),
    /// It could not be opened.
    NotOpened(Problem),
    /// Something else could not be done.
    NotDone(Problem),
    /// What is due over all meetings, as far as everybody may know it.
    Due(DueList),
    /// A meeting can be read here, and not gone on with.
    OnlyToRead {
        /// The meeting.
        meeting: String,
        /// Why.
        why: Problem,
    },
    /// A page was made.
    Page {
        /// What it is.
        view: View,
        /// What stands on it.
        document: Box<Document>,
        /// The record to open it at (id); `None`: at its top, or where the page before it stood.
        at: Option<String>,
    },
    /// What came of a search through all minutes.
    Found {
        /// The words, as they were typed.
        typed: String,
        /// What came of it.
        answer: Box<Answer>,
    },
    /// The list of meetings, whole.
    Meetings(Vec<Card>),
    /// The first meetings of a long list; the whole of it follows.
    FirstMeetings(Vec<Card>),
    /// So many meetings were read, of so many that had changed: the list is not whole yet.
    ListProgress(usize, usize),
    /// The list could not be made whole: a fault in the program, and where in its source.
    ListFailed(String),
    /// What was read from the settings.
    Settings {
        /// The agendas that can be chosen; none: the built-in ones.
        agendas: Vec<Agenda>,
        /// Words that Space writes out.
        abbreviations: Vec<Abbreviation>,
    },
    /// The terminal is gone.
    Lost(Lost),
}

/// A meeting as it comes from the disk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Opened {
    /// Its facts, in order.
    pub events: Vec<LoggedEvent>,
    /// The draft that was not recorded: its number, what it was for, its words.
    pub draft: Option<(u64, Value, String)>,
    /// The highest draft number ever used.
    pub last_draft: u64,
    /// Lines that were set aside.
    pub asides: Vec<String>,
    /// Who else may open it.
    pub sharing: Sharing,
    /// Why nothing can be recorded in it, if so.
    pub read_only: Option<Problem>,
    /// That is because somebody else writes in it now: when they have left, it can be gone on with.
    pub open_elsewhere: bool,
    /// It was closed, and the files of its minutes were never finished: they have no seal.
    pub is_unsealed: bool,
    /// What else to tell.
    pub notes: Vec<String>,
}

/// Who else may open a meeting, as its folder says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sharing {
    /// What the team's group is called; `None` where the folder is for one account alone.
    pub team: Option<String>,
    /// The meeting was made by this account: only then can it be handed on or taken back.
    pub is_ours: bool,
    /// A file of its minutes is there, and so has been shown.
    pub is_shown: bool,
}

/// Words that Space writes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// What is typed.
    pub short: String,
    /// What it stands for.
    pub long: String,
}

/// What came of a search.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// What was found.
    Found(Findings),
    /// It would take a while: Enter begins it.
    AtEnter,
    /// So many meetings are being looked through; what is found follows.
    Looking(usize),
    /// It was not done, and why.
    Refused(Problem),
}
