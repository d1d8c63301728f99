//! Answers that name several people.

use super::tests::{meeting, today};
use super::value::{names_before, read_value};
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
