//! The tables of the index, and how passages are numbered: the newest meeting has the highest numbers, so that SQLite
//! reads newest first.

use super::IndexTrouble;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rusqlite::{Connection, OpenFlags};
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;

/// Increase it with every change to the tables, stamps, word folding or passages.
pub(super) const VERSION: i64 = 7;
/// "tpix" as a number: marks the file as ours.
const APPLICATION: i64 = 0x7470_6978;

const PASSAGE_BITS: u32 = 15;
const MEETING_BITS: u32 = 20;
const MINUTE_BITS: u32 = 28;
/// The most passages of one meeting. The longest meetings have about 2,000.
pub(super) const MOST_PASSAGES: i64 = 1 << PASSAGE_BITS;
/// The most meetings ever added to one index.
pub(super) const MOST_MEETINGS: i64 = 1 << MEETING_BITS;

const TABLES: &str = "
CREATE TABLE meeting (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key INTEGER NOT NULL,
    folder TEXT NOT NULL,
    stamp TEXT NOT NULL,
    card TEXT NOT NULL,
    names TEXT NOT NULL,
    interrupted INTEGER NOT NULL
);
CREATE INDEX newest ON meeting (key DESC);
CREATE INDEX cut_off ON meeting (key DESC) WHERE interrupted = 1;
CREATE TABLE due (
    no INTEGER PRIMARY KEY,
    own_id TEXT NOT NULL,
    review_of TEXT NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    dates TEXT NOT NULL
);
CREATE INDEX due_until ON due (last_day, first_day, own_id) WHERE last_day IS NOT NULL;
CREATE INDEX after ON due (review_of) WHERE review_of <> '';
CREATE TABLE note (no INTEGER PRIMARY KEY, note TEXT NOT NULL);
CREATE TABLE born (at INTEGER NOT NULL);
INSERT INTO born VALUES (random());
CREATE TABLE record_of_seals (stamp TEXT NOT NULL);
INSERT INTO record_of_seals VALUES ('unknown');
CREATE TABLE passage (row INTEGER PRIMARY KEY, packed TEXT NOT NULL);
CREATE VIRTUAL TABLE found USING fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO found (found, rank) VALUES ('secure-delete', 1);
";

/// The file must exist; it may be empty.
pub(super) fn open_to_write(path: &Path) -> Result<Connection, IndexTrouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    // The file changes only while a batch is committed, so a program killed at any other time leaves it whole. Deleted
    // text is overwritten, so that no word remains that its reader may no longer read.
    connection.execute_batch(
        "PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA cache_spill = OFF;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000;",
    )?;
    Ok(connection)
}

pub(super) fn open_to_read(path: &Path) -> Result<Connection, IndexTrouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.execute_batch(
        "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000;",
    )?;
    Ok(connection)
}

pub(super) fn are_ours(connection: &Connection) -> Result<bool, IndexTrouble> {
    let number = |name: &str| {
        connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
    };
    Ok(number("application_id")? == APPLICATION && number("user_version")? == VERSION)
}

pub(super) fn make(connection: &Connection) -> Result<(), IndexTrouble> {
    connection.execute_batch(&format!(
        "BEGIN; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {TABLES} COMMIT;"
    ))?;
    Ok(())
}

/// A meeting's key: its local time, then its number here.
pub(super) fn key(at: Option<NaiveDateTime>, no: i64) -> i64 {
    (minute(at) << MEETING_BITS) | no
}

pub(super) fn minute_of(row: i64) -> i64 {
    row >> (MEETING_BITS + PASSAGE_BITS)
}

pub(super) fn key_of(row: i64) -> i64 {
    row >> PASSAGE_BITS
}

/// The number of a passage. A meeting's passages count down, so that "highest first" reads them in order.
pub(super) fn row(key: i64, passage: i64) -> i64 {
    (key << PASSAGE_BITS) | (MOST_PASSAGES - 1 - passage)
}

pub(super) fn rows_of(key: i64) -> RangeInclusive<i64> {
    row(key, MOST_PASSAGES - 1)..=row(key, 0)
}

pub(super) fn rows_between(from: Option<NaiveDate>, to: Option<NaiveDate>) -> RangeInclusive<i64> {
    let start = |day: NaiveDate| minute(day.and_hms_opt(0, 0, 0)) << (MEETING_BITS + PASSAGE_BITS);
    let first = from.map_or(0, start);
    let last = to
        .and_then(|day| day.succ_opt())
        .map_or(i64::MAX, |day| start(day) - 1);
    first..=last
}

pub(super) fn born(connection: &Connection) -> Result<i64, IndexTrouble> {
    Ok(connection.query_row("SELECT at FROM born", [], |row| row.get(0))?)
}

/// The stamp that the record of seals had when all meetings were as they are here.
pub(super) fn record_of_seals(connection: &Connection) -> Result<String, IndexTrouble> {
    let select = "SELECT stamp FROM record_of_seals";
    Ok(connection.query_row(select, [], |row| row.get(0))?)
}

pub(super) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// Minutes since 1900; a meeting without a time counts as the oldest.
fn minute(at: Option<NaiveDateTime>) -> i64 {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0));
    let minutes = at
        .zip(first)
        .map_or(0, |(at, first)| (at - first).num_minutes());
    minutes.clamp(0, (1 << MINUTE_BITS) - 1)
}
