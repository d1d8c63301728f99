//! Asks the system for the facts. What cannot be asked for counts as not known; nothing is judged here.

use super::{Encrypted, Entry, Facts, Kind, NotKnown, Place, Role, Room, Ssh, Tried};
use crate::domain::text::sanitise::clean_line;
use crate::engine::clock;
use crate::engine::own_settings::OwnSettings;
use crate::store::audit;
use crate::store::disk::{Disk, RealDisk, read_given};
use crate::store::disk_facts::{self, DiskFacts};
use crate::store::disk_space::WARN_BELOW;
use crate::store::journal::in_words;
use crate::store::paths::{MeetingFolder, MeetingId, Paths};
use crate::store::reading;
use crate::store::seal_record::SealRecord;
use chrono::{DateTime, FixedOffset};
use rustix::fs::{AtFlags, FileType, Stat};
use std::path::{Path, PathBuf};

/// Below the data root nothing of the program is deeper than `practice/meetings/<year>/<id>/journal/<file>`.
const DEEPEST: usize = 8;
/// The newest entry is looked for in this many journals that were written last.
const JOURNALS: usize = 5;
/// In bytes: nothing in /proc, /sys or /etc that is read here is larger.
const LARGEST: u64 = 256 * 1024;

#[must_use]
pub fn collect(places: &Paths) -> Facts {
    // A link at the data folder itself is followed once, as when a meeting starts.
    let data = std::path::absolute(&places.data).unwrap_or_else(|_| places.data.clone());
    let data = followed(&data);
    let mut roots = vec![(Role::Data, data.clone())];
    if !places.settings().starts_with(&data) {
        roots.push((Role::Settings, places.settings().to_owned()));
    }
    roots.extend(
        places
            .rescue
            .iter()
            .map(|path| (Role::Rescue, path.clone())),
    );
    roots.extend(places.cache.iter().map(|path| (Role::Cache, path.clone())));
    let places_found: Vec<Place> = roots
        .into_iter()
        .map(|(role, path)| {
            let mut entries = Vec::new();
            walk(&path, 0, &mut entries);
            Place {
                role,
                path,
                entries,
            }
        })
        .collect();
    let disk = nearest_there(&data).map_or_else(
        || Err(NotKnown("it cannot be found".to_owned())),
        |folder| disk_facts::look(&folder).map_err(|error| NotKnown(in_words(&error))),
    );
    let newest = places_found.first().and_then(newest_entry);
    Facts {
        account: rustix::process::geteuid().as_raw(),
        groups: groups(),
        above: above(&data),
        tried: tried(&data, disk.as_ref().ok()),
        disk,
        places: places_found,
        access: audit::all_troubles(places, &RealDisk),
        twice: twice(places),
        seals: SealRecord::read(places, &RealDisk).troubles().to_vec(),
        settings: OwnSettings::read(places).notes(),
        locale: locale(),
        term: variable("TERM"),
        swap: swap(),
        ssh: ssh(),
        now: clock::now(),
        newest,
    }
}

fn twice(places: &Paths) -> Vec<String> {
    let listed = places.look(&RealDisk).unwrap_or_default();
    let twice = listed.twice.iter();
    twice
        .map(|twice| twice.problem().happened().to_owned())
        .collect()
}

fn followed(path: &Path) -> PathBuf {
    match stat(path) {
        Some(found) if kind_of(&found) == Kind::Link => {
            rustix::fs::readlinkat(rustix::fs::CWD, path, Vec::new())
                .ok()
                .and_then(|target| target.into_string().ok())
                .map_or_else(
                    || path.to_owned(),
                    |target| path.parent().unwrap_or(path).join(target),
                )
        }
        _ => path.to_owned(),
    }
}

fn stat(path: &Path) -> Option<Stat> {
    rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW).ok()
}

fn kind_of(found: &Stat) -> Kind {
    match FileType::from_raw_mode(found.st_mode) {
        FileType::Directory => Kind::Folder,
        FileType::RegularFile => Kind::File,
        FileType::Symlink => Kind::Link,
        _ => Kind::Other,
    }
}

fn entry(path: &Path, found: &Stat) -> Entry {
    Entry {
        path: path.to_owned(),
        kind: kind_of(found),
        owner: found.st_uid,
        group: found.st_gid,
        mode: found.st_mode & 0o7777,
        names: found.st_nlink,
        is_closed: false,
        written: found.st_mtime,
    }
}

fn walk(path: &Path, depth: usize, entries: &mut Vec<Entry>) {
    let Some(found) = stat(path) else { return };
    let mut entry = entry(path, &found);
    let names = match entry.kind {
        Kind::Folder if depth < DEEPEST => RealDisk.list(path),
        _ => Ok(Vec::new()),
    };
    entry.is_closed = names.is_err();
    entries.push(entry);
    for name in names.unwrap_or_default() {
        walk(&path.join(name), depth + 1, entries);
    }
}

fn above(data: &Path) -> Vec<Entry> {
    let folders = data.ancestors().skip(1);
    folders
        .filter_map(|folder| Some(entry(folder, &stat(folder)?)))
        .collect()
}

/// The folder, or the nearest above it that exists: a new one will be made there.
fn nearest_there(path: &Path) -> Option<PathBuf> {
    path.ancestors()
        .find(|folder| stat(folder).is_some())
        .map(Path::to_owned)
}

fn groups() -> Vec<u32> {
    let more = rustix::process::getgroups().unwrap_or_default();
    let more = more.iter().map(|group| group.as_raw());
    std::iter::once(rustix::process::getegid().as_raw())
        .chain(more)
        .collect()
}

fn tried(data: &Path, disk: Option<&DiskFacts>) -> Tried {
    if stat(data).is_none() {
        return Tried::NotYet;
    }
    // Where there is little room, a trial could take the last of it from somebody who is writing.
    let is_roomy = disk.is_some_and(|disk| disk.free >= WARN_BELOW);
    match disk_facts::try_out(data, is_roomy) {
        Err(error) => Tried::CannotWrite(in_words(&error)),
        Ok(trial) => Tried::Wrote {
            locks: trial.lock.is_ok(),
            room: match trial.room {
                None => Room::NotTried,
                Some(Ok(())) => Room::Kept,
                Some(Err(error)) => Room::Refused(error.raw_os_error().unwrap_or_default()),
            },
        },
    }
}

/// The newest entry in the journals that were written last: also where the clock was ahead when they were.
fn newest_entry(data: &Place) -> Option<DateTime<FixedOffset>> {
    let mut journals: Vec<&Entry> = data
        .entries
        .iter()
        .filter(|entry| entry.path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    journals.sort_by_key(|entry| std::cmp::Reverse(entry.written));
    let newest = journals.into_iter().filter_map(|journal| {
        let folder = journal
            .path
            .parent()
            .filter(|folder| folder.ends_with("journal"))?;
        let path = folder.parent()?;
        let id = MeetingId::parse(path.file_name()?.to_str()?)?;
        let path = path.to_owned();
        let found = reading::read(&RealDisk, &MeetingFolder { id, path }, &[]);
        found.records.iter().map(|record| record.at).max()
    });
    newest.take(JOURNALS).max()
}

fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    (!value.is_empty()).then(|| clean_line(&value))
}

fn locale() -> Option<(&'static str, String)> {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| Some((name, variable(name)?)))
}

fn text_of(path: &str) -> Option<String> {
    let bytes = read_given(Path::new(path), LARGEST).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn swap() -> Vec<(String, Encrypted)> {
    let table = text_of("/proc/swaps").unwrap_or_default();
    let names = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next());
    names
        .map(|name| (clean_line(name), encrypted(name, 0)))
        .collect()
}

/// What the system says of a device, or of those it is made of (a volume on an encrypted disk).
fn encrypted(name: &str, depth: usize) -> Encrypted {
    let device = name.strip_prefix("/dev/").unwrap_or(name);
    if device.starts_with("zram") {
        return Encrypted::InMemory;
    }
    if !device.starts_with("dm-") {
        // A file may be on an encrypted disk, and a disk may encrypt by itself.
        let is_part_of_a_disk = name.starts_with("/dev/");
        return match is_part_of_a_disk {
            true => Encrypted::No,
            false => Encrypted::NotKnown,
        };
    }
    let about = format!("/sys/block/{device}");
    match text_of(&format!("{about}/dm/uuid")) {
        Some(uuid) if uuid.starts_with("CRYPT-") => Encrypted::Yes,
        Some(_) if depth < 4 => {
            let below = RealDisk.list(Path::new(&format!("{about}/slaves")));
            let below: Vec<Encrypted> = below
                .unwrap_or_default()
                .iter()
                .map(|below| encrypted(&format!("/dev/{below}"), depth + 1))
                .collect();
            let all = |one: Encrypted| !below.is_empty() && below.iter().all(|each| *each == one);
            match (all(Encrypted::Yes), below.contains(&Encrypted::No)) {
                (true, _) => Encrypted::Yes,
                (_, true) => Encrypted::No,
                _ => Encrypted::NotKnown,
            }
        }
        _ => Encrypted::NotKnown,
    }
}

fn ssh() -> Ssh {
    if variable("SSH_CONNECTION").is_none() {
        return Ssh::NotUsed;
    }
    let Some(main) = text_of("/etc/ssh/sshd_config") else {
        return Ssh::NotKnown;
    };
    // Where the first file takes others in, they come first, and the first word on a matter counts.
    let mut texts = Vec::new();
    if main.lines().any(|line| {
        line.trim_start()
            .to_ascii_lowercase()
            .starts_with("include")
    }) {
        let folder = "/etc/ssh/sshd_config.d";
        for name in RealDisk.list(Path::new(folder)).unwrap_or_default() {
            match text_of(&format!("{folder}/{name}")) {
                Some(text) => texts.push(text),
                None => return Ssh::NotKnown,
            }
        }
    }
    texts.push(main);
    of_the_server(&texts.join("\n"))
}

/// What holds for everybody: sections that begin with `Match` are for some only.
pub(super) fn of_the_server(text: &str) -> Ssh {
    let mut interval = None;
    let mut count = None;
    let mut is_for_some = false;
    for line in text.lines() {
        let mut words = line.split(|c: char| c.is_whitespace() || c == '=');
        let mut words = words.by_ref().filter(|word| !word.is_empty());
        let name = words.next().unwrap_or_default().to_ascii_lowercase();
        let value = words.next().unwrap_or_default();
        match name.as_str() {
            "match" => is_for_some = !value.eq_ignore_ascii_case("all"),
            _ if is_for_some => {}
            "clientaliveinterval" => interval = interval.or(seconds(value)),
            "clientalivecountmax" => count = count.or(value.parse().ok()),
            _ => {}
        }
    }
    Ssh::Server {
        interval: interval.unwrap_or(0),
        count: count.unwrap_or(3),
    }
}

/// `15`, `15s`, `2m`, `1h30m`.
fn seconds(value: &str) -> Option<u64> {
    let mut sum: u64 = 0;
    let mut number = String::new();
    for letter in value.chars() {
        let unit = match letter.to_ascii_lowercase() {
            '0'..='9' => {
                number.push(letter);
                continue;
            }
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            'w' => 604_800,
            _ => return None,
        };
        sum = sum.checked_add(number.parse::<u64>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    match number.is_empty() {
        true => Some(sum),
        false => sum.checked_add(number.parse().ok()?),
    }
}
