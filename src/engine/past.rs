//! The one door to past minutes: nothing comes out of it that was not put on the record of access first. A meeting that
//! is still running is not a past one, and never waits for that record.

mod source;

pub use source::{Source, expected};

use super::{clock, events, meetings, seals};
use crate::domain::history::access::{Access, Done, Opening};
use crate::domain::history::due::{
    MeetingDates, promised_dates, promised_dates_of_the_full_record,
};
use crate::domain::meeting::Phase;
use crate::domain::problem::Problem;
use crate::domain::search::Card;
use crate::store::audit;
use crate::store::disk::Disk;
use crate::store::journal::in_words;
use crate::store::journal_line::FIRST_VERSION;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::seal_record::SealRecord;
use serde_json::Value;
use std::collections::HashMap;
use std::io;

/// Reading on in the same minutes, in another order, within this time counts as one opening.
const ONE_READING: u64 = 15 * 60 * 1000;
/// Stands in for the meeting's id when all minutes were searched: ids have no letters beyond `f`.
pub const ALL_MINUTES: &str = "allminutes";

const ASK_FOR_AUDIT: &str = "Ask IT to make the folder audit in the data folder writable for you.";

/// What this program has already put on the record of access, and when (milliseconds since the machine started).
#[derive(Debug, Default)]
pub struct Past {
    noted: HashMap<(String, Opening), u64>,
}

impl Past {
    /// By id, or the beginning of it: the minutes as they stand, or a version that was kept.
    pub fn read(
        &mut self,
        places: &Paths,
        disk: &dyn Disk,
        meeting: &str,
        opening: &Opening,
    ) -> Result<Source, Problem> {
        let folder = places.meeting(disk, meeting)?;
        let source = found_in(places, disk, folder, opening)?;
        if opening.restricted && source.part.is_none() {
            return Err(meetings::why_not_restricted(&source.folder));
        }
        self.give_out(places, source, opening)
    }

    /// For several meetings that are read together: a restricted part that is not here is left out, and the record of
    /// access says so, too.
    pub fn read_as_far_as_may_be(
        &mut self,
        places: &Paths,
        disk: &dyn Disk,
        folder: MeetingFolder,
        opening: &Opening,
    ) -> Result<Source, Problem> {
        let source = found_in(places, disk, folder, opening)?;
        let opening = Opening {
            restricted: source.part.is_some(),
            ..opening.clone()
        };
        self.give_out(places, source, &opening)
    }

    /// Includes restricted dates, whose words are minutes, so this counts as an opening. `None` when nothing was ever
    /// written in the folder.
    pub fn restricted_dates(
        &mut self,
        places: &Paths,
        disk: &dyn Disk,
        folder: MeetingFolder,
        record: &SealRecord,
    ) -> Result<Option<(MeetingDates, Vec<String>)>, Problem> {
        let Some(mut source) = source::as_it_stands(places, disk, folder, true)? else {
            return Ok(None);
        };
        if source.minutes.header().put_away.is_some() {
            return Ok(None);
        }
        let note = seals::note(places, disk, &source.folder, record).ok();
        let note = note.map(|note| format!("{}: {note}", source.folder.id));
        source.troubles.extend(note);
        let Some(part) = &source.part else {
            return Ok(Some((promised_dates(&source.minutes), source.troubles)));
        };
        let dates = promised_dates_of_the_full_record(&source.minutes, part);
        // Also where only a name or the reference is restricted: words that are not open are never given out without a
        // record.
        if dates != promised_dates(&source.minutes) {
            let opening = Opening {
                restricted: true,
                ..opening(Done::Listed)
            };
            let source = self.give_out(places, source, &opening)?;
            return Ok(Some((dates, source.troubles)));
        }
        Ok(Some((dates, source.troubles)))
    }

    fn give_out(
        &mut self,
        places: &Paths,
        source: Source,
        opening: &Opening,
    ) -> Result<Source, Problem> {
        let is_past = opening.version.is_some() || source.meeting.phase() == Phase::Closed;
        if is_past || source.meeting.events().is_empty() {
            self.note(places, source.folder.id.as_str(), opening)?;
        }
        Ok(source)
    }

    pub fn note(
        &mut self,
        places: &Paths,
        meeting: &str,
        opening: &Opening,
    ) -> Result<(), Problem> {
        self.put_down(places, meeting, opening).map_err(|error| {
            Problem::not_saved_or_read(format!(
                "These minutes were not opened: the opening could not be put on the record ({}), and nobody reads past minutes unrecorded.",
                in_words(&error)
            ))
            .safe("Nothing was changed, and a meeting that is still running is not affected.")
            .next(ASK_FOR_AUDIT)
        })
    }

    /// Never records the words themselves, and only once for a quarter of an hour of searching. `restricted`: hits from
    /// restricted parts may be shown.
    ///
    /// # Errors
    /// When it cannot be recorded. Then nothing that was found may be shown.
    pub fn note_search(&mut self, places: &Paths, restricted: bool) -> Result<(), Problem> {
        let opening = Opening {
            restricted,
            ..opening(Done::Found)
        };
        self.put_down(places, ALL_MINUTES, &opening).map_err(|error| {
            Problem::not_saved_or_read(format!(
                "Nothing was searched: the search could not be put on the record ({}), and nobody reads past minutes unrecorded.",
                in_words(&error)
            ))
            .safe("Nothing was changed.")
            .next(ASK_FOR_AUDIT)
        })
    }

    /// One line for a list of what is due that shows words of closed minutes, however many they are from.
    ///
    /// # Errors
    /// When it cannot be recorded. Then the list may not be shown.
    pub fn note_listing(&mut self, places: &Paths) -> Result<(), Problem> {
        let opening = opening(Done::Listed);
        self.put_down(places, ALL_MINUTES, &opening).map_err(|error| {
            Problem::not_saved_or_read(format!(
                "Nothing was listed: the list could not be put on the record ({}), and nobody reads past minutes unrecorded.",
                in_words(&error)
            ))
            .safe("Nothing was changed.")
            .next(ASK_FOR_AUDIT)
        })
    }

    /// That a meeting was put away, or restored: a line each time.
    ///
    /// # Errors
    /// When it cannot be recorded. It is in the journal of the meeting all the same.
    pub fn note_putting_away(
        &mut self,
        places: &Paths,
        meeting: &str,
        done: Done,
    ) -> Result<(), Problem> {
        let opening = opening(done);
        self.noted.remove(&(meeting.to_owned(), opening.clone()));
        self.put_down(places, meeting, &opening).map_err(|error| {
            Problem::not_saved_or_read(format!(
                "The record of access could not be written ({}), so only the journal of this meeting tells who put it away or restored it.",
                in_words(&error)
            ))
            .safe("What you asked for is done.")
            .next(ASK_FOR_AUDIT)
        })
    }

    fn put_down(&mut self, places: &Paths, meeting: &str, opening: &Opening) -> io::Result<()> {
        let key = (meeting.to_owned(), opening.clone());
        let now = clock::boot_ms();
        if self
            .noted
            .get(&key)
            .is_some_and(|noted| now.saturating_sub(*noted) < ONE_READING)
        {
            return Ok(());
        }
        let mut body = opening.to_value();
        if let Some(map) = body.as_object_mut() {
            map.insert("meeting".to_owned(), Value::from(meeting));
            map.insert("name".to_owned(), Value::from(name()));
        }
        let entry = audit::AuditEntry {
            needs: FIRST_VERSION,
            seq: 0,
            at: clock::now(),
            boot_ms: now,
            who: who(),
            batch: 0,
            draft: None,
            kind: String::new(),
            body,
        };
        audit::append(places, meeting, &entry)?;
        self.noted.insert(key, now);
        Ok(())
    }
}

fn found_in(
    places: &Paths,
    disk: &dyn Disk,
    folder: MeetingFolder,
    opening: &Opening,
) -> Result<Source, Problem> {
    let path = folder.path.clone();
    let found = match opening.version {
        None => source::as_it_stands(places, disk, folder, opening.restricted)?,
        Some(number) => source::kept(places, disk, folder, number, opening.restricted)?,
    };
    let mut found = found.ok_or_else(|| {
        Problem::not_saved_or_read(format!("There are no minutes in {}.", path.display()))
            .safe("Nothing was changed.")
    })?;
    let record = SealRecord::about(places, disk, &found.folder.id);
    let warning = seals::warning(places, disk, &found.folder, &record);
    found.troubles.splice(0..0, warning);
    Ok(found)
}

/// What the list of meetings says of this one as well: no access, so none is put on record.
pub fn card(places: &Paths, disk: &dyn Disk, folder: MeetingFolder) -> Card {
    let id = folder.id.as_str().to_owned();
    let found = source::as_it_stands(places, disk, folder, false);
    let card = found.ok().flatten().map(|source| Card::of(&source.minutes));
    Card {
        id,
        ..card.unwrap_or_default()
    }
}

/// Who opened the minutes of a meeting, oldest first, and what is wrong with that record.
pub fn accesses(places: &Paths, disk: &dyn Disk, meeting: &str) -> (Vec<Access>, Vec<String>) {
    let (entries, troubles) = audit::read(places, disk, meeting);
    let mut known = HashMap::new();
    let accesses = entries.into_iter().map(|entry| {
        let recorded = entry.body.get("name").and_then(Value::as_str);
        let number = entry.who.rsplit(':').next().and_then(|it| it.parse().ok());
        let here = number.and_then(|number: u32| {
            let name = known.entry(number);
            name.or_insert_with(|| audit::account_name(number)).clone()
        });
        // A name that the account does not have here is told with its number.
        let name = match (recorded.unwrap_or(""), number, here) {
            (name, Some(number), here) if !name.is_empty() && here.as_deref() != Some(name) => {
                format!("{name} (account number {number})")
            }
            (name, ..) => name.to_owned(),
        };
        Access {
            at: entry.at,
            name,
            words: Opening::words(&entry.body),
            who: entry.who,
        }
    });
    (accesses.collect(), troubles)
}

/// The account, and the one that logged in where that is a different one.
fn who() -> String {
    let account = events::who();
    match audit::login() {
        Some(login) if account != format!("uid:{login}") => format!("{account} login:{login}"),
        _ => account,
    }
}

fn name() -> String {
    let account = rustix::process::getuid().as_raw();
    let number = audit::login().unwrap_or(account);
    audit::account_name(number).unwrap_or_default()
}

pub fn opening(done: Done) -> Opening {
    Opening {
        done,
        restricted: false,
        version: None,
    }
}
