//! `/papers given; on: 4 Dec`: what was written was handed over. `/circulated` is filled in from it: a record for each paper
//! and person of which it was not noted yet.

use super::excluding::Parts;
use super::{Done, said};
use crate::app::editing::editor::MeetingEditor;
use crate::documents::papers::who_gets::papers_named;
use crate::domain::calendar::date_words::{DateBias, day_meant, write_date};
use crate::domain::line::{Found, find_seat};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::versions;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{distribution, handing_out, papers_written};
use crate::domain::record::{Body, MeetingContext, ReadAnswers, Record};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::json;

const LABELS: &[&str] = &["on", "when", "by"];

pub(super) fn given(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    let meeting = &editor.meeting;
    let parts = Parts::of(typed);
    if let Some(label) = parts.unknown(LABELS) {
        let why = format!("/papers given does not know \"{label}\".");
        return (Vec::new(), Err(advised(Problem::wrong_input(why))));
    }
    let today = now.date_naive();
    let on = match parts.after(&["on", "when"]).filter(|on| !on.is_empty()) {
        None => {
            let why = Problem::wrong_input("On which day were they handed over?");
            return (Vec::new(), Err(advised(why)));
        }
        Some(on) => match day_meant(on, today, DateBias::Past, meeting.settings().calendar()) {
            Ok(day) => day,
            Err(why) => return (Vec::new(), Err(advised(why))),
        },
    };
    let by = match parts.after(&["by"]).filter(|by| !by.is_empty()) {
        None => None,
        Some(by) => match find_seat(by, meeting) {
            Found::One(id) => Some(id),
            Found::Several(_) | Found::Nobody => {
                let why = format!("Who handed them over? \"{by}\" is not certain.");
                return (Vec::new(), Err(advised(Problem::wrong_input(why))));
            }
        },
    };
    let known_events = events(meeting, on, by.as_deref());
    let count = match known_events.len() {
        0 => {
            let words =
                "Of everything that was written, it is noted already that it was handed over.";
            return (Vec::new(), Ok(format!("{words} Nothing was changed.")));
        }
        1 => "1 paper".to_owned(),
        count => format!("{count} papers"),
    };
    let on = write_date(on);
    let words = format!("Noted as handed over on {on}: {count}. /undo takes it back.");
    let kept = versions::to_keep(meeting, distribution::KIND.id);
    let (mut effects, outcome) = said(editor, known_events, now, &words);
    if outcome.is_ok() {
        effects.extend(editor.keep(distribution::KIND.id, kept));
    }
    (effects, outcome)
}

fn advised(why: Problem) -> Problem {
    why.safe("Nothing was changed; your line is kept.")
        .next("/papers given; on: 4 Dec notes that everything that was written was handed over. /circulated notes one paper.")
}

/// One for each paper that was written and of which no later record says that it went.
fn events(meeting: &Meeting, on: NaiveDate, by: Option<&str>) -> Vec<KnownEvent> {
    let standing = || {
        meeting
            .all_records()
            .iter()
            .filter(|record| record.struck.is_none())
    };
    let mut owed: Vec<(&str, &'static str)> = Vec::new();
    for record in standing() {
        if record.is_a(&papers_written::KIND) {
            let who = record.text(&papers_written::WHO);
            let papers = papers_named(record.text(&papers_written::PAPERS));
            let new = papers.into_iter().map(|paper| (who, paper.copy()));
            owed.extend(new.filter(|_| !who.is_empty()));
        } else if record.is_a(&distribution::KIND) {
            let (to, copy) = (
                record.text(&distribution::TO),
                record.text(&distribution::COPY),
            );
            owed.retain(|(who, owed)| *owed != copy || ![*who, "all"].contains(&to));
        }
    }
    let mut told: Vec<(&str, &str)> = Vec::new();
    for one in owed {
        if !told.contains(&one) {
            told.push(one);
        }
    }
    let each = told.into_iter().enumerate();
    each.map(|(place, (who, copy))| {
        let mut body = Body::default();
        let mut put = |name: &str, words: &str| body.values.insert(name.to_owned(), json!(words));
        put(distribution::TO.name, who);
        put(distribution::COPY.name, copy);
        put(distribution::SENT.name, &on.to_string());
        let mut all = meeting.records(&handing_out::KIND);
        let how = all.rfind(|record| record.text(&handing_out::WHO) == who);
        if let Some(way) = how.and_then(way) {
            put(distribution::METHOD.name, way);
        }
        if let Some(by) = by {
            put(distribution::BY.name, by);
        }
        meeting.fill_in_version(&mut body.values);
        KnownEvent::Recorded {
            id: meeting.next_id_behind(&distribution::KIND, place),
            record: distribution::KIND.id.to_owned(),
            section: None,
            body,
        }
    })
    .collect()
}

/// How a paper goes, as `/gets` says it.
fn way(record: &Record) -> Option<&'static str> {
    match record.text(&handing_out::HOW) {
        "hand" => Some("hand"),
        "post" => Some("post"),
        "email" => Some("secure_email"),
        "read_aloud" => Some("read_through"),
        _ => None,
    }
}
