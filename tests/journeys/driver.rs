//! An editor without a terminal: the app, and a model of the disk that keeps exactly what the effects say. It can be
//! killed at any moment; only what the disk model holds comes back.

use super::beside::keep_beside;
use super::finding::found_in;
pub use super::key_script::{keys, needs_modifier};
use chrono::{DateTime, Duration, FixedOffset};
use serde_json::Value;
use std::sync::Arc;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::editor::MeetingEditor;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::Abbreviation;
use talking_piece::app::protocol::message::Answer;
use talking_piece::app::protocol::message::{Message, Opened, PapersWritten, Sharing};
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::protocol::view::View;
use talking_piece::app::{App, update};
use talking_piece::documents::document::Document;
use talking_piece::documents::papers::written::Written;
use talking_piece::domain::agenda::{BUILT_IN, built_in};
use talking_piece::domain::history::review::first_facts;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use talking_piece::domain::minutes::{open_minutes, restricted_part};
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::record::{Kind, Record};
use talking_piece::domain::settings::abbreviations::Abbreviations;
use talking_piece::domain::toml_reader::SettingsValues;

/// Rebuilt from its effects alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub number: u64,
    pub purpose: Value,
    pub asides: Vec<String>,
    pub text: String,
}

/// An event as it comes back from the journal, where its content is text.
fn through_text(logged: &LoggedEvent) -> LoggedEvent {
    let (kind, body) = logged.event.to_parts();
    let body: Value = serde_json::from_str(&body.to_string()).unwrap();
    LoggedEvent {
        event: Event::from_parts(kind, body),
        ..logged.clone()
    }
}

#[derive(Debug, Clone, Default)]
pub struct Disk {
    journal: Vec<Arc<LoggedEvent>>,
    pub draft: Option<Draft>,
    last_draft: u64,
    /// Somebody else is writing: what is typed goes into the reader's own draft.
    pub reads: bool,
    pub beside: Option<Draft>,
    /// How often the minutes were written.
    pub written: (usize, usize),
    /// There is no space for the minutes files.
    pub takes_no_files: bool,
    /// Who else may open the meeting.
    pub sharing: Sharing,
}

/// A letter, as if the disk had taken it.
fn written_for_the_first(meeting: &str, now: DateTime<FixedOffset>) -> PapersWritten {
    let letter = Written {
        who: "p1".to_owned(),
        papers: vec!["letter"],
        on: now.date_naive(),
        version: None,
    };
    PapersWritten {
        meeting: meeting.to_owned(),
        folder: "~/talking-piece-papers/made-up".to_owned(),
        written: vec![letter],
        asked: Vec::new(),
        told: Vec::new(),
    }
}

impl Disk {
    pub fn perform(&mut self, effect: &Effect, cut: bool) {
        match effect {
            effect if self.reads => keep_beside(&mut self.beside, effect),
            Effect::Record(events) => {
                // A torn write ends before the last event.
                let whole = events.len() - usize::from(cut);
                let read = events
                    .iter()
                    .take(whole)
                    .map(|logged| Arc::new(through_text(logged)));
                self.journal.extend(read);
            }
            Effect::BeginDraft {
                number,
                purpose,
                asides,
                text,
                forget,
            } => {
                assert!(
                    *number > self.last_draft,
                    "draft {number} came before: its words would count as recorded"
                );
                if *forget {
                    self.draft = None;
                }
                if cut {
                    return;
                }
                self.last_draft = *number;
                self.draft = Some(Draft {
                    number: *number,
                    purpose: purpose.clone(),
                    asides: asides.clone(),
                    text: text.clone(),
                });
            }
            Effect::EditDraft(edit) => {
                let draft = self.draft.as_mut().expect("an edit without a draft");
                assert!(edit.put_into(&mut draft.text), "{edit:?} does not fit");
            }
            Effect::WriteMinutes { seal, .. } if !self.takes_no_files => {
                self.written.0 += 1;
                self.written.1 += usize::from(*seal);
                self.sharing.is_shown |= self.sharing.team.is_some();
            }
            _ => {}
        }
    }

    pub fn lose_the_draft(&mut self) {
        (self.draft, self.last_draft) = (None, 0);
    }

    pub fn events(&self) -> impl DoubleEndedIterator<Item = &LoggedEvent> {
        self.journal.iter().map(Arc::as_ref)
    }

    /// Whether an event has the words of this draft.
    pub fn has_taken(&self, draft: u64) -> bool {
        self.events().any(|logged| logged.draft == Some(draft))
    }

    /// The draft whose words no event has.
    pub fn standing_draft(&self) -> Option<&Draft> {
        self.draft
            .as_ref()
            .filter(|draft| !self.has_taken(draft.number))
    }

    /// What the store finds after a kill.
    pub fn found(&self) -> Opened {
        let draft = self.standing_draft();
        Opened {
            draft: draft.map(|draft| (draft.number, draft.purpose.clone(), draft.text.clone())),
            asides: self
                .draft
                .as_ref()
                .map_or_else(Vec::new, |draft| draft.asides.clone()),
            last_draft: self.last_draft,
            events: self.events().cloned().collect(),
            sharing: self.sharing.clone(),
            read_only: None,
            open_elsewhere: false,
            is_unsealed: false,
            notes: Vec::new(),
        }
    }
}

/// The page of a view, made of the facts on the disk.
pub fn page_of(disk: &Disk, view: &View) -> Document {
    let (meeting, _) = Meeting::from_facts(disk.events().cloned().collect());
    let minutes = open_minutes(&meeting);
    let View::Record {
        arranged,
        restricted,
        ..
    } = view
    else {
        return Document::new(format!("{view:?}"), "en-GB");
    };
    let part = restricted.then(|| restricted_part(&meeting));
    arranged.page(&minutes, part.as_ref())
}

/// The app at work, and its disk.
#[derive(Clone)]
pub struct Driver {
    pub app: App,
    pub disk: Disk,
    pub now: DateTime<FixedOffset>,
    /// What was asked for since the last look.
    pub asked: Vec<Effect>,
    /// Keys pressed so far.
    pub keys: usize,
}

impl Driver {
    /// The program as it starts: eight agendas, no meeting.
    pub fn at_home() -> Driver {
        let now = DateTime::parse_from_rfc3339("2026-11-22T14:00:00+00:00").unwrap();
        let mut driver = Driver {
            app: App::new(now, 80, 24, COMMANDS),
            disk: Disk::default(),
            now,
            asked: Vec::new(),
            keys: 0,
        };
        driver.send(Message::Settings {
            agendas: BUILT_IN
                .iter()
                .map(|(id, _)| built_in(id).unwrap())
                .collect(),
            abbreviations: Abbreviations::built_in()
                .0
                .into_iter()
                .map(|(short, long)| Abbreviation { short, long })
                .collect(),
        });
        driver
    }

    pub fn with_agenda(id: &str) -> Driver {
        let mut driver = Driver::at_home();
        let row = BUILT_IN.iter().position(|(known, _)| *known == id).unwrap();
        driver.press("⏎");
        driver.press(&"↓".repeat(row));
        driver.press("⏎");
        assert_eq!(driver.editor().meeting.agenda().id, id);
        driver.asked.clear();
        driver
    }

    /// The family that most stories are about, the meeting begun and everybody here.
    pub fn in_conference() -> Driver {
        let mut driver = Driver::with_agenda("restorative-icpc");
        for line in FAMILY {
            driver.press(line);
            driver.press("⏎");
        }
        driver.press("/begin⏎/arrive all⏎");
        assert!(driver.editor().line.is_empty(), "{}", driver.status());
        driver
    }

    pub fn send(&mut self, message: Message) {
        let effects = self.update(message);
        self.perform(effects);
    }

    /// Returns what the app asks for, without doing it.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.now += Duration::seconds(1);
        update(&mut self.app, message, self.now)
    }

    pub fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.disk.perform(&effect, false);
            if let Effect::Show { view, at } = &effect {
                let document = Box::new(page_of(&self.disk, view));
                let (view, at) = (view.clone(), at.clone());
                self.asked.push(effect);
                self.send(Message::Page { view, document, at });
                continue;
            }
            if let Effect::WritePapers { meeting, .. } = &effect {
                let news = written_for_the_first(meeting, self.now);
                self.asked.push(effect);
                self.send(Message::PapersWritten(news));
                continue;
            }
            if let Effect::Find { typed, query, .. } = &effect {
                let answer = Box::new(Answer::Found(found_in(&self.disk, query)));
                let typed = typed.clone();
                self.asked.push(effect);
                self.send(Message::Found { typed, answer });
                continue;
            }
            if let Effect::WriteMinutes { .. } = &effect {
                self.asked.push(effect);
                self.tell_what_came_of_the_files();
                continue;
            }
            let opened = match &effect {
                Effect::Create { agenda } => {
                    self.disk.perform(
                        &Effect::Record(vec![LoggedEvent {
                            seq: 1,
                            at: self.now,
                            batch: 1,
                            draft: None,
                            event: Event::Known(KnownEvent::MeetingCreated {
                                meeting: "aa11".into(),
                                agenda: agenda.clone(),
                                made_up: true,
                                program: "test".into(),
                                settings: Default::default(),
                                settings_not_used: Default::default(),
                            }),
                        }]),
                        false,
                    );
                    true
                }
                Effect::Open(_) => true,
                _ => false,
            };
            self.asked.push(effect);
            if opened {
                self.send(Message::Opened(Box::new(self.disk.found())));
            }
        }
    }

    /// Presses the keys named by a text (see [`keys`]).
    pub fn press(&mut self, script: &str) {
        for key in keys(script) {
            self.keys += 1;
            self.send(Message::Key(key));
        }
    }

    /// A whole line, as plain mode and `take` enter it.
    pub fn enter(&mut self, line: &str) -> Outcome {
        self.app.outcome = Outcome::Nothing;
        self.send(Message::Line(line.to_owned()));
        self.app.outcome.clone()
    }

    /// Killed: the app is gone, and a new one finds what is on the disk.
    pub fn kill_and_resume(&mut self) {
        let (disk, now) = (self.disk.clone(), self.now);
        *self = Driver::at_home();
        self.disk = disk;
        self.now = now + Duration::minutes(5);
        self.send(Message::Opened(Box::new(self.disk.found())));
    }

    pub fn editor(&self) -> &MeetingEditor {
        self.app.editor.as_ref().expect("no meeting is open")
    }

    pub fn line(&self) -> &str {
        self.editor().line.text()
    }

    pub fn status(&self) -> &str {
        &self.app.status.words
    }

    /// The record made last.
    pub fn last(&self) -> &Record {
        self.editor()
            .meeting
            .all_records()
            .last()
            .expect("no record")
    }

    /// The record made last, as the line that would make it.
    pub fn last_line(&self) -> String {
        let editor = self.editor();
        talking_piece::app::editing::editor::line_words(self.last(), &editor.meeting)
    }

    /// The letters of who said what was recorded last.
    pub fn last_speaker(&self) -> String {
        self.editor()
            .meeting
            .code(self.last().text(&contribution::SPEAKER))
    }

    pub fn count(&self, kind: &Kind) -> usize {
        self.editor().meeting.records(kind).count()
    }
}

/// A meeting with this agenda that begins from `last` at this time.
pub fn begun_from_on(last: &Meeting, agenda: &str, now: DateTime<FixedOffset>) -> Driver {
    let mut d = Driver::at_home();
    d.now = now;
    let created = LoggedEvent {
        seq: 1,
        at: d.now,
        batch: 1,
        draft: None,
        event: Event::Known(KnownEvent::MeetingCreated {
            meeting: "bb22".into(),
            agenda: Box::new(built_in(agenda).unwrap()),
            made_up: true,
            program: "test".into(),
            settings: Default::default(),
            settings_not_used: Default::default(),
        }),
    };
    let events = first_facts(created, last, "the-head");
    d.disk.perform(&Effect::Record(events), false);
    let found = d.disk.found();
    d.send(Message::Opened(Box::new(found)));
    d
}

/// A made-up family, typed as one would.
pub const FAMILY: &[&str] = &[
    "/child Ella Nettlesworth; born: 4 Mar 2017; called: Ella",
    "/child Noah Nettlesworth; born: 1 Feb 2021; called: Noah",
    "/person CH Corin Halfpenny; role: Chair",
    "/person KS Kelly Nettlesworth; role: mother; pr: yes",
    "/person DS Dan Sparrowhat; role: father; pr: yes",
    "/person SW Anil Marlowe; role: social worker; agency: children's services",
    "/person HV Juno Okra; role: health visitor; agency: health",
];
