//! `minutes.json` back into open minutes: for past meetings, and to recognise a file of a newer program. What is not
//! understood is skipped here; `carry_unknown` keeps it when the file is rewritten. The file is not trusted: the rules
//! of `open_record` apply to it too.

use super::open_record::{self, OpenRecord};
use super::{
    Closing, FORMAT, Header, OpenMinutes, SectionHeld, VERSION, Withheld, listed_kinds, write,
};
use crate::domain::agenda::Agenda;
use crate::domain::meeting::event::Gap;
use crate::domain::meeting::{Pause, Period, PutAway, SectionTimes, Skipped, Stay, Way};
use crate::domain::problem::Problem;
use crate::domain::record::Values;
use crate::domain::record::kinds::{details, scale};
use crate::domain::rules::scores::ScoreNote;
use crate::domain::settings::Settings;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq)]
pub struct ReadMinutes {
    pub minutes: OpenMinutes,
    pub version: u64,
}

/// Why something is not a minutes file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMinutes {
    /// Its `format` says something else, or nothing.
    OtherFormat,
    /// It has no `version`, or one that is not a positive whole number.
    NoVersion,
}

impl From<NotMinutes> for Problem {
    fn from(why: NotMinutes) -> Self {
        let (happened, next) = match why {
            NotMinutes::OtherFormat => (
                "This file does not say that it holds minutes of talking-piece.",
                "Choose the minutes.json of a meeting.",
            ),
            NotMinutes::NoVersion => (
                "This minutes file does not say which version it has.",
                "The meeting's journal still holds everything: open the meeting to have the file written again.",
            ),
        };
        Problem::not_saved_or_read(happened)
            .safe("It was not changed.")
            .next(next)
    }
}

impl ReadMinutes {
    /// A newer program wrote it: it may be read, and must not be written.
    pub fn is_too_new(&self) -> bool {
        self.version > VERSION
    }

    pub fn notice(&self) -> Option<String> {
        notice_of(self.version)
    }
}

fn notice_of(version: u64) -> Option<String> {
    (version > VERSION).then(|| {
        format!(
            "A newer talking-piece wrote these minutes (version {version} of the file; this program knows {VERSION}). They can be read here, perhaps not all of them, and nothing in them is changed. Use the newer program to see everything."
        )
    })
}

/// The notice about a minutes file of a newer program. Reads its `format` and `version` only, so that opening a long
/// meeting does not wait for its minutes; the file must be complete all the same.
pub fn notice_of_newer(file: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Head {
        #[serde(default)]
        format: Value,
        #[serde(default)]
        version: Value,
    }
    let head: Head = serde_json::from_slice(file).ok()?;
    let head = serde_json::json!({ "format": head.format, "version": head.version });
    notice_of(version_of(&head, FORMAT).ok()?)
}

/// Reads a `minutes.json`.
pub fn read_minutes(value: &Value) -> Result<ReadMinutes, NotMinutes> {
    let version = version_of(value, FORMAT)?;
    let empty = Values::new();
    let object = |name: &str| value.get(name).and_then(Value::as_object);
    let meeting = object("meeting").unwrap_or(&empty);
    let header = header(meeting);
    let mut records = Vec::new();
    let mut stays = Vec::new();
    let mut score_notes = BTreeMap::new();
    for kind in listed_kinds() {
        for item in list(value, kind.plural) {
            let (Some(id), Some(at)) = (text(item, "id"), time(item.get("at"))) else {
                continue;
            };
            let record = open_record::read(kind, &id, at, item);
            if record.answers().is_some() {
                stays.extend(attended(&id, item));
            }
            if kind == &scale::KIND && record.answers().is_some_and(|answers| !answers.hidden) {
                let note = serde_json::from_value(Value::Object(item.clone()));
                let note = note.ok().filter(|note| *note != ScoreNote::default());
                score_notes.extend(note.map(|note| (id.clone(), note)));
            }
            records.push(record);
        }
    }
    records.extend(list(value, write::OTHERS).filter_map(|item| {
        let at = time(item.get("at"))?;
        Some(open_record::unknown_stub(
            &text(item, "id")?,
            at,
            text(item, "section"),
        ))
    }));
    stays.sort_by_key(|stay| stay.arrived);
    let withheld = object("withheld").unwrap_or(&empty);
    let agenda = value.get("agenda").cloned().unwrap_or_default();
    let minutes = OpenMinutes {
        program: value
            .get("program")
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned(),
        details: details(meeting, &header),
        header,
        agenda: serde_json::from_value::<Agenda>(agenda).unwrap_or_default(),
        settings: Settings::of(texts(value, "settings")).without(texts(value, "settings_not_used")),
        records,
        stays,
        sections: list(value, "sections").filter_map(section).collect(),
        breaks: list(value, "breaks").filter_map(pause).collect(),
        private_times: list(value, "private_times").filter_map(pause).collect(),
        deadlines: list(value, "deadlines")
            .filter_map(|one| serde_json::from_value(Value::Object(one.clone())).ok())
            .collect(),
        tallies: list(value, "tallies")
            .filter_map(|one| serde_json::from_value(Value::Object(one.clone())).ok())
            .collect(),
        quorum: list(value, "quorum")
            .filter_map(|held| serde_json::from_value(Value::Object(held.clone())).ok())
            .collect(),
        score_notes,
        closing: object("closing").and_then(|closing| {
            Some(Closing {
                at: time(closing.get("at"))?,
                gaps: closing
                    .get("gaps")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(|gap| serde_json::from_value::<Gap>(gap.clone()).ok())
                    .collect(),
            })
        }),
        withheld: Withheld {
            records: count(withheld.get("records")),
            fields: count(withheld.get("fields")),
        },
    };
    Ok(ReadMinutes { minutes, version })
}

pub(super) fn version_of(value: &Value, format: &str) -> Result<u64, NotMinutes> {
    if value.get("format").and_then(Value::as_str) != Some(format) {
        return Err(NotMinutes::OtherFormat);
    }
    let version = value.get("version").and_then(Value::as_u64);
    version
        .filter(|version| *version >= 1)
        .ok_or(NotMinutes::NoVersion)
}

pub(super) fn header(meeting: &Values) -> Header {
    let word = |name: &str| text(meeting, name).unwrap_or_default();
    Header {
        id: word("id"),
        state: word("state"),
        kind: word("kind"),
        title: word("title"),
        made_up: meeting.get("made_up").and_then(Value::as_bool) == Some(true),
        language: word("language"),
        status: word("status"),
        review_of: meeting
            .get("review_of")
            .and_then(Value::as_object)
            .and_then(|last| Some((text(last, "meeting")?, text(last, "head")?)))
            .unwrap_or_default(),
        created_at: time(meeting.get("created_at")),
        began_at: time(meeting.get("began_at")),
        closed_at: time(meeting.get("closed_at")),
        put_away: put_away(meeting.get("put_away")),
    }
}

fn put_away(value: Option<&Value>) -> Option<PutAway> {
    let value = value?.as_object()?;
    Some(PutAway {
        at: time(value.get("at"))?,
        reason: text(value, "reason").unwrap_or_default(),
        is_kept_back: false,
    })
}

/// The details are part of the header; their own time is not kept there.
fn details(meeting: &Values, header: &Header) -> Option<OpenRecord> {
    let id = text(meeting, "details")?;
    let at = header.created_at?;
    Some(open_record::read(&details::KIND, &id, at, meeting))
}

pub(super) fn attended(person: &str, item: &Values) -> Vec<Stay> {
    let stays = item.get("attended").and_then(Value::as_array);
    let stays = stays.into_iter().flatten().filter_map(|stay| {
        let ways = stay.get("how").and_then(Value::as_array);
        let ways = ways.into_iter().flatten().filter_map(|way| {
            Some(Way {
                from: time(way.get("from"))?,
                how: way.get("way")?.as_str()?.to_owned(),
            })
        });
        Some(Stay {
            left: time(stay.get("left")),
            ways: ways.collect(),
            ..Stay::new(person, time(stay.get("arrived"))?)
        })
    });
    stays.collect()
}

fn section(item: &Values) -> Option<SectionHeld> {
    let word = |name: &str| text(item, name).unwrap_or_default();
    let times = item.get("times").and_then(Value::as_array);
    let periods = times.into_iter().flatten().filter_map(|period| {
        Some(Period {
            opened: time(period.get("opened"))?,
            closed: time(period.get("closed")),
        })
    });
    let skipped = item.get("skipped").and_then(|skipped| {
        Some(Skipped {
            at: time(skipped.get("at"))?,
            reason: text(skipped.as_object()?, "reason").unwrap_or_default(),
            is_kept_back: false,
        })
    });
    Some(SectionHeld {
        id: text(item, "id")?,
        number: word("number"),
        title: word("title"),
        heading: text(item, "heading"),
        mode: word("mode"),
        state: word("state"),
        planned_minutes: u32::try_from(count(item.get("planned_minutes"))).unwrap_or(0),
        times: SectionTimes {
            periods: periods.collect(),
            skipped,
        },
    })
}

fn pause(item: &Values) -> Option<Pause> {
    Some(Pause {
        from: time(item.get("from"))?,
        until: time(item.get("until")),
        section: text(item, "section"),
        reason: text(item, "reason").unwrap_or_default(),
        is_kept_back: false,
    })
}

pub(super) fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Values> {
    let items = value.get(name).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_object)
}

fn texts(value: &Value, name: &str) -> BTreeMap<String, String> {
    let given = value.get(name).cloned();
    given
        .and_then(|texts| serde_json::from_value(texts).ok())
        .unwrap_or_default()
}

pub(super) fn text(object: &Values, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

pub(super) fn time(value: Option<&Value>) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(value?.as_str()?).ok()
}

/// 0 when there is none.
pub(super) fn count(value: Option<&Value>) -> usize {
    value
        .and_then(Value::as_u64)
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or(0)
}
