//! The journal's lines: cut at every byte, changed at every byte, written by two people, by a newer version.

use crate::domain::problem::Problem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use super::disk::Disk;
use super::fake_disk::FakeDisk;
use super::journal::{Chain, Journal};
use super::journal_line::{self, JournalEntry, Line};
use super::paths::{MeetingFolder, MeetingId};
use super::reading::{self, Trouble};
use super::recovery;

pub(crate) const HOME: &str = "/data/meetings/2026/0123456789ab";
pub(crate) const RESCUE: &str = "/state/talking-piece/rescued/0123456789ab";

pub(crate) fn folder(path: &str) -> MeetingFolder {
    let id = MeetingId::parse("0123456789ab").unwrap();
    MeetingFolder {
        id,
        path: PathBuf::from(path),
    }
}

pub(crate) fn record(seq: u64, text: &str) -> JournalEntry {
    JournalEntry {
        needs: 1,
        seq,
        at: "2026-11-22T11:14:03.120+01:00".parse().unwrap(),
        boot_ms: 812_345 + seq,
        who: "uid:1004".to_owned(),
        batch: seq,
        draft: None,
        kind: "recorded".to_owned(),
        body: json!({"text": text, "big": 9_007_199_254_740_993_u64}),
    }
}

pub(crate) fn meeting_disk() -> FakeDisk {
    let disk = FakeDisk::with_folders(&["/data/meetings", "/state"]);
    folder(HOME).make(&disk).unwrap();
    disk
}

fn start(disk: &FakeDisk, session: &str, chain: Chain) -> Journal {
    let header = record(chain.next_seq, session);
    Journal::start(
        Arc::new(disk.clone()),
        vec![folder(HOME)],
        session,
        chain,
        &[header],
    )
    .unwrap()
}

fn small_journal() -> (FakeDisk, PathBuf, Vec<u8>) {
    let disk = meeting_disk();
    let mut journal = start(&disk, "000001-one", Chain::new());
    for (seq, text) in [(2, "said \"so\"\nagain"), (3, "mówi Ąę 👨‍👩‍👧"), (4, "بله")]
    {
        assert_eq!(journal.append(&[record(seq, text)]), Ok(None));
    }
    let path = folder(HOME).journal().join("000001-one.jsonl");
    let bytes = disk.get(&path).unwrap();
    (disk, path, bytes)
}

fn read_with(path: &Path, bytes: &[u8]) -> reading::Opened {
    let disk = meeting_disk();
    disk.put(path, bytes);
    reading::read(&disk, &folder(HOME), &[])
}

#[test]
fn a_record_comes_back_as_it_was() {
    for draft in [None, Some(3)] {
        let record = JournalEntry {
            draft,
            ..record(17, "words with \u{2028} and \u{0} and ,\"h\":\"")
        };
        let encoded = journal_line::encode(&record, "abc").unwrap();
        let line = encoded.bytes.strip_suffix(b"\n").unwrap();
        let expected = Line::Known {
            record: Box::new(record),
            prev: "abc".into(),
            hash: encoded.hash,
        };
        assert_eq!(journal_line::decode(line), Ok(expected));
    }
}

#[test]
fn the_line_is_the_documented_one() {
    let mut record = record(17, "");
    record.body = json!({});
    let encoded = journal_line::encode(&record, "p").unwrap();
    let before = r#"{"v":1,"seq":17,"t":"2026-11-22T10:14:03.120Z","off":"+01:00","boot_ms":812362,"who":"uid:1004","batch":17,"kind":"recorded","body":{},"prev":"p""#;
    let hash = journal_line::sha256(before.as_bytes());
    assert_eq!(
        String::from_utf8(encoded.bytes).unwrap(),
        format!("{before},\"h\":\"{hash}\"}}\n")
    );
    // `printf abc | sha256sum`
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(journal_line::sha256(b"abc"), abc);
}

#[test]
fn what_only_a_newer_program_understands_says_which_one() {
    for needs in [1, 2] {
        let record = JournalEntry {
            needs,
            ..record(17, "words")
        };
        let encoded = journal_line::encode(&record, "p").unwrap();
        let line = encoded.bytes.strip_suffix(b"\n").unwrap();
        assert!(line.starts_with(format!("{{\"v\":{needs},").as_bytes()));
        assert!(
            matches!(journal_line::decode(line), Ok(Line::Known { record: read, .. }) if *read == record)
        );
    }
}

#[test]
fn cut_at_every_byte_every_whole_record_is_there() {
    let (_, path, bytes) = small_journal();
    let all = read_with(&path, &bytes);
    assert_eq!((all.records.len(), all.troubles.len()), (4, 0));
    for cut in 0..=bytes.len() {
        let opened = read_with(&path, &bytes[..cut]);
        // A record that lacks only its line end is whole.
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|(at, b)| **b == b'\n' && *at <= cut)
            .count();
        assert_eq!(opened.records, all.records[..ends], "cut at {cut}");
        assert!(!opened.read_only(), "cut at {cut}: {:?}", opened.troubles);
        let torn = cut > 0 && bytes[cut - 1] != b'\n' && bytes.get(cut) != Some(&b'\n');
        assert_eq!(opened.troubles.len(), usize::from(torn), "cut at {cut}");
    }
}

#[test]
fn after_a_cut_recovery_keeps_the_torn_end_and_the_journal_goes_on() {
    let (_, path, bytes) = small_journal();
    for cut in (0..bytes.len()).step_by(7) {
        let disk = meeting_disk();
        disk.put(&path, &bytes[..cut]);
        let first = recovery::open(&disk, &folder(HOME), &[]).unwrap();
        let again = recovery::open(&disk, &folder(HOME), &[]).unwrap();
        assert_eq!(first, again, "opening again changes nothing");
        assert_eq!(
            disk.get(&path).unwrap(),
            &bytes[..cut],
            "the segment is left as it was"
        );
        let kept = disk.list(&folder(HOME).recovered()).unwrap();
        assert_eq!(kept.len(), first.troubles.len(), "cut at {cut}: {kept:?}");
        for name in kept {
            assert!(
                bytes[..cut].ends_with(&disk.get(&folder(HOME).recovered().join(name)).unwrap())
            );
        }
        let seq = first.chain.next_seq;
        let mut journal = start(&disk, "000009-two", first.chain.clone());
        journal.append(&[record(seq + 1, "next")]).unwrap();
        let then = reading::read(&disk, &folder(HOME), &[]);
        assert_eq!(then.records.len(), first.records.len() + 2);
        assert_eq!((then.read_only(), then.fork), (false, false));
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let (_, path, bytes) = small_journal();
    for at in 0..bytes.len() {
        for flip in [0x01, 0x20, 0x80, 0xFF] {
            let mut changed = bytes.clone();
            changed[at] ^= flip;
            let opened = read_with(&path, &changed);
            // The last line end is the only byte that carries no information.
            let silent = at + 1 == bytes.len();
            assert!(
                !opened.troubles.is_empty() || silent,
                "byte {at} ^ {flip:#x}"
            );
        }
    }
}

#[test]
fn a_record_taken_out_doubled_or_moved_is_noticed() {
    let (_, path, bytes) = small_journal();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|&b| b == b'\n').collect();
    for at in 0..lines.len() - 1 {
        let mut without = lines.clone();
        without.remove(at);
        let opened = read_with(&path, &without.concat());
        assert!(opened.read_only(), "without line {at}");
        assert_eq!(opened.records.len(), 3, "the good part can be read");
        let mut swapped = lines.clone();
        swapped.swap(at, at + 1);
        assert!(
            read_with(&path, &swapped.concat()).read_only(),
            "swapped {at}"
        );
        let mut doubled = lines.clone();
        doubled.insert(at + 1, lines[at]);
        assert!(
            read_with(&path, &doubled.concat()).read_only(),
            "doubled {at}"
        );
    }
}

#[test]
fn damage_in_the_middle_names_the_place_and_leaves_the_rest() {
    let (_, path, bytes) = small_journal();
    let second = bytes.iter().position(|&b| b == b'\n').unwrap() + 30;
    let mut changed = bytes.clone();
    changed[second] ^= 1;
    let opened = read_with(&path, &changed);
    let words: Vec<String> = opened.troubles.iter().map(ToString::to_string).collect();
    assert!(words[0].contains("Line 2 of 000001-one.jsonl"), "{words:?}");
    assert!(
        words[0].contains("after 11:14 on 22 November 2026"),
        "{words:?}"
    );
    assert_eq!(
        opened.records.iter().map(|r| r.seq).collect::<Vec<_>>(),
        [1, 3, 4]
    );
    assert!(opened.read_only());
}

#[test]
fn two_people_at_once_is_a_fork_and_loses_nothing() {
    let (disk, ..) = small_journal();
    let chain = reading::read(&disk, &folder(HOME), &[]).chain;
    let mut a = start(&disk, "000005-aaa", chain.clone());
    let mut b = start(&disk, "000005-bbb", chain);
    a.append(&[record(6, "from a")]).unwrap();
    b.append(&[record(6, "from b")]).unwrap();
    let opened = reading::read(&disk, &folder(HOME), &[]);
    assert!(opened.fork);
    assert_eq!(opened.troubles, [Trouble::Fork { seq: 5 }]);
    assert_eq!(opened.records.len(), 8);
    assert!(!opened.read_only(), "a fork is for people to sort out");
}

#[test]
fn records_of_a_newer_version_open_for_reading_only_and_stay() {
    let (disk, path, bytes) = small_journal();
    for newer in [
        r#"{"v":3,"seq":5,"new":[1]}"#,
        r#"{"v":99,"anything":"else"}"#,
    ] {
        let with = [&bytes[..], newer.as_bytes(), b"\n"].concat();
        disk.put(&path, &with);
        let opened = recovery::open(&disk, &folder(HOME), &[]).unwrap();
        assert!(opened.too_new && opened.read_only());
        assert_eq!(opened.records.len(), 4);
        assert_eq!(disk.get(&path).unwrap(), with);
    }
}

#[test]
fn a_kind_and_fields_nobody_knows_survive() {
    let (disk, path, bytes) = small_journal();
    let chain = reading::read(&disk, &folder(HOME), &[]).chain;
    let unknown = JournalEntry {
        kind: "from-tomorrow".into(),
        body: json!({"x": [1, {"y": null}]}),
        ..record(5, "")
    };
    let line = journal_line::encode(&unknown, &chain.last_hash).unwrap();
    disk.put(&path, &[bytes, line.bytes].concat());
    assert_eq!(
        reading::read(&disk, &folder(HOME), &[]).records.last(),
        Some(&unknown)
    );
}

#[test]
fn records_out_of_order_are_refused_whole() {
    let disk = meeting_disk();
    let mut journal = start(&disk, "000001-one", Chain::new());
    let trouble = journal
        .append(&[record(2, "good"), record(4, "early")])
        .unwrap_err();
    assert!(
        Problem::from(trouble)
            .to_string()
            .contains("record 4 was found where 3 was expected")
    );
    assert_eq!(journal.append(&[record(2, "good")]), Ok(None));
    assert_eq!(reading::read(&disk, &folder(HOME), &[]).records.len(), 2);
}

#[test]
fn a_batch_is_one_write_and_a_save_one_sync() {
    let disk = meeting_disk();
    let mut journal = start(&disk, "000001-one", Chain::new());
    let before = disk.set(|state| state.calls);
    journal
        .append(&[record(2, "a"), record(3, "b"), record(4, "c")])
        .unwrap();
    let due = journal.to_sync().unwrap();
    due.file.sync().unwrap();
    journal.saved(due.segment, due.up_to_seq);
    assert_eq!(
        disk.set(|state| state.names_of_calls[before..].to_vec()),
        ["append", "sync"]
    );
    assert!(journal.to_sync().is_none(), "nothing is left to sync");
}

#[test]
fn two_thousand_records_are_read_and_checked_quickly() {
    let disk = meeting_disk();
    let mut journal = start(&disk, "000001-one", Chain::new());
    let many: Vec<JournalEntry> = (2..=2001)
        .map(|seq| record(seq, &"a contribution of some length ".repeat(15)))
        .collect();
    journal.append(&many).unwrap();
    let begin = Instant::now();
    let opened = reading::read(&disk, &folder(HOME), &[]);
    let took = begin.elapsed();
    assert_eq!((opened.records.len(), opened.troubles.len()), (2001, 0));
    // Unoptimised and on a busy machine; the release build takes a fiftieth of this.
    assert!(took < Duration::from_secs(2), "{took:?}");
}
