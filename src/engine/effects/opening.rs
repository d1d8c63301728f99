//! Creating, opening and leaving a meeting.

use super::beside::Beside;
use super::drafting::{MayGo, Typing};
use super::others::{not_handed_on, sharing_of, us};
use super::sealing::SealFound;
use super::{EffectRunner, JOURNAL, Open};
use crate::app::protocol::message::{Message, Opened};
use crate::domain::agenda::Agenda;
use crate::domain::history::access::Done;
use crate::domain::history::review;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::problem::Problem;
use crate::engine::own_settings::{OwnSettings, refusal};
use crate::engine::{clock, events, meetings, past};
use crate::store::held_open::HeldOpen;
use crate::store::journal::{Chain, in_words};
use crate::store::lock::{self, HeldLock, Lock};
use crate::store::paths::{MeetingFolder, new_session};
use crate::store::pinned::{self, Pin};
use crate::store::{JournalEntry, accounts, disk_space, handing_on, reading, recovery};
use chrono::{DateTime, Datelike, FixedOffset};
use std::io;
use std::time::Duration;

type Outcome = Result<Message, Problem>;

impl EffectRunner {
    /// Makes the meeting's folder, and the journal with its first event.
    pub(super) fn create(&mut self, agenda: &Agenda) -> Outcome {
        self.make(agenda, clock::now(), None)
    }

    /// At a given time, and from an earlier meeting (with the hash of the last entry of its journal).
    pub(super) fn make(
        &mut self,
        agenda: &Agenda,
        now: DateTime<FixedOffset>,
        last: Option<(&Meeting, &str)>,
    ) -> Outcome {
        self.settings_can_be_used()?;
        self.release();
        self.places.prepare(self.disk.as_ref())?;
        let notes = self.look_for_room()?;
        let folder = self
            .places
            .new_meeting(self.disk.as_ref(), now.year())
            .map_err(|error| {
                Problem::not_saved_or_read(format!(
                    "The meeting could not be created: {}.",
                    in_words(&error)
                ))
                .safe("Nothing was written.")
            })?;
        let pin = pinned::pin_new(&folder.path).map_err(|error| {
            Problem::not_saved_or_read(format!(
                "The meeting could not be created: {}.",
                in_words(&error)
            ))
            .safe("Nothing was written.")
        })?;
        let created = LoggedEvent {
            seq: 1,
            at: now,
            batch: 1,
            draft: None,
            event: KnownEvent::MeetingCreated {
                meeting: folder.id.as_str().to_owned(),
                agenda: Box::new(agenda.clone()),
                made_up: self.made_up || last.is_some_and(|(last, _)| last.is_made_up()),
                program: format!("talking-piece {}", env!("CARGO_PKG_VERSION")),
                settings: self.settings.clone(),
                settings_not_used: self.unusable_settings.clone(),
            }
            .into(),
        };
        let events = match last {
            Some((last, head)) => review::first_facts(created, last, head),
            None => vec![created],
        };
        let lock = self.lock(&folder)?;
        let sharing = sharing_of(self.disk.as_ref(), &folder);
        self.start(folder, pin, lock.0, Chain::new(), Vec::new())?;
        if let Some(Message::SaveFailed(why)) = self.record(&events).first() {
            let why = why.clone();
            if let Some(open) = self.open.take() {
                open.folder.throw_away(self.disk.as_ref());
            }
            return Err(why
                .safe("No meeting was made.")
                .next("Free some space, or name another folder with --data."));
        }
        let first = last.and_then(|_| review::to_ask_first(&Meeting::from_facts(events.clone()).0));
        let notes = notes.into_iter().chain(lock.1).chain(first).collect();
        Ok(Message::Opened(Box::new(Opened {
            events,
            sharing,
            notes,
            ..Opened::default()
        })))
    }

    /// A file that could not be used is read again: it may have been mended since.
    fn settings_can_be_used(&mut self) -> Result<(), Problem> {
        if !self.unusable_settings.is_empty() {
            self.use_settings(OwnSettings::read(&self.places));
        }
        match self.unusable_settings.is_empty() || self.anyway {
            true => Ok(()),
            false => Err(refusal(&self.unusable_settings)),
        }
    }

    /// The last chance for records that no place took, and for those whose file could not be synced: nobody handles
    /// that news any more once the meeting is left.
    fn saved_at_last(&mut self, open: &mut Open, safe: bool) {
        let (mut left, mut is_anew) = (None, false);
        if let Some(journal) = open.journal.as_mut() {
            let due = journal.to_sync();
            let failed =
                due.and_then(|due| Some((due.segment, self.syncer.failure_of(due.segment)?)));
            let done = match failed {
                Some((segment, why)) => journal.sync_failed(segment, &why),
                None => journal.retry(),
            };
            match done {
                Ok(moved) => {
                    is_anew = moved.as_ref().is_some_and(|moved| moved.is_anew);
                    let words = moved.map(|moved| self.was_moved(&moved));
                    self.told_late.extend(words);
                }
                Err(trouble) => left = Some(trouble.at_the_end()),
            }
        }
        let removed = self.put_back_touched(open, is_anew);
        self.told_late.extend(removed);
        if left.is_none() && !safe {
            left = Some(
                Problem::not_saved_or_read(
                    "The disk did not confirm within 5 seconds that everything is safe.",
                )
                .safe("Everything was given to the disk.")
                .next("Read these minutes again before you switch the machine off."),
            );
        }
        if let Some(why) = left {
            self.told_late.push(Message::SaveFailed(why.clone()));
            self.unfinished
                .insert(format!("{}{JOURNAL}", open.folder.id), why);
        }
    }

    pub(super) fn look_for_room(&self) -> Result<Vec<String>, Problem> {
        match disk_space::look(&self.places.data) {
            Ok(room) => match room.refusal() {
                Some(why) => Err(why),
                None => Ok(room.warnings()),
            },
            // If the disk cannot say how full it is, writing will show.
            Err(_) => Ok(Vec::new()),
        }
    }

    /// Opens a meeting for writing; read-only when somebody else is writing in it, or when it is damaged or too new.
    pub(super) fn open(&mut self, id: &str) -> Outcome {
        let mut before = self.looked_at_again(id);
        self.release();
        let outcome = self.open_anew(id, &mut before);
        // It could not be opened, so the reader goes on reading what they had.
        if before.is_some() {
            self.company.beside = before;
        }
        outcome
    }

    /// `before` is taken if we were reading this meeting and could open it now.
    fn open_anew(&mut self, id: &str, before: &mut Option<Beside>) -> Outcome {
        self.places.prepare(self.disk.as_ref())?;
        let folder = self.places.meeting(self.disk.as_ref(), id)?;
        if let Some(why) = not_handed_on(&folder) {
            return self.only_to_read(&folder, why);
        }
        let rescue = self.places.rescue_for(&folder);
        let unreadable = |error: io::Error| {
            Problem::not_saved_or_read(format!(
                "These minutes cannot be opened: {}.",
                in_words(&error)
            ))
            .safe("Nothing was changed.")
        };
        let asked = lock::take(&folder, &us());
        let open_elsewhere = matches!(asked, Ok(Lock::Taken { .. }));
        let (lock, mut notes, taken) = match asked {
            Ok(Lock::Held(lock)) => (Some(lock), Vec::new(), None),
            Ok(lock @ Lock::Taken { .. }) => (
                None,
                Vec::new(),
                lock.words().map(Problem::not_saved_or_read),
            ),
            Ok(lock @ Lock::Unavailable { .. }) => (None, lock.words().into_iter().collect(), None),
            Err(error) if may_only_be_read(&error) => (
                None,
                Vec::new(),
                Some(
                    Problem::not_saved_or_read(format!(
                        "Nothing can be written where these minutes are stored ({}), so they are open for reading only.",
                        in_words(&error)
                    ))
                    .safe("They are complete, and nothing was changed.")
                    .next("To continue them, ask IT."),
                ),
            ),
            Err(error) => return Err(unreadable(error)),
        };
        // Nothing may be written, if it is not ours and was not handed on.
        let (pin, taken) = match pinned::pin(&folder.path) {
            Ok(pin) => (Some(pin), taken),
            Err(error) => (None, taken.or(Some(not_ours(&in_words(&error))))),
        };
        let found = match taken {
            Some(_) => reading::read(self.disk.as_ref(), &folder, &rescue),
            None => recovery::open(self.disk.as_ref(), &folder, &rescue).map_err(unreadable)?,
        };
        let damaged = found.read_only();
        let mut words: Vec<String> = found.troubles.iter().map(ToString::to_string).collect();
        let too_new = meetings::newer_minutes(self.disk.as_ref(), &folder);
        let read_only = taken
            .or(too_new.map(Problem::not_saved_or_read))
            .or_else(|| damaged.then(|| Problem::not_saved_or_read(words.join(" "))))
            .or_else(|| not_as_handed_on(&folder, &found.records));
        if read_only.is_none() {
            notes.append(&mut words);
        }
        let events = events::of(found.records, &found.sessions);
        if found.fork && read_only.is_none() {
            notes.extend(self.keep_passed_over(&folder, &events));
        }
        if events.is_empty() {
            let there = meetings::json(self.disk.as_ref(), &folder, meetings::MINUTES);
            let why = match (read_only.filter(|_| damaged), there) {
                (Some(why), _) => why,
                (None, Some(_)) => Problem::not_saved_or_read(format!(
                    "Only the minutes of {id} are here, not the journal they were made from, so they can be read but not continued."
                ))
                .safe("Nothing was changed.")
                .next(format!("`talking-piece read {id}` prints them.")),
                (None, None) => Problem::not_saved_or_read(format!(
                    "There is nothing in the journal of {id} yet."
                ))
                .safe("Nothing was changed."),
            };
            return self.only_to_read(&folder, why);
        }
        // The folder of a closed meeting holds past minutes: opening them is put on record, or they are not opened.
        let on_record = before.as_ref().is_some_and(|before| before.is_on_record);
        let is_past = is_closed(&events);
        let seal = self.seal_found(&folder, &events, is_past);
        if is_past && !on_record {
            let opening = past::opening(Done::Opened);
            self.past.note(&self.places, folder.id.as_str(), &opening)?;
        }
        let unknown = events
            .iter()
            .any(|logged| matches!(logged.event, Event::Unknown { .. }));
        let sharing = sharing_of(self.disk.as_ref(), &folder);
        let mut sittings = found.by_readers.sittings;
        // What another person is typing is theirs until they enter it; what we typed while reading is still here.
        let (draft, asides) = match (open_elsewhere, before.is_some()) {
            (true, true) => (None, Vec::new()),
            (true, false) => (found.by_readers.draft, found.by_readers.asides),
            (false, _) => (found.draft, found.asides),
        };
        if let Some(pin) = pin.filter(|_| read_only.is_none() && !unknown) {
            // We are no longer a reader, and need not be told of ourselves; the editor still has what we typed.
            let before = before.take().map(|before| before.typing.session);
            sittings.extend(before);
            self.start(folder, pin, lock, found.chain, sittings)?;
            notes.extend(self.settle_seal(&seal));
            let handed_on = events.iter().rev().find_map(|logged| match logged.event {
                Event::Known(KnownEvent::HandedOn {}) => Some(true),
                Event::Known(KnownEvent::TakenBack {}) => Some(false),
                _ => None,
            });
            for message in self.finish_handing_on(handed_on == Some(true)) {
                if let Message::NotDone(why) = message {
                    notes.push(why.to_string());
                }
            }
            notes.extend(self.new_readers());
        } else if let Some(mut before) = before.take() {
            before.is_on_record |= is_past;
            self.company.beside = Some(before);
        } else {
            self.read_beside(folder, open_elsewhere, sittings, is_past);
        }
        Ok(Message::Opened(Box::new(Opened {
            events,
            draft: draft.map(|line| (line.n, line.purpose, line.text)),
            last_draft: 0,
            asides,
            sharing,
            read_only,
            open_elsewhere,
            is_unsealed: seal == SealFound::ToBeMade,
            notes,
        })))
    }

    /// A meeting without a journal that we may open can be read if it has minutes, and not otherwise.
    fn only_to_read(&self, folder: &MeetingFolder, why: Problem) -> Outcome {
        if meetings::json(self.disk.as_ref(), folder, meetings::MINUTES).is_none() {
            return Err(why);
        }
        let meeting = folder.id.as_str().to_owned();
        Ok(Message::OnlyToRead { meeting, why })
    }

    pub(super) fn lock(
        &self,
        folder: &MeetingFolder,
    ) -> Result<(Option<HeldLock>, Option<String>), Problem> {
        match lock::take(folder, &us()) {
            Ok(Lock::Held(lock)) => Ok((Some(lock), None)),
            Ok(other) => Ok((None, other.words())),
            Err(error) => Err(Problem::not_saved_or_read(format!(
                "The meeting cannot be locked: {}.",
                in_words(&error)
            ))
            .safe("Nothing was written.")),
        }
    }

    /// The files of the session start with its first event and its first line.
    pub(super) fn start(
        &mut self,
        folder: MeetingFolder,
        pin: Pin,
        lock: Option<HeldLock>,
        chain: Chain,
        carried: Vec<String>,
    ) -> Result<(), Problem> {
        let session = new_session(chain.next_seq)
            .map_err(|error| Problem::not_saved_or_read(error.to_string()))?;
        // Without a lock somebody else may be typing into one of the drafts on disk.
        let may_go = match lock {
            Some(_) => MayGo::All,
            None => MayGo::None,
        };
        self.open = Some(Open {
            held: HeldOpen::of(self.disk.as_ref(), &folder),
            typing: Typing::new(folder.clone(), session, may_go, carried),
            folder,
            _lock: lock,
            _pin: pin,
            journal: None,
            chain,
            unwritten: Vec::new(),
            files_asked: None,
            emptied: None,
            wrote_files: false,
            seal_differs: None,
        });
        Ok(())
    }

    /// Everything is synced first.
    pub(super) fn release(&mut self) {
        self.stop_typing_beside();
        self.leave_company();
        // The last chance for records for which no journal could be started.
        if let Some(open) = self.open.as_ref().filter(|open| !open.unwritten.is_empty()) {
            let meeting = open.folder.id.to_string();
            for message in self.first_records(Vec::new()) {
                let message = match message {
                    Message::SaveFailed(why) => {
                        let why = why
                            .safe("What was typed in this session is lost; everything before is safe.")
                            .next("Free some space or call IT, and type it again.");
                        self.unfinished
                            .insert(format!("{meeting}{JOURNAL}"), why.clone());
                        Message::SaveFailed(why)
                    }
                    other => other,
                };
                self.told_late.push(message);
            }
        }
        let Some(mut open) = self.open.take() else {
            return;
        };
        let safe = self.syncer.flush(Duration::from_secs(5));
        self.saved_at_last(&mut open, safe);
        // Somebody else may write here from now on.
        self.want_no_files();
        if open.journal.is_some() {
            let _ = disk_space::free_reserve(self.disk.as_ref(), &open.folder);
            self.wrote = Some(open.folder.clone());
        }
        if let Some(draft) = open.typing.draft.take().filter(|_| safe) {
            draft.close();
        }
    }
}

/// A meeting that was never closed is not folded twice for this.
fn is_closed(events: &[LoggedEvent]) -> bool {
    let closes =
        |logged: &LoggedEvent| matches!(logged.event, Event::Known(KnownEvent::Closed { .. }));
    events.iter().any(closes) && Meeting::from_facts(events.to_vec()).0.phase() == Phase::Closed
}

/// Why nothing is written into a meeting that somebody else handed on: its folder is not theirs, so another colleague
/// put it there, and would read what goes into it.
fn not_as_handed_on(folder: &MeetingFolder, records: &[JournalEntry]) -> Option<Problem> {
    let owner = handing_on::owner_if_anothers(folder)?;
    let is_about =
        |record: &&JournalEntry| matches!(record.kind.as_str(), "handed_on" | "taken_back");
    let last = records.iter().rev().find(is_about);
    let is_theirs =
        last.is_some_and(|last| last.kind == "handed_on" && last.who == format!("uid:{owner}"));
    (!is_theirs).then(|| {
        not_ours(&format!(
            "the folder belongs to {}, who did not hand them on",
            accounts::user(owner)
        ))
    })
}

fn not_ours(why: &str) -> Problem {
    Problem::not_saved_or_read(format!(
        "Nothing can be written into these minutes ({why}), so they are open for reading only."
    ))
    .safe("Nothing was changed.")
    .next("Ask IT who put this folder here.")
}

/// Whether writing was refused although reading may work: a read-only disk, or a folder that we may only look into.
/// Refusals of our own carry no system error number.
fn may_only_be_read(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) && error.raw_os_error().is_some()
}
