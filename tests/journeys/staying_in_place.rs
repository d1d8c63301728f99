//! On a page of past minutes: no message or command moves a reader from their place, or off the page.

use super::driver::{Driver, begun_from_on};
use super::reading::at_home;
use chrono::Duration;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::page::Page;
use talking_piece::domain::problem::Problem;

fn reading() -> Driver {
    let mut d = at_home();
    d.press("⏎");
    assert_eq!(d.app.place, Place::Page);
    d
}

fn page(d: &Driver) -> &Page {
    d.app.pages.last().expect("no page is open")
}

fn text(page: &Page) -> String {
    let rows: Vec<&str> = page.rows().iter().map(|row| row.text.as_str()).collect();
    rows.join("\n")
}

#[test]
fn putting_restricted_parts_away_stays_at_the_place_that_is_seen() {
    let mut d = reading();
    d.press("/restricted⏎/find CANARY61⏎");
    let hit = page(&d)
        .rows()
        .iter()
        .position(|row| row.text.contains("CANARY61"));
    d.app.pages.last_mut().unwrap().top = hit.unwrap();
    d.press("⎋/restricted⏎");
    assert!(!text(page(&d)).contains("CANARY61"));
    let seen: Vec<&str> = page(&d).records_seen(4).collect();
    assert!(
        seen.contains(&"e3"),
        "where the words were stands that something is restricted: {seen:?}"
    );
    d.press("⎋");
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn esc_takes_a_message_away_first_then_the_words_then_the_page() {
    let mut d = reading();
    d.send(Message::NotDone(Problem::wrong_input(
        "There is no version 9.",
    )));
    d.press("⎋");
    assert_eq!((d.app.place, d.status()), (Place::Page, ""));
    d.press("/go nowhere at all⏎");
    assert!(d.status().contains("No heading"), "{}", d.status());
    assert_eq!(
        page(&d).line.text(),
        "/go nowhere at all",
        "it stays to be put right"
    );
    d.press("⎋");
    assert_eq!(
        (d.app.place, d.status(), page(&d).line.text()),
        (Place::Page, "", "")
    );
    d.press("⎋");
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn another_command_on_a_page_is_not_glued_to_the_refused_one() {
    let mut d = reading();
    d.press("/go nowhere⏎/");
    assert_eq!(page(&d).line.text(), "/");
    d.press("⎋");
    assert_eq!(page(&d).line.text(), "/go nowhere", "Esc brings it back");
    d.press("/contents⏎");
    assert!(page(&d).contents.is_some());
}

#[test]
fn a_record_typed_on_a_page_over_a_meeting_is_told_the_way_back() {
    let last = Driver::in_conference();
    let then = last.now + Duration::weeks(12);
    let mut d = begun_from_on(&last.editor().meeting, "restorative-rcpc", then);
    d.press("/begin⏎/promises⏎");
    for (typed, what) in [
        ("/promise 1; kept: no", "/promise"),
        ("/action Kelly rings; who: KS", "/action"),
        ("/next", "/next"),
    ] {
        assert_eq!(d.app.place, Place::Page);
        d.press(&format!("{typed}⏎"));
        assert_eq!(
            d.status(),
            format!(
                "{what} works in a meeting that is open, not here. Esc goes back to the meeting that is open below this page."
            )
        );
        assert_eq!(page(&d).line.text(), typed);
        d.press("⎋");
        assert_eq!(d.app.place, Place::Page);
    }
    d.press("⎋");
    assert_eq!(d.app.place, Place::Recording);
}
