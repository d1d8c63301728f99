//! One line of the journal: how a record becomes bytes and comes back, and how a changed byte is noticed. Pure: it must
//! not know files, nor what a record means to the meeting.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The version of the line this program writes.
pub const VERSION: u64 = 1;
/// What stands as `prev` in the first record of a meeting.
pub const NO_RECORD: &str = "";
/// Length of the end of a line: `,"h":"`, 64 hexadecimal digits, `"}`.
const SEAL_LENGTH: usize = 6 + 64 + 2;

/// A fact as the journal keeps it; domain code turns `kind` and `body` into an event.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalEntry {
    /// Its number in the meeting. Order is by this, never by time.
    pub seq: u64,
    /// When it was said to be, by the wall clock, with the offset then in force. Kept to the millisecond.
    pub at: DateTime<FixedOffset>,
    /// Milliseconds since the machine started: shows a wall clock that was moved.
    pub boot_ms: u64,
    /// Who wrote it, for example `uid:1004`.
    pub who: String,
    /// The number of the first record that was written together with this one.
    pub batch: u64,
    /// The draft line this record came from, which is used up by it.
    pub draft: Option<u64>,
    /// What kind of fact.
    pub kind: String,
    /// The fact.
    pub body: Value,
}

/// The line in the order of its fields; serialising it is the format (storage.md 2.2).
#[derive(Serialize)]
struct Written<'a> {
    v: u64,
    seq: u64,
    t: String,
    off: String,
    boot_ms: u64,
    who: &'a str,
    batch: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<u64>,
    kind: &'a str,
    body: &'a Value,
    prev: &'a str,
}

/// Reading ignores fields it does not know: a line is never written again, so they stay in the file.
#[derive(Deserialize)]
struct Read {
    v: u64,
    seq: u64,
    t: String,
    off: String,
    boot_ms: u64,
    who: String,
    #[serde(default)]
    batch: Option<u64>,
    #[serde(default)]
    draft: Option<u64>,
    kind: String,
    body: Value,
    prev: String,
}

#[derive(Deserialize)]
struct VersionOnly {
    v: u64,
}

/// A line that was written, and its hash: what the next line names as `prev`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The line with its line end.
    pub bytes: Vec<u8>,
    /// The SHA-256 of the line up to `,"h"`, in hexadecimal digits.
    pub hash: String,
}

/// A line that was read and is whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// A record of this version.
    Known {
        /// The record.
        record: JournalEntry,
        /// The hash of the record before it.
        prev: String,
        /// Its own hash.
        hash: String,
    },
    /// A line of a newer version of the program, kept as it is.
    Newer(String),
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFault {
    /// It is not a record, or not all of one.
    NotARecord,
    /// Its bytes are not those its hash was made from.
    WrongHash,
}

/// SHA-256 of `bytes` in lower-case hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for half in [byte >> 4, byte & 15] {
            text.extend(DIGITS.get(usize::from(half)));
        }
    }
    text
}

/// The line for `record`, chained to the record with hash `prev`.
///
/// # Errors
/// When a value cannot be written as JSON (none that comes from JSON).
pub fn encode(record: &JournalEntry, prev: &str) -> serde_json::Result<Encoded> {
    let mut bytes = serde_json::to_vec(&Written {
        v: VERSION,
        seq: record.seq,
        t: record
            .at
            .with_timezone(&Utc)
            .format("%Y-%m-%dT%H:%M:%S%.3fZ")
            .to_string(),
        off: record.at.offset().to_string(),
        boot_ms: record.boot_ms,
        who: &record.who,
        batch: record.batch,
        draft: record.draft,
        kind: &record.kind,
        body: &record.body,
        prev,
    })?;
    let hash = add_hash(&mut bytes);
    Ok(Encoded { bytes, hash })
}

/// Ends a JSON object with the hash of its own bytes, `"h"`, and a line end; gives the hash.
pub(crate) fn add_hash(object: &mut Vec<u8>) -> String {
    // The closing brace goes; the hash and a new brace come.
    object.pop();
    let hash = sha256(object);
    object.extend_from_slice(b",\"h\":\"");
    object.extend_from_slice(hash.as_bytes());
    object.extend_from_slice(b"\"}\n");
    hash
}

/// Whether a JSON object without line end has the hash of its own bytes.
pub(crate) fn hash_is_right(object: &str) -> bool {
    split_seal(object).is_some_and(|(before, hash)| sha256(before.as_bytes()) == hash)
}

/// The record in a line (without its line end).
///
/// # Errors
/// What is wrong with it.
pub fn decode(line: &[u8]) -> Result<Line, LineFault> {
    let text = std::str::from_utf8(line).map_err(|_| LineFault::NotARecord)?;
    let sealed = split_seal(text);
    if let Some((before, hash)) = sealed
        && sha256(before.as_bytes()) != hash
    {
        return Err(LineFault::WrongHash);
    }
    // Read whole at the first try: only what is not of this version is read again, for its version alone.
    let read = serde_json::from_str::<Read>(text).ok();
    let Some(read) = read.filter(|read| read.v <= VERSION) else {
        let found = serde_json::from_str::<VersionOnly>(text);
        return match found {
            Ok(found) if found.v > VERSION => Ok(Line::Newer(text.to_owned())),
            _ => Err(LineFault::NotARecord),
        };
    };
    // A line of this version must carry its hash.
    let (_, hash) = sealed.ok_or(LineFault::NotARecord)?;
    let at = moment(&read.t, &read.off).ok_or(LineFault::NotARecord)?;
    let record = JournalEntry {
        seq: read.seq,
        at,
        boot_ms: read.boot_ms,
        who: read.who,
        batch: read.batch.unwrap_or(read.seq),
        draft: read.draft,
        kind: read.kind,
        body: read.body,
    };
    Ok(Line::Known {
        record,
        prev: read.prev,
        hash: hash.to_owned(),
    })
}

/// Splits a line into what was hashed and the hash.
fn split_seal(text: &str) -> Option<(&str, &str)> {
    let (before, seal) = text.split_at_checked(text.len().checked_sub(SEAL_LENGTH)?)?;
    let hash = seal.strip_prefix(",\"h\":\"")?.strip_suffix("\"}")?;
    hash.bytes()
        .all(|b| b.is_ascii_hexdigit())
        .then_some((before, hash))
}

fn moment(utc: &str, offset: &str) -> Option<DateTime<FixedOffset>> {
    let utc = NaiveDateTime::parse_from_str(utc, "%Y-%m-%dT%H:%M:%S%.fZ")
        .ok()?
        .and_utc();
    let offset: FixedOffset = offset.parse().ok()?;
    Some(utc.with_timezone(&offset))
}

/// A file of lines, taken apart.
#[derive(Debug, Default)]
pub struct Taken {
    /// Whole lines with their number in the file, from 1.
    pub lines: Vec<(usize, Line)>,
    /// Bad lines that are not the last, with their number.
    pub bad: Vec<(usize, LineFault)>,
    /// The last line, where it is not whole or was changed: its bytes.
    pub torn: Option<Vec<u8>>,
}

/// Takes a file of lines apart. A last line that is whole but for its line end counts as whole.
#[must_use]
pub fn take_apart(bytes: &[u8]) -> Taken {
    let mut taken = Taken::default();
    let mut rest = bytes;
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let end = rest.iter().position(|&b| b == b'\n');
        let (line, after) = match end.and_then(|at| rest.split_at_checked(at)) {
            Some((line, after)) => (line, after.get(1..).unwrap_or_default()),
            None => (rest, <&[u8]>::default()),
        };
        match decode(line) {
            Ok(whole) => taken.lines.push((number, whole)),
            Err(_) if after.is_empty() => taken.torn = Some(rest.to_vec()),
            Err(fault) => taken.bad.push((number, fault)),
        }
        rest = after;
    }
    taken
}
