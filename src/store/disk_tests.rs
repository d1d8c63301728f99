//! On the real disk: modes, links and pipes planted under our names, places, ids, locks.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::disk::{Disk, RealDisk, append_all, read_given};
use super::draft::Draft;
use super::journal::{Chain, Journal};
use super::journal_tests::record;
use super::lock::{self, Holder, Lock};
use super::paths::{FindError, MeetingFolder, MeetingId, Paths, new_session};
use super::sealed::write_whole;
use super::{reading, recovery};

fn places(root: &TempDir) -> Paths {
    let mut places = Paths::find(Some(&root.path().join("data"))).unwrap();
    places.prepare(&RealDisk).unwrap();
    places
}

fn meeting(root: &TempDir) -> MeetingFolder {
    places(root).new_meeting(&RealDisk, 2026).unwrap()
}

fn anna() -> Holder {
    Holder {
        user: "anna".into(),
        tty: "pts/4".into(),
        since: "09:58".into(),
        host: "made-up".into(),
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn everything_made_is_for_its_owner_alone() {
    let root = TempDir::new().unwrap();
    let folder = meeting(&root);
    let shared: Arc<dyn Disk> = Arc::new(RealDisk);
    let all = vec![folder.clone()];
    let mut journal = Journal::start(
        shared.clone(),
        all.clone(),
        "000001-one",
        Chain::new(),
        &[record(1, "s")],
    )
    .unwrap();
    journal.append(&[record(2, "words")]).unwrap();
    let mut draft = Draft::start(
        shared,
        all,
        "000001-one",
        1,
        serde_json::json!(null),
        vec![],
    )
    .unwrap();
    draft.edit(0, 0, "half").unwrap();
    write_whole(&RealDisk, &folder.path, "minutes.json", b"{}").unwrap();
    let _lock = lock::take(&folder, &anna()).unwrap();
    let agendas = Paths::find(Some(&root.path().join("data"))).unwrap();
    agendas.make_agendas().unwrap();
    write_whole(&RealDisk, &agendas.agendas, "ours.toml", b"id = 'ours'").unwrap();
    let mut seen = 0;
    let mut folders = vec![root.path().join("data")];
    while let Some(path) = folders.pop() {
        assert_eq!(
            fs::metadata(&path).unwrap().mode() & 0o7777,
            0o700,
            "{}",
            path.display()
        );
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                assert_eq!(
                    entry.metadata().unwrap().mode() & 0o7777,
                    0o600,
                    "{}",
                    entry.path().display()
                );
                seen += 1;
            }
        }
    }
    assert_eq!(
        seen, 7,
        "journal, three of the draft, minutes, lock, agenda"
    );
    let opened = recovery::open(&RealDisk, &folder, &[]).unwrap();
    assert_eq!(
        (opened.records.len(), opened.draft.unwrap().text.as_str()),
        (2, "half")
    );
}

fn plant(kind: &str, at: &Path, elsewhere: &Path) {
    match kind {
        "link" => symlink(elsewhere, at).unwrap(),
        "dangling link" => symlink(elsewhere.with_extension("not-there"), at).unwrap(),
        "hard link" => fs::hard_link(elsewhere, at).unwrap(),
        "folder" => fs::create_dir(at).unwrap(),
        _ => rustix::fs::mknodat(
            rustix::fs::CWD,
            at,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::from_raw_mode(0o600),
            0,
        )
        .unwrap(),
    }
}

#[test]
fn what_is_planted_at_our_names_is_refused_and_never_followed() {
    for kind in ["link", "dangling link", "hard link", "folder", "pipe"] {
        let root = TempDir::new().unwrap();
        let folder = meeting(&root);
        let elsewhere = root.path().join("elsewhere");
        File::create(&elsewhere).unwrap();
        set_mode(&elsewhere, 0o600);
        let begin = Instant::now();
        let names = [
            folder.journal().join("000001-one.jsonl"),
            folder.draft().join("000001-one.1.a"),
            folder.path.join("lock"),
            folder.path.join("seal.json"),
        ];
        for name in &names {
            plant(kind, name, &elsewhere);
            assert!(
                RealDisk.create_new(name).is_err(),
                "{kind} at {}",
                name.display()
            );
            assert!(
                RealDisk.read(name, 10).is_err(),
                "{kind} at {}",
                name.display()
            );
        }
        let shared: Arc<dyn Disk> = Arc::new(RealDisk);
        let all = vec![folder.clone()];
        let header = [record(1, "s")];
        assert!(
            Journal::start(
                shared.clone(),
                all.clone(),
                "000001-one",
                Chain::new(),
                &header
            )
            .is_err()
        );
        assert!(
            Draft::start(
                shared,
                all,
                "000001-one",
                1,
                serde_json::json!(null),
                vec![]
            )
            .is_err()
        );
        let refused = lock::take(&folder, &anna()).unwrap_err().to_string();
        assert!(
            kind == "folder" || refused.contains("was not used"),
            "{kind}: {refused}"
        );
        assert!(super::sealed::verify(&RealDisk, &folder).is_err(), "{kind}");
        let opened = reading::read(&RealDisk, &folder, &[]);
        assert!(opened.read_only(), "{kind}: {:?}", opened.troubles);
        assert!(begin.elapsed() < Duration::from_secs(5), "{kind} hung");
        assert_eq!(fs::read(&elsewhere).unwrap(), b"", "{kind} was followed");
        assert!(!elsewhere.with_extension("not-there").exists());
    }
}

#[test]
fn planted_folders_are_refused() {
    let root = TempDir::new().unwrap();
    let elsewhere = root.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let path = root.path().join("meeting");
    symlink(&elsewhere, &path).unwrap();
    let folder = MeetingFolder {
        id: MeetingId::random().unwrap(),
        path,
    };
    assert!(folder.make(&RealDisk).is_err());
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    let open = root.path().join("open");
    fs::create_dir(&open).unwrap();
    set_mode(&open, 0o755);
    assert!(
        RealDisk
            .make_folder(&open)
            .unwrap_err()
            .to_string()
            .contains("look into")
    );
}

#[test]
fn a_data_root_that_others_can_write_to_is_refused_with_the_reason() {
    for (mode, fine) in [
        (0o700, true),
        (0o755, true),
        (0o770, false),
        (0o702, false),
        (0o777, false),
    ] {
        let root = TempDir::new().unwrap();
        let data = root.path().join("data");
        fs::create_dir(&data).unwrap();
        set_mode(&data, mode);
        let answer = Paths::find(Some(&data)).unwrap().prepare(&RealDisk);
        match answer {
            Ok(()) => assert!(fine, "{mode:o}"),
            Err(trouble) => {
                let words = trouble.to_string();
                assert!(
                    !fine && words.contains("other users can write") && words.contains("--data"),
                    "{words}"
                );
            }
        }
    }
    let root = TempDir::new().unwrap();
    File::create(root.path().join("file")).unwrap();
    assert!(
        Paths::find(Some(&root.path().join("file")))
            .unwrap()
            .prepare(&RealDisk)
            .is_err()
    );
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    // Only root can make one; for anyone else `/` belongs to another user.
    let root = TempDir::new().unwrap();
    let theirs = root.path().join("theirs");
    fs::create_dir(&theirs).unwrap();
    let path = match std::os::unix::fs::chown(&theirs, Some(54321), None) {
        Ok(()) => theirs,
        Err(_) => Path::new("/").to_owned(),
    };
    let words = Paths::find(Some(&path))
        .unwrap()
        .prepare(&RealDisk)
        .unwrap_err()
        .to_string();
    assert!(words.contains("belongs to another user"), "{words}");
}

#[test]
fn ids_are_random_and_a_meeting_is_found_by_its_beginning() {
    let root = TempDir::new().unwrap();
    let places = places(&root);
    assert_eq!(places.meeting(&RealDisk, "a"), Err(FindError::None));
    let one = places.new_meeting(&RealDisk, 2026).unwrap();
    let two = places.new_meeting(&RealDisk, 2027).unwrap();
    assert_ne!(one.id, two.id);
    assert_eq!(places.all(&RealDisk).unwrap(), [one.clone(), two.clone()]);
    let id = one.id.as_str();
    assert_eq!(id.len(), 12);
    assert_eq!(MeetingId::parse(id), Some(one.id.clone()));
    assert_eq!(
        places.meeting(&RealDisk, id.get(..11).unwrap().to_uppercase().as_str()),
        Ok(one.clone())
    );
    assert!(matches!(
        places.meeting(&RealDisk, ""),
        Err(FindError::NoLetters)
    ));
    for not_one in [
        "",
        "../../../etc",
        "0123456789a",
        "0123456789aI",
        "0123456789ab/",
    ] {
        assert_eq!(MeetingId::parse(not_one), None);
    }
    assert!(
        new_session(7).unwrap() < new_session(12).unwrap(),
        "the newest session sorts last"
    );
}

#[test]
fn places_given_and_by_custom() {
    let given = Paths::find(Some(Path::new("/somewhere"))).unwrap();
    assert_eq!(given.agendas, Path::new("/somewhere/settings/agendas"));
    let relative = Paths::find(Some(Path::new("here"))).unwrap();
    assert!(relative.data.is_absolute());
    let root = TempDir::new().unwrap();
    let folder = meeting(&root);
    for rescue in given.rescue_for(&folder) {
        assert!(
            rescue
                .path
                .ends_with(Path::new("talking-piece/rescued").join(folder.id.as_str()))
        );
    }
}

#[test]
fn one_holds_the_lock_the_other_is_told_who() {
    let root = TempDir::new().unwrap();
    let folder = meeting(&root);
    let first = lock::take(&folder, &anna()).unwrap();
    assert!(matches!(first, Lock::Held(_)) && first.words().is_none());
    let second = lock::take(
        &folder,
        &Holder {
            user: "ben".into(),
            ..anna()
        },
    )
    .unwrap();
    let words = second.words().unwrap();
    assert!(
        words.starts_with("anna has had these minutes open since 09:58 on pts/4 at made-up."),
        "{words}"
    );
    drop(first);
    assert!(
        matches!(lock::take(&folder, &anna()).unwrap(), Lock::Held(_)),
        "free at once"
    );
}

#[test]
fn a_folder_without_locks_records_under_a_banner() {
    let file = tempfile::tempfile().unwrap();
    let no_locks = TryLockError::Error(io::Error::from_raw_os_error(37)); // ENOLCK
    let lock = lock::outcome(Err(no_locks), file, &anna()).unwrap();
    assert!(matches!(lock, Lock::Unavailable { .. }));
    assert!(lock.words().unwrap().contains("cannot be locked"));
}

#[test]
fn reading_has_a_limit_and_given_files_may_be_links() {
    let root = TempDir::new().unwrap();
    let path = root.path().join("file");
    append_all(RealDisk.create_new(&path).unwrap().as_ref(), b"12345").unwrap();
    assert_eq!(RealDisk.read(&path, 5).unwrap(), b"12345");
    assert!(
        RealDisk
            .read(&path, 4)
            .unwrap_err()
            .to_string()
            .contains("larger than 4 bytes")
    );
    let link = root.path().join("link");
    symlink(&path, &link).unwrap();
    assert_eq!(read_given(&link, 5).unwrap(), b"12345");
    assert!(read_given(root.path(), 5).is_err());
    assert!(read_given(Path::new("/dev/zero"), 5).is_err());
}
