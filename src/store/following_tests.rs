//! Following a journal that grows while it is read: half lines, new sessions, damage, writes taken back.

use super::disk::{Disk, RealDisk};
use super::following::{Followed, Follower};
use super::journal_line::{JournalEntry, NO_RECORD, encode};
use super::paths::{MeetingFolder, MeetingId};
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

struct Written {
    _root: tempfile::TempDir,
    folder: MeetingFolder,
    last: String,
    seq: u64,
}

impl Written {
    fn new() -> Written {
        let root = tempfile::tempdir().unwrap();
        let folder = MeetingFolder {
            id: MeetingId::random().unwrap(),
            path: root.path().join("meeting"),
        };
        folder.make(&RealDisk).unwrap();
        Written {
            _root: root,
            folder,
            last: NO_RECORD.to_owned(),
            seq: 0,
        }
    }

    fn follower(&self) -> Follower {
        Follower::new(self.folder.clone(), Vec::new())
    }

    fn segment(&self, name: &str) -> PathBuf {
        self.folder.journal().join(name)
    }

    fn next(&mut self) -> Vec<u8> {
        self.seq += 1;
        let record = JournalEntry {
            needs: 1,
            seq: self.seq,
            at: "2026-11-20T14:00:00+00:00".parse().unwrap(),
            boot_ms: 1,
            who: "uid:1".into(),
            batch: self.seq,
            draft: None,
            kind: "began".into(),
            body: json!({}),
        };
        let line = encode(&record, &self.last).unwrap();
        self.last = line.hash;
        line.bytes
    }

    fn append(&self, name: &str, bytes: &[u8]) {
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = std::fs::OpenOptions::new();
        let path = self.segment(name);
        let mut file = options
            .create(true)
            .append(true)
            .mode(0o600)
            .open(path)
            .unwrap();
        file.write_all(bytes).unwrap();
    }
}

fn seqs(records: &[JournalEntry]) -> Vec<u64> {
    records.iter().map(|record| record.seq).collect()
}

fn more(followed: Followed) -> Vec<u64> {
    match followed {
        Followed::More(records) => seqs(&records),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_what_is_new_is_given_and_a_half_line_waits() {
    let mut written = Written::new();
    let mut follower = written.follower();
    assert_eq!(follower.look(&RealDisk), Followed::Nothing);
    let lines = [written.next(), written.next()].concat();
    written.append("000001-a.jsonl", &lines);
    assert_eq!(more(follower.look(&RealDisk)), [1, 2]);
    assert_eq!(follower.look(&RealDisk), Followed::Nothing);
    let line = written.next();
    for (at, byte) in line.iter().enumerate() {
        written.append("000001-a.jsonl", &[*byte]);
        let found = follower.look(&RealDisk);
        // Complete with its last brace; its late line end is not a line of its own.
        match at + 2 == line.len() {
            true => assert_eq!(more(found), [3]),
            false => assert_eq!(found, Followed::Nothing, "byte {at}"),
        }
    }
    written.append("000001-a.jsonl", &written.next_two());
    assert_eq!(more(follower.look(&RealDisk)), [4, 5]);
    assert_eq!(follower.damaged(), 0);
}

impl Written {
    fn next_two(&self) -> Vec<u8> {
        let mut copy = Written {
            _root: tempfile::tempdir().unwrap(),
            folder: self.folder.clone(),
            last: self.last.clone(),
            seq: self.seq,
        };
        [copy.next(), copy.next()].concat()
    }
}

#[test]
fn a_new_session_is_followed() {
    let mut written = Written::new();
    let mut follower = written.follower();
    let first = written.next();
    written.append("000001-a.jsonl", &first);
    assert_eq!(more(follower.look(&RealDisk)), [1]);
    let second = written.next();
    written.append("000002-b.jsonl", &second);
    assert_eq!(more(follower.look(&RealDisk)), [2]);
}

#[test]
fn a_damaged_line_is_counted_and_the_rest_is_read() {
    let mut written = Written::new();
    let mut follower = written.follower();
    let first = written.next();
    let mut second = written.next();
    second[20] ^= 1;
    let third = written.next();
    written.append("000001-a.jsonl", &first);
    written.append("000001-a.jsonl", &second);
    assert_eq!(
        more(follower.look(&RealDisk)),
        [1],
        "the last line may be half there"
    );
    assert_eq!(follower.damaged(), 0);
    written.append("000001-a.jsonl", &third);
    assert_eq!(more(follower.look(&RealDisk)), [3]);
    assert_eq!(follower.damaged(), 1);
}

#[test]
fn a_line_that_is_gone_is_noticed() {
    let mut written = Written::new();
    let mut follower = written.follower();
    let (first, _, third) = (written.next(), written.next(), written.next());
    written.append("000001-a.jsonl", &[first, third].concat());
    assert_eq!(more(follower.look(&RealDisk)), [1, 3]);
    assert_eq!(follower.damaged(), 1);
}

#[test]
fn a_write_that_was_taken_back_is_forgotten() {
    let mut written = Written::new();
    let mut follower = written.follower();
    let (first, second) = (written.next(), written.next());
    written.append("000001-a.jsonl", &first);
    written.append("000001-a.jsonl", &second);
    assert_eq!(more(follower.look(&RealDisk)), [1, 2]);
    let path = written.segment("000001-a.jsonl");
    let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(first.len() as u64).unwrap();
    match follower.look(&RealDisk) {
        Followed::Again(records) => assert_eq!(seqs(&records), [1]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_written() {
    let mut written = Written::new();
    let first = written.next();
    written.append("000001-a.jsonl", &first);
    let names = || RealDisk.list(&written.folder.path).unwrap();
    let before = names();
    written.follower().look(&RealDisk);
    assert_eq!(names(), before);
}

#[test]
fn the_meetings_own_folder_and_each_rescue_folder_are_looked_at() {
    let written = Written::new();
    let rescue = MeetingFolder {
        path: written.folder.path.with_file_name("rescued"),
        ..written.folder.clone()
    };
    let follower = Follower::new(written.folder.clone(), vec![rescue.clone()]);
    assert_eq!(follower.places(), [written.folder.clone(), rescue]);
}
