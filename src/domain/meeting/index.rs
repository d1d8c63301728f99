//! Finds records without looking at all of them: a long meeting has thousands, and every key redraws. Maintained by the
//! fold with each event.

use crate::domain::record::Record;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::contribution;
use std::collections::BTreeSet;

/// Places of records in the list of all records, which only grows.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// By kind. Searching a few kinds is faster than hashing them.
    kinds: Vec<(String, Vec<usize>)>,
    sections: Vec<Shelf>,
    catch_up: BTreeSet<usize>,
}

#[derive(Debug, Clone)]
struct Shelf {
    section: Option<String>,
    records: Vec<usize>,
    contributions: Vec<usize>,
    heard: Vec<(String, usize)>,
}

impl Index {
    pub(super) fn add(&mut self, place: usize, record: &Record) {
        match self.kinds.iter_mut().find(|(kind, _)| *kind == record.kind) {
            Some((_, places)) => places.push(place),
            None => self.kinds.push((record.kind.clone(), vec![place])),
        }
        self.on_shelf(record.section.as_deref(), |shelf| {
            shelf.records.push(place);
            if record.is_a(&contribution::KIND) {
                shelf.contributions.push(place);
            }
        });
        self.put(place, record);
    }

    pub(super) fn put(&mut self, place: usize, record: &Record) {
        if record.struck.is_some() {
            return;
        }
        if record.follow_up || !record.to_confirm.is_empty() {
            self.catch_up.insert(place);
        }
        for name in heard_by(record) {
            self.on_shelf(record.section.as_deref(), |shelf| {
                match shelf.heard.iter_mut().find(|(known, _)| known == name) {
                    Some((_, count)) => *count += 1,
                    None => shelf.heard.push((name.to_owned(), 1)),
                }
            });
        }
    }

    /// A record is about to change: removes what [`Index::put`] noted about it.
    pub(super) fn take(&mut self, place: usize, record: &Record) {
        if record.struck.is_some() {
            return;
        }
        self.catch_up.remove(&place);
        for name in heard_by(record) {
            self.on_shelf(record.section.as_deref(), |shelf| {
                let known = shelf.heard.iter_mut().find(|(known, _)| known == name);
                if let Some((_, count)) = known {
                    *count = count.saturating_sub(1);
                }
            });
        }
    }

    pub(super) fn of_kind(&self, kind: &str) -> &[usize] {
        let found = self.kinds.iter().find(|(known, _)| known == kind);
        found.map_or(&[], |(_, places)| places)
    }

    pub(super) fn in_section(&self, section: Option<&str>) -> &[usize] {
        self.found(section).map_or(&[], |shelf| &shelf.records)
    }

    pub(super) fn contributions_in(&self, section: Option<&str>) -> &[usize] {
        self.found(section)
            .map_or(&[], |shelf| &shelf.contributions)
    }

    /// The places of the records to be looked at again, in order.
    pub(super) fn catch_up(&self) -> &BTreeSet<usize> {
        &self.catch_up
    }

    pub(super) fn heard(&self, section: Option<&str>, name: &str) -> usize {
        let heard = self.found(section).map_or(&[][..], |shelf| &shelf.heard);
        heard
            .iter()
            .find(|(known, _)| known == name)
            .map_or(0, |(_, count)| *count)
    }

    fn found(&self, section: Option<&str>) -> Option<&Shelf> {
        self.sections
            .iter()
            .find(|shelf| shelf.section.as_deref() == section)
    }

    fn on_shelf(&mut self, section: Option<&str>, put: impl FnOnce(&mut Shelf)) {
        let known = self
            .sections
            .iter_mut()
            .find(|shelf| shelf.section.as_deref() == section);
        if let Some(shelf) = known {
            return put(shelf);
        }
        let mut shelf = Shelf {
            section: section.map(str::to_owned),
            records: Vec::new(),
            contributions: Vec::new(),
            heard: Vec::new(),
        };
        put(&mut shelf);
        self.sections.push(shelf);
    }
}

/// Whose voice a contribution is: who speaks, and for whom.
fn heard_by(record: &Record) -> impl Iterator<Item = &str> {
    let fields: &[&Field] = if record.is_a(&contribution::KIND) {
        &[&contribution::SPEAKER, &contribution::ON_BEHALF_OF]
    } else {
        &[]
    };
    fields
        .iter()
        .filter_map(|field| record.get(field)?.as_str())
        .chain(record.list(&contribution::SAID_WITH))
}
