//! Commands: what is typed behind `/`, and what keys and the help do; when the line is empty again afterwards.

use super::action::{ACTIONS, Act, Action, Place};
use super::desk::{Desk, Purpose, Shown};
use super::effect::Effect;
use super::elsewhere::{DESK, not_here};
use super::only_reading::only_read;
use super::submit::refuse;
use super::{
    App, Help, Listing, Outcome, advice, changing, core_groups, course, handing_on, scoring,
    screen, taking_up, update,
};
use crate::domain::event::Happening;
use crate::domain::meeting::{Phase, Refused};
use crate::domain::record::KINDS;
use chrono::{DateTime, FixedOffset};

pub use super::course::find_section;

/// What a typed command name means.
enum Named {
    Action(Act),
    Record(&'static str),
    Several(Vec<&'static str>),
    Nothing,
}

fn named(name: &str) -> Named {
    let actions = || {
        let at_a_desk = ACTIONS.iter().filter(|action| is_for_the_desk(action));
        at_a_desk.map(|action| action.command)
    };
    let kinds = || {
        KINDS
            .iter()
            .map(|kind| kind.command)
            .filter(|command| !command.is_empty())
    };
    let of = |command: &'static str| match ACTIONS.iter().find(|action| action.command == command) {
        Some(action) => Named::Action(action.act),
        None => Named::Record(command),
    };
    if let Some(exact) = actions().chain(kinds()).find(|command| *command == name) {
        return of(exact);
    }
    let fitting: Vec<&'static str> = actions()
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
pub(super) fn is_for_the_desk(action: &Action) -> bool {
    DESK.iter().any(|place| action.places.contains(place))
}

/// Why a typed command cannot be done as it stands. Words behind a command that takes none would be lost with it.
fn cannot(action: &Action, rest: &str) -> Option<String> {
    (action.takes.is_empty() && !rest.is_empty()).then(|| {
        format!(
            "/{} takes no words behind it. Nothing was done; your line is kept.",
            action.command
        )
    })
}

/// Whether this command (without `/`) does nothing until more is typed.
pub(super) fn needs_more(command: &str) -> bool {
    ACTIONS
        .iter()
        .find(|action| action.command == command)
        .is_none_or(|action| action.needs)
}

/// Runs a typed command; a beginning that fits one command only will do.
pub(super) fn run_named(app: &mut App, name: &str, rest: &str) -> Vec<Effect> {
    match named(name) {
        Named::Action(act) => {
            let action = ACTIONS.iter().find(|action| action.act == act);
            if let Some(action) = action.filter(|action| action.needs && rest.is_empty()) {
                let mut effects = Vec::new();
                if let Some(desk) = app.desk.as_mut() {
                    let length = desk.line.text().len();
                    effects = desk.replace(0, length, &format!("/{} ", action.command));
                }
                effects.extend(refuse(
                    app,
                    &format!("/{} wants {}.", action.command, action.takes),
                ));
                return effects;
            }
            if let Some(words) = action.and_then(|action| cannot(action, rest)) {
                return refuse(app, &words);
            }
            run(app, act, Some(rest))
        }
        Named::Record(command) => {
            let Some(desk) = app.desk.as_mut() else {
                return Vec::new();
            };
            let length = desk.line.text().len();
            let mut effects = desk.replace(0, length, &format!("/{command} {rest}"));
            if rest.is_empty() {
                return effects;
            }
            effects.extend(super::submit::submit(app));
            effects
        }
        Named::Several(names) => refuse(app, &format!("Which one: /{}?", names.join(", /"))),
        Named::Nothing => refuse(app, &not_here(name, app.place)),
    }
}

/// Does an action. `typed` is what stands behind its command in the line; `None`: a key or the help asked for it,
/// and whatever stands in the line is words that must stay.
pub(super) fn run(app: &mut App, act: Act, typed: Option<&str>) -> Vec<Effect> {
    let rest = typed.unwrap_or("");
    // A page over a meeting has a line of its own: that of the meeting stays as it is.
    let in_line = typed.is_some() && app.place != Place::Page;
    app.outcome = Outcome::Done;
    match act {
        Act::NewMeeting => {
            app.place = Place::Agendas;
            app.agenda_row = 0;
            return Vec::new();
        }
        Act::Review => return screen::home::review(app),
        Act::FindAll if app.desk.is_some() => {
            return refuse(
                app,
                "A meeting is open below this page. Esc comes back to it; /home leaves it as it stands, and /find there looks through all minutes.",
            );
        }
        Act::FindAll => return screen::find::open(app, rest),
        Act::Help | Act::Dates | Act::NoReply => {
            let effects = finish_line(app, in_line);
            // From one list to another: Esc goes back to where the first was opened.
            let from = match app.place {
                Place::Help => app.help.from,
                place => place,
            };
            let listing = match act {
                Act::Dates => Listing::Dates,
                Act::NoReply => Listing::NoReply,
                _ => Listing::Commands,
            };
            app.help = Help {
                from,
                row: 0,
                listing,
            };
            app.place = Place::Help;
            if listing == Listing::Commands {
                app.help.row = screen::help::first_that_does(app);
            }
            return effects;
        }
        Act::Quit | Act::Home => {
            let mut effects = finish_line(app, in_line);
            effects.extend(update::leave_meeting(app, "left"));
            app.place = Place::Home;
            effects.push(if act == Act::Quit {
                Effect::Quit(None)
            } else {
                Effect::ListMeetings
            });
            return effects;
        }
        Act::Prepare | Act::Record => {
            let effects = finish_line(app, in_line);
            app.place = if act == Act::Prepare {
                Place::Prepare
            } else {
                Place::Recording
            };
            return effects;
        }
        Act::Compare | Act::Follow | Act::Wishes | Act::Scales | Act::Promises | Act::Due => {
            let mut effects = screen::looking_back::run(app, act, rest);
            if DESK.contains(&app.place) && !effects.is_empty() {
                effects.splice(0..0, finish_line(app, in_line));
            }
            return effects;
        }
        _ if app.place == Place::Page => return screen::page_commands::run(app, act, rest),
        _ if app.place == Place::Find => return screen::find::run(app, act),
        Act::CloseList => return screen::close::open(app, typed),
        _ => {}
    }
    let now = app.now;
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if let Some(words) = desk.read_only.clone().filter(|_| !looks_only(act, rest)) {
        return only_read(app, &words);
    }
    desk.command_in_line = in_line;
    let mut opened = false;
    let done = match act {
        Act::Begin => course::begin(desk, now),
        Act::Next => course::next(desk, now),
        Act::Section => course::section(desk, rest, now),
        Act::Skip => course::skip(desk, rest, now),
        Act::Arrive => course::come_and_go(desk, rest, true, now),
        Act::Leave => course::come_and_go(desk, rest, false, now),
        Act::Balance => (Vec::new(), Ok(advice::overview(&desk.meeting, now))),
        Act::Series => core_groups::put_down(desk, now),
        Act::Scores => scoring::scores(desk, rest, now),
        Act::Break => course::take_break(desk, rest, now),
        Act::Private => course::private_time(desk, now),
        Act::Undo | Act::Redo => {
            let (done, opens) = match act {
                Act::Undo => course::undo(desk, now),
                _ => course::redo(desk, now),
            };
            opened = opens;
            done
        }
        Act::TakeUp => return taking_up::take_up(app, typed),
        Act::Edit | Act::Append | Act::Strike | Act::Mark => {
            return changing::about_record(app, act, typed);
        }
        Act::Find | Act::CatchUp => {
            desk.shown = if act == Act::Find {
                Shown::Found(rest.to_owned())
            } else {
                Shown::CatchUp
            };
            let count = desk.entries().len();
            desk.selected = None;
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
        Act::Aside => {
            let mut effects = Vec::new();
            if in_line {
                effects = empty_line(desk);
            }
            return match desk.bring_back() {
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
        Act::HandOn => handing_on::hand_on(desk, rest, now),
        Act::Reopen => said(
            desk,
            vec![Happening::Reopened {
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
            if matches!(act, Act::Begin | Act::Next | Act::Section) {
                app.place = Place::Recording;
            }
            if matches!(act, Act::Undo | Act::Redo) {
                stand_where_the_meeting_stands(app);
            }
            effects.extend(finish_line(app, in_line));
        }
        Err(words) => effects.extend(refuse(app, &words)),
    }
    effects
}

/// It changes nothing, so it can be done in a meeting that is only read.
fn looks_only(act: Act, rest: &str) -> bool {
    match act {
        Act::Find | Act::CatchUp | Act::Balance => true,
        Act::Scores => rest.is_empty(),
        _ => false,
    }
}

/// Effects, and what to tell: done, or why not.
pub(super) type Done = (Vec<Effect>, Result<String, String>);

pub(super) fn said(
    desk: &mut Desk,
    happenings: Vec<Happening>,
    now: DateTime<FixedOffset>,
    words: &str,
) -> Done {
    let takes_line = desk.command_in_line;
    let (effects, outcome) = desk.commit(happenings, takes_line, now);
    (
        effects,
        outcome
            .map(|()| words.to_owned())
            .map_err(|why: Refused| why.to_string()),
    )
}

/// Undo may take back the beginning of the meeting, and redo bring it again.
fn stand_where_the_meeting_stands(app: &mut App) {
    let Some(desk) = app.desk.as_mut() else {
        return;
    };
    desk.selected = None;
    match (desk.meeting.phase(), app.place) {
        (Phase::Preparing, _) => app.place = Place::Prepare,
        (_, Place::Prepare) => app.place = Place::Recording,
        _ => {}
    }
}

/// The command in the line has been done: the line is empty again. Words that are no command stay, and so does
/// everything when the command did not come from the line.
pub(super) fn finish_line(app: &mut App, in_line: bool) -> Vec<Effect> {
    match app.desk.as_mut().filter(|_| in_line) {
        Some(desk) if desk.line.text().trim_start().starts_with('/') => {
            if desk.purpose == Purpose::New {
                empty_line(desk)
            } else {
                desk.begin_line(Purpose::New, "", true)
            }
        }
        _ => Vec::new(),
    }
}

pub(super) fn empty_line(desk: &mut Desk) -> Vec<Effect> {
    desk.begin_line(Purpose::New, "", true)
}
