//! A colleague who owns the folders above puts other minutes in the place of those that Anna closed, seals them anew, and
//! removes or plants her record of seals: whoever looks is told.

use super::team::{ANNA, Account, BEN, CARA, TEAM, Team, set_mode};
use crate::command_line::program::Ran;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Command;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::{MeetingFolder, MeetingId};
use talking_piece::store::sealed;

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\nKS: Nowhere Lane #restricted\n/view Ella; by: letter; words: yes\n/close it was agreed\n";

fn record_of(team: &Team, account: Account) -> PathBuf {
    let seals = team.data().join("seals");
    seals.join(format!("{}.jsonl", account.number))
}

/// Ben records first, so meetings/, the year and seals/ are his.
fn closed_by_anna(team: &Team) -> String {
    team.meeting(BEN, LINES);
    team.meeting(ANNA, LINES)
}

/// What Ben can do where the year is his: her folder moved away, and a copy of it with other words, with a seal in the name of
/// `who`.
fn other_minutes(team: &Team, id: &str, who: &str) {
    let folder = team.folder_of(id);
    let away = folder.with_file_name(format!(".{id}"));
    std::fs::rename(&folder, &away).unwrap();
    let copied = Command::new("cp")
        .arg("-r")
        .arg(&away)
        .arg(&folder)
        .status();
    assert!(copied.unwrap().success());
    let minutes = folder.join("minutes.json");
    let text = std::fs::read_to_string(&minutes).unwrap();
    std::fs::write(&minutes, text.replace("hello", "hallo")).unwrap();
    let meeting = MeetingFolder {
        id: MeetingId::parse(id).unwrap(),
        path: folder.clone(),
    };
    let outputs = ["minutes.json", "restricted.json"];
    sealed::seal(
        &RealDisk,
        &meeting,
        &outputs,
        who,
        "2026-11-29T10:00:00+00:00",
    )
    .unwrap();
    let owner = format!("{}:{TEAM}", BEN.number);
    let given = Command::new("chown")
        .args(["-R", &owner])
        .arg(&folder)
        .status();
    assert!(given.unwrap().success());
    set_mode(&folder, 0o2750);
    for (name, mode) in [
        ("minutes.json", 0o640),
        ("seal.json", 0o640),
        ("SHA256SUMS", 0o640),
        ("restricted.json", 0o600),
        ("journal", 0o2700),
        ("draft", 0o2700),
        ("recovered", 0o2700),
    ] {
        set_mode(&folder.join(name), mode);
    }
}

fn plant(team: &Team, text: &str) {
    let path = record_of(team, ANNA);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    chown(&path, Some(BEN.number), Some(TEAM)).unwrap();
    set_mode(&path, 0o640);
}

fn is_told(ran: &Ran, words: &str) {
    let whole = format!("{}{}", ran.out, ran.err);
    assert!(ran.code == 1 && whole.contains(words), "{words}: {ran:?}");
}

/// Whichever way they are looked at.
fn told_everywhere(team: &Team, account: Account, id: &str, words: &str) {
    for arguments in [
        &["verify", id][..],
        &["verify", "--all"],
        &["list"],
        &["read", id],
        &["find", "hallo"],
    ] {
        is_told(&team.run(account, arguments), words);
    }
}

#[test]
fn other_minutes_in_her_name_with_her_record_removed_are_told_to_everybody() {
    let Some(team) = Team::new() else { return };
    let id = closed_by_anna(&team);
    other_minutes(&team, &id, &format!("uid:{}", ANNA.number));
    std::fs::remove_file(record_of(&team, ANNA)).unwrap();
    for account in [CARA, ANNA] {
        told_everywhere(&team, account, &id, "on no record");
    }
}

#[test]
fn a_record_that_was_planted_for_her_is_not_believed() {
    let Some(team) = Team::new() else { return };
    let id = closed_by_anna(&team);
    let hers = std::fs::read_to_string(record_of(&team, ANNA)).unwrap();
    other_minutes(&team, &id, &format!("uid:{}", ANNA.number));
    // Empty, or with lines in her name that lead to the seal that is there.
    let seal = std::fs::read_to_string(team.folder_of(&id).join("seal.json")).unwrap();
    let seal: serde_json::Value = serde_json::from_str(&seal).unwrap();
    let known: Vec<serde_json::Value> = hers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let was = known
        .iter()
        .find_map(|line| line["body"]["seal"].as_str())
        .unwrap();
    for text in [
        String::new(),
        hers.replace(was, seal["h"].as_str().unwrap()),
    ] {
        std::fs::remove_file(record_of(&team, ANNA)).unwrap();
        plant(&team, &text);
        for account in [CARA, ANNA] {
            told_everywhere(&team, account, &id, "on no record");
            is_told(
                &team.run(account, &["verify", "--all"]),
                "nothing in it counts",
            );
        }
    }
}

#[test]
fn a_record_that_takes_no_line_of_hers_is_told_when_she_closes() {
    let Some(team) = Team::new() else { return };
    let seals = team.data().join("seals");
    std::fs::create_dir(&seals).unwrap();
    chown(&seals, Some(0), Some(TEAM)).unwrap();
    set_mode(&seals, 0o3770);
    plant(&team, "");
    let ran = team.run_with_input(ANNA, &["take", "--new", "--lines", "-"], LINES);
    is_told(&ran, "did not take this seal");
    let id = ran.out.lines().last().unwrap().to_owned();
    // She knows of it herself; nobody else can tell whether it is the one that she made.
    let hers = team.run(ANNA, &["verify", &id]);
    assert!(hers.out.contains("nothing has changed"), "{hers:?}");
    is_told(&hers, "nothing in it counts");
    is_told(&team.run(CARA, &["verify", &id]), "on no record");
    is_told(&team.run(ANNA, &["doctor"]), "nothing in it counts");
    // IT moves it away: the next time she opens them, the seal is on record for all.
    std::fs::remove_file(record_of(&team, ANNA)).unwrap();
    let again = "/reopen more\nKS: more\n/close it was agreed\n";
    let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], again);
    assert!(!ran.err.contains("record of seals"), "{ran:?}");
    let ran = team.run(CARA, &["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_record_that_was_removed_is_missed_by_whoever_saw_it() {
    let Some(team) = Team::new() else { return };
    let id = closed_by_anna(&team);
    for account in [CARA, ANNA] {
        assert_eq!(team.run(account, &["verify", "--all"]).code, 0);
    }
    let hers = std::fs::read(record_of(&team, ANNA)).unwrap();
    other_minutes(&team, &id, &format!("uid:{}", BEN.number));
    std::fs::remove_file(record_of(&team, ANNA)).unwrap();
    for account in [CARA, ANNA] {
        let ran = team.run(account, &["verify", "--all"]);
        is_told(&ran, "since you last looked at it");
        let again = team.run(account, &["verify", "--all"]);
        is_told(&again, "since you last looked at it");
    }
    // Back from a backup: nothing is missed.
    std::fs::write(record_of(&team, ANNA), hers).unwrap();
    chown(record_of(&team, ANNA), Some(ANNA.number), Some(TEAM)).unwrap();
    set_mode(&record_of(&team, ANNA), 0o640);
    let ran = team.run(CARA, &["verify", "--all"]);
    assert!(!ran.err.contains("since you last looked"), "{ran:?}");
    // Meant to go: what is named is removed, and it is not told again.
    std::fs::remove_file(record_of(&team, ANNA)).unwrap();
    let ran = team.run(CARA, &["verify", "--all"]);
    let named = ran.err.split("if it was meant, remove ").nth(1).unwrap();
    let named = named.split(".txt").next().unwrap();
    std::fs::remove_file(Path::new(&format!("{named}.txt"))).unwrap();
    let ran = team.run(CARA, &["verify", "--all"]);
    assert!(!ran.err.contains("since you last looked"), "{ran:?}");
}

#[test]
fn files_that_it_put_back_as_root_are_no_alarm() {
    let Some(team) = Team::new() else { return };
    let id = closed_by_anna(&team);
    let folder = team.folder_of(&id);
    for name in ["minutes.json", "restricted.json"] {
        chown(folder.join(name), Some(0), Some(TEAM)).unwrap();
    }
    std::fs::remove_file(record_of(&team, ANNA)).unwrap();
    let ran = team.run(CARA, &["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
}
