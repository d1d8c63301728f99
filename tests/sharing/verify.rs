//! What a colleague can check of a closed meeting that was not handed on: the open minutes, and no more.

use super::team::{ANNA, BEN, Team, set_mode};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\nKS: Nowhere Lane #restricted\n/view Ella; by: letter; words: yes\n/close it was agreed\n";

#[test]
fn a_colleague_checks_what_they_may_read_and_is_told_what_was_not_checked() {
    let Some(team) = Team::new() else { return };
    let ran = team.run_with_input(ANNA, &["take", "--new", "--lines", "-"], LINES);
    assert_eq!(ran.code, 0, "{ran:?}");
    let id = ran.out.lines().last().unwrap().to_owned();
    let ran = team.run(ANNA, &["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("nothing has changed"), "{ran:?}");
    let ran = team.run(BEN, &["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let parts = [
        "what you may read of it",
        "not checked",
        "restricted.json",
        ".jsonl",
    ];
    assert!(parts.iter().all(|part| ran.out.contains(part)), "{ran:?}");
    let year = std::fs::read_dir(team.data().join("meetings")).unwrap();
    let minutes = year
        .map(|year| year.unwrap().path().join(&id).join("minutes.json"))
        .find(|path| path.exists())
        .unwrap();
    let text = std::fs::read_to_string(&minutes).unwrap();
    std::fs::write(&minutes, text.replace("hello", "hallo")).unwrap();
    for account in [ANNA, BEN] {
        let ran = team.run(account, &["verify", &id]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            ran.out.contains("minutes.json was changed after sealing"),
            "{ran:?}"
        );
    }
}

#[test]
fn what_its_owner_cannot_read_is_never_called_unchanged() {
    let Some(team) = Team::new() else { return };
    let ran = team.run_with_input(ANNA, &["take", "--new", "--lines", "-"], LINES);
    assert_eq!(ran.code, 0, "{ran:?}");
    let id = ran.out.lines().last().unwrap().to_owned();
    let year = std::fs::read_dir(team.data().join("meetings")).unwrap();
    let folder = year
        .map(|year| year.unwrap().path().join(&id))
        .find(|path| path.exists())
        .unwrap();
    for (name, mode) in [("journal", 0o700), ("restricted.json", 0o600)] {
        set_mode(&folder.join(name), 0);
        let ran = team.run(ANNA, &["verify", &id]);
        assert_eq!(ran.code, 3, "{name}: {ran:?}");
        assert!(ran.out.contains("not checked"), "{name}: {ran:?}");
        assert!(!ran.out.contains("unchanged"), "{name}: {ran:?}");
        assert!(!ran.out.contains("nothing has changed"), "{name}: {ran:?}");
        set_mode(&folder.join(name), mode);
        assert_eq!(team.run(ANNA, &["verify", &id]).code, 0, "{name}");
    }
}

/// What an owner does rightly to minutes of their own once looked like a forgery to everybody else.
#[test]
fn a_colleagues_meeting_that_was_opened_again_is_no_alarm() {
    let Some(team) = Team::new() else { return };
    let lines = format!("/person CH Sam Hall; role: Chair\n{LINES}/minutes signed off; by: CH\n");
    let id = team.meeting(ANNA, &lines);
    let anna_types = |lines: &str| {
        let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], lines);
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    let told_to_ben = |opened: &str| {
        for arguments in [
            &["verify", &id][..],
            &["read", &id],
            &["read", &id, "--version", "1"],
            &["read", &id, "--versions"],
            &["compare", &format!("{id}@1"), &id],
            &["find", "hello"],
            &["list"],
        ] {
            let ran = team.run(BEN, arguments);
            let told = format!("{}{}", ran.out, ran.err);
            assert!(
                !told.contains("AS SEALED") && !told.contains("AS THEY WERE"),
                "{told}"
            );
            assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        }
        let ran = team.run(BEN, &["read", &id, "--versions"]);
        assert!(!ran.out.contains("was not opened again"), "{ran:?}");
        assert_eq!(
            ran.out.matches("Opened again on").count(),
            opened.len(),
            "{ran:?}"
        );
    };
    anna_types("/reopen more\nKS: more of it\n");
    told_to_ben("1");
    let ran = team.run(BEN, &["verify", &id]);
    assert!(ran.out.contains("was opened again by"), "{ran:?}");
    anna_types("/close it was agreed\n/minutes signed off; by: CH\n");
    told_to_ben("1");
    anna_types("/reopen again\n");
    told_to_ben("12");
    // But what nobody opened again is told, and so is a version that was changed.
    let version = team.folder_of(&id).join("earlier/1-minutes.json");
    let text = std::fs::read_to_string(&version).unwrap();
    std::fs::write(&version, text.replace("hello", "hallo")).unwrap();
    let ran = team.run(BEN, &["verify", &id]);
    assert!(
        ran.code == 1 && ran.out.contains("1-minutes.json was changed"),
        "{ran:?}"
    );
}
