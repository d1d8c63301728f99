//! Answers that name several people.

use super::form_line::FormLine;
use super::several::names_before;
use super::tests::{meeting, today};
use super::value::read_value;
use super::{Line, read};
use crate::domain::record::kinds::contribution::SAID_WITH;
use crate::domain::record::{typed_words, value_words};
use serde_json::json;

#[test]
fn several_people_are_read_as_people_write_a_list() {
    let meeting = meeting();
    for (typed, ids) in [
        ("KS and SW", json!(["p1", "p4"])),
        ("KS, SW", json!(["p1", "p4"])),
        ("KS & HV, EL", json!(["p1", "p3", "k1"])),
        ("KS + SW", json!(["p1", "p4"])),
        ("Kelly AND Dan", json!(["p1", "p2"])),
        ("KS", json!(["p1"])),
        ("KS, KS", json!(["p1"])),
        ("all", json!(["all"])),
    ] {
        let value = read_value(&SAID_WITH, typed, &meeting, today()).unwrap();
        assert_eq!(value, ids, "{typed}");
        let again = typed_words(&SAID_WITH, &value, &meeting);
        let read = read_value(&SAID_WITH, &again, &meeting, today()).unwrap();
        assert_eq!(read, value, "{again}");
    }
    let both = json!(["p1", "p4"]);
    assert_eq!(
        value_words(&SAID_WITH, &both, &meeting),
        "Kelly Smith, A Patel"
    );
}

#[test]
fn a_list_with_one_name_that_is_not_certain_is_not_certain() {
    let meeting = meeting();
    for typed in ["KS and Zed", "Zed", "", " , ", "KS, nobody"] {
        assert!(
            read_value(&SAID_WITH, typed, &meeting, today()).is_err(),
            "{typed}"
        );
    }
}

fn owners(typed: &str) -> FormLine {
    match read(&format!("/action ring; who: {typed}"), &meeting(), today()) {
        Line::Form(form) => form,
        other => panic!("{typed} is {other:?}"),
    }
}

#[test]
fn parents_and_professionals_are_several_owners() {
    for (typed, first, others) in [
        ("both parents", "p1", &["p2"][..]),
        ("the parents", "p1", &["p2"]),
        ("Parents", "p1", &["p2"]),
        ("KS with SW", "p1", &["p4"]),
        ("mum and dad", "p1", &["p2"]),
        ("mum and the health visitor", "p1", &["p3"]),
        ("KS, the social worker with HV", "p1", &["p4", "p3"]),
    ] {
        let body = owners(typed).body;
        assert_eq!(body.values["who"], first, "{typed}");
        assert_eq!(body.values["who_else"], json!(others), "{typed}");
        assert!(body.to_confirm.is_empty(), "{typed}");
    }
    for typed in [
        "KS or SW",
        "KS/SW",
        "KS with nobody",
        "grandparents",
        "core group",
    ] {
        assert_eq!(owners(typed).body.to_confirm["who"], typed);
    }
    let professionals = owners("all professionals").body;
    assert!(professionals.to_confirm.is_empty(), "{professionals:?}");
    assert_ne!(professionals.values["who"], "p1");
}

#[test]
fn the_last_name_of_a_list_is_the_one_being_typed() {
    for (typed, begun) in [
        ("KS, S", "S"),
        ("KS and S", "S"),
        ("KS", "KS"),
        ("KS &", ""),
        ("", ""),
    ] {
        assert_eq!(typed.split_at(names_before(typed)).1, begun, "{typed}");
    }
}
