//! Dates, invitations and statements: what is due by when, who has not answered, what is read aloud; and `/series`, which adds the core groups until
//! the review in one batch.

use super::going::open_list;
use super::{Done, change, said};
use crate::app::editing::advice::days_words;
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::CommandRow;
use crate::app::screens::help::Listing;
use crate::domain::calendar::date_words::write_date;
use crate::domain::line;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::Body;
use crate::domain::record::kinds::date;
use crate::domain::rules::deadlines::core_group_series;
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::json;

pub const ROWS: &[CommandRow] = &[
    CommandRow::of(
        "dates",
        "Lists what is due by when, with the rule, and what is late.",
        |app, typed| open_list(app, typed, Listing::Dates),
    ),
    CommandRow::of(
        "series",
        "Adds the core groups from the first one to the review, at your interval. One undo takes all of them back.",
        |app, typed| change(app, typed, |editor, _, now| put_down(editor, now)),
    ),
    CommandRow::of(
        "noreply",
        "Lists who was invited and has not answered yet.",
        |app, typed| open_list(app, typed, Listing::NoReply),
    ),
    CommandRow::of(
        "aloud",
        "Shows every text that is to be read aloud, whole, and whether it was read.",
        |app, typed| open_list(app, typed, Listing::Statements),
    ),
];

fn put_down(editor: &mut MeetingEditor, now: DateTime<FixedOffset>) -> Done {
    let series = match core_group_series(&editor.meeting, editor.meeting.settings().rules()) {
        Ok(series) => series,
        Err(why) => return (Vec::new(), Err(why)),
    };
    if series.days.is_empty() {
        let words = format!(
            "No other core group fits in before the review on {}. Nothing was changed.",
            write_date(series.until)
        );
        return (Vec::new(), Ok(words));
    }
    let section = editor.meeting.open_section().map(|open| open.id.clone());
    let mut known_events = Vec::new();
    if editor.meeting.break_on().is_some() {
        known_events.push(KnownEvent::BreakEnded {});
    }
    let first = editor.meeting.next_id(&date::KIND);
    let ids = ids_from(&first, series.days.len());
    for (id, (what, due)) in ids.zip(&series.days) {
        let mut body = Body::default();
        if !series.open {
            body.visibility = Visibility::Restricted;
        }
        body.values.insert(date::WHAT.name.to_owned(), json!(what));
        body.values
            .insert(date::ON.name.to_owned(), json!(due.date.to_string()));
        line::close_by_section(&date::KIND, &mut body, &editor.meeting);
        known_events.push(KnownEvent::Recorded {
            id,
            record: date::KIND.id.to_owned(),
            section: section.clone(),
            body,
        });
    }
    let words = format!(
        "Core groups added, {}. /undo takes them back.",
        days_words(&series)
    );
    said(editor, known_events, now, &words)
}

/// This id and those that follow it: `t3`, `t4` …
fn ids_from(first: &str, count: usize) -> impl Iterator<Item = String> {
    let digits = first.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let prefix = first.strip_suffix(digits).unwrap_or("").to_owned();
    let number: usize = digits.parse().unwrap_or(1);
    (number..number + count).map(move |number| format!("{prefix}{number}"))
}
