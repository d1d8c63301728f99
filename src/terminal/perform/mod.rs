//! Doing what the app asks for: the journal, the draft, the minutes. Everything is written before anything is drawn.
//! Knows the store; knows no screen and no rule of the meeting.

mod drafting;
mod opening;
mod writing;

use super::{facts, meetings};
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::domain::event::Fact;
use crate::domain::settings::Texts;
use crate::store::disk::{Disk, RealDisk};
use crate::store::draft::Draft;
use crate::store::journal::{Chain, Journal, Moved, WriteTrouble, in_words};
use crate::store::lock::HeldLock;
use crate::store::places::{MeetingFolder, Places};
use crate::store::syncer::{SyncNews, Syncer};
use crate::store::{Record, recovery};
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// More files than one meeting can come to: a new one begins only after an error of the disk.
const FILES_A_MEETING: u32 = 1 << 16;

/// The meeting that is open for writing.
struct Open {
    folder: MeetingFolder,
    _lock: Option<HeldLock>,
    /// Begun by the first fact: looking at a closed meeting leaves no trace in it.
    journal: Option<Journal>,
    chain: Chain,
    /// Facts that no journal could be begun with: the next one tries again.
    unwritten: Vec<Record>,
    /// Begun by the first line; until then the drafts of earlier sessions stay where they are.
    draft: Option<Draft>,
    session: String,
    /// The draft number that the newest fact took over.
    taken: u64,
    /// Added to the numbers of its files: the syncer never takes one meeting's files for another's.
    first_file: u32,
    /// Drafts of earlier sessions lie there, although this session's draft holds their words.
    old_drafts: bool,
}

/// Who does it.
pub struct Performer {
    /// Where things lie.
    pub places: Places,
    /// The council's own settings files: a new meeting keeps them.
    pub settings: Texts,
    disk: Arc<dyn Disk>,
    syncer: Syncer,
    open: Option<Open>,
    /// How many meetings were opened.
    opened: u32,
    /// New meetings are for practice.
    made_up: bool,
}

impl Performer {
    /// Sets up. `tell` gets the syncer's news, on its thread; give them to [`Performer::on_news`].
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(
        places: Places,
        made_up: bool,
        tell: impl Fn(SyncNews) + Send + 'static,
    ) -> io::Result<Performer> {
        Ok(Performer {
            places,
            settings: Texts::new(),
            disk: Arc::new(RealDisk),
            syncer: Syncer::start(tell)?,
            open: None,
            opened: 0,
            made_up,
        })
    }

    /// Does one effect. What came of it are messages for the app.
    pub fn perform(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::Record(facts) => self.record(&facts),
            Effect::BeginDraft {
                number,
                purpose,
                asides,
                text,
                forget,
            } => self.begin_draft(number, purpose, &asides, &text, forget),
            Effect::EditDraft(edit) => {
                let Some(draft) = self.open.as_mut().and_then(|open| open.draft.as_mut()) else {
                    return Vec::new();
                };
                let done = draft.edit(edit.at, edit.removed.len(), &edit.inserted);
                self.sync_draft();
                done.err()
                    .map(|trouble| Message::SaveFailed(trouble.to_string()))
                    .into_iter()
                    .collect()
            }
            Effect::Create { agenda } => {
                vec![self.create(&agenda).unwrap_or_else(Message::NotOpened)]
            }
            Effect::Open(id) => vec![self.open(&id).unwrap_or_else(Message::NotOpened)],
            Effect::WriteMinutes {
                minutes,
                restricted,
                seal,
            } => self.write_minutes(*minutes, &restricted, seal),
            Effect::Release => {
                self.release();
                Vec::new()
            }
            Effect::ListMeetings => vec![Message::Meetings(meetings::list(
                &self.places,
                self.disk.as_ref(),
            ))],
            Effect::Say(_) | Effect::Quit(_) => Vec::new(),
        }
    }

    /// What the syncer says: what is safe now, or that the disk failed.
    pub fn on_news(&mut self, news: SyncNews) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        let Some(news) = of_this_meeting(news, open.first_file) else {
            return Vec::new();
        };
        match news {
            SyncNews::Saved { segment, up_to_seq } => {
                if let (Some(used_up), Some(draft)) = (
                    open.journal
                        .as_mut()
                        .and_then(|journal| journal.saved(segment, up_to_seq)),
                    open.draft.as_mut(),
                ) {
                    draft.forget(used_up);
                }
                vec![Message::Saved(up_to_seq)]
            }
            SyncNews::Failed { segment, why } => {
                let moved = open
                    .journal
                    .as_mut()
                    .map_or(Ok(None), |journal| journal.sync_failed(segment, &why));
                self.settle(moved)
            }
            SyncNews::DraftSaved { .. } => {
                // A slow disk: only now may the drafts of earlier sessions go.
                if std::mem::take(&mut open.old_drafts) {
                    let rescue = self.places.rescue_for(&open.folder);
                    let _ = recovery::clear_old_drafts(
                        self.disk.as_ref(),
                        &open.folder,
                        &rescue,
                        &open.session,
                    );
                }
                Vec::new()
            }
            SyncNews::DraftFailed { set, why } => {
                let failed = open
                    .draft
                    .as_mut()
                    .and_then(|draft| draft.sync_failed(set, &why).err());
                self.sync_draft();
                failed
                    .map(|trouble| Message::SaveFailed(trouble.to_string()))
                    .into_iter()
                    .collect()
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
        if open.journal.is_none() {
            return self.first_records(records);
        }
        if let Some(number) = facts.iter().filter_map(|fact| fact.draft).max() {
            open.taken = open.taken.max(number);
        }
        let appended = open
            .journal
            .as_mut()
            .map_or(Ok(None), |journal| journal.append(&records));
        self.settle(appended)
    }

    /// After an append: what it came to, and the sync.
    fn settle(&mut self, written: Result<Option<Moved>, WriteTrouble>) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        if let Some(mut due) = open.journal.as_ref().and_then(Journal::to_sync) {
            due.segment += open.first_file;
            self.syncer.journal(due);
        }
        match written {
            Ok(None) => Vec::new(),
            Ok(Some(moved)) => vec![Message::Note(moved.to_string())],
            Err(trouble) => vec![Message::SaveFailed(trouble.to_string())],
        }
    }

    /// The journal of the session begins with its first facts, synced with their folder.
    fn first_records(&mut self, records: Vec<Record>) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        let places = std::iter::once(open.folder.clone())
            .chain(self.places.rescue_for(&open.folder))
            .collect();
        open.unwritten.extend(records);
        match Journal::start(
            Arc::clone(&self.disk),
            places,
            &open.session,
            open.chain.clone(),
            &open.unwritten,
        ) {
            Ok(journal) => {
                open.journal = Some(journal);
                open.unwritten.clear();
                self.settle(Ok(None))
            }
            Err(error) => vec![Message::SaveFailed(format!(
                "NOT SAVED: nothing can be written here ({}). Your words are in memory only; keep this window open and free some space: each further line tries again.",
                in_words(&error)
            ))],
        }
    }

    /// The folder of the open meeting.
    pub fn folder(&self) -> Option<&MeetingFolder> {
        self.open.as_ref().map(|open| &open.folder)
    }
}

/// News of the files of the open meeting, with their own numbers; the last meeting's news may come late.
fn of_this_meeting(mut news: SyncNews, first_file: u32) -> Option<SyncNews> {
    let (SyncNews::Saved {
        segment: number, ..
    }
    | SyncNews::Failed {
        segment: number, ..
    }
    | SyncNews::DraftSaved { set: number }
    | SyncNews::DraftFailed { set: number, .. }) = &mut news;
    *number = number.checked_sub(first_file)?;
    (*number < FILES_A_MEETING).then_some(news)
}
