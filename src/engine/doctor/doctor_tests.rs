//! One row for each thing that can be wrong: what is said of it, how much it weighs, and what is to be done.

mod machine;
mod rights;

use super::*;
use crate::store::disk_facts::{FileSystem, Nature};

const US: u32 = 1004;
const GROUP: u32 = 7001;

fn entry(path: &str, kind: Kind, mode: u32) -> Entry {
    Entry {
        path: path.into(),
        kind,
        owner: US,
        group: GROUP,
        mode,
        names: 1,
        is_closed: false,
        written: 0,
    }
}

/// All is well: a private folder with a meeting in it.
fn well() -> Facts {
    let folder = |path: &str| entry(path, Kind::Folder, 0o700);
    let file = |path: &str| entry(path, Kind::File, 0o600);
    let place = |role, path: &str, entries| Place {
        role,
        path: path.into(),
        entries,
    };
    let mut root = entry("/", Kind::Folder, 0o755);
    root.owner = 0;
    root.group = 0;
    Facts {
        account: US,
        groups: vec![US, GROUP],
        above: vec![entry("/home/anna", Kind::Folder, 0o755), root],
        places: vec![
            place(
                Role::Data,
                "/d",
                vec![
                    folder("/d"),
                    folder("/d/meetings"),
                    folder("/d/meetings/2026"),
                    folder("/d/meetings/2026/abc"),
                    folder("/d/meetings/2026/abc/journal"),
                    file("/d/meetings/2026/abc/journal/1.jsonl"),
                    file("/d/meetings/2026/abc/minutes.json"),
                ],
            ),
            place(
                Role::Settings,
                "/s",
                vec![
                    entry("/s", Kind::Folder, 0o755),
                    entry("/s/quorum.toml", Kind::File, 0o644),
                ],
            ),
            place(Role::Rescue, "/r", Vec::new()),
            place(Role::Cache, "/c", vec![folder("/c")]),
        ],
        disk: Ok(DiskFacts {
            system: FileSystem {
                name: "ext4",
                nature: Nature::Disk,
            },
            free: 1 << 40,
            free_files: Some(1 << 20),
            read_only: false,
            options: vec!["rw".to_owned()],
        }),
        tried: Tried::Wrote {
            locks: true,
            room: Room::Kept,
        },
        access: Vec::new(),
        twice: Vec::new(),
        seals: Vec::new(),
        settings: Vec::new(),
        locale: Some(("LANG", "en_GB.UTF-8".to_owned())),
        term: Some("xterm-256color".to_owned()),
        swap: vec![("/dev/dm-1".to_owned(), Encrypted::Yes)],
        ssh: Ssh::Server {
            interval: 15,
            count: 3,
        },
        now: "2026-11-29T10:00:00+00:00".parse().unwrap(),
        newest: Some("2026-11-29T09:00:00+00:00".parse().unwrap()),
    }
}

/// A team's folder as the program and IT make it.
fn well_in_a_team() -> Facts {
    let mut facts = well();
    let data = &mut facts.places[0];
    for (entry, mode) in data
        .entries
        .iter_mut()
        .zip([0o3770, 0o3770, 0o3770, 0o2750, 0o2700, 0o600, 0o640])
    {
        entry.mode = mode;
    }
    for entry in data.entries.iter_mut().take(3) {
        entry.owner = 0;
    }
    let mut audit = entry("/d/audit", Kind::Folder, 0o3770);
    audit.owner = 0;
    data.entries.push(audit);
    let mut colleagues = entry("/d/meetings/2026/def", Kind::Folder, 0o2770);
    colleagues.owner = 1005;
    data.entries.push(colleagues);
    let mut journal = entry("/d/meetings/2026/def/journal", Kind::Folder, 0o3770);
    journal.owner = 1005;
    data.entries.push(journal);
    data.entries
        .push(entry("/d/meetings/2026/def/lock", Kind::File, 0o660));
    facts
}

fn found(facts: &Facts) -> Vec<(&'static str, Finding)> {
    examine(facts)
        .into_iter()
        .flat_map(|checked| {
            let area = checked.area;
            checked.findings.into_iter().map(move |one| (area, one))
        })
        .collect()
}

#[test]
fn where_all_is_well_every_area_says_so_and_nothing_is_found() {
    for mut facts in [well(), well_in_a_team()] {
        assert_eq!(found(&facts), []);
        for checked in examine(&facts) {
            assert!(checked.well.ends_with('.'), "{checked:?}");
        }
        // A first start: no folder yet, and no entry.
        for place in &mut facts.places {
            place.entries.clear();
        }
        facts.newest = None;
        facts.tried = Tried::NotYet;
        facts.swap.clear();
        facts.ssh = Ssh::NotUsed;
        assert_eq!(found(&facts), []);
    }
}

type Change = fn(&mut Facts);
type Row = (Change, &'static str, Weight, [&'static str; 3]);

/// One thing is wrong: the area that says it, how much it weighs, and a part of the three sentences.
fn assert_told(start: fn() -> Facts, rows: &[Row]) {
    for (row, (change, area, weight, parts)) in rows.iter().enumerate() {
        let mut facts = start();
        change(&mut facts);
        let found = found(&facts);
        let [(there, finding)] = found.as_slice() else {
            panic!("row {row} ({parts:?}): {found:#?}");
        };
        assert_eq!(
            (there, &finding.weight),
            (area, weight),
            "row {row}: {finding:?}"
        );
        let said = [&finding.is, &finding.means, &finding.next];
        for (said, part) in said.iter().zip(parts) {
            assert!(said.contains(part), "row {row}, {part:?}: {finding:?}");
            assert!(said.ends_with('.'), "row {row}: {said:?}");
        }
    }
}

const WANTS: Weight = Weight::Attention;

fn data(facts: &mut Facts) -> &mut Vec<Entry> {
    &mut facts.places[0].entries
}
