//! The facts that make a meeting. Every one is written down before anybody sees what it changed,
//! and none is ever rewritten: undo and amendment are facts too.
//! Must not know how or where facts are kept.

use crate::domain::agenda::Agenda;
use crate::domain::record::Body;
use crate::domain::settings::ConfigFiles;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Something that happened, with its number and its time.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedEvent {
    /// 1, 2, 3 … in this meeting; the order is this, never the time.
    pub seq: u64,
    /// When, with the offset of the place.
    pub at: DateTime<FixedOffset>,
    /// Facts that came from one line or key share it: the number of the first of them. Undo takes all of a batch.
    pub batch: u64,
    /// The number of the draft whose words this fact took over.
    pub draft: Option<u64>,
    /// What happened.
    pub event: Event,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// It happened.
    Known(KnownEvent),
    /// A kind of event of a newer program: kept as it is, and the meeting opens read-only.
    Unknown {
        /// Its name.
        kind: String,
        /// Its content.
        body: Value,
    },
}

/// The events this program knows. The names are in files and never change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum KnownEvent {
    /// The meeting exists; the agenda is kept whole, so that the minutes stay readable when the file changes.
    MeetingCreated {
        /// Random.
        meeting: String,
        /// As it was on this day.
        agenda: Box<Agenda>,
        /// A practice meeting: marked on every screen and page.
        #[serde(default)]
        made_up: bool,
        /// Name and version of the program.
        program: String,
        /// The council's own settings files, as they were on this day.
        #[serde(default, skip_serializing_if = "ConfigFiles::is_empty")]
        settings: ConfigFiles,
    },
    /// The meeting begins from an earlier one: a review. Never undone.
    ReviewOf {
        /// The id of that meeting.
        meeting: String,
        /// The hash of the last entry of its journal: which state of it is meant.
        head: String,
    },
    /// Somebody opened the meeting to record.
    SessionStarted {},
    /// They left; or the line dropped, or the program was told to stop.
    SessionEnded {
        /// `left`, `hung_up` or `terminated`.
        why: String,
    },
    /// The conference began.
    Began {},
    /// A record was made.
    Recorded {
        /// Its new id.
        id: String,
        /// The kind of record.
        record: String,
        /// The section that was open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        section: Option<String>,
        /// Its answers.
        #[serde(flatten)]
        body: Body,
    },
    /// A record was changed: this is all of it, as it is from now on.
    Changed {
        /// Which.
        id: String,
        /// Its answers.
        #[serde(flatten)]
        body: Body,
    },
    /// A record was struck out. It stays in the full record.
    StruckOut {
        /// Which.
        id: String,
        /// Why.
        reason: String,
    },
    /// Somebody came in.
    Arrived {
        /// A person or child.
        person: String,
    },
    /// Somebody went.
    Left {
        /// A person or child.
        person: String,
    },
    /// A section was opened; the one that was open is done.
    SectionOpened {
        /// Which.
        section: String,
    },
    /// The open section is done.
    SectionClosed {
        /// Which.
        section: String,
    },
    /// A section is left out.
    SectionSkipped {
        /// Which.
        section: String,
        /// Why.
        reason: String,
    },
    /// The conference paused.
    BreakStarted {
        /// Why, if somebody said so.
        #[serde(default)]
        reason: String,
    },
    /// It went on.
    BreakEnded {},
    /// The family is on its own: nothing is recorded until it ends.
    PrivateTimeStarted {},
    /// The family called the others back.
    PrivateTimeEnded {},
    /// The Chair shows the scores of one round, whether or not all are in. They stay shown.
    ScoresShown {
        /// The scale.
        scale: String,
        /// For which child; nobody in particular without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        child: Option<String>,
    },
    /// Everything of an earlier batch is taken back.
    Undone {
        /// Its number.
        batch: u64,
    },
    /// Why something that is missing stays missing; the close needs it.
    GapExplained {
        /// What is missing, and why.
        #[serde(flatten)]
        gap: Gap,
    },
    /// Everybody of the team may open the meeting and go on with it, and sees all of it. Never undone: taken back.
    HandedOn {},
    /// The meeting is its minute-taker's own again.
    TakenBack {},
    /// The conference is over.
    Closed {
        /// What was missing, with the reason given for each.
        #[serde(default)]
        gaps: Vec<Gap>,
    },
    /// A closed meeting was opened again.
    Reopened {
        /// Why.
        #[serde(default)]
        reason: String,
    },
}

/// Something that was missing when the meeting was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The check that found it.
    pub check: String,
    /// What is missing, in words.
    pub missing: String,
    /// Why it was closed all the same.
    pub reason: String,
}

impl Event {
    /// The name and the content for the journal.
    pub fn to_parts(&self) -> (String, Value) {
        match self {
            Event::Unknown { kind, body } => (kind.clone(), body.clone()),
            Event::Known(known_event) => match serde_json::to_value(known_event) {
                Ok(Value::Object(mut parts)) => {
                    let body = parts.remove("body").unwrap_or(Value::Null);
                    let kind = parts
                        .get("kind")
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                        .to_owned();
                    (kind, body)
                }
                // Every happening is a struct of plain values, so this cannot be reached; nothing is lost if it is.
                _ => (
                    "unreadable".to_owned(),
                    Value::String(format!("{known_event:?}")),
                ),
            },
        }
    }

    /// From the name and the content of the journal. What is not understood is kept.
    pub fn from_parts(kind: String, body: Value) -> Event {
        // The content is moved in and, where it is not understood, out again: a journal has thousands.
        let mut whole = Map::new();
        whole.insert("kind".to_owned(), Value::String(kind));
        whole.insert("body".to_owned(), body);
        let whole = Value::Object(whole);
        if let Ok(known_event) = KnownEvent::deserialize(&whole) {
            return Event::Known(known_event);
        }
        let Value::Object(mut whole) = whole else {
            return Event::Unknown {
                kind: String::new(),
                body: whole,
            };
        };
        let body = whole.remove("body").unwrap_or_default();
        let kind = match whole.remove("kind") {
            Some(Value::String(kind)) => kind,
            _ => String::new(),
        };
        Event::Unknown { kind, body }
    }
}

impl From<KnownEvent> for Event {
    fn from(known_event: KnownEvent) -> Event {
        Event::Known(known_event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::kinds::contribution;
    use serde_json::json;

    #[test]
    fn an_event_of_a_newer_program_is_kept() {
        let body = json!({"who": "p1", "colour": [1, 2]});
        let event = Event::from_parts("danced".to_owned(), body.clone());
        assert_eq!(
            event,
            Event::Unknown {
                kind: "danced".into(),
                body: body.clone()
            }
        );
        assert_eq!(event.to_parts(), ("danced".into(), body));
    }

    #[test]
    fn events_go_through_the_journal_unchanged() {
        for known_event in [
            KnownEvent::Began {},
            KnownEvent::Undone { batch: 7 },
            KnownEvent::Recorded {
                id: "e1".into(),
                record: contribution::KIND.id.to_owned(),
                section: None,
                body: Body::default(),
            },
            KnownEvent::Closed {
                gaps: vec![Gap {
                    check: "a".into(),
                    missing: "b".into(),
                    reason: "c".into(),
                }],
            },
        ] {
            let event = Event::Known(known_event);
            let (kind, body) = event.to_parts();
            assert_eq!(Event::from_parts(kind.clone(), body), event, "{kind}");
        }
    }
}
