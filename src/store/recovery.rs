//! Opens a meeting to carry on with it, whatever has happened: reads it, brings rescued records home, and puts torn
//! ends and left-over files into `recovered/`. It only ever adds and moves files, so it can be killed at any moment and
//! run again.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use super::disk::{Disk, LARGEST_FILE};
use super::draft_lines;
use super::journal::in_words;
use super::journal_line;
use super::paths::MeetingFolder;
use super::reading::{self, Opened, TornEnd, Trouble, files, is_segment, session_of};
use super::sealed::{TEMPORARY, write_private, write_whole};

/// Opens a meeting for writing. Only for the holder of the lock: it moves files that another writer might be making.
///
/// # Errors
/// When the meeting's folder is missing or not private to us. Damage is no error: it is reported in `troubles`.
pub fn open(disk: &dyn Disk, home: &MeetingFolder, rescue: &[MeetingFolder]) -> io::Result<Opened> {
    disk.list(&home.path)?;
    let mut troubles = Vec::new();
    match home.make(disk) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(error),
        // A full disk must not keep anybody from opening the minutes: failures from here on are reported, not returned.
        Err(error) => troubles.push(not_copied("recovered", &error)),
    }
    bring_home(disk, home, rescue, &mut troubles);
    put_left_overs_away(disk, home, &mut troubles);
    make_safe(disk, home, &mut troubles);
    let (mut opened, torn_ends) = reading::read_with_torn_ends(disk, home, rescue);
    keep_torn_ends(disk, home, &torn_ends, &mut troubles);
    opened.troubles.append(&mut troubles);
    Ok(opened)
}

fn not_copied(file: &str, error: &io::Error) -> Trouble {
    Trouble::NotCopied {
        file: file.to_owned(),
        why: in_words(error),
    }
}

/// Syncs what an earlier session wrote: after a kill its records may only be in the machine's memory, and new records
/// must not follow ones that could still be lost.
fn make_safe(disk: &dyn Disk, home: &MeetingFolder, troubles: &mut Vec<Trouble>) {
    let folder = home.journal();
    for name in disk.list(&folder).unwrap_or_default() {
        if is_segment(&name)
            && let Err(error) = disk.sync_file(&folder.join(&name))
        {
            troubles.push(not_copied(&name, &error));
        }
    }
    if let Err(error) = disk.sync_folder(&folder) {
        troubles.push(not_copied("journal", &error));
    }
}

/// Copies the segments in the rescue folders next to the others: a rescue folder may vanish on logging out.
fn bring_home(
    disk: &dyn Disk,
    home: &MeetingFolder,
    rescue: &[MeetingFolder],
    troubles: &mut Vec<Trouble>,
) {
    let places: Vec<&MeetingFolder> = rescue.iter().collect();
    // What cannot be read is reported when everything is read.
    let found = files(
        disk,
        &places,
        MeetingFolder::journal,
        is_segment,
        &mut Vec::new(),
    );
    let here = disk.list(&home.journal()).unwrap_or_default();
    for segment in found {
        // A session never uses a name twice, so a file of that name is this one, brought home before.
        if segment.bytes.is_empty() || here.contains(&segment.name) {
            continue;
        }
        if let Err(error) = write_whole(disk, &home.journal(), &segment.name, &segment.bytes) {
            troubles.push(not_copied(&segment.name, &error));
        }
    }
}

fn put_left_overs_away(disk: &dyn Disk, home: &MeetingFolder, troubles: &mut Vec<Trouble>) {
    for folder in [home.path.clone(), home.journal()] {
        let names = disk.list(&folder).unwrap_or_default();
        let left =
            |name: &String| name.ends_with(TEMPORARY) && !disk.is_anothers(&folder.join(name));
        for name in names.into_iter().filter(left) {
            let moved = disk
                .rename(
                    &folder.join(&name),
                    &home.recovered().join(name.trim_start_matches('.')),
                )
                .and_then(|()| disk.sync_folder(&home.recovered()))
                .and_then(|()| disk.sync_folder(&folder));
            troubles.push(match moved {
                Ok(()) => Trouble::LeftOver { file: name },
                Err(error) => not_copied(&name, &error),
            });
        }
    }
}

/// Copies the torn end of each segment; the segment itself stays as it is, because we did not make it.
fn keep_torn_ends(
    disk: &dyn Disk,
    home: &MeetingFolder,
    torn_ends: &[TornEnd],
    troubles: &mut Vec<Trouble>,
) {
    if torn_ends.is_empty() {
        return;
    }
    let kept = disk.list(&home.recovered()).unwrap_or_default();
    for torn in torn_ends {
        // Named after its content: opening the meeting again does not copy it again.
        let hash = journal_line::sha256(&torn.bytes);
        let name = format!(
            "torn-{}-{}",
            torn.segment,
            hash.get(..12).unwrap_or_default()
        );
        if kept.contains(&name) {
            continue;
        }
        if let Err(error) = write_whole(disk, &home.recovered(), &name, &torn.bytes) {
            troubles.push(not_copied(&torn.segment, &error));
        }
    }
}

pub(super) const DRAFT: &str = "draft-";

/// Removes the draft files of the sessions for which `goes` is true; one that could not be read to its end is kept in
/// `recovered/` first, and another user's are left to them. Call it only once the draft of this session holds their
/// texts and is synced, and for writers' sessions only while holding the lock: half-typed text must not lie about for
/// ever.
///
/// # Errors
/// The first file that could not be removed; the others are still tried.
pub fn clear_old_drafts(
    disk: &dyn Disk,
    home: &MeetingFolder,
    rescue: &[MeetingFolder],
    goes: impl Fn(&str) -> bool,
) -> io::Result<()> {
    let mut result = Ok(());
    let mut folders: HashMap<&Path, Vec<String>> = HashMap::new();
    for place in std::iter::once(home).chain(rescue) {
        folders.insert(&place.path, disk.list(&place.draft()).unwrap_or_default());
    }
    for (place, names) in folders {
        for name in names.iter().filter(|name| goes(session_of(name))) {
            let path = place.join("draft").join(name);
            if !disk.is_anothers(&path) {
                result = result
                    .and(keep_damaged(disk, home, &path, name).and_then(|()| disk.remove(&path)));
            }
        }
    }
    result
}

/// Copies a draft file that was cut off or damaged: nobody has read what it holds beyond that point.
fn keep_damaged(disk: &dyn Disk, home: &MeetingFolder, path: &Path, name: &str) -> io::Result<()> {
    let bytes = disk.read(path, LARGEST_FILE)?;
    if draft_lines::is_whole(&bytes) {
        return Ok(());
    }
    let hash = journal_line::sha256(&bytes);
    let name = format!("{DRAFT}{name}-{}", hash.get(..12).unwrap_or_default());
    write_private(disk, &home.recovered(), &name, &bytes)
}
