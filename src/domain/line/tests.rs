//! The shorthand of the line, by example.
use super::*;
use crate::domain::agenda::{Agenda, ScaleAsked, Section};
use crate::domain::meeting::event::{KnownEvent, LoggedEvent};
use crate::domain::record::Body;
use crate::domain::record::kinds::{action, contribution};
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::json;

pub(super) fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

fn logged(seq: u64, known_event: KnownEvent) -> LoggedEvent {
    let at: DateTime<FixedOffset> = "2026-11-22T14:00:00+00:00".parse().unwrap();
    LoggedEvent {
        seq,
        at,
        batch: seq,
        draft: None,
        event: known_event.into(),
    }
}

pub(super) fn say(meeting: &mut Meeting, known_event: KnownEvent) {
    let seq = meeting.next_seq();
    meeting.apply(logged(seq, known_event)).unwrap();
}

/// Two children, five people, one section; Kelly spoke last.
pub(super) fn meeting() -> Meeting {
    meeting_asking(&[])
}

/// The same, in a section that asks for a number.
pub(super) fn scale_meeting() -> Meeting {
    meeting_asking(&[ScaleAsked {
        id: "safety".into(),
        question: "How safe?".into(),
        to: 10,
        low: "not safe".into(),
        high: "safe".into(),
        ..ScaleAsked::default()
    }])
}

fn meeting_asking(scales: &[ScaleAsked]) -> Meeting {
    let section = |id: &str, kinds: &[&str]| Section {
        id: id.into(),
        title: id.into(),
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        scales: scales.to_vec(),
        ..Section::default()
    };
    let plan = Section {
        id: "plan".into(),
        title: "plan".into(),
        ..Section::default()
    };
    let agenda = Agenda {
        id: "a".into(),
        sections: vec![section("impact", &["observation", "impact_on_child"]), plan],
        ..Agenda::default()
    };
    let mut meeting = Meeting::default();
    let mut say = |known_event: KnownEvent| say(&mut meeting, known_event);
    say(KnownEvent::MeetingCreated {
        meeting: "m".into(),
        agenda: Box::new(agenda),
        made_up: true,
        program: "t".into(),
        settings: Default::default(),
        settings_not_used: Default::default(),
    });
    let people = [
        ("k1", "child", json!({"name": "Ella Smith", "code": "EL"})),
        ("k2", "child", json!({"name": "Noah Smith", "code": "NO"})),
        (
            "p1",
            "person",
            json!({"name": "Kelly Smith", "initials": "KS", "role": "mother"}),
        ),
        (
            "p2",
            "person",
            json!({"name": "Dan Smith", "initials": "DS", "role": "father"}),
        ),
        (
            "p3",
            "person",
            json!({"name": "J Okafor", "initials": "HV", "role": "health visitor"}),
        ),
        (
            "p4",
            "person",
            json!({"name": "A Patel", "initials": "SW", "role": "social worker"}),
        ),
        (
            "p5",
            "person",
            json!({"name": "Sam Hall", "initials": "SH", "role": "Chair"}),
        ),
    ];
    for (id, kind, values) in people {
        let body = Body {
            values: values.as_object().unwrap().clone(),
            ..Body::default()
        };
        say(KnownEvent::Recorded {
            id: id.into(),
            record: kind.into(),
            section: None,
            body,
        });
    }
    say(KnownEvent::Began {});
    say(KnownEvent::SectionOpened {
        section: "impact".into(),
    });
    let body = Body {
        values: json!({"speaker": "p1", "text": "x"})
            .as_object()
            .unwrap()
            .clone(),
        ..Body::default()
    };
    say(KnownEvent::Recorded {
        id: "e1".into(),
        record: contribution::KIND.id.to_owned(),
        section: None,
        body,
    });
    meeting
}

pub(super) fn entry(line: &str) -> ContributionLine {
    match read(line, &meeting(), today()) {
        Line::Entry(entry) => entry,
        other => panic!("{line:?} is {other:?}"),
    }
}

fn known(id: &str) -> Who {
    Who::Known(id.to_owned())
}

#[test]
fn the_lines_of_the_shorthand_mean_what_they_say() {
    let plain = |who: Who, kind: Option<&str>, text: &str| ContributionLine {
        who,
        kind: kind.map(str::to_owned),
        text: text.to_owned(),
        ..ContributionLine::default()
    };
    let cases = [
        (
            "KS: I was scared to tell anyone",
            plain(known("p1"), None, "I was scared to tell anyone"),
        ),
        ("k: hello", plain(known("p1"), None, "hello")),
        ("kelly: hello", plain(known("p1"), None, "hello")),
        (
            "HV: + came to every clinic",
            plain(known("p3"), Some("strength"), "came to every clinic"),
        ),
        ("k:+ came", plain(known("p1"), Some("strength"), "came")),
        (
            "SW: ! police called twice",
            plain(known("p4"), Some("worry"), "police called twice"),
        ),
        (
            "KS: = I will ask my sister",
            plain(known("p1"), Some("family_proposal"), "I will ask my sister"),
        ),
        (
            "SH: * so it starts on Monday",
            plain(known("p5"), Some("chair_summary"), "so it starts on Monday"),
        ),
        (
            "SW: ? who will tell Ella",
            plain(known("p4"), Some("question"), "who will tell Ella"),
        ),
        (
            "KS: \"I just want him home\"",
            ContributionLine {
                exact: true,
                ..plain(known("p1"), None, "I just want him home")
            },
        ),
        (
            "KS: \"I just want him home",
            ContributionLine {
                exact: true,
                ..plain(known("p1"), None, "I just want him home")
            },
        ),
        (
            "SW: #observation Ella flinched",
            plain(known("p4"), Some("observation"), "Ella flinched"),
        ),
        (
            "SW: #obs Ella flinched",
            plain(known("p4"), Some("observation"), "Ella flinched"),
        ),
        (
            "HV: sleeps well @ella",
            ContributionLine {
                children: vec!["k1".into()],
                ..plain(known("p3"), None, "sleeps well")
            },
        ),
        (
            "SW: new partner #new",
            ContributionLine {
                new_to_family: true,
                ..plain(known("p4"), None, "new partner")
            },
        ),
        (
            "SW: address of aunt #restricted",
            ContributionLine {
                visibility: Some(Visibility::Restricted),
                ..plain(known("p4"), None, "address of aunt")
            },
        ),
        (
            "SH: something about bail ??",
            ContributionLine {
                follow_up: true,
                ..plain(known("p5"), None, "something about bail")
            },
        ),
        (
            ": they both went quiet",
            plain(Who::MinuteTaker, None, "they both went quiet"),
        ),
        (
            "all: agreed to meet on Fridays",
            plain(Who::Everybody, None, "agreed to meet on Fridays"),
        ),
        ("just words", plain(Who::Last, None, "just words")),
        (
            "SW/EL: she wants it quiet",
            ContributionLine {
                on_behalf_of: Some("k1".into()),
                ..plain(known("p4"), None, "she wants it quiet")
            },
        ),
        (
            "XY: who is that",
            plain(Who::Unknown("XY".into()), None, "who is that"),
        ),
        (
            "S: which of the two",
            plain(Who::Unknown("S".into()), None, "which of the two"),
        ),
    ];
    for (line, wanted) in cases {
        assert_eq!(entry(line), wanted, "{line}");
    }
}

#[test]
fn signs_inside_a_sentence_and_behind_a_backslash_are_text() {
    for (line, text) in [
        ("Thus: this is text", "Thus: this is text"),
        ("KS: 2 + 2 = 4! What? #1 a@b", "2 + 2 = 4! What? #1 a@b"),
        ("KS: \\+44 is his number", "+44 is his number"),
        ("KS: he said \"no\" twice", "he said \"no\" twice"),
        ("KS: \"no\" he said", "\"no\" he said"),
        ("KS: look at \\#new", "look at #new"),
        ("\\KS: is how it begins", "KS: is how it begins"),
        ("KS: what is going on\\??", "what is going on??"),
        ("KS: \\#new", "#new"),
    ] {
        let entry = entry(line);
        assert_eq!(
            (entry.text.as_str(), entry.kind.as_deref(), entry.exact),
            (text, None, false),
            "{line}"
        );
        assert!(!entry.new_to_family && !entry.follow_up, "{line}");
    }
}

#[test]
fn what_is_not_understood_is_to_be_confirmed_and_no_word_goes() {
    let wrong = entry("SW: #observtion she flinched @nobody");
    assert_eq!(wrong.unknown_kind.as_deref(), Some("observtion"));
    let body = wrong.body(&meeting(), Visibility::Everyone);
    assert_eq!(
        body.to_confirm
            .get(contribution::OF_KIND.name)
            .map(String::as_str),
        Some("observtion")
    );
    assert_eq!(
        body.to_confirm
            .get(contribution::CHILDREN.name)
            .map(String::as_str),
        Some("nobody")
    );
    assert_eq!(
        body.values.get(contribution::TEXT.name),
        Some(&json!("#observtion she flinched @nobody"))
    );
}

fn form(line: &str) -> FormLine {
    match read(line, &meeting(), today()) {
        Line::Form(form) => form,
        other => panic!("{line:?} is {other:?}"),
    }
}

#[test]
fn records_are_typed_as_one_line() {
    let cases = [
        (
            "/person MB Mia Brown; role: grandmother",
            json!({"initials": "MB", "name": "Mia Brown", "role": "grandmother"}),
        ),
        (
            "/child Baby; born: 4 Mar 2026",
            json!({"name": "Baby", "born": "2026-03-04"}),
        ),
        (
            "/action Kelly books speech therapy; by: 12 Dec; measure: letter seen",
            json!({"action": "Kelly books speech therapy", "by_when": "2026-12-12", "measure": "letter seen"}),
        ),
        (
            "/whatif Kelly misses two visits; then: SW calls same day; told: yes",
            json!({"if": "Kelly misses two visits", "then": "SW calls same day", "family_told": true}),
        ),
        (
            "/view Ella; by: letter; words: \"I want it; quiet at night\"; read by: SW",
            json!({"child": "k1", "channel": "letter", "words": "I want it; quiet at night", "read_by": "p4"}),
        ),
        ("/meeting venue: the hall", json!({"venue": "the hall"})),
        ("/scale 1; score: 4.5", json!({"score": 4.5})),
        (
            "/decision Noah; is: child protection plan starts; category: NEG",
            json!({"child": "k2", "decision": "cp_plan_start", "category": "NEG"}),
        ),
        (
            "/yes she knows",
            json!({"answer": true, "reason": "she knows"}),
        ),
    ];
    for (line, values) in cases {
        assert_eq!(
            serde_json::Value::Object(form(line).body.values),
            values,
            "{line}"
        );
    }
}

#[test]
fn answers_that_cannot_be_read_stay() {
    let form = form("/action swim; by: soonish; by: 12 Dec; who: the aunt; who: KS");
    assert_eq!(
        form.body
            .to_confirm
            .get(action::BY_WHEN.name)
            .map(String::as_str),
        Some("soonish; 12 Dec")
    );
    assert_eq!(
        form.body
            .to_confirm
            .get(action::WHO.name)
            .map(String::as_str),
        Some("the aunt; KS")
    );
    assert_eq!(form.body.values.len(), 1);
}

#[test]
fn a_view_for_the_chair_only_is_restricted_by_itself() {
    assert_eq!(
        form("/view Ella; by: letter; shared: to the chair only")
            .body
            .visibility,
        Visibility::Restricted
    );
    assert_eq!(
        form("/view Ella; by: letter; agreed: not with the parents")
            .body
            .visibility,
        Visibility::Restricted
    );
    assert_eq!(
        form("/view Ella; by: letter; agreed: all").body.visibility,
        Visibility::Everyone
    );
}

#[test]
fn the_same_initials_with_another_name_are_another_person() {
    let meeting = meeting();
    let known = form("/person KS; needs: a break");
    assert_eq!(existing(&known, &meeting).unwrap().id, "p1");
    assert!(existing(&form("/person KS Karen Stone"), &meeting).is_none());
}
