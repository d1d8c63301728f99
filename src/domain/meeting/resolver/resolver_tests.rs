//! Whom names mean, and whom they only may mean.

use super::*;
use crate::domain::agenda::Agenda;
use crate::domain::meeting::event::{KnownEvent, LoggedEvent};
use crate::domain::record::Body;
use crate::domain::record::kinds::child;
use serde_json::{Value, json};

/// A meeting of these people: letters, name, and what else is known of them.
pub(crate) fn cast(people: &[(&str, Value)]) -> Meeting {
    let mut meeting = Meeting::default();
    let mut say = |event: KnownEvent| {
        let seq = meeting.next_seq();
        let logged = LoggedEvent {
            seq,
            at: "2026-11-22T14:00:00+00:00".parse().unwrap(),
            batch: seq,
            draft: None,
            event: event.into(),
        };
        meeting.apply(logged).unwrap();
    };
    say(KnownEvent::MeetingCreated {
        meeting: "m".into(),
        agenda: Box::new(Agenda::default()),
        made_up: true,
        program: "t".into(),
        settings: Default::default(),
        settings_not_used: Default::default(),
    });
    for (at, (kind, answers)) in people.iter().enumerate() {
        let prefix = if *kind == child::KIND.id { "k" } else { "p" };
        say(KnownEvent::Recorded {
            id: format!("{prefix}{}", at + 1),
            record: (*kind).into(),
            section: None,
            body: Body {
                values: answers.as_object().unwrap().clone(),
                ..Body::default()
            },
        });
    }
    meeting
}

fn family() -> Meeting {
    cast(&[
        ("child", json!({"name": "Ella Quill", "code": "EL"})),
        ("child", json!({"name": "Hefin Price", "code": "HP"})),
        (
            "child",
            json!({"name": "the baby", "code": "BA", "due": "2027-02-01"}),
        ),
        (
            "person",
            json!({"name": "Kasia Quill", "initials": "KQ", "role": "mother"}),
        ),
        (
            "person",
            json!({"name": "Dónal O’Hara", "initials": "DO", "relation": "father of Ella"}),
        ),
        (
            "person",
            json!({"name": "Zośka Wrona-Pike", "initials": "ZW", "role": "maternal grandmother"}),
        ),
        (
            "person",
            json!({"name": "Anil Banerjee", "initials": "SW", "role": "social worker"}),
        ),
        (
            "person",
            json!({"name": "J Okafor", "initials": "JO", "role": "health visitor", "agency": "Health"}),
        ),
        (
            "person",
            json!({"name": "PC Hall", "initials": "PH", "agency": "Police"}),
        ),
        (
            "person",
            json!({"name": "Mei Tan", "initials": "MT", "role": "class teacher", "agency": "Teacup Lane Primary"}),
        ),
        (
            "person",
            json!({"name": "Fay McBride", "initials": "CH", "role": "Chair"}),
        ),
    ])
}

#[test]
fn one_person_has_many_names() {
    let meeting = family();
    for (id, labels) in [
        (
            "p4",
            "KQ kq K.Q. k.q [KQ] (KQ) *KQ* Kasia kasia KASIA Quill,Kasia Kas mum Mum Mummy mother mam",
        ),
        ("p5", "DO Dónal Donal O'Hara O’Hara OHara o`hara dad father"),
        (
            "p6",
            "ZW Zośka Zoska zośka Wrona Pike Wrona-Pike nan gran grandma mgm",
        ),
        ("p7", "SW Anil Banerjee Banerje Anli"),
        ("p8", "JO Okafor HV health okafro"),
        ("p9", "PH Hall police PC constabulary"),
        ("p10", "MT Mei Tan teacher school primary"),
        (
            "p11",
            "CH Fay McBride MacBride Mcbride Chair chairperson IRO Chairman",
        ),
        ("k1", "EL Ella ella Elal"),
        ("k3", "BA baby unborn bump"),
    ] {
        for label in labels.split_whitespace() {
            // Two Quills, and MacBride is another spelling: see below.
            if label == "MacBride" {
                continue;
            }
            let label = label.replace("Quill,Kasia", "Quill, Kasia");
            assert_eq!(
                find_seat(&label, &meeting),
                Found::One(id.into()),
                "{label}"
            );
        }
    }
    for (label, id) in [
        ("Kasia Quill", "p4"),
        ("Quill Kasia", "p4"),
        ("K Quill", "p4"),
        ("Kasia Q", "p4"),
        ("Ms Quill", "p4"),
        ("Mrs. Quill", "p4"),
        ("the mother", "p4"),
        ("Ella's mum", "p4"),
        ("Ella’s dad", "p5"),
        ("Mr O Hara", "p5"),
        ("Dónal O'Hara", "p5"),
        ("maternal grandmother", "p6"),
        ("Social worker", "p7"),
        ("the social worker", "p7"),
        ("allocated social worker", "p7"),
        ("socail worker", "p7"),
        ("Mr Banerjee", "p7"),
        ("Health visitor", "p8"),
        ("health-visitor", "p8"),
        ("J Okafor, health visitor", "p8"),
        ("Police officer", "p9"),
        ("PC Hall", "p9"),
        ("Constable Hall", "p9"),
        ("Teacup Lane Primary", "p10"),
        ("Miss Tan", "p10"),
        ("Fay Mc Bride", "p11"),
        ("KQ (mother)", "p4"),
        ("Quill (mother)", "p4"),
        ("the baby", "k3"),
        ("Unborn baby", "k3"),
    ] {
        assert_eq!(find_seat(label, &meeting), Found::One(id.into()), "{label}");
    }
}

#[test]
fn what_is_not_certain_is_nobody_s() {
    let meeting = family();
    for label in ["he", "He", "Quill", "my mum", "her dad", "PC Quill"] {
        let found = find_seat(label, &meeting);
        assert!(!matches!(found, Found::One(_)), "{label}: {found:?}");
    }
    for label in [
        "Mr Quill",
        "Jo Bloggs",
        "Uncle",
        "KQ (father)",
        "Kelly's mum",
        "KX",
        "",
    ] {
        assert_eq!(find_seat(label, &meeting), Found::Nobody, "{label}");
    }
}

#[test]
fn a_word_that_is_somebody_s_letters_is_asked_about_unless_it_is_in_capitals() {
    let meeting = cast(&[
        ("child", json!({"name": "Hefin Price", "code": "HE"})),
        ("child", json!({"name": "Noah Price", "code": "NO"})),
    ]);
    assert_eq!(find_seat("HE", &meeting), Found::One("k1".into()));
    assert_eq!(find_seat("he", &meeting), Found::Several(vec!["k1".into()]));
    assert_eq!(find_seat("NO", &meeting), Found::One("k2".into()));
    assert_eq!(find_seat("no", &meeting), Found::Several(vec!["k2".into()]));
    assert_eq!(find_seat("No", &meeting), Found::Several(vec!["k2".into()]));
}

#[test]
fn a_label_for_nobody_is_told_from_a_sentence() {
    for label in [
        "Jo Bloggs",
        "Bloggs",
        "bloggs",
        "jo bloggs",
        "Ms Quirk",
        "PC 1234",
        "Dad",
        "the other nan",
        "School",
        "new social worker",
        "her dad",
        "Teacup Lane Primary",
        "GP",
        "AB",
        "J.B.",
        "Grace Hall",
        "Dr Green",
        "family",
        "both parents",
        "Zed's aunt",
    ] {
        assert!(looks_like_somebody(label), "{label}");
    }
    for label in [
        "Note",
        "it was 10",
        "three things",
        "To be clear",
        "Question",
        "Action",
        "hm",
        "e.g.",
        "Monday",
        "Plan A",
        "Bedtime",
        "Section 47",
        "Next steps",
        "the right side",
        "Police report",
        "Follow-up",
        "Well-being",
        "i.e.",
        "NB",
        "N.B.",
        "P.S.",
        "the reason",
        "Dr appointment",
        "her teeth",
        "Week 3",
        "what she wants",
    ] {
        assert!(!looks_like_somebody(label), "{label}");
    }
}

#[test]
fn the_children_named_in_a_relation_are_not_the_mother() {
    let meeting = cast(&[
        ("child", json!({"name": "Ella Quill", "code": "EL"})),
        ("child", json!({"name": "Noah Quill", "code": "NO"})),
        (
            "child",
            json!({"name": "Baby Quill", "preferred_name": "the baby", "due": "2027-02-01"}),
        ),
        (
            "person",
            json!({"name": "Kasia Quill", "relation": "mother of Ella, Noah and the baby"}),
        ),
    ]);
    for (label, id) in [
        ("Ella", "k1"),
        ("Noah", "k2"),
        ("the baby", "k3"),
        ("mother", "p4"),
        ("Noah's mum", "p4"),
    ] {
        assert_eq!(find_seat(label, &meeting), Found::One(id.into()), "{label}");
    }
}

#[test]
fn one_letter_is_a_first_name_or_letters_before_it_is_a_surname() {
    let meeting = cast(&[
        ("child", json!({"name": "Rowan Teal", "code": "RO"})),
        ("person", json!({"name": "Tom Ridley", "initials": "ST"})),
        ("person", json!({"name": "Ann Ulver", "initials": "AU"})),
    ]);
    let one = |id: &str| Found::One(id.to_owned());
    assert_eq!(find_seat("r", &meeting), one("k1"));
    assert_eq!(find_seat("t", &meeting), one("p2"));
    // Of a surname alone, one letter is asked about; two are enough.
    assert_eq!(
        find_seat("u", &meeting),
        Found::Several(vec!["p3".to_owned()])
    );
    assert_eq!(find_seat("ri", &meeting), one("p2"));
}
