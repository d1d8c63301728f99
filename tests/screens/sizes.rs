//! No size of the terminal makes a screen fail, and the cursor stands inside it.

use super::driver::draw;
use super::scenes::all;
use proptest::prelude::*;
use talking_piece::ui::Theme;

#[test]
fn the_edges_of_what_a_terminal_can_say() {
    let theme = Theme::choose(false, true);
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_size_can_be_drawn(columns in 0u16..=130, rows in 0u16..=45, look in 0u8..3) {
        let theme = Theme::choose(look == 1, look == 2);
        for (name, driver) in all() {
            let (_, cursor) = draw(&driver.app, columns, rows, &theme);
            prop_assert!(cursor.x < columns.max(1) && cursor.y < rows.max(1), "{} {:?}", name, cursor);
        }
    }
}
