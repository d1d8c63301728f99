//! Looking something up: words in this meeting or in all minutes, what needs another look, who was heard.

use super::WITH_A_LINE;
use super::look;
use super::page::find_on_page;
use crate::app::App;
use crate::app::editing::advice;
use crate::app::editing::editor::Shown;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::screens;
use crate::domain::problem::Problem;

/// None of these changes anything, so they work in a read-only meeting.
pub const ROWS: &[CommandRow] = &[
    CommandRow {
        takes: "words",
        needs: true,
        places: WITH_A_LINE,
        ..CommandRow::of(
            "find",
            "Lists the entries of this meeting with these words; on a page, goes to them.",
            find,
        )
    },
    CommandRow {
        takes: "words, if you like",
        also: &["find"],
        places: &[Place::Home, Place::Page],
        ..CommandRow::of(
            "findall",
            "Finds words in all minutes that you may read. In the list of meetings /find does the same.",
            find_in_all,
        )
    },
    CommandRow::of(
        "catchup",
        "Lists what needs another look: marked ?? or to be confirmed.",
        |app, typed| list(app, typed, Shown::CatchUp),
    ),
    CommandRow::of(
        "balance",
        "Says who has been heard, how much, what was new to the family, and how the quorum stands.",
        |app, typed| {
            look(app, typed, |editor, _, now| {
                (Vec::new(), Ok(advice::overview(&editor.meeting, now)))
            })
        },
    ),
];

fn find(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let words = typed.unwrap_or("");
    match app.place {
        Place::Page => find_on_page(app, words),
        _ => list(app, typed, Shown::Found(words.to_owned())),
    }
}

fn find_in_all(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if app.editor.is_some() {
        return app.refuse(Problem::wrong_input("A meeting is open below this page. Esc comes back to it; /home leaves it as it stands, and /find there looks through all minutes."));
    }
    screens::find::open(app, typed.unwrap_or(""))
}

fn list(app: &mut App, typed: Option<&str>, shown: Shown) -> Vec<Effect> {
    let in_lines = app.one_line_at_a_time;
    look(app, typed, |editor, _, _| {
        editor.shown = shown;
        let count = editor.entries().len();
        editor.selected = None;
        let entries = if count == 1 { "entry" } else { "entries" };
        let words = match (count, in_lines) {
            // In lines, the entries follow.
            (1.., true) => format!("{count} {entries}:"),
            (0, true) => "There are none.".to_owned(),
            (0, false) => "There are none. Esc goes back.".to_owned(),
            (1, false) if editor.shown == Shown::CatchUp => {
                "1 entry. Enter puts it right, Esc goes back.".to_owned()
            }
            (_, false) if editor.shown == Shown::CatchUp => {
                format!(
                    "{count} {entries}. Enter puts the last one right, Up chooses another, Esc goes back."
                )
            }
            (_, false) => format!("{count} {entries}. Up walks through them, Esc goes back."),
        };
        (Vec::new(), Ok(words))
    })
}
