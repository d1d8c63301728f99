//! The syncer: at once for records, after a pause for typing, silent when nothing is unsafe, never twice on a file that
//! failed.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use super::disk::DiskFile;
use super::journal::ToSync;
use super::syncer::{LATEST, NotWritten, PAUSE, SyncNews, Syncer};

#[derive(Default)]
struct Counting {
    syncs: AtomicUsize,
    fails: bool,
    slow: Duration,
}

impl DiskFile for Counting {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }
    fn sync(&self) -> io::Result<()> {
        std::thread::sleep(self.slow);
        self.syncs.fetch_add(1, Ordering::SeqCst);
        if self.fails {
            Err(io::Error::from_raw_os_error(5))
        } else {
            Ok(())
        }
    }
    fn truncate(&self, _: u64) -> io::Result<()> {
        Ok(())
    }
}

fn start() -> (Syncer, mpsc::Receiver<SyncNews>) {
    let (send, news) = mpsc::channel();
    (
        Syncer::start(move |what| drop(send.send(what))).unwrap(),
        news,
    )
}

fn letter(syncer: &Syncer, file: &Arc<Counting>) {
    let file: Arc<dyn DiskFile> = file.clone();
    syncer.draft(1, &[file]);
}

fn count(file: &Arc<Counting>) -> usize {
    file.syncs.load(Ordering::SeqCst)
}

fn soon(news: &mpsc::Receiver<SyncNews>) -> Option<SyncNews> {
    news.recv_timeout(Duration::from_secs(5)).ok()
}

#[test]
fn records_are_synced_at_once_and_told() {
    let (syncer, news) = start();
    let file = Arc::new(Counting::default());
    syncer.journal(ToSync {
        segment: 1,
        file: file.clone(),
        up_to_seq: 9,
    });
    assert_eq!(
        soon(&news),
        Some(SyncNews::Saved {
            segment: 1,
            up_to_seq: 9
        })
    );
    assert_eq!(count(&file), 1);
}

#[test]
fn a_file_that_failed_is_never_synced_again_but_the_next_one_is() {
    let (syncer, news) = start();
    let bad = Arc::new(Counting {
        fails: true,
        ..Counting::default()
    });
    syncer.journal(ToSync {
        segment: 1,
        file: bad.clone(),
        up_to_seq: 1,
    });
    assert!(matches!(
        soon(&news),
        Some(SyncNews::Failed { segment: 1, .. })
    ));
    syncer.journal(ToSync {
        segment: 1,
        file: bad.clone(),
        up_to_seq: 2,
    });
    assert!(syncer.flush(Duration::from_secs(5)));
    assert_eq!(count(&bad), 1);
    let good = Arc::new(Counting::default());
    syncer.journal(ToSync {
        segment: 2,
        file: good,
        up_to_seq: 2,
    });
    assert_eq!(
        soon(&news),
        Some(SyncNews::Saved {
            segment: 2,
            up_to_seq: 2
        })
    );
    letter(&syncer, &bad);
    assert!(syncer.flush(Duration::from_secs(5)));
    assert!(matches!(
        soon(&news),
        Some(SyncNews::DraftFailed { set: 1, .. })
    ));
    letter(&syncer, &bad);
    assert!(syncer.flush(Duration::from_secs(5)));
    assert_eq!(count(&bad), 2);
}

#[test]
fn a_draft_waits_for_a_pause_and_never_longer_than_a_second() {
    let (syncer, news) = start();
    let file = Arc::new(Counting::default());
    let begin = Instant::now();
    letter(&syncer, &file);
    assert_eq!(soon(&news), Some(SyncNews::DraftSaved));
    assert!(begin.elapsed() >= PAUSE);
    let begin = Instant::now();
    while news.try_recv().is_err() {
        letter(&syncer, &file);
        std::thread::sleep(Duration::from_millis(20));
        assert!(begin.elapsed() < Duration::from_secs(10), "never synced");
    }
    let took = begin.elapsed();
    assert!(
        took >= LATEST,
        "{took:?}: a draft that is being typed is not synced for each letter"
    );
}

#[test]
fn a_flush_syncs_now_and_says_when_it_took_too_long() {
    let (syncer, news) = start();
    let file = Arc::new(Counting {
        slow: Duration::from_millis(300),
        ..Counting::default()
    });
    letter(&syncer, &file);
    assert!(
        !syncer.flush(Duration::from_millis(5)),
        "it was not done yet"
    );
    assert!(syncer.flush(Duration::from_secs(5)));
    assert_eq!((count(&file), soon(&news)), (1, Some(SyncNews::DraftSaved)));
    letter(&syncer, &file);
    drop(syncer);
    assert_eq!(count(&file), 2, "dropping it leaves nothing unsafe");
}

#[test]
fn whole_files_are_written_behind_the_journal_and_of_those_that_wait_the_newest() {
    let (syncer, news) = start();
    let journal = Arc::new(Counting {
        slow: Duration::from_millis(300),
        ..Counting::default()
    });
    syncer.journal(ToSync {
        segment: 1,
        up_to_seq: 7,
        file: journal.clone(),
    });
    // Two requests arrive while the journal is being synced: the older is dropped.
    std::thread::sleep(Duration::from_millis(50));
    let theirs = journal.clone();
    syncer.files(1, Box::new(|| panic!("the older one was written")));
    syncer.files(
        2,
        Box::new(move || match count(&theirs) {
            1 => Err(no_room()),
            _ => Ok(()),
        }),
    );
    assert!(
        syncer.flush(Duration::from_secs(5)),
        "a flush waits for them"
    );
    let told: Vec<SyncNews> = news.try_iter().collect();
    assert!(
        matches!(told.first(), Some(SyncNews::Saved { .. })),
        "{told:?}"
    );
    let failed = SyncNews::Files {
        ticket: 2,
        done: Err(no_room()),
    };
    assert_eq!(told.get(1..), Some(&[failed][..]));
}

fn no_room() -> NotWritten {
    NotWritten::from(std::io::Error::from(std::io::ErrorKind::StorageFull))
}
