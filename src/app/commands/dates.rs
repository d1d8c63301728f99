//! `/series`: the core groups until the review are put down, all in one batch. Must not work out a day.

use crate::app::commands::{Done, said};
use crate::app::editing::editor::MeetingEditor;
use crate::domain::calendar::date_words::write_date;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::problem::Problem;
use crate::domain::record::Body;
use crate::domain::record::kinds::date;
use crate::domain::rules::deadlines::{Series, core_group_series};
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::json;

/// Puts the dates down.
pub(crate) fn put_down(editor: &mut MeetingEditor, now: DateTime<FixedOffset>) -> Done {
    let series = match core_group_series(&editor.meeting, editor.meeting.settings().rules()) {
        Ok(series) => series,
        Err(why) => return (Vec::new(), Err(why)),
    };
    if series.days.is_empty() {
        let why = Problem::wrong_input(format!(
            "No other core group fits in before the review on {}.",
            write_date(series.until)
        ));
        return (Vec::new(), Err(why));
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
        known_events.push(KnownEvent::Recorded {
            id,
            record: date::KIND.id.to_owned(),
            section: section.clone(),
            body,
        });
    }
    let words = format!(
        "Core groups put down, {}. /undo takes them back.",
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

/// `every 6 weeks: Wed 13 Jan 2027, …`, with a warning about days without work.
fn days_words(series: &Series) -> String {
    let days: Vec<String> = series
        .days
        .iter()
        .map(|(_, due)| match &due.non_working {
            Some(why) => format!(
                "{} (not a working day: it is {})",
                write_date(due.date),
                why.words()
            ),
            None => write_date(due.date),
        })
        .collect();
    format!("every {}: {}", series.rule, days.join(", "))
}

/// What is offered once the first core group and the review have their day: `every 6 weeks: Wed 13 Jan 2027, …`.
/// Nothing where no day is left to be put down.
pub fn offer(meeting: &Meeting) -> Option<String> {
    if meeting.phase() == Phase::Closed {
        return None;
    }
    let series = core_group_series(meeting, meeting.settings().rules()).ok()?;
    (series.review_is_set && !series.days.is_empty()).then(|| days_words(&series))
}
