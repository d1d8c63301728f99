//! A page to read: its rows at a comfortable width, what was found, the line, and what can be done. Only visible rows
//! are looked at.

use super::{first_seen, row_at};
use crate::app::App;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::status::Urgency;
use crate::app::screens::page::keys::commands;
use crate::app::screens::page::{Found, MARGIN, Page};
use crate::documents::document::Mark;
use crate::documents::page_rows::{PageRow, Role};
use crate::ui::DrawContext;
use crate::ui::layout::{NARROW, padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::line::Typed;
use crate::ui::parts::list::tell_beyond;
use crate::ui::parts::{footer, frame, header};
use crate::ui::text::{self, truncated, width};
use crate::ui::theme::Theme;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

pub fn draw(app: &App, page: &Page, paper: &mut Paper<'_>) -> Position {
    let theme = *paper.theme;
    let area = top(app, page, paper);
    let line_place = padded(rows_of(area, area.height.saturating_sub(2), 1));
    let footer_place = padded(rows_of(area, area.height.saturating_sub(1), 1));
    let told = told(app, page, &theme, usize::from(line_place.width));
    // A message is shown in full; most of the page stays in sight all the same.
    let most = (area.height / 3).max(3);
    let told_height = u16::try_from(told.len()).unwrap_or(1).clamp(1, most);
    let rule = u16::from(paper.area().height >= 10);
    let below = 2 + told_height;
    let rule_place = rows_of(area, area.height.saturating_sub(below + rule), rule);
    paper.rule(rule_place);
    let told_place = padded(rows_of(
        area,
        area.height.saturating_sub(below),
        told_height,
    ));
    paper.rows(told_place, &told);
    let rows = rows_of(area, 0, area.height.saturating_sub(below + rule));
    let in_list = match page.contents {
        Some(chosen) => Some(contents(page, chosen, paper, rows, rule_place)),
        None => {
            text_of(page, paper, rows);
            list_of_commands(app, page, paper, rows);
            None
        }
    };
    let typed = Typed::cut(
        "find: ",
        page.line.text(),
        page.line.cursor(),
        usize::from(line_place.width),
    );
    let in_line = typed.draw(paper, line_place);
    footer::of_list(paper, footer_place, app, keys(page));
    in_list.unwrap_or(in_line)
}

/// The title or, during a meeting, its header, so that the children stay in sight.
fn top(app: &App, page: &Page, paper: &mut Paper<'_>) -> Rect {
    match &app.editor {
        Some(editor) => {
            let area = paper.area();
            header::draw(&DrawContext::at(app, editor), paper, rows_of(area, 0, 1));
            let rule = u16::from(area.height >= 10);
            paper.rule(rows_of(area, 1, rule));
            rows_of(area, 1 + rule, u16::MAX)
        }
        None => {
            let is_narrow = paper.area().width < NARROW;
            let made_up = match (page.is_made_up(), is_narrow) {
                (false, _) => None,
                (true, false) => Some("PRACTICE · made up".to_owned()),
                (true, true) => Some("made up".to_owned()),
            };
            let named = page.named();
            let needed = named
                .len()
                .min(1 + usize::from(page.view.version().is_some()));
            let parts: Vec<String> = made_up.iter().cloned().chain(named).collect();
            let needed = parts.get(..needed + made_up.iter().len()).unwrap_or(&parts);
            let room = usize::from(padded(paper.area()).width);
            let room = room.saturating_sub(width(&needed.join(" · ")));
            let right = right_of_title(page, room, is_narrow);
            let title = [parts.as_slice(), &[page.title().to_owned()]].concat();
            let title = title.join(" · ");
            frame::title(app, paper, &title, &right)
        }
    }
}

fn right_of_title(page: &Page, room: usize, is_narrow: bool) -> String {
    let seen = (page.top + 1).min(page.rows().len());
    let rows = format!("{seen} of {}", page.rows().len());
    let row = if is_narrow { "" } else { "row " };
    let ways = match page.view.shows_restricted() {
        true => vec![
            format!("RESTRICTED shown · {row}{rows}"),
            format!("RESTRICTED shown · {rows}"),
            "RESTRICTED shown".to_owned(),
            "RESTRICTED".to_owned(),
        ],
        false => vec![format!("{row}{rows}"), rows],
    };
    let fits = |words: &&String| width(words) < room;
    let fitting = ways.iter().find(fits).or(ways.last());
    fitting.cloned().unwrap_or_default()
}

fn keys(page: &Page) -> &'static [(&'static str, &'static str)] {
    if page.contents.is_some() {
        return &[
            ("Enter", "go there"),
            ("Up Down", "choose"),
            ("Esc", "back"),
        ];
    }
    if page.line.text().starts_with('/') {
        return &[
            ("Enter", "do it"),
            ("Tab", "take"),
            ("Up Down", "choose"),
            ("Esc", "leave it"),
        ];
    }
    if page.is_seeking() {
        return &[
            ("Enter", "next place"),
            ("Tab", "next heading"),
            ("Esc", "clear"),
        ];
    }
    &[
        ("letters", "find"),
        ("Tab", "next heading"),
        ("/", "commands"),
        ("Esc", "back"),
    ]
}

fn text_of(page: &Page, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let seen = page.top..page.top.saturating_add(usize::from(area.height));
    let found = page.found_in(seen.clone());
    let opened = page.opened_row();
    let rows = seen.clone().zip(page.rows().iter().skip(page.top));
    for (at, (number, row)) in (0..area.height).zip(rows) {
        let place = row_at(area, at);
        let from = place.x.saturating_add(MARGIN);
        paper.write(place, from, place.y, &row.text, style_of(row, &theme));
        let here = found.iter().filter(|found| found.row == number);
        for found in here.clone() {
            mark(found, row, paper, place, &theme);
        }
        let sign = match here.clone().find(|found| found.is_current) {
            Some(_) => ">",
            None if here.clone().next().is_some() => "·",
            None if opened == Some(number) && !page.is_seeking() => ">",
            None => " ",
        };
        if sign != " " {
            paper.write(place, place.x, place.y, sign, theme.strong);
        }
    }
}

/// Marks found words: reversed for the current hit, underlined elsewhere; neither needs colour.
fn mark(found: &Found, row: &PageRow, paper: &mut Paper<'_>, place: Rect, theme: &Theme) {
    let before = row.text.get(..found.bytes.start).unwrap_or("");
    let words = row.text.get(found.bytes.clone()).unwrap_or("");
    let cells = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
    let x = place.x.saturating_add(MARGIN).saturating_add(cells(before));
    let area = Rect::new(x, place.y, cells(words), 1).intersection(place);
    let style = if found.is_current {
        theme.chosen
    } else {
        theme
            .strong
            .add_modifier(ratatui::style::Modifier::UNDERLINED)
    };
    paper.over(area, style);
}

fn style_of(row: &PageRow, theme: &Theme) -> Style {
    match row.role {
        Role::Title | Role::Heading(_) | Role::Columns => theme.strong,
        Role::Rule => theme.rule,
        Role::Quote => theme.child,
        Role::Marked(Mark::MadeUp) => theme.made_up,
        Role::Marked(Mark::Restricted | Mark::ToConfirm) => theme.attention,
        Role::Marked(Mark::StruckOut) => theme.quiet,
        Role::Words | Role::Empty => theme.plain,
    }
}

fn told(app: &App, page: &Page, theme: &Theme, room: usize) -> Vec<Row> {
    let status = &app.status;
    let (words, style) = if let Some(words) = status.alarm_words() {
        (words, theme.alarm)
    } else if !status.words.is_empty() {
        match status.urgency {
            Urgency::Quiet => (status.words.clone(), theme.plain),
            _ => (format!("! {}", status.words), theme.attention),
        }
    } else if let Some(spec) = chosen_command(app, page).filter(|_| room < usize::from(NARROW)) {
        // Beside the command the sentence is cut.
        (spec.help.to_owned(), theme.plain)
    } else {
        let here = match page.hit_row().filter(|_| page.is_seeking()) {
            Some(row) => page.heading_of(row),
            None => page.heading_here(),
        };
        // During a meeting the title has no room to say it.
        let restricted = match page.view.shows_restricted() && app.editor.is_some() {
            true => "RESTRICTED shown · ",
            false => "",
        };
        let version = page.view.version().filter(|_| app.editor.is_some());
        let version = version.map_or_else(String::new, |number| format!("version {number} · "));
        let of_all = match page.hit_counts() {
            _ if page.contents.is_some() => Err("The headings of this page:"),
            (0, _) if page.is_seeking() => Err("Not on this page."),
            (count, at) if page.is_seeking() => Ok(format!("{at} of {count} · ")),
            _ => Ok(String::new()),
        };
        let words = match of_all {
            Err(words) => words.to_owned(),
            Ok(of_all) => {
                let before = format!("{of_all}{restricted}{version}");
                let room = room.saturating_sub(width(&before));
                let path = here.map(|heading| path_words(&page.heading_path(heading), room));
                format!("{before}{}", path.unwrap_or_default())
            }
        };
        return vec![Row::of(truncated(&words, room), theme.plain)];
    };
    let rows = text::rows_of(&words, room).into_iter();
    rows.map(|row| Row::of(row, style)).collect()
}

/// Nested headings: `Ella · The plan`. If there is no room, the outer ones are cut first.
fn path_words(path: &[String], room: usize) -> String {
    /// With fewer characters an outer heading is unrecognisable.
    const LEAST: usize = 4;
    let whole = path.join(" · ");
    let Some((last, above)) = path.split_last().filter(|_| width(&whole) > room) else {
        return whole;
    };
    match room.saturating_sub(width(last) + 3) {
        left if left >= LEAST && !above.is_empty() => {
            format!("{} · {last}", truncated(&above.join(" · "), left))
        }
        _ => truncated(last, room).into_owned(),
    }
}

fn chosen_command(app: &App, page: &Page) -> Option<&'static CommandRow> {
    let listed = commands(page, app.commands);
    let last = listed.len().saturating_sub(1);
    listed.get(page.choice.min(last)).copied()
}

fn contents(page: &Page, chosen: usize, paper: &mut Paper<'_>, area: Rect, rule: Rect) -> Position {
    let theme = *paper.theme;
    let count = page.headings().len();
    let first = first_seen(chosen, count, area.height);
    let behind = count.saturating_sub(first + usize::from(area.height));
    tell_beyond(paper, rule, first, behind);
    let mut cursor = Position::new(area.x, area.y);
    for (at, heading) in (0..area.height).zip(first..count) {
        let place = row_at(area, at);
        let sign = if heading == chosen { ">" } else { " " };
        let further_in = "  ".repeat(usize::from(page.heading_level(heading).clamp(1, 5) - 1));
        let begun = format!("{sign} {further_in}");
        let room = usize::from(place.width).saturating_sub(width(&begun));
        let words = path_words(&page.heading_path(heading), room);
        let words = format!("{begun}{words}");
        paper.row(place, 0, &Row::of(words, theme.plain));
        if heading == chosen {
            paper.over(place, theme.chosen);
            cursor = Position::new(place.x, place.y);
        }
    }
    cursor
}

fn list_of_commands(app: &App, page: &Page, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let listed = commands(page, app.commands);
    let chosen = page.choice.min(listed.len().saturating_sub(1));
    let height = u16::try_from(listed.len())
        .unwrap_or(u16::MAX)
        .min(area.height);
    let place = rows_of(area, area.height - height, height);
    paper.clear(place);
    let first = first_seen(chosen, listed.len(), height);
    for (at, (index, spec)) in (0..height).zip(listed.iter().enumerate().skip(first)) {
        let sign = if index == chosen { ">" } else { " " };
        let gap = " ".repeat(12usize.saturating_sub(spec.command.len()).max(2));
        let row = Row::of(format!("{sign} /{}{gap}", spec.command), theme.strong)
            .and(spec.help, theme.plain);
        paper.row(place, at, &row);
        if index == chosen {
            paper.over(row_at(place, at), theme.chosen);
        }
    }
}
