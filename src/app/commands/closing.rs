//! The end of the work: the meeting is closed and reopened, its minutes are handed on to the team and taken back. What
//! handing on means is explained before it is done.

use super::{Done, change, said};
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::screens;
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use chrono::{DateTime, FixedOffset};

pub const ROWS: &[CommandRow] = &[
    CommandRow {
        takes: "why it is closed with gaps, if there are any",
        keeps_openly: true,
        means: screens::close::close_means,
        ..CommandRow::of(
            "close",
            "Shows what is still missing, and closes the meeting.",
            screens::close::open,
        )
    },
    CommandRow {
        takes: "why",
        needs: true,
        ..CommandRow::of(
            "reopen",
            "Opens a closed meeting again, and says why.",
            |app, typed| change(app, typed, reopen),
        )
    },
    CommandRow {
        takes: "yes, or stop",
        ..CommandRow::of(
            "handon",
            "Opens all of this meeting to everybody in the group of a shared folder, so that somebody else can continue it: says first what that means; /handon yes does it, /handon stop takes it back.",
            |app, typed| change(app, typed, hand_on),
        )
    },
];

fn reopen(editor: &mut MeetingEditor, reason: &str, now: DateTime<FixedOffset>) -> Done {
    if editor.meeting.phase() != Phase::Closed {
        // The reason was typed for nothing, and is not thrown away.
        let why = Problem::wrong_input("The meeting is not closed, so there is nothing to reopen.")
            .safe("Your line is kept.");
        return (Vec::new(), Err(why));
    }
    let reason = reason.to_owned();
    let reopened = vec![KnownEvent::Reopened { reason }];
    said(editor, reopened, now, "The meeting is open again.")
}

/// Said where the folder is for one account alone.
const ASK_FOR_A_SHARED_FOLDER: &str = "Ask IT for a shared folder (`talking-piece manual team-folder`) and start there with --data; or copy minutes.json, and your colleague can take it in with `talking-piece import`.";

fn hand_on(editor: &mut MeetingEditor, word: &str, now: DateTime<FixedOffset>) -> Done {
    let handed_on = editor.meeting.is_handed_on();
    let word = word.trim().to_lowercase();
    if word == "stop" && !handed_on {
        let words = "These minutes are not handed on. Nothing was changed.";
        return (Vec::new(), Ok(words.to_owned()));
    }
    let Some(team) = editor.sharing.team.clone() else {
        let why = "These minutes are in a folder for you alone, so nobody else can open them here.";
        let why = Problem::wrong_input(why).safe("Nothing was changed.");
        return (Vec::new(), Err(why.next(ASK_FOR_A_SHARED_FOLDER)));
    };
    let refused = |why: Problem| (Vec::new(), Err(why));
    let unchanged =
        |happened: &str| refused(Problem::wrong_input(happened).safe("Nothing was changed."));
    match (word.as_str(), handed_on) {
        ("", false) => (
            Vec::new(),
            Ok(format!(
                "Everybody in the group {team} could then open these minutes, read all of them, including the restricted parts and what was struck out, and go on writing once you have left. Your half-typed line stays yours. /handon yes does it."
            )),
        ),
        ("", true) => (
            Vec::new(),
            Ok(format!(
                "These minutes are handed on: everybody in the group {team} may open them, can see all of them, and may go on writing when nobody else is. /handon stop takes them back."
            )),
        ),
        ("yes", true) => {
            let words = "These minutes are handed on already. Nothing was changed; /handon stop takes them back.";
            (Vec::new(), Ok(words.to_owned()))
        }
        ("yes" | "stop", _) if !editor.sharing.is_ours => {
            unchanged("Only the person who made this meeting can hand it on or take it back.")
        }
        ("yes", false) => done(
            editor,
            true,
            now,
            &format!(
                "Handed on: everybody in the group {team} can open these minutes and see all of them. They can write once you have left; until then they can only read. /handon stop takes them back."
            ),
        ),
        ("stop", true) => done(
            editor,
            false,
            now,
            &format!(
                "Taken back: the group {team} reads only the open minutes from now on. What they have read or copied already cannot be taken back."
            ),
        ),
        _ => unchanged("/handon takes yes or stop; on its own it says what that means."),
    }
}

fn done(editor: &mut MeetingEditor, on: bool, now: DateTime<FixedOffset>, words: &str) -> Done {
    let known_event = if on {
        KnownEvent::HandedOn {}
    } else {
        KnownEvent::TakenBack {}
    };
    let (mut effects, outcome) = said(editor, vec![known_event], now, words);
    if outcome.is_ok() {
        effects.push(Effect::HandOn(on));
    }
    (effects, outcome)
}
