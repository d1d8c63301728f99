//! `export`: one of the papers that people are handed, of what everybody with a copy may read or as one person gets it. A paper of a closed
//! meeting is made only when that can be put on the record of access.

use super::print::{self, PageOptions};
use super::{Ending, named};
use crate::documents::papers::{Addressee, Paper};
use crate::domain::history::access::Done;
use crate::domain::history::threads::child_called;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::text::counted;
use crate::engine::past::{self, Past, Source};
use crate::engine::{papers, reference, views};
use crate::formats::Layout;
use crate::formats::docx::reference::Reference;
use crate::formats::paste::{Field, PASTE, length};
use crate::store::disk::Disk;
use crate::store::handed_out::write_new;
use crate::store::journal::in_words;
use crate::store::paths::Paths;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// `export MEETING --document DOCUMENT`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The meeting
    meeting: String,
    /// Which paper
    #[arg(long, value_name = "DOCUMENT", value_parser = known_papers())]
    document: Paper,
    /// The copy of this person or child: letters, a name or a role. Without it, only what everybody may read
    #[arg(long = "for", value_name = "NAME")]
    whose: Option<String>,
    /// Tells of this child only; its letters are enough
    #[arg(long, value_name = "CHILD")]
    child: Option<String>,
    /// A new file to write it to, which only you can read; without it, the paper is printed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Only this section of it: its number, or words of its heading
    #[arg(long, value_name = "SECTION")]
    section: Option<String>,
    /// With --as paste: how many characters the field of the form takes
    #[arg(long, value_name = "CHARACTERS", value_parser = clap::value_parser!(u32).range(50..))]
    length: Option<u32>,
    /// With --length: which part, where it is longer than the field
    #[arg(long, value_name = "NUMBER", requires = "length")]
    part: Option<u32>,
    #[command(flatten)]
    page: PageOptions,
}

impl Export {
    /// # Errors
    /// Where the length of a field is given and the format has none.
    fn layout<'l>(&'l self, reference: Option<&'l Reference>) -> Result<Layout<'l>, Problem> {
        let (format, columns) = self.page.format_and_width();
        if self.length.is_some() && format.id != PASTE.id {
            return Err(Problem::wrong_input(
                "Only text to paste has a length that a field allows.",
            )
            .safe("Nothing was printed or written.")
            .next("Say --as paste, or leave out --length."));
        }
        let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        Ok(Layout {
            columns,
            reference,
            section: self.section.as_deref(),
            field: self.length.map(|most| Field {
                most: number(most),
                part: self.part.map(number),
            }),
        })
    }
}

fn known_papers() -> impl TypedValueParser<Value = Paper> {
    let known = Paper::all().map(|paper| {
        let kind = paper.kind();
        let whom: Vec<_> = paper.whom().iter().map(|whom| whom.words()).collect();
        PossibleValue::new(kind.id).help(format!(
            "{}. {} For {}.",
            kind.title,
            kind.about,
            whom.join(" and ")
        ))
    });
    PossibleValuesParser::new(known).try_map(|id| Paper::of(&id).ok_or("there is no such paper"))
}

pub(super) fn run(export: &Export, places: &Paths, disk: &dyn Disk) -> Ending {
    match made(export, places, disk) {
        Ok(source) => super::told_of(&source.troubles),
        Err(why) => Ending::Stopped(why),
    }
}

fn made(export: &Export, places: &Paths, disk: &dyn Disk) -> Result<Source, Problem> {
    let folder = named(places, disk, &export.meeting)?;
    let id = folder.id.as_str();
    if let Some(whose) = &export.whose {
        return made_for(export, whose, id, places, disk);
    }
    let opening = past::opening(Done::Printed);
    let source = Past::default().read(places, disk, id, &opening)?;
    let addressee = match &export.child {
        None => Addressee::default(),
        Some(words) => of_child(&source, words)?,
    };
    let document = views::paper(&source, export.document, &addressee)?;
    let (format, _) = export.page.format_and_width();
    let reference = reference::read(places, format)?;
    let layout = export.layout(reference.as_ref())?;
    hand_out(export, &format.printed(&document, layout)?, disk)?;
    export.page.tell_in_words(&document);
    Ok(source)
}

/// The paper as this person gets it, with the same refusals as `papers`.
fn made_for(
    export: &Export,
    whose: &str,
    meeting: &str,
    places: &Paths,
    disk: &dyn Disk,
) -> Result<Source, Problem> {
    let mut past = Past::default();
    let source = papers::read(&mut past, places, disk, meeting, Done::Printed)?;
    let id = papers::found(&papers::view(&source), whose)?;
    let about = match &export.child {
        None => None,
        Some(words) => of_child(&source, words)?.children,
    };
    let (format, _) = export.page.format_and_width();
    let reference = reference::read(places, format)?;
    let layout = export.layout(reference.as_ref())?;
    // What is searched is the whole paper, in this format; a section of it holds nothing else.
    let whole = Layout {
        section: None,
        field: None,
        ..layout
    };
    let paper = papers::one_paper(
        &source,
        &id,
        export.document,
        about.as_deref(),
        format,
        whole,
    )?;
    let bytes = match layout.section.is_some() || layout.field.is_some() {
        true => format.printed(&paper.document, layout)?,
        false => paper.bytes.clone(),
    };
    hand_out(export, &bytes, disk)?;
    export.page.tell_in_words(&paper.document);
    Ok(source)
}

fn hand_out(export: &Export, bytes: &[u8], disk: &dyn Disk) -> Result<(), Problem> {
    match &export.out {
        None => print::page(bytes)?,
        Some(path) => write(disk, path, bytes)?,
    }
    let (format, _) = export.page.format_and_width();
    if format.id == PASTE.id {
        let length = length(&String::from_utf8_lossy(bytes));
        let characters = counted(length, "character", "characters");
        print::tell(&format!(
            "{characters}, with each line break counted as two."
        ));
    }
    Ok(())
}

fn of_child(source: &Source, words: &str) -> Result<Addressee, Problem> {
    let reading = ReaderView::open(&source.minutes);
    match child_called(&reading, words) {
        Ok(child) => Ok(Addressee::of_child(&child.id)),
        Err(children) => {
            let children: Vec<String> = children
                .iter()
                .map(|child| format!("{} ({})", child.words, child.typed))
                .collect();
            let happened = match children.is_empty() {
                true => "There is no child in these minutes.".to_owned(),
                false => format!("\"{words}\" is not one of the children of this meeting."),
            };
            let next = match children.is_empty() {
                true => "Leave out --child.".to_owned(),
                false => format!("The children are {}.", children.join(", ")),
            };
            Err(Problem::wrong_input(happened)
                .safe("No paper was made.")
                .next(next))
        }
    }
}

fn write(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    write_new(disk, path, bytes).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Problem::not_saved_or_read(format!(
            "{} already exists, and was not touched.",
            path.display()
        ))
        .next("Give the paper another name."),
        _ => Problem::not_saved_or_read(format!(
            "The paper could not be written to {} ({}).",
            path.display(),
            in_words(&error)
        ))
        .safe("Nothing of it is there, and the minutes are untouched."),
    })
}
