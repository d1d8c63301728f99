//! When the files of the minutes are written, what goes into them, and what is said when they could not be. A team
//! follows the open one while the meeting goes on, so anything taken out must disappear from it at once.

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

/// Whether the file the team reads is up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TeamFile {
    /// Up to date, or there is no team.
    #[default]
    AsItShould,
    /// Asked for, and not answered yet.
    Asked,
    /// Out of date: the next event asks for it again.
    Owed,
}

impl TeamFile {
    /// Nobody knows how the last session ended, so a team's file is written with the first event of the next one.
    pub fn of_opened(sharing: &Sharing) -> TeamFile {
        match sharing.team {
            Some(_) => TeamFile::Owed,
            None => TeamFile::AsItShould,
        }
    }
}

impl MeetingEditor {
    /// Asks for the minutes to be written as they stand, before anything else happens: on closing and leaving.
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

    pub fn leaves_minutes(&self) -> bool {
        self.sharing.team.is_none() || self.may_be_shown()
    }

    /// Whether the team may see more than the meeting's preparation: it has begun, or (when its beginning was undone)
    /// what they have already seen must not go out of date.
    fn may_be_shown(&self) -> bool {
        self.meeting.phase() != Phase::Preparing || self.sharing.is_shown
    }

    /// Asks for the team's file where it has to be rewritten at once: the meeting begins or reaches another part,
    /// something in the file may no longer be in it, or it could not be written before. Entries wait for the next such
    /// moment; on leaving and closing it is written in any case.
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

    /// What was recorded after closing, to be listed where no section is open any longer.
    pub fn signed_and_sent(&self) -> Vec<&Record> {
        if self.meeting.phase() != Phase::Closed {
            return Vec::new();
        }
        let all = self.meeting.all_records().iter();
        all.filter(|record| record.struck.is_none() && record.follows_closing())
            .collect()
    }

    /// Asks for the version to be kept, and for the minutes with what was recorded about it.
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

/// They are older than what was recorded, which stays on the screen until they are written.
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
