//! Somebody removes the journal, or a part of it, while the meeting is open: nothing is lost, and the program does not end
//! as if nothing had been.

use super::program::{Program, Ran};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

const LINES: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: the first words\n";

/// Resumes the meeting in plain mode, types a line, does something to the folder, types the other lines and leaves.
fn session(program: &Program, id: &str, meanwhile: impl FnOnce(&Path), then: &[&str]) -> Ran {
    let mut command = program.command(&["resume", id, "--plain"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    writeln!(input, "KS: of this session").unwrap();
    let mut told = String::new();
    while !told.contains("of this session") {
        assert!(output.read_line(&mut told).unwrap() > 0, "{told}");
    }
    meanwhile(&program.folder_of(id));
    for line in then {
        writeln!(input, "{line}").unwrap();
    }
    writeln!(input, "/quit").unwrap();
    drop(input);
    while output.read_line(&mut told).unwrap() > 0 {}
    let mut ran = Ran::of(child.wait_with_output().unwrap());
    ran.out = told;
    ran
}

fn first_file(folder: &Path) -> std::path::PathBuf {
    let files = std::fs::read_dir(folder.join("journal")).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files.remove(0)
}

#[test]
fn what_is_removed_while_the_meeting_is_open_is_written_anew_and_told() {
    let whole: fn(&Path) = |folder| std::fs::remove_dir_all(folder.join("journal")).unwrap();
    let first: fn(&Path) = |folder| std::fs::remove_file(first_file(folder)).unwrap();
    for (what, remove) in [("journal", whole), ("a file", first)] {
        for then in [&[][..], &["KS: said after it"]] {
            let program = Program::new();
            let id = program.meeting(LINES);
            let ran = session(&program, &id, remove, then);
            assert_eq!(ran.code, 3, "{what} {then:?}: {ran:?}");
            assert!(
                ran.err
                    .contains("Somebody removed the journal of these minutes, or a part of it")
                    && ran
                        .err
                        .contains("Nothing is lost: all of it was written anew, in "),
                "{what} {then:?}: {ran:?}"
            );
            let read = program.run(&["read", &id]);
            assert_eq!(read.code, 0, "{what} {then:?}: {read:?}");
            let words = ["the first words", "of this session"].into_iter();
            for words in words.chain(then.iter().map(|line| &line[4..])) {
                assert!(read.out.contains(words), "{what}: {words}: {read:?}");
            }
            let again = session(&program, &id, |_| {}, &[]);
            assert_eq!(again.code, 0, "{what} {then:?}: {again:?}");
        }
    }
}

/// Its place cannot be trusted any more, so all of the journal goes where only this account can write.
#[test]
fn of_a_meeting_whose_folder_is_removed_the_whole_journal_is_kept_elsewhere() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let remove: fn(&Path) = |folder| std::fs::remove_dir_all(folder).unwrap();
    let ran = session(&program, &id, remove, &["KS: said after it"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let rescued = program
        .home()
        .join(".local/state/talking-piece/rescued")
        .join(&id);
    assert!(ran.err.contains(rescued.to_str().unwrap()), "{ran:?}");
    let files = std::fs::read_dir(rescued.join("journal")).unwrap();
    let all: String = files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    for words in ["the first words", "of this session", "said after it"] {
        assert!(all.contains(words), "{words}: {all}");
    }
}
