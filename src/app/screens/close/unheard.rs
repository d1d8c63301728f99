//! A child who was not heard: the reason typed on the closing list belongs to the child's views.

use crate::app::editing::editor::MeetingEditor;
use crate::domain::line::{self, Asked, Line};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::childs_view;
use crate::domain::record::{Body, Record};
use crate::domain::rules::checks::{CHILDS_VIEWS, FixTarget, Missing};
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// What a line says for a field.
fn answer_in(editor: &MeetingEditor, line: &str, field: &Field) -> Option<String> {
    let today = chrono::NaiveDate::default();
    let Line::Form(form) = line::read(line, &editor.meeting, today) else {
        return None;
    };
    Some(form.body.values.get(field.name)?.as_str()?.to_owned())
}

/// The child whose views a line asks for.
pub(super) fn child_in<'e>(editor: &'e MeetingEditor, line: &str) -> Option<&'e Record> {
    editor
        .meeting
        .record(&answer_in(editor, line, &childs_view::CHILD)?)
}

/// The line for a child who has spoken here: with what was said, up to what is still to be answered.
pub(super) fn said_instead(editor: &MeetingEditor, missing: &Missing) -> Option<String> {
    let FixTarget::Form { line, .. } = &missing.whereto else {
        return None;
    };
    let open = format!("; {}: ", childs_view::CHANNEL.label);
    if missing.check != CHILDS_VIEWS || !line.ends_with(&open) {
        return None;
    }
    let said = line::views_said(&child_in(editor, line)?.id, &editor.meeting)?;
    let has_channel = said.body.values.contains_key(childs_view::CHANNEL.name);
    let open = if has_channel { "" } else { open.as_str() };
    Some(format!("{}{open}", said.line(&editor.meeting)))
}

/// The reason why a child was not heard goes with the child's views, in plain sight, not among the gaps.
pub(super) fn not_heard(
    editor: &MeetingEditor,
    missing: &Missing,
    reason: &str,
    asked: Asked,
) -> Option<KnownEvent> {
    // Who tells the child is another question: a reason for that is not a reason for not asking the child.
    if missing.check != CHILDS_VIEWS {
        return None;
    }
    let (child, way) = match &missing.whereto {
        FixTarget::Form { kind, line } if *kind == childs_view::KIND.id => (
            child_in(editor, line)?.id.clone(),
            // A child who chose not to share was asked.
            answer_in(editor, line, &childs_view::CHANNEL),
        ),
        FixTarget::Record(view) => (
            editor
                .meeting
                .record(view)?
                .text(&childs_view::CHILD)
                .to_owned(),
            None,
        ),
        _ => return None,
    };
    let way = way.unwrap_or_else(|| childs_view::NO_VIEWS.to_owned());
    let there = editor.meeting.records(&childs_view::KIND).find(|view| {
        view.text(&childs_view::CHILD) == child && view.text(&childs_view::CHANNEL) == way
    });
    let mut body = there.map_or_else(Body::default, Record::body);
    let answers = [
        (&childs_view::CHILD, child.as_str()),
        (&childs_view::CHANNEL, way.as_str()),
        (&childs_view::REASON, reason),
    ];
    for (field, answer) in answers {
        body.values
            .insert(field.name.to_owned(), Value::String(answer.to_owned()));
    }
    if line::is_for_some_only(reason, &editor.meeting) {
        body.visibility = Visibility::Restricted;
    }
    let before = there.map(Record::body);
    line::keep_back_in_doubt(
        &childs_view::KIND,
        &mut body,
        before.as_ref(),
        reason,
        asked,
        &editor.meeting,
    );
    line::close_by_section(&childs_view::KIND, &mut body, &editor.meeting);
    Some(match there {
        Some(view) => KnownEvent::Changed {
            id: view.id.clone(),
            body,
        },
        None => KnownEvent::Recorded {
            id: editor.meeting.next_id(&childs_view::KIND),
            record: childs_view::KIND.id.to_owned(),
            section: editor
                .meeting
                .open_section()
                .map(|section| section.id.clone()),
            body,
        },
    })
}
