//! Choosing the agenda: for a new meeting, or another one for a meeting in which nothing is recorded yet.

use super::paging::walked;
use super::{desk, home};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::stash::finish_line;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::domain::agenda::{Agenda, BUILT_IN, built_in};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::text::folded::folded;

pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    let last = app.agendas.len().saturating_sub(1);
    let walks = match key {
        Key::Char('k') => Key::Up,
        Key::Char('j') | Key::Tab => Key::Down,
        key => key,
    };
    let height = usize::from(app.rows / 2);
    if let Some(row) = walked(walks, app.agenda_row, app.agendas.len(), height, |_| 1) {
        app.agenda_row = row;
        return Vec::new();
    }
    match key {
        Key::Char(digit @ '1'..='9') => {
            let row = digit.to_digit(10).unwrap_or(1) as usize - 1;
            app.agenda_row = row.min(last);
        }
        Key::Esc => go_back(app),
        // A command typed here would have been Enter alone: a new meeting.
        Key::Char('/') => {
            go_back(app);
            return match app.place {
                Place::Home => home::on_key(app, key),
                _ => desk::on_key(app, key),
            };
        }
        Key::Enter => {
            if let Some(agenda) = app.agendas.get(app.agenda_row).cloned() {
                return match app.editor {
                    Some(_) => change(app, None, agenda),
                    None => vec![Effect::Create {
                        agenda: Box::new(agenda),
                    }],
                };
            }
        }
        _ => {}
    }
    Vec::new()
}

/// To where the list was opened.
fn go_back(app: &mut App) {
    app.place = match app.editor {
        Some(_) => Place::Prepare,
        None => Place::Home,
    };
}

/// The list, at the agenda of the open meeting.
pub fn open(app: &mut App) {
    have(app);
    let of_it = app
        .editor
        .as_ref()
        .map(|editor| editor.meeting.agenda().id.as_str());
    let row = app
        .agendas
        .iter()
        .position(|agenda| Some(agenda.id.as_str()) == of_it);
    app.agenda_row = row.unwrap_or(0);
    app.place = Place::Agendas;
}

/// Without agendas of the council's own, the built-in ones are read when they are needed, so that resuming a meeting does
/// not wait for them.
pub fn have(app: &mut App) {
    if app.agendas.is_empty() {
        let ids = BUILT_IN.iter().map(|(id, _)| *id);
        app.agendas = ids.filter_map(built_in).collect();
    }
}

/// Why this meeting keeps its agenda; nothing where it can be changed.
pub fn settled(editor: &MeetingEditor) -> Option<Problem> {
    let why = editor.meeting.may_change_agenda().err()?;
    Some(Problem::from(why).safe("Nothing was changed.").next(
        "/discard and a reason puts this meeting away, and /new begins one with another agenda.",
    ))
}

/// By its number in the list, its id, its title, or words of it that no other title has.
pub fn called(app: &mut App, name: &str) -> Result<Agenda, Problem> {
    have(app);
    let wanted = folded(name);
    let by_number = name.parse::<usize>().ok().and_then(|number| {
        let row = number.checked_sub(1)?;
        app.agendas.get(row)
    });
    let is_it = |agenda: &&Agenda| folded(&agenda.id) == wanted || folded(&agenda.title) == wanted;
    if let Some(agenda) = by_number.or_else(|| app.agendas.iter().find(is_it)) {
        return Ok(agenda.clone());
    }
    let fits = |agenda: &&Agenda| {
        let title = folded(&agenda.title);
        wanted.split_whitespace().all(|word| title.contains(word))
    };
    let mut fitting = app.agendas.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(agenda), None) => Ok(agenda.clone()),
        (Some(_), Some(_)) => Err(which(Problem::wrong_input(format!(
            "Several agendas are called \"{name}\"."
        )))),
        (None, _) => Err(which(Problem::wrong_input(format!(
            "No agenda is called \"{name}\"."
        )))),
    }
}

fn which(why: Problem) -> Problem {
    why.safe("Nothing was changed; your line is kept.")
        .next("/agenda alone lists all of them, and Enter takes one.")
}

/// The open meeting goes on with this agenda.
pub fn change(app: &mut App, typed: Option<&str>, agenda: Agenda) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    app.place = Place::Prepare;
    let title = agenda.title.clone();
    if *editor.meeting.agenda() == agenda {
        app.status.tell(format!(
            "The agenda is {title} already. Nothing was changed."
        ));
        return finish_line(app, typed);
    }
    let changed = vec![KnownEvent::AgendaChanged {
        agenda: Box::new(agenda),
    }];
    editor.command_in_line = typed.is_some();
    let (mut effects, outcome) = editor.commit(changed, typed.is_some(), now);
    match outcome {
        Ok(()) => {
            app.status
                .tell(format!("The agenda is now {title}. /undo takes that back."));
            effects.extend(finish_line(app, typed));
        }
        Err(why) => effects.extend(app.refuse(why)),
    }
    effects
}
