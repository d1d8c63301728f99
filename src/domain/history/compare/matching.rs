//! Which record of the later minutes corresponds to which of the earlier ones: within one meeting by its id; from one
//! meeting to the next by the links that a review keeps, otherwise by what tells records of its kind apart.

use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{action, child, person, promise};
use crate::domain::record::{Identity, KINDS, Key, Kind, kind};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

pub(super) struct Matching<'a> {
    pub(super) earlier: &'a ReaderView<'a>,
    pub(super) later: &'a ReaderView<'a>,
    pub(super) same_meeting: bool,
    /// People and children: ids there to ids here.
    ids: HashMap<&'a str, &'a str>,
}

pub(super) enum Pair<'a> {
    Both(&'a RecordView, &'a RecordView),
    Added(&'a RecordView),
    TakenAway(&'a RecordView),
}

fn somebody() -> impl Iterator<Item = &'static Kind> {
    let all = KINDS.iter().copied();
    all.filter(|kind| kind.is_somebody())
}

fn carried_as(of: &str) -> &str {
    let carried = kind(of).and_then(|kind| kind.carried_as);
    carried.map_or(of, |kind| kind.id)
}

impl<'a> Matching<'a> {
    pub(super) fn of(earlier: &'a ReaderView<'a>, later: &'a ReaderView<'a>) -> Matching<'a> {
        let same_meeting = earlier.minutes.header().id == later.minutes.header().id;
        let mut matching = Matching {
            earlier,
            later,
            same_meeting,
            ids: HashMap::new(),
        };
        for of in somebody() {
            let same = |one: &RecordView, two: &RecordView, field: &Field| {
                !one.text(field).is_empty()
                    && one.text(field).to_lowercase() == two.text(field).to_lowercase()
            };
            for one in earlier.holding(of) {
                let all = || later.holding(of);
                let found = if same_meeting {
                    all().find(|two| two.id == one.id)
                } else {
                    let by = |field: &Field| all().find(|two| same(one, two, field));
                    by(&person::INITIALS)
                        .or_else(|| by(&child::CODE))
                        .or_else(|| by(&person::NAME))
                };
                if let Some(two) = found {
                    matching.ids.insert(&one.id, &two.id);
                }
            }
        }
        matching
    }

    /// The records of one kind, in the order of the later minutes; those that were taken away last.
    pub(super) fn pairs(&self, of: &str) -> Vec<Pair<'a>> {
        if self.same_meeting {
            self.by_id(of)
        } else {
            self.by_what_they_are(of)
        }
    }

    fn by_id(&self, of: &str) -> Vec<Pair<'a>> {
        let mut pairs = Vec::new();
        let (earlier, later) = (all(self.earlier, of), all(self.later, of));
        let same = |in_these: &[&'a RecordView], id: &str| {
            in_these.iter().copied().find(|seen| seen.id == id)
        };
        for two in &later {
            let one = same(&earlier, &two.id);
            match one {
                // Where one side shows only that there is a record, this reader must not see the other side's words.
                _ if two.status == RecordStatus::Hidden => {}
                Some(one) if one.status == RecordStatus::Hidden => {}
                Some(one) if one.holds() && two.holds() => pairs.push(Pair::Both(one, two)),
                Some(one) if one.holds() => pairs.push(Pair::TakenAway(two)),
                Some(_) | None if two.holds() => pairs.push(Pair::Added(two)),
                // Struck out earlier, or both made and struck out in between.
                Some(_) | None => {}
            }
        }
        let gone = earlier.iter().filter(|one| same(&later, &one.id).is_none());
        pairs.extend(
            gone.filter(|one| one.holds())
                .map(|one| Pair::TakenAway(one)),
        );
        pairs
    }

    fn by_what_they_are(&self, of: &str) -> Vec<Pair<'a>> {
        let mut free: Vec<&'a RecordView> = all(self.earlier, of);
        free.retain(|seen| seen.holds());
        let mut take = |wanted: &dyn Fn(&RecordView) -> bool| {
            let place = free.iter().position(|seen| wanted(seen))?;
            Some(free.remove(place))
        };
        let later: Vec<&'a RecordView> = all(self.later, of)
            .into_iter()
            .filter(|seen| seen.holds())
            .collect();
        // Links first, so that no other record with the same words takes the place of a linked one.
        let mut found: Vec<Option<&'a RecordView>> = later
            .iter()
            .map(|two| {
                let link = self.link_of(two)?;
                take(&|one| one.id == link)
            })
            .collect();
        for (two, found) in later.iter().zip(&mut found) {
            if found.is_none()
                && let Some(key) = key(two, self.later, &|id| Some(id.to_owned()))
            {
                let same_key = |one: &RecordView| key_of_earlier(self, one).as_ref() == Some(&key);
                *found = take(&same_key);
            }
        }
        let pairs = later.into_iter().zip(found);
        let mut pairs: Vec<Pair<'a>> = pairs
            .map(|(two, one)| one.map_or(Pair::Added(two), |one| Pair::Both(one, two)))
            .collect();
        pairs.extend(
            free.into_iter()
                .filter(|one| !self.may_be_hidden(one))
                .map(Pair::TakenAway),
        );
        pairs
    }

    /// The id, in the earlier meeting, of the row of the plan that this one goes on with.
    fn link_of(&self, two: &RecordView) -> Option<String> {
        let promise = self.later.record(two.text(&action::FOLLOWS))?;
        (promise.text(&promise::FROM_MEETING) == self.earlier.minutes.header().id)
            .then(|| promise.text(&promise::FROM_RECORD).to_owned())
    }

    /// The promise that the later meeting made of a row of the earlier plan.
    pub(super) fn promise_of(&self, one: &RecordView) -> Option<&'a RecordView> {
        let meeting = &self.earlier.minutes.header().id;
        self.later.holding(&promise::KIND).find(|promise| {
            promise.text(&promise::FROM_MEETING) == meeting
                && promise.text(&promise::FROM_RECORD) == one.id
        })
    }

    /// Whether whatever became of an earlier record may be hidden from this reader.
    fn may_be_hidden(&self, one: &RecordView) -> bool {
        let hidden = |of: &str| {
            let mut all = self.later.records.iter();
            all.any(|seen| seen.kind == of && seen.status == RecordStatus::Hidden)
        };
        hidden(&one.kind)
            || (hidden(carried_as(&one.kind)) && self.promise_of(one).is_none())
            || (people_of(one).iter().any(|id| self.id_there(id).is_none())
                && somebody().any(|kind| hidden(kind.id)))
    }

    /// Whether one of the two answers names somebody who is kept back on that side: next to the name on the other side,
    /// it would reveal who that is.
    pub(super) fn names_somebody_hidden(&self, one: Option<&Value>, two: Option<&Value>) -> bool {
        let (one, two) = (ids_in(one), ids_in(two));
        one.into_iter().any(|id| self.earlier.keeps_back(id))
            || two.into_iter().any(|id| self.later.keeps_back(id))
    }

    fn id_there(&self, id: &str) -> Option<String> {
        match id {
            "all" | "minute_taker" => Some(id.to_owned()),
            _ => self.ids.get(id).map(|id| (*id).to_owned()),
        }
    }

    /// Whether two answers mean the same: people and children by who they are, not by their ids.
    pub(super) fn is_same(&self, answer: Answer, one: &Value, two: &Value) -> bool {
        match (answer, one, two) {
            (
                Answer::Person | Answer::Child | Answer::Speaker,
                Value::String(one),
                Value::String(two),
            ) => self.id_there(one).as_ref() == Some(two),
            (Answer::Children | Answer::People, Value::Array(one), Value::Array(two)) => {
                let one: Option<BTreeSet<String>> =
                    one.iter().map(|id| self.id_there(id.as_str()?)).collect();
                let two = two
                    .iter()
                    .map(|id| id.as_str().map(str::to_owned))
                    .collect();
                one == two
            }
            _ => one == two,
        }
    }
}

fn ids_in(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(id)) => vec![id.as_str()],
        Some(Value::Array(ids)) => ids.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn people_of(seen: &RecordView) -> Vec<&str> {
    let fields = seen.kind().map_or(&[][..], |kind| kind.fields);
    let fields = fields.iter().filter(|field| field.answer.names_people());
    fields
        .flat_map(|field| ids_in(seen.values.get(field.name)))
        .collect()
}

fn all<'a>(reading: &'a ReaderView<'_>, of: &str) -> Vec<&'a RecordView> {
    let details = reading.details.iter();
    let all = reading.records.iter().chain(details);
    all.filter(|seen| seen.kind == of).collect()
}

fn key_of_earlier(matching: &Matching<'_>, one: &RecordView) -> Option<String> {
    key(one, matching.earlier, &|id| matching.id_there(id))
}

/// What tells a record apart from the others of its kind: the fields that its kind names, or its lead words.
/// `there` gives the id that somebody has in the later minutes.
fn key(
    seen: &RecordView,
    reading: &ReaderView<'_>,
    there: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let kind = kind(&seen.kind)?;
    let lead = kind.lead_field();
    let fields: &[&Field] = match (kind.identity, kind.key) {
        (Identity::Somebody, _) => return there(&seen.id),
        (Identity::Fields(fields), _) | (Identity::Key, Key::Fields(fields)) => fields,
        (Identity::Key, Key::OneForTheMeeting) => &[],
        (Identity::Key, Key::EachIsNew) => lead.as_slice(),
    };
    if fields.is_empty() && !matches!(kind.key, Key::OneForTheMeeting) {
        return None;
    }
    let parts = fields
        .iter()
        .map(|field| match (field.answer, seen.values.get(field.name)) {
            (Answer::Person | Answer::Child | Answer::Speaker, Some(Value::String(id))) => {
                there(id)
            }
            (_, Some(_)) => Some(reading.words(seen, field).trim().to_lowercase()),
            (_, None) => Some(String::new()),
        });
    let parts: Option<Vec<String>> = parts.collect();
    parts.map(|parts| parts.join("\u{1f}"))
}
