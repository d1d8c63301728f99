//! What is told of everything but rights: the disk, the terminal, the machine.

use super::super::collect::of_the_server;
use super::super::machine::clock;
use super::*;
use crate::engine::past::ALL_MINUTES;

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
    assert!(clock(&near).findings.is_empty());
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
