//! Marks behind an answer in the middle of a record's line, and names with more behind a comma.

use super::tests::{meeting, today};
use super::*;
use crate::domain::record::NO_LABEL;
use crate::domain::record::kinds::{action, childs_view};
use crate::domain::visibility::Visibility;
use serde_json::json;

/// The record of a line; writing it as a line and reading that again makes no difference.
fn form(line: &str) -> FormLine {
    let Line::Form(form) = read(line, &meeting(), today()) else {
        panic!("{line} is no record");
    };
    let again = write_record(form.kind, &form.body, Visibility::Everyone, &meeting());
    let Line::Form(read_again) = read(&again, &meeting(), today()) else {
        panic!("{again}");
    };
    assert_eq!(read_again.body, form.body, "{line} became {again}");
    form
}

#[test]
fn what_stands_behind_the_comma_was_a_part_of_the_name() {
    for (line, words) in [
        (
            "/child Cara Smith, 8, born 4 Mar 2017",
            "8, born 4 Mar 2017",
        ),
        ("/child Cara Smith, born 4 Mar 2017", "born 4 Mar 2017"),
        ("/person AB Ann Bell, grandmother", "grandmother"),
        (
            "/person AB Ann Bell, GP, Teacup Surgery",
            "GP, Teacup Surgery",
        ),
        ("/person Bell, Ann", "Ann"),
    ] {
        let form = form(line);
        assert_eq!(
            form.body.to_confirm.get(NO_LABEL).map(String::as_str),
            Some(words),
            "{line}: {:?}",
            form.body
        );
        let said = explain(&Line::Form(form), line, &meeting());
        assert!(said.contains("to be confirmed"), "{line}: {said}");
    }
    for line in [
        "/child Cara Smith, born: 4 Mar 2017",
        "/person AB Ann Bell, role: aunt",
    ] {
        assert!(form(line).body.to_confirm.is_empty(), "{line}");
    }
}

#[test]
fn a_mark_in_the_middle_left_the_answer_before_it_unread() {
    for (line, who, by) in [
        ("/action ring; who: KS ??; by: 12 Dec", "p1", "2026-12-12"),
        (
            "/action ring; who: KS #restricted; by: 12 Dec",
            "p1",
            "2026-12-12",
        ),
        (
            "/action ring; who: KS # restricted; by: 12 Dec",
            "p1",
            "2026-12-12",
        ),
        (
            "/action ring; who: KS @ella; by: 12 Dec",
            "p1",
            "2026-12-12",
        ),
        (
            "/action ring; who: KS; by: 12 Dec @ella",
            "p1",
            "2026-12-12",
        ),
        (
            "/action ring; by: 12 Dec ?? #restricted; who: KS",
            "p1",
            "2026-12-12",
        ),
    ] {
        let read = form(line);
        assert_eq!(
            read.body.values.get(action::WHO.name),
            Some(&json!(who)),
            "{line}"
        );
        assert_eq!(
            read.body.values.get(action::BY_WHEN.name),
            Some(&json!(by)),
            "{line}"
        );
        assert!(read.body.to_confirm.is_empty(), "{line}: {:?}", read.body);
        assert_eq!(read.body.follow_up, line.contains("??"), "{line}");
        let is_restricted = read.body.visibility == Visibility::Restricted;
        assert_eq!(is_restricted, line.contains("restricted"), "{line}");
        let children = read.body.values.get(action::CHILDREN.name);
        let is_for_ella = children == Some(&json!(["k1"]));
        assert_eq!(is_for_ella, line.contains("@ella"), "{line}: {children:?}");
    }
    let both = form("/action ring; for: Noah; who: KS @ella");
    assert_eq!(both.body.values["children"], json!(["k2", "k1"]));
    let only = form("/action ring; for: @ella; who: KS");
    assert_eq!(only.body.values["children"], json!(["k1"]));
    // A mark that is the whole answer to something else is that answer.
    let worker = form("/action ring; worker: @ella");
    assert!(!worker.body.values.contains_key(action::CHILDREN.name));
    assert_eq!(worker.body.to_confirm["worker"], "@ella");
    let who = form("/action ring; who: @ella");
    assert!(!who.body.values.contains_key(action::CHILDREN.name));
    assert_eq!(who.body.values[action::WHO.name], "k1");
    // In a sentence her name keeps its place, and where a record is for one child nothing is added to it.
    let told = form("/action I told @ella");
    assert_eq!(told.body.values["action"], "I told @ella");
    let view = form("/view Ella; by: letter ??; words: \"hi\"");
    assert_eq!(view.body.values[childs_view::CHANNEL.name], "letter");
    assert!(view.body.follow_up);
}
