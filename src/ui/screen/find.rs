//! A search through all minutes: the hits by meeting, with the words around each; the line below. Only visible rows are
//! made.

use super::{first_seen, row_at};
use crate::app::App;
use crate::app::screens::find::finding::{Finding, State};
use crate::domain::search::{Card, FoundMeeting, Hit};
use crate::ui::DrawContext;
use crate::ui::layout::{NARROW, padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::explanation::at_most;
use crate::ui::parts::line::Typed;
use crate::ui::parts::list::tell_beyond;
use crate::ui::parts::{footer, frame, header};
use crate::ui::text::{self, width};
use crate::ui::theme::Theme;
use ratatui::layout::{Position, Rect};

const FILTERS: &str = "also: person:kelly agency:school kind:worry from:2026 \"two words\"";
/// For a narrow screen: help lists the others.
const SOME_FILTERS: &str = "also: person:kelly kind:worry \"two words\" (F1)";
const INDENT: usize = 9;
/// How many rows a message takes at most.
const MOST_TOLD: usize = 5;

enum Listed<'a> {
    Meeting(&'a Card),
    /// The title, if the meeting's row has no room for it.
    Title(&'a Card),
    /// Where the hit is, and its index among all hits.
    Place(&'a Hit, usize),
    Words(&'a Hit, usize),
}

pub fn draw(app: &App, paper: &mut Paper<'_>) -> Position {
    let theme = *paper.theme;
    let finding = &app.finding;
    let area = top(app, paper);
    let line_place = padded(rows_of(area, area.height.saturating_sub(2), 1));
    let footer_place = padded(rows_of(area, area.height.saturating_sub(1), 1));
    let told = told(app, &theme, usize::from(line_place.width));
    let room = area.height.saturating_sub(3);
    let told_height = u16::try_from(told.len()).unwrap_or(u16::MAX).min(room);
    let rule = u16::from(paper.area().height >= 10);
    let below = 2 + told_height;
    paper.rule(rows_of(
        area,
        area.height.saturating_sub(below + rule),
        rule,
    ));
    let told_place = padded(rows_of(
        area,
        area.height.saturating_sub(below),
        told_height,
    ));
    paper.rows(told_place, &told);
    let list = rows_of(area, 0, area.height.saturating_sub(below + rule));
    let rule = rows_of(area, area.height.saturating_sub(below + rule), rule);
    let in_list = list_of(finding, paper, list, rule);
    let typed = Typed::cut(
        "find: ",
        finding.line.text(),
        finding.line.cursor(),
        usize::from(line_place.width),
    );
    let in_line = typed.draw(paper, line_place);
    footer::of_list(paper, footer_place, app, keys(finding));
    match in_list {
        Some(place) if finding.are_from_last_time => place,
        _ => in_line,
    }
}

/// The title or, during a meeting, its header, so that the children stay in sight.
fn top(app: &App, paper: &mut Paper<'_>) -> Rect {
    if let Some(editor) = &app.editor {
        let area = paper.area();
        header::draw(&DrawContext::at(app, editor), paper, rows_of(area, 0, 1));
        let rule = u16::from(area.height >= 10);
        paper.rule(rows_of(area, 1, rule));
        return rows_of(area, 1 + rule, u16::MAX);
    }
    let finding = &app.finding;
    let right = match finding.state {
        State::Found => finding.findings.counted(),
        State::Looking(meetings) => format!("looking through {meetings}"),
        State::Nothing | State::AtEnter => String::new(),
    };
    frame::title(app, paper, "talking-piece · find", &right)
}

fn keys(finding: &Finding) -> &'static [(&'static str, &'static str)] {
    match finding.state {
        _ if finding.line.text().contains('/') => &[("Enter", "do it"), ("Esc", "back")],
        State::AtEnter => &[("Enter", "find"), ("Tab", "filter"), ("Esc", "back")],
        State::Found if finding.findings.hits() > 0 => &[
            ("Enter", "open"),
            ("Up Down", "choose"),
            ("Tab", "filter"),
            ("Esc", "back"),
        ],
        _ => &[("letters", "find"), ("Tab", "filter"), ("Esc", "back")],
    }
}

fn told(app: &App, theme: &Theme, room: usize) -> Vec<Row> {
    let (status, finding) = (&app.status, &app.finding);
    let (words, style) = if let Some(words) = status.alarm_words() {
        (words, theme.alarm)
    } else if !status.words.is_empty() {
        (status.words.clone(), theme.plain)
    } else if !finding.fault.is_empty() {
        (format!("! {}", finding.fault), theme.attention)
    } else {
        (of_the_search(finding), theme.plain)
    };
    let rows = text::rows_of(&words, room).into_iter();
    let rows = rows.map(|row| Row::of(row, style)).collect();
    let mut rows = at_most(MOST_TOLD, rows, room);
    let filters = if width(FILTERS) <= room {
        FILTERS
    } else {
        SOME_FILTERS
    };
    rows.push(Row::of(filters, theme.quiet));
    rows
}

fn of_the_search(finding: &Finding) -> String {
    match finding.state {
        State::Looking(1) => "Looking through 1 meeting …".to_owned(),
        State::Looking(meetings) => format!("Looking through {meetings} meetings …"),
        State::AtEnter => "Enter searches all minutes; that may take a while.".to_owned(),
        State::Nothing => {
            "Words in all minutes that you may read. Capitals and accents make no difference."
                .to_owned()
        }
        State::Found => {
            let unshown = finding.findings.unshown.words();
            match (finding.findings.hits(), unshown.is_empty()) {
                (0, true) => {
                    "Nothing was found. Fewer words, or only the beginning of one?".to_owned()
                }
                (0, false) => format!("Nothing in the open minutes. {unshown}"),
                (_, false) => unshown,
                (_, true) if finding.are_from_last_time => {
                    "The words from last time: Enter opens, typing starts again.".to_owned()
                }
                (hits, true) => format!("{} of {hits}", finding.chosen + 1),
            }
        }
    }
}

fn list_of(finding: &Finding, paper: &mut Paper<'_>, area: Rect, rule: Rect) -> Option<Position> {
    let theme = *paper.theme;
    let rows = rows_of_list(&finding.findings.meetings, area.width);
    let chosen = rows
        .iter()
        .position(|row| matches!(row, Listed::Place(_, at) if *at == finding.chosen))?;
    // The meeting is above its first hit and the words below it: both are visible with it.
    let first = first_seen(chosen, rows.len(), area.height);
    let hits = |rows: &[Listed<'_>]| {
        let are_words = |row: &&Listed<'_>| matches!(row, Listed::Words(..));
        rows.iter().filter(are_words).count()
    };
    let end = (first + usize::from(area.height)).min(rows.len());
    let (above, below) = (rows.get(..first), rows.get(end..));
    tell_beyond(paper, rule, above.map_or(0, hits), below.map_or(0, hits));
    let mut cursor = None;
    for (at, row) in (0..area.height).zip(rows.iter().skip(first)) {
        let place = row_at(area, at);
        let inner = Rect {
            width: place.width.saturating_sub(1),
            ..place
        };
        match row {
            Listed::Meeting(card) => {
                paper.row(inner, 0, &meeting_row(card, &theme, area.width));
            }
            Listed::Title(card) => {
                let title = format!("  {}", card.title);
                paper.row(inner, 0, &Row::of(title, theme.strong));
            }
            Listed::Place(hit, index) => {
                let sign = if *index == finding.chosen { ">" } else { " " };
                let words = format!("{sign} {}  ", hit.passage.at.format("%H:%M"));
                let room = usize::from(inner.width).saturating_sub(width(&words));
                let row = Row::of(words, theme.plain).and(place_within(hit, room), theme.plain);
                paper.row(inner, 0, &row);
            }
            Listed::Words(hit, _) => paper.row(inner, 0, &words_row(hit, inner, &theme)),
        }
        if let Listed::Place(_, index) | Listed::Words(_, index) = row
            && *index == finding.chosen
        {
            paper.over(place, theme.chosen);
            cursor = cursor.or(Some(Position::new(place.x, place.y)));
        }
    }
    cursor
}

/// Where a hit is; if there is no room, without the speaker's role and without saying that it was said: the section is
/// worth more.
fn place_within(hit: &Hit, room: usize) -> String {
    let mut words = hit.place_words();
    if let Some(role) = hit.passage.role.first().filter(|_| width(&words) > room) {
        words = words.replacen(&format!(", {role}"), "", 1);
    }
    // Most hits were simply said.
    match words.strip_suffix(" · Contribution") {
        Some(short) if width(&words) > room => short.to_owned(),
        _ => words,
    }
}

fn rows_of_list(meetings: &[FoundMeeting], breadth: u16) -> Vec<Listed<'_>> {
    let mut rows = Vec::new();
    let mut index = 0;
    for meeting in meetings {
        rows.push(Listed::Meeting(&meeting.card));
        if breadth < NARROW && !meeting.card.title.is_empty() {
            rows.push(Listed::Title(&meeting.card));
        }
        for hit in &meeting.hits {
            rows.push(Listed::Place(hit, index));
            rows.push(Listed::Words(hit, index));
            index += 1;
        }
    }
    rows
}

/// `28 May 2026  2214-K  Initial conference`; on a narrow screen the title has a row of its own.
fn meeting_row(card: &Card, theme: &Theme, breadth: u16) -> Row {
    let day = card
        .at
        .map_or_else(String::new, |at| at.format("%-d %b %Y").to_string());
    let words = [day.as_str(), card.reference.as_str()];
    let words = words.into_iter().filter(|words| !words.is_empty());
    let mut row = Row::of(words.collect::<Vec<_>>().join("  "), theme.strong);
    if card.made_up {
        row = row.and("  PRACTICE · made up", theme.made_up);
    }
    if breadth >= NARROW {
        row = row.and(format!("  {}", card.title), theme.strong);
    }
    match card.state.as_str() {
        "closed" => row,
        state => row.right(state, theme.plain),
    }
}

/// The words around the hit, which is in brackets so that it is visible without colours.
fn words_row(hit: &Hit, area: Rect, theme: &Theme) -> Row {
    let warning = hit.warning();
    let room = usize::from(area.width).saturating_sub(INDENT + width(&warning) + 4);
    let context = hit.context(room);
    let mut row = Row::of(" ".repeat(INDENT), theme.plain).and(warning, theme.attention);
    let mut done = 0;
    for mark in context.marks.iter().filter(|mark| !mark.is_empty()) {
        if mark.start < done {
            continue;
        }
        let before = context.text.get(done..mark.start).unwrap_or_default();
        let found = context.text.get(mark.clone()).unwrap_or_default();
        row = row
            .and(before, theme.plain)
            .and(format!("[{found}]"), theme.strong);
        done = mark.end;
    }
    row.and(context.text.get(done..).unwrap_or_default(), theme.plain)
}
