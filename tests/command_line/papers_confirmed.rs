//! Who gets which papers is decided by a person: proposed by role, confirmed by the Chair, changed by one line each.

use super::program::{Program, Ran};
use std::path::Path;

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Teal; role: father
/person CH Corin Halfpenny; role: Chair
/person SW Anil Marlowe; role: social worker; agency: Children's services
/person MT Olive Penn; role: minute-taker
/begin
/arrive all
KS: We all want it quiet at night.
";

const NOBODY: &str = "Nobody has confirmed who gets what.";

fn papers(program: &Program, id: &str, more: &[&str]) -> Ran {
    program.run(&[&["papers", id], more].concat())
}

/// The list for the Chair, of all copies.
fn list_of(program: &Program, id: &str) -> String {
    let to = program.home().join("copies");
    let ran = papers(program, id, &["--write", to.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let list = std::fs::read_to_string(to.join("for-the-chair-only.txt")).unwrap();
    std::fs::remove_dir_all(&to).unwrap();
    list.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn without_a_confirmation_papers_are_written_and_it_is_said_that_nobody_confirmed_them() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let ran = papers(&program, &id, &[]);
    assert!(ran.code == 0 && ran.err.contains(NOBODY), "{ran:?}");
    assert!(list_of(&program, &id).contains(NOBODY));
}

#[test]
fn one_line_confirms_every_row_as_it_stands_and_what_comes_later_is_not_confirmed() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}/papers all; by: CH\n"));
    let ran = papers(&program, &id, &[]);
    assert!(ran.code == 0 && !ran.err.contains("confirmed"), "{ran:?}");
    assert!(
        ran.out
            .contains("Dorian Teal, father: slip, letter, plan, complaints, minutes."),
        "{}",
        ran.out
    );
    assert!(list_of(&program, &id).contains("Confirmed by: Corin Halfpenny"));
    // What is confirmed stays, whatever the role would propose later.
    let id = program.meeting(&format!(
        "{LINES}/papers all; by: CH\n/core DT; role: father\n\
         /person GM Ida Teal; role: grandmother\n"
    ));
    let ran = papers(&program, &id, &[]);
    assert!(
        ran.out
            .contains("Dorian Teal, father: slip, letter, plan, complaints, minutes."),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("Not confirmed: Ida Teal."), "{}", ran.err);
}

#[test]
fn one_line_changes_one_row() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{LINES}/gets DT; papers: the slip and minutes; how: read aloud; by: CH; why: his post is opened\n\
         /gets SW; papers: none\n/papers all; by: CH\n"
    ));
    let ran = papers(&program, &id, &[]);
    for words in [
        "Dorian Teal, father: slip, minutes. Nothing is left out. Read aloud.",
        "Anil Marlowe, social worker: no paper.",
        "Kasia Summers, mother: slip, letter, plan, complaints, minutes.",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    let list = list_of(&program, &id);
    for words in ["his post is opened", "read aloud"] {
        assert!(list.contains(words), "{words}\n{list}");
    }
    // It is the business of the Chair alone.
    let open = program.run(&["read", &id]).out;
    for words in ["his post is opened", "Papers for somebody"] {
        assert!(!open.contains(words), "{words}\n{open}");
    }
    let hers = program.run(&["export", &id, "--document", "minutes", "--for", "KS"]);
    assert!(hers.code == 0 && !hers.out.contains("his post"), "{hers:?}");
    // Nothing of it counts as left out of a copy.
    assert!(ran.out.matches("Left out").count() == 0, "{}", ran.out);
}

#[test]
fn who_cannot_hold_a_paper_safely_gets_none_unless_they_are_named() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{LINES}/gets KS; safe: no; by: CH; why: he goes through her bag\n"
    ));
    let to = program.home().join("copies");
    let ran = papers(&program, &id, &["--write", to.to_str().unwrap()]);
    assert!(
        ran.out.contains(
            "Kasia Summers, mother: no paper, because it is not safe for them to hold one."
        ),
        "{}",
        ran.out
    );
    let folders = |to: &Path| {
        let all = std::fs::read_dir(to).unwrap();
        all.filter(|one| one.as_ref().unwrap().path().is_dir())
            .count()
    };
    assert_eq!(folders(&to), 4);
    std::fs::remove_dir_all(&to).unwrap();
    let named = papers(
        &program,
        &id,
        &["--for", "KS", "--write", to.to_str().unwrap()],
    );
    assert_eq!(named.code, 0, "{named:?}");
    assert_eq!(folders(&to), 1);
    let at_a_meeting = program.meeting(&format!(
        "{LINES}/gets KS; safe: only at a meeting; by: CH\n"
    ));
    let ran = papers(&program, &at_a_meeting, &[]);
    assert!(
        ran.out.contains(
            "slip, letter, plan, complaints, minutes. Nothing is left out. Only at a meeting."
        ),
        "{}",
        ran.out
    );
}

#[test]
fn an_answer_that_is_not_certain_makes_no_copy_and_says_why() {
    let program = Program::new();
    for (line, asks) in [
        (
            "/gets KS; papers: slip, lettr; by: CH",
            "There is no paper \"lettr\"",
        ),
        ("/gets KS; safe: perhaps; by: CH", "to be confirmed"),
    ] {
        let id = program.meeting(&format!("{LINES}{line}\n"));
        let ran = papers(&program, &id, &[]);
        assert_eq!(ran.code, 1, "{line}{ran:?}");
        let hers = ran.out.split("Kasia Summers").nth(1).unwrap();
        let hers = hers.split("Dorian").next().unwrap();
        assert!(
            hers.contains("no copy yet") && hers.contains(asks),
            "{line}\n{}",
            ran.out
        );
    }
}

#[test]
fn the_second_reader_is_named_and_is_nobody_who_made_the_copy_or_gets_it() {
    let program = Program::new();
    let lines = format!(
        "{LINES}SW: She stays with her sister #not DT; by: CH; why: s\n/not all; by: CH; why: s\n"
    );
    for (reader, told) in [
        ("", "Read by a second person: nobody yet"),
        (
            "/gets DT; read by: SW\n",
            "Read by a second person: Anil Marlowe",
        ),
        ("/gets DT; read by: MT\n", "Olive Penn made the copies"),
        ("/gets DT; read by: DT\n", "Dorian Teal gets this copy"),
    ] {
        let id = program.meeting(&format!("{lines}{reader}"));
        let list = list_of(&program, &id);
        assert!(list.contains(told), "{reader}\n{list}");
        // The list asks, until it is somebody who can have read it.
        let ran = papers(&program, &id, &[]);
        let asks = "No second person has read the copy of: Dorian Teal.";
        for list in [&list, &ran.err] {
            assert_eq!(
                !list.contains(asks),
                reader.contains("SW"),
                "{reader}{list}"
            );
        }
    }
}

#[test]
fn a_review_remembers_who_cannot_hold_a_paper_and_asks_the_chair_again() {
    let program = Program::new();
    let first = program.meeting(&format!(
        "{LINES}/gets KS; safe: no; by: CH; why: he goes through her bag\n/papers all; by: CH\n\
         /view Ella; by: not asked; reason: she was ill\n/close it was late\n"
    ));
    let review = program.run_with_input(
        &["take", "--new", "--from", &first, "--lines", "-"],
        b"/begin\n/arrive all\nSW: hello\n",
    );
    let review = review.out.lines().last().unwrap().to_owned();
    let ran = papers(&program, &review, &[]);
    assert!(ran.out.contains("not safe for them"), "{ran:?}");
    assert!(ran.err.contains(NOBODY), "{ran:?}");
}

#[test]
fn it_can_be_confirmed_when_the_meeting_is_closed() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{LINES}/view Ella; by: not asked; reason: she was ill\n/close it was late\n"
    ));
    let ran = program.run_with_input(
        &["take", &id, "--lines", "-"],
        b"/gets DT; papers: slip\n/papers all; by: CH\n",
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = papers(&program, &id, &[]);
    assert!(
        ran.out.contains("Dorian Teal, father: slip.") && !ran.err.contains("onfirmed"),
        "{ran:?}"
    );
}
