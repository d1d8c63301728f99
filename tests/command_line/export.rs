//! Papers from the shell: who may be told of whom, files that only their owner can read, and no paper of closed minutes
//! that is not on record.

use super::program::Program;
use std::os::unix::fs::PermissionsExt;

const LINES: &str = "\
/child Ella; born: 4 Mar 2017
/child Noah; born: 4 Mar 2020
/child Baby; due: in 8 weeks
/person KS Kelly Smith; role: mother
/person SW Anna Patel; role: social worker; agency: Nowhere Care
/person CH R Lowe; role: Chair
/child Ella; social worker: SW
/child Noah; social worker: SW
/begin
/arrive all
/view Ella; by: letter; words: \"quiet\"; agreed: all of it
/view Ella; by: drawing; words: \"a lock\"; agreed: a part
/view Noah; by: not asked; reason: asleep
/view Baby; by: not asked; reason: not born yet
/action Kelly rings the school; who: KS; by: in 2 weeks; outcome: Ella is in class; for: Ella
/action Anna drives Noah; who: SW; by: in 2 weeks; outcome: Noah is on time; for: Noah
/action the safe flat CANARY71 is looked at; who: SW; by: in 2 weeks #restricted
/decision Ella; is: CIN plan; reasons: it is quiet now
/date First core group; on: in 8 working days; at: 14:00; place: Elm Room
";

fn closed(program: &Program) -> String {
    program.meeting(&format!("{LINES}/close it was agreed\n"))
}

#[test]
fn each_paper_is_printed_without_a_restricted_word_and_says_that_something_may_be_left_out() {
    let program = Program::new();
    let id = closed(&program);
    for document in [
        "slip",
        "letter",
        "child",
        "plan",
        "agency",
        "core-group",
        "minutes",
    ] {
        // Minutes about one child are the copy of somebody.
        let about: &[&str] = match document {
            "minutes" => &[],
            _ => &["--child", "Ella"],
        };
        let ran = program.run(&[&["export", &id, "--document", document], about].concat());
        assert_eq!(ran.code, 0, "{document}: {ran:?}");
        let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains("may be left out") || words.contains("may not be on this page"),
            "{document}: {words}"
        );
        assert!(!words.contains("CANARY71"), "{document}: {words}");
    }
}

#[test]
fn a_paper_about_one_child_has_that_childs_actions_and_only_the_words_it_agreed_to_share() {
    let program = Program::new();
    let id = closed(&program);
    let page = |document: &str, child: &str| {
        let arguments = ["export", &id, "--document", document, "--child", child];
        program.run(&arguments).out
    };
    for document in ["plan", "letter", "agency", "child"] {
        let of_noah = page(document, "noa");
        assert!(of_noah.contains("Anna drives Noah"), "{of_noah}");
        assert!(!of_noah.contains("Ella"), "{document}: {of_noah}");
    }
    let of_ella = page("child", "Ella");
    assert!(
        of_ella.contains("quiet") && !of_ella.contains("a lock"),
        "{of_ella}"
    );
    let of_nobody = program.run(&["export", &id, "--document", "child"]);
    assert!(of_nobody.code == 2 && of_nobody.err.contains("for one child"));
    let unborn = ["export", &id, "--document", "child", "--child", "Baby"];
    let unborn = program.run(&unborn);
    assert!(unborn.code == 2 && unborn.err.contains("not born yet"));
    let unknown = program.run(&["export", &id, "--document", "plan", "--child", "Zack"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("Ella"),
        "{unknown:?}"
    );
}

/// A child whose words are not shared must not read as if nobody had listened; and where it is kept from somebody that it gave
/// its views at all, its page says nothing of that, for it may be read over the child's shoulder.
#[test]
fn a_child_who_was_heard_reads_that_it_was() {
    let heard = "You told us what you think.";
    let can_tell = "You can tell us what you think.";
    for (view, said, not_said) in [
        (
            "by: letter; words: \"a lock\"; agreed: a part",
            heard,
            can_tell,
        ),
        ("by: drawing; means: the house is loud", heard, can_tell),
        (
            "by: letter; words: \"a lock\"; agreed: nobody but the Chair",
            can_tell,
            heard,
        ),
        ("by: letter; words: \"a lock\" #restricted", can_tell, heard),
        ("by: letter; words: \"a lock\" #not KS", can_tell, heard),
        ("by: not asked; reason: asleep", can_tell, heard),
        ("by: did not want to", can_tell, heard),
    ] {
        let program = Program::new();
        let id = program.meeting(&format!(
            "/child Ella; born: 4 Mar 2017\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n\
             /view Ella; {view}\n/close it was agreed\n"
        ));
        let page = ["export", &id, "--document", "child", "--child", "Ella"];
        let ran = program.run(&page);
        let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains(said) && !words.contains(not_said),
            "{view}: {ran:?}"
        );
        assert!(
            !words.contains("lock") && !words.contains("loud"),
            "{view}: {words}"
        );
    }
}

#[test]
fn what_is_not_closed_or_not_signed_off_is_a_draft() {
    let program = Program::new();
    let title = |id: &str, document: &str| {
        let ran = program.run(&["export", id, "--document", document]);
        ran.out.lines().next().unwrap().to_owned()
    };
    let running = program.meeting(LINES);
    assert!(title(&running, "slip").starts_with("DRAFT"));
    let closed = closed(&program);
    assert!(!title(&closed, "slip").starts_with("DRAFT"));
    assert!(title(&closed, "letter").starts_with("DRAFT"));
    let signed = program.meeting(&format!(
        "{LINES}/close it was agreed\n/minutes signed off; by: CH\n"
    ));
    assert!(!title(&signed, "letter").starts_with("DRAFT"));
    assert!(!title(&signed, "minutes").starts_with("DRAFT"));
}

#[test]
fn a_letter_after_too_few_agencies_has_interim_arrangements_and_no_decision() {
    let program = Program::new();
    let id = closed(&program);
    let letter = program.run(&["export", &id, "--document", "letter"]).out;
    assert!(letter.contains("Too few agencies were there"), "{letter}");
    assert!(
        letter.contains("until the conference meets again"),
        "{letter}"
    );
    assert!(!letter.contains("child in need plan"), "{letter}");
    assert!(letter.contains("Kelly rings the school"), "{letter}");
}

#[test]
fn a_paper_is_written_to_a_new_file_for_its_owner_and_never_over_another() {
    let program = Program::new();
    let id = closed(&program);
    let path = program.home().join("letter.html");
    let out = path.to_str().unwrap();
    let arguments = [
        "export",
        &id,
        "--document",
        "letter",
        "--as",
        "html",
        "--out",
        out,
    ];
    let ran = program.run(&arguments);
    assert!(ran.code == 0 && ran.out.is_empty(), "{ran:?}");
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.starts_with("<!DOCTYPE html>"), "{written}");
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = program.run(&arguments);
    assert!(
        again.code == 3 && again.err.contains("already exists"),
        "{again:?}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
    let nowhere = program.home().join("no-such-folder/letter.html");
    let nowhere = [
        "export",
        &id,
        "--document",
        "letter",
        "--out",
        nowhere.to_str().unwrap(),
    ];
    let nowhere = program.run(&nowhere);
    assert!(nowhere.code == 3 && nowhere.err.contains("could not be written"));
}

#[test]
fn a_paper_of_closed_minutes_is_on_record_or_is_not_made() {
    let program = Program::new();
    let id = closed(&program);
    program.run(&["export", &id, "--document", "plan"]);
    let who = program.run(&["read", &id, "--who", "--width", "200"]).out;
    assert!(who.contains("printed with a command"), "{who}");
    let audit = program.data().join("audit");
    std::fs::rename(&audit, program.home().join("elsewhere")).unwrap();
    std::fs::write(&audit, "no folder").unwrap();
    // Nor beside the settings, where it is put otherwise.
    let state = program.home().join(".local/state");
    std::fs::remove_dir_all(&state).ok();
    std::fs::create_dir_all(program.home().join(".local")).unwrap();
    std::fs::write(&state, "no folder").unwrap();
    let ran = program.run(&["export", &id, "--document", "plan"]);
    assert!(ran.code == 3 && ran.out.is_empty(), "{ran:?}");
}

#[test]
fn a_council_says_it_in_its_own_words() {
    let program = Program::new();
    let new = program.run(&["settings", "new", "phrases"]);
    assert_eq!(new.code, 0, "{new:?}");
    let own = "core_group_purpose = \"We are the core group.\"\n";
    std::fs::write(new.out.trim(), own).unwrap();
    let id = program.meeting(LINES);
    let card = program.run(&["export", &id, "--document", "core-group"]);
    assert!(card.out.contains("We are the core group."), "{card:?}");
    assert!(card.out.contains("When it meets"), "{card:?}");
}
