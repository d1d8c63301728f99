//! Opening and leaving a meeting. While somebody else is writing in it, it can only be read, and Enter looks at it
//! again: that shows what they have entered since, and resumes the meeting once they have left or their program was
//! killed. What was typed in the meantime is kept.

use super::editor::MeetingEditor;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Opened;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::{Outcome, Status};
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;

/// Sets up the editor for a meeting read from the disk, and says how it was found.
pub fn on_opened(app: &mut App, opened: Opened) -> Vec<Effect> {
    let interrupted = !opened.events.is_empty();
    let is_unsealed = opened.is_unsealed;
    let (mut editor, mut notes) = MeetingEditor::open(opened);
    notes.extend(editor.meeting.settings().unusable_words());
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
    app.status = Status {
        // Of whichever meeting: nothing else reminds of it.
        not_kept: app.status.not_kept.take(),
        ..Status::default()
    };
    let mut effects = Vec::new();
    if editor.read_only.is_none() {
        // Looking at a closed meeting, or at one that was put away, leaves no trace in it; anything still owed from
        // closing it is done.
        if editor.meeting.phase() == Phase::Closed || editor.meeting.put_away().is_some() {
            effects.extend(is_unsealed.then(|| editor.write_minutes(true)));
        } else {
            effects.extend(
                editor
                    .commit(vec![KnownEvent::SessionStarted {}], false, app.now)
                    .0,
            );
        }
    }
    // The words of the last session go into this session's draft before anything else. A reader who looks again already
    // has them in their own draft.
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
    } else if let Some(away) = editor.meeting.put_away() {
        app.status.point_out(format!(
            "This meeting was put away on {}. /restore puts it back in the list; until then nothing is recorded in it.",
            away.words()
        ));
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

/// What happens instead of changing a read-only meeting; `None` where it may be changed.
pub fn kept_from_changing(app: &mut App) -> Option<Vec<Effect>> {
    let editor = app.editor.as_ref()?;
    let why = editor.read_only.clone()?;
    Some(match editor.open_elsewhere {
        true => look_again(editor),
        false => app.refuse(why),
    })
}

/// While somebody else is writing in the meeting, look again: they may have left, or written more.
pub fn look_again(editor: &MeetingEditor) -> Vec<Effect> {
    vec![Effect::Open(editor.meeting.id().to_owned())]
}

/// While it can only be read, no edit of an entry is begun: it would start from the entry as it was then, and later
/// overwrite newer words.
pub fn no_change(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let elsewhere = Problem::not_saved_or_read(
        "Somebody else is writing in these minutes, so no entry can be changed here now.",
    )
    .safe("Nothing was changed.")
    .next("Esc, then Enter checks again.");
    let why = match (editor.open_elsewhere, editor.read_only.clone()) {
        (false, Some(why)) => why,
        _ => elsewhere,
    };
    app.refuse(why)
}

/// The writer has left, and the reader takes over; or the writer has closed the meeting.
pub fn now_it_is_yours(
    editor: &MeetingEditor,
    left_behind: bool,
    one_line_at_a_time: bool,
) -> String {
    let typed = editor.line.text();
    let line = match (editor.line.is_empty(), one_line_at_a_time) {
        (true, _) => String::new(),
        (false, true) => format!(" This was typed and is not recorded yet: {typed}"),
        (false, false) => {
            " What was typed last is still in the line; it is not recorded yet.".to_owned()
        }
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
            "The person who was writing has closed these minutes and left. Nothing was lost. {how}; /reopen and a reason opens them again.{line}{aside}"
        );
    }
    format!(
        "Nobody else is writing in these minutes any more: you are now. Nothing was lost.{line}{aside}"
    )
}

/// On a screen the last row says so already.
pub fn what_enter_does(editor: &MeetingEditor, one_line_at_a_time: bool) -> &'static str {
    match editor.open_elsewhere && one_line_at_a_time {
        true => " An empty line looks again.",
        false => "",
    }
}
