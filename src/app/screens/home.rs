//! The list of meetings: typing filters, Enter opens; a word with `/` is a command.

use crate::app::protocol::command_row::{Action, ActionSpec, Place, in_place};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::unknown_command::not_here;
use crate::app::protocol::view::View;
use crate::app::{App, Outcome, commands};
use crate::domain::agenda::built_in;
use crate::domain::history::review::USUAL_AGENDA;
use crate::domain::text::buffer::{Move, TextBuffer};

/// A key that no action of the table took.
pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    app.status.clear();
    let last = app.home.passing_count().saturating_sub(1);
    match key {
        Key::Char(letter) => type_in(app, letter.encode_utf8(&mut [0; 4])),
        Key::Backspace => {
            let was_command = app.home.words_and_command().1.is_some();
            app.home.filter.backspace();
            if !was_command {
                app.home.sift();
                app.home.row = 0;
            }
        }
        Key::Left => {
            app.home.filter.go(Move::Left);
        }
        Key::Right => {
            app.home.filter.go(Move::Right);
        }
        Key::Up => app.home.row = app.home.row.saturating_sub(1),
        Key::Down => app.home.row = (app.home.row + 1).min(last),
        Key::PageUp => app.home.row = app.home.row.saturating_sub(10),
        Key::PageDown => app.home.row = (app.home.row + 10).min(last),
        Key::Esc => clear_filter(app),
        Key::Enter => return on_enter(app),
        _ => {}
    }
    Vec::new()
}

/// Puts text where the cursor stands. Words filter anew; a command is about the meeting that is chosen already.
pub(crate) fn type_in(app: &mut App, text: &str) {
    app.home.filter.insert(text);
    if app.home.words_and_command().1.is_none() {
        app.home.sift();
        app.home.row = 0;
    }
}

fn on_enter(app: &mut App) -> Vec<Effect> {
    if let (_, Some(typed)) = app.home.words_and_command() {
        let typed = typed.trim().trim_start_matches('/');
        let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let (name, rest) = (name.to_lowercase(), rest.trim().to_owned());
        return do_command(app, &name, &rest);
    }
    let chosen = app
        .home
        .chosen()
        .map(|meeting| (meeting.id.clone(), meeting.state == "closed"));
    match chosen {
        Some((id, true)) => vec![Effect::Show {
            view: View::record(id),
            at: None,
        }],
        Some((id, false)) => vec![Effect::Open(id)],
        None if app.home.meetings().is_empty() && app.home.reading.is_some() => {
            app.status
                .tell("The list is being made. + prepares a new meeting meanwhile.");
            Vec::new()
        }
        None if app.home.meetings().is_empty() => {
            app.place = Place::Agendas;
            Vec::new()
        }
        None => {
            app.status
                .tell("No meeting has these words. Esc shows all of them.");
            Vec::new()
        }
    }
}

/// Minutes without a journal that we may open: from the list they are read, elsewhere it is said why.
pub(crate) fn only_to_read(app: &mut App, meeting: String, words: String) -> Vec<Effect> {
    if app.place != Place::Home {
        app.status.point_out(words.clone());
        app.outcome = Outcome::Refused(words);
        return Vec::new();
    }
    app.status
        .tell("These minutes can be read here but not gone on with: their journal is not yours.");
    vec![Effect::Show {
        view: View::record(meeting),
        at: None,
    }]
}

/// The commands that fit what is typed behind `/`; none when no command is typed, or words behind one.
pub fn commands_that_fit(app: &App) -> Vec<&'static ActionSpec> {
    let typed = app.home.words_and_command().1;
    let Some(typed) = typed.and_then(|typed| typed.strip_prefix('/')) else {
        return Vec::new();
    };
    if typed.contains(char::is_whitespace) {
        return Vec::new();
    }
    let typed = typed.to_lowercase();
    in_place(Place::Home)
        .filter(|spec| spec.command.starts_with(&typed))
        .collect()
}

/// A command of this place, or the beginning of one, and what stands behind it.
fn do_command(app: &mut App, name: &str, rest: &str) -> Vec<Effect> {
    let fits = |spec: &&ActionSpec| {
        !name.is_empty()
            && (spec.command.starts_with(name)
                || (spec.action == Action::NewMeeting && name == "start"))
    };
    if app.one_line_at_a_time {
        // Without screens nobody sees that it stands there still, and it would be in the way of the next line.
        command_is_gone(app);
    }
    let Some(spec) = in_place(Place::Home).find(fits) else {
        return refuse(app, not_here(name, Place::Home));
    };
    if spec.takes.is_empty() && !rest.is_empty() {
        let words = format!("/{} takes no words behind it.", spec.command);
        return refuse(app, words);
    }
    let effects = commands::run(app, spec.action, Some(rest).filter(|rest| !rest.is_empty()));
    if !matches!(app.outcome, Outcome::Refused(_)) {
        command_is_gone(app);
    }
    effects
}

/// The words before the command still filter.
fn command_is_gone(app: &mut App) {
    let words = app.home.words_and_command().0.trim_end().to_owned();
    app.home.filter = TextBuffer::default();
    app.home.filter.insert(&words);
    app.home.sift();
}

/// Begins the review of the chosen meeting.
pub(crate) fn review(app: &mut App) -> Vec<Effect> {
    let chosen = app
        .home
        .chosen()
        .map(|meeting| (meeting.id.clone(), meeting.state == "closed"));
    let from = match chosen {
        Some((id, true)) => id,
        Some((_, false)) => {
            app.status.point_out("This meeting is not closed, so its plan is not settled. Choose a closed one with Up and Down; or Enter opens this one, and /close closes it.");
            return Vec::new();
        }
        None => {
            app.status
                .tell("There is no meeting here that could be reviewed.");
            return Vec::new();
        }
    };
    let own = app
        .agendas
        .iter()
        .find(|agenda| agenda.id == USUAL_AGENDA)
        .cloned();
    let Some(agenda) = own.or_else(|| built_in(USUAL_AGENDA)) else {
        return Vec::new();
    };
    vec![Effect::BeginReview {
        agenda: Box::new(agenda),
        from,
    }]
}

/// It was not done; what is typed stays.
fn refuse(app: &mut App, words: String) -> Vec<Effect> {
    app.status.point_out(words.clone());
    app.outcome = Outcome::Refused(words);
    Vec::new()
}

fn clear_filter(app: &mut App) {
    app.home.filter = TextBuffer::default();
    app.home.sift();
}
