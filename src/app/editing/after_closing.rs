//! After closing: the sign-off, the copies sent out and the corrections asked for, as the desk lists and keeps them.
//! Must not know when something may be recorded: the meeting refuses what may not.

use super::editor::MeetingEditor;
use crate::app::protocol::effect::Effect;
use crate::domain::meeting::Phase;
use crate::domain::minutes::versions::Kept;
use crate::domain::record::{Record, follows_closing};

impl MeetingEditor {
    /// What was recorded after closing, to be listed where no section is open any more.
    pub(crate) fn signed_and_sent(&self) -> Vec<&Record> {
        if self.meeting.phase() != Phase::Closed {
            return Vec::new();
        }
        let all = self.meeting.all_records().iter();
        all.filter(|record| record.struck.is_none() && record.follows_closing())
            .collect()
    }

    /// Asks for the version that was meant to be kept, and for the minutes with what was recorded about it.
    pub(crate) fn keep(&self, kind: &str, kept: Option<Kept>) -> Vec<Effect> {
        let mut effects: Vec<Effect> = kept.map(Effect::KeepVersion).into_iter().collect();
        if self.meeting.phase() == Phase::Closed && follows_closing(kind) {
            effects.push(self.write_minutes(true));
        }
        effects
    }
}
