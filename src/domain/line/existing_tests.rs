//! Somebody who is there is named, not entered a second time; somebody new is; and that is said before Enter.

use super::tests::{meeting, today};
use super::*;

fn form(line: &str) -> FormLine {
    let Line::Form(form) = read(line, &meeting(), today()) else {
        panic!("{line} is no form");
    };
    form
}

fn changed(line: &str) -> Option<String> {
    existing(&form(line), &meeting()).map(|record| record.id.clone())
}

fn told(line: &str) -> String {
    what_it_does(&form(line), &meeting()).unwrap_or_default()
}

#[test]
fn a_child_or_person_who_is_there_was_put_down_a_second_time() {
    for (line, id) in [
        ("/child Ella; born: 4 Mar 2017", "k1"),
        ("/child ella", "k1"),
        ("/child EL; born: 4 Mar 2017", "k1"),
        ("/child E; born: 4 Mar 2017", "k1"),
        ("/child Ella S; born: 4 Mar 2017", "k1"),
        ("/child Ella Smith", "k1"),
        ("/child Ella\u{a0}Smith", "k1"),
        ("/child Ella   Smith; needs: rest", "k1"),
        ("/child Ell\u{e2} Smith; needs: rest", "k1"),
        ("/person Kelly; needs: a break", "p1"),
        ("/person kel; needs: a break", "p1"),
        ("/person ks; needs: a break", "p1"),
        ("/person KS; needs: a break", "p1"),
        ("/person KS Kelly; needs: a break", "p1"),
        ("/person Okafor; needs: a break", "p3"),
    ] {
        assert_eq!(changed(line).as_deref(), Some(id), "{line}");
    }
}

#[test]
fn somebody_new_is_not_taken_for_somebody_who_is_there() {
    for line in [
        "/child Ella Rowan; born: 4 Mar 2017",
        "/child E",
        "/child Dan; born: 4 Mar 2017",
        "/person Kelly Stone; role: aunt",
        "/person KS Karen Stone",
        "/person KX Kelly Smith",
        "/person Ella; role: aunt",
    ] {
        assert_eq!(changed(line), None, "{line}");
    }
}

#[test]
fn a_word_that_several_fit_is_asked_about() {
    let meeting = meeting();
    // Sam Hall has SH, A Patel has SW.
    let line = form("/person S; needs: a break");
    assert!(matches!(meant(&line, &meeting), Meant::Unclear(both) if both.len() == 2));
    assert_eq!(
        told("/person S; needs: a break"),
        "S can be A Patel (SW) or Sam Hall (SH): type the letters, or the whole name"
    );
}

#[test]
fn which_of_both_it_is_is_told_before_enter() {
    assert_eq!(told("/child Ella; born: 4 Mar 2017"), "changes Ella Smith");
    assert_eq!(told("/child Rose"), "adds a new child");
    assert_eq!(
        told("/child Ella Rowan"),
        "adds a new child; Ella Smith is called Ella too"
    );
    // The letters of a child were given a second time without a word.
    for line in [
        "/child Ella Rowan; letters: EL",
        "/child Rose; code: el",
        "/child Rose; letters: KS",
    ] {
        let told = told(line);
        assert!(
            told.starts_with("adds a new child, letters to be confirmed: ")
                && told.contains("If it is the same child: /rename "),
            "{line}: {told}"
        );
    }
    assert_eq!(told("/child Rose; letters: RR"), "adds a new child");
    assert_eq!(told("/person KS; needs: a break"), "changes Kelly Smith");
    assert_eq!(told("/person Ed Stone"), "adds a new person");
    assert_eq!(told("/child "), "");
    assert_eq!(told("/action ring Ella; who: SW"), "");
}

#[test]
fn the_words_that_name_somebody_do_not_become_the_name() {
    let meeting = meeting();
    for line in [
        "/child Ella; born: 4 Mar 2017",
        "/child EL; born: 4 Mar 2017",
    ] {
        let line = form(line);
        let body = merged(existing(&line, &meeting).unwrap(), &line, &meeting);
        assert_eq!(body.values["name"], "Ella Smith");
        assert_eq!(body.values["born"], "2017-03-04");
    }
}
