//! The meeting: where we are, what was said, who comes next, and the line.

use crate::app::editing::advice;
use crate::app::editing::editor::Shown;
use crate::domain::agenda::{Mode, Section};
use crate::domain::line::{Line, section_words};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::kinds::person;
use crate::domain::record::{Record, Side, side};
use crate::ui::DrawContext;
use crate::ui::layout::{self, padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::list;
use crate::ui::parts::{entry, form, frame, prompts, suggestions, table, views_grid};
use crate::ui::text;
use crate::ui::theme::Theme;
use ratatui::layout::{Position, Rect};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

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
    let middle = usize::from(area.height);
    let lists = Lists::of(look, theme, usize::from(area.width.saturating_sub(2)));
    let mut left_out = 0;
    if let Some(section) = look.editor.shown_section() {
        let (table, entries) = lists.wanted(middle);
        let room = prompts::Room {
            breadth,
            height: middle,
            used: top.len(),
            lists: table + lists.open.len() + entries,
            kept: table + lists.open.len() + middle / 2,
        };
        let (rows, more) = prompts::rows(look, &theme, section, room);
        top.extend(rows);
        left_out = more;
    }
    top.truncate(usize::from(area.height.saturating_sub(1)).max(1));
    paper.rows(inner, &top);
    let used = layout::count(top.len());
    let rule = u16::from(area.height >= 8);
    let rule_place = rows_of(inner, used, rule);
    paper.rule(rule_place);
    let rest = prompts::tell_left_out(paper, rule_place, left_out);
    lists.draw(paper, rows_of(area, used + rule, u16::MAX), rest, middle)
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
    match section_words(meeting) {
        Some(who) => row.right(format!("{who} · {time}"), theme.attention),
        None => row.right(time, theme.plain),
    }
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

/// Up to so many rows, a rule between the table and what was said would cost too much.
const LEAST_WITH_RULE: usize = 7;

/// The table of the section, what is still to come in it, and what was said.
struct Lists<'a> {
    look: &'a DrawContext<'a>,
    theme: Theme,
    breadth: usize,
    table: Vec<&'a Record>,
    open: Vec<Row>,
    entries: Arc<[usize]>,
    /// Those of the table and of the entries: what is measured first is drawn afterwards.
    wrapped: RefCell<HashMap<(bool, usize), Vec<Row>>>,
}

impl<'a> Lists<'a> {
    fn of(look: &'a DrawContext<'a>, theme: Theme, breadth: usize) -> Lists<'a> {
        let editor = look.editor;
        let mut table = editor.table_rows();
        let entries = editor.places_of_entries();
        let section = editor.shown_section();
        let is_in_grid = section.is_some_and(|section| section.mode == Mode::Decision)
            && views_grid::fits(look, breadth);
        let is_empty = table.is_empty();
        if is_in_grid && chosen_in(look, table.iter().copied()).is_none() {
            // They stand in the grid above, and come into sight here when one of them is chosen.
            table.retain(|row| !views_grid::holds(row));
        }
        let mut open = section.map_or_else(Vec::new, |section| {
            table::still_open(look, &theme, section, breadth)
        });
        let writes = editor.read_only.is_none();
        if writes && is_empty && open.is_empty() && entries.is_empty() {
            let closed;
            let invited = match (&editor.shown, section) {
                (Shown::People, _) => {
                    "/meeting P-3001; on: today; venue: Town Hall\n/child Ella; born: 4 Mar 2018\n/person KS Kelly Smith; role: mother"
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
        Lists {
            look,
            theme,
            breadth,
            table,
            open,
            entries,
            wrapped: RefCell::default(),
        }
    }

    fn wrapped_once(&self, at: (bool, usize), wrap: impl FnOnce() -> Vec<Row>) -> Vec<Row> {
        let mut wrapped = self.wrapped.borrow_mut();
        wrapped.entry(at).or_insert_with(wrap).clone()
    }

    fn row_of_table(&self, at: usize) -> Vec<Row> {
        let rows = |record: &&Record| table::rows(self.look, &self.theme, record, self.breadth);
        self.wrapped_once((true, at), || {
            self.table.get(at).map_or_else(Vec::new, rows)
        })
    }

    fn row_of_entry(&self, at: usize) -> Vec<Row> {
        let rows = |record| entry::rows(self.look, &self.theme, record, self.breadth);
        self.wrapped_once((false, at), || self.entry(at).map_or_else(Vec::new, rows))
    }

    fn entry(&self, at: usize) -> Option<&'a Record> {
        let place = self.entries.get(at)?;
        self.look.meeting().all_records().get(*place)
    }

    /// How many rows the table and the entries would take, counted no further than `most`.
    fn wanted(&self, most: usize) -> (usize, usize) {
        let counted = |count: usize, rows_of: &dyn Fn(usize) -> Vec<Row>| {
            let mut rows = 0;
            for at in (0..count).rev() {
                rows += rows_of(at).len();
                if rows >= most {
                    return most;
                }
            }
            rows
        };
        let table = counted(self.table.len(), &|at| self.row_of_table(at));
        let entries = counted(self.entries.len(), &|at| self.row_of_entry(at));
        (table, entries)
    }

    /// Up moves through the table and what was said.
    fn draw(
        &self,
        paper: &mut Paper<'_>,
        area: Rect,
        rule: Rect,
        middle: usize,
    ) -> Option<Position> {
        let look = self.look;
        let in_table = chosen_in(look, self.table.iter().copied());
        let all = (0..self.entries.len()).filter_map(|at| self.entry(at));
        let in_entries = chosen_in(look, all);
        let height = usize::from(area.height);
        let (table, entries) = self.wanted(height);
        // What was said keeps half of the middle, as far as it needs it; a few words do not.
        let kept = match self.entries.len() {
            0..4 => height / 3,
            _ => middle / 2,
        };
        let for_entries = entries.min(kept.max(1)).min(height);
        let has_both = table + self.open.len() > 0 && entries > 0;
        let rule_between = usize::from(has_both && height > LEAST_WITH_RULE);
        let free = height.saturating_sub(for_entries + rule_between);
        let for_open = self
            .open
            .len()
            .min(free.saturating_sub(table).max(free / 2));
        let for_table = free.saturating_sub(for_open);
        let seen = list::window(self.table.len(), in_table, for_table, |at| {
            self.row_of_table(at)
        });
        let mut cursor = list::draw(paper, area, &seen, in_table);
        let mut used = layout::count(seen.rows.len());
        let padded_area = padded(area);
        for row in self.open_rows(for_open) {
            paper.row(padded_area, used, &row);
            used += 1;
        }
        if used > 0 && rule_between > 0 {
            paper.rule(rows_of(padded_area, used, 1));
            used += 1;
        }
        let below = rows_of(area, used, u16::MAX);
        let height = usize::from(below.height);
        let said = list::growing(self.entries.len(), in_entries, height, |at| {
            self.row_of_entry(at)
        });
        cursor = cursor.or(list::draw(paper, below, &said, in_entries));
        let of_table = seen.beyond(self.table.len());
        let of_entries = said.beyond(self.entries.len());
        let both = (of_table.0 + of_entries.0, of_table.1 + of_entries.1);
        tell_earlier_and_later(paper, rule, both);
        cursor
    }

    /// What is still to come, and how much more of it there is. What has no room to its end says so.
    fn open_rows(&self, most: usize) -> Vec<Row> {
        let all = self.open.as_slice();
        if all.len() <= most || most == 0 {
            return all.iter().take(most).cloned().collect();
        }
        // Without a sign in front, each row is one of its own.
        let are_signed = all.iter().any(|row| row.begins_with("○"));
        let begins = |row: &&Row| !are_signed || row.begins_with("○");
        let left_behind = |shown: usize| all.get(shown..).unwrap_or_default();
        let is_only_an_end = left_behind(most).iter().all(|row| !begins(&row));
        let shown = most - usize::from(!is_only_an_end);
        let mut rows: Vec<Row> = all.iter().take(shown).cloned().collect();
        if left_behind(shown).first().is_some_and(|row| !begins(&row)) {
            let last = rows.pop().map(|last| last.goes_on(self.breadth));
            rows.extend(last);
        }
        let more = left_behind(shown).iter().filter(begins).count();
        if more > 0 {
            let how = match self.look.meeting().phase() {
                Phase::Open => ": /close lists all",
                _ => "",
            };
            rows.push(Row::of(format!("and {more} more{how}"), self.theme.quiet));
        }
        rows
    }
}

fn chosen_in<'a>(
    look: &DrawContext<'_>,
    mut records: impl Iterator<Item = &'a Record>,
) -> Option<usize> {
    let chosen = look.editor.selected.as_ref()?;
    records.position(|record| record.id == *chosen)
}

fn tell_earlier_and_later(paper: &mut Paper<'_>, rule: Rect, (earlier, later): (usize, usize)) {
    let all = match (earlier, later) {
        (0, 0) => return,
        (0, later) => vec![
            format!("{later} later (Page Down)"),
            format!("{later} later"),
        ],
        (earlier, 0) => vec![
            format!("{earlier} earlier (Up)"),
            format!("{earlier} earlier"),
        ],
        (earlier, later) => vec![
            format!("{earlier} earlier \u{b7} {later} later"),
            format!("{later} later"),
        ],
    };
    let room = usize::from(rule.width).saturating_sub(6);
    let words = all.into_iter().find(|words| text::width(words) <= room);
    list::tell_on_rule(paper, rule, words.as_deref().unwrap_or_default());
}
