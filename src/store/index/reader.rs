//! Reads the index: the list, and the passages that may match, newest meeting first. Candidates are not yet hits: the
//! caller compares each passage once more.

use super::packing::{Names, unpack};
use super::seal::{self, Belief};
use super::stamps::Stamp;
use super::{IndexTrouble, keeper, tables};
use crate::domain::history::due::MeetingDates;
use crate::domain::search::{Card, Passage, Query};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;
use std::path::Path;

#[derive(Debug)]
pub struct Reader {
    connection: Connection,
}

#[derive(Debug, Clone)]
pub struct Listed {
    /// Relative to the folder of all meetings.
    pub folder: String,
    /// How its files looked when it was added; `None`: read its files instead.
    pub stamp: Option<Stamp>,
    pub card: Card,
}

#[derive(Debug, Default)]
pub struct Candidates {
    /// Newest first; passages in the order of the meeting.
    pub meetings: Vec<(Listed, Vec<Passage>)>,
    pub more: bool,
}

impl Reader {
    pub fn open(folder: &Path) -> Option<Reader> {
        let folder = std::fs::canonicalize(folder).ok()?;
        if !is_believed(&folder) {
            return None;
        }
        let connection = tables::open_to_read(&seal::database(&folder)).ok()?;
        let is_ours = tables::are_ours(&connection).ok()?;
        is_ours.then_some(Reader { connection })
    }

    pub fn known(&self) -> Result<HashMap<String, String>, IndexTrouble> {
        keeper::known(&self.connection)
    }

    /// A number given to this index when it was made: a rebuilt one has a different number.
    pub fn born(&self) -> Result<i64, IndexTrouble> {
        tables::born(&self.connection)
    }

    pub fn record_of_seals(&self) -> Result<String, IndexTrouble> {
        tables::record_of_seals(&self.connection)
    }

    /// The meetings, by id, with something that may be due between the days `on` and `until`, and the reviews that
    /// follow them: those may have taken it over, or say that it was done.
    pub fn dates(
        &self,
        on: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<(String, MeetingDates)>, IndexTrouble> {
        let mut select = self.connection.prepare_cached(
            "WITH RECURSIVE line (no, own_id) AS (
                 SELECT no, own_id FROM due WHERE last_day >= ?1 AND first_day <= ?2 UNION
                 SELECT next.no, next.own_id FROM line JOIN due AS next ON next.review_of = line.own_id
                 WHERE next.review_of <> '')
             SELECT id, dates FROM due JOIN meeting USING (no) WHERE no IN (SELECT no FROM line)",
        )?;
        let days = [tables::day_number(on), tables::day_number(until)];
        let mut rows = select.query(days)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            let dates =
                serde_json::from_str(text).map_err(|error| IndexTrouble(error.to_string()))?;
            found.push((row.get(0)?, dates));
        }
        Ok(found)
    }

    /// What is wrong with the files of meetings, by id.
    pub fn notes(&self) -> Result<Vec<(String, String)>, IndexTrouble> {
        let mut select = self
            .connection
            .prepare_cached("SELECT id, note FROM note JOIN meeting USING (no) ORDER BY id")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The rows of the list: interrupted meetings, then all others, newest first; at most `limit`.
    pub fn cards(&self, limit: Option<usize>) -> Result<Vec<Card>, IndexTrouble> {
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let mut cards = Vec::new();
        for rest in [
            "WHERE interrupted = 1 ORDER BY key DESC",
            "WHERE interrupted = 0 ORDER BY key DESC LIMIT ?1",
        ] {
            let mut select = self
                .connection
                .prepare_cached(&format!("SELECT card FROM meeting {rest}"))?;
            let mut rows = if rest.ends_with("?1") {
                select.query([limit])?
            } else {
                select.query([])?
            };
            while let Some(row) = rows.next()? {
                cards.push(card(
                    row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?,
                )?);
            }
        }
        Ok(cards)
    }

    /// The passages that may match. `trusts` is asked once for each meeting as it comes up; the passages of an
    /// untrusted one are left out. `is_hit` says which count; after `limit` hits the meetings of the same minute are
    /// still searched, so that the order is the same every time.
    pub fn find(
        &self,
        query: &Query,
        limit: usize,
        mut trusts: impl FnMut(&Listed) -> bool,
        mut is_hit: impl FnMut(&Passage) -> bool,
    ) -> Result<Candidates, IndexTrouble> {
        let between = tables::rows_between(query.from, query.to);
        let mut found = Candidates::default();
        let words = match_words(query);
        let mut select = self.connection.prepare_cached(if words.is_empty() {
            "SELECT row FROM passage WHERE ?1 = '' AND row BETWEEN ?2 AND ?3 ORDER BY row DESC"
        } else {
            "SELECT rowid FROM found WHERE found MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"
        })?;
        let mut rows = select.query(params![words, between.start(), between.end()])?;
        let mut passage = self
            .connection
            .prepare_cached("SELECT packed FROM passage WHERE row = ?1")?;
        let mut current: Option<(i64, Names, bool)> = None;
        let mut hits = 0;
        let mut last_minute = i64::MAX;
        while let Some(row) = rows.next()? {
            let row: i64 = row.get(0)?;
            let key = tables::key_of(row);
            if hits >= limit && tables::minute_of(row) != last_minute {
                found.more = true;
                break;
            }
            if current.as_ref().is_none_or(|(at, _, _)| *at != key) {
                let (listed, names) = self.listed(key)?;
                let trusted = trusts(&listed);
                current = Some((key, names, trusted));
                if trusted {
                    found.meetings.push((listed, Vec::new()));
                }
            }
            let Some((_, names, true)) = &current else {
                continue;
            };
            let packed: String = passage.query_row([row], |row| row.get(0))?;
            let passage = unpack(&packed, names)
                .ok_or_else(|| IndexTrouble("a row cannot be read".to_owned()))?;
            if is_hit(&passage)
                && let Some((_, passages)) = found.meetings.last_mut()
            {
                passages.push(passage);
                hits += 1;
                last_minute = tables::minute_of(row);
            }
        }
        found.meetings.retain(|(_, passages)| !passages.is_empty());
        Ok(found)
    }

    pub fn meeting(&self, id: &str) -> Result<Option<Listed>, IndexTrouble> {
        let found = self
            .connection
            .prepare_cached("SELECT folder, stamp, card, names FROM meeting WHERE id = ?1")?
            .query_row([id], |row| Ok(listed_of(row)))
            .optional()?;
        found
            .transpose()
            .map(|found| found.map(|(listed, _)| listed))
    }

    fn listed(&self, key: i64) -> Result<(Listed, Names), IndexTrouble> {
        self.connection
            .prepare_cached("SELECT folder, stamp, card, names FROM meeting WHERE key = ?1")?
            .query_row([key], |row| Ok(listed_of(row)))?
    }
}

fn listed_of(row: &Row<'_>) -> Result<(Listed, Names), IndexTrouble> {
    let stamp: String = row.get(1)?;
    let card_text: String = row.get(2)?;
    let names: String = row.get(3)?;
    let listed = Listed {
        folder: row.get(0)?,
        stamp: Stamp::parse(&stamp),
        card: card(&card_text)?,
    };
    Ok((listed, Names::parse(&names)))
}

/// Whether this index may be read: it is sealed, or being written by a program that trusted it.
fn is_believed(folder: &Path) -> bool {
    // A writer may finish between two looks.
    for _ in 0..3 {
        match seal::belief(folder) {
            Belief::Whole => return true,
            Belief::BeingWritten => {
                // The lock is free: the writer has died without finishing.
                if !matches!(seal::lock(folder), Ok(None)) {
                    return false;
                }
                return true;
            }
            Belief::No => {}
        }
    }
    false
}

fn card(text: &str) -> Result<Card, IndexTrouble> {
    serde_json::from_str(text).map_err(|error| IndexTrouble(error.to_string()))
}

/// The query for the full-text table. Tokens contain no quotation marks, so nothing needs escaping.
fn match_words(query: &Query) -> String {
    let terms = query.terms().iter().map(|term| {
        let star = if term.is_beginning { " *" } else { "" };
        format!("\"{}\"{star}", term.words.join(" "))
    });
    terms.collect::<Vec<_>>().join(" AND ")
}
