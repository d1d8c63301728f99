//! Who may read a record, where each reader has a copy of their own (decision 34): everybody, everybody but some, those who
//! read the full record, or nobody can tell yet.

use super::{Body, Record, Ruling, WHO_MAY_READ, is_restricted_by_rule};
use crate::domain::visibility::Visibility;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whom a record is not for. Everybody else who gets a copy may read it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NotFor {
    /// People and children (ids).
    pub people: BTreeSet<String>,
    /// Who says so (id); empty until it is asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl NotFor {
    pub fn these(people: impl IntoIterator<Item = String>) -> NotFor {
        NotFor {
            people: people.into_iter().collect(),
            ..NotFor::default()
        }
    }

    /// Somebody has decided it, and said why in words.
    pub fn is_decided(by: &str, why: &str) -> bool {
        !by.is_empty() && why.chars().any(char::is_alphanumeric)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    Everyone,
    /// Everybody but these (ids).
    Not(BTreeSet<String>),
    /// Those who read the full record.
    FullRecord,
    /// The Chair has to decide whether these may read what was said without them. Until then it is in no copy, and
    /// theirs cannot be made.
    Undecided(BTreeSet<String>),
}

impl Audience {
    pub fn admits(&self, reader: &str) -> bool {
        match self {
            Audience::Everyone => true,
            Audience::Not(people) => !people.contains(reader),
            Audience::FullRecord | Audience::Undecided(_) => false,
        }
    }
}

impl Body {
    /// Whom it is not for, where its visibility says that there is somebody.
    pub fn who_it_is_not_for(&self) -> Option<&NotFor> {
        let named = self.not_for.as_deref();
        named.filter(|not_for| {
            self.visibility == Visibility::NotForSome && !not_for.people.is_empty()
        })
    }

    pub fn restrict(&mut self) {
        self.visibility = Visibility::Restricted;
        self.not_for = None;
    }

    /// It is not for these, either. What is restricted stays so.
    pub fn keep_from(&mut self, not_for: &NotFor) {
        // Named or not, whoever it is kept from stays so.
        let is_for_nobody =
            self.visibility == Visibility::NotForSome && self.who_it_is_not_for().is_none();
        match self.visibility {
            Visibility::Restricted => {}
            _ if is_for_nobody => self.restrict(),
            Visibility::Everyone => {
                self.visibility = Visibility::NotForSome;
                self.not_for = Some(Box::new(not_for.clone()));
            }
            Visibility::NotForSome => {
                let known = self.not_for.get_or_insert_default();
                known.people.extend(not_for.people.iter().cloned());
                for (old, new) in [(&mut known.by, &not_for.by), (&mut known.why, &not_for.why)] {
                    if !new.is_empty() {
                        old.clone_from(new);
                    }
                }
            }
        }
    }

    /// It is decided that it is not for these: what was restricted only until somebody decides is so no longer.
    pub fn is_decided_not_for(&mut self, not_for: &NotFor) {
        if self.to_confirm.remove(WHO_MAY_READ).is_some()
            && self.visibility == Visibility::Restricted
        {
            self.visibility = Visibility::Everyone;
        }
        self.keep_from(not_for);
    }

    /// What is marked so becomes at least as closed as this one: it never opens anything.
    pub fn close_as(&mut self, other: &Body) {
        match other.visibility {
            Visibility::Everyone => {}
            Visibility::Restricted => self.restrict(),
            Visibility::NotForSome => match other.who_it_is_not_for() {
                Some(not_for) => self.keep_from(not_for),
                None => self.restrict(),
            },
        }
    }
}

impl Record {
    /// Who may read it. `without`: those who were excluded while it was said or changed (ids), if anybody was.
    pub fn audience(&self, without: &[&str]) -> Audience {
        let own = self.own_visibility();
        let ruling = self.without.ruling.as_ref();
        match self.kind() {
            Some(kind) if !is_restricted_by_rule(kind, self) => {}
            _ => return Audience::FullRecord,
        }
        audience(own, self.own_not_for(), without, ruling)
    }
}

/// The same from what a file says: the record's own mark, whom it was said without, and what the Chair decided.
pub fn audience(
    own: Visibility,
    not_for: Option<&NotFor>,
    without: &[&str],
    ruling: Option<&Ruling>,
) -> Audience {
    let mut people = match (own, not_for) {
        (Visibility::Everyone, _) => BTreeSet::new(),
        (Visibility::NotForSome, Some(not_for)) => not_for.people.clone(),
        _ => return Audience::FullRecord,
    };
    let excluded = || without.iter().map(|id| (*id).to_owned());
    match ruling {
        _ if without.is_empty() => {}
        None => return Audience::Undecided(excluded().collect()),
        Some(ruling) if ruling.open => {}
        Some(ruling) if ruling.not_for_them => people.extend(excluded()),
        Some(_) => return Audience::FullRecord,
    }
    match people.is_empty() {
        true => Audience::Everyone,
        false => Audience::Not(people),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn body(visibility: Visibility, people: &[&str]) -> Body {
        Body {
            visibility,
            not_for: (!people.is_empty()).then(|| Box::new(NotFor::these(ids(people)))),
            ..Body::default()
        }
    }

    #[test]
    fn closing_as_another_never_opens_anything() {
        use Visibility::{Everyone, NotForSome, Restricted};
        let each = [
            body(Everyone, &[]),
            body(NotForSome, &["p1"]),
            body(NotForSome, &["p2"]),
            body(NotForSome, &[]),
            body(Restricted, &[]),
        ];
        let audience_of =
            |body: &Body| audience(body.visibility, body.who_it_is_not_for(), &[], None);
        for one in &each {
            for other in &each {
                let mut both = one.clone();
                both.close_as(other);
                for reader in ["p1", "p2", "p3"] {
                    let may = audience_of(one).admits(reader) && audience_of(other).admits(reader);
                    assert_eq!(
                        audience_of(&both).admits(reader),
                        may,
                        "{one:?} {other:?} {reader}"
                    );
                }
            }
        }
    }

    #[test]
    fn nobody_reads_what_is_not_for_somebody_who_is_not_named() {
        let unnamed = body(Visibility::NotForSome, &[]);
        let who = audience(unnamed.visibility, unnamed.who_it_is_not_for(), &[], None);
        assert_eq!(who, Audience::FullRecord);
    }

    #[test]
    fn what_was_said_without_somebody_waits_for_the_chair() {
        let everyone = Visibility::Everyone;
        let by = |open, not_for_them| Ruling {
            open,
            not_for_them,
            ..Ruling::default()
        };
        let of = |ruling: Option<&Ruling>| audience(everyone, None, &["p2"], ruling);
        assert_eq!(of(None), Audience::Undecided(ids(&["p2"])));
        assert_eq!(of(Some(&by(true, false))), Audience::Everyone);
        assert_eq!(of(Some(&by(false, true))), Audience::Not(ids(&["p2"])));
        assert_eq!(of(Some(&by(false, false))), Audience::FullRecord);
    }
}
