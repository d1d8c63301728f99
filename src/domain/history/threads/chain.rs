//! The meetings of one family in order of time: each review says from which meeting it began.

use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::{Link, OpenMinutes, RestrictedPart};
use crate::domain::visibility::Restricted;
use std::collections::{HashMap, HashSet};

/// The ids of the meetings that belong with one: those it goes back to, and all that go back to one of them, oldest
/// first. Two reviews of one meeting are both there. A cycle of links ends.
pub fn ids_of_chain(start: &str, links: &[Link]) -> Vec<String> {
    let of = |id: &str| links.iter().find(|link| !id.is_empty() && link.id == id);
    let mut found: HashSet<&str> = HashSet::new();
    let mut here = of(start);
    while let Some(link) = here {
        if !found.insert(&link.id) {
            break;
        }
        here = of(&link.review_of);
    }
    loop {
        let before = found.len();
        for link in links.iter().filter(|link| !link.id.is_empty()) {
            if !link.review_of.is_empty() && found.contains(link.review_of.as_str()) {
                found.insert(&link.id);
            }
        }
        if found.len() == before {
            break;
        }
    }
    let mut chain: Vec<&Link> = links
        .iter()
        .filter(|link| found.contains(link.id.as_str()))
        .collect();
    chain.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
    // A copied folder contains the same meeting again.
    chain.dedup_by(|a, b| a.id == b.id);
    chain.into_iter().map(|link| link.id.clone()).collect()
}

/// The meetings of one family as one reader may see them, the oldest first.
pub struct Chain<'a> {
    pub(super) readings: Vec<ReaderView<'a>>,
    /// The restricted parts are in it.
    pub(super) is_full: bool,
}

impl<'a> Chain<'a> {
    pub fn open(meetings: impl IntoIterator<Item = &'a OpenMinutes>) -> Chain<'a> {
        Chain {
            readings: meetings.into_iter().map(ReaderView::open).collect(),
            is_full: false,
        }
    }

    /// For readers of the full record. A meeting whose restricted part they cannot read is included without it.
    pub fn full(
        meetings: impl IntoIterator<Item = (&'a OpenMinutes, Option<&'a Restricted<RestrictedPart>>)>,
    ) -> Chain<'a> {
        let readings = meetings.into_iter().map(|(minutes, part)| match part {
            Some(part) => ReaderView::full(minutes, part),
            None => ReaderView::open(minutes),
        });
        Chain {
            readings: readings.collect(),
            is_full: true,
        }
    }

    pub(super) fn meeting(&self, id: &str) -> Option<(usize, &ReaderView<'a>)> {
        let mut all = self.readings.iter().enumerate();
        all.find(|(_, reading)| reading.minutes.header().id == id)
    }

    pub(super) fn after(&self) -> HashMap<&str, Vec<&ReaderView<'a>>> {
        let mut after: HashMap<&str, Vec<&ReaderView<'a>>> = HashMap::new();
        for reading in &self.readings {
            let before = reading.minutes.header().review_of.0.as_str();
            if !before.is_empty() {
                after.entry(before).or_default().push(reading);
            }
        }
        after
    }

    /// The language of the newest.
    pub(super) fn language(&self) -> String {
        let newest = self.readings.last();
        newest.map_or_else(String::new, |reading| {
            reading.minutes.header().language.clone()
        })
    }

    pub(super) fn made_up(&self) -> bool {
        self.readings
            .iter()
            .any(|reading| reading.minutes.header().made_up)
    }
}
