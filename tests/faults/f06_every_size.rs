//! F6: a disk with every amount of room that is left, and disks with too few places for files. Exit code 0 means that everything is there; with
//! room again the meeting goes on, and what went to the rescue folder comes home.

use super::machine::Mounted;
use super::skipped::{number, reached};
use crate::command_line::program::{Program, Ran};

fn lines() -> String {
    let entries: String = (0..30)
        .map(|n| format!("KS: word{n} of the meeting\n"))
        .collect();
    format!("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n{entries}")
}

/// What was said to be safe on such a disk is there, also when the disk has room again. Whether it was said.
fn on_a_disk_with(options: &str) -> Option<bool> {
    let small = Mounted::in_memory("F6", options)?;
    let program = Program::in_folder(small.path());
    let first = program.run_with_input(&["take", "--new", "--lines", "-"], lines().as_bytes());
    let is_done = matches!(first.code, 0 | 1);
    let what = |ran: &Ran| format!("{options}: {first:?}, then {ran:?}");
    assert!((0..=3).contains(&first.code), "{}", what(&first));
    assert!(is_done || !first.err.is_empty(), "{}", what(&first));
    assert!(!first.err.contains("panicked"), "{}", what(&first));
    small.remount("size=30m,nr_inodes=5000");
    let list = program.run(&["list", "--json"]);
    let list: Vec<serde_json::Value> = serde_json::from_str(&list.out).unwrap();
    assert!(!is_done || list.len() == 1, "{}", what(&first));
    for one in &list {
        let id = one["id"].as_str().unwrap();
        let more = program.run_with_input(&["take", id, "--lines", "-"], b"/child Noah\n");
        // A folder that was made, and in which nothing was begun, has nothing to go on with.
        if !is_done && more.code == 3 && more.err.contains("nothing in the journal") {
            continue;
        }
        assert!(matches!(more.code, 0 | 1), "{}", what(&more));
        let read = program.run(&["read", id, "--json"]);
        assert!(read.out.contains("Noah"), "{}", what(&read));
        let there = (0..30).take_while(|n| read.out.contains(&format!("word{n} of")));
        assert!(!is_done || there.count() == 30, "{}", what(&read));
    }
    Some(is_done)
}

/// A meeting that goes on where so much room is left; whether everything was said to be safe.
fn with_room_for(kilobytes: usize) -> Option<bool> {
    let small = Mounted::in_memory("F6", "size=30m")?;
    let program = Program::in_folder(small.path());
    let id =
        program.meeting("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: before\n");
    small.remount(&format!("size={}k", small.used() + kilobytes));
    let entries: String = (0..30)
        .map(|n| format!("KS: word{n} of the meeting\n"))
        .collect();
    let first = program.run_with_input(&["take", &id, "--lines", "-"], entries.as_bytes());
    let is_done = matches!(first.code, 0 | 1);
    let what = |ran: &Ran| format!("{kilobytes} kB: {first:?}, then {ran:?}");
    assert!((0..=3).contains(&first.code), "{}", what(&first));
    assert!(is_done || !first.err.is_empty(), "{}", what(&first));
    assert!(!first.err.contains("panicked"), "{}", what(&first));
    small.remount("size=30m");
    let more = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: afterwards\n");
    assert!(matches!(more.code, 0 | 1), "{}", what(&more));
    let read = program.run(&["read", &id, "--json"]);
    for words in ["before", "afterwards"] {
        assert!(read.out.contains(words), "{}", what(&read));
    }
    let there = (0..30).take_while(|n| read.out.contains(&format!("word{n} of")));
    assert!(!is_done || there.count() == 30, "{}", what(&read));
    Some(is_done)
}

#[test]
fn f06_every_room_that_is_left() {
    let (mut tried, mut done) = (0, 0);
    for pages in (0..256).step_by(number(16, 1)).chain(1..number(8, 1)) {
        let Some(is_done) = with_room_for(pages * 4) else {
            return;
        };
        tried += 1;
        done += usize::from(is_done);
    }
    let words = format!("{tried} rooms from nothing to 1 MiB, {done} large enough");
    reached("F6", &words);
    assert!(done > 0 && done < tried, "{words}");
}

#[test]
fn f06_no_place_for_another_file() {
    let (mut tried, mut done) = (0, 0);
    for files in (2..=24).step_by(number(2, 1)) {
        let Some(is_done) = on_a_disk_with(&format!("size=30m,nr_inodes={files}")) else {
            return;
        };
        tried += 1;
        done += usize::from(is_done);
    }
    let words = format!("{tried} disks with places for 2 to 24 files, {done} enough");
    reached("F6", &words);
    assert!(done > 0 && done < tried, "{words}");
}
