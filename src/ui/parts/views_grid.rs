//! The decision round as a grid: a column for each child, with what was decided, what each agency thinks, and the tally.
//! While `/agencies` is typed, it shows how the line is read.

use crate::app::commands::deciding::AGENCIES;
use crate::domain::line::{Line, ViewsLine, views_line};
use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::record::kinds::{agency_view, decision};
use crate::domain::rules::contradictions::decision_for;
use crate::domain::rules::tally::tally;
use crate::domain::rules::views_grid::{AgencyRow, Cell, views_grid};
use crate::ui::DrawContext;
use crate::ui::paper::Row;
use crate::ui::text::{truncated, width};
use crate::ui::theme::Theme;
use ratatui::style::Style;

/// Narrower columns would cut most of the words.
const NARROWEST: usize = 7;

const WIDEST: usize = 16;

/// From this breadth on the words of a view are whole.
const COMFORTABLE: usize = 11;

const NARROWEST_FIRST: usize = 14;

/// "Tally to be confirmed"
const WIDEST_FIRST: usize = 24;

/// In front of a view that is being typed and not recorded yet.
const TYPED: &str = "+";

struct Columns {
    first: usize,
    each: usize,
}

impl Columns {
    fn of(children: usize, breadth: usize) -> Option<Columns> {
        let of = |first: usize| {
            let each = breadth.checked_sub(first)?.checked_div(children)?;
            let each = each.min(WIDEST);
            // What the columns leave over is room for the names in front of them.
            let first = (breadth - each * children).clamp(first, WIDEST_FIRST.max(first));
            Some(Columns { first, each })
        };
        let wide = of((breadth * 2 / 5).clamp(NARROWEST_FIRST, WIDEST_FIRST));
        let wide = wide.filter(|columns| columns.each >= COMFORTABLE);
        let columns = wide.or_else(|| of(NARROWEST_FIRST));
        columns.filter(|columns| columns.each >= NARROWEST)
    }

    /// A sign and words; without the sign, where it would cut the words.
    fn cell(&self, sign: &str, words: &str) -> String {
        let cell = format!("{sign} {words}");
        match width(&cell) < self.each {
            true => cell,
            false => words.to_owned(),
        }
    }

    fn row(&self, first: (&str, Style), cells: impl IntoIterator<Item = (String, Style)>) -> Row {
        let mut row = Row::of(in_column(first.0, self.first), first.1);
        for (words, style) in cells {
            row = row.and(in_column(&words, self.each), style);
        }
        row
    }
}

/// At least one blank is left before the next column.
fn in_column(words: &str, room: usize) -> String {
    let words = truncated(words, room.saturating_sub(1));
    let gap = room.saturating_sub(width(&words));
    format!("{words}{}", " ".repeat(gap))
}

/// What is typed behind `/agencies`.
fn typed(look: &DrawContext<'_>) -> Option<ViewsLine> {
    match &look.line {
        Line::Command { name, rest } if look.app.commands.called(name)?.command == AGENCIES => {
            Some(views_line(rest, look.meeting()))
        }
        _ => None,
    }
}

/// Whether the columns are broad enough to be read.
pub fn fits(look: &DrawContext<'_>, breadth: usize) -> bool {
    Columns::of(look.meeting().children().count(), breadth).is_some()
}

/// What it shows needs no row of its own.
pub fn holds(record: &Record) -> bool {
    record.is_a(&agency_view::KIND) || record.is_a(&decision::KIND)
}

/// Whether `/agencies` is in the line.
pub fn is_typed(look: &DrawContext<'_>) -> bool {
    typed(look).is_some()
}

/// The rows, at most `room` of them: where not all agencies fit, those that are typed or still to come are shown first.
/// Nothing where the columns would be too narrow.
pub fn rows(
    look: &DrawContext<'_>,
    theme: &Theme,
    (breadth, room): (usize, usize),
) -> Option<Vec<Row>> {
    let meeting = look.meeting();
    let children: Vec<&Record> = meeting.children().collect();
    let columns = Columns::of(children.len(), breadth)?;
    let names = children
        .iter()
        .map(|child| (meeting.called(&child.id), theme.strong));
    let mut rows = vec![columns.row(("", theme.plain), names)];
    let counted = counted(look, theme, &children, &columns);
    let decided = decided(look, theme, &children, &columns);
    // The category makes way for the tally.
    let for_decided = room.saturating_sub(rows.len() + counted.len()).max(1);
    rows.extend(decided.into_iter().take(for_decided));
    let typed = typed(look);
    let agencies = views_grid(meeting, meeting.settings().rules());
    let left = room.saturating_sub(rows.len() + counted.len());
    let shown = that_fit(meeting, &agencies, typed.as_ref(), left);
    let hidden = agencies.len() - shown.len();
    for agency in shown {
        rows.push(of_agency(look, theme, agency, typed.as_ref(), &columns));
    }
    if hidden > 0 && rows.len() + counted.len() < room {
        let words = format!("and {hidden} more agencies: /agencies");
        rows.push(Row::of(words, theme.quiet));
    }
    rows.extend(counted);
    rows.truncate(room);
    Some(rows)
}

/// One row of the room is left for how many more there are.
fn that_fit<'g>(
    meeting: &Meeting,
    agencies: &'g [AgencyRow],
    typed: Option<&ViewsLine>,
    room: usize,
) -> Vec<&'g AgencyRow> {
    if agencies.len() <= room {
        return agencies.iter().collect();
    }
    let is_typed = |row: &AgencyRow| {
        let last = typed.and_then(|typed| typed.agencies.last());
        last.is_some_and(|last| row.is_meant_by(last, meeting))
    };
    let mut order: Vec<usize> = (0..agencies.len()).collect();
    order.sort_by_key(|at| match agencies.get(*at) {
        Some(row) if is_typed(row) => 0,
        Some(row) if !row.is_complete() => 1,
        _ => 2,
    });
    order.truncate(room.saturating_sub(1));
    order.sort_unstable();
    order
        .into_iter()
        .filter_map(|at| agencies.get(at))
        .collect()
}

fn decided(
    look: &DrawContext<'_>,
    theme: &Theme,
    children: &[&Record],
    columns: &Columns,
) -> Vec<Row> {
    let meeting = look.meeting();
    let settings = meeting.settings();
    let decisions: Vec<Option<&Record>> = children
        .iter()
        .map(|child| decision_for(meeting, &child.id))
        .collect();
    let cells = decisions.iter().map(|decision| match decision {
        None => ("○ none yet".to_owned(), theme.attention),
        Some(decision) if !decision.is_open() => (columns.cell("●", "restricted"), theme.strong),
        Some(decision) => {
            let code = decision.text(&decision::DECISION);
            let words = decision::DECISION.short_of(code, settings);
            (columns.cell("●", words), theme.strong)
        }
    });
    let mut rows = vec![columns.row(("Decision", theme.strong), cells)];
    let category = |decision: &Option<&Record>| {
        let decision = decision.filter(|decision| decision.is_open())?;
        let code = decision.text(&decision::CATEGORY);
        (!code.is_empty()).then(|| decision::CATEGORY.short_of(code, settings).to_owned())
    };
    let categories: Vec<Option<String>> = decisions.iter().map(category).collect();
    if categories.iter().any(Option::is_some) {
        let cells = categories
            .into_iter()
            .map(|words| (columns.cell(" ", &words.unwrap_or_default()), theme.plain));
        rows.push(columns.row(("  category", theme.plain), cells));
    }
    rows
}

fn of_agency(
    look: &DrawContext<'_>,
    theme: &Theme,
    agency: &AgencyRow,
    typed: Option<&ViewsLine>,
    columns: &Columns,
) -> Row {
    let settings = look.meeting().settings();
    let typed = typed.and_then(|typed| {
        let mut all = typed.agencies.iter();
        all.rfind(|typed| agency.is_meant_by(typed, look.meeting()))
    });
    let style = match typed {
        Some(_) => theme.strong,
        None => theme.plain,
    };
    let cells = agency.cells.iter().enumerate().map(|(at, cell)| {
        let new = typed.and_then(|typed| typed.views.get(at)?.as_ref());
        match (new, cell) {
            (Some(new), _) => {
                let words = agency_view::VIEW.short_of(&new.code, settings);
                (format!("{TYPED} {words}"), theme.strong)
            }
            (None, Cell::View(code)) => {
                let words = agency_view::VIEW.short_of(code, settings);
                (columns.cell(" ", words), theme.plain)
            }
            (None, Cell::NotGiven) => ("○".to_owned(), theme.attention),
            (None, Cell::ToConfirm) => ("  ??".to_owned(), theme.attention),
            (None, Cell::Restricted) => (columns.cell(" ", "restricted"), theme.plain),
        }
    });
    columns.row((&agency.called, style), cells)
}

/// How many agencies hold each view, child by child.
fn counted(
    look: &DrawContext<'_>,
    theme: &Theme,
    children: &[&Record],
    columns: &Columns,
) -> Vec<Row> {
    let meeting = look.meeting();
    let settings = meeting.settings();
    let tallies: Vec<_> = children
        .iter()
        .map(|child| tally(meeting, &child.id, settings.rules()))
        .collect();
    let row = |words: &str, numbers: Vec<usize>| {
        let cells = numbers.into_iter().map(|number| match number {
            0 => ("  \u{2013}".to_owned(), theme.plain),
            _ => (format!("  {number}"), theme.strong),
        });
        columns.row((&format!("Tally {words}"), theme.plain), cells)
    };
    let mut codes: Vec<&str> = Vec::new();
    for (code, _) in tallies.iter().flat_map(|tally| &tally.views) {
        if !codes.contains(&code.as_str()) {
            codes.push(code);
        }
    }
    let mut rows: Vec<Row> = codes
        .into_iter()
        .map(|code| {
            let of = |known: &&(String, usize)| known.0 == code;
            let numbers = tallies
                .iter()
                .map(|tally| tally.views.iter().find(of).map_or(0, |known| known.1));
            let words = agency_view::VIEW.short_of(code, settings);
            row(words, numbers.collect())
        })
        .collect();
    for (words, numbers) in [
        (
            "to be confirmed",
            tallies.iter().map(|tally| tally.to_confirm).collect(),
        ),
        (
            "restricted",
            tallies
                .iter()
                .map(|tally| tally.restricted)
                .collect::<Vec<usize>>(),
        ),
    ] {
        if numbers.iter().any(|number| *number > 0) {
            rows.push(row(words, numbers));
        }
    }
    rows
}

/// How many rows the grid may have above what is said: half of the middle, and less once much is said, because words keep
/// half of it; `spare` are those that nothing below it needs. The whole of it is seen while `/agencies` is typed.
pub fn most(look: &DrawContext<'_>, height: usize, spare: usize) -> usize {
    let most = match look.editor.places_of_entries().len() {
        0 => height * 2 / 3,
        _ if is_talked(look) => (height / 3).max(LEAST),
        _ => height.div_ceil(2),
    };
    most.max(spare)
}

/// Whether so much was said that it needs the room.
pub fn is_talked(look: &DrawContext<'_>) -> bool {
    look.editor.places_of_entries().len() >= MUCH_SAID
}

const MUCH_SAID: usize = 4;

/// The names, the decisions and the tally are always in sight.
const LEAST: usize = 5;
