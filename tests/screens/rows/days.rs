//! How a day or a time was read stands above the line before Enter, always with its weekday; and why it is not certain.

use super::super::driver::Screen;
use super::super::scenes::impact;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

/// What stands above this line, without the breaks between its rows.
fn above(line: &str) -> String {
    let mut driver = impact();
    driver.typed(line);
    let theme = Theme::of(Colours::Either);
    let (buffer, cursor) = driver.draw(80, 24, &theme);
    let rows = Screen::of(&buffer, Some(cursor), theme.plain).below_the_header();
    let at = rows.iter().position(|row| row.contains('‸')).unwrap();
    let from = rows[..at]
        .iter()
        .rposition(|row| row.contains("───"))
        .unwrap();
    let rows = rows[from + 1..at].iter().map(|row| row.trim());
    rows.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_reading_of_a_day_or_a_time_is_shown_before_enter() {
    // The scenes are on Friday 20 November 2026.
    for (line, shown) in [
        (
            "/action Kelly rings; by: 12 Dec",
            "· Sat 12 Dec 2026 (in 22 days)",
        ),
        (
            "/action Kelly rings; by: next Friday",
            "· Fri 27 Nov 2026 (in 7 days)",
        ),
        ("/action Kelly rings; by: 05/06", "· Sat 5 Jun 2027"),
        (
            "/action Kelly rings; by: in ten working days",
            "· Fri 4 Dec 2026 (in 2 weeks)",
        ),
        ("/date Core group; on: 4 Dec; at: 2.30", "· 14:30"),
        ("/date Core group; on: 4 Dec; at: half two", "· 14:30"),
        ("/child Zoe; born: 4 Mar 2017", "· Sat 4 Mar 2017"),
        (
            "/action Kelly rings; by: next week",
            "to be confirmed: it is a whole week: which day?",
        ),
        (
            "/action Kelly rings; by: Fri 12 Dec",
            "to be confirmed: Sat 12 Dec 2026, not a Fri",
        ),
        (
            "/action Kelly rings; by: 1 Nov 2026",
            "to be confirmed: Sun 1 Nov 2026 is before the meeting",
        ),
        (
            "/child Zoe; born: tomorrow",
            "to be confirmed: Sat 21 Nov 2026 is still to come",
        ),
        (
            "/date Core group; on: 4 Dec; at: 2ish",
            "to be confirmed: a time, such as 14:05",
        ),
    ] {
        let above = above(line);
        assert!(above.contains(shown), "{line}\n{above}");
    }
}
