//! The modes of everything that is made, and what is refused: nothing depends on the umask of the account.

use super::team::{ANNA, Account, BEN, OTTO, TEAM, Team, set_mode};
use std::os::unix::fs::{MetadataExt, chown, symlink};
use std::path::Path;

pub const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\nKS: the safe house is in Nowhere Lane #restricted\n";

/// The mode of everything below a folder, by its name without what is random.
pub fn modes(folder: &Path) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let about = std::fs::symlink_metadata(&path).unwrap();
        let inside = path.strip_prefix(folder).unwrap().to_str().unwrap();
        let name: String = inside
            .split('/')
            .map(|part| part.split_once('-').map_or(part, |(_, _)| "*"))
            .collect::<Vec<_>>()
            .join("/");
        found.push((name, about.mode() & 0o7777));
        if about.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|one| one.unwrap().path()),
            );
        }
    }
    found.sort();
    found.dedup();
    found
}

fn expected(modes: &[(&str, u32)]) -> Vec<(String, u32)> {
    modes
        .iter()
        .map(|(name, mode)| ((*name).to_owned(), *mode))
        .collect()
}

fn with_umask(team: &Team, account: Account, umask: &str, lines: &str) -> String {
    let file = team.path().join("lines");
    std::fs::write(&file, lines).unwrap();
    set_mode(&file, 0o644);
    let program = team.path().join("talking-piece");
    let script = format!(
        "umask {umask}; exec {} take --new --lines {}",
        program.display(),
        file.display()
    );
    let ran = team
        .shell(account, &["sh", "-c", &script])
        .output()
        .unwrap();
    let out = String::from_utf8(ran.stdout).unwrap();
    out.lines().last().unwrap().to_owned()
}

#[test]
fn modes_in_a_shared_folder_are_the_same_whatever_the_umask() {
    let Some(team) = Team::new() else { return };
    for umask in ["000", "077", "027"] {
        let id = with_umask(&team, ANNA, umask, LINES);
        let folder = team.folder_of(&id);
        assert_eq!(
            modes(&folder),
            expected(&[
                ("", 0o2750),
                ("draft", 0o2700),
                ("draft/*", 0o600),
                ("journal", 0o2700),
                ("journal/*", 0o600),
                ("lock", 0o640),
                ("minutes.json", 0o640),
                ("readers", 0o3770),
                ("recovered", 0o2700),
                ("restricted.json", 0o600),
            ]),
            "umask {umask}"
        );
        for above in [folder.parent().unwrap(), &team.data().join("meetings")] {
            let about = std::fs::metadata(above).unwrap();
            assert_eq!(about.mode() & 0o7777, 0o3770, "{}", above.display());
        }
        for file in ["minutes.json", "restricted.json"] {
            let about = std::fs::metadata(folder.join(file)).unwrap();
            assert_eq!((about.uid(), about.gid()), (ANNA.number, TEAM), "{file}");
        }
    }
}

#[test]
fn modes_in_a_folder_of_ones_own_let_nobody_in_whatever_the_umask() {
    let Some(team) = Team::new() else { return };
    std::fs::remove_dir(team.data()).unwrap();
    std::fs::create_dir(team.data()).unwrap();
    chown(team.data(), Some(ANNA.number), Some(ANNA.number)).unwrap();
    set_mode(&team.data(), 0o700);
    for umask in ["000", "077"] {
        let id = with_umask(&team, ANNA, umask, LINES);
        for (name, mode) in modes(&team.folder_of(&id)) {
            assert_eq!(mode & 0o077, 0, "{name} with umask {umask}");
        }
    }
    let refused = team.run(BEN, &["list"]);
    assert_eq!(refused.code, 3, "{refused:?}");
}

#[test]
fn a_colleague_reads_what_is_open_and_no_more() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let list = team.run(BEN, &["list"]);
    assert_eq!(list.code, 0, "{list:?}");
    assert!(list.out.contains(&id), "{list:?}");
    let read = team.run(BEN, &["read", &id]);
    assert_eq!(read.code, 0, "{read:?}");
    assert!(read.out.contains("hello"), "{read:?}");
    let more = team.run(BEN, &["read", &id, "--restricted"]);
    assert!(!more.out.contains("Nowhere Lane"), "{more:?}");
    assert_eq!(more.code, 3, "what could not be shown is said: {more:?}");
    assert!(
        more.err.contains("anna") || more.err.contains("7101"),
        "{more:?}"
    );
    for arguments in [
        ["take", &id, "--lines", "-"].as_slice(),
        &["resume", &id, "--plain"],
        &["hand-on", &id],
    ] {
        let ran = team.run_with_input(BEN, arguments, "KS: from Ben\n");
        assert_eq!(ran.code, 3, "{arguments:?}: {ran:?}");
        assert!(ran.err.contains("handed on"), "{ran:?}");
    }
    let own = team.run(ANNA, &["read", &id, "--restricted"]);
    assert!(own.out.contains("Nowhere Lane") && !own.out.contains("from Ben"));
}

#[test]
fn an_outsider_is_refused_everything() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    for arguments in [
        ["list"].as_slice(),
        &["read", &id],
        &["take", "--new", "--lines", "-"],
        &["resume", &id, "--plain"],
    ] {
        let ran = team.run(OTTO, arguments);
        assert_eq!(ran.code, 3, "{arguments:?}: {ran:?}");
        assert!(
            !ran.out.contains("hello") && !ran.out.contains(&id),
            "{ran:?}"
        );
    }
}

#[test]
fn a_folder_that_lets_others_in_is_refused_before_anything_is_written() {
    let Some(team) = Team::new() else { return };
    let nobodys = 7_999;
    for (group, mode, why) in [
        (TEAM, 0o2777, "everybody may write"),
        (TEAM, 0o2775, "everybody may look"),
        (TEAM, 0o2771, "everybody may pass"),
        (TEAM, 0o770, "new files would not be the team's"),
        (nobodys, 0o2770, "the group of others"),
    ] {
        chown(team.data(), Some(ANNA.number), Some(group)).unwrap();
        set_mode(&team.data(), mode);
        let ran = team.run_with_input(ANNA, &["take", "--new", "--lines", "-"], LINES);
        assert_eq!(ran.code, 3, "{why}: {ran:?}");
        assert!(ran.err.contains("Nothing was written"), "{why}: {ran:?}");
        assert_eq!(std::fs::read_dir(team.data()).unwrap().count(), 0, "{why}");
    }
}

#[test]
fn what_a_colleague_plants_is_not_followed() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let folder = team.folder_of(&id);
    let secret = team.home(ANNA).join("secret.json");
    std::fs::write(&secret, "{\"user\":\"of the home\"}").unwrap();
    chown(&secret, Some(ANNA.number), Some(ANNA.number)).unwrap();
    for name in ["minutes.json", "lock", "seal.json"] {
        for kind in ["link", "pipe", "hard link"] {
            let path = folder.join(name);
            let _ = std::fs::remove_file(&path);
            match kind {
                "link" => symlink(&secret, &path).unwrap(),
                "hard link" => std::fs::hard_link(&secret, &path).unwrap(),
                _ => rustix::fs::mknodat(
                    rustix::fs::CWD,
                    &path,
                    rustix::fs::FileType::Fifo,
                    rustix::fs::Mode::from_raw_mode(0o660),
                    0,
                )
                .unwrap(),
            }
            let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], "KS: more\n");
            assert!(
                !ran.out.contains("of the home"),
                "{kind} at {name}: {ran:?}"
            );
            assert_eq!(
                std::fs::read_to_string(&secret).unwrap(),
                "{\"user\":\"of the home\"}",
                "{kind} at {name}"
            );
            let _ = std::fs::remove_file(&path);
        }
    }
    assert!(team.run(ANNA, &["read", &id]).out.contains("hello"));
}

#[test]
fn a_year_that_cannot_be_looked_at_is_told() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let closed = team.data().join("meetings/2024");
    std::fs::create_dir(&closed).unwrap();
    set_mode(&closed, 0o700);
    let list = team.run(ANNA, &["list"]);
    assert_eq!(list.code, 1, "{list:?}");
    assert!(
        list.out.contains(&id)
            && list
                .out
                .contains("The meetings of 2024 cannot be looked at"),
        "{list:?}"
    );
    let read = team.run(ANNA, &["read", &id]);
    assert_eq!(read.code, 0, "{read:?}");
    assert!(read.err.contains("2024"), "{read:?}");
}

#[test]
fn each_of_the_team_has_a_practice_of_their_own() {
    let Some(team) = Team::new() else { return };
    for account in [ANNA, BEN] {
        let ran = team.run(account, &["practice", "--plain"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    assert_eq!(
        team.run(BEN, &["list"]).out,
        "",
        "made-up meetings are no real ones"
    );
}

#[test]
fn each_of_the_team_is_put_on_record_and_all_of_them_may_read_who_read() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    for account in [ANNA, BEN] {
        let closed = team.run(account, &["read", &id]);
        assert_eq!(closed.code, 0, "{closed:?}");
    }
    let folder = team.data().join("audit");
    let mode = |path: &std::path::Path| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
    };
    assert_eq!(mode(&folder), 0o3770);
    let files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(!files.is_empty());
    assert!(files.iter().all(|file| mode(file) == 0o640), "{files:?}");
    for account in [ANNA, BEN] {
        let who = team.run(account, &["read", &id, "--who"]);
        assert_eq!(who.code, 0, "{who:?}");
        assert!(who.out.contains("7102"), "{who:?}");
        assert!(!who.out.contains("cannot be read"), "{who:?}");
    }
}
