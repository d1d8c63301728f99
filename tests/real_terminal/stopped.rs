//! The program is killed, or its line hangs up, again and again in the middle of typing: no letter that was on the
//! screen is lost, and the minutes are those of a conference in which nothing happened.

use super::conference::{
    PATIENCE, assert_same_as_taken, enter, flat, last_of, leave, lines, start, type_slowly,
    wait_at_cursor,
};
use super::pty::Exit;
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use rustix::process::Signal;
use serde_json::Value;
use std::path::Path;
use std::time::Duration;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::{MeetingFolder, MeetingId};
use talking_piece::store::reading;

/// `/redo` was once taken for done because the word `/redo` was in the status line: the kill that followed came before
/// the program had read it, and an entry was missing for good (e101 in place of e100).
#[test]
fn a_line_counts_as_entered_only_when_the_program_has_read_it() {
    let program = Program::new();
    let mut terminal = start(&program, &["start", "--agenda", "restorative-icpc"]);
    for line in [
        "/person KQ Kasia Quill; role: mother",
        "/begin",
        "KQ: one",
        "/undo",
    ] {
        enter(&mut terminal, line);
    }
    terminal.wait_for("/redo", PATIENCE);
    let pid = rustix::process::Pid::from_raw(terminal.pid().cast_signed()).unwrap();
    terminal.signal(Signal::STOP);
    let go_on = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        rustix::process::kill_process(pid, Signal::CONT).unwrap();
    });
    let (before, _) = on_disk(&program);
    enter(&mut terminal, "/redo");
    assert_eq!(on_disk(&program), (before + 1, String::new()));
    go_on.join().unwrap();
    leave(terminal);
}

/// How the program is stopped in the middle of typing.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Stop {
    Kill,
    HangUp,
}

/// Types the conference while the program is stopped at random moments, and continues from where the disk says it was.
pub(crate) fn stopped_again_and_again(stop: Stop, times: usize, seed: u64) {
    let program = Program::new();
    let mut random = seed;
    let mut next = move |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((random >> 33) as usize) % below.max(1)
    };
    let lines = lines();
    let every = lines.len() / times;
    let mut terminal = start(&program, &["start", "--agenda", "restorative-icpc"]);
    let (mut stops, mut letters_seen) = (0, 0);
    let mut number = 0;
    while number < lines.len() {
        let line = lines[number];
        if number % every != every / 2 || stops == times {
            enter(&mut terminal, line);
            number += 1;
            continue;
        }
        stops += 1;
        let (facts_before, waiting) = on_disk(&program);
        assert_eq!(waiting, "", "stop {stops}: the line before is not in yet");
        // Somewhere in the line, or right after its Enter.
        let count = line.chars().count();
        let moment = next(count + 2);
        let typed: String = line.chars().take(moment).collect();
        type_slowly(&mut terminal, &typed);
        let beginning: String = typed.chars().take(next(moment + 1)).collect();
        wait_until_seen(&terminal, &typed, &beginning);
        if moment > count {
            terminal.press(b"\r");
        }
        std::thread::sleep(Duration::from_micros(next(6000) as u64));
        match stop {
            Stop::Kill => terminal.kill_9(),
            Stop::HangUp => {
                terminal.hang_up();
                assert_eq!(
                    terminal.wait_exit(Duration::from_secs(5)),
                    Exit::Code(0),
                    "a hang-up is an orderly end"
                );
            }
        }
        let seen = seen_of(&terminal, &typed);
        letters_seen += seen.len();
        let (events, draft) = on_disk(&program);
        let draft_flat = flat(&draft);
        if moment > count && draft_flat.is_empty() {
            // Entered. A hang-up adds the end of the session.
            let entered = events > facts_before + usize::from(stop == Stop::HangUp);
            assert!(
                entered || seen.is_empty(),
                "stop {stops}: the line {line:?} is neither draft nor fact"
            );
            number += usize::from(entered);
        } else {
            assert!(
                flat(&typed).starts_with(&draft_flat),
                "stop {stops}: the draft {draft:?} was never typed ({typed:?})"
            );
            assert!(
                draft_flat.starts_with(&seen),
                "stop {stops}: on the screen {seen:?}, on the disk {draft:?}"
            );
        }
        terminal = start(&program, &["resume"]);
        if !draft.is_empty() {
            // The half-typed line is there; the rest of it is typed and entered.
            wait_at_cursor(&terminal, &last_of(&draft_flat));
            let rest: String = line.chars().skip(draft.chars().count()).collect();
            enter(&mut terminal, &rest);
            number += 1;
        }
    }
    leave(terminal);
    assert_eq!(stops, times);
    assert!(
        letters_seen > times * 5,
        "only {letters_seen} letters were on the screen at {times} stops: no test at all"
    );
    assert_same_as_taken(&program);
}

/// How many events the journal has, and the half-typed line.
fn on_disk(program: &Program) -> (usize, String) {
    let path = program.folder();
    let id = MeetingId::parse(path.file_name().unwrap().to_str().unwrap()).unwrap();
    let folder = path.clone();
    let found = reading::read(&RealDisk, &MeetingFolder { id, path }, &[]);
    assert!(!found.read_only() && !found.fork, "{:?}", found.troubles);
    // On a slow disk a draft may outlive the record that took it over, when the kill comes before the sync: then it is
    // offered again, in the stash. Nothing else may be there.
    for aside in &found.asides {
        let text = serde_json::from_str::<Value>(aside).map_or(aside.clone(), |it| {
            it["text"].as_str().unwrap_or(aside).to_owned()
        });
        let known = lines()
            .iter()
            .any(|line| flat(line).starts_with(&flat(&text)));
        assert!(known, "{aside:?} in\n{}", files(&folder));
    }
    (
        found.records.len(),
        found.draft.map_or_else(String::new, |line| line.text),
    )
}

/// The half-typed line of the only meeting.
pub(super) fn draft_of(program: &Program) -> String {
    let path = program.folder();
    let id = MeetingId::parse(path.file_name().unwrap().to_str().unwrap()).unwrap();
    let found = reading::read(&RealDisk, &MeetingFolder { id, path }, &[]);
    found.draft.map_or_else(String::new, |line| line.text)
}

/// Every draft file and the ends of the journals, for the message of a failure.
fn files(folder: &Path) -> String {
    let mut told = String::new();
    for (part, most) in [("draft", 4000), ("journal", 1500)] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let from = text
                .char_indices()
                .rev()
                .take(most)
                .last()
                .map_or(0, |(at, _)| at);
            told.push_str(&format!("-- {}\n{}\n", path.display(), &text[from..]));
        }
    }
    told
}

/// The letters of `typed` that the screen shows around the cursor: the longest beginning of it that ends there.
pub(super) fn seen_of(terminal: &RealTerminal, typed: &str) -> String {
    let (_, row) = terminal.cursor();
    beginning_at(row, |row| flat(&terminal.row(row)), &flat(typed))
}

/// Waits until the screen shows at least this beginning of what was typed: on a busy machine the stop would come before
/// a single letter, and test nothing.
pub(super) fn wait_until_seen(terminal: &RealTerminal, typed: &str, beginning: &str) {
    let (typed, letters) = (flat(typed), flat(beginning).len());
    terminal.wait_until(PATIENCE, |screen| {
        let (row, _) = screen.cursor_position();
        let width = screen.size().1;
        let words = |row| flat(&screen.contents_between(row, 0, row, width.into()));
        beginning_at(row, words, &typed).len() >= letters
    });
}

fn beginning_at(row: u16, words: impl Fn(u16) -> String, typed: &str) -> String {
    let mut best = String::new();
    for first in (0..=row).rev().take(5) {
        let text: String = (first..=row).map(&words).collect();
        if typed.starts_with(&text) && text.len() > best.len() {
            best = text;
        }
    }
    best
}
