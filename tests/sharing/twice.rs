//! A colleague makes a folder in the name of another's meeting, in another year, with other words in it.

use super::team::{ANNA, BEN, CARA, Team, set_mode};
use std::os::unix::fs::chown;
use std::path::Path;

const OPEN: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: I was scared to tell\n/action Kelly rings the school; who: KS; by: in 1 week\n";
const CLOSE: &str = "/view Ella; by: letter; words: yes\n/close it was agreed\n";

fn forged(team: &Team, id: &str) {
    let right = team.folder_of(id);
    let year = team.data().join("meetings/2019");
    let folder = year.join(id);
    std::fs::create_dir_all(&folder).unwrap();
    let put = |path: &Path, mode| {
        chown(path, Some(BEN.number), Some(super::team::TEAM)).unwrap();
        set_mode(path, mode);
    };
    let minutes = std::fs::read_to_string(right.join("minutes.json")).unwrap();
    let file = folder.join("minutes.json");
    std::fs::write(&file, minutes.replace("scared", "gladly")).unwrap();
    put(&file, 0o640);
    put(&folder, 0o2750);
    put(&year, 0o3770);
}

#[test]
fn a_folder_in_the_name_of_a_meeting_is_told_by_everything_that_reads_and_never_read() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, OPEN);
    // An index that knows the right one already.
    assert_eq!(team.run(CARA, &["find", "scared"]).code, 0);
    forged(&team, &id);
    for account in [ANNA, CARA] {
        for arguments in [
            &["list"][..],
            &["find", "gladly"],
            &["find", "scared"],
            &["due"],
            &["verify", "--all"],
            &["verify", &id],
            &["doctor"],
        ] {
            let ran = team.run(account, arguments);
            assert_eq!(ran.code, 1, "{arguments:?}: {ran:?}");
            let told = format!("{}{}", ran.out, ran.err).replace(['\n', '│'], " ");
            let told: Vec<&str> = told.split_whitespace().collect();
            let told = told.join(" ");
            for part in ["2 folders have the name", "2019", "user 7101", "user 7102"] {
                assert!(told.contains(part), "{arguments:?}, {part}: {ran:?}");
            }
            assert!(!ran.out.contains("to tell") || account.number == ANNA.number);
            assert!(!ran.out.contains("gladly"), "{arguments:?}: {ran:?}");
        }
    }
    // Its minute-taker reads it, finds its words and goes on in it.
    let ran = team.run(ANNA, &["find", "scared"]);
    assert!(ran.out.contains("to tell"), "{ran:?}");
    let ran = team.run(ANNA, &["read", &id]);
    assert!(ran.code == 1 && ran.out.contains("scared"), "{ran:?}");
    assert!(ran.err.contains("2 folders have the name"), "{ran:?}");
    let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], "KS: and more\n");
    assert!(ran.code != 0 && ran.code != 2, "{ran:?}");
    assert!(ran.err.contains("2 folders have the name"), "{ran:?}");
    let ran = team.run(ANNA, &["find", "more"]);
    assert!(ran.out.contains("and"), "{ran:?}");
    // Nobody else can know which one it is.
    let ran = team.run(CARA, &["read", &id]);
    assert!(ran.code == 3 && ran.out.is_empty(), "{ran:?}");
}

#[test]
fn the_record_of_seals_vouches_for_the_folder_of_who_sealed_it() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, &format!("{OPEN}{CLOSE}"));
    forged(&team, &id);
    for words in ["scared", "gladly"] {
        let ran = team.run(CARA, &["find", words]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert_eq!(ran.out.contains("to tell"), words == "scared", "{ran:?}");
    }
    let ran = team.run(CARA, &["read", &id]);
    assert!(ran.code == 1 && ran.out.contains("scared"), "{ran:?}");
    assert!(ran.err.contains("2 folders have the name"), "{ran:?}");
}
