//! Somebody looks for words in all minutes: types, chooses, opens, and comes back.

use super::driver::{Disk, Driver};
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::Answer;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::view::View;
use talking_piece::app::screens::find::finding::{Finding, State};
use talking_piece::documents::Arranged;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::minutes::{open_minutes, restricted_part};
use talking_piece::domain::problem::Problem;
use talking_piece::domain::search::{
    Card, Findings, FoundMeeting, Query, of_open_minutes, of_restricted_part,
};
use talking_piece::plain::Plain;

/// What is found in the only meeting, as the library shows it.
pub fn found_in(disk: &Disk, query: &Query) -> Findings {
    let (meeting, _) = Meeting::from_facts(disk.events().cloned().collect());
    let minutes = open_minutes(&meeting);
    let mut passages = of_open_minutes(&minutes);
    passages.extend(of_restricted_part(&minutes, &restricted_part(&meeting)));
    let card = Card {
        id: "aa11".into(),
        ..Card::of(&minutes)
    };
    let mut findings = Findings {
        meetings: FoundMeeting::of(query, card, passages)
            .into_iter()
            .collect(),
        ..Findings::default()
    };
    if !query.says_what_is_seen() {
        findings.put_restricted_away();
    }
    findings.cut(100);
    findings
}

/// A conference is over, and the list is open.
pub fn at_home() -> Driver {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for line in [
        "KS: I was scared to tell anyone @ella",
        "HV: + Łucja came to every clinic",
        "SW: school is school and a schoolbag",
        "SW: the address is CANARY81 by the clinic #restricted",
        "/home",
    ] {
        d.enter(line);
    }
    d.app.one_line_at_a_time = false;
    assert!(d.app.editor.is_none(), "{}", d.status());
    d.asked.clear();
    d
}

fn chosen(d: &Driver) -> &str {
    let hit = d.app.finding.chosen_hit();
    hit.map_or("", |(_, hit)| hit.passage.text.as_str())
}

fn page_row(d: &Driver) -> &str {
    let page = d.app.pages.last().unwrap();
    &page.rows()[page.opened_row().unwrap()].text
}

#[test]
fn words_are_found_as_they_are_typed_and_the_page_opens_at_the_hit() {
    let mut d = at_home();
    d.press("/find lucja⏎");
    assert_eq!(d.app.place, Place::Find);
    assert_eq!(chosen(&d), "Łucja came to every clinic");
    d.press("⏎");
    assert_eq!(d.app.place, Place::Page);
    assert!(page_row(&d).contains("Łucja"), "{}", page_row(&d));
    d.press("⎋");
    assert_eq!(
        (d.app.place, d.app.finding.line.text()),
        (Place::Find, "lucja")
    );
    assert_eq!(chosen(&d), "Łucja came to every clinic");
    d.press("⎋");
    assert_eq!(d.app.place, Place::Home);
    // The words are there next time, and typing other letters starts again.
    d.press("/find⏎");
    assert_eq!(d.app.finding.line.text(), "lucja");
    d.press("scar");
    assert_eq!(d.app.finding.line.text(), "scar");
    assert!(chosen(&d).contains("scared"), "the beginning of a word");
    d.press(" ");
    assert_eq!(d.app.finding.findings.hits(), 0, "a space: the whole word");
    let writes = |effect: &Effect| matches!(effect, Effect::Record(_));
    assert!(!d.asked.iter().any(writes));
}

#[test]
fn a_record_of_a_table_is_opened_where_the_words_stand() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    d.enter("/report Little Lanes; author: HV; shared: 12 Nov; how: in the zebra room");
    d.enter("/home");
    d.app.one_line_at_a_time = false;
    d.press("/find zebra⏎⏎");
    assert!(page_row(&d).contains("zebra"), "{}", page_row(&d));
    d.press("⎋");
    d.press("⌫⌫⌫⌫⌫little lanes⏎");
    assert!(
        page_row(&d).contains("1    Little Lanes"),
        "{}",
        page_row(&d)
    );
}

#[test]
fn restricted_hits_are_counted_until_they_are_asked_for() {
    let mut d = at_home();
    d.press("/find⏎clini");
    assert!(!format!("{:?}", d.app.finding).contains("CANARY81"));
    assert_eq!(d.app.finding.findings.unshown.passages, 1);
    d.press(" /restricted⏎");
    assert_eq!(d.app.finding.line.text(), "seen:restricted clini");
    assert!(chosen(&d).contains("CANARY81"));
    d.asked.clear();
    d.press("⏎");
    let Some(Effect::Show { view, at: Some(_) }) = d.asked.first() else {
        panic!("{:?}", d.asked);
    };
    assert_eq!(
        *view,
        View::Record {
            meeting: "aa11".into(),
            arranged: Arranged::default(),
            version: None,
            restricted: true
        }
    );
    // Hidden on the page: no key brings them back, and Esc still leads out.
    d.press("/restricted⏎");
    assert!(!d.app.pages.iter().any(|page| page.view.shows_restricted()));
    d.press("⎋");
    assert_eq!(d.app.place, Place::Find);
    d.press(" /restricted⏎");
    assert!(!format!("{:?}", d.app.finding.findings).contains("CANARY81"));
    d.press("⎋");
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn the_choice_stays_when_restricted_hits_are_put_away() {
    let mut d = at_home();
    d.press("/find⏎sc*");
    let hits = d.app.finding.findings.hits();
    assert!(hits > 1, "{hits}");
    d.press("↓");
    let before = chosen(&d).to_owned();
    d.press(" /restricted⏎");
    d.press(" /restricted⏎");
    assert_eq!(chosen(&d), before);
}

#[test]
fn the_choice_goes_to_its_nearest_neighbour_when_its_own_hit_is_put_away() {
    let mut d = at_home();
    d.press("/find⏎sc*");
    let some = d.app.finding.chosen_hit().unwrap().1.clone();
    let hit = |record: &str| {
        let mut hit = some.clone();
        hit.passage.record = record.into();
        hit
    };
    let found = |meeting: &str, records: &[&str]| FoundMeeting {
        card: Card {
            id: meeting.into(),
            ..Card::default()
        },
        hits: records.iter().map(|id| hit(id)).collect(),
    };
    let mut finding = Finding {
        findings: Findings {
            meetings: vec![found("a", &["e1", "e2"]), found("b", &["e1", "e7", "e8"])],
            ..Findings::default()
        },
        chosen: 3,
        ..Finding::default()
    };
    finding.stay_near();
    let without = Findings {
        meetings: vec![found("a", &["e1", "e2"]), found("b", &["e1", "e8"])],
        ..Findings::default()
    };
    finding.handle("", Answer::Found(without));
    assert_eq!(
        finding.chosen, 3,
        "e8 of the same meeting stands right behind it"
    );
}

#[test]
fn restricted_hits_are_gone_when_find_is_opened_again() {
    let mut d = at_home();
    d.press("/find⏎seen:restricted clinic ");
    assert!(format!("{:?}", d.app.finding).contains("CANARY81"));
    d.press("⎋");
    assert_eq!(d.app.place, Place::Home);
    d.press("/find⏎");
    assert_eq!(d.app.place, Place::Find);
    assert!(!format!("{:?}", d.app.finding).contains("CANARY81"));
    assert_eq!(d.app.finding.line.text(), "clinic");
}

#[test]
fn from_a_page_one_finds_in_all_minutes_and_comes_back_to_it() {
    let mut d = at_home();
    d.perform(vec![Effect::Show {
        view: View::record("aa11"),
        at: None,
    }]);
    d.press("/findall scared⏎");
    assert_eq!(d.app.place, Place::Find);
    d.press("⏎");
    assert_eq!((d.app.place, d.app.pages.len()), (Place::Page, 2));
    d.press("⎋");
    assert_eq!(d.app.place, Place::Find);
    d.press("⎋");
    assert_eq!((d.app.place, d.app.pages.len()), (Place::Page, 1));
    d.press("⎋");
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn faults_are_told_and_filters_written_out() {
    let mut d = at_home();
    d.press("/find school persn:kelly⏎");
    assert!(d.app.finding.fault.contains("There is no \"persn:\""));
    d.send(Message::Key(Key::Ctrl('u')));
    d.press("school pers⇥");
    assert_eq!(d.app.finding.line.text(), "school person:");
    assert_eq!(
        d.app.finding.findings.hits(),
        1,
        "half a filter counts not yet"
    );
    d.press("anil");
    assert_eq!(
        (d.app.finding.fault.as_str(), d.app.finding.findings.hits()),
        ("", 1)
    );
}

#[test]
fn where_it_takes_a_while_only_enter_looks() {
    let mut d = at_home();
    d.press("/find⏎");
    let effects = d.update(Message::Paste("scared".into()));
    let asks = |effects: &[Effect], wanted: bool| matches!(effects, [Effect::Find { entered, .. }] if *entered == wanted);
    assert!(asks(&effects, false), "{effects:?}");
    let told = |answer| Message::Found {
        typed: "scared".into(),
        answer: Box::new(answer),
    };
    d.send(told(Answer::AtEnter));
    let effects = d.update(Message::Key(Key::Enter));
    assert!(asks(&effects, true), "{effects:?}");
    d.send(told(Answer::Looking(300)));
    d.press("⏎x");
    assert_eq!(d.app.finding.line.text(), "scaredx", "typing goes on");
    d.send(told(Answer::Refused(Problem::wrong_input("no"))));
    assert_ne!(d.app.finding.fault, "no", "it answers other words");
    assert_ne!(d.app.finding.state, State::Looking(300));
}

#[test]
fn in_plain_lines_a_number_opens_the_page_there() {
    let mut d = at_home();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    let mut say = |d: &mut Driver, line: &str| {
        for message in plain.take(&d.app, line) {
            d.send(message);
        }
        plain.tell(&d.app).join("\n")
    };
    let told = say(&mut d, "find clinic");
    assert!(told.contains("1. Łucja came to every [clinic]"), "{told}");
    assert!(told.contains("1 more in restricted parts"), "{told}");
    assert!(!told.contains("CANARY81"), "{told}");
    let told = say(&mut d, "school");
    assert!(told.contains("[school] is [school]"), "{told}");
    let told = say(&mut d, "1");
    assert_eq!(d.app.place, Place::Page);
    assert!(told.contains("school is school"), "{told}");
    let told = say(&mut d, "back");
    assert!(told.contains("1. "), "{told}");
    say(&mut d, "back");
    assert_eq!(d.app.place, Place::Home);
}
