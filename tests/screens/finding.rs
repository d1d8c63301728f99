//! Searching all minutes, as it is drawn.

use super::driver::{Driver, at};
use super::scenes::{home, impact};
use talking_piece::app::protocol::message::Answer;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::domain::minutes::{open_minutes, restricted_part};
use talking_piece::domain::search::{
    Card, Findings, FoundMeeting, Query, of_open_minutes, of_restricted_part,
};

fn found(typed: &str) -> Driver {
    found_in(&impact(), typed, &[("a", false), ("b", true)])
}

/// So many entries of one meeting.
pub fn of_many(many: usize) -> Driver {
    let mut told = impact();
    for at in 1..=many {
        told.lines(&[format!("KS: Ella was there {at:03}").as_str()]);
    }
    found_in(&told, "there", &[("a", false)])
}

fn found_in(told: &Driver, typed: &str, meetings: &[(&str, bool)]) -> Driver {
    let meeting = &told.app.editor.as_ref().unwrap().meeting;
    let minutes = open_minutes(meeting);
    let query = Query::read_while_typing(typed, at("14:00").date_naive()).unwrap();
    let of = |id: &str, made_up| {
        let mut passages = of_open_minutes(&minutes);
        passages.extend(of_restricted_part(&minutes, &restricted_part(meeting)));
        let card = Card {
            id: id.into(),
            made_up,
            ..Card::of(&minutes)
        };
        FoundMeeting::of(&query, card, passages)
    };
    let meetings = meetings.iter();
    let mut findings = Findings {
        meetings: meetings
            .filter_map(|(id, made_up)| of(id, *made_up))
            .collect(),
        ..Findings::default()
    };
    if !query.says_what_is_seen() {
        findings.put_restricted_away();
    }
    let mut driver = asked(typed);
    answer(&mut driver, typed, Answer::Found(findings));
    driver
}

fn asked(typed: &str) -> Driver {
    let mut driver = home();
    driver.typed("/find").keys(&[Key::Enter]).typed(typed);
    driver
}

fn answer(driver: &mut Driver, typed: &str, answer: Answer) {
    driver.send(Message::Found {
        typed: typed.into(),
        answer: Box::new(answer),
    });
}

pub fn finding() -> Vec<(&'static str, Driver)> {
    let mut chosen = found("ella");
    chosen.keys(&[Key::Down, Key::Down]);
    let mut looking = asked("quiet");
    answer(&mut looking, "quiet", Answer::Looking(312));
    vec![
        ("find_empty", asked("")),
        ("find_hits", chosen),
        ("find_some_restricted", found("that")),
        ("find_restricted", found("bail seen:restricted")),
        ("find_fault", asked("quiet persn:kelly ")),
        ("find_looking", looking),
    ]
}
