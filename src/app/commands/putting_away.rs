//! A meeting that was begun by mistake: it is put away and restored, or goes on with another agenda.

use super::going::leave;
use super::{Done, change, said};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::session::kept_from_changing;
use crate::app::editing::stash::finish_line;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::app::screens::agendas;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use chrono::{DateTime, FixedOffset};

pub const IN_THE_MEETING: &[CommandRow] = &[
    CommandRow {
        takes: "its name or number, if you like",
        ..CommandRow::of(
            "agenda",
            "Chooses another agenda for this meeting, while nothing is recorded in it.",
            agenda,
        )
    },
    CommandRow {
        takes: "why",
        needs: true,
        keeps_openly: true,
        leaves: true,
        ..CommandRow::of(
            "discard",
            "Puts a meeting away that was begun by mistake: it leaves every list, and nothing in it is lost. /restore puts it back.",
            discard,
        )
    },
    CommandRow::of(
        "restore",
        "Puts a meeting back in the list that was put away with /discard.",
        |app, typed| change(app, typed, |editor, _, now| restore(editor, now)),
    ),
];

pub const AROUND_THE_LIST: &[CommandRow] = &[CommandRow {
    places: &[Place::Home],
    ..CommandRow::of(
        "putaway",
        "Shows the meetings that were put away with /discard, and why; the second time, all others again.",
        put_away,
    )
}];

fn agenda(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if let Some(effects) = kept_from_changing(app) {
        return effects;
    }
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    if let Some(why) = agendas::settled(editor) {
        return app.refuse(why);
    }
    match typed.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => match agendas::called(app, name) {
            Ok(agenda) => agendas::change(app, typed, agenda),
            Err(why) => app.refuse(why),
        },
        None => {
            let effects = finish_line(app, typed);
            agendas::open(app);
            effects
        }
    }
}

fn discard(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let mut effects = change(app, typed, put_it_away);
    let is_away = app
        .editor
        .as_ref()
        .is_some_and(|editor| editor.read_only.is_none() && editor.meeting.put_away().is_some());
    if is_away && !matches!(app.outcome, Outcome::Refused(_)) {
        let words = app.status.words.clone();
        effects.extend(leave(app, None, Effect::ListMeetings));
        app.status.tell(words);
    }
    effects
}

fn put_it_away(editor: &mut MeetingEditor, reason: &str, now: DateTime<FixedOffset>) -> Done {
    if let Some(away) = editor.meeting.put_away() {
        let words = format!(
            "This meeting is put away already, since {}. Nothing was changed; /restore puts it back in the list.",
            away.words()
        );
        return (Vec::new(), Ok(words));
    }
    if editor.sharing.team.is_some() && !editor.sharing.is_ours {
        let why = Problem::wrong_input("Only the person who made this meeting can put it away.")
            .safe("Nothing was changed; your line is kept.");
        return (Vec::new(), Err(why));
    }
    if let Err(why) = editor.meeting.may_be_put_away() {
        return (Vec::new(), Err(why.into()));
    }
    let reason = reason.trim().to_owned();
    said(
        editor,
        vec![KnownEvent::Discarded { reason }],
        now,
        "The meeting is put away, and nothing in it is lost. /putaway shows it; /restore in it puts it back in this list.",
    )
}

fn restore(editor: &mut MeetingEditor, now: DateTime<FixedOffset>) -> Done {
    if editor.meeting.put_away().is_none() {
        let words = "This meeting is not put away. Nothing was changed.";
        return (Vec::new(), Ok(words.to_owned()));
    }
    said(
        editor,
        vec![KnownEvent::Restored {}],
        now,
        "The meeting is back in the list, and goes on where it was.",
    )
}

fn put_away(app: &mut App, _typed: Option<&str>) -> Vec<Effect> {
    match app.home.turn_over() {
        true => Vec::new(),
        false => {
            app.status.tell("No meeting was put away. /discard and a reason puts one away, in the meeting itself.");
            Vec::new()
        }
    }
}
