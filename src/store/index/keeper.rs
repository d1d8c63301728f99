//! Keeps the index: the one program that may write to it adds and removes meetings, in all-or-nothing batches.

use super::packing::{Names, pack, unpack};
use super::seal::{self, Belief};
use super::stamps::Stamp;
use super::{IndexTrouble, tables, versions};
use crate::domain::history::due::MeetingDates;
use crate::domain::search::{Card, Passage, tokens};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// How much is merged in one go, in pages of the index.
const TIDY_PAGES: i64 = 500;

#[derive(Debug, Clone)]
pub struct IndexEntry {
    /// Relative to the folder of all meetings: `2026/…`.
    pub folder: String,
    pub stamp: Stamp,
    pub card: Card,
    /// What is due and when, as everybody may know it.
    pub dates: Option<MeetingDates>,
    /// Each passage with its tokens in one line.
    passages: Vec<(Passage, String)>,
}

impl IndexEntry {
    /// Computes the tokens: the costly part, which needs no database.
    pub fn new(
        folder: String,
        stamp: Stamp,
        card: Card,
        dates: Option<MeetingDates>,
        passages: Vec<Passage>,
    ) -> IndexEntry {
        let with_tokens = passages.into_iter().map(|passage| {
            let line = tokens(&passage).line();
            (passage, line)
        });
        IndexEntry {
            folder,
            stamp,
            card,
            dates,
            passages: with_tokens.collect(),
        }
    }
}

/// The index, open for writing; nobody else writes while this value lives.
#[derive(Debug)]
pub struct Keeper {
    connection: Connection,
    folder: PathBuf,
    waiting: usize,
    _lock: File,
}

/// Removes an index, and its folder if nothing else is in it. A missing index is no error.
pub fn remove(folder: &Path) -> Result<(), IndexTrouble> {
    if !folder.is_dir() {
        return Ok(());
    }
    seal::remove(folder)?;
    let _ = std::fs::remove_file(folder.join("lock"));
    let _ = std::fs::remove_dir(folder);
    Ok(())
}

/// Removes an index unless somebody is writing to it. The lock is held until it is gone.
pub(super) fn remove_unused(folder: &Path) -> Result<(), IndexTrouble> {
    if !folder.is_dir() {
        return Ok(());
    }
    match seal::lock(folder)? {
        Some(_lock) => remove(folder),
        None => Ok(()),
    }
}

/// Removes this index and those that other versions of this program keep of the same meetings. One that another program
/// is writing to stays until next time.
pub fn remove_every_version(folder: &Path) -> Result<(), IndexTrouble> {
    let others = versions::others(folder);
    others
        .iter()
        .try_for_each(|other| remove_unused(other))
        .and_then(|()| remove_unused(folder))
}

impl Keeper {
    /// Opens the index in this folder, rebuilding it if it cannot be trusted. `None` while another program writes.
    pub fn open(folder: &Path) -> Result<Option<Keeper>, IndexTrouble> {
        seal::make_folder(folder)?;
        // SQLite refuses every link in a path; those above our folder are the system's business.
        let folder = std::fs::canonicalize(folder)?;
        let Some(lock) = seal::lock(&folder)? else {
            return Ok(None);
        };
        let connection = match believed(&folder) {
            Some(connection) => connection,
            None => {
                seal::remove(&folder)?;
                let path = seal::database(&folder);
                drop(seal::open(&path)?);
                let connection = tables::open_to_write(&path)?;
                tables::make(&connection)?;
                connection
            }
        };
        // Rolling back an interrupted write touches the file but leaves its content as it was.
        seal::set(&folder)?;
        versions::clear_unused(&folder);
        Ok(Some(Keeper {
            connection,
            folder,
            waiting: 0,
            _lock: lock,
        }))
    }

    /// Each meeting's stamp from when it was added, by id.
    pub fn known(&self) -> Result<HashMap<String, String>, IndexTrouble> {
        known(&self.connection)
    }

    pub fn born(&self) -> Result<i64, IndexTrouble> {
        tables::born(&self.connection)
    }

    pub fn record_of_seals(&self) -> Result<String, IndexTrouble> {
        tables::record_of_seals(&self.connection)
    }

    /// All meetings have been compared with the record of seals as it is now. Committed with the next commit.
    ///
    /// # Errors
    /// When the index cannot be written; it is no longer trusted then.
    pub fn set_record_of_seals(&mut self, stamp: &str) -> Result<(), IndexTrouble> {
        self.begin()?;
        self.connection
            .execute("UPDATE record_of_seals SET stamp = ?1", [stamp])?;
        self.waiting += 1;
        Ok(())
    }

    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Adds a meeting, replacing what the index had of it.
    ///
    /// # Errors
    /// When the index cannot be written, or is full: remove it then.
    pub fn put(&mut self, entry: &IndexEntry) -> Result<(), IndexTrouble> {
        self.begin()?;
        let no = self.take_out(&entry.card.id)?;
        let no = match no {
            Some(no) => no,
            None => self
                .connection
                .prepare_cached("SELECT coalesce(max(no), 0) + 1 FROM meeting")?
                .query_row([], |row| row.get(0))?,
        };
        if no >= tables::MOST_MEETINGS {
            return Err(IndexTrouble("too many meetings".to_owned()));
        }
        let key = tables::key(entry.card.at.map(|at| at.naive_local()), no);
        let mut names = Names::default();
        let mut insert_passage = self
            .connection
            .prepare_cached("INSERT INTO passage (row, packed) VALUES (?1, ?2)")?;
        let mut insert_words = self
            .connection
            .prepare_cached("INSERT INTO found (rowid, words) VALUES (?1, ?2)")?;
        // Lowest number first: the index grows best in that order.
        let mut packed: Vec<(i64, String, &str)> = Vec::with_capacity(entry.passages.len());
        for (at, (passage, line)) in (0..tables::MOST_PASSAGES).zip(&entry.passages) {
            packed.push((tables::row(key, at), pack(passage, &mut names), line));
        }
        for (row, packed, line) in packed.iter().rev() {
            insert_passage.execute(params![row, packed])?;
            insert_words.execute(params![row, line])?;
        }
        let card =
            serde_json::to_string(&entry.card).map_err(|error| IndexTrouble(error.to_string()))?;
        // A meeting with more passages than there are numbers is never up to date here, so its files are read instead.
        let is_whole = entry.passages.len() as i64 <= tables::MOST_PASSAGES;
        let stamp = if is_whole {
            entry.stamp.text()
        } else {
            String::new()
        };
        self.connection
            .prepare_cached(
                "INSERT INTO meeting (no, id, key, folder, stamp, card, names, interrupted)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                no,
                entry.card.id,
                key,
                entry.folder,
                stamp,
                card,
                names.text(),
                entry.card.interrupted_at.is_some()
            ])?;
        self.put_dates(no, entry)?;
        self.waiting += 1;
        Ok(())
    }

    /// Keeps what may fall due, or what settles another meeting's promise; other meetings cost nothing here.
    fn put_dates(&self, no: i64, entry: &IndexEntry) -> Result<(), IndexTrouble> {
        if !entry.card.note.is_empty() {
            self.connection
                .prepare_cached("INSERT INTO note (no, note) VALUES (?1, ?2)")?
                .execute(params![no, entry.card.note])?;
        }
        let Some(dates) = &entry.dates else {
            return Ok(());
        };
        let days = dates.days();
        if days.is_none() && dates.review_of.is_empty() {
            return Ok(());
        }
        let text = serde_json::to_string(dates).map_err(|error| IndexTrouble(error.to_string()))?;
        self.connection
            .prepare_cached(
                "INSERT INTO due (no, own_id, review_of, first_day, last_day, dates)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                no,
                dates.meeting.id,
                dates.review_of,
                days.map(|days| tables::day_number(days.first)),
                days.map(|days| tables::day_number(days.last)),
                text
            ])?;
        Ok(())
    }

    /// Removes a meeting that no longer exists or that this user may no longer read.
    pub fn forget(&mut self, id: &str) -> Result<(), IndexTrouble> {
        self.begin()?;
        self.take_out(id)?;
        self.waiting += 1;
        Ok(())
    }

    /// Commits all changes since the last commit. The seal is broken only while this runs.
    ///
    /// # Errors
    /// When the index cannot be written; it is no longer trusted then.
    pub fn commit(&mut self) -> Result<(), IndexTrouble> {
        if self.waiting == 0 {
            return Ok(());
        }
        seal::break_it(&self.folder)?;
        self.connection.execute_batch("COMMIT")?;
        self.waiting = 0;
        seal::set(&self.folder)?;
        Ok(())
    }

    /// After many meetings were added: merges the parts of the index, a piece at a time, so that it is fast and small.
    /// Returns whether there is more to do; `first` starts over.
    ///
    /// # Errors
    /// When the index cannot be written; it is no longer trusted then.
    pub fn tidy(&mut self, first: bool) -> Result<bool, IndexTrouble> {
        self.commit()?;
        self.begin()?;
        let changes = |connection: &Connection| {
            connection.query_row("SELECT total_changes()", [], |row| row.get::<_, i64>(0))
        };
        let before = changes(&self.connection)?;
        let pages = if first { -TIDY_PAGES } else { TIDY_PAGES };
        self.connection.execute(
            "INSERT INTO found (found, rank) VALUES ('merge', ?1)",
            [pages],
        )?;
        // By the rule of FTS5, fewer than two changes mean that nothing was left to do.
        let more = changes(&self.connection)? - before >= 2;
        self.waiting = 1;
        self.commit()?;
        Ok(more)
    }

    fn begin(&mut self) -> Result<(), IndexTrouble> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        Ok(())
    }

    fn take_out(&self, id: &str) -> Result<Option<i64>, IndexTrouble> {
        let there: Option<(i64, i64, String)> = self
            .connection
            .prepare_cached("SELECT no, key, names FROM meeting WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((no, key, names)) = there else {
            return Ok(None);
        };
        let names = Names::parse(&names);
        let rows = tables::rows_of(key);
        let ends = params![rows.start(), rows.end()];
        let mut select = self
            .connection
            .prepare_cached("SELECT row, packed FROM passage WHERE row BETWEEN ?1 AND ?2")?;
        let packed = select
            .query_map(ends, |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<Vec<(i64, String)>, _>>()?;
        // The full-text table keeps no text: it must be told which words to forget.
        let mut forget = self
            .connection
            .prepare_cached("INSERT INTO found (found, rowid, words) VALUES ('delete', ?1, ?2)")?;
        for (row, packed) in packed {
            let passage = unpack(&packed, &names)
                .ok_or_else(|| IndexTrouble("a row cannot be read".to_owned()))?;
            forget.execute(params![row, tokens(&passage).line()])?;
        }
        self.connection
            .prepare_cached("DELETE FROM passage WHERE row BETWEEN ?1 AND ?2")?
            .execute(ends)?;
        for delete in [
            "DELETE FROM due WHERE no = ?1",
            "DELETE FROM note WHERE no = ?1",
            "DELETE FROM meeting WHERE no = ?1",
        ] {
            self.connection.prepare_cached(delete)?.execute([no])?;
        }
        Ok(Some(no))
    }
}

fn believed(folder: &Path) -> Option<Connection> {
    if seal::belief(folder) != Belief::Whole {
        return None;
    }
    let connection = tables::open_to_write(&seal::database(folder)).ok()?;
    tables::are_ours(&connection).ok()?.then_some(connection)
}

pub(super) fn known(connection: &Connection) -> Result<HashMap<String, String>, IndexTrouble> {
    let mut select = connection.prepare("SELECT id, stamp FROM meeting")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
