//! A meeting is opened, looked at and left. While somebody else writes in it, it can only be read, and Enter looks at it again:
//! what they entered since is seen, and when they have left, or their program was killed, it is gone on with. What was typed
//! meanwhile is kept.

use super::editor::MeetingEditor;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Opened;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::{Outcome, Status};
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;

/// A meeting comes from the disk: its editor is set up, and it is said how it was found.
pub fn on_opened(app: &mut App, opened: Opened) -> Vec<Effect> {
    let interrupted = !opened.events.is_empty();
    let is_unsealed = opened.is_unsealed;
    let (mut editor, notes) = MeetingEditor::open(opened);
    editor.abbreviations.clone_from(&app.abbreviations);
    let was = editor.meeting.interrupted_at();
    let id = editor.meeting.id().to_owned();
    let before = app
        .editor
        .take_if(|before| before.open_elsewhere && before.meeting.id() == id);
    let looked_again = before.is_some();
    let left_behind = before.is_some_and(|before| editor.take_over_what_was_typed(before));
    app.place = match editor.meeting.phase() {
        Phase::Preparing => Place::Prepare,
        Phase::Open | Phase::Closed => Place::Recording,
    };
    app.status = Status::default();
    let mut effects = Vec::new();
    if editor.read_only.is_none() {
        // Looking at a closed meeting leaves no trace in it; what its closing owes is done.
        if editor.meeting.phase() == Phase::Closed {
            effects.extend(is_unsealed.then(|| editor.write_minutes(true)));
        } else {
            effects.extend(
                editor
                    .commit(vec![KnownEvent::SessionStarted {}], false, app.now)
                    .0,
            );
        }
    }
    // The words of the last session are written into this one's draft before anything else; a reader's who looks again
    // stand in theirs.
    if !(looked_again && editor.read_only.is_some()) {
        let (purpose, text) = (editor.purpose.clone(), editor.line.text().to_owned());
        effects.extend(editor.begin_line(purpose, &text, false));
    }
    if let Some(words) = &editor.read_only {
        let again = what_enter_does(&editor, app.one_line_at_a_time);
        app.status.point_out(format!("{words}{again}"));
    } else if looked_again {
        let words = now_it_is_yours(&editor, left_behind, app.one_line_at_a_time);
        app.status.point_out(words);
    } else if let Some(at) = was.filter(|_| interrupted) {
        let line = if editor.line.is_empty() {
            ""
        } else {
            " Your half-typed line is here."
        };
        app.status.tell(format!(
            "The meeting was interrupted at {}. Nothing was lost.{line}",
            at.format("%H:%M")
        ));
    }
    if !notes.is_empty() {
        let words = notes.join(" ");
        app.status
            .point_out(match looked_again && editor.read_only.is_none() {
                true => format!("{} {words}", app.status.words),
                false => words,
            });
    }
    app.editor = Some(editor);
    app.pages.clear();
    app.outcome = Outcome::Done;
    effects
}

/// Ends the session and writes the minutes as they stand. The half-typed line stays in the draft.
pub fn leave_meeting(app: &mut App, why: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(editor) = app.editor.as_mut() {
        if editor.read_only.is_none() && editor.meeting.is_session_open() {
            effects.extend(
                editor
                    .commit(
                        vec![KnownEvent::SessionEnded {
                            why: why.to_owned(),
                        }],
                        false,
                        app.now,
                    )
                    .0,
            );
            let is_closed = editor.meeting.phase() == Phase::Closed;
            effects.extend(
                editor
                    .leaves_minutes()
                    .then(|| editor.write_minutes(is_closed)),
            );
        }
        effects.push(Effect::Release);
    }
    app.editor = None;
    app.pages.clear();
    effects
}

/// What is done instead of changing a meeting that is only read; nothing where it may be changed.
pub fn kept_from_changing(app: &mut App) -> Option<Vec<Effect>> {
    let editor = app.editor.as_ref()?;
    let why = editor.read_only.clone()?;
    Some(match editor.open_elsewhere {
        true => look_again(editor),
        false => app.refuse(why),
    })
}

/// While somebody else writes in the meeting, it is looked at again: they may have left, and what they wrote since is seen.
pub fn look_again(editor: &MeetingEditor) -> Vec<Effect> {
    vec![Effect::Open(editor.meeting.id().to_owned())]
}

/// While it is only read, no change of an entry is begun: the words would be of an entry as it was when it was looked at,
/// and would later stand over newer ones.
pub fn no_change(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let elsewhere = Problem::not_saved_or_read(
        "Somebody else writes in these minutes, so no entry can be changed here now.",
    )
    .safe("Nothing was changed.")
    .next("Esc, then Enter: see whether you may.");
    let why = match (editor.open_elsewhere, editor.read_only.clone()) {
        (false, Some(why)) => why,
        _ => elsewhere,
    };
    app.refuse(why)
}

/// Whoever wrote has left, and what was a meeting to be read is gone on with; or they have closed it.
pub fn now_it_is_yours(
    editor: &MeetingEditor,
    left_behind: bool,
    one_line_at_a_time: bool,
) -> String {
    let typed = editor.line.text();
    let line = match (editor.line.is_empty(), one_line_at_a_time) {
        (true, _) => String::new(),
        (false, true) => format!(" This was typed and is not recorded yet; type it again: {typed}"),
        (false, false) => " The line holds what was typed last; it is not recorded yet.".to_owned(),
    };
    let aside = match (left_behind, one_line_at_a_time) {
        (false, _) => "",
        (true, true) => "\nA line that was half-typed before is set aside; /aside brings it back.",
        (true, false) => " A line that was half-typed before is set aside (Down).",
    };
    if editor.meeting.phase() == Phase::Closed {
        let how = match one_line_at_a_time {
            true => "/home goes to all meetings; its number there reads them",
            false => "/home, then Enter on it, reads them",
        };
        return format!(
            "The one who wrote has closed these minutes and left. Nothing was lost. {how}; /reopen and why opens them again.{line}{aside}"
        );
    }
    format!(
        "Nobody else writes in these minutes any more: you do now. Nothing was lost.{line}{aside}"
    )
}

/// On a screen the last row says it.
pub fn what_enter_does(editor: &MeetingEditor, one_line_at_a_time: bool) -> &'static str {
    match editor.open_elsewhere && one_line_at_a_time {
        true => " An empty line looks again.",
        false => "",
    }
}
