//! One record of last time after the other into the new meeting, under new ids and with the visibility it had.
//! Must not decide what is carried: `review.rs` does.

use super::{of_a_person, put};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::form::Answer;
use crate::domain::record::kinds::details::PREVIOUS_KIND;
use crate::domain::record::{Body, Record, Values, is_open_to_all, is_unborn, kind};
use crate::domain::rules::check_in::is_told_by_check_in;
use crate::domain::rules::deadlines::conference_day;
use crate::domain::visibility::Visibility;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Work in hand: the ids given so far, and what has been made.
pub(super) struct Carrying<'a> {
    last: &'a Meeting,
    /// Ids there to ids here, for people and children.
    ids: HashMap<String, String>,
    made: HashMap<&'static str, usize>,
    pub(super) known_events: Vec<KnownEvent>,
}

/// Fields by the name they had and the name they get.
type Pairs = &'static [(&'static str, &'static str)];

impl<'a> Carrying<'a> {
    pub(super) fn of(last: &'a Meeting) -> Carrying<'a> {
        let mut carrying = Carrying {
            last,
            ids: HashMap::new(),
            made: HashMap::new(),
            known_events: Vec::new(),
        };
        // First all the ids: a child's social worker is a person that comes later.
        for of in ["child", "person"] {
            let prefix = kind(of).map_or("x", |kind| kind.prefix);
            for (place, record) in last.records(of).enumerate() {
                let id = format!("{prefix}{}", place + 1);
                carrying.ids.insert(record.id.clone(), id);
            }
        }
        carrying
    }

    /// What lasts of the details, and which conference came before: without it nobody could tell by when this one
    /// had to be. A core group is no conference: it hands on the one before it.
    pub(super) fn details(&mut self) {
        let last = self.last;
        let details = last.details();
        let mut body = details.map_or_else(Body::default, empty);
        let is_conference = PREVIOUS_KIND
            .answer
            .choices()
            .iter()
            .any(|known| known.code == last.agenda().kind);
        let mut fields = vec!["reference", "venue", "interpreter"];
        if !is_conference {
            fields.extend(["previous_on", "previous_kind"]);
        }
        for name in fields {
            if let Some(details) = details {
                self.answer("details", details, (name, name), &mut body);
            }
        }
        if let Some(day) = conference_day(last).filter(|_| is_conference) {
            put(&mut body.values, "previous_on", &day.to_string());
            put(&mut body.values, "previous_kind", &last.agenda().kind);
        }
        if !body.values.is_empty() || !body.to_confirm.is_empty() {
            self.record("details", body);
        }
    }

    pub(super) fn children_and_people(&mut self) {
        let last = self.last;
        let fields = kind("child").map_or(&[][..], |kind| kind.fields);
        let fields: Vec<&'static str> = fields.iter().map(|field| field.name).collect();
        for child in last.records("child") {
            self.copy("child", child, &fields);
        }
        for person in last.records("person") {
            self.copy("person", person, &of_a_person(person));
        }
    }

    /// The plan as it stood, first the actions, then the what-ifs, numbered from 1.
    pub(super) fn plan(&mut self) {
        const ACTION: Pairs = &[
            ("action", "promise"),
            ("who", "who"),
            ("by_when", "by_when"),
            ("children", "children"),
            ("outcome", "outcome"),
            ("measure", "measure"),
        ];
        const WHAT_IF: Pairs = &[
            ("if", "if"),
            ("then", "promise"),
            ("who", "who"),
            ("children", "children"),
        ];
        let last = self.last;
        let mut number = 0;
        for (of, pairs) in [("action", ACTION), ("what_if", WHAT_IF)] {
            for row in last.records(of) {
                if row.text("status") == "no_longer_needed" {
                    continue;
                }
                number += 1;
                let mut body = self.body(of, row, pairs);
                put(&mut body.values, "number", &number.to_string());
                if of == "what_if" && !body.values.contains_key("promise") {
                    put(&mut body.values, "promise", row.text("if"));
                }
                self.make("promise", row, body);
            }
        }
    }

    /// The children for whom something was decided, or somebody was to tell it, and of whom nothing says that they were
    /// told. Who was to do it stands here only where everybody may read it there.
    pub(super) fn tellings(&mut self) {
        let last = self.last;
        let met = last.began_at().map(|at| at.date_naive());
        for child in last
            .children()
            .filter(|child| !is_unborn(|field| child.text(field)))
        {
            if is_told_by_check_in(last, child, met) {
                continue;
            }
            let views = || {
                let all = last.records("childs_view");
                all.filter(|view| view.text("child") == child.id)
            };
            let is_settled = |view: &&Record| {
                ["told_by", "tell_by"]
                    .iter()
                    .any(|it| !view.text(it).is_empty())
            };
            let decided = last
                .records("decision")
                .find(|decision| decision.text("child") == child.id);
            let Some(source) = views().find(is_settled).or(decided) else {
                continue;
            };
            let mut body = empty(child);
            if let Some(id) = self.ids.get(&child.id) {
                put(&mut body.values, "child", id);
            }
            let open = views().filter(|view| is_open_to_all(view));
            let mut open = open.filter(is_settled);
            if let Some(view) = open.next() {
                for pair in [("told_by", "told_by"), ("tell_by", "due")] {
                    self.answer("childs_view", view, pair, &mut body);
                }
            }
            self.make("telling_due", source, body);
        }
    }

    pub(super) fn decisions(&mut self) {
        const PAIRS: Pairs = &[
            ("child", "child"),
            ("decision", "decision"),
            ("category", "category"),
            ("reasons", "reasons"),
        ];
        let last = self.last;
        for decision in last.records("decision") {
            let mut body = self.body("decision", decision, PAIRS);
            put(&mut body.values, "on", &day(decision));
            self.make("past_decision", decision, body);
        }
    }

    pub(super) fn scales(&mut self) {
        const PAIRS: Pairs = &[
            ("scale", "scale"),
            ("given_by", "given_by"),
            ("score", "score"),
            ("child", "child"),
            ("reason", "reason"),
            ("question", "question"),
            ("from", "from"),
            ("to", "to"),
            ("low", "low"),
            ("high", "high"),
        ];
        let last = self.last;
        for score in last.records("scale") {
            let mut body = self.body("scale", score, PAIRS);
            put(&mut body.values, "on", &day(score));
            self.make("past_scale", score, body);
        }
    }

    /// Core groups that were set, as dates of that name or in a record of the core group itself; each day once.
    pub(super) fn core_groups(&mut self) {
        let last = self.last;
        let mut days: Vec<String> = Vec::new();
        for date in last.records("date") {
            if !date.text("what").to_lowercase().contains("core group") {
                continue;
            }
            days.push(date.text("on").to_owned());
            let body = self.body("date", date, &[("what", "what"), ("on", "due")]);
            self.make("core_group_due", date, body);
        }
        for group in last.records("core_group") {
            for (what, due) in days_of(group) {
                if days.contains(&due) {
                    continue;
                }
                let mut body = self.body("core_group", group, &[]);
                put(&mut body.values, "what", &format!("Core group: {what}"));
                put(&mut body.values, "due", &due);
                days.push(due);
                self.make("core_group_due", group, body);
            }
        }
    }

    fn copy(&mut self, to: &'static str, record: &Record, fields: &[&'static str]) {
        let mut body = empty(record);
        for name in fields {
            self.answer(&record.kind, record, (name, name), &mut body);
        }
        self.record(to, body);
    }

    fn body(&self, of: &str, record: &Record, pairs: Pairs) -> Body {
        let mut body = empty(record);
        for pair in pairs {
            self.answer(of, record, *pair, &mut body);
        }
        body
    }

    fn answer(&self, of: &str, record: &Record, (from, to): (&str, &str), body: &mut Body) {
        let field = kind(of).and_then(|kind| kind.field(from));
        if let Some(value) = record.values.get(from) {
            let names_somebody = field.is_some_and(|field| {
                matches!(
                    field.answer,
                    Answer::Person | Answer::Child | Answer::Children | Answer::Speaker
                )
            });
            let value = if names_somebody {
                self.somebody(value)
            } else {
                Some(value.clone())
            };
            if let Some(value) = value {
                body.values.insert(to.to_owned(), value);
            }
        }
        if let Some(typed) = record.to_confirm.get(from) {
            body.to_confirm.insert(to.to_owned(), typed.clone());
        }
    }

    /// The same people and children under their new ids; somebody who was struck out is left out.
    fn somebody(&self, value: &Value) -> Option<Value> {
        match value {
            Value::String(id) if id == "all" || id == "minute_taker" => Some(value.clone()),
            Value::String(id) => self.ids.get(id).map(|id| json!(id)),
            Value::Array(ids) => {
                let ids: Vec<Value> = ids.iter().filter_map(|id| self.somebody(id)).collect();
                (!ids.is_empty()).then_some(Value::Array(ids))
            }
            _ => None,
        }
    }

    fn make(&mut self, to: &'static str, source: &Record, mut body: Body) {
        put(&mut body.values, "from_meeting", self.last.id());
        put(&mut body.values, "from_record", &source.id);
        self.record(to, body);
    }

    fn record(&mut self, to: &'static str, body: Body) {
        let made = self.made.entry(to).or_default();
        *made += 1;
        let prefix = kind(to).map_or("x", |kind| kind.prefix);
        self.known_events.push(KnownEvent::Recorded {
            id: format!("{prefix}{made}"),
            record: to.to_owned(),
            section: None,
            body,
        });
    }
}

/// A body without answers, as visible as the record it comes from: what was not open to everybody is restricted.
fn empty(record: &Record) -> Body {
    let visibility = if is_open_to_all(record) {
        Visibility::Everyone
    } else {
        Visibility::Restricted
    };
    Body {
        visibility,
        ..Body::default()
    }
}

fn day(record: &Record) -> String {
    record.at.date_naive().to_string()
}

/// The dates of a record by the label of their fields.
fn days_of(record: &Record) -> Vec<(&'static str, String)> {
    let fields = record.kind().map_or(&[][..], |kind| kind.fields);
    let dates = fields
        .iter()
        .filter(|field| matches!(field.answer, Answer::Date));
    let answered = |values: &Values, name: &str| {
        let day = values.get(name).and_then(Value::as_str);
        day.map(str::to_owned)
    };
    dates
        .filter(|field| !field.restricted)
        .filter_map(|field| Some((field.label, answered(&record.values, field.name)?)))
        .collect()
}
