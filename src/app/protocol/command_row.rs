//! A row of the table of commands, and how rows are looked up: by what is typed, by key, by place. The table itself is
//! in `app/commands`, and `App` is handed it, so that a screen can run a command without knowing it.

use super::effect::Effect;
use super::message::Key;
use super::place::{DESK, Place};
use crate::app::App;
use crate::domain::meeting::Meeting;
use crate::domain::problem::Problem;
use crate::domain::record::KINDS;

/// What a command does. The second argument is what was typed after it in the line; `None` means that a key or the help
/// asked for it, and any words in the line must stay.
pub type Run = fn(&mut App, Option<&str>) -> Vec<Effect>;

/// One command. A row says only what is particular about it, and ends in `..CommandRow::of(…)`.
#[derive(Debug)]
pub struct CommandRow {
    /// What is typed after `/`.
    pub command: &'static str,
    /// Other names for it in the list of meetings.
    pub also: &'static [&'static str],
    /// Faster alternatives; none is ever needed.
    pub keys: &'static [Key],
    pub help: &'static str,
    /// What follows the command, in words; empty when nothing does.
    pub takes: &'static str,
    /// Whether something must follow.
    pub needs: bool,
    /// The words behind it stand in the minutes that everybody gets, and cannot be restricted.
    pub keeps_openly: bool,
    /// Whether it is somebody's name, and a colon, that follows first.
    pub names_somebody: bool,
    /// Short words follow, which stay as they are typed: no abbreviation is written out.
    pub takes_short_words: bool,
    pub places: &'static [Place],
    /// It leaves the meeting: in a file of lines it is not done, because the lines after it would have nowhere to go.
    pub leaves: bool,
    /// Offered only in a meeting that follows on from another.
    pub only_in_review: bool,
    /// Its rank in the footer, and a word or two.
    pub footer: Option<(u8, &'static str)>,
    /// What the words after it come to, for the row above the line; nothing where that is not known before Enter.
    pub means: fn(&App, &str) -> Option<String>,
    /// What could go on behind the words after it.
    pub offers: fn(&Meeting, &str) -> Vec<Offer>,
    pub run: Run,
}

/// What Tab puts behind the words of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// How many bytes before the cursor it takes the place of.
    pub removed: usize,
    pub text: String,
    pub hint: String,
}

/// No name occurs twice.
impl PartialEq for CommandRow {
    fn eq(&self, other: &CommandRow) -> bool {
        self.command == other.command
    }
}

impl Eq for CommandRow {}

impl CommandRow {
    /// A desk command that takes no words and has neither a key nor a place in the footer.
    pub const fn of(command: &'static str, help: &'static str, run: Run) -> CommandRow {
        CommandRow {
            command,
            also: &[],
            keys: &[],
            help,
            takes: "",
            needs: false,
            keeps_openly: false,
            names_somebody: false,
            takes_short_words: false,
            places: DESK,
            leaves: false,
            only_in_review: false,
            footer: None,
            means: |_, _| None,
            offers: |_, _| Vec::new(),
            run,
        }
    }

    /// A command that works only elsewhere is neither typed nor offered at the desk.
    pub fn is_for_the_desk(&self) -> bool {
        DESK.iter().any(|place| self.places.contains(place))
    }
}

/// The table: groups of rows, in the order in which they are listed.
#[derive(Debug, Clone, Copy)]
pub struct Commands(pub &'static [&'static [CommandRow]]);

/// What a name typed at the desk means.
#[derive(Debug, PartialEq, Eq)]
pub enum Named {
    Command(&'static CommandRow),
    Record(&'static str),
    /// The beginning of all of these.
    Several(Vec<&'static str>),
    Nothing,
}

impl Commands {
    pub fn all(self) -> impl Iterator<Item = &'static CommandRow> {
        self.0.iter().copied().flatten()
    }

    pub fn in_place(self, place: Place) -> impl Iterator<Item = &'static CommandRow> {
        self.all().filter(move |row| row.places.contains(&place))
    }

    pub fn of_key(self, key: Key, place: Place) -> Option<&'static CommandRow> {
        self.in_place(place).find(|row| row.keys.contains(&key))
    }

    pub fn called(self, name: &str) -> Option<&'static CommandRow> {
        self.all().find(|row| row.command == name)
    }

    /// The rows meant outside the desk, likeliest first: a name, or the beginning of one. What is the whole name of another
    /// command or of a record is no beginning: `/private` does not hide the screen, and `/scale` shows no `/scales`.
    pub fn meant_outside(self, name: &str, place: Place) -> Vec<&'static CommandRow> {
        let is_also = |row: &&CommandRow| place == Place::Home && row.also.contains(&name);
        let mut named = self.in_place(place).filter(|row| row.command == name);
        if let Some(row) = named.next().or_else(|| self.in_place(place).find(is_also)) {
            return vec![row];
        }
        let is_another = self.called(name).is_some() || commands_of_records().any(|it| it == name);
        if name.is_empty() || is_another {
            return Vec::new();
        }
        self.in_place(place)
            .filter(|row| row.command.starts_with(name))
            .collect()
    }

    /// The row or kind of record meant at the desk; the beginning of a name will do if it fits only one.
    pub fn meant_at_the_desk(self, name: &str) -> Named {
        let rows = self.all().filter(|row| row.is_for_the_desk());
        let rows = rows.map(|row| (row.command, Some(row)));
        let known: Vec<_> = rows
            .chain(commands_of_records().map(|command| (command, None)))
            .filter(|(command, _)| !name.is_empty() && command.starts_with(name))
            .collect();
        let exact = known.iter().find(|(command, _)| *command == name);
        // `/go plan` is a command of the page, and not the beginning of `/goal`.
        if exact.is_none() && self.called(name).is_some() {
            return Named::Nothing;
        }
        // The stem that all the others share wins: /dat is /date, not /dates.
        let shortest = known.iter().min_by_key(|(command, _)| command.len());
        let stem = shortest.filter(|(stem, _)| known.iter().all(|(it, _)| it.starts_with(stem)));
        match exact.or(stem) {
            Some((_, Some(row))) => Named::Command(row),
            Some((command, None)) => Named::Record(command),
            None if known.is_empty() => Named::Nothing,
            None => Named::Several(known.into_iter().map(|(command, _)| command).collect()),
        }
    }
}

/// Why nothing is done with a command and words behind it that it does not take.
pub fn no_words_after(command: &str) -> Problem {
    let problem = Problem::wrong_input(format!(
        "/{command} takes no words after it. Nothing was done; your line is kept."
    ));
    match command {
        "private" => problem.next("/private alone is the family's own time, and /private 10 min says how long it is to be. To meet one of them apart: /apart. To keep an entry back: /mark restricted."),
        _ => problem,
    }
}

/// What is typed to make a record, for every kind that has a command.
pub fn commands_of_records() -> impl Iterator<Item = &'static str> {
    let commands = KINDS.iter().map(|kind| kind.command);
    commands.filter(|command| !command.is_empty())
}
