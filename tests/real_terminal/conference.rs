//! A whole conference through the real terminal: what was typed is in the minutes, whatever crashes meanwhile.

use super::pty::Exit;
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use crate::command_line::schema::assert_valid;
use crate::journeys::a_typists_table::{AGENDA, TYPED};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

const CONFERENCE: &str = include_str!("../fixtures/whole-conference.lines");
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn lines() -> Vec<&'static str> {
    CONFERENCE
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect()
}

pub(super) fn start(program: &Program, arguments: &[&str]) -> RealTerminal {
    let data = program.data();
    let terminal = RealTerminal::start(
        80,
        24,
        arguments,
        &[("TALKING_PIECE_DATA", data.to_str().unwrap())],
    );
    terminal.wait_for("F1 help", PATIENCE);
    terminal
}

/// The line is empty and has the cursor.
pub(super) fn wait_for_empty_line(terminal: &RealTerminal) {
    terminal.wait_until(PATIENCE, |screen| {
        let (row, column) = screen.cursor_position();
        column <= 1
            && screen
                .rows(0, 80)
                .nth(usize::from(row))
                .is_some_and(|row| row.trim().is_empty())
    });
}

/// Types a line, sees it at the cursor, enters it, and sees the empty line. Elsewhere on the screen the same words
/// prove nothing: "Taken back. /redo brings it again." is there before a letter of `/redo` has been read.
pub(super) fn enter(terminal: &mut RealTerminal, line: &str) {
    type_slowly(terminal, line);
    wait_at_cursor(terminal, &last_of(&flat(line)));
    terminal.press(b"\r");
    wait_for_empty_line(terminal);
}

/// Whether the words right before the cursor end like this. With no words there is nothing to wait for.
pub(super) fn wait_at_cursor(terminal: &RealTerminal, end: &str) {
    terminal.wait_until(PATIENCE, |screen| {
        let (row, column) = screen.cursor_position();
        let mut words = flat(&screen.contents_between(row, 0, row, column));
        if words.is_empty() {
            return end.is_empty();
        }
        let mut above = row;
        while words.len() < end.len() && above > 0 {
            above -= 1;
            words = flat(&screen.contents_between(above, 0, above, 80)) + &words;
        }
        words.ends_with(end)
    });
}

/// Slowly enough that no burst is taken for a paste.
pub(super) fn type_slowly(terminal: &mut RealTerminal, text: &str) {
    let letters: Vec<char> = text.chars().collect();
    for piece in letters.chunks(7) {
        terminal.type_text(&piece.iter().collect::<String>());
        std::thread::sleep(Duration::from_micros(300));
    }
}

/// The minutes of the only meeting, without what differs from run to run: times, event numbers and the random id.
fn comparable(program: &Program, name: &str) -> Value {
    comparable_in(&program.folder(), name)
}

pub(super) fn comparable_in(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let id = folder.file_name().unwrap().to_str().unwrap();
    let mut value: Value = serde_json::from_str(&text.replace(id, "THE-ID")).unwrap();
    without_times(&mut value);
    value
}

fn without_times(value: &mut Value) {
    match value {
        Value::Object(map) => {
            // Event numbers count the sessions, too.
            map.remove("seq");
            map.remove("batch");
            map.values_mut().for_each(without_times);
        }
        Value::Array(items) => items.iter_mut().for_each(without_times),
        // A minute may pass between one line and the same line elsewhere: `spoke at 14:05`.
        Value::String(text) if text.contains(" spoke at ") => {
            let (before, behind) = text.split_once(" spoke at ").unwrap();
            *text = format!("{before} spoke at TIME{}", behind.get(5..).unwrap_or(""));
        }
        Value::String(text)
            if text
                .parse::<chrono::DateTime<chrono::FixedOffset>>()
                .is_ok() =>
        {
            *text = "TIME".into()
        }
        _ => {}
    }
}

/// The first place where two values differ.
pub(super) fn difference(path: &str, a: &Value, b: &Value) -> Option<String> {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.dedup();
            keys.into_iter().find_map(|key| {
                difference(
                    &format!("{path}.{key}"),
                    a.get(key).unwrap_or(&Value::Null),
                    b.get(key).unwrap_or(&Value::Null),
                )
            })
        }
        (Value::Array(a), Value::Array(b)) => (0..a.len().max(b.len())).find_map(|at| {
            difference(
                &format!("{path}[{at}]"),
                a.get(at).unwrap_or(&Value::Null),
                b.get(at).unwrap_or(&Value::Null),
            )
        }),
        _ => (a != b).then(|| format!("{path}: typed {a}, taken {b}")),
    }
}

fn taken() -> Program {
    taken_as("restorative-icpc", CONFERENCE)
}

fn taken_as(agenda: &str, lines: &str) -> Program {
    let program = Program::new();
    let ran = program.run_with_input(
        &["take", "--new", "--agenda", agenda, "--lines", "-"],
        lines.as_bytes(),
    );
    // Days of its own year are asked about in another one; every line is a record all the same.
    let all_taken = ran.code < 2 && !ran.err.contains("Recorded as text");
    assert!(all_taken, "{ran:?}");
    program
}

pub(super) fn assert_same_as_taken(typed: &Program) {
    assert_same(typed, &taken());
}

fn assert_same(typed: &Program, taken: &Program) {
    for name in ["minutes.json", "restricted.json"] {
        let difference = difference(name, &comparable(typed, name), &comparable(taken, name));
        assert_eq!(difference, None);
    }
}

pub(super) fn leave(mut terminal: RealTerminal) {
    wait_for_empty_line(&terminal);
    type_slowly(&mut terminal, "/quit\r");
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
}

#[test]
fn what_is_typed_is_in_the_minutes_and_take_gives_the_same() {
    let program = Program::new();
    let mut terminal = start(&program, &["start", "--agenda", "restorative-icpc"]);
    for line in lines() {
        enter(&mut terminal, line);
    }
    leave(terminal);
    assert_same_as_taken(&program);
    assert_valid(&program);
    let minutes = comparable(&program, "minutes.json");
    assert_eq!(minutes["meeting"]["state"], "closed");
    assert!(minutes["contributions"].as_array().unwrap().len() >= 120);
    assert_eq!(minutes["children"].as_array().unwrap().len(), 3);
    let modes: std::collections::BTreeSet<&str> = minutes["sections"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|section| section["state"] == "done")
        .filter_map(|section| section["mode"].as_str())
        .collect();
    assert!(modes.len() >= 6, "{modes:?}");
    // Every plain line that anybody said is there, word for word.
    let text = minutes.to_string();
    let plain = lines().into_iter().filter(|line| {
        !line.starts_with('/') && !line.contains(['#', '"', '@', '?', '\\', '+', '!', '=', '*'])
    });
    let mut checked = 0;
    for line in plain {
        let words = line.split_once(": ").map_or(line, |(_, words)| words);
        let struck_or_edited = !text.contains(words);
        checked += usize::from(!struck_or_edited);
    }
    assert!(
        checked >= 30,
        "only {checked} plain lines are there word for word"
    );
}

/// The keys as a terminal sends them.
fn bytes_of(keys: &str) -> String {
    let keys = keys.chars().map(|key| match key {
        '⏎' => "\r".to_owned(),
        '⇥' => "\t".to_owned(),
        '↓' => "\x1b[B".to_owned(),
        letter => letter.to_string(),
    });
    keys.collect()
}

/// In the fewest keys, and without a look at the screen before the last of 155 entries.
#[test]
fn a_typist_who_waits_for_no_screen_gets_the_record_that_was_meant() {
    let program = Program::new();
    let entries = &*TYPED;
    let mut terminal = start(&program, &["start", "--agenda", AGENDA]);
    for entry in entries {
        terminal.type_as_it_reads(&bytes_of(&entry.keys));
    }
    terminal.wait_for("The meeting is closed", PATIENCE);
    leave(terminal);
    let lines: Vec<&str> = entries.iter().map(|entry| entry.line).collect();
    assert_same(&program, &taken_as(AGENDA, &lines.join("\n")));
    assert_valid(&program);
}

#[test]
fn no_restricted_word_is_in_minutes_json() {
    let program = taken();
    let open = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
    let full = std::fs::read_to_string(program.folder().join("restricted.json")).unwrap();
    for number in 1..=20 {
        let canary = format!("CANARY{number:02}");
        assert!(CONFERENCE.contains(&canary), "{canary} was not typed");
        assert!(!open.contains(&canary), "{canary} is in minutes.json");
        assert!(
            full.contains(&canary),
            "{canary} is lost: it is not in restricted.json"
        );
    }
    assert!(!open.contains("CANARY"));
}

/// Without white space: rows wrap at words.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect()
}

pub(super) fn last_of(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters[letters.len().saturating_sub(12)..].iter().collect()
}
