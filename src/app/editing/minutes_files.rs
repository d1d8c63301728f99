//! When the files of the minutes are written, what goes into them, and what is said when they could not be. The open one is
//! what a team follows while the meeting goes on: what is taken out of it must be gone at once.

use super::editor::MeetingEditor;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Sharing;
use crate::app::protocol::status::Urgency;
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::minutes::versions::Kept;
use crate::domain::minutes::{open_minutes, restricted_part, restricted_text};
use crate::domain::problem::Problem;
use crate::domain::record::{Record, follows_closing};
use crate::domain::visibility::Restricted;

/// How the file that a team reads stands to what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TeamFile {
    /// As it should, or there is no team.
    #[default]
    AsItShould,
    /// It was asked for, and nothing was heard of it yet.
    Asked,
    /// It is older than it should be: the next fact asks for it again.
    Owed,
}

impl TeamFile {
    /// Nobody knows how the last session ended, so a team's file is written with the first fact of the next.
    pub fn of_opened(sharing: &Sharing) -> TeamFile {
        match sharing.team {
            Some(_) => TeamFile::Owed,
            None => TeamFile::AsItShould,
        }
    }
}

impl MeetingEditor {
    /// Asks for the minutes to be written as they stand, before anything else is done: at closing and leaving.
    pub fn write_minutes(&self, seal: bool) -> Effect {
        self.written(seal, true)
    }

    fn written(&self, seal: bool, waits: bool) -> Effect {
        let restricted = restricted_text(&restricted_part(&self.meeting));
        Effect::WriteMinutes {
            minutes: Box::new(open_minutes(&self.meeting).to_value()),
            restricted: Restricted::new(restricted),
            seal,
            waits,
        }
    }

    /// Whether the files are written when the meeting is left.
    pub fn leaves_minutes(&self) -> bool {
        self.sharing.team.is_none() || self.may_be_shown()
    }

    /// Whether the team may see more than who prepares it: it has begun, or (when its beginning was undone) what they have
    /// seen already must not grow old.
    fn may_be_shown(&self) -> bool {
        self.meeting.phase() != Phase::Preparing || self.sharing.is_shown
    }

    /// Asks for the file that a team reads, if it is to be written anew at once: the meeting begins or comes to another
    /// part, something that stood in it may stand there no longer, or it could not be written before. Entries wait for
    /// the next such moment; at leaving and closing it is written in any case.
    pub fn owed_to_the_team(&mut self, events: &[LoggedEvent]) -> Option<Effect> {
        let is_followed = self.sharing.team.is_some()
            && self.may_be_shown()
            && self.meeting.phase() != Phase::Closed;
        let leaves = events
            .iter()
            .any(|logged| matches!(logged.event, Event::Known(KnownEvent::SessionEnded { .. })));
        let is_due = self.team_file == TeamFile::Owed || events.iter().any(is_followed_at_once);
        if !is_followed || leaves || !is_due {
            return None;
        }
        self.team_file = TeamFile::Asked;
        Some(self.written(false, false))
    }

    /// What was recorded after closing, to be listed where no section is open any more.
    pub fn signed_and_sent(&self) -> Vec<&Record> {
        if self.meeting.phase() != Phase::Closed {
            return Vec::new();
        }
        let all = self.meeting.all_records().iter();
        all.filter(|record| record.struck.is_none() && record.follows_closing())
            .collect()
    }

    /// Asks for the version that was meant to be kept, and for the minutes with what was recorded about it.
    pub fn keep(&self, kind: &str, kept: Option<Kept>) -> Vec<Effect> {
        let mut effects: Vec<Effect> = kept.map(Effect::KeepVersion).into_iter().collect();
        if self.meeting.phase() == Phase::Closed && follows_closing(kind) {
            effects.push(self.write_minutes(true));
        }
        effects
    }
}

fn is_followed_at_once(logged: &LoggedEvent) -> bool {
    matches!(
        logged.event,
        Event::Known(
            KnownEvent::Began {}
                | KnownEvent::SectionOpened { .. }
                | KnownEvent::SectionClosed { .. }
                | KnownEvent::BreakStarted { .. }
                | KnownEvent::BreakEnded {}
                | KnownEvent::PrivateTimeStarted {}
                | KnownEvent::PrivateTimeEnded {}
                | KnownEvent::Changed { .. }
                | KnownEvent::StruckOut { .. }
                | KnownEvent::Undone { .. }
        )
    )
}

/// The files of this meeting stand as they were asked for.
pub fn were_written(app: &mut App, meeting: &str) {
    if let Some(editor) = app.editor.as_mut() {
        if editor.meeting.id() != meeting {
            return;
        }
        editor.team_file = TeamFile::AsItShould;
        editor.sharing.is_shown = editor.sharing.team.is_some();
    }
    if app.status.old_file.take().is_some() && app.status.not_saved.is_none() {
        app.status
            .tell("The minutes file is written again, as the minutes stand now.");
    }
}

/// They are older than what was recorded, and that stays to be seen until they are written.
pub fn were_not_written(app: &mut App, meeting: &str, why: Problem) {
    let editor = app.editor.as_mut();
    if let Some(editor) =
        editor.filter(|editor| editor.meeting.id() == meeting && editor.sharing.team.is_some())
    {
        editor.team_file = TeamFile::Owed;
    }
    app.status.words = why.to_string();
    app.status.urgency = Urgency::Alarm;
    app.status.old_file = Some(why);
}
