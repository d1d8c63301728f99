//! The record of access is chained and shows any change, and without a place for it nothing is opened.

use super::audit::{self, AuditEntry};
use super::disk::RealDisk;
use super::paths::Paths;
use serde_json::json;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const MEETING: &str = "0123456789ab";

fn places(root: &Path) -> Paths {
    Paths {
        data: root.join("data"),
        agendas: root.join("agendas"),
        rescue: vec![root.join("state")],
        cache: None,
    }
}

fn overwrite(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    std::fs::File::create(path)?.write_all(bytes.as_ref())
}

fn entry(minute: u32) -> AuditEntry {
    AuditEntry {
        needs: 1,
        seq: 0,
        at: format!("2026-11-22T10:{minute:02}:00+00:00")
            .parse()
            .unwrap(),
        boot_ms: 1,
        who: "uid:1004".into(),
        batch: 0,
        draft: None,
        kind: String::new(),
        body: json!({ "done": "read", "restricted": false, "meeting": MEETING }),
    }
}

fn home() -> (tempfile::TempDir, Paths) {
    let home = tempfile::tempdir().unwrap();
    let places = places(home.path());
    for folder in [&places.data, &places.rescue[0]] {
        std::fs::create_dir(folder).unwrap();
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    (home, places)
}

fn file(places: &Paths) -> PathBuf {
    places
        .data
        .join("audit")
        .join(format!("{MEETING}.uid1004.jsonl"))
}

#[test]
fn lines_are_kept_in_order_for_their_meeting_alone() {
    let (_home, places) = home();
    for minute in 1..4 {
        audit::append(&places, MEETING, &entry(minute)).unwrap();
    }
    audit::append(&places, "ba9876543210", &entry(9)).unwrap();
    let (entries, troubles) = audit::read(&places, &RealDisk, MEETING);
    assert!(troubles.is_empty(), "{troubles:?}");
    let seen: Vec<u64> = entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(seen, [1, 2, 3]);
    let mode = std::fs::metadata(file(&places))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_line_that_was_changed_or_taken_out_shows() {
    for spoil in [
        |text: String| text.replacen("\"restricted\":false", "\"restricted\":true ", 1),
        |text: String| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines.remove(1);
            format!("{}\n", lines.join("\n"))
        },
        |text: String| {
            text.lines()
                .skip(1)
                .map(|line| format!("{line}\n"))
                .collect()
        },
    ] {
        let (_home, places) = home();
        for minute in 1..4 {
            audit::append(&places, MEETING, &entry(minute)).unwrap();
        }
        let text = std::fs::read_to_string(file(&places)).unwrap();
        let spoiled = spoil(text.clone());
        assert_ne!(spoiled, text);
        overwrite(file(&places), spoiled).unwrap();
        let (_, troubles) = audit::read(&places, &RealDisk, MEETING);
        assert_eq!(troubles.len(), 1);
    }
}

#[test]
fn a_line_cut_off_by_a_power_cut_does_not_swallow_the_next() {
    let (_home, places) = home();
    audit::append(&places, MEETING, &entry(1)).unwrap();
    let mut bytes = std::fs::read(file(&places)).unwrap();
    bytes.extend_from_slice(b"{\"v\":1,\"seq\":2");
    overwrite(file(&places), bytes).unwrap();
    audit::append(&places, MEETING, &entry(2)).unwrap();
    let (entries, troubles) = audit::read(&places, &RealDisk, MEETING);
    assert_eq!((entries.len(), troubles.len()), (2, 1));
}

#[test]
fn where_the_data_root_cannot_be_written_the_state_folder_takes_it_and_without_that_it_fails() {
    let (_home, places) = home();
    // A file in place of the folder: nobody, not even root, can make the folder now.
    overwrite(places.data.join("audit"), "").unwrap();
    audit::append(&places, MEETING, &entry(1)).unwrap();
    let (entries, _) = audit::read(&places, &RealDisk, MEETING);
    assert_eq!(entries.len(), 1);
    std::fs::remove_dir_all(places.rescue[0].join("audit")).unwrap();
    overwrite(places.rescue[0].join("audit"), "").unwrap();
    assert!(audit::append(&places, MEETING, &entry(2)).is_err());
}

#[test]
fn two_sessions_at_once_make_one_chain() {
    let (_home, places) = home();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for minute in 0..5 {
                    audit::append(&places, MEETING, &entry(minute)).unwrap();
                }
            });
        }
    });
    let (entries, troubles) = audit::read(&places, &RealDisk, MEETING);
    assert_eq!((entries.len(), troubles.len()), (20, 0));
}

#[test]
fn a_line_that_a_power_cut_left_stays_alone_and_whole_lines_have_nothing_between() {
    let (_home, places) = home();
    for minute in [1, 2] {
        audit::append(&places, MEETING, &entry(minute)).unwrap();
    }
    let whole = std::fs::read_to_string(file(&places)).unwrap();
    assert_eq!(whole.lines().count(), 2);
    assert!(whole.lines().all(|line| line.ends_with("\"}")), "{whole}");
    overwrite(file(&places), format!("{whole}{{\"v\":1,\"seq\":3,")).unwrap();
    audit::append(&places, MEETING, &entry(3)).unwrap();
    let text = std::fs::read_to_string(file(&places)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert_eq!(lines[2], "{\"v\":1,\"seq\":3,");
    assert!(lines[3].contains("10:03"), "{text}");
    let (entries, _) = audit::read(&places, &RealDisk, MEETING);
    assert_eq!(entries.len(), 3);
}

#[test]
fn an_account_has_the_name_that_the_system_gives_it_or_none() {
    assert_eq!(audit::account_name(0).as_deref(), Some("root"));
    assert_eq!(audit::account_name(u32::MAX), None);
}

#[test]
fn all_records_with_something_wrong_are_named() {
    let (_home, places) = home();
    for (meeting, minute) in [(MEETING, 1), (MEETING, 2), ("ba9876543210", 3)] {
        audit::append(&places, meeting, &entry(minute)).unwrap();
    }
    // Not a name that the program gives.
    overwrite(places.data.join("audit/x\u{1b}y.uid1.jsonl"), "?").unwrap();
    assert_eq!(audit::all_troubles(&places, &RealDisk), []);
    let whole = std::fs::read_to_string(file(&places)).unwrap();
    let (_, second) = whole.split_once('\n').unwrap();
    overwrite(file(&places), second).unwrap();
    let troubles = audit::all_troubles(&places, &RealDisk);
    assert_eq!(troubles.len(), 1, "{troubles:?}");
    assert_eq!(troubles[0].0, MEETING);
    assert!(troubles[0].1[0].contains("changed or cut"), "{troubles:?}");
}
