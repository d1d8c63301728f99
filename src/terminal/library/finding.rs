//! Words in all past minutes: from the index, and from the files of the meetings that the index does not have as they
//! are. Every hit is compared once more with what was asked, and every meeting's rights are looked at anew.

use super::{Library, UpToDate, one_meeting};
use crate::domain::library::{Card, Passage, Query, marks};
use crate::store::disk::RealDisk;
use crate::store::index::{Candidates, Reader, Rescued, Stamp};
use crate::store::places::{MeetingFolder, MeetingId};
use std::collections::HashSet;
use std::ops::Range;

/// What was found, newest meeting first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// The meetings that have it.
    pub meetings: Vec<FoundMeeting>,
    /// There is more than was asked for.
    pub more: bool,
}

/// A meeting in which it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundMeeting {
    /// Which.
    pub card: Card,
    /// Where in it, in the order of the meeting.
    pub hits: Vec<Hit>,
}

/// A passage that has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// Where in its text, in bytes.
    pub marks: Vec<Range<usize>>,
}

impl Findings {
    /// How many passages.
    pub fn hits(&self) -> usize {
        self.meetings.iter().map(|meeting| meeting.hits.len()).sum()
    }
}

impl Library {
    /// Finds at most `limit` passages: newest meeting first, of the same minute by id, in a meeting in its order.
    /// `up_to_date` is what [`Library::upkeep`] came to; without it the index is taken as it is, and only the meetings
    /// that have hits are looked at.
    pub fn find(&self, query: &Query, limit: usize, up_to_date: Option<&UpToDate>) -> Findings {
        let reader = match up_to_date {
            Some(up_to_date) => self.reader_of(up_to_date),
            None => self.index.as_deref().and_then(Reader::open),
        };
        let everything = || self.folders();
        let mut to_read: Vec<MeetingFolder> = match (&reader, up_to_date) {
            (Some(_), Some(up_to_date)) => up_to_date.stale.clone(),
            (Some(_), None) => Vec::new(),
            (None, _) => everything(),
        };
        let mut found = Vec::new();
        let mut more = false;
        if let Some(reader) = reader {
            match self.in_index(&reader, query, limit, &mut to_read) {
                Ok(candidates) => {
                    more = candidates.more;
                    found.extend(candidates.meetings.into_iter().filter_map(
                        |(listed, passages)| in_passages(query, listed.card, passages),
                    ));
                }
                // Damaged, or busy for too long: the files have everything.
                Err(()) => {
                    found.clear();
                    to_read = everything();
                }
            }
        }
        found.extend(self.in_files(query, &to_read));
        let mut findings = Findings {
            meetings: found,
            more,
        };
        cut(&mut findings, limit);
        findings
    }

    /// From the index. Meetings whose files are not as they were put in are added to `to_read`.
    fn in_index(
        &self,
        reader: &Reader,
        query: &Query,
        limit: usize,
        to_read: &mut Vec<MeetingFolder>,
    ) -> Result<Candidates, ()> {
        let rescued = Rescued::of(&self.places);
        let mut apart: HashSet<MeetingId> =
            to_read.iter().map(|folder| folder.id.clone()).collect();
        let trusts = |listed: &crate::store::index::Listed| {
            let Some(id) = MeetingId::parse(&listed.card.id) else {
                return false;
            };
            if apart.contains(&id) {
                return false;
            }
            let path = self.places.meetings().join(&listed.folder);
            let folder = MeetingFolder { id, path };
            let now = Stamp::look(&folder, &rescued, listed.stamp.as_ref());
            let is_same = listed.stamp.as_ref() == Some(&now);
            if !is_same {
                apart.insert(folder.id.clone());
                to_read.push(folder);
            }
            is_same
        };
        reader
            .find(query, limit, trusts, |passage| {
                marks(query, passage).is_some()
            })
            .map_err(|_| ())
    }

    fn in_files(&self, query: &Query, folders: &[MeetingFolder]) -> Vec<FoundMeeting> {
        if folders.is_empty() {
            return Vec::new();
        }
        let rescued = Rescued::of(&self.places);
        let found = folders.iter().filter_map(|folder| {
            let stamp = Stamp::look(folder, &rescued, None);
            let read = one_meeting::read(
                &self.places,
                &RealDisk,
                folder,
                &stamp,
                one_meeting::Wanted::Passages,
            );
            in_passages(query, read.card, read.passages)
        });
        found.collect()
    }
}

fn in_passages(query: &Query, card: Card, passages: Vec<Passage>) -> Option<FoundMeeting> {
    if !query.wants_day(card.at.map(|at| at.date_naive())) {
        return None;
    }
    let hits: Vec<Hit> = passages
        .into_iter()
        .filter_map(|passage| {
            let marks = marks(query, &passage)?;
            Some(Hit { passage, marks })
        })
        .collect();
    (!hits.is_empty()).then_some(FoundMeeting { card, hits })
}

/// The first `limit` of them, in an order that does not depend on where they were found.
fn cut(findings: &mut Findings, limit: usize) {
    let minute = |found: &FoundMeeting| {
        let at = found.card.at.map(|at| at.naive_local());
        at.map(|at| at.and_utc().timestamp().div_euclid(60))
    };
    findings.meetings.sort_by(|a, b| {
        minute(b)
            .cmp(&minute(a))
            .then_with(|| a.card.id.cmp(&b.card.id))
    });
    let mut left = limit;
    for meeting in &mut findings.meetings {
        if meeting.hits.len() > left {
            findings.more = true;
            meeting.hits.truncate(left);
        }
        left -= meeting.hits.len();
    }
    findings.meetings.retain(|meeting| !meeting.hits.is_empty());
}
