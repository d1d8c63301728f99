//! What can happen to the program: keys, pastes, a new size, and what the disk answered.

use super::status::NotKept;
use super::view::View;
use crate::documents::document::Document;
use crate::documents::papers::written::Written;
use crate::domain::agenda::Agenda;
use crate::domain::history::due::DueList;
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::problem::Problem;
use crate::domain::search::{Card, Findings};
use serde_json::Value;

/// One key, once the terminal's encoding of it has been decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printable character, never a control character.
    Char(char),
    Enter,
    /// Ctrl+J or a bare line feed: a new line inside the text.
    Newline,
    Tab,
    BackTab,
    /// Backspace, however the client sends it.
    Backspace,
    /// Deletes to the right.
    Delete,
    Left,
    Right,
    Up,
    Down,
    /// Ctrl+Left or Alt+Left.
    WordLeft,
    /// Ctrl+Right or Alt+Right.
    WordRight,
    /// Alt+Backspace or Ctrl+W: deletes the word to the left.
    EraseWord,
    /// Alt+D: deletes the word to the right.
    DeleteWord,
    Home,
    End,
    PageUp,
    PageDown,
    /// One step back; never loses anything.
    Esc,
    /// A lower-case control letter (`Ctrl('n')`). Never h, i, j, m or [.
    Ctrl(char),
    /// 1 to 12.
    F(u8),
}

impl Key {
    /// Its name in the footer and the help.
    pub fn words(self) -> String {
        match self {
            Key::Ctrl(letter) => format!("^{}", letter.to_ascii_uppercase()),
            Key::F(number) => format!("F{number}"),
            Key::Char(letter) => letter.to_string(),
            other => format!("{other:?}"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// SIGHUP, a closed terminal, or an error while drawing or reading.
    HungUp,
    /// SIGTERM, SIGINT or SIGQUIT from outside.
    Terminated,
    /// The input ended.
    Left,
}

/// Something that happened outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Key(Key),
    /// Pasted text, with line endings already `\n`.
    Paste(String),
    /// Keys that came at once, with line ends between their words: most likely a paste from a terminal that does not
    /// mark pastes.
    Burst(String),
    /// Up or Down several times at once: the mouse wheel, as terminals pass it on, or a key held down on a slow line.
    Wheel {
        arrow: Key,
        rows: usize,
    },
    /// The line of plain mode, letter by letter: what is in it as far as plain mode knows, and what is to be in it.
    Typed {
        was: String,
        now: String,
    },
    /// A whole line at once: plain mode and `take`.
    Line(String),
    /// A line of a file that could not be taken as typed, and why: recorded as text, to be confirmed.
    Unread(String, String),
    /// No key for as long as the settings say.
    Idle,
    /// The number of bytes that were not valid UTF-8.
    BadBytes(usize),
    /// The size of the terminal, in cells.
    Resize {
        columns: u16,
        rows: u16,
    },
    /// Everything up to this event is safe on the disk.
    Saved(u64),
    /// The text is still in memory and on the screen.
    SaveFailed(Problem),
    /// The minutes files of this meeting (id) are as they were last asked for.
    MinutesWritten(String),
    /// They could not be written, so the older ones are still there. No entry is lost.
    MinutesNotWritten {
        meeting: String,
        why: Problem,
    },
    /// Both files of a version of this meeting (id) that was signed off or sent out are kept.
    VersionKept(String),
    /// They are not. No entry is lost.
    VersionNotKept(NotKept),
    /// Something to say, without alarm.
    Note(String),
    Opened(Box<Opened>),
    NotOpened(Problem),
    NotDone(Problem),
    /// What is due across all meetings, as far as everybody may know.
    Due(DueList),
    /// A meeting can be read here but not resumed.
    OnlyToRead {
        meeting: String,
        why: Problem,
    },
    Page {
        view: View,
        document: Box<Document>,
        /// The id of the record to open it at; `None`: at the top, or where the previous page was.
        at: Option<String>,
    },
    /// The papers of the open meeting are in a folder: it has to be noted what was written for whom.
    PapersWritten(PapersWritten),
    Found {
        typed: String,
        answer: Box<Answer>,
    },
    /// The complete list of meetings.
    Meetings(Vec<Card>),
    /// The first meetings of a long list; the complete list follows.
    FirstMeetings(Vec<Card>),
    /// How many meetings have been read, out of how many that had changed: the list is not complete yet.
    ListProgress(usize, usize),
    /// The list could not be completed because of a fault in the program; where in its source.
    ListFailed(String),
    /// What the settings files say.
    Settings {
        /// Those to choose from; empty: the built-in ones.
        agendas: Vec<Agenda>,
        /// Abbreviations that Space expands.
        abbreviations: Vec<Abbreviation>,
    },
    Lost(Lost),
}

/// A meeting as read from the disk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Opened {
    pub events: Vec<LoggedEvent>,
    /// The draft that was not recorded: its number, what it was for, its words.
    pub draft: Option<(u64, Value, String)>,
    /// The highest draft number ever used.
    pub last_draft: u64,
    pub asides: Vec<String>,
    pub sharing: Sharing,
    /// Why nothing can be recorded in it, if so.
    pub read_only: Option<Problem>,
    /// Read-only because somebody else is writing in it now: once they leave, it can be resumed.
    pub open_elsewhere: bool,
    /// It was closed, but the files of its minutes were never finished: they have no seal.
    pub is_unsealed: bool,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PapersWritten {
    pub meeting: String,
    /// As somebody would type it: `~/talking-piece-papers/8f3k2m9q1x7c`.
    pub folder: String,
    pub written: Vec<Written>,
    /// Whose papers wait until something is decided, by name.
    pub asked: Vec<String>,
    /// What else there is to know, as sentences.
    pub told: Vec<String>,
}

/// Who else may open a meeting, according to its folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sharing {
    /// The name of the team's group; `None` where the folder is for one account alone.
    pub team: Option<String>,
    /// This account made the meeting: only then can it hand it on or take it back.
    pub is_ours: bool,
    /// There is a file of its minutes, so others may have seen it.
    pub is_shown: bool,
}

/// An abbreviation that Space expands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    pub short: String,
    pub long: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Found(Findings),
    /// It would take a while: Enter starts it.
    AtEnter,
    /// The number of meetings being searched; the findings follow.
    Looking(usize),
    Refused(Problem),
}
