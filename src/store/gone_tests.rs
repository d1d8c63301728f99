//! What went wrong when the files of a meeting were removed, or replaced by those of another meeting.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use super::disk::{Disk, RealDisk};
use super::draft::Draft;
use super::fake_disk::FakeDisk;
use super::journal::{Chain, Journal};
use super::journal_tests::{HOME, folder, meeting_disk, record};
use super::paths::{MeetingFolder, MeetingId};
use super::reading;
use super::syncer::{SyncNews, Syncer};

fn real_meeting(root: &TempDir) -> MeetingFolder {
    let id = MeetingId::parse("0123456789ab").unwrap();
    let path = root.path().join("meetings").join("2026").join(id.as_str());
    let meeting = MeetingFolder { id, path };
    meeting.make(&RealDisk).unwrap();
    meeting
}

#[test]
fn a_meeting_folder_that_was_deleted_took_all_further_words_without_a_trace() {
    let root = TempDir::new().unwrap();
    let meeting = real_meeting(&root);
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let places = vec![meeting.clone()];
    let header = [record(1, "begun")];
    let mut journal = Journal::start(
        Arc::clone(&disk),
        places.clone(),
        "s",
        Chain::new(),
        &header,
    )
    .unwrap();
    journal.append(&[record(2, "before")]).unwrap();
    let due = journal.to_sync().unwrap();
    due.file.sync().unwrap();
    journal.saved(due.segment, due.up_to_seq);
    let mut draft = Draft::start(disk, places, "s", 1, json!(null), Vec::new()).unwrap();
    draft.edit(0, 0, "half ").unwrap();

    std::fs::remove_dir_all(&meeting.path).unwrap();
    journal.append(&[record(3, "after")]).unwrap();
    draft.edit(5, 0, "typed").unwrap();

    let due = journal.to_sync().unwrap();
    let why = due.file.sync().unwrap_err();
    assert_eq!(why.kind(), std::io::ErrorKind::NotFound);
    assert!(journal.sync_failed(due.segment, "gone").unwrap().is_some());
    let (set, files) = draft.to_sync().unwrap();
    assert!(files.iter().any(|file| file.sync().is_err()));
    draft.sync_failed(set, "gone").unwrap();
    let found = reading::read(&RealDisk, &meeting, &[]);
    assert_eq!(found.troubles, []);
    let said: Vec<_> = found.records.iter().map(|one| &one.body["text"]).collect();
    assert_eq!(said, ["begun", "before", "after"]);
    assert_eq!(found.draft.unwrap().text, "half typed");
}

fn journal_in(disk: &FakeDisk, session: &str) -> Journal {
    Journal::start(
        Arc::new(disk.clone()),
        vec![folder(HOME)],
        session,
        Chain::new(),
        &[record(1, session)],
    )
    .unwrap()
}

#[test]
fn a_disk_error_in_one_meeting_left_the_next_meeting_unsynced() {
    let (send, news) = mpsc::channel();
    let syncer = Syncer::start(move |what| drop(send.send(what))).unwrap();
    // A removed file gives an error, as a failing disk does.
    let root = TempDir::new().unwrap();
    let meeting = real_meeting(&root);
    let first = Journal::start(
        Arc::new(RealDisk),
        vec![meeting.clone()],
        "a",
        Chain::new(),
        &[record(1, "a")],
    )
    .unwrap();
    std::fs::remove_dir_all(&meeting.path).unwrap();
    syncer.journal(first.to_sync().unwrap());
    let failed = news.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(matches!(failed, SyncNews::Failed { .. }), "{failed:?}");

    let second = journal_in(&meeting_disk(), "b");
    syncer.journal(second.to_sync().unwrap());
    let saved = news.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(matches!(saved, SyncNews::Saved { .. }), "{saved:?}");
}

#[test]
fn late_news_of_the_meeting_before_counted_for_this_one() {
    let before = journal_in(&meeting_disk(), "a").to_sync().unwrap();
    let mut now = journal_in(&meeting_disk(), "b");
    let mut taken = record(2, "a line");
    taken.draft = Some(7);
    now.append(&[taken]).unwrap();
    assert_eq!(now.saved(before.segment, 90), None);
    assert_eq!(now.to_sync().unwrap().up_to_seq, 2);
}

#[test]
fn each_reason_is_in_words_and_the_second_place_is_named_only_if_its_reason_is_another() {
    use super::journal::{in_words, nowhere};
    for (number, words) in [
        (28, "the disk is full"),
        (122, "your share of the disk is used up"),
        (27, "the file reached its allowed size"),
        (30, "the disk can only be read"),
        (13, "the folder may not be written to"),
        (2, "the folder is gone"),
        (17, "something else is in the place of its folder"),
        (20, "something else is in the place of its folder"),
        (21, "a folder is in the place of the file"),
        (116, "the network folder changed"),
    ] {
        let error = std::io::Error::from_raw_os_error(number);
        assert_eq!(in_words(&error), format!("{words}, error {number}"));
    }
    assert_eq!(nowhere("a", "b", 2), "a; and in the second place: b");
    for (last, places) in [("a", 2), ("b", 1), ("a", 1)] {
        assert_eq!(nowhere("a", last, places), "a");
    }
}
