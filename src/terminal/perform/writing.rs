//! The minutes files and the seal: written whole, read back, renamed.

use super::Performer;
use crate::app::message::Message;
use crate::domain::sign_off::Kept;
use crate::domain::visibility::Restricted;
use crate::store::journal::in_words;
use crate::store::sealed;
use crate::store::sharing::Reach;
use crate::terminal::{clock, facts, meetings};
use std::time::Duration;

impl Performer {
    /// Keeps both files of a version under its number. When it fails, the journal still holds all that they are made of.
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
                return vec![Message::SaveFailed(format!(
                    "Version {} of the minutes could not be kept ({}). What you recorded is safe in the journal, and the version can be made from it again. Free some space, take the last line back with /undo and type it once more.",
                    kept.number,
                    in_words(&error)
                ))];
            }
        }
        Vec::new()
    }

    /// Writes both files whole; a file of a newer program is left alone. The seal stands for what is in them.
    pub(super) fn write_minutes(
        &mut self,
        mut minutes: serde_json::Value,
        restricted: &Restricted<String>,
        seal: bool,
    ) -> Vec<Message> {
        let Some(open) = self.open.as_ref() else {
            return Vec::new();
        };
        let disk = self.disk.as_ref();
        if let Some(words) = meetings::newer_minutes(disk, &open.folder) {
            return vec![Message::SaveFailed(words)];
        }
        meetings::carry_unknown(disk, &open.folder, &mut minutes);
        let text = format!("{:#}\n", minutes);
        // Both the journal and the half-typed line are safe before the summary of them.
        let _ = self.syncer.flush(Duration::from_secs(5));
        let written = sealed::write_whole(
            disk,
            &open.folder.path,
            meetings::RESTRICTED,
            restricted.for_the_full_record().as_bytes(),
        )
        .and_then(|()| {
            sealed::write_for_team(disk, &open.folder.path, meetings::MINUTES, text.as_bytes())
        })
        .and_then(|()| {
            if seal {
                let kept = disk.list(&open.folder.earlier()).unwrap_or_default();
                let kept: Vec<String> = kept
                    .iter()
                    .filter(|name| !name.starts_with('.'))
                    .map(|name| format!("{}/{name}", sealed::EARLIER))
                    .collect();
                let mut outputs = vec![meetings::MINUTES, meetings::RESTRICTED];
                outputs.extend(kept.iter().map(String::as_str));
                sealed::seal(
                    disk,
                    &open.folder,
                    &outputs,
                    &facts::who(),
                    &clock::now().to_rfc3339(),
                )
                .map(|_| ())
            } else {
                Ok(())
            }
        });
        match written {
            Ok(()) => Vec::new(),
            Err(error) => vec![Message::SaveFailed(format!(
                "The minutes file could not be written ({}). Every entry is safe in the journal; the file is written again when the meeting is opened and left.",
                in_words(&error)
            ))],
        }
    }
}
