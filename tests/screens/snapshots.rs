//! One file for each scene, with all its sizes and palettes. Set `INSTA_UPDATE=always` to write them anew, then read them.

use super::driver::shown;
use super::scenes::all;
use std::fmt::Write;
use talking_piece::ui::Theme;

#[test]
fn every_screen_looks_as_it_did() {
    let colour = Theme::choose(false, false);
    let others = [
        ("no colour", Theme::choose(true, false)),
        ("high contrast", Theme::choose(false, true)),
        ("ASCII signs", Theme::choose(true, false).with_ascii_signs()),
    ];
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, driver) in all() {
            let mut out = String::new();
            for (columns, rows) in [(100, 30), (80, 24), (50, 20), (20, 5)] {
                let (buffer, cursor) = driver.draw(columns, rows, &colour);
                writeln!(out, "== {columns}x{rows}, colour").unwrap();
                out.push_str(&shown(&buffer, cursor, colour.plain));
            }
            for (palette, theme) in &others {
                let (buffer, cursor) = driver.draw(80, 24, theme);
                writeln!(out, "== 80x24, {palette}").unwrap();
                out.push_str(&shown(&buffer, cursor, theme.plain));
            }
            insta::assert_snapshot!(name, out);
        }
    });
}
