//! A meeting that was begun by mistake: put away with a reason, seen, and put back; or given another agenda while nothing
//! is recorded in it.

use super::closing::explain_all;
use super::driver::Driver;
use super::handing_on::share;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::agenda::built_in;
use talking_piece::domain::meeting::event::{Event, KnownEvent};
use talking_piece::domain::meeting::{Meeting, Phase};
use talking_piece::domain::minutes::{
    open_minutes, read_minutes, restricted_part, restricted_text,
};
use talking_piece::domain::record::kinds::{contribution, person};
use talking_piece::domain::search::Card;

fn discarded(driver: &Driver) -> usize {
    let events = driver.disk.events();
    events
        .filter(|logged| matches!(logged.event, Event::Known(KnownEvent::Discarded { .. })))
        .count()
}

fn is_refused(driver: &Driver) -> bool {
    matches!(driver.app.outcome, Outcome::Refused(_))
}

#[test]
fn a_meeting_is_put_away_with_a_reason_and_all_of_it_stays() {
    let mut d = Driver::in_conference();
    d.press("KS: I was scared⏎");
    let before = d.disk.events().count();
    d.press("/discard⏎");
    assert_eq!(discarded(&d), 0, "a reason is asked for: {}", d.status());
    assert_eq!(d.line(), "/discard ");
    d.press("the wrong family⏎");
    assert_eq!(d.app.place, Place::Home, "{}", d.status());
    assert!(d.app.editor.is_none());
    assert!(d.status().contains("/putaway"), "{}", d.status());
    assert!(d.asked.contains(&Effect::ListMeetings));
    assert!(d.disk.events().count() > before, "nothing is destroyed");
    let (meeting, refused) = Meeting::from_facts(d.disk.events().cloned().collect());
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(meeting.put_away().unwrap().reason, "the wrong family");
    assert!(meeting.interrupted_at().is_none());
    assert_eq!(meeting.records(&contribution::KIND).count(), 1);
}

#[test]
fn nothing_is_recorded_in_it_until_it_is_restored_and_looking_leaves_no_trace() {
    let mut d = Driver::in_conference();
    d.press("/discard entered twice⏎");
    let events = d.disk.events().count();
    d.kill_and_resume();
    assert_eq!(d.disk.events().count(), events, "looking leaves no trace");
    assert!(d.status().contains("entered twice"), "{}", d.status());
    assert!(d.status().contains("/restore"), "{}", d.status());
    for line in [
        "KS: and then",
        "/section 3",
        "/leave KS",
        "/undo",
        "/child Noa",
    ] {
        d.press(line);
        d.press("⏎");
        assert!(is_refused(&d), "{line}: {}", d.status());
        assert!(d.status().contains("/restore"), "{line}: {}", d.status());
        assert!(d.line().contains(line), "the words stay: {}", d.line());
        d.press("⎋");
    }
    d.press("/restore⏎");
    assert!(d.editor().meeting.put_away().is_none(), "{}", d.status());
    d.press("KS: and then⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "and then");
    // Neither is taken back with what was recorded.
    d.press("/undo⏎/undo⏎");
    assert!(d.editor().meeting.put_away().is_none(), "{}", d.status());
    d.kill_and_resume();
    assert!(d.editor().meeting.put_away().is_none());
}

#[test]
fn what_was_closed_once_stays_in_the_list() {
    let mut d = Driver::with_agenda("core-group");
    d.press("/begin⏎");
    explain_all(&mut d);
    d.press("⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
    d.press("⎋/discard a mistake⏎");
    assert!(
        d.status().contains("closed meeting stays"),
        "{}",
        d.status()
    );
    d.press("⎋/reopen one word⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Open, "{}", d.status());
    d.press("/discard a mistake⏎");
    assert!(d.status().contains("was closed before"), "{}", d.status());
    assert_eq!(discarded(&d), 0);
}

#[test]
fn in_private_time_it_waits() {
    let mut d = Driver::in_conference();
    d.press("/private⏎/discard a mistake⏎");
    assert!(d.status().contains("private time"), "{}", d.status());
    assert_eq!(discarded(&d), 0);
    d.press("⎋/private⏎/break tea⏎/discard a mistake⏎");
    assert_eq!(discarded(&d), 1, "a break is no reason to wait");
}

#[test]
fn only_who_made_it_puts_it_away() {
    let mut d = Driver::in_conference();
    share(&mut d, false);
    d.press("/discard a mistake⏎");
    assert!(
        d.status().contains("Only the person who made"),
        "{}",
        d.status()
    );
    assert_eq!(discarded(&d), 0);
    let mut d = Driver::in_conference();
    share(&mut d, true);
    d.press("/discard a mistake⏎");
    assert_eq!(discarded(&d), 1, "{}", d.status());
}

#[test]
fn a_reason_typed_while_somebody_was_out_of_the_room_is_not_in_the_open_minutes() {
    let mut d = Driver::in_conference();
    d.press("/exclude DS; why: a row⏎");
    d.press("/discard he said a thing at the door⏎");
    let (meeting, _) = Meeting::from_facts(d.disk.events().cloned().collect());
    let open = open_minutes(&meeting).to_value();
    assert!(!open.to_string().contains("at the door"));
    assert!(
        open["meeting"]["put_away"]["at"].is_string(),
        "{}",
        open["meeting"]
    );
    assert!(restricted_text(&restricted_part(&meeting)).contains("at the door"));
}

#[test]
fn the_file_tells_that_it_was_put_away_and_its_row_too() {
    let mut d = Driver::in_conference();
    d.press("/discard entered twice⏎");
    let (meeting, _) = Meeting::from_facts(d.disk.events().cloned().collect());
    let minutes = open_minutes(&meeting);
    let back = read_minutes(&minutes.to_value()).unwrap().minutes;
    assert_eq!(back.header(), minutes.header());
    let card = Card::of(&back);
    assert_eq!(card.put_away.unwrap().reason, "entered twice");
}

#[test]
fn the_list_shows_them_apart_and_comes_back() {
    let mut d = Driver::at_home();
    let now = d.now;
    let card = |id: &str, reason: Option<&str>| {
        let away = reason.map(|reason| serde_json::json!({ "at": now, "reason": reason }));
        serde_json::from_value::<Card>(serde_json::json!({
            "id": id, "title": id, "state": "open", "at": now, "put_away": away,
        }))
        .unwrap()
    };
    let all = vec![
        card("one", None),
        card("two", Some("entered twice")),
        card("three", None),
    ];
    let ids = |d: &Driver| {
        d.app
            .home
            .passing()
            .map(|card| card.id.clone())
            .collect::<Vec<_>>()
    };
    d.send(Message::Meetings(all.clone()));
    assert_eq!(ids(&d), ["one", "three"]);
    d.press("/putaway⏎");
    assert_eq!(ids(&d), ["two"]);
    d.send(Message::Meetings(all.clone()));
    assert_eq!(ids(&d), ["two"], "a list that comes late changes nothing");
    d.press("⎋");
    assert_eq!(ids(&d), ["one", "three"]);
    d.press("/putaway⏎/putaway⏎");
    assert_eq!(ids(&d), ["one", "three"]);
    d.press("/putaway⏎⏎");
    assert!(
        d.asked.contains(&Effect::Open("two".into())),
        "{:?}",
        d.asked
    );
    d.send(Message::Meetings(vec![card("one", None)]));
    assert_eq!(ids(&d), ["one"]);
    d.app.place = Place::Home;
    d.press("/putaway⏎");
    assert!(
        d.status().contains("No meeting was put away"),
        "{}",
        d.status()
    );
}

#[test]
fn the_agenda_changes_while_nothing_is_recorded() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/agenda core group⏎");
    assert_eq!(
        d.editor().meeting.agenda().id,
        "core-group",
        "{}",
        d.status()
    );
    d.press("/agenda restorative-icpc⏎");
    assert_eq!(d.editor().meeting.agenda().id, "restorative-icpc");
    d.press("/undo⏎");
    assert_eq!(d.editor().meeting.agenda().id, "core-group");
    // From the list, where Esc changes nothing.
    d.press("/agenda⏎");
    assert_eq!(d.app.place, Place::Agendas);
    d.press("⎋");
    assert_eq!((d.app.place, d.line()), (Place::Prepare, ""));
    d.press("/agenda⏎1⏎");
    let first = d.app.agendas[0].id.clone();
    assert_eq!(d.editor().meeting.agenda().id, first);
    d.kill_and_resume();
    assert_eq!(d.editor().meeting.agenda().id, first);
    assert_eq!(d.app.place, Place::Prepare);
    d.press("/agenda 1⏎");
    assert!(d.status().contains("already"), "{}", d.status());
    d.press("/agenda zebra⏎");
    assert!(
        is_refused(&d) && d.line() == "/agenda zebra",
        "{}",
        d.status()
    );
}

#[test]
fn what_is_recorded_keeps_the_agenda() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/begin⏎/agenda core-group⏎");
    assert!(
        is_refused(&d) && d.status().contains("has begun"),
        "{}",
        d.status()
    );
    d.press("⎋/undo⏎/agenda core-group⏎");
    assert_eq!(
        d.editor().meeting.agenda().id,
        "core-group",
        "{}",
        d.status()
    );
    d.press("/person KS Kelly Nettlesworth⏎");
    assert_eq!(d.count(&person::KIND), 1);
    for line in ["/agenda restorative-icpc⏎", "⎋/agenda⏎"] {
        d.press(line);
        assert!(
            d.status().contains("recorded in this meeting already"),
            "{}",
            d.status()
        );
        assert_eq!(d.app.place, Place::Prepare);
        assert_eq!(d.editor().meeting.agenda().id, "core-group");
    }
    // Also for a journal that says otherwise.
    let mut events: Vec<_> = d.disk.events().cloned().collect();
    let mut late = events.last().unwrap().clone();
    late.seq += 1;
    late.batch = late.seq;
    late.event = Event::Known(KnownEvent::AgendaChanged {
        agenda: Box::new(built_in("restorative-icpc").unwrap()),
    });
    events.push(late);
    let (meeting, refused) = Meeting::from_facts(events);
    assert_eq!(
        (meeting.agenda().id.as_str(), refused.len()),
        ("core-group", 1)
    );
}
