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
use crate::domain::record::kinds::sign_off;
use crate::domain::record::{ReadAnswers, Record, follows_closing};
use crate::domain::visibility::Restricted;

/// Whether the minutes file that is there is up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TeamFile {
    /// Up to date, or there is none and nobody waits for one.
    #[default]
    AsItShould,
    /// Asked for, and not answered yet.
    Asked,
    /// Out of date: the next event asks for it again.
    Owed,
}

impl TeamFile {
    /// Nobody knows how the last session ended, so a file is written with the first event of the next one.
    pub fn of_opened(sharing: &Sharing) -> TeamFile {
        match sharing.team.is_some() || sharing.is_shown {
            true => TeamFile::Owed,
            false => TeamFile::AsItShould,
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

    /// Asks for the file to be emptied where it may hold a word that is no longer open. It must not be read in the time
    /// that writing the new one takes, nor after it if there is no room.
    pub fn emptied_first(&self, events: &[LoggedEvent]) -> Option<Effect> {
        let is_there = self.sharing.is_shown || self.team_file == TeamFile::Asked;
        (is_there && events.iter().any(may_take_out)).then_some(Effect::EmptyMinutes)
    }

    /// Asks for the files where they have to be rewritten at once: the meeting begins or reaches another part,
    /// something in them may no longer be there, or they could not be written before. Entries wait for the next such
    /// moment; on leaving and closing they are written in any case. Without a team to follow the meeting, only what is
    /// taken out and what is owed is written at once.
    pub fn owed_files(&mut self, events: &[LoggedEvent]) -> Option<Effect> {
        let has_readers = match self.sharing.team {
            Some(_) => self.may_be_shown(),
            None => self.sharing.is_shown,
        };
        let is_followed = has_readers && self.meeting.phase() != Phase::Closed;
        let leaves = events
            .iter()
            .any(|logged| matches!(logged.event, Event::Known(KnownEvent::SessionEnded { .. })));
        let is_due = self.team_file == TeamFile::Owed
            || events.iter().any(may_take_out)
            || self.sharing.team.is_some() && events.iter().any(is_followed_at_once);
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
        )
    )
}

/// Whether something that was open may no longer be. Everything else only adds to the open minutes.
fn may_take_out(logged: &LoggedEvent) -> bool {
    matches!(
        logged.event,
        Event::Known(
            KnownEvent::Changed { .. } | KnownEvent::StruckOut { .. } | KnownEvent::Undone { .. }
        )
    )
}

pub fn were_written(app: &mut App, meeting: &str) {
    if let Some(editor) = app.editor.as_mut() {
        if editor.meeting.id() != meeting {
            return;
        }
        editor.team_file = TeamFile::AsItShould;
        editor.sharing.is_shown = true;
    }
    if app.status.old_file.take().is_some() && app.status.not_saved.is_none() {
        app.status
            .tell("The minutes file is written again, as the minutes stand now.");
    }
}

/// The line of the one that was not kept was taken back, so this one is in its place. If it still stands, its version is
/// still missing.
pub fn version_was_kept(app: &mut App, meeting: &str) {
    let editor = app.editor.as_ref();
    let editor = editor.filter(|editor| editor.meeting.id() == meeting);
    let still_stands = |number: u64| {
        editor.is_none_or(|editor| {
            editor.meeting.all_records().iter().any(|record| {
                record.struck.is_none() && record.number(&sign_off::VERSION) == Some(number)
            })
        })
    };
    let missing = app.status.not_kept.as_ref();
    if missing.is_some_and(|one| one.meeting == meeting && !still_stands(one.number)) {
        app.status.not_kept = None;
        app.status.tell("The version is kept now.");
    }
}

/// They are older than what was recorded, which stays on the screen until they are written.
pub fn were_not_written(app: &mut App, meeting: &str, why: Problem) {
    let editor = app.editor.as_mut();
    if let Some(editor) = editor.filter(|editor| editor.meeting.id() == meeting) {
        editor.team_file = TeamFile::Owed;
    }
    app.status.words = why.to_string();
    app.status.urgency = Urgency::Alarm;
    app.status.old_file = Some(why);
}
