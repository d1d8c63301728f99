//! Files that are whole or absent: written under a temporary name, synced, read back and then renamed. Also the seal of
//! a meeting, the hashes that show later whether anything was changed.
//!
//! A seal shows a change to anyone who has the seal's own hash from elsewhere; alone it proves nothing against somebody
//! who can rewrite the whole folder.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, LARGEST_FILE, append_all, read_shared};
use super::extra_files::{IMPORTED, extra_files, is_of_a_version};
use super::journal_line::{Line, add_hash, own_hash, sha256, take_apart};
use super::paths::{MeetingFolder, new_session};
use super::reading::{is_segment, session_of};
use super::sharing::Reach;

pub(crate) const TEMPORARY: &str = ".tmp";
pub const SEAL: &str = "seal.json";
/// The same hashes for `sha256sum -c`, which needs no program of ours.
pub const SUMS: &str = "SHA256SUMS";

/// A meeting's subfolder for earlier versions.
pub const EARLIER: &str = "earlier";

/// Writes a whole file: whatever happens, the name has the old content or the new, never a part. Once it returns, the
/// new content is safe against a power cut.
///
/// # Errors
/// Any error on the way; the old content is untouched then.
pub fn write_whole(disk: &dyn Disk, folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    write_reaching(disk, folder, name, bytes, Reach::AsAbove)
}

/// As [`write_whole`], for a file that the team may read where the folder is shared: the open minutes, and the seal.
pub fn write_for_team(disk: &dyn Disk, folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    write_reaching(disk, folder, name, bytes, Reach::TeamReads)
}

pub fn is_there(disk: &dyn Disk, folder: &Path, name: &str) -> bool {
    let names = disk.list(folder).unwrap_or_default();
    names.iter().any(|one| one == name)
}

/// As [`write_whole`], for a file that stays private to its writer even when the meeting was handed on.
pub(super) fn write_private(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> io::Result<()> {
    write_reaching(disk, folder, name, bytes, Reach::Private)
}

fn write_reaching(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
    bytes: &[u8],
    reach: Reach,
) -> io::Result<()> {
    let temporary = folder.join(format!(".{name}.{}{TEMPORARY}", new_session(0)?));
    let written = write_checked(disk, &temporary, bytes, reach)
        .and_then(|()| disk.rename(&temporary, &folder.join(name)));
    if written.is_err() {
        // Best effort; opening the meeting moves left-over files to `recovered/`.
        let _ = disk.remove(&temporary);
    }
    written.and_then(|()| disk.sync_folder(folder))
}

/// Keeps a file of a version for good under `earlier/`. The same text again is no error; different text under an
/// existing name is refused, so that nothing that was signed is ever overwritten. `reach` counts where the folder is
/// shared.
///
/// # Errors
/// Any error on the way, and `AlreadyExists`.
pub fn keep(
    disk: &dyn Disk,
    meeting: &MeetingFolder,
    name: &str,
    bytes: &[u8],
    reach: Reach,
) -> io::Result<()> {
    let folder = meeting.earlier();
    if disk.make_folder_reaching(&folder, Reach::TeamReads)? {
        disk.sync_folder(&meeting.path)?;
    }
    match disk.read(&folder.join(name), LARGEST_FILE) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            write_reaching(disk, &folder, name, bytes, reach)
        }
        Err(error) => Err(error),
        Ok(kept) if kept == bytes => Ok(()),
        Ok(_) => Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "another version is kept under this number",
        )),
    }
}

fn write_checked(disk: &dyn Disk, path: &Path, bytes: &[u8], reach: Reach) -> io::Result<()> {
    let file = disk.create_reaching(path, reach)?;
    append_all(file.as_ref(), bytes)?;
    file.sync()?;
    if disk.read(path, bytes.len() as u64)? == bytes {
        Ok(())
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "the disk returned different text from what was written",
        ))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    file: String,
    bytes: u64,
    records: usize,
    sha256: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Output {
    file: String,
    sha256: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Seal {
    v: u64,
    who: String,
    when: String,
    journal: Vec<Head>,
    outputs: Vec<Output>,
    /// The same hashes are beside it, for others. The first seals had none.
    #[serde(default, skip_serializing_if = "is_false")]
    sums: bool,
}

impl Seal {
    /// Of whoever made it.
    fn account(&self) -> Option<u32> {
        account_in(&self.who)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(yes: &bool) -> bool {
    !yes
}

/// Seals a meeting: stores the end of every segment of its journal and the hash of every file in `outputs`, which must
/// already be written. Returns the hash of the seal, to be kept elsewhere too.
///
/// # Errors
/// When a file cannot be read or the seal cannot be written; the meeting is not sealed then.
pub fn seal(
    disk: &dyn Disk,
    meeting: &MeetingFolder,
    outputs: &[&str],
    who: &str,
    when: &str,
) -> io::Result<String> {
    let mut journal = Vec::new();
    for file in segments(disk, meeting)? {
        let bytes = disk.read(&meeting.journal().join(&file), LARGEST_FILE)?;
        let records = take_apart(&bytes).lines.len();
        journal.push(Head {
            file,
            bytes: bytes.len() as u64,
            records,
            sha256: sha256(&bytes),
        });
    }
    let outputs = outputs
        .iter()
        .map(|&file| {
            let bytes = disk.read(&meeting.path.join(file), LARGEST_FILE)?;
            Ok(Output {
                file: file.to_owned(),
                sha256: sha256(&bytes),
            })
        })
        .collect::<io::Result<_>>()?;
    let seal = Seal {
        v: 1,
        who: who.to_owned(),
        when: when.to_owned(),
        journal,
        outputs,
        sums: true,
    };
    let mut bytes = serde_json::to_vec(&seal)?;
    let hash = add_hash(&mut bytes);
    write_for_team(disk, &meeting.path, SEAL, &bytes)?;
    write_for_team(disk, &meeting.path, SUMS, sums(&seal, &bytes).as_bytes())?;
    Ok(hash)
}

/// Of whole files: where the journal has grown since, `sha256sum` says of it that it differs.
fn sums(seal: &Seal, bytes: &[u8]) -> String {
    let journal = seal.journal.iter();
    let journal = journal.map(|head| (head.sha256.clone(), format!("journal/{}", head.file)));
    let outputs = seal.outputs.iter();
    let outputs = outputs.map(|output| (output.sha256.clone(), output.file.clone()));
    let own = (sha256(bytes), SEAL.to_owned());
    let all = outputs.chain(journal).chain([own]);
    all.map(|(hash, file)| format!("{hash}  {file}\n"))
        .collect()
}

fn segments(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Vec<String>> {
    let mut names = disk.list(&meeting.journal())?;
    names.retain(|name| is_segment(name));
    Ok(names)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub file: String,
    pub what: String,
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.file, self.what)
    }
}

const NOT_THERE: &str = "was not there when it was sealed";
const NOT_OURS: &str = "is no file of these minutes";
const ONCE_MORE: &str = "has sealed records once more";

impl Changed {
    /// A version that is kept while the meeting is open again: its next seal will have it.
    #[must_use]
    pub fn is_a_version_since(&self) -> bool {
        self.what == NOT_THERE
    }

    /// Not the journal, and not a version that was kept: those only grow.
    #[must_use]
    pub fn is_rewritten_on_reopening(&self) -> bool {
        let is_kept = self.file.starts_with(EARLIER);
        let is_extra = self.what == NOT_OURS;
        self.file != SEAL && !is_segment(&self.file) && !is_kept && !is_extra
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Who sealed the meeting; empty when the seal cannot be read.
    pub who: String,
    pub when: String,
    /// Of the seal itself; empty when it cannot be read.
    pub hash: String,
    pub changed: Vec<Changed>,
    /// Files that the system does not let this account read: a colleague's, in a team's folder.
    pub unread: Vec<String>,
    /// Files that another account owns than the one that sealed them: it can change them.
    pub of_another: Vec<String>,
    /// One of those that is neither this account nor root: the file, and the number of the account.
    pub of_a_stranger: Option<(String, u32)>,
    /// What was imported since, with its hash: the record of seals has it, too.
    pub imported: Vec<(String, String)>,
    /// The number of records added after sealing (amendments).
    pub later_records: usize,
}

impl Verdict {
    fn not_read(&mut self, file: &str, error: &io::Error) {
        if is_not_for_us(error) {
            self.unread.push(file.to_owned());
        } else if error.kind() == io::ErrorKind::NotFound {
            self.changed.push(changed(file, "is gone"));
        } else {
            let what = format!("cannot be read ({error})");
            self.changed.push(changed(file, &what));
        }
    }
}

/// The system said so, and not our own look at the file: a link in a file's place is a change.
#[must_use]
pub fn is_not_for_us(error: &io::Error) -> bool {
    error.raw_os_error().is_some() && error.kind() == io::ErrorKind::PermissionDenied
}

/// Another minute-taker's file too, where the system lets us read it.
fn read_anyones(disk: &dyn Disk, path: &Path) -> io::Result<Vec<u8>> {
    disk.read(path, LARGEST_FILE).or_else(|error| {
        let is_ours_to_ask =
            error.kind() == io::ErrorKind::PermissionDenied && !is_not_for_us(&error);
        match is_ours_to_ask {
            true => read_shared(path, LARGEST_FILE),
            false => Err(error),
        }
    })
}

/// `None` when the meeting is not sealed.
pub fn verify(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Option<Verdict>> {
    let bytes = match read_anyones(disk, &meeting.path.join(SEAL)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let mut verdict = Verdict::default();
    let text = bytes
        .strip_suffix(b"\n")
        .and_then(|line| std::str::from_utf8(line).ok());
    let seal = text.and_then(|text| {
        let hash = own_hash(text)?;
        Some((serde_json::from_str::<Seal>(text).ok()?, hash))
    });
    let Some((seal, hash)) = seal else {
        verdict
            .changed
            .push(changed(SEAL, "was changed after sealing"));
        return Ok(Some(verdict));
    };
    for head in &seal.journal {
        check_head(disk, meeting, head, &mut verdict);
    }
    let later = match segments(disk, meeting) {
        Err(error) if is_not_for_us(&error) || error.kind() == io::ErrorKind::NotFound => vec![],
        names => names?,
    };
    let later = later
        .into_iter()
        .filter(|name| !seal.journal.iter().any(|head| head.file == *name));
    let later: Vec<String> = later.collect();
    let sealed_records = match later.is_empty() {
        true => HashSet::new(),
        false => sealed_records(disk, meeting, &seal),
    };
    for name in &later {
        match read_anyones(disk, &meeting.journal().join(name)) {
            Ok(bytes) => {
                let lines = take_apart(&bytes).lines;
                verdict.later_records += lines.len();
                // A session writes its own records once more when a disk gives errors.
                let is_of_a_sealed_session = seal
                    .journal
                    .iter()
                    .any(|head| session_of(&head.file) == session_of(name));
                let is_again = |(_, line): &(_, Line)| is_among(line, &sealed_records);
                if !is_of_a_sealed_session && lines.iter().any(is_again) {
                    verdict.changed.push(changed(name, ONCE_MORE));
                }
            }
            Err(error) => verdict.not_read(name, &error),
        }
    }
    for output in &seal.outputs {
        let owner = owner_of(&meeting.path.join(&output.file));
        let another = owner.filter(|owner| seal.account().is_some_and(|account| account != *owner));
        if let Some(owner) = another.filter(|_| !output.file.starts_with(EARLIER)) {
            verdict.of_another.push(output.file.clone());
            if ![0, rustix::process::geteuid().as_raw()].contains(&owner) {
                verdict.of_a_stranger = Some((output.file.clone(), owner));
            }
        }
        match read_anyones(disk, &meeting.path.join(&output.file)) {
            Ok(bytes) if sha256(&bytes) == output.sha256 => {}
            Ok(_) => verdict
                .changed
                .push(changed(&output.file, "was changed after sealing")),
            Err(error) => verdict.not_read(&output.file, &error),
        }
    }
    // It is believed by nothing here, but somebody else may rely on it. The first seals had none.
    let sums_found = read_anyones(disk, &meeting.path.join(SUMS));
    match sums_found {
        Ok(found) if found != sums(&seal, &bytes).as_bytes() => {
            let what = "was changed after sealing";
            verdict.changed.push(changed(SUMS, what));
        }
        Err(error) if seal.sums => verdict.not_read(SUMS, &error),
        _ => {}
    }
    let extra = extra_files(disk, meeting);
    let extra = extra.iter().map(|file| changed(file, NOT_OURS));
    verdict.changed.extend(extra);
    for file in kept_files(disk, meeting, |name| name.starts_with(IMPORTED)) {
        let is_sealed = seal.outputs.iter().any(|output| output.file == file);
        if !is_sealed && let Ok(bytes) = read_anyones(disk, &meeting.path.join(&file)) {
            verdict.imported.push((file, sha256(&bytes)));
        }
    }
    // The first seals named no version at all; and while it is open again, versions are kept that its next seal will have.
    let names_versions = |output: &Output| output.file.starts_with(EARLIER);
    if verdict.later_records == 0 && seal.outputs.iter().any(names_versions) {
        for file in kept_files(disk, meeting, is_of_a_version) {
            if !seal.outputs.iter().any(|output| output.file == file) {
                verdict.changed.push(changed(&file, NOT_THERE));
            }
        }
    }
    verdict.hash = hash.to_owned();
    verdict.who = seal.who;
    verdict.when = seal.when;
    Ok(Some(verdict))
}

/// The files of versions that were signed off or sent out are kept before the seal is made; what is imported comes after
/// it.
fn kept_files(disk: &dyn Disk, meeting: &MeetingFolder, wanted: fn(&str) -> bool) -> Vec<String> {
    let names = disk.list(&meeting.earlier()).unwrap_or_default();
    let files = names.into_iter().filter(|name| wanted(name));
    files.map(|name| format!("{EARLIER}/{name}")).collect()
}

/// The hashes of all records that the seal is about, as far as they can be read.
fn sealed_records(disk: &dyn Disk, meeting: &MeetingFolder, seal: &Seal) -> HashSet<String> {
    let files = seal.journal.iter();
    let read = files.filter_map(|head| {
        let bytes = read_anyones(disk, &meeting.journal().join(&head.file)).ok()?;
        let sealed = usize::try_from(head.bytes).ok()?;
        Some(take_apart(bytes.get(..sealed)?).lines)
    });
    let hashes = read.flatten().filter_map(|(_, line)| match line {
        Line::Known { hash, .. } => Some(hash),
        Line::Newer(_) => None,
    });
    hashes.collect()
}

fn is_among(line: &Line, records: &HashSet<String>) -> bool {
    matches!(line, Line::Known { hash, .. } if records.contains(hash))
}

/// What a seal that came with a file says of it: its hash, `None` where it says nothing of it.
///
/// # Errors
/// When it is no seal, or was changed since it was made.
pub fn hash_in_seal(seal: &[u8], file: &str) -> io::Result<Option<String>> {
    let text = seal.strip_suffix(b"\n").unwrap_or(seal);
    let text = std::str::from_utf8(text).map_err(io::Error::other)?;
    let Some(_) = own_hash(text) else {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    };
    let seal: Seal = serde_json::from_str(text)?;
    let mut outputs = seal.outputs.into_iter();
    let found = outputs.find(|output| output.file == file);
    Ok(found.map(|output| output.sha256))
}

fn owner_of(path: &Path) -> Option<u32> {
    let flags = rustix::fs::AtFlags::SYMLINK_NOFOLLOW;
    let found = rustix::fs::statat(rustix::fs::CWD, path, flags).ok()?;
    Some(found.st_uid)
}

/// The number of the account in `uid:1000 anna`.
#[must_use]
pub fn account_in(who: &str) -> Option<u32> {
    let number = who.strip_prefix("uid:")?;
    number.split(' ').next()?.parse().ok()
}

fn changed(file: &str, what: &str) -> Changed {
    Changed {
        file: file.to_owned(),
        what: what.to_owned(),
    }
}

/// The sealed part of a segment must be unchanged; records after it are counted.
fn check_head(disk: &dyn Disk, meeting: &MeetingFolder, head: &Head, verdict: &mut Verdict) {
    let bytes = match read_anyones(disk, &meeting.journal().join(&head.file)) {
        Ok(bytes) => bytes,
        Err(error) => return verdict.not_read(&head.file, &error),
    };
    let sealed = usize::try_from(head.bytes)
        .ok()
        .and_then(|length| bytes.split_at_checked(length));
    match sealed {
        Some((sealed, later)) if sha256(sealed) == head.sha256 => {
            let later = take_apart(later);
            verdict.later_records += later.lines.len();
            if !later.bad.is_empty() || later.torn.is_some() {
                verdict.changed.push(changed(
                    &head.file,
                    "has damaged records after the sealed ones",
                ));
            }
            // Nearly always nothing follows: the sealed lines are not parsed then.
            if later.lines.is_empty() {
                return;
            }
            // A line is written again after an error, but never one that was sealed.
            let sealed = take_apart(sealed).lines;
            let is_again = |(_, line): &(usize, Line)| sealed.iter().any(|(_, old)| old == line);
            if later.lines.iter().any(is_again) {
                let what = "has a sealed record once more after the sealed ones";
                verdict.changed.push(changed(&head.file, what));
            }
        }
        _ => {
            let taken = take_apart(&bytes);
            let bad = taken.bad.first().map(|(line, _)| *line);
            let torn = taken.torn.map(|_| taken.lines.len() + 1);
            let what = match bad.or(torn) {
                Some(line) => format!("was changed after sealing: line {line} of {}", head.records),
                None => "was changed after sealing: records were rewritten, added in between or taken out".to_owned(),
            };
            verdict.changed.push(changed(&head.file, &what));
        }
    }
}
