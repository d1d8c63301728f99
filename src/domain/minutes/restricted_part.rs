//! The restricted part: what the open minutes leave out, under the same ids. It is handed out only inside
//! [`Restricted`], and the only ways out are the file for the full record and the full document.

use super::open_record::{Shown, split};
use super::read::{NotMinutes, attended, list, text, time, version_of};
use super::write::{pretty, stamp, stay as stay_json};
use super::{RESTRICTED_FORMAT, VERSION};
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::meeting::hiding::is_hidden_fact;
use crate::domain::meeting::{Meeting, Stay};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{correction, details};
use crate::domain::record::{
    self, Audience, Body, Kind, NotFor, Record, Ruling, SaidWithout, Struck, Values, words_said,
};
use crate::domain::text::words::Words;
use crate::domain::visibility::{Restricted, Visibility};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Everything of a meeting that is not in its open minutes.
#[derive(Clone, Default, PartialEq)]
pub struct RestrictedPart {
    meeting: String,
    /// Restricted records, whole.
    pub records: Vec<Record>,
    pub kept_back: Vec<KeptBack>,
    pub struck_out: Vec<Record>,
    /// When those people and children were here whose records are not in the open minutes.
    pub stays: Vec<Stay>,
    /// What records were before they were changed, oldest first.
    former: Vec<Value>,
    /// What was done and then undone, oldest first.
    undone: Vec<Value>,
    /// What was said while somebody was excluded: the record, whom it was said without (ids), and the Chair's decision.
    pub said_without: Vec<SaidWithoutRow>,
    /// Reasons that were typed meanwhile.
    reasons: Vec<Value>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SaidWithoutRow {
    pub id: String,
    pub people: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
    /// Who might read it by its own mark. A file of an older program does not say, so nobody.
    #[serde(default = "nobody")]
    pub own: Visibility,
}

fn nobody() -> Visibility {
    Visibility::Restricted
}

#[derive(Clone, PartialEq)]
pub struct KeptBack {
    pub id: String,
    pub kind: String,
    pub values: Values,
    /// Answers that could not be read, as typed.
    pub to_confirm: BTreeMap<String, String>,
}

/// What a record was before it was changed.
pub struct FormerAnswers<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub until: Option<DateTime<FixedOffset>>,
    values: Option<&'a Values>,
}

impl FormerAnswers<'_> {
    pub fn text(&self, field: &Field) -> &str {
        let value = self.values.and_then(|values| values.get(field.name));
        value.and_then(Value::as_str).unwrap_or_default()
    }

    pub fn value(&self, field: &Field) -> Option<&Value> {
        self.values?.get(field.name)
    }

    pub fn values(&self) -> Option<&Values> {
        self.values
    }
}

impl RestrictedPart {
    /// Who may read a record of this part in a copy of their own.
    pub fn audience_of(&self, record: &Record) -> Audience {
        let mut rows = self.said_without.iter();
        let row = rows.find(|row| row.id == record.id);
        let people = row.map_or(&[][..], |row| row.people.as_slice());
        record.audience(&people.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// What was done and then undone, oldest first.
    pub fn undone(&self) -> &[Value] {
        &self.undone
    }

    /// What stands in no record any more and was not for everybody when it did: what was restricted and then changed, and
    /// what was taken back. `kind_of`: of what kind the record with this id is. What a correction said is none of it.
    pub(in crate::domain) fn said_before(
        &self,
        kind_of: impl Fn(&str) -> Option<&'static Kind>,
    ) -> Vec<Words> {
        let everyone = Visibility::Everyone.word();
        let former = self.former.iter().filter_map(Value::as_object);
        let former = former.filter(|row| text(row, "visibility").as_deref() != Some(everyone));
        let mut kinds: BTreeMap<String, String> = BTreeMap::new();
        let mut said = Vec::new();
        let undone = self
            .undone
            .iter()
            .filter_map(|row| row.get("body")?.as_object());
        for row in former.chain(undone) {
            let id = text(row, "id").unwrap_or_default();
            let named = text(row, "kind").or_else(|| text(row, "record"));
            if let Some(kind) = named {
                kinds.insert(id.clone(), kind);
            }
            let known = kinds.get(&id).and_then(|kind| record::kind(kind));
            let kind = known.or_else(|| kind_of(&id));
            if kind == Some(&correction::KIND) {
                continue;
            }
            let values = row.get("values").and_then(Value::as_object);
            let values = values.cloned().unwrap_or_default();
            let unread = row.get("to_confirm").cloned().unwrap_or_default();
            let unread = serde_json::from_value(unread).unwrap_or_default();
            said.extend(words_said(kind, &values, &unread));
        }
        said
    }

    /// What records were before they were changed, oldest first.
    pub fn former(&self) -> impl Iterator<Item = FormerAnswers<'_>> {
        self.former.iter().filter_map(|former| {
            Some(FormerAnswers {
                id: former.get("id")?.as_str()?,
                kind: former.get("kind")?.as_str()?,
                until: time(former.get("until")),
                values: former.get("values").and_then(Value::as_object),
            })
        })
    }
}

/// The restricted part of a meeting, as it stands.
pub fn restricted_part(meeting: &Meeting) -> Restricted<RestrictedPart> {
    let mut part = RestrictedPart {
        meeting: meeting.id().to_owned(),
        ..RestrictedPart::default()
    };
    let the_details = super::build::details(meeting).map(|record| &record.id);
    for record in meeting.all_records() {
        let (open, off) = split(record);
        let has_place = !record.is_a(&details::KIND) || Some(&record.id) == the_details;
        match open.shown() {
            Shown::Open(_) if !has_place => part.records.push(record.clone()),
            Shown::Open(_) if off.count() > 0 => part.kept_back.push(KeptBack {
                id: record.id.clone(),
                kind: record.kind.clone(),
                values: off.values,
                to_confirm: off.to_confirm,
            }),
            Shown::Open(_) => {}
            Shown::Restricted => part.records.push(record.clone()),
            Shown::StruckOut { .. } => part.struck_out.push(record.clone()),
        }
        part.former.extend(former(record));
        if !record.without.exclusions.is_empty() || record.quotes_what_is_kept_back() {
            part.said_without.push(SaidWithoutRow {
                id: record.id.clone(),
                people: meeting
                    .said_without(record)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                ruling: record.without.ruling.clone(),
                own: record.own_visibility(),
            });
        }
    }
    let whole = part.records.iter().chain(&part.struck_out);
    let stays = whole.flat_map(|record| meeting.stays_of(&record.id));
    part.stays = stays.map(as_in_the_file).collect();
    part.reasons = reasons_kept_back(meeting);
    let undone = meeting.undone_batches();
    let events = meeting.events().iter();
    part.undone = events
        .filter(|logged| undone.contains(&logged.batch))
        .filter(|logged| match &logged.event {
            Event::Known(KnownEvent::Undone { .. }) => false,
            // A hidden score is in the journal alone, here as in the records above.
            Event::Known(known_event) => !is_hidden_fact(meeting, known_event),
            Event::Unknown { .. } => true,
        })
        .map(|logged| {
            let (what, body) = logged.event.to_parts();
            json!({ "seq": logged.seq, "at": stamp(logged.at), "batch": logged.batch, "what": what, "body": body })
        })
        .collect();
    Restricted::new(part)
}

/// Why a section was left out, a break was made or something stayed missing, where that was typed while somebody was
/// excluded, or names somebody who is restricted.
fn reasons_kept_back(meeting: &Meeting) -> Vec<Value> {
    let mut reasons = Vec::new();
    let is_kept_back = |reason: &str, was: bool| meeting.keeps_reason_back(reason, was);
    for place in meeting.agenda().places() {
        let id = &place.section.id;
        let times = meeting.section_times(id);
        let skipped = times.and_then(|times| times.skipped.as_ref());
        if let Some(skipped) =
            skipped.filter(|skipped| is_kept_back(&skipped.reason, skipped.is_kept_back))
        {
            reasons.push(
                json!({ "of": "section", "name": id, "at": stamp(skipped.at), "reason": skipped.reason }),
            );
        }
    }
    let pauses = meeting.breaks().iter();
    let pauses = pauses.filter(|pause| is_kept_back(&pause.reason, pause.is_kept_back));
    let with_reason = pauses.filter(|pause| !pause.reason.is_empty());
    reasons
        .extend(with_reason.map(
            |pause| json!({ "of": "break", "at": stamp(pause.from), "reason": pause.reason }),
        ));
    let put_away = meeting.put_away();
    let put_away = put_away.filter(|away| is_kept_back(&away.reason, away.is_kept_back));
    reasons.extend(
        put_away
            .map(|away| json!({ "of": "put_away", "at": stamp(away.at), "reason": away.reason })),
    );
    let gaps: Vec<_> = match meeting.gaps() {
        [] => meeting.explained().collect(),
        gaps => gaps.iter().collect(),
    };
    let gaps = gaps
        .into_iter()
        .filter(|gap| is_kept_back(&gap.reason, gap.is_kept_back));
    reasons
        .extend(gaps.map(|gap| json!({ "of": "gap", "name": gap.missing, "reason": gap.reason })));
    reasons
}

fn former(record: &Record) -> impl Iterator<Item = Value> + '_ {
    record.former.iter().map(|former| {
        let mut out = Values::new();
        out.insert("id".into(), json!(record.id));
        out.insert("kind".into(), json!(record.kind));
        out.insert("until".into(), stamp(former.until));
        out.insert(
            "visibility".into(),
            json!(as_in_a_file(former.visibility).word()),
        );
        answers(&mut out, &former.values, &former.to_confirm);
        Value::Object(out)
    })
}

pub fn restricted_json(part: &Restricted<RestrictedPart>) -> Value {
    let part = part.for_the_full_record();
    let kept_back = part.kept_back.iter().map(|kept| {
        let mut out = Values::new();
        out.insert("id".into(), json!(kept.id));
        out.insert("kind".into(), json!(kept.kind));
        answers(&mut out, &kept.values, &kept.to_confirm);
        Value::Object(out)
    });
    let mut out = json!({
        "format": RESTRICTED_FORMAT,
        "version": VERSION,
        "meeting": part.meeting,
        "records": part.records.iter().map(|record| whole(record, part)).collect::<Vec<_>>(),
        "kept_back": kept_back.collect::<Vec<_>>(),
        "struck_out": part.struck_out.iter().map(|record| whole(record, part)).collect::<Vec<_>>(),
        "former": part.former,
        "undone": part.undone,
    });
    if let Some(out) = out.as_object_mut() {
        if !part.said_without.is_empty() {
            out.insert("said_without".to_owned(), json!(part.said_without));
        }
        if !part.reasons.is_empty() {
            out.insert("reasons".to_owned(), json!(part.reasons));
        }
    }
    out
}

/// `restricted.json` as text: indented, ending with a newline.
pub fn restricted_text(part: &Restricted<RestrictedPart>) -> String {
    pretty(&restricted_json(part))
}

/// A stay as a file tells of it, without the events behind it.
fn as_in_the_file(stay: &Stay) -> Stay {
    Stay {
        left: stay.left,
        ways: stay.ways.clone(),
        ..Stay::new(&stay.person, stay.arrived)
    }
}

fn whole(record: &Record, part: &RestrictedPart) -> Value {
    let mut out = Values::new();
    out.insert("id".into(), json!(record.id));
    out.insert("kind".into(), json!(record.kind));
    if let Some(section) = &record.section {
        out.insert("section".into(), json!(section));
    }
    out.insert("at".into(), stamp(record.at));
    out.insert(
        "visibility".into(),
        json!(as_in_a_file(record.visibility).word()),
    );
    if let Some(not_for) = record.own_not_for() {
        out.insert("not_for".into(), json!(not_for));
    }
    if record.follow_up {
        out.insert("come_back".into(), json!(true));
    }
    answers(&mut out, &record.values, &record.to_confirm);
    if let Some(struck) = &record.struck {
        out.insert(
            "struck".into(),
            json!({ "at": stamp(struck.at), "reason": struck.reason }),
        );
    }
    let stays = part.stays.iter().filter(|stay| stay.person == record.id);
    let stays: Vec<Value> = stays.map(stay_json).collect();
    if !stays.is_empty() {
        out.insert("attended".into(), Value::Array(stays));
    }
    Value::Object(out)
}

/// Whom it is not for stands beside it; a program that does not know that must not read it to anybody.
fn as_in_a_file(visibility: Visibility) -> Visibility {
    match visibility {
        Visibility::Everyone => Visibility::Everyone,
        Visibility::NotForSome | Visibility::Restricted => Visibility::Restricted,
    }
}

fn answers(out: &mut Values, values: &Values, to_confirm: &BTreeMap<String, String>) {
    out.insert("values".into(), Value::Object(values.clone()));
    if !to_confirm.is_empty() {
        out.insert("to_confirm".into(), json!(to_confirm));
    }
}

/// Reads a `restricted.json`: for the full record of a past meeting. Its version is returned too; above [`VERSION`] the
/// file must not be rewritten.
pub fn read_restricted(value: &Value) -> Result<(Restricted<RestrictedPart>, u64), NotMinutes> {
    let version = version_of(value, RESTRICTED_FORMAT)?;
    let values_of = |name: &str| {
        let items = value.get(name).and_then(Value::as_array);
        items.cloned().unwrap_or_default()
    };
    let mut part = RestrictedPart {
        meeting: value
            .get("meeting")
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned(),
        records: list(value, "records").filter_map(read_whole).collect(),
        kept_back: list(value, "kept_back")
            .filter_map(|item| {
                Some(KeptBack {
                    id: text(item, "id")?,
                    kind: text(item, "kind")?,
                    values: values(item),
                    to_confirm: to_confirm(item),
                })
            })
            .collect(),
        struck_out: list(value, "struck_out").filter_map(read_whole).collect(),
        stays: list(value, "records")
            .chain(list(value, "struck_out"))
            .filter_map(|item| Some(attended(&text(item, "id")?, item)))
            .flatten()
            .collect(),
        former: values_of("former"),
        undone: values_of("undone"),
        said_without: list(value, "said_without")
            .filter_map(|row| serde_json::from_value(Value::Object(row.clone())).ok())
            .collect(),
        reasons: values_of("reasons"),
    };
    for row in &part.said_without {
        let mut records = part.records.iter_mut();
        if let Some(record) = records.find(|record| record.id == row.id) {
            record.was_said_without(row.own, row.ruling.clone());
        }
    }
    Ok((Restricted::new(part), version))
}

fn read_whole(item: &Values) -> Option<Record> {
    let mut mark = Body {
        visibility: Visibility::from_word(&text(item, "visibility").unwrap_or_default()),
        ..Body::default()
    };
    if let Some(not_for) = item.get("not_for") {
        // What cannot be read as names is for nobody.
        mark.visibility = Visibility::NotForSome;
        mark.not_for = NotFor::deserialize(not_for).ok().map(Box::new);
    }
    let without = SaidWithout::marked(&mark);
    Some(Record {
        id: text(item, "id")?,
        kind: text(item, "kind")?,
        section: text(item, "section"),
        at: time(item.get("at"))?,
        visibility: without.own(),
        follow_up: item.get("come_back").and_then(Value::as_bool) == Some(true),
        values: values(item),
        to_confirm: to_confirm(item),
        struck: item.get("struck").and_then(|struck| {
            Some(Struck {
                at: time(struck.get("at"))?,
                reason: text(struck.as_object()?, "reason").unwrap_or_default(),
            })
        }),
        former: Vec::new(),
        hidden: None,
        without,
        names_another: BTreeSet::new(),
    })
}

fn values(item: &Values) -> Values {
    let values = item.get("values").and_then(Value::as_object);
    values.cloned().unwrap_or_default()
}

fn to_confirm(item: &Values) -> BTreeMap<String, String> {
    let answers = item.get("to_confirm").and_then(Value::as_object);
    let answers = answers.into_iter().flatten();
    answers
        .filter_map(|(name, typed)| Some((name.clone(), typed.as_str()?.to_owned())))
        .collect()
}
