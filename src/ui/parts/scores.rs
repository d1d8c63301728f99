//! Scores on the screen: the ends of each scale above them, whose score is awaited, and the remarks beside a number. A
//! hidden number is not in the record that is drawn, so it cannot be shown here.

use super::entry::is_bare;
use super::row_words::rest_words;
use super::table::wrapped;
use crate::domain::agenda::{ScaleAsked, Section};
use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::record::kinds::{past_scale, scale};
use crate::domain::rules::scores::{self, asked_in, end_words, note};
use crate::ui::DrawContext;
use crate::ui::paper::Row;
use crate::ui::text::truncated;
use crate::ui::theme::Theme;
use chrono::NaiveDate;

/// Before a score's columns: that it is hidden, that it is from last time, and which scale it is on, if the section has
/// several.
pub fn before(look: &DrawContext<'_>, record: &Record) -> Vec<String> {
    let mut words = Vec::new();
    if record.is_a(&past_scale::KIND) {
        words.push("last time".to_owned());
    }
    if record.is_hidden() {
        words.push("score is in, hidden".to_owned());
    }
    let section = look
        .editor
        .shown_section()
        .filter(|_| record.is_a(&scale::KIND));
    let scales = section.map_or(&[][..], |section| &section.scales);
    let place = scales
        .iter()
        .position(|scale| scale.id == record.text(&scale::SCALE));
    if let Some(place) = place.filter(|_| scales.len() > 1) {
        words.push(format!("scale {}", place + 1));
    }
    words
}

/// After them: how it compares with last time, and what is to be done.
pub fn behind(look: &DrawContext<'_>, record: &Record) -> Vec<String> {
    if record.is_a(&scale::KIND) && is_bare(look, record) {
        note(look.meeting(), record).words()
    } else {
        Vec::new()
    }
}

pub fn words(record: &Record, meeting: &Meeting, today: NaiveDate) -> String {
    let by = match record.text(&scale::GIVEN_BY) {
        "" => "somebody".to_owned(),
        by => meeting.called(by),
    };
    if record.is_hidden() {
        return format!("{by}: score is in, hidden");
    }
    let ends = end_words(&asked_in(&record.values));
    format!(
        "{by}: {} ({ends})",
        rest_words(record, meeting, today, true)
    )
}

/// Both ends are shown above every scale: the same number means opposite things in two areas.
pub fn above(theme: &Theme, section: &Section, breadth: usize) -> Vec<Row> {
    let of_scale = |(number, scale): (usize, &ScaleAsked)| {
        let (low, high) = (scale.from.min(scale.to), scale.from.max(scale.to));
        [
            (format!("{number}  {}", scale.question), theme.plain),
            (format!("{low:>2} = {}", scale.low), theme.strong),
            (format!("{high:>2} = {}", scale.high), theme.strong),
        ]
    };
    (1..)
        .zip(&section.scales)
        .flat_map(of_scale)
        .flat_map(|(words, style)| wrapped(&words, style, breadth))
        .collect()
}

/// On a low screen each end has just one row: without both of them a number says nothing.
pub fn ends_only(theme: &Theme, section: &Section, breadth: usize) -> Vec<Row> {
    let several = section.scales.len() > 1;
    let of_scale = |(number, scale): (usize, &ScaleAsked)| {
        let (low, high) = (scale.from.min(scale.to), scale.from.max(scale.to));
        let name = match several {
            true => format!("{number}  "),
            false => String::new(),
        };
        [(low, &scale.low), (high, &scale.high)].map(|(end, words)| {
            let words = format!("{name}{end:>2} = {words}");
            Row::of(truncated(&words, breadth), theme.strong)
        })
    };
    (1..).zip(&section.scales).flat_map(of_scale).collect()
}

/// This section's hidden rounds: how many scores are in, whose are awaited, and how to show them.
pub fn still_open(
    look: &DrawContext<'_>,
    theme: &Theme,
    section: &Section,
    breadth: usize,
) -> Vec<Row> {
    let meeting = look.meeting();
    let is_here = |id: &str| section.scales.iter().any(|scale| scale.id == id);
    let mut rows: Vec<Row> = scores::rounds(meeting)
        .iter()
        .filter(|round| !round.revealed && is_here(&round.round.scale))
        .flat_map(|round| {
            let words = format!("○ {}", round.words(meeting));
            wrapped(&words, theme.attention, breadth)
        })
        .collect();
    let how = look.how("/scores show: the Chair shows them now");
    if !rows.is_empty() && !how.is_empty() {
        rows.push(Row::of(format!("  {}", how.trim_start()), theme.plain));
    }
    rows
}
