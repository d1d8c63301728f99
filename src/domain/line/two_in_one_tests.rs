//! Two answers in one go where each belongs, are said before Enter, and are taken only where both are certain.

use super::tests::{meeting, today};
use super::*;

fn form(line: &str) -> FormLine {
    let Line::Form(form) = read(line, &meeting(), today()) else {
        panic!("{line} is no form");
    };
    form
}

fn answer(form: &FormLine, field: &str) -> String {
    let value = form.body.values.get(field).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}

#[test]
fn a_day_with_its_time_is_both() {
    let days = [
        ("Thursday week", "2026-12-03"),
        ("12 Dec", "2026-12-12"),
        ("next Monday", "2026-11-23"),
        ("the last Friday in January", "2027-01-29"),
        ("tomorrow", "2026-11-23"),
    ];
    let times = [
        ("at half two", "14:30"),
        ("at 10", "10:00"),
        ("at 10.15", "10:15"),
        ("2pm", "14:00"),
        ("16:45", "16:45"),
    ];
    for (day, date) in days {
        for (time, at) in times {
            let line = format!("/date core group; on: {day} {time}");
            let read_form = form(&line);
            assert_eq!(answer(&read_form, "on"), date, "{line}");
            assert_eq!(answer(&read_form, "time"), at, "{line}");
            assert!(read_form.body.to_confirm.is_empty(), "{line}");
            let told = explain(&read(&line, &meeting(), today()), &line, &meeting());
            assert!(told.contains(&format!("at: {at}")), "{line}: {told}");
        }
    }
}

#[test]
fn where_one_is_not_certain_or_has_its_own_answer_the_whole_is_asked_about() {
    for (line, field) in [
        ("/date core group; on: tomorrow morning", "on"),
        (
            "/date core group; on: Thursday week at half two; at: 15:00",
            "on",
        ),
        (
            "/date core group; at: 15:00; on: Thursday week at half two",
            "on",
        ),
        ("/date core group; on: some day at half two", "on"),
        // An action has no time of day.
        ("/action ring the school; by: Friday 2pm", "by_when"),
        ("/decision Ella; is: child protection plan, red", "decision"),
        (
            "/decision Ella; is: child protection plan, neglect; category: emotional",
            "decision",
        ),
        (
            "/decision Ella; is: child protection plan, early help",
            "decision",
        ),
        (
            "/decision Ella; is: child protection plan, neglect, neglect",
            "decision",
        ),
    ] {
        let read = form(line);
        let kept = read.body.to_confirm.keys().any(|name| name == field);
        assert!(kept, "{line}: {:?}", read.body);
        assert!(read.together.is_empty(), "{line}");
    }
}

#[test]
fn a_choice_of_another_answer_goes_there() {
    for (plan, category, code) in [
        ("child protection plan", "neglect", "NEG"),
        ("CP plan", "emotional", "EMO"),
        ("child protection plan starts", "physical abuse", "PHY"),
    ] {
        let line = format!("/decision Ella; is: {plan}, {category}; reasons: as said");
        let read_form = form(&line);
        assert!(read_form.body.to_confirm.is_empty(), "{:?}", read_form.body);
        assert_eq!(answer(&read_form, "category"), code, "{line}");
        let told = explain(&read(&line, &meeting(), today()), &line, &meeting());
        assert!(told.contains("category: "), "{line}: {told}");
    }
}

#[test]
fn a_professional_who_brings_the_views_is_named() {
    for by in ["through HV", "thru HV", "HV", "via HV", "from HV"] {
        let line = format!("/view Ella; by: {by}; words: \"home\"");
        let form = form(&line);
        assert_eq!(answer(&form, "channel"), "through_professional", "{line}");
        assert!(!answer(&form, "gathered_by").is_empty(), "{line}");
    }
    for by in ["through KS", "Kelly", "Ella"] {
        let line = format!("/view Ella; by: {by}; words: \"home\"");
        assert_eq!(answer(&form(&line), "gathered_by"), "", "{line}");
    }
    // Who asked is said in words of its own.
    let line = "/view Ella; by: through HV; gathered by: SW";
    assert_eq!(answer(&form(line), "channel"), "");
}

#[test]
fn little_words_before_a_choice_say_nothing() {
    for (by, channel) in [
        ("her advocate", "through_advocate"),
        ("through her advocate", "through_advocate"),
        ("through his teacher", "through_professional"),
        ("via the school", "through_professional"),
        ("a letter", "letter"),
        ("by the letter", "letter"),
        ("her drawing", "drawing"),
    ] {
        let line = format!("/view Ella; by: {by}; words: \"home\"");
        assert_eq!(answer(&form(&line), "channel"), channel, "{line}");
    }
    for by in ["not a letter", "no letter", "her", "through", "the moon"] {
        let line = format!("/view Ella; by: {by}; words: \"home\"");
        assert_eq!(answer(&form(&line), "channel"), "", "{line}");
    }
}

#[test]
fn the_day_and_the_place_of_the_meeting_are_no_reference() {
    for (line, field, value) in [
        ("/meeting at the hall", "venue", "the hall"),
        ("/meeting at 10", "venue", "10"),
        ("/meeting on 12 Dec", "on", "2026-12-12"),
        ("/meeting on 12 Dec; venue: the hall", "on", "2026-12-12"),
    ] {
        let form = form(line);
        assert_eq!(answer(&form, field), value, "{line}: {:?}", form.body);
        assert_eq!(answer(&form, "reference"), "", "{line}");
        let told = explain(&read(line, &meeting(), today()), line, &meeting());
        assert!(
            told.contains(&format!("{}: ", form.together[0].label)),
            "{told}"
        );
    }
    for line in [
        "/meeting P-7",
        "/meeting on hold",
        "/meeting AT-10",
        "/meeting case 12",
    ] {
        assert!(!answer(&form(line), "reference").is_empty(), "{line}");
    }
}
