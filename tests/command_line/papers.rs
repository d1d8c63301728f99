//! A copy for each person: what is not for them is not in it, whatever stands undecided stops it, and what is withheld and
//! stands somewhere else as well stops it, too.

use super::program::{Program, Ran};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

pub const PEOPLE: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Teal; role: father
/person CH Corin Halfpenny; role: Chair
/person SW Anil Marlowe; role: social worker; agency: Children's services
/begin
/arrive all
KS: We all want it quiet at night.
";

pub fn papers(program: &Program, id: &str, more: &[&str]) -> Ran {
    program.run(&[&["papers", id], more].concat())
}

/// Everything in one folder of a bundle, as text.
pub fn text_in(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap();
    let files = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file());
    files.map(|path| super::word::text_of(&path)).collect()
}

/// The text of the copy for somebody.
pub fn copy_for(program: &Program, id: &str, who: &str) -> String {
    let to = program.home().join(format!("copy of {who}"));
    let ran = papers(
        program,
        id,
        &["--for", who, "--write", to.to_str().unwrap()],
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = text_in(&to.join("copy-1"));
    std::fs::remove_dir_all(&to).unwrap();
    text
}

#[test]
fn each_copy_holds_what_is_for_its_reader_and_nothing_else() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}\
         SW: She stays with her sister in Canaryford #not DT\n\
         /action Canarylane is painted; who: KS; by: 4 Dec #not DT, KS\n\
         SW: The officer is called Canaryman #restricted\n\
         /not all; by: CH; why: he looks for her\n"
    ));
    for (who, has, has_not) in [
        ("KS", vec!["Canaryford"], vec!["Canarylane", "Canaryman"]),
        ("DT", vec![], vec!["Canaryford", "Canarylane", "Canaryman"]),
        ("SW", vec!["Canaryford", "Canarylane"], vec!["Canaryman"]),
        (
            "the Chair",
            vec!["Canaryford", "Canarylane"],
            vec!["Canaryman"],
        ),
    ] {
        let copy = copy_for(&program, &id, who);
        assert!(copy.contains("We all want it quiet"), "{who}\n{copy}");
        assert!(
            copy.contains("may be left out of this copy"),
            "{who}\n{copy}"
        );
        assert!(has.iter().all(|word| copy.contains(word)), "{who}\n{copy}");
        assert!(
            !has_not.iter().any(|word| copy.contains(word)),
            "{who}\n{copy}"
        );
        // Nothing counts or names what is not there.
        for sign in ["restricted", "Kept out of", "struck out"] {
            assert!(!copy.contains(sign), "{who} {sign}\n{copy}");
        }
    }
    let open = program.run(&["read", &id]).out;
    assert!(!open.contains("Canary"), "{open}");
}

#[test]
fn the_list_says_what_is_left_out_of_each_copy_and_by_which_rule() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}SW: She stays with her sister #not DT\n/not all; by: CH; why: he looks for her\n"
    ));
    let ran = papers(&program, &id, &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains(
            "Kasia Summers, mother: slip, letter, plan, complaints, minutes. Nothing is left out."
        ),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains(
            "Dorian Teal, father: slip, letter, plan, complaints, minutes. Left out: not for them (1)."
        ),
        "{}",
        ran.out
    );
}

#[test]
fn what_is_undecided_stops_the_copy_it_is_about_and_no_other() {
    let program = Program::new();
    for (lines, asks) in [
        (
            "/exclude DT; by: CH; why: he shouted\nSW: She stays with her sister\n/readmit DT\n",
            "/without DT open, not or restricted",
        ),
        (
            "SW: She stays with her sister #not DT\n",
            "/not all; by: CH",
        ),
        (
            "DT: I never hit anybody in this house #restricted\n",
            "/mark open",
        ),
    ] {
        let id = program.meeting(&format!("{PEOPLE}{lines}"));
        let ran = papers(&program, &id, &[]);
        assert_eq!(ran.code, 1, "{lines}{ran:?}");
        assert!(
            ran.out.contains("Dorian Teal, father: no copy yet."),
            "{lines}{}",
            ran.out
        );
        assert!(ran.out.contains(asks), "{lines}{}", ran.out);
        assert!(
            ran.out
                .contains("Kasia Summers, mother: slip, letter, plan, complaints, minutes"),
            "{lines}{}",
            ran.out
        );
        let to = program.home().join("to");
        let to = to.to_str().unwrap();
        let his = papers(&program, &id, &["--for", "DT", "--write", to]);
        assert_eq!(his.code, 2, "{lines}{his:?}");
        assert!(!Path::new(to).exists(), "{lines}");
    }
}

#[test]
fn the_chairs_decision_lets_all_others_read_it() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/exclude DT; by: CH; why: he shouted\nSW: She stays in Canaryford\n/readmit DT\n\
         /without DT not; by: CH; why: he looks for her\n"
    ));
    assert!(copy_for(&program, &id, "KS").contains("Canaryford"));
    assert!(!copy_for(&program, &id, "DT").contains("Canaryford"));
}

#[test]
fn withheld_words_typed_again_in_the_open_stop_the_copy_and_name_both_places() {
    let program = Program::new();
    for (withheld, again) in [
        (
            "SW: She takes the children to the swimming class on Tuesdays #not DT",
            "HV: She takes the children to the swimming class on Tuesdays",
        ),
        (
            "SW: The car is outside her sister's house at night #restricted",
            "/whatif he finds out that the car is outside her sister's house at night; then: ring",
        ),
        (
            "/child Ella; address: 12 Canary Road, Elmford",
            "KS: We live at 12 Canary Road, Elmford now #open",
        ),
    ] {
        let id = program.meeting(&format!(
            "{PEOPLE}{withheld}\n{again}\n/not all; by: CH; why: he looks for her\n"
        ));
        for format in ["text", "docx"] {
            let ran = papers(&program, &id, &["--for", "DT", "--as", format]);
            assert_eq!(ran.code, 1, "{withheld}{ran:?}");
            assert!(
                ran.out.contains("also stands where this copy shows it"),
                "{withheld}{}",
                ran.out
            );
        }
    }
}

#[test]
fn words_to_look_for_are_ruled_on_wherever_they_stand() {
    let program = Program::new();
    let lines = "\
ST: Ella does well at Northfield Academy
/person ST Wren Chalkley; role: teacher; agency: Northfield Academy
/date core group; on: 4 Dec; at: Northfield-Academy
/action the Academy rings; who: ST; by: 4 Dec
";
    let withhold = "/withhold DT; words: Northfield Academy, the Academy; by: CH; why: her school";
    let id = program.meeting(&format!("{PEOPLE}{lines}{withhold}\n"));
    let ran = papers(&program, &id, &["--for", "DT"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.contains("nobody has said what becomes of them"),
        "{}",
        ran.out
    );
    for (rule, instead) in [
        ("blank", "[left out]"),
        ("replace; instead: her school", "her school"),
    ] {
        let id = program.meeting(&format!("{PEOPLE}{lines}{withhold}; rule: {rule}\n"));
        let his = copy_for(&program, &id, "DT");
        assert!(!his.to_lowercase().contains("academy"), "{his}");
        assert!(his.contains(instead), "{his}");
        assert!(copy_for(&program, &id, "KS").contains("Northfield Academy"));
    }
    let id = program.meeting(&format!("{PEOPLE}{lines}{withhold}; rule: drop\n"));
    let his = copy_for(&program, &id, "DT");
    assert!(!his.to_lowercase().contains("academy"), "{his}");
    // The heading of the action goes, and what stands below it.
    for words in ["does well at", "[left out]", "rings"] {
        assert!(!his.contains(words), "{words}\n{his}");
    }
}

#[test]
fn words_to_look_for_are_found_however_they_were_listed_and_wherever_a_ruling_puts_them() {
    let program = Program::new();
    for words in [
        "zebra or lion",
        "zebra / lion",
        "zebra and lion",
        "zebra; lion",
        "zebra, and lion",
    ] {
        let id = program.meeting(&format!(
            "{PEOPLE}SW: a zebra came\nSW: a lion came\n\
             /withhold DT; words: {words}; rule: blank; by: CH; why: her animals\n"
        ));
        let his = copy_for(&program, &id, "DT");
        assert!(
            !his.contains("zebra") && !his.contains("lion"),
            "{words}\n{his}"
        );
    }
    let id = program.meeting(&format!(
        "{PEOPLE}SW: alpha is there, and a zebra crossing\n\
         /withhold DT; words: zebra; rule: blank; not in: zebra crossing; by: CH; why: s\n\
         /withhold DT; words: alpha; rule: replace; instead: zebra house; by: CH; why: s\n"
    ));
    let ran = papers(&program, &id, &["--for", "DT"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    // Who decided it, and why, is asked of these, too.
    let id = program.meeting(&format!(
        "{PEOPLE}SW: a zebra came\n/withhold DT; words: zebra; rule: blank\n"
    ));
    assert_eq!(papers(&program, &id, &["--for", "DT"]).code, 1);
    let id = program.meeting(&format!(
        "{PEOPLE}SW: a zebra came\n/withhold DT; words: zebra; rule: blank\n/not all; by: CH; why: s\n"
    ));
    assert!(!copy_for(&program, &id, "DT").contains("zebra"));
}

#[test]
fn nothing_in_a_copy_tells_that_there_is_somebody_else() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/person XX Zebulon Crump; role: uncle #not DT\nXX: hello there\n/core XX; role: helper\n\
         /not all; by: CH; why: he looks for her\n"
    ));
    let his = copy_for(&program, &id, "DT");
    for words in [
        ": somebody",
        "are somebody",
        "hello there",
        "helper",
        "Crump",
    ] {
        assert!(!his.contains(words), "{words}\n{his}");
    }
    assert!(copy_for(&program, &id, "KS").contains("hello there"));
}

#[test]
fn what_was_missing_when_it_was_closed_counts_nothing_that_is_not_in_a_copy() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/action the door is painted; who: SW #not DT\nSW: she rang ?? #not DT\n\
         /agency Children's services; child: Ella; view: child protection plan; by: SW #not DT\n\
         /view Ella; by: not asked; reason: she was ill\n\
         /not all; by: CH; why: he looks for her\n/close it was late\n"
    ));
    for who in ["DT", "KS"] {
        let copy = copy_for(&program, &id, who);
        for words in ["Still missing", "restricted", "catch-up"] {
            assert!(!copy.contains(words), "{who} {words}\n{copy}");
        }
    }
}

#[test]
fn a_review_goes_on_looking_for_the_words() {
    let program = Program::new();
    let first = program.meeting(&format!(
        "{PEOPLE}/withhold DT; words: zebra; rule: blank; by: CH; why: s\n\
         /action the zebra is fed; who: SW; by: 4 Dec #not DT\n/action the door is painted; who: SW; by: 4 Dec\n\
         /not all; by: CH; why: s\n\
         /view Ella; by: not asked; reason: she was ill\n/close it was late\n"
    ));
    let review = program.run_with_input(
        &["take", "--new", "--from", &first, "--lines", "-"],
        b"/begin\n/arrive all\nSW: the zebra is well\n",
    );
    let review = review.out.lines().last().unwrap().to_owned();
    assert!(!copy_for(&program, &review, "DT").contains("zebra"));
}

#[test]
fn a_childs_words_are_in_a_parents_copy_only_if_the_child_agreed() {
    let program = Program::new();
    for (agreed, is_in) in [
        ("; agreed: all", true),
        ("", false),
        ("; agreed: a part", false),
    ] {
        let id = program.meeting(&format!(
            "{PEOPLE}/view Ella; by: letter; words: I want Canarybird quiet{agreed}\n"
        ));
        for parent in ["KS", "DT"] {
            let copy = copy_for(&program, &id, parent);
            assert_eq!(
                copy.contains("Canarybird"),
                is_in,
                "{agreed} {parent}\n{copy}"
            );
            // That she was heard, and how, is in every copy.
            assert!(copy.contains("letter"), "{agreed} {parent}\n{copy}");
        }
        assert!(copy_for(&program, &id, "SW").contains("Canarybird"));
    }
}

#[test]
fn an_agreement_that_is_not_certain_is_none_and_whose_side_is_unknown_is_of_the_family() {
    let program = Program::new();
    for (lines, who, is_in) in [
        (
            "/view Ella; by: letter; words: I want Canarybird quiet; agreed: all ??\n",
            "KS",
            false,
        ),
        ("EL: I like Canarybird\n", "KS", false),
        ("SW/EL: she likes Canarybird\n", "DT", false),
        (
            "EL: I like Canarybird\n/view Ella; by: letter; words: quiet; agreed: all\n",
            "KS",
            true,
        ),
        (
            "/person XX Xan Crump; role: lodger\n/view Ella; by: letter; words: I want Canarybird; agreed: part\n",
            "XX",
            false,
        ),
        ("EL: I like Canarybird\n", "EL", false),
    ] {
        let people = PEOPLE.replace("/child Ella Marlow;", "/child Ella Marlow; code: EL;");
        let id = program.meeting(&format!("{people}{lines}"));
        let copy = copy_for(&program, &id, who);
        assert_eq!(copy.contains("Canarybird"), is_in, "{who} {lines}{copy}");
    }
}

#[test]
fn who_may_be_somebody_with_another_entry_gets_no_copy_yet() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}SW: She stays there #not DT\n/not all; by: CH; why: he looks for her\n\
         /person L2 Dorian Teal; role: father\n"
    ));
    let ran = papers(&program, &id, &["--for", "L2"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("no copy yet"), "{}", ran.out);
}

#[test]
fn copies_are_written_whole_for_this_account_alone_and_over_nothing() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}SW: She stays with her sister #not DT\n/not all; by: CH; why: he looks for her\n"
    ));
    let to = program.home().join("copies");
    let ran = papers(&program, &id, &["--write", to.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(&to), 0o700);
    let mut names: Vec<String> = std::fs::read_dir(&to)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "copy-1",
            "copy-2",
            "copy-3",
            "copy-4",
            "copy-5",
            "for-the-chair-only.txt"
        ]
    );
    assert_eq!(mode(&to.join("copy-1")), 0o700);
    assert_eq!(mode(&to.join("copy-1/minutes.txt")), 0o600);
    let list = std::fs::read_to_string(to.join("for-the-chair-only.txt")).unwrap();
    for words in [
        "Dorian Teal, father",
        "not for them",
        "Corin Halfpenny",
        "he looks for her",
    ] {
        assert!(list.contains(words), "{words}\n{list}");
    }
    assert!(!list.contains("her sister"), "{list}");
    // Again: what is there is not touched.
    let again = papers(&program, &id, &["--write", to.to_str().unwrap()]);
    assert_eq!(again.code, 2, "{again:?}");
    let left: Vec<_> = std::fs::read_dir(program.home()).unwrap().collect();
    assert!(
        left.iter().all(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            !name.to_string_lossy().contains("unfinished")
        }),
        "{left:?}"
    );
}

#[test]
fn nobody_is_called_so_is_said_before_anything_is_made() {
    let program = Program::new();
    let id = program.meeting(PEOPLE);
    let ran = papers(&program, &id, &["--for", "XX"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err.contains("Nobody in this meeting is called \"XX\"."),
        "{}",
        ran.err
    );
}

#[test]
fn what_a_write_that_was_cut_off_left_is_told() {
    let program = Program::new();
    let id = program.meeting(PEOPLE);
    let to = program.home().join("copies");
    let left = program.home().join(".copies.000000-made-up.unfinished");
    std::fs::create_dir(&left).unwrap();
    std::fs::create_dir(program.home().join(".others.000000-made-up.unfinished")).unwrap();
    let ran = papers(&program, &id, &["--write", to.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let told = format!("{}{}", ran.out, ran.err);
    assert!(told.contains(left.to_str().unwrap()), "{told}");
    assert!(!told.contains(".others."), "{told}");
}
