//! Minutes from disk: from the journal, from files without one, or a version that was kept. Only `past` may use it:
//! what comes out of here has not been put on the record of access yet.

use crate::domain::meeting::Meeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::minutes::{
    OpenMinutes, RestrictedPart, cleaned, open_minutes, read_minutes, read_restricted,
    restricted_part,
};
use crate::domain::problem::Problem;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::sign_off;
use crate::domain::visibility::Restricted;
use crate::engine::meetings;
use crate::store::disk::{Disk, LARGEST_FILE};
use crate::store::journal_line::sha256;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::{accounts, handing_on, sealed};
use serde_json::Value;

#[derive(Debug)]
pub struct Source {
    pub folder: MeetingFolder,
    /// Without events when only the meeting's files are here.
    pub meeting: Meeting,
    pub minutes: OpenMinutes,
    /// For a kept version: what everybody may read in the minutes as they stand today.
    pub now: Option<OpenMinutes>,
    /// The restricted part, where it was asked for and may be read.
    pub part: Option<Restricted<RestrictedPart>>,
    /// Whether this account could read a restricted part.
    pub has_part: bool,
    /// What is wrong with them, in words.
    pub troubles: Vec<String>,
}

/// From the journal, or from files handed over without one. `None` when nothing was ever written in the folder. The
/// restricted part is read only when asked for.
pub(super) fn as_it_stands(
    places: &Paths,
    disk: &dyn Disk,
    folder: MeetingFolder,
    restricted: bool,
) -> Result<Option<Source>, Problem> {
    let found = meetings::from_journal(places, disk, &folder);
    let (meeting, mut troubles) = (found.meeting, found.troubles);
    // Whoever asks for the restricted part gets all that can be read.
    if !meeting.events().is_empty() && (restricted || !found.is_damaged) {
        if !found.is_damaged {
            troubles.extend(meetings::cut_end(places, disk, &folder, &meeting));
        }
        return Ok(Some(Source {
            minutes: open_minutes(&meeting),
            now: None,
            part: restricted.then(|| restricted_part(&meeting)),
            has_part: true,
            folder,
            meeting,
            troubles,
        }));
    }
    let Some(file) = meetings::json(disk, &folder, meetings::MINUTES) else {
        return match troubles.is_empty() {
            true => Ok(None),
            false => Err(Problem::not_saved_or_read(troubles.join(" "))),
        };
    };
    let open = read_minutes(&file)?;
    troubles.extend(open.notice());
    let part = meetings::json(disk, &folder, meetings::RESTRICTED);
    let part = part.and_then(|file| read_restricted(&file).ok());
    let has_part = part.is_some();
    Ok(Some(Source {
        minutes: open.minutes,
        now: None,
        part: part.map(|(part, _)| part).filter(|_| restricted),
        has_part,
        folder,
        meeting: Meeting::default(),
        troubles,
    }))
}

/// A version that was signed off or sent out, from its own files.
pub(super) fn kept(
    places: &Paths,
    disk: &dyn Disk,
    folder: MeetingFolder,
    number: u64,
    restricted: bool,
) -> Result<Option<Source>, Problem> {
    let Some(mut source) = as_it_stands(places, disk, folder, false)? else {
        return Ok(None);
    };
    let name = |file: &str| source.folder.earlier().join(format!("{number}-{file}"));
    let read = disk.read(&name(meetings::MINUTES), LARGEST_FILE);
    let bytes = read.map_err(|error| match sealed::is_not_for_us(&error) {
        true => not_for_the_team(&source.folder, number),
        false => {
            Problem::not_saved_or_read(format!("There is no version {number} of these minutes."))
                .safe("Nothing was changed.")
                .next("/versions lists the versions, and so does read with --versions.")
        }
    })?;
    if expected(&ReaderView::open(&source.minutes), number)
        .is_some_and(|hash| hash != sha256(&bytes))
    {
        source.troubles.push(format!(
            "Version {number} is not what was signed off or sent out: its file has been changed since. Ask IT for a backup of the folder of this meeting."
        ));
    }
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| {
        Problem::not_saved_or_read(format!(
            "The file of version {number} is damaged and cannot be read."
        ))
        .safe("Nothing was changed.")
        .next("Ask IT for a backup of the folder of this meeting.")
    })?;
    // A colleague may have written it: nothing in it can drive a terminal.
    let open = read_minutes(&cleaned(&value))?;
    source.troubles.extend(open.notice());
    let part = disk.read(&name(meetings::RESTRICTED), LARGEST_FILE).ok();
    let part = part.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let part = part.and_then(|value| read_restricted(&cleaned(&value)).ok());
    source.now = Some(std::mem::replace(&mut source.minutes, open.minutes));
    source.has_part = part.is_some();
    source.part = part.map(|(part, _)| part).filter(|_| restricted);
    Ok(Some(source))
}

/// A version that was closed to the team, because of what was restricted after it was signed off.
fn not_for_the_team(folder: &MeetingFolder, number: u64) -> Problem {
    let owner = handing_on::owner_if_anothers(folder);
    let owner = owner.map_or_else(|| "its owner".to_owned(), accounts::user);
    Problem::not_saved_or_read(format!(
        "Version {number} of these minutes is for {owner} alone: something in it was restricted later."
    ))
    .safe("Nothing was changed.")
    .next("Without a version you read the minutes as they stand, as far as they are open to the team.")
}

impl Source {
    /// An earlier version as it may be read today: without what has since been restricted, struck out or taken back,
    /// unless the restricted part was asked for.
    pub fn as_it_may_be_read(mut self) -> Source {
        if self.part.is_none()
            && let Some(now) = &self.now
        {
            self.minutes.take_out_what_is_hidden(now);
        }
        self
    }
}

/// The hash of a version, as named by the current minutes.
pub fn expected<'r>(now: &'r ReaderView<'_>, number: u64) -> Option<&'r str> {
    let is_of_it = |seen: &&RecordView| seen.number(&sign_off::VERSION) == Some(number);
    let of_it = now.records.iter().filter(is_of_it);
    let mut hashes = of_it.map(|seen| seen.text(&sign_off::SHA256));
    hashes.find(|hash| !hash.is_empty())
}
