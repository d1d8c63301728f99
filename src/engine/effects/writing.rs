//! The minutes files: written whole, read back, renamed; in the background while the meeting goes on.

use super::EffectRunner;
use crate::app::protocol::message::Message;
use crate::domain::minutes::versions::Kept;
use crate::domain::problem::Problem;
use crate::domain::visibility::Restricted;
use crate::engine::crash::{self, FaultPlace};
use crate::engine::{clock, events, meetings};
use crate::store::disk::Disk;
use crate::store::handing_on::is_handed_on;
use crate::store::journal::in_words;
use crate::store::paths::MeetingFolder;
use crate::store::sealed;
use crate::store::sharing::{self, Reach, close_to_team};
use crate::store::syncer::{NotWritten, next_ticket};
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
                return vec![Message::SaveFailed(
                    Problem::not_saved_or_read(format!(
                        "Version {} of the minutes could not be kept ({}).",
                        kept.number,
                        in_words(&error)
                    ))
                    .safe("What you recorded is safe in the journal, and the version can be made from it again.")
                    .next("Free some space, take the last line back with /undo and type it once more."),
                )];
            }
        }
        Vec::new()
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
        let ticket = next_ticket();
        let files = Files {
            disk: Arc::clone(&self.disk),
            folder: open.folder.clone(),
            minutes,
            restricted,
            seal,
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
        vec![outcome(&open.folder, write())]
    }

    /// Drops requests that have not been started, and waits for a file being written.
    pub(super) fn want_no_files(&self) {
        *newest(&self.files) = next_ticket();
    }
}

/// Where the old file could show a team what has since been removed, it is closed to them first.
pub(super) fn outcome(folder: &MeetingFolder, done: Result<(), NotWritten>) -> Message {
    let meeting = folder.id.as_str().to_owned();
    let Err(NotWritten(why)) = done else {
        return Message::MinutesWritten(meeting);
    };
    let is_followed = sharing::team_of(&folder.path).is_some() && !is_handed_on(folder);
    let why = match is_followed.then(|| close_to_team(&folder.path.join(meetings::MINUTES))) {
        None => Problem::not_saved_or_read(format!("The minutes file could not be written ({why})."))
            .safe("Every entry is safe in the journal.")
            .next("Free some space, then open these minutes again: that writes it."),
        Some(Ok(())) => Problem::not_saved_or_read(format!(
            "No new file for your team ({why}), so the old one is closed to them."
        ))
        .safe("Every entry is safe.")
        .next("Free some space; the next entry tries again."),
        Some(Err(_)) => Problem::not_saved_or_read(format!(
            "YOUR TEAM CAN STILL READ THE OLD {}, with what you took out since ({why}).",
            meetings::MINUTES
        ))
        .safe("Every entry is safe.")
        .next("Free some space; the next entry tries again. Or ask IT to close that file to the group."),
    };
    Message::MinutesNotWritten { meeting, why }
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
    seal: bool,
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
            Err(NotWritten(format!("a fault in the program, at {place}")))
        })
    }

    fn write(mut self) -> Result<(), NotWritten> {
        let disk = self.disk.as_ref();
        if let Some(words) = meetings::newer_minutes(disk, &self.folder) {
            return Err(NotWritten(words));
        }
        meetings::carry_unknown(disk, &self.folder, &mut self.minutes);
        let text = format!("{:#}\n", self.minutes);
        let restricted = self.restricted.for_the_full_record().as_bytes();
        let folder = &self.folder.path;
        sealed::write_whole(disk, folder, meetings::RESTRICTED, restricted)
            .and_then(|()| sealed::write_for_team(disk, folder, meetings::MINUTES, text.as_bytes()))
            .and_then(|()| self.seal())?;
        Ok(())
    }

    fn seal(&self) -> io::Result<()> {
        if !self.seal {
            return Ok(());
        }
        let disk = self.disk.as_ref();
        let kept = disk.list(&self.folder.earlier()).unwrap_or_default();
        let kept: Vec<String> = kept
            .iter()
            .filter(|name| !name.starts_with('.'))
            .map(|name| format!("{}/{name}", sealed::EARLIER))
            .collect();
        let mut outputs = vec![meetings::MINUTES, meetings::RESTRICTED];
        outputs.extend(kept.iter().map(String::as_str));
        let when = clock::now().to_rfc3339();
        sealed::seal(disk, &self.folder, &outputs, &events::who(), &when).map(|_| ())
    }
}
