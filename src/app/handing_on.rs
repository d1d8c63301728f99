//! Handing the minutes on to the team, and taking them back: what it means is said before it is done.
//! Must not know folders or modes: the effect asks for them, after the fact that says so.

use super::command::{Done, said};
use super::editor::MeetingEditor;
use super::effect::Effect;
use crate::domain::meeting::event::KnownEvent;
use chrono::{DateTime, FixedOffset};

/// What is said where the folder is for one account alone.
const NOT_SHARED: &str = "These minutes lie in a folder for you alone, so nobody else can open them here. Nothing was changed. Ask IT for a shared folder (README: \"A folder for a team\") and begin there with --data; or copy minutes.json, and the other takes it in with `talking-piece import`.";

/// `/handon`, `/handon yes`, `/handon stop`.
pub(super) fn hand_on(editor: &mut MeetingEditor, word: &str, now: DateTime<FixedOffset>) -> Done {
    let Some(team) = editor.sharing.team.clone() else {
        return (Vec::new(), Err(NOT_SHARED.to_owned()));
    };
    let handed_on = editor.meeting.is_handed_on();
    let not_ours =
        "Only the one who made this meeting can hand it on or take it back. Nothing was changed.";
    let refused = |words: String| (Vec::new(), Err(words));
    match (word.trim().to_lowercase().as_str(), handed_on) {
        ("", false) => (
            Vec::new(),
            Ok(format!(
                "Everybody in the group {team} could then open these minutes, read all of it, the restricted parts and what was struck out too, and go on writing when you have left. Your half-typed line stays yours. /handon yes does it."
            )),
        ),
        ("", true) => (
            Vec::new(),
            Ok(format!(
                "These minutes are handed on: everybody in the group {team} may open them, sees all of it, and may go on when nobody else writes. /handon stop takes them back."
            )),
        ),
        ("yes", true) => {
            refused("These minutes are handed on already. /handon stop takes them back.".to_owned())
        }
        ("stop", false) => {
            refused("These minutes are not handed on. Nothing was changed.".to_owned())
        }
        ("yes" | "stop", _) if !editor.sharing.is_ours => refused(not_ours.to_owned()),
        ("yes", false) => done(
            editor,
            true,
            now,
            &format!(
                "Handed on: everybody in the group {team} can open these minutes and sees all of it. They can write when you have left; until then they read. /handon stop takes it back."
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
        _ => refused(
            "/handon takes yes or stop; alone it says what it means. Nothing was changed."
                .to_owned(),
        ),
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
