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
