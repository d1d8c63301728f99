//! Importing minutes in a folder for a team: what one account left unfinished is in nobody's way, two accounts never
//! import the same meeting at once, and a refusal says whose meeting it is.

use super::modes::LINES;
use super::team::{ANNA, Account, BEN, Team, set_mode};
use crate::command_line::program::{Program, Ran, has};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

/// Minutes from elsewhere where every account can read them; their id.
fn given(team: &Team, name: &str) -> (String, PathBuf) {
    let there = Program::new();
    let id = there.meeting(LINES);
    let to = team.path().join(name);
    std::fs::create_dir(&to).unwrap();
    set_mode(&to, 0o755);
    for file in ["minutes.json", "restricted.json"] {
        let text = std::fs::read_to_string(there.folder_of(&id).join(file)).unwrap();
        std::fs::write(to.join(file), text).unwrap();
        set_mode(&to.join(file), 0o644);
    }
    (id, to)
}

fn import_with(team: &Team, account: Account, path: &Path, inject: &str) -> Child {
    let program = team.path().join("talking-piece");
    let inject = format!("inject={inject}");
    let whole = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        &inject,
        program.to_str().unwrap(),
        "import",
        path.to_str().unwrap(),
    ];
    let mut command = team.shell(account, &whole);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn import(team: &Team, account: Account, path: &Path) -> Ran {
    team.run(account, &["import", path.to_str().unwrap()])
}

#[test]
fn what_one_account_left_unfinished_is_in_nobodys_way() {
    if !has("strace", &["-V"]) {
        return;
    }
    let mut killed = 0;
    for (call, moments) in [
        ("mkdir,mkdirat", &[1, 2][..]),
        // Before the folder is shared: nobody else may look into it.
        ("fchmod", &[1, 2, 3]),
        ("flock", &[1]),
        ("rename,renameat,renameat2", &[1, 2, 3]),
    ] {
        for moment in moments {
            let Some(team) = Team::new() else { return };
            let (id, path) = given(&team, "given");
            // The folders of all meetings are there.
            team.meeting(BEN, LINES);
            let inject = format!("{call}:signal=SIGKILL:when={moment}");
            let stopped = import_with(&team, ANNA, &path, &inject);
            killed += usize::from(!stopped.wait_with_output().unwrap().status.success());
            let ben = import(&team, BEN, &path);
            assert_eq!(ben.code, 0, "{inject}: {ben:?}");
            let read = team.run(BEN, &["read", &id]);
            assert!(read.out.contains("hello"), "{inject}: {read:?}");
            // What Anna's left goes with her next.
            let anna = import(&team, ANNA, &path);
            assert!(anna.code <= 1, "{inject}: {anna:?}");
            let names = std::fs::read_dir(team.data().join("meetings")).unwrap();
            let names: Vec<_> = names.map(|name| name.unwrap().file_name()).collect();
            assert_eq!(names.len(), 1, "{inject}: {names:?}");
        }
    }
    assert!(killed >= 6, "only {killed} runs were really killed");
}

#[test]
fn while_one_account_takes_a_meeting_in_the_other_is_told_who() {
    if !has("strace", &["-V"]) {
        return;
    }
    let Some(team) = Team::new() else { return };
    let (id, first) = given(&team, "first");
    let second = team.path().join("second");
    std::fs::create_dir(&second).unwrap();
    set_mode(&second, 0o755);
    let text = std::fs::read_to_string(first.join("minutes.json")).unwrap();
    std::fs::write(
        second.join("minutes.json"),
        text.replace("hello", "other words"),
    )
    .unwrap();
    set_mode(&second.join("minutes.json"), 0o644);
    let slow = "rename,renameat,renameat2:delay_enter=3000000:when=1";
    let slow = import_with(&team, ANNA, &first, slow);
    let unfinished = format!(".import-{id}-{}", ANNA.number);
    let lock = team.data().join("meetings").join(unfinished).join("lock");
    for _ in 0..100 {
        if std::fs::read_to_string(&lock).is_ok_and(|note| note.contains("anna")) {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let ben = import(&team, BEN, &second);
    assert_eq!(ben.code, 1, "{ben:?}");
    assert!(
        ben.err.contains("anna has been writing in these minutes"),
        "{ben:?}"
    );
    let slow = Ran::of(slow.wait_with_output().unwrap());
    assert_eq!(slow.code, 0, "{slow:?}");
    let read = team.run(BEN, &["read", &id]);
    assert!(read.out.contains("hello") && !read.out.contains("other words"));
    // Now it is hers, and not his to write in.
    let ben = import(&team, BEN, &second);
    assert_eq!(ben.code, 1, "{ben:?}");
    assert!(
        ben.err.contains("may only read them") && ben.err.contains("0 put beside"),
        "{ben:?}"
    );
}
