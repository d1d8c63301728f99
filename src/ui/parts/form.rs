//! A record being typed, as a form: each field with its answer as it was understood.

use super::list::beyond;
use super::row_words::answer_words;
use crate::app::editing::completion::field_at;
use crate::app::editing::stash::Purpose;
use crate::domain::line::{FormLine, existing, several_meant, why_to_confirm};
use crate::domain::record::form::{Field, Need};
use crate::domain::record::{Kind, Record, lead_words};
use crate::ui::DrawContext;
use crate::ui::layout::{padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::text::{self, truncated, width};
use crate::ui::theme::Theme;
use ratatui::layout::Rect;

/// Rows of an answer that is to be confirmed and is not being typed.
const MOST_OF_A_DOUBT: usize = 3;

pub fn draw(look: &DrawContext<'_>, form: &FormLine, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let kind = form.asked;
    let area = padded(area);
    let known = match &look.editor.purpose {
        Purpose::Edit(_) => None,
        _ => existing(form, look.meeting()),
    };
    let edited = match &look.editor.purpose {
        Purpose::Edit(id) => look.meeting().record(id),
        _ => None,
    };
    let title = match known.or(edited.filter(|record| record.is_a(kind))) {
        Some(record) => format!(
            "{} · {} (changes what is there)",
            kind.title,
            lead_words(record, look.meeting())
        ),
        None => kind.title.to_owned(),
    };
    let rule = u16::from(area.height >= 8);
    paper.rule(rows_of(area, 1, rule));
    let below = rows_of(area, 1 + rule, u16::MAX);
    let below = unknown_labels(look, kind, form, paper, below);

    let here = field_at(form, look.editor.line.cursor()).map(|(field, ..)| field.name);
    let mut rows = Vec::new();
    let mut at = 0;
    let is_there = |field: &Field| {
        let body = &form.body;
        Some(field.name) == here
            || body.values.contains_key(field.name)
            || body.to_confirm.contains_key(field.name)
            || known
                .is_some_and(|record| record.get(field).is_some() || record.unread(field).is_some())
    };
    let (shown, more): (Vec<&'static Field>, Vec<&'static Field>) = kind
        .fields
        .iter()
        .filter(|field| !field.is_left_out || is_there(field))
        .partition(|field| !field.is_seldom || is_there(field));
    let label_room = labels(&shown);
    let room = usize::from(below.width)
        .saturating_sub(label_room + 4)
        .max(1);
    for field in shown {
        let is_here = Some(field.name) == here;
        if is_here {
            at = rows.len();
        }
        let row = label_row(field, is_here, label_room, &theme);
        let mut doubt = doubt(look, form, field, room);
        if !is_here && doubt.len() > MOST_OF_A_DOUBT {
            // All the choices there are: they are shown where the answer is typed.
            doubt.truncate(MOST_OF_A_DOUBT);
            let last = doubt
                .pop()
                .map(|row| format!("{}…", truncated(&row, room - 1)));
            doubt.extend(last);
        }
        let mut doubt = doubt.into_iter();
        rows.push(match doubt.next() {
            Some(words) => row.and(words, theme.attention),
            None => field_row(row, look, &theme, form, known, field, is_here),
        });
        rows.extend(doubt.map(|words| {
            Row::of(" ".repeat(label_room + 4), theme.plain).and(words, theme.attention)
        }));
    }
    rows.extend(seldom_row(&more, label_room, room, &theme));
    let height = usize::from(below.height);
    let last = rows.len().saturating_sub(height);
    let first = at.saturating_sub(height / 2).min(last);
    let first = first
        .saturating_add_signed(look.editor.form_moved)
        .min(last);
    let told = told_beside(&title, (first, last - first), usize::from(area.width));
    paper.row(
        area,
        0,
        &Row::of(title, theme.strong).right(told, theme.quiet),
    );
    for (row, row_of) in (0..below.height).zip(rows.iter().skip(first)) {
        paper.row(below, row, row_of);
    }
}

/// One row for all that few meetings need, and how to come by it.
fn seldom_row(more: &[&Field], label_room: usize, room: usize, theme: &Theme) -> Option<Row> {
    const HOW: &str = " (type ; and a few letters)";
    if more.is_empty() {
        return None;
    }
    let labels: Vec<&str> = more.iter().map(|field| field.label).collect();
    let labels = labels.join(", ");
    let words = match width(&labels) + width(HOW) <= room {
        true => format!("{labels}{HOW}"),
        false => truncated(&labels, room).into_owned(),
    };
    let label = truncated("more", label_room);
    let gap = " ".repeat(label_room.saturating_sub(width(&label)) + 2);
    Some(Row::of(format!("  {label}{gap}"), theme.plain).and(words, theme.quiet))
}

/// Beside the title, as much as there is room for: of a form that does not fit, how much of it is above and below.
fn told_beside(title: &str, (above, below): (usize, usize), room: usize) -> String {
    const NEEDED: &str = "* needed";
    // The beginning of a long title says enough.
    let short = room.saturating_sub(width(title).min(20) + 1);
    let Some(alone) = beyond(above, below, short) else {
        return NEEDED.to_owned();
    };
    let beside_title = room.saturating_sub(width(title) + 1);
    let both = beyond(above, below, beside_title.saturating_sub(width(NEEDED) + 3));
    match both.map(|words| format!("{NEEDED} \u{b7} {words}")) {
        Some(both) if both.ends_with(')') || above > 0 => both,
        _ => beyond(above, below, beside_title).unwrap_or(alone),
    }
}

/// An answer to be confirmed, and why, in as many rows as that takes: a reason that is cut off helps nobody.
fn doubt(look: &DrawContext<'_>, form: &FormLine, field: &Field, room: usize) -> Vec<String> {
    let Some(typed) = form.body.to_confirm.get(field.name) else {
        return Vec::new();
    };
    // All the children, or several agencies, are one record each: nothing is to be confirmed.
    let mut several = several_meant(form, look.meeting()).into_iter();
    if several.any(|one| one.field == field) {
        return Vec::new();
    }
    let today = look.app.now.date_naive();
    let why = why_to_confirm(Some(form.asked), field.name, typed, look.meeting(), today);
    let words = format!("{typed} ?? to be confirmed: {}", why.unwrap_or_default());
    text::rows_of(&words, room)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// What was typed behind labels that this kind of record does not have, above its fields; returns the room below.
fn unknown_labels(
    look: &DrawContext<'_>,
    kind: &'static Kind,
    form: &FormLine,
    paper: &mut Paper<'_>,
    area: Rect,
) -> Rect {
    let today = look.app.now.date_naive();
    let unknown = form.body.to_confirm.iter();
    let unknown = unknown.filter(|(name, _)| kind.field(name).is_none());
    let room = usize::from(area.width).saturating_sub(2).max(1);
    let rows = unknown.flat_map(|(label, typed)| {
        let why = why_to_confirm(Some(kind), label, typed, look.meeting(), today);
        let words = format!("{label}: {typed} ?? {}", why.unwrap_or_default());
        let rows = text::rows_of(&words, room).into_iter();
        rows.map(|row| format!("  {row}")).collect::<Vec<_>>()
    });
    let mut used = 0;
    for (row, words) in (0..area.height / 2).zip(rows) {
        paper.row(area, row, &Row::of(words, paper.theme.attention));
        used = row + 1;
    }
    rows_of(area, used, u16::MAX)
}

/// The room that the labels take which are shown.
fn labels(shown: &[&Field]) -> usize {
    shown
        .iter()
        .map(|field| width(field.label))
        .max()
        .unwrap_or(0)
        .min(14)
}

fn label_row(field: &Field, is_here: bool, room: usize, theme: &Theme) -> Row {
    let sign = if is_here { ">" } else { " " };
    let need = match field.need {
        Need::Must => "*",
        Need::Wanted | Need::May => " ",
    };
    let label = truncated(field.label, room);
    let gap = " ".repeat(room.saturating_sub(width(&label)) + 2);
    let style = if is_here { theme.strong } else { theme.plain };
    Row::of(format!("{sign}{need}{label}{gap}"), style)
}

/// The label with its answer, or with what is asked.
fn field_row(
    row: Row,
    look: &DrawContext<'_>,
    theme: &Theme,
    form: &FormLine,
    known: Option<&Record>,
    field: &'static Field,
    is_here: bool,
) -> Row {
    let mut several = several_meant(form, look.meeting()).into_iter();
    if let Some(each) = several.find(|one| one.field == field) {
        let names = each.names.join(", ");
        return row.and(format!("{names} (one each)"), theme.strong);
    }
    if let Some(value) = form.body.values.get(field.name) {
        return row.and(answer_words(field, value, look.meeting()), theme.strong);
    }
    let is_kept_back =
        field.restricted || known.is_some_and(|record| record.keeps_back(field.name));
    match known.and_then(|record| record.values.get(field.name)) {
        // Restricted words are shown only while they are being worked on.
        Some(_) if is_kept_back && !is_here => row.and("(kept as it is; restricted)", theme.plain),
        // Typed words replace these.
        Some(value) => row.and(
            format!("{} (as it is)", answer_words(field, value, look.meeting())),
            theme.plain,
        ),
        None => row.and(field.question, theme.quiet),
    }
}
