//! Any keys during a search: no panic, nothing is written, and restricted words stay off the screen until they are
//! asked for.

use super::any_message::step;
use crate::journeys::driver::Driver;
use crate::journeys::finding::at_home;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::ui::{Theme, view};

fn find_step() -> impl Strategy<Value = Vec<Message>> {
    let keys = |text: &str| -> Vec<Message> {
        let letters = text.chars();
        letters
            .map(|letter| Message::Key(Key::Char(letter)))
            .collect()
    };
    let lines = [
        "clinic",
        "scared ",
        "sch",
        "\"two",
        "person:an",
        "from:20",
        "agency:",
        "لي",
        "👩",
        "e\u{301}",
        "*",
        ":",
        " /",
        "/restricted",
        "seen:restricted ",
        "kind:contribution ",
        " /help",
    ];
    let more = [
        Key::Enter,
        Key::Up,
        Key::Down,
        Key::Tab,
        Key::Home,
        Key::End,
        Key::PageDown,
        Key::Ctrl('u'),
        Key::Backspace,
    ];
    prop_oneof![
        4 => proptest::sample::select(lines.to_vec()).prop_map(keys),
        4 => proptest::sample::select(more.to_vec()).prop_map(|key| vec![Message::Key(key)]),
        2 => step(),
    ]
}

fn seen(d: &Driver) -> String {
    let area = Rect::new(0, 0, d.app.columns.min(200), d.app.rows.min(100));
    let mut buffer = Buffer::empty(area);
    view(&d.app, &Theme::without_colour(), area, &mut buffer);
    buffer.content().iter().map(|cell| cell.symbol()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_while_finding(steps in prop::collection::vec(find_step(), 1..30)) {
        let mut d = at_home();
        d.press("/find clinic⏎");
        for message in steps.into_iter().flatten() {
            if d.app.place != Place::Find {
                break;
            }
            d.send(message);
            let finding = &d.app.finding;
            prop_assert!(finding.chosen <= finding.findings.hits());
            let is_asked_for = finding.asked.contains("seen:") || d.app.place != Place::Find;
            prop_assert!(is_asked_for || !seen(&d).contains("CANARY81"));
        }
        let writes = d.asked.iter().any(|effect| matches!(effect, Effect::Record(_) | Effect::WriteMinutes { .. }));
        prop_assert!(!writes, "{:?}", d.asked);
    }
}
