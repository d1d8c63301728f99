//! Draft files of earlier sessions: whole ones are removed, a damaged one is kept where a person can read it.

use std::fs;

use tempfile::TempDir;

use super::disk::{Disk, RealDisk, append_all};
use super::draft_lines;
use super::paths::{MeetingFolder, Paths};
use super::recovery::clear_old_drafts;

fn meeting(root: &TempDir) -> MeetingFolder {
    let mut places = Paths::find(Some(&root.path().join("data"))).unwrap();
    places.prepare(&RealDisk).unwrap();
    places.new_meeting(&RealDisk, 2026).unwrap()
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = names
        .map(|name| name.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_draft_that_was_not_read_to_its_end_is_kept_before_it_goes() {
    let root = TempDir::new().unwrap();
    let meeting = meeting(&root);
    let whole = [
        draft_lines::begin(1, &serde_json::Value::Null, &[]),
        draft_lines::edit(0, 0, "whole"),
    ]
    .concat();
    let damaged = [
        whole.as_slice(),
        b"[5,0,\" and more",
        b"\x00\x00\n[9,0,\"x\"]\n",
    ]
    .concat();
    let cut = [whole.as_slice(), b"[5,0,\" and m"].concat();
    for (name, bytes) in [
        ("000001-a.1.a", &whole),
        ("000001-b.1.a", &damaged),
        ("000001-c.1.b", &cut),
        ("000002-now.1.a", &whole),
    ] {
        let file = RealDisk.create_new(&meeting.draft().join(name)).unwrap();
        append_all(file.as_ref(), bytes).unwrap();
    }
    clear_old_drafts(&RealDisk, &meeting, &[], |session| session != "000002-now").unwrap();
    assert_eq!(names(&meeting.draft()), ["000002-now.1.a"]);
    let kept = names(&meeting.recovered());
    assert_eq!(kept.len(), 2, "{kept:?}");
    let bytes: Vec<Vec<u8>> = kept
        .iter()
        .map(|name| fs::read(meeting.recovered().join(name)).unwrap())
        .collect();
    assert_eq!(bytes, [damaged, cut]);
}
