//! The minutes files: written whole, read back, renamed; in the background while the meeting goes on.

use super::{EffectRunner, Open};
use crate::app::protocol::message::Message;
use crate::app::protocol::status::NotKept;
use crate::domain::minutes::versions::Kept;
use crate::domain::minutes::{cleaned, read_minutes};
use crate::domain::problem::Problem;
use crate::domain::visibility::Restricted;
use crate::engine::crash::{self, FaultPlace};
use crate::engine::meetings;
use crate::store::disk::{Disk, LARGEST_FILE};
use crate::store::journal::in_words;
use crate::store::paths::MeetingFolder;
use crate::store::sealed;
use crate::store::sharing::{self, Reach};
use crate::store::syncer::{NotWritten, next_ticket};
use crate::store::{earlier_versions, emptied};
use serde_json::Value;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

impl EffectRunner {
    /// Keeps both files of a version under its number. If that fails, the journal still holds everything they are made
    /// from.
    pub(super) fn keep_version(&mut self, kept: &Kept) -> Vec<Message> {
        let Some(open) = self.open.as_ref() else {
            return Vec::new();
        };
        let _ = self.syncer.flush(Duration::from_secs(5));
        let files = [
            (
                meetings::RESTRICTED,
                kept.restricted.for_the_full_record(),
                Reach::AsAbove,
            ),
            (meetings::MINUTES, &kept.minutes, Reach::TeamReads),
        ];
        for (name, text, reach) in files {
            let name = format!("{}-{name}", kept.number);
            if let Err(error) = sealed::keep(
                self.disk.as_ref(),
                &open.folder,
                &name,
                text.as_bytes(),
                reach,
            ) {
                return vec![Message::VersionNotKept(NotKept {
                    meeting: open.folder.id.to_string(),
                    number: kept.number,
                    why: not_kept(kept.number, error.into()),
                })];
            }
        }
        vec![Message::VersionKept(open.folder.id.to_string())]
    }

    /// Writes both files whole, at once or in the background; a file from a newer program is left alone.
    pub(super) fn write_minutes(
        &mut self,
        minutes: Value,
        restricted: Restricted<String>,
        seal: bool,
        waits: bool,
    ) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        let disk = self.disk.as_ref();
        if let Err(error) = settle_versions(disk, &open.folder, &minutes) {
            return self.are_older(versions_can_still_be_read(&in_words(&error)));
        }
        let ticket = next_ticket();
        let emptied = open.emptied.clone();
        let files = Files {
            disk: Arc::clone(&self.disk),
            folder: open.folder.clone(),
            minutes,
            restricted,
            emptied,
        };
        let newest = Arc::clone(&self.files);
        let write = move || files.write_unless_older(&newest, ticket);
        if !waits {
            open.files_asked = Some(ticket);
            self.syncer.files(ticket, Box::new(write));
            return Vec::new();
        }
        open.files_asked = None;
        // The journal and the half-typed line are safe before the summary of them.
        let _ = self.syncer.flush(Duration::from_secs(5));
        let mut messages = match seal {
            true => self.look_at_journal(),
            false => Vec::new(),
        };
        let done = write();
        // Nobody writes in the background now.
        let sealed = match (&done, seal) {
            (Ok(()), true) => self.seal(),
            _ => Ok(Vec::new()),
        };
        match sealed {
            Ok(told) => {
                messages.extend(self.files_done(done));
                messages.extend(told);
            }
            Err(why) => messages.extend(self.files_done(Err(why))),
        }
        messages
    }

    /// Before anything is recorded that takes something out of the minutes file. A file that is just being written
    /// would bring it back, so that is waited for, and one that is only asked for is no longer wanted.
    pub(super) fn empty_minutes(&mut self) -> Vec<Message> {
        self.want_no_files();
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        open.files_asked = None;
        if let Err(error) = earlier_versions::close(self.disk.as_ref(), &open.folder) {
            let _ = empty(self.disk.as_ref(), open);
            return self.are_older(versions_can_still_be_read(&in_words(&error)));
        }
        match empty(self.disk.as_ref(), open) {
            Ok(()) => Vec::new(),
            Err(error) => self.are_older(can_still_be_read(&in_words(&error))),
        }
    }

    /// What came of writing the files. Unless this session wrote the file that is still there, nobody knows what has
    /// been taken out of the minutes since, so it is emptied.
    pub(super) fn files_done(&mut self, done: Result<(), NotWritten>) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        open.files_asked = None;
        let Err(NotWritten { why, is_full }) = done else {
            open.emptied = None;
            open.wrote_files = true;
            let meeting = open.folder.id.to_string();
            self.unfinished.remove(&meeting);
            return vec![Message::MinutesWritten(meeting)];
        };
        let has_team = sharing::team_of(&open.folder.path).is_some();
        let is_empty = match open.wrote_files {
            true => Ok(false),
            false => empty(self.disk.as_ref(), open).map(|()| true),
        };
        let words = match (is_empty, has_team) {
            (Err(_), _) => return self.are_older(can_still_be_read(&why)),
            (Ok(true), true) => format!(
                "No new file for your team ({why}), so the old one is closed to them and emptied."
            ),
            (Ok(true), false) => {
                format!("The minutes file could not be written ({why}), so the old one is emptied.")
            }
            (Ok(false), true) => format!(
                "No new file for your team ({why}): theirs is older than what you recorded."
            ),
            (Ok(false), false) => format!(
                "The minutes file could not be written ({why}): it is older than what you recorded."
            ),
        };
        let problem = Problem::not_saved_or_read(words).safe("Every entry is safe in the journal.");
        let first = match is_full {
            true => "Free some space",
            false => "Look at the folder of these minutes, or call IT",
        };
        self.are_older(problem.next(format!(
            "{first}: the next entry tries again, and so does opening these minutes."
        )))
    }

    fn are_older(&mut self, why: Problem) -> Vec<Message> {
        let Some(open) = self.open.as_ref() else {
            return Vec::new();
        };
        let meeting = open.folder.id.to_string();
        self.unfinished.insert(meeting.clone(), why.clone());
        vec![Message::MinutesNotWritten { meeting, why }]
    }

    /// Drops requests that have not been started, and waits for a file being written.
    pub(super) fn want_no_files(&self) {
        *newest(&self.files) = next_ticket();
    }
}

fn not_kept(number: u64, NotWritten { why, is_full }: NotWritten) -> Problem {
    let first = match is_full {
        true => "Free some space",
        false => "Tell IT to look at the folder earlier of these minutes",
    };
    Problem::not_saved_or_read(format!(
        "Version {number} of the minutes could not be kept ({why})."
    ))
    .safe("What you recorded is safe in the journal, and the version can be made from it again.")
    .next(format!(
        "{first}, take the last line back with /undo and type it once more."
    ))
}

/// Neither emptying the file nor writing a new one worked.
fn can_still_be_read(why: &str) -> Problem {
    Problem::not_saved_or_read(format!(
        "THE OLD {} CAN STILL BE READ, with what you took out since ({why}).",
        meetings::MINUTES
    ))
    .safe("Every entry is safe in the journal.")
    .next("Tell IT to close that file. The next entry tries again to write a new one.")
}

/// The team may read a version that was signed off, unless it holds what is hidden in the minutes as they are now.
fn settle_versions(disk: &dyn Disk, folder: &MeetingFolder, minutes: &Value) -> io::Result<()> {
    let now = read_minutes(minutes).ok().map(|open| open.minutes);
    earlier_versions::settle(disk, folder, |bytes| {
        let value = serde_json::from_slice::<Value>(bytes).ok();
        let version = value.and_then(|value| read_minutes(&cleaned(&value)).ok());
        let (Some(version), Some(now)) = (version, &now) else {
            return false;
        };
        !version.minutes.holds_what_is_hidden(now)
    })
}

fn versions_can_still_be_read(why: &str) -> Problem {
    Problem::not_saved_or_read(format!(
        "YOUR TEAM CAN STILL READ EARLIER VERSIONS, with what you took out since ({why})."
    ))
    .safe("Every entry is safe in the journal.")
    .next("Tell IT to close the files in the folder earlier of this meeting. The next entry tries again.")
}

/// What the file held is kept, for the fields in it that only a newer program knows. Those of a full disk are in memory
/// alone: the words that are taken out must go first.
fn empty(disk: &dyn Disk, open: &mut Open) -> io::Result<()> {
    let path = open.folder.path.join(meetings::MINUTES);
    let held = disk.read(&path, LARGEST_FILE).ok();
    let held = held.filter(|held| !held.is_empty());
    if let Some(held) = held.as_ref().filter(|held| meetings::has_unknown(held)) {
        let _ = emptied::keep(disk, &open.folder, held);
    }
    disk.close_and_empty(&path)?;
    if held.is_some() {
        open.emptied = held;
    }
    open.wrote_files = true;
    Ok(())
}

/// After a panic that poisoned the lock, the number in it is still right.
fn newest(files: &Mutex<u32>) -> MutexGuard<'_, u32> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Files {
    disk: Arc<dyn Disk>,
    folder: MeetingFolder,
    minutes: Value,
    restricted: Restricted<String>,
    emptied: Option<Vec<u8>>,
}

impl Files {
    /// One writer at a time, and never an older text over a newer one.
    fn write_unless_older(self, files: &Mutex<u32>, ticket: u32) -> Result<(), NotWritten> {
        let mut newest = newest(files);
        if *newest > ticket {
            return Ok(());
        }
        *newest = ticket;
        crash::watched(|| self.write()).unwrap_or_else(|FaultPlace(place)| {
            Err(NotWritten {
                why: format!("a fault in the program, at {place}"),
                is_full: false,
            })
        })
    }

    fn write(mut self) -> Result<(), NotWritten> {
        let disk = self.disk.as_ref();
        if let Some(words) = meetings::newer_minutes(disk, &self.folder) {
            return Err(NotWritten {
                why: words,
                is_full: false,
            });
        }
        // Not of this session, where one before it was killed in between.
        let emptied = self.emptied.take();
        let emptied = emptied.or_else(|| emptied::kept(disk, &self.folder));
        meetings::carry_unknown(disk, &self.folder, emptied.as_deref(), &mut self.minutes);
        let text = format!("{:#}\n", self.minutes);
        let restricted = self.restricted.for_the_full_record().as_bytes();
        let folder = &self.folder.path;
        sealed::write_whole(disk, folder, meetings::RESTRICTED, restricted).and_then(|()| {
            sealed::write_for_team(disk, folder, meetings::MINUTES, text.as_bytes())
        })?;
        if emptied.is_some() {
            emptied::forget(disk, &self.folder);
        }
        Ok(())
    }
}
