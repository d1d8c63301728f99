//! The room view in cells: how it looks in every size, and that no restricted word ever stands in one.

use super::driver::{Driver, shown};
use super::scenes::{impact, prepared};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::fmt::Write;
use talking_piece::app::message::Key;
use talking_piece::app::room::{Room, RoomState, Source};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::room::RoomView;
use talking_piece::ui::{self, Theme};

fn room_of(driver: &Driver) -> Room {
    let meeting = &driver.app.editor.as_ref().unwrap().meeting;
    let mut room = Room::default();
    room.take(RoomState {
        view: Some(RoomView::of(&open_minutes(meeting))),
        ..RoomState::default()
    });
    room
}

fn draw(room: &mut Room, columns: u16, rows: u16, theme: &Theme) -> Buffer {
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    let (all, height) = ui::room(room, theme, area, &mut buffer);
    room.drawn(all, height);
    buffer
}

fn plan() -> Driver {
    let mut driver = impact();
    driver.lines(&[
        "/section plan",
        "/action Kelly asks her sister to stay on Fridays; who: KS; by: 27 Nov; measure: Ella says it was quiet",
        "/action Dan sees the night worker every week; who: DS; by: 4 Dec; measure: three visits by Christmas",
        "/action Books speech therapy for Noah; who: JO; by: soon",
        "/action A place nobody may know; who: AP #restricted",
        "/whatif there is shouting at night; then: Ella rings her aunt, who comes; told: yes",
        "KS: Friday is the hardest day.",
    ]);
    driver
}

fn scenes() -> Vec<(&'static str, Room)> {
    let mut looked_back = room_of(&impact());
    draw(&mut looked_back, 80, 16, &Theme::choose(false, false));
    looked_back.press(Key::PageUp);
    let mut pause = impact();
    pause.lines(&["/break Kelly needs some air"]);
    let mut private = impact();
    private.lines(&["/private"]);
    let mut notice = room_of(&impact());
    let seen = RoomState {
        notice: Some("The minutes cannot be read just now (no answer). What stands here may be old. Nothing is lost by it.".into()),
        source: Source::AsWritten {
            at: Some(super::driver::at("14:32")),
        },
        ..notice.seen().clone()
    };
    notice.take(seen);
    let made_up = Driver::meeting("restorative-icpc", true);
    vec![
        ("room_impact", room_of(&impact())),
        ("room_plan", room_of(&plan())),
        ("room_looked_back", looked_back),
        ("room_break", room_of(&pause)),
        ("room_private_time", room_of(&private)),
        ("room_not_live", notice),
        ("room_not_begun", room_of(&prepared("restorative-icpc"))),
        ("room_made_up", room_of(&made_up)),
    ]
}

#[test]
fn the_room_looks_as_it_did() {
    let colour = Theme::choose(false, false);
    let mono = Theme::choose(true, false);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, room) in scenes() {
            let mut out = String::new();
            let looks = [
                (120, 40, "colour", colour),
                (80, 24, "colour", colour),
                (50, 20, "colour", colour),
                (80, 24, "no colour", mono),
                (50, 20, "ASCII signs", mono.with_ascii_signs()),
            ];
            for (columns, rows, palette, theme) in looks {
                let buffer = draw(&mut room.clone(), columns, rows, &theme);
                writeln!(out, "== {columns}x{rows}, {palette}").unwrap();
                let picture = shown(&buffer, Position::ORIGIN, theme.plain);
                // There is no cursor in the room view.
                out.push_str(picture.trim_end_matches("cursor: column 0, row 0\n"));
            }
            insta::assert_snapshot!(name, out);
        }
    });
}

#[test]
fn no_word_that_is_not_for_the_room_stands_in_a_cell() {
    const NEVER: &[&str] = &[
        "bail",
        "upstairs",
        "quiet.",
        "wrong",
        "needs some air",
        "nobody may know",
        "soon",
        "??",
        "restricted",
        "QX",
    ];
    let theme = Theme::choose(false, false);
    for (name, mut room) in scenes() {
        for (columns, rows) in [(50, 20), (80, 24), (120, 40), (200, 60)] {
            let buffer = draw(&mut room, columns, rows, &theme);
            let cells: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            let is_quiet = |word: &&&str| **word != "quiet." || !cells.contains("at night.");
            for never in NEVER.iter().filter(is_quiet) {
                assert!(!cells.contains(*never), "{never} in {name}: {cells}");
            }
        }
    }
}

#[test]
fn private_time_and_breaks_show_nothing_that_was_said() {
    let theme = Theme::choose(false, false);
    for line in ["/private", "/break", "/close"] {
        let mut driver = impact();
        driver.lines(&[line]);
        let said = room_of(&driver)
            .seen()
            .view
            .clone()
            .unwrap()
            .said()
            .to_vec();
        let is_pause = line != "/close";
        let buffer = draw(&mut room_of(&driver), 120, 40, &theme);
        let cells: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        for one in said.iter().filter(|_| is_pause) {
            assert!(!cells.contains(&one.words), "{line}: {cells}");
        }
    }
}

#[test]
fn any_size_can_be_drawn() {
    let theme = Theme::choose(false, true);
    for (_, room) in scenes() {
        for columns in [0, 1, 19, 20, 33, 50, 80, 131, 200] {
            for rows in [0, 1, 4, 5, 7, 12, 20, 24, 60] {
                let mut room = room.clone();
                draw(&mut room, columns, rows, &theme);
                for key in [Key::PageUp, Key::Up, Key::Home, Key::PageDown, Key::End] {
                    room.press(key);
                    draw(&mut room, columns, rows, &theme);
                }
            }
        }
    }
}

#[test]
fn the_newest_is_seen_from_50_by_20_on() {
    let theme = Theme::choose(false, false);
    for (columns, rows) in [(50, 20), (80, 24), (120, 40), (200, 60)] {
        for (driver, newest) in [(impact(), "talking again."), (plan(), "hardest day.")] {
            let buffer = draw(&mut room_of(&driver), columns, rows, &theme);
            let cells: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            assert!(cells.contains(newest), "{columns}x{rows}: {cells}");
        }
    }
}
