//! Puts together and writes what is held about one person of a meeting (`documents/access_bundle.rs`), with each version
//! of the minutes that was kept.

use super::papers::{found, view};
use super::past::{self, Past, Source};
use super::written_papers::{among_the_minutes, not_written};
use crate::documents::access_bundle::{Held, Somebody, held, notes, to_decide};
use crate::documents::document::Document;
use crate::domain::history::access::{Done, Opening};
use crate::domain::minutes::copy_for::copy_for;
use crate::domain::problem::Problem;
use crate::formats::{Format, Layout};
use crate::store::disk::Disk;
use crate::store::journal_line::sha256;
use crate::store::outgoing::{is_below, write_bundles};
use crate::store::paths::Paths;
use crate::store::reading;
use std::path::Path;

pub struct Request<'r> {
    pub meeting: &'r str,
    pub whose: &'r str,
    pub to: &'r Path,
    pub format: &'r Format,
    pub columns: usize,
}

/// What is wrong with the files of the meeting, in words.
///
/// # Errors
/// Where not all of it may be read by this account, where nobody or more than one is called so, or where it cannot be
/// written; nothing of it is left then.
pub fn write(
    request: &Request<'_>,
    places: &Paths,
    disk: &dyn Disk,
) -> Result<Vec<String>, Problem> {
    if is_below(request.to, &places.data) {
        return Err(among_the_minutes(request.to));
    }
    let mut past = Past::default();
    let source = whole(&mut past, places, disk, request.meeting, None)?;
    let Some(part) = &source.part else {
        return Err(Problem::not_saved_or_read(
            "The restricted part of this meeting is not here, so this would not be all.",
        )
        .safe("Nothing was written.")
        .next("Whoever took the minutes can do it."));
    };
    let full = view(&source);
    let id = found(&full, request.whose)?;
    let who = Somebody::of(&full, &id);
    let drafts = reading::read(disk, &source.folder, &places.rescue_for(&source.folder));
    let mut typed = drafts.asides;
    typed.extend(drafts.draft.map(|line| line.text));
    let mut documents: Vec<(String, String, Document)> = vec![
        (
            "records".to_owned(),
            "Each record by them or about them, as the minutes stand".to_owned(),
            held(&full, &who, "as the minutes stand"),
        ),
        (
            "earlier-words-and-drafts".to_owned(),
            "What was changed, what was taken back, and what was typed and never recorded"
                .to_owned(),
            notes(&full, part.for_the_full_record(), &typed, &who),
        ),
    ];
    for number in kept(disk, &source) {
        let version = whole(&mut past, places, disk, request.meeting, Some(number))?;
        let full = view(&version);
        documents.push((
            format!("version-{number}"),
            format!("The same, as version {number} of the minutes had it"),
            held(&full, &who, &format!("version {number}")),
        ));
    }
    let layout = Layout::from(request.columns);
    let name = |name: &str| format!("{name}.{}", request.format.extension);
    let (mut files, mut list) = (Vec::new(), Vec::new());
    for (id, what, document) in documents {
        let bytes = request.format.printed(&document, layout)?;
        list.push(Held {
            name: name(&id),
            what,
            sha256: sha256(&bytes),
        });
        files.push((name(&id), bytes));
    }
    let copy = copy_for(&source.minutes, Some(part), &id, None).ok();
    let left_out = copy.as_ref().map(|copy| copy.left_out.as_slice());
    let first = to_decide(&full, &who, &list, left_out);
    files.push((name("to-decide"), request.format.printed(&first, layout)?));
    write_bundles(disk, request.to, &[], &files)
        .map_err(|error| not_written(request.to, &error))?;
    Ok(source.troubles)
}

fn whole(
    past: &mut Past,
    places: &Paths,
    disk: &dyn Disk,
    meeting: &str,
    version: Option<u64>,
) -> Result<Source, Problem> {
    let opening = Opening {
        restricted: true,
        version,
        ..past::opening(Done::Printed)
    };
    past.read(places, disk, meeting, &opening)
}

/// The versions that were signed off or sent out, oldest first.
fn kept(disk: &dyn Disk, source: &Source) -> Vec<u64> {
    let names = disk.list(&source.folder.earlier()).unwrap_or_default();
    let numbers = names.iter();
    let numbers = numbers.filter_map(|name| name.strip_suffix("-minutes.json")?.parse().ok());
    let mut numbers: Vec<u64> = numbers.collect();
    numbers.sort_unstable();
    numbers
}
