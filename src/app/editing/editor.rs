//! The open meeting, the line being typed, and what is on view. Every change to the line is also an effect for the
//! draft file, so what is on the screen can always be rebuilt.

use super::abbreviations::WrittenOut;
use super::advice;
use super::minutes_files::TeamFile;
use super::stash::{Aside, Purpose};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Abbreviation, Opened, Sharing};
use crate::domain::agenda::Section;
use crate::domain::line::{self, Line};
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::meeting::{Meeting, Refused};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::contribution;
use crate::domain::record::{KINDS, Kind, Record};
use crate::domain::text::buffer::{Move, TextBuffer};
use crate::domain::text::edit::TextEdit;
use chrono::{DateTime, FixedOffset};
use std::sync::Arc;

/// What the middle of the screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shown {
    #[default]
    OpenSection,
    /// The people, the children and whatever else was prepared.
    People,
    Section(String),
    /// What is to be looked at again.
    CatchUp,
    Found(String),
    /// What was said while this person was excluded.
    Without(String),
}

#[derive(PartialEq)]
struct EntriesOf(Shown);

#[derive(Debug, Clone, Default)]
pub struct MeetingEditor {
    pub meeting: Meeting,
    pub line: TextBuffer,
    pub purpose: Purpose,
    /// Newest last.
    pub asides: Vec<Aside>,
    /// Leaving has named the lines that are set aside; recording or setting aside another begins anew.
    pub told_of_asides: bool,
    /// The reason with which the next Enter closes the meeting, over lines that are set aside and have just been named.
    pub closes_with: Option<String>,
    /// The unfinished line that leaving by a key has asked about.
    pub told_of_unfinished: String,
    pub draft: u64,
    /// The record the cursor is on, when it is not in the line.
    pub selected: Option<String>,
    pub shown: Shown,
    pub choice: usize,
    /// How far the page keys have moved a form that is longer than the screen; any other key brings it back.
    pub form_moved: isize,
    pub sharing: Sharing,
    /// Whether the file the team reads is up to date.
    pub team_file: TeamFile,
    /// Nothing can be recorded, and why.
    pub read_only: Option<Problem>,
    /// Read-only because somebody else is writing: Enter checks whether they still are.
    pub open_elsewhere: bool,
    pub close_row: usize,
    /// The section in which the list before closing has led to something: Esc goes back to the list.
    pub led_to: Option<String>,
    /// The line holds the command being run: the events it makes take the line over, so that a kill straight afterwards
    /// does not offer it again.
    pub command_in_line: bool,
    /// How the quorum stands, in words; worked out for each event, not for each frame.
    pub quorum: String,
    /// The line came letter by letter from plain mode: when it is entered there, it is not a second one.
    pub typed_in_lines: bool,
    /// What the program put into the line; as long as nobody changed it, it holds no words of anybody.
    pub prefilled: Option<String>,
    /// The line as Tab left it, when it put an answer or a label into a form.
    pub put_by_tab: Option<String>,
    /// The line that Enter rejected, while it is still there unchanged.
    pub refused: Option<String>,
    /// When the last burst of keys came that looked like a paste.
    pub burst_at: Option<DateTime<FixedOffset>>,
    /// It was just said that a line was set aside, and nobody has had the time to read it.
    pub told_of_aside: bool,
    /// Abbreviations that Space expands.
    pub abbreviations: Vec<Abbreviation>,
    /// How many things that were said nobody has taken up, and before which event that was counted: worked out for the list
    /// before closing, and not for each frame.
    pub to_take_up: (u64, usize),
    /// The abbreviation that the last key expanded.
    pub written_out: Option<WrittenOut>,
}

impl MeetingEditor {
    /// Sets up the editor with what was read from the disk, and returns what there is to say about it.
    pub fn open(opened: Opened) -> (MeetingEditor, Vec<String>) {
        let (meeting, refused) = Meeting::from_facts(opened.events);
        let mut notes = opened.notes;
        if let Some((seq, why)) = refused.first() {
            notes.push(format!(
                "Event {seq} does not fit and is left out ({why}); {} of these in all.",
                refused.len()
            ));
        }
        let read_only = opened
            .read_only
            .or_else(|| meeting.is_too_new().then(|| Problem::from(Refused::TooNew)));
        let mut editor = MeetingEditor {
            meeting,
            read_only,
            open_elsewhere: opened.open_elsewhere,
            // The last session may have been stopped between an entry and the file.
            team_file: TeamFile::of_opened(&opened.sharing),
            sharing: opened.sharing,
            draft: opened.last_draft,
            ..MeetingEditor::default()
        };
        // Even if the draft file was deleted, no number may be used twice: its words would count as recorded.
        let taken = editor
            .meeting
            .events()
            .iter()
            .filter_map(|logged| logged.draft);
        editor.draft = editor.draft.max(taken.max().unwrap_or(0));
        editor.asides = opened.asides.iter().map(|text| Aside::read(text)).collect();
        if let Some((number, purpose, text)) = opened.draft {
            editor.draft = editor.draft.max(number);
            editor.purpose = serde_json::from_value(purpose).unwrap_or_default();
            editor.line = TextBuffer::with_text(&text);
        }
        editor.quorum = advice::quorum_now(&editor.meeting);
        (editor, notes)
    }

    pub fn read_line(&self, now: DateTime<FixedOffset>) -> Line {
        // Several lines are no line yet.
        if self.purpose == Purpose::Pasted {
            return Line::Nothing;
        }
        line::read(self.line.text(), &self.meeting, now.date_naive())
    }

    /// Types at the cursor.
    pub fn type_in(&mut self, text: &str) -> Vec<Effect> {
        self.choice = 0;
        let edit = self.line.insert(text);
        self.kept(edit)
    }

    /// Makes the line read `now`, by changing only what differs.
    pub fn type_over(&mut self, now: &str) -> Vec<Effect> {
        let text = self.line.text();
        let same = text.chars().zip(now.chars());
        let same = same.take_while(|(before, after)| before == after);
        let same: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
        let removed = text.len().saturating_sub(same);
        let added = now.get(same..).unwrap_or_default();
        self.typed_in_lines = true;
        if removed == 0 && added.is_empty() {
            return Vec::new();
        }
        self.selected = None;
        self.refused = None;
        self.replace(same, removed, added)
    }

    /// The entry chosen with Up, while the line is empty and the meeting may be changed.
    pub fn chosen_to_change(&self) -> Option<String> {
        let changes = self.line.is_empty() && self.read_only.is_none();
        self.selected.clone().filter(|_| changes)
    }

    pub fn replace(&mut self, at: usize, removed: usize, text: &str) -> Vec<Effect> {
        self.choice = 0;
        let edit = self.line.replace(at, removed, text);
        self.kept(edit)
    }

    /// A change to the line, for the draft file. A reader has a draft of their own, beside the writer's.
    pub fn kept(&self, edit: Option<TextEdit>) -> Vec<Effect> {
        edit.filter(|edit| edit.removed != edit.inserted)
            .map(Effect::EditDraft)
            .into_iter()
            .collect()
    }

    /// Turns what happened into events, as one batch: all of them or none. With `takes_line`, they contain the words of
    /// the line. When one is refused, nothing has changed and the reason is returned.
    pub fn commit(
        &mut self,
        known_events: Vec<KnownEvent>,
        takes_line: bool,
        now: DateTime<FixedOffset>,
    ) -> (Vec<Effect>, Result<(), Refused>) {
        let mut events = Vec::new();
        let mut outcome = Ok(());
        let session = matches!(
            known_events.first(),
            Some(KnownEvent::SessionStarted {} | KnownEvent::SessionEnded { .. })
        );
        // A meeting that was only looked at has no session yet.
        if !session && !self.meeting.is_session_open() && self.read_only.is_none() {
            let started = LoggedEvent {
                seq: self.meeting.next_seq(),
                at: now,
                batch: self.meeting.next_seq(),
                draft: None,
                event: Event::Known(KnownEvent::SessionStarted {}),
            };
            if self.meeting.apply(started.clone()).is_ok() {
                events.push(started);
            }
        }
        let batch = self.meeting.next_seq();
        let before = events.len();
        let count = known_events.len();
        for (place, known_event) in known_events.into_iter().enumerate() {
            // Only the last event takes the words over: a journal that ends before it does not have them yet.
            let takes_line = takes_line && place + 1 == count;
            let logged = LoggedEvent {
                seq: self.meeting.next_seq(),
                at: now,
                batch,
                draft: takes_line.then_some(self.draft),
                event: Event::Known(known_event),
            };
            match self.meeting.apply(logged.clone()) {
                Ok(()) => events.push(logged),
                Err(why) => {
                    self.meeting.withdraw(batch);
                    events.truncate(before);
                    outcome = Err(why);
                    break;
                }
            }
        }
        self.quorum = advice::quorum_now(&self.meeting);
        if events.is_empty() {
            return (Vec::new(), outcome);
        }
        let mut effects: Vec<Effect> = self.emptied_first(&events).into_iter().collect();
        let files = self.owed_files(&events);
        effects.push(Effect::Record(events));
        effects.extend(files);
        (effects, outcome)
    }

    /// The records listed in the middle of the screen, top to bottom: the rows of its table, then the contributions.
    pub fn listed(&self) -> Vec<&Record> {
        let mut listed = self.table_rows();
        listed.extend(self.entries());
        listed
    }

    /// The rows of the section's table: records of the kinds its mode shows, from the whole meeting.
    pub fn table_rows(&self) -> Vec<&Record> {
        if self.shown == Shown::People {
            return self.meeting.records_of(&kinds_shown_in("attendance"));
        }
        let Some(section) = self.shown_section() else {
            return self.signed_and_sent();
        };
        let mode = section.mode.word();
        let mut rows = self.meeting.records_of(&kinds_in(section));
        if matches!(mode, "yes_no_reason" | "scale" | "statement") {
            rows.retain(|record| {
                record.kind().is_some_and(|kind| kind.in_every_section)
                    || record.section.as_deref() == Some(section.id.as_str())
            });
        }
        rows
    }

    /// What was said (or otherwise recorded) in the section on view, oldest first, including entries struck out.
    pub fn entries(&self) -> Vec<&Record> {
        let places = self.places_of_entries();
        let all = self.meeting.all_records();
        places.iter().filter_map(|place| all.get(*place)).collect()
    }

    /// The same as places in the list of all records: a frame looks only at the few entries that it shows.
    pub fn places_of_entries(&self) -> Arc<[usize]> {
        let asked = EntriesOf(self.shown.clone());
        self.meeting.remembered(asked, |_| self.places_now().into())
    }

    fn places_now(&self) -> Vec<usize> {
        let meeting = &self.meeting;
        let those = |is_wanted: &dyn Fn(&Record) -> bool| {
            let all = meeting.all_records().iter().enumerate();
            all.filter(|(_, record)| is_wanted(record))
                .map(|(place, _)| place)
                .collect()
        };
        match &self.shown {
            Shown::People => Vec::new(),
            Shown::CatchUp => meeting.places_to_catch_up().collect(),
            Shown::Without(who) => those(&|record| {
                record.struck.is_none() && meeting.said_without(record).contains(&who.as_str())
            }),
            Shown::Found(words) => {
                let words = words.to_lowercase();
                those(&|record| line_words(record, meeting).to_lowercase().contains(&words))
            }
            Shown::OpenSection | Shown::Section(_) => {
                let section = self.shown_section();
                let id = section.map(|section| section.id.as_str());
                let in_table = section.map_or_else(Vec::new, kinds_in);
                let is_said = |record: &Record| {
                    (id.is_some() || record.is_a(&contribution::KIND))
                        && (in_table.is_empty()
                            || record.struck.is_some()
                            || !in_table.iter().any(|kind| record.is_a(kind)))
                };
                let places = meeting.places_in(id).iter().copied();
                let all = meeting.all_records();
                places
                    .filter(|place| all.get(*place).is_some_and(is_said))
                    .collect()
            }
        }
    }

    pub fn shown_section(&self) -> Option<&Section> {
        match &self.shown {
            Shown::OpenSection => self.meeting.open_section(),
            Shown::Section(id) => self.meeting.agenda().section(id),
            Shown::People | Shown::CatchUp | Shown::Found(_) | Shown::Without(_) => None,
        }
    }

    /// The record a command is about: the selected one, the one the line is for, or the last that is not struck out.
    pub fn subject(&self) -> Option<&Record> {
        let named = match &self.purpose {
            Purpose::About(id) | Purpose::Edit(id) | Purpose::Append(id) => Some(id),
            Purpose::New | Purpose::Pasted => self.selected.as_ref(),
        };
        match named {
            Some(id) => self.meeting.record(id),
            None => self.newest_first().next(),
        }
    }

    /// What somebody recorded and nobody struck out.
    pub fn newest_first(&self) -> impl Iterator<Item = &Record> {
        let is_noted_by_itself = |record: &Record| {
            let kind = record.kind();
            kind.is_some_and(|kind| kind.is_noted_by_itself)
        };
        let all = self.meeting.all_records().iter().rev();
        all.filter(move |record| record.struck.is_none() && !is_noted_by_itself(record))
    }

    pub fn go(&mut self, whereto: Move) {
        self.line.go(whereto);
    }
}

/// The kinds that the table of a mode shows. Looked up once: every record is compared with them for every frame.
fn kinds_shown_in(mode: &str) -> Vec<&'static Kind> {
    let shown = KINDS.iter().filter(|kind| kind.shown_in.contains(&mode));
    shown.copied().collect()
}

/// The kinds of a section's table: those of its mode, and those that it offers as well.
fn kinds_in(section: &Section) -> Vec<&'static Kind> {
    let mut kinds = kinds_shown_in(section.mode.word());
    for kind in KINDS.iter().filter(|kind| kind.is_offered_in(section)) {
        if !kinds.contains(kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// A record as the line that would make it, as far as it may be seen: what `/find` searches.
pub fn line_words(record: &Record, meeting: &Meeting) -> String {
    line::write_record(
        &record.kind,
        &record.seen_body(),
        record.visibility,
        meeting,
    )
}
