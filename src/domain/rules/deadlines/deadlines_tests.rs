//! The dates of a meeting on Sunday 22 November 2026 (made up), by the timescales that come with the program.

use super::*;
use crate::domain::agenda::built_in;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::rules::timetable::DueState;

fn today(sample: &Sample) -> NaiveDate {
    sample.now().date_naive()
}

fn dates(sample: &Sample) -> Vec<MeetingDate> {
    let rules = sample.meeting.settings().rules();
    dates_of(
        &sample.meeting,
        &rules.timescales,
        &rules.calendar,
        &rules.words,
        today(sample),
    )
}

fn date(sample: &Sample, rule: &str) -> MeetingDate {
    dates(sample)
        .into_iter()
        .find(|date| date.rule == rule)
        .unwrap_or_else(|| panic!("{rule}"))
}

fn for_record(sample: &Sample, id: &str) -> String {
    let rules = sample.meeting.settings().rules();
    words_for(
        &sample.meeting,
        sample.meeting.record(id).unwrap(),
        &rules.timescales,
        &rules.calendar,
        &rules.words,
        today(sample),
    )
}

#[test]
fn row_38_the_first_core_group_the_review_and_all_other_dates_stand_with_their_rules() {
    let sample = Sample::family();
    let ids: Vec<String> = dates(&sample).into_iter().map(|date| date.rule).collect();
    for rule in [
        "decision-letter",
        "dissent",
        "child-told",
        "first-core-group",
        "minutes",
        "complaint",
        "first-review",
    ] {
        assert!(ids.iter().any(|id| id == rule), "{rule}: {ids:?}");
    }
    assert!(!ids.iter().any(|id| id == "next-review"));
    let all = dates(&sample);
    assert!(
        all.windows(2)
            .all(|pair| pair[0].due.date <= pair[1].due.date)
    );
    assert_eq!(
        date(&sample, "first-core-group").words(today(&sample)),
        "First core group by Fri 4 Dec, 10 working days, counted from Fri 20 Nov: in 10 working days"
    );
}

#[test]
fn a_day_that_is_set_is_held_against_its_limit() {
    let mut sample = Sample::family();
    let id = sample.says("/date First core group; on: 7 Dec 2026");
    sample.says("/date Second core group; on: 18 Jan 2027");
    let found = date(&sample, "first-core-group");
    assert_eq!(found.record.as_deref(), Some(id.as_str()));
    assert_eq!(
        found.words(today(&sample)),
        "First core group by Fri 4 Dec, 10 working days, counted from Fri 20 Nov: set for Mon 7 Dec 2026, late by one working day"
    );
    assert_eq!(
        for_record(&sample, &id),
        "limit Fri 4 Dec, 10 working days, counted from Fri 20 Nov: late by one working day"
    );
    let review = sample.says("/date Review conference; on: 20 Feb 2027");
    assert_eq!(
        for_record(&sample, &review),
        "limit Mon 22 Feb 2027, 3 months · not a working day: it is a Saturday"
    );
    let other = sample.says("/date Summer party; on: 20 Jul 2027");
    assert_eq!(for_record(&sample, &other), "");
}

#[test]
fn rows_20_23_and_24_each_day_of_a_report_is_held_against_its_own_limit() {
    let mut sample = Sample::new();
    sample.says("/meeting 2214-K; on: 6 May 2026");
    let late = sample
        .says("/report Health; received: 5 May 2026; circulated: 5 May 2026; shared: 3 May 2026");
    let rules = sample.meeting.settings().rules();
    let found = report_dates(
        &sample.meeting,
        sample.meeting.record(&late).unwrap(),
        &rules.timescales,
        &rules.calendar,
        today(&sample),
    );
    let told: Vec<(&str, String, DueState)> = found
        .iter()
        .map(|date| (date.what, date.due.date.to_string(), date.state.standing))
        .collect();
    assert_eq!(
        told,
        [
            ("handed in", "2026-05-01".to_owned(), DueState::DoneLate),
            ("sent round", "2026-05-05".to_owned(), DueState::Done),
            (
                "shared with the family",
                "2026-05-03".to_owned(),
                DueState::Done
            ),
        ]
    );
    assert_eq!(
        for_record(&sample, &late),
        "handed in late by one working day"
    );
    let in_time = sample.says("/report Police; received: 1 May 2026; shared: 1 May 2026");
    assert_eq!(for_record(&sample, &in_time), "");
    // The last of the reports counts for the whole meeting, and only once all of them have a day.
    assert_eq!(
        date(&sample, "report-handed-in").state.words,
        "done, late by one working day"
    );
    sample.says("/report School; shared: 1 May 2026");
    assert_eq!(date(&sample, "report-handed-in").day, None);
}

#[test]
fn without_a_day_of_the_conference_nothing_is_due() {
    let mut sample = Sample::new();
    assert!(dates(&sample).is_empty());
    sample.says("/meeting 2214-K; strategy: 9 Nov 2026");
    assert_eq!(dates(&sample).len(), 1);
    sample.does(KnownEvent::Began {});
    let initial = date(&sample, "initial-conference");
    assert_eq!(initial.due.date.to_string(), "2026-11-30");
    assert_eq!(initial.state.standing, DueState::Done);
}

#[test]
fn practice_2b_a_formal_dissent_and_a_complaint_have_their_day() {
    let mut sample = Sample::family();
    let said = sample.says("/dissent Housing; child: Ella; formal: no");
    let formal = sample.says("/dissent Police; child: Ella; formal: yes");
    assert_eq!(for_record(&sample, &said), "");
    assert_eq!(
        for_record(&sample, &formal),
        "in writing by Wed 25 Nov, 3 days: in 3 days"
    );
    let complaint = sample.says("/feedback complaint; from: KS; about: the room");
    assert_eq!(
        for_record(&sample, &complaint),
        "in writing by Sun 20 Dec, 28 days: in 28 days"
    );
}

#[test]
fn a_council_may_leave_a_timescale_out() {
    let mut sample = Sample::family();
    sample.says("/date First core group; on: 7 Dec 2026");
    let rules = sample.meeting.settings().rules();
    let none = Timescales::default();
    assert!(core_group_limit(&sample.meeting, &none, &rules.calendar).is_none());
    assert!(
        dates_of(
            &sample.meeting,
            &none,
            &rules.calendar,
            &rules.words,
            today(&sample)
        )
        .is_empty()
    );
}

#[test]
fn reports_are_late_only_where_there_is_one_that_is() {
    let mut sample = Sample::new();
    sample.says("/meeting 2214-K; on: 30 Nov 2026");
    // It lies ahead: by when reports are to be there is worth knowing.
    assert_eq!(
        date(&sample, "report-handed-in").state.words,
        "in 4 working days"
    );
    let mut sample = Sample::family();
    for rule in [
        "report-handed-in",
        "reports-circulated",
        "report-shared-with-family",
    ] {
        let found = date(&sample, rule);
        assert_eq!(found.state.words, "no report is recorded", "{rule}");
        assert_eq!(found.state.standing, DueState::Nothing);
    }
    let report = sample.says("/report Police; received: 17 Nov 2026; parents: no");
    assert_eq!(
        date(&sample, "report-handed-in").state.standing,
        DueState::Done
    );
    assert_eq!(
        date(&sample, "report-shared-with-family").state.words,
        "the parents may read none beforehand"
    );
    // One that is recorded and has not come, gone round or been shared is late.
    let other = sample.says("/report Health; came: no");
    for rule in [
        "report-handed-in",
        "reports-circulated",
        "report-shared-with-family",
    ] {
        assert_eq!(date(&sample, rule).state.standing, DueState::Late, "{rule}");
    }
    let answer = |sample: &mut Sample, id: &str, field: &str| {
        sample.changes(id, |body| {
            body.values.insert(field.into(), "2026-11-18".into());
        });
    };
    answer(&mut sample, &other, "shared");
    let shared = date(&sample, "report-shared-with-family");
    assert_eq!(shared.state.standing, DueState::Done, "{shared:?}");
    assert_ne!(shared.record.as_deref(), Some(report.as_str()));
}

#[test]
fn invitations_are_late_only_where_one_was_sent_too_late() {
    let mut sample = Sample::with(built_in("restorative-rcpc").unwrap());
    sample.says("/person KS Kelly Smith; role: mother");
    sample.does(KnownEvent::Began {});
    let standing = |sample: &Sample| date(sample, "invitations").state;
    assert_eq!(standing(&sample).words, "no invitation is recorded");
    sample.says("/person SW A Patel; role: social worker; invited: 20 Oct 2026");
    assert_eq!(standing(&sample).standing, DueState::Done);
    sample.says("/person HV J Okafor; role: health visitor; invited: 26 Oct 2026");
    assert_eq!(standing(&sample).words, "done, late by one working day");
}

#[test]
fn a_letter_and_minutes_that_went_out_are_not_late_any_more() {
    let late = |sample: &Sample| -> Vec<String> {
        let rules = sample.meeting.settings().rules();
        let day = "2027-01-20".parse().unwrap();
        let (scales, words) = (&rules.timescales, &rules.words);
        dates_of(&sample.meeting, scales, &rules.calendar, words, day)
            .into_iter()
            .filter(|date| ["decision-letter", "minutes"].contains(&date.rule.as_str()))
            .filter(|date| date.standing_words(day).contains("late"))
            .map(|date| date.rule)
            .collect()
    };
    let mut sample = Sample::family();
    sample.does(KnownEvent::Closed { gaps: Vec::new() });
    sample.goes_to("2026-12-01");
    assert_eq!(late(&sample), ["decision-letter", "minutes"]);
    sample.says("/circulated KS; copy: letter with the decision; how: by hand; on: 23 Nov 2026");
    assert_eq!(late(&sample), ["minutes"], "a letter is no minutes");
    sample.says("/circulated KS; copy: family's copy; how: by hand; on: 24 Nov 2026");
    assert!(late(&sample).is_empty());
    assert_eq!(
        date(&sample, "minutes").day,
        Some("2026-11-24".parse().unwrap())
    );
}
