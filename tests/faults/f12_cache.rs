//! F12: what is in the files of the cache. A restricted word is in no cache but that of the account that may read it,
//! closed to all others; without an index in none; and what is gone from the minutes is gone from there.

use super::machine::everything_below;
use super::skipped::reached;
use crate::command_line::program::Program;
use crate::sharing::team::{ANNA, BEN, Team};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: an openword\n\
    KS: we stay in Canarylane #restricted\nKS: canarystruck\n/strike wrong\nKS: canarymarked\n/mark restricted\n\
    /child Ella; address: canaryhouse\nKS: canaryedited\n/edit KS: something else\n\
    /view Ella; by: not asked; reason: away\n/close agreed\n";
/// Everything that brings the cache up to date or asks it.
const WAYS: [&[&str]; 5] = [
    &["list"],
    &["find", "openword"],
    &["find", "canary"],
    &["due"],
    &["list"],
];

fn has(path: &Path, word: &[u8]) -> bool {
    let bytes = std::fs::read(path).unwrap_or_default();
    bytes
        .to_ascii_lowercase()
        .windows(word.len())
        .any(|here| here == word)
}

/// The files below this cache folder, and which of them hold the word.
fn files(home: &Path, word: &str) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mut all = everything_below(&home.join(".cache"));
    all.retain(|path| path.is_file());
    let with = all.iter().filter(|path| has(path, word.as_bytes()));
    (all.clone(), with.cloned().collect())
}

#[test]
fn f12_a_colleagues_cache_holds_no_restricted_word_and_ones_own_is_closed() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    for account in [ANNA, BEN] {
        for way in WAYS {
            let ran = team.run(account, way);
            assert!(matches!(ran.code, 0 | 1), "{way:?}: {ran:?}");
        }
    }
    let (all, open) = files(&team.home(BEN), "openword");
    assert!(!open.is_empty(), "his cache has what he may read: {all:?}");
    let (_, with) = files(&team.home(BEN), "canary");
    assert_eq!(with, Vec::<PathBuf>::new());
    let (all, with) = files(&team.home(ANNA), "canarylane");
    assert!(!with.is_empty(), "she may read it: {all:?}");
    for path in everything_below(&team.home(ANNA).join(".cache/talking-piece")) {
        let found = std::fs::symlink_metadata(&path).unwrap();
        assert_eq!(found.mode() & 0o077, 0, "{}", path.display());
        assert_eq!(found.uid(), ANNA.number, "{}", path.display());
    }
    // Her right to the restricted part is taken away: her cache follows.
    let kept = team.folder_of(&id).join("restricted.json");
    std::os::unix::fs::chown(&kept, Some(0), Some(0)).unwrap();
    std::os::unix::fs::chown(team.folder_of(&id).join("journal"), Some(0), Some(0)).unwrap();
    team.run(ANNA, &["list"]);
    let (_, with) = files(&team.home(ANNA), "canary");
    assert_eq!(with, Vec::<PathBuf>::new());
    reached("F12", &format!("{} files of two caches", all.len() * 2));
}

#[test]
fn f12_without_an_index_the_cache_holds_no_word() {
    let program = Program::new();
    // More than are checked each time, so that something is kept.
    for _ in 0..12 {
        program.meeting(LINES);
    }
    let settings = program.data().join("settings");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("library.toml"), "index = false\n").unwrap();
    for way in WAYS {
        program.run(way);
    }
    for word in ["canary", "openword", "ella", "kelly"] {
        let (_, with) = files(program.home(), word);
        assert_eq!(with, Vec::<PathBuf>::new(), "{word}");
    }
}

#[test]
fn f12_minutes_that_are_deleted_leave_no_word_in_the_cache() {
    let program = Program::new();
    let id = program.meeting(LINES);
    program.meeting(&LINES.replace("canary", "other").replace("Canary", "Other"));
    for way in WAYS {
        program.run(way);
    }
    let (_, with) = files(program.home(), "canary");
    assert!(!with.is_empty());
    std::fs::remove_dir_all(program.folder_of(&id)).unwrap();
    program.run(&["list"]);
    let (all, with) = files(program.home(), "canary");
    assert_eq!(with, Vec::<PathBuf>::new(), "{all:?}");
    let (_, with) = files(program.home(), "other");
    assert!(!with.is_empty(), "the index is still there");
}
