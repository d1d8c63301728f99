//! Collects the half-typed lines and stashed texts that draft files still hold. What a reader with a running program
//! types is private to them and not read.

use std::collections::{BTreeMap, HashSet};

use super::disk::Disk;
use super::draft::{ASIDE_FILE, LINE_FILES};
use super::draft_lines::{self, DraftLine};
use super::paths::MeetingFolder;
use super::presence;
use super::reading::{Found, Opened, Trouble, files, session_of};

/// What this account typed while it could only read, in programs that have ended.
#[derive(Debug, Default, PartialEq)]
pub struct LeftByReaders {
    pub draft: Option<DraftLine>,
    pub asides: Vec<String>,
    /// Only these sittings' files may be removed once their text is held elsewhere.
    pub sittings: Vec<String>,
}

type Part<'a> = (&'a str, u32, &'a str, &'a [u8]);

/// `used` are the lines that records have taken over.
pub(super) fn read(
    disk: &dyn Disk,
    places: &[&MeetingFolder],
    used: &HashSet<(String, u64)>,
    opened: &mut Opened,
) {
    let mut not_read = Vec::new();
    let mut found = files(
        disk,
        places,
        MeetingFolder::draft,
        |name| !name.starts_with('.'),
        &mut not_read,
    );
    let is_typing = |sitting: &str| {
        let mut homes = places.iter().take(1);
        presence::is_readers(sitting) && homes.any(|home| presence::is_there(home, sitting))
    };
    found.retain(|file| !is_typing(session_of(&file.name)));
    // Newest set of files last: its version of a line wins.
    let mut parts: Vec<Part<'_>> = found.iter().filter_map(split_name).collect();
    parts.sort_unstable();
    (opened.draft, opened.asides) = put_together(&parts, used);
    parts.retain(|(session, ..)| presence::is_readers(session));
    let (draft, asides) = put_together(&parts, used);
    let mut sittings: Vec<String> = parts.iter().map(|part| part.0.to_owned()).collect();
    sittings.dedup();
    opened.by_readers = LeftByReaders {
        draft,
        asides,
        sittings,
    };
    let damaged = found
        .iter()
        .filter(|file| draft_lines::is_damaged(&file.bytes));
    let damaged = damaged.map(|file| Trouble::DamagedDraft {
        file: file.name.clone(),
    });
    opened.troubles.extend(damaged);
    // A draft that cannot be read does not stop anyone from carrying on.
    opened
        .troubles
        .extend(not_read.into_iter().map(|trouble| match trouble {
            Trouble::Unreadable { file, why } => Trouble::NotCopied { file, why },
            other => other,
        }));
}

/// The newest line that nothing has used up, and all other texts, oldest first.
fn put_together(
    parts: &[Part<'_>],
    used: &HashSet<(String, u64)>,
) -> (Option<DraftLine>, Vec<String>) {
    let done: HashSet<(&str, u64)> = parts
        .iter()
        .filter(|(_, _, end, _)| LINE_FILES.contains(end))
        .flat_map(|(session, _, _, bytes)| {
            let done = draft_lines::read_done(bytes);
            done.into_iter().map(move |n| (*session, n))
        })
        .collect();
    let mut asides = Vec::new();
    let mut lines: BTreeMap<(&str, u64), DraftLine> = BTreeMap::new();
    for &(session, _, end, bytes) in parts {
        if LINE_FILES.contains(&end) {
            for line in draft_lines::read_lines(bytes) {
                let is_used = used.contains(&(session.to_owned(), line.n))
                    || done.contains(&(session, line.n));
                if !line.text.is_empty() && !is_used {
                    lines.insert((session, line.n), line);
                }
            }
        } else if end == ASIDE_FILE {
            for text in draft_lines::read_asides(bytes) {
                if !asides.contains(&text) {
                    asides.push(text);
                }
            }
        }
    }
    let newest = lines.pop_last().map(|(_, line)| line);
    for line in lines.into_values() {
        let is_newest = newest
            .as_ref()
            .is_some_and(|newest| newest.text == line.text);
        if !is_newest && !asides.contains(&line.text) {
            asides.push(line.text);
        }
    }
    (newest, asides)
}

fn split_name(found: &Found) -> Option<Part<'_>> {
    let mut parts = found.name.splitn(3, '.');
    let session = parts.next()?;
    let set = parts.next()?.parse().ok()?;
    Some((session, set, parts.next()?, &found.bytes))
}
