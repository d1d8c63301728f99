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
fn an_action_in_somebodys_words_is_told() {
    for line in [
        "Kelly will call the school",
        "Dan will ring the GP by Monday",
        "KS: Dan to ring the GP",
    ] {
        assert!(told(line).contains("An action?"), "{line}: {}", told(line));
    }
    for line in [
        "she has to ring the GP",
        "Dan to go",
        "it was good to see them",
    ] {
        assert!(!told(line).contains("An action?"), "{line}: {}", told(line));
    }
}

#[test]
fn what_a_mark_says_is_told_how_to_be_marked() {
    for (line, mark) in [
        ("KS: new to family: the police will share it", "#new"),
        ("SW: this is new to the family, he moved out", "#new"),
        ("KS: come back to this - the log number", "??"),
        ("KS: the date is tbc", "??"),
        ("KS: re Ella - off school 14 days", "about Ella? @Ella"),
        ("KS: regarding Noah, he is well", "about Noah? @Noah"),
    ] {
        assert!(told(line).contains(mark), "{line}: {}", told(line));
    }
    for line in [
        "KS: he is new to the school",
        "KS: she came back to him",
        "KS: about Friday",
        "KS: re Kelly - nothing",
        "KS: re Ella @ella - nothing",
    ] {
        let told = told(line);
        let marks = ["? #new", "to come back to?", "? @"];
        assert!(
            !marks.iter().any(|mark| told.contains(mark)),
            "{line}: {told}"
        );
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
