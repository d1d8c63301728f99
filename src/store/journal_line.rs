//! One line of the journal: how a record becomes bytes and comes back, and how a changed byte is noticed.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The highest version of a line that this program understands. A program opens a journal with a line of a higher one for
/// reading only, and writes no minutes from it.
pub const VERSION: u64 = 2;
/// Of every line that the first program understands, too. A higher one is only for what nobody may write minutes
/// without knowing.
pub const FIRST_VERSION: u64 = 1;
/// The `prev` of a meeting's first record.
pub const NO_RECORD: &str = "";
/// Length of the end of a line: `,"h":"`, 64 hexadecimal digits, `"}`.
const SEAL_LENGTH: usize = 6 + 64 + 2;

/// An event as the journal keeps it; domain code turns `kind` and `body` back into the event.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalEntry {
    /// The version of the program's journal from which on it is understood.
    pub needs: u64,
    /// Its number in the meeting. Order is by this, never by time.
    pub seq: u64,
    /// By the wall clock, with the offset then in force, to the millisecond.
    pub at: DateTime<FixedOffset>,
    /// Milliseconds since the machine started: reveals a wall clock that was changed.
    pub boot_ms: u64,
    /// For example `uid:1004`.
    pub who: String,
    /// The number of the first record that was written together with this one.
    pub batch: u64,
    /// The draft line that became this record and is used up by it.
    pub draft: Option<u64>,
    pub kind: String,
    pub body: Value,
}

/// The order of the fields is the format (storage.md 2.2).
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

/// Unknown fields are ignored: a line is never rewritten, so they stay in the file.
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

/// A written line and its hash, which becomes the next line's `prev`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    pub bytes: Vec<u8>,
    pub hash: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    Known {
        record: Box<JournalEntry>,
        prev: String,
        hash: String,
    },
    /// A line from a newer version of the program, kept as it is.
    Newer(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFault {
    NotARecord,
    WrongHash,
}

/// In lower-case hexadecimal digits.
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

pub fn encode(record: &JournalEntry, prev: &str) -> serde_json::Result<Encoded> {
    let mut bytes = serde_json::to_vec(&Written {
        v: record.needs,
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

/// Ends a JSON object with the hash of its own bytes, `"h"`, and a line end; returns the hash.
pub(crate) fn add_hash(object: &mut Vec<u8>) -> String {
    // The hash and a new brace replace the closing brace.
    object.pop();
    let hash = sha256(object);
    object.extend_from_slice(b",\"h\":\"");
    object.extend_from_slice(hash.as_bytes());
    object.extend_from_slice(b"\"}\n");
    hash
}

/// The hash that such an object ends with, if it is right.
pub(crate) fn own_hash(object: &str) -> Option<&str> {
    let (before, hash) = split_seal(object)?;
    (sha256(before.as_bytes()) == hash).then_some(hash)
}

pub fn decode(line: &[u8]) -> Result<Line, LineFault> {
    let text = std::str::from_utf8(line).map_err(|_| LineFault::NotARecord)?;
    let sealed = split_seal(text);
    if let Some((before, hash)) = sealed
        && sha256(before.as_bytes()) != hash
    {
        return Err(LineFault::WrongHash);
    }
    // Parsed in full at the first try: only a line of another version is parsed again, for its version alone.
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
        needs: read.v,
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
        record: Box::new(record),
        prev: read.prev,
        hash: hash.to_owned(),
    })
}

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

#[derive(Debug, Default)]
pub struct Taken {
    /// Whole lines with their number in the file, from 1.
    pub lines: Vec<(usize, Line)>,
    /// Bad lines other than the last, with their number.
    pub bad: Vec<(usize, LineFault)>,
    /// The bytes of the last line, if it is incomplete or was changed.
    pub torn: Option<Vec<u8>>,
}

/// A last line that lacks only its line end counts as whole.
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
