//! The blocks `lines` and `shows`: what a page says is typed is typed, in a practice meeting of today, and what it says
//! is shown is on the screen.

use super::blocks::{Block, blocks, count, faults, has, one_line};
use crate::journeys::driver::{Driver, begun_from_on};
use crate::journeys::practice::{conference_lines, prepared, review_prepared, take};
use crate::screens::driver::{Screen, draw};
use chrono::{DateTime, Duration, FixedOffset};
use std::collections::HashMap;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::plain::Plain;
use talking_piece::ui::Theme;

/// Every example of the manual is of this day.
fn today() -> DateTime<FixedOffset> {
    "2026-11-27T14:00:00+00:00".parse().unwrap()
}

fn conference(now: DateTime<FixedOffset>, lines: &[String]) -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.now = now;
    take(&mut d, lines);
    d
}

/// The meeting that `practice` opens, or `practice --review`.
fn practice(is_review: bool) -> Driver {
    let mut d = if is_review {
        let last = conference(today() - Duration::weeks(12), &conference_lines(2026));
        begun_from_on(&last.editor().meeting, "restorative-rcpc", today())
    } else {
        conference(today(), &prepared(2026))
    };
    if is_review {
        take(&mut d, &review_prepared(2026));
    }
    d
}

/// What the screen says, at the size of most terminals.
fn screen(d: &Driver) -> String {
    let theme = Theme::without_colour();
    let (buffer, cursor) = draw(&d.app, 80, 24, &theme);
    Screen::of(&buffer, Some(cursor), theme.plain).text()
}

/// Types one line and Enter, as far as the remark behind it. What the screen said before and after Enter.
fn enter(d: &mut Driver, row: &str) -> Result<String, String> {
    let typed = row.split("   ").next().unwrap_or_default();
    d.press(typed);
    let mut seen = screen(d);
    d.app.outcome = Outcome::Nothing;
    d.press("⏎");
    seen = format!("{seen}\n\n{}", screen(d));
    match &d.app.outcome {
        Outcome::Refused(why) => Err(format!("refused: {why}")),
        _ => Ok(seen),
    }
}

/// The number of blocks that were typed or looked for, and what was not as the page says.
fn run(page: &str) -> (usize, Vec<String>) {
    let mut meetings: HashMap<&str, Driver> = HashMap::new();
    let (mut ran, mut faults) = (0, Vec::new());
    // What the last line before showed, unless something else came in between.
    let mut seen = None;
    for block in blocks(page) {
        match block.word {
            "lines" | "lines review" => {
                let d = meetings
                    .entry(block.word)
                    .or_insert_with(|| practice(block.word == "lines review"));
                seen = Some(type_all(d, &block, &mut faults));
                ran += 1;
            }
            "lines plain" => {
                let d = meetings
                    .entry(block.word)
                    .or_insert_with(|| practice(false));
                d.app.one_line_at_a_time = true;
                seen = Some(read_out(d, &block, &mut faults));
                ran += 1;
            }
            "shows" => {
                let words = seen.clone().unwrap_or_default();
                for (number, row) in block.rows.iter().enumerate() {
                    if !has(&one_line(&words), &one_line(row)) {
                        let place = block.place(number);
                        faults.push(format!(
                            "{place}\n  is not shown before or after Enter:\n{words}"
                        ));
                    }
                }
                if block.rows.is_empty() {
                    faults.push(format!("line {}: shows nothing", block.at));
                }
                ran += 1;
            }
            _ => seen = None,
        }
    }
    (ran, faults)
}

fn type_all(d: &mut Driver, block: &Block<'_>, faults: &mut Vec<String>) -> String {
    let mut seen = String::new();
    for (number, row) in block.rows.iter().enumerate() {
        match enter(d, row) {
            Ok(words) => seen = words,
            Err(why) => faults.push(format!("{}\n  {why}", block.place(number))),
        }
    }
    seen
}

/// The same with `--plain`, where lines are read out instead.
fn read_out(d: &mut Driver, block: &Block<'_>, faults: &mut Vec<String>) -> String {
    let mut plain = Plain::default();
    let mut seen = String::new();
    for (number, row) in block.rows.iter().enumerate() {
        for message in plain.take(&d.app, row) {
            d.send(message);
        }
        if let Outcome::Refused(why) = &d.app.outcome {
            faults.push(format!("{}\n  refused: {why}", block.place(number)));
        }
        seen = plain.tell(&d.app).join("\n");
    }
    seen
}

#[test]
fn what_the_manual_types_is_taken_and_shown_as_it_says() {
    let (ran, faults) = faults(run);
    assert!(
        faults.is_empty(),
        "{} examples are not as the program does it. Mend the page, or the program:\n\n{}",
        faults.len(),
        faults.join("\n\n")
    );
    assert_eq!(
        ran,
        count("lines") + count("shows"),
        "blocks that were passed over"
    );
    assert!(ran > 100, "only {ran} blocks were found");
}

#[test]
fn a_wrong_example_is_found() {
    let right = "```lines\n/begin\n/arrive all\nk: I was scared   a remark\n```\n```shows\nKasia … mother\n```\n";
    assert_eq!(run(right), (2, Vec::new()));
    for (from, to) in [
        ("Kasia … mother", "Kasia … father"),
        ("Kasia … mother", "mother, Kasia"),
        ("/begin", "/beginn"),
        ("/arrive all", "/arrive nobody"),
        ("```shows", "Nothing.\n```sh\ntrue\n```\n```shows"),
    ] {
        let wrong = right.replace(from, to);
        assert_ne!(wrong, right);
        let (_, faults) = run(&wrong);
        assert!(
            !faults.is_empty(),
            "{to:?} instead of {from:?} is not found"
        );
    }
}
