//! Writes the copies of one meeting's minutes as files, for the shell and for the screen: each person's in a folder of their
//! own, with a list for the Chair.

use super::clock;
use super::papers::{Recipient, listed, view};
use super::past::Source;
use crate::documents::manifest::CopyMade;
use crate::documents::papers::written::Written;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::{distribution, sign_off};
use crate::formats::{Format, Layout, Needs, USUAL};
use crate::store::disk::Disk;
use crate::store::journal::in_words;
use crate::store::outgoing::{Bundle, is_below, write_bundles};
use crate::store::paths::{Paths, papers_folder};
use crate::store::sharing::Reach;
use std::io;
use std::path::{Path, PathBuf};

/// Why there is nothing to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCopy {
    /// Something has to be decided first.
    Asked,
    /// The format holds none of the papers.
    Skipped,
    NobodyGetsOne,
}

impl NoCopy {
    pub fn of(made: &[Recipient]) -> Option<NoCopy> {
        let is_made = |one: &Recipient| one.papers.as_ref().is_ok_and(|papers| !papers.is_empty());
        if made.iter().any(is_made) {
            return None;
        }
        let is_asked = made.iter().any(|one| one.papers.is_err());
        let is_skipped = made.iter().any(|one| !one.skipped.is_empty());
        Some(match (is_asked, is_skipped) {
            (true, _) => NoCopy::Asked,
            (false, true) => NoCopy::Skipped,
            (false, false) => NoCopy::NobodyGetsOne,
        })
    }

    pub fn problem(self, next: &str) -> Problem {
        Problem::wrong_input("No copy can be made yet.")
            .safe("Nothing was written.")
            .next(next)
    }
}

/// Writes what was made for these people into a folder that is not there yet, and says which papers those are.
///
/// # Errors
/// Where the folder is there, is among the minutes, or cannot be written to; nothing of it is left then.
pub fn write(
    source: &Source,
    places: &Paths,
    to: &Path,
    made: Vec<Recipient>,
    format: &Format,
    layout: Layout<'_>,
    disk: &dyn Disk,
) -> Result<Vec<Written>, Problem> {
    if is_below(to, &places.data) {
        return Err(among_the_minutes(to));
    }
    let written = written(source, &made);
    write_files(source, to, made, format, layout, disk).map_err(|error| not_written(to, &error))?;
    Ok(written)
}

/// Where the copies go: where somebody typed, otherwise a folder in the home of this account that is not there yet.
///
/// # Errors
/// Where the folder above cannot be made, or what was typed is no whole path.
pub fn place(typed: &str, meeting: &str, disk: &dyn Disk) -> Result<PathBuf, Problem> {
    let no_home = || {
        Problem::not_saved_or_read("This account has no home folder to put the papers in.")
            .safe("Nothing was written.")
            .next("Name a folder with its whole path: /papers write /media/stick/copies.")
    };
    let base = papers_folder();
    if let Some(below) = typed.strip_prefix("~/") {
        let home = base.as_deref().and_then(Path::parent);
        return Ok(home.ok_or_else(no_home)?.join(below));
    }
    if !typed.is_empty() {
        return Ok(PathBuf::from(typed));
    }
    let base = base.ok_or_else(no_home)?;
    disk.make_folder_reaching(&base, Reach::Private)
        .map_err(|error| not_written(&base, &error))?;
    let taken = disk
        .list(&base)
        .map_err(|error| not_written(&base, &error))?;
    let names = (1..).map(|number| match number {
        1 => meeting.to_owned(),
        number => format!("{meeting}-{number}"),
    });
    let mut free = names.filter(|name| !taken.contains(name));
    Ok(base.join(free.next().unwrap_or_default()))
}

fn write_files(
    source: &Source,
    to: &Path,
    made: Vec<Recipient>,
    format: &Format,
    layout: Layout<'_>,
    disk: &dyn Disk,
) -> io::Result<()> {
    let full = view(source);
    let mut bundles = Vec::new();
    let mut copies = Vec::new();
    for mut recipient in made {
        let mut folder = String::new();
        if let Ok(papers) = &mut recipient.papers
            && !papers.is_empty()
        {
            // No name of a file or folder says whose it is.
            folder = format!("copy-{}", bundles.len() + 1);
            let files = papers.iter_mut();
            bundles.push(Bundle {
                folder: folder.clone(),
                files: files
                    .map(|paper| (paper.name.clone(), std::mem::take(&mut paper.bytes)))
                    .collect(),
            });
        }
        copies.push(CopyMade::of(&recipient, folder));
    }
    let list = listed(source, &full, &copies, format);
    // The list is words, whatever the papers are.
    let format = match format.needs {
        Needs::Words => format,
        Needs::Rows | Needs::Appointments => USUAL,
    };
    let name = format!("for-the-chair-only.{}", format.extension);
    let list = [(name, format.printed(&list, layout).unwrap_or_default())];
    write_bundles(disk, to, &bundles, &list)
}

fn written(source: &Source, made: &[Recipient]) -> Vec<Written> {
    let version = match source.minutes.header().status.as_str() {
        "signed_off" | "circulated" => expected_version(&view(source)),
        _ => None,
    };
    let on = clock::now().date_naive();
    let one = |recipient: &Recipient| {
        let papers = recipient.papers.as_ref().ok()?;
        let papers: Vec<&'static str> = papers.iter().map(|paper| paper.id).collect();
        (!papers.is_empty()).then(|| Written {
            who: recipient.id.clone(),
            papers,
            on,
            version,
        })
    };
    made.iter().filter_map(one).collect()
}

/// The version that was signed off or sent out last.
fn expected_version(full: &ReaderView<'_>) -> Option<u64> {
    let signed = full
        .holding(&sign_off::KIND)
        .chain(full.holding(&distribution::KIND));
    signed
        .filter_map(|seen| seen.number(&sign_off::VERSION))
        .max()
}

pub(super) fn not_written(to: &Path, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Problem::wrong_input(format!("{} is there already.", to.display()))
            .safe("Nothing was written, and what is there was not touched.")
            .next("Name a folder that is not there yet.");
    }
    Problem::not_saved_or_read(format!(
        "The copies could not be written to {} ({}).",
        to.display(),
        in_words(error)
    ))
    .safe("Nothing of them is left there; the meeting is untouched.")
    .next("Name a folder in a place that has room and that you may write in.")
}

pub(super) fn among_the_minutes(to: &Path) -> Problem {
    Problem::wrong_input(format!("{} is in the folder of the minutes.", to.display()))
        .safe("Nothing was written.")
        .next("Name a folder outside it: papers are for those who hand them out.")
}
