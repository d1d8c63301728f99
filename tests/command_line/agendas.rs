//! Agendas from the shell: listed, shown, copied, checked, used.

use super::program::Program;

#[test]
fn every_built_in_agenda_is_listed_shown_and_checked() {
    let program = Program::new();
    let listed = program.run(&["agenda", "list"]);
    assert_eq!(listed.code, 0);
    let ids: Vec<&str> = listed
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let mut named = ids.clone();
    named.sort_unstable();
    assert_eq!(
        named,
        files_in_agendas(),
        "left: what `agenda list` shows; right: the files in agendas/. A file there needs its line in BUILT_IN (src/domain/agenda/built_in.rs)"
    );
    for id in ids {
        assert!(program.run(&["agenda", "show", id]).out.contains(id));
        let text = program.run(&["agenda", "new", id, "--print"]).out;
        let file = program.home().join("copy.toml");
        std::fs::write(&file, text).unwrap();
        let checked = program.run(&["agenda", "check", file.to_str().unwrap()]);
        assert_eq!(checked.code, 0, "{checked:?}");
    }
}

fn files_in_agendas() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/agendas");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copied_agenda_is_used_instead_of_the_built_in_one() {
    let program = Program::new();
    let written = program.run(&["agenda", "new", "core-group"]);
    assert_eq!(written.code, 0, "{written:?}");
    let path = written.out.trim();
    let text = std::fs::read_to_string(path).unwrap();
    let title = text
        .lines()
        .find(|line| line.starts_with("title"))
        .unwrap()
        .to_owned();
    std::fs::write(
        path,
        text.replacen(&title, "title = \"Our own core group\"", 1),
    )
    .unwrap();
    assert!(
        program
            .run(&["agenda", "list"])
            .out
            .contains("Our own core group")
    );
    let ran = program.run_with_input(
        &["take", "--new", "--agenda", "core-group", "--lines", "-"],
        b"/child Ella\n",
    );
    let id = ran.out.trim();
    assert_eq!(program.json(id)["meeting"]["title"], "Our own core group");
    assert_eq!(
        program.run(&["agenda", "new", "core-group"]).code,
        3,
        "an existing file is never overwritten"
    );
}

#[test]
fn all_faults_of_a_file_come_at_once_with_line_and_caret() {
    let program = Program::new();
    let file = program.home().join("faulty.toml");
    std::fs::write(&file, "id = \"x\"\ntitel = \"X\"\n\n[[section]]\nid = \"a\"\ntitle = \"A\"\nmode = \"contribution\"\nminutes = \"ten\"\n").unwrap();
    let ran = program.run(&["agenda", "check", file.to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    for part in [
        "faulty.toml, line 2, column 1:",
        "line 7, column 8:",
        "line 8, column 11:",
        "^",
        "title",
        "contributions",
    ] {
        assert!(ran.err.contains(part), "{part} in\n{}", ran.err);
    }
}

#[test]
fn an_agenda_nobody_has_seen_works_and_the_childs_views_check_still_fires() {
    let program = Program::new();
    let page = include_str!("../../src/manual/agendas.md");
    let fence = "```toml agenda\n";
    let from = page.find(fence).unwrap() + fence.len();
    let agenda = &page[from..from + page[from..].find("```").unwrap()];
    let file = program.home().join("ours.toml");
    std::fs::write(&file, agenda).unwrap();
    let checked = program.run(&["agenda", "check", file.to_str().unwrap()]);
    assert_eq!(checked.code, 0, "the manual's own agenda: {checked:?}");
    let lines = "/child Ella\n/person KS Kelly Smith; role: mother\nKS: the report is wrong\n/section 2.1\nKS: hello\n/close it is late\n";
    let ran = program.run_with_input(
        &[
            "take",
            "--new",
            "--agenda",
            file.to_str().unwrap(),
            "--lines",
            "-",
        ],
        lines.as_bytes(),
    );
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("Ella"), "{}", ran.err);
    let id = ran.out.lines().last().unwrap();
    assert_eq!(program.json(id)["meeting"]["state"], "open");
}

/// The agenda in which the unit tests plant their faults.
const WHOLE: &str = include_str!("../../src/domain/agenda/planted/whole.toml");

fn with_whole() -> (Program, String) {
    let program = Program::new();
    let file = program.home().join("ours.toml");
    std::fs::write(&file, WHOLE).unwrap();
    let file = file.to_str().unwrap().to_owned();
    (program, file)
}

fn taken(program: &Program, agenda: &str, lines: &str) -> (String, super::program::Ran) {
    let arguments = ["take", "--new", "--agenda", agenda, "--lines", "-"];
    let ran = program.run_with_input(&arguments, lines.as_bytes());
    (ran.out.lines().last().unwrap_or_default().to_owned(), ran)
}

#[test]
fn an_agenda_is_shown_with_everything_it_asks() {
    let (program, file) = with_whole();
    let shown = program.run(&["agenda", "show", &file]).out;
    for part in [
        "Question 1: Is the house safe?",
        "Question 2: Is there a garden?",
        "Scale how-safe: How safe is it?",
        "0 = not safe, 10 = safe",
        "Date: First network meeting (core_group)",
        "Date: Looking back (review)",
        "Kinds: worry, hope",
        "#hope  hope",
        "Walk out.",
        "Ring it.",
        "required: filled, or skipped with a reason",
        "reports: every report",
        "keys: Who has the keys?",
        "Read aloud: fire",
        "First: family",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
}

#[test]
fn a_statement_that_is_not_there_marks_no_other_and_one_that_was_read_stands_in_the_minutes() {
    let (program, file) = with_whole();
    let (id, ran) = taken(
        &program,
        &file,
        "/person KO Kai Ottery; role: uncle\n/arrive all\n/begin\n/statement fire alarm\n",
    );
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("line 4") && ran.err.contains("fire alarm"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("no statement is called that"),
        "{}",
        ran.err
    );
    let read = &program.json(&id)["statements_read"];
    assert!(read[0].get("statement").is_none(), "{read}");
    assert_eq!(read[0]["to_confirm"]["statement"], "fire alarm");
    assert!(!program.run(&["read", &id]).out.contains("Walk out."));
    let more = program.run_with_input(&["take", &id, "--lines", "-"], b"/statement fire; by: KO\n");
    assert_eq!(more.code, 0, "{more:?}");
    let page = program.run(&["read", &id]).out;
    assert!(
        page.contains("Walk out.") && !page.contains("Ring it."),
        "{page}"
    );
    super::schema::assert_valid_meeting(&program, &id);
}

#[test]
fn the_texts_to_be_read_aloud_are_read_out_in_plain_mode() {
    let (program, file) = with_whole();
    let ran = program.run_with_input(
        &["start", "--agenda", &file, "--plain"],
        b"/begin\n/aloud\n/quit\n",
    );
    for part in ["If it burns", "Walk out.", "The bell", "Ring it."] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}

#[test]
fn a_score_that_is_not_on_its_scale_and_a_scale_that_is_not_asked_here_say_why() {
    let (program, file) = with_whole();
    let (id, ran) = taken(
        &program,
        &file,
        "/person KO Kai Ottery; role: uncle\n/arrive all\n/begin\n/section 4\n/scale 1; by: KO; score: 12\n/section 5\n/scale 1; by: KO; score: 6\n/answer 1; is: yes\n",
    );
    for part in [
        "line 5: to be confirmed: score (This scale goes from 0 to 10.)",
        "line 7",
        "no scale is asked here, but in \"4 How safe\": /section 4",
        "line 8",
        "no question is asked here, but in \"2.1 Inside\": /section 2.1",
    ] {
        assert!(ran.err.contains(part), "{part}\n{}", ran.err);
    }
    let minutes = program.json(&id);
    let scores = minutes["scales"].as_array().unwrap();
    assert!(scores[0].get("score").is_none(), "{scores:?}");
    assert_eq!(scores[0]["to_confirm"]["score"], "12");
    assert!(scores[1].get("scale").is_none(), "{scores:?}");
    assert_eq!(scores[1]["to_confirm"]["scale"], "1");
    super::schema::assert_valid_meeting(&program, &id);
}

#[test]
fn a_core_group_is_known_by_what_the_agenda_says_whatever_it_is_called() {
    let (program, file) = with_whole();
    let (id, _) = taken(
        &program,
        &file,
        "/child Ella\n/begin\n/date First network meeting; on: in 2 weeks\n/date Looking back; on: in 12 weeks\n",
    );
    let minutes = program.json(&id);
    let all = minutes["deadlines"].as_array().unwrap();
    let words = |rule: &str| {
        let one = all.iter().find(|one| one["rule"] == rule).unwrap();
        one["words"].as_str().unwrap().to_owned()
    };
    for rule in ["first-core-group", "first-review"] {
        assert!(!words(rule).contains("not set"), "{rule}: {}", words(rule));
    }
    let checked = program.run(&["agenda", "check", &file]);
    assert!(checked.out.contains("alarms anybody"), "{checked:?}");
    assert!(!checked.out.contains("guessed"), "{checked:?}");
    // An agenda that says nothing of its dates is told what is guessed.
    std::fs::write(
        &file,
        WHOLE
            .replace("is = \"review\"", "is = \"review\" # x")
            .replacen("name = \"Looking back\"\nis = \"review\" # x", "", 1)
            .replacen("[[date]] # second", "", 1),
    )
    .unwrap();
    let checked = program.run(&["agenda", "check", &file]);
    assert_eq!(checked.code, 1, "{checked:?}");
    assert!(
        checked.out.contains("To look at: ") && checked.out.contains("guessed"),
        "{checked:?}"
    );
}

#[test]
fn two_agendas_with_one_id_are_told_and_neither_is_taken() {
    let (program, _) = with_whole();
    let folder = program.data().join("settings").join("agendas");
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["a.toml", "b.toml"] {
        std::fs::write(folder.join(name), WHOLE).unwrap();
    }
    let told = "a.toml and b.toml";
    let (_, ran) = taken(&program, "ours", "/child Ella\n");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err.contains(told) && ran.err.contains("None was chosen"),
        "{}",
        ran.err
    );
    assert_eq!(program.run(&["agenda", "show", "ours"]).code, 2);
    let listed = program.run(&["agenda", "list"]);
    assert_eq!(listed.code, 1);
    assert_eq!(
        listed.out.matches("another file has this id").count(),
        2,
        "{}",
        listed.out
    );
    let a = folder.join("a.toml");
    let checked = program.run(&["agenda", "check", a.to_str().unwrap()]);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("b.toml has the id"), "{}", checked.out);
    let home = program
        .run_with_input(&["start", "--plain"], b"/quit\n")
        .out;
    assert!(
        home.contains(told) && !home.contains("Our meeting"),
        "{home}"
    );
    // By its path, one is meant.
    let (id, _) = taken(&program, a.to_str().unwrap(), "/child Ella\n");
    assert_eq!(program.json(&id)["meeting"]["title"], "Our meeting");
}

#[test]
fn the_reasons_for_going_on_without_a_quorum_are_offered() {
    let program = Program::new();
    let ran = program.run_with_input(
        &["start", "--agenda", "restorative-icpc", "--plain"],
        b"/begin\n/answer\nwent-on\nyes\n.\n/quit\n",
    );
    assert!(
        ran.out.contains("Waiting would do the children harm"),
        "{}",
        ran.out
    );
}
