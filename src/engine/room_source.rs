//! What the room may see, from the files of a meeting: the journal as it grows, or the minutes file where no journal
//! can be read. Every view is made from the open minutes and from nothing else.

use super::meetings::{MINUTES, json};
use super::{clock, events, seals};
use crate::app::screens::room::{RoomState, Source};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::minutes::{open_minutes, read_minutes};
use crate::domain::problem::Problem;
use crate::domain::room::RoomView;
use crate::store::disk::{Disk, written_at};
use crate::store::following::{Followed, Follower};
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::seal_record::SealRecord;
use std::path::PathBuf;

pub struct RoomSource {
    follower: Follower,
    folder: MeetingFolder,
    meeting: Meeting,
    seen: RoomState,
    places: Paths,
    /// What is not as it was sealed, in words; `None` until it was looked at.
    seal: Option<Option<String>>,
}

impl RoomSource {
    pub fn new(places: &Paths, folder: MeetingFolder) -> RoomSource {
        RoomSource {
            follower: Follower::new(folder.clone(), places.rescue_for(&folder)),
            folder,
            meeting: Meeting::default(),
            seen: RoomState::default(),
            places: places.clone(),
            seal: None,
        }
    }

    /// Whether something was not as it was sealed when this began.
    pub fn differs_from_its_seal(&self) -> bool {
        matches!(self.seal, Some(Some(_)))
    }

    /// The folders whose changes show that the meeting goes on. Drafts are not among them.
    pub fn folders(&self) -> Vec<PathBuf> {
        let journals = self.follower.places().iter().map(MeetingFolder::journal);
        let mut folders: Vec<PathBuf> = journals.collect();
        folders.push(self.folder.path.clone());
        folders
    }

    pub fn look(&mut self, disk: &dyn Disk) -> RoomState {
        let warning = match &self.seal {
            Some(warning) => warning.clone(),
            None => {
                let record = SealRecord::about(&self.places, disk, &self.folder.id);
                let warning = seals::warning(&self.places, disk, &self.folder, &record);
                self.seal.insert(warning).clone()
            }
        };
        let mut seen = self.look_at_the_minutes(disk);
        if let Some(warning) = warning {
            let notices = [Some(warning), seen.notice];
            seen.notice = Some(notices.into_iter().flatten().collect::<Vec<_>>().join(" "));
        }
        seen
    }

    fn look_at_the_minutes(&mut self, disk: &dyn Disk) -> RoomState {
        let followed = self.follower.look(disk);
        if self.follower.is_empty() && !self.follower.is_too_new() {
            return self.look_at_the_file(disk);
        }
        let is_new = followed != Followed::Nothing;
        self.take(followed);
        // A line that cannot be read may be the one that closed something to the room.
        let view = if self.is_too_new() || self.follower.damaged() > 0 {
            None
        } else if is_new || self.seen.view.is_none() {
            Some(RoomView::of(&open_minutes(&self.meeting)))
        } else {
            self.seen.view.take()
        };
        let source = if self.meeting.is_session_open() {
            Source::Live
        } else {
            Source::NobodyWrites
        };
        self.seen = RoomState {
            view,
            source,
            notice: self.notice(),
        };
        self.seen.clone()
    }

    fn take(&mut self, followed: Followed) {
        let sessions = self.follower.sessions();
        match followed {
            Followed::Nothing => {}
            // When two people wrote at once, only the whole journal shows what a mark is about.
            Followed::More(_) | Followed::Again(_) if !sessions.is_empty() => {
                self.fold(events::of(self.follower.records(), &sessions));
            }
            Followed::More(records) if !self.meeting.events().is_empty() => {
                for (number, record) in records.iter().enumerate() {
                    let logged = events::to_logged_event(record.clone());
                    // What does not fit is not shown; what cannot be understood makes the whole meeting unknown.
                    if let Err(crate::domain::meeting::Refused::TooNew) = self.meeting.apply(logged)
                    {
                        let rest = records.get(number..).unwrap_or_default().to_vec();
                        let mut all = self.meeting.events().to_vec();
                        all.extend(events::of(rest, &[]));
                        self.fold(all);
                        return;
                    }
                }
            }
            Followed::More(records) | Followed::Again(records) => {
                self.fold(events::of(records, &sessions));
            }
        }
    }

    fn fold(&mut self, events: Vec<LoggedEvent>) {
        (self.meeting, _) = Meeting::from_facts(events);
    }

    /// A newer program may have said who may see what, in a way that this one does not understand.
    fn is_too_new(&self) -> bool {
        self.follower.is_too_new() || self.meeting.is_too_new()
    }

    fn notice(&self) -> Option<String> {
        if self.is_too_new() {
            return Some("A newer talking-piece is writing these minutes. This one cannot tell what the room may see, so it shows nothing. The minutes are not touched. Use the newer program.".to_owned());
        }
        if let Some(why) = self.follower.unreadable() {
            return Some(format!(
                "The minutes cannot be read just now ({why}). What is shown here may be out of date. Nothing is lost."
            ));
        }
        match self.follower.damaged() {
            0 => None,
            _ => Some("Part of the minutes on disk cannot be read, and it may say what the room must not see. So nothing is shown here. Recording goes on; please tell the minute-taker.".to_owned()),
        }
    }

    /// Without a journal: the minutes file that somebody was given, as last written.
    fn look_at_the_file(&mut self, disk: &dyn Disk) -> RoomState {
        let path = self.folder.path.join(MINUTES);
        let Some(file) = json(disk, &self.folder, MINUTES) else {
            let why = self.follower.unreadable();
            let why = why.map_or_else(String::new, |why| format!(" ({why})"));
            return RoomState {
                notice: Some(format!(
                    "There are no minutes here that can be read{why}. Nothing was changed. As soon as there are, they are shown."
                )),
                ..RoomState::default()
            };
        };
        let at = written_at(&path).ok().and_then(clock::local);
        let (view, notice) = match read_minutes(&file) {
            // As with the journal: a newer program may have closed something in a way that this one does not know.
            Ok(read) if read.notice().is_some() => (None, read.notice()),
            Ok(read) => (Some(RoomView::of(&read.minutes)), None),
            Err(why) => (None, Some(Problem::from(why).to_string())),
        };
        RoomState {
            view,
            source: Source::AsWritten { at },
            notice,
        }
    }
}
