//! Space kept for when the disk is full: it is freed for whatever writes next, wherever writing began.

use std::sync::Arc;

use serde_json::json;

use super::draft::Draft;
use super::draft_tests::{found, start};
use super::fake_disk::{Fail, FakeDisk};
use super::journal::{Chain, Journal};
use super::journal_tests::{HOME, RESCUE, folder, meeting_disk, record};
use super::reading;

/// From now on every write fails until the reserve at home is freed.
fn fill(disk: &FakeDisk) {
    disk.set(|state| {
        state.reserve = Some(folder(HOME).path.join("reserve"));
        state.fail = Some(Fail {
            at_call: state.calls + 1,
            calls: usize::MAX,
            errno: 28,
        });
    });
}

#[test]
fn on_a_full_disk_the_reserve_serves_the_draft_and_it_stays_at_home() {
    let disk = meeting_disk();
    let mut draft = start(&disk);
    draft.edit(0, 0, "KP said").unwrap();
    fill(&disk);
    draft.edit(7, 0, " yes").unwrap();
    assert!(disk.set(|state| state.reserve.is_none()), "given back");
    let home_alone = reading::read(&disk, &folder(HOME), &[]);
    let rescued = reading::read(&disk, &folder(RESCUE), &[]);
    assert!(
        home_alone
            .draft
            .is_some_and(|line| line.text == "KP said yes")
    );
    assert!(rescued.draft.is_none(), "nothing went elsewhere");
}

#[test]
fn the_reserve_at_home_serves_what_began_elsewhere() {
    let elsewhere = || vec![folder(RESCUE), folder(HOME)];
    let disk = meeting_disk();
    folder(RESCUE).make(&disk).unwrap();
    let all = Arc::new(disk.clone());
    let session = "000001-elsewhere";
    let begun = Draft::start(all.clone(), elsewhere(), session, 1, json!(null), vec![]);
    let mut draft = begun.unwrap();
    fill(&disk);
    draft.edit(0, 0, "KP said").unwrap();
    assert!(disk.set(|state| state.reserve.is_none()), "given back");
    let line = found(&disk).draft.map(|line| line.text);
    assert_eq!(line.as_deref(), Some("KP said"));

    let header = [record(1, "first")];
    let mut journal = Journal::start(all, elsewhere(), session, Chain::new(), &header).unwrap();
    fill(&disk);
    journal.append(&[record(2, "second")]).unwrap();
    assert!(disk.set(|state| state.reserve.is_none()), "given back");
    assert_eq!(found(&disk).records.len(), 2);
}
