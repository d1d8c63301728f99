//! The last row: what can be done now, from the table that dispatches the keys, and the keys of the line.

use crate::app::App;
use crate::app::editing::completion::{command_instead, line_instead};
use crate::app::editing::stash::Purpose;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::app::screens::close::alike_of_reason;
use crate::domain::line::Line;
use crate::domain::meeting::Phase;
use crate::ui::DrawContext;
use crate::ui::paper::{Paper, Row};
use crate::ui::text::width;
use ratatui::layout::Rect;

/// A key, what it does, and its rank: when there is no room, the highest go first (help never does).
type Hint = (String, String, u8);

pub fn draw(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) {
    let hints = hints(look);
    write(paper, area, hints);
}

pub fn of_list(paper: &mut Paper<'_>, area: Rect, app: &App, keys: &[(&str, &str)]) {
    let mut hints = of_table(app);
    hints.extend(fixed(keys, 2));
    hints.sort_by_key(|(.., rank)| *rank);
    write(paper, area, hints);
}

fn fixed<'a>(keys: &'a [(&'a str, &'a str)], from: u8) -> impl Iterator<Item = Hint> + use<'a> {
    keys.iter()
        .zip(from..)
        .map(|((key, does), rank)| ((*key).to_owned(), (*does).to_owned(), rank))
}

fn of_table(app: &App) -> Vec<Hint> {
    let rows = app.commands.in_place(app.place);
    rows.filter_map(|row| Some((row, row.footer?)))
        // No key should need Ctrl: an action without a plain key is shown by its command.
        .map(|(row, (rank, title))| {
            let key = row.keys.iter().find(|key| is_plain(**key));
            let key = key.map_or_else(|| format!("/{}", row.command), |key| key.words());
            (key, title.to_owned(), rank)
        })
        .map(|(key, does, rank)| {
            // Avoids repeating itself, as in "/begin begin" and "/next next section".
            let said = key.strip_prefix('/');
            let does = if said.is_some_and(|said| does.split(' ').next() == Some(said)) {
                String::new()
            } else {
                does
            };
            (key, does, rank)
        })
        .collect()
}

/// Every keyboard and terminal has it, and no other key is held down. Help is F1 everywhere.
fn is_plain(key: Key) -> bool {
    matches!(key, Key::Char(_) | Key::F(1))
}

fn hints(look: &DrawContext<'_>) -> Vec<Hint> {
    let editor = look.editor;
    let changes = matches!(editor.purpose, Purpose::Edit(_) | Purpose::Append(_));
    let (enter, esc) = match changes {
        true => ("change it", "leave it as it was"),
        false => ("record", "set aside"),
    };
    let help: Vec<Hint> = of_table(look.app)
        .into_iter()
        .filter(|(.., rank)| *rank == 9)
        .collect();
    if editor.read_only.is_some() && !look.has_list() {
        return fixed(of_a_reader(look), 1).chain(help).collect();
    }
    let keys: &[(&str, &str)] = if editor.selected.is_some() && editor.line.is_empty() {
        &[
            ("Enter", "edit"),
            ("/append", ""),
            ("/strike", ""),
            ("/mark", ""),
            ("Esc", "back"),
        ]
    } else if look.has_list() && editor.line.text().starts_with('/') {
        let is_form = matches!(look.line, Line::Form(_));
        if is_form {
            &[
                ("Enter", enter),
                ("Tab", "take"),
                ("Up Down", "choose"),
                ("Esc", esc),
            ]
        } else {
            &[
                ("Tab", "take"),
                ("Up Down", "choose"),
                ("Enter", "do"),
                ("Esc", "back"),
            ]
        }
    } else if editor.purpose == Purpose::Pasted {
        &[("Enter", "record each"), ("Tab", "one entry"), ("Esc", esc)]
    } else if look.has_list() {
        &[("Enter", enter), ("Tab", "take"), ("Esc", esc)]
    } else if matches!(look.line, Line::Form(_)) {
        &[("Enter", enter), ("Tab", "next field"), ("Esc", esc)]
    } else if command_instead(
        &look.line,
        editor.line.text(),
        look.app.commands,
        look.app.place,
    )
    .is_some()
    {
        &[("Tab", "that command"), ("Esc", esc)]
    } else if line_instead(editor, &look.line).is_some() {
        &[("Enter", "as it is"), ("Tab", "that line"), ("Esc", esc)]
    } else {
        let mut all = of_table(look.app);
        // Commands only start on an empty line.
        if editor.meeting.phase() == Phase::Closed || !editor.line.is_empty() {
            all.retain(|(.., rank)| *rank == 9);
        }
        if editor.meeting.phase() == Phase::Preparing {
            all.retain(|(key, ..)| key != "/next");
        }
        all.extend(fixed(of_words(look), 2));
        all.sort_by_key(|(.., rank)| *rank);
        return all;
    };
    fixed(keys, 1).chain(help).collect()
}

fn of_a_reader(look: &DrawContext<'_>) -> &'static [(&'static str, &'static str)] {
    let editor = look.editor;
    match (
        editor.line.is_empty(),
        editor.selected.is_some(),
        editor.open_elsewhere,
    ) {
        (true, true, _) => &[("Up Down", "choose"), ("Esc", "back")],
        (true, false, true) => &[
            ("Enter", "look again"),
            ("Up", "entries"),
            ("/", "commands"),
            ("/home", "all meetings"),
        ],
        (true, false, false) => &[
            ("Up", "entries"),
            ("/", "commands"),
            ("/home", "all meetings"),
        ],
        (false, ..) if matches!(look.line, Line::Command { .. }) => {
            &[("Enter", "do it"), ("Esc", "set aside")]
        }
        (false, _, true) => &[("Enter", "see if you may write now"), ("Esc", "set aside")],
        (false, _, false) => &[("Esc", "set aside")],
    }
}

fn of_words(look: &DrawContext<'_>) -> &'static [(&'static str, &'static str)] {
    let editor = look.editor;
    let phase = editor.meeting.phase();
    match (&editor.purpose, editor.line.is_empty(), look.app.place) {
        (Purpose::About(_), ..) => &[("Enter", "do it"), ("Esc", "leave it as it was")],
        (Purpose::Edit(_) | Purpose::Append(_), ..) => {
            &[("Enter", "change it"), ("Esc", "leave it as it was")]
        }
        (_, true, Place::Close) if editor.closes_with.is_some() => &[
            ("Enter", "close it"),
            ("Up Down", "look on"),
            ("Esc", "back to the meeting"),
        ],
        (_, true, Place::Close) => &[
            ("Enter", "go there"),
            ("Up Down", "choose"),
            ("/", "commands"),
            ("Esc", "back to the meeting"),
        ],
        (_, false, _) if matches!(look.line, Line::Command { .. }) => {
            &[("Enter", "do it"), ("Esc", "set aside")]
        }
        (_, false, Place::Close) if alike_of_reason(editor, look.app.now).len() > 1 => &[
            ("Enter", "this is why"),
            ("Tab", "for all alike"),
            ("Esc", "set aside"),
        ],
        (_, false, Place::Close) => &[("Enter", "this is why"), ("Esc", "set aside")],
        (_, true, Place::Prepare) => &[("/", "commands"), ("Up", "people")],
        (_, true, _) if editor.meeting.private_time_on().is_some() => {
            &[("/private", "end it"), ("/", "commands")]
        }
        (_, true, _) if phase == Phase::Closed => &[
            ("/home", "all meetings"),
            ("/", "commands"),
            ("/reopen", "open it again"),
        ],
        (_, true, _) => &[("Tab", "next person"), ("/", "commands"), ("Up", "entries")],
        (_, false, Place::Prepare) => &[("Enter", "record"), ("Esc", "set aside")],
        // As wide as "Tab next person", so that the next key stays in place and is not rewritten for every entry.
        (_, false, _) => &[("Enter", "record   "), ("Esc", "set aside")],
    }
}

/// How close together the hints are, from the widest on: three cells between them and every word; two cells; help as a
/// key alone; then Esc as a key alone, too. Only hints that do not fit even then are dropped.
const STEPS: [(usize, &[&str]); 4] = [(3, &[]), (2, &[]), (2, &["F1"]), (2, &["F1", "Esc"])];

/// The way back and the way to all commands stay when other hints have to go.
const STAY: [&str; 3] = ["Esc", "/", "F1"];

fn write(paper: &mut Paper<'_>, area: Rect, hints: Vec<Hint>) {
    let theme = *paper.theme;
    let (gap, hints) = fitting(hints, usize::from(area.width));
    let mut row = Row::default();
    for (at, (key, does, _)) in hints.into_iter().enumerate() {
        if at > 0 {
            row = row.and(" ".repeat(gap), theme.plain);
        }
        row = row.and(key, theme.strong);
        if !does.is_empty() {
            row = row.and(format!(" {does}"), theme.plain);
        }
    }
    paper.row(area, 0, &row);
}

fn fitting(mut hints: Vec<Hint>, room: usize) -> (usize, Vec<Hint>) {
    loop {
        let steps = STEPS.iter().map(|(gap, bare)| {
            let words = |(key, does, rank): &Hint| {
                let does = if bare.contains(&key.as_str()) {
                    ""
                } else {
                    does
                };
                (key.clone(), does.to_owned(), *rank)
            };
            (*gap, hints.iter().map(words).collect::<Vec<Hint>>())
        });
        let mut closest = None;
        for (gap, hints) in steps {
            if length(&hints, gap) <= room {
                return (gap, hints);
            }
            closest = Some((gap, hints));
        }
        let stays = |(key, ..): &Hint| STAY.contains(&key.as_str());
        let unneeded = hints.iter().rposition(|hint| !stays(hint));
        // Of the ones that stay, help goes last.
        let unneeded = unneeded.or_else(|| hints.iter().rposition(|(.., rank)| *rank < 9));
        match unneeded.filter(|_| hints.len() > 1) {
            Some(at) => drop(hints.remove(at)),
            None => return closest.unwrap_or_default(),
        }
    }
}

fn length(hints: &[Hint], gap: usize) -> usize {
    let words = |(key, does, _): &Hint| width(key) + width(does) + usize::from(!does.is_empty());
    hints.iter().map(words).sum::<usize>() + gap * hints.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(keys: &[(&str, &str)], room: usize) -> String {
        let mut hints: Vec<Hint> = fixed(keys, 1).collect();
        hints.push(("F1".to_owned(), "help".to_owned(), 9));
        let (gap, hints) = fitting(hints, room);
        let words = hints
            .iter()
            .map(|(key, does, _)| format!("{key} {does}").trim_end().to_owned());
        words.collect::<Vec<_>>().join(&" ".repeat(gap))
    }

    #[test]
    fn the_way_back_and_the_commands_are_the_last_to_go() {
        let keys = [
            ("Enter", "go there"),
            ("Up Down", "choose"),
            ("/", "commands"),
            ("Esc", "back"),
        ];
        assert_eq!(
            shown(&keys, 78),
            "Enter go there   Up Down choose   / commands   Esc back   F1 help"
        );
        assert_eq!(
            shown(&keys, 48),
            "Enter go there   / commands   Esc back   F1 help"
        );
        assert_eq!(shown(&keys, 20), "/ commands  Esc  F1");
        assert_eq!(shown(&keys, 3), "F1");
        for room in 19..90 {
            let words = shown(&keys, room);
            assert!(width(&words) <= room, "{room}: {words}");
            assert!(
                words.contains("Esc") && words.contains("/ commands"),
                "{room}: {words}"
            );
        }
    }
}
