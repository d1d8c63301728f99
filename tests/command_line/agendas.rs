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
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let from = readme.find("```toml\n").unwrap() + 8;
    let agenda = &readme[from..from + readme[from..].find("```").unwrap()];
    let file = program.home().join("ours.toml");
    std::fs::write(&file, agenda).unwrap();
    let checked = program.run(&["agenda", "check", file.to_str().unwrap()]);
    assert_eq!(checked.code, 0, "the README's own agenda: {checked:?}");
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
