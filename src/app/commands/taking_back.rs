//! `/undo` and `/redo`, and what they took back or redid, in words that are never restricted.

use super::{change_and, said};
use crate::app::App;
use crate::app::editing::rewording::beginning;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Urgency;
use crate::domain::line::{taken_away, write_record};
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::minutes::quotable_body;
use crate::domain::record::Record;
use crate::domain::record::kinds::contribution;
use std::collections::HashSet;

/// They have no key: the one that is held down to take back words must never run on into the meeting.
pub const ROWS: &[CommandRow] = &[
    CommandRow {
        means: what_undo_takes_back,
        ..CommandRow::of(
            "undo",
            "Takes back what was done last. Nothing is erased: redo brings it back.",
            undo,
        )
    },
    CommandRow::of("redo", "Brings back what undo took.", redo),
];

fn undo(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    step(
        app,
        typed,
        Meeting::undoable,
        "There is nothing to take back.",
    )
}

/// What was done last may be something else than what is meant, such as the opening of a section.
fn what_undo_takes_back(app: &App, _: &str) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let step = Step::of(meeting, meeting.undoable()?);
    let told = step.names(meeting);
    (!told.is_empty()).then(|| format!("Takes back: {told}"))
}

fn redo(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    step(
        app,
        typed,
        Meeting::redoable,
        "There is nothing to bring back.",
    )
}

/// Undoes the last step, or redoes what was undone last, and says which it was.
fn step(
    app: &mut App,
    typed: Option<&str>,
    batch: fn(&Meeting) -> Option<u64>,
    none: &str,
) -> Vec<Effect> {
    let mut opened = false;
    let effects = change_and(
        app,
        typed,
        |editor, _, now| {
            let Some(batch) = batch(&editor.meeting) else {
                return (Vec::new(), Ok(none.to_owned()));
            };
            let step = Step::of(&editor.meeting, batch);
            let (effects, outcome) = said(editor, vec![KnownEvent::Undone { batch }], now, "");
            opened = step.opened(&editor.meeting);
            (effects, outcome.map(|_| step.words(&editor.meeting)))
        },
        stand_where_the_meeting_stands,
    );
    // Something restricted can now be seen by everybody.
    if opened {
        app.status.urgency = Urgency::Attention;
    }
    effects
}

fn stand_where_the_meeting_stands(app: &mut App) {
    let Some(editor) = app.editor.as_mut() else {
        return;
    };
    editor.selected = None;
    match (editor.meeting.phase(), app.place) {
        (Phase::Preparing, _) => app.place = Place::Prepare,
        (_, Place::Prepare) => app.place = Place::Recording,
        _ => {}
    }
}

/// How many characters of an entry are quoted.
const TOLD: usize = 40;
/// How many parts of one step are named.
const MOST: usize = 3;

/// One step, before it is undone or redone.
struct Step {
    known_events: Vec<KnownEvent>,
    before: Vec<(String, Option<Record>)>,
    restricted: HashSet<String>,
    is_undo: bool,
}

impl Step {
    /// The step of this batch; if that was itself an undo, the step that it took back.
    fn of(meeting: &Meeting, batch: u64) -> Step {
        let undone = known_events(meeting, batch).find_map(|known_event| match known_event {
            KnownEvent::Undone { batch } => Some(*batch),
            _ => None,
        });
        let known_events: Vec<KnownEvent> = known_events(meeting, undone.unwrap_or(batch))
            .cloned()
            .collect();
        let mut before: Vec<(String, Option<Record>)> = Vec::new();
        for id in known_events.iter().filter_map(record_of) {
            if !before.iter().any(|(known, _)| known == id) {
                before.push((id.to_owned(), meeting.record(id).cloned()));
            }
        }
        let all = meeting.all_records().iter();
        let restricted = all.filter(|record| !record.is_open());
        Step {
            restricted: restricted.map(|record| record.id.clone()).collect(),
            known_events,
            before,
            is_undo: undone.is_none(),
        }
    }

    fn opened(&self, meeting: &Meeting) -> bool {
        let mut all = meeting.all_records().iter();
        all.any(|record| record.is_open() && self.restricted.contains(&record.id))
    }

    /// What it is made of, before it is undone.
    fn names(&self, meeting: &Meeting) -> String {
        let names = self.known_events.iter().filter_map(|known_event| {
            let record = record_of(known_event).and_then(|id| meeting.record(id));
            let name = || name(record, record, meeting);
            match known_event {
                KnownEvent::Recorded { .. } => Some(name()),
                KnownEvent::Changed { .. } => Some(format!("the change of {}", name())),
                KnownEvent::StruckOut { .. } => Some(format!("the striking out of {}", name())),
                other => happening_words(other, meeting),
            }
        });
        few(names)
    }

    /// Said once it is done: `Taken back: the entry "KS: one". /redo brings it back.`
    fn words(&self, meeting: &Meeting) -> String {
        let others = self.known_events.iter();
        let others = others.filter_map(|known_event| happening_words(known_event, meeting));
        let records = self.before.iter().map(|(id, before)| {
            record_words(before.as_ref(), meeting.record(id), self.is_undo, meeting)
        });
        let told = few(records.flatten().chain(others));
        let told = match told.is_empty() {
            true => String::new(),
            false => format!(": {told}"),
        };
        match self.is_undo {
            true => format!("Taken back{told}. /redo brings it back."),
            false => format!("Brought back{told}."),
        }
    }
}

/// Each of them once, and how many more there are.
fn few(all: impl Iterator<Item = String>) -> String {
    let mut told: Vec<String> = Vec::new();
    for words in all {
        if !told.contains(&words) {
            told.push(words);
        }
    }
    let more = told.len().saturating_sub(MOST);
    told.truncate(MOST);
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    told.join(", ")
}

fn known_events(meeting: &Meeting, batch: u64) -> impl Iterator<Item = &KnownEvent> {
    let events = meeting
        .events()
        .iter()
        .filter(move |logged| logged.batch == batch);
    events.filter_map(|logged| match &logged.event {
        Event::Known(known_event) => Some(known_event),
        Event::Unknown { .. } => None,
    })
}

fn record_of(known_event: &KnownEvent) -> Option<&str> {
    match known_event {
        KnownEvent::Recorded { id, .. }
        | KnownEvent::Changed { id, .. }
        | KnownEvent::StruckOut { id, .. } => Some(id),
        _ => None,
    }
}

/// What became of one record: the entry, that it was struck out, or how its marks stand now.
fn record_words(
    before: Option<&Record>,
    after: Option<&Record>,
    is_undo: bool,
    meeting: &Meeting,
) -> Option<String> {
    let name = name(before, after, meeting);
    let (Some(before), Some(after)) = (before, after) else {
        return before.or(after).map(|_| name);
    };
    if before.struck.is_some() != after.struck.is_some() {
        return Some(format!("the striking out of {name}"));
    }
    let what = match (before.is_open(), after.is_open()) {
        (true, true) | (false, false) => format!("the change of {name}"),
        // Undo speaks of what was done before, redo of what is done now.
        (is_open, _) if is_open != is_undo => format!("the mark restricted on {name}"),
        _ => format!("that {name} was opened to everybody"),
    };
    let (old, new) = (before.body(), after.body());
    let mut now: Vec<String> = Vec::new();
    match (before.is_open(), after.is_open()) {
        (false, true) => now.push("it can be seen by everybody again".to_owned()),
        (true, false) => now.push("it is restricted again".to_owned()),
        _ => {}
    }
    let marks = |from, to| {
        let marks = taken_away(from, to, meeting).into_iter();
        marks.filter(|words| !words.contains("restricted"))
    };
    now.extend(marks(&old, &new).map(|words| format!("it is {words}")));
    now.extend(marks(&new, &old).filter_map(|words| {
        let mark = words.strip_prefix("no longer ")?;
        Some(format!("it is {mark} again"))
    }));
    match now.is_empty() {
        true => Some(what),
        false => Some(format!("{what}; {}", now.join("; "))),
    }
}

/// `"KS: she came …"`, as far as everybody may read it; otherwise which entry it is.
pub(super) fn name(before: Option<&Record>, after: Option<&Record>, meeting: &Meeting) -> String {
    let Some(record) = after.or(before) else {
        return String::new();
    };
    let kept_back = after.is_some_and(|record| !record.is_open());
    let told = [after, before]
        .into_iter()
        .flatten()
        .filter(|_| !kept_back)
        .find_map(quotable_body);
    if let Some(body) = told {
        let line = write_record(&record.kind, &body, record.visibility, meeting);
        return format!("\"{}\"", beginning(&line, TOLD));
    }
    let kind = match record.kind().map(|kind| kind.title) {
        Some(title) if !record.is_a(&contribution::KIND) => title.to_lowercase(),
        _ => "entry".to_owned(),
    };
    format!("the {kind} of {}", record.at.format("%H:%M"))
}

/// What else a step may contain. Parts that go with something larger are not mentioned.
fn happening_words(known_event: &KnownEvent, meeting: &Meeting) -> Option<String> {
    let section = |id: &str| {
        let place = meeting.agenda().place(id);
        place.map_or_else(|| id.to_owned(), |place| place.section.title.clone())
    };
    Some(match known_event {
        KnownEvent::Began {} => "the beginning of the meeting".to_owned(),
        KnownEvent::Arrived { person } => format!("that {} came", meeting.code(person)),
        KnownEvent::Left { person } => format!("that {} left", meeting.code(person)),
        KnownEvent::PresenceRecorded { person, .. } => {
            format!("when {} was here", meeting.code(person))
        }
        KnownEvent::SectionOpened { section: id } => format!("the opening of \"{}\"", section(id)),
        KnownEvent::SectionClosed { section: id } => format!("the end of \"{}\"", section(id)),
        KnownEvent::SectionSkipped { section: id, .. } => {
            format!("that \"{}\" was left out", section(id))
        }
        KnownEvent::SectionKeptBack { section: id, .. } => {
            format!("who may read what is recorded in \"{}\"", section(id))
        }
        KnownEvent::BreakStarted { .. } => "the beginning of the break".to_owned(),
        KnownEvent::BreakEnded {} => "the end of the break".to_owned(),
        KnownEvent::PrivateTimeStarted {} => "the beginning of private time".to_owned(),
        KnownEvent::PrivateTimeEnded {} => "the end of private time".to_owned(),
        KnownEvent::ScoresShown { .. } => "the showing of the scores".to_owned(),
        KnownEvent::GapExplained { .. } => "the reason for something missing".to_owned(),
        KnownEvent::Closed { .. } => "the closing of the meeting".to_owned(),
        KnownEvent::Reopened { .. } => "the reopening of the meeting".to_owned(),
        _ => return None,
    })
}
