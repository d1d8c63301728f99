//! A review begins from last time: the people, the plan as promises, the decisions; and nothing restricted becomes
//! open.

use super::driver::{Driver, begun_from_on};
use chrono::Duration;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::agenda::built_in;
use talking_piece::domain::calendar::{Calendar, Division};
use talking_piece::domain::meeting::{Meeting, Phase};
use talking_piece::domain::minutes::{open_minutes, restricted_part, restricted_text};
use talking_piece::domain::record::kinds::{
    action, child, core_group_due, decision, past_decision, past_scale, person, promise, scale,
    sign_off, telling_due, what_if,
};
use talking_piece::domain::rules::checks::checks;
use talking_piece::domain::rules::timetable::series;
use talking_piece::domain::settings::timescales::Timescales;
use talking_piece::domain::toml_reader::SettingsValues;
use talking_piece::domain::visibility::Visibility;

pub(super) const LAST: &str = include_str!("../fixtures/whole-conference.lines");
const REVIEW: &str = include_str!("../fixtures/whole-review.lines");

pub(super) fn enter(d: &mut Driver, text: &str) {
    d.app.one_line_at_a_time = true;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let outcome = d.enter(line);
        assert!(
            !matches!(outcome, Outcome::Refused(_) | Outcome::Nothing),
            "{line}\n{outcome:?}\n{}",
            d.status()
        );
    }
}

pub(super) fn last_conference() -> Meeting {
    let mut d = Driver::with_agenda("restorative-icpc");
    enter(&mut d, LAST);
    let meeting = d.editor().meeting.clone();
    assert_eq!(meeting.phase(), Phase::Closed);
    meeting
}

pub(super) fn begun_from(last: &Meeting, agenda: &str) -> Driver {
    begun_from_on(last, agenda, Driver::at_home().now + Duration::weeks(13))
}

pub(super) fn review() -> Driver {
    begun_from(&last_conference(), "restorative-rcpc")
}

pub(super) fn found_by(d: &Driver, check: &str) -> Vec<String> {
    let all = checks(&d.editor().meeting, d.now).into_iter();
    all.filter(|missing| missing.check == check)
        .map(|missing| missing.missing)
        .collect()
}

#[test]
fn row_40_the_review_opens_with_the_plan_of_last_time() {
    let last = last_conference();
    let mut d = begun_from(&last, "restorative-rcpc");
    let meeting = &d.editor().meeting;
    assert_eq!(meeting.review_of(), Some((last.id(), "the-head")));
    assert_eq!(meeting.reference(), "T-0417");
    assert_eq!((d.count(&child::KIND), d.count(&person::KIND)), (3, 12));
    for person in last
        .records(&person::KIND)
        .chain(last.records(&child::KIND))
    {
        let code = last.code(&person.id);
        let here = meeting.voices().find(|seat| seat.code == code).unwrap();
        assert_eq!(here.name, last.name(&person.id), "{code}");
    }
    assert!(
        meeting
            .records(&person::KIND)
            .all(|person| person.text(&person::ATTENDANCE).is_empty()),
        "how they take part is asked anew"
    );
    assert_eq!(d.count(&promise::KIND), 9);
    assert_eq!(d.count(&past_decision::KIND), 3);
    assert_eq!(d.count(&core_group_due::KIND), 1);
    d.press("/begin⏎/section 5⏎");
    let rows = d.editor().table_rows();
    let (children, rows) = rows.split_at(2);
    assert!(children.iter().all(|row| row.is_a(&telling_due::KIND)));
    assert_eq!(rows.len(), 9, "the plan stands in the section about it");
    assert_eq!(rows[2].text(&promise::PROMISE), "Breakfast club for Ella");
    assert_eq!(
        d.editor().meeting.called(rows[2].text(&promise::WHO)),
        "Wren"
    );
    assert_eq!(rows[2].text(&promise::FROM_MEETING), last.id());
    let action = last.record(rows[2].text(&promise::FROM_RECORD)).unwrap();
    assert_eq!(action.text(&action::ACTION), "Breakfast club for Ella");
}

#[test]
fn row_08_each_promise_is_held_to_account() {
    let mut d = review();
    d.press("/begin⏎/section 5⏎");
    let asked = found_by(&d, "promises");
    assert_eq!(asked.len(), 6, "the actions, not the what-ifs: {asked:?}");
    d.press("/promise 4; progress: partly; done: no⏎");
    assert_eq!(d.count(&promise::KIND), 9, "it is the same promise");
    let words = found_by(&d, "promises").join(" ");
    assert!(
        words.contains("Promise 4 of last time was not done"),
        "{words}"
    );
    d.press("/promise 4; why: no place was free⏎");
    let words = found_by(&d, "promises").join(" ");
    assert!(
        words.contains("4 of last time: it does not say what has changed"),
        "{words}"
    );
    d.press("/promise 4; impact: he waits⏎");
    assert_eq!(found_by(&d, "promises").len(), 5);
    let promise = d.editor().meeting.record("pm4").unwrap();
    assert_eq!(promise.text(&promise::PROGRESS), "partly");
    assert_eq!(
        d.editor().meeting.called(promise.text(&promise::WHO)),
        "Juno"
    );
}

#[test]
fn row_09_the_outcome_stays_apart_from_what_was_promised() {
    let mut d = review();
    let promise = d.editor().meeting.record("pm3").unwrap();
    assert_eq!(promise.text(&promise::OUTCOME), "Ella is rested at school");
    assert_eq!(promise.text(&promise::PROMISE), "Breakfast club for Ella");
    d.press("/begin⏎/action follows: 3; by: in 4 weeks⏎");
    assert_eq!(d.last().text(&action::OUTCOME), "Ella is rested at school");
}

#[test]
fn a_promise_becomes_an_action_in_one_line() {
    let mut d = review();
    d.press("/begin⏎/action follows: 4; by: in 4 weeks; who: FS⏎");
    let action = d.last().clone();
    assert_eq!(action.text(&action::ACTION), "Speech group for Noah");
    assert_eq!(d.editor().meeting.called(action.text(&action::WHO)), "Olu");
    assert_eq!(action.text(&action::FOLLOWS), "pm4");
    assert_eq!(action.visibility, Visibility::Everyone);
    d.press("/whatif follows: 7; told: yes⏎");
    assert_eq!(
        d.last().text(&what_if::IF),
        "there is shouting at night again"
    );
    assert!(d.last().text(&what_if::THEN).starts_with("Bronka"));
    d.press("/action follows: 77; by: in 4 weeks⏎");
    assert!(
        d.line().starts_with("/action follows: 77"),
        "{}",
        d.status()
    );
    d.press("⎋/action Something else; follows: 77⏎");
    assert_eq!(d.last().to_confirm.get(action::FOLLOWS.name).unwrap(), "77");
}

#[test]
fn what_follows_something_restricted_is_restricted() {
    let mut d = review();
    d.press("/begin⏎/action follows: 6; by: in 4 weeks⏎");
    assert!(d.last().text(&action::ACTION).contains("CANARY09"));
    assert_eq!(d.last().visibility, Visibility::Restricted);
    d.press("/whatif follows: 9; told: no⏎");
    assert!(d.last().text(&what_if::IF).contains("CANARY11"));
    let open = open_minutes(&d.editor().meeting).to_text();
    assert!(!open.contains("CANARY"), "{open}");
}

#[test]
fn nothing_that_was_restricted_last_time_is_open_in_the_review() {
    let last = last_conference();
    let mut d = begun_from(&last, "restorative-rcpc");
    enter(&mut d, REVIEW);
    let meeting = &d.editor().meeting;
    let open = open_minutes(meeting).to_text();
    assert!(!open.contains("CANARY"));
    let kept = restricted_text(&restricted_part(meeting));
    for canary in ["CANARY09", "CANARY11", "CANARY20", "CANARY31"] {
        assert!(kept.contains(canary), "{canary} is nowhere");
    }
    // What somebody said last time stays in its own minutes.
    assert!(!kept.contains("CANARY01") && !kept.contains("CANARY10"));
}

#[test]
fn a_rule_that_restricts_a_record_restricts_what_is_made_of_it() {
    let mut d = Driver::in_conference();
    enter(
        &mut d,
        "/child Kit Nettlesworth #restricted\n/decision Ella; is: child protection plan starts; reasons: CANARY50 #restricted\n/date Core group two CANARY51; on: in 6 weeks #restricted\n/section 7\n/action CANARY52; who: KS; outcome: CANARY53\n/mark #restricted",
    );
    let d = begun_from(&d.editor().meeting, "restorative-rcpc");
    let meeting = &d.editor().meeting;
    let open = open_minutes(meeting).to_text();
    assert!(!open.contains("CANARY5") && !open.contains("Kit"), "{open}");
    let kept = restricted_text(&restricted_part(meeting));
    for word in ["CANARY50", "CANARY51", "CANARY52", "CANARY53", "Kit"] {
        assert!(kept.contains(word), "{word} is nowhere");
    }
}

#[test]
fn what_was_struck_out_stays_behind_and_ids_still_fit() {
    let mut d = Driver::in_conference();
    enter(
        &mut d,
        "/person XX Wrong Person; role: aunt\n/strike typed by mistake\n/person AU Aunt Sparrowhat; role: aunt\n/section 7\n/action Aunt fetches them; who: AU; by: in 2 weeks; idea: AU\n/action Never mind\n/strike no",
    );
    let mut d = begun_from(&d.editor().meeting, "restorative-rcpc");
    assert_eq!(d.count(&promise::KIND), 1);
    let meeting = &d.editor().meeting;
    let promise = meeting.records(&promise::KIND).next().unwrap();
    assert_eq!(meeting.code(promise.text(&promise::WHO)), "AU");
    assert_eq!(meeting.voices().filter(|seat| seat.code == "XX").count(), 0);
    d.press("/person New Body; role: teacher; agency: school⏎/child New Child⏎");
    assert_eq!((d.count(&person::KIND), d.count(&child::KIND)), (7, 3));
}

#[test]
fn what_was_carried_over_can_be_taken_back_and_the_link_stays() {
    let mut d = review();
    let before = d.editor().meeting.all_records().len();
    d.press("/undo⏎");
    assert_eq!(d.editor().meeting.all_records().len(), 0, "{}", d.status());
    assert!(d.editor().meeting.review_of().is_some());
    d.press("/undo⏎");
    assert!(d.editor().meeting.review_of().is_some());
    assert!(
        d.status().contains("nothing to take back"),
        "{}",
        d.status()
    );
    d.press("⎋/redo⏎");
    assert_eq!(d.editor().meeting.all_records().len(), before);
    d.kill_and_resume();
    assert_eq!(d.editor().meeting.all_records().len(), before);
}

#[test]
fn row_38_the_core_group_that_was_due_says_whether_it_was_held() {
    let mut d = review();
    let group = d
        .editor()
        .meeting
        .records(&core_group_due::KIND)
        .next()
        .unwrap();
    assert_eq!(group.text(&core_group_due::DUE), "2026-12-02");
    assert_eq!(found_by(&d, "core_groups_held").len(), 1);
    d.press("/held First core group; held: no; why: nobody wrote⏎");
    assert_eq!(d.count(&core_group_due::KIND), 1);
    assert!(found_by(&d, "core_groups_held").is_empty());
}

#[test]
fn row_39_core_groups_every_six_weeks_with_three_questions() {
    let agenda = built_in("core-group").unwrap();
    let prompts: String = agenda
        .places()
        .iter()
        .flat_map(|place| place.section.prompts.clone())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    for question in [
        "how is the plan working for you",
        "how are you getting on",
        "safe",
    ] {
        assert!(prompts.contains(question), "{question}");
    }
    let timescales = Timescales::built_in();
    let rule = timescales.rule("next-core-group").unwrap();
    let day = |text: &str| text.parse().unwrap();
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    let dates = series(rule, day("2026-12-02"), day("2027-03-01"), &calendar);
    let dates: Vec<String> = dates.iter().map(|due| due.date.to_string()).collect();
    assert_eq!(dates, ["2027-01-13", "2027-02-24"]);
}

#[test]
fn row_42_each_file_says_which_version_of_which_agenda_it_was_made_with() {
    let last = last_conference();
    let d = begun_from(&last, "restorative-rcpc");
    let then = open_minutes(&last).to_value();
    let now = open_minutes(&d.editor().meeting).to_value();
    assert_eq!(then["agenda"]["id"], "restorative-icpc");
    assert_eq!(now["agenda"]["id"], "restorative-rcpc");
    for (file, version) in [(&then, "3"), (&now, "4")] {
        assert_eq!(file["agenda"]["version"], version);
    }
    assert_eq!(now["meeting"]["review_of"]["meeting"], last.id());
    assert!(then["meeting"].get("review_of").is_none());
}

#[test]
fn only_a_review_ends_a_plan() {
    let line = "/decision Ella; is: child protection plan ends; reasons: all is well⏎";
    for (agenda, says) in [
        ("restorative-icpc", true),
        ("transfer-in", true),
        ("core-group", true),
        ("restorative-rcpc", false),
    ] {
        let mut d = Driver::with_agenda(agenda);
        d.press(&format!("/child Ella⏎/begin⏎{line}"));
        assert_eq!(
            d.count(&decision::KIND),
            1,
            "it is never forbidden: {}",
            d.status()
        );
        let found = found_by(&d, "plan_ends_only_in_a_review");
        assert_eq!(!found.is_empty(), says, "{agenda}: {found:?}");
    }
    let mut d = Driver::with_agenda("transfer-in");
    d.press("/child Ella⏎/begin⏎/decision Ella; is: no plan; reasons: x⏎");
    assert_eq!(found_by(&d, "plan_ends_only_in_a_review").len(), 1);
    d.press("/decision Ella; is: transfer accepted; instead because: misheard⏎");
    assert!(found_by(&d, "plan_ends_only_in_a_review").is_empty());
}

#[test]
fn every_plan_of_last_time_is_decided_on() {
    let mut d = review();
    d.press("/begin⏎");
    // The agenda already asks for a decision for each child, and nothing is asked twice.
    assert!(found_by(&d, "previous_plan").is_empty());
    d.press("/decision Ella; is: child protection plan starts; category: neglect; reasons: x⏎");
    assert_eq!(found_by(&d, "previous_plan").len(), 1);
    d.press("/decision Ella; is: child protection plan goes on; instead because: misheard⏎");
    assert!(found_by(&d, "previous_plan").is_empty());
    let mut d = begun_from(&last_conference(), "core-group");
    d.press("/begin⏎");
    assert_eq!(
        found_by(&d, "previous_plan").len(),
        2,
        "Ella and Noah had a plan"
    );
}

#[test]
fn the_whole_review_is_taken_and_closes_with_a_reason_for_each_gap() {
    let mut d = review();
    enter(&mut d, REVIEW);
    let meeting = &d.editor().meeting;
    assert_eq!(meeting.phase(), Phase::Closed);
    for gap in meeting.gaps() {
        let of_last_time = ["childs_views", "promise", "past_decision", "core_group_due"];
        assert!(
            !gap.reason.is_empty() && !of_last_time.contains(&gap.check.as_str()),
            "{gap:?}"
        );
    }
    assert_eq!(meeting.catch_up().count(), 0);
    let again = begun_from(meeting, "restorative-rcpc");
    assert_eq!(
        again.count(&past_scale::KIND),
        2,
        "scores are there to compare with"
    );
    let score = again.editor().meeting.record("ps1").unwrap();
    assert!(
        score
            .text(&scale::LOW)
            .starts_with("This child is not safe")
    );
    assert_eq!(again.count(&promise::KIND), 5, "only the new plan goes on");
}

/// Typed key by key or taken as lines: the same records.
#[test]
fn typing_the_review_and_taking_it_give_the_same_records() {
    let last = last_conference();
    let (mut typed, mut taken) = (
        begun_from(&last, "restorative-rcpc"),
        begun_from(&last, "restorative-rcpc"),
    );
    enter(&mut taken, REVIEW);
    for line in REVIEW.lines() {
        typed.press(&format!("{line}⏎"));
        if line == "/close" {
            // On the screen the list comes first, and Enter closes.
            typed.press("⏎");
        }
        assert_eq!(typed.line(), "", "{line}\n{}", typed.status());
    }
    let bodies = |d: &Driver| {
        let records = d.editor().meeting.all_records().iter();
        let without_hash = |record: &talking_piece::domain::record::Record| {
            let mut body = record.body();
            // The minutes have the time of each entry in them, and typing takes longer.
            body.values.remove(sign_off::SHA256.name);
            (record.id.clone(), record.section.clone(), body)
        };
        records.map(without_hash).collect::<Vec<_>>()
    };
    assert_eq!(bodies(&typed), bodies(&taken));
}
