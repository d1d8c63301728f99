//! Who has papers already that may hold what was just kept from them: said behind whatever else is said of the change.

use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::rules::copies_given::given_too_much;

/// How much has happened in the open meeting, to know afterwards what is new.
pub fn so_far(app: &App) -> usize {
    let editor = app.editor.as_ref();
    editor.map_or(0, |editor| editor.meeting.events().len())
}

/// What there is to say of the changes since.
pub fn told_since(app: &App, so_far: usize) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let new = meeting.events().get(so_far..).unwrap_or_default();
    let changed = new.iter().filter_map(|logged| match &logged.event {
        Event::Known(KnownEvent::Changed { id, .. }) => Some(id),
        _ => None,
    });
    let changed: Vec<&String> = changed.collect();
    if changed.is_empty() {
        return None;
    }
    let mut given = given_too_much(meeting);
    given.retain_mut(|given| {
        given.records.retain(|id| changed.contains(&id));
        !given.records.is_empty()
    });
    let words: Vec<String> = given.iter().map(|given| given.words(meeting)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

pub fn tell(app: &mut App, before: usize) {
    // What was read from the disk is not new.
    let is_new = |editor: &MeetingEditor| before > 0 && editor.meeting.events().len() > before;
    if !app.editor.as_ref().is_some_and(is_new) {
        return;
    }
    if let Some(words) = told_since(app, before) {
        let words = format!("{} {words}", app.status.words);
        app.status.point_out(words.trim_start());
    }
}
