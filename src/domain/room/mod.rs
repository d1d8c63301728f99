//! What the room may see while the meeting runs, on a wall or a second screen: where the meeting is, whose turn it is,
//! what was said, and what has been agreed.
//!
//! A [`RoomView`] is made from [`OpenMinutes`] alone, which has nothing restricted, kept back or struck out in it. It
//! shows less than those: no entry that the minute-taker wants to come back to (`??`), nothing still to be confirmed,
//! no mark, none of the minute-taker's own notes, no scores (a score may still be hidden), and of a child's own words
//! only what the meeting has been told. The kind of contribution (a worry, an idea) is not a mark: it is part of what
//! was said, and the family reads it in its copy.

mod agreed;
mod certain_minutes;

#[cfg(test)]
mod room_view_tests;

use super::agenda::{Mode, Section};
use super::minutes::OpenMinutes;
use crate::domain::room::certain_minutes::CertainMinutes;
use chrono::{DateTime, FixedOffset};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomView {
    title: String,
    made_up: bool,
    children: Vec<ChildHeard>,
    now: Now,
    said: Vec<Said>,
    tables: Vec<Table>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildHeard {
    pub id: String,
    pub called: String,
    /// The ways in which the child was heard, in words. Empty means nothing: the room cannot tell a child not yet heard
    /// from one heard in confidence, and must not be able to.
    pub ways: Vec<String>,
    /// Whether these are ways of being heard; otherwise they say why there are no views.
    pub is_heard: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Now {
    /// The conference has not begun.
    #[default]
    NotBegun,
    /// It runs, and no section is open.
    Between,
    Section(Here),
    Break {
        since: DateTime<FixedOffset>,
    },
    PrivateTime {
        since: DateTime<FixedOffset>,
    },
    Closed {
        at: DateTime<FixedOffset>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub number: String,
    pub of: usize,
    pub title: String,
    /// What is asked in it, or the text that is read aloud.
    pub questions: Vec<String>,
    pub holder: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub id: String,
    pub at: DateTime<FixedOffset>,
    /// The number and title of the section it was said in, or nothing.
    pub section: String,
    pub who: String,
    /// Everybody may know who it is; otherwise `who` holds no name.
    pub is_named: bool,
    /// What kind of contribution it is, in words, or nothing.
    pub kind: String,
    /// The words; exact words are in quotation marks.
    pub words: String,
    pub is_childs: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub title: &'static str,
    /// Its rows, oldest first.
    pub rows: Vec<Agreed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub id: String,
    pub what: String,
    pub details: Vec<String>,
    /// Everybody may know whom it is about; otherwise its words hold no name.
    pub is_named: bool,
}

impl RoomView {
    pub fn of(minutes: &OpenMinutes) -> RoomView {
        let reading = CertainMinutes::of(minutes);
        let now = now(&reading);
        // In a break, in private time and after closing there are no words in the view at all.
        let is_open = matches!(now, Now::Section(_) | Now::Between);
        let (said, tables) = if is_open {
            let tables = open_section(minutes)
                .map_or_else(Vec::new, |section| agreed::tables(&reading, &section.mode));
            (reading.said(), tables)
        } else {
            (Vec::new(), Vec::new())
        };
        RoomView {
            title: minutes.header().title.clone(),
            made_up: minutes.header().made_up,
            children: reading.children(),
            now,
            tables,
            said,
        }
    }

    /// Whether the meeting goes on, so that what is said is shown.
    pub fn is_open(&self) -> bool {
        matches!(self.now, Now::Section(_) | Now::Between)
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    /// A practice meeting.
    pub fn is_made_up(&self) -> bool {
        self.made_up
    }

    pub fn children(&self) -> &[ChildHeard] {
        &self.children
    }

    pub fn now(&self) -> &Now {
        &self.now
    }

    /// What was said, oldest first.
    pub fn said(&self) -> &[Said] {
        &self.said
    }

    /// Who is here, while that is asked; what has been agreed, while the plan, the decision or the dates are discussed;
    /// otherwise empty. Empty lists are included.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }
}

fn open_section(minutes: &OpenMinutes) -> Option<&Section> {
    let mut sections = minutes.sections().iter();
    let open = sections.find(|held| held.state == "open")?;
    minutes.agenda().section(&open.id)
}

fn now(reading: &CertainMinutes<'_>) -> Now {
    let minutes = reading.minutes;
    let header = minutes.header();
    let is_on = |pauses: &[super::meeting::Pause]| {
        let last = pauses.last().filter(|pause| pause.until.is_none());
        last.map(|pause| pause.from)
    };
    // A state of a newer program is treated as one in which there is nothing to show.
    match (header.state.as_str(), header.closed_at) {
        ("closed", Some(at)) => return Now::Closed { at },
        ("open", _) => {}
        _ => return Now::NotBegun,
    }
    if let Some(since) = is_on(minutes.private_times()) {
        return Now::PrivateTime { since };
    }
    if let Some(since) = is_on(minutes.breaks()) {
        return Now::Break { since };
    }
    let held = minutes.sections().iter().find(|held| held.state == "open");
    let (Some(held), Some(section)) = (held, open_section(minutes)) else {
        return Now::Between;
    };
    let opened = held.times.periods.last().map(|period| period.opened);
    if let (Mode::PrivateTime, Some(since)) = (&section.mode, opened) {
        return Now::PrivateTime { since };
    }
    let (holder, next) = reading.turns(section);
    Now::Section(Here {
        number: held.number.clone(),
        of: minutes.agenda().sections.len(),
        title: section.title.clone(),
        questions: questions(minutes, section),
        holder,
        next,
    })
}

/// What is asked in a section, in the words of the agenda.
fn questions(minutes: &OpenMinutes, section: &Section) -> Vec<String> {
    let statement = section.statement.as_deref();
    let statement = statement.and_then(|id| minutes.agenda().statement(id));
    let mut questions: Vec<String> = statement
        .map(|statement| statement.text.clone())
        .into_iter()
        .collect();
    questions.extend(section.prompts.iter().cloned());
    // Both ends are shown with every scale: the same number means opposite things in two areas.
    questions.extend(section.scales.iter().map(|scale| {
        let (low, high) = (scale.from.min(scale.to), scale.from.max(scale.to));
        format!(
            "{} {low} = {}, {high} = {}",
            scale.question, scale.low, scale.high
        )
    }));
    questions.extend(section.questions.iter().cloned());
    questions
}
