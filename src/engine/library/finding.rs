//! Searching all past minutes: from the index, and from the files of meetings that are not indexed as they are now.
//! Every hit is compared with the query once more, and every meeting's rights are checked again.

use super::one_meeting::{self, Wanted};
use super::seals::Seals;
use super::{Library, UpToDate};
use crate::domain::search::{Findings, FoundMeeting, Query, Unshown, marks};
use crate::domain::text::sanitise::clean_line;
use crate::domain::visibility::Visibility;
use crate::store::disk::RealDisk;
use crate::store::index::{Candidates, Reader, Rescued, Stamp};
use crate::store::paths::{MeetingFolder, MeetingId};
use std::collections::HashSet;

impl Library {
    /// For somebody who may not be alone: passages of restricted parts only when the query says `seen:restricted`;
    /// otherwise they are counted, up to `limit`, and their words never leave this function.
    pub fn find_to_show(
        &self,
        query: &Query,
        limit: usize,
        up_to_date: Option<&UpToDate>,
    ) -> Findings {
        if query.says_what_is_seen() {
            return self.find(query, limit, up_to_date);
        }
        if !self.is_indexed() {
            // So that every file is read once, not twice.
            let mut findings = self.find(query, usize::MAX, up_to_date);
            findings.put_restricted_away();
            findings.cut(limit);
            return findings;
        }
        let open = query.seen_as(Visibility::Everyone);
        let mut findings = self.find(&open, limit, up_to_date);
        let restricted = query.seen_as(Visibility::Restricted);
        let restricted = self.find(&restricted, limit, up_to_date);
        findings.unshown = Unshown {
            passages: restricted.hits(),
            more: restricted.more,
        };
        findings
    }

    /// With an index, a search takes next to no time.
    pub fn is_indexed(&self) -> bool {
        self.index.as_deref().and_then(Reader::open).is_some()
    }

    pub fn count(&self) -> usize {
        self.folders().len()
    }

    /// At most `limit` passages: newest meeting first, at the same minute by id, within a meeting in its own order.
    /// `up_to_date` is the result of [`Library::upkeep`]; without it the index is taken as it is, and only meetings
    /// with hits are looked at.
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
        let mut notes = Vec::new();
        let mut more = false;
        if let Some(reader) = reader {
            match self.in_index(&reader, query, limit, &mut to_read) {
                Ok(candidates) => {
                    more = candidates.more;
                    if let Some(up_to_date) = up_to_date {
                        notes = self.notes_in_index(&reader, up_to_date, &to_read);
                    }
                    found.extend(candidates.meetings.into_iter().filter_map(
                        |(listed, passages)| FoundMeeting::of(query, listed.card, passages),
                    ));
                }
                // Damaged, or busy for too long: the files have everything.
                Err(()) => {
                    found.clear();
                    to_read = everything();
                }
            }
        }
        found.extend(self.in_files(query, &to_read, &mut notes));
        if up_to_date.is_some() {
            let twice = self.places.look(&RealDisk).unwrap_or_default().twice;
            // An index that another program is updating may still have one of the folders.
            let is_uncertain = |id: &str| {
                let mut twice = twice.iter().filter(|twice| twice.certain.is_none());
                twice.any(|twice| twice.id.as_str() == id)
            };
            found.retain(|found| !is_uncertain(&found.card.id));
            notes.extend(twice.iter().map(|twice| {
                let id = twice.id.as_str().to_owned();
                (id, clean_line(&twice.problem().to_string()))
            }));
        }
        notes.sort();
        let mut findings = Findings {
            meetings: found,
            more,
            notes,
            ..Findings::default()
        };
        findings.cut(limit);
        let cards = findings.meetings.iter_mut().map(|found| &mut found.card);
        self.look_at_locks(cards, None);
        findings
    }

    /// Meetings whose files differ from when they were indexed are added to `to_read`.
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

    /// Not of those that are read from their files.
    fn notes_in_index(
        &self,
        reader: &Reader,
        up_to_date: &UpToDate,
        to_read: &[MeetingFolder],
    ) -> Vec<(String, String)> {
        let read: HashSet<&str> = to_read.iter().map(|folder| folder.id.as_str()).collect();
        let mut notes = reader.notes().unwrap_or_default();
        notes.retain(|(id, _)| !up_to_date.gone.contains(id) && !read.contains(id.as_str()));
        notes
    }

    fn in_files(
        &self,
        query: &Query,
        folders: &[MeetingFolder],
        notes: &mut Vec<(String, String)>,
    ) -> Vec<FoundMeeting> {
        if folders.is_empty() {
            return Vec::new();
        }
        let rescued = Rescued::of(&self.places);
        let seals = Seals::of(&self.places, folders);
        let found = folders.iter().filter_map(|folder| {
            let stamp = Stamp::look(folder, &rescued, None);
            let read = one_meeting::read(&seals, &RealDisk, folder, &stamp, Wanted::Passages);
            if !read.card.note.is_empty() {
                notes.push((read.card.id.clone(), read.card.note.clone()));
            }
            FoundMeeting::of(query, read.card, read.passages)
        });
        let found = found.collect();
        seals.keep();
        found
    }
}
