//! What this machine cannot do is said aloud, and in CI only what is on the list of expected skips may be left out. Also
//! how much is done, and what was reached.

use std::io::Write;

const EXPECTED: &str = include_str!("expected_skips.txt");

/// Says that something is left out. `name` is as in the list: the number of the fault and what is missing.
///
/// # Panics
/// In CI, if that is not expected.
pub fn skipped(name: &str, reason: &str) {
    say(&format!("SKIPPED {name}: {reason}"));
    assert!(
        std::env::var_os("CI").is_none() || is_expected(name),
        "SKIPPED {name}: {reason}. It is not in tests/faults/expected_skips.txt, so CI must be able to do it: see .ci/run"
    );
}

fn is_expected(name: &str) -> bool {
    let names = EXPECTED.lines().filter(|line| !line.starts_with('#'));
    let mut names = names.filter_map(|line| line.split_once(':'));
    names.any(|(expected, _)| expected == name)
}

/// Whether the larger numbers were asked for.
pub fn is_long() -> bool {
    std::env::var("TALKING_PIECE_FAULTS").is_ok_and(|how| how == "long")
}

pub fn number(in_ci: usize, long: usize) -> usize {
    if is_long() { long } else { in_ci }
}

/// Numbers for the manual's page. Also for a test that passes, whose output is otherwise not shown.
pub fn reached(fault: &str, what: &str) {
    say(&format!("{fault}: {what}"));
}

fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "\n{line}");
}

#[test]
fn only_what_is_on_the_list_may_be_missing_in_ci() {
    assert!(is_expected("F6 mount"));
    assert!(!is_expected("F6"));
    assert!(!is_expected("F1 strace"));
}
