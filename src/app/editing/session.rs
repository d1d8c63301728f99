//! A meeting that can only be read. While somebody else writes in it, Enter looks at it again: what they entered since is
//! seen, and when they have left, or their program was killed, it is gone on with. What was typed meanwhile is kept.
//! Must not know locks or files: it asks for the meeting to be opened.

use super::editor::{Aside, MeetingEditor};
use crate::app::App;
use crate::app::editing::recording::refuse;
use crate::app::protocol::effect::Effect;
use crate::domain::meeting::Phase;

/// A meeting that can only be read: says why, and the words stay in the line. While somebody else writes in it, it is
/// looked at again: they may have left, and what they wrote since is seen.
pub(crate) fn only_read(app: &mut App, words: &str) -> Vec<Effect> {
    match app.editor.as_ref().filter(|editor| editor.open_elsewhere) {
        Some(editor) => vec![Effect::Open(editor.meeting.id().to_owned())],
        None => refuse(app, words),
    }
}

/// While it is only read, no change of an entry is begun: the words would be of an entry as it was when it was looked at,
/// and would later stand over newer ones.
pub(crate) fn no_change(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let words = match (editor.open_elsewhere, editor.read_only.clone()) {
        (true, _) => "Somebody else writes in these minutes, so no entry can be changed here now. Nothing was changed. Esc, then Enter: see whether you may.".to_owned(),
        (false, why) => why.unwrap_or_default(),
    };
    refuse(app, &words)
}

/// Whoever wrote has left, and what was a meeting to be read is gone on with; or they have closed it.
pub(crate) fn now_it_is_yours(
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
pub(crate) fn what_enter_does(editor: &MeetingEditor, one_line_at_a_time: bool) -> &'static str {
    match editor.open_elsewhere && one_line_at_a_time {
        true => " An empty line looks again.",
        false => "",
    }
}

impl MeetingEditor {
    /// Takes over what was typed at this desk before, while the meeting could only be read: nothing of it is lost. A
    /// half-typed line that the journal's writer left behind is set aside for it. Whether there was one.
    pub fn take_over_what_was_typed(&mut self, before: MeetingEditor) -> bool {
        self.shown = before.shown;
        // A number must not come again: the draft of the reader goes on.
        self.draft = self.draft.max(before.draft);
        for aside in before.asides {
            if !self.asides.contains(&aside) {
                self.asides.push(aside);
            }
        }
        if before.line.text().trim().is_empty() {
            return false;
        }
        let left_behind =
            !self.line.text().trim().is_empty() && self.line.text() != before.line.text();
        if left_behind {
            self.asides.push(Aside {
                purpose: self.purpose.clone(),
                text: self.line.text().to_owned(),
            });
        }
        self.purpose = before.purpose;
        self.line = before.line;
        left_behind
    }
}
