//! Somebody removes or changes the journal, or a part of it, while the meeting is open: nothing is lost, and the program
//! does not end as if nothing had been.

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

fn files_in(folder: &Path) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn first_file(folder: &Path) -> std::path::PathBuf {
    files_in(&folder.join("journal")).remove(0)
}

/// What somebody may do to a file of the journal, or the editor of somebody who only looked.
type Change = (&'static str, fn(&Path));
const CHANGES: [Change; 5] = [
    ("a changed copy in its place", |file| {
        let copy = file.with_extension("copy~");
        std::fs::write(&copy, with_another_word(file)).unwrap();
        std::fs::rename(copy, file).unwrap();
    }),
    ("changed in place", |file| {
        std::fs::write(file, with_another_word(file)).unwrap();
    }),
    ("a line more", |file| {
        let mut text = std::fs::read_to_string(file).unwrap();
        text.push_str("{}\n");
        std::fs::write(file, text).unwrap();
    }),
    ("emptied", |file| std::fs::write(file, "").unwrap()),
    ("its last line cut off", |file| {
        let text = std::fs::read_to_string(file).unwrap();
        let end = text.trim_end().rfind('\n').unwrap_or(0);
        std::fs::write(file, &text[..end]).unwrap();
    }),
];

fn with_another_word(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(
        text.contains("first words") || text.contains("of this session"),
        "{text}"
    );
    text.replace("first words", "other words")
        .replace("of this session", "of another one")
}

#[test]
fn what_is_changed_while_the_meeting_is_open_is_written_anew_and_told() {
    let goes_on = [&[][..], &["KS: said after it"], &["/close no time left"]];
    let mut ways = goes_on.iter().cycle();
    for of_this_session in [false, true] {
        for (what, change) in CHANGES {
            // A line more in a file of an earlier session may be a colleague's, where nothing can be locked.
            if what == "a line more" && !of_this_session {
                continue;
            }
            let then = *ways.next().unwrap();
            let what = format!("{what}, {of_this_session}, {then:?}");
            let program = Program::new();
            let id = program.meeting(LINES);
            let change_it = |folder: &Path| {
                let files = files_in(&folder.join("journal"));
                let file = match of_this_session {
                    true => files.last(),
                    false => files.first(),
                };
                change(file.unwrap());
            };
            let ran = session(&program, &id, change_it, then);
            assert_eq!(ran.code, 3, "{what}: {ran:?}");
            assert!(
                ran.err
                    .contains("Somebody removed or changed the journal of these minutes")
                    && ran.err.contains("Nothing is lost"),
                "{what}: {ran:?}"
            );
            let kept = files_in(&program.folder_of(&id).join("recovered"));
            let kept = kept.iter().map(|file| file.to_string_lossy().into_owned());
            assert_eq!(
                kept.filter(|name| name.contains("/changed-")).count(),
                1,
                "{what}"
            );
            let read = program.run(&["read", &id]);
            assert_eq!(read.code, 0, "{what}: {read:?}");
            for words in ["the first words", "of this session"] {
                assert!(read.out.contains(words), "{what}: {words}: {read:?}");
            }
            assert_eq!(
                read.out.contains("said after it"),
                then == ["KS: said after it"],
                "{what}"
            );
            let verify = program.run(&["verify", &id]);
            assert_eq!(verify.code, 0, "{what}: {verify:?}");
            let again = session(&program, &id, |_| {}, &[]);
            assert_eq!(again.code, 0, "{what}: {again:?}");
        }
    }
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
                ran.err.contains(
                    "Somebody removed or changed the journal of these minutes, or a part of it"
                ) && ran
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

#[test]
fn a_folder_in_the_place_of_a_file_is_not_told_as_a_full_disk() {
    for name in ["minutes.json", "restricted.json"] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let put_there = |folder: &Path| {
            std::fs::remove_file(folder.join(name)).unwrap();
            std::fs::create_dir(folder.join(name)).unwrap();
        };
        let ran = session(&program, &id, put_there, &["KS: said after it"]);
        assert_eq!(ran.code, 3, "{name}: {ran:?}");
        assert!(
            ran.err.contains("a folder is in the place of the file")
                && ran.err.contains("Look at the folder of these minutes")
                && !ran.err.contains("Free some space"),
            "{name}: {ran:?}"
        );
        std::fs::remove_dir(program.folder_of(&id).join(name)).unwrap();
        assert_eq!(session(&program, &id, |_| {}, &[]).code, 0);
        let read = program.run(&["read", &id]);
        assert!(read.out.contains("said after it"), "{read:?}");
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
