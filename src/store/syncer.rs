//! The thread that makes writes safe against a power cut: the journal at once, the draft after a pause in typing and at
//! the latest a second after its first unsafe keystroke, and whole files in the background, always after the journal
//! they are made from. It never touches a file again whose sync has failed.
//!
//! With nothing unsafe there are no wake-ups: it waits without a timeout. Typing does not wake it either.

use std::mem;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::disk::DiskFile;
use super::journal::{ToSync, in_words};

/// How long typing must pause before a draft is synced.
pub const PAUSE: Duration = Duration::from_millis(250);
/// The longest time between a draft's first unsafe keystroke and its sync.
pub const LATEST: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncNews {
    /// Records up to `up_to_seq` in file `segment` of this session are safe: pass it to `Journal::saved`.
    Saved { segment: u32, up_to_seq: u64 },
    /// File `segment` cannot be synced: pass it to `Journal::sync_failed`.
    Failed { segment: u32, why: String },
    Files {
        ticket: u32,
        done: Result<(), NotWritten>,
    },
    /// The draft is safe as it was when the sync began.
    DraftSaved,
    /// File set `set` of the draft cannot be synced: pass it to `Draft::sync_failed`.
    DraftFailed { set: u32, why: String },
}

/// A number that no file of this process has had before. News about the previously open meeting's file must not be
/// taken for news of this one, nor its failure for a failure here.
pub(crate) fn next_ticket() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Why whole files were not written: words that go into a sentence of the code that asked for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotWritten {
    pub why: String,
    /// More space would help.
    pub is_full: bool,
}

impl From<std::io::Error> for NotWritten {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let full = [Kind::StorageFull, Kind::QuotaExceeded, Kind::FileTooLarge];
        NotWritten {
            why: in_words(&error),
            is_full: full.contains(&error.kind()),
        }
    }
}

/// Writes whole files. It must not panic.
pub type WriteFiles = Box<dyn FnOnce() -> Result<(), NotWritten> + Send>;

struct DraftDue {
    set: u32,
    files: Vec<Arc<dyn DiskFile>>,
    first: Instant,
    last: Instant,
}

#[derive(Default)]
struct Wanted {
    journal: Option<ToSync>,
    draft: Option<DraftDue>,
    files: Option<(u32, WriteFiles)>,
    flushes: u64,
    flushed: u64,
    stop: bool,
    gone: bool,
    /// The newest journal file that could not be synced, and why.
    failed: Option<(u32, String)>,
}

#[derive(Default)]
struct Shared {
    wanted: Mutex<Wanted>,
    work: Condvar,
    done: Condvar,
}

impl Shared {
    /// A panic elsewhere must not stop saving: the state is whole after every statement.
    fn lock(&self) -> MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The syncer thread. Dropping it syncs everything that is due and waits for that.
pub struct Syncer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Syncer {
    pub fn start(tell: impl Fn(SyncNews) + Send + 'static) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("syncer".to_owned())
            .spawn(move || {
                // A flush must not wait for ever, even if `tell` panics.
                let _gone = TellGone(&theirs);
                work(&theirs, &tell);
            })?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    pub fn journal(&self, due: ToSync) {
        self.shared.lock().journal = Some(due);
        self.shared.work.notify_one();
    }

    pub fn draft(&self, set: u32, files: &[Arc<dyn DiskFile>]) {
        let now = Instant::now();
        let mut wanted = self.shared.lock();
        match &mut wanted.draft {
            Some(due) if due.set == set => {
                due.last = now;
                for file in files {
                    if !due.files.iter().any(|known| Arc::ptr_eq(known, file)) {
                        due.files.push(Arc::clone(file));
                    }
                }
            }
            due => {
                *due = Some(DraftDue {
                    set,
                    files: files.to_vec(),
                    first: now,
                    last: now,
                });
                drop(wanted);
                self.shared.work.notify_one();
            }
        }
    }

    /// Writes whole files once the journal as it is now is safe. An earlier request that has not begun is dropped: the
    /// newest covers it.
    pub fn files(&self, ticket: u32, write: WriteFiles) {
        self.shared.lock().files = Some((ticket, write));
        self.shared.work.notify_one();
    }

    /// Why journal file `segment` could not be synced, for somebody who will not wait for the news of it.
    #[must_use]
    pub fn failure_of(&self, segment: u32) -> Option<String> {
        let failed = self.shared.lock().failed.clone();
        failed.filter(|(of, _)| *of == segment).map(|(_, why)| why)
    }

    /// Syncs everything now and waits, at most `patience`. `false` when it took longer.
    #[must_use]
    pub fn flush(&self, patience: Duration) -> bool {
        let mut wanted = self.shared.lock();
        wanted.flushes += 1;
        let ours = wanted.flushes;
        self.shared.work.notify_one();
        let (wanted, _) = self
            .shared
            .done
            .wait_timeout_while(wanted, patience, |w| w.flushed < ours && !w.gone)
            .unwrap_or_else(PoisonError::into_inner);
        wanted.flushed >= ours
    }
}

impl Drop for Syncer {
    fn drop(&mut self) {
        self.shared.lock().stop = true;
        self.shared.work.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct TellGone<'a>(&'a Shared);

impl Drop for TellGone<'_> {
    fn drop(&mut self) {
        self.0.lock().gone = true;
        self.0.done.notify_all();
    }
}

struct Job {
    journal: Option<ToSync>,
    draft: Option<DraftDue>,
    files: Option<(u32, WriteFiles)>,
    flushes: u64,
    stop: bool,
}

fn work(shared: &Shared, tell: &impl Fn(SyncNews)) {
    let mut failed_segment = 0;
    let mut failed_set = 0;
    loop {
        let job = next_job(shared);
        if let Some(due) = job.journal
            && due.segment > failed_segment
        {
            tell(match due.file.sync() {
                Ok(()) => SyncNews::Saved {
                    segment: due.segment,
                    up_to_seq: due.up_to_seq,
                },
                Err(error) => {
                    failed_segment = due.segment;
                    let why = in_words(&error);
                    shared.lock().failed = Some((due.segment, why.clone()));
                    SyncNews::Failed {
                        segment: due.segment,
                        why,
                    }
                }
            });
        }
        if let Some(due) = job.draft
            && due.set > failed_set
        {
            tell(match due.files.iter().try_for_each(|file| file.sync()) {
                Ok(()) => SyncNews::DraftSaved,
                Err(error) => {
                    failed_set = due.set;
                    SyncNews::DraftFailed {
                        set: due.set,
                        why: in_words(&error),
                    }
                }
            });
        }
        if let Some((ticket, write)) = job.files {
            tell(SyncNews::Files {
                ticket,
                done: write(),
            });
        }
        let mut wanted = shared.lock();
        wanted.flushed = wanted.flushed.max(job.flushes);
        shared.done.notify_all();
        if job.stop {
            return;
        }
    }
}

fn next_job(shared: &Shared) -> Job {
    let mut wanted = shared.lock();
    loop {
        let now = Instant::now();
        let at_once = wanted.stop || wanted.flushes > wanted.flushed;
        let draft_at = wanted
            .draft
            .as_ref()
            .map(|due| (due.last + PAUSE).min(due.first + LATEST));
        let draft_due = draft_at.is_some_and(|at| at_once || at <= now);
        if at_once || draft_due || wanted.journal.is_some() || wanted.files.is_some() {
            return Job {
                journal: wanted.journal.take(),
                files: wanted.files.take(),
                draft: if draft_due {
                    mem::take(&mut wanted.draft)
                } else {
                    None
                },
                flushes: wanted.flushes,
                stop: wanted.stop,
            };
        }
        wanted = match draft_at {
            None => shared
                .work
                .wait(wanted)
                .unwrap_or_else(PoisonError::into_inner),
            Some(at) => {
                let wait = at.saturating_duration_since(now);
                shared
                    .work
                    .wait_timeout(wanted, wait)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0
            }
        };
    }
}
