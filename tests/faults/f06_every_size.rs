//! F6: a disk with every amount of room that is left, and disks with too few places for files. Exit code 0 means that everything is there; with
//! room again the meeting goes on, and what went to the rescue folder comes home.

use super::skipped::{number, reached, skipped};
use crate::command_line::program::{Program, Ran};
use std::path::Path;
use std::process::Command;

struct Mounted(tempfile::TempDir);

impl Mounted {
    fn new(options: &str) -> Option<Mounted> {
        let folder = tempfile::tempdir().unwrap();
        match mount(&["-t", "tmpfs", "-o", options, "tmpfs"], folder.path()) {
            true => Some(Mounted(folder)),
            false => {
                skipped("F6 mount", "nothing may be mounted here");
                None
            }
        }
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

fn mount(options: &[&str], at: &Path) -> bool {
    let mut command = Command::new("mount");
    let done = command.args(options).arg(at).output();
    done.is_ok_and(|output| output.status.success())
}

fn lines() -> String {
    let entries: String = (0..30)
        .map(|n| format!("KS: word{n} of the meeting\n"))
        .collect();
    format!("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n{entries}")
}

/// What was said to be safe on such a disk is there, also when the disk has room again. Whether it was said.
fn on_a_disk_with(options: &str) -> Option<bool> {
    let small = Mounted::new(options)?;
    let program = Program::in_folder(small.0.path());
    let first = program.run_with_input(&["take", "--new", "--lines", "-"], lines().as_bytes());
    let is_done = matches!(first.code, 0 | 1);
    let what = |ran: &Ran| format!("{options}: {first:?}, then {ran:?}");
    assert!((0..=3).contains(&first.code), "{}", what(&first));
    assert!(is_done || !first.err.is_empty(), "{}", what(&first));
    assert!(!first.err.contains("panicked"), "{}", what(&first));
    assert!(mount(
        &["-o", "remount,size=30m,nr_inodes=5000"],
        small.0.path()
    ));
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

/// In kilobytes.
fn used(at: &Path) -> usize {
    let output = Command::new("df")
        .args(["--output=used", "-k"])
        .arg(at)
        .output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    text.lines().last().unwrap().trim().parse().unwrap()
}

/// A meeting that goes on where so much room is left; whether everything was said to be safe.
fn with_room_for(kilobytes: usize) -> Option<bool> {
    let small = Mounted::new("size=30m")?;
    let at = small.0.path();
    let program = Program::in_folder(at);
    let id =
        program.meeting("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: before\n");
    let size = format!("remount,size={}k", used(at) + kilobytes);
    assert!(mount(&["-o", &size], at));
    let entries: String = (0..30)
        .map(|n| format!("KS: word{n} of the meeting\n"))
        .collect();
    let first = program.run_with_input(&["take", &id, "--lines", "-"], entries.as_bytes());
    let is_done = matches!(first.code, 0 | 1);
    let what = |ran: &Ran| format!("{kilobytes} kB: {first:?}, then {ran:?}");
    assert!((0..=3).contains(&first.code), "{}", what(&first));
    assert!(is_done || !first.err.is_empty(), "{}", what(&first));
    assert!(!first.err.contains("panicked"), "{}", what(&first));
    assert!(mount(&["-o", "remount,size=30m"], at));
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
