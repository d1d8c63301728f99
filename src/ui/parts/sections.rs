//! The left column: the sections in two levels, what is done, where we are.

use crate::domain::agenda::{Place, Section};
use crate::domain::meeting::{Meeting, SectionState};
use crate::ui::DrawContext;
use crate::ui::paper::Row;
use crate::ui::theme::Theme;

#[derive(Debug)]
pub struct List {
    pub rows: Vec<Row>,
    open: usize,
}

impl List {
    pub fn window(&self, height: usize) -> impl Iterator<Item = &Row> {
        let last = self.rows.len().saturating_sub(height);
        let first = self.open.saturating_sub(height / 2).min(last);
        self.rows.iter().skip(first).take(height)
    }
}

pub fn rows(look: &DrawContext<'_>, theme: &Theme) -> List {
    let meeting = look.meeting();
    let places = meeting.agenda().places();
    let mut rows = Vec::new();
    let mut open = 0;
    for (index, section) in meeting.agenda().sections.iter().enumerate() {
        let number = index + 1;
        let state = state(meeting, section);
        if state == SectionState::Open {
            open = rows.len();
        }
        let (mark, style) = if state == SectionState::Open && section.parts.is_empty() {
            ("▶", theme.strong)
        } else {
            (" ", theme.plain)
        };
        rows.push(Row::of(
            format!("{mark}{number:>2} {} {}", sign(state), section.title),
            style,
        ));
        if state != SectionState::Open {
            continue;
        }
        for part in parts_of(&places, section) {
            let state = meeting.section_state(&part.section.id);
            let (mark, style) = if state == SectionState::Open {
                open = rows.len();
                ("▶", theme.strong)
            } else {
                (" ", theme.plain)
            };
            rows.push(Row::of(
                format!(
                    "{mark} {} {} {}",
                    part.number,
                    sign(state),
                    part.section.title
                ),
                style,
            ));
        }
    }
    List { rows, open }
}

fn parts_of<'a>(
    places: &'a [Place<'a>],
    heading: &'a Section,
) -> impl Iterator<Item = &'a Place<'a>> {
    places
        .iter()
        .filter(move |place| heading.parts.iter().any(|part| part.id == place.section.id))
}

/// A heading is open while one of its parts is, and done when all of them are done or left out.
fn state(meeting: &Meeting, section: &Section) -> SectionState {
    if section.parts.is_empty() {
        return meeting.section_state(&section.id);
    }
    let states: Vec<SectionState> = section
        .parts
        .iter()
        .map(|part| meeting.section_state(&part.id))
        .collect();
    if states.contains(&SectionState::Open) {
        SectionState::Open
    } else if states.iter().all(|state| *state == SectionState::Skipped) {
        SectionState::Skipped
    } else if states.contains(&SectionState::NotStarted) {
        SectionState::NotStarted
    } else {
        SectionState::Done
    }
}

fn sign(state: SectionState) -> &'static str {
    match state {
        SectionState::Done => "✓",
        SectionState::Skipped => "–",
        SectionState::Open | SectionState::NotStarted => " ",
    }
}
