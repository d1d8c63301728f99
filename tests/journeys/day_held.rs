//! The day on which a meeting is held, when its minutes are typed up on another (all made up; today is Sunday 22
//! November 2026).

use super::driver::Driver;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::screens::close::gaps;
use talking_piece::app::screens::help::listed;
use talking_piece::domain::meeting::{DayHeld, Meeting};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::record::kinds::{action, details};

/// Planned for Tuesday 17 November, in time by a day, and typed up on Sunday the 22nd.
fn typed_up() -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    for line in [
        "/meeting 2214-K; on: 17 Nov; strategy: 28 Oct",
        "/child Ella Smith; born: 20 Nov 2017",
        "/person KS Kelly Smith; role: mother",
        "/person SW Ann Patel; role: social worker; agency: Children's services",
    ] {
        assert!(
            matches!(d.enter(line), Outcome::Recorded(_)),
            "{line}: {}",
            d.status()
        );
    }
    d
}

fn meeting(d: &Driver) -> &Meeting {
    &d.editor().meeting
}

fn on_the_closing_list(d: &Driver) -> bool {
    gaps(d.editor(), d.now)
        .iter()
        .any(|(missing, _)| missing.check == "day_held")
}

fn dates_listed(d: &mut Driver) -> String {
    d.press("/dates⏎");
    let rows = listed(&d.app);
    let rows: Vec<String> = rows
        .iter()
        .map(|row| format!("{}: {}", row.typed, row.sentence()))
        .collect();
    d.press("⎋");
    rows.join("\n")
}

#[test]
fn begun_on_another_day_it_asks_which_it_is_and_words_go_on() {
    let mut d = typed_up();
    d.press("/begin⏎");
    let asked = "Held on Tue 17 Nov, or today, Sun 22 Nov?";
    assert!(d.status().contains(asked), "{}", d.status());
    assert!(!d.status().contains("late by"), "{}", d.status());
    // Nobody has to answer before the next word.
    d.press("KS: I was scared⏎");
    assert_eq!(d.last_line(), "KS: I was scared");
    assert!(meeting(&d).day_held().is_asked());
    assert!(
        meeting(&d)
            .catch_up()
            .any(|record| record.is_a(&details::KIND))
    );
    assert!(on_the_closing_list(&d));
    assert!(
        !dates_listed(&mut d).contains("late by"),
        "nothing is claimed to be late"
    );
    // It also stands in the minutes as something to be confirmed.
    assert!(
        open_minutes(meeting(&d))
            .to_text()
            .contains("Tue 17 Nov 2026 or Sun 22 Nov 2026")
    );
}

#[test]
fn one_line_answers_and_everything_counts_from_the_day_held() {
    for (answer, held) in [
        ("/meeting held: 17 Nov", "2026-11-17"),
        ("/meeting on: 17 Nov", "2026-11-17"),
        ("/meeting held: Tue 17 Nov 2026", "2026-11-17"),
        ("/meeting held: today", "2026-11-22"),
        ("/meeting on: today", "2026-11-22"),
        // Neither of both: also an answer.
        ("/meeting held: 18 Nov", "2026-11-18"),
    ] {
        let mut d = typed_up();
        d.press("/begin⏎");
        d.press(&format!("{answer}⏎"));
        assert_eq!(
            meeting(&d).day_held(),
            DayHeld::Known(held.parse().unwrap()),
            "{answer}: {}",
            d.status()
        );
        assert!(!on_the_closing_list(&d), "{answer}");
        assert!(
            !meeting(&d)
                .catch_up()
                .any(|record| record.is_a(&details::KIND)),
            "{answer}"
        );
    }
    let mut d = typed_up();
    d.press("/begin⏎/meeting held: 17 Nov⏎");
    let listed = dates_listed(&mut d);
    assert!(
        listed.contains("Initial conference: held in time"),
        "{listed}"
    );
    assert!(listed.contains("by Tue 1 Dec, 10 working days"), "{listed}");
    d.press("/action Ann rings the school; who: SW; by: in two weeks⏎");
    assert_eq!(d.last().text(&action::BY_WHEN), "2026-12-01");
    // One undo takes the beginning back, and what was asked with it.
    let mut d = typed_up();
    d.press("/begin⏎/undo⏎");
    assert!(meeting(&d).began_at().is_none());
    assert_eq!(meeting(&d).catch_up().count(), 0);
}

#[test]
fn said_before_the_beginning_it_is_not_asked() {
    let mut d = typed_up();
    d.press("/meeting held: 17 Nov⏎/begin⏎");
    assert!(!meeting(&d).day_held().is_asked());
    assert!(!d.status().contains("Held on"), "{}", d.status());
    // On the day it was planned for, and without a day, there is nothing to ask.
    for line in ["/meeting 2214-K; on: today", "/meeting 2214-K"] {
        let mut d = Driver::with_agenda("restorative-icpc");
        d.press(&format!("{line}⏎/begin⏎"));
        assert_eq!(
            meeting(&d).day_held(),
            DayHeld::Known("2026-11-22".parse().unwrap())
        );
        assert_eq!(meeting(&d).catch_up().count(), 0);
    }
    // A day that is typed once the meeting has begun is the day it was held.
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/begin⏎/meeting 2214-K; on: 17 Nov⏎");
    assert_eq!(
        meeting(&d).day_held(),
        DayHeld::Known("2026-11-17".parse().unwrap())
    );
}

#[test]
fn a_section_that_begins_the_meeting_asks_too() {
    let mut d = typed_up();
    d.press("/section 2⏎");
    assert!(meeting(&d).day_held().is_asked());
    assert!(
        meeting(&d)
            .catch_up()
            .any(|record| record.is_a(&details::KIND))
    );
}

#[test]
fn days_that_cannot_be_are_asked_about_before_closing() {
    let mut d = typed_up();
    d.press("/begin⏎/meeting held: 17 Nov⏎");
    d.press("/action Ann rings the school; who: SW; by: 18 Nov; measure: a note⏎");
    d.press("/date First core group; on: 19 Nov⏎");
    let days = |d: &Driver| -> Vec<String> {
        let all = gaps(d.editor(), d.now).into_iter();
        all.filter(|(missing, _)| missing.check == "days_passed" || missing.check == "days")
            .map(|(missing, _)| missing.missing)
            .collect()
    };
    assert_eq!(days(&d), Vec::<String>::new());
    // The day of the meeting is put right, and what it had set lies before it.
    d.press("/meeting held: today⏎");
    let found = days(&d);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_day_that_was_confirmed_in_full_stays_when_the_record_is_edited() {
    let mut d = typed_up();
    d.press("/begin⏎/meeting held: today⏎");
    d.press("/action Ann rings the school; who: SW; by: 12 Dec 2126⏎");
    assert_eq!(d.last().text(&action::BY_WHEN), "");
    assert!(d.status().contains("Thu 12 Dec 2126"), "{}", d.status());
    d.press("/action Ann writes to the school; who: SW; by: Thu 12 Dec 2126⏎");
    assert_eq!(d.last().text(&action::BY_WHEN), "2126-12-12");
    d.press("/edit⏎");
    assert!(d.line().contains("by: 12 Dec 2126"), "{}", d.line());
    d.press("⏎");
    assert_eq!(
        d.last().text(&action::BY_WHEN),
        "2126-12-12",
        "{}",
        d.status()
    );
}
