//! The meeting: where we are, what was said, who comes next, and the line.

use crate::app::editing::advice;
use crate::app::editing::editor::Shown;
use crate::domain::agenda::{Mode, Section};
use crate::domain::line::Line;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::kinds::person;
use crate::domain::record::{Side, side};
use crate::ui::DrawContext;
use crate::ui::layout::{self, padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::list;
use crate::ui::parts::{entry, form, frame, suggestions, table, views_grid};
use crate::ui::text;
use ratatui::layout::{Position, Rect};

/// What can be typed when the meeting has closed and none of it has been done yet.
fn after_closing(meeting: &Meeting) -> String {
    let family = meeting
        .records(&person::KIND)
        .find(|person| side(person) == Side::Family);
    let letters = family.map_or("…", |person| person.text(&person::INITIALS));
    format!(
        "What comes next:\n/papers   who gets which papers, and what is left out\n/minutes with the Chair\n/circulated {letters}; copy: family's copy\n/correction passage: …; wanted: …; asked by: …\n/home   Enter there reads these minutes\n/quit   says where minutes.json is"
    )
}

pub fn draw(look: &DrawContext<'_>, paper: &mut Paper<'_>) -> Position {
    frame::draw(look, paper, true, |paper, area| middle(look, paper, area))
}

/// The middle of every screen of a meeting: a form while one is being typed, otherwise what the desk shows.
pub fn middle(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) -> Option<Position> {
    let cursor = match &look.line {
        Line::Form(typed) => {
            let list = suggestions::height(look, area);
            form::draw(look, typed, paper, rows_of(area, 0, area.height - list));
            None
        }
        _ if views_grid::is_typed(look) => {
            let list = suggestions::height(look, area);
            all_views(look, paper, rows_of(area, 0, area.height - list));
            None
        }
        _ => what_is_shown(look, paper, area),
    };
    suggestions::draw(look, paper, area);
    cursor
}

/// What every agency thinks, while it is typed.
fn all_views(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let area = padded(area);
    let (breadth, height) = (usize::from(area.width), usize::from(area.height));
    let title = "What each agency thinks the children need";
    let mut rows = vec![Row::of(title, theme.strong)];
    let grid = views_grid::rows(look, &theme, (breadth, height.saturating_sub(1)));
    rows.extend(grid.unwrap_or_else(|| {
        let words = advice::before_deciding(look.meeting());
        let rows = words.iter();
        rows.flat_map(|words| table::wrapped(words, theme.plain, breadth))
            .collect()
    }));
    paper.rows(area, &rows);
}

fn what_is_shown(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) -> Option<Position> {
    let theme = *paper.theme;
    let meeting = look.meeting();
    let inner = padded(area);
    let breadth = usize::from(inner.width);
    let mut top: Vec<Row> = Vec::new();
    top.push(title(look, &theme));
    if let Some(notice) = notice(look) {
        let room = breadth.max(1);
        top.push(Row::default());
        top.extend(
            text::rows_of(&notice, room)
                .into_iter()
                .map(|row| Row::of(row, theme.strong)),
        );
        if meeting.private_time_on().is_some() {
            paper.rows(inner, &top);
            return None;
        }
        top.push(Row::default());
    }
    let section = look.editor.shown_section();
    let mut left_out = 0;
    if let Some(section) = section {
        let (rows, more) = prompts(look, &theme, section, area);
        top.extend(rows);
        left_out = more;
    }
    top.truncate(usize::from(area.height.saturating_sub(1)).max(1));
    paper.rows(inner, &top);
    let used = layout::count(top.len());
    let rule = u16::from(area.height >= 8);
    let rule_place = rows_of(inner, used, rule);
    paper.rule(rule_place);
    more_questions(paper, rule_place, left_out);
    lists(
        look,
        paper,
        rows_of(area, used + rule, u16::MAX),
        rule_place,
    )
}

fn title(look: &DrawContext<'_>, theme: &crate::ui::Theme) -> Row {
    let meeting = look.meeting();
    let count = |words: String| Row::of(words, theme.strong);
    if let Some(away) = meeting.put_away() {
        return count(format!(
            "Put away on {}. /restore puts it back.",
            away.words()
        ));
    }
    match &look.editor.shown {
        Shown::CatchUp => count("Catch-up list: to be looked at again".to_owned()),
        Shown::Found(words) => count(format!("Found: {words}")),
        Shown::Without(who) => count(format!(
            "Said without {}: who may read it?",
            meeting.name(who)
        )),
        Shown::People => {
            let agenda = meeting.agenda();
            let minutes = agenda.planned_minutes();
            count("People, children, preparation".to_owned())
                .right(format!("{minutes} min planned"), theme.plain)
        }
        Shown::OpenSection | Shown::Section(_) => match look.editor.shown_section() {
            Some(section) => section_title(look, theme, section),
            None => count(match (meeting.phase(), meeting.closed_at()) {
                (Phase::Closed, Some(at)) => {
                    format!("The meeting was closed at {}.", at.format("%H:%M"))
                }
                (Phase::Closed, None) => "The meeting is closed.".to_owned(),
                (Phase::Preparing, _) => "The meeting has not begun. /begin starts it.".to_owned(),
                (Phase::Open, _) => {
                    "No section is open. /section and its number opens one.".to_owned()
                }
            }),
        },
    }
}

fn section_title(look: &DrawContext<'_>, theme: &crate::ui::Theme, section: &Section) -> Row {
    let meeting = look.meeting();
    let number = meeting
        .agenda()
        .place(&section.id)
        .map_or_else(String::new, |place| place.number);
    let row = Row::of(format!("{number}  {}", section.title), theme.strong);
    let is_open = meeting
        .open_section()
        .is_some_and(|open| open.id == section.id);
    if !is_open {
        return row.right("not open now", theme.attention);
    }
    let spent = meeting.minutes_spent(&section.id, look.app.now);
    let time = match section.minutes {
        0 => format!("{spent} min"),
        planned => format!("{spent} of {planned} min"),
    };
    row.right(time, theme.plain)
}

/// A break or the family's private time, in large calm words.
fn notice(look: &DrawContext<'_>) -> Option<String> {
    let meeting = look.meeting();
    if let Some(private) = meeting.private_time_on() {
        return Some(format!(
            "Private time since {}.\n\nThe family is on its own: nothing is recorded.\n/private ends it; so does the next section.",
            private.from.format("%H:%M")
        ));
    }
    let pause = meeting.break_on()?;
    let why = if pause.reason.is_empty() {
        String::new()
    } else {
        format!(" ({})", pause.reason)
    };
    Some(format!(
        "A break since {}{why}. The next entry ends it.",
        pause.from.format("%H:%M")
    ))
}

fn prompts(
    look: &DrawContext<'_>,
    theme: &crate::ui::Theme,
    section: &Section,
    area: Rect,
) -> (Vec<Row>, usize) {
    // From ten rows on, a single question of two rows is still shown in full.
    let is_fresh = look.editor.entries().is_empty() && look.editor.table_rows().is_empty();
    // While nothing is recorded here, the questions are what the room is for.
    let share = if is_fresh { 2 } else { 7 };
    let room = (usize::from(area.height) / share).max(if area.height >= 10 { 2 } else { 0 });
    let breadth = usize::from(padded(area).width);
    let mut prompts: Vec<Row> = Vec::new();
    let mut left_out = 0;
    for (at, prompt) in section.prompts.iter().enumerate() {
        let rows = text::rows_of(prompt, breadth);
        // Whole prompts only; the first is shown however long it is.
        if !prompts.is_empty() && prompts.len() + rows.len() > room {
            left_out = section.prompts.len() - at;
            break;
        }
        let whole = rows.len();
        let seen = rows.into_iter().take(room.saturating_sub(prompts.len()));
        prompts.extend(seen.map(|row| Row::of(row, theme.plain)));
        if whole > prompts.len()
            && let Some(last) = prompts.pop()
        {
            prompts.push(last.goes_on(breadth));
        }
    }
    let offered = section.records.iter().map(|record| format!("/{record}"));
    let offered: Vec<String> = offered.collect();
    if !offered.is_empty() && usize::from(area.height) >= table::LOW {
        let words = format!("Here as well: {}", offered.join(", "));
        let row = Row::of(text::truncated(&words, breadth).into_owned(), theme.quiet);
        prompts.push(row);
    }
    if area.height >= 8 {
        let height = usize::from(area.height);
        let above = table::above_within(look, theme, section, (breadth, height));
        // On a low screen the questions make way for the table being filled in.
        let is_low = height < table::LOW && !look.editor.table_rows().is_empty();
        // So they do for what is said, once the grid of views takes their room; F1 has them.
        let is_talked = section.mode == Mode::Decision && views_grid::is_talked(look);
        if (is_low || is_talked) && !above.is_empty() {
            prompts.clear();
        }
        if !above.is_empty() && !prompts.is_empty() {
            prompts.push(Row::default());
        }
        prompts.extend(above);
    }
    (prompts, left_out)
}

/// That there are more questions than stand above the rule stands in it, at its left end.
fn more_questions(paper: &mut Paper<'_>, rule: Rect, left_out: usize) {
    if left_out == 0 || rule.height == 0 {
        return;
    }
    let words = format!(" {left_out} more: F1 ");
    let style = paper.theme.quiet;
    paper.write(rule, rule.x.saturating_add(2), rule.y, &words, style);
}

/// The table of the section, then what was said. Up moves through both.
fn lists(
    look: &DrawContext<'_>,
    paper: &mut Paper<'_>,
    area: Rect,
    rule: Rect,
) -> Option<Position> {
    let theme = *paper.theme;
    let editor = look.editor;
    let mut table_rows = editor.table_rows();
    let entries = editor.entries();
    let breadth = usize::from(area.width.saturating_sub(2));
    let chosen_in = |records: &[&crate::domain::record::Record]| {
        let chosen = editor.selected.as_ref()?;
        records.iter().position(|record| record.id == *chosen)
    };
    let in_table = chosen_in(&table_rows);
    let in_entries = chosen_in(&entries);
    let section = editor.shown_section();
    let is_in_grid = section.is_some_and(|section| section.mode == Mode::Decision)
        && views_grid::fits(look, breadth);
    let is_empty = table_rows.is_empty();
    if is_in_grid && in_table.is_none() {
        // They stand in the grid above, and come into sight here when one of them is chosen.
        table_rows.retain(|row| !views_grid::holds(row));
    }
    let mut open = section.map_or_else(Vec::new, |section| {
        table::still_open(look, &theme, section, breadth)
    });
    let writes = editor.read_only.is_none();
    if writes && is_empty && open.is_empty() && entries.is_empty() {
        let closed;
        let invited = match (&editor.shown, section) {
            (Shown::People, _) => {
                "/person KS Kelly Smith; role: mother\n/child Ella; born: 4 Mar 2018"
            }
            (_, Some(section)) => table::invitation(section),
            (Shown::OpenSection, None) if look.meeting().phase() == Phase::Closed => {
                closed = after_closing(look.meeting());
                &closed
            }
            (_, None) => "",
        };
        open.extend(invited.lines().map(|line| Row::of(line, theme.quiet)));
    }
    let height = usize::from(area.height);
    // Entries keep half of the room; the table takes no more than it needs.
    let for_entries = if entries.is_empty() {
        0
    } else {
        // A few words do not need half of it.
        let share = if entries.len() < 4 { 3 } else { 2 };
        (height / share).max(1)
    };
    let for_open = open.len().min(height.saturating_sub(for_entries) / 2);
    let for_table = height.saturating_sub(for_entries + for_open);
    let rows_of_table = |at: usize| {
        table_rows.get(at).map_or_else(Vec::new, |record| {
            table::rows(look, &theme, record, breadth)
        })
    };
    let seen = list::window(table_rows.len(), in_table, for_table, rows_of_table);
    let mut cursor = list::draw(paper, area, &seen, in_table);
    let mut used = layout::count(seen.rows.len());
    let padded_area = padded(area);
    for row in open.iter().take(for_open) {
        paper.row(padded_area, used, row);
        used += 1;
    }
    if used > 0 && !entries.is_empty() && area.height > used + 3 {
        paper.rule(rows_of(padded_area, used, 1));
        used += 1;
    }
    let below = rows_of(area, used, u16::MAX);
    let rows_of_entry = |at: usize| {
        entries.get(at).map_or_else(Vec::new, |record| {
            entry::rows(look, &theme, record, breadth)
        })
    };
    let said = list::growing(
        entries.len(),
        in_entries,
        usize::from(below.height),
        rows_of_entry,
    );
    cursor = cursor.or(list::draw(paper, below, &said, in_entries));
    let (of_table, of_entries) = (seen.beyond(table_rows.len()), said.beyond(entries.len()));
    let both = (of_table.0 + of_entries.0, of_table.1 + of_entries.1);
    tell_earlier_and_later(paper, rule, both);
    cursor
}

fn tell_earlier_and_later(paper: &mut Paper<'_>, rule: Rect, (earlier, later): (usize, usize)) {
    let words = match (earlier, later) {
        (0, 0) => String::new(),
        (0, later) => format!("{later} later (Page Down)"),
        (earlier, 0) => format!("{earlier} earlier (Up)"),
        (earlier, later) => format!("{earlier} earlier \u{b7} {later} later"),
    };
    list::tell_on_rule(paper, rule, &words);
}
