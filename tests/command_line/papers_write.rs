//! `/papers write`, in plain mode: the same papers as `papers --write`, noted in the same way.

use super::program::{Program, Ran};
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Teal; role: father
/person CH Corin Halfpenny; role: Chair
/begin
/arrive all
KS: We all want it quiet at night.
/view Ella; by: not asked; reason: she was ill
";
const CLOSED: &str = "/close it was late\n";
const NO_RULE: &str = "/withhold DT; words: quiet; by: CH; why: a reason\n";

/// What the program says of these lines. `/quit` twice, because a refused line is set aside.
fn typed(program: &Program, id: &str, lines: &str) -> String {
    let lines = format!("{lines}/quit\n/quit\n");
    let ran = program.run_with_input(&["resume", id, "--plain"], lines.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every file below a folder, with what is in it, and nothing open to anybody else.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let mode = std::fs::metadata(&next).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{next:?}");
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{path:?}");
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            all.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    all.sort();
    all
}

fn noted(program: &Program, id: &str) -> Vec<(String, Value)> {
    let text = std::fs::read_to_string(program.folder_of(id).join("restricted.json")).unwrap();
    let part: Value = serde_json::from_str(&text).unwrap();
    let all = part["records"].as_array().unwrap().iter();
    let notes = all.filter(|record| record["kind"] == "papers_written");
    notes
        .map(|record| {
            let mut record = record.clone();
            record.as_object_mut().unwrap().remove("at");
            (record["id"].as_str().unwrap().to_owned(), record)
        })
        .collect()
}

fn in_shell(program: &Program, id: &str, to: &Path) -> Ran {
    program.run(&["papers", id, "--write", to.to_str().unwrap()])
}

#[test]
fn the_line_writes_and_notes_what_the_shell_writes_and_notes() {
    for end in [
        "",
        CLOSED,
        "/close it was late\n/minutes signed off; by: CH\n",
    ] {
        let program = Program::new();
        let (here, there) = (
            program.meeting(&format!("{LINES}{end}")),
            program.meeting(&format!("{LINES}{end}")),
        );
        let said = typed(&program, &here, "/papers write\n");
        let base = program.home().join("talking-piece-papers");
        for words in [
            &format!("Written: 13 papers for 4 people, in ~/talking-piece-papers/{here}."),
            "Read each copy whole before you hand it over.",
            "Nobody has confirmed who gets what.",
        ] {
            assert!(said.contains(words), "{words}\n{said}");
        }
        let is_closed = !end.is_empty();
        assert_eq!(said.contains("The meeting is sealed anew."), is_closed);
        let to = program.home().join("by the shell");
        let ran = in_shell(&program, &there, &to);
        assert_eq!(ran.code, 0, "{ran:?}");
        let written = files(&base.join(&here));
        assert_eq!(written.len(), 14, "{written:?}");
        assert_eq!(written, files(&to), "{end}");
        let notes = noted(&program, &here);
        assert_eq!(notes.len(), 4, "{notes:?}");
        assert_eq!(notes, noted(&program, &there), "{end}");
        let verified = program.run(&["verify", &here]);
        assert_eq!(verified.code, 0, "{verified:?}");
        let listed = std::fs::metadata(&base).unwrap().permissions().mode();
        assert_eq!(listed & 0o777, 0o700);
    }
}

#[test]
fn what_was_written_is_noted_as_given_in_the_next_line_and_writing_again_takes_another_folder() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}{CLOSED}"));
    let said = typed(
        &program,
        &id,
        "/papers write\n/papers given; on: today\n/papers write\n",
    );
    assert!(said.contains("handed over on"), "{said}");
    assert!(said.contains(": 13 papers. /undo"), "{said}");
    let base = program.home().join("talking-piece-papers");
    assert!(said.contains(&format!("{id}-2.")), "{said}");
    let (first, second) = (files(&base.join(&id)), files(&base.join(format!("{id}-2"))));
    assert_eq!((first.len(), second.len()), (14, 14));
}

#[test]
fn whoever_waits_for_a_ruling_gets_none_and_the_list_asks_what_the_shell_asks() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}{NO_RULE}"));
    let question = "nobody has said what becomes of them";
    let said = typed(&program, &id, "/papers write\nall\n/back\n");
    assert!(said.contains("for 3 people"), "{said}");
    assert!(said.contains("No copy yet: Dorian Teal"), "{said}");
    assert!(said.contains(question), "{said}");
    let base = program.home().join("talking-piece-papers");
    assert_eq!(noted(&program, &id).len(), 3);
    let files = files(&base.join(&id));
    let chairs = files
        .iter()
        .find(|(name, _)| name.starts_with("for-the-chair-only"));
    assert!(
        chairs
            .unwrap()
            .1
            .contains("Dorian Teal, father: no copy yet.")
    );
    // Where nobody is left, nothing is written at all.
    let id = program.meeting(&format!(
        "{LINES}{NO_RULE}/gets KS; papers: none\n/gets CH; papers: none\n/gets Ella; papers: none\n"
    ));
    let said = typed(&program, &id, "/papers write\nall\n/back\n");
    assert!(
        said.contains("No copy can be made yet. Nothing was written."),
        "{said}"
    );
    assert!(said.contains(question), "{said}");
    assert!(!base.join(&id).exists());
    assert!(noted(&program, &id).is_empty());
}

#[test]
fn no_folder_that_is_there_or_among_the_minutes_or_without_its_whole_path_is_written_to() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let there = program.home().join("there");
    std::fs::create_dir(&there).unwrap();
    std::fs::write(there.join("mine"), "kept").unwrap();
    let among = program.data().join("copies");
    let round = program.home().join("there/../data/copies");
    for (to, why) in [
        (there.display().to_string(), "is there already."),
        ("~/there".to_owned(), "is there already."),
        (
            among.display().to_string(),
            "is in the folder of the minutes.",
        ),
        (
            round.display().to_string(),
            "is in the folder of the minutes.",
        ),
        (
            "~/data/copies".to_owned(),
            "is in the folder of the minutes.",
        ),
        ("copies".to_owned(), "is not the whole path of a folder."),
        ("DT".to_owned(), "is not the whole path of a folder."),
    ] {
        let said = typed(&program, &id, &format!("/papers write {to}\n"));
        assert!(said.contains(why), "{to}: {said}");
    }
    let ran = in_shell(&program, &id, &among);
    assert!(
        ran.code != 0 && ran.err.contains("is in the folder of the minutes"),
        "{ran:?}"
    );
    assert!(!among.exists() && noted(&program, &id).is_empty());
    assert_eq!(std::fs::read_dir(&there).unwrap().count(), 1);
    let said = typed(&program, &id, "/papers write ~/copies\n");
    assert!(said.contains("in ~/copies."), "{said}");
    assert_eq!(files(&program.home().join("copies")).len(), 14);
}

#[test]
fn a_meeting_that_is_not_open_here_is_not_written_from_its_list() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let lines = format!("/read {id}\n/papers write\n/back\n/quit\n");
    let ran = program.run_with_input(&["--plain"], lines.as_bytes());
    assert!(
        !program.home().join("talking-piece-papers").exists(),
        "{ran:?}"
    );
}

#[test]
fn the_line_names_a_format_as_the_shell_does() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}{CLOSED}"));
    let said = typed(
        &program,
        &id,
        "/papers write; as: docx\n/papers write ~/pages; as: HTML\n",
    );
    assert_eq!(
        said.matches("Written: 13 papers for 4 people").count(),
        2,
        "{said}"
    );
    let home = program.home();
    for (folder, end) in [
        (home.join("talking-piece-papers").join(&id), "docx"),
        (home.join("pages"), "html"),
    ] {
        for name in [
            format!("for-the-chair-only.{end}"),
            format!("copy-1/minutes.{end}"),
        ] {
            assert!(folder.join(&name).is_file(), "{name}");
        }
    }
    let kept = noted(&program, &id).len();
    for (line, why) in [
        ("/papers write; as: pages", "There is no format \"pages\"."),
        ("/papers write as: ics", "Name another format behind as:"),
        (
            "/papers write copies; as: docx",
            "\"copies\" is not the whole path",
        ),
    ] {
        let said = typed(&program, &id, &format!("{line}\n"));
        assert!(said.contains(why), "{line}: {said}");
    }
    assert_eq!(noted(&program, &id).len(), kept);
    assert!(!home.join("copies").exists());
}
