//! Words that are perhaps for some only, behind every command: however the mark is typed, and whether somebody saw what it
//! would become before Enter or not, they are not in the minutes that everybody gets.

use super::agreement::begun;
use super::taking::take;
use crate::journeys::driver::Driver;
use std::collections::BTreeSet;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::command_row::commands_of_records;
use talking_piece::domain::minutes::open_minutes;

const CANARY: &str = "zebra";

/// The mark, as it is typed in haste. DS is here; nobody is DX.
const SLIPS: &[&str] = &[
    "#not DS",
    "#nto DS",
    "#nt DS",
    "# not DS",
    "#notDS",
    "#not-for: DS",
    "\u{ff03}not DS",
    "#not DX",
    "#not DS, DX",
    "#only KS",
    "not for DS",
    "(not for DS)",
    "[not for DS].",
    "\u{2013} not for DS",
    "don't tell DS",
    "#restricted",
    "#restrictd",
    "(#restricted)",
];

/// What stands between the command and the words.
const BEFORE: &[&str] = &[
    "",
    "SW: ",
    "SW; ",
    "10 min ",
    "Ella: ",
    "Ella; reasons: ",
    "SW; by: CH; why: ",
    "here -> ",
    "SW: we begin ",
];

fn lines() -> Vec<String> {
    let rows = COMMANDS.all().filter(|row| !row.takes.is_empty());
    let commands: BTreeSet<&str> = rows
        .map(|row| row.command)
        .filter(|command| !command.is_empty())
        .chain(commands_of_records())
        .collect();
    // Two of the slips for each beginning in turn, so that every command meets them all.
    let mut slips = SLIPS.iter().cycle();
    let mut lines = Vec::new();
    for command in commands {
        for before in BEFORE {
            for slip in slips.by_ref().take(2) {
                lines.push(format!("/{command} {before}{CANARY} {slip}"));
            }
        }
        // The next command begins elsewhere in the list.
        slips.next();
    }
    lines
}

fn is_open(d: &Driver) -> bool {
    let editor = d.app.editor.as_ref();
    editor.is_some_and(|editor| open_minutes(&editor.meeting).to_text().contains(CANARY))
}

#[test]
fn behind_no_command_do_they_become_open() {
    let d = begun(0);
    let lines = lines();
    let mut wrong = Vec::new();
    for line in &lines {
        if is_open(&take(&d, line).after) {
            wrong.push(format!("from a file: {line}"));
        }
        let mut typed = d.clone();
        typed.app.one_line_at_a_time = false;
        typed.press(&format!("{line}⏎"));
        if is_open(&typed) {
            wrong.push(format!("on the screen: {line}"));
        }
    }
    assert!(lines.len() > 1_000, "{}", lines.len());
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_reason_in_the_closing_list_becomes_open_with_them() {
    let d = begun(0);
    let mut wrong = Vec::new();
    for slip in SLIPS {
        for rows in ["", "↓", "↓↓", "↓↓↓↓"] {
            let mut d = d.clone();
            d.app.one_line_at_a_time = false;
            d.press(&format!("/close⏎{rows}{CANARY} {slip}⏎"));
            if is_open(&d) {
                wrong.push(format!("{rows} {slip}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn behind_a_backslash_they_are_text() {
    let d = begun(0);
    for line in [
        "SW: the zebra house \\#not DS",
        "SW: the zebra house \\#not for DS",
        "SW: the zebra house is \\not for DS",
        "/leave SW: the zebra house \\#nto DS",
        "/break 10 min zebra house is \\not for DS",
    ] {
        let taken = take(&d, line);
        assert!(is_open(&taken.after), "{line}: {:?}", taken.listed);
    }
}
