//! `verify`: whether closed meetings are still as they were when they were sealed, in one sentence for each. Nothing of
//! the minutes is printed, so nothing is put on the record of access.

use super::{Ending, named, print};
use crate::domain::meeting::Phase;
use crate::domain::problem::Problem;
use crate::domain::text::sanitise::clean_line;
use crate::engine::meetings;
use crate::store::disk::Disk;
use crate::store::handing_on;
use crate::store::journal::in_words;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::sealed::{self, Verdict};
use chrono::{DateTime, Utc};
use clap::Args;

/// `verify MEETING`, `verify --all`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The meeting
    #[arg(required_unless_present = "all")]
    meeting: Option<String>,
    /// Every meeting, one sentence for each
    #[arg(long, conflicts_with = "meeting")]
    all: bool,
}

/// In the order of how much they matter: the worst decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    AsItShould,
    Differs,
    NotChecked,
}

pub(super) fn run(verify: &Verify, places: &Paths, disk: &dyn Disk) -> Ending {
    let folders = match &verify.meeting {
        Some(meeting) => named(places, disk, meeting).map(|folder| vec![folder]),
        None => places.all(disk).map_err(|error| {
            Problem::not_saved_or_read(format!(
                "The meetings cannot be listed ({}).",
                in_words(&error)
            ))
            .safe("Nothing was changed.")
        }),
    };
    let folders = match folders {
        Ok(folders) => folders,
        Err(why) => return Ending::Stopped(why),
    };
    if folders.is_empty() {
        print::tell("There are no meetings here.");
    }
    // What is in a year that cannot be looked into was not checked; the years themselves were named already.
    let mut worst = match verify.all && !places.closed_years(disk).is_empty() {
        true => Found::NotChecked,
        false => Found::AsItShould,
    };
    for folder in &folders {
        let (found, words) = checked(places, disk, folder);
        // A seal and the names of files may be somebody else's words.
        print::data(&format!("{}: {}\n", folder.id, clean_line(&words)));
        worst = worst.max(found);
    }
    match worst {
        Found::AsItShould => Ending::Done,
        Found::Differs => Ending::Attention,
        Found::NotChecked => Ending::Stopped(
            Problem::not_saved_or_read("Not everything could be checked.")
                .safe("Nothing was changed.")
                .next("Ask IT who may read these folders."),
        ),
    }
}

fn checked(places: &Paths, disk: &dyn Disk, folder: &MeetingFolder) -> (Found, String) {
    match sealed::verify(disk, folder) {
        Err(error) => {
            let why = in_words(&error);
            (Found::NotChecked, format!("could not be checked ({why})."))
        }
        Ok(None) => unsealed(places, disk, folder),
        Ok(Some(verdict)) => told(&verdict, places, disk, folder),
    }
}

fn unsealed(places: &Paths, disk: &dyn Disk, folder: &MeetingFolder) -> (Found, String) {
    if handing_on::kept_by(folder).is_some() {
        let words = "has no seal. Its journal is a colleague's, so whether it was ever closed is not known here.";
        return (Found::AsItShould, words.to_owned());
    }
    let (meeting, troubles) = meetings::read(places, disk, folder);
    let (found, words) = if meeting.events().is_empty() {
        let words = "has no journal and no seal, so nothing here shows whether it was changed.";
        (Found::Differs, words)
    } else if meeting.phase() == Phase::Closed {
        let words = "is closed, but its seal is not there, so nothing here shows whether it was changed. Opening it seals it as it stands: ask first where the seal went.";
        (Found::Differs, words)
    } else {
        (Found::AsItShould, "is not closed, so it has no seal yet.")
    };
    match troubles.is_empty() {
        true => (found, words.to_owned()),
        false => (Found::Differs, format!("{words} {}", troubles.join(" "))),
    }
}

fn told(
    verdict: &Verdict,
    places: &Paths,
    disk: &dyn Disk,
    folder: &MeetingFolder,
) -> (Found, String) {
    let when = DateTime::parse_from_rfc3339(&verdict.when).map_or_else(
        |_| format!("at {}", verdict.when),
        |at| {
            at.with_timezone(&Utc)
                .format("at %H:%M UTC on %-d %B %Y")
                .to_string()
        },
    );
    let sealed = format!("sealed by {} {when}", verdict.who);
    let is_a_colleagues = handing_on::kept_by(folder).is_some();
    // A colleague's journal is not ours to read: no events then, and no trouble.
    let (meeting, troubles) = meetings::read(places, disk, folder);
    // The files of a meeting that was opened again are written anew; what was sealed of its journal stays.
    let is_open_again = verdict.later_records > 0
        && !meeting.events().is_empty()
        && meeting.phase() != Phase::Closed;
    let mut changed = verdict
        .changed
        .iter()
        .filter(|changed| !(is_open_again && changed.is_rewritten_on_reopening()));
    if let Some(first) = changed.next() {
        let places = changed.fold(first.to_string(), |words, next| format!("{words}; {next}"));
        let words = format!(
            "{places}. Nothing was changed by looking. Do not send these minutes out; ask IT for a backup of this folder."
        );
        return (Found::Differs, words);
    }
    if !verdict.unread.is_empty() {
        let found = match is_a_colleagues {
            true => Found::AsItShould,
            false => Found::NotChecked,
        };
        let words = format!(
            "what you may read of it is as it was {sealed}; not checked, because you may not read it: {}.",
            verdict.unread.join(", ")
        );
        return (found, words);
    }
    if !troubles.is_empty() {
        let words = format!(
            "what was {sealed} is unchanged, but what came after it is not whole. {}",
            troubles.join(" ")
        );
        return (Found::Differs, words);
    }
    match is_open_again {
        true => (
            Found::AsItShould,
            format!(
                "was opened again after it was {sealed}; what was in its journal then is unchanged, and closing it seals it anew."
            ),
        ),
        false => (
            Found::AsItShould,
            format!("nothing has changed since it was {sealed}."),
        ),
    }
}
