//! What a key costs: the cells it changes, and what is computed for them.

use super::driver::{Driver, draw};
use super::scenes::impact;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

fn changed(driver: &mut Driver, letter: &str) -> usize {
    let theme = Theme::of(Colours::Either);
    let (before, _) = draw(&driver.app, 80, 24, &theme);
    driver.typed(letter);
    let (after, _) = draw(&driver.app, 80, 24, &theme);
    before.diff(&after).len()
}

#[test]
fn a_letter_in_a_sentence_changes_one_cell() {
    let mut driver = impact();
    driver.typed("DS: I keep thin");
    for letter in ["k", "i", "n", "g"] {
        assert_eq!(changed(&mut driver, letter), 1, "{letter}");
    }
}

#[test]
fn a_letter_after_a_sign_changes_one_cell() {
    let mut driver = impact();
    driver.typed("AP: ! nine da");
    assert_eq!(changed(&mut driver, "y"), 1);
}

#[test]
fn a_second_that_brings_nothing_new_changes_nothing() {
    let theme = Theme::of(Colours::Either);
    let mut driver = impact();
    driver.clock("14:31");
    let (before, _) = draw(&driver.app, 80, 24, &theme);
    driver.app.now += chrono::Duration::seconds(20);
    let (after, _) = draw(&driver.app, 80, 24, &theme);
    assert_eq!(before.diff(&after).len(), 0);
}

/// Drawing 2,000 contributions of 500 characters costs hardly more than drawing 20 of them, because only what is
/// visible is wrapped. (Walking over the list costs something; wrapping it all would cost a hundred times more.)
#[test]
fn a_long_meeting_is_drawn_nearly_as_fast_as_a_short_one() {
    let theme = Theme::of(Colours::Either);
    let words = "KS: ".to_owned() + &"the house was quiet again ".repeat(20);
    let mut driver = impact();
    let best = |driver: &Driver| {
        (0..30)
            .map(|_| {
                let begun = std::time::Instant::now();
                draw(&driver.app, 80, 24, &theme);
                begun.elapsed()
            })
            .min()
            .unwrap()
    };
    for _ in 0..20 {
        driver.lines(&[&words]);
    }
    let short = best(&driver);
    for _ in 0..1980 {
        driver.lines(&[&words]);
    }
    let long = best(&driver);
    println!("short {short:?}, long {long:?}");
    assert!(long < short * 12, "short {short:?}, long {long:?}");
}

/// Reading on in a page changes the visible rows, and a letter that finds nothing new changes one cell of the line.
#[test]
fn a_letter_on_a_page_changes_little() {
    let mut driver = super::scenes::page(false, None);
    driver.typed("quiet at nigh");
    let changes = changed(&mut driver, "t");
    // The letter, and the mark over the same letter on the page.
    assert!(changes <= 2, "{changes}");
}
