//! What changes nothing is acknowledged with what is the case: every command and record, given twice.

use super::driver::Driver;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::record::kinds::person;

/// What comes first, and the command that then changes nothing the second time.
const TWICE: &[(&str, &str)] = &[
    (
        "KS: she stays there",
        "/not DS; by: CH; why: he looks for her",
    ),
    ("", "/begin"),
    ("/section Decision", "/section Decision"),
    ("", "/arrive all"),
    ("", "/arrive KS"),
    ("", "/leave HV"),
    ("", "/leave all"),
    ("", "/absent HV"),
    ("/exclude DS; why: a row", "/readmit DS"),
    (
        "/exclude DS; why: a row|/exclude KS; why: a row",
        "/readmit DS",
    ),
    ("", "/readmit all"),
    ("", "/apart KS"),
    ("", "/without"),
    ("SW: first words", "/edit SW: other words"),
    ("SW: first words", "/mark restricted"),
    ("SW: first words", "/mark worry"),
    ("SW: first words ??", "/mark done"),
    ("", "/rename KS: Kelly Larch"),
    ("", "/rename Ella: Eleanor"),
    ("", "/scores show"),
    ("", "/handon stop"),
    ("", "/restore"),
    (
        "/date First core group; on: 4 Dec|/date Review; on: 4 Mar",
        "/series",
    ),
    // Records.
    ("", "/exclude DS; why: a row"),
    ("", "/exclude DS"),
    ("", "/child Ella Nettlesworth; born: 4 Mar 2017"),
    ("", "/child Noah; gender: male"),
    ("", "/person KS Kelly Nettlesworth; role: mother"),
    ("", "/person KS; role: mother"),
    ("", "/agency health; child: Ella; view: child in need"),
    (
        "",
        "/agency health visitor; child: all; view: child in need",
    ),
    ("", "/agencies HV cin"),
    ("", "/meeting reference: 2214-K"),
    ("", "/decision Ella; is: child in need plan"),
];

/// They say or show something, and change nothing at any time.
const ONLY_SAY: &[&str] = &[
    "papers", "find", "catchup", "balance", "dates", "noreply", "aloud", "people", "help",
    "manual", "versions", "compare", "follow", "wishes", "scales", "promises", "due", "new",
    "review", "aside", "findall",
];

/// Each time is another one: the next section, another break, other words.
const EACH_TIME: &[&str] = &[
    "next", "skip", "break", "private", "append", "strike", "takeup", "undo", "redo", "close",
    // Its reason is not thrown away: the line is kept.
    "reopen",  // It leaves the meeting.
    "discard", // Refused, with the line kept, once something is recorded.
    "agenda",
];

#[test]
fn a_command_that_changes_nothing_says_what_is_the_case() {
    for in_lines in [false, true] {
        for (before, command) in TWICE {
            let mut d = Driver::in_conference();
            for line in before.split('|').filter(|line| !line.is_empty()) {
                d.enter(line);
            }
            d.app.one_line_at_a_time = in_lines;
            let first = d.enter(command);
            assert!(
                !matches!(first, Outcome::Refused(_)),
                "{command}: {}",
                d.status()
            );
            let events = d.disk.events().count();
            let second = d.enter(command);
            let status = d.status().to_owned();
            assert!(
                !matches!(second, Outcome::Refused(_)),
                "{command}: {status}"
            );
            assert_eq!(d.disk.events().count(), events, "{command}: {status}");
            assert_eq!(d.line(), "", "{command}: {status}");
            let says = [
                "Nothing was",
                "nothing changed",
                "already",
                "is not",
                "has been here since",
                "has been gone since",
                "takes part",
                "Nobody",
                "Nothing",
            ];
            assert!(
                says.iter().any(|words| status.contains(words)),
                "{command}: {status:?}"
            );
        }
    }
}

#[test]
fn every_command_of_a_meeting_is_one_of_these() {
    let twice: Vec<&str> = TWICE
        .iter()
        .map(|(_, line)| line.trim_start_matches('/'))
        .collect();
    for row in COMMANDS.in_place(Place::Recording) {
        let name = row.command;
        let is_there = twice
            .iter()
            .any(|line| line.split(' ').next() == Some(name))
            || ONLY_SAY.contains(&name)
            || EACH_TIME.contains(&name);
        let leads_away = row.leaves || row.takes.is_empty();
        assert!(
            is_there || leads_away,
            "/{name}: what does it say the second time?"
        );
    }
}

#[test]
fn the_end_of_the_agenda_is_told_and_the_line_is_done_with() {
    let mut d = Driver::in_conference();
    for _ in 0..40 {
        d.enter("/next");
    }
    assert!(
        d.status().starts_with("Every section has been open"),
        "{}",
        d.status()
    );
    assert_eq!(d.line(), "");
}

#[test]
fn one_more_answer_is_not_nothing() {
    for (first, second) in [
        (
            "/agency health; child: Ella; view: child in need",
            "/agency health; child: Ella; reason: she said so",
        ),
        ("/person KS; role: mother", "/person KS; born: 4 Mar 1990"),
        (
            "/child Ella; gender: female",
            "/child Ella; gender: female; school: Teacup Lane",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.enter(first);
        let events = d.disk.events().count();
        d.enter(second);
        assert!(d.disk.events().count() > events, "{second}: {}", d.status());
    }
}

#[test]
fn one_word_renames_the_part_that_was_typed_and_the_earlier_name_still_finds_them() {
    for (line, name, called) in [
        (
            "/rename Ella: Eleanor",
            "Eleanor Nettlesworth",
            ["Ella", "Ella Nettlesworth"],
        ),
        (
            "/rename EL: Eleanor",
            "Eleanor Nettlesworth",
            ["Ella", "Eleanor"],
        ),
        (
            "/rename Sparrowhat: Finch",
            "Dan Finch",
            ["Sparrowhat", "Dan"],
        ),
        (
            "/rename Dan: Daniel",
            "Daniel Sparrowhat",
            ["Dan", "Daniel"],
        ),
        (
            "/rename DS: Daniel Finch",
            "Daniel Finch",
            ["Dan Sparrowhat", "Daniel"],
        ),
        ("/rename SW: Anna Vetch", "Anna Vetch", ["Anil", "Marlowe"]),
    ] {
        let mut d = Driver::in_conference();
        let told =
            (COMMANDS.called("rename").unwrap().means)(&d.app, line.trim_start_matches("/rename "))
                .unwrap();
        assert!(
            told.contains(&format!("\u{2192} {name}, everywhere")),
            "{line}: {told}"
        );
        d.press(&format!("{line}⏎"));
        let id = d
            .editor()
            .meeting
            .voices()
            .find(|seat| seat.name == name)
            .map(|seat| seat.id.to_owned());
        let id = id.unwrap_or_else(|| panic!("{line}: {}", d.status()));
        for word in called {
            d.press(&format!("{word}: words⏎"));
            assert_eq!(
                d.last()
                    .text(&talking_piece::domain::record::kinds::contribution::SPEAKER),
                id,
                "{line}: {word}"
            );
        }
    }
}

#[test]
fn somebody_is_found_by_the_name_they_had_before() {
    let mut d = Driver::in_conference();
    d.press("/rename SW: Anna Vetch⏎");
    let count = d.count(&person::KIND);
    d.press("/person Anil Marlowe; role: team manager⏎");
    assert_eq!(d.count(&person::KIND), count, "{}", d.status());
    assert!(d.status().contains("Anna Vetch"), "{}", d.status());
}
