//! `/takeup`: an offer of help, somebody's idea or a child's wish becomes an action; an action, an offer, a score or a child's
//! views inside what somebody said become that. The line is prepared with what is known; nothing is recorded before Enter.

use super::taking_back;
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::session;
use crate::app::editing::stash::Purpose;
use crate::app::protocol::command_row::{CommandRow, Offer};
use crate::app::protocol::effect::Effect;
use crate::app::screens::entering::submit;
use crate::domain::line::{self, Line};
use crate::domain::meeting::Meeting;
use crate::domain::problem::Problem;
use crate::domain::record::form::{Field, Need};
use crate::domain::record::kinds::{action, childs_view, contribution, offer};
use crate::domain::record::{Body, Kind, ReadAnswers, Record, is_open_to_all};
use crate::domain::visibility::Visibility;
use chrono::NaiveDate;
use serde_json::Value;

const FAMILY_PROPOSAL: &str = "family_proposal";

pub const ROWS: &[CommandRow] = &[CommandRow {
    takes: "[o1; by: …]",
    means,
    offers: offered,
    ..CommandRow::of(
        "takeup",
        "Makes an action of the last offer, idea or child's wish, or of the one you chose or name: it gets the line ready. So it does for an action, an offer, a score or a child's views inside what somebody said.",
        take_up,
    )
}];

/// Prepares the line of the action. `typed` is what follows the command in the line: which entry, and answers for the
/// action. Where lines arrive one at a time (a file of lines, plain mode), they make the action at once.
fn take_up(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if let Some(effects) = session::kept_from_changing(app) {
        return effects;
    }
    let one_line_at_a_time = app.one_line_at_a_time;
    let today = app.now.date_naive();
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let (chosen, answers) = chosen(editor, typed.unwrap_or(""));
    let Some((kind, body)) = chosen else {
        return app.refuse(Problem::wrong_input("There is no offer, idea or wish here. Go to one first, or name it: /takeup o1 makes an action of the first offer."));
    };
    let text = line_of(kind, body, answers, &editor.meeting, today);
    if one_line_at_a_time && typed.is_none_or(str::is_empty) {
        let what = kind.title.to_lowercase();
        return app.refuse(Problem::wrong_input(format!(
            "The {what} would be: {text} -- type it as it should be."
        )));
    }
    let mut effects = Vec::new();
    if typed.is_some() {
        effects = editor.empty_line();
    }
    editor.selected = None;
    effects.extend(editor.set_aside_and_begin(Purpose::New, &text));
    if one_line_at_a_time {
        effects.extend(submit(app));
    }
    effects
}

/// What is taken up, with the answers that were typed.
fn chosen<'t>(editor: &MeetingEditor, typed: &'t str) -> (Option<(&'static Kind, Body)>, &'t str) {
    let meeting = &editor.meeting;
    let (named, answers) = named(typed, meeting);
    let made = match (named, editor.selected.is_some()) {
        (Some(record), _) => made_of(record, meeting),
        (None, true) => editor.subject().and_then(|record| made_of(record, meeting)),
        (None, false) => to_take_up(meeting).next().and_then(|record| {
            all_of_a_child(record, meeting).or_else(|| made_of(record, meeting))
        }),
    };
    (made, answers)
}

/// Before Enter: the line that it gets ready.
fn means(app: &App, typed: &str) -> Option<String> {
    let editor = app.editor.as_ref()?;
    let (chosen, answers) = chosen(editor, typed);
    // What is kept back stands in no row about it.
    let (kind, body) = chosen.filter(|(_, body)| !body.visibility.is_kept_back())?;
    let line = line_of(kind, body, answers, &editor.meeting, app.now.date_naive());
    Some(format!("Gets ready: {}", line.trim_end()))
}

/// What can be taken up, newest first, while nothing but its number has been begun.
fn offered(meeting: &Meeting, typed: &str) -> Vec<Offer> {
    if typed.contains([';', ' ']) {
        return Vec::new();
    }
    let begun = typed.to_lowercase();
    let fits = |record: &&Record| record.id.starts_with(&begun) && record.id != begun;
    to_take_up(meeting)
        .filter(fits)
        .map(|record| Offer {
            removed: typed.len(),
            text: record.id.clone(),
            hint: taking_back::name(None, Some(record), meeting),
        })
        .collect()
}

/// `o1; by: 12 Dec`: the entry named first, if any, and the rest.
fn named<'a, 't>(typed: &'t str, meeting: &'a Meeting) -> (Option<&'a Record>, &'t str) {
    let end = typed
        .find(|sign: char| sign == ';' || sign.is_whitespace())
        .unwrap_or(typed.len());
    let (first, rest) = typed.split_at_checked(end).unwrap_or((typed, ""));
    match meeting.record(&first.to_lowercase()) {
        Some(record) => (Some(record), rest.trim_start_matches([';', ' '])),
        None => (None, typed),
    }
}

/// Offers, ideas and wishes that no action has taken up, and words that a record of its own may be meant by: the newest
/// first.
fn to_take_up(meeting: &Meeting) -> impl Iterator<Item = &Record> {
    let actions = || meeting.records(&action::KIND);
    let is_taken = move |record: &Record| {
        actions().any(|action| {
            action.text(&action::OFFER) == record.id || action.text(&action::ANSWERS) == record.id
        }) || is_taken_idea(record, actions())
    };
    let all = meeting.all_records().iter().rev();
    all.filter(move |record| match body_of(record) {
        Some(_) => record.struck.is_none() && !is_taken(record),
        None => line::to_take_up(record, meeting).is_some(),
    })
}

/// Where a child spoke, all that the child said is taken up and not only the last of it.
fn all_of_a_child(record: &Record, meeting: &Meeting) -> Option<(&'static Kind, Body)> {
    let said = line::said_in(record, meeting)
        .filter(|said| *said.kind == childs_view::KIND && is_open_to_all(record))?;
    let all = line::views_said(said.body.values.text(&childs_view::CHILD), meeting)?;
    Some((all.kind, all.body))
}

/// An action names whose idea it was, and its words are those of the idea.
fn is_taken_idea<'a>(record: &Record, mut actions: impl Iterator<Item = &'a Record>) -> bool {
    let words = record.text(&contribution::TEXT);
    let is_idea = record.text(&contribution::OF_KIND) == FAMILY_PROPOSAL;
    is_idea
        && actions.any(|action| {
            action.text(&action::ACTION) == words
                && action.text(&action::IDEA_OF) == record.text(&contribution::SPEAKER)
        })
}

/// What is made of this record and what is known of it, as restricted as what it is made from.
fn made_of(record: &Record, meeting: &Meeting) -> Option<(&'static Kind, Body)> {
    let of_record = || body_of(record).map(|body| (&action::KIND, body));
    let of_words = || line::said_in(record, meeting).map(|meant| (meant.kind, meant.body));
    let (kind, mut body) = of_record()
        .or_else(of_words)
        .filter(|_| record.struck.is_none())?;
    if !is_open_to_all(record) {
        body.close_as(&record.body());
        if body.visibility == Visibility::Everyone {
            body.restrict();
        }
    }
    Some((kind, body))
}

/// The line of the record; answers that were typed replace the known ones.
fn line_of(
    kind: &'static Kind,
    mut body: Body,
    answers: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> String {
    let has_answers = !answers.is_empty();
    if let Line::Form(typed) = line::read(&format!("/{} {answers}", kind.command), meeting, today) {
        body.close_as(&typed.body);
        for field in typed.body.to_confirm.keys() {
            body.values.remove(field);
        }
        body.values.extend(typed.body.values);
        body.to_confirm.extend(typed.body.to_confirm);
        body.follow_up |= typed.body.follow_up;
    }
    let line = line::write_record(kind.id, &body, Visibility::Everyone, meeting);
    let ends_with_mark = body.visibility.is_kept_back() || body.follow_up;
    let lead = kind.lead_field();
    let has_lead = lead.is_some_and(|lead| body.values.contains_key(lead.name));
    // What is still missing comes last, so that typing can go on; nothing can be typed after a mark.
    if ends_with_mark || has_lead && has_answers {
        return line;
    }
    let is_missing = |field: &&'static Field| {
        let is_there = body.values.contains_key(field.name);
        !is_there && (field.need != Need::May || Some(*field) == lead)
    };
    match kind.asked().find(is_missing) {
        Some(field) => format!("{line}; {}: ", field.label),
        None => line,
    }
}

/// The answers that the action takes over; `None` for anything that is not an offer, idea or wish.
fn body_of(record: &Record) -> Option<Body> {
    let mut body = Body::default();
    let mut put = |field: &Field, value: Option<&Value>| {
        if let Some(value) = value {
            body.values.insert(field.name.to_owned(), value.clone());
        }
    };
    let answer = |field: &Field| record.get(field);
    let id = Value::String(record.id.clone());
    let kind = record.text(&contribution::OF_KIND);
    if record.is_a(&offer::KIND) {
        put(&action::ACTION, answer(&offer::SERVICE));
        put(&action::WHO, answer(&offer::GIVEN_BY));
        put(&action::CHILDREN, answer(&offer::CHILDREN));
        put(&action::OFFER, Some(&id));
    } else if record.is_a(&contribution::KIND) && matches!(kind, "offer_of_help" | FAMILY_PROPOSAL)
    {
        let is_somebody = !matches!(
            record.text(&contribution::SPEAKER),
            "" | "all" | "minute_taker"
        );
        put(&action::ACTION, answer(&contribution::TEXT));
        put(
            &action::WHO,
            answer(&contribution::SPEAKER).filter(|_| is_somebody),
        );
        put(&action::CHILDREN, answer(&contribution::CHILDREN));
        if kind == "offer_of_help" {
            put(&action::OFFER, Some(&id));
        } else {
            put(&action::IDEA_OF, answer(&contribution::SPEAKER));
        }
    } else if record.is_a(&childs_view::KIND)
        && !record.text(&childs_view::WANTS_TO_CHANGE).is_empty()
    {
        put(&action::ANSWERS, Some(&id));
        let child = answer(&childs_view::CHILD).map(|child| Value::Array(vec![child.clone()]));
        put(&action::CHILDREN, child.as_ref());
    } else {
        return None;
    }
    Some(body)
}
