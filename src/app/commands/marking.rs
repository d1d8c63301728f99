//! `/mark`: marks on an entry that is there. Tab and the arrows choose among those that begin like what was typed.

use super::changing::{about_entry, finish, unchanged, which_entry};
use super::taking_back;
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::stash::Purpose;
use crate::app::protocol::command_row::{CommandRow, Offer};
use crate::app::protocol::effect::Effect;
use crate::domain::line;
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::Body;
use crate::domain::text::capital;

pub const ROWS: &[CommandRow] = &[CommandRow {
    takes: "marks",
    needs: true,
    means,
    offers: offered,
    ..CommandRow::of(
        "mark",
        "Puts marks on the last entry, or the one you chose: restricted, open, new, talked, to be confirmed, done, a kind or a child. Signs (+ ! = * ? # @ ??) work as well.",
        mark,
    )
}];

fn mark(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    about_entry(app, typed, false, |app, which| {
        let Some(editor) = app.editor.as_ref() else {
            return Vec::new();
        };
        match line::marked(&editor.meeting, &which.id, which.words) {
            Ok((body, marks)) if is_so_already(editor, &which.id, &body) => {
                unchanged(app, &format!("It is marked so already: {marks}."))
            }
            Ok((body, marks)) => finish(
                app,
                KnownEvent::Changed { id: which.id, body },
                &format!("Marked: {marks}. /undo takes it back."),
            ),
            Err(words) => app.refuse(words),
        }
    })
}

fn is_so_already(editor: &MeetingEditor, id: &str, body: &Body) -> bool {
    let record = editor.meeting.record(id);
    record.is_some_and(|record| record.body() == *body)
}

/// Before Enter: the marks in full, and which entry gets them.
fn means(app: &App, typed: &str) -> Option<String> {
    let editor = app.editor.as_ref()?;
    let which = which_entry(editor, false, typed).ok()?;
    let record = editor.meeting.record(&which.id)?;
    let (_, marks) = line::marked(&editor.meeting, &which.id, which.words).ok()?;
    if marks.is_empty() {
        return None;
    }
    // Which one was chosen is said already.
    if matches!(editor.purpose, Purpose::About(_)) {
        return Some(capital(&marks));
    }
    let name = taking_back::name(None, Some(record), &editor.meeting);
    Some(format!("{}: {name}", capital(&marks)))
}

/// The marks that begin like the end of what was typed; behind `not`, people.
fn offered(meeting: &Meeting, typed: &str) -> Vec<Offer> {
    let typed = typed.trim_start();
    let is_between = |letter: char| letter == ',' || letter.is_whitespace();
    let begun = typed.rsplit(is_between).next().unwrap_or("");
    let words = typed.trim_end_matches(begun).trim_end();
    let before = words.rsplit(is_between).next().unwrap_or("");
    if before.eq_ignore_ascii_case("not") {
        let seats = line::seats_beginning(begun, meeting).into_iter();
        return seats
            .filter(|seat| seat.code != begun)
            .map(|seat| Offer {
                removed: begun.len(),
                text: seat.code.to_owned(),
                hint: seat.name.to_owned(),
            })
            .collect();
    }
    let begins = typed.match_indices(is_between).map(|(at, _)| at + 1);
    let ends = std::iter::once(0)
        .chain(begins)
        .filter_map(|at| typed.get(at..));
    // `to be c` is one mark, and `new to be c` is two.
    for end in ends {
        let marks = line::marks_beginning(end, meeting);
        if !marks.is_empty() {
            return marks
                .into_iter()
                .map(|(text, hint)| Offer {
                    removed: end.len(),
                    text,
                    hint,
                })
                .collect();
        }
    }
    Vec::new()
}
