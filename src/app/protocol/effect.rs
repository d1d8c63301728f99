//! What the app asks for: it does nothing of it itself.

use super::message::Lost;
use super::view::View;
use crate::domain::agenda::Agenda;
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::minutes::versions::Kept;
use crate::domain::search::Query;
use crate::domain::text::edit::TextEdit;
use crate::domain::visibility::Restricted;
use serde_json::Value;

/// Something to be done outside, in the order given. Writing comes before drawing, always.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Append these facts to the journal.
    Record(Vec<LoggedEvent>),
    /// A new draft begins: its number, what its words are for, the lines set aside, and the words it begins with.
    /// `forget` is true when the words before it are safe in the journal and nothing else must be kept.
    BeginDraft {
        /// Counts up; a fact that takes the words over carries it.
        number: u64,
        /// What the line is for, as its purpose is written.
        purpose: Value,
        /// The lines set aside, as they are written.
        asides: Vec<String>,
        /// The words the line begins with.
        text: String,
        /// Whether the file may be emptied first.
        forget: bool,
    },
    /// The line changed.
    EditDraft(TextEdit),
    /// Make a meeting with this agenda and open it.
    Create {
        /// The agenda, whole.
        agenda: Box<Agenda>,
    },
    /// Make a meeting with this agenda that begins from an earlier one, and open it.
    BeginReview {
        /// The agenda, whole.
        agenda: Box<Agenda>,
        /// The earlier meeting: its id, or a beginning of it.
        from: String,
    },
    /// Open this meeting (id).
    Open(String),
    /// Make this page; it comes back as [`super::message::Message::Page`].
    Show {
        /// What it is.
        view: View,
        /// The record to open it at (id).
        at: Option<String>,
    },
    /// Look for this in all minutes; it comes back as [`super::message::Message::Found`].
    Find {
        /// As it was typed.
        typed: String,
        /// What is meant.
        query: Query,
        /// Enter was pressed: a search that takes a while is wanted as well.
        entered: bool,
    },
    /// Write `minutes.json` and `restricted.json` as they stand; when `seal`, the seal as well. What came of it is told as
    /// [`super::message::Message::MinutesWritten`] or [`super::message::Message::MinutesNotWritten`].
    WriteMinutes {
        /// What everybody may read.
        minutes: Box<Value>,
        /// The restricted part as text.
        restricted: Restricted<String>,
        /// The meeting was closed.
        seal: bool,
        /// Nothing else is done before it is: at closing and leaving. Otherwise it is written beside the typing.
        waits: bool,
    },
    /// Keep both files of this version of the minutes for good.
    KeepVersion(Kept),
    /// Open the meeting to the team (`true`), or close it to them again.
    HandOn(bool),
    /// Let go of the open meeting: its lock and files.
    Release,
    /// Read the list of meetings again.
    ListMeetings,
    /// Work out what is due over all meetings, without anybody waiting for it; it comes as
    /// [`super::message::Message::Due`].
    ListDue,
    /// Words for the plain mode; the screens show the status instead.
    Say(String),
    /// The program ends.
    Quit(Option<Lost>),
}
