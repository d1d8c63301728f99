//! Commands: what is typed behind `/`, and what keys and the help do; when the line is empty again afterwards.

pub mod changing;
pub mod closing;
pub mod dates;
pub mod entry_reference;
pub mod lifecycle;
pub mod looking_back;
pub mod page;
pub mod scoring;
pub mod taking_back;
pub mod taking_up;

use crate::app::editing::advice;
use crate::app::editing::editor::{MeetingEditor, Purpose, Shown};
use crate::app::editing::recording::refuse;
use crate::app::editing::session::only_read;
use crate::app::protocol::command_row::{ACTIONS, Action, ActionSpec, Place};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::unknown_command::{DESK, not_here};
use crate::app::{App, Help, Listing, Outcome, screens, update};
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::record::KINDS;
use chrono::{DateTime, FixedOffset};

pub use crate::app::commands::lifecycle::find_section;

/// What a typed command name means.
enum Named {
    Action(Action),
    Record(&'static str),
    Several(Vec<&'static str>),
    Nothing,
}

fn named(name: &str) -> Named {
    let specs = || {
        let at_a_desk = ACTIONS.iter().filter(|spec| is_for_the_desk(spec));
        at_a_desk.map(|spec| spec.command)
    };
    let kinds = || {
        KINDS
            .iter()
            .map(|kind| kind.command)
            .filter(|command| !command.is_empty())
    };
    let of = |command: &'static str| match ACTIONS.iter().find(|spec| spec.command == command) {
        Some(spec) => Named::Action(spec.action),
        None => Named::Record(command),
    };
    if let Some(exact) = specs().chain(kinds()).find(|command| *command == name) {
        return of(exact);
    }
    let fitting: Vec<&'static str> = specs()
        .chain(kinds())
        .filter(|command| !name.is_empty() && command.starts_with(name))
        .collect();
    // What all the others go on from is meant: /dat is /date, not /dates.
    let shortest = fitting.iter().min_by_key(|command| command.len());
    let stem = shortest.filter(|stem| fitting.iter().all(|command| command.starts_with(**stem)));
    match (fitting.as_slice(), stem) {
        ([], _) => Named::Nothing,
        (_, Some(stem)) => of(stem),
        (_, None) => Named::Several(fitting),
    }
}

/// What is done elsewhere is no command at the desk: neither typed nor offered there.
pub(crate) fn is_for_the_desk(spec: &ActionSpec) -> bool {
    DESK.iter().any(|place| spec.places.contains(place))
}

/// Why a typed command cannot be done as it stands. Words behind a command that takes none would be lost with it.
fn cannot(spec: &ActionSpec, rest: &str) -> Option<String> {
    (spec.takes.is_empty() && !rest.is_empty()).then(|| {
        format!(
            "/{} takes no words behind it. Nothing was done; your line is kept.",
            spec.command
        )
    })
}

/// Whether this command (without `/`) does nothing until more is typed.
pub(crate) fn needs_more(command: &str) -> bool {
    ACTIONS
        .iter()
        .find(|spec| spec.command == command)
        .is_none_or(|spec| spec.needs)
}

/// Runs a typed command; a beginning that fits one command only will do.
pub(crate) fn run_named(app: &mut App, name: &str, rest: &str) -> Vec<Effect> {
    match named(name) {
        Named::Action(action) => {
            let spec = ACTIONS.iter().find(|spec| spec.action == action);
            if let Some(spec) = spec.filter(|spec| spec.needs && rest.is_empty()) {
                let mut effects = Vec::new();
                if let Some(editor) = app.editor.as_mut() {
                    let length = editor.line.text().len();
                    effects = editor.replace(0, length, &format!("/{} ", spec.command));
                }
                effects.extend(refuse(
                    app,
                    &format!("/{} wants {}.", spec.command, spec.takes),
                ));
                return effects;
            }
            if let Some(words) = spec.and_then(|spec| cannot(spec, rest)) {
                return refuse(app, &words);
            }
            run(app, action, Some(rest))
        }
        Named::Record(command) => {
            let Some(editor) = app.editor.as_mut() else {
                return Vec::new();
            };
            let length = editor.line.text().len();
            let mut effects = editor.replace(0, length, &format!("/{command} {rest}"));
            if rest.is_empty() {
                return effects;
            }
            effects.extend(crate::app::editing::recording::submit(app));
            effects
        }
        Named::Several(names) => refuse(app, &format!("Which one: /{}?", names.join(", /"))),
        Named::Nothing => refuse(app, &not_here(name, app.place)),
    }
}

/// Does an action. `typed` is what stands behind its command in the line; `None`: a key or the help asked for it,
/// and whatever stands in the line is words that must stay.
pub(crate) fn run(app: &mut App, action: Action, typed: Option<&str>) -> Vec<Effect> {
    let rest = typed.unwrap_or("");
    // A page over a meeting has a line of its own: that of the meeting stays as it is.
    let in_line = typed.is_some() && app.place != Place::Page;
    app.outcome = Outcome::Done;
    match action {
        Action::NewMeeting => {
            app.place = Place::Agendas;
            app.agenda_row = 0;
            return Vec::new();
        }
        Action::Review => return screens::home::review(app),
        Action::FindAll if app.editor.is_some() => {
            return refuse(
                app,
                "A meeting is open below this page. Esc comes back to it; /home leaves it as it stands, and /find there looks through all minutes.",
            );
        }
        Action::FindAll => return screens::find::open(app, rest),
        Action::Help | Action::Dates | Action::NoReply => {
            let effects = finish_line(app, in_line);
            // From one list to another: Esc goes back to where the first was opened.
            let from = match app.place {
                Place::Help => app.help.from,
                place => place,
            };
            let listing = match action {
                Action::Dates => Listing::Dates,
                Action::NoReply => Listing::NoReply,
                _ => Listing::Commands,
            };
            app.help = Help {
                from,
                row: 0,
                listing,
            };
            app.place = Place::Help;
            if listing == Listing::Commands {
                app.help.row = screens::help::first_that_does(app);
            }
            return effects;
        }
        Action::Quit | Action::Home => {
            let mut effects = finish_line(app, in_line);
            effects.extend(update::leave_meeting(app, "left"));
            app.place = Place::Home;
            effects.push(if action == Action::Quit {
                Effect::Quit(None)
            } else {
                Effect::ListMeetings
            });
            return effects;
        }
        Action::Prepare | Action::Record => {
            let effects = finish_line(app, in_line);
            app.place = if action == Action::Prepare {
                Place::Prepare
            } else {
                Place::Recording
            };
            return effects;
        }
        Action::Compare
        | Action::Follow
        | Action::Wishes
        | Action::Scales
        | Action::Promises
        | Action::Due => {
            let mut effects = looking_back::run(app, action, rest);
            if DESK.contains(&app.place) && !effects.is_empty() {
                effects.splice(0..0, finish_line(app, in_line));
            }
            return effects;
        }
        _ if app.place == Place::Page => return page::run(app, action, rest),
        _ if app.place == Place::Find => return screens::find::run(app, action),
        Action::CloseList => return screens::close::open(app, typed),
        _ => {}
    }
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if let Some(words) = editor
        .read_only
        .clone()
        .filter(|_| !looks_only(action, rest))
    {
        return only_read(app, &words);
    }
    editor.command_in_line = in_line;
    let mut opened = false;
    let done = match action {
        Action::Begin => lifecycle::begin(editor, now),
        Action::Next => lifecycle::next(editor, now),
        Action::Section => lifecycle::section(editor, rest, now),
        Action::Skip => lifecycle::skip(editor, rest, now),
        Action::Arrive => lifecycle::come_and_go(editor, rest, true, now),
        Action::Leave => lifecycle::come_and_go(editor, rest, false, now),
        Action::Balance => (Vec::new(), Ok(advice::overview(&editor.meeting, now))),
        Action::Series => dates::put_down(editor, now),
        Action::Scores => scoring::scores(editor, rest, now),
        Action::Break => lifecycle::take_break(editor, rest, now),
        Action::Private => lifecycle::private_time(editor, now),
        Action::Undo | Action::Redo => {
            let (done, opens) = match action {
                Action::Undo => lifecycle::undo(editor, now),
                _ => lifecycle::redo(editor, now),
            };
            opened = opens;
            done
        }
        Action::TakeUp => return taking_up::take_up(app, typed),
        Action::Edit | Action::Append | Action::Strike | Action::Mark => {
            return changing::about_record(app, action, typed);
        }
        Action::Find | Action::CatchUp => {
            editor.shown = if action == Action::Find {
                Shown::Found(rest.to_owned())
            } else {
                Shown::CatchUp
            };
            let count = editor.entries().len();
            editor.selected = None;
            let entries = if count == 1 { "entry" } else { "entries" };
            let words = match (count, app.one_line_at_a_time) {
                // In lines they follow.
                (1.., true) => format!("{count} {entries}:"),
                (0, true) => "There are none.".to_owned(),
                (0, false) => "There are none. Esc goes back.".to_owned(),
                (_, false) => format!("{count} {entries}. Up walks through them, Esc goes back."),
            };
            (Vec::new(), Ok(words))
        }
        Action::Aside => {
            let mut effects = Vec::new();
            if in_line {
                effects = empty_line(editor);
            }
            return match editor.bring_back() {
                Some(more) => {
                    effects.extend(more);
                    effects
                }
                None => {
                    app.status.tell("No line was set aside.");
                    effects
                }
            };
        }
        Action::HandOn => closing::hand_on(editor, rest, now),
        Action::Reopen => said(
            editor,
            vec![KnownEvent::Reopened {
                reason: rest.to_owned(),
            }],
            now,
            "The meeting is open again.",
        ),
        _ => (Vec::new(), Ok(String::new())),
    };
    let (mut effects, outcome) = done;
    match outcome {
        Ok(words) => {
            match opened {
                true => app.status.point_out(words),
                false => app.status.tell(words),
            }
            if matches!(action, Action::Begin | Action::Next | Action::Section) {
                app.place = Place::Recording;
            }
            if matches!(action, Action::Undo | Action::Redo) {
                stand_where_the_meeting_stands(app);
            }
            effects.extend(finish_line(app, in_line));
        }
        Err(why) => effects.extend(refuse(app, &why.to_string())),
    }
    effects
}

/// It changes nothing, so it can be done in a meeting that is only read.
fn looks_only(action: Action, rest: &str) -> bool {
    match action {
        Action::Find | Action::CatchUp | Action::Balance => true,
        Action::Scores => rest.is_empty(),
        _ => false,
    }
}

/// Effects, and what to tell: done, or why not.
pub(crate) type Done = (Vec<Effect>, Result<String, Problem>);

pub(crate) fn said(
    editor: &mut MeetingEditor,
    known_events: Vec<KnownEvent>,
    now: DateTime<FixedOffset>,
    words: &str,
) -> Done {
    let takes_line = editor.command_in_line;
    let (effects, outcome) = editor.commit(known_events, takes_line, now);
    (
        effects,
        outcome.map(|()| words.to_owned()).map_err(Problem::from),
    )
}

/// Undo may take back the beginning of the meeting, and redo bring it again.
fn stand_where_the_meeting_stands(app: &mut App) {
    let Some(editor) = app.editor.as_mut() else {
        return;
    };
    editor.selected = None;
    match (editor.meeting.phase(), app.place) {
        (Phase::Preparing, _) => app.place = Place::Prepare,
        (_, Place::Prepare) => app.place = Place::Recording,
        _ => {}
    }
}

/// The command in the line has been done: the line is empty again. Words that are no command stay, and so does
/// everything when the command did not come from the line.
pub(crate) fn finish_line(app: &mut App, in_line: bool) -> Vec<Effect> {
    match app.editor.as_mut().filter(|_| in_line) {
        Some(editor) if editor.line.text().trim_start().starts_with('/') => {
            if editor.purpose == Purpose::New {
                empty_line(editor)
            } else {
                editor.begin_line(Purpose::New, "", true)
            }
        }
        _ => Vec::new(),
    }
}

pub(crate) fn empty_line(editor: &mut MeetingEditor) -> Vec<Effect> {
    editor.begin_line(Purpose::New, "", true)
}
