//! `doctor` as several accounts see it: somebody without a right, and a team's folder.

use super::team::{ANNA, BEN, OTTO, Team, set_mode};
use std::os::unix::fs::chown;

const LINES: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: Nowhere Lane #restricted\n";
const CLOSED: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\n/view Ella; by: letter; words: yes\n/close it was agreed\n";

#[test]
fn a_teams_folder_as_it_made_it_is_well_and_each_right_too_many_is_told() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let handed_on = team.meeting(BEN, LINES);
    assert_eq!(team.run(BEN, &["hand-on", &handed_on]).code, 0);
    for account in [ANNA, BEN] {
        let ran = team.run(account, &["doctor"]);
        assert!(!ran.out.contains("Rights (wants attention)"), "{ran:?}");
        assert!(ran.out.contains("There is no folder audit/"), "{ran:?}");
    }
    let audit = team.data().join("audit");
    let made = ran_by_it(&team, "install -d -o root");
    assert!(audit.is_dir(), "{made}");
    // Everything else that the program puts there: seals, versions, practice meetings, an index, settings.
    let closed = team.meeting(BEN, CLOSED);
    assert_eq!(team.run(BEN, &["practice", "--held"]).code, 0);
    assert_eq!(team.run(ANNA, &["settings", "new", "screen"]).code, 0);
    assert_eq!(team.run(ANNA, &["find", "hello"]).code, 0);
    assert_eq!(team.run(ANNA, &["verify", &closed]).code, 0);
    // Then nobody of the team can put another folder in the place of a colleague's; and they go on working there.
    let guarded = ran_by_it(&team, "install -d -o root");
    assert!(guarded.contains("/seals'"), "{guarded}");
    let another = team.meeting(ANNA, CLOSED);
    assert_eq!(team.run(BEN, &["verify", &another]).code, 0);
    let moved = team.folder_of(&another);
    let away = moved.with_extension("away");
    let moves = ["mv", moved.to_str().unwrap(), away.to_str().unwrap()];
    assert!(!team.shell(BEN, &moves).status().unwrap().success());
    let ran = team.run(ANNA, &["doctor"]);
    assert!(ran.out.contains("are as they should be"), "{ran:?}");
    let folder = team.folder_of(&id);
    set_mode(&folder.join("journal"), 0o2750);
    for (account, part) in [
        (ANNA, "chmod g= '"),
        (BEN, "Tell the user 7101: chmod g= '"),
    ] {
        let ran = team.run(account, &["doctor"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains("was not handed on"), "{ran:?}");
        assert!(ran.out.contains(part), "{ran:?}");
    }
    set_mode(&folder.join("journal"), 0o2700);
    chown(&audit, Some(ANNA.number), None).unwrap();
    let ran = team.run(BEN, &["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out
            .contains("audit belongs to the user 7101, not to root"),
        "{ran:?}"
    );
    let year = folder.parent().unwrap();
    set_mode(year, 0o2770);
    let ran = team.run(BEN, &["doctor"]);
    assert!(
        ran.out.contains("move or remove what a colleague made"),
        "{ran:?}"
    );
}

/// Runs the command that `doctor` names, as root.
fn ran_by_it(team: &Team, beginning: &str) -> String {
    let ran = team.run(ANNA, &["doctor"]);
    let from = ran.out.find(beginning).unwrap_or_else(|| panic!("{ran:?}"));
    let command = ran.out[from..]
        .lines()
        .next()
        .unwrap()
        .trim_end_matches('.');
    // The group of the test has no name.
    let command = command.replace("number ", "");
    let status = std::process::Command::new("sh")
        .args(["-c", &command])
        .status();
    assert!(status.unwrap().success(), "{command}");
    command
}

#[test]
fn who_is_not_in_the_group_or_has_no_right_is_told_so_and_by_doctor_too() {
    let Some(team) = Team::new() else { return };
    team.meeting(ANNA, LINES);
    let ran = team.run(OTTO, &["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("which this account is not in"), "{ran:?}");
    assert!(!ran.out.contains("Nowhere"), "{ran:?}");
    set_mode(&team.data(), 0o2775);
    let ran = team.run(ANNA, &["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let private = team.home(ANNA).join("own");
    std::fs::create_dir(&private).unwrap();
    let data = private.to_str().unwrap();
    let ran = team.run(ANNA, &["--data", data, "doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("belongs to root"), "{ran:?}");
    assert!(
        ran.out.contains("No file can be made in the data folder"),
        "{ran:?}"
    );
}
