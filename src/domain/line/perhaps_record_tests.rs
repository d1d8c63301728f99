//! What a line is perhaps meant as is said before Enter; the line stays what it was.

use super::tests::{meeting, today};
use super::*;

fn told(line: &str) -> String {
    explain(&read(line, &meeting(), today()), line, &meeting())
}

#[test]
fn a_childs_letter_is_a_view() {
    for (line, view) in [
        ("Ella's letter: I want quiet", "/view Ella; by: letter;"),
        ("Ella\u{2019}s drawing: a house", "/view Ella; by: drawing;"),
        (
            "Noah's video message: hello all",
            "/view Noah; by: video message;",
        ),
    ] {
        assert!(told(line).contains(view), "{line}: {}", told(line));
    }
    for line in [
        "Kelly's letter: the rent is due",
        "Ella's bike: it was stolen",
        "Ella's letter:",
        "Ella: her letter says no",
    ] {
        assert!(!told(line).contains("own views"), "{line}: {}", told(line));
    }
}

#[test]
fn a_report_is_named() {
    for (line, command) in [
        ("GP report: no concerns", "/report GP "),
        ("the school's report: all is well", "/report the school "),
    ] {
        assert!(told(line).contains(command), "{line}: {}", told(line));
    }
    for line in [
        "report: it came",
        "she said in her report: no",
        "KS: the report is late",
    ] {
        assert!(!told(line).contains("A report?"), "{line}: {}", told(line));
    }
}

#[test]
fn a_worry_that_is_not_marked_is_told_how() {
    for words in [
        "worried that she is late",
        "I'm worried about the nights",
        "we are very concerned",
        "my main worry is the stairs",
        "concern about school",
        "scared of him",
    ] {
        let line = format!("KS: {words}");
        assert!(
            told(&line).contains("a worry? !"),
            "{line}: {}",
            told(&line)
        );
    }
    for line in [
        "KS: ! worried that she is late",
        "KS: I'm not worried",
        "KS: no concerns",
        "KS: she is worried",
        "KS: don't worry",
        "KS: it was a good week and nobody worried",
    ] {
        assert!(!told(line).contains("a worry?"), "{line}: {}", told(line));
    }
}
