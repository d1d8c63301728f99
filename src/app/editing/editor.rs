//! The desk: the open meeting, the line that is being typed, and what is looked at.
//! Every change of the line is also an effect for the draft file, so what is on the screen can always be rebuilt.

use super::abbreviations::WrittenOut;
use super::advice;
use super::minutes_files::TeamFile;
use super::stash::{Aside, Purpose};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Abbreviation, Opened, Sharing};
use crate::domain::line::{self, Line};
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::meeting::{Meeting, Refused};
use crate::domain::record::kinds::contribution;
use crate::domain::record::{KINDS, Kind, Record};
use crate::domain::text::buffer::{Move, TextBuffer};
use crate::domain::text::edit::TextEdit;
use chrono::{DateTime, FixedOffset};

/// What the middle of the screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shown {
    /// The open section.
    #[default]
    OpenSection,
    /// The people, the children and what else was prepared.
    People,
    /// Another section, to look something up.
    Section(String),
    /// What stands to be looked at again.
    CatchUp,
    /// Entries with these words.
    Found(String),
}

/// The open meeting and all that is around it.
#[derive(Debug, Clone, Default)]
pub struct MeetingEditor {
    /// The meeting.
    pub meeting: Meeting,
    /// The words being typed.
    pub line: TextBuffer,
    /// What they are for.
    pub purpose: Purpose,
    /// Lines set aside, newest last.
    pub asides: Vec<Aside>,
    /// The number of the draft.
    pub draft: u64,
    /// The record the cursor stands on, when it is not in the line.
    pub selected: Option<String>,
    /// What is looked at.
    pub shown: Shown,
    /// Which suggestion beside the line is chosen.
    pub choice: usize,
    /// Who else may open the meeting.
    pub sharing: Sharing,
    /// Whether the file that a team reads is as it should be.
    pub team_file: TeamFile,
    /// Nothing can be recorded, and why.
    pub read_only: Option<String>,
    /// That is because somebody else writes in it: Enter looks whether they still do.
    pub open_elsewhere: bool,
    /// Which line of the close list the cursor stands on.
    pub close_row: usize,
    /// The line holds the command that is being done: the facts it makes take it over, so that a kill right
    /// behind them does not offer it again.
    pub command_in_line: bool,
    /// How the quorum stands, in words; worked out at each fact, not for each frame.
    pub quorum: String,
    /// The line that Enter could not do, as it still stands there.
    pub refused: Option<String>,
    /// Words that Space writes out.
    pub abbreviations: Vec<Abbreviation>,
    /// The abbreviation that was written out by the last key.
    pub written_out: Option<WrittenOut>,
}

impl MeetingEditor {
    /// Sets the desk with what came from the disk.
    pub fn open(opened: Opened) -> (MeetingEditor, Vec<String>) {
        let (meeting, refused) = Meeting::from_facts(opened.events);
        let mut notes = opened.notes;
        if let Some((seq, why)) = refused.first() {
            notes.push(format!(
                "Fact {seq} does not fit and is passed over ({why}); {} such in all.",
                refused.len()
            ));
        }
        let read_only = opened
            .read_only
            .or_else(|| meeting.is_too_new().then(|| Refused::TooNew.to_string()));
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
        // A draft file that was deleted must not make a number come again: its words would count as recorded.
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

    /// What the line means now.
    pub fn read_line(&self, now: DateTime<FixedOffset>) -> Line {
        line::read(self.line.text(), &self.meeting, now.date_naive())
    }

    /// Types at the cursor. A `/` right behind a line that was refused is no part of it: it begins a command, and the
    /// refused line is set aside as Esc would do it.
    pub fn type_in(&mut self, text: &str) -> Vec<Effect> {
        self.choice = 0;
        let mut effects = Vec::new();
        if text.starts_with('/') && self.stands_behind_refused() {
            effects = self.set_aside_and_begin(Purpose::New, "");
        }
        let edit = self.line.insert(text);
        effects.extend(self.kept(edit));
        effects
    }

    /// Replaces a part of the line.
    pub fn replace(&mut self, at: usize, removed: usize, text: &str) -> Vec<Effect> {
        self.choice = 0;
        let edit = self.line.replace(at, removed, text);
        self.kept(edit)
    }

    /// A change of the line, for the draft file. Who only reads has one of their own, beside that of whoever records.
    pub fn kept(&self, edit: Option<TextEdit>) -> Vec<Effect> {
        edit.filter(|edit| edit.removed != edit.inserted)
            .map(Effect::EditDraft)
            .into_iter()
            .collect()
    }

    /// Makes facts of what happened, as one batch. With `takes_line`, the words of the line are in them.
    /// All of them or none: when one is refused, nothing was changed, and the reason comes back.
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
            // Only the last fact takes the words over: a journal that ends before it has not got them yet.
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
        let for_the_team = self.owed_to_the_team(&events);
        let mut effects = vec![Effect::Record(events)];
        effects.extend(for_the_team);
        (effects, outcome)
    }

    /// The records that the middle of the screen lists, top to bottom: the rows of its table, then what was said.
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
        let mut rows = self.meeting.records_of(&kinds_shown_in(mode));
        if matches!(mode, "yes_no_reason" | "scale" | "statement") {
            rows.retain(|record| {
                record.kind().is_some_and(|kind| kind.in_every_section)
                    || record.section.as_deref() == Some(section.id.as_str())
            });
        }
        rows
    }

    /// What was said (and otherwise recorded) in the section that is shown, oldest first; struck out entries too.
    pub fn entries(&self) -> Vec<&Record> {
        match &self.shown {
            Shown::People => Vec::new(),
            Shown::CatchUp => self.meeting.catch_up().collect(),
            Shown::Found(words) => {
                let words = words.to_lowercase();
                let all = self.meeting.all_records().iter();
                all.filter(|record| {
                    line_words(record, &self.meeting)
                        .to_lowercase()
                        .contains(&words)
                })
                .collect()
            }
            Shown::OpenSection | Shown::Section(_) => {
                let section = self.shown_section();
                let id = section.map(|section| section.id.as_str());
                let mode = section.map_or("", |section| section.mode.word());
                let in_table = kinds_shown_in(mode);
                self.meeting
                    .records_in(id)
                    .filter(|record| id.is_some() || record.is_a(&contribution::KIND))
                    .filter(|record| {
                        in_table.is_empty()
                            || record.struck.is_some()
                            || !in_table.iter().any(|kind| record.is_a(kind))
                    })
                    .collect()
            }
        }
    }

    /// The section whose records are shown.
    pub fn shown_section(&self) -> Option<&crate::domain::agenda::Section> {
        match &self.shown {
            Shown::OpenSection => self.meeting.open_section(),
            Shown::Section(id) => self.meeting.agenda().section(id),
            Shown::People | Shown::CatchUp | Shown::Found(_) => None,
        }
    }

    /// The record that a command is about: the selected one, the one the line is for, or the last that stands.
    pub fn subject(&self) -> Option<&Record> {
        let named = match &self.purpose {
            Purpose::About(id) | Purpose::Edit(id) | Purpose::Append(id) => Some(id),
            Purpose::New => self.selected.as_ref(),
        };
        match named {
            Some(id) => self.meeting.record(id),
            None => self
                .meeting
                .all_records()
                .iter()
                .rev()
                .find(|record| record.struck.is_none()),
        }
    }

    /// Puts the cursor of the line where it is sent.
    pub fn go(&mut self, whereto: Move) {
        self.line.go(whereto);
    }
}

/// The kinds that the table of a mode shows. Found once: every record is compared with them for every frame.
fn kinds_shown_in(mode: &str) -> Vec<&'static Kind> {
    let shown = KINDS.iter().filter(|kind| kind.shown_in.contains(&mode));
    shown.copied().collect()
}

/// A record as the line that would make it, as far as it may be seen: what `/find` looks through.
pub fn line_words(record: &Record, meeting: &Meeting) -> String {
    line::write_record(
        &record.kind,
        &record.seen_body(),
        record.visibility,
        meeting,
    )
}
