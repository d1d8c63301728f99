//! Carries out what the app asks for: the journal, the draft, the minutes. Everything is written before anything is
//! drawn.

mod beside;
mod drafting;
mod finding;
mod listing;
mod looking_ahead;
mod opening;
mod others;
mod papers;
mod putting_away;
mod removed;
mod reviewing;
mod sealing;
mod writing;

use super::past::Past;
use super::{events, views};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Message;
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::problem::Problem;
use crate::domain::settings::{ConfigFiles, UnusableFiles};
use crate::engine::own_settings::OwnSettings;
use crate::store::disk::{Disk, RealDisk};
use crate::store::held_open::HeldOpen;
use crate::store::journal::{Chain, Journal, Moved, WriteTrouble, in_words};
use crate::store::lock::HeldLock;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::pinned::Pin;
use crate::store::syncer::{SyncNews, Syncer};
use crate::store::{JournalEntry, disk_space};
use drafting::Typing;
use listing::Listing;
pub(super) use others::us;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Behind the id of a meeting: its journal is what could not be saved.
const JOURNAL: &str = " journal";

struct Open {
    folder: MeetingFolder,
    /// Held as long as this value lives; `None` where the folder has no locks.
    _lock: Option<HeldLock>,
    _pin: Pin,
    /// What earlier sessions wrote, in case somebody removes or changes it.
    held: HeldOpen,
    /// Started by the first event: looking at a closed meeting leaves no trace in it.
    journal: Option<Journal>,
    chain: Chain,
    /// Events for which no journal could be started: the next one tries again.
    unwritten: Vec<JournalEntry>,
    typing: Typing,
    /// The newest request for minutes files, which are written in the background.
    files_asked: Option<u32>,
    /// What the minutes file held when it was emptied: a newer program's fields are carried over from it.
    emptied: Option<Vec<u8>>,
    /// The minutes file that is there was written by this session, so nothing has been taken out since.
    wrote_files: bool,
    /// How it was not as it was sealed when it was opened: the next seal does not hide it.
    seal_differs: Option<String>,
}

/// What a run has to answer for when it ends.
#[must_use]
#[derive(Debug)]
pub struct LeftBehind {
    /// What is not saved, or older on the disk than what was recorded.
    pub unfinished: Option<Problem>,
    /// What else has to be told: everything is saved, but not where it should be, or a seal is not as it should be.
    pub late: Vec<String>,
}

pub struct EffectRunner {
    pub places: Paths,
    /// The council's own settings files, which a new meeting keeps.
    pub settings: ConfigFiles,
    unusable_settings: UnusableFiles,
    /// Meetings are made with the built-in settings where the council's own cannot be used.
    pub anyway: bool,
    disk: Arc<dyn Disk>,
    syncer: Syncer,
    open: Option<Open>,
    past: Past,
    company: others::Peers,
    due: looking_ahead::Due,
    /// New meetings are practice meetings.
    made_up: bool,
    /// A search took so long that the next one waits for Enter.
    searching_is_slow: bool,
    /// A long list of meetings is made on its own thread.
    listing: Listing,
    /// Of the meetings that were left, the last one that events were written to.
    wrote: Option<MeetingFolder>,
    /// The newest request for minutes files that has been started or is no longer wanted.
    files: Arc<Mutex<u32>>,
    /// What is older on the disk than what was recorded, by meeting, and what was not saved when a meeting was left.
    unfinished: BTreeMap<String, Problem>,
    /// Where records were written when the meeting's own folder took none.
    rescued: Option<String>,
    /// What is wrong with a seal, or with the record of seals, in words.
    seal_trouble: Option<String>,
    draft_trouble: drafting::DraftState,
    /// Told together with what the next effect has to say.
    told_late: Vec<Message>,
}

impl EffectRunner {
    /// `tell` is called with the syncer's news, on the syncer's thread; pass it on to [`EffectRunner::on_news`].
    ///
    /// # Errors
    /// When the system cannot start a thread.
    pub fn new(
        places: Paths,
        made_up: bool,
        tell: impl Fn(SyncNews) + Send + 'static,
    ) -> io::Result<EffectRunner> {
        Ok(EffectRunner {
            places,
            settings: ConfigFiles::new(),
            unusable_settings: UnusableFiles::new(),
            anyway: false,
            disk: Arc::new(RealDisk),
            syncer: Syncer::start(tell)?,
            open: None,
            past: Past::default(),
            company: others::Peers::default(),
            due: looking_ahead::Due::default(),
            made_up,
            searching_is_slow: false,
            listing: Listing::default(),
            wrote: None,
            files: Arc::default(),
            unfinished: BTreeMap::new(),
            rescued: None,
            seal_trouble: None,
            draft_trouble: drafting::DraftState::default(),
            told_late: Vec::new(),
        })
    }

    pub fn use_settings(&mut self, own: OwnSettings) {
        self.settings = own.files;
        self.unusable_settings = own.unusable;
    }

    pub fn perform(&mut self, effect: Effect) -> Vec<Message> {
        // Not with a letter: the next one would take the words away.
        let writes = matches!(effect, Effect::Record(_));
        let mut messages = self.run(effect);
        if writes {
            messages.extend(self.new_readers().map(Message::Note));
        }
        messages.append(&mut self.told_late);
        messages
    }

    fn run(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::Record(events) => {
                let mut messages = self.record(&events);
                messages.extend(self.put_reopening_on_record(&events));
                messages.extend(self.put_putting_away_on_record(&events));
                messages
            }
            Effect::BeginDraft {
                number,
                purpose,
                asides,
                text,
                forget,
            } => self.begin_draft(number, purpose, &asides, &text, forget),
            Effect::EditDraft(edit) => self.edit_draft(&edit),
            Effect::Create { agenda } => {
                vec![self.create(&agenda).unwrap_or_else(Message::NotOpened)]
            }
            Effect::BeginReview { agenda, from } => {
                let begun = self.begin_review(&agenda, &from);
                vec![begun.unwrap_or_else(Message::NotOpened)]
            }
            Effect::KeepVersion(kept) => self.keep_version(&kept),
            Effect::Open(id) => vec![self.open(&id).unwrap_or_else(Message::NotOpened)],
            Effect::Show { view, at } => {
                let disk = self.disk.as_ref();
                match views::make(&mut self.past, &self.places, disk, &self.settings, &view) {
                    Ok(document) => vec![Message::Page {
                        view,
                        document: Box::new(document),
                        at,
                    }],
                    Err(why) => vec![Message::NotOpened(why)],
                }
            }
            Effect::WritePapers {
                meeting,
                to,
                format,
            } => self.write_papers(&meeting, &to, format.as_deref()),
            Effect::EmptyMinutes => self.empty_minutes(),
            Effect::WriteMinutes {
                minutes,
                restricted,
                seal,
                waits,
            } => self.write_minutes(*minutes, restricted, seal, waits),
            Effect::Find {
                typed,
                query,
                entered,
            } => vec![self.find(typed, query, entered)],
            Effect::HandOn(on) => self.hand_on(on),
            Effect::Release => {
                self.release();
                Vec::new()
            }
            Effect::ListMeetings => vec![self.list_meetings()],
            Effect::ListDue => {
                self.due.is_wanted = true;
                Vec::new()
            }
            Effect::Say(_) | Effect::Quit(_) => Vec::new(),
        }
    }

    pub fn on_news(&mut self, news: SyncNews) -> Vec<Message> {
        match news {
            SyncNews::Saved { segment, up_to_seq } => {
                let Some(open) = self.open.as_mut() else {
                    return Vec::new();
                };
                if let (Some(used_up), Some(draft)) = (
                    open.journal
                        .as_mut()
                        .and_then(|journal| journal.saved(segment, up_to_seq)),
                    open.typing.draft.as_mut(),
                ) {
                    draft.forget(used_up);
                }
                // Later entries have failed meanwhile: their alarm stays.
                if open.journal.as_ref().is_some_and(Journal::is_in_trouble) {
                    return Vec::new();
                }
                let mut told = vec![Message::Saved(up_to_seq)];
                told.extend(self.said_of_draft());
                told
            }
            SyncNews::Failed { segment, why } => {
                let journal = self.open.as_mut().and_then(|open| open.journal.as_mut());
                let moved = journal.map_or(Ok(None), |journal| journal.sync_failed(segment, &why));
                self.settle(moved)
            }
            SyncNews::Files { ticket, done } => {
                let asked = self.open.as_ref().and_then(|open| open.files_asked);
                match asked == Some(ticket) {
                    true => self.files_done(done),
                    // A newer request has been made since.
                    false => Vec::new(),
                }
            }
            SyncNews::DraftSaved => {
                self.draft_is_safe();
                self.draft_was_saved()
            }
            SyncNews::DraftFailed { set, why } => self.draft_failed(set, &why),
        }
    }

    /// Waits until everything is on disk, for at most `patience`.
    pub fn flush(&self, patience: Duration) -> bool {
        self.syncer.flush(patience)
    }

    fn record(&mut self, events: &[LoggedEvent]) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return vec![Message::SaveFailed(
                Problem::not_saved_or_read("NOT SAVED: no meeting is open for writing.")
                    .safe("This is a fault of the program; your words are still on the screen."),
            )];
        };
        let records: Vec<_> = events.iter().map(events::to_journal_entry).collect();
        // Before anything can fail: the draft keeps these words until the record that took them over is synced.
        if let Some(number) = events.iter().filter_map(|logged| logged.draft).max() {
            open.typing.taken = open.typing.taken.max(number);
        }
        if open.journal.is_none() {
            return self.first_records(records);
        }
        let appended = open
            .journal
            .as_mut()
            .map_or(Ok(None), |journal| journal.append(&records));
        self.settle(appended)
    }

    fn settle(&mut self, written: Result<Option<Moved>, WriteTrouble>) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        if let Some(due) = open.journal.as_ref().and_then(Journal::to_sync) {
            self.syncer.journal(due);
        }
        match written {
            Ok(None) => Vec::new(),
            Ok(Some(moved)) => {
                let mut told = vec![self.was_moved(&moved)];
                told.extend(self.look_for_touched(moved.is_anew));
                told
            }
            Err(trouble) => vec![Message::SaveFailed(trouble.into())],
        }
    }

    /// Said again when the program ends, if somebody has to bring the words back.
    fn was_moved(&mut self, moved: &Moved) -> Message {
        let words = moved.to_string();
        if moved.rescue {
            self.rescued = Some(words.clone());
        }
        Message::Note(words)
    }

    /// The session's journal starts with its first events and is synced together with its folder.
    fn first_records(&mut self, records: Vec<JournalEntry>) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        open.unwritten.extend(records);
        // A new meeting starts in its own folder or not at all; an existing one goes on wherever it can.
        let rescue = match open.chain.next_seq {
            1 => Vec::new(),
            _ => self.places.rescue_for(&open.folder),
        };
        let started = in_first_place(self.disk.as_ref(), &open.folder, &rescue, |places| {
            Journal::start(
                Arc::clone(&self.disk),
                places,
                &open.typing.session,
                open.chain.clone(),
                &open.unwritten,
            )
        });
        match started {
            Ok((journal, moved)) => {
                open.journal = Some(journal);
                // What was written to a rescue folder found no room at home, so there is no reserve to keep.
                if moved.is_none() {
                    disk_space::keep_reserve(self.disk.as_ref(), &open.folder);
                }
                open.unwritten.clear();
                self.settle(Ok(moved))
            }
            Err(error) => vec![Message::SaveFailed(
                Problem::not_saved_or_read(format!(
                    "NOT SAVED: nothing can be written here ({}).",
                    in_words(&error)
                ))
                .next("Your words are in memory only; keep this window open and free some space: each further line tries again."),
            )],
        }
    }

    /// The meeting that this run last wrote in; `None` when it only read.
    pub fn wrote_last(&self) -> Option<&MeetingFolder> {
        let open = self.open.as_ref().filter(|open| open.journal.is_some());
        open.map(|open| &open.folder).or(self.wrote.as_ref())
    }

    /// An alarm on the screen may have gone with its meeting; this stays.
    fn unfinished(&self) -> Option<&Problem> {
        // What is lost is worse than a file that is old.
        let lost = self.unfinished.iter().find(|(of, _)| of.ends_with(JOURNAL));
        let first = lost.or_else(|| self.unfinished.iter().next());
        first.map(|(_, why)| why)
    }

    /// The program ends: the last chance for everything that is not saved.
    pub fn leave_at_the_end(&mut self) -> LeftBehind {
        self.release();
        let late = [&self.rescued, &self.seal_trouble];
        LeftBehind {
            unfinished: self.unfinished().cloned(),
            late: late.into_iter().flatten().cloned().collect(),
        }
    }

    pub fn folder(&self) -> Option<&MeetingFolder> {
        self.open.as_ref().map(|open| &open.folder)
    }
}

/// Starts in the meeting's own folder, or otherwise in the first rescue folder that accepts it.
fn in_first_place<T>(
    disk: &dyn Disk,
    home: &MeetingFolder,
    rescue: &[MeetingFolder],
    begin: impl Fn(Vec<MeetingFolder>) -> io::Result<T>,
) -> io::Result<(T, Option<Moved>)> {
    let mut places: Vec<MeetingFolder> = std::iter::once(home).chain(rescue).cloned().collect();
    let mut begun = begin(places.clone());
    // A session that was killed left its reserve behind: on a full disk, that is the room for this one.
    if begun.is_err() && disk_space::free_reserve(disk, home) {
        begun = begin(places.clone());
    }
    let error = match begun {
        Ok(begun) => return Ok((begun, None)),
        Err(error) => error,
    };
    for place in rescue {
        // The place that worked becomes the first; the meeting's own folder is tried again after the others.
        places.rotate_left(1);
        if let Ok(begun) = place.make(disk).and_then(|()| begin(places.clone())) {
            let moved = Moved {
                why: in_words(&error),
                folder: place.clone(),
                rescue: true,
                is_anew: false,
            };
            return Ok((begun, Some(moved)));
        }
    }
    Err(error)
}
