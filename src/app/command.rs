//! Commands: what is typed behind `/`, and what keys and the help do. One function for each action.

use super::action::{ACTIONS, Act, Place};
use super::desk::{Desk, Purpose, Shown};
use super::effect::Effect;
use super::submit::refuse;
use super::{App, Help, Outcome, entry, screen, update};
use crate::domain::event::Happening;
use crate::domain::line::{self, Found, find_seat};
use crate::domain::meeting::{Meeting, Phase, Refused};
use crate::domain::record::KINDS;
use chrono::{DateTime, FixedOffset};

/// What a typed command name means.
enum Named {
    Action(Act),
    Record(&'static str),
    Several(Vec<&'static str>),
    Nothing,
}

fn named(name: &str) -> Named {
    let actions = || ACTIONS.iter().map(|action| action.command);
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
    match fitting.as_slice() {
        [] => Named::Nothing,
        [only] => of(only),
        _ => Named::Several(fitting),
    }
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
            run(app, act, rest)
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
        Named::Nothing => refuse(
            app,
            &format!("There is no command /{name}. Your line is kept; /help lists what there is."),
        ),
    }
}

/// Does an action. `rest` is what was typed behind its command.
pub(super) fn run(app: &mut App, act: Act, rest: &str) -> Vec<Effect> {
    app.outcome = Outcome::Done;
    match act {
        Act::NewMeeting => {
            app.place = Place::Agendas;
            app.agenda_row = 0;
            return Vec::new();
        }
        Act::Help => {
            let effects = finish_line(app);
            app.help = Help {
                from: app.place,
                row: 0,
            };
            app.place = Place::Help;
            return effects;
        }
        Act::Quit | Act::Home => {
            let mut effects = finish_line(app);
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
            let effects = finish_line(app);
            app.place = if act == Act::Prepare {
                Place::Prepare
            } else {
                Place::Recording
            };
            return effects;
        }
        Act::CloseList => return screen::close::open(app, rest),
        _ => {}
    }
    let now = app.now;
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if let Some(words) = desk
        .read_only
        .clone()
        .filter(|_| !matches!(act, Act::Find | Act::CatchUp))
    {
        return refuse(app, &words);
    }
    let done = match act {
        Act::Begin => begin(desk, now),
        Act::Next => next(desk, now),
        Act::Section => section(desk, rest, now),
        Act::Skip => skip(desk, rest, now),
        Act::Arrive => come_and_go(desk, rest, true, now),
        Act::Leave => come_and_go(desk, rest, false, now),
        Act::Break => {
            let on = desk.meeting.break_on().is_some();
            let happening = if on {
                Happening::BreakEnded {}
            } else {
                Happening::BreakStarted {
                    reason: rest.to_owned(),
                }
            };
            said(
                desk,
                vec![happening],
                now,
                if on {
                    "The break is over."
                } else {
                    "A break. /break ends it; so does the next entry."
                },
            )
        }
        Act::Private => {
            let on = desk.meeting.private_time_on().is_some();
            let happening = if on {
                Happening::PrivateTimeEnded {}
            } else {
                Happening::PrivateTimeStarted {}
            };
            said(
                desk,
                vec![happening],
                now,
                if on {
                    "Private time is over."
                } else {
                    "Private time: nothing is recorded. /private ends it."
                },
            )
        }
        Act::Undo => undo(desk, now),
        Act::Redo => match desk.meeting.redoable() {
            Some(batch) => said(
                desk,
                vec![Happening::Undone { batch }],
                now,
                "It is there again.",
            ),
            None => (
                Vec::new(),
                Err("There is nothing to bring back.".to_owned()),
            ),
        },
        Act::Edit | Act::Append | Act::Strike | Act::Mark => return about_record(app, act, rest),
        Act::Find | Act::CatchUp => {
            desk.shown = if act == Act::Find {
                Shown::Found(rest.to_owned())
            } else {
                Shown::CatchUp
            };
            let count = desk.entries().len();
            desk.selected = None;
            (
                Vec::new(),
                Ok(format!(
                    "{count} {}. Up walks through them, Esc goes back.",
                    if count == 1 { "entry" } else { "entries" }
                )),
            )
        }
        Act::Aside => {
            let mut effects = empty_line(desk);
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
            app.status.tell(words);
            if matches!(act, Act::Begin | Act::Next | Act::Section) {
                app.place = Place::Recording;
            }
            effects.extend(finish_line(app));
        }
        Err(words) => effects.extend(refuse(app, &words)),
    }
    effects
}

/// Effects, and what to tell: done, or why not.
pub(super) type Done = (Vec<Effect>, Result<String, String>);

fn said(
    desk: &mut Desk,
    happenings: Vec<Happening>,
    now: DateTime<FixedOffset>,
    words: &str,
) -> Done {
    let (effects, outcome) = desk.commit(happenings, false, now);
    (
        effects,
        outcome
            .map(|()| words.to_owned())
            .map_err(|why: Refused| why.to_string()),
    )
}

/// The command in the line has been done: the line is empty again. Words that are no command stay.
pub(super) fn finish_line(app: &mut App) -> Vec<Effect> {
    match app.desk.as_mut() {
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

fn empty_line(desk: &mut Desk) -> Vec<Effect> {
    desk.begin_line(Purpose::New, "", true)
}

/// The meeting begins with its first section.
pub(super) fn begin(desk: &mut Desk, now: DateTime<FixedOffset>) -> Done {
    let Some(first) = desk
        .meeting
        .next_section()
        .map(|section| section.id.clone())
    else {
        return (
            Vec::new(),
            Err("This agenda has no section that can be opened.".to_owned()),
        );
    };
    let mut happenings = vec![Happening::Began {}];
    happenings.extend(opening(desk, &first));
    said(
        desk,
        happenings,
        now,
        "The meeting has begun. /arrive all marks everybody as here.",
    )
}

fn next(desk: &mut Desk, now: DateTime<FixedOffset>) -> Done {
    if desk.meeting.phase() == Phase::Preparing {
        return begin(desk, now);
    }
    match desk.meeting.next_section().map(|section| (section.id.clone(), section.title.clone())) {
        Some((id, title)) => {
            let happenings = opening(desk, &id);
            desk.shown = Shown::OpenSection;
            said(desk, happenings, now, &title)
        }
        None => (Vec::new(), Err("All sections were open or left out. /section opens one again; /close closes the meeting.".to_owned())),
    }
}

/// What happens when a section opens: private time ends or begins with its section.
fn opening(desk: &Desk, id: &str) -> Vec<Happening> {
    let mut happenings = Vec::new();
    if desk.meeting.private_time_on().is_some() {
        happenings.push(Happening::PrivateTimeEnded {});
    }
    if desk.meeting.break_on().is_some() {
        happenings.push(Happening::BreakEnded {});
    }
    happenings.push(Happening::SectionOpened {
        section: id.to_owned(),
    });
    let mode = desk
        .meeting
        .agenda()
        .place(id)
        .map(|place| place.section.mode.word().to_owned());
    if mode.as_deref() == Some("private_time") {
        happenings.push(Happening::PrivateTimeStarted {});
    }
    happenings
}

fn section(desk: &mut Desk, wanted: &str, now: DateTime<FixedOffset>) -> Done {
    let Some(id) = find_section(&desk.meeting, wanted) else {
        return (
            Vec::new(),
            Err(format!(
                "No section is called \"{wanted}\". Its number will do, as in /section 3."
            )),
        );
    };
    let mut happenings = Vec::new();
    if desk.meeting.phase() == Phase::Preparing {
        happenings.push(Happening::Began {});
    }
    happenings.extend(opening(desk, &id));
    let title = desk
        .meeting
        .agenda()
        .place(&id)
        .map(|place| place.section.title.clone())
        .unwrap_or_default();
    desk.shown = Shown::OpenSection;
    said(desk, happenings, now, &title)
}

/// A section by number, id, or a beginning of its title; the number of a heading means its first part.
pub fn find_section(meeting: &Meeting, wanted: &str) -> Option<String> {
    let wanted = wanted.trim().trim_end_matches('.').to_lowercase();
    let places = meeting.agenda().places();
    let first_part = format!("{wanted}.1");
    let id = |place: &crate::domain::agenda::Place<'_>| place.section.id.clone();
    if wanted.is_empty() {
        return None;
    }
    let exact = places.iter().find(|place| {
        place.number == wanted || place.section.id == wanted || place.number == first_part
    });
    exact
        .or_else(|| {
            places
                .iter()
                .find(|place| place.section.title.to_lowercase().starts_with(&wanted))
        })
        .map(id)
}

fn skip(desk: &mut Desk, reason: &str, now: DateTime<FixedOffset>) -> Done {
    let Some(open) = desk
        .meeting
        .open_section()
        .map(|section| section.id.clone())
    else {
        return (
            Vec::new(),
            Err("No section is open that could be left out.".to_owned()),
        );
    };
    let next = desk
        .meeting
        .next_section()
        .map(|section| (section.id.clone(), section.title.clone()));
    let mut happenings = vec![Happening::SectionSkipped {
        section: open,
        reason: reason.to_owned(),
    }];
    let words = match &next {
        Some((id, title)) => {
            happenings.extend(opening(desk, id));
            title.clone()
        }
        None => "That was the last section. /close closes the meeting.".to_owned(),
    };
    said(desk, happenings, now, &words)
}

fn come_and_go(desk: &mut Desk, codes: &str, arrive: bool, now: DateTime<FixedOffset>) -> Done {
    let mut ids = Vec::new();
    let mut unknown = Vec::new();
    for code in codes.split([' ', ',']).filter(|code| !code.is_empty()) {
        if code.eq_ignore_ascii_case("all") {
            let people = desk
                .meeting
                .records("person")
                .filter(|person| desk.meeting.is_expected(person));
            ids.extend(
                people
                    .filter(|person| desk.meeting.is_here(&person.id) != arrive)
                    .map(|person| person.id.clone()),
            );
        } else {
            match find_seat(code, &desk.meeting) {
                Found::One(id) => ids.push(id),
                Found::Several(_) | Found::Nobody => unknown.push(code.to_owned()),
            }
        }
    }
    if !unknown.is_empty() {
        return (
            Vec::new(),
            Err(format!(
                "Who is {}? Nobody was marked; the line is kept.",
                unknown.join(" and ")
            )),
        );
    }
    let names: Vec<String> = ids.iter().map(|id| desk.meeting.called(id)).collect();
    let happenings = ids
        .into_iter()
        .map(|person| {
            if arrive {
                Happening::Arrived { person }
            } else {
                Happening::Left { person }
            }
        })
        .collect();
    let verb = if arrive { "here" } else { "gone" };
    said(
        desk,
        happenings,
        now,
        &format!("{} {verb} since {}.", names.join(", "), now.format("%H:%M")),
    )
}

fn undo(desk: &mut Desk, now: DateTime<FixedOffset>) -> Done {
    match desk.meeting.undoable() {
        Some(batch) => said(
            desk,
            vec![Happening::Undone { batch }],
            now,
            "Taken back. /redo brings it again.",
        ),
        None => (Vec::new(), Err("There is nothing to take back.".to_owned())),
    }
}

/// Edit, append, strike out or mark: the chosen record, or the last.
fn about_record(app: &mut App, act: Act, rest: &str) -> Vec<Effect> {
    let now = app.now;
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    let (skipped, rest) = back_by(rest);
    let subject = match skipped {
        0 => desk.subject(),
        back => desk
            .meeting
            .all_records()
            .iter()
            .rev()
            .filter(|record| record.struck.is_none())
            .nth(back),
    };
    let Some(id) = subject.map(|record| record.id.clone()) else {
        return refuse(app, "There is no entry yet.");
    };
    match act {
        Act::Edit | Act::Append if rest.is_empty() => {
            let mut effects = empty_line(desk);
            effects.extend(if act == Act::Edit {
                entry::begin_edit(desk, &id)
            } else {
                desk.set_aside_and_begin(Purpose::Append(id), "")
            });
            effects
        }
        Act::Edit | Act::Append => {
            let purpose = if act == Act::Edit {
                Purpose::Edit(id)
            } else {
                Purpose::Append(id)
            };
            let mut effects = desk.begin_line(purpose, rest, false);
            effects.extend(super::submit::submit(app));
            effects
        }
        Act::Strike => {
            let happenings = vec![Happening::StruckOut {
                id,
                reason: rest.to_owned(),
            }];
            finish(
                app,
                happenings,
                now,
                "Struck out. It stays in the full record; /undo brings it back.",
            )
        }
        _ => match line::marked(&desk.meeting, &id, rest) {
            Ok(body) => finish(app, vec![Happening::Changed { id, body }], now, "Marked."),
            Err(words) => refuse(app, &words),
        },
    }
}

fn finish(
    app: &mut App,
    happenings: Vec<Happening>,
    now: DateTime<FixedOffset>,
    words: &str,
) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    let (mut effects, outcome) = desk.commit(happenings, true, now);
    match outcome {
        Ok(()) => {
            desk.selected = None;
            effects.extend(desk.begin_line(Purpose::New, "", true));
            app.status.tell(words);
        }
        Err(why) => effects.extend(refuse(app, &why.to_string())),
    }
    effects
}

/// `^2 words`: the entry two before the last. Without it, the last (or the chosen one).
fn back_by(rest: &str) -> (usize, &str) {
    let Some((number, words)) = rest
        .strip_prefix('^')
        .map(|rest| rest.split_once(char::is_whitespace).unwrap_or((rest, "")))
    else {
        return (0, rest);
    };
    number
        .parse()
        .map_or((0, rest), |back| (back, words.trim()))
}
