//! Open minutes as JSON, always in the same order.

use super::{FORMAT, OpenMinutes, OpenRecord, SectionHeld, Shown, VERSION, listed_kinds};
use crate::domain::meeting::{Pause, Stay};
use crate::domain::record::kinds::sign_off;
use crate::domain::record::{KINDS, ReadAnswers, Values};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

/// What this file calls itself: what everybody who gets a copy may read. The record is the journal.
pub(super) const COMMON_PART: &str = "common";

/// The list of records of kinds that this program does not know.
pub(super) const OTHERS: &str = "others";

impl OpenMinutes {
    /// `minutes.json` as a value.
    pub fn to_value(&self) -> Value {
        let mut out = Values::new();
        out.insert("format".into(), json!(FORMAT));
        out.insert("version".into(), json!(VERSION));
        out.insert("part".into(), json!(COMMON_PART));
        out.insert("program".into(), json!(self.program));
        out.insert("meeting".into(), self.meeting());
        // An agenda is plain data with text keys, so this cannot fail.
        out.insert(
            "agenda".into(),
            serde_json::to_value(&self.agenda).unwrap_or_default(),
        );
        if !self.settings.own.is_empty() {
            out.insert("settings".into(), json!(self.settings.own));
        }
        if !self.settings.unusable.is_empty() {
            out.insert("settings_not_used".into(), json!(self.settings.unusable));
        }
        for kind in listed_kinds() {
            let list = self.records_of(kind).map(|record| self.record_json(record));
            out.insert(kind.plural.into(), list.collect());
        }
        let is_other = |record: &&OpenRecord| KINDS.iter().all(|kind| kind.id != record.kind());
        let others: Vec<Value> = self
            .records
            .iter()
            .filter(is_other)
            .map(|record| self.record_json(record))
            .collect();
        if !others.is_empty() {
            out.insert(OTHERS.into(), Value::Array(others));
        }
        out.insert(
            "sections".into(),
            self.sections.iter().map(section).collect(),
        );
        out.insert("breaks".into(), self.breaks.iter().map(pause).collect());
        out.insert(
            "private_times".into(),
            self.private_times.iter().map(pause).collect(),
        );
        if !self.deadlines.is_empty() {
            out.insert("deadlines".into(), json!(self.deadlines));
        }
        if !self.tallies.is_empty() {
            out.insert("tallies".into(), json!(self.tallies));
        }
        if !self.quorum.is_empty() {
            let held = self.quorum.iter().map(|held| {
                json!({
                    "at": stamp(held.at),
                    "when": held.when,
                    "reached": held.reached,
                    "have": held.have,
                    "want": held.want,
                })
            });
            out.insert("quorum".into(), held.collect());
        }
        if let Some(closing) = &self.closing {
            out.insert(
                "closing".into(),
                json!({ "at": stamp(closing.at), "gaps": closing.gaps }),
            );
        }
        out.insert("versions".into(), self.versions());
        out.insert(
            "withheld".into(),
            json!({ "records": self.withheld.records, "fields": self.withheld.fields }),
        );
        Value::Object(out)
    }

    /// `minutes.json` as text, for people too: indented, ending with a newline.
    pub fn to_text(&self) -> String {
        pretty(&self.to_value())
    }

    /// The versions that were signed off or sent out, each once; both files of each are kept under its number.
    fn versions(&self) -> Value {
        let mut versions: Vec<Value> = Vec::new();
        for record in &self.records {
            let Some(answers) = record.answers().map(|answers| &answers.values) else {
                continue;
            };
            let Some(number) = answers.number(&sign_off::VERSION) else {
                continue;
            };
            if versions.iter().all(|known| known["number"] != number) {
                versions.push(json!({
                    "number": number,
                    "at": stamp(record.at()),
                    "sha256": answers.text(&sign_off::SHA256),
                }));
            }
        }
        versions.sort_by_key(|version| version["number"].as_u64());
        Value::Array(versions)
    }

    fn meeting(&self) -> Value {
        let header = &self.header;
        let mut out = Values::new();
        out.insert("id".into(), json!(header.id));
        out.insert("state".into(), json!(header.state));
        out.insert("kind".into(), json!(header.kind));
        out.insert("title".into(), json!(header.title));
        out.insert("made_up".into(), json!(header.made_up));
        out.insert("language".into(), json!(header.language));
        if !header.status.is_empty() {
            out.insert("status".into(), json!(header.status));
        }
        let (last, head) = &header.review_of;
        if !last.is_empty() {
            out.insert("review_of".into(), json!({ "meeting": last, "head": head }));
        }
        for (name, at) in [
            ("created_at", header.created_at),
            ("began_at", header.began_at),
            ("closed_at", header.closed_at),
        ] {
            if let Some(at) = at {
                out.insert(name.into(), stamp(at));
            }
        }
        if let Some(away) = &header.put_away {
            let mut put_away = Values::new();
            put_away.insert("at".into(), stamp(away.at));
            if !away.reason.is_empty() {
                put_away.insert("reason".into(), json!(away.reason));
            }
            out.insert("put_away".into(), Value::Object(put_away));
        }
        if let Some(details) = &self.details {
            out.insert("details".into(), json!(details.id()));
            shown(details, &mut out);
        }
        Value::Object(out)
    }

    fn record_json(&self, record: &OpenRecord) -> Value {
        let mut out = Values::new();
        out.insert("id".into(), json!(record.id()));
        out.insert("at".into(), stamp(record.at()));
        if let Some(section) = record.section() {
            out.insert("section".into(), json!(section));
        }
        shown(record, &mut out);
        if let Some(note) = self.score_notes.get(record.id())
            && let Ok(Value::Object(note)) = serde_json::to_value(note)
        {
            out.extend(note);
        }
        let stays: Vec<Value> = self.stays_of(record.id()).map(stay).collect();
        if record.answers().is_some() && !stays.is_empty() {
            out.insert("attended".into(), Value::Array(stays));
        }
        Value::Object(out)
    }
}

fn shown(record: &OpenRecord, out: &mut Values) {
    match record.shown() {
        Shown::Restricted => {
            out.insert("visibility".into(), json!("restricted"));
        }
        Shown::StruckOut { at } => {
            out.insert("struck_out_at".into(), stamp(*at));
        }
        Shown::Open(answers) => {
            // In the order of the form, so that the same answers always give the same file.
            let kind = KINDS.iter().find(|kind| kind.id == record.kind());
            for field in kind.map_or(&[][..], |kind| kind.fields) {
                if let Some(value) = answers.values.get(field.name) {
                    out.insert(field.name.into(), value.clone());
                }
            }
            if !answers.to_confirm.is_empty() {
                out.insert("to_confirm".into(), json!(answers.to_confirm));
            }
            if answers.follow_up {
                out.insert("come_back".into(), json!(true));
            }
            if answers.changed > 0 {
                out.insert("changed".into(), json!(answers.changed));
            }
            if answers.hidden {
                out.insert("hidden".into(), json!(true));
            }
        }
    }
}

pub(super) fn stay(stay: &Stay) -> Value {
    let mut out = Values::new();
    out.insert("arrived".into(), stamp(stay.arrived));
    put_time(&mut out, "left", stay.left);
    if !stay.ways.is_empty() {
        let ways = stay.ways.iter();
        let ways = ways.map(|way| json!({ "from": stamp(way.from), "way": way.how }));
        out.insert("how".into(), ways.collect());
    }
    Value::Object(out)
}

fn pause(pause: &Pause) -> Value {
    let mut out = Values::new();
    out.insert("from".into(), stamp(pause.from));
    put_time(&mut out, "until", pause.until);
    if let Some(section) = &pause.section {
        out.insert("section".into(), json!(section));
    }
    if !pause.reason.is_empty() {
        out.insert("reason".into(), json!(pause.reason));
    }
    Value::Object(out)
}

fn section(section: &SectionHeld) -> Value {
    let mut out = Values::new();
    out.insert("id".into(), json!(section.id));
    out.insert("number".into(), json!(section.number));
    out.insert("title".into(), json!(section.title));
    if let Some(heading) = &section.heading {
        out.insert("heading".into(), json!(heading));
    }
    out.insert("mode".into(), json!(section.mode));
    out.insert("state".into(), json!(section.state));
    out.insert("planned_minutes".into(), json!(section.planned_minutes));
    let times = section.times.periods.iter().map(|period| {
        let mut times = Values::new();
        times.insert("opened".into(), stamp(period.opened));
        put_time(&mut times, "closed", period.closed);
        Value::Object(times)
    });
    out.insert("times".into(), times.collect());
    if let Some(skipped) = &section.times.skipped {
        out.insert(
            "skipped".into(),
            json!({ "at": stamp(skipped.at), "reason": skipped.reason }),
        );
    }
    Value::Object(out)
}

fn put_time(out: &mut Values, name: &str, at: Option<DateTime<FixedOffset>>) {
    if let Some(at) = at {
        out.insert(name.into(), stamp(at));
    }
}

/// RFC 3339 with the offset of the place, `+00:00` too.
pub(super) fn stamp(at: DateTime<FixedOffset>) -> Value {
    Value::String(at.to_rfc3339())
}

/// Indented, ending with a newline.
pub(super) fn pretty(value: &Value) -> String {
    // A `Value` has text keys only, so this cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
