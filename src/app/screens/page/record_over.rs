//! A record that is typed over the page that tells of it: `/gets KS; papers: slip` on the list of papers. The meeting below
//! records it, and the page is made anew.

use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::recording::record_form;
use crate::app::editing::session::kept_from_changing;
use crate::app::editing::stash::Purpose;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::status::Outcome;
use crate::domain::line::{self, Line};
use crate::domain::problem::Problem;
use crate::domain::record::KINDS;
use crate::domain::text::buffer::TextBuffer;

/// What is done where the line holds such a record; `None` where it does not.
pub(super) fn entered(app: &mut App) -> Option<Vec<Effect>> {
    let page = app.pages.last()?;
    let typed = page.line.text().trim().to_owned();
    let command = typed
        .strip_prefix('/')?
        .split_whitespace()
        .next()?
        .to_lowercase();
    let mut kinds = KINDS.iter();
    let is_taken = kinds.any(|kind| kind.command == command && page.view.takes(kind));
    let is_open = |editor: &MeetingEditor| editor.meeting.id() == page.view.meeting();
    if !is_taken || !app.editor.as_ref().is_some_and(is_open) {
        return None;
    }
    let effects = record(app, &typed);
    // What could not be recorded stays in the line.
    let is_refused = matches!(app.outcome, Outcome::Refused(_));
    if let Some(page) = app.pages.last_mut().filter(|_| !is_refused) {
        page.line = TextBuffer::default();
        page.choice = 0;
    }
    Some(effects)
}

/// Records `typed`, and asks for the page again.
fn record(app: &mut App, typed: &str) -> Vec<Effect> {
    if let Some(effects) = kept_from_changing(app) {
        return effects;
    }
    let today = app.now.date_naive();
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let form = match line::read(typed, &editor.meeting, today) {
        Line::Form(form) if form.missing().is_empty() => form,
        _ => return app.refuse(Problem::wrong_input(format!("{typed} needs more words."))),
    };
    // The status may close pages that tell of what is restricted; this one is asked for again.
    let view = app.pages.last().map(|page| page.view.clone());
    // Nothing that was being typed in the meeting is taken over by this record.
    let mut effects = editor.set_aside_and_begin(Purpose::New, typed);
    effects.extend(record_form(app, &form));
    let is_recorded = matches!(app.outcome, Outcome::Recorded(_));
    if let Some(editor) = app.editor.as_mut().filter(|_| !is_recorded) {
        effects.extend(editor.begin_line(Purpose::New, "", false));
    }
    if let Some(view) = view.filter(|_| is_recorded) {
        effects.push(Effect::Show { view, at: None });
    }
    effects
}
