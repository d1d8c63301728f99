//! Dates: the list of what is due, core groups until the review, and whether this meeting was held in time.

use super::driver::Driver;
use chrono::Duration;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::help::listed;
use talking_piece::domain::agenda::built_in;
use talking_piece::domain::history::review::first_facts;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::record::kinds::{contribution, date};
use talking_piece::plain::Plain;

fn days(d: &Driver) -> Vec<(String, String)> {
    let dates = d.editor().meeting.records(&date::KIND);
    dates
        .map(|date| {
            (
                date.text(&date::WHAT).to_owned(),
                date.text(&date::ON).to_owned(),
            )
        })
        .collect()
}

#[test]
fn row_39_one_line_puts_the_core_groups_down_every_six_weeks_until_the_review() {
    let mut d = Driver::in_conference();
    d.press("/section 9⏎/series⏎");
    assert!(
        d.status().contains("/date First core group"),
        "{}",
        d.status()
    );
    assert_eq!(d.line(), "/series", "the line is kept");
    d.press("⎋/date First core group; on: 2 Dec 2026⏎");
    d.press("/date Review conference; on: 17 Feb 2027⏎");
    assert!(d.status().contains("/series"), "{}", d.status());
    d.press("/series⏎");
    let all = days(&d);
    let named = |at: usize| (all[at].0.as_str(), all[at].1.as_str());
    assert_eq!(all.len(), 3);
    assert_eq!(named(2), ("Core group 2", "2027-01-13"));
    assert!(d.status().contains("Wed 13 Jan 2027"), "{}", d.status());
    assert!(!d.status().contains("24 Feb"), "not behind the review");
    // Nothing is recorded twice.
    d.press("/series⏎");
    assert_eq!(days(&d).len(), 3, "{}", d.status());
    d.press("⎋/undo⏎");
    assert_eq!(days(&d).len(), 2, "one undo takes all of them");
}

#[test]
fn a_series_goes_by_the_councils_own_limit_and_stays_restricted() {
    let mut d = Driver::in_conference();
    // No day for the review: its limit, three months after 22 November, ends the series.
    d.press("/date First core group; on: 2 Dec 2026 #restricted⏎/series⏎");
    let found: Vec<String> = days(&d).into_iter().map(|(_, on)| on).collect();
    assert_eq!(found, ["2026-12-02", "2027-01-13"]);
    let dates = d.editor().meeting.records(&date::KIND);
    assert!(dates.into_iter().all(|date| !date.is_open()));
    assert!(
        !open_minutes(&d.editor().meeting)
            .to_text()
            .contains("Core group 2")
    );
}

#[test]
fn the_dates_are_listed_with_their_rules_and_what_is_late() {
    let mut d = Driver::in_conference();
    d.press("/meeting strategy: 15 Oct 2026⏎");
    d.press("KS: half a line");
    let before = d.editor().meeting.events().len();
    d.press("⎋/dates⏎");
    assert_eq!(d.app.place, Place::Help);
    let rows = listed(&d.app);
    let words = |label: &str| {
        let row = rows.iter().find(|row| row.typed == label);
        row.unwrap_or_else(|| panic!("{label}: {rows:?}"))
            .sentence()
    };
    assert!(words("Initial conference").starts_with("held late by"));
    assert_eq!(
        words("First core group"),
        "in 10 working days · by Fri 4 Dec, 10 working days, counted from Fri 20 Nov"
    );
    assert!(words("First review").contains("3 months"));
    assert!(words("Minutes").contains("15 working days"));
    // Enter on a date that has yet to be set puts its line ready.
    let row = rows.iter().position(|row| row.typed == "First core group");
    d.press(&"↓".repeat(row.unwrap()));
    d.press("⏎");
    assert_eq!(d.line(), "/date First core group; on: ");
    assert_eq!(d.app.place, Place::Recording);
    d.press("⎋/dates⏎⎋");
    assert_eq!(d.app.place, Place::Recording);
    assert_eq!(
        d.editor().meeting.events().len(),
        before,
        "looking changes nothing"
    );
}

#[test]
fn a_beginning_of_date_still_means_a_date() {
    let mut d = Driver::in_conference();
    d.press("/da⇥");
    assert_eq!(d.line(), "/date ");
    d.press("⎋/da⏎");
    assert_eq!(d.line(), "/date ", "{}", d.status());
    d.press("⎋/dates⏎");
    assert_eq!(d.app.place, Place::Help);
}

#[test]
fn the_plain_mode_reads_the_dates_out_each_time_they_are_asked_for() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    plain.tell(&d.app);
    for _ in 0..2 {
        for message in plain.take(&d.app, "/dates") {
            d.send(message);
        }
        let told = plain.tell(&d.app).join("\n");
        assert!(
            told.contains("First core group - in 10 working days · by Fri 4 Dec, 10 working days, counted from Fri 20 Nov"),
            "{told}"
        );
    }
    for message in plain.take(&d.app, "KS: and on we go") {
        d.send(message);
    }
    assert_eq!(d.last().text(&contribution::TEXT), "and on we go");
}

fn begun_from(last: &Meeting, agenda: &str, later: Duration) -> Driver {
    let mut d = Driver::at_home();
    d.now += later;
    let created = LoggedEvent {
        seq: 1,
        at: d.now,
        batch: 1,
        draft: None,
        event: Event::Known(KnownEvent::MeetingCreated {
            meeting: "bb22".into(),
            agenda: Box::new(built_in(agenda).unwrap()),
            made_up: true,
            program: "test".into(),
            settings: Default::default(),
            settings_not_used: Default::default(),
        }),
    };
    d.disk
        .perform(&Effect::Record(first_facts(created, last, "head")), false);
    let found = d.disk.found();
    d.send(Message::Opened(Box::new(found)));
    d
}

fn this_review(d: &Driver) -> String {
    let value = open_minutes(&d.editor().meeting).to_value();
    let all = value["deadlines"].as_array().unwrap().iter();
    let found: Vec<&str> = all
        .filter(|one| one["label"] == "This review, at the latest")
        .map(|one| one["words"].as_str().unwrap())
        .collect();
    found.join(" | ")
}

#[test]
fn row_40_a_review_knows_by_when_it_had_to_be_held() {
    let first = Driver::in_conference().editor().meeting.clone();
    // Three months after the initial conference of 22 November: 22 February.
    let mut d = begun_from(&first, "restorative-rcpc", Duration::days(90));
    d.press("/begin⏎");
    assert_eq!(this_review(&d), "Mon 22 Feb, 3 months: held in time");
    assert!(!d.status().contains("late"), "{}", d.status());
    let mut late = begun_from(&first, "restorative-rcpc", Duration::days(95));
    late.press("/begin⏎");
    assert_eq!(
        this_review(&late),
        "Mon 22 Feb, 3 months: held late by 3 days"
    );
    assert!(
        late.status().contains("held late by 3 days"),
        "{}",
        late.status()
    );
    // Six months after a review; and a core group in between passes on which conference came before.
    let group = begun_from(&d.editor().meeting, "core-group", Duration::days(120));
    let mut next = begun_from(
        &group.editor().meeting,
        "restorative-rcpc",
        Duration::days(250),
    );
    next.press("/begin⏎");
    assert_eq!(this_review(&next), "Fri 20 Aug, 6 months: held in time");
}
