//! Which folders count as a team's, by their mode and group alone. The group of this process is one of ours, so no other
//! account is needed; what another account then can and cannot do is in `tests/sharing`.

use super::disk::{Disk, RealDisk};
use super::paths::Paths;
use super::sharing::{self, Reach, Team, make_folder, set_mode, team_of};
use rustix::fs::OFlags;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

fn overwrite(path: impl AsRef<std::path::Path>, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::File::create(path)?.write_all(bytes.as_ref())
}

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Home {
        let home = tempfile::tempdir().unwrap();
        let group = rustix::process::getegid().as_raw();
        std::os::unix::fs::chown(home.path(), None, Some(group)).unwrap();
        Home(home)
    }

    fn folder(&self, name: &str, mode: u32) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir(&path).unwrap();
        let group = rustix::process::getegid().as_raw();
        std::os::unix::fs::chown(&path, None, Some(group)).unwrap();
        set_mode(&path, OFlags::DIRECTORY, mode).unwrap();
        path
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

#[test]
fn a_folder_is_a_teams_by_its_setgid_bit_and_group_and_shows_nothing_to_others() {
    let home = Home::new();
    let writes = |path: &Path| team_of(path).map(|team: Team| team.writes);
    for (number, (mode, expected)) in [
        (0o2770, Some(true)),
        (0o3770, Some(true)),
        (0o2750, Some(false)),
        (0o0770, None),
        (0o2700, None),
        (0o2710, None),
        (0o2740, None),
        (0o2771, None),
        (0o2774, None),
        (0o2775, None),
    ]
    .into_iter()
    .enumerate()
    {
        let path = home.folder(&number.to_string(), mode);
        assert_eq!(writes(&path), expected, "{mode:o}");
    }
    let file = home.0.path().join("file");
    overwrite(&file, "x").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o2770)).unwrap();
    assert_eq!(writes(&file), None, "a file");
}

#[test]
fn a_folder_that_was_made_for_the_team_is_taken_again_and_one_of_another_kind_is_not() {
    let home = Home::new();
    let root = home.folder("root", 0o2770);
    for (name, reach, wanted) in [
        ("private", Reach::Private, 0o2700),
        ("above", Reach::AsAbove, 0o3770),
        ("writes", Reach::TeamWrites, 0o3770),
    ] {
        let path = root.join(name);
        assert!(make_folder(&path, reach).unwrap(), "{name}");
        assert_eq!(mode(&path), wanted, "{name}");
        assert!(!make_folder(&path, reach).unwrap(), "{name}: it is there");
        assert_eq!(mode(&path), wanted, "{name}");
    }
    // Its maker was stopped before it was shared.
    let unfinished = root.join("unfinished");
    fs::create_dir(&unfinished).unwrap();
    set_mode(&unfinished, OFlags::DIRECTORY, 0o2700).unwrap();
    assert!(!make_folder(&unfinished, Reach::TeamWrites).unwrap());
    assert_eq!(mode(&unfinished), 0o3770);
    let for_all = root.join("for_all");
    fs::create_dir(&for_all).unwrap();
    set_mode(&for_all, OFlags::DIRECTORY, 0o2777).unwrap();
    assert!(make_folder(&for_all, Reach::TeamWrites).is_err());
    // Where nothing is shared, it is private or nothing.
    let alone = home.folder("alone", 0o700);
    assert!(make_folder(&alone.join("below"), Reach::TeamWrites).unwrap());
    assert_eq!(mode(&alone.join("below")) & 0o777, 0o700);
}

#[test]
fn a_file_is_the_teams_only_in_a_folder_of_the_team() {
    let home = Home::new();
    let is_the_teams = |path: &Path| {
        let flags = rustix::fs::AtFlags::SYMLINK_NOFOLLOW;
        let found = rustix::fs::statat(rustix::fs::CWD, path, flags).unwrap();
        sharing::is_of_the_team(&found, path)
    };
    for (name, mode, expected) in [
        ("team", 0o2750, true),
        ("private", 0o2700, true),
        ("no_setgid", 0o0770, false),
        ("for_all", 0o2755, false),
        ("may_enter", 0o2751, false),
    ] {
        let path = home.folder(name, mode).join("file");
        overwrite(&path, "x").unwrap();
        let group = fs::metadata(path.parent().unwrap()).unwrap().gid();
        std::os::unix::fs::chown(&path, None, Some(group)).unwrap();
        assert_eq!(is_the_teams(&path), expected, "{name}");
    }
}

/// Settings that are kept below a team's data folder are the team's; others are only their owner's.
#[test]
fn agendas_of_a_team_are_made_where_the_team_may_write_them() {
    let home = Home::new();
    let data = home.folder("data", 0o2770);
    let places = Paths::find(Some(&data)).unwrap();
    assert!(places.agendas.starts_with(&data));
    places.make_agendas().unwrap();
    for folder in [places.settings(), &places.agendas] {
        assert_eq!(mode(folder), 0o3770, "{}", folder.display());
    }
    let own = Paths {
        agendas: home.0.path().join("config/agendas"),
        ..places
    };
    own.make_agendas().unwrap();
    assert_eq!(mode(&own.agendas) & 0o777, 0o700);
}

#[test]
fn private_words_go_into_the_folder_of_a_meeting_that_was_handed_on_only_as_it_was_opened() {
    let home = Home::new();
    let meeting = home.folder("meeting", 0o2700);
    let journal = meeting.join("journal");
    fs::create_dir(&journal).unwrap();
    set_mode(&journal, OFlags::DIRECTORY, 0o2700).unwrap();
    let _pin = super::pinned::pin(&meeting).unwrap();
    let may = |folder: &Path| super::pinned::folder_for(folder, Reach::Private).is_ok();
    for (of_meeting, of_journal, into_meeting, into_journal) in [
        (0o2700, 0o2700, true, true),
        (0o2770, 0o3770, true, true),
        // The folder of a meeting is opened in one way, and those in it in another.
        (0o2770, 0o2770, true, false),
        (0o3770, 0o3770, false, false),
        (0o2750, 0o3770, true, false),
        (0o2770, 0o3777, true, false),
    ] {
        set_mode(&meeting, OFlags::DIRECTORY, of_meeting).unwrap();
        set_mode(&journal, OFlags::DIRECTORY, of_journal).unwrap();
        let found = (may(&meeting), may(&journal));
        let wanted = (into_meeting, into_journal);
        assert_eq!(found, wanted, "{of_meeting:o} {of_journal:o}");
    }
    RealDisk.list(&meeting).unwrap();
}
