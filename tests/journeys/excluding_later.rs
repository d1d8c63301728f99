//! An exclusion is put down later, with the times of day at which it began and ended. A time has no day, so it is typed
//! on the same day, after midnight, on the next morning or afternoon, days later, or with a wrong clock: nothing that was
//! said meanwhile is ever open for it.

use super::driver::Driver;
use super::excluding::open;
use chrono::{Duration, NaiveTime};

/// A conference that begins at this time of day: `BEFORE` is said at once, `CANARY` 20 minutes later, `AFTER` at 40.
fn conference(begins: &str) -> Driver {
    let mut d = Driver::in_conference();
    d.press("/undo⏎/undo⏎");
    let time = NaiveTime::parse_from_str(begins, "%H:%M").unwrap();
    d.now = d.now.with_time(time).unwrap();
    d.press("/begin⏎/arrive all⏎KS: BEFORE⏎");
    d.now += Duration::minutes(20);
    d.press("KS: CANARY⏎");
    d.now += Duration::minutes(20);
    d.press("KS: AFTER⏎");
    d.now += Duration::minutes(10);
    d
}

fn at(begins: &str, minutes: i64) -> String {
    let time = NaiveTime::parse_from_str(begins, "%H:%M").unwrap();
    let (time, _) = time.overflowing_add_signed(Duration::minutes(minutes));
    time.format("%H:%M").to_string()
}

fn is_open(d: &Driver, word: &str) -> bool {
    open(&d.editor().meeting).contains(word)
}

const LATER: [i64; 12] = [
    0, 1, 60, 300, 599, 720, 1_000, 1_380, 1_440, 1_500, 2_880, 4_000,
];

#[test]
fn typed_at_any_later_time_it_restricts_what_was_said_since() {
    for begins in ["09:00", "14:00", "18:30", "23:30", "23:55"] {
        for later in LATER {
            let mut d = conference(begins);
            d.now += Duration::minutes(later);
            let from = at(begins, 10);
            d.press(&format!("/exclude DS; at: {from}; by: CH; why: late⏎"));
            let told = format!("began {begins}, typed {later} minutes later");
            assert!(!is_open(&d, "CANARY") && !is_open(&d, "AFTER"), "{told}");
            // Only where the time is one of the day on which the meeting began is it known what came before.
            assert_eq!(is_open(&d, "BEFORE"), begins != "23:55", "{told}");
        }
    }
}

#[test]
fn with_both_times_what_came_before_and_after_stays_as_it_was() {
    for begins in ["09:00", "14:00", "23:00", "23:55"] {
        for later in LATER {
            let mut d = conference(begins);
            d.now += Duration::minutes(later);
            let (from, until) = (at(begins, 10), at(begins, 30));
            let line = format!("/exclude DS; at: {from}; until: {until}; by: CH; why: late⏎");
            d.press(&line);
            let told = format!("began {begins}, typed {later} minutes later: {line}");
            assert!(!is_open(&d, "CANARY"), "{told}");
            assert!(is_open(&d, "BEFORE") && is_open(&d, "AFTER"), "{told}");
            assert!(!d.editor().meeting.is_excluded("p3"), "{told}");
        }
    }
}

#[test]
fn a_time_that_cannot_be_restricts_from_the_beginning() {
    let begins = "14:00";
    // Before the meeting, still to come, and no time at all.
    for from in ["13:50", "9:00", "to come", "after the break", "soon"] {
        for later in LATER {
            let mut d = conference(begins);
            d.now += Duration::minutes(later);
            let typed = match from {
                "to come" if later > 60 => continue,
                "to come" => (d.now + Duration::minutes(20)).format("%H:%M").to_string(),
                from => from.to_owned(),
            };
            d.press(&format!("/exclude DS; at: {typed}; by: CH; why: late⏎"));
            for word in ["BEFORE", "CANARY", "AFTER"] {
                assert!(
                    !is_open(&d, word),
                    "{word}: {from}, {later}: {}",
                    d.status()
                );
            }
            assert!(d.status().contains("made since then"), "{}", d.status());
        }
    }
}

#[test]
fn a_clock_that_was_put_back_opens_nothing() {
    for back in [2, 30, 45, 55, 120, 1_500] {
        for (from, until) in [("14:10", ""), ("14:10", "; until: 14:30"), ("13:00", "")] {
            // Before the words, behind them, and put right again.
            for moment in 0..3 {
                let mut d = conference("14:00");
                let away = Duration::minutes(back);
                d.now -= if moment == 0 { away } else { Duration::zero() };
                d.press("KS: SECRET⏎");
                d.now += match moment {
                    0 => Duration::zero(),
                    1 => -away,
                    _ => away,
                };
                d.press("KS: LAST⏎");
                d.now -= if moment == 2 { away } else { Duration::zero() };
                d.press(&format!(
                    "/exclude DS; at: {from}{until}; by: CH; why: late⏎"
                ));
                let told = format!("{back} minutes, {from}{until}, {moment}");
                let words = ["CANARY", "SECRET", "LAST"];
                let meanwhile = if until.is_empty() { 3 } else { 1 };
                for word in &words[..meanwhile] {
                    assert!(!is_open(&d, word), "{word}: {told}: {}", d.status());
                }
            }
        }
    }
}

/// On the second day of a meeting the same time has been twice.
#[test]
fn on_the_second_day_a_time_counts_on_both() {
    let mut d = conference("14:00");
    d.now += Duration::hours(23);
    d.press("KS: EARLY⏎");
    let from = d.now.with_time(NaiveTime::from_hms_opt(14, 10, 0).unwrap());
    d.now = from.unwrap() + Duration::minutes(2);
    d.press("KS: SECOND⏎");
    d.now += Duration::hours(1);
    d.press("KS: LATE⏎");
    let mut both = d.clone();
    both.press("/exclude DS; at: 14:10; until: 14:30; by: CH; why: late⏎");
    assert!(!is_open(&both, "CANARY") && !is_open(&both, "SECOND"));
    assert!(
        ["BEFORE", "AFTER", "EARLY", "LATE"]
            .iter()
            .all(|word| is_open(&both, word))
    );
    d.press("/exclude DS; at: 14:10; by: CH; why: late⏎");
    for word in ["CANARY", "AFTER", "EARLY", "SECOND", "LATE"] {
        assert!(!is_open(&d, word), "{word}");
    }
    assert!(is_open(&d, "BEFORE"));
}

/// `until: 16:00`, typed at 15:00: they are out until somebody notes that they are back.
#[test]
fn an_end_that_is_still_to_come_ends_nothing() {
    for from in ["", "; at: 14:10", "; at: 14:45"] {
        let mut d = conference("14:00");
        let until = (d.now + Duration::minutes(30)).format("%H:%M");
        d.press(&format!(
            "/exclude DS{from}; until: {until}; by: CH; why: late⏎"
        ));
        assert!(d.editor().meeting.is_excluded("p3"), "{}", d.status());
        d.press("KS: SECRET⏎");
        d.now += Duration::minutes(60);
        d.press("KS: LONG⏎");
        assert!(!is_open(&d, "SECRET") && !is_open(&d, "LONG"), "{from}");
        d.press("/readmit DS⏎KS: PLAIN⏎");
        assert!(!d.editor().meeting.is_excluded("p3"), "{}", d.status());
        assert!(is_open(&d, "PLAIN") && !is_open(&d, "SECRET"), "{from}");
    }
}

/// Words of a break, of a section that was left out and of something that stays open are said in the meeting, too; and
/// a second change does not hide the first.
#[test]
fn reasons_and_changes_that_fell_in_it_are_kept_back() {
    let mut d = Driver::in_conference();
    d.press("KS: plain⏎");
    d.now += Duration::minutes(10);
    let from = d.now.format("%H:%M").to_string();
    d.now += Duration::minutes(2);
    d.press("/edit CANARY-EDIT⏎/break CANARY-BREAK⏎");
    d.now += Duration::minutes(2);
    d.press("/break⏎/skip CANARY-SKIP⏎/close⏎");
    d.now += Duration::minutes(30);
    let until = (d.now - Duration::minutes(20)).format("%H:%M").to_string();
    d.press("⎋");
    d.press("KS: later⏎");
    assert!(
        ["CANARY-BREAK", "CANARY-SKIP"]
            .iter()
            .all(|word| is_open(&d, word)),
        "{}",
        d.status()
    );
    d.press(&format!(
        "/exclude DS; at: {from}; until: {until}; by: CH; why: late⏎"
    ));
    for word in ["CANARY-EDIT", "CANARY-BREAK", "CANARY-SKIP"] {
        assert!(!is_open(&d, word), "{word}: {}", open(&d.editor().meeting));
    }
    assert!(is_open(&d, "later"));
}

#[test]
fn an_answer_about_somebody_that_was_given_meanwhile_is_kept_back_though_it_was_changed_again() {
    let mut d = Driver::in_conference();
    d.now += Duration::minutes(10);
    let from = d.now.format("%H:%M").to_string();
    d.now += Duration::minutes(2);
    d.press("/person KS; agency: CANARY⏎");
    d.now += Duration::minutes(5);
    let until = d.now.format("%H:%M").to_string();
    d.now += Duration::minutes(5);
    d.press("/person KS; role: grandmother⏎");
    assert!(is_open(&d, "CANARY"), "{}", d.status());
    d.press(&format!(
        "/exclude DS; at: {from}; until: {until}; by: CH; why: late⏎"
    ));
    assert!(!is_open(&d, "CANARY"), "{}", d.status());
    assert!(is_open(&d, "grandmother"));
}

/// An end that cannot be one ends nothing: notes that were typed up later have times of another day.
#[test]
fn an_end_that_cannot_be_keeps_them_out() {
    for typed in [
        "at: 13:50; until: 13:55",
        "until: 00:02",
        "until: 13:00",
        "at: 14:45; until: 14:40",
        "at: 20:10; until: 20:30",
        "until: soon",
    ] {
        let mut d = conference("14:00");
        d.press(&format!(
            "/exclude DS; {typed}; by: CH; why: late⏎KS: SECRET⏎"
        ));
        assert!(
            d.editor().meeting.is_excluded("p3"),
            "{typed}: {}",
            d.status()
        );
        assert!(!is_open(&d, "SECRET"), "{typed}: {}", d.status());
        d.now += Duration::minutes(10);
        d.press("/readmit DS⏎KS: PLAIN⏎");
        assert!(
            !d.editor().meeting.is_excluded("p3"),
            "{typed}: {}",
            d.status()
        );
        assert!(is_open(&d, "PLAIN"), "{typed}: {}", d.status());
    }
    // Over midnight it can be one.
    let mut d = conference("22:50");
    d.press("/exclude DS; by: CH; why: late⏎KS: SECRET⏎");
    d.now += Duration::minutes(30);
    d.press("/readmit DS; at: 00:05⏎KS: PLAIN⏎");
    assert!(
        !is_open(&d, "SECRET") && is_open(&d, "PLAIN"),
        "{}",
        d.status()
    );
}

/// What was said without two is not opened by what the Chair decided about one of them.
#[test]
fn what_is_decided_about_one_opens_nothing_that_another_was_not_to_hear() {
    let both = || {
        let mut d = conference("14:00");
        d.press("/exclude DS; by: CH; why: a⏎KS: ALONE⏎/exclude HV; by: CH; why: b⏎KS: SHARED⏎");
        assert!(!is_open(&d, "ALONE") && !is_open(&d, "SHARED"));
        d
    };
    let mut d = both();
    d.press("/without DS open; by: CH; why: he may⏎");
    assert!(
        is_open(&d, "ALONE") && !is_open(&d, "SHARED"),
        "{}",
        d.status()
    );
    assert!(
        d.status().contains("1 more stay restricted"),
        "{}",
        d.status()
    );
    d.press("/without HV open; by: CH; why: she may⏎");
    assert!(!is_open(&d, "SHARED"), "{}", d.status());
    d.press("/without all open; by: CH; why: both may⏎");
    assert!(is_open(&d, "SHARED"), "{}", d.status());
    // The Chair may decide anew.
    d.press("/without DS restricted; by: CH; why: after all⏎");
    assert!(
        !is_open(&d, "SHARED") && !is_open(&d, "ALONE"),
        "{}",
        d.status()
    );
}
