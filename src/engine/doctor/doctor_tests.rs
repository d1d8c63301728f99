//! One row for each thing that can be wrong: what is said of it, how much it weighs, and what is to be done.

use super::collect::of_the_server;
use super::*;
use crate::engine::past::ALL_MINUTES;
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
        .zip([0o2770, 0o3770, 0o3770, 0o2750, 0o2700, 0o600, 0o640])
    {
        entry.mode = mode;
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

#[test]
fn what_is_wrong_with_rights_is_told_with_whom_it_lets_in_and_what_to_do() {
    let rows: &[Row] = &[
        (
            |f| data(f)[0].kind = Kind::File,
            "Rights",
            WANTS,
            ["/d is not a folder", "needs a folder", "--data"],
        ),
        (
            |f| data(f)[0].owner = 0,
            "Rights",
            WANTS,
            ["/d belongs to root", "does not trust", "chown"],
        ),
        (
            |f| data(f)[6].owner = 1005,
            "Rights",
            WANTS,
            [
                "minutes.json belongs to the user 1005",
                "can change",
                "Ask IT",
            ],
        ),
        (
            |f| data(f)[0].mode = 0o777,
            "Rights",
            WANTS,
            ["change /d (mode 0777)", "refuses", "chmod u=rwx,go= '/d'"],
        ),
        (
            |f| data(f)[3].mode = 0o755,
            "Rights",
            WANTS,
            [
                "look into /d/meetings/2026/abc (mode 0755).",
                "restricted",
                "chmod u=rwx,go= '/d/meetings/2026/abc'.",
            ],
        ),
        (
            |f| data(f)[5].mode = 0o640,
            "Rights",
            WANTS,
            ["1.jsonl (mode 0640).", "may read", "chmod u=rw,go="],
        ),
        (
            |f| {
                data(f)[3..6]
                    .iter_mut()
                    .for_each(|entry| entry.mode |= 0o044)
            },
            "Rights",
            WANTS,
            [
                "(mode 0744) (and 2 more).",
                "may read",
                "and so on for each",
            ],
        ),
        (
            |f| data(f)[5].names = 2,
            "Rights",
            WANTS,
            ["second name", "does not read", "cp '/d/meetings"],
        ),
        (
            |f| data(f)[5].kind = Kind::Link,
            "Rights",
            WANTS,
            ["is a link", "never follows", "in its place"],
        ),
        (
            |f| data(f)[3].mode = 0o500,
            "Rights",
            WANTS,
            [
                "get into /d/meetings/2026/abc yourself",
                "in no list",
                "chmod u+rwx",
            ],
        ),
        (
            |f| data(f)[6].mode = 0,
            "Rights",
            WANTS,
            ["minutes.json yourself", "opened", "chmod u+rw "],
        ),
        (
            |f| data(f)[1].is_closed = true,
            "Rights",
            WANTS,
            ["/d/meetings yourself", "in no list", "chmod"],
        ),
        (
            |f| f.places[1].entries[1].mode = 0o664,
            "Rights",
            WANTS,
            [
                "change your settings in /s/quorum.toml",
                "deadlines",
                "chmod go-w",
            ],
        ),
        (
            |f| f.places[1].entries[0].owner = 1005,
            "Rights",
            WANTS,
            ["belongs to the user 1005", "agendas", "chown"],
        ),
        (
            |f| f.places[3].entries[0].mode = 0o755,
            "Rights",
            WANTS,
            ["look into /c", "may read", "chmod"],
        ),
        (
            |f| f.above[0].mode = 0o777,
            "Rights",
            WANTS,
            ["/home/anna can be changed", "another folder", "--data"],
        ),
        (
            |f| f.above[0].owner = 1005,
            "Rights",
            WANTS,
            ["/home/anna can be changed", "another folder", "--data"],
        ),
        (
            |f| {
                data(f)[0].mode = 0o2770;
                f.groups.retain(|group| *group != GROUP);
            },
            "Rights",
            WANTS,
            ["shared with the group number 7001", "does not use", "`id`"],
        ),
    ];
    assert_told(well, rows);
    // A group of one's own, a sticky folder, and a data folder that others may list let nobody in.
    let mut facts = well();
    facts.above[0].mode = 0o775;
    facts.above[0].group = US;
    facts.above[1].mode = 0o1777;
    data(&mut facts)[0].mode = 0o755;
    assert_eq!(found(&facts), []);
}

#[test]
fn what_is_wrong_with_a_teams_folder_is_told_with_what_to_do() {
    let rows: &[Row] = &[
        (
            |f| data(f)[6].mode = 0o644,
            "Rights",
            WANTS,
            ["outside the team can reach", "its group alone", "chmod o="],
        ),
        (
            |f| data(f)[6].group = 5,
            "Rights",
            WANTS,
            ["not to the team's", "Another group", "chgrp"],
        ),
        (
            |f| data(f)[3].mode = 0o750,
            "Rights",
            WANTS,
            [
                "does not pass the team's group on",
                "cannot read",
                "chmod g+s",
            ],
        ),
        (
            |f| data(f)[2].mode = 0o2770,
            "Rights",
            WANTS,
            ["move or remove", "vanish", "chmod +t '/d/meetings/2026'"],
        ),
        (
            |f| data(f)[6].mode = 0o660,
            "Rights",
            WANTS,
            ["team can change the file", "one writer", "chmod g-w"],
        ),
        (
            |f| data(f)[4].mode = 0o2750,
            "Rights",
            WANTS,
            [
                "abc/journal, but that meeting was not handed on",
                "restricted",
                "chmod g=",
            ],
        ),
        (
            |f| data(f)[5].mode = 0o640,
            "Rights",
            WANTS,
            ["1.jsonl, but", "taken back", "chmod g="],
        ),
        (
            |f| {
                data(f)[5].mode = 0o640;
                data(f)[5].owner = 1005;
            },
            "Rights",
            WANTS,
            ["1.jsonl, but", "taken back", "Tell the user 1005"],
        ),
        (
            |f| data(f)[7].owner = US,
            "Rights",
            WANTS,
            [
                "/d/audit belongs to",
                "remove a colleague's record",
                "chown root",
            ],
        ),
        (
            |f| drop(data(f).remove(7)),
            "Rights",
            Weight::Note,
            [
                "no folder audit/",
                "The first of the team",
                "install -d -o root -g number 7001 -m 3770 '/d/audit'",
            ],
        ),
        (
            |f| data(f)[6].mode = 0o040,
            "Rights",
            WANTS,
            ["yourself", "opened", "chmod u+rw"],
        ),
    ];
    assert_told(well_in_a_team, rows);
}

#[test]
fn what_is_wrong_with_the_machine_is_told_with_what_to_do() {
    let rows: &[Row] = &[
        (
            |f| f.access = vec![("abc".to_owned(), vec!["2 lines are gone.".to_owned()])],
            "Record of access",
            WANTS,
            ["abc: 2 lines are gone.", "Who opened", "read abc --who"],
        ),
        (
            |f| f.access = vec![(ALL_MINUTES.to_owned(), vec!["It was cut.".to_owned()])],
            "Record of access",
            WANTS,
            ["Searches", "Who searched", "backup of audit/"],
        ),
        (
            |f| f.disk = Err(NotKnown("no".to_owned())),
            "Disk",
            WANTS,
            ["(no)", "not known", "--data"],
        ),
        (
            |f| disk(f).read_only = true,
            "Disk",
            WANTS,
            ["only be read", "no meeting", "broken"],
        ),
        (
            |f| disk(f).free = 19 << 20,
            "Disk",
            WANTS,
            ["19 MiB left", "no meeting starts", "Free"],
        ),
        (
            |f| disk(f).free = 199 << 20,
            "Disk",
            WANTS,
            ["199 MiB left", "one meeting", "before the next"],
        ),
        (
            |f| disk(f).free_files = Some(3),
            "Disk",
            WANTS,
            ["only 3 more files", "full", "small files"],
        ),
        (
            |f| system(f, "tmpfs", Nature::Memory),
            "Disk",
            WANTS,
            ["in memory (tmpfs)", "switched off", "--data"],
        ),
        (
            |f| system(f, "overlay", Nature::Layer),
            "Disk",
            Weight::Note,
            ["container", "removed", "volume"],
        ),
        (
            |f| system(f, "NFS", Nature::Network),
            "Disk",
            Weight::Note,
            ["another machine (NFS)", "delays", "this machine"],
        ),
        (
            |f| system(f, "FAT", Nature::WithoutRights),
            "Disk",
            WANTS,
            ["(FAT) keeps no rights", "Everybody", "another disk"],
        ),
        (
            |f| system(f, "?", Nature::NotKnown),
            "Disk",
            Weight::Note,
            ["not known", "locks", "IT"],
        ),
        (
            |f| disk(f).options.push("nobarrier".to_owned()),
            "Disk",
            WANTS,
            ["without barriers", "power cut", "nobarrier"],
        ),
        (
            |f| f.tried = Tried::CannotWrite("no".to_owned()),
            "Disk",
            WANTS,
            ["(no)", "No meeting", "rights"],
        ),
        (
            |f| tried(f, false, Room::Kept),
            "Disk",
            WANTS,
            ["cannot lock", "not stopped", "can lock"],
        ),
        (
            |f| tried(f, true, Room::Refused(122)),
            "Disk",
            WANTS,
            ["Your quota", "run out", "larger quota"],
        ),
        (
            |f| tried(f, true, Room::Refused(27)),
            "Disk",
            WANTS,
            ["ulimit -f", "run out", "limit"],
        ),
        (
            |f| tried(f, true, Room::Refused(28)),
            "Disk",
            WANTS,
            ["20 MiB could not", "run out", "Free"],
        ),
        (
            |f| f.settings.push("quorum.toml cannot be used.".to_owned()),
            "Settings",
            WANTS,
            ["quorum.toml", "No meeting", "settings check"],
        ),
        (
            |f| f.locale = None,
            "Locale",
            WANTS,
            ["No locale", "ASCII", "LANG=C.UTF-8"],
        ),
        (
            |f| f.locale = Some(("LC_ALL", "C".to_owned())),
            "Locale",
            WANTS,
            ["(LC_ALL=C) does not name", "kept as you typed", "UTF-8"],
        ),
        (
            |f| f.term = Some("dumb".to_owned()),
            "Terminal",
            Weight::Note,
            ["dumb", "lines and questions", "xterm"],
        ),
        (
            |f| f.term = None,
            "Terminal",
            Weight::Note,
            ["not set", "ordinary", "xterm"],
        ),
        (
            |f| f.swap[0].1 = Encrypted::No,
            "Swap",
            WANTS,
            ["/dev/dm-1 is not encrypted", "can stay", "IT"],
        ),
        (
            |f| f.swap[0].1 = Encrypted::NotKnown,
            "Swap",
            Weight::Note,
            ["cannot be told", "can stay", "IT"],
        ),
        (
            |f| f.ssh = Ssh::NotKnown,
            "SSH",
            Weight::Note,
            [
                "not yours to read",
                "holds the meeting",
                "ClientAliveInterval 15",
            ],
        ),
        (
            |f| server(f, 0, 3),
            "SSH",
            WANTS,
            ["does not ask", "hours", "ClientAliveInterval 15"],
        ),
        (
            |f| server(f, 60, 10),
            "SSH",
            WANTS,
            ["after 600 seconds", "reads only", "ClientAliveInterval 15"],
        ),
        (
            |f| {
                f.newest = None;
                f.now = "1970-01-01T00:00:00Z".parse().unwrap();
            },
            "Clock",
            WANTS,
            ["1 January 1970", "deadlines", "set the clock"],
        ),
        (
            |f| f.newest = Some("2031-01-02T03:04:00Z".parse().unwrap()),
            "Clock",
            WANTS,
            [
                "newest entry was made at 03:04 on 2 January 2031",
                "before older ones",
                "keep their order",
            ],
        ),
    ];
    assert_told(well, rows);
    let mut far = well();
    system(&mut far, "NFS", Nature::Network);
    disk(&mut far).options.push("nolock".to_owned());
    let found = found(&far);
    assert!(
        found[1].1.is.contains("do not reach other machines"),
        "{found:?}"
    );
    // An entry from a minute ago on a machine whose clock is a little ahead.
    let mut near = well();
    near.newest = Some(near.now + chrono::TimeDelta::seconds(50));
    assert!(super::machine::clock(&near).findings.is_empty());
}

type Row = (Change, &'static str, Weight, [&'static str; 3]);

fn data(facts: &mut Facts) -> &mut Vec<Entry> {
    &mut facts.places[0].entries
}

fn disk(facts: &mut Facts) -> &mut DiskFacts {
    facts.disk.as_mut().unwrap()
}

fn system(facts: &mut Facts, name: &'static str, nature: Nature) {
    disk(facts).system = FileSystem { name, nature };
}

fn tried(facts: &mut Facts, locks: bool, room: Room) {
    facts.tried = Tried::Wrote { locks, room };
}

fn server(facts: &mut Facts, interval: u64, count: u64) {
    facts.ssh = Ssh::Server { interval, count };
}

#[test]
fn of_the_ssh_servers_settings_the_first_word_counts_and_sections_for_some_do_not() {
    for (text, interval, count) in [
        ("", 0, 3),
        ("ClientAliveInterval 15\nClientAliveCountMax 3\n", 15, 3),
        ("clientaliveinterval=2m\nClientAliveInterval 15\n", 120, 3),
        ("#ClientAliveInterval 15\n  ClientAliveCountMax\t5\n", 0, 5),
        ("Match User anna\nClientAliveInterval 15\n", 0, 3),
        (
            "Match User anna\nX 1\nMatch all\nClientAliveInterval 1h30m\n",
            5400,
            3,
        ),
        ("ClientAliveInterval soon\n", 0, 3),
    ] {
        assert_eq!(
            of_the_server(text),
            Ssh::Server { interval, count },
            "{text:?}"
        );
    }
}
