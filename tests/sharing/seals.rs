//! The record of seals in a team's folder: each member writes their own, and each notices what happens to a colleague's.

use super::team::{ANNA, BEN, Team, set_mode};
use crate::command_line::mapper::Mapper;
use std::os::unix::fs::{MetadataExt, chown};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\n/view Ella; by: letter; words: yes\n/close it was agreed\n";

#[test]
fn each_member_writes_their_own_record_and_a_colleagues_closing_is_no_alarm() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let seals = team.data().join("seals");
    let about = std::fs::metadata(&seals).unwrap();
    assert_eq!(about.mode() & 0o7777, 0o3770);
    let hers = std::fs::metadata(seals.join(format!("{}.jsonl", ANNA.number))).unwrap();
    assert_eq!((hers.uid(), hers.mode() & 0o7777), (ANNA.number, 0o640));
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let ran = team.run_with_input(
        BEN,
        &["take", &id, "--lines", "-"],
        "/reopen more\nKS: more\n/close it was agreed\n",
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(seals.join(format!("{}.jsonl", BEN.number)).exists());
    for account in [ANNA, BEN] {
        let ran = team.run(account, &["verify", "--all"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains("nothing has changed"), "{ran:?}");
        assert_eq!(ran.out.matches("seals/").count(), 2, "{ran:?}");
    }
    let ran = team.run_with_input(
        ANNA,
        &["take", &id, "--lines", "-"],
        "/reopen again\nKS: again\n/close it was agreed\n",
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = team.run(BEN, &["verify", &id]);
    assert!(
        ran.code == 0 && ran.out.contains("nothing has changed"),
        "{ran:?}"
    );
}

#[test]
fn what_a_colleague_does_to_seals_is_told() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let folder = team.folder_of(&id);
    // Where she handed it on, Ben may replace her files, and the seal with them.
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let swap = |name: &str, from: &str, to: &str| {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).unwrap().replace(from, to);
        std::fs::remove_file(&path).unwrap();
        std::fs::write(&path, text).unwrap();
        chown(&path, Some(BEN.number), Some(super::team::TEAM)).unwrap();
        set_mode(&path, 0o640);
    };
    swap("minutes.json", "hello", "hallo");
    let seal = std::fs::read_to_string(folder.join("seal.json")).unwrap();
    let seal: serde_json::Value = serde_json::from_str(&seal).unwrap();
    assert_eq!(team.run(ANNA, &["verify", &id]).code, 1);
    swap("minutes.json", "hallo", "hello");
    assert_eq!(team.run(ANNA, &["verify", &id]).code, 0);
    swap(
        "seal.json",
        seal["when"].as_str().unwrap(),
        "2026-11-01T10:00:00+00:00",
    );
    let ran = team.run(ANNA, &["verify", &id]);
    assert_eq!(ran.code, 1, "{ran:?}");
}

#[test]
fn a_colleagues_record_that_was_cut_or_taken_away_is_missed_by_the_others() {
    let Some(team) = Team::new() else { return };
    team.meeting(ANNA, LINES);
    team.meeting(BEN, LINES);
    let hers = team
        .data()
        .join("seals")
        .join(format!("{}.jsonl", ANNA.number));
    let whole = std::fs::read_to_string(&hers).unwrap();
    let last = whole.trim_end().rfind('\n').unwrap() + 1;
    std::fs::write(&hers, &whole[..last]).unwrap();
    for account in [ANNA, BEN] {
        let ran = team.run(account, &["verify", "--all"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            ran.err.contains("was cut, written anew or taken away"),
            "{ran:?}"
        );
    }
    std::fs::remove_file(&hers).unwrap();
    let ran = team.run(BEN, &["verify", "--all"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("was cut, written anew or taken away"),
        "{ran:?}"
    );
    // Made in her name before she closes another meeting: she is told, and her meeting is closed all the same.
    std::fs::write(&hers, "").unwrap();
    chown(&hers, Some(BEN.number), Some(super::team::TEAM)).unwrap();
    set_mode(&hers, 0o640);
    let another = team.meeting(ANNA, LINES);
    let ran = team.run(ANNA, &["verify", &another]);
    assert!(ran.out.contains("nothing has changed"), "{ran:?}");
}

#[test]
fn words_in_a_colleagues_name_are_told_and_a_journal_written_anew_is() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(
        ANNA,
        "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n",
    );
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let typed = |account, words: &str| {
        let ran = team.run_with_input(account, &["take", &id, "--lines", "-"], words);
        // It may be asked whose words they are.
        assert!(ran.code < 2, "{ran:?}");
    };
    let journal = || {
        let files = std::fs::read_dir(team.folder_of(&id).join("journal")).unwrap();
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    };
    typed(BEN, "KS: said to Ben\n");
    let bens = journal().pop().unwrap();
    assert_eq!(std::fs::metadata(&bens).unwrap().uid(), BEN.number);
    for account in [ANNA, BEN] {
        assert_eq!(team.run(account, &["read", &id]).code, 0);
    }
    // Ben writes his own file anew, in her name.
    let text = std::fs::read_to_string(&bens).unwrap();
    let forged = anew(&text, |line| {
        let (hers, his) = (
            format!("uid:{}", ANNA.number),
            format!("uid:{}", BEN.number),
        );
        line.replace(&his, &hers)
            .replace("said to Ben", "said to Anna")
    });
    std::fs::write(&bens, &forged).unwrap();
    for account in [ANNA, BEN] {
        let ran = team.run(account, &["read", &id]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            ran.err.contains("who has a file of their own here"),
            "{ran:?}"
        );
    }
    // Or in his own, after she went on: her first record follows one that is not there any more.
    std::fs::write(&bens, &text).unwrap();
    typed(ANNA, "KS: said to Anna again\n");
    assert_eq!(team.run(ANNA, &["read", &id]).code, 0);
    std::fs::write(
        &bens,
        anew(&text, |line| line.replace("said to Ben", "said to no one")),
    )
    .unwrap();
    for account in [ANNA, BEN] {
        let ran = team.run(account, &["read", &id]);
        assert_eq!(ran.code, 1, "{ran:?}");
    }
}

/// A journal with other words, whose hashes are right.
fn anew(text: &str, change: impl Fn(&str) -> String) -> String {
    use sha2::Digest;
    let mut out = String::new();
    let mut before: Option<String> = None;
    for line in text.lines() {
        let head = line.split(",\"h\":").next().unwrap();
        let (start, prev) = head.split_once("\"prev\":\"").unwrap();
        let prev = before.unwrap_or_else(|| prev.trim_end_matches('"').to_owned());
        let head = format!("{}\"prev\":\"{prev}\"", change(start));
        let hash: String = sha2::Sha256::digest(head.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        out.push_str(&format!("{head},\"h\":\"{hash}\"}}\n"));
        before = Some(hash);
    }
    out
}

/// A colleague puts a file of their own in the place of hers, word for word the same, and changes it later through a
/// mapping, which leaves no trace in the file's times.
#[test]
fn what_a_colleague_changes_through_a_mapping_is_told() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let path = team.folder_of(&id).join("minutes.json");
    let text = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, text).unwrap();
    chown(&path, Some(BEN.number), Some(super::team::TEAM)).unwrap();
    set_mode(&path, 0o640);
    let Some(mut mapper) = Mapper::of(&path) else {
        return;
    };
    for _ in 0..2 {
        let ran = team.run(ANNA, &["list"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let ran = team.run(ANNA, &["verify", &id]);
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("owns minutes.json"), "{ran:?}");
    mapper.change("hello", "hallo");
    for way in [&["list"][..], &["find", "zyxw"], &["due"], &["list"]] {
        let ran = team.run(ANNA, way);
        assert_eq!(ran.code, 1, "{way:?}: {ran:?}");
        assert!(
            ran.err.contains("minutes.json was changed"),
            "{way:?}: {ran:?}"
        );
    }
}
