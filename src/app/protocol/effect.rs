//! What the app asks for; it does none of it itself.

use super::message::Lost;
use super::view::View;
use crate::domain::agenda::Agenda;
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::minutes::versions::Kept;
use crate::domain::search::Query;
use crate::domain::text::edit::TextEdit;
use crate::domain::visibility::Restricted;
use serde_json::Value;

/// Something to be done outside, in the order given. Writing always comes before drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Append these events to the journal.
    Record(Vec<LoggedEvent>),
    /// A new draft begins. `forget` is true when the previous words are safe in the journal and nothing else has to be
    /// kept.
    BeginDraft {
        /// Counts up; the event that takes over the words carries it.
        number: u64,
        /// What the line is for, serialised.
        purpose: Value,
        /// The lines set aside, serialised.
        asides: Vec<String>,
        text: String,
        /// Whether the file may be emptied first.
        forget: bool,
    },
    EditDraft(TextEdit),
    Create {
        agenda: Box<Agenda>,
    },
    /// Make a meeting with this agenda that follows on from an earlier one, and open it.
    BeginReview {
        agenda: Box<Agenda>,
        /// Its id, or the beginning of it.
        from: String,
    },
    Open(String),
    /// Make this page; it comes back as [`super::message::Message::Page`].
    Show {
        view: View,
        /// The id of the record to open it at.
        at: Option<String>,
    },
    /// Write the papers that people get of the open meeting; the answer is
    /// [`super::message::Message::PapersWritten`].
    WritePapers {
        meeting: String,
        /// The whole path of a folder that is not there yet, as typed; empty: one in the home of this account.
        to: String,
        /// The name of a format, as typed.
        format: Option<String>,
    },
    /// Search all minutes; the answer is [`super::message::Message::Found`].
    Find {
        typed: String,
        query: Query,
        /// Enter was pressed, so even a slow search is wanted.
        entered: bool,
    },
    /// Close the minutes file to everybody else and empty it: what is about to be recorded takes something out of it.
    /// Comes before anything is said of it.
    EmptyMinutes,
    /// Write `minutes.json` and `restricted.json` as they stand. The answer is
    /// [`super::message::Message::MinutesWritten`] or [`super::message::Message::MinutesNotWritten`].
    WriteMinutes {
        /// What everybody may read.
        minutes: Box<Value>,
        restricted: Restricted<String>,
        /// The meeting was closed: write the seal as well.
        seal: bool,
        /// Nothing else happens until this is done: on closing and leaving. Otherwise it is written while typing goes
        /// on.
        waits: bool,
    },
    /// Keep both files of this version of the minutes for good.
    KeepVersion(Kept),
    /// Open the meeting to the team (`true`), or close it to them again.
    HandOn(bool),
    /// Let go of the open meeting: its lock and its files.
    Release,
    ListMeetings,
    /// Work out, in the background, what is due across all meetings; it comes back as [`super::message::Message::Due`].
    ListDue,
    /// Words for plain mode; the screens show the status instead.
    Say(String),
    Quit(Option<Lost>),
}
