//! The last row: what can be done now, from the table that dispatches the keys, and the keys of the line.

use crate::app::action::{Place, in_place, key_words};
use crate::app::desk::Purpose;
use crate::domain::line::Line;
use crate::domain::meeting::Phase;
use crate::ui::Look;
use crate::ui::paper::{Paper, Row};
use crate::ui::text::width;
use ratatui::layout::Rect;

/// A key, what it does, and its rank: the highest go first when there is no room (help never does).
type Hint = (String, String, u8);

/// Draws the footer of a screen with a line.
pub fn draw(look: &Look<'_>, paper: &mut Paper<'_>, area: Rect) {
    let hints = hints(look);
    write(paper, area, hints);
}

/// Draws the footer of a list without a line.
pub fn of_list(paper: &mut Paper<'_>, area: Rect, place: Place, keys: &[(&str, &str)]) {
    let mut hints = of_table(place);
    hints.extend(fixed(keys, 2));
    hints.sort_by_key(|(.., rank)| *rank);
    write(paper, area, hints);
}

fn fixed<'a>(keys: &'a [(&'a str, &'a str)], from: u8) -> impl Iterator<Item = Hint> + use<'a> {
    keys.iter()
        .zip(from..)
        .map(|((key, does), rank)| ((*key).to_owned(), (*does).to_owned(), rank))
}

fn of_table(place: Place) -> Vec<Hint> {
    let ranked = in_place(place).filter(|action| action.footer > 0);
    ranked
        .map(|action| match action.keys.first() {
            Some(key) => (key_words(*key), action.title.to_owned(), action.footer),
            None => (
                format!("/{}", action.command),
                action.title.to_owned(),
                action.footer,
            ),
        })
        .map(|(key, does, rank)| {
            // "/begin begin" says it once.
            let does = if key.trim_start_matches('/') == does {
                String::new()
            } else {
                does
            };
            (key, does, rank)
        })
        .collect()
}

fn hints(look: &Look<'_>) -> Vec<Hint> {
    let desk = look.desk;
    let place = look.app.place;
    let help: Vec<Hint> = of_table(place)
        .into_iter()
        .filter(|(.., rank)| *rank == 9)
        .collect();
    let keys: &[(&str, &str)] = if desk.selected.is_some() && desk.line.is_empty() {
        &[
            ("Enter", "edit"),
            ("a", "add words"),
            ("x", "strike out"),
            ("m", "mark"),
            ("Esc", "back"),
        ]
    } else if look.has_list() && desk.line.text().starts_with('/') {
        let is_form = matches!(look.line, Line::Form(_));
        if is_form {
            &[
                ("Enter", "record"),
                ("Tab", "take"),
                ("Up Down", "choose"),
                ("Esc", "set aside"),
            ]
        } else {
            &[
                ("Tab", "take"),
                ("Up Down", "choose"),
                ("Enter", "do"),
                ("Esc", "back"),
            ]
        }
    } else if look.has_list() {
        &[("Enter", "record"), ("Tab", "take"), ("Esc", "set aside")]
    } else if matches!(look.line, Line::Form(_)) {
        &[
            ("Enter", "record"),
            ("Tab", "next field"),
            ("Esc", "set aside"),
        ]
    } else {
        let mut all = of_table(place);
        if desk.meeting.phase() == Phase::Closed {
            all.retain(|(.., rank)| *rank == 9);
        }
        all.extend(fixed(of_words(look), 2));
        all.sort_by_key(|(.., rank)| *rank);
        return all;
    };
    fixed(keys, 1).chain(help).collect()
}

/// The keys of the line, as it is.
fn of_words(look: &Look<'_>) -> &'static [(&'static str, &'static str)] {
    let desk = look.desk;
    let phase = desk.meeting.phase();
    match (&desk.purpose, desk.line.is_empty(), look.app.place) {
        (Purpose::About(_), ..) => &[("Enter", "do it"), ("Esc", "leave it as it was")],
        (Purpose::Edit(_) | Purpose::Append(_), ..) => {
            &[("Enter", "change it"), ("Esc", "leave it as it was")]
        }
        (_, true, Place::Close) => &[
            ("Enter", "go there"),
            ("Up Down", "choose"),
            ("/", "commands"),
            ("Esc", "back to the meeting"),
        ],
        (_, false, _) if matches!(look.line, Line::Command { .. }) => {
            &[("Enter", "do it"), ("Esc", "set aside")]
        }
        (_, false, Place::Close) => &[("Enter", "this is why"), ("Esc", "set aside")],
        (_, true, Place::Prepare) => &[("/", "commands"), ("Up", "people")],
        (_, true, _) if desk.meeting.private_time_on().is_some() => {
            &[("/private", "end it"), ("/", "commands")]
        }
        (_, true, _) if phase == Phase::Closed => &[
            ("/home", "all meetings"),
            ("/", "commands"),
            ("/reopen", "open it again"),
        ],
        (_, true, _) => &[("Tab", "next person"), ("/", "commands"), ("Up", "entries")],
        (_, false, Place::Prepare) => &[("Enter", "record"), ("Esc", "set aside")],
        // As wide as "Tab next person": the key after it stays where it is, and is not written twice for every entry.
        (_, false, _) => &[("Enter", "record   "), ("Esc", "set aside")],
    }
}

fn write(paper: &mut Paper<'_>, area: Rect, mut hints: Vec<Hint>) {
    let theme = *paper.theme;
    let long = |hints: &[Hint]| -> usize {
        hints
            .iter()
            .map(|(key, does, _)| width(key) + width(does) + 4)
            .sum::<usize>()
            .saturating_sub(3)
    };
    while hints.len() > 1 && long(&hints) > usize::from(area.width) {
        let unneeded = hints.iter().rposition(|(.., rank)| *rank < 9);
        hints.remove(unneeded.unwrap_or(hints.len() - 1));
    }
    let mut row = Row::default();
    for (key, does, _) in hints {
        let gap = if does.is_empty() { "  " } else { "   " };
        row = row
            .and(key, theme.strong)
            .and(format!(" {does}{gap}"), theme.plain);
    }
    paper.row(area, 0, &row);
}
