//! The table of a section: one row for each record that its mode shows, and what is still to come. It relies only on
//! the description of the kinds, so a new kind of record has its rows at once.

use super::entry::{is_bare, marks};
use super::row_words::{first_column, rest_words};
use super::{people, scores, views_grid};
use crate::app::editing::advice;
use crate::domain::agenda::{Mode, Section};
use crate::domain::record::kinds::{answer, child, childs_view, details, person};
use crate::domain::record::{Record, field_words, is_heard};
use crate::domain::rules::contradictions::decision_for;
use crate::domain::rules::deadlines;
use crate::ui::DrawContext;
use crate::ui::paper::Row;
use crate::ui::text::{rows_of, truncated, width};
use crate::ui::theme::Theme;

/// From this breadth on there are two columns; on a narrower screen the second goes below the first where that is
/// shorter.
const TWO_COLUMNS: usize = 70;

/// Below this breadth, rows that would be cut have no common second column.
const ONE_COLUMN: usize = 50;

/// Below this height, whatever is above the table makes way for it.
pub const LOW: usize = 14;

pub fn rows(look: &DrawContext<'_>, theme: &Theme, record: &Record, breadth: usize) -> Vec<Row> {
    let is_of_people = [&person::KIND, &child::KIND, &details::KIND]
        .iter()
        .any(|kind| record.is_a(kind));
    if is_bare(look, record) && is_of_people {
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
    let is_late = ["late by", "not a working day"]
        .iter()
        .any(|words| right.contains(words));
    let is_chosen = look.editor.selected.as_ref() == Some(&record.id);
    if record.kind().is_some_and(|kind| kind.is_brief) && !is_chosen && !is_late {
        let left = truncated(&left, left_room);
        // If it would be cut, the second column starts after the first word instead of lining up.
        let is_cut = left_room + 1 + width(&right) > breadth && breadth < ONE_COLUMN;
        let column = if is_cut { width(&left) + 1 } else { left_room };
        let gap = " ".repeat((column + 1).saturating_sub(width(&left)));
        let row = Row::of(left, theme.strong).and(gap, theme.plain);
        return vec![row.and(right, theme.plain)];
    }
    let below = stacked(theme, &left, &right, breadth);
    let (left, right) = (rows_of(&left, left_room), rows_of(&right, right_room));
    if breadth < TWO_COLUMNS && below.len() < left.len().max(right.len()) {
        return below;
    }
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

/// What it is over the whole width, with the details below: two narrow columns would be twice as long.
fn stacked(theme: &Theme, left: &str, right: &str, breadth: usize) -> Vec<Row> {
    let mut rows = wrapped(left, theme.strong, breadth);
    let below = rows_of(right, breadth.saturating_sub(2).max(8));
    rows.extend(
        below
            .into_iter()
            .filter(|row| !row.is_empty())
            .map(|row| Row::of(format!("  {row}"), theme.plain)),
    );
    rows
}

fn cells(look: &DrawContext<'_>, record: &Record) -> (String, String) {
    let meeting = look.meeting();
    if !is_bare(look, record) {
        let what = if record.is_a(&childs_view::KIND) {
            meeting.called(record.text(&childs_view::CHILD))
        } else {
            record.kind().map_or("", |kind| kind.title).to_owned()
        };
        return (what, meeting.kept_back_words(record));
    }
    let today = look.app.now.date_naive();
    let left = match first_column(record) {
        Some(first) if first.name == childs_view::CHILD.name => meeting.called(record.text(first)),
        first => first.map_or_else(String::new, |first| field_words(record, first, meeting)),
    };
    let mut right = scores::before(look, record);
    right.extend([
        rest_words(record, meeting, today, true),
        due_words(look, record),
    ]);
    right.extend(scores::behind(look, record));
    right.retain(|words| !words.is_empty());
    (left, right.join(" · "))
}

fn due_words(look: &DrawContext<'_>, record: &Record) -> String {
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

fn above(
    look: &DrawContext<'_>,
    theme: &Theme,
    section: &Section,
    (breadth, height, spare): (usize, usize, usize),
) -> Vec<Row> {
    let meeting = look.meeting();
    let all = |style| {
        advice::above_table(meeting, section)
            .into_iter()
            .flat_map(|words| wrapped(&words, style, breadth))
            .collect()
    };
    if section.mode == Mode::Decision {
        let room = views_grid::most(look, height, spare);
        if let Some(mut rows) = views_grid::rows(look, theme, (breadth, room)) {
            // The help has it, where there is no room for it here.
            let lacks = advice::what_the_plan_lacks(meeting);
            let lacks = lacks
                .iter()
                .flat_map(|words| wrapped(words, theme.plain, breadth));
            let room = views_grid::most(look, height, 0);
            rows.extend(lacks.take(room.saturating_sub(rows.len())));
            return rows;
        }
    }
    match section.mode {
        Mode::Decision if height < LOW => {
            let words = advice::above_table(meeting, section);
            let rows = words
                .iter()
                .map(|words| truncated(words, breadth).into_owned());
            rows.map(|row| Row::of(row, theme.plain)).collect()
        }
        Mode::Decision => all(theme.plain),
        Mode::Plan => all(theme.attention),
        Mode::Scale => scores::above(theme, section, breadth),
        Mode::Statement => statement(look, theme, section, breadth),
        _ => Vec::new(),
    }
}

/// The rows above the table, at most `height` of them, and where the rest can be read; `spare` are needed by nothing else. A statement is read aloud, so it
/// gets as much room as there is.
pub fn above_within(
    look: &DrawContext<'_>,
    theme: &Theme,
    section: &Section,
    (breadth, height, spare): (usize, usize, usize),
) -> Vec<Row> {
    let is_low = height < LOW && section.mode != Mode::Statement;
    let mut rows = match (is_low, &section.mode) {
        (true, Mode::Scale) => scores::ends_only(theme, section, breadth),
        _ => above(look, theme, section, (breadth, height, spare)),
    };
    let most = match (is_low, &section.mode) {
        (true, Mode::Decision) if !views_grid::fits(look, breadth) => {
            // Each child has its row, and the rest makes way for the table.
            let children = look.meeting().children().count();
            (children + 1).clamp(height / 3, (height / 2).max(height / 3))
        }
        (_, Mode::Decision) => views_grid::most(look, height, spare),
        (true, _) => height / 3,
        (false, _) => height * 2 / 3,
    };
    if is_low && rows.len() > most && most > 0 {
        rows.truncate(most - 1);
        rows.push(Row::of("\u{2026} more: F1, at its end", theme.plain));
    }
    if section.mode == Mode::Statement && rows.len() > most && most > 0 {
        rows.truncate(most - 1);
        rows.push(Row::of("\u{2026} all of it: /aloud", theme.attention));
    }
    rows.truncate(most);
    rows
}

pub fn wrapped(words: &str, style: ratatui::style::Style, breadth: usize) -> Vec<Row> {
    rows_of(words, breadth)
        .into_iter()
        .map(|row| Row::of(row, style))
        .collect()
}

fn statement(look: &DrawContext<'_>, theme: &Theme, section: &Section, breadth: usize) -> Vec<Row> {
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
        let how = look.how("/statement; read by: …");
        Row::of(format!("○ not read yet{how}"), theme.attention)
    };
    rows.push(Row::default());
    rows.push(read);
    rows
}

pub fn still_open(
    look: &DrawContext<'_>,
    theme: &Theme,
    section: &Section,
    breadth: usize,
) -> Vec<Row> {
    let meeting = look.meeting();
    let open = |words: String| Row::of(format!("○ {words}"), theme.attention);
    match section.mode {
        Mode::ChildsViews => meeting
            .children()
            .filter(|child| {
                !meeting
                    .records(&childs_view::KIND)
                    .any(|view| view.text(&childs_view::CHILD) == child.id && is_heard(view))
            })
            .map(|child| {
                let called = meeting.called(&child.id);
                let how = look.how(&format!("/view {called}; by: …"));
                open(format!("{called}: not heard yet{how}"))
            })
            .collect(),
        Mode::Scale => scores::still_open(look, theme, section, breadth),
        // Above the table each child has its row; here is how to go on.
        Mode::Decision => meeting
            .children()
            .find(|child| decision_for(meeting, &child.id).is_none())
            .map(|child| {
                let called = meeting.called(&child.id);
                let how = look.how(&format!("/decision {called}; is: …"));
                open(format!("{called}: no decision yet{how}"))
            })
            .into_iter()
            .collect(),
        Mode::Dates => {
            let words = &meeting.settings().rules().words;
            let to_set = deadlines::dates_to_set(section, meeting, words).into_iter();
            let mut rows: Vec<Row> =
                to_set
                    .flat_map(|name| {
                        let how = look.how(&format!("/date {name}; on: …"));
                        match limit_words(look, name) {
                            limit if limit.is_empty() => vec![open(format!("{name}{how}"))],
                            limit => std::iter::once(open(format!("{name}{limit}")))
                                .chain((!how.is_empty()).then(|| {
                                    Row::of(format!("  {}", how.trim_start()), theme.plain)
                                }))
                                .collect(),
                        }
                    })
                    .collect();
            if let Some(days) = advice::core_groups_on_offer(meeting) {
                let how = look.how("/series");
                rows.push(open(format!("Core groups until the review{how}")));
                rows.extend(wrapped(&format!("  {days}"), theme.plain, breadth));
            }
            rows
        }
        Mode::YesNoReason => section
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| {
                !meeting.records(&answer::KIND).any(|answer| {
                    answer.text(&answer::QUESTION) == question.as_str()
                        && answer.section.as_deref() == Some(section.id.as_str())
                })
            })
            .enumerate()
            .flat_map(|(at, (place, question))| {
                let words = format!("○ {} {question}", place + 1);
                // The current question is shown in full, the others in one row each.
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
fn limit_words(look: &DrawContext<'_>, name: &str) -> String {
    let meeting = look.meeting();
    let rules = meeting.settings().rules();
    let limit = if deadlines::is_core_group(name, meeting.agenda()) {
        deadlines::core_group_limit(meeting, &rules.timescales, &rules.calendar)
    } else if deadlines::is_review(name, meeting.agenda(), &rules.words) {
        deadlines::review_limit(meeting, &rules.timescales, &rules.calendar)
    } else {
        None
    };
    limit.map_or_else(String::new, |limit| {
        format!(" by {}", limit.words(look.app.now.date_naive()))
    })
}

pub fn invitation(section: &Section) -> &'static str {
    match section.mode {
        Mode::Attendance => "/person KS Kelly Smith; role: mother\n/child Ella; born: 4 Mar 2018",
        Mode::Plan => "/action what; who: …; by: …\n/whatif what; then: …",
        Mode::Decision => "/agencies SW cp, HV cin\n/agency Health; child: …; view: …; reason: …",
        Mode::YesNoReason => "/yes why\n/no why",
        Mode::Scale => "/scale 1; by: …; score: …; why: …",
        _ => "",
    }
}
