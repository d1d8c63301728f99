//! Rows of the practice reference that a meeting has to keep, each by its number: people, plan, reports, the record.
//! Those of the agendas are in `rows_of_agendas.rs`; the table of all is `src/decisions/0009-rows-of-practice.md`.

use super::driver::Driver;
use serde_json::Value;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::help::listed;
use talking_piece::documents::Arranged;
use talking_piece::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use talking_piece::domain::meeting::{Phase, Refused};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::record::Body;
use talking_piece::domain::record::kinds::{child, childs_view, person, report};
use talking_piece::domain::rules::checks::{CHILDS_VIEWS, checks};
use talking_piece::formats::plain_text;

fn minutes(d: &Driver) -> Value {
    open_minutes(&d.editor().meeting).to_value()
}

fn page(d: &Driver) -> String {
    plain_text::print(
        &Arranged::default().page(&open_minutes(&d.editor().meeting), None),
        300,
    )
}

fn missing(d: &Driver, check: &str) -> String {
    let found = checks(&d.editor().meeting, d.now);
    let words: Vec<String> = found
        .into_iter()
        .filter(|missing| missing.check == check)
        .map(|missing| missing.missing)
        .collect();
    words.join(" ")
}

#[test]
fn row_02_a_meeting_does_not_close_before_each_child_is_heard_or_it_says_why_not() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: letter; words: \"I want it quiet\"; read by: SW⏎");
    assert!(missing(&d, CHILDS_VIEWS).contains("Noah has not been heard"));
    assert!(!missing(&d, CHILDS_VIEWS).contains("Ella"));
    d.press("/close⏎⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Open, "{}", d.status());
    d.press("⎋⎋/view Noah; by: not asked; reason: he was asleep⏎");
    assert_eq!(missing(&d, CHILDS_VIEWS), "", "a reason will do");
}

#[test]
fn row_06_a_child_comes_or_is_helped_to_say_it_in_another_way() {
    let mut d = Driver::in_conference();
    d.press("/arrive Ella⏎");
    let round = d.editor().meeting.round();
    assert!(round.iter().any(|turn| turn.called == "Ella"));
    for (typed, code) in [
        ("attending", "attended_whole"),
        ("letter", "letter"),
        ("video message", "video_message"),
        (
            "separate conversation with the Chair",
            "separate_conversation_with_chair",
        ),
        ("through a professional", "through_professional"),
        ("through an advocate", "through_advocate"),
    ] {
        d.press(&format!(
            "/view Ella; by: {typed}; helped by: HV; words: \"quiet\"⏎"
        ));
        assert_eq!(d.last().text(&childs_view::CHANNEL), code, "{}", d.status());
        assert_eq!(
            d.editor()
                .meeting
                .called(d.last().text(&childs_view::HELPED_BY)),
            "Juno"
        );
    }
    assert!(page(&d).contains("through a professional"));
}

#[test]
fn row_08_an_action_has_a_named_owner_and_an_agency_that_answers_for_it() {
    let mut d = Driver::in_conference();
    d.press("/person XX Bryn Solo; role: helper⏎");
    let whole = "measure: seen; outcome: safer; by: in 2 weeks";
    d.press(&format!("/action Ring the school; {whole}⏎"));
    assert!(missing(&d, "actions_complete").contains("Action 1"));
    d.press(&format!("/action Ring the clinic; who: XX; {whole}⏎"));
    let said = missing(&d, "actions_complete");
    assert!(
        said.contains("Action 2 of the plan does not say: which agency answers for it"),
        "{said}"
    );
    d.press("/person XX; agency: the youth club⏎");
    assert!(!missing(&d, "actions_complete").contains("Action 2"));
    // The family answers for itself.
    d.press(&format!("/action Read at night; who: KS; {whole}⏎"));
    assert!(!missing(&d, "actions_complete").contains("Action 3"));
    assert!(
        page(&d).contains("Bryn Solo (the youth club)"),
        "{}",
        page(&d)
    );
}

#[test]
fn row_13_a_break_has_its_reason_and_nothing_is_recorded_in_it() {
    let mut d = Driver::in_conference();
    d.press("/break it was hard to hear⏎");
    let mut meeting = d.editor().meeting.clone();
    let logged = LoggedEvent {
        seq: meeting.next_seq(),
        at: d.now,
        batch: meeting.next_seq(),
        draft: None,
        event: Event::Known(KnownEvent::Recorded {
            id: "e9".into(),
            record: "contribution".into(),
            section: None,
            body: Body::default(),
        }),
    };
    assert_eq!(meeting.apply(logged), Err(Refused::OnBreak));
    // Words end the break first, so that none of them is in it.
    d.press("KS: I can go on now⏎");
    let all = minutes(&d);
    let pause = &all["breaks"][0];
    assert_eq!(pause["reason"], "it was hard to hear");
    let until = pause["until"].as_str().unwrap();
    for said in all["contributions"].as_array().unwrap() {
        assert!(said["at"].as_str().unwrap() >= until, "{said}");
    }
    assert!(page(&d).contains("it was hard to hear"));
}

#[test]
fn row_14_who_was_invited_and_is_silent_is_listed_to_be_asked_again() {
    let mut d = Driver::with_agenda("restorative-icpc");
    for line in [
        "/person KS Kelly Nettlesworth; role: mother; invited: 1 Nov 2026; answered: 3 Nov 2026",
        "/person DS Dan Sparrowhat; role: father; invited: 1 Nov 2026",
        "/person HV Juno Okra; role: health visitor; invited: 1 Nov 2026; attendance: declined",
        "/person TE Tam Elder; role: teacher; attendance: no answer",
        "/person SW Anil Marlowe; role: social worker",
    ] {
        d.press(&format!("{line}⏎"));
    }
    let meeting = &d.editor().meeting;
    let answers: Vec<(&str, &str)> = meeting
        .records(&person::KIND)
        .map(|person| {
            (
                person.text(&person::INITIALS),
                meeting.invitation_words(person),
            )
        })
        .collect();
    assert_eq!(
        answers,
        [
            ("KS", "accepted"),
            ("DS", "no answer"),
            ("HV", ""),
            ("TE", "no answer"),
            ("SW", "")
        ]
    );
    d.press("/noreply⏎");
    assert_eq!(d.app.place, Place::Help);
    let rows = listed(&d.app);
    let named: Vec<&str> = rows.iter().skip(1).map(|row| row.typed.as_str()).collect();
    assert_eq!(named, ["DS Dan Sparrowhat", "TE Tam Elder"]);
    assert!(
        rows[1].help.contains("invited on Sun 1 Nov 2026"),
        "{}",
        rows[1].help
    );
    d.press("↓⏎");
    assert_eq!(d.line(), "/person DS; answered: ");
    d.press("20 Nov 2026⏎/noreply⏎");
    assert_eq!(listed(&d.app).len(), 2, "the answer takes him off the list");
}

#[test]
fn row_15_each_way_of_taking_part_has_its_word() {
    let mut d = Driver::in_conference();
    // Whoever is in the room has sent no apologies.
    d.press("/person TE Tam Elder; role: teacher⏎");
    for (typed, code) in [
        ("in person", "in_person"),
        ("video", "video"),
        ("phone", "phone"),
        ("report only", "report_only"),
        ("apologies, report sent", "apologies_with_report"),
        ("apologies, no report", "apologies_no_report"),
        ("no answer", "no_response"),
    ] {
        d.press(&format!("/person TE; attendance: {typed}⏎"));
        let people = minutes(&d);
        let all = people["people"].as_array().unwrap();
        let tam = all.iter().find(|one| one["initials"] == "TE").unwrap();
        assert_eq!(tam["attendance"], code, "{typed}: {}", d.status());
        assert!(page(&d).contains(typed), "{typed}");
    }
}

#[test]
fn row_16_it_says_whose_information_somebody_brings_as_well() {
    let mut d = Driver::in_conference();
    d.press("/person HV; speaks for: the school nurse and the clinic⏎");
    assert!(page(&d).contains("speaks for: the school nurse and the clinic"));
    // And somebody who speaks for a person in the room is named together with that person.
    d.press("HV/EL: she wants the light on⏎");
    assert!(
        page(&d).contains("Juno Okra, health visitor for Ella Nettlesworth"),
        "{}",
        page(&d)
    );
}

#[test]
fn row_18_it_says_who_is_closest_to_each_child() {
    let mut d = Driver::in_conference();
    d.press("/child Ella Nettlesworth; closest: HV⏎");
    let ella = d.editor().meeting.children().next().unwrap();
    assert_eq!(
        d.editor()
            .meeting
            .called(ella.text(&child::CLOSEST_PROFESSIONAL)),
        "Juno"
    );
    assert!(page(&d).contains("Juno Okra"));
}

#[test]
fn row_25_a_report_says_its_kind_and_the_version_of_its_template() {
    let mut d = Driver::in_conference();
    for (typed, code) in [
        ("social worker's assessment", "social_worker_assessment"),
        ("for a first conference", "agency_icpc"),
        ("for a review", "agency_rcpc"),
    ] {
        d.press(&format!(
            "/report Health {code}; type: {typed}; template: ICPC 2026-{code}⏎"
        ));
        assert_eq!(d.last().text(&report::TYPE), code, "{}", d.status());
    }
    let all = minutes(&d);
    assert_eq!(all["reports"][2]["template"], "ICPC 2026-agency_rcpc");
    assert!(page(&d).contains("ICPC 2026-agency_rcpc"));
}

#[test]
fn row_41_the_record_names_the_chair_and_the_social_worker_to_be_asked() {
    let d = Driver::in_conference();
    let page = page(&d);
    let asked = page
        .split("Whom to ask")
        .nth(1)
        .expect("the block is there");
    assert!(asked.contains("Chair: Corin Halfpenny"), "{asked}");
    assert!(asked.contains("Social worker: Anil Marlowe"), "{asked}");
}

#[test]
fn row_42_the_file_says_by_which_agenda_and_which_settings_it_was_made() {
    let d = Driver::in_conference();
    let all = minutes(&d);
    assert_eq!(all["agenda"]["id"], "restorative-icpc");
    assert!(!all["agenda"]["version"].as_str().unwrap().is_empty());
    assert_eq!(
        all["agenda"]["sections"].as_array().map(Vec::len),
        None,
        "written as it is read"
    );
    assert_eq!(all["agenda"]["section"].as_array().unwrap().len(), 10);
}
