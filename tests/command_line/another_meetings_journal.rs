//! The journal of another meeting in a meeting's folder: nobody reads one family's words among another's, and nothing is
//! written behind them.

use super::program::{Program, Ran};
use std::path::{Path, PathBuf};

const OURS: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: our own words\n";
const THEIRS: &str = "/child Ada\n/person TM Tomi Mills; role: father\n/begin\n/arrive all\nTM: CANARY words of another family\n";

fn journal(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder.join("journal")).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

fn put_into(program: &Program, from: &str, to: &str) {
    for file in journal(&program.folder_of(from)) {
        let name = file.file_name().unwrap();
        std::fs::copy(&file, program.folder_of(to).join("journal").join(name)).unwrap();
    }
}

#[test]
fn the_journal_of_another_meeting_is_said_and_none_of_it_is_shown() {
    for in_place_of_ours in [true, false] {
        let program = Program::new();
        let (ours, theirs) = (program.meeting(OURS), program.meeting(THEIRS));
        if in_place_of_ours {
            for file in journal(&program.folder_of(&ours)) {
                std::fs::remove_file(file).unwrap();
            }
        }
        put_into(&program, &theirs, &ours);
        let said = format!("from the journal of another meeting ({theirs})");
        let full = ["read", &ours, "--restricted"];
        for way in [&["read", &ours][..], &["read", &ours, "--json"], &full] {
            let ran = program.run(way);
            assert!(!ran.out.contains("CANARY"), "{way:?}: {ran:?}");
            assert_eq!(ran.code, 1, "{way:?}: {ran:?}");
            assert!(ran.err.contains(&said), "{way:?}: {ran:?}");
        }
        let read = program.run(&["read", &ours]);
        assert!(read.out.contains("our own words"), "{read:?}");
        let told = |ran: &Ran, words: &str| -> Vec<String> {
            let lines = ran.out.lines().filter(|line| line.contains(words));
            lines.map(str::to_owned).collect()
        };
        let list = told(&program.run(&["list"]), &ours);
        assert!(list[0].contains(&said), "{list:?}");
        let found = told(&program.run(&["find", "canary"]), &ours);
        assert_eq!(found, Vec::<String>::new());
        let room = program.run(&["watch", &ours, "--once"]);
        assert!(!room.out.contains("CANARY"), "{room:?}");
        assert_eq!(room.code, 1, "{room:?}");
        // It can be read, and nothing is written behind it.
        let before = journal(&program.folder_of(&ours)).len();
        let resumed = program.run_with_input(&["resume", &ours, "--plain"], b"KS: more\n/quit\n");
        assert!(
            format!("{}{}", resumed.out, resumed.err).contains(&said),
            "{resumed:?}"
        );
        assert_eq!(journal(&program.folder_of(&ours)).len(), before);
        let other = program.run(&["read", &theirs]);
        assert!(other.code == 0 && other.out.contains("CANARY"), "{other:?}");
    }
}

/// A backup brings the folder back under its own name, wherever that is.
#[test]
fn a_folder_that_was_copied_is_the_same_meeting() {
    let program = Program::new();
    let id = program.meeting(OURS);
    let folder = program.folder_of(&id);
    let copy = program.data().join("meetings/1999");
    std::fs::create_dir(&copy).unwrap();
    std::fs::rename(&folder, copy.join(&id)).unwrap();
    let read = program.run(&["read", &id]);
    assert!(
        read.code == 0 && read.out.contains("our own words"),
        "{read:?}"
    );
    let resumed = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: and more\n");
    assert_eq!(resumed.code, 0, "{resumed:?}");
}
