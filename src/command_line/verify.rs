//! `verify`: whether closed meetings are still as they were when they were sealed, in one sentence for each. Nothing of
//! the minutes is printed, so nothing is put on the record of access.

use super::{Ending, print};
use crate::domain::problem::Problem;
use crate::domain::text::sanitise::clean_line;
use crate::engine::seals::{Found, judged};
use crate::store::disk::Disk;
use crate::store::journal::in_words;
use crate::store::paths::{FindError, Listed, MeetingFolder, Paths};
use crate::store::seal_record::{self, SealRecord};
use clap::Args;
use std::collections::HashSet;

/// What is needed of a hash to know it again.
const ENOUGH: usize = 12;

/// `verify MEETING`, `verify --all`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The meeting
    #[arg(required_unless_present = "all")]
    meeting: Option<String>,
    /// Every meeting, one sentence for each
    #[arg(long, conflicts_with = "meeting")]
    all: bool,
    /// Says, too, whether the record of seals still has the line with this hash: one that `verify --all` printed earlier, as
    /// the end of a file, and that was kept elsewhere
    #[arg(long, value_name = "HASH", value_parser = hash)]
    head: Vec<String>,
}

fn hash(typed: &str) -> Result<String, Problem> {
    let typed = typed.trim().to_ascii_lowercase();
    match typed.len() >= ENOUGH && typed.bytes().all(|letter| letter.is_ascii_hexdigit()) {
        true => Ok(typed),
        false => Err(Problem::wrong_input(format!(
            "A hash has digits and the letters a to f, and at least {ENOUGH} of them are needed."
        ))
        .safe("Nothing was checked.")
        .next("`talking-piece verify --all` prints it at the end of its last lines.")),
    }
}

pub(super) fn run(verify: &Verify, places: &Paths, disk: &dyn Disk) -> Ending {
    let listed = match &verify.meeting {
        Some(meeting) => one(places, disk, meeting),
        None => places.look(disk).map_err(|error| {
            Problem::not_saved_or_read(format!(
                "The meetings cannot be listed ({}).",
                in_words(&error)
            ))
            .safe("Nothing was changed.")
        }),
    };
    let listed = match listed {
        Ok(listed) => listed,
        Err(why) => return Ending::Stopped(why),
    };
    let (folders, twice) = (listed.meetings, listed.twice);
    if folders.is_empty() && twice.is_empty() {
        print::tell("There are no meetings here.");
    }
    // What is in a year that cannot be looked into was not checked; the years themselves were named already.
    let mut worst = match listed.closed_years.is_empty() {
        false => Found::NotChecked,
        true => Found::AsItShould,
    };
    for twice in &twice {
        print::tell(&clean_line(&twice.problem().to_string()));
        worst = worst.max(Found::Differs);
    }
    let record = SealRecord::read(places, disk);
    for folder in &folders {
        let judgement = judged(places, disk, folder, &record);
        // A seal and the names of files may be somebody else's words.
        print::data(&format!(
            "{}: {}\n",
            folder.id,
            clean_line(&judgement.words)
        ));
        worst = worst.max(judgement.found);
    }
    for words in about_record(verify, &record) {
        print::tell(&clean_line(&words));
        worst = worst.max(Found::Differs);
    }
    if verify.all {
        let several = twice.iter().flat_map(|twice| &twice.folders);
        print::data(&gone(&record, folders.iter().chain(several)));
        for file in record.files() {
            print::data(&format!(
                "{}/{}: {} lines, the last one {}\n",
                seal_record::FOLDER,
                clean_line(&file.name),
                file.lines,
                file.head
            ));
        }
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

/// One meeting, or what is told where it is not certain which folder it is.
fn one(places: &Paths, disk: &dyn Disk, meeting: &str) -> Result<Listed, Problem> {
    let (meetings, twice) = match places.meeting(disk, meeting) {
        Ok(folder) => {
            let twice = places.twice(&folder.id);
            (vec![folder], twice.into_iter().collect())
        }
        Err(FindError::Twice(twice)) => (Vec::new(), vec![*twice]),
        Err(why) => return Err(why.into()),
    };
    Ok(Listed {
        meetings,
        twice,
        ..Listed::default()
    })
}

/// What is wrong with the record of seals.
fn about_record(verify: &Verify, record: &SealRecord) -> Vec<String> {
    let mut words = record.troubles().to_vec();
    let lost = verify.head.iter().filter(|head| !record.has_line(head));
    words.extend(lost.map(|head| {
        format!("The record of seals has no line {head} any more: it was cut or written anew.")
    }));
    words
}

/// Whoever deletes minutes when they must go deletes the folder, so this is no alarm.
fn gone<'a>(record: &SealRecord, folders: impl Iterator<Item = &'a MeetingFolder>) -> String {
    let here: HashSet<&str> = folders.map(|folder| folder.id.as_str()).collect();
    let mut gone: Vec<&str> = record.meetings().filter(|id| !here.contains(id)).collect();
    gone.sort_unstable();
    let words = gone.into_iter().map(|id| {
        let id = clean_line(id);
        format!("{id}: was sealed, and its folder is not here: it was deleted or moved away.\n")
    });
    words.collect()
}
