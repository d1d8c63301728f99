//! Words without a label are kept as they were typed, and the labels they may have meant are said.

use super::tests::{meeting, today};
use super::*;
use crate::domain::record::kinds::{action, date, decision};

fn form(line: &str) -> FormLine {
    let Line::Form(form) = read(line, &meeting(), today()) else {
        panic!("{line} is no form");
    };
    form
}

fn perhaps(line: &str) -> String {
    form(line).perhaps.unwrap_or_default()
}

#[test]
fn words_without_a_label_are_answered_with_the_label_they_may_mean() {
    for (line, meant) in [
        // Behind the `;`.
        ("/decision Ella; CIN plan", "/decision Ella; is: CIN plan"),
        (
            "/decision Ella; CIN plan; neglect",
            "/decision Ella; is: CIN plan; category: neglect",
        ),
        (
            "/agency school; Noah; CIN plan",
            "; child: Noah; view: CIN plan",
        ),
        (
            "/action ring the school; KS; 12 Dec",
            "; who: KS; by: 12 Dec",
        ),
        ("/action ring the school; by 12 Dec", "; by: 12 Dec"),
        ("/action ring the school; Kelly", "; who: Kelly"),
        ("/view Ella; letter", "/view Ella; by: letter"),
        (
            "/view Ella; letter; \"I want quiet\"",
            "/view Ella; by: letter; words: \"I want quiet\"",
        ),
        ("/whatif dad comes round; SW", "; who: SW"),
        // A day is no member of the core group.
        (
            "/core group 9 Dec at the hub",
            "/date core group; on: 9 Dec",
        ),
        (
            "/date next conference 15 Feb 10am",
            "; on: 15 feb; at: 10:00",
        ),
        (
            "/date review conf on Mon 15 Feb at half two",
            "; on: mon 15 feb; at: 14:30",
        ),
        ("/date core group 9 Dec", "; on: 9 Dec"),
        // Members without commas.
        ("/core Kelly Dan", "/core Kelly, Dan"),
        ("/core add KS and SW", "/core KS, SW"),
        // Who says it is no agency.
        (
            "/dissent HV thinks it should be CP",
            "/dissent by: HV; from: thinks it should be CP",
        ),
        // There are no words of a child who is too young: what is said is the reason.
        (
            "/view Noah; too young to say; SW watched him play",
            "/view Noah; by: too young to say; reason: SW watched him play",
        ),
        // Who does it, at the beginning of the words.
        (
            "/action Kelly to ring the school by 12 Dec",
            "; who: Kelly; by: 12 Dec",
        ),
        ("/action KS will ring the school", "; who: KS"),
        ("/action Kelly and Dan talk", "; who: Kelly and Dan"),
        ("/offer Kelly can do the mornings", "; by: Kelly"),
        // A promise of an earlier meeting has its number; one of today is an offer.
        (
            "/promise Kelly; does the mornings",
            "/offer does the mornings; by: Kelly",
        ),
        (
            "/promise KS to ring the school",
            "/offer ring the school; by: KS",
        ),
        // Two choices with a comma, a day with its time.
        (
            "/decision Ella; child protection plan, neglect",
            "/decision Ella; is: child protection plan; category: neglect",
        ),
        (
            "/date core group; Thursday week at half two",
            "; on: thursday week; at: 14:30",
        ),
        // A colon in the place of the `;`.
        ("/decision Ella: CIN plan", "/decision Ella; is: CIN plan"),
        (
            "/view Ella: \"I want quiet\"",
            "/view Ella; words: \"I want quiet\"",
        ),
        (
            "/dissent HV: does not agree",
            "/dissent by: HV; from: does not agree",
        ),
        (
            "/whatif dad comes round: we ring the police",
            "; then: we ring the police",
        ),
        // Nothing, or a comma.
        ("/decision Ella CIN plan", "/decision Ella; is: CIN plan"),
        ("/decision Ella, CIN plan", "/decision Ella; is: CIN plan"),
        ("/view Noah not asked", "/view Noah; by: not asked"),
        // A day at the end of the words.
        ("/date Review conference in 3 months", "; on: in 3 months"),
        ("/date core group on 12 Dec", "; on: 12 Dec"),
        ("/action ring the school by 12 Dec", "; by: 12 Dec"),
        (
            "/action ring the school within 2 weeks",
            "; by: within 2 weeks",
        ),
    ] {
        assert_eq!(perhaps(line), meant, "{line}");
    }
}

#[test]
fn what_is_meant_is_read_as_it_says() {
    for line in [
        "/decision Ella; CIN plan",
        "/decision Noah: early help",
        "/view Ella; letter; \"I want quiet\"",
        "/agency school; Noah; CIN plan",
        "/action ring the school; KS; 12 Dec",
        "/date Review conference in 3 months",
    ] {
        let perhaps = perhaps(line);
        let whole = match perhaps.strip_prefix("; ") {
            // The first words with the labels behind them.
            Some(labels) => format!("{}; {labels}", line.split(';').next().unwrap_or(line)),
            None => perhaps.clone(),
        };
        let read = form(&whole);
        assert!(
            read.body.to_confirm.is_empty(),
            "{whole}: {:?}",
            read.body.to_confirm
        );
        assert!(read.perhaps.is_none(), "{whole}: {:?}", read.perhaps);
    }
}

#[test]
fn nothing_is_said_where_every_word_has_its_label_or_belongs_to_a_sentence() {
    for line in [
        "/decision Ella; is: CIN plan; reasons: the plan holds; we all saw it",
        "/action ring the school; who: KS; by: 12 Dec",
        "/action ring the school; we think about the rest later",
        "/action somebody rings the school",
        "/promise 3; done: yes",
        "/promise 3",
        "/view Ella; by: letter; words: \"on Friday; then Monday\"",
        "/whatif dad comes round; then: we ring the police",
        "/child Ella; needs: rest",
        "/person KS; needs: a break",
        "/date Review conference; on: in 3 months",
        "/statement confidentiality",
        "/action ",
        "/view ",
        "/decision Ella",
        // No answer is plainly the one that was meant.
        "/report health visiting; late",
    ] {
        assert_eq!(perhaps(line), "", "{line}");
    }
}

#[test]
fn the_words_themselves_stay_as_they_were_typed() {
    for (line, field, words) in [
        (
            "/action ring the school; KS; 12 Dec",
            action::ACTION.name,
            "ring the school; KS; 12 Dec",
        ),
        (
            "/date Review conference in 3 months",
            date::WHAT.name,
            "Review conference in 3 months",
        ),
    ] {
        let body = form(line).body;
        let kept = body.values.get(field).and_then(Value::as_str);
        let kept = kept.or_else(|| body.to_confirm.get(field).map(String::as_str));
        assert_eq!(kept, Some(words), "{line}: {body:?}");
    }
    let body = form("/decision Ella; CIN plan").body;
    assert_eq!(
        body.to_confirm
            .get(decision::CHILD.name)
            .map(String::as_str),
        Some("Ella; CIN plan")
    );
}

#[test]
fn it_is_said_before_enter_and_where_the_line_is_refused() {
    let line = "/view Ella; letter";
    let told = explain(&read(line, &meeting(), today()), line, &meeting());
    assert!(
        told.contains("Did you mean \"/view Ella; by: letter\"?"),
        "{told}"
    );
    let refused = form(line).still_needed().unwrap_or_default();
    assert!(
        refused.contains("Did you mean \"/view Ella; by: letter\"?"),
        "{refused}"
    );
}
