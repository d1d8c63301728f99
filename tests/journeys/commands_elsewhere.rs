//! A command typed where it does not work.

use super::driver::{Driver, FAMILY};
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::command_row::commands_of_records;
use talking_piece::app::protocol::place::{DESK, Place};
use talking_piece::app::protocol::view::View;
use talking_piece::domain::record::KINDS;

fn places() -> Vec<(&'static str, Driver)> {
    let mut prepare = Driver::with_agenda("restorative-icpc");
    for line in FAMILY {
        prepare.press(&format!("{line}⏎"));
    }
    let mut close = Driver::in_conference();
    close.press("/close⏎");
    let mut help = Driver::in_conference();
    help.press("ƒ1");
    let mut agendas = Driver::at_home();
    agendas.press("+");
    let mut find = Driver::at_home();
    find.press("/find⏎");
    let mut page = Driver::in_conference();
    page.press("/manual speed⏎");
    let mut papers = Driver::in_conference();
    papers.press("/papers⏎");
    let mut catchup = Driver::in_conference();
    catchup.press("KS: x ??⏎/catchup⏎");
    let mut grid = Driver::in_conference();
    grid.press("/section 8⏎");
    vec![
        ("home", Driver::at_home()),
        ("prepare", prepare),
        ("recording", Driver::in_conference()),
        ("close", close),
        ("help", help),
        ("agendas", agendas),
        ("find", find),
        ("page", page),
        ("papers", papers),
        ("catchup", catchup),
        ("grid", grid),
    ]
}

/// Each command and each record, in each place in which it does not work.
#[test]
fn a_command_typed_where_it_does_not_work_is_offered_where_it_does() {
    let mut elsewhere = 0;
    for (name, at) in places() {
        let rows = COMMANDS.all().map(|row| (row.command, row.places));
        for (command, works) in rows.chain(commands_of_records().map(|it| (it, DESK))) {
            let mut d = at.clone();
            d.press(&format!("/{command}⏎"));
            // Over the help and the agendas nothing is typed: `/` goes to where it is.
            let here = match at.app.place {
                Place::Help => Place::Recording,
                Place::Agendas => Place::Home,
                other => other,
            };
            let is_find_at_home = (command, here) == ("find", Place::Home);
            // In an open meeting a command goes where it works.
            let is_of_the_desk = DESK.contains(&here) && works.iter().any(|it| DESK.contains(it));
            let page = d.app.pages.last().filter(|_| here == Place::Page);
            let mut kinds = KINDS.iter().filter(|kind| kind.command == command);
            let is_taken_here = kinds.any(|kind| page.is_some_and(|page| page.view.takes(kind)));
            if works.contains(&here) || is_of_the_desk || is_find_at_home || is_taken_here {
                let told = d.status();
                assert!(!told.contains(", not here."), "{name}: /{command}: {told}");
                continue;
            }
            elsewhere += 1;
            let told = d.status();
            let (what, way) = told.split_once(". ").unwrap_or((told, ""));
            let is_said = what.starts_with(&format!("/{command} works ")) && !way.is_empty();
            assert!(
                is_said || what.contains("you are there already"),
                "{name}: /{command}: {told}"
            );
            assert_eq!(d.app.place, here, "{name}: /{command} leads away");
            assert_eq!(
                d.disk.events().count(),
                at.disk.events().count(),
                "{name}: /{command}"
            );
            assert!(!d.app.is_hidden, "{name}: /{command} hides the screen");
        }
    }
    assert!(elsewhere > 500, "{elsewhere}");
}

#[test]
fn a_command_typed_over_the_agendas_makes_no_meeting() {
    for command in ["/begin", "/restore", "/action"] {
        let mut d = Driver::at_home();
        d.press(&format!("+{command}⏎"));
        assert_eq!(d.app.place, Place::Home, "{command}");
        assert!(
            d.status()
                .starts_with(&format!("{command} works in a meeting")),
            "{}",
            d.status()
        );
        assert_eq!(d.disk.events().count(), 0);
    }
}

#[test]
fn words_behind_a_command_count_where_all_minutes_are_searched() {
    let mut d = Driver::at_home();
    d.press("/find⏎/manual speed⏎");
    assert_eq!(d.app.place, Place::Page, "{}", d.status());
    let page = d.app.pages.last().unwrap();
    assert_eq!(
        page.view,
        View::Manual {
            topic: "speed".into()
        }
    );
}

#[test]
fn the_beginning_of_several_commands_asks_which_one_outside_the_desk() {
    let mut d = Driver::at_home();
    let begun = |place: Place, with: &str| {
        let rows = COMMANDS.in_place(place);
        rows.filter(|row| row.command.starts_with(with)).count()
    };
    assert!(begun(Place::Home, "p") > 2);
    d.press("/p⏎");
    assert!(d.status().starts_with("Which one: /"), "{}", d.status());
    assert_eq!(d.app.place, Place::Home);
    // More letters are enough.
    d.press("u⏎");
    assert!(
        d.status().contains("No meeting was put away"),
        "{}",
        d.status()
    );
    let mut d = Driver::at_home();
    d.press("/find⏎");
    assert_eq!(d.app.place, Place::Find);
    let letters = ('a'..='z').map(String::from);
    let several: Vec<String> = letters.filter(|one| begun(Place::Find, one) > 1).collect();
    for letter in several {
        let mut d = d.clone();
        d.press(&format!("/{letter}⏎"));
        assert!(
            d.status().starts_with("Which one: /"),
            "{letter}: {}",
            d.status()
        );
    }
}

#[test]
fn tab_puts_the_command_there_that_is_perhaps_meant() {
    for (typed, meant) in [
        ("/go 5", "/section 5"),
        ("/apologies DS: ill", "/absent DS: ill"),
        ("/sectoin 3", "/section 3"),
        ("/confidential", "/mark restricted"),
        ("/tea 10 min", "/break 10 min"),
    ] {
        let mut d = Driver::in_conference();
        d.press(typed);
        d.press("⇥");
        assert_eq!(d.line(), meant, "{typed}");
    }
    let mut d = Driver::in_conference();
    d.press("/print now");
    d.press("⇥");
    assert_eq!(d.line(), "/print now", "nothing here does what it says");
}
