//! The ten scenes that together show every part of the interface, each in a file with all its sizes (the tenth, the
//! room, is in `room.rs`). Every other scene is in `rows`. Set `INSTA_UPDATE=always` to rewrite them, then read them.

use super::driver::{assert_picture, shown};
use super::scenes::driver_of;
use std::fmt::Write;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

const SIZES: [(u16, u16); 4] = [(100, 30), (80, 24), (50, 20), (20, 5)];

/// The scenes whose header is drawn in full: a meeting's, and the one of a list.
const WITH_HEADER: [&str; 2] = ["home_due", "recording"];

fn in_all_sizes(name: &str) -> String {
    let colour = Theme::of(Colours::Either);
    let mut out = String::new();
    for (columns, rows) in SIZES {
        let (buffer, cursor) = driver_of(name).draw(columns, rows, &colour);
        writeln!(out, "== {columns}x{rows}, colour").unwrap();
        let picture = shown(&buffer, Some(cursor), colour.plain);
        match WITH_HEADER.contains(&name) {
            true => out.push_str(&picture),
            false => out.push_str(&without_header(&picture)),
        }
    }
    out
}

/// Only two scenes show the header, so that a change in it does not change every picture.
fn without_header(picture: &str) -> String {
    let (_, below) = picture.split_once("\n|").unwrap();
    format!("(header)\n|{below}")
}

#[test]
fn nine_screens_look_as_they_did_in_every_size() {
    for name in [
        "home_due",
        "invitations",
        "typing",
        "decision",
        "close",
        "help",
        "page_found",
        "find_hits",
    ] {
        assert_picture(name, &in_all_sizes(name));
    }
    let mut out = in_all_sizes("recording");
    for (palette, theme) in [
        ("no colour", Theme::without_colour()),
        ("high contrast", Theme::of(Colours::HighContrast)),
        ("ASCII signs", Theme::without_colour().with_ascii_signs()),
    ] {
        let (buffer, cursor) = driver_of("recording").draw(80, 24, &theme);
        writeln!(out, "== 80x24, {palette}").unwrap();
        out.push_str(&shown(&buffer, Some(cursor), theme.plain));
    }
    assert_picture("recording", &out);
}
