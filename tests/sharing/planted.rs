//! What somebody else put under a name of ours, or above it, takes nothing of ours.

use super::modes::LINES;
use super::team::{ANNA, BEN, OTTO, Team, set_mode};
use crate::command_line::program::Ran;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};

/// What a colleague does, by a shell as Ben.
fn ben(team: &Team, script: &str) {
    let ran = Ran::of(team.shell(BEN, &["sh", "-c", script]).output().unwrap());
    assert_eq!(ran.code, 0, "{script}: {ran:?}");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        match std::fs::read_dir(&path) {
            Ok(inside) => waiting.extend(inside.map(|one| one.unwrap().path())),
            Err(_) => found.push(path),
        }
    }
    found.sort();
    found
}

#[test]
fn practice_is_kept_in_no_folder_that_a_colleague_planted() {
    let Some(team) = Team::new() else { return };
    let own = team.home(ANNA).join("own");
    let own = own.to_str().unwrap();
    let take = ["--data", own, "take", "--new", "--lines", "-"];
    assert_eq!(team.run_with_input(ANNA, &take, LINES).code, 0);
    let before = files_below(Path::new(own));
    let planted = team.data().join(format!("practice-{}", ANNA.number));
    let planted = planted.display();
    for script in [
        // Her own real meetings, under the name of those that are made up.
        format!("ln -s {own} {planted}"),
        format!("mkdir {planted} && chmod 2770 {planted}"),
    ] {
        ben(&team, &script);
        for way in [
            &["practice", "--held"][..],
            &["practice", "--plain"],
            &["list", "--practice"],
        ] {
            let ran = team.run(ANNA, way);
            assert_eq!(ran.code, 3, "{script}: {way:?}: {ran:?}");
            assert!(
                ran.err.contains("is not a folder of this account"),
                "{script}: {way:?}: {ran:?}"
            );
        }
        assert_eq!(files_below(Path::new(own)), before, "{script}");
        ben(&team, &format!("rm -r {planted}"));
    }
    assert_eq!(team.run(ANNA, &["practice", "--held"]).code, 0);
    let listed = team.run(ANNA, &["list", "--practice"]);
    assert_eq!(listed.out.lines().count(), 2, "{listed:?}");
}

/// Whoever owns the folder above, or may write in it, could take the record away or put another in its place.
#[test]
fn the_record_of_access_goes_into_no_folder_of_somebody_elses() {
    let Some(team) = Team::new() else { return };
    let foreign = team.path().join("foreign");
    let link = team.home(ANNA).join("link");
    std::fs::create_dir_all(foreign.join("meetings")).unwrap();
    std::os::unix::fs::symlink(&foreign, &link).unwrap();
    for (owner, mode) in [
        (OTTO.number, 0o777),
        (ANNA.number, 0o777),
        (OTTO.number, 0o755),
    ] {
        chown(&foreign, Some(owner), None).unwrap();
        set_mode(&foreign, mode);
        let before = files_below(&foreign);
        for root in [&foreign, &link] {
            let root = root.to_str().unwrap();
            for way in [&["find", "hello"][..], &["due"]] {
                let whole: Vec<&str> = ["--data", root].iter().chain(way).copied().collect();
                team.run(ANNA, &whole);
            }
            assert_eq!(files_below(&foreign), before, "{owner} {mode:o} {root}");
        }
    }
    // It is on record all the same, where only she can write.
    let own = team.home(ANNA).join(".local/state/talking-piece/audit");
    assert_eq!(files_below(&own).len(), 1);
}

#[test]
fn what_was_read_in_one_team_folder_is_missing_from_no_other() {
    let Some(team) = Team::new() else { return };
    team.meeting(ANNA, LINES);
    let second = team.path().join("second");
    std::fs::create_dir(&second).unwrap();
    let found = std::fs::metadata(team.data()).unwrap();
    chown(
        &second,
        Some(0),
        Some(std::os::unix::fs::MetadataExt::gid(&found)),
    )
    .unwrap();
    set_mode(&second, 0o2770);
    let second = second.to_str().unwrap();
    assert_eq!(team.run(ANNA, &["find", "hello"]).code, 0);
    team.run(ANNA, &["--data", second, "find", "hello"]);
    for way in [&["doctor"][..], &["--data", second, "doctor"]] {
        let ran = team.run(ANNA, way);
        assert!(!ran.out.contains("removed or changed"), "{way:?}: {ran:?}");
    }
    // What a colleague really takes away is still noticed.
    let audit = team.data().join("audit");
    for file in files_below(&audit) {
        std::fs::remove_file(file).unwrap();
    }
    let ran = team.run(ANNA, &["doctor"]);
    assert!(ran.out.contains("removed or changed"), "{ran:?}");
    let ran = team.run(ANNA, &["--data", second, "doctor"]);
    assert!(!ran.out.contains("removed or changed"), "{ran:?}");
}
