//! The events that make a meeting. Each is written to disk before anybody sees what it changed, and none is ever
//! rewritten: undo and amendment are events too.

use super::attendance::Stay;
use crate::domain::agenda::Agenda;
use crate::domain::record::kinds::exclusion;
use crate::domain::record::{Body, NotFor};
use crate::domain::settings::{ConfigFiles, UnusableFiles};
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Debug, Clone, PartialEq)]
pub struct LoggedEvent {
    /// 1, 2, 3 … in this meeting; the order is this, never the time.
    pub seq: u64,
    pub at: DateTime<FixedOffset>,
    /// Events that came from one line or key share it: the number of the first of them. Undo takes back a whole batch.
    pub batch: u64,
    /// The number of the draft whose words became this event.
    pub draft: Option<u64>,
    pub event: Event,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Known(KnownEvent),
    /// An event of a newer program: kept as it is, and the meeting opens read-only.
    Unknown {
        kind: String,
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
        agenda: Box<Agenda>,
        /// A practice meeting: marked on every screen and page.
        #[serde(default)]
        made_up: bool,
        program: String,
        #[serde(default, skip_serializing_if = "ConfigFiles::is_empty")]
        settings: ConfigFiles,
        /// The council's own files that could not be used when it was made all the same.
        #[serde(default, skip_serializing_if = "UnusableFiles::is_empty")]
        settings_not_used: UnusableFiles,
    },
    /// The meeting begins from an earlier one: a review. Never undone.
    ReviewOf {
        meeting: String,
        /// The hash of the last entry of its journal: which state of it is meant.
        head: String,
    },
    SessionStarted {},
    /// They left; or the line dropped, or the program was told to stop.
    SessionEnded {
        /// `left`, `hung_up` or `terminated`.
        why: String,
    },
    Began {},
    Recorded {
        id: String,
        record: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        section: Option<String>,
        #[serde(flatten)]
        body: Body,
    },
    /// The whole record as it is from now on.
    Changed {
        id: String,
        #[serde(flatten)]
        body: Body,
    },
    StruckOut {
        id: String,
        reason: String,
    },
    Arrived {
        person: String,
    },
    Left {
        person: String,
    },
    /// When somebody was here and how, as it is from now on: a time was typed or put right, they went on in another
    /// way, or it was taken back (then there is no stay).
    PresenceRecorded {
        person: String,
        #[serde(default)]
        stays: Vec<Stay>,
    },
    /// A section was opened; the one that was open is done.
    SectionOpened {
        section: String,
    },
    SectionClosed {
        section: String,
    },
    SectionSkipped {
        section: String,
        reason: String,
    },
    /// From now on what is recorded in this section is not for these, unless its line says otherwise; for everybody:
    /// as the agenda says.
    SectionKeptBack {
        section: String,
        visibility: Visibility,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_for: Option<Box<NotFor>>,
    },
    BreakStarted {
        #[serde(default)]
        reason: String,
    },
    BreakEnded {},
    /// The family is on its own: nothing is recorded until it ends.
    PrivateTimeStarted {},
    PrivateTimeEnded {},
    /// The Chair shows the scores of one round, whether or not all are in. They stay shown.
    ScoresShown {
        scale: String,
        /// For which child; nobody in particular without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        child: Option<String>,
    },
    /// Everything of an earlier batch is taken back.
    Undone {
        batch: u64,
    },
    /// Why something missing stays missing; closing needs it.
    GapExplained {
        #[serde(flatten)]
        gap: Gap,
    },
    /// Everybody on the team may open the meeting and continue it, and sees all of it. Never undone: taken back.
    HandedOn {},
    TakenBack {},
    Closed {
        #[serde(default)]
        gaps: Vec<Gap>,
    },
    Reopened {
        #[serde(default)]
        reason: String,
    },
    /// Another agenda, while nothing was recorded yet.
    AgendaChanged {
        agenda: Box<Agenda>,
    },
    /// It was begun by mistake: it leaves every list, and all of it stays. Never undone: restored.
    Discarded {
        reason: String,
    },
    Restored {},
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub check: String,
    pub missing: String,
    pub reason: String,
    /// The reason was typed while somebody was excluded, so it is not in the open minutes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_kept_back: bool,
}

impl KnownEvent {
    /// Who came or left by this event, and whether they are here after it.
    pub fn presence(&self) -> Option<(&str, bool)> {
        match self {
            KnownEvent::Arrived { person } => Some((person, true)),
            KnownEvent::Left { person } => Some((person, false)),
            KnownEvent::PresenceRecorded { person, stays } => {
                let is_here = stays.last().is_some_and(|stay| stay.left.is_none());
                Some((person, is_here))
            }
            _ => None,
        }
    }
}

impl Event {
    /// Whether words of other events are restricted by this one (decision 22).
    pub fn keeps_later_words_back(&self) -> bool {
        matches!(self, Event::Known(KnownEvent::Recorded { record, .. }) if *record == exclusion::KIND.id)
    }

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
                // Every event is a struct of plain values, so this cannot be reached; nothing is lost if it is.
                _ => (
                    "unreadable".to_owned(),
                    Value::String(format!("{known_event:?}")),
                ),
            },
        }
    }

    /// From the name and the content of the journal. What is not understood is kept.
    pub fn from_parts(kind: String, body: Value) -> Event {
        // The content is moved in and, if it is not understood, out again without cloning: a journal has thousands.
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
    fn a_meeting_of_an_older_journal_has_no_settings_that_were_not_used() {
        let body = json!({"meeting": "m", "agenda": {}, "program": "p"});
        let event = Event::from_parts("meeting_created".to_owned(), body);
        let Event::Known(KnownEvent::MeetingCreated {
            settings_not_used, ..
        }) = &event
        else {
            panic!("{event:?}");
        };
        assert!(settings_not_used.is_empty());
        assert!(event.to_parts().1.get("settings_not_used").is_none());
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
                    is_kept_back: false,
                }],
            },
        ] {
            let event = Event::Known(known_event);
            let (kind, body) = event.to_parts();
            assert_eq!(Event::from_parts(kind.clone(), body), event, "{kind}");
        }
    }
}
