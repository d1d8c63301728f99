//! Both practice meetings through the real terminal, the second started from the first: the same as `take` makes of the
//! same lines, and valid.

use super::conference::{
    PATIENCE, comparable_in, difference, enter, leave, start, wait_for_empty_line,
};
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use crate::command_line::schema::assert_valid_meeting;
use crate::journeys::practice::{conference_lines, review_lines};
use chrono::{Datelike, Local};
use serde_json::Value;

fn type_all(mut terminal: RealTerminal, lines: &[String]) {
    for line in lines {
        if line != "/close" {
            enter(&mut terminal, line);
            continue;
        }
        // On the screen the list of what is missing comes first, and Enter closes.
        terminal.type_text("/close");
        terminal.press(b"\r");
        terminal.wait_for("Nothing is missing.", PATIENCE);
        terminal.press(b"\r");
        terminal.wait_for("The meeting is closed", PATIENCE);
        wait_for_empty_line(&terminal);
    }
    leave(terminal);
}

/// Nothing was refused or left to be confirmed; what is changed on purpose, and a copy for somebody
/// who was excluded, are listed.
fn take(program: &Program, arguments: &[&str], lines: &[String]) -> String {
    let text = lines.join("\n");
    let ran = program.run_with_input(
        &[&["take", "--new"], arguments, &["--lines", "-"]].concat(),
        text.as_bytes(),
    );
    let mut listed = ran.err.lines().filter(|line| line.starts_with("line "));
    let is_told = |line: &str| {
        line.contains(": changes ") || line.ends_with("Has the Chair decided on this copy?")
    };
    assert!(listed.all(is_told), "{ran:?}");
    assert!(ran.code < 2, "{ran:?}");
    ran.out.trim().to_owned()
}

fn newest_but(program: &Program, id: &str) -> String {
    let listed: Value = serde_json::from_str(&program.run(&["list", "--json"]).out).unwrap();
    let mut ids = listed.as_array().unwrap().iter();
    let other = ids.find(|one| one["id"] != id).unwrap();
    other["id"].as_str().unwrap().to_owned()
}

/// What can be compared: besides times and ids, the hashes of a version and of the previous meeting differ, because
/// they cover those.
fn comparable(program: &Program, id: &str, last: &str, name: &str) -> Value {
    let mut value = comparable_in(&program.folder_of(id), name);
    unhashed(&mut value, last);
    value
}

fn unhashed(value: &mut Value, last: &str) {
    match value {
        Value::Object(map) => {
            map.remove("sha256");
            map.remove("head");
            map.values_mut().for_each(|value| unhashed(value, last));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| unhashed(value, last)),
        Value::String(text) if text == last => *text = "LAST-ID".into(),
        _ => {}
    }
}

#[test]
fn both_practice_meetings_typed_at_80_by_24_and_taken_are_equal_and_valid() {
    let (typed, taken) = (Program::new(), Program::new());
    let year = Local::now().year();
    let (first, second) = (conference_lines(year), review_lines(year));
    type_all(
        start(&typed, &["start", "--agenda", "restorative-icpc"]),
        &first,
    );
    let last_typed = newest_but(&typed, "");
    type_all(start(&typed, &["start", "--from", &last_typed]), &second);
    let review_typed = newest_but(&typed, &last_typed);
    let last_taken = take(&taken, &[], &first);
    let review_taken = take(&taken, &["--from", &last_taken], &second);
    for (a, b, least) in [
        (&last_typed, &last_taken, 120),
        (&review_typed, &review_taken, 120),
    ] {
        for name in ["minutes.json", "restricted.json"] {
            let typed = comparable(&typed, a, &last_typed, name);
            let taken = comparable(&taken, b, &last_taken, name);
            assert_eq!(difference(name, &typed, &taken), None);
        }
        let minutes = typed.json(a);
        assert_eq!(minutes["meeting"]["state"], "closed");
        assert_eq!(minutes["meeting"]["status"], "circulated");
        assert!(!minutes.to_string().contains("to_confirm"));
        let lists = minutes.as_object().unwrap().values();
        let records: usize = lists.filter_map(Value::as_array).map(Vec::len).sum();
        assert!(records >= least, "only {records}");
        assert_valid_meeting(&typed, a);
        assert_valid_meeting(&taken, b);
    }
    assert_eq!(
        typed.json(&review_typed)["meeting"]["review_of"]["meeting"],
        last_typed.as_str()
    );
}
