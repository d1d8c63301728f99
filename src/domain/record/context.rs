//! What a kind of record asks of its meeting.

use super::{Kind, Record, Values};
use crate::domain::agenda::{Agenda, ScaleAsked, Section};
use crate::domain::settings::Settings;

/// What a kind of record may ask of the meeting it is recorded in.
pub trait MeetingContext {
    /// The agenda in use.
    fn agenda(&self) -> &Agenda;

    /// The settings in use.
    fn settings(&self) -> &Settings;

    /// The name of a person, child or record.
    fn name(&self, id: &str) -> String;

    /// What is typed to mean a person, child or record.
    fn code(&self, id: &str) -> String;

    /// Whether somebody has these letters already.
    fn has_code(&self, code: &str) -> bool;

    /// The records of a kind that stand.
    fn records_of_kind(&self, kind: &Kind) -> Vec<&Record>;

    /// The section that is open.
    fn open_section(&self) -> Option<&Section>;

    /// The next question of the open section.
    fn next_question(&self) -> Option<String>;

    /// A scale that the agenda asks.
    fn scale_asked(&self, id: &str) -> Option<&ScaleAsked>;

    /// Whether a statement of the agenda has been read.
    fn is_read(&self, statement: &str) -> bool;

    /// Writes down which version of the minutes a sign-off or a copy sent out means.
    fn fill_in_version(&self, values: &mut Values);
}
