//! Reading the record: the files of all accounts, whether each is whole and knows of the others, and what is in them.

use std::collections::{HashMap, HashSet};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use serde_json::{Map, Value};

use super::line::{RecordLine, Recorded, read_line, tips, told_by};
use super::{ENDING, FOLDER, OTHERS, folders, seen};
use crate::store::account_log::{self, Log};
use crate::store::disk::{Disk, LARGEST_FILE, read_shared};
use crate::store::paths::{MeetingId, Paths};

/// The lines of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    pub name: String,
    pub lines: usize,
    /// The hash of its last line: whoever keeps it elsewhere notices a file that was cut or written anew.
    pub head: String,
    /// What it knows of the other files.
    others: HashMap<String, String>,
}

#[derive(Debug, Default)]
pub struct SealRecord {
    files: Vec<RecordFile>,
    meetings: HashMap<String, Vec<RecordLine>>,
    hashes: HashSet<String>,
    troubles: Vec<String>,
    /// Accounts (by number) whose file is not theirs, or no longer has a line that was seen in it.
    disputed: HashSet<u32>,
}

impl SealRecord {
    /// From every place that this account can read, each line checked.
    #[must_use]
    pub fn read(places: &Paths, disk: &dyn Disk) -> SealRecord {
        let mut record = SealRecord::gathered(places, disk, None);
        record.check_each_other();
        if places.team().is_some() {
            record.check_against_what_was_seen(places);
        }
        record
    }

    /// Only what it has of one meeting, unchecked: quick, however many meetings there are.
    #[must_use]
    pub fn about(places: &Paths, disk: &dyn Disk, meeting: &MeetingId) -> SealRecord {
        SealRecord::gathered(places, disk, Some(meeting))
    }

    fn gathered(places: &Paths, disk: &dyn Disk, only: Option<&MeetingId>) -> SealRecord {
        let mut record = SealRecord::default();
        for (at, folder) in folders(places).enumerate() {
            let names = match disk.list(&folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    let words = format!("The folder {FOLDER} cannot be read ({error}).");
                    record.troubles.push(words);
                    continue;
                }
                names => names.unwrap_or_default(),
            };
            for name in names.iter().filter(|name| name.ends_with(ENDING)) {
                record.take_file(disk, &folder, name, at > 0, only);
            }
        }
        record
    }

    fn take_file(
        &mut self,
        disk: &dyn Disk,
        folder: &Path,
        name: &str,
        is_rescued: bool,
        only: Option<&MeetingId>,
    ) {
        let path = folder.join(name);
        if !self.is_of_its_account(&path, name) {
            return;
        }
        let bytes = disk
            .read(&path, LARGEST_FILE)
            .or_else(|_| read_shared(&path, LARGEST_FILE));
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                let words = format!("{FOLDER}/{name} cannot be read ({error}).");
                return self.troubles.push(words);
            }
        };
        let log = match only {
            Some(meeting) => account_log::take(&lines_about(&bytes, meeting)),
            None => account_log::take(&bytes),
        };
        if only.is_none() {
            self.check_chain(name, &log);
        }
        let mut file = RecordFile {
            name: name.to_owned(),
            lines: log.lines.len(),
            head: String::new(),
            others: HashMap::new(),
        };
        for line in log.lines {
            file.head.clone_from(&line.hash);
            self.hashes.insert(line.hash.clone());
            let others = line.entry.body.get(OTHERS).and_then(Value::as_object);
            for (name, head) in others.into_iter().flatten() {
                let head = head.as_str().unwrap_or_default();
                file.others.insert(name.clone(), head.to_owned());
            }
            if let Some((meeting, line)) = read_line(&line.entry, line.hash, is_rescued) {
                self.meetings.entry(meeting).or_default().push(line);
            }
        }
        self.files.push(file);
    }

    fn check_chain(&mut self, name: &str, log: &Log) {
        if let Some(line) = log.bad.first() {
            self.troubles.push(format!(
                "{FOLDER}/{name} was changed: line {line} is not as it was written."
            ));
        }
        if let Some(at) = log.lines.iter().position(|line| !line.follows) {
            self.troubles.push(format!(
                "{FOLDER}/{name} was changed: record {} does not follow the one before it.",
                at + 1
            ));
        }
    }

    /// A member of the team could make a file in a colleague's name before that colleague does, or in its place: nothing
    /// in it counts. What this account or IT owns is nobody else's to plant.
    fn is_of_its_account(&mut self, path: &Path, name: &str) -> bool {
        let account = name.strip_suffix(ENDING).map(str::parse::<u32>);
        let owner = std::fs::symlink_metadata(path).map(|found| found.uid());
        let (Some(Ok(account)), Ok(owner)) = (account, owner) else {
            return true;
        };
        let me = rustix::process::geteuid().as_raw();
        if [account, me, 0].contains(&owner) {
            return true;
        }
        let whose = match account == me {
            true => "your record of seals".to_owned(),
            false => format!("the record of seals of account {account}"),
        };
        self.disputed.insert(account);
        self.troubles.push(format!(
            "{FOLDER}/{name} is {whose} by its name, but belongs to account {owner}, so nothing in it counts: ask IT to move it away."
        ));
        false
    }

    /// What this account saw of each file the last time: one that was cut, written anew or taken away since is missed, also
    /// where nobody else's record names it.
    fn check_against_what_was_seen(&mut self, places: &Paths) {
        let Some(memory) = seen::Memory::of(places) else {
            return;
        };
        let before = memory.read();
        let is_missed = |head: &str| !self.hashes.contains(head);
        let missed: Vec<&seen::Seen> = before.iter().filter(|one| is_missed(&one.head)).collect();
        for one in &missed {
            let account = one.name.strip_suffix(ENDING);
            let account = account.and_then(|number| number.parse::<u32>().ok());
            self.disputed.extend(account);
            self.troubles.push(format!(
                "{FOLDER}/{} was cut, written anew or taken away since you last looked at it. Ask IT who did that; if it was meant, remove {}.",
                one.name,
                memory.path().display()
            ));
        }
        let still: Vec<seen::Seen> = missed.into_iter().cloned().collect();
        let is_still_missed = |name: &str| still.iter().any(|one| one.name == name);
        let now = self.files.iter().filter(|file| !file.head.is_empty());
        let now = now.filter(|file| !is_still_missed(&file.name));
        let mut now: Vec<seen::Seen> = now
            .map(|file| seen::Seen {
                name: file.name.clone(),
                head: file.head.clone(),
            })
            .collect();
        now.extend(still.iter().cloned());
        now.sort();
        now.dedup();
        if now != before {
            memory.write(&now);
        }
    }

    /// Each account's record names the end of the others': one that was cut or taken away is missed.
    fn check_each_other(&mut self) {
        for file in &self.files {
            for (other, head) in &file.others {
                if !self.hashes.contains(head) {
                    self.troubles.push(format!(
                        "{FOLDER}/{other} was cut, written anew or taken away: {FOLDER}/{} knows a line of it that is not there.",
                        file.name
                    ));
                }
            }
        }
        let after = self.meetings.iter().find_map(|(meeting, lines)| {
            let lost = |line: &&RecordLine| {
                let after = line.after.as_ref();
                after.is_some_and(|after| !self.hashes.contains(after))
            };
            lines.iter().find(lost).map(|_| meeting.clone())
        });
        if let (Some(meeting), true) = (after, self.troubles.is_empty()) {
            self.troubles.push(format!(
                "A line about {meeting} is missing in {FOLDER}: another one follows it."
            ));
        }
    }

    /// Whether the record of this account (its number) is another's, or has lost lines.
    #[must_use]
    pub fn is_disputed(&self, account: u32) -> bool {
        self.disputed.contains(&account)
    }

    /// What is wrong with the record itself, in words.
    #[must_use]
    pub fn troubles(&self) -> &[String] {
        &self.troubles
    }

    #[must_use]
    pub fn files(&self) -> &[RecordFile] {
        &self.files
    }

    /// Whether a line with this hash, or with one that begins so, is there.
    #[must_use]
    pub fn has_line(&self, beginning: &str) -> bool {
        self.hashes.iter().any(|hash| hash.starts_with(beginning))
    }

    /// All meetings in it.
    pub fn meetings(&self) -> impl Iterator<Item = &str> {
        self.meetings.keys().map(String::as_str)
    }

    /// The newest line that no other follows.
    pub(super) fn last_line_of(&self, meeting: &str) -> Option<&RecordLine> {
        newest(self.meetings.get(meeting)?)
    }

    /// The same among the lines that everybody sees.
    pub(super) fn last_shared_line_of(&self, meeting: &str) -> Option<String> {
        let lines = self.meetings.get(meeting)?.iter();
        let shared: Vec<RecordLine> = lines.filter(|line| !line.is_rescued).cloned().collect();
        newest(&shared).map(|line| line.hash.clone())
    }

    /// The ends of the other files, where ours does not name them yet.
    pub(super) fn news_of_others(&self, ours: &str) -> Map<String, Value> {
        let known = self.files.iter().find(|file| file.name == ours);
        let others = self.files.iter().filter(|file| file.name != ours);
        let news = others.filter(|file| {
            let known = known.and_then(|ours| ours.others.get(&file.name));
            !file.head.is_empty() && known != Some(&file.head)
        });
        news.map(|file| (file.name.clone(), Value::from(file.head.as_str())))
            .collect()
    }

    /// Changes with every line about a meeting; empty when there is none.
    #[must_use]
    pub fn mark(&self, meeting: &MeetingId) -> String {
        let lines = self.meetings.get(meeting.as_str());
        let tips = tips(lines.map_or(&[], Vec::as_slice));
        let mut marks: Vec<&str> = tips.iter().filter_map(|line| line.hash.get(..16)).collect();
        marks.sort_unstable();
        marks.join("+")
    }

    /// What it has of a meeting; `None` when no line names it. `seal` is the hash of the seal that is there: of lines
    /// that do not follow from each other, those that lead to it are taken.
    #[must_use]
    pub fn of(&self, meeting: &MeetingId, seal: Option<&str>) -> Option<Recorded> {
        let lines = self.meetings.get(meeting.as_str())?;
        let by_hash: HashMap<&str, &RecordLine> = lines
            .iter()
            .map(|line| (line.hash.as_str(), line))
            .collect();
        let mut ends: Vec<Recorded> = tips(lines)
            .into_iter()
            .map(|tip| told_by(tip, &by_hash))
            .collect();
        let is_here = |end: &Recorded| {
            let hash = end.sealed.as_ref().map(|sealing| sealing.seal.as_str());
            hash.is_some() && hash == seal
        };
        ends.sort_by_key(|end| (is_here(end), end.sealed.as_ref().map(|sealing| sealing.at)));
        let mut chosen = ends.pop()?;
        chosen.rivals = ends.into_iter().filter_map(|end| end.sealed).collect();
        Some(chosen)
    }
}

fn newest(lines: &[RecordLine]) -> Option<&RecordLine> {
    tips(lines).into_iter().max_by_key(|line| line.at)
}

pub(super) fn has_meeting(path: &Path, meeting: &MeetingId) -> bool {
    let bytes = read_shared(path, LARGEST_FILE).unwrap_or_default();
    let lines = account_log::take(&lines_about(&bytes, meeting)).lines;
    let named = lines
        .into_iter()
        .filter_map(|line| read_line(&line.entry, line.hash, false));
    named
        .into_iter()
        .any(|(named, _)| named == meeting.as_str())
}

/// Also those that name other files, and the last one.
fn lines_about(bytes: &[u8], meeting: &MeetingId) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let last = lines.next_back();
    let wanted = lines.filter(|line| line.contains(meeting.as_str()) || line.contains(OTHERS));
    let lines = wanted.chain(last).flat_map(|line| [line, "\n"]);
    lines.collect::<String>().into_bytes()
}
