//! The answers a meeting gives its kinds of record. It lives in this house because a version of the minutes is one of
//! them.

use super::versions;
use crate::domain::agenda::{Agenda, ScaleAsked, Section};
use crate::domain::meeting::Meeting;
use crate::domain::record::{Kind, MeetingContext, Record, Values};
use crate::domain::settings::Settings;

impl MeetingContext for Meeting {
    fn agenda(&self) -> &Agenda {
        Meeting::agenda(self)
    }

    fn settings(&self) -> &Settings {
        Meeting::settings(self)
    }

    fn name(&self, id: &str) -> String {
        Meeting::name(self, id)
    }

    fn code(&self, id: &str) -> String {
        Meeting::code(self, id)
    }

    fn has_code(&self, code: &str) -> bool {
        self.voices()
            .any(|voice| voice.code.eq_ignore_ascii_case(code))
    }

    fn records_of_kind(&self, kind: &Kind) -> Vec<&Record> {
        self.records(kind).collect()
    }

    fn open_section(&self) -> Option<&Section> {
        Meeting::open_section(self)
    }

    fn next_question(&self) -> Option<String> {
        Meeting::next_question(self)
    }

    fn scale_asked(&self, id: &str) -> Option<&ScaleAsked> {
        Meeting::scale_asked(self, id)
    }

    fn is_read(&self, statement: &str) -> bool {
        Meeting::is_read(self, statement)
    }

    fn fill_in_version(&self, values: &mut Values) {
        versions::fill_in(values, self);
    }
}
