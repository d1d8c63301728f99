//! Journals, seals and the record of seals for made-up meetings, as the program writes them, but without waiting for the
//! disk at each of them.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};
use talking_piece::store::journal_line::{JournalEntry, NO_RECORD, encode, sha256};

use super::template::write;

/// A meeting that was sealed, and the hash of its seal.
pub struct Sealed {
    pub id: String,
    pub seal: String,
}

/// The lines chained anew: other words were put into them.
pub fn chained(journal: &str) -> String {
    let mut prev = String::new();
    let mut text = String::with_capacity(journal.len());
    for line in journal.lines() {
        let at = line.rfind(",\"prev\":\"").unwrap();
        let before = format!("{},\"prev\":\"{prev}\"", &line[..at]);
        prev = sha256(before.as_bytes());
        text.push_str(&format!("{before},\"h\":\"{prev}\"}}\n"));
    }
    text
}

/// The journal is older than the minutes, as after closing; then the seal of both.
pub fn seal(folder: &Path, journal: &str, text: &str, outputs: &[(&str, &str)]) -> String {
    let path = folder.join("journal").join(journal);
    write(&path, text);
    let file = fs::File::options().write(true).open(&path).unwrap();
    let before = SystemTime::now() - Duration::from_secs(5);
    file.set_modified(before).unwrap();
    let outputs = outputs
        .iter()
        .map(|(file, text)| json!({"file": file, "sha256": sha256(text.as_bytes())}));
    let seal = json!({
        "v": 1,
        "who": who(),
        "when": moment("2026-11-28").to_rfc3339(),
        "journal": [{
            "file": journal,
            "bytes": text.len(),
            "records": text.lines().count(),
            "sha256": sha256(text.as_bytes()),
        }],
        "outputs": outputs.collect::<Vec<Value>>(),
    });
    let seal = seal.to_string();
    let open = &seal[..seal.len() - 1];
    let hash = sha256(open.as_bytes());
    write(
        &folder.join("seal.json"),
        &format!("{open},\"h\":\"{hash}\"}}\n"),
    );
    hash
}

/// Two lines for each, as the program has them.
pub fn put_on_record(data: &Path, all: &[Sealed]) {
    let folder = data.join("seals");
    fs::create_dir_all(&folder).unwrap();
    let mut text = Vec::new();
    let (mut prev, mut seq) = (NO_RECORD.to_owned(), 0);
    let mut line = |kind: &str, body: Value| {
        seq += 1;
        let entry = JournalEntry {
            needs: 1,
            seq,
            at: moment("2026-11-28"),
            boot_ms: 0,
            who: who(),
            batch: seq,
            draft: None,
            kind: kind.to_owned(),
            body,
        };
        let line = encode(&entry, &prev).unwrap();
        text.extend(line.bytes);
        prev.clone_from(&line.hash);
        line.hash
    };
    for one in all {
        let after = line("sealing", json!({"meeting": one.id}));
        line(
            "sealed",
            json!({"meeting": one.id, "after": after, "seal": one.seal}),
        );
    }
    let name = format!("{}.jsonl", rustix::process::geteuid().as_raw());
    write(&folder.join(name), std::str::from_utf8(&text).unwrap());
}

fn who() -> String {
    format!("uid:{}", rustix::process::geteuid().as_raw())
}

fn moment(day: &str) -> DateTime<FixedOffset> {
    let day: NaiveDate = day.parse().unwrap();
    day.and_hms_opt(12, 0, 0).unwrap().and_utc().fixed_offset()
}
