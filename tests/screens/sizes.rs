//! No terminal size makes a screen fail, and the cursor is inside it.

use super::driver::draw;
use super::scenes::all;
use proptest::prelude::*;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

#[test]
fn the_edges_of_what_a_terminal_can_say() {
    let theme = Theme::of(Colours::HighContrast);
    for (name, driver) in all() {
        for (columns, rows) in [
            (0, 0),
            (0, 24),
            (80, 0),
            (1, 1),
            (20, 5),
            (19, 4),
            (500, 200),
        ] {
            let (_, cursor) = draw(&driver.app, columns, rows, &theme);
            assert!(
                cursor.x < columns.max(1) && cursor.y < rows.max(1),
                "{name}"
            );
        }
    }
}

/// The rows of the screen between the rules, as words, with a space for each row that ends.
fn words(buffer: &ratatui::buffer::Buffer) -> String {
    let area = buffer.area;
    let rows = (0..area.height).map(|y| -> String {
        let cells = (0..area.width).map(|x| buffer[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn in_the_list_of_dates_and_of_what_is_due_nothing_that_matters_is_cut() {
    let theme = Theme::of(Colours::Either);
    let scenes = all();
    let scene = |name: &str| &scenes.iter().find(|(it, _)| *it == name).unwrap().1;
    for (columns, rows) in [(80, 24), (50, 20)] {
        let (buffer, _) = draw(&scene("due_dates").app, columns, rows, &theme);
        let shown = words(&buffer);
        let (_, below_the_header) = shown.split_once('\n').unwrap();
        let list = below_the_header.rsplit_once('─').unwrap().0;
        assert!(!list.contains('…'), "{columns}x{rows}: {shown}");
        assert!(list.contains("no report is recorded"), "{shown}");
        let (buffer, _) = draw(&scene("home_due").app, columns, rows, &theme);
        let shown = words(&buffer);
        let due = shown.split_once(" Due  ").unwrap().1;
        let due = due.split("more: /due").next().unwrap();
        assert!(due.contains("late by"), "{shown}");
        // What it is about may be cut; how late, which family, what and who may not.
        let flat = due.split_whitespace().collect::<Vec<_>>().join(" ");
        let list = scene("home_due").app.home.due.as_ref().unwrap();
        let shown_items = list.items.iter().take(2);
        for item in shown_items {
            for words in [&item.how_far, &item.meeting.reference, &item.who] {
                assert!(flat.contains(words.as_str()), "{words} in {flat}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_size_can_be_drawn(columns in 0u16..=130, rows in 0u16..=45, look in 0u8..3) {
        let theme = match look {
            0 => Theme::of(Colours::Either),
            1 => Theme::without_colour(),
            _ => Theme::of(Colours::HighContrast),
        };
        for (name, driver) in all() {
            let (_, cursor) = draw(&driver.app, columns, rows, &theme);
            prop_assert!(cursor.x < columns.max(1) && cursor.y < rows.max(1), "{} {:?}", name, cursor);
        }
    }
}
