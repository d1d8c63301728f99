//! What is open and all the same not in somebody's copy: a child's words wherever they stand, what tells of somebody who is
//! kept back, and what quotes something withheld; and who decides about what was opened.

use super::papers::{PEOPLE, copy_for, papers};
use super::program::Program;

/// Each way of writing down what a child said; the words hold `Canary`.
const SAID_BY_A_CHILD: [&str; 16] = [
    "Ella: I want Canary quiet",
    "KS & Ella: we want Canary quiet",
    "SW for Ella: she wants Canary quiet",
    "/dissent Housing; by: Ella; child: Ella; from: the plan; reasons: Canary is far; formal: no",
    "/dissent Ella; child: Ella; from: the plan; reasons: Canary is far; formal: no",
    "/dissent Ella Marlow; from: the plan; reasons: Canary is far; formal: no",
    "/dissent the child Ellla; from: the plan; reasons: Canary is far; formal: no",
    "/feedback complaint; from: Ella; about: Canary is far",
    "/decision Ella; is: no plan; reasons: it is quiet; child thinks: Canary is far",
    "/promise promise: a gate; child says: Canary is far; progress: partly; done: no",
    "/promise promise: a gate; for: Ella; child says: Canary is far; progress: partly; done: no",
    "/agreed Ella; how: in words; words: Canary is far",
    "/event told by: Ella; what: Canary was loud; on: 3 Nov",
    "/risk Canary at night; who: Ella; could: she is hurt; for: Ella",
    "/goal Canary is quiet; whose: Ella; for: Ella",
    "/correction passage: it is Canary; wanted: it is loud; asked by: Ella",
];

#[test]
fn whatever_a_child_said_is_in_a_parents_copy_only_if_the_child_agreed() {
    let program = Program::new();
    for line in SAID_BY_A_CHILD {
        for (agreed, may) in [
            ("", false),
            ("; agreed: a part", false),
            ("; agreed: all", true),
        ] {
            let id = program.meeting(&format!(
                "{PEOPLE}/arrive Ella\n/view Ella; by: letter; words: I want it quiet at night{agreed}\n{line}\n"
            ));
            for parent in ["KS", "DT"] {
                let copy = copy_for(&program, &id, parent);
                let is_in = copy.to_lowercase().contains("canary");
                // A complaint is in no copy at all.
                let is_open = may && !line.starts_with("/feedback");
                assert_eq!(is_in, is_open, "{line}{agreed} {parent}\n{copy}");
            }
        }
    }
}

#[test]
fn an_action_stays_and_whose_idea_it_was_goes() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/action The hall light stays on; who: KS; by: 4 Dec; idea: Ella\n"
    ));
    let copy = copy_for(&program, &id, "DT");
    assert!(copy.contains("hall light"), "{copy}");
    assert!(!copy.to_lowercase().contains("idea"), "{copy}");
    assert!(
        copy_for(&program, &id, "SW")
            .to_lowercase()
            .contains("idea")
    );
}

#[test]
fn a_brother_or_sister_gets_no_more_than_a_parent() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/child Noah Marlow; born: 4 Mar 2019\n/arrive Noah\nNoah: I want Canary quiet\n\
         /dissent Housing; by: Noah; child: Noah; from: the plan; reasons: Canarylane is far; formal: no\n"
    ));
    let to = program.home().join("copy");
    for (who, is_in) in [("Ella", false), ("Noah", true)] {
        let to = to.join(who);
        let ran = program.run(&[
            "export",
            &id,
            "--for",
            who,
            "--document",
            "minutes",
            "--out",
            to.to_str().unwrap(),
        ]);
        if ran.code == 0 {
            let text = std::fs::read_to_string(&to).unwrap();
            assert_eq!(text.contains("Canary"), is_in, "{who}\n{text}");
        }
    }
}

#[test]
fn what_names_somebody_kept_back_names_nobody_in_a_copy() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/person XX Zebulon Crump; role: uncle #not DT\n\
         SW: hello Canaryone @XX\n/action Canarytwo is painted; who: XX; by: 4 Dec\n\
         /action Canarythree is painted; who: SW; by: 4 Dec; checked by: XX\n\
         /action Canaryfour is painted; who: SW, XX; by: 4 Dec\n\
         /offer Canaryfive; by: XX; accepted: yes\n/date Canarysix; on: 4 Dec; who: XX, SW\n\
         /whatif it is loud; then: Canaryseven; who: XX\n\
         /not all; by: CH; why: he looks for her\n"
    ));
    let his = copy_for(&program, &id, "DT");
    for words in [
        "XX",
        "omebody:",
        "omebody,",
        "are somebody",
        "by somebody",
        "Crump",
        "Zebulon",
        "Canaryfive",
    ] {
        assert!(!his.contains(words), "{words}\n{his}");
    }
    for words in ["Canarytwo", "Canarythree", "Canaryfour"] {
        assert!(his.contains(words), "{words}\n{his}");
    }
    let hers = copy_for(&program, &id, "KS");
    assert!(
        hers.contains("Crump") && hers.contains("Canaryfive"),
        "{hers}"
    );
}

#[test]
fn a_correction_that_quotes_what_is_withheld_is_withheld_with_it() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}SW: zebra hello #not DT\nSW: the gate is green\n/not all; by: CH; why: he looks for her\n\
         /view Ella; by: not asked; reason: she was ill\n/close it was late\n\
         /correction passage: zebra hello; wanted: Canary; asked by: KS\n\
         /correction passage: gate is green; wanted: gate is blue; asked by: KS\n"
    ));
    let his = copy_for(&program, &id, "DT");
    assert!(!his.contains("zebra") && !his.contains("Canary"), "{his}");
    assert!(his.contains("gate is blue"), "{his}");
    assert!(copy_for(&program, &id, "KS").contains("Canary"));
}

/// Stopped, and the list says at which entry.
fn is_asked(program: &Program, id: &str, who: &str, words: &str) -> bool {
    let ran = papers(program, id, &["--for", who]);
    assert_ne!(ran.code, 0, "{ran:?}");
    ran.out.contains(words) || ran.err.contains(words)
}

#[test]
fn whoever_opens_what_was_said_without_somebody_says_who_decided_it_and_why() {
    let program = Program::new();
    for ruling in [
        "/without DT open",
        "/without DT not",
        "/without DT open; by: CH",
        "/without DT open; by: DT; why: he asked for it",
        "/without DT open; by: CH; why: .",
    ] {
        let id = program.meeting(&format!(
            "{PEOPLE}/exclude DT; by: CH; why: he shouts\nSW: zebra\n/readmit DT\n{ruling}\n"
        ));
        assert!(
            is_asked(&program, &id, "DT", "nobody has said who decided"),
            "{ruling}"
        );
        // Nobody else's copy waits for it.
        copy_for(&program, &id, "KS");
        let said = program.run_with_input(
            &["take", &id, "--lines", "-"],
            b"/not all; by: CH; why: he may know\n",
        );
        assert_eq!(said.code, 0, "{said:?}");
        let his = copy_for(&program, &id, "DT");
        assert_eq!(
            his.contains("zebra"),
            ruling.contains("open"),
            "{ruling}\n{his}"
        );
    }
}

#[test]
fn a_mark_that_opens_while_somebody_is_excluded_is_asked_about_too() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/exclude DT; by: CH; why: he shouts\nSW: zebra #open\n/readmit DT\n"
    ));
    assert!(is_asked(&program, &id, "DT", "nobody has said who decided"));
}

#[test]
fn whoever_it_is_kept_from_has_not_decided_that() {
    let program = Program::new();
    let says = "by: DT; why: he asked for it";
    let id = program.meeting(&format!("{PEOPLE}SW: zebra #not DT\n/not all; {says}\n"));
    assert!(is_asked(&program, &id, "DT", "nobody has said who decided"));
    // What is no reason is refused at once, and what it was about stays out of every copy.
    for why in ["??", "."] {
        let lines = format!("{PEOPLE}SW: zebra #not DT\n/not all; by: CH; why: {why}\n");
        let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert_eq!(ran.code, 1, "{ran:?}");
        let id = ran.out.lines().last().unwrap();
        assert!(!copy_for(&program, id, "DT").contains("zebra"), "{why}");
    }
}

#[test]
fn what_somebody_says_is_never_left_out_of_their_copy_unasked() {
    let program = Program::new();
    for line in [
        "DT: zebra is far #restricted",
        "KS & DT: zebra is far #restricted",
        "/dissent Father; by: DT; child: Ella; from: the plan; reasons: zebra is far; formal: no #restricted",
        "/agreed DT; how: in words; words: zebra is far #restricted",
        "/offer zebra is painted; by: DT; accepted: yes #restricted",
    ] {
        let id = program.meeting(&format!("{PEOPLE}{line}\n"));
        assert!(
            is_asked(&program, &id, "DT", "a person's own words"),
            "{line}"
        );
        copy_for(&program, &id, "SW");
    }
}

#[test]
fn what_was_typed_and_not_understood_is_looked_for_too() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/action the hall is painted; who: Zeb Vane of Twelve Mill Road #not DT\n\
         SW: I met zeb vane of twelve mill road\n/not all; by: CH; why: he looks for her\n"
    ));
    assert!(is_asked(
        &program,
        &id,
        "DT",
        "zeb vane of twelve mill road"
    ));
}

#[test]
fn letters_that_two_have_close_a_line_to_both() {
    let program = Program::new();
    for people in [
        "/child Lena Quell; code: LQ; born: 4 Mar 2017\n/person LQ Lorcan Quint; role: father\n",
        "/person LQ Lorcan Quint; role: father\n/child Lena Quell; code: LQ; born: 4 Mar 2017\n",
    ] {
        let id = program.meeting(&format!("{PEOPLE}{people}SW: zebra #not LQ\n"));
        for who in ["Lorcan Quint", "Lena Quell"] {
            let ran = papers(
                &program,
                &id,
                &[
                    "--for",
                    who,
                    "--write",
                    program.home().join("x").to_str().unwrap(),
                ],
            );
            let text = match ran.code {
                0 => super::papers::text_in(&program.home().join("x/copy-1")),
                _ => String::new(),
            };
            let _ = std::fs::remove_dir_all(program.home().join("x"));
            assert!(!text.contains("zebra"), "{people} {who}\n{text}");
        }
    }
}

#[test]
fn a_score_kept_from_somebody_stops_no_copy() {
    let program = Program::new();
    let id = program.meeting_on(
        "signs-of-safety-cpc",
        &format!("{PEOPLE}/section 6\n/scale 1; by: KS; score: 3; why: zebra at night #not DT\n/scale 1; by: SW; score: 4; why: it is new\n/scores show\n/not all; by: CH; why: he looks for her\n"),
    );
    let his = copy_for(&program, &id, "DT");
    assert!(!his.contains("zebra") && his.contains("it is new"), "{his}");
}

/// A mark that is not certain, a line that is one, and what it takes to settle it.
#[test]
fn a_mark_that_is_not_certain_is_asked_about_in_a_file_too() {
    let program = Program::new();
    for line in [
        "SW: zebra #not DX",
        "SW: zebra #nto DT",
        "SW: zebra # not DT",
        "SW: zebra (not for DT)",
        "SW: zebra, don't tell DT",
        "/action zebra is fed; who: SW #not Dorina",
        "SW: zebra\n#not DX",
        "SW: zebra\n#nto DT",
        "SW: zebra\nnot DT",
        "SW: zebra\nnot for DT",
        "SW: zebra\n/nto DT",
    ] {
        let lines = format!("{PEOPLE}{line}\n");
        let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert_eq!(ran.code, 1, "{line} {ran:?}");
        let id = ran.out.lines().last().unwrap();
        let read = program.run(&["read", id]);
        assert!(!read.out.contains("zebra"), "{line}\n{}", read.out);
    }
    let lines = format!(
        "{PEOPLE}SW: zebra #not DX\n/mark not DT\n/not all; by: CH; why: he looks for her\n"
    );
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    let id = ran.out.lines().last().unwrap();
    assert!(copy_for(&program, id, "KS").contains("zebra"));
    assert!(!copy_for(&program, id, "DT").contains("zebra"));
}

#[test]
fn nothing_counts_or_numbers_what_is_not_in_a_copy() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}/person PC Pol Gate; role: police constable; agency: Police #not DT\n\
         /person ST Sam Elm; role: teacher; agency: Elm School\n/arrive PC ST\n\
         /offer zebra is lent; by: KS #not DT\n/offer a lamp; by: KS; accepted: yes\n\
         /action the door is painted; who: KS; by: 4 Dec #not DT\n\
         /action the lamp is fetched; who: KS; by: 4 Dec; offer: o2\n/goal quiet nights; whose: KS #not DT\n\
         /goal quiet days; whose: KS\n/agency Police; child: Ella; view: child protection plan; by: PC #not DT\n\
         /agency Elm School; child: Ella; view: child in need plan; by: ST; reason: y\n\
         /decision Ella; is: child in need plan; reasons: z; decided by: majority\n\
         /not all; by: CH; why: he looks for her\n\
         /view Ella; by: not asked; reason: she was ill\n/close it was late\n"
    ));
    let his = copy_for(&program, &id, "DT");
    for words in [
        "o2",
        "a2",
        "sg2",
        "agencies here",
        "plan 1, restricted",
        "Police",
    ] {
        assert!(!his.contains(words), "{words}\n{his}");
    }
    assert!(his.contains("reached when something was decided"), "{his}");
    assert!(his.contains("offer: a lamp"), "{his}");
}

#[test]
fn a_name_given_while_somebody_is_excluded_is_the_chairs_to_open() {
    let program = Program::new();
    let lines = format!(
        "{PEOPLE}/exclude DT; by: CH; why: he shouts\n/rename KS: Zebrina Moved\n/readmit DT\n"
    );
    let id = program.meeting(&lines);
    assert!(is_asked(&program, &id, "DT", "has not decided"));
    copy_for(&program, &id, "SW");
    for (ruling, is_made) in [("open", true), ("restricted", false), ("not", false)] {
        let id = program.meeting(&format!(
            "{lines}/without DT {ruling}; by: CH; why: he may know\n"
        ));
        let ran = papers(&program, &id, &["--for", "DT"]);
        assert_eq!(ran.code == 0, is_made, "{ruling} {ran:?}");
    }
}

/// A few words in a row are a quotation, whatever stands around them.
#[test]
fn a_correction_that_quotes_a_part_is_for_those_who_may_read_what_it_quotes() {
    let program = Program::new();
    // What is kept back, the correction, who may read it, and who may not.
    for (kept_back, correction, may, may_not) in [
        (
            "SW: the children sleep at Canary House on school nights #not DT",
            "/correction passage: page 2, the children sleep at Canary House; wanted: at weekends; asked by: KS",
            &["KS", "SW"][..],
            &["DT"][..],
        ),
        (
            "SW: the children sleep at Canary House on school nights #not DT",
            "/correction passage: page 2; wanted: they sleep at Canary House on Fridays; asked by: KS",
            &["KS", "SW"],
            &["DT"],
        ),
        (
            "SW: the children sleep at Canary House on school nights #restricted",
            "/correction passage: the children sleep at Canary House; wanted: at weekends; asked by: KS",
            &[],
            &["DT", "KS", "SW"],
        ),
        (
            "SW: Canary hits her #restricted",
            "/correction passage: page 2, Canary hits her; wanted: he does not; asked by: KS",
            &[],
            &["DT", "KS", "SW"],
        ),
        (
            "SW: Canary hits her #not DT",
            "/correction passage: page 2, Canary hits her; wanted: he does not; asked by: KS",
            &["KS", "SW"],
            &["DT"],
        ),
        (
            "SW: the children sleep at Canary House now\n/strike a slip\nSW: the children sleep at Canary House now #restricted",
            "/correction passage: the children sleep at Canary House now; wanted: at weekends; asked by: KS",
            &[],
            &["DT", "KS", "SW"],
        ),
        (
            "SW: the children sleep at Canary House now\n/strike a slip",
            "/correction passage: they said that the children sleep at Canary House; wanted: at weekends; asked by: KS",
            &[],
            &["DT", "KS", "SW"],
        ),
        (
            "SW: the children sleep at Canary House now #restricted",
            "/correction passage: page 2; wanted: no; received: the children sleep at Canary House now",
            &[],
            &["DT", "KS", "SW"],
        ),
        (
            "/view Ella; by: letter; words: I want a dog and I hate the Canary nights; agreed: a part",
            "/correction passage: I hate the Canary nights; wanted: some nights; asked by: SW",
            &["SW"],
            &["DT", "KS"],
        ),
    ] {
        let id = program.meeting(&format!(
            "{PEOPLE}{kept_back}\n/not all; by: CH; why: he looks for them\n/close it was late\n{correction}\n"
        ));
        for reader in may {
            let copy = copy_for(&program, &id, reader);
            assert!(
                copy.contains("Correction") && copy.contains("Canary"),
                "{correction} {reader}\n{copy}"
            );
        }
        for reader in may_not {
            let copy = copy_for(&program, &id, reader);
            assert!(!copy.contains("Canary"), "{correction} {reader}\n{copy}");
        }
        let open = program.json(&id).to_string();
        let is_open = kept_back.starts_with("/view");
        assert_eq!(open.contains("Canary"), is_open, "{correction}\n{open}");
    }
}

#[test]
fn a_correction_opens_again_with_what_it_quotes() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{PEOPLE}SW: the gate at Canary House is green #restricted\n\
         /close it was late\n/correction passage: the gate at Canary House; wanted: is blue; asked by: KS\n"
    ));
    assert!(!program.json(&id).to_string().contains("Canary"));
    let ran = program.run_with_input(
        &["take", &id, "--lines", "-"],
        b"/reopen a slip\nSW: the gate at Canary House is green\n",
    );
    assert!(ran.code < 2, "{ran:?}");
    let open = program.json(&id);
    assert!(open["corrections"].to_string().contains("Canary"), "{open}");
}
