//! The commands of the manual's page about backup, run as they stand there: a copy made while somebody types, the
//! machine lost, the copy given back to an account that has nothing.

use super::conference::{enter, start, type_slowly, wait_at_cursor};
use super::stopped::draft_of;
use crate::command_line::program::{Program, Ran, has};
use std::path::Path;
use std::process::{Child, Command};

const PAGE: &str = include_str!("../../src/manual/backup-and-permissions.md");
const CLOSED: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: quiet, please\n/view Ella; by: letter; words: yes\n/close it was agreed\n";
const OPEN: &str = "/child Ella Smith\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n";

/// The lines of the page that begin like this.
fn of_the_page(beginning: &str) -> String {
    let lines = PAGE.lines().filter(|line| line.starts_with(beginning));
    let lines: Vec<&str> = lines.collect();
    let [line] = lines.as_slice() else {
        panic!("{beginning}: {lines:?}");
    };
    (*line).to_owned()
}

/// Runs a line of the page with this backup folder, as the shell of that account does.
fn shell(program: &Program, line: &str, backup: &Path) -> Child {
    let line = line.replace("/backup/conferences", backup.to_str().unwrap());
    let mut command = Command::new("sh");
    command.args(["-c", &line]);
    program.prepared(command).spawn().unwrap()
}

/// 24: a file was replaced while it was looked at.
fn assert_copied(mut rsync: Child) {
    let code = rsync.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 24)), "{code:?}");
}

#[test]
fn a_copy_made_while_somebody_types_gives_back_all_that_was_on_the_screen() {
    if !has("rsync", &["--version"]) {
        return;
    }
    let backup = of_the_page("rsync -a \"$");
    let restore = of_the_page("rsync -a /backup");
    let program = Program::new();
    let closed = program.meeting(CLOSED);
    let sealed = program.folder_of(&closed);
    // The helpers look at the only meeting there is: the closed one joins it afterwards.
    let aside = program.home().join("aside");
    std::fs::rename(&sealed, &aside).unwrap();
    let open = program.meeting(OPEN);
    let folder = program.home().join("backup folder").join("conferences");
    std::fs::create_dir_all(&folder).unwrap();
    let mut terminal = start(&program, &["resume", &open]);
    let mut typed = 0;
    let mut copies = 0;
    // An older copy is brought up to date, each time in the middle of an entry.
    for _ in 0..4 {
        for _ in 0..3 {
            enter(&mut terminal, &format!("KS: entry {typed} of the day"));
            typed += 1;
        }
        let half = format!("KS: half of {typed}");
        type_slowly(&mut terminal, &half);
        wait_at_cursor(&terminal, &half.replace(' ', ""));
        let on_the_screen = typed;
        let copy = shell(&program, &quoted(&backup, &folder), &folder);
        type_slowly(&mut terminal, " and on");
        terminal.press(b"\r");
        typed += 1;
        assert_copied(copy);
        copies += 1;
        assert_given_back(&restore, &folder, &open, on_the_screen, None);
    }
    type_slowly(&mut terminal, "KS: the last words");
    wait_at_cursor(&terminal, "KS:thelastwords");
    terminal.kill_9();
    assert_eq!(draft_of(&program), "KS: the last words");
    std::fs::rename(&aside, &sealed).unwrap();
    assert_copied(shell(&program, &quoted(&backup, &folder), &folder));
    std::fs::remove_dir_all(program.data()).unwrap();
    assert_given_back(&restore, &folder, &open, typed, Some(&closed));
    assert_eq!(copies, 4);
}

/// A folder with a space in its name is a word of its own for the shell.
fn quoted(line: &str, folder: &Path) -> String {
    let at = format!("{}/", folder.display());
    line.replace("/backup/conferences/", &format!("'{at}'"))
}

/// To another account's new machine, with the two commands behind it; then the meeting goes on there.
fn assert_given_back(
    restore: &str,
    backup: &Path,
    open: &str,
    entries: usize,
    closed: Option<&str>,
) {
    let other = Program::new();
    std::fs::create_dir(other.data()).unwrap();
    assert_copied(shell(&other, &quoted(restore, backup), backup));
    let verified = other.run(&["verify", "--all"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    if let Some(closed) = closed {
        let line = verified.out.lines().find(|line| line.starts_with(closed));
        assert!(
            line.unwrap().contains("nothing has changed"),
            "{verified:?}"
        );
    }
    let looked = other.run(&["doctor"]);
    assert!(looked.out.contains("are as they should be"), "{looked:?}");
    let read = other.run(&["read", open]);
    for number in 0..entries {
        let is_whole = read.out.contains(&format!("entry {number} of the day"))
            || read.out.contains(&format!("half of {number}"));
        assert!(
            is_whole || draft(&other, open).contains(&format!("half of {number}")),
            "{number}: {read:?}"
        );
    }
    if closed.is_none() {
        assert!(
            draft(&other, open).contains(&format!("half of {entries}"))
                || read.out.contains(&format!("half of {entries}")),
            "{read:?}"
        );
    } else {
        assert!(draft(&other, open).contains("the last words"));
    }
    let more: Ran = other.run_with_input(&["take", open, "--lines", "-"], b"KS: and it goes on\n");
    assert!(more.code < 2, "{more:?}");
    assert!(other.run(&["read", open]).out.contains("and it goes on"));
}

fn draft(program: &Program, id: &str) -> String {
    use talking_piece::store::disk::RealDisk;
    use talking_piece::store::paths::{MeetingFolder, MeetingId};
    let path = program.folder_of(id);
    let id = MeetingId::parse(id).unwrap();
    let found = talking_piece::store::reading::read(&RealDisk, &MeetingFolder { id, path }, &[]);
    found.draft.map_or_else(String::new, |line| line.text)
}
