//! A word that was marked restricted is not in the minutes file any more, whatever the disk does: the file is emptied
//! before it is said, which takes no room, and a file that is older than the journal gives exit code 3.

use super::f06_small_disk::{fill, small_disk};
use super::skipped::is_long;
use crate::command_line::program::{Program, Ran, has};
use crate::real_terminal::terminal::RealTerminal;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const LINES: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: we stay in Nowhere Lane\n";
const WORD: &str = "Nowhere Lane";
const PATIENCE: Duration = Duration::from_secs(20);

fn holds_the_word(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("minutes.json")).is_ok_and(|text| text.contains(WORD))
}

/// Whether any journal below this folder says that the entry was marked.
fn is_marked(folder: &Path) -> bool {
    let Ok(inside) = std::fs::read_dir(folder) else {
        return std::fs::read_to_string(folder).is_ok_and(|text| {
            folder.extension().is_some_and(|e| e == "jsonl")
                && text.contains("\"kind\":\"changed\"")
        });
    };
    inside.flatten().any(|entry| is_marked(&entry.path()))
}

fn marked_while(
    hinder: impl Fn(&Path),
    help: impl Fn(&Path),
    program: &Program,
    run: impl Fn(&str, &str) -> Ran,
) {
    let id = run("new", LINES).out.lines().last().unwrap().to_owned();
    let folder = program.folder_of(&id);
    assert!(holds_the_word(&folder));
    hinder(&folder);
    let ran = run(&id, "/mark restricted\n");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(!ran.err.contains("The minutes:"), "{ran:?}");
    assert!(ran.err.contains("minutes"), "{ran:?}");
    assert!(!holds_the_word(&folder), "{ran:?}");
    help(&folder);
    let ran = run(&id, "KS: and more\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let written = std::fs::read_to_string(folder.join("minutes.json")).unwrap();
    assert!(
        written.contains("and more") && !written.contains(WORD),
        "{written}"
    );
}

/// `take`, and plain mode: both say what went wrong, and neither exits with 0.
fn both_ways(program: &Program) -> [impl Fn(&str, &str) -> Ran + '_; 2] {
    let way = |plain: bool| {
        move |id: &str, lines: &str| match (id, plain) {
            ("new", _) => {
                program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes())
            }
            (id, false) => program.run_with_input(&["take", id, "--lines", "-"], lines.as_bytes()),
            (id, true) => program.run_with_input(
                &["resume", id, "--plain"],
                format!("{lines}/quit\n").as_bytes(),
            ),
        }
    };
    [way(false), way(true)]
}

#[test]
fn with_no_room_the_word_is_gone_and_the_exit_code_says_so() {
    let Some(small) = small_disk() else {
        return;
    };
    let program = Program::in_folder(small.path());
    for run in both_ways(&program) {
        marked_while(
            |_| fill(small.path()),
            |_| std::fs::remove_file(small.path().join("of-somebody-else")).unwrap(),
            &program,
            run,
        );
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_gives_exit_code_3() {
    for name in ["minutes.json", "restricted.json"] {
        let program = Program::new();
        for run in both_ways(&program) {
            marked_while(
                |folder| {
                    std::fs::remove_file(folder.join(name)).unwrap();
                    std::fs::create_dir_all(folder.join(name).join("of somebody")).unwrap();
                },
                |folder| std::fs::remove_dir_all(folder.join(name)).unwrap(),
                &program,
                run,
            );
        }
    }
}

/// A folder that may only be read, as an account that is not root.
#[test]
fn a_folder_that_may_only_be_read_still_has_its_file_emptied() {
    let Some(team) = crate::sharing::team::Team::new() else {
        return;
    };
    let anna = crate::sharing::team::ANNA;
    let id = team.meeting(anna, LINES);
    let folder = team.folder_of(&id);
    assert!(holds_the_word(&folder));
    let set =
        |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o2550);
    let ran = team.run_with_input(anna, &["take", &id, "--lines", "-"], "/mark restricted\n");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(!holds_the_word(&folder), "{ran:?}");
    set(0o2750);
    let ran = team.run_with_input(anna, &["take", &id, "--lines", "-"], "KS: more\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!holds_the_word(&folder));
}

/// An alarm about one meeting is not forgotten because another is opened after it.
#[test]
fn the_exit_code_remembers_a_meeting_that_was_left() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let folder = program.folder_of(&id);
    std::fs::remove_file(folder.join("restricted.json")).unwrap();
    std::fs::create_dir_all(folder.join("restricted.json").join("of somebody")).unwrap();
    let other = program.meeting(LINES);
    let lines = "/mark restricted\n/home\n/quit\n";
    let ran = program.run_with_input(&["resume", &id, "--plain"], lines.as_bytes());
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(!holds_the_word(&folder));
    assert!(
        holds_the_word(&program.folder_of(&other)),
        "the other is not touched"
    );
}

/// Killed as soon as the screen says that the entry is marked. The meeting is long, so that writing its file anew takes
/// a while.
#[test]
fn killed_right_after_it_is_said() {
    for text in ["/mark restricted", "/strike wrong", "/undo"] {
        let program = Program::new();
        let many: String = (0..400).map(|n| format!("KS: entry {n}\n")).collect();
        let id = program.meeting(&format!(
            "{}{many}KS: it is {WORD}\n",
            LINES.replace(WORD, "a house")
        ));
        let folder = program.folder();
        assert!(holds_the_word(&folder));
        let data = program.data();
        let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
        let mut window = RealTerminal::start(80, 24, &["resume", &id], &env);
        window.wait_for("F1 help", PATIENCE);
        window.wait_for("saved", PATIENCE);
        for letter in text.chars() {
            window.type_text(&letter.to_string());
            std::thread::sleep(Duration::from_micros(400));
        }
        window.wait_for(text, PATIENCE);
        window.press(b"\r");
        window.wait_until(PATIENCE, |screen| {
            let seen = screen.contents();
            ["Marked", "Struck out", "Taken back", "taken back"]
                .iter()
                .any(|word| seen.contains(word))
        });
        window.kill_9();
        assert!(!holds_the_word(&folder), "{text}");
        // And the next opening writes it.
        let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: more\n");
        assert_eq!(ran.code, 0, "{ran:?}");
        let written = std::fs::read_to_string(folder.join("minutes.json")).unwrap();
        assert!(
            written.contains("more") && !written.contains(WORD),
            "{text}"
        );
    }
}

/// The disk refuses from its n-th call on, for every n: what is in the journal as marked is not in the file, unless the
/// program says so, and 0 is given only for a file that is up to date.
#[test]
fn refused_at_every_call_of_a_meeting_with_marks() {
    if !has("strace", &["-V"]) {
        return;
    }
    let mut met = 0;
    for (call, error, last) in [
        ("write", "ENOSPC", 40),
        ("fsync", "EIO", 12),
        ("fdatasync", "EIO", 12),
        ("openat", "EACCES", 90),
        ("rename", "EROFS", 6),
        ("fchmod", "EPERM", 4),
        ("ftruncate", "EIO", 6),
        ("mkdir", "ENOSPC", 6),
    ] {
        for ever in ["", "+"] {
            // Every third call, so that CI has time for it; each call if asked for.
            let every = is_long() || last <= 12;
            let step = if every { 1 } else { 3 };
            for moment in (1..=last).step_by(step) {
                let program = Program::new();
                let id = program.meeting(LINES);
                let folder = program.folder();
                let input = program.home().join("input.lines");
                std::fs::write(&input, "/mark restricted\nKS: a later word\n").unwrap();
                let inject = format!("inject={call}:error={error}:when={moment}{ever}");
                let mut command = Command::new("strace");
                command.args(["-f", "-qq", "-o", "/dev/null", "-e", &inject]);
                command.arg(env!("CARGO_BIN_EXE_talking-piece"));
                command.args(["take", &id, "--lines"]).arg(&input);
                let output = program.prepared(command).stdin(Stdio::null()).output();
                let ran = Ran::of(output.unwrap());
                met += usize::from(ran.code != 0);
                let holds = holds_the_word(&folder);
                let is_said = ran.code == 3 && ran.err.contains("CAN STILL BE READ");
                // Where every write fails, nothing can be said on standard error either.
                let is_mute = call == "write" && ever == "+";
                assert!(
                    !(is_marked(program.home()) && holds) || is_said || (is_mute && ran.code == 3),
                    "{inject}: {ran:?}"
                );
                let is_whole = || {
                    std::fs::read_to_string(folder.join("minutes.json"))
                        .is_ok_and(|text| text.contains("a later word") && !text.contains(WORD))
                };
                assert!(ran.code != 0 || is_whole(), "{inject}: {ran:?}");
                assert!(!ran.err.contains("panicked"), "{inject}: {ran:?}");
            }
        }
    }
    assert!(met > 20, "only {met} runs met the error");
}
