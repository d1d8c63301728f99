//! What a kind of record asks of its meeting.

use super::{Kind, Record, Values};
use crate::domain::agenda::{Agenda, ScaleAsked, Section};
use crate::domain::settings::Settings;

/// What a kind of record may ask of the meeting it is recorded in.
pub trait MeetingContext {
    fn agenda(&self) -> &Agenda;

    fn settings(&self) -> &Settings;

    fn name(&self, id: &str) -> String;

    fn code(&self, id: &str) -> String;

    fn has_code(&self, code: &str) -> bool;

    fn records_of_kind(&self, kind: &Kind) -> Vec<&Record>;

    fn open_section(&self) -> Option<&Section>;

    fn next_question(&self) -> Option<String>;

    fn scale_asked(&self, id: &str) -> Option<&ScaleAsked>;

    fn is_read(&self, statement: &str) -> bool;

    /// Writes down which version of the minutes a sign-off or a copy sent out means.
    fn fill_in_version(&self, values: &mut Values);
}
