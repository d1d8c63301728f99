//! Marks inside a sentence, by example.

use super::tests::{entry, meeting, today};
use super::*;

#[test]
fn a_doubt_counts_wherever_it_stands_and_stays_in_the_words() {
    for words in [
        "bail ?? line two",
        "bail ??.",
        "bail four??",
        "bail (four??), or so",
        "bail, what???",
        "\"she said four??\"",
        "??bail",
    ] {
        let said = entry(&format!("SH: {words}"));
        assert!(said.follow_up, "{words}");
        assert_eq!(said.text, words.trim_matches('"'), "{words}");
        assert_eq!(said.kind, None, "{words}");
    }
    let alone = entry("SH: ?? bail");
    assert!(alone.follow_up && alone.text == "bail");
    let question = entry("SH: ? who will tell her??");
    assert!(question.follow_up && question.kind.as_deref() == Some("question"));
}

#[test]
fn behind_a_backslash_it_is_text() {
    for (line, text) in [
        ("SH: bail \\?? line two", "bail ?? line two"),
        ("SH: bail four\\??", "bail four??"),
        ("SH: \\?? bail", "?? bail"),
        ("SH: \\??", "??"),
        ("SH: I told \\@ella about it", "I told @ella about it"),
        (
            "SH: she wrote \\#restricted on it",
            "she wrote #restricted on it",
        ),
    ] {
        let said = entry(line);
        assert!(!said.follow_up, "{line}");
        assert_eq!(said.children, Vec::<String>::new(), "{line}");
        assert_eq!(
            (said.text.as_str(), said.visibility),
            (text, None),
            "{line}"
        );
    }
}

#[test]
fn a_child_in_the_sentence_is_linked_and_keeps_her_place() {
    for (words, text) in [
        ("I told @ella about it", "I told Ella about it"),
        ("I told @EL.", "I told Ella."),
        ("it was @Ella's room", "it was Ella's room"),
        ("@ella's room is cold", "Ella's room is cold"),
        ("it was @ella\u{2019}s", "it was Ella\u{2019}s"),
        ("(@ella) slept", "(Ella) slept"),
        ("\"I told @ella\" she said", "\"I told Ella\" she said"),
    ] {
        let said = entry(&format!("KS: {words}"));
        assert_eq!(said.children, ["k1"], "{words}");
        assert_eq!(said.text, text, "{words}");
        assert_eq!(said.unknown_child, None, "{words}");
    }
    let both = entry("KS: @noah saw it, @ella,@noah did not @noah");
    assert_eq!(both.children, ["k2", "k1"]);
    let exact = entry("KS: \"I told @ella\"");
    assert!(exact.exact && exact.text == "I told @ella" && exact.children == ["k1"]);
}

#[test]
fn an_address_or_somebody_else_is_no_child() {
    for words in [
        "write to a@ella today",
        "write to @ella.example today",
        "write to ella@school.example please",
        "he is @work now",
        "she is @el_1 there",
        "I rang @KS about it",
    ] {
        let said = entry(&format!("KS: {words}"));
        assert_eq!(said.children, Vec::<String>::new(), "{words}");
        assert_eq!(said.text, words);
        assert_eq!(said.unknown_child, None, "{words}");
    }
}

#[test]
fn in_a_record_a_doubt_counts_everywhere_too() {
    for (line, doubt) in [
        ("/action ring ?? somebody; who: SW", true),
        ("/action ring her at four??; who: SW", true),
        ("/action ring \\?? somebody; who: SW", false),
    ] {
        let Line::Form(form) = read(line, &meeting(), today()) else {
            panic!("no form");
        };
        assert_eq!(form.body.follow_up, doubt, "{line}");
        assert_eq!(form.body.values["who"], "p4");
        let action = form.body.values["action"].as_str().unwrap();
        assert!(action.contains("??") && !action.contains('\\'), "{action}");
    }
}

#[test]
fn a_mark_left_in_the_words_and_then_taken_off_does_not_come_back_by_an_edit() {
    for line in [
        "KS: bail ?? line two",
        "KS: 12 Hope Street #restricted flat 3",
    ] {
        let mut said = entry(line);
        said.follow_up = false;
        said.visibility = None;
        let written = write_entry(&said, &meeting());
        assert!(written.contains('\\'), "{written}");
        assert_eq!(entry(&written), said);
    }
}

#[test]
fn who_changes_a_line_types_before_its_marks() {
    for (line, words) in [
        ("KS: we may move ??", "KS: we may move"),
        ("KS: she sleeps @EL #new #restricted ??", "KS: she sleeps"),
        ("KS: \"I know\" @EL", "KS: \"I know\""),
        ("KS: that is \\?? ??", "KS: that is \\??"),
        ("KS: plain", "KS: plain"),
        (
            "/action ring @somebody #restricted ??",
            "/action ring @somebody",
        ),
    ] {
        assert_eq!(line.get(..end_of_words(line, &meeting())), Some(words));
    }
}
