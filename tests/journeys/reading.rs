//! Somebody reads past minutes: opens them from the list, finds words, jumps, rearranges, and goes back.

use super::driver::Driver;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::protocol::view::View;
use talking_piece::app::screens::page::Page;
use talking_piece::documents::Arranged;
use talking_piece::documents::document::Document;
use talking_piece::domain::problem::Problem;
use talking_piece::domain::record::kinds::{contribution, sign_off};
use talking_piece::domain::search::Card;

/// A closed conference in the list, and nothing open.
pub fn at_home() -> Driver {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for line in [
        "KS: I was scared to tell anyone @ella",
        "HV: + Łucja came to every clinic",
        "SW: the address is CANARY61 #restricted",
        "/view Ella; by: letter; words: \"I want it quiet at night\"",
        "/view Noah; by: not asked; reason: asleep",
        "/close it was agreed",
        "/home",
    ] {
        d.enter(line);
    }
    d.app.one_line_at_a_time = false;
    assert!(d.app.editor.is_none(), "{}", d.status());
    d.send(Message::Meetings(vec![Card {
        id: "aa11".into(),
        state: "closed".into(),
        ..Card::default()
    }]));
    d.asked.clear();
    d
}

pub fn reading() -> Driver {
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

fn first_row(d: &Driver) -> &str {
    &page(d).rows()[page(d).top].text
}

#[test]
fn a_closed_meeting_opens_as_a_page_and_an_open_one_to_be_gone_on_with() {
    let d = reading();
    assert_eq!(
        d.asked,
        [Effect::Show {
            view: View::record("aa11"),
            at: None
        }]
    );
    let mut d = at_home();
    let mut open = d.app.home.meetings()[0].clone();
    open.state = "open".into();
    d.send(Message::Meetings(vec![open]));
    d.asked.clear();
    d.press("⏎");
    assert!(matches!(&d.asked[0], Effect::Open(id) if id == "aa11"));
}

#[test]
fn reading_writes_nothing() {
    let mut d = reading();
    d.press("scared⏎⎋⇥⇥⇟⇞⇲⇱/by child⏎⎋/contents⏎↓⏎/restricted⏎/restricted⏎⎋⎋");
    let only_shows = d
        .asked
        .iter()
        .all(|effect| matches!(effect, Effect::Show { .. } | Effect::ListMeetings));
    assert!(only_shows, "{:?}", d.asked);
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn words_are_found_while_they_are_typed_with_or_without_accents() {
    let mut d = reading();
    d.press("lucja came");
    let (count, at) = page(&d).hit_counts();
    assert_eq!((count, at), (1, 1));
    let row = page(&d).hit_row().unwrap();
    assert!(page(&d).rows()[row].text.contains("Łucja"));
    let height = 18;
    assert!((page(&d).top..page(&d).top + height).contains(&row));
    d.press("xyz");
    assert_eq!(page(&d).hit_counts(), (0, 0));
    d.press("⎋");
    assert!(page(&d).line.is_empty() && !page(&d).is_seeking());
    assert_eq!(d.app.place, Place::Page, "Esc took the words, not the page");
}

#[test]
fn words_are_found_over_the_end_of_a_row() {
    let mut d = at_home();
    let mut document = Document::new("A long one", "en-GB");
    document.paragraph("word ".repeat(13) + "kingfisher sat on the wire");
    d.send(Message::Page {
        view: View::record("aa11"),
        document: Box::new(document),
        at: None,
    });
    d.press("kingfisher sat on");
    let found = page(&d).found_in(0..page(&d).rows().len());
    assert!(found.len() > 1, "it stands in two rows: {found:?}");
    let words: Vec<&str> = found
        .iter()
        .map(|one| &page(&d).rows()[one.row].text[one.bytes.clone()])
        .collect();
    assert_eq!(
        words.join(" ").split_whitespace().collect::<Vec<_>>(),
        ["kingfisher", "sat", "on"]
    );
}

#[test]
fn enter_goes_from_place_to_place_and_round() {
    let mut d = reading();
    d.press("ella");
    let (count, _) = page(&d).hit_counts();
    assert!(count > 2, "{count}");
    let first = page(&d).hit_row();
    d.press("⏎");
    assert_ne!(page(&d).hit_counts().1, 1);
    d.press("⎋/find ella⏎");
    let at = page(&d).hit_counts().1;
    // A command takes the line, but the search words stay.
    d.press("⎋/find ella⏎⏎");
    assert_eq!(page(&d).hit_counts().1, at % count + 1);
    for _ in 1..count {
        d.press("⏎");
    }
    assert_eq!(page(&d).hit_counts().1, at, "round once: {first:?}");
}

#[test]
fn a_command_that_has_nothing_to_do_says_so() {
    let mut d = reading();
    d.press("/previous⏎");
    assert!(
        d.status().contains("No words have been looked for"),
        "{}",
        d.status()
    );
    assert!(matches!(d.app.outcome, Outcome::Refused(_)));
}

#[test]
fn tab_goes_from_heading_to_heading_and_the_list_to_any() {
    let mut d = reading();
    d.press("⇥");
    assert_eq!(first_row(&d), "The children, and how each was heard");
    d.press("⇥");
    assert!(first_row(&d).starts_with("Ella"));
    d.press("⇤⇤⇤");
    assert_eq!(page(&d).top, 0, "above the first heading is the top");
    d.press("/contents⏎");
    let last = page(&d).headings().len() - 1;
    d.press("⇲");
    assert_eq!(page(&d).contents, Some(last));
    d.press("⏎");
    assert_eq!(page(&d).heading_here(), Some(last));
    d.press("/go 4⏎");
    assert!(first_row(&d).starts_with("4"), "{}", first_row(&d));
    d.press("/go nowhere at all⏎");
    assert!(d.status().contains("/contents"), "{}", d.status());
}

#[test]
fn the_record_is_arranged_by_child_and_esc_goes_back_to_where_one_was() {
    let mut d = reading();
    d.press("⇥⇥");
    let before = page(&d).top;
    d.press("/by child⏎");
    let by_child = Arranged::from_word("child").unwrap();
    assert!(matches!(
        page(&d).view,
        View::Record { arranged, .. } if arranged == by_child
    ));
    assert!(first_row(&d).starts_with("Ella"), "it stays with Ella");
    d.press("⎋");
    assert_eq!(page(&d).top, before);
    d.press("/by colour⏎");
    assert!(d.status().contains("agency"), "{}", d.status());
}

#[test]
fn restricted_words_come_only_when_asked_for_and_esc_does_not_bring_them_back() {
    let mut d = reading();
    assert!(!text(page(&d)).contains("CANARY61"));
    d.press("CANARY61");
    assert_eq!(page(&d).hit_counts().0, 0);
    d.press("⎋/restricted⏎");
    assert!(text(page(&d)).contains("CANARY61"));
    d.press("/by person⏎");
    assert!(text(page(&d)).contains("CANARY61"));
    d.press("/restricted⏎");
    while d.app.place == Place::Page {
        assert!(!text(page(&d)).contains("CANARY61"));
        d.press("⎋");
    }
}

#[test]
fn what_cannot_be_opened_is_said_and_the_page_stays() {
    let mut d = reading();
    d.send(Message::NotOpened(Problem::not_saved_or_read(
        "These minutes were not opened.",
    )));
    assert_eq!(d.app.place, Place::Page);
    assert!(d.status().contains("not opened"));
}

#[test]
fn the_meeting_itself_is_one_command_away() {
    let mut d = reading();
    d.press("/open⏎");
    assert_eq!(d.app.place, Place::Recording);
    assert!(d.app.pages.is_empty());
    d.press("/minutes with the Chair⏎");
    assert_eq!(d.count(&sign_off::KIND), 1, "{}", d.status());
}

#[test]
fn a_page_over_a_meeting_that_goes_on_leaves_the_half_typed_line_alone() {
    let mut d = Driver::in_conference();
    d.press("KS: half a sen");
    d.perform(vec![Effect::Show {
        view: View::record("aa11"),
        at: None,
    }]);
    d.asked.clear();
    d.press("sparrow⏎⎋");
    let events = d.disk.events().count();
    d.press("⎋");
    assert_eq!(d.app.place, Place::Recording);
    assert_eq!(d.line(), "KS: half a sen");
    assert!(d.asked.is_empty(), "{:?}", d.asked);
    d.press("tence⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "half a sentence");
    assert!(d.disk.events().count() > events);
}

#[test]
fn commands_of_a_page_are_none_in_a_meeting() {
    let mut d = Driver::in_conference();
    d.press("/who⏎");
    assert!(d.status().contains("on a page of past minutes"));
}

#[test]
fn the_help_of_a_page_does_what_is_chosen() {
    let mut d = reading();
    d.press("/help⏎");
    assert_eq!(d.app.place, Place::Help);
    let rows = talking_piece::app::screens::help::listed(&d.app);
    let by = rows
        .iter()
        .position(|row| row.typed.starts_with("/by"))
        .unwrap();
    d.send(Message::Key(Key::Home));
    d.press(&"↓".repeat(by));
    d.press("⏎person⏎");
    assert!(text(page(&d)).contains("Record by person"));
}

/// 2,000 contributions of 500 characters: wrapped once, whatever is pressed, and once more for another width.
#[test]
fn a_long_page_is_wrapped_once_for_a_width() {
    let mut d = at_home();
    let mut document = Document::new("A long one", "en-GB");
    for number in 0..2_000 {
        document.heading(2, format!("Part {number}"));
        document.anchor(&format!("e{number}"));
        document.paragraph("the house was quiet again ".repeat(20));
    }
    d.send(Message::Page {
        view: View::record("aa11"),
        document: Box::new(document),
        at: Some("e1500".into()),
    });
    assert!(
        page(&d).rows()[page(&d).opened_row().unwrap()]
            .text
            .starts_with("the house")
    );
    assert_eq!(
        page(&d).heading_words(page(&d).heading_here().unwrap()),
        "Part 1500"
    );
    d.press("↑↓⇞⇟⇥⇤quiet⏎⏎⎋/go Part 1700⏎⇲⇱");
    assert_eq!(page(&d).layouts(), 1);
    d.press("/go Part 900⏎");
    d.send(Message::Resize {
        columns: 50,
        rows: 20,
    });
    assert_eq!(page(&d).layouts(), 2);
    assert_eq!(first_row(&d), "Part 900", "what was seen stays in sight");
    d.send(Message::Resize {
        columns: 50,
        rows: 24,
    });
    assert_eq!(page(&d).layouts(), 2);
    // Only the visible places are worked out.
    d.press("quiet");
    assert_eq!(page(&d).hit_counts().0, 40_000);
    let top = page(&d).top;
    assert!(page(&d).found_in(top..top + 18).len() < 60);
}

#[test]
fn no_key_of_reading_needs_a_modifier() {
    use super::driver::{keys, needs_modifier};
    for key in keys("scared⏎⎋⇥/contents⏎↓⏎/previous⏎/by child⏎/restricted⏎/who⏎⎋⇞⇟⇱⇲")
    {
        assert!(!needs_modifier(key), "{key:?}");
    }
    assert!(matches!(keys("⎋")[..], [Key::Esc]));
}
