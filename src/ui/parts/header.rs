//! The top row: which meeting, how each child has been heard, and what is safe on the disk. The children come before
//! the title: they are on every screen of a meeting.

use crate::app::screens::heard::heard;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::age_words;
use crate::ui::DrawContext;
use crate::ui::paper::{Paper, Piece, Row};
use crate::ui::text::width;
use crate::ui::theme::Theme;
use chrono::NaiveDate;
use ratatui::layout::Rect;

/// `saved 14:32:07` is the longest.
const SAVED_ROOM: usize = 14;

/// `NOT SAVED`, or `saved` without the time.
const SHORT_SAVED_ROOM: usize = 9;

pub fn draw(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let meeting = look.meeting();
    let area = crate::ui::layout::padded(area);
    let room = usize::from(area.width);
    let status = &look.app.status;
    let saved_style = if status.alarm().is_some() {
        theme.alarm
    } else {
        theme.plain
    };
    // On a narrow screen whatever can be shortened is, so that every child keeps its symbol.
    let shorter = [
        ("PRACTICE · made up  ", SAVED_ROOM),
        ("PRACTICE  ", SAVED_ROOM),
        ("PRACTICE  ", SHORT_SAVED_ROOM),
    ]
    .map(|(practice, saved)| {
        let practice = if meeting.is_made_up() { practice } else { "" };
        let saved = if room >= 2 * SAVED_ROOM { saved + 2 } else { 0 };
        (practice, saved)
    });
    let held = meeting.day_held().day();
    let today = held.unwrap_or_else(|| look.app.now.date_naive());
    let left = |(practice, saved): (&str, usize)| {
        let room = room.saturating_sub(saved);
        room.saturating_sub(width(practice))
    };
    let fits = |one: &(&str, usize)| {
        let room = left(*one);
        length(&children(meeting, today, &theme, room, 1)) <= room
    };
    let [first, second, shortest] = shorter;
    let (practice, saved_room) = [first, second].into_iter().find(fits).unwrap_or(shortest);
    let for_children = left((practice, saved_room));
    let children = children(meeting, today, &theme, for_children, 0);
    let for_title = for_children.saturating_sub(length(&children) + 2);
    let title = match meeting.excluded_words() {
        out if out.is_empty() || meeting.phase() != Phase::Open => title(meeting, for_title),
        out => {
            let out = format!("without {out}");
            match title(meeting, for_title.saturating_sub(width(&out) + 3)) {
                _ if width(&out) > for_title => String::new(),
                title if title.is_empty() => out,
                title => format!("{out} · {title}"),
            }
        }
    };

    let mut row = Row::default();
    if let Some((sign, _)) = status.alarm().filter(|_| saved_room == 0) {
        row = row.and(format!("{sign} "), theme.alarm);
    }
    row = row.and(practice, theme.made_up).and(&title, theme.strong);
    let gap = for_children.saturating_sub(width(&title) + length(&children));
    let gap = if title.is_empty() { 0 } else { gap };
    row = row.and(" ".repeat(gap), theme.plain);
    row.pieces.extend(children);
    if saved_room > 0 {
        let mut words = status.saved_words();
        if saved_room < SAVED_ROOM && words.starts_with("saved") {
            words.truncate("saved".len());
        }
        row = row.right(words, saved_style);
    }
    paper.row(area, 0, &row);
}

fn length(pieces: &[Piece]) -> usize {
    pieces.iter().map(|(text, _)| width(text)).sum()
}

fn title(meeting: &Meeting, room: usize) -> String {
    let (title, reference) = (meeting.agenda().title.as_str(), meeting.reference());
    let both = match reference {
        "" => title.to_owned(),
        _ => format!("{title} · {reference}"),
    };
    if width(&both) <= room {
        return both;
    }
    let behind = width(reference) + 3;
    if !reference.is_empty() && room >= behind + 8 {
        let short = crate::ui::text::truncated(title, room - behind);
        return format!("{short} · {reference}");
    }
    if !reference.is_empty() {
        return if width(reference) <= room {
            reference.to_owned()
        } else {
            String::new()
        };
    }
    if room >= 8 {
        crate::ui::text::truncated(title, room).into_owned()
    } else {
        String::new()
    }
}

/// As much about each child as fits: name, age and ways, then the name, then only its initials.
fn children(
    meeting: &Meeting,
    today: NaiveDate,
    theme: &Theme,
    room: usize,
    least: u8,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for detail in (least..=3).rev() {
        pieces.clear();
        for child in meeting.children() {
            if !pieces.is_empty() {
                pieces.push(("  ".to_owned(), theme.plain));
            }
            let (sign, ways) = heard(meeting, child);
            let style = if sign == "●" {
                theme.good
            } else {
                theme.attention
            };
            let age = age_words(child, today);
            let age = if detail >= 2 && !age.is_empty() {
                format!(" {}", age.replace(" months", "m"))
            } else {
                String::new()
            };
            let called = if detail >= 1 {
                meeting.called(&child.id)
            } else {
                meeting.code(&child.id)
            };
            pieces.push((format!("{called}{age} "), theme.child));
            let ways = if detail >= 3 { ways } else { String::new() };
            pieces.push((format!("{sign}{ways}"), style));
        }
        if length(&pieces) <= room {
            break;
        }
    }
    pieces
}
