//! Doing what the app asks for: the journal, the draft, the minutes. Everything is written before anything is drawn.
//! Knows the store; knows no screen and no rule of the meeting.

use super::{clock, facts, meetings};
use crate::app::effect::Effect;
use crate::app::message::{Message, Opened};
use crate::domain::agenda::Agenda;
use crate::domain::event::{Fact, Happening};
use crate::store::disk::{Disk, RealDisk};
use crate::store::draft::{Draft, DraftTrouble};
use crate::store::journal::{Chain, Journal, Moved, WriteTrouble, in_words};
use crate::store::lock::{self, HeldLock, Holder, Lock};
use crate::store::places::{MeetingFolder, Places, new_session};
use crate::store::syncer::{SyncNews, Syncer};
use crate::store::{recovery, room, sealed};
use chrono::Datelike;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// The meeting that is open for writing.
struct Open {
    folder: MeetingFolder,
    _lock: Option<HeldLock>,
    journal: Journal,
    /// Begun by the first line; until then the drafts of earlier sessions stay where they are.
    draft: Option<Draft>,
    session: String,
    /// The draft number that the newest fact took over.
    taken: u64,
}

/// Who does it.
pub struct Performer {
    /// Where things lie.
    pub places: Places,
    disk: Arc<dyn Disk>,
    syncer: Syncer,
    open: Option<Open>,
    /// Sync with the line that is being typed after every letter is not needed in `take`.
    made_up: bool,
}

/// What could not be made or opened, in words.
type Outcome = Result<Message, String>;

impl Performer {
    /// Sets up. `tell` gets the syncer's news, on its thread; give them to [`Performer::on_news`].
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(places: Places, made_up: bool, tell: impl Fn(SyncNews) + Send + 'static) -> io::Result<Performer> {
        Ok(Performer { places, disk: Arc::new(RealDisk), syncer: Syncer::start(tell)?, open: None, made_up })
    }

    /// Does one effect. What came of it are messages for the app.
    pub fn perform(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::Record(facts) => self.record(&facts),
            Effect::BeginDraft { number, purpose, asides, text, forget } => {
                self.begin_draft(number, purpose, &asides, &text, forget)
            }
            Effect::EditDraft(edit) => {
                let Some(draft) = self.open.as_mut().and_then(|open| open.draft.as_mut()) else { return Vec::new() };
                let done = draft.edit(edit.at, edit.removed.len(), &edit.inserted);
                self.sync_draft();
                done.err().map(|trouble| Message::SaveFailed(trouble.to_string())).into_iter().collect()
            }
            Effect::Create { agenda } => vec![answer(self.create(&agenda))],
            Effect::Open(id) => vec![answer(self.open(&id))],
            Effect::WriteMinutes { minutes, restricted, seal } => self.write_minutes(*minutes, &restricted, seal),
            Effect::Release => {
                self.release();
                Vec::new()
            }
            Effect::ListMeetings => vec![Message::Meetings(meetings::list(&self.places, self.disk.as_ref()))],
            Effect::Say(_) | Effect::Quit(_) => Vec::new(),
        }
    }

    /// What the syncer says: what is safe now, or that the disk failed.
    pub fn on_news(&mut self, news: SyncNews) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else { return Vec::new() };
        match news {
            SyncNews::Saved { segment, up_to_seq } => {
                if let (Some(used_up), Some(draft)) = (open.journal.saved(segment, up_to_seq), open.draft.as_mut()) {
                    draft.forget(used_up);
                }
                vec![Message::Saved(up_to_seq)]
            }
            SyncNews::Failed { segment, why } => {
                let moved = open.journal.sync_failed(segment, &why);
                self.settle(moved)
            }
            SyncNews::DraftSaved => Vec::new(),
            SyncNews::DraftFailed { set, why } => {
                let failed = open.draft.as_mut().and_then(|draft| draft.sync_failed(set, &why).err());
                self.sync_draft();
                failed.map(|trouble| Message::SaveFailed(trouble.to_string())).into_iter().collect()
            }
        }
    }

    /// Waits until everything is on the disk, at most `patience`.
    pub fn flush(&self, patience: Duration) -> bool {
        self.syncer.flush(patience)
    }

    fn record(&mut self, facts: &[Fact]) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return vec![Message::SaveFailed("NOT SAVED: no meeting is open for writing. This is a fault of the program; your words are still on the screen.".to_owned())];
        };
        let records: Vec<_> = facts.iter().map(facts::to_record).collect();
        if let Some(number) = facts.iter().filter_map(|fact| fact.draft).max() {
            open.taken = open.taken.max(number);
        }
        let appended = open.journal.append(&records);
        self.settle(appended)
    }

    /// After an append: what it came to, and the sync.
    fn settle(&mut self, written: Result<Option<Moved>, WriteTrouble>) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else { return Vec::new() };
        if let Some(due) = open.journal.to_sync() {
            self.syncer.journal(due);
        }
        match written {
            Ok(None) => Vec::new(),
            Ok(Some(moved)) => vec![Message::Note(moved.to_string())],
            Err(trouble) => vec![Message::SaveFailed(trouble.to_string())],
        }
    }

    fn begin_draft(
        &mut self,
        number: u64,
        purpose: serde_json::Value,
        asides: &[String],
        text: &str,
        forget: bool,
    ) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else { return Vec::new() };
        let begun = match open.draft.as_mut() {
            None => return self.first_draft(number, purpose, asides, text),
            Some(draft) => put_aside(draft, asides)
                .and_then(|()| draft.begin(number, purpose))
                .and_then(|()| if text.is_empty() { Ok(()) } else { draft.edit(0, 0, text) })
                .and_then(|()| take_back(draft, asides)),
        };
        // A command that was done leaves no record that would take its words over: they may go at once.
        // Words that a record took over go when that record is synced (`on_news`).
        if let Some(draft) = open.draft.as_mut().filter(|_| forget && open.taken < number - 1 && open.journal.to_sync().is_none()) {
            draft.forget(number - 1);
        }
        self.sync_draft();
        begun.err().map(|trouble| Message::SaveFailed(trouble.to_string())).into_iter().collect()
    }

    /// The first line of a session: its draft takes the words of earlier sessions over, and only then may those go.
    fn first_draft(&mut self, number: u64, purpose: serde_json::Value, asides: &[String], text: &str) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else { return Vec::new() };
        let rescue = self.places.rescue_for(&open.folder);
        let places = std::iter::once(open.folder.clone()).chain(rescue.clone()).collect();
        let started = Draft::start(Arc::clone(&self.disk), places, &open.session, number, purpose, asides.to_vec());
        let mut draft = match started {
            Ok(draft) => draft,
            Err(error) => {
                return vec![Message::SaveFailed(format!(
                    "The line you are typing is only in memory ({}). Finished entries are safe. Free some space or call IT.",
                    in_words(&error)
                ))];
            }
        };
        let written = if text.is_empty() { Ok(()) } else { draft.edit(0, 0, text) };
        open.draft = Some(draft);
        let (folder, session) = (open.folder.clone(), open.session.clone());
        self.sync_draft();
        if written.is_ok() && self.syncer.flush(Duration::from_secs(2)) {
            // What cannot be removed is offered again next time: nothing is lost by that.
            let _ = recovery::clear_old_drafts(self.disk.as_ref(), &folder, &rescue, &session);
        }
        written.err().map(|trouble| Message::SaveFailed(trouble.to_string())).into_iter().collect()
    }

    fn sync_draft(&self) {
        if let Some((set, files)) = self.open.as_ref().and_then(|open| open.draft.as_ref()).and_then(Draft::to_sync) {
            self.syncer.draft(set, &files);
        }
    }

    /// Makes a meeting: its folder, and the journal with its first fact.
    fn create(&mut self, agenda: &Agenda) -> Outcome {
        self.release();
        self.places.prepare(self.disk.as_ref()).map_err(|trouble| trouble.to_string())?;
        let now = clock::now();
        let notes = self.look_for_room()?;
        let folder = self.places.new_meeting(self.disk.as_ref(), now.year()).map_err(|error| {
            format!("The meeting could not be made: {}. Nothing was written.", in_words(&error))
        })?;
        let created = Fact {
            seq: 1,
            at: now,
            batch: 1,
            draft: None,
            event: Happening::MeetingCreated {
                meeting: folder.id.as_str().to_owned(),
                agenda: Box::new(agenda.clone()),
                made_up: self.made_up,
                program: format!("talking-piece {}", env!("CARGO_PKG_VERSION")),
            }
            .into(),
        };
        let lock = self.lock(&folder)?;
        self.start(folder, lock.0, Chain::new(), std::slice::from_ref(&created))?;
        let notes = notes.into_iter().chain(lock.1).collect();
        Ok(Message::Opened(Box::new(Opened { facts: vec![created], notes, ..Opened::default() })))
    }

    fn look_for_room(&self) -> Result<Vec<String>, String> {
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
    fn open(&mut self, id: &str) -> Outcome {
        self.release();
        self.places.prepare(self.disk.as_ref()).map_err(|trouble| trouble.to_string())?;
        let folder = self.places.meeting(self.disk.as_ref(), id).map_err(|error| error.to_string())?;
        let rescue = self.places.rescue_for(&folder);
        let unreadable = |error: io::Error| format!("These minutes cannot be opened: {}. Nothing was changed.", in_words(&error));
        let (lock, mut notes, taken) = match lock::take(&folder, &us()).map_err(unreadable)? {
            Lock::Held(lock) => (Some(lock), Vec::new(), None),
            lock @ Lock::Taken { .. } => (None, Vec::new(), lock.words()),
            lock @ Lock::Unavailable { .. } => (None, lock.words().into_iter().collect(), None),
        };
        let found = match taken {
            Some(_) => crate::store::reading::read(self.disk.as_ref(), &folder, &rescue),
            None => recovery::open(self.disk.as_ref(), &folder, &rescue).map_err(unreadable)?,
        };
        let damaged = found.read_only();
        let mut words: Vec<String> = found.troubles.iter().map(ToString::to_string).collect();
        let too_new = meetings::newer_minutes(self.disk.as_ref(), &folder);
        let read_only = taken.or(too_new).or_else(|| damaged.then(|| words.join(" ")));
        if read_only.is_none() {
            notes.append(&mut words);
        }
        let facts: Vec<Fact> = found.records.iter().map(facts::to_fact).collect();
        if facts.is_empty() {
            return Err(format!("There is nothing in the journal of {id} yet. Nothing was changed."));
        }
        let unknown = facts.iter().any(|fact| matches!(fact.event, crate::domain::event::Event::Unknown { .. }));
        if read_only.is_none() && !unknown {
            self.start(folder, lock, found.chain, &[])?;
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

    fn lock(&self, folder: &MeetingFolder) -> Result<(Option<HeldLock>, Option<String>), String> {
        match lock::take(folder, &us()) {
            Ok(Lock::Held(lock)) => Ok((Some(lock), None)),
            Ok(other) => Ok((None, other.words())),
            Err(error) => Err(format!("The meeting cannot be locked: {}. Nothing was written.", in_words(&error))),
        }
    }

    fn start(&mut self, folder: MeetingFolder, lock: Option<HeldLock>, chain: Chain, first: &[Fact]) -> Result<(), String> {
        let session = new_session(chain.next_seq).map_err(|error| error.to_string())?;
        let places = std::iter::once(folder.clone()).chain(self.places.rescue_for(&folder)).collect();
        let header: Vec<_> = first.iter().map(facts::to_record).collect();
        let journal = Journal::start(Arc::clone(&self.disk), places, &session, chain, &header).map_err(|error| {
            format!("Nothing can be recorded here: {}. Nothing was changed. Free some space, or name another folder with --data.", in_words(&error))
        })?;
        self.open = Some(Open { folder, _lock: lock, journal, draft: None, session, taken: 0 });
        Ok(())
    }

    /// Lets go of the open meeting; everything is synced first.
    fn release(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.journal.is_in_trouble() {
            let _ = open.journal.retry();
        }
        let safe = self.syncer.flush(Duration::from_secs(5));
        if let Some(draft) = open.draft.take().filter(|_| safe) {
            draft.close();
        }
    }

    /// Writes both files whole; a file of a newer program is left alone. The seal stands for what is in them.
    fn write_minutes(
        &mut self,
        mut minutes: serde_json::Value,
        restricted: &crate::domain::visibility::Restricted<String>,
        seal: bool,
    ) -> Vec<Message> {
        let Some(open) = self.open.as_ref() else { return Vec::new() };
        let disk = self.disk.as_ref();
        if let Some(words) = meetings::newer_minutes(disk, &open.folder) {
            return vec![Message::SaveFailed(words)];
        }
        meetings::carry_unknown(disk, &open.folder, &mut minutes);
        let text = format!("{:#}\n", minutes);
        // Both the journal and the half-typed line are safe before the summary of them.
        let _ = self.syncer.flush(Duration::from_secs(5));
        let written = sealed::write_whole(disk, &open.folder.path, meetings::RESTRICTED, restricted.for_the_full_record().as_bytes())
            .and_then(|()| sealed::write_whole(disk, &open.folder.path, meetings::MINUTES, text.as_bytes()))
            .and_then(|()| {
                if seal {
                    let outputs = [meetings::MINUTES, meetings::RESTRICTED];
                    sealed::seal(disk, &open.folder, &outputs, &facts::who(), &clock::now().to_rfc3339()).map(|_| ())
                } else {
                    Ok(())
                }
            });
        match written {
            Ok(()) => Vec::new(),
            Err(error) => vec![Message::SaveFailed(format!(
                "The minutes file could not be written ({}). Every entry is safe in the journal; the file is written again when the meeting is opened and left.",
                in_words(&error)
            ))],
        }
    }

    /// The folder of the open meeting.
    pub fn folder(&self) -> Option<&MeetingFolder> {
        self.open.as_ref().map(|open| &open.folder)
    }
}

fn answer(outcome: Outcome) -> Message {
    outcome.unwrap_or_else(Message::NotOpened)
}

/// Texts newly set aside are written before the line they come from is left …
fn put_aside(draft: &mut Draft, wanted: &[String]) -> Result<(), DraftTrouble> {
    for text in wanted {
        if !draft.asides().contains(text) {
            draft.set_aside(text)?;
        }
    }
    Ok(())
}

/// … and those brought back go only when the line holds their words again.
fn take_back(draft: &mut Draft, wanted: &[String]) -> Result<(), DraftTrouble> {
    while let Some(index) = draft.asides().iter().position(|text| !wanted.contains(text)) {
        draft.take_back(index)?;
    }
    Ok(())
}

/// Who we are, for the person who finds the meeting locked.
fn us() -> Holder {
    let tty = rustix::termios::ttyname(rustix::stdio::stdin(), Vec::new()).ok();
    let tty = tty.and_then(|name| name.into_string().ok()).unwrap_or_default();
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Holder {
        user: std::env::var("USER").unwrap_or_else(|_| facts::who()),
        tty: tty.trim_start_matches("/dev/").to_owned(),
        since: clock::now().format("%H:%M").to_string(),
        host,
    }
}
