//! Making, opening and leaving a meeting: its folder, its lock, what was there.

use super::{Open, Performer};
use crate::app::message::{Message, Opened};
use crate::domain::access::Done;
use crate::domain::agenda::Agenda;
use crate::domain::event::{Event, Fact, Happening};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::review;
use crate::store::journal::{Chain, in_words};
use crate::store::lock::{self, HeldLock, Holder, Lock};
use crate::store::places::{MeetingFolder, new_session};
use crate::store::{reading, recovery, room};
use crate::terminal::{clock, facts, meetings, past};
use chrono::{DateTime, Datelike, FixedOffset};
use std::io;
use std::time::Duration;

/// What could not be made or opened, in words.
type Outcome = Result<Message, String>;

impl Performer {
    /// Makes a meeting: its folder, and the journal with its first fact.
    pub(super) fn create(&mut self, agenda: &Agenda) -> Outcome {
        self.make(agenda, clock::now(), None)
    }

    /// The same at a given time, and from an earlier meeting (with the hash of the last entry of its journal).
    pub(super) fn make(
        &mut self,
        agenda: &Agenda,
        now: DateTime<FixedOffset>,
        last: Option<(&Meeting, &str)>,
    ) -> Outcome {
        self.release();
        self.places
            .prepare(self.disk.as_ref())
            .map_err(|trouble| trouble.to_string())?;
        let notes = self.look_for_room()?;
        let folder = self
            .places
            .new_meeting(self.disk.as_ref(), now.year())
            .map_err(|error| {
                format!(
                    "The meeting could not be made: {}. Nothing was written.",
                    in_words(&error)
                )
            })?;
        let created = Fact {
            seq: 1,
            at: now,
            batch: 1,
            draft: None,
            event: Happening::MeetingCreated {
                meeting: folder.id.as_str().to_owned(),
                agenda: Box::new(agenda.clone()),
                made_up: self.made_up || last.is_some_and(|(last, _)| last.is_made_up()),
                program: format!("talking-piece {}", env!("CARGO_PKG_VERSION")),
                settings: self.settings.clone(),
            }
            .into(),
        };
        let facts = match last {
            Some((last, head)) => review::first_facts(created, last, head),
            None => vec![created],
        };
        let lock = self.lock(&folder)?;
        self.start(folder, lock.0, Chain::new())?;
        if let Some(Message::SaveFailed(words)) = self.record(&facts).first() {
            self.open = None;
            return Err(words.clone());
        }
        let notes = notes.into_iter().chain(lock.1).collect();
        Ok(Message::Opened(Box::new(Opened {
            facts,
            notes,
            ..Opened::default()
        })))
    }

    pub(super) fn look_for_room(&self) -> Result<Vec<String>, String> {
        match room::look(&self.places.data) {
            Ok(room) => match room.refusal() {
                Some(words) => Err(words),
                None => Ok(room.warnings()),
            },
            // A disk that cannot say how full it is is found out by writing.
            Err(_) => Ok(Vec::new()),
        }
    }

    /// Opens a meeting for writing; for reading only when somebody else writes in it, or when it is damaged or too new.
    pub(super) fn open(&mut self, id: &str) -> Outcome {
        self.release();
        self.places
            .prepare(self.disk.as_ref())
            .map_err(|trouble| trouble.to_string())?;
        let folder = self
            .places
            .meeting(self.disk.as_ref(), id)
            .map_err(|error| error.to_string())?;
        let rescue = self.places.rescue_for(&folder);
        let unreadable = |error: io::Error| {
            format!(
                "These minutes cannot be opened: {}. Nothing was changed.",
                in_words(&error)
            )
        };
        let (lock, mut notes, taken) = match lock::take(&folder, &us()).map_err(unreadable)? {
            Lock::Held(lock) => (Some(lock), Vec::new(), None),
            lock @ Lock::Taken { .. } => (None, Vec::new(), lock.words()),
            lock @ Lock::Unavailable { .. } => (None, lock.words().into_iter().collect(), None),
        };
        let found = match taken {
            Some(_) => reading::read(self.disk.as_ref(), &folder, &rescue),
            None => recovery::open(self.disk.as_ref(), &folder, &rescue).map_err(unreadable)?,
        };
        let damaged = found.read_only();
        let mut words: Vec<String> = found.troubles.iter().map(ToString::to_string).collect();
        let too_new = meetings::newer_minutes(self.disk.as_ref(), &folder);
        let read_only = taken
            .or(too_new)
            .or_else(|| damaged.then(|| words.join(" ")));
        if read_only.is_none() {
            notes.append(&mut words);
        }
        let facts: Vec<Fact> = found.records.into_iter().map(facts::to_fact).collect();
        if facts.is_empty() {
            return Err(format!(
                "There is nothing in the journal of {id} yet. Nothing was changed."
            ));
        }
        // The folder of a closed meeting holds past minutes: they are opened in plain sight or not at all.
        if is_closed(&facts) {
            let opening = past::opening(Done::Opened);
            self.past.note(&self.places, folder.id.as_str(), &opening)?;
        }
        let unknown = facts
            .iter()
            .any(|fact| matches!(fact.event, Event::Unknown { .. }));
        if read_only.is_none() && !unknown {
            self.start(folder, lock, found.chain)?;
        }
        Ok(Message::Opened(Box::new(Opened {
            facts,
            draft: found.draft.map(|line| (line.n, line.purpose, line.text)),
            last_draft: 0,
            asides: found.asides,
            read_only,
            notes,
        })))
    }

    pub(super) fn lock(
        &self,
        folder: &MeetingFolder,
    ) -> Result<(Option<HeldLock>, Option<String>), String> {
        match lock::take(folder, &us()) {
            Ok(Lock::Held(lock)) => Ok((Some(lock), None)),
            Ok(other) => Ok((None, other.words())),
            Err(error) => Err(format!(
                "The meeting cannot be locked: {}. Nothing was written.",
                in_words(&error)
            )),
        }
    }

    /// Makes ready to write; the files of the session begin with its first fact and its first line.
    pub(super) fn start(
        &mut self,
        folder: MeetingFolder,
        lock: Option<HeldLock>,
        chain: Chain,
    ) -> Result<(), String> {
        let session = new_session(chain.next_seq).map_err(|error| error.to_string())?;
        self.open = Some(Open {
            folder,
            lock,
            journal: None,
            chain,
            unwritten: Vec::new(),
            draft: None,
            not_begun: None,
            session,
            taken: 0,
            old_drafts: false,
        });
        Ok(())
    }

    /// Lets go of the open meeting; everything is synced first.
    pub(super) fn release(&mut self) {
        // Records that no journal could be begun with have their last chance here.
        if self
            .open
            .as_ref()
            .is_some_and(|open| !open.unwritten.is_empty())
        {
            let _ = self.first_records(Vec::new());
        }
        let Some(mut open) = self.open.take() else {
            return;
        };
        if let Some(journal) = open
            .journal
            .as_mut()
            .filter(|journal| journal.is_in_trouble())
        {
            let _ = journal.retry();
        }
        let safe = self.syncer.flush(Duration::from_secs(5));
        if let Some(draft) = open.draft.take().filter(|_| safe) {
            draft.close();
        }
    }
}

/// Whether these facts end with a closed meeting. One that was never closed is not folded twice for it.
fn is_closed(facts: &[Fact]) -> bool {
    let closes = |fact: &Fact| matches!(fact.event, Event::Known(Happening::Closed { .. }));
    facts.iter().any(closes) && Meeting::from_facts(facts.to_vec()).0.phase() == Phase::Closed
}

/// Who we are, for the person who finds the meeting locked.
fn us() -> Holder {
    let tty = rustix::termios::ttyname(rustix::stdio::stdin(), Vec::new()).ok();
    let tty = tty
        .and_then(|name| name.into_string().ok())
        .unwrap_or_default();
    let host = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    Holder {
        user: std::env::var("USER").unwrap_or_else(|_| facts::who()),
        tty: tty.trim_start_matches("/dev/").to_owned(),
        since: clock::now().format("%H:%M").to_string(),
        host,
    }
}
