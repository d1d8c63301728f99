//! Killed while handing on or importing: the next run finishes it, and no state in between is reported as done.

use super::modes::{LINES, modes};
use super::team::{ANNA, BEN, Team};
use crate::command_line::program::{Program, Ran, has};
use std::os::unix::fs::MetadataExt;
use std::process::Command;

const MOMENTS: &[(&str, &[&str])] = &[
    ("fchmod", &["1", "2", "3", "4", "5", "6", "8"]),
    ("write", &["1", "2", "4", "6"]),
    ("fsync", &["1", "2", "3"]),
];

/// `hand-on` with these arguments, killed at each moment; then its owner opens the meeting again, and it is wholly the
/// one or the other.
fn killed_at_each_moment(before: Option<&[&str]>, arguments: &[&str], sees_when_done: bool) {
    if !has("strace", &["-V"]) {
        return;
    }
    let Some(team) = Team::new() else { return };
    let mut killed = 0;
    for (call, moments) in MOMENTS {
        for moment in *moments {
            let id = team.meeting(ANNA, LINES);
            let with_id = |arguments: &[&str]| -> Vec<String> {
                let all = ["hand-on", &id]
                    .into_iter()
                    .chain(arguments.iter().copied());
                all.map(str::to_owned).collect()
            };
            if let Some(before) = before {
                let before = with_id(before);
                let before: Vec<&str> = before.iter().map(String::as_str).collect();
                assert_eq!(team.run(ANNA, &before).code, 0);
                let took =
                    team.run_with_input(BEN, &["take", &id, "--lines", "-"], "KS: first of Ben\n");
                assert_eq!(took.code, 0, "{took:?}");
            }
            let inject = format!("inject={call}:signal=SIGKILL:when={moment}");
            let program = team.path().join("talking-piece");
            let mut whole = vec!["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
            whole.push(program.to_str().unwrap());
            let arguments = with_id(arguments);
            whole.extend(arguments.iter().map(String::as_str));
            let ran = Ran::of(team.shell(ANNA, &whole).output().unwrap());
            killed += usize::from(ran.code != 0);
            let again = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], "KS: more\n");
            assert_eq!(again.code, 0, "{inject}: {again:?}");
            let all = team.run(BEN, &["read", &id, "--restricted"]);
            let took = team.run_with_input(BEN, &["take", &id, "--lines", "-"], "KS: of Ben\n");
            let sees = all.out.contains("Nowhere Lane");
            assert_eq!(sees, took.code == 0, "{inject}: {all:?} {took:?}");
            let folder = team.folder_of(&id);
            for path in ["journal", "restricted.json", "recovered", "draft"] {
                let mode = std::fs::metadata(folder.join(path)).unwrap().mode();
                assert_eq!(mode & 0o070 != 0, sees, "{inject}: {path} {mode:o}");
            }
            for (name, mode) in modes(&folder) {
                assert!(
                    name != "draft/*" || mode == 0o600,
                    "{inject}: {name} {mode:o}"
                );
            }
            assert!(
                ran.code != 0 || sees == sees_when_done,
                "{inject}: it said that it was done: {ran:?}"
            );
            let read = team.run(ANNA, &["read", &id]);
            assert_eq!(read.code, 0, "{inject}: {read:?}");
            assert!(
                read.out.contains("hello") && read.out.contains("more"),
                "{inject}: {read:?}"
            );
            assert!(
                before.is_none() || read.out.contains("first of Ben"),
                "{inject}: {read:?}"
            );
        }
    }
    assert!(killed >= 6, "only {killed} runs were really killed");
}

#[test]
fn handing_on_is_finished_by_the_next_opening() {
    killed_at_each_moment(None, &[], true);
}

#[test]
fn taking_back_is_finished_by_the_next_opening() {
    killed_at_each_moment(Some(&[]), &["--stop"], false);
}

#[test]
fn taking_in_is_finished_by_the_next_import() {
    if !has("strace", &["-V"]) {
        return;
    }
    let there = Program::new();
    let id = there.meeting(LINES);
    let given = there.folder_of(&id);
    let wanted = std::fs::read(given.join("minutes.json")).unwrap();
    let mut killed = 0;
    for (call, moments) in [
        ("mkdir", &["1", "2", "3"][..]),
        ("write", &["1", "2"]),
        ("fsync", &["1", "2", "3", "4", "5"]),
        ("rename", &["1", "2", "3"]),
        ("renameat", &["1", "2", "3"]),
    ] {
        for moment in moments {
            let here = Program::new();
            let inject = format!("inject={call}:signal=SIGKILL:when={moment}");
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &inject]);
            command
                .arg(env!("CARGO_BIN_EXE_talking-piece"))
                .arg("import")
                .arg(&given);
            let ran = Ran::of(here.prepared(command).output().unwrap());
            killed += usize::from(ran.code != 0);
            let list = here.run(&["list"]);
            assert!(
                list.out.is_empty() || list.out.contains(&id),
                "{inject}: {list:?}"
            );
            let again = here.run(&["import", given.to_str().unwrap()]);
            assert_eq!(again.code, 0, "{inject}: {again:?}");
            let folder = here.folder_of(&id);
            assert_eq!(
                std::fs::read(folder.join("minutes.json")).unwrap(),
                wanted,
                "{inject}"
            );
            assert_eq!(
                std::fs::read(folder.join("restricted.json")).unwrap(),
                std::fs::read(given.join("restricted.json")).unwrap(),
                "{inject}"
            );
            assert_eq!(
                std::fs::read_dir(folder.parent().unwrap()).unwrap().count(),
                1,
                "{inject}"
            );
        }
    }
    assert!(killed >= 8, "only {killed} runs were really killed");
}
