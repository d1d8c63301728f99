//! Carries the records of last time into the new meeting, one after another, under new ids and with the visibility they
//! had.

use super::{of_a_person, put};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{
    action, child, childs_view, core_group, core_group_due, date, decision, details, past_decision,
    past_scale, person, promise, scale, telling_due, what_if,
};
use crate::domain::record::{Body, KINDS, Kind, Record, Values, is_open_to_all, is_unborn};
use crate::domain::rules::check_in::is_told_by_check_in;
use crate::domain::rules::contradictions::decision_for;
use crate::domain::rules::deadlines::{conference_day, is_core_group};
use crate::domain::visibility::Visibility;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Work in hand: the ids given so far, and what has been made.
pub(super) struct Carrying<'a> {
    last: &'a Meeting,
    ids: HashMap<String, String>,
    made: HashMap<&'static str, usize>,
    pub(super) known_events: Vec<KnownEvent>,
}

type Pairs = &'static [(&'static Field, &'static Field)];

impl<'a> Carrying<'a> {
    pub(super) fn of(last: &'a Meeting) -> Carrying<'a> {
        let mut carrying = Carrying {
            last,
            ids: HashMap::new(),
            made: HashMap::new(),
            known_events: Vec::new(),
        };
        // All the ids first: a child's social worker is a person who comes later.
        let standing = KINDS.iter().filter(|kind| kind.stands_until_changed);
        let first = [&child::KIND, &person::KIND];
        for kind in first.into_iter().chain(standing.copied()) {
            let prefix = kind.prefix;
            for (place, record) in last.records(kind).enumerate() {
                let id = format!("{prefix}{}", place + 1);
                carrying.ids.insert(record.id.clone(), id);
            }
        }
        carrying
    }

    /// The lasting details, and which conference came before: without it nobody could tell by when this one had to be
    /// held. A core group is no conference: it passes on the one before it.
    pub(super) fn details(&mut self) {
        let last = self.last;
        let details = last.details();
        let mut body = details.map_or_else(Body::default, empty);
        let is_conference = details::PREVIOUS_KIND
            .answer
            .choices()
            .iter()
            .any(|known| known.code == last.agenda().kind);
        let mut fields = details::KIND.lasting();
        if !is_conference {
            fields.extend([&details::PREVIOUS_ON, &details::PREVIOUS_KIND]);
        }
        for field in fields {
            if let Some(details) = details {
                self.answer(details, (field, field), &mut body);
            }
        }
        if let Some(day) = conference_day(last).filter(|_| is_conference) {
            put(&mut body.values, &details::PREVIOUS_ON, &day.to_string());
            put(
                &mut body.values,
                &details::PREVIOUS_KIND,
                &last.agenda().kind,
            );
        }
        if !body.values.is_empty() || !body.to_confirm.is_empty() {
            self.record(&details::KIND, body);
        }
    }

    pub(super) fn children_and_people(&mut self) {
        let last = self.last;
        let fields = child::KIND.lasting();
        for child in last.records(&child::KIND) {
            self.copy(&child::KIND, child, &fields);
        }
        for person in last.records(&person::KIND) {
            self.copy(&person::KIND, person, &of_a_person(person));
        }
    }

    /// What stands until somebody changes it, as it stood.
    pub(super) fn standing(&mut self) {
        let last = self.last;
        for kind in KINDS.iter().filter(|kind| kind.stands_until_changed) {
            let fields = kind.lasting();
            for record in last.records(kind) {
                self.copy(kind, record, &fields);
            }
        }
    }

    /// The plan as it stood, first the actions, then the what-ifs, numbered from 1.
    pub(super) fn plan(&mut self) {
        const ACTION: Pairs = &[
            (&action::ACTION, &promise::PROMISE),
            (&action::WHO, &promise::WHO),
            (&action::WHO_ELSE, &promise::WHO_ELSE),
            (&action::BY_WHEN, &promise::BY_WHEN),
            (&action::CHILDREN, &promise::CHILDREN),
            (&action::OUTCOME, &promise::OUTCOME),
            (&action::MEASURE, &promise::MEASURE),
            (&action::HOW_OFTEN, &promise::HOW_OFTEN),
            (&action::CHECKED_BY, &promise::CHECKED_BY),
            (&action::LED_BY, &promise::LED_BY),
            (&action::HELPED_BY, &promise::HELPED_BY),
        ];
        const WHAT_IF: Pairs = &[
            (&what_if::IF, &promise::IF),
            (&what_if::THEN, &promise::PROMISE),
            (&what_if::WHO, &promise::WHO),
            (&what_if::WHO_ELSE, &promise::WHO_ELSE),
            (&what_if::CHILDREN, &promise::CHILDREN),
        ];
        let last = self.last;
        let mut number = 0;
        for (kind, pairs) in [(&action::KIND, ACTION), (&what_if::KIND, WHAT_IF)] {
            for row in last.records(kind) {
                if row.text(&action::STATUS) == "no_longer_needed" {
                    continue;
                }
                number += 1;
                let mut body = self.body(row, pairs);
                put(&mut body.values, &promise::NUMBER, &number.to_string());
                if row.is_a(&what_if::KIND) && !body.values.contains_key(promise::PROMISE.name) {
                    put(&mut body.values, &promise::PROMISE, row.text(&what_if::IF));
                }
                self.make(&promise::KIND, row, body);
            }
        }
    }

    /// The children for whom something was decided, or whom somebody was to tell, with no record that they were told.
    /// Who was to do it is copied only where everybody may read it there.
    pub(super) fn tellings(&mut self) {
        let last = self.last;
        let met = conference_day(last);
        for child in last
            .children()
            .filter(|child| !is_unborn(|field| child.text(field)))
        {
            if is_told_by_check_in(last, child, met) {
                continue;
            }
            let views = || {
                let all = last.records(&childs_view::KIND);
                all.filter(|view| view.text(&childs_view::CHILD) == child.id)
            };
            let is_settled = |view: &&Record| {
                [&childs_view::TOLD_BY, &childs_view::TELL_BY]
                    .iter()
                    .any(|it| !view.text(it).is_empty())
            };
            let decided = last
                .records(&decision::KIND)
                .find(|decision| decision.text(&decision::CHILD) == child.id);
            let Some(source) = views().find(is_settled).or(decided) else {
                continue;
            };
            let mut body = empty(child);
            if let Some(id) = self.ids.get(&child.id) {
                put(&mut body.values, &telling_due::CHILD, id);
            }
            let open = views().filter(|view| is_open_to_all(view));
            let mut open = open.filter(is_settled);
            if let Some(view) = open.next() {
                for pair in [
                    (&childs_view::TOLD_BY, &telling_due::TOLD_BY),
                    (&childs_view::TELL_BY, &telling_due::DUE),
                ] {
                    self.answer(view, pair, &mut body);
                }
            }
            self.make(&telling_due::KIND, source, body);
        }
    }

    pub(super) fn decisions(&mut self) {
        const PAIRS: Pairs = &[
            (&decision::CHILD, &past_decision::CHILD),
            (&decision::DECISION, &past_decision::DECISION),
            (&decision::CATEGORY, &past_decision::CATEGORY),
            (&decision::REASONS, &past_decision::REASONS),
        ];
        let last = self.last;
        for decision in last.records(&decision::KIND) {
            // A second decision that was never confirmed is none.
            let holds = decision_for(last, decision.text(&decision::CHILD));
            if holds.is_some_and(|holds| holds.id != decision.id) {
                continue;
            }
            let mut body = self.body(decision, PAIRS);
            put(&mut body.values, &past_decision::ON, &day(decision));
            self.make(&past_decision::KIND, decision, body);
        }
    }

    pub(super) fn scales(&mut self) {
        const PAIRS: Pairs = &[
            (&scale::SCALE, &past_scale::SCALE),
            (&scale::GIVEN_BY, &past_scale::GIVEN_BY),
            (&scale::SCORE, &past_scale::SCORE),
            (&scale::CHILD, &past_scale::CHILD),
            (&scale::REASON, &past_scale::REASON),
            (&scale::QUESTION, &past_scale::QUESTION),
            (&scale::FROM, &past_scale::FROM),
            (&scale::TO, &past_scale::TO),
            (&scale::LOW, &past_scale::LOW),
            (&scale::HIGH, &past_scale::HIGH),
        ];
        let last = self.last;
        for score in last.records(&scale::KIND) {
            let mut body = self.body(score, PAIRS);
            put(&mut body.values, &past_scale::ON, &day(score));
            self.make(&past_scale::KIND, score, body);
        }
    }

    /// Core groups that were set, as dates of that name or in a record of the core group itself; each day once.
    pub(super) fn core_groups(&mut self) {
        let last = self.last;
        let mut days: Vec<String> = Vec::new();
        for date in last.records(&date::KIND) {
            if !is_core_group(date.text(&date::WHAT), last.agenda()) {
                continue;
            }
            days.push(date.text(&date::ON).to_owned());
            let body = self.body(
                date,
                &[
                    (&date::WHAT, &core_group_due::WHAT),
                    (&date::ON, &core_group_due::DUE),
                ],
            );
            self.make(&core_group_due::KIND, date, body);
        }
        for group in last.records(&core_group::KIND) {
            for (what, due) in days_of(group) {
                if days.contains(&due) {
                    continue;
                }
                let mut body = self.body(group, &[]);
                put(
                    &mut body.values,
                    &core_group_due::WHAT,
                    &format!("Core group: {what}"),
                );
                put(&mut body.values, &core_group_due::DUE, &due);
                days.push(due);
                self.make(&core_group_due::KIND, group, body);
            }
        }
    }

    fn copy(&mut self, to: &'static Kind, record: &Record, fields: &[&Field]) {
        let mut body = empty(record);
        for field in fields {
            self.answer(record, (field, field), &mut body);
        }
        self.record(to, body);
    }

    fn body(&self, record: &Record, pairs: Pairs) -> Body {
        let mut body = empty(record);
        for pair in pairs {
            self.answer(record, *pair, &mut body);
        }
        body
    }

    fn answer(&self, record: &Record, (from, to): (&Field, &Field), body: &mut Body) {
        // What somebody was not to hear does not come into the open by a review: it stays in the minutes of last time.
        if record.keeps_back(from.name) {
            return;
        }
        if let Some(value) = record.get(from) {
            let is_named = matches!(from.answer, Answer::RecordOf(_)) || from.answer.names_people();
            let value = if is_named {
                self.somebody(value)
            } else {
                Some(value.clone())
            };
            if let Some(value) = value {
                body.values.insert(to.name.to_owned(), value);
            }
        }
        if let Some(typed) = record.unread(from) {
            body.to_confirm.insert(to.name.to_owned(), typed.to_owned());
        }
    }

    /// The same people and children under their new ids; anyone struck out is left out.
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

    fn make(&mut self, to: &'static Kind, source: &Record, mut body: Body) {
        put(&mut body.values, &promise::FROM_MEETING, self.last.id());
        put(&mut body.values, &promise::FROM_RECORD, &source.id);
        self.record(to, body);
    }

    fn record(&mut self, to: &'static Kind, body: Body) {
        let made = self.made.entry(to.id).or_default();
        *made += 1;
        let prefix = to.prefix;
        self.known_events.push(KnownEvent::Recorded {
            id: format!("{prefix}{made}"),
            record: to.id.to_owned(),
            section: None,
            body,
        });
    }
}

/// A body without answers, as visible as the record it comes from: anything not open to everybody is restricted.
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
