//! Two users of one library: file permissions decide who finds what occurs only in restricted parts.

use super::*;
use crate::command_line::program::{Ran, copy_program, has};
use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, chown};
use std::process::{Command, Stdio};

/// Account numbers that need not exist. The first account is in the group that may read restricted parts.
const READER: u32 = 61_001;
const OTHER: u32 = 61_002;
const GROUP: u32 = 61_100;

/// Names the data folder to the test that is run as another user, and to nobody else.
const OF: &str = "FIRST_ROWS_OF";
/// Printed before each row by [`tells_first_rows`].
const ROW: &str = "first row: ";

struct Shared {
    program: Program,
}

impl Shared {
    /// A library that another user (root) keeps for both of them.
    fn new() -> Shared {
        let program = with_meetings(16);
        let open = |path: &Path, mode| {
            std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap()
        };
        open(program.home(), 0o755);
        open(&program.data(), 0o755);
        open(&program.data().join("meetings"), 0o755);
        for year in std::fs::read_dir(program.data().join("meetings")).unwrap() {
            let year = year.unwrap().path();
            open(&year, 0o755);
            for meeting in std::fs::read_dir(year).unwrap() {
                let meeting = meeting.unwrap().path();
                open(&meeting, 0o755);
                open(&meeting.join("minutes.json"), 0o644);
                let restricted = meeting.join("restricted.json");
                if restricted.exists() {
                    open(&restricted, 0o640);
                    chown(&restricted, None, Some(GROUP)).unwrap();
                }
            }
        }
        // The folder of the build may be closed to other users.
        let copy = program.home().join("talking-piece");
        copy_program(Path::new(env!("CARGO_BIN_EXE_talking-piece")), &copy);
        for user in [READER, OTHER] {
            let home = program.home().join(user.to_string());
            std::fs::create_dir(&home).unwrap();
            chown(&home, Some(user), Some(user)).unwrap();
        }
        Shared { program }
    }

    fn run(&self, user: u32, arguments: &[&str]) -> Ran {
        let program = self.program.home().join("talking-piece");
        self.run_program(user, &program, arguments)
    }

    fn run_program(&self, user: u32, program: &Path, arguments: &[&str]) -> Ran {
        let mut command = Command::new("setpriv");
        command.args([format!("--reuid={user}"), format!("--regid={user}")]);
        command.arg(if user == READER {
            format!("--groups={GROUP}")
        } else {
            "--clear-groups".to_owned()
        });
        command.arg(program).args(arguments);
        let mut command = self.program.prepared(command);
        command.env("HOME", self.program.home().join(user.to_string()));
        command.env(OF, self.program.data());
        Ran::of(command.stdin(Stdio::null()).output().unwrap())
    }

    /// How many passages are shown to this user, and counted in restricted parts.
    fn hits(&self, user: u32, word: &str) -> usize {
        let ran = self.run(user, &["find", word, "--json"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let meetings = found["meetings"].as_array().unwrap().iter();
        let shown: usize = meetings
            .map(|meeting| meeting["hits"].as_array().unwrap().len())
            .sum();
        let counted = found["restricted"]["count"].as_u64().unwrap();
        shown + usize::try_from(counted).unwrap()
    }

    fn due(&self, user: u32) -> std::collections::BTreeSet<String> {
        let ran = self.run(user, &["due", "--json", "--until", "2040-01-01"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.out.contains("Nobody hears of this"), "{ran:?}");
        let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let items = found["items"].as_array().unwrap().iter();
        items
            .map(|item| item["meeting"]["id"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The first rows of the list, as this user's home screen has them before any file is looked at: this test program
    /// asks for them as that user.
    fn first_rows(&self, user: u32) -> std::collections::BTreeSet<String> {
        let copy = self.program.home().join("tests");
        if !copy.exists() {
            copy_program(&std::env::current_exe().unwrap(), &copy);
        }
        let this = "library::rights::the_first_rows_leave_out_what_may_not_be_read_any_more";
        let ran = self.run_program(user, &copy, &["--exact", this, "--nocapture"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains("1 passed"), "{ran:?}");
        let rows = ran.out.lines().filter_map(|line| line.strip_prefix(ROW));
        rows.map(str::to_owned).collect()
    }

    fn index_of(&self, user: u32) -> PathBuf {
        let places = Paths {
            cache: Some(
                self.program
                    .home()
                    .join(user.to_string())
                    .join(".cache/talking-piece"),
            ),
            ..places(&self.program)
        };
        places.index().unwrap()
    }

    fn restricted_of_the_word(&self) -> PathBuf {
        let found = found(&without_index(&self.program), maker::RESTRICTED, 9);
        let folder = self.program.folder_of(&found.meetings[0].card.id);
        folder.join("restricted.json")
    }
}

/// Other users can only be tried as root, and CI is root.
fn can_be_others() -> bool {
    has(
        "setpriv",
        &["--reuid=61001", "--regid=61001", "--clear-groups", "true"],
    )
}

#[test]
fn only_who_may_read_the_restricted_part_finds_its_words() {
    if !can_be_others() {
        return;
    }
    let shared = Shared::new();
    assert_eq!(shared.hits(READER, maker::RESTRICTED), 1);
    assert_eq!(shared.hits(OTHER, maker::RESTRICTED), 0);
    assert_eq!(shared.hits(OTHER, "seen:restricted"), 0);
    assert!(shared.hits(READER, "seen:restricted") > 0);
    // Both read what is open, the same.
    let open = shared.hits(OTHER, maker::COMMON);
    assert!(open > 10);
    assert_eq!(shared.hits(READER, maker::COMMON), open);
    // What one of them may not read is not in that user's index either.
    assert!(shared.index_of(READER).join("index.db").exists());
    let bytes = std::fs::read(shared.index_of(OTHER).join("index.db")).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains(maker::RESTRICTED));
}

#[test]
fn a_right_that_is_taken_away_is_gone_at_once_and_one_that_is_given_is_there() {
    if !can_be_others() {
        return;
    }
    let shared = Shared::new();
    assert_eq!(shared.hits(READER, maker::RESTRICTED), 1);
    let file = shared.restricted_of_the_word();
    // Another program holds the index: it cannot be brought up to date, and still nothing is revealed.
    let lock = std::fs::File::open(shared.index_of(READER).join("lock")).unwrap();
    lock.lock().unwrap();
    std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    assert_eq!(shared.hits(READER, maker::RESTRICTED), 0);
    drop(lock);
    assert_eq!(shared.hits(READER, maker::RESTRICTED), 0);
    let bytes = std::fs::read(shared.index_of(READER).join("index.db")).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains(maker::RESTRICTED));
    std::fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
    assert_eq!(shared.hits(READER, maker::RESTRICTED), 1);
    // Taken away by a folder above, and from the minutes themselves.
    let folder = file.parent().unwrap();
    std::fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
    let open = shared.hits(OTHER, maker::COMMON);
    assert_eq!(shared.hits(READER, maker::COMMON), open);
    assert_eq!(shared.hits(READER, maker::RESTRICTED), 0);
}

#[test]
fn what_is_due_is_for_who_may_read_it() {
    if !can_be_others() {
        return;
    }
    let shared = Shared::new();
    let due = shared.due(READER);
    assert!(due.len() > 3);
    assert_eq!(shared.due(OTHER), due);
    let all = |user| {
        shared
            .run(user, &["due", "--restricted", "--until", "2040-01-01"])
            .out
    };
    assert!(all(READER).contains("Nobody hears of this"));
    assert!(!all(OTHER).contains("Nobody hears of this"));
    // Nobody may look into one of them any longer, and the index cannot be brought up to date.
    let lock = std::fs::File::open(shared.index_of(OTHER).join("lock")).unwrap();
    lock.lock().unwrap();
    let id = due.first().unwrap();
    let folder = shared.program.folder_of(id);
    let minutes = folder.join("minutes.json");
    std::fs::set_permissions(&minutes, Permissions::from_mode(0o600)).unwrap();
    let mut rest = due.clone();
    rest.remove(id);
    assert_eq!(shared.due(OTHER), rest);
    drop(lock);
    assert_eq!(shared.due(OTHER), rest);
    std::fs::set_permissions(&minutes, Permissions::from_mode(0o644)).unwrap();
    assert_eq!(shared.due(OTHER), due);
}

/// What this test does when `first_rows` runs it as another user: it prints the rows that this user has.
fn tells_first_rows(data: &Path) {
    let places = Paths::find(Some(data)).unwrap();
    let library = Library::open(&places, LibrarySettings::default());
    println!();
    for card in library.first_cards(100) {
        println!("{ROW}{}", card.id);
    }
}

#[test]
fn the_first_rows_leave_out_what_may_not_be_read_any_more() {
    if let Some(data) = std::env::var_os(OF) {
        return tells_first_rows(Path::new(&data));
    }
    if !can_be_others() {
        return;
    }
    let shared = Shared::new();
    for user in [READER, OTHER] {
        assert_eq!(shared.first_rows(user), Default::default(), "no index yet");
        shared.hits(user, maker::COMMON);
    }
    let all = shared.first_rows(OTHER);
    assert_eq!(all.len(), 16);
    assert_eq!(shared.first_rows(READER), all);
    let without = |ids: &[&str]| {
        let mut rest = all.clone();
        rest.retain(|id| !ids.contains(&id.as_str()));
        rest
    };
    let set =
        |path: &Path, mode| std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    // One restricted part is now closed to the user who could read it.
    let restricted = shared.restricted_of_the_word();
    let id_of = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let first = id_of(restricted.parent().unwrap());
    set(&restricted, 0o600);
    assert_eq!(shared.first_rows(READER), without(&[&first]));
    assert_eq!(shared.first_rows(OTHER), all);
    // The minutes of another, and the whole folder of a third, are closed to everybody.
    let mut others = all.iter().filter(|id| **id != first);
    let (second, third) = (others.next().unwrap(), others.next().unwrap());
    set(
        &shared.program.folder_of(second).join("minutes.json"),
        0o600,
    );
    set(&shared.program.folder_of(third), 0o700);
    assert_eq!(shared.first_rows(OTHER), without(&[second, third]));
    assert_eq!(shared.first_rows(READER), without(&[&first, second, third]));
    // One is gone.
    let fourth = others.next().unwrap();
    std::fs::remove_dir_all(shared.program.folder_of(fourth)).unwrap();
    assert_eq!(shared.first_rows(OTHER), without(&[second, third, fourth]));
    // Once the files were read, everything that is left is there again, including the one of which less may be read.
    shared.hits(READER, maker::COMMON);
    assert_eq!(shared.first_rows(READER), without(&[second, third, fourth]));
}
