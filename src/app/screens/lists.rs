//! Lists that are read like the help: what is due by when, who has not answered.

use super::help::{Does, Row};
use crate::app::App;
use crate::app::editing::advice;
use crate::app::protocol::command_row::Commands;
use crate::domain::calendar::date_words::write_date;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::field_words;
use crate::domain::record::kinds::person;
use crate::domain::rules::deadlines::{MeetingDate, dates_of};
use chrono::NaiveDate;

fn heading(words: &str) -> Row {
    Row {
        typed: words.to_owned(),
        ..Row::default()
    }
}

fn told(words: &str, room: usize) -> impl Iterator<Item = Row> {
    let mut rows: Vec<String> = Vec::new();
    for line in words.lines() {
        let mut row = String::new();
        for word in line.split_whitespace() {
            if !row.is_empty() && row.chars().count() + word.chars().count() >= room {
                rows.push(std::mem::take(&mut row));
            }
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
        rows.push(row);
    }
    rows.into_iter()
        .filter(|row| !row.is_empty())
        .map(|row| Row {
            help: row,
            ..Row::default()
        })
}

/// How many characters fit in a row; without screens nothing is cut.
pub fn room(app: &App) -> usize {
    match app.one_line_at_a_time {
        true => usize::MAX,
        false => usize::from(app.columns.saturating_sub(3)).max(20),
    }
}

/// Everything that may be asked in the open section.
pub fn what_is_asked(meeting: &Meeting, room: usize) -> Vec<Row> {
    let prompts = meeting.open_section().map(|open| &open.prompts);
    let prompts = prompts.filter(|prompts| !prompts.is_empty());
    let Some(prompts) = prompts else {
        return Vec::new();
    };
    let all = prompts.iter().flat_map(|prompt| told(prompt, room));
    std::iter::once(heading("What may be asked in this section"))
        .chain(all)
        .collect()
}

/// What stands above the table of the open section; and what such a meeting is, as the agenda explains it to the family.
pub fn about_the_meeting(meeting: &Meeting, room: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let above = meeting
        .open_section()
        .map(|open| advice::above_table(meeting, open))
        .unwrap_or_default();
    if !above.is_empty() {
        rows.push(heading("Shown above the table"));
        rows.extend(above.iter().flat_map(|words| told(words, room)));
    }
    let guide = &meeting.agenda().guide;
    if !guide.is_empty() {
        rows.push(heading("What this meeting is, in words for the family"));
        rows.extend(told(guide, room));
    }
    rows
}

/// Every date with its rule, and whether it is late. Enter on one that is still to be set begins its line.
pub fn dates(meeting: &Meeting, commands: Commands, today: NaiveDate) -> Vec<Row> {
    let rules = meeting.settings().rules();
    let all = dates_of(
        meeting,
        &rules.timescales,
        &rules.calendar,
        &rules.words,
        today,
    );
    if all.is_empty() {
        return vec![heading(
            "Nothing can be worked out yet: /meeting on: … says which day it is held on.",
        )];
    }
    let mut rows = vec![heading("What is due by when, and by which rule")];
    rows.extend(all.iter().map(|date| Row {
        typed: date.label.clone(),
        help: format!(
            "{} · by {}",
            date.standing_words(today),
            date.due.day_words(today)
        ),
        // The rule goes below the list, so that the rows saying what is late and when can all be seen at once.
        more: date.due.rule_words(today),
        does: match is_to_be_set(date) && meeting.phase() != Phase::Closed {
            true => Does::Begin(format!("date {}; on:", date.label)),
            false => Does::Nothing,
        },
        ..Row::default()
    }));
    rows.extend(advice::core_groups_on_offer(meeting).map(|days| Row {
        typed: "/series".to_owned(),
        help: format!("Adds the core groups until the review, {days}."),
        does: commands.called("series").map_or(Does::Nothing, Does::Run),
        ..Row::default()
    }));
    rows
}

/// A core group or a review without a date: the only dates that a meeting sets itself.
fn is_to_be_set(date: &MeetingDate) -> bool {
    date.day.is_none() && date.is_set_here()
}

/// Every text that is to be read aloud, whole; the one of the open section first. Enter on its title records that it was
/// read.
pub fn statements(meeting: &Meeting, room: usize) -> Vec<Row> {
    let open = meeting
        .open_section()
        .and_then(|section| section.statement.as_deref());
    let mut all: Vec<_> = meeting.agenda().statements.iter().collect();
    all.sort_by_key(|statement| open != Some(statement.id.as_str()));
    let mut rows = vec![heading(match all.is_empty() {
        true => "This agenda has no text to be read aloud.",
        false => "To be read aloud (/statement and its name records that it was)",
    })];
    for statement in all {
        let is_read = meeting.is_read(&statement.id);
        rows.push(Row {
            typed: statement.title.clone(),
            help: match is_read {
                true => format!("{} \u{b7} read", statement.id),
                false => format!("{} \u{b7} not read yet", statement.id),
            },
            does: match is_read || meeting.phase() == Phase::Closed {
                true => Does::Nothing,
                false => Does::Begin(format!("statement {}; read by:", statement.id)),
            },
            ..Row::default()
        });
        rows.extend(told(&statement.text, room));
    }
    rows
}

/// Who to ask again. Enter begins the line for the answer.
pub fn no_reply(meeting: &Meeting) -> Vec<Row> {
    let mut rows: Vec<Row> = meeting
        .no_reply()
        .map(|person| {
            let mut parts: Vec<String> = [&person::ROLE, &person::RELATION, &person::AGENCY]
                .into_iter()
                .filter(|field| !person.keeps_back(field.name))
                .map(|field| field_words(person, field, meeting))
                .collect();
            parts.push(match person.text(&person::INVITED).parse() {
                Ok(day) => format!("invited on {}", write_date(day)),
                Err(_) => String::new(),
            });
            parts.push("no answer".to_owned());
            parts.retain(|words| !words.is_empty());
            let code = person.text(&person::INITIALS);
            Row {
                typed: format!("{code} {}", person.text(&person::NAME)),
                help: parts.join(", "),
                does: Does::Begin(format!("person {code}; answered:")),
                ..Row::default()
            }
        })
        .collect();
    let anybody = meeting
        .records(&person::KIND)
        .any(|person| !person.text(&person::INVITED).is_empty());
    rows.insert(
        0,
        heading(match (rows.is_empty(), anybody) {
            (true, true) => "Everybody who was invited has answered or come.",
            (true, false) => {
                "No invitation is recorded. /person, the letters and invited: with a day records one."
            }
            (false, _) => "Invited, and no answer yet: who to ask again",
        }),
    );
    rows
}
