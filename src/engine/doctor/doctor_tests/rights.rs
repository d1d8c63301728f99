//! What is told of rights, in a folder of one's own and in a team's.

use super::*;

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
            |f| data(f)[2].owner = 1005,
            "Rights",
            Weight::Note,
            [
                "root does not guard: /d/meetings/2026.",
                "put another in its place",
                "install -d -o root -g number 7001 -m 3770 '/d/meetings/2026'",
            ],
        ),
        (
            |f| data(f)[0].mode = 0o2770,
            "Rights",
            Weight::Note,
            [
                "root does not guard: /d.",
                "anybody of the team",
                "-m 3770 '/d'",
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
