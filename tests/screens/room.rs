//! The room view in cells: how it looks in every size, and that no restricted word ever appears.

use super::driver::{Driver, Screen, assert_picture, shown};
use super::scenes::{impact, prepared};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::fmt::Write;
use talking_piece::app::protocol::message::Key;
use talking_piece::app::screens::room::{Room, RoomState, Source};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::room::RoomView;
use talking_piece::domain::settings::screen::Colours;
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
    draw(&mut looked_back, 80, 16, &Theme::of(Colours::Either));
    looked_back.press(Key::PageUp);
    let mut pause = impact();
    pause.lines(&["/break Kelly needs some air"]);
    let mut private = impact();
    private.lines(&["/private"]);
    let mut notice = room_of(&impact());
    let seen = RoomState {
        notice: Some("The minutes cannot be read just now (no answer). What is shown here may be out of date. Nothing is lost.".into()),
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
    let colour = Theme::of(Colours::Either);
    let room = room_of(&impact());
    let mut out = String::new();
    for (columns, rows) in [(120, 40), (80, 24), (50, 20)] {
        let buffer = draw(&mut room.clone(), columns, rows, &colour);
        writeln!(out, "== {columns}x{rows}, colour").unwrap();
        out.push_str(&shown(&buffer, None, colour.plain));
    }
    assert_picture("room_impact", &out);
}

fn scene(name: &str, columns: u16, rows: u16, theme: Theme) -> Screen {
    let (_, mut room) = scenes().into_iter().find(|(it, _)| *it == name).unwrap();
    Screen::of(&draw(&mut room, columns, rows, &theme), None, theme.plain)
}

pub fn drawn_in(columns: u16, rows: u16, theme: &Theme) -> Vec<(&'static str, Buffer)> {
    let drawn = scenes().into_iter();
    drawn
        .map(|(name, mut room)| (name, draw(&mut room, columns, rows, theme)))
        .collect()
}

fn colour(name: &str) -> Screen {
    scene(name, 80, 24, Theme::of(Colours::Either))
}

fn ascii_signs(name: &str) -> Screen {
    let theme = Theme::without_colour().with_ascii_signs();
    scene(name, 50, 20, theme)
}

#[test]
fn before_the_beginning_the_room_says_so_and_practice_says_that_it_is_made_up() {
    colour("room_not_begun").shows(
        "
        |
        |     ELLA    NOAH    ROBIN
        |
        |     RESTORATIVE INITIAL CONFERENCE
        |
        |     We have not begun yet.
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |
        |     q leave
        ",
    );
    let made_up = colour("room_made_up");
    made_up.shows(
        "
        |
        |     PRACTICE · everything is made up
        |
        |     RESTORATIVE INITIAL CONFERENCE
        |
        |     We have not begun yet.
        |
        ",
    );
    assert_eq!(made_up.style_of("PRACTICE · everything"), "R".repeat(21));
}

#[test]
fn the_plan_stands_in_the_room_as_far_as_it_may_be_known() {
    let plan = colour("room_plan");
    plan.shows(
        "
        |     ELLA ● letter    NOAH    ROBIN
        |
        |     7  THE PLAN                                               part 7 of 10
        |        Which of the family's own ideas come first?
        |
        |     The talking piece is with Kelly Smith. Next: Dan Smith
        |
        |     THE PLAN                                                     1 earlier
        |      2  Dan sees the night worker every week
        |         Dan Smith · by Fri 4 Dec 2026 · we will know: three visits by
        |         Christmas
        |      3  Books speech therapy for Noah
        |         J Okafor
        |
        |     IF SOMETHING GOES WRONG
        |      1  there is shouting at night
        |         then: Ella rings her aunt, who comes
        |
        |
        |
        |     ▶ Kelly Smith
        |       Friday is the hardest day.
        |     Up look back   q leave
        ",
    );
    assert_eq!(plan.style_of("J Okafor"), ".".repeat(8));
    ascii_signs("room_plan").shows(
        "
        |  ELLA * letter    NOAH    ROBIN
        |
        |  7  THE PLAN                       part 7 of 10
        |     Which of the family's own ideas come first?
        |
        |  The talking piece is with Kelly Smith.
        |  Next: Dan Smith
        |
        |  THE PLAN                             2 earlier
        |   3  Books speech therapy for Noah
        |      J Okafor
        |
        |  IF SOMETHING GOES WRONG
        |   1  there is shouting at night
        |      then: Ella rings her aunt, who comes
        |
        |
        |  > Kelly Smith
        |    Friday is the hardest day.
        |  Up look back   q leave
        ",
    );
    scene("room_plan", 120, 40, Theme::of(Colours::Either)).shows(
        "
        |               What can your agency do that will matter most to this child?
        |               Who does it, by which day, and how will we see that it helped?
        |
        |            The talking piece is with Kelly Smith. Next: Dan Smith
        |
        |            THE PLAN
        |             1  Kelly asks her sister to stay on Fridays
        |                Kelly Smith · by Fri 27 Nov 2026 · we will know: Ella says it was quiet
        |             2  Dan sees the night worker every week
        |                Dan Smith · by Fri 4 Dec 2026 · we will know: three visits by Christmas
        |             3  Books speech therapy for Noah
        |                J Okafor
        |
        |            IF SOMETHING GOES WRONG
        ",
    );
}

#[test]
fn who_looks_back_in_the_room_sees_where_the_newest_is() {
    colour("room_looked_back").shows(
        "
        |     The talking piece is with A Patel. Next: Dan Smith
        |
        |       “I want it quiet at night.”
        |
        |     4.2  WHAT IT DOES TO THEM
        |
        |       Kelly Smith
        |       I did not know she heard it.
        |
        |       J Okafor, health visitor · strength
        |       Ella runs to her mum at nursery.
        |
        |       A Patel, social worker · worry
        |       Ella has missed nine days of school.
        |
        |     ▶ A Patel, social worker
        |       Noah has stopped talking again.
        |     Looking back   End newest   q leave
        ",
    );
}

#[test]
fn pauses_and_private_time_stand_alone_in_the_room() {
    let pause = colour("room_break");
    pause.shows(
        "
        |
        |     ELLA ● letter    NOAH    ROBIN
        |
        |     A BREAK
        |
        |     Since 14:30. Nothing is written down.
        |
        |
        |
        ...
        |
        |     q leave
        ",
    );
    assert_eq!(pause.style_of("A BREAK"), "B".repeat(7));
    let private = colour("room_private_time");
    private.shows(
        "
        |
        |     ELLA ● letter    NOAH    ROBIN
        |
        |     PRIVATE TIME
        |
        |     The family has been on its own since 14:30. Nothing is written down.
        |
        |
        |
        ...
        |
        |     q leave
        ",
    );
    assert_eq!(private.style_of("PRIVATE TIME"), "B".repeat(12));
}

#[test]
fn what_is_not_live_in_the_room_says_so_and_since_when() {
    let old = colour("room_not_live");
    old.shows(
        "
        |
        |     ▶ A Patel, social worker
        |       Noah has stopped talking again.
        |     The minutes cannot be read just now (no answer). What is shown here
        |     may be out of date. Nothing is lost.
        |     Not live: as it was written at 14:32 on 20 November
        |     Up look back   q leave
        ",
    );
    assert_eq!(old.style_of("The minutes cannot"), "B".repeat(18));
    assert_eq!(old.style_of("Not live:"), "B".repeat(9));
    ascii_signs("room_not_live").shows(
        "
        |  ELLA * letter    NOAH    ROBIN
        |
        |  4.2  WHAT IT DOES TO THEM       part 4.2 of 10
        |       What has this been like for this child,
        |       day by day?
        |
        |  The talking piece is with A Patel.
        ...
        |    A Patel, social worker - worry
        |    Ella has missed nine days of school.
        |
        |  > A Patel, social worker
        |    Noah has stopped talking again.
        |  The minutes cannot be read just now (no
        |  answer). What is shown here may be out of
        |  date. Nothing is lost.
        |  Not live: as it was written at 14:32 on 20 No~
        |  Up look back   q leave
        ",
    );
}

#[test]
fn without_colour_the_room_tells_its_parts_apart_by_weight() {
    let room = scene("room_impact", 80, 24, Theme::without_colour());
    assert_eq!(room.style_of("WHAT IT DOES TO THEM"), "B".repeat(20));
    assert_eq!(room.style_of("▶ A Patel"), "B".repeat(9));
    assert_eq!(room.style_of("strength"), ".".repeat(8));
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
    let theme = Theme::of(Colours::Either);
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
    let theme = Theme::of(Colours::Either);
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
    let theme = Theme::of(Colours::HighContrast);
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
    let theme = Theme::of(Colours::Either);
    for (columns, rows) in [(50, 20), (80, 24), (120, 40), (200, 60)] {
        for (driver, newest) in [(impact(), "talking again."), (plan(), "hardest day.")] {
            let buffer = draw(&mut room_of(&driver), columns, rows, &theme);
            let cells: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            assert!(cells.contains(newest), "{columns}x{rows}: {cells}");
        }
    }
}
