//! The list of meetings, filtered while typing; interrupted ones come first.

use super::{first_seen, row_at};
use crate::app::App;
use crate::app::protocol::status::Urgency;
use crate::app::screens::home::commands_that_fit;
use crate::domain::search::Card;
use crate::domain::settings::meeting_kinds::short_kind;
use crate::ui::layout::{padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::line::Typed;
use crate::ui::parts::list::beyond;
use crate::ui::parts::{due, footer, frame};
use crate::ui::text::{self, truncated, width};
use crate::ui::theme::Theme;
use ratatui::layout::{Position, Rect};
use std::fmt::Write as _;

/// How many cells of the children's names are always shown.
const LEAST_OF_CHILDREN: usize = 6;

/// With fewer cells, words that are cut say nothing any more.
const LEAST_OF_WORDS: usize = 12;

/// What stays empty at the left of a row and before its last word.
const GAPS: usize = 3;

pub fn draw(app: &App, paper: &mut Paper<'_>) -> Position {
    let theme = *paper.theme;
    let passing = app.home.passing_count();
    // The number is known only when all have been read.
    let reading = match app.home.reading {
        Some((done, of)) if of > 0 => format!("reading {done} of {of}"),
        _ => String::new(),
    };
    let right = match app.home.meetings().len() {
        0 => reading,
        _ if app.home.reading.is_some() => reading,
        all if app.home.shows_put_away && all == passing => format!("{all} put away"),
        all if app.home.shows_put_away => format!("{passing} of {all} put away"),
        all if all == passing => format!("{all} meetings").replace("1 meetings", "1 meeting"),
        all => format!("{passing} of {all} meetings"),
    };
    let area = frame::below_title(paper);
    let footer_place = rows_of(area, area.height.saturating_sub(1), 1);
    let filter_place = rows_of(area, area.height.saturating_sub(2), 1);
    let mut told = told(app, &theme, usize::from(area.width.saturating_sub(2)));
    let chosen = app.home.row.min(passing.saturating_sub(1));
    let rows = ListRows::of(app, usize::from(area.width.saturating_sub(2)));
    if told.is_empty() {
        // What was interrupted is told above its row, which the command is about: as long as the list need not be long
        // for that, it begins with it.
        let height = usize::from(area.height);
        let least = Some(2 * rows.row_of(chosen)).filter(|least| *least <= height / 4);
        let room = height.saturating_sub(2 + least.unwrap_or(0));
        told = commands(app, &theme, room.min(height * 3 / 4));
    }
    let told_height = u16::try_from(told.len())
        .unwrap_or(u16::MAX)
        .min(area.height.saturating_sub(3));
    let told_place = rows_of(
        area,
        area.height.saturating_sub(2 + told_height),
        told_height,
    );
    paper.rows(padded(told_place), &told);
    let is_command = app.home.words_and_command().1.is_some();
    let due = due::rows(
        // While a command is typed its list takes this place.
        app.home.due.as_ref().filter(|_| !is_command),
        area.height,
        usize::from(area.width.saturating_sub(2)),
        &theme,
    );
    let due_height = u16::try_from(due.len()).unwrap_or(0);
    let below = 2 + told_height + due_height;
    let due_place = rows_of(area, area.height.saturating_sub(below), due_height);
    paper.rows(padded(due_place), &due);
    let list = rows_of(area, 0, area.height.saturating_sub(below));
    let first = first_seen(rows.row_of(chosen), rows.count(), list.height);
    let beyond = rows.beyond(first, usize::from(list.height));
    let title = "talking-piece · meetings";
    let room = usize::from(area.width).saturating_sub(width(title) + 3);
    frame::title(app, paper, title, &counted(&right, beyond, room));
    let mut cursor = None;
    for (at, number) in (0..list.height).zip(first..) {
        let place = row_at(list, at);
        match rows.row(number) {
            Listed::Told(words) => paper.row(padded(place), 0, &Row::of(words, theme.strong)),
            Listed::Meeting(index) => {
                let Some(meeting) = app.home.in_row(index) else {
                    break;
                };
                let sign = if index == chosen { ">" } else { " " };
                let inner = Rect {
                    width: place.width.saturating_sub(1),
                    ..place
                };
                paper.row(inner, 0, &row(meeting, sign, &theme, list.width));
                if index == chosen {
                    paper.over(place, theme.chosen);
                    cursor = Some(Position::new(place.x, place.y));
                }
            }
        }
    }
    if passing == 0 {
        let words = words_of_no_list(app);
        let room = usize::from(padded(list).width);
        for (at, row) in (0..).zip(text::rows_of(&words, room)) {
            paper.row(padded(list), at, &Row::of(row, theme.plain));
        }
    }
    let filter = padded(filter_place);
    let typed = Typed::cut(
        "find: ",
        app.home.filter.text(),
        app.home.filter.cursor(),
        usize::from(filter.width),
    );
    let in_filter = typed.draw(paper, filter);
    let is_closed = app
        .home
        .in_row(chosen)
        .is_some_and(|meeting| meeting.state == "closed");
    let keys = keys(app, is_closed);
    footer::of_list(paper, padded(footer_place), app, &keys);
    // While words are typed the cursor is in them, otherwise on the row.
    match cursor {
        Some(cursor) if app.home.filter.is_empty() => cursor,
        _ => in_filter,
    }
}

/// How many there are and, where not all of them are seen, how many more above and below.
fn counted(all: &str, (above, below): (usize, usize), room: usize) -> String {
    let beside = beyond(above, below, room.saturating_sub(width(all) + 3));
    let is_whole = |words: &String| (above > 0) == words.contains("above");
    match beside.filter(is_whole) {
        Some(words) => format!("{all} \u{b7} {words}"),
        None => beyond(above, below, room).unwrap_or_else(|| all.to_owned()),
    }
}

fn words_of_no_list(app: &App) -> String {
    let home = &app.home;
    match (home.meetings().is_empty(), home.reading.is_some()) {
        (true, true) => "Making the list: this is needed only once.".to_owned(),
        (true, false) => "No meeting yet. Enter chooses an agenda and prepares one. To try it first: talking-piece practice.".to_owned(),
        (false, _) => {
            let words = home.words_and_command().0.trim();
            format!("No meeting in the list has \"{words}\". Esc shows all of them. /find {words} looks for it in the minutes themselves.")
        }
    }
}

/// A closed meeting can be reviewed, too.
fn keys(app: &App, is_closed: bool) -> Vec<(&'static str, &'static str)> {
    let is_command = app.home.words_and_command().1.is_some();
    let mut keys = vec![
        ("Enter", if is_command { "do it" } else { "open" }),
        ("Up Down", "choose"),
    ];
    let review = (is_closed && !is_command).then_some(("/review", "of it"));
    // Keys that do not fit are dropped from the end.
    if app.home.filter.is_empty() {
        keys.extend(review);
        if app.home.shows_put_away {
            keys.push(("Esc", "all others"));
        }
        keys.push(("/", "commands"));
        keys.push(("letters", "find"));
    } else {
        keys.push(("Esc", if is_command { "leave it" } else { "show all" }));
        keys.extend(review);
    }
    keys
}

#[derive(Clone)]
enum Listed {
    Told(String),
    Meeting(usize),
}

/// Interrupted meetings are written out in full; each of the others has one row, so that a list of ten thousand costs
/// no more than its visible part.
struct ListRows {
    interrupted: Vec<Listed>,
    interrupted_count: usize,
    passing: usize,
}

impl ListRows {
    fn of(app: &App, room: usize) -> ListRows {
        let interrupted_count = app.home.interrupted_count();
        let mut rows = Vec::new();
        for index in 0..interrupted_count {
            let at = app.home.in_row(index).and_then(|card| card.interrupted_at);
            let words = at.map_or_else(String::new, |at| {
                format!(
                    "You were disconnected at {}; nothing was lost. Enter goes on.",
                    at.format("%H:%M on %-d %b")
                )
            });
            let told = text::rows_of(&words, room);
            rows.extend(told.into_iter().map(|row| Listed::Told(row.to_owned())));
            rows.push(Listed::Meeting(index));
        }
        let passing = app.home.passing_count();
        if interrupted_count > 0 && interrupted_count < passing {
            rows.push(Listed::Told(String::new()));
        }
        ListRows {
            interrupted: rows,
            interrupted_count,
            passing,
        }
    }

    fn count(&self) -> usize {
        self.interrupted.len() + self.passing.saturating_sub(self.interrupted_count)
    }

    fn row(&self, number: usize) -> Listed {
        let behind = number.saturating_sub(self.interrupted.len());
        let written_out = self.interrupted.get(number).cloned();
        written_out.unwrap_or(Listed::Meeting(self.interrupted_count + behind))
    }

    /// How many meetings are above and below so many rows.
    fn beyond(&self, first: usize, height: usize) -> (usize, usize) {
        let meetings = |rows: std::ops::Range<usize>| {
            let written_out = self
                .interrupted
                .get(rows.start..rows.end.min(self.interrupted.len()));
            let written_out = written_out.unwrap_or_default().iter();
            let named = written_out
                .filter(|row| matches!(row, Listed::Meeting(_)))
                .count();
            named
                + rows
                    .end
                    .saturating_sub(rows.start.max(self.interrupted.len()))
        };
        let end = (first + height).min(self.count());
        (meetings(0..first), meetings(end..self.count()))
    }

    fn row_of(&self, meeting: usize) -> usize {
        match meeting.checked_sub(self.interrupted_count) {
            Some(behind) => self.interrupted.len() + behind,
            None => {
                let mut rows = self.interrupted.iter();
                rows.position(|row| matches!(row, Listed::Meeting(index) if *index == meeting))
                    .unwrap_or(0)
            }
        }
    }
}

fn row(meeting: &Card, sign: &str, theme: &Theme, breadth: u16) -> Row {
    let day = meeting
        .at
        .map_or_else(String::new, |at| at.format("%-d %b %Y").to_string());
    let mut words = format!("{sign}{day:<12} {:<8} ", meeting.reference);
    // What is special about a meeting comes before its title, and has priority over the names, which may be cut.
    let made_up = match (meeting.made_up, breadth >= 100) {
        (false, _) => "",
        (true, true) => "  PRACTICE · made up",
        (true, false) => "  made up",
    };
    let mut note = String::new();
    if meeting.open_elsewhere {
        note.push_str("  open elsewhere");
    }
    if let Some(away) = &meeting.put_away {
        let _ = write!(note, "  {}", away.reason);
    }
    if !meeting.note.is_empty() {
        let _ = write!(note, "  {}", meeting.note);
    }
    let state = match meeting.put_away {
        Some(_) => "put away",
        None => meeting.state.as_str(),
    };
    let children = meeting.children.join(", ");
    let taken = [words.as_str(), made_up, &note, state].map(width);
    let room = usize::from(breadth).saturating_sub(taken.iter().sum::<usize>() + GAPS);
    let behind = behind_children(meeting, width(&children), room);
    let room = room.saturating_sub(width(&behind));
    words.push_str(&truncated(&children, room.max(LEAST_OF_CHILDREN)));
    Row::of(words, theme.plain)
        .and(made_up, theme.made_up)
        .and(note, theme.attention)
        .and(behind, theme.plain)
        .right(state, theme.plain)
}

/// Which kind of meeting it is, and of what so much is open. The whole title stands there only where it fits behind the names
/// of the children; which kind it is, in a word, wherever there is room for it; what is open, never at the cost of a name.
fn behind_children(meeting: &Card, children: usize, room: usize) -> String {
    let after = |words: &str| match words {
        "" => String::new(),
        words => format!("  {words}"),
    };
    let whole = after(&meeting.title) + &after(&meeting.open.words());
    if children + width(&whole) <= room {
        return whole;
    }
    let beside_all = room.saturating_sub(children + GAPS - 1);
    let kind = match short_kind(&meeting.kind) {
        "" if beside_all < LEAST_OF_WORDS => String::new(),
        "" => after(&truncated(&meeting.title, beside_all)),
        short => after(short),
    };
    if width(&kind) + children.min(LEAST_OF_CHILDREN) > room {
        return String::new();
    }
    let beside_all = beside_all.saturating_sub(width(&kind));
    let open = meeting.open.in_short();
    match beside_all < LEAST_OF_WORDS.min(width(&open)) {
        true => kind,
        false => kind + &after(&truncated(&open, beside_all)),
    }
}

fn commands(app: &App, theme: &Theme, most: usize) -> Vec<Row> {
    let fitting = commands_that_fit(app);
    let shown = match fitting.len() > most {
        true => most.saturating_sub(1),
        false => fitting.len(),
    };
    let listed = fitting.iter().take(shown).map(|action| {
        let gap = " ".repeat(12usize.saturating_sub(action.command.len()).max(2));
        Row::of(format!("/{}{gap}", action.command), theme.strong).and(action.help, theme.plain)
    });
    let more = fitting.len() - shown;
    let told = (more > 0 && most > 0)
        .then(|| Row::of(format!("and {more} more: type on, or F1"), theme.plain));
    listed.chain(told).collect()
}

fn told(app: &App, theme: &Theme, room: usize) -> Vec<Row> {
    let status = &app.status;
    if let Some(words) = status.alarm_words() {
        let rows = text::rows_of(&words, room);
        return rows
            .into_iter()
            .map(|row| Row::of(row, theme.alarm))
            .collect();
    }
    if status.words.is_empty() {
        return Vec::new();
    }
    let (words, style) = match status.urgency {
        Urgency::Quiet => (status.words.clone(), theme.plain),
        _ => (format!("! {}", status.words), theme.attention),
    };
    text::rows_of(&words, room)
        .into_iter()
        .take(3)
        .map(|row| Row::of(row, style))
        .collect()
}
