//! Closing with gaps, and what comes after: the rows in question.

use super::super::scenes::{scene, scene_at};

#[test]
fn a_reason_is_typed_for_the_chosen_gap() {
    scene("close_reason").shows(
        "
        | Before closing: 37 things are missing                     24 below (Page Down)
        |
        |>○ Noah has not been heard.
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | Why it stays open: Noah has not been heard.
        | nobody had time for it‸
        | Enter this is why   Esc set aside   F1 help
        ",
    );
}

#[test]
fn a_reason_may_be_given_to_all_of_a_kind() {
    for (columns, rows) in [(80, 24), (50, 20)] {
        use super::super::driver::{Driver, draw};
        let mut d = Driver::meeting("restorative-icpc", false);
        d.lines(&[
            "/child Ella; born: 4 Mar 2017",
            "/begin",
            "/view Ella; by: letter; words: so",
        ]);
        d.lines(&["/close"]);
        d.typed("nobody had time");
        let theme = talking_piece::ui::Theme::without_colour();
        let (buffer, _) = draw(&d.app, columns, rows, &theme);
        let text: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
        assert!(text.contains("Why it stays open (Tab: all "), "{text}");
        assert!(text.contains("Tab for all alike"), "{text}");
    }
}

#[test]
fn a_reason_with_no_gap_chosen_is_asked_about_and_stays_in_the_line() {
    let several = scene("close_no_gap_chosen");
    several.shows(
        "
        | Before closing: 37 things are missing                     24 below (Page Down)
        |
        |>○ Noah has not been heard.
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | ! Several are open. Enter makes these words the reason for: Noah has not been
        | heard. Esc sets them aside, to choose another.
        | nobody had time for it‸
        | Enter this is why   Esc set aside   F1 help
        ",
    );
    assert_eq!(several.style_of("! Several"), "B".repeat(9));
}

#[test]
fn one_reason_for_everything_is_not_enough() {
    let closed = scene("closed");
    closed.shows(
        "
        | Before closing: 37 things are missing                     24 below (Page Down)
        |
        |‸>○ Noah has not been heard.
        ...
        | quorate: 4 agencies here, 3 needed ────────────────────────────────────────────
        | ! Noah has not been heard. This needs its own reason: type it, and Enter.
        | Enter alone goes there. Your line is set aside (/aside).
        |
        | Enter go there  Up Down choose  / commands  Esc back to the meeting  F1 help
        ",
    );
    assert_eq!(closed.style_of("! Noah"), "B".repeat(6));
}

#[test]
fn the_list_says_that_it_goes_on_until_its_end_is_seen() {
    use super::super::driver::Driver;
    use talking_piece::app::protocol::message::{Key, Message};
    let more = |d: &Driver, columns, rows| {
        let (buffer, _) = super::super::driver::draw(
            &d.app,
            columns,
            rows,
            &talking_piece::ui::Theme::without_colour(),
        );
        let text: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
        (text.contains(" below "), text.contains("Close the meeting"))
    };
    for (columns, rows) in [(80, 24), (50, 20), (130, 30)] {
        let mut d = Driver::meeting("restorative-icpc", false);
        d.lines(&["/child Ella", "/person KS Kelly Smith", "/begin", "/close"]);
        assert_eq!(more(&d, columns, rows), (true, false));
        let mut turns = 0;
        while !more(&d, columns, rows).1 {
            assert!(more(&d, columns, rows).0, "{columns}x{rows}");
            d.send(Message::Key(Key::PageDown));
            turns += 1;
            assert!(turns < 9);
        }
        assert!(!more(&d, columns, rows).0, "{columns}x{rows}");
        for _ in 0..turns {
            d.send(Message::Key(Key::PageUp));
        }
        assert!(more(&d, columns, rows).0, "{columns}x{rows}");
    }
}

#[test]
fn after_closing_the_screen_says_what_comes_next() {
    let closed = scene("after_closing");
    let heard = closed.header();
    assert!(heard.contains("●letter  Noah"), "{heard}");
    assert_eq!(heard.matches("–not asked").count(), 2, "{heard}");
    closed.shows(
        "
        |  1 ✓ Welcome         │ The meeting was closed at 14:32.
        |  2 – Why we are here │ ───────────────────────────────────────────────────────
        |  3 ✓ What has happen…│ What comes next:
        |  4 ✓ Impact on the c…│ /papers   who gets which papers, and what is left out
        |  5   How the family… │ /minutes with the Chair
        |  6   Making things b…│ /circulated KS; copy: family's copy
        |  7   The plan        │ /correction passage: …; wanted: …; asked by: …
        |  8   The decision    │ /home   Enter there reads these minutes
        |  9   Who helps, and… │ /quit   says where minutes.json is
        | 10   Before we go    │
        |                      │
        ...
        |──────────────────────┴─────────────────────────────────────────────────────────
        | The meeting is closed; the minutes are written.
        | ‸
        | /home all meetings   / commands   /reopen open it again   F1 help
        ",
    );
    for (columns, rows, child) in [(50, 20, "–  Robin"), (20, 5, "–  RO –")] {
        let narrow = scene_at("after_closing", columns, rows);
        assert!(narrow.header().contains(child), "{}", narrow.header());
    }
}
