//! The seal: any change to a sealed meeting is reported with its place; amendments are not changes.

use std::sync::Arc;

use super::crash_tests::{ERRORS, watched};
use super::disk::Disk;
use super::fake_disk::{Dice, Fail, FakeDisk};
use super::journal::{Chain, Journal};
use super::journal_tests::{HOME, folder, meeting_disk, record};
use super::reading;
use super::sealed::{SEAL, Verdict, keep, seal, verify, write_whole};
use super::sharing::Reach;

const OUTPUTS: [&str; 2] = ["minutes.json", "restricted.json"];

/// A journal in which these words are followed by others.
fn recorded(words: &str) -> FakeDisk {
    let disk = meeting_disk();
    let mut journal = Journal::start(
        Arc::new(disk.clone()),
        vec![folder(HOME)],
        "000001-one",
        Chain::new(),
        &[record(1, "s")],
    )
    .unwrap();
    journal
        .append(&[record(2, words), record(3, "second")])
        .unwrap();
    disk
}

fn sealed_meeting() -> (FakeDisk, String) {
    let disk = recorded("first");
    for name in OUTPUTS {
        write_whole(
            &disk,
            &folder(HOME).path,
            name,
            format!("{{\"{name}\":1}}").as_bytes(),
        )
        .unwrap();
    }
    let hash = seal(
        &disk,
        &folder(HOME),
        &OUTPUTS,
        "uid:1004",
        "2026-11-22T12:00:00Z",
    )
    .unwrap();
    (disk, hash)
}

fn check(disk: &FakeDisk) -> Verdict {
    verify(disk, &folder(HOME)).unwrap().expect("sealed")
}

#[test]
fn a_sealed_meeting_is_unchanged_and_its_hash_stands_in_the_seal() {
    let (disk, hash) = sealed_meeting();
    let verdict = check(&disk);
    assert_eq!((verdict.changed.len(), verdict.later_records), (0, 0));
    assert_eq!(
        (verdict.who.as_str(), verdict.when.as_str()),
        ("uid:1004", "2026-11-22T12:00:00Z")
    );
    let text = String::from_utf8(disk.get(&folder(HOME).path.join(SEAL)).unwrap()).unwrap();
    assert!(text.contains(&hash));
    assert_eq!(
        verify(&meeting_disk(), &folder(HOME)).unwrap(),
        None,
        "not sealed"
    );
}

#[test]
fn every_changed_byte_of_every_file_is_told() {
    let (disk, _) = sealed_meeting();
    let home = folder(HOME);
    let mut paths = vec![
        home.path.join(SEAL),
        home.journal().join("000001-one.jsonl"),
    ];
    paths.extend(OUTPUTS.iter().map(|name| home.path.join(name)));
    for path in paths {
        let bytes = disk.get(&path).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            disk.put(&path, &changed);
            assert!(
                !check(&disk).changed.is_empty(),
                "{} byte {at}",
                path.display()
            );
        }
        disk.put(&path, &bytes[..bytes.len() - 1]);
        assert!(!check(&disk).changed.is_empty(), "{} cut", path.display());
        disk.set(|state| state.watch = false);
        disk.remove(&path).unwrap();
        let gone = verify(&disk, &home).unwrap();
        assert!(
            gone.is_none_or(|verdict| !verdict.changed.is_empty()),
            "{} removed",
            path.display()
        );
        disk.put(&path, &bytes);
        assert!(check(&disk).changed.is_empty());
    }
}

#[test]
fn every_line_that_is_cut_taken_out_or_doubled_is_told() {
    let (disk, _) = sealed_meeting();
    let path = folder(HOME).journal().join("000001-one.jsonl");
    let whole = disk.get(&path).unwrap();
    let lines: Vec<&[u8]> = whole.split_inclusive(|&byte| byte == b'\n').collect();
    assert_eq!(lines.len(), 3);
    for at in 0..lines.len() {
        let cut = lines[..at].concat();
        let without = [&lines[..at], &lines[at + 1..]].concat().concat();
        let twice = [&lines[..=at], &lines[at..]].concat().concat();
        for (what, bytes) in [("cut", cut), ("taken out", without), ("doubled", twice)] {
            disk.put(&path, &bytes);
            assert!(!check(&disk).changed.is_empty(), "line {at} {what}");
        }
    }
    disk.put(&path, &whole);
    assert!(check(&disk).changed.is_empty());
}

#[test]
fn a_chain_computed_anew_is_told_although_every_hash_in_it_is_right() {
    let (disk, _) = sealed_meeting();
    let forged = recorded("other");
    let path = folder(HOME).journal().join("000001-one.jsonl");
    disk.put(&path, &forged.get(&path).unwrap());
    assert!(
        reading::read(&disk, &folder(HOME), &[]).troubles.is_empty(),
        "a chain alone does not see it"
    );
    let words = check(&disk).changed[0].to_string();
    assert!(
        words.contains("000001-one.jsonl was changed after sealing: records were rewritten"),
        "{words}"
    );
}

#[test]
fn a_damaged_line_is_named() {
    let (disk, _) = sealed_meeting();
    let path = folder(HOME).journal().join("000001-one.jsonl");
    let mut bytes = disk.get(&path).unwrap();
    let second = bytes.iter().position(|&b| b == b'\n').unwrap() + 9;
    bytes[second] ^= 1;
    disk.put(&path, &bytes);
    assert!(check(&disk).changed[0].what.ends_with("line 2 of 3"));
}

#[test]
fn amendments_are_counted_and_are_no_change() {
    let (disk, _) = sealed_meeting();
    let chain = reading::read(&disk, &folder(HOME), &[]).chain;
    let mut journal = Journal::start(
        Arc::new(disk.clone()),
        vec![folder(HOME)],
        "000004-two",
        chain,
        &[record(4, "s")],
    )
    .unwrap();
    journal.append(&[record(5, "amended")]).unwrap();
    let verdict = check(&disk);
    assert_eq!((verdict.changed.len(), verdict.later_records), (0, 2));
}

#[test]
fn a_whole_file_is_old_or_new_at_any_moment_and_new_when_done() {
    let (old, new) = (b"old minutes".to_vec(), b"the new minutes, longer".to_vec());
    let home = folder(HOME).path;
    let name = home.join("minutes.json");
    let disk = watched();
    disk.put(&name, &old);
    write_whole(&disk, &home, "minutes.json", &new).unwrap();
    let moments = disk.set(|state| std::mem::take(&mut state.moments));
    for moment in &moments {
        assert!([&old, &new].contains(&&moment.killed().get(&name).unwrap()));
        for seed in 1..60 {
            let found = moment.power_cut(&mut Dice(seed)).get(&name).unwrap();
            assert!(
                found == old || found == new,
                "{:?}",
                String::from_utf8_lossy(&found)
            );
        }
    }
    for seed in 1..60 {
        let after = disk.set(|state| state.power_cut(&mut Dice(seed)));
        assert_eq!(after.get(&name).unwrap(), new);
    }
    for errno in ERRORS {
        for at_call in 1..=moments.len() {
            let disk = watched();
            disk.put(&name, &old);
            disk.set(|state| {
                state.fail = Some(Fail {
                    at_call,
                    calls: usize::MAX,
                    errno,
                })
            });
            assert!(write_whole(&disk, &home, "minutes.json", &new).is_err());
            let found = disk.get(&name).unwrap();
            // Only the sync of the folder comes after the rename.
            assert!(found == old || (found == new && at_call == moments.len()));
        }
    }
}

#[test]
fn a_disk_that_gives_back_other_text_is_noticed_before_the_old_file_goes() {
    let disk = meeting_disk();
    let home = folder(HOME).path;
    write_whole(&disk, &home, "minutes.json", b"old").unwrap();
    disk.set(|state| state.garbles = true);
    let words = write_whole(&disk, &home, "minutes.json", b"new")
        .unwrap_err()
        .to_string();
    assert!(words.contains("different text"), "{words}");
    assert_eq!(disk.get(&home.join("minutes.json")).unwrap(), b"old");
    assert!(
        disk.list(&home)
            .unwrap()
            .iter()
            .all(|name| !name.ends_with(".tmp"))
    );
}

#[test]
fn a_kept_version_is_never_written_over() {
    let disk = meeting_disk();
    let home = folder(HOME);
    keep(&disk, &home, "1-minutes.json", b"first", Reach::TeamReads).unwrap();
    keep(&disk, &home, "1-minutes.json", b"first", Reach::TeamReads).unwrap();
    let refused = keep(&disk, &home, "1-minutes.json", b"second", Reach::TeamReads).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::AlreadyExists);
    let path = home.earlier().join("1-minutes.json");
    assert_eq!(disk.read(&path, 100).unwrap(), b"first");
}
