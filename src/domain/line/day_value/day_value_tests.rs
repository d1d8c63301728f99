//! Days in their fields: where they are looked for, and what cannot be.

use super::*;
use crate::domain::line::why_to_confirm;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::{KINDS, kind};

/// The answer to a field of a line typed in the sample on this day: its day, or why it is asked.
fn answer(sample: &Sample, line: &str, label: &str, today: &str) -> String {
    let today: NaiveDate = today.parse().unwrap();
    let crate::domain::line::Line::Form(form) =
        crate::domain::line::read(line, &sample.meeting, today)
    else {
        panic!("{line}");
    };
    let kind = kind(form.kind).unwrap();
    let field = kind
        .fields
        .iter()
        .find(|field| field.label == label)
        .unwrap();
    match form.body.values.get(field.name) {
        Some(day) => day.as_str().unwrap().to_owned(),
        None => {
            let typed = &form.body.to_confirm[field.name];
            format!(
                "? {}",
                why_to_confirm(Some(kind), field.name, typed, &sample.meeting, today).unwrap()
            )
        }
    }
}

/// A conference that was planned for this day and begun on Sunday 22 November 2026.
fn held_on(day: &str) -> Sample {
    let mut sample = Sample::new();
    sample.says(&format!("/meeting 2214-K; held: {day}"));
    sample.says("/child Ella Smith; born: 4 Mar 2017");
    sample.says("/person KS Kelly Smith; role: mother");
    sample.does(crate::domain::meeting::event::KnownEvent::Began {});
    sample
}

#[test]
#[rustfmt::skip]
fn a_day_lies_on_the_likely_side_of_the_meeting() {
    let sample = held_on("22 Nov 2026");
    for (line, label, today, expected) in [
        // Received, invited, answered: before it, and never in a year nobody meant.
        ("/report Health; received: 19 Nov", "received", "2026-11-22", "2026-11-19"),
        ("/report Health; received: 30 Nov", "received", "2026-11-22", "? Mon 30 Nov 2026 is still to come"),
        ("/report Health; received: 30 Nov", "received", "2026-12-02", "2026-11-30"),
        ("/report Health; received: 1 Mar", "received", "2026-11-22", "2026-03-01"),
        ("/report Health; received: 1 Feb", "received", "2026-11-22", "? in 2026 or 2027? Type the year"),
        ("/report Health; received: 30 Nov 2025", "received", "2026-11-22", "? long before: if it is right, type it in full, Sun 30 Nov 2025"),
        ("/report Health; received: Sun 30 Nov 2025", "received", "2026-11-22", "2025-11-30"),
        ("/person AB Ann Beech; invited: 30 Oct", "invited", "2026-11-22", "2026-10-30"),
        ("/person AB Ann Beech; answered: 5 Dec", "answered", "2026-11-22", "? Sat 5 Dec 2026 is still to come"),
        // Sent, signed, told afterwards: as far as the day of typing allows.
        ("/circulated KS; on: 4 Dec", "on", "2026-12-05", "2026-12-04"),
        ("/circulated KS; on: 4 Dec", "on", "2026-11-22", "2026-12-04"),
        ("/minutes signed off; on: 4 Dec", "on", "2026-11-22", "? Fri 4 Dec 2026 is still to come"),
        ("/circulated KS; on: 20 Nov", "on", "2026-12-05", "? in 2026 or 2027? Type the year"),
        ("/circulated KS; on: 20 Nov 2026", "on", "2026-12-05", "? Fri 20 Nov 2026 is before the meeting"),
        ("/circulated KS; on: yesterday", "on", "2026-12-05", "2026-12-04"),
        ("/minutes signed off; on: 12 Oct 2026", "on", "2026-12-05", "? Mon 12 Oct 2026 is before the meeting"),
        ("/checkin Ella; done: 6 Dec", "done", "2026-12-05", "? Sun 6 Dec 2026 is still to come"),
        ("/dissent Police; child: Ella; formal: yes; written: 20 Nov 2026", "written", "2026-12-05", "? Fri 20 Nov 2026 is before the meeting"),
        // What is to be done.
        ("/action she rings; by: 12 Dec", "by", "2026-11-22", "2026-12-12"),
        ("/action she rings; by: 1 Nov 2026", "by", "2026-11-22", "? Sun 1 Nov 2026 is before the meeting"),
        ("/action she rings; by: 1 Nov", "by", "2026-11-22", "? in 2026 or 2027? Type the year"),
        ("/action she rings; by: 12 Dec 2126", "by", "2026-11-22", "? long after: if it is right, type it in full, Thu 12 Dec 2126"),
        ("/action she rings; by: 12.12.62", "by", "2026-11-22", "? long after: if it is right, type it in full, Tue 12 Dec 2062"),
        ("/action she rings; by: next week", "by", "2026-11-22", "? it is a whole week: which day?"),
        ("/action she rings; by: Fri 12 Dec", "by", "2026-11-22", "? Sat 12 Dec 2026, not a Fri"),
        ("/date Review conference; on: 3 Nov 2026", "on", "2026-11-22", "? Tue 3 Nov 2026 is before the meeting"),
        ("/date First core group; on: 20 Nov 2026", "on", "2026-11-22", "? Fri 20 Nov 2026 is before the meeting"),
        ("/date First core group; on: Fri 5pm", "on", "2026-11-22", "2026-11-27"),
        // Births.
        ("/child Noah; born: 23 Nov 2026", "born", "2026-11-22", "? Mon 23 Nov 2026 is still to come"),
        ("/child Noah; born: 4 Mar 2027", "born", "2026-11-22", "? Thu 4 Mar 2027 is still to come"),
        ("/child Noah; born: 4 Mar 2007", "born", "2026-11-22", "? an age of 19: if it is right, type it in full, Sun 4 Mar 2007"),
        ("/child Noah; born: 4.3.62", "born", "2026-11-22", "? an age of 64: if it is right, type it in full, Sun 4 Mar 1962"),
        ("/child Noah; born: 23 Nov 2008", "born", "2026-11-22", "2008-11-23"),
        ("/child Noah; born: Sat 4 Mar 2017", "born", "2026-11-22", "2017-03-04"),
        ("/child Noah; born: Mon 4 Mar 2017", "born", "2026-11-22", "? Sat 4 Mar 2017, not a Mon"),
        ("/child Baby; due: 4 Mar 2020", "due", "2026-11-22", "? long before: if it is right, type it in full, Wed 4 Mar 2020"),
        ("/child Baby; due: 4 Mar", "due", "2026-11-22", "2027-03-04"),
        ("/child Baby; due: 15 Nov", "due", "2026-11-22", "2026-11-15"),
        // The other way round.
        ("/person AB Ann Beech; invited: 10 Nov; answered: 5 Nov", "answered", "2026-11-22", "? it is before the invitation"),
        ("/report Health; dated: 10 Nov; received: 5 Nov", "received", "2026-11-22", "? it is before the date on the report"),
        ("/view Ella; on: 10 Nov; received: 5 Nov", "received", "2026-11-22", "? it is before the child said it"),
        ("/meeting strategy: 9 Nov", "strategy", "2026-11-22", "2026-11-09"),
        ("/meeting strategy: 9 Dec", "strategy", "2026-11-22", "? Wed 9 Dec 2026 is still to come"),
        ("/meeting previous: 1 Dec 2026", "previous", "2026-12-05", "? Tue 1 Dec 2026 is after this meeting"),
        ("/meeting on: 24 Nov", "on", "2026-11-28", "2026-11-24"),
        ("/meeting on: 24 Nov 2024", "on", "2026-11-28", "? long before: if it is right, type it in full, Sun 24 Nov 2024"),
    ] {
        assert_eq!(answer(&sample, line, label, today), expected, "{line}, typed on {today}");
    }
}

#[test]
fn what_was_said_in_a_meeting_counts_from_the_day_it_was_held() {
    // Held on Tuesday 17 November, typed up on Sunday the 22nd.
    let sample = held_on("17 Nov 2026");
    for (line, label, expected) in [
        ("/action she rings; by: tomorrow", "by", "2026-11-18"),
        ("/action she rings; by: in two weeks", "by", "2026-12-01"),
        ("/action she rings; by: Friday", "by", "2026-11-20"),
        ("/action she rings; by: next Friday", "by", "2026-11-27"),
        (
            "/report Health; received: yesterday",
            "received",
            "2026-11-16",
        ),
        // Which day it is held, and what comes afterwards, counts from the day of typing.
        ("/meeting on: today", "on", "2026-11-22"),
        ("/circulated KS; on: yesterday", "on", "2026-11-21"),
    ] {
        assert_eq!(
            answer(&sample, line, label, "2026-11-22"),
            expected,
            "{line}"
        );
    }
    // It began on the 22nd, and somebody goes on the day after: from which of both it counts is not known.
    let sample = held_on("22 Nov 2026");
    let asked = answer(
        &sample,
        "/action she rings; by: tomorrow",
        "by",
        "2026-11-23",
    );
    assert_eq!(
        asked,
        "? Mon 23 Nov 2026 or Tue 24 Nov 2026: counted from which day?"
    );
    let certain = answer(&sample, "/action she rings; by: 12 Dec", "by", "2026-11-23");
    assert_eq!(certain, "2026-12-12");
}

#[test]
fn whatever_is_read_is_near_the_meeting_and_nothing_moves_a_year_without_a_word() {
    let sample = held_on("22 Nov 2026");
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let held: NaiveDate = "2026-11-22".parse().unwrap();
    for today in ["2026-11-22", "2026-12-31", "2027-01-03"] {
        let typing: NaiveDate = today.parse().unwrap();
        for kind in KINDS {
            for field in kind
                .fields
                .iter()
                .filter(|field| matches!(field.answer, Answer::Date))
            {
                for words in months
                    .iter()
                    .flat_map(|month| [3, 17, 28].map(|day| format!("{day} {month}")))
                {
                    let Ok(day) = read_the_day(field, &words, &sample.meeting, typing) else {
                        continue;
                    };
                    let near = if field.day.near == Than::Today {
                        typing
                    } else {
                        held
                    };
                    let most = match field.day == DayRule::LONG_AGO {
                        true => 340,
                        false => 280,
                    };
                    assert!(
                        (day - near).num_days().abs() <= most,
                        "{} {}: {words} is {day}",
                        kind.id,
                        field.name
                    );
                    // It reads back as the same day, with its year and with its weekday.
                    for written in [
                        crate::domain::calendar::date_words::write_short(day),
                        write_date(day),
                    ] {
                        assert_eq!(
                            read_the_day(field, &written, &sample.meeting, typing),
                            Ok(day),
                            "{written}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn each_order_of_two_days_names_fields_that_there_are() {
    for order in DAY_ORDERS {
        let kind = kind(order.kind).unwrap();
        assert!(
            kind.field(order.first).is_some() && kind.field(order.then).is_some(),
            "{order:?}"
        );
    }
}
