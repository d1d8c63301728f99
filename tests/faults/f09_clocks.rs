//! F9: clocks that are wrong, jump or run: the entries keep their order, nothing is lost and nothing panics.

use super::skipped::reached;
use crate::command_line::program::{Program, Ran, has};
use std::process::Command;

/// What faketime is told, and the time zone.
const CLOCKS: [(&str, &str); 20] = [
    ("@1969-06-01 12:00:00", "UTC"),
    ("@1969-12-31 23:59:59", "Europe/London"),
    ("@1970-01-01 00:00:01", "UTC"),
    ("@1999-12-31 23:59:59", "Europe/London"),
    ("@2026-03-29 00:59:59", "Europe/London"),
    ("@2026-03-29 02:00:01", "Europe/London"),
    ("@2026-10-25 00:59:59", "Europe/London"),
    ("@2026-10-25 01:59:59", "Europe/London"),
    ("@2038-01-19 03:14:07", "UTC"),
    ("@2038-01-19 03:14:08", "Europe/London"),
    ("@2100-02-28 23:59:59", "UTC"),
    ("-2h", "Europe/London"),
    ("-400d", "Europe/London"),
    ("+1d", "Europe/London"),
    ("+20y", "Europe/London"),
    ("+0 x100", "Europe/London"),
    ("+0 x0.01", "UTC"),
    ("+0", ""),
    ("+0", "Nowhere/At All"),
    ("+0", ":/dev/null"),
];

fn take(program: &Program, clock: Option<(&str, &str)>, arguments: &[&str], lines: &str) -> Ran {
    let input = program.home().join("session.lines");
    std::fs::write(&input, lines).unwrap();
    let mut command = match clock {
        None => Command::new(Program::built()),
        Some((when, _)) => {
            let mut command = Command::new("faketime");
            command.args(["-f", when]).arg(Program::built());
            command
        }
    };
    command
        .arg("take")
        .args(arguments)
        .arg("--lines")
        .arg(&input);
    let mut command = program.prepared(command);
    command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    if let Some((_, zone)) = clock.filter(|(_, zone)| !zone.is_empty()) {
        command.env("TZ", zone);
    }
    Ran::of(command.output().unwrap())
}

fn entries(from: usize) -> String {
    (from..from + 4)
        .map(|n| format!("KS: word{n} of it\n"))
        .collect()
}

/// What is said while somebody is excluded is restricted until the Chair decides, whatever the clock says of the time: it may
/// go back or on between the exclusion, the words and the return.
#[test]
fn f09_no_clock_opens_what_was_said_while_somebody_was_excluded() {
    if !has("faketime", &["-f", "+0", "true"]) {
        return;
    }
    let begin = "/child Ella; born: 4 Mar 2017\n/person KS Kelly Smith; role: mother\n\
        /person DS Dean Smith; role: father\n/person CH Sam Hall; role: Chair\n/begin\n/arrive all\n\
        KS: before it\n/exclude DS; by: CH; why: shouting\n";
    let mut tried = 0;
    for clock in ["-10s", "-5m", "-2h", "-26h", "-400d", "+2h", "+1d"] {
        for is_wrong in [[true, false], [true, true], [false, true]] {
            let program = Program::in_memory();
            let first = take(&program, None, &["--new"], begin);
            assert_eq!(first.code, 0, "{first:?}");
            let id = first.out.lines().last().unwrap().to_owned();
            let [said, back] =
                is_wrong.map(|is_wrong| is_wrong.then_some((clock, "Europe/London")));
            let ran = take(&program, said, &[&id], "KS: the CANARY was said\n");
            assert!(ran.code < 2, "{clock}: {ran:?}");
            let ran = take(&program, back, &[&id], "/readmit DS\nKS: after it\n");
            assert!(ran.code < 2, "{clock}: {ran:?}");
            let told = format!("{clock}, {is_wrong:?}");
            let open = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
            assert!(!open.contains("CANARY"), "{told}: {open}");
            assert!(open.contains("before it"), "{told}: {open}");
            let closing = take(&program, None, &[&id], "/close\n");
            assert!(
                closing
                    .err
                    .contains("the Chair has not decided who may read that"),
                "{told}: {closing:?}"
            );
            tried += 1;
        }
    }
    reached(
        "F9",
        &format!("{tried} times somebody was excluded while the clock was wrong"),
    );
}

#[test]
fn f09_no_clock_changes_the_order_or_loses_an_entry() {
    if !has("faketime", &["-f", "+0", "true"]) {
        return;
    }
    let begin = "/child Ella; born: 4 Mar 2017\n/person KS Kelly Smith; role: mother\n/begin\n";
    for clock in CLOCKS {
        for begins_with_it in [false, true] {
            let program = Program::in_memory();
            let fake = |now: bool| (now == begins_with_it).then_some(clock);
            let first = take(
                &program,
                fake(true),
                &["--new"],
                &format!("{begin}{}", entries(0)),
            );
            let told = |ran: &Ran| format!("{clock:?}, begins with it: {begins_with_it}: {ran:?}");
            assert!(matches!(first.code, 0 | 1), "{}", told(&first));
            let id = first.out.lines().last().unwrap().to_owned();
            for (from, is_fake) in [(4, false), (8, true)] {
                let ran = take(&program, fake(is_fake), &[&id], &entries(from));
                assert!(matches!(ran.code, 0 | 1), "{}", told(&ran));
                assert!(!ran.err.contains("panicked"), "{}", told(&ran));
            }
            let read = program.run(&["read", &id, "--json"]);
            let minutes: serde_json::Value = serde_json::from_str(&read.out).unwrap();
            let texts = minutes["contributions"].as_array().unwrap().iter();
            let texts: Vec<&str> = texts.filter_map(|one| one["text"].as_str()).collect();
            let wanted: Vec<String> = (0..12).map(|n| format!("word{n} of it")).collect();
            assert_eq!(texts, wanted, "{}", told(&read));
        }
    }
    reached(
        "F9",
        &format!(
            "{} clocks, for a new meeting and in the middle of one",
            CLOCKS.len()
        ),
    );
}
