//! Marks put on an entry afterwards, in signs and in plain words: by example.

use super::tests::{meeting, say};
use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::record::Body;
use crate::domain::visibility::Visibility;

fn marked_with(typed: &str) -> Result<(Body, String), Problem> {
    marked(&meeting(), "e1", typed)
}

#[test]
fn the_plain_word_restricts_as_the_mark_does() {
    for typed in [
        "#restricted",
        "restricted",
        "Restricted",
        "restricted.",
        "restriced",
        "private",
        "confidential",
        "worry, restricted",
        "restricted and new",
        "restricted open",
        "#open restricted",
    ] {
        let (body, _) = marked_with(typed).unwrap();
        assert_eq!(body.visibility, Visibility::Restricted, "{typed}");
    }
    let (_, told) = marked_with("restricted open").unwrap();
    assert_eq!(told, "restricted", "the stricter of two holds");
}

#[test]
fn plain_words_say_what_signs_say() {
    for (signs, words, told) in [
        ("??", "to be confirmed", "to be confirmed"),
        ("#new", "new to the family", "new to the family"),
        ("#talked", "talked", "talked through"),
        ("!", "worry", "worry"),
        ("=", "the family's own idea", "the family's own idea"),
        ("#grey_area", "grey area", "grey area"),
        ("@ella", "Ella", "about Ella"),
        ("@ella", "EL", "about Ella"),
        (
            "@ella ! ??",
            "worry Ella to be confirmed",
            "worry, about Ella, to be confirmed",
        ),
    ] {
        let plain = marked_with(words).unwrap();
        let signed = marked_with(signs).unwrap();
        assert_eq!(plain.0, signed.0, "{words}");
        assert_eq!(plain.1, told);
    }
}

#[test]
fn a_summary_is_the_chairs() {
    for typed in ["*", "chair's summary", "#chair_summary", "* ??"] {
        let why = marked_with(typed).unwrap_err().to_string();
        assert!(
            why.contains("Only the Chair sums up") && why.contains("Nothing was changed"),
            "{why}"
        );
    }
}

#[test]
fn what_is_no_mark_changes_nothing_and_is_told_what_is() {
    for typed in [
        "nonsense",
        "not restricted",
        "worry nonsense",
        "KS",
        "w",
        "@nobody",
        "#nonsense",
    ] {
        let why = marked_with(typed).unwrap_err();
        assert!(
            why.to_string().contains("is not a mark")
                && why.to_string().contains("restricted, open, new"),
            "{why}"
        );
    }
}

/// The marks on an entry that is restricted.
fn marked_restricted(typed: &str) -> Result<(Body, String), Problem> {
    let mut meeting = meeting();
    let mut body = meeting.record("e1").unwrap().body();
    body.visibility = Visibility::Restricted;
    say(
        &mut meeting,
        KnownEvent::Changed {
            id: "e1".into(),
            body,
        },
    );
    marked(&meeting, "e1", typed)
}

#[test]
fn a_plain_open_beside_other_words_never_opens_what_is_restricted() {
    for typed in [
        "open question",
        "worry everyone",
        "question open",
        "everyone new",
        "open, done",
    ] {
        let why = marked_restricted(typed).unwrap_err();
        assert!(
            why.to_string().contains("nothing was changed") && why.to_string().contains("#open"),
            "{typed}: {why}"
        );
    }
    for typed in [
        "open",
        "everyone",
        "Open",
        "#open",
        "done #open",
        "#everyone worry",
    ] {
        let (body, told) = marked_restricted(typed).unwrap();
        assert_eq!(body.visibility, Visibility::Everyone, "{typed}");
        assert!(told.contains("open to everybody"), "{told}");
    }
    let (body, _) = marked_restricted("question").unwrap();
    assert_eq!(body.visibility, Visibility::Restricted);
    // What is open may stay so.
    assert!(marked_with("open question").is_ok());
}
