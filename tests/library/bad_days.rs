//! Killed while indexing, torn and damaged files, two programs at once, no place for an index: the next start is right,
//! and nobody is told anything.

use super::*;
use crate::command_line::program::{Ran, has};
use std::io::{Seek, SeekFrom, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

const ASKED: &[&str] = &["find", "school", "--json", "--limit", "100000"];

const DUE: &[&str] = &["due", "--json", "--on", "2026-11-22"];

/// What is right: hits and due dates without any index.
struct Right {
    found: String,
    due: String,
}

fn right(program: &Program) -> Right {
    let settings = program.data().join("settings");
    std::fs::create_dir_all(&settings).unwrap();
    let file = settings.join("library.toml");
    std::fs::write(&file, "index = false\n").unwrap();
    let [found, due] = [ASKED, DUE].map(|asked| {
        let ran = program.run(asked);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.len() > 1000, "{ran:?}");
        ran.out
    });
    std::fs::remove_file(file).unwrap();
    assert!(!index_folder(program).exists());
    Right { found, due }
}

/// What a bad day left behind meets one question, and what that question leaves behind meets the other.
fn assert_both(program: &Program, right: &Right, when: &str) {
    assert_due(program, right, when);
    assert_right(&program.run(ASKED), right, when);
}

fn assert_due(program: &Program, right: &Right, when: &str) {
    let ran = program.run(DUE);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{when}");
    assert!(
        ran.out == right.due,
        "{when}: other dates than without an index"
    );
}

fn assert_right(ran: &Ran, right: &Right, when: &str) {
    assert_eq!(ran.code, 0, "{when}: {}", ran.err);
    assert_eq!(ran.err, "", "{when}");
    assert!(
        ran.out == right.found,
        "{when}: other hits than without an index"
    );
}

/// The search starts without an index, is killed, and is asked again.
fn killed(
    program: &Program,
    right: &Right,
    when: &str,
    command: &mut Command,
    wait: Option<Duration>,
) {
    let _ = std::fs::remove_dir_all(program.home().join(".cache"));
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(wait) = wait {
        std::thread::sleep(wait);
        let _ = child.kill();
    }
    let _ = child.wait();
    // Twice: what the first one leaves behind must be right too.
    assert_both(program, right, when);
}

#[test]
fn killed_at_any_moment_of_indexing() {
    let program = with_meetings(24);
    let right = right(&program);
    for wait in [1, 3, 7, 12, 20, 35, 50, 80, 120, 200] {
        let when = format!("killed after {wait} ms");
        let wait = Some(Duration::from_millis(wait));
        killed(&program, &right, &when, &mut program.command(ASKED), wait);
    }
}

#[test]
fn killed_at_the_nth_write_of_the_index() {
    if !has("strace", &["-V"]) {
        return;
    }
    let program = with_meetings(12);
    let right = right(&program);
    let mut at: Vec<String> = [1, 2, 3, 5, 9, 17, 40, 80, 120, 200]
        .iter()
        .map(|n| format!("pwrite64:signal=KILL:when={n}"))
        .collect();
    at.extend((1..=4).map(|n| format!("fdatasync:signal=KILL:when={n}")));
    at.extend((1..=3).map(|n| format!("ftruncate:signal=KILL:when={n}")));
    at.extend((1..=3).map(|n| format!("unlink:signal=KILL:when={n}")));
    at.extend([1, 4, 40].map(|n| format!("pwrite64:error=ENOSPC:when={n}+")));
    at.push("fdatasync:error=EIO:when=2+".to_owned());
    for inject in at {
        let mut command = Command::new("strace");
        command.args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &format!("inject={inject}"),
        ]);
        command.arg(env!("CARGO_BIN_EXE_talking-piece")).args(ASKED);
        killed(
            &program,
            &right,
            &inject,
            &mut program.prepared(command),
            None,
        );
    }
}

#[test]
fn torn_damaged_or_replaced() {
    let program = with_meetings(12);
    let right = right(&program);
    assert_right(&program.run(ASKED), &right, "the first time");
    let index = index_folder(&program).join("index.db");
    let length = std::fs::metadata(&index).unwrap().len();
    let write_at = |at: u64| {
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .open(&index)
            .unwrap();
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(b"made-up damage").unwrap();
    };
    for part in 0..=12 {
        let at = (length - 20) * part / 12;
        write_at(at);
        assert_both(&program, &right, &format!("damaged at {at}"));
        let cut = length * part / 13;
        std::fs::OpenOptions::new()
            .write(true)
            .open(&index)
            .unwrap()
            .set_len(cut)
            .unwrap();
        assert_due(&program, &right, &format!("cut to {cut}"));
    }
    std::fs::write(
        &index,
        "this is no database, and longer than a header of one is".repeat(20),
    )
    .unwrap();
    assert_right(&program.run(ASKED), &right, "another file");
    std::fs::write(index_folder(&program).join("index.db-journal"), "left over").unwrap();
    assert_right(&program.run(ASKED), &right, "a left-over journal");
    std::fs::remove_file(&index).unwrap();
    assert_right(&program.run(ASKED), &right, "no database");
    std::fs::remove_file(&index).unwrap();
    std::fs::create_dir(&index).unwrap();
    assert_right(&program.run(ASKED), &right, "a folder in its place");
    std::fs::remove_dir(&index).unwrap();
    std::fs::write(index_folder(&program).join("seal"), "writing").unwrap();
    assert_both(&program, &right, "a broken seal");
    std::fs::remove_dir_all(program.home().join(".cache")).unwrap();
    assert_right(&program.run(ASKED), &right, "no cache");
}

#[test]
fn several_programs_at_once() {
    let program = with_meetings(20);
    let right = right(&program);
    let start = || {
        program
            .command(ASKED)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    for round in 0..3 {
        let children: Vec<_> = (0..4).map(|_| start()).collect();
        for child in children {
            let ran = Ran::of(child.wait_with_output().unwrap());
            assert_right(&ran, &right, &format!("four at once, round {round}"));
        }
        if round == 1 {
            let _ = std::fs::remove_dir_all(program.home().join(".cache"));
        }
    }
}

#[test]
fn no_place_for_an_index() {
    let program = with_meetings(6);
    let right = right(&program);
    let cache = program.home().join(".cache");
    let _ = std::fs::remove_dir_all(&cache);
    std::fs::write(&cache, "a file, where a folder should be").unwrap();
    assert_both(&program, &right, "no folder for caches");
    std::fs::remove_file(&cache).unwrap();
    // Our folder is a link to somewhere else.
    std::fs::create_dir(&cache).unwrap();
    std::os::unix::fs::symlink(program.home(), cache.join("talking-piece")).unwrap();
    assert_right(&program.run(ASKED), &right, "a link");
    assert!(!program.home().join("index.db").exists());
}
