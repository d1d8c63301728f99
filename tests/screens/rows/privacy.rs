//! The privacy screen: no scene leaves a word on it, nothing typed is lost, and it comes by itself only where it may.

use super::super::driver::{Driver, Screen};
use super::super::scenes::{all, driver_of, impact};
use ratatui::style::Style;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::screens::privacy::is_at_the_line;
use talking_piece::domain::problem::Problem;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

fn rows(driver: &Driver, columns: u16, rows: u16) -> String {
    let (buffer, cursor) = driver.draw(columns, rows, &Theme::of(Colours::Either));
    Screen::of(&buffer, Some(cursor), Style::default()).text()
}

fn hidden(mut driver: Driver) -> Driver {
    driver.keys(&[Key::F(12)]);
    driver
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn f12_hides_every_scene_at_every_size_and_shows_it_again_as_it_was() {
    for (name, driver) in all() {
        let status = &driver.app.status;
        let more = match (status.alarm(), status.urgency) {
            (Some((sign, _)), _) => format!(" {sign}"),
            (None, urgency) if urgency == Default::default() => String::new(),
            _ => " ! There is something to read.".to_owned(),
        };
        for (columns, height) in [(80, 24), (50, 20)] {
            let mut driver = driver.clone();
            let before = rows(&driver, columns, height);
            driver.keys(&[Key::F(12)]);
            let hidden = match is_at_the_line(&driver.app) {
                true => "F12 shows it again. What you type is kept, and Enter records it unseen.",
                false => "F12 shows it again, and what you type is kept.",
            };
            let expected = format!("This screen is hidden; {hidden}{more}");
            assert_eq!(flat(&rows(&driver, columns, height)), expected, "{name}");
            driver.keys(&[Key::F(12)]);
            assert_eq!(rows(&driver, columns, height), before, "{name}");
        }
        // However small, no word of the meeting.
        for (columns, height) in [(20, 5), (1, 1)] {
            let shown = flat(&rows(&hidden(driver.clone()), columns, height));
            assert!(
                !shown.contains("Ella") && !shown.contains("Kelly"),
                "{name}: {shown}"
            );
        }
    }
}

#[test]
fn what_is_typed_for_the_minutes_is_kept_and_recorded_while_nothing_can_be_seen() {
    let mut driver = hidden(impact());
    driver
        .typed("KS: he sleeps nowx")
        .keys(&[Key::Backspace, Key::Enter]);
    assert!(driver.app.is_hidden);
    driver.send(Message::Paste("KS: and she is calm".to_owned()));
    assert!(!rows(&driver, 80, 24).contains("calm"));
    driver.keys(&[Key::F(12)]);
    let shown = rows(&driver, 80, 24);
    assert!(
        shown.contains("he sleeps now\n") && shown.contains("KS: and she is calm"),
        "{shown}"
    );
    assert!(!shown.contains("nowx"), "{shown}");
}

#[test]
fn a_line_that_is_not_taken_waits_and_the_screen_says_so_without_a_word_of_it() {
    let mut driver = hidden(impact());
    driver.typed("/nosuchcommand").keys(&[Key::Enter]);
    let shown = rows(&driver, 80, 24);
    assert!(shown.contains("! There is something to read."), "{shown}");
    assert!(!shown.contains("nosuch"), "{shown}");
    driver.keys(&[Key::Esc]);
    assert!(rows(&driver, 80, 24).contains("/nosuchcommand"));
}

#[test]
fn a_key_that_no_line_takes_shows_the_screen_and_does_nothing_else() {
    let keys = [
        Key::Enter,
        Key::Tab,
        Key::Esc,
        Key::Up,
        Key::Ctrl('z'),
        Key::Ctrl('q'),
        Key::F(1),
    ];
    for scene in ["home", "page", "due_dates", "closed", "impact"] {
        let driver = match scene {
            "impact" => impact(),
            name => driver_of(name).clone(),
        };
        let before = rows(&driver, 80, 24);
        for key in keys
            .into_iter()
            .chain((!matches!(scene, "impact" | "closed")).then_some(Key::Char('x')))
        {
            let mut driver = hidden(driver.clone());
            driver.keys(&[key]);
            assert_eq!(rows(&driver, 80, 24), before, "{scene}, {key:?}");
        }
        let mut driver = hidden(driver);
        driver.send(Message::Wheel {
            arrow: Key::Up,
            rows: 3,
        });
        assert!(driver.app.is_hidden, "a hand on the mouse shows nothing");
    }
}

#[test]
fn what_is_not_saved_is_told_on_the_hidden_screen_too() {
    let mut driver = hidden(impact());
    driver.send(Message::SaveFailed(Problem::not_saved_or_read(
        "The disk of Ella is full.",
    )));
    let shown = rows(&driver, 50, 20);
    assert!(
        shown.contains("NOT SAVED") && !shown.contains("Ella"),
        "{shown}"
    );
}

#[test]
fn the_command_hides_too_and_leaves_nothing_in_the_line() {
    let mut driver = impact();
    driver.typed("/private-screen").keys(&[Key::Enter]);
    assert!(driver.app.is_hidden);
    driver.typed("/private-screen").keys(&[Key::Enter]);
    assert!(!driver.app.is_hidden);
    assert!(!rows(&driver, 80, 24).contains("private-screen"));
    // On the list of meetings, too.
    let mut driver = driver_of("home").clone();
    driver.typed("/private-screen").keys(&[Key::Enter]);
    assert!(driver.app.is_hidden);
}

#[test]
fn after_a_while_lists_and_past_minutes_are_hidden_and_a_meeting_never() {
    for (name, driver) in all() {
        let mut driver = driver.clone();
        let phase = driver
            .app
            .editor
            .as_ref()
            .map(|editor| editor.meeting.phase().word());
        driver.send(Message::Idle);
        let may = matches!(phase, None | Some("closed"));
        assert_eq!(driver.app.is_hidden, may, "{name}: {phase:?}");
    }
}

#[test]
fn where_lines_are_printed_the_command_says_what_to_do_instead() {
    let mut driver = impact();
    driver.app.one_line_at_a_time = true;
    driver.lines(&["/private-screen"]);
    assert!(!driver.app.is_hidden);
    assert!(
        driver
            .app
            .status
            .words
            .contains("no privacy screen without screens")
    );
}
