//! F11: what other accounts may see, and what somebody has planted where the program opens a file: nothing is followed,
//! nothing hangs, and what is refused is refused with its reason.

use super::machine::everything_below;
use super::skipped::reached;
use super::traced::traced;
use crate::command_line::program::{Program, Ran, has};
use crate::sharing::team::{ANNA, BEN, OTTO, Team};
use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\n\
    KS: we stay in Nowhere Lane #restricted\n";
const SECRET: &str = "Nowhere Lane";

#[test]
fn f11_restricted_words_are_in_no_file_that_a_colleague_may_read() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let lines = "/mark ^1 #restricted\nKS: and more\n/close it was agreed\n";
    let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], lines);
    assert!([0, 1].contains(&ran.code), "{ran:?}");
    let data = team.data();
    let find = |words: &str, account| {
        let whole = ["grep", "-rl", words, data.to_str().unwrap()];
        String::from_utf8(team.shell(account, &whole).output().unwrap().stdout).unwrap()
    };
    assert!(find("and more", BEN).contains("minutes.json"));
    assert!(find(SECRET, ANNA).contains("restricted.json"));
    assert_eq!(find(SECRET, BEN), "");
    assert_eq!(find("and more", OTTO), "");
}

/// Files are 0600 and folders 0700, whatever the umask.
#[test]
fn f11_no_umask_opens_a_file() {
    for umask in ["000", "022", "077", "777"] {
        let program = Program::new();
        let input = program.home().join("session.lines");
        std::fs::write(&input, LINES).unwrap();
        let mut command = Command::new("sh");
        command.args([
            "-c",
            &format!("umask {umask}; exec \"$0\" take --new --lines \"$1\""),
        ]);
        command.arg(Program::built()).arg(&input);
        let ran = Ran::of(program.prepared(command).output().unwrap());
        assert_eq!(ran.code, 0, "{umask}: {ran:?}");
        for path in everything_below(&program.data()) {
            let found = std::fs::symlink_metadata(&path).unwrap();
            let wanted = if found.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(found.mode() & 0o7777, wanted, "{umask}: {}", path.display());
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Planted {
    LinkToAFile,
    LinkToAFolder,
    SecondName,
    Pipe,
    Socket,
    AnothersFile,
}

const PLANTED: [Planted; 6] = [
    Planted::LinkToAFile,
    Planted::LinkToAFolder,
    Planted::SecondName,
    Planted::Pipe,
    Planted::Socket,
    Planted::AnothersFile,
];

impl Planted {
    fn put(self, at: &Path, victim: &Path, folder: &Path) {
        match self {
            Planted::LinkToAFile => std::os::unix::fs::symlink(victim, at).unwrap(),
            Planted::LinkToAFolder => std::os::unix::fs::symlink(folder, at).unwrap(),
            Planted::SecondName => std::fs::hard_link(victim, at).unwrap(),
            Planted::Pipe => {
                assert!(Command::new("mkfifo").arg(at).status().unwrap().success());
            }
            Planted::Socket => drop(std::os::unix::net::UnixListener::bind(at).unwrap()),
            Planted::AnothersFile => {
                std::fs::write(at, "of somebody else").unwrap();
                // Without the right to do that, it is a file of ours with a strange content.
                let _ = std::os::unix::fs::chown(at, Some(7_103), Some(7_103));
            }
        }
    }
}

/// Every name that the program opens, makes or removes in its folder, in sessions of every kind; names with something
/// random in them are left out, since nobody can plant those.
fn names_opened(program: &Program, id: &str) -> BTreeSet<PathBuf> {
    let input = program.home().join("more.lines");
    let close = "KS: more\n/view Ella; by: not asked; reason: away\n/close it was agreed\n";
    let mut names = BTreeSet::new();
    for (arguments, lines) in [
        (&["take", id, "--lines", "-"][..], close),
        (
            &["take", id, "--lines", "-"],
            "/reopen one thing\nKS: and more\n",
        ),
        (&["read", id], ""),
        (&["find", "more"], ""),
    ] {
        std::fs::write(&input, lines).unwrap();
        for call in traced(program, arguments, &input, &[]).calls {
            let path = match call.name.as_str() {
                "open" | "mkdir" | "unlink" => call.path(0),
                "openat" | "mkdirat" | "unlinkat" => call.path(1),
                "rename" => call.path(1),
                "renameat" | "renameat2" => call.path(3),
                _ => continue,
            };
            names.extend(path.strip_prefix(program.data()).ok().map(Path::to_owned));
        }
    }
    let is_random = |path: &PathBuf| {
        let name = path.file_name().map_or("", |name| name.to_str().unwrap());
        name.starts_with('.') || name.starts_with("0000")
    };
    names.retain(|path| !is_random(path) && path.components().count() > 0);
    names
}

#[test]
fn f11_nothing_planted_at_any_name_is_followed() {
    if !has("strace", &["-V"]) {
        return;
    }
    let template = Program::in_memory();
    let id = template.meeting(LINES);
    let names = names_opened(&template, &id);
    assert!(names.len() > 8, "{names:?}");
    let (mut tried, mut refused) = (0, 0);
    for name in &names {
        for planted in PLANTED {
            let program = Program::in_memory();
            let id = program.meeting(LINES);
            // The names of the template, with the id of this meeting.
            let name: PathBuf = name
                .iter()
                .map(|part| match part.len() == id.len() && part != "settings" {
                    true => std::ffi::OsStr::new(&id),
                    false => part,
                })
                .collect();
            let at = program.data().join(&name);
            let (victim, folder) = (program.home().join("victim"), program.home().join("other"));
            std::fs::write(&victim, "untouched").unwrap();
            std::fs::create_dir(&folder).unwrap();
            let away = program.home().join("away");
            let was_there = std::fs::rename(&at, &away).is_ok();
            std::fs::create_dir_all(at.parent().unwrap()).unwrap();
            planted.put(&at, &victim, &folder);
            let mut command = Command::new("timeout");
            command.args(["--signal=KILL", "60"]).arg(Program::built());
            command.args(["take", &id, "--lines"]);
            let input = program.home().join("more.lines");
            std::fs::write(&input, "KS: more\n").unwrap();
            command.arg(&input);
            let ran = Ran::of(program.prepared(command).output().unwrap());
            let what = format!("{planted:?} at {}: {ran:?}", name.display());
            assert!((0..=3).contains(&ran.code), "{what}");
            assert!(!ran.err.contains("panicked"), "{what}");
            assert!(ran.code == 0 || !ran.err.is_empty(), "{what}");
            assert_eq!(
                std::fs::read_to_string(&victim).unwrap(),
                "untouched",
                "{what}"
            );
            assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "{what}");
            tried += 1;
            refused += usize::from(ran.code > 1);
            // It is taken away again, and the meeting goes on with every word that was said to be safe.
            let is_planted = std::fs::symlink_metadata(&at).is_ok();
            if was_there && is_planted && std::fs::remove_file(&at).is_ok() {
                std::fs::rename(&away, &at).unwrap();
            }
            let again = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: at last\n");
            assert!([0, 1].contains(&again.code), "{what}; afterwards {again:?}");
            let read = program.run(&["read", &id]);
            assert!(
                read.out.contains("hello") && read.out.contains("at last"),
                "{what}: {read:?}"
            );
            assert!(
                ran.code > 1 || read.out.contains("more"),
                "{what}: {read:?}"
            );
        }
    }
    let words = format!(
        "{tried} things planted at {} names, {refused} refused",
        names.len()
    );
    reached("F11", &words);
    assert!(tried >= 60, "{words}");
}
