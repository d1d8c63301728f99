//! Whether the minutes of a meeting are as they were sealed: its seal, the record of seals outside its folder, and what
//! its journal says of them, put together in one sentence.

use super::meetings;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::text::sanitise::clean_line;
use crate::store::disk::Disk;
use crate::store::handing_on;
use crate::store::journal::in_words;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::seal_record::{Recorded, SealRecord, Sealing};
use crate::store::sealed::{self, SEAL, Verdict};
use chrono::{DateTime, FixedOffset, Utc};
use std::cell::OnceCell;

/// In the order of how much they matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    AsItShould,
    Differs,
    NotChecked,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub found: Found,
    /// To be read after the name of the meeting. They may be somebody else's words.
    pub words: String,
    /// What differs is not only what reading the journal says anyway.
    pub is_of_the_seal: bool,
}

impl Judgement {
    fn of(found: Found, words: impl Into<String>) -> Judgement {
        Judgement {
            found,
            words: words.into(),
            is_of_the_seal: false,
        }
    }

    fn fine(words: impl Into<String>) -> Judgement {
        Judgement::of(Found::AsItShould, words)
    }

    fn differs(what: &str) -> Judgement {
        Judgement::of(Found::Differs, format!("{what} {WHAT_TO_DO}")).of_the_seal()
    }

    fn of_the_seal(self) -> Judgement {
        Judgement {
            is_of_the_seal: true,
            ..self
        }
    }
}

const WHAT_TO_DO: &str = "Nothing was changed by looking. Do not send these minutes out; ask IT for a backup of this folder.";

/// For somebody who has these minutes before them.
pub fn in_a_sentence(judgement: &Judgement) -> String {
    format!(
        "THESE MINUTES ARE NOT AS THEY WERE SEALED: {}",
        clean_line(&judgement.words)
    )
}

/// What is not as it was sealed, and another folder in its name, for somebody who is about to read these minutes. Where nothing was changed, the journal
/// is not read for it.
pub fn warning(
    places: &Paths,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    record: &SealRecord,
) -> Option<String> {
    let judgement = quickly_judged(places, disk, folder, record);
    let is_wrong = judgement.is_of_the_seal;
    let words = [
        another_folder(places, folder),
        is_wrong.then(|| in_a_sentence(&judgement)),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// That another folder has the name of this meeting.
pub fn another_folder(places: &Paths, folder: &MeetingFolder) -> Option<String> {
    let twice = places.twice(&folder.id)?;
    Some(clean_line(&twice.problem().to_string()))
}

/// The same, for a row of the list; `Err` where nothing is to be told, and whether that is because it is as it should be.
pub fn note(
    places: &Paths,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    record: &SealRecord,
) -> Result<String, Found> {
    let judgement = quickly_judged(places, disk, folder, record);
    match judgement.is_of_the_seal {
        true => Ok(format!("NOT AS SEALED: {}", clean_line(&judgement.words))),
        false => Err(judgement.found),
    }
}

fn quickly_judged(
    places: &Paths,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    record: &SealRecord,
) -> Judgement {
    judged_from(&Journal::new(places, disk, folder, false), record)
}

/// Everything is looked at, the journal after the seal too.
pub fn judged(
    places: &Paths,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    record: &SealRecord,
) -> Judgement {
    judged_from(&Journal::new(places, disk, folder, true), record)
}

/// The journal is read only when it is asked about.
struct Journal<'a> {
    places: &'a Paths,
    disk: &'a dyn Disk,
    folder: &'a MeetingFolder,
    is_thorough: bool,
    read: OnceCell<(Meeting, Vec<String>)>,
}

impl<'a> Journal<'a> {
    fn new(
        places: &'a Paths,
        disk: &'a dyn Disk,
        folder: &'a MeetingFolder,
        is_thorough: bool,
    ) -> Journal<'a> {
        Journal {
            places,
            disk,
            folder,
            is_thorough,
            read: OnceCell::new(),
        }
    }

    fn read(&self) -> &(Meeting, Vec<String>) {
        self.read
            .get_or_init(|| meetings::read(self.places, self.disk, self.folder))
    }

    /// A colleague's journal is not ours to read.
    fn is_a_colleagues(&self) -> bool {
        handing_on::kept_by(self.folder).is_some()
    }

    /// Whether a line of the record of seals was written by whoever alone writes in a colleague's meeting.
    fn is_of_its_owner(&self, who: &str) -> bool {
        let owner = handing_on::kept_by(self.folder).map(|owner| format!("uid:{owner}"));
        owner.is_some_and(|owner| who.split(' ').next() == Some(owner.as_str()))
    }

    fn has_events(&self) -> bool {
        !self.read().0.events().is_empty()
    }

    fn is_closed(&self) -> bool {
        self.read().0.phase() == Phase::Closed
    }

    fn troubles(&self) -> &[String] {
        &self.read().1
    }
}

fn judged_from(journal: &Journal<'_>, record: &SealRecord) -> Judgement {
    let (disk, folder) = (journal.disk, journal.folder);
    let verdict = match sealed::verify(disk, folder) {
        Ok(verdict) => verdict,
        Err(error) => {
            let why = in_words(&error);
            let words = format!("could not be checked ({why}).");
            let judgement = Judgement::of(Found::NotChecked, words);
            // A seal that may not be read, or something else in its place, would hide what was changed. Only a
            // colleague may have shut theirs.
            return match sealed::is_not_for_us(&error) && journal.is_a_colleagues() {
                true => judgement,
                false => judgement.of_the_seal(),
            };
        }
    };
    let hash = verdict.as_ref().map(|verdict| verdict.hash.as_str());
    let recorded = record.of(&folder.id, hash);
    match (&verdict, &recorded) {
        (None, None) => never_sealed(journal),
        (None, Some(recorded)) => without_seal(recorded, journal),
        (Some(verdict), None) => {
            on_no_record(verdict, journal, record).unwrap_or_else(|| told(verdict, None, journal))
        }
        (Some(verdict), Some(recorded)) => against(verdict, recorded, journal)
            .unwrap_or_else(|| told(verdict, Some(recorded), journal)),
    }
}

fn never_sealed(journal: &Journal<'_>) -> Judgement {
    if journal.is_a_colleagues() {
        return Judgement::fine(
            "has no seal. Its journal is a colleague's, so whether it was ever closed is not known here.",
        );
    }
    let is_closed = journal.is_closed();
    let (found, words) = if !journal.has_events() {
        let words = "has no journal and no seal, so nothing here shows whether it was changed.";
        (Found::Differs, words)
    } else if is_closed {
        let words = "is closed, but its seal is not there, so nothing here shows whether it was changed. It is not sealed again by itself: ask first where the seal went.";
        (Found::Differs, words)
    } else {
        (Found::AsItShould, "is not closed, so it has no seal yet.")
    };
    let cut = (journal.is_thorough && journal.has_events())
        .then(|| {
            meetings::cut_end(
                journal.places,
                journal.disk,
                journal.folder,
                &journal.read().0,
            )
        })
        .flatten();
    let judgement = match journal.troubles() {
        [] if cut.is_none() => Judgement::of(found, words),
        [] => Judgement::of(
            Found::Differs,
            format!("{words} {}", cut.unwrap_or_default()),
        ),
        troubles => Judgement::of(Found::Differs, format!("{words} {}", troubles.join(" "))),
    };
    match is_closed {
        true => judgement.of_the_seal(),
        false => judgement,
    }
}

fn without_seal(recorded: &Recorded, journal: &Journal<'_>) -> Judgement {
    let Some(sealing) = &recorded.sealed else {
        let words = "was being closed when the program was stopped, so it has no seal yet; opening it writes it.";
        return Judgement::fine(words);
    };
    let is_open = !journal.is_a_colleagues() && journal.has_events() && !journal.is_closed();
    let what = match is_open && recorded.reopened.is_none() {
        true => format!(
            "is not closed here, but was {}: its closing and its seal were taken out of this folder.",
            made(sealing)
        ),
        false => format!("was {}, and that seal is gone.", made(sealing)),
    };
    Judgement::differs(&what)
}

/// A seal that no line outside its folder knows of, where it should be known: somebody may have made it anew.
fn on_no_record(
    verdict: &Verdict,
    journal: &Journal<'_>,
    record: &SealRecord,
) -> Option<Judgement> {
    let account = sealed::account_in(&verdict.who)?;
    if record.is_disputed(account) {
        return Some(Judgement::differs(&format!(
            "has a seal of {} that is on no record, and the record of seals of that account is another's or has lost lines: these may be other minutes than those that were closed.",
            verdict.who
        )));
    }
    let (file, owner) = verdict.of_a_stranger.as_ref()?;
    let is_shared = journal.places.team().is_some();
    is_shared.then(|| {
        Judgement::differs(&format!(
            "has a seal of {} that is on no record, and {file} belongs to account {owner}: somebody may have put other minutes in the place of those that were closed.",
            verdict.who
        ))
    })
}

/// What the record of seals has against the seal that is there.
fn against(verdict: &Verdict, recorded: &Recorded, journal: &Journal<'_>) -> Option<Judgement> {
    if let Some(rival) = recorded.rivals.first() {
        return Some(Judgement::differs(&format!(
            "has more than one line of seals on record: one of them was {}, and does not follow the others.",
            made(rival)
        )));
    }
    let Some(last) = &recorded.sealed else {
        // The program was stopped between the seal and its line.
        return None;
    };
    // A seal that cannot be read has no hash; what is wrong with it is said anyway.
    if verdict.hash.is_empty() {
        return None;
    }
    if verdict.hash != last.seal {
        if recorded.earlier.contains(&verdict.hash) {
            return Some(Judgement::differs(&format!(
                "{SEAL} is an older one, put back: these minutes were {} after it.",
                made(last)
            )));
        }
        return (!recorded.is_unfinished).then(|| {
            Judgement::differs(&format!(
                "{SEAL} is not the seal on record: these minutes were {}, and this one is another.",
                made(last)
            ))
        });
    }
    if let Some((who, at)) = &recorded.reopened
        && verdict.later_records == 0
        && verdict.unread.is_empty()
        && !journal.is_a_colleagues()
    {
        return Some(Judgement::differs(&format!(
            "was opened again by {who} {}, and nothing of that is in its journal: its end was cut off.",
            moment(*at)
        )));
    }
    None
}

/// What the seal that is there says.
fn told(verdict: &Verdict, recorded: Option<&Recorded>, journal: &Journal<'_>) -> Judgement {
    let when = DateTime::parse_from_rfc3339(&verdict.when)
        .map_or_else(|_| format!("at {}", verdict.when), moment);
    let sealed = format!("sealed by {} {when}", verdict.who);
    // The files of a meeting that was opened again are written anew; what was sealed of its journal stays.
    // A colleague's journal is not ours to read, but their record of seals says that they opened it again.
    let reopened = recorded.and_then(|recorded| recorded.reopened.as_ref());
    let by_a_colleague = reopened.filter(|(who, _)| journal.is_of_its_owner(who));
    let is_open_again = match by_a_colleague {
        Some(_) => true,
        None => verdict.later_records > 0 && journal.has_events() && !journal.is_closed(),
    };
    let is_unfinished = recorded.is_some_and(|recorded| recorded.is_unfinished);
    let is_written_anew = is_open_again || is_unfinished;
    let changed = verdict
        .changed
        .iter()
        .filter(|changed| !(is_written_anew && changed.is_rewritten_on_reopening()))
        .filter(|changed| !(by_a_colleague.is_some() && changed.is_a_version_since()));
    let mut changed = changed.map(ToString::to_string).chain(
        recorded
            .into_iter()
            .flat_map(|recorded| imported(verdict, recorded)),
    );
    if let Some(first) = changed.next() {
        let places = changed.fold(first, |words, next| format!("{words}; {next}"));
        return Judgement::differs(&format!("{places}."));
    }
    if let Some((who, at)) = by_a_colleague {
        let words = format!(
            "was opened again by {who} {} after it was {sealed}, so its minutes may have changed since; closing it seals it anew. Not checked, because you may not read it: {}.",
            moment(*at),
            verdict.unread.join(", ")
        );
        return Judgement::fine(words);
    }
    if !verdict.unread.is_empty() {
        let found = match journal.is_a_colleagues() {
            true => Found::AsItShould,
            false => Found::NotChecked,
        };
        let words = format!(
            "what you may read of it is as it was {sealed}; not checked, because you may not read it: {}.",
            verdict.unread.join(", ")
        );
        return Judgement::of(found, words);
    }
    if let Some((words, at)) = recorded.and_then(|recorded| recorded.although.as_ref()) {
        return Judgement::of(
            Found::Differs,
            format!(
                "is as it was {sealed}, but was not when it was closed {}: then, {words}",
                moment(*at)
            ),
        )
        .of_the_seal();
    }
    if journal.is_thorough && !journal.troubles().is_empty() {
        let words = format!(
            "what was {sealed} is unchanged, but what came after it is not whole. {}",
            journal.troubles().join(" ")
        );
        return Judgement::of(Found::Differs, words);
    }
    let outside = match recorded {
        Some(_) => "",
        None => {
            " Nothing outside its folder knows of this seal: opening it puts the seal on record."
        }
    };
    Judgement::fine(match (is_open_again, is_unfinished) {
        (true, _) => format!(
            "was opened again after it was {sealed}; what was in its journal then is unchanged, and closing it seals it anew.{outside}"
        ),
        (false, true) => format!(
            "was being sealed again when the program was stopped; what was in its journal when it was {sealed} is unchanged, and opening it seals it anew."
        ),
        (false, false) => {
            let files = verdict.of_another.join(", ");
            let others = match journal.is_thorough && !files.is_empty() {
                true => format!(
                    " Another account than the one that sealed it owns {files}, and can change that file: ask IT why."
                ),
                false => String::new(),
            };
            format!("nothing has changed since it was {sealed}.{others}{outside}")
        }
    })
}

/// What lies beside the minutes as if it had been imported, and was not, or was changed since.
fn imported(verdict: &Verdict, recorded: &Recorded) -> Vec<String> {
    let files = verdict.imported.iter().filter_map(|(file, hash)| {
        let mut imports = recorded.imported.iter().filter(|(name, _)| name == file);
        match imports.any(|(_, known)| known == hash) {
            true => None,
            false => Some(format!(
                "{file} is not as it was imported, on no record of seals"
            )),
        }
    });
    files.collect()
}

fn made(sealing: &Sealing) -> String {
    format!("sealed by {} {}", sealing.who, moment(sealing.at))
}

fn moment(at: DateTime<FixedOffset>) -> String {
    at.with_timezone(&Utc)
        .format("at %H:%M UTC on %-d %B %Y")
        .to_string()
}
