//! F17: a long meeting: each entry costs as many calls and bytes at its end as at its beginning, and nothing stays open.
//! Counted, never timed.

use super::skipped::{number, reached};
use super::traced::{Call, traced};
use crate::command_line::program::{Program, has};
use std::collections::BTreeMap;

struct Cost {
    writes: usize,
    bytes: i64,
    made: usize,
}

/// In the journal and the draft: how often the minutes files are written anew depends on how quick the disk is.
fn cost(calls: &[Call], open: &mut BTreeMap<i64, bool>) -> Cost {
    let mut cost = Cost {
        writes: 0,
        bytes: 0,
        made: 0,
    };
    for call in calls.iter().filter(|call| call.result >= 0) {
        match call.name.as_str() {
            "open" | "openat" => {
                let path = call.path(usize::from(call.name == "openat"));
                let above = path.parent().and_then(|above| above.file_name());
                let is_kept = above.is_some_and(|name| name == "journal" || name == "draft")
                    || path.extension().is_some_and(|end| end == "jsonl");
                open.insert(call.result, is_kept);
                cost.made += usize::from(is_kept && call.changes_the_disk());
            }
            "close" => drop(open.remove(&call.number(0))),
            "write" if open.get(&call.number(0)) == Some(&true) => {
                cost.writes += 1;
                cost.bytes += call.result;
            }
            _ => {}
        }
    }
    cost
}

#[test]
fn f17_an_entry_costs_as_much_at_the_end_as_at_the_beginning() {
    if !has("strace", &["-V"]) {
        return;
    }
    let entries = number(400, 4_000);
    let program = Program::in_memory();
    let id =
        program.meeting("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n");
    let input = program.home().join("session.lines");
    let lines: String = (0..entries)
        .map(|n| format!("KS: word{n:05} of a long meeting\n"))
        .collect();
    std::fs::write(&input, format!("{lines}/quit\n")).unwrap();
    let traced = traced(&program, &["resume", &id, "--plain"], &input, &[]);
    assert_eq!(traced.ran.code, 0, "{}", traced.ran.err);
    let calls = &traced.calls;
    let of_entry = |n: usize| {
        let words = format!("word{n:05}");
        let says = |call: &Call| {
            call.name == "write" && call.number(0) > 2 && {
                let bytes = call.bytes(1);
                bytes
                    .windows(words.len())
                    .any(|here| here == words.as_bytes())
            }
        };
        calls.iter().position(says).unwrap()
    };
    let (first, middle, last) = (
        of_entry(entries / 10),
        of_entry(entries * 55 / 100),
        of_entry(entries - 1),
    );
    let mut open = BTreeMap::new();
    cost(&calls[..first], &mut open);
    let before = open.len();
    let early = cost(&calls[first..middle], &mut open);
    let late = cost(&calls[middle..last], &mut open);
    let words = format!(
        "{entries} entries: {} and {} writes, {} and {} bytes in the two halves; {} files made; {before} and {} open",
        early.writes,
        late.writes,
        early.bytes,
        late.bytes,
        early.made + late.made,
        open.len()
    );
    reached("F17", &words);
    assert!(late.writes * 10 <= early.writes * 11, "{words}");
    assert!(late.bytes * 10 <= early.bytes * 11, "{words}");
    assert_eq!(early.made + late.made, 0, "{words}");
    assert!(open.len() <= before + 3, "{words}");
    let files = std::fs::read_dir(program.folder().join("journal"))
        .unwrap()
        .count();
    assert_eq!(files, 2, "one for each session");
}
