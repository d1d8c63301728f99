//! The record of who opened past minutes: one append-only file for each meeting and account, chained line by line like
//! the journal and holding only ids and actions. Each line also goes to the system's log, if there is one, which this
//! account cannot change.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use serde_json::Value;

use super::account_log;
use super::disk::{Disk, LARGEST_FILE};
use super::journal_line::JournalEntry;
use super::paths::Paths;

/// Below the data root, or below a rescue folder when the data root cannot be written.
const FOLDER: &str = "audit";
/// Below the state folder: a second record of what this account opened in a team's folder, where no colleague can reach
/// it. Whoever owns `audit/` can remove what others wrote there.
const OWN_FOLDER: &str = "audit-of-the-team";
const KIND: &str = "access";

/// As in the journal; `seq` is filled in here.
pub type AuditEntry = JournalEntry;

/// Appends a line for a meeting; it is synced before this returns.
///
/// # Errors
/// When no place took it. Nothing of the minutes may be shown then.
pub fn append(places: &Paths, meeting: &str, entry: &AuditEntry) -> io::Result<()> {
    let name = file_name(meeting, &entry.who);
    let entry = AuditEntry {
        kind: KIND.to_owned(),
        ..entry.clone()
    };
    let mut failed = None;
    for root in roots(places) {
        let appended = account_log::may_be_kept_below(root)
            .and_then(|()| account_log::append_in(&root.join(FOLDER), &name, &entry));
        match appended {
            Ok(_) => {
                if let Some(own) = own_folder(places) {
                    // The record that was promised is there.
                    let _ = account_log::append_in(&own, &name, &entry);
                }
                tell_the_system(meeting, &entry);
                return Ok(());
            }
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    Err(failed.unwrap_or_else(|| io::Error::from(io::ErrorKind::NotFound)))
}

/// A meeting's record from every place this account can read, and what is wrong with it, in words.
#[must_use]
pub fn read(places: &Paths, disk: &dyn Disk, meeting: &str) -> (Vec<AuditEntry>, Vec<String>) {
    read_listed(disk, &listed(places, disk), meeting)
}

/// What is wrong with the record of each meeting that anything was put on record about, by id.
#[must_use]
pub fn all_troubles(places: &Paths, disk: &dyn Disk) -> Vec<(String, Vec<String>)> {
    let listed = listed(places, disk);
    let names = listed.iter().flat_map(|folder| &folder.names);
    let meetings = names.filter_map(|name| name.split_once('.').map(|(meeting, _)| meeting));
    // Somebody of the team could give a file any name.
    let is_ours = |meeting: &&str| meeting.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let meetings: BTreeSet<&str> = meetings.filter(is_ours).collect();
    let troubles = meetings.into_iter().map(|meeting| {
        let (_, troubles) = read_listed(disk, &listed, meeting);
        (meeting.to_owned(), troubles)
    });
    troubles
        .filter(|(_, troubles)| !troubles.is_empty())
        .collect()
}

/// A folder with records, and the names of its files.
struct Listed {
    path: PathBuf,
    names: Vec<String>,
    /// This account's own copy of what it did in a team's folder.
    is_copy: bool,
}

fn listed(places: &Paths, disk: &dyn Disk) -> Vec<Listed> {
    let list = |path: PathBuf, is_copy| Listed {
        names: disk.list(&path).unwrap_or_default(),
        path,
        is_copy,
    };
    let mut all: Vec<Listed> = folders(places).map(|path| list(path, false)).collect();
    all.extend(own_folder(places).map(|path| list(path, true)));
    all
}

fn read_listed(
    disk: &dyn Disk,
    listed: &[Listed],
    meeting: &str,
) -> (Vec<AuditEntry>, Vec<String>) {
    let (mut entries, mut copied) = (Vec::new(), Vec::new());
    let mut troubles = Vec::new();
    let beginning = format!("{meeting}.");
    for folder in listed {
        let names = folder.names.iter();
        for name in names.filter(|name| name.starts_with(&beginning)) {
            match (
                disk.read(&folder.path.join(name), LARGEST_FILE),
                folder.is_copy,
            ) {
                (Ok(bytes), false) => troubles.extend(check(&bytes, &mut entries)),
                (Ok(bytes), true) => drop(check(&bytes, &mut copied)),
                (Err(error), false) => troubles.push(format!(
                    "A part of this record cannot be read here ({error})."
                )),
                (Err(_), true) => {}
            }
        }
    }
    let mut gone = 0;
    for entry in copied {
        if !entries.iter().any(|there| is_same(there, &entry)) {
            gone += 1;
            entries.push(entry);
        }
    }
    if gone > 0 {
        troubles.push(format!(
            "Somebody removed or changed {gone} lines of your own record of access. They are shown here from the copy in your state folder; tell IT."
        ));
    }
    entries.sort_by_key(|entry| entry.at);
    (entries, troubles)
}

fn own_folder(places: &Paths) -> Option<PathBuf> {
    places.team()?;
    let all = places.rescue.first()?.join(OWN_FOLDER);
    // Each data folder has its own: what was read in one is missing from no other.
    Some(all.join(places.name_in_cache()?))
}

/// The numbers differ: the copy may have begun later.
fn is_same(one: &AuditEntry, other: &AuditEntry) -> bool {
    (one.at, &one.who, &one.body) == (other.at, &other.who, &other.body)
}

fn folders(places: &Paths) -> impl Iterator<Item = PathBuf> + '_ {
    roots(places).map(|root| root.join(FOLDER))
}

fn roots(places: &Paths) -> impl Iterator<Item = &PathBuf> {
    std::iter::once(&places.data).chain(&places.rescue)
}

/// Only an account's number and an id's letters go into a file name.
fn file_name(meeting: &str, who: &str) -> String {
    let safe = |text: &str| -> String {
        let letters = text.chars();
        letters.filter(char::is_ascii_alphanumeric).collect()
    };
    format!("{}.{}.jsonl", safe(meeting), safe(who))
}

fn check(bytes: &[u8], entries: &mut Vec<AuditEntry>) -> Option<String> {
    let taken = account_log::take(bytes);
    entries.extend(taken.lines.into_iter().map(|line| line.entry));
    (!taken.is_whole).then(|| {
        "This record was changed or cut: some of its lines are missing or not as they were written. The system's log may have them; ask IT."
            .to_owned()
    })
}

/// Ids and numbers only: others can read the system's log.
fn tell_the_system(meeting: &str, entry: &AuditEntry) {
    let word = entry.body.get("done").and_then(Value::as_str).unwrap_or("");
    let restricted = entry.body.get("restricted").and_then(Value::as_bool) == Some(true);
    account_log::tell_the_system(&format!(
        "access meeting={meeting} done={word} restricted={restricted} {}",
        entry.who
    ));
}

/// The number of the account that logged in, which stays the same after `su` or `sudo`. `None` where the system does
/// not record it.
#[must_use]
pub fn login() -> Option<u32> {
    let text = std::fs::read_to_string("/proc/self/loginuid").ok()?;
    let number = text.trim().parse::<u32>().ok()?;
    (number != u32::MAX).then_some(number)
}

/// `None` for an account that only the network knows.
#[must_use]
pub fn account_name(number: u32) -> Option<String> {
    let list = std::fs::read_to_string("/etc/passwd").ok()?;
    list.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)?.parse::<u32>().ok()? == number).then(|| name.to_owned())
    })
}
