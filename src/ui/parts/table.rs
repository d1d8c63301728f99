//! The table of a section: one row for each record that its mode shows, and what is still to come.
//! Everything is read from the description of the kinds, so a new kind of record has its rows at once.

use super::entry::{is_bare, marks};
use super::{people, scores};
use crate::domain::agenda::{Mode, Section};
use crate::domain::date_words::write_date;
use crate::domain::deadlines;
use crate::domain::form::Answer;
use crate::domain::meeting::Meeting;
use crate::domain::record::{Record, field_words, is_heard, value_words};
use crate::domain::tally::{plan_lacks, tally, unanswered_wishes};
use crate::ui::Look;
use crate::ui::paper::Row;
use crate::ui::text::{rows_of, truncated, width};
use crate::ui::theme::Theme;
use chrono::NaiveDate;

/// Kinds that stand in one row each, so that the list can be taken in at a glance; the chosen one opens.
/// What was agreed or said in somebody's words is never cut.
const BRIEF: [&str; 2] = ["agency_view", "date"];

/// The rows of one record: what it is at the left, what is known about it at the right.
pub fn rows(look: &Look<'_>, theme: &Theme, record: &Record, breadth: usize) -> Vec<Row> {
    let kind = record.kind.as_str();
    if is_bare(look, record) && matches!(kind, "person" | "child" | "details") {
        return people::rows(look, theme, record, breadth);
    }
    let (left, right) = cells(look, record);
    let left_room = (breadth * 2 / 5).clamp(8, 30).min(breadth);
    let right_room = breadth.saturating_sub(left_room + 1).max(8);
    let marks = marks(look, record);
    let right = match (marks.is_empty(), right.is_empty()) {
        (true, _) => right,
        (false, true) => marks,
        (false, false) => format!("{right} · {marks}"),
    };
    if BRIEF.contains(&kind) && look.desk.selected.as_ref() != Some(&record.id) {
        let left = truncated(&left, left_room);
        let gap = " ".repeat((left_room + 1).saturating_sub(width(&left)));
        let row = Row::of(left, theme.strong).and(gap, theme.plain);
        return vec![row.and(right, theme.plain)];
    }
    let (left, right) = (rows_of(&left, left_room), rows_of(&right, right_room));
    (0..left.len().max(right.len()))
        .map(|at| {
            let first = left.get(at).copied().unwrap_or("");
            let gap = " ".repeat((left_room + 1).saturating_sub(width(first)));
            Row::of(first, theme.strong)
                .and(gap, theme.plain)
                .and(right.get(at).copied().unwrap_or(""), theme.plain)
        })
        .collect()
}

fn cells(look: &Look<'_>, record: &Record) -> (String, String) {
    let meeting = look.meeting();
    if !is_bare(look, record) {
        let what = if record.kind == "childs_view" {
            meeting.called(record.text("child"))
        } else {
            record.kind().map_or("", |kind| kind.title).to_owned()
        };
        return (what, "(restricted)".to_owned());
    }
    let left = words_of(record, first_column(record), meeting);
    let mut right = scores::before(look, record);
    right.extend([rest_words(record, meeting, true), due_words(look, record)]);
    right.extend(scores::behind(look, record));
    right.retain(|words| !words.is_empty());
    (left, right.join(" · "))
}

/// How a record stands against its dates.
fn due_words(look: &Look<'_>, record: &Record) -> String {
    let settings = look.meeting().settings();
    deadlines::words_for(
        look.meeting(),
        record,
        settings.timescales(),
        settings.calendar(),
        settings.wording(),
        look.app.now.date_naive(),
    )
}

fn first_column(record: &Record) -> &'static str {
    record
        .kind()
        .and_then(|kind| kind.columns.first().copied())
        .unwrap_or("")
}

/// A child is called by the name it likes; everything else is as records say it.
fn words_of(record: &Record, name: &str, meeting: &Meeting) -> String {
    let field = record.kind().and_then(|kind| kind.field(name));
    match field.map(|field| field.answer) {
        Some(Answer::Child) if record.values.contains_key(name) => {
            meeting.called(record.text(name))
        }
        _ => field_words(record, name, meeting),
    }
}

/// The other columns with their labels, and which wanted answers are open.
pub fn rest_words(record: &Record, meeting: &Meeting, tells_open: bool) -> String {
    let Some(kind) = record.kind() else {
        return String::new();
    };
    let first = first_column(record);
    let mut parts = Vec::new();
    for field in kind
        .columns
        .iter()
        .filter(|name| **name != first)
        .filter_map(|name| kind.field(name))
    {
        let words = words_of(record, field.name, meeting);
        if words.is_empty() || field.name == kind.lead_field().unwrap_or("") && first.is_empty() {
            continue;
        }
        parts.push(match field.answer {
            // To a question that stands beside them, yes or no and why need no names.
            Answer::YesNo | Answer::Text if kind.id == "answer" => words,
            Answer::Words => format!("“{words}”"),
            // A child's name and words from a list say themselves what they are.
            Answer::Child | Answer::OneOf(_) => words,
            _ => format!("{} {words}", field.label),
        });
    }
    if kind.id == "childs_view" && record.text("words").is_empty() {
        // No exact words: what else is known of the child's wishes, or why there is nothing.
        let said = kind.fields.iter().filter(|field| {
            matches!(field.answer, Answer::Text) && !kind.columns.contains(&field.name)
        });
        let first = said
            .map(|field| (field, record.text(field.name)))
            .find(|(_, words)| !words.is_empty());
        parts.extend(first.map(|(field, words)| format!("{} {words}", field.label)));
    }
    let open: Vec<&str> = record.unanswered().map(|field| field.label).collect();
    if tells_open && !open.is_empty() {
        parts.push(format!("open: {}", open.join(", ")));
    }
    parts.join(" · ")
}

/// A child's view as an entry: the exact words, or what there is instead.
pub fn view_words(view: &Record, meeting: &Meeting) -> String {
    match view.text("words") {
        "" => rest_words(view, meeting, false),
        words => format!("“{words}”"),
    }
}

/// What stands above the rows: the tally of a decision, the ends of a scale, a statement to read.
pub fn above(look: &Look<'_>, theme: &Theme, section: &Section, breadth: usize) -> Vec<Row> {
    let meeting = look.meeting();
    match section.mode {
        Mode::Decision => before_deciding(meeting)
            .into_iter()
            .flat_map(|words| wrapped(&words, theme.plain, breadth))
            .collect(),
        Mode::Plan => meeting
            .children()
            .filter_map(|child| wishes(meeting, child))
            .flat_map(|words| wrapped(&words, theme.attention, breadth))
            .collect(),
        Mode::Scale => scores::above(theme, section, breadth),
        Mode::Statement => statement(look, theme, section, breadth),
        _ => Vec::new(),
    }
}

pub fn wrapped(words: &str, style: ratatui::style::Style, breadth: usize) -> Vec<Row> {
    rows_of(words, breadth)
        .into_iter()
        .map(|row| Row::of(row, style))
        .collect()
}

fn statement(look: &Look<'_>, theme: &Theme, section: &Section, breadth: usize) -> Vec<Row> {
    let meeting = look.meeting();
    let Some(statement) = section
        .statement
        .as_deref()
        .and_then(|id| meeting.agenda().statement(id))
    else {
        return Vec::new();
    };
    let mut rows = wrapped(&statement.text, theme.plain, breadth);
    let read = if meeting.is_read(&statement.id) {
        Row::of("● read aloud", theme.good)
    } else {
        Row::of("○ not read yet   /statement; read by: …", theme.attention)
    };
    rows.push(Row::default());
    rows.push(read);
    rows
}

/// `Ella: child protection plan 3, early help 1`, counted from the agencies' views; and what the plan still lacks,
/// in one row for all children for whom it lacks the same.
fn before_deciding(meeting: &Meeting) -> Vec<String> {
    let mut rows = Vec::new();
    let mut lacking: Vec<(String, Vec<String>)> = Vec::new();
    for child in meeting.children() {
        let called = meeting.called(&child.id);
        let tally = tally(meeting, &child.id, meeting.settings().rules());
        rows.push(match tally.words() {
            words if words.is_empty() => format!("{called}: no agency's view yet"),
            words => format!("{called}: {words}"),
        });
        let lacks = plan_lacks(meeting, &child.id);
        let lacks: Vec<&str> = lacks.iter().map(|lacking| lacking.words.as_str()).collect();
        match lacks.join("; ") {
            lacks if lacks.is_empty() => {}
            lacks => match lacking.iter_mut().find(|(known, _)| *known == lacks) {
                Some((_, names)) => names.push(called),
                None => lacking.push((lacks, vec![called])),
            },
        }
    }
    rows.extend(lacking.into_iter().map(|(lacks, names)| {
        format!("○ The plan still lacks, for {}: {lacks}", names.join(", "))
    }));
    rows
}

/// How many wishes of a child no action answers yet.
fn wishes(meeting: &Meeting, child: &Record) -> Option<String> {
    let called = meeting.called(&child.id);
    let ids: Vec<&str> = unanswered_wishes(meeting, &child.id)
        .iter()
        .map(|wish| wish.id.as_str())
        .collect();
    (!ids.is_empty()).then(|| {
        format!(
            "○ {called}: a wish that no action answers ({})   /action …; answers: {called}",
            ids.join(", ")
        )
    })
}

/// What is still to come: questions, dates, children that have not been heard, children without a decision.
pub fn still_open(look: &Look<'_>, theme: &Theme, section: &Section, breadth: usize) -> Vec<Row> {
    let meeting = look.meeting();
    let has = |kind: &str, field: &str, value: &str| {
        meeting
            .records(kind)
            .any(|record| record.text(field).eq_ignore_ascii_case(value))
    };
    let open = |words: String| Row::of(format!("○ {words}"), theme.attention);
    match section.mode {
        Mode::ChildsViews => meeting
            .children()
            .filter(|child| {
                !meeting
                    .records("childs_view")
                    .any(|view| view.text("child") == child.id && is_heard(view))
            })
            .map(|child| {
                let called = meeting.called(&child.id);
                open(format!("{called}: not heard yet   /view {called}; by: …"))
            })
            .collect(),
        Mode::Scale => scores::still_open(look, theme, section, breadth),
        Mode::Decision => meeting
            .children()
            .filter(|child| !has("decision", "child", &child.id))
            .map(|child| {
                let called = meeting.called(&child.id);
                open(format!(
                    "{called}: no decision yet   /decision {called}; is: …"
                ))
            })
            .collect(),
        Mode::Dates => section
            .dates
            .iter()
            .filter(|name| !has("date", "what", name))
            .flat_map(|name| {
                let command = format!("/date {name}; on: …");
                match limit_words(look, name) {
                    limit if limit.is_empty() => vec![open(format!("{name}   {command}"))],
                    limit => vec![
                        open(format!("{name}{limit}")),
                        Row::of(format!("  {command}"), theme.plain),
                    ],
                }
            })
            .collect(),
        Mode::YesNoReason => section
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| {
                !meeting.records("answer").any(|answer| {
                    answer.text("question") == question.as_str()
                        && answer.section.as_deref() == Some(section.id.as_str())
                })
            })
            .enumerate()
            .flat_map(|(at, (place, question))| {
                let words = format!("○ {} {question}", place + 1);
                // The question of the moment is read whole, the others wait in a row each.
                if at == 0 {
                    wrapped(&words, theme.attention, breadth)
                } else {
                    vec![Row::of(words, theme.attention)]
                }
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// ` by Thu 3 Dec, 10 working days`, for a core group or a review.
fn limit_words(look: &Look<'_>, name: &str) -> String {
    let meeting = look.meeting();
    let rules = meeting.settings().rules();
    let limit = if name.to_lowercase().contains("core group") {
        deadlines::core_group_limit(meeting, &rules.timescales, &rules.calendar)
    } else if name.to_lowercase().contains("review") {
        deadlines::review_limit(meeting, &rules.timescales, &rules.calendar)
    } else {
        None
    };
    limit.map_or_else(String::new, |limit| {
        format!(" by {}", limit.words(look.app.now.date_naive()))
    })
}

/// What to type where the table is still empty.
pub fn invitation(section: &Section) -> &'static str {
    match section.mode {
        Mode::Attendance => "/person KS Kelly Smith; role: mother\n/child Ella; born: 4 Mar 2018",
        Mode::Plan => "/action what; who: …; by: …\n/whatif what; then: …",
        Mode::Decision => "/agency Health; child: …; view: …; reason: …",
        Mode::YesNoReason => "/yes why\n/no why",
        Mode::Scale => "/scale 1; by: …; score: …; why: …",
        _ => "",
    }
}

/// A value of a form in words, with the weekday of a date.
pub fn answer_words(
    field: &crate::domain::form::Field,
    value: &serde_json::Value,
    meeting: &Meeting,
) -> String {
    match (field.answer, value.as_str().map(str::parse::<NaiveDate>)) {
        (Answer::Date | Answer::PastDate, Some(Ok(date))) => write_date(date),
        (Answer::Words, _) => format!("“{}”", value_words(field, value, meeting)),
        _ => value_words(field, value, meeting),
    }
}
