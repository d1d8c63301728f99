//! What was just kept back, and is out already: in papers that somebody has, or in open records. It is said behind whatever
//! else is said of the change.

use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::domain::line::open_records_that_name;
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::record::Kind;
use crate::domain::rules::copies_given::given_too_much;

/// How much has happened in the open meeting, to know afterwards what is new.
pub fn so_far(app: &App) -> usize {
    let editor = app.editor.as_ref();
    editor.map_or(0, |editor| editor.meeting.events().len())
}

fn changed_since(meeting: &Meeting, so_far: usize) -> Vec<&String> {
    let new = meeting.events().get(so_far..).unwrap_or_default();
    let changed = new.iter().filter_map(|logged| match &logged.event {
        Event::Known(KnownEvent::Changed { id, .. }) => Some(id),
        _ => None,
    });
    changed.collect()
}

/// Of somebody who was just restricted: how many open records name them.
pub fn named_openly_since(app: &App, so_far: usize) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let is_kept_back = |id: &&String| {
        let record = meeting.record(id);
        record
            .is_some_and(|record| !record.is_open() && record.kind().is_some_and(Kind::is_somebody))
    };
    changed_since(meeting, so_far)
        .into_iter()
        .find(is_kept_back)?;
    let many = open_records_that_name(meeting).len();
    let (records, name) = if many == 1 {
        ("record still", "names")
    } else {
        ("records still", "name")
    };
    (many > 0).then(|| {
        format!("{many} open {records} {name} somebody who is restricted; /close leads to them.")
    })
}

/// What there is to say of papers that somebody has, and of the changes since.
pub fn told_since(app: &App, so_far: usize) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let changed = changed_since(meeting, so_far);
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
    let told = [told_since(app, before), named_openly_since(app, before)];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if !told.is_empty() {
        let words = told.join(" ");
        let words = format!("{} {words}", app.status.words);
        app.status.point_out(words.trim_start());
    }
}
