//! `import` while somebody else is at work, and when it is killed: nothing is overwritten, the second person is told
//! who has the meeting, files of two imports never mix, and the next import finishes what was started.

use super::import::{elsewhere, everything, import, json_in};
use super::program::{Program, Ran, has};
use serde_json::{Value, json};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Giving a name, whichever system call is used.
const RENAME: &str = "rename,renameat,renameat2";

fn given(program: &Program, name: &str, minutes: &Value, restricted: Option<&str>) -> PathBuf {
    let folder = program.home().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("minutes.json"), minutes.to_string()).unwrap();
    if let Some(text) = restricted {
        std::fs::write(folder.join("restricted.json"), text).unwrap();
    }
    folder
}

fn of_another_year(minutes: &Value) -> Value {
    let text = minutes.to_string();
    let year = minutes["contributions"][0]["at"].as_str().unwrap()[..4].to_owned();
    let text = text.replace(&format!("\"{year}-"), "\"2019-");
    assert!(text.contains("hello"));
    serde_json::from_str(&text.replace("hello", "other words")).unwrap()
}

/// What an import wrote, without lock notes.
fn written(data: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = everything(data);
    // Nor the files that the writer goes on with.
    let others = ["lock", "reserve", "draft", "journal"];
    all.retain(|(path, _)| {
        let mut names = path.iter().map(|name| name.to_string_lossy());
        !names.any(|name| others.contains(&name.as_ref()) || name.ends_with(".tmp"))
    });
    for (path, _) in &mut all {
        *path = path.strip_prefix(data).unwrap().to_owned();
    }
    all
}

fn restricted_of(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("restricted.json")).unwrap()
}

/// The account that runs the tests: messages name the writer by it.
fn our_name() -> String {
    let ran = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(ran.stdout).unwrap().trim().to_owned()
}

#[test]
fn while_somebody_writes_in_the_meeting_nothing_is_taken_in_and_it_says_who() {
    let program = Program::new();
    let (id, folder) = elsewhere(&program);
    let mut other = json_in(&folder.join("minutes.json"));
    other["contributions"][0]["text"] = json!("other words");
    let other = given(&program, "given", &other, Some(&restricted_of(&folder)));
    let inode = || std::fs::metadata(folder.join("minutes.json")).map(|found| found.ino());
    let as_it_was = inode().unwrap();
    let mut command = program.command(&["resume", &id, "--plain"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let lock = folder.join("lock");
    for _ in 0..200 {
        // An opening writes the file of the minutes anew.
        if std::fs::read_to_string(&lock).is_ok_and(|note| note.contains(&our_name()))
            && inode().is_ok_and(|now| now != as_it_was)
        {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let before = written(&program.data());
    let ran = import(&program, &other);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err
            .contains(&format!("{} has been writing in these minutes", our_name()))
            && ran.err.contains("0 imported, 0 already here, 0 put beside"),
        "{ran:?}"
    );
    assert!(written(&program.data()) == before, "something was written");
    // Identical minutes are recognised without writing, so nobody is in the way.
    let same = import(&program, &folder);
    assert!(
        same.code == 0 && same.err.contains("1 already here"),
        "{same:?}"
    );
    child.stdin.take().unwrap().write_all(b"/quit\n").unwrap();
    child.wait().unwrap();
    let ran = import(&program, &other);
    assert!(ran.code == 1 && ran.err.contains("1 put beside"), "{ran:?}");
}

/// Starts an import that pauses before it gives the first file its name.
fn slow_import(program: &Program, path: &Path) -> std::process::Child {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e"]);
    command.arg(format!("inject={RENAME}:delay_enter=1500000:when=1"));
    command
        .arg(env!("CARGO_BIN_EXE_talking-piece"))
        .arg("import")
        .arg(path);
    let mut command = program.prepared(command);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn of_two_imports_at_once_the_second_is_told_and_the_first_is_whole() {
    if !has("strace", &["-V"]) {
        return;
    }
    let there = Program::new();
    let (id, folder) = elsewhere(&there);
    let minutes = json_in(&folder.join("minutes.json"));
    let first = given(&there, "first", &minutes, Some(&restricted_of(&folder)));
    let second = given(&there, "second", &of_another_year(&minutes), None);
    for is_here in [false, true] {
        let here = Program::new();
        if is_here {
            let mut known = minutes.clone();
            known["contributions"][0]["text"] = json!("known before");
            let known = given(&there, "known", &known, None);
            assert_eq!(import(&here, &known).code, 0);
        }
        let slow = slow_import(&here, &first);
        std::thread::sleep(Duration::from_millis(700));
        let ran = import(&here, &second);
        assert_eq!(ran.code, 1, "{is_here}: {ran:?}");
        assert!(
            ran.err
                .contains(&format!("{} has been writing in these minutes", our_name())),
            "{is_here}: {ran:?}"
        );
        let slow = Ran::of(slow.wait_with_output().unwrap());
        assert_eq!(slow.code, i32::from(is_here), "{slow:?}");
        let kept = if is_here {
            here.folder_of(&id).join("earlier")
        } else {
            here.folder_of(&id)
        };
        let of_first: Vec<_> = everything(&kept)
            .into_iter()
            .map(|(_, bytes)| bytes)
            .collect();
        let restricted = restricted_of(&folder).into_bytes();
        assert!(of_first.contains(&restricted), "{is_here}");
        assert!(!here.run(&["read", &id]).out.contains("other words"));
        // Now it is its turn.
        let ran = import(&here, &second);
        assert!(
            ran.code == 1 && ran.err.contains("1 put beside"),
            "{is_here}: {ran:?}"
        );
        assert_eq!(here.run(&["list"]).out.lines().count(), 1, "{is_here}");
    }
}

#[test]
fn a_version_kept_beside_never_brings_its_restricted_part_into_the_minutes_of_today() {
    let there = Program::new();
    let (id, folder) = elsewhere(&there);
    let old = json_in(&folder.join("minutes.json"));
    let with_restricted = given(&there, "old", &old, Some(&restricted_of(&folder)));
    let alone = given(&there, "alone", &old, None);
    let mut today = old.clone();
    today["contributions"][0]["text"] = json!("words of today");
    let today = given(&there, "today", &today, None);
    let here = Program::new();
    assert_eq!(import(&here, &today).code, 0);
    assert_eq!(import(&here, &alone).code, 1, "it is put beside");
    let kept = import(&here, &with_restricted);
    assert!(
        kept.err.contains("1 already here") && kept.out.contains("kept as earlier/imported-"),
        "{kept:?}"
    );
    let copy = here.folder_of(&id);
    assert!(
        !copy.join("restricted.json").exists(),
        "the restricted part of another version became that of today"
    );
    let parts = |text: &str| {
        let all = everything(&copy.join("earlier")).into_iter();
        all.filter(|(path, _)| path.to_string_lossy().ends_with("-restricted.json"))
            .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(text))
            .count()
    };
    assert_eq!(parts("Nowhere Lane"), 1);
    // Another restricted part of the same minutes has its own place.
    let text = restricted_of(&folder).replace("Nowhere Lane", "Elsewhere Lane");
    let other = given(&there, "other", &old, Some(&text));
    assert_eq!(import(&here, &other).code, 0);
    assert_eq!((parts("Nowhere Lane"), parts("Elsewhere Lane")), (1, 1));
    let before = everything(&here.data());
    assert_eq!(import(&here, &other).code, 0);
    assert_eq!(everything(&here.data()), before);
}

#[test]
fn an_import_that_was_stopped_leaves_nothing_to_that_of_another_file() {
    if !has("strace", &["-V"]) {
        return;
    }
    let there = Program::new();
    let (id, folder) = elsewhere(&there);
    let minutes = json_in(&folder.join("minutes.json"));
    let mut other = minutes.clone();
    other["contributions"][0]["text"] = json!("other words");
    let alone = given(&there, "alone", &other, None);
    let here = Program::new();
    // Both files have their names; the folder does not.
    let ran = killed_import(&here, &folder, RENAME, 3);
    assert_ne!(ran.code, 0, "{ran:?}");
    let pieces = everything(&here.data());
    let is_restricted = |(path, _): &(PathBuf, Vec<u8>)| path.ends_with("restricted.json");
    assert!(pieces.iter().any(is_restricted), "{pieces:?}");
    assert_eq!(import(&here, &alone).code, 0);
    assert!(!here.folder_of(&id).join("restricted.json").exists());
    assert!(here.run(&["read", &id]).out.contains("other words"));
}

fn killed_import(program: &Program, path: &Path, call: &str, moment: usize) -> Ran {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e"]);
    command.arg(format!("inject={call}:signal=SIGKILL:when={moment}"));
    command
        .arg(env!("CARGO_BIN_EXE_talking-piece"))
        .arg("import")
        .arg(path);
    Ran::of(program.prepared(command).output().unwrap())
}

/// A folder of several: a new meeting, other minutes of one that is here, and a restricted part that is missing here.
#[test]
fn killed_at_any_call_the_next_import_of_the_folder_is_as_if_nothing_had_been() {
    if !has("strace", &["-V"]) {
        return;
    }
    let there = Program::new();
    let whole = there.home().join("whole");
    let known = there.home().join("known");
    for name in ["new", "other", "part"] {
        let (_, folder) = elsewhere(&there);
        let minutes = json_in(&folder.join("minutes.json"));
        let mut coming = minutes.clone();
        if name == "other" {
            // Characters that drive a terminal are not imported, so the original file is kept, too.
            coming["contributions"][0]["text"] = json!("hello\u{1b}[2J again");
        }
        let part = restricted_of(&folder);
        given(&there, &format!("whole/{name}"), &coming, Some(&part));
        if name != "new" {
            given(&there, &format!("known/{name}"), &minutes, None);
        }
    }
    let prepared = || {
        let here = Program::new();
        assert_eq!(import(&here, &known).code, 0);
        here
    };
    let undisturbed = prepared();
    assert_eq!(import(&undisturbed, &whole).code, 1);
    let wanted = written(&undisturbed.data());
    let mut killed = 0;
    let calls = [
        ("mkdir,mkdirat", 1, 1),
        ("flock", 1, 1),
        ("write", 1, 1),
        ("fsync,fdatasync", 1, 1),
        (RENAME, 1, 1),
        // Not each one: most of them only look.
        ("openat", 12, 5),
    ];
    for (call, first, step) in calls {
        for moment in (first..).step_by(step) {
            let here = prepared();
            let ran = killed_import(&here, &whole, call, moment);
            let list = here.run(&["list"]);
            let rows = list.out.lines().count();
            assert!(
                list.code == 0 && (2..=3).contains(&rows),
                "{call} {moment}: {list:?}"
            );
            let again = import(&here, &whole);
            assert!(again.code <= 1, "{call} {moment}: {again:?}");
            assert!(
                again.err.contains(", 0 not imported"),
                "{call} {moment}: {again:?}"
            );
            assert!(
                written(&here.data()) == wanted,
                "{call} {moment}: other files than undisturbed: {:?}",
                written(&here.data())
                    .iter()
                    .map(|(path, _)| path)
                    .collect::<Vec<_>>()
            );
            if ran.code == 1 {
                break;
            }
            killed += 1;
        }
    }
    assert!(killed >= 40, "only {killed} runs were really killed");
}

/// A disk that fails half-way: what was written by then is reported, and the next import adds the rest.
#[test]
fn an_import_that_fails_half_way_says_so_and_the_next_adds_the_rest() {
    if !has("strace", &["-V"]) {
        return;
    }
    let there = Program::new();
    let (_, folder) = elsewhere(&there);
    let minutes = json_in(&folder.join("minutes.json"));
    let known = given(&there, "known", &minutes, None);
    let mut other = minutes.clone();
    other["contributions"][0]["text"] = json!("hello\u{1b}[2J again");
    let other = given(&there, "other", &other, Some(&restricted_of(&folder)));
    let mut half = 0;
    for moment in 1.. {
        let here = Program::new();
        assert_eq!(import(&here, &known).code, 0);
        let before = written(&here.data());
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e"]);
        command.arg(format!("inject={RENAME}:error=ENOSPC:when={moment}"));
        command.arg(env!("CARGO_BIN_EXE_talking-piece"));
        command.arg("import").arg(&other);
        let ran = Ran::of(here.prepared(command).output().unwrap());
        if ran.err.contains("1 put beside") {
            break;
        }
        let is_as_it_was = written(&here.data()) == before;
        assert_eq!(
            ran.err.contains("unchanged, and so is the file"),
            is_as_it_was,
            "{moment}: {ran:?}"
        );
        assert_eq!(
            ran.err.contains("files were put beside the minutes"),
            !is_as_it_was,
            "{moment}: {ran:?}"
        );
        half += usize::from(!is_as_it_was);
        let again = import(&here, &other);
        assert!(
            again.err.contains(", 0 not imported"),
            "{moment}: {again:?}"
        );
        let parts = everything(&here.data());
        let kept = parts
            .iter()
            .filter(|(path, _)| path.to_string_lossy().contains("imported-"));
        assert_eq!(kept.count(), 3, "{moment}: {again:?}");
    }
    assert!(half >= 1);
}

#[test]
fn where_nothing_can_be_locked_it_is_taken_in_and_nothing_is_left_behind() {
    if !has("strace", &["-V"]) {
        return;
    }
    let there = Program::new();
    let (id, folder) = elsewhere(&there);
    let here = Program::new();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e"]);
    command.arg("inject=flock:error=ENOLCK");
    command.arg(env!("CARGO_BIN_EXE_talking-piece"));
    command.arg("import").arg(&folder);
    let ran = Ran::of(here.prepared(command).output().unwrap());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(here.run(&["read", &id]).out.contains("hello"));
    let names = std::fs::read_dir(here.data().join("meetings")).unwrap();
    let names: Vec<_> = names.map(|name| name.unwrap().file_name()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
}
