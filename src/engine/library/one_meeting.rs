//! Reads one meeting for the library: its row of the list, and what this user may find in it. Closed meetings are read
//! from their files, one that goes on from its journal.

use super::seals::Seals;
use crate::domain::history::due::{MeetingDates, promised_dates};
use crate::domain::meeting::Phase;
use crate::domain::minutes::NotMinutes;
use crate::domain::minutes::{
    OpenMinutes, RestrictedPart, open_minutes, read_minutes, read_restricted, restricted_part,
};
use crate::domain::problem::Problem;
use crate::domain::search::{Card, Passage, of_open_minutes, of_restricted_part};
use crate::domain::visibility::Restricted;
use crate::engine::meetings;
use crate::store::disk::Disk;
use crate::store::index::Stamp;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::{accounts, handing_on};

pub(super) struct Read {
    pub(super) card: Card,
    /// What everybody may know of promised dates; `None` where no minutes can be read.
    pub(super) dates: Option<MeetingDates>,
    /// In the order in which they were recorded.
    pub(super) passages: Vec<Passage>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Card,
    Passages,
    Dates,
    Everything,
}

impl Wanted {
    fn passages(self) -> bool {
        matches!(self, Wanted::Passages | Wanted::Everything)
    }

    fn dates(self, minutes: &OpenMinutes) -> Option<MeetingDates> {
        matches!(self, Wanted::Dates | Wanted::Everything).then(|| promised_dates(minutes))
    }
}

/// Nothing in the card can drive a terminal: in a shared place a colleague wrote the file.
pub(super) fn read(
    seals: &Seals<'_>,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    stamp: &Stamp,
    wanted: Wanted,
) -> Read {
    let mut read = read_as_it_is(seals.places(), disk, folder, stamp, wanted);
    if let Some(note) = seals.note(folder, stamp) {
        read.card.note = [note.as_str(), &read.card.note]
            .join(" ")
            .trim_end()
            .to_owned();
    }
    // Nothing of it is found, and nothing in it falls due; only its row is kept, for those who look for it.
    if read.card.put_away.is_some() {
        read.dates = None;
        read.passages.clear();
    }
    read.card.clean();
    read
}

/// `stamp`: the state of its files.
fn read_as_it_is(
    places: &Paths,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    stamp: &Stamp,
    wanted: Wanted,
) -> Read {
    if !stamp.journal_is_newer()
        && let Some(read) = closed(disk, folder, stamp, wanted)
    {
        return read;
    }
    if let Some(owner) = handing_on::kept_by(folder)
        && !stamp.may_read_minutes()
    {
        // A meeting that has begun has a file that can be read, so without one this meeting is being prepared and
        // nothing of it is open to the team yet. A file that was closed to the team waits for its writer to rewrite it.
        let whose = accounts::user(owner);
        let (title, phase) = match stamp.has_minutes() {
            true => (
                format!("({whose} is writing it; it cannot be read just now)"),
                Phase::Open,
            ),
            false => (format!("({whose} is preparing it)"), Phase::Preparing),
        };
        let card = Card {
            id: folder.id.as_str().to_owned(),
            title,
            state: phase.word().to_owned(),
            ..Card::default()
        };
        return Read {
            card,
            dates: None,
            passages: Vec::new(),
        };
    }
    if !stamp.has_journal() && !stamp.has_lost_journal() {
        return handed_over(disk, folder, stamp, wanted);
    }
    let found = meetings::from_journal(places, disk, folder);
    let (meeting, words) = (found.meeting, found.troubles);
    if meeting.events().is_empty() || found.is_damaged {
        let mut read = handed_over(disk, folder, stamp, wanted);
        // Why the journal is not asked; an empty one is not a fault.
        if !words.is_empty() {
            read.card.note = words.join(" ");
        }
        return read;
    }
    let minutes = open_minutes(&meeting);
    let mut card = Card::of(&minutes);
    card.id = folder.id.as_str().to_owned();
    card.interrupted_at = meeting
        .interrupted_at()
        .filter(|_| meeting.phase() != Phase::Closed);
    card.note = words.join(" ");
    Read {
        card,
        dates: wanted.dates(&minutes),
        passages: if wanted.passages() {
            passages(&minutes, Some(&restricted_part(&meeting)))
        } else {
            Vec::new()
        },
    }
}

/// From the files, if they say that the meeting is closed: only the journal knows how the last session ended.
fn closed(disk: &dyn Disk, folder: &MeetingFolder, stamp: &Stamp, wanted: Wanted) -> Option<Read> {
    let minutes = minutes(disk, folder, stamp)?.ok()?;
    let is_closed = minutes.0.header().state == Phase::Closed.word();
    (is_closed || !stamp.has_journal()).then(|| from_files(disk, folder, stamp, minutes, wanted))
}

fn handed_over(disk: &dyn Disk, folder: &MeetingFolder, stamp: &Stamp, wanted: Wanted) -> Read {
    let card = Card {
        id: folder.id.as_str().to_owned(),
        ..Card::default()
    };
    match minutes(disk, folder, stamp) {
        Some(Ok(minutes)) => from_files(disk, folder, stamp, minutes, wanted),
        Some(Err(why)) => Read {
            card: Card {
                note: Problem::from(why).to_string(),
                ..card
            },
            dates: None,
            passages: Vec::new(),
        },
        None => Read {
            card,
            dates: None,
            passages: Vec::new(),
        },
    }
}

fn from_files(
    disk: &dyn Disk,
    folder: &MeetingFolder,
    stamp: &Stamp,
    (minutes, note): (OpenMinutes, String),
    wanted: Wanted,
) -> Read {
    let mut card = Card::of(&minutes);
    card.id = folder.id.as_str().to_owned();
    // Minutes that can be read are listed, however little they say.
    if card.title.is_empty() {
        card.title = "(without a title)".to_owned();
    }
    card.note = note;
    let part = (wanted.passages() && stamp.may_read_restricted())
        .then(|| meetings::json(disk, folder, meetings::RESTRICTED))
        .flatten()
        .and_then(|file| read_restricted(&file).ok());
    Read {
        card,
        dates: wanted.dates(&minutes),
        passages: if wanted.passages() {
            passages(&minutes, part.as_ref().map(|(part, _)| part))
        } else {
            Vec::new()
        },
    }
}

/// The minutes file and what has to be said about it; or why it cannot be used. `None` when there is none that may be
/// read.
fn minutes(
    disk: &dyn Disk,
    folder: &MeetingFolder,
    stamp: &Stamp,
) -> Option<Result<(OpenMinutes, String), NotMinutes>> {
    if !stamp.may_read_minutes() {
        return None;
    }
    let file = meetings::json(disk, folder, meetings::MINUTES)?;
    Some(match read_minutes(&file) {
        Ok(read) => {
            let note = read.notice().unwrap_or_default();
            Ok((read.minutes, note))
        }
        Err(why) => Err(why),
    })
}

fn passages(minutes: &OpenMinutes, part: Option<&Restricted<RestrictedPart>>) -> Vec<Passage> {
    let mut all = of_open_minutes(minutes);
    if let Some(part) = part {
        all.extend(of_restricted_part(minutes, part));
        all.sort_by_key(|passage| passage.at);
    }
    all
}
