//! The line as a property: what is read, written and read again is the same, whatever was typed.

use super::tests::{meeting, today};
use super::*;
use crate::domain::visibility::Visibility;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zéłم👩]{1,6}",
        1 => prop_oneof![
            Just("KS:"), Just("Note:"), Just("AB:"), Just("+"), Just("!"), Just("="), Just("*"), Just("?"), Just("??"), Just("#new"),
            Just("#obs"), Just("#foo"), Just("#restricted"), Just("@ella"), Just("@bob"), Just("\""), Just("\"a\""), Just("\\"), Just("\\#new"),
            Just("\\+"), Just("/action"), Just("/"), Just(";"), Just("; by:"), Just("12 Dec"), Just("\\;"), Just("by: soon"), Just("k:+x"), Just("k:+ x"), Just("* * *"), Just("SH: *"), Just("HV: *"), Just(":)"), Just("::"), Just("told"), Just("was"),
            Just("\\@bob"), Just("\\#foo"), Just("#worry"), Just("3"),
            Just("all:"), Just(":"), Just("SW/EL:"), Just("a:b"), Just("words:"), Just("?:"),
            Just("four??"), Just("\\??"), Just("\\\\??"), Just("???"), Just("@ella,"), Just("(@EL)"), Just("@ella's"), Just("\\@ella"),
            Just("a@ella"), Just("\"@noah"), Just("#restricted,"), Just("\\#restricted"), Just("# restricted"), Just("\\##secret"), Just("??\""),
        ].prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

fn record_line() -> impl Strategy<Value = String> {
    let commands = prop_oneof![
        Just("/action"),
        Just("/person"),
        Just("/child"),
        Just("/view"),
        Just("/whatif"),
        Just("/decision"),
        Just("/date"),
        Just("/meeting"),
        Just("/agency"),
        Just("/scale"),
        Just("/answer"),
        Just("/statement"),
    ];
    (commands, words()).prop_map(|(command, words)| format!("{command} {words}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn an_entry_goes_round(line in words()) {
        let meeting = meeting();
        if let Line::Entry(entry) = read(&line, &meeting, today()) {
            let written = write_entry(&entry, &meeting);
            prop_assert_eq!(read(&written, &meeting, today()), Line::Entry(entry), "{} -> {}", line, written);
        }
    }

    /// The same for any entry, through the body of its record: what an edit shows is what was recorded.
    #[test]
    fn a_recorded_entry_goes_round(line in words(), restricted in any::<bool>()) {
        let meeting = meeting();
        let default = if restricted { Visibility::Restricted } else { Visibility::Everyone };
        if let Line::Entry(entry) = read(&line, &meeting, today()) {
            let body = entry.body(&meeting, default);
            let written = write_entry(&ContributionLine::of_body(&body, default), &meeting);
            let Line::Entry(again) = read(&written, &meeting, today()) else {
                return Err(TestCaseError::fail(format!("{line} -> {written}")));
            };
            prop_assert_eq!(again.body(&meeting, default), body, "{} -> {}", line, written);
        }
    }

    #[test]
    fn a_record_goes_round(line in record_line()) {
        let meeting = meeting();
        if let Line::Form(form) = read(&line, &meeting, today()) {
            let written = write_record(form.kind, &form.body, Visibility::Everyone, &meeting);
            let Line::Form(again) = read(&written, &meeting, today()) else {
                return Err(TestCaseError::fail(format!("{line} -> {written}")));
            };
            prop_assert_eq!(&again.body, &form.body, "{} -> {}", line, written);
        }
    }

    /// Any text at all is read without a panic, and explained.
    #[test]
    fn any_text_is_read(line in "\\PC{0,60}") {
        let meeting = meeting();
        let read = read(&line, &meeting, today());
        explain(&read, &line, &meeting);
    }
}

/// The same, of what somebody says.
#[test]
fn what_was_said_and_did_not_go_round_once_goes_round() {
    let meeting = meeting();
    for line in [
        "#new all: SH: *",
        "?? all: SH: yes",
        "#new KS: + SH: yes",
        "all: yes SH: no",
        "#new : SH: *",
    ] {
        let said = read(line, &meeting, today());
        let Line::Entry(entry) = &said else {
            panic!("{line} is no entry");
        };
        let written = write_entry(entry, &meeting);
        assert_eq!(
            read(&written, &meeting, today()),
            said,
            "{line} -> {written}"
        );
    }
}

/// The same through the body of its record, in an open section and in one that is restricted.
#[test]
fn what_was_recorded_and_did_not_go_round_once_goes_round() {
    let meeting = meeting();
    let mut wrong = Vec::new();
    for line in [
        "\u{645} (@EL) ::",
        "a (@EL) ::",
        "(@EL) ::",
        "a @ella's ::",
        "a ::",
        "#restricted, SH: *",
        "#restricted, SH: yes",
        "#restricted, HV: * a",
        "#restricted SH: * #restricted, a",
    ] {
        let Line::Entry(entry) = read(line, &meeting, today()) else {
            panic!("{line} is no entry");
        };
        for default in [Visibility::Everyone, Visibility::Restricted] {
            let body = entry.body(&meeting, default);
            let written = write_entry(&ContributionLine::of_body(&body, default), &meeting);
            let again = match read(&written, &meeting, today()) {
                Line::Entry(again) => Some(again.body(&meeting, default)),
                _ => None,
            };
            if again.as_ref() != Some(&body) {
                wrong.push(format!("{line} -> {written}: {body:?}, {again:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a random run found once is tried in every run.
#[test]
fn what_did_not_go_round_once_goes_round() {
    let meeting = meeting();
    for line in [
        "/date \u{1f469} by: soon \\;",
        "/action ring by: soon \\;\\;",
        "/action ring; measure: a\\; outcome: rest",
        "/action ring; measure: a; outcome rest\\; who: x",
        "/action ring; measure: a outcome: rest \\; ",
        "/action ring; measure: \"a outcome: rest; outcome: \"b who: c",
        "/action ring; measure: a\\, b outcome: rest; outcome: c \\; d by: e",
        "/person QX Quilla Made\u{ff1b} role: aunt",
        "/action ring; measure: a outcome\\\u{ff1a} rest",
        "/decision ; by: a ; by:",
        "/decision ; by: a ; by: ; by: b",
        "/core health; person: KS",
        "/decision m # restricted :",
        "/scale ??? \\\\??",
    ] {
        let Line::Form(form) = read(line, &meeting, today()) else {
            panic!("{line} is no record");
        };
        let written = write_record(form.kind, &form.body, Visibility::Everyone, &meeting);
        let Line::Form(again) = read(&written, &meeting, today()) else {
            panic!("{line} -> {written}");
        };
        assert_eq!(again.body, form.body, "{line} -> {written}");
    }
}
