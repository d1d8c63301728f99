//! Any keys on any page: no panic, nothing is written, and the first visible row is a row of the page.

use super::any_message::step;
use crate::journeys::driver::Driver;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::view::View;
use talking_piece::ui::{Theme, view};

fn on_a_page() -> Driver {
    let mut d = Driver::in_conference();
    for line in [
        "KS: \"I was scared\" to tell ليلى, Łucja and 👩\u{200d}👧 about e\u{301}verything @ella",
        "SW: the address is CANARY62 #restricted",
        "/view Ella; by: letter; words: \"quiet\"",
        "/home",
    ] {
        d.enter(line);
    }
    d.perform(vec![Effect::Show {
        view: View::record("aa11"),
        at: None,
    }]);
    d.asked.clear();
    d
}

/// What people do on a page more often than elsewhere.
fn page_step() -> impl Strategy<Value = Vec<Message>> {
    let keys = |text: &str| -> Vec<Message> {
        let letters = text.chars().map(|letter| Message::Key(Key::Char(letter)));
        letters.chain([Message::Key(Key::Enter)]).collect()
    };
    prop_oneof![
        3 => proptest::sample::select(vec!["ella", "e", "لي", "👩", "e\u{301}v", "/by child", "/by agency",
            "/contents", "/go 4", "/restricted", "/previous", "/version 1", "/versions", "/find quiet", "/who", "/compare", "/compare 1", "/follow", "/wishes Ella",
            "/scales", "/promises", "/due", "/x", "/"])
            .prop_map(keys),
        4 => step(),
    ]
}

/// Found by the test below: a page rebuilt in a terminal of no size was never laid out.
#[test]
fn a_page_that_was_opened_in_no_room_at_all_is_there_when_there_is_room() {
    let mut d = on_a_page();
    let resize = |columns, rows| Message::Resize { columns, rows };
    d.send(resize(0, 0));
    d.press("/restricted⏎");
    assert!(!d.app.pages[0].rows().is_empty());
    d.send(resize(80, 24));
    assert!(d.app.pages[0].rows().len() > 10);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_on_a_page(steps in prop::collection::vec(page_step(), 1..30)) {
        let mut d = on_a_page();
        let theme = Theme::without_colour();
        for message in steps.into_iter().flatten() {
            if d.app.place != Place::Page || d.app.pages.is_empty() {
                break;
            }
            d.send(message);
            let page = d.app.pages.last();
            let restricted = page.is_some_and(|page| page.view.shows_restricted());
            if let Some(page) = page {
                prop_assert!(page.top < page.rows().len());
                let (count, at) = page.hit_counts();
                prop_assert!(at <= count);
            }
            let area = Rect::new(0, 0, d.app.columns.min(200), d.app.rows.min(100));
            let mut buffer = Buffer::empty(area);
            view(&d.app, &theme, area, &mut buffer);
            let seen: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
            let is_typed = page.is_some_and(|page| page.line.text().contains("CANARY62"));
            prop_assert!(restricted || is_typed || !seen.contains("CANARY62"));
        }
        let writes = d.asked.iter().any(|effect| matches!(effect, Effect::Record(_) | Effect::WriteMinutes { .. }));
        prop_assert!(!writes, "{:?}", d.asked);
    }
}
