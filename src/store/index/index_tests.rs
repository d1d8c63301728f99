//! The index by itself: what goes in comes out, in order; an untrusted index is rebuilt.

use super::packing::{Names, pack, unpack};
use super::{
    IndexEntry, Keeper, Reader, Stamp, keeper, remove_every_version, seal, tables, versions,
};
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::search::{Card, Passage, Query};
use crate::domain::visibility::Visibility;
use proptest::prelude::*;
use std::path::Path;

fn passage(text: &str) -> Passage {
    Passage {
        record: "e1".into(),
        kind: "contribution".into(),
        tone: "Worry".into(),
        section: "What has happened".into(),
        at: "2026-05-28T10:20:30.123456789+01:00".parse().unwrap(),
        person: vec!["Kelly Smith".into(), "KS".into()],
        role: vec!["mother".into()],
        agency: Vec::new(),
        children: vec!["Ella".into(), "Kelly Smith".into()],
        visibility: Visibility::Everyone,
        struck: false,
        text: text.into(),
    }
}

fn entry(id: &str, day: &str, texts: &[&str]) -> IndexEntry {
    let card = Card {
        id: id.into(),
        at: Some(format!("{day}T10:00:00+00:00").parse().unwrap()),
        ..Card::default()
    };
    let passages = texts.iter().map(|text| passage(text)).collect();
    IndexEntry::new(format!("2026/{id}"), Stamp::default(), card, None, passages)
}

fn overwrite(path: impl AsRef<std::path::Path>, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::File::create(path)?.write_all(bytes.as_ref())
}

fn kept(folder: &Path, entries: &[IndexEntry]) {
    let mut keeper = Keeper::open(folder).unwrap().unwrap();
    for entry in entries {
        keeper.put(entry).unwrap();
    }
    keeper.commit().unwrap();
}

fn found(folder: &Path, typed: &str) -> Vec<(String, String)> {
    let query = Query::read(typed, "2026-11-22".parse().unwrap()).unwrap();
    let reader = Reader::open(folder).unwrap();
    let found = reader.find(&query, 100, |_| true, |_| true).unwrap();
    let meetings = found.meetings.into_iter();
    meetings
        .flat_map(|(listed, passages)| {
            let id = listed.card.id;
            passages
                .into_iter()
                .map(move |passage| (id.clone(), passage.text))
        })
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = pairs.iter().map(|(a, b)| ((*a).into(), (*b).into()));
    owned.collect()
}

#[test]
fn newest_meeting_first_and_its_passages_in_order() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    kept(
        &folder,
        &[
            entry("b", "2026-05-02", &["red one", "red two", "blue"]),
            entry("a", "2024-01-01", &["red old"]),
            entry("c", "2026-05-03", &["red new"]),
        ],
    );
    let all = [
        ("c", "red new"),
        ("b", "red one"),
        ("b", "red two"),
        ("a", "red old"),
    ];
    assert_eq!(found(&folder, "red"), pairs(&all));
    assert_eq!(found(&folder, "red on:2026"), pairs(&all[..3]));
    assert_eq!(
        found(&folder, "red to:2026-05-02 from:2026"),
        pairs(&all[1..3])
    );
    assert_eq!(found(&folder, "on:2024"), pairs(&all[3..]));
    let cards = Reader::open(&folder).unwrap().cards(Some(2)).unwrap();
    let ids: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids, ["c", "b"]);
}

#[test]
fn a_meeting_that_is_put_in_again_or_forgotten_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    kept(&folder, &[entry("a", "2026-05-02", &["red", "blue"])]);
    kept(&folder, &[entry("a", "2026-06-02", &["green"])]);
    assert_eq!(found(&folder, "red"), pairs(&[]));
    assert_eq!(found(&folder, "green"), pairs(&[("a", "green")]));
    let mut keeper = Keeper::open(&folder).unwrap().unwrap();
    keeper.forget("a").unwrap();
    keeper.commit().unwrap();
    assert!(keeper.known().unwrap().is_empty());
    drop(keeper);
    assert_eq!(found(&folder, "green"), pairs(&[]));
}

#[test]
fn dates_are_kept_and_given_by_the_days_on_which_they_can_be_due() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let dated = |id: &str, review_of: &str, item: serde_json::Value| {
        let mut entry = entry(id, "2026-05-02", &[]);
        let meeting = PastMeeting {
            id: id.into(),
            ..PastMeeting::default()
        };
        entry.dates = serde_json::from_value(serde_json::json!({
            "meeting": meeting,
            "review_of": review_of,
            "is_closed": true,
            "taken_over": [],
            "items": [item],
        }))
        .unwrap();
        entry
    };
    let item = |more: serde_json::Value| {
        let mut item = serde_json::json!({ "what": "action", "due": "2026-06-01" });
        item.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        item
    };
    kept(
        &folder,
        &[
            dated("open", "", item(serde_json::json!({}))),
            dated(
                "done",
                "",
                item(serde_json::json!({ "done_on": "2026-05-20" })),
            ),
            dated("over", "", item(serde_json::json!({ "passes": true }))),
            dated(
                "next",
                "open",
                item(serde_json::json!({ "due": "2029-01-01" })),
            ),
            entry("none", "2026-05-02", &[]),
        ],
    );
    let ids = |on: &str, until: &str| {
        let reader = Reader::open(&folder).unwrap();
        let found = reader.dates(day(on), day(until)).unwrap();
        let mut ids: Vec<String> = found.into_iter().map(|(id, _)| id).collect();
        ids.sort();
        ids
    };
    assert_eq!(
        ids("2026-05-19", "2026-06-01"),
        ["done", "next", "open", "over"]
    );
    assert_eq!(ids("2026-05-20", "2026-06-01"), ["next", "open", "over"]);
    assert_eq!(ids("2026-06-02", "2026-07-01"), ["next", "open"]);
    assert!(ids("2026-05-19", "2026-05-31").is_empty());
    let mut keeper = Keeper::open(&folder).unwrap().unwrap();
    keeper.forget("open").unwrap();
    keeper.put(&entry("over", "2026-05-02", &[])).unwrap();
    keeper.commit().unwrap();
    drop(keeper);
    assert!(ids("2026-05-20", "2026-06-01").is_empty());
}

#[test]
fn only_one_writes_and_others_read_meanwhile() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    kept(&folder, &[entry("a", "2026-05-02", &["red"])]);
    let mut keeper = Keeper::open(&folder).unwrap().unwrap();
    assert!(Keeper::open(&folder).unwrap().is_none());
    keeper.put(&entry("b", "2026-05-03", &["red"])).unwrap();
    assert_eq!(found(&folder, "red").len(), 1, "not yet");
    keeper.commit().unwrap();
    assert_eq!(found(&folder, "red").len(), 2);
}

#[test]
fn another_version_is_made_anew() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    kept(&folder, &[entry("a", "2026-05-02", &["red"])]);
    let connection = tables::open_to_write(&seal::database(&folder)).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 4711")
        .unwrap();
    drop(connection);
    assert!(Reader::open(&folder).is_none(), "the seal is broken");
    seal::set(&folder).unwrap();
    assert!(
        Reader::open(&folder).is_none(),
        "sealed, but of another version"
    );
    let keeper = Keeper::open(&folder).unwrap().unwrap();
    assert!(keeper.known().unwrap().is_empty());
    drop(keeper);
    keeper::remove(&folder).unwrap();
    assert!(!folder.exists());
}

#[test]
fn bringing_the_parts_together_changes_no_answer() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    let mut keeper = Keeper::open(&folder).unwrap().unwrap();
    for number in 0..40 {
        let id = format!("m{number}");
        keeper
            .put(&entry(&id, "2026-05-02", &["red", "blue"]))
            .unwrap();
        keeper.commit().unwrap();
    }
    let before = found(&folder, "red");
    assert_eq!(before.len(), 40);
    let mut rounds = 0;
    let mut more = keeper.tidy(true).unwrap();
    while more {
        more = keeper.tidy(false).unwrap();
        rounds += 1;
        assert!(rounds < 1000, "it does not end");
    }
    drop(keeper);
    assert_eq!(found(&folder, "red"), before);
}

proptest! {
    #[test]
    fn a_packed_passage_comes_back_the_same(
        texts in proptest::collection::vec("[^\u{1f}]{0,12}", 6),
        restricted in any::<bool>(),
        struck in any::<bool>(),
    ) {
        let mut passage = passage(&texts[0]);
        passage.person = vec![texts[1].clone(), texts[2].clone()];
        passage.section.clone_from(&texts[3]);
        passage.tone.clone_from(&texts[4]);
        passage.children = vec![texts[5].clone()];
        passage.struck = struck;
        passage.visibility = if restricted { Visibility::Restricted } else { Visibility::Everyone };
        let mut names = Names::default();
        let packed = pack(&passage, &mut names);
        prop_assert_eq!(unpack(&packed, &Names::parse(&names.text())), Some(passage));
    }
}

fn kept_days_ago(folder: &Path, days: u64) {
    let seal = std::fs::File::options()
        .write(true)
        .open(folder.join("seal"))
        .unwrap();
    let ago = std::time::Duration::from_secs(days * 24 * 60 * 60);
    let now = seal.metadata().unwrap().modified().unwrap();
    seal.set_modified(now - ago).unwrap();
}

#[test]
fn two_versions_with_one_cache_leave_each_other_alone() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join("program").join(name);
    let ours = at(&versions::folder_name("abc"));
    let others = ["abc", "abc-v1", "abc-v99", "abd-v1", "abc-vessel"].map(at);
    for other in &others {
        kept(other, &[entry("a", "2026-05-02", &["red"])]);
    }
    let there = || {
        let names = others
            .iter()
            .filter(|other| other.join("index.db").exists());
        names.collect::<Vec<_>>().len()
    };
    // Both versions are started in turn, for weeks: neither index is removed.
    for _ in 0..3 {
        kept(&ours, &[entry("b", "2026-05-03", &["blue"])]);
        for other in &others {
            kept(other, &[entry("a", "2026-05-02", &["red"])]);
            assert_eq!(found(other, "red"), pairs(&[("a", "red")]));
            kept_days_ago(other, 6);
        }
        assert_eq!(found(&ours, "blue"), pairs(&[("b", "blue")]));
    }
    kept(&ours, &[]);
    assert_eq!(there(), 5);
    // Nobody may remove an index that is being kept right now, however old its seal.
    for other in &others {
        kept_days_ago(other, 2);
    }
    let in_use = Keeper::open(&others[2]).unwrap().unwrap();
    kept_days_ago(&others[2], 8);
    kept(&ours, &[]);
    assert!(!others[0].exists() && !others[1].exists());
    assert!(others[2].join("index.db").exists());
    drop(in_use);
    kept_days_ago(&others[2], 8);
    kept(&ours, &[]);
    assert_eq!(there(), 2);
    assert!(others[3].exists() && others[4].exists());
    // The user wants no index at all: those of other versions go too, however recent.
    kept(&others[1], &[entry("a", "2026-05-02", &["red"])]);
    let written = Keeper::open(&others[1]).unwrap().unwrap();
    remove_every_version(&ours).unwrap();
    assert!(others[1].join("index.db").exists(), "it is being written");
    drop(written);
    remove_every_version(&ours).unwrap();
    assert!(!ours.exists() && !others[1].exists() && others[3].exists());
}

/// What is kept of a stamp is all of it: otherwise every meeting would be read again each time, or none.
#[test]
fn a_stamp_comes_back_from_its_text_and_each_file_is_in_it() {
    use super::Rescued;
    use crate::store::paths::{MeetingFolder, MeetingId, Paths};
    let home = tempfile::tempdir().unwrap();
    let places = Paths::find(Some(home.path())).unwrap();
    let places = Paths {
        rescue: vec![home.path().join("state")],
        ..places
    };
    let folder = MeetingFolder {
        id: MeetingId::derived("a"),
        path: home.path().join("a"),
    };
    let rescued = format!("state/rescued/{}/journal/1.jsonl", folder.id);
    let look = || Stamp::look(&folder, &Rescued::of(&places), None).on_record("mark".into());
    let mut seen = vec![look().text()];
    for file in [
        "a/minutes.json",
        "a/restricted.json",
        "a/seal.json",
        "a/journal/000001-one.jsonl",
        "a/journal/000002-two.jsonl",
        "a/earlier/1-minutes.json",
        "a/earlier/2-minutes.json",
        &rescued,
    ] {
        let path = home.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        overwrite(&path, file).unwrap();
        let stamp = look();
        assert_eq!(Stamp::parse(&stamp.text()).as_ref(), Some(&stamp), "{file}");
        assert!(!seen.contains(&stamp.text()), "{file}");
        seen.push(stamp.text());
    }
}

#[test]
fn an_index_that_something_else_wrote_to_is_not_read() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    kept(&folder, &[entry("a", "2026-05-02", &["red"])]);
    assert!(Reader::open(&folder).is_some());
    let path = seal::database(&folder);
    let bytes = std::fs::read(&path).unwrap();
    overwrite(&path, [bytes.as_slice(), b"x"].concat()).unwrap();
    assert!(Reader::open(&folder).is_none());
    // A program that began to write and was stopped.
    kept(&folder, &[entry("a", "2026-05-02", &["red"])]);
    seal::break_it(&folder).unwrap();
    assert!(Reader::open(&folder).is_none());
}

#[test]
fn the_stamp_of_the_record_of_seals_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("program/index");
    let mut keeper = Keeper::open(&folder).unwrap().unwrap();
    assert_eq!(keeper.record_of_seals().unwrap(), "unknown");
    keeper.set_record_of_seals("as it is now").unwrap();
    keeper.commit().unwrap();
    assert_eq!(keeper.record_of_seals().unwrap(), "as it is now");
    drop(keeper);
    let reader = Reader::open(&folder).unwrap();
    assert_eq!(reader.record_of_seals().unwrap(), "as it is now");
}
