//! `start --from` and `take --new --from` a meeting whose journal or files are not as they were: refused, or begun and
//! told; never as if nothing had been.

use super::program::{CLOSED, Program, Ran};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

fn journal(folder: &Path) -> PathBuf {
    let mut files = std::fs::read_dir(folder.join("journal")).unwrap();
    files.next().unwrap().unwrap().path()
}

/// As somebody would who knows how the lines are linked.
fn with_other_words_and_new_hashes(text: &str) -> String {
    let mut before = String::new();
    let mut written = String::new();
    for line in text.replace("I was scared", "I was joyful").lines() {
        let (fields, _) = line.rsplit_once(",\"h\":\"").unwrap();
        let (fields, _) = fields.rsplit_once("\"prev\":\"").unwrap();
        let fields = format!("{fields}\"prev\":\"{before}\"");
        let hash = Sha256::digest(fields.as_bytes());
        before = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        written += &format!("{fields},\"h\":\"{before}\"}}\n");
    }
    written
}

fn begun(program: &Program, last: &str, way: &str) -> Ran {
    match way {
        "take" => {
            let arguments = ["take", "--new", "--from", last, "--lines", "-"];
            program.run_with_input(&arguments, b"/begin\n")
        }
        _ => program.run_with_input(&["--plain", "start", "--from", last], b"/begin\n/quit\n"),
    }
}

#[test]
fn a_review_from_a_journal_that_was_written_anew_is_told() {
    for way in ["take", "start"] {
        let program = Program::new();
        let last = program.meeting(CLOSED);
        let folder = program.folder_of(&last);
        let whole = std::fs::read_to_string(journal(&folder)).unwrap();
        let fine = begun(&program, &last, way);
        assert_eq!(fine.code, 0, "{way}: {fine:?}");
        assert!(!fine.err.contains("NOT AS THEY WERE SEALED"), "{fine:?}");
        std::fs::write(journal(&folder), with_other_words_and_new_hashes(&whole)).unwrap();
        for file in ["journal", "minutes.json"] {
            if file == "minutes.json" {
                std::fs::write(journal(&folder), &whole).unwrap();
                let text = std::fs::read_to_string(folder.join(file)).unwrap();
                std::fs::write(folder.join(file), text.replace("scared", "joyful")).unwrap();
            }
            let ran = begun(&program, &last, way);
            assert_eq!(ran.code, 1, "{way} {file}: {ran:?}");
            assert!(
                ran.err.contains(&format!(
                    "This meeting was begun from {last}. THESE MINUTES ARE NOT AS THEY WERE SEALED"
                )),
                "{way} {file}: {ran:?}"
            );
        }
    }
}

#[test]
fn no_review_is_begun_from_a_journal_with_a_line_that_is_damaged_or_missing() {
    for way in ["take", "start"] {
        for (what, code) in [
            ("flipped", 3),
            ("a line missing", 3),
            ("its end cut off", 2),
        ] {
            let program = Program::new();
            let last = program.meeting(CLOSED);
            let folder = program.folder_of(&last);
            let text = std::fs::read_to_string(journal(&folder)).unwrap();
            let mut lines: Vec<&str> = text.lines().collect();
            let damaged = match what {
                "flipped" => text.replace("I was scared", "I was scored"),
                "a line missing" => {
                    lines.remove(lines.len() / 2);
                    lines.join("\n") + "\n"
                }
                _ => {
                    let closed = lines.iter().position(|line| line.contains("\"closed\""));
                    lines.truncate(closed.unwrap());
                    lines.join("\n") + "\n"
                }
            };
            std::fs::write(journal(&folder), damaged).unwrap();
            let ran = begun(&program, &last, way);
            assert_eq!(ran.code, code, "{way}, {what}: {ran:?}");
            assert!(ran.err.contains("No new meeting was made"), "{ran:?}");
            // None was.
            program.folder();
        }
    }
}
