//! Makes the pages that can be viewed: the material comes through `past`, the text is made in `documents/`. The command
//! line prints the same pages.

use super::looking_back::{Found, Side, compared, followed};
use super::past::{self, Past, Source};
use super::{clock, due, meetings, papers};
use crate::app::protocol::view::{Beside, Followed, View};
use crate::documents::document::{Block, Document, Mark};
use crate::documents::manual;
use crate::documents::papers::{Addressee, Paper};
use crate::documents::{Amended, Arranged, KeptVersion, Material, VersionFile, page};
use crate::domain::calendar::date_words::DateBias;
use crate::domain::history::access::{Done, Opening};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::record::follows_closing;
use crate::domain::rules::sign_off::status_words;
use crate::domain::settings::ConfigFiles;
use crate::store::disk::{Disk, LARGEST_FILE};
use crate::store::journal_line::sha256;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::seal_record::SealRecord;
use crate::store::sealed::is_not_for_us;

/// `own`: the council's own settings.
///
/// # Errors
/// When something cannot be read, or opening it cannot be put on the record of access.
pub fn make(
    past: &mut Past,
    places: &Paths,
    disk: &dyn Disk,
    own: &ConfigFiles,
    view: &View,
) -> Result<Document, Problem> {
    let restricted = view.shows_restricted();
    match view {
        View::Record {
            meeting,
            arranged,
            version,
            ..
        } => {
            let opening = Opening {
                done: Done::Read,
                restricted,
                version: *version,
            };
            let source = past
                .read(places, disk, meeting, &opening)?
                .as_it_may_be_read();
            let mut document = arranged_record(&source, *arranged);
            document.begin_with(notices(&source, *version));
            Ok(document)
        }
        View::Versions { meeting } => {
            let source = past.read(places, disk, meeting, &past::opening(Done::Read))?;
            let versions = versions_of(places, disk, &source);
            Ok(with_troubles(versions, &source.troubles))
        }
        View::Readers { meeting } => {
            let folder = places.meeting(disk, meeting)?;
            Ok(readers_of(places, disk, folder))
        }
        View::Papers { meeting, whose } => {
            let source = papers::read(past, places, disk, meeting, Done::Read)?;
            let document = match whose {
                None => papers::who_gets_what(&source),
                Some((whose, paper)) => papers::preview(&source, whose, paper)?,
            };
            Ok(with_troubles(document, &source.troubles))
        }
        View::Compare {
            meeting, beside, ..
        } => {
            let other = other_side(places, disk, meeting, beside)?;
            let sides = [
                Side {
                    meeting,
                    version: None,
                },
                other.side(meeting),
            ];
            let (found, troubles) = compared(past, places, disk, sides, restricted)?;
            Ok(with_troubles(page(Material::Comparison(&found)), &troubles))
        }
        View::Thread {
            meeting, followed, ..
        } => thread(past, places, disk, meeting, followed, restricted),
        View::Manual { topic } => Ok(manual::meant(topic)?.0.document()),
        View::Due { on, .. } => {
            let today = clock::now().date_naive();
            let on = match on {
                Some(words) => due::day_meant(words, today, DateBias::Near, own)?,
                None => today,
            };
            let dates = match restricted {
                true => due::restricted_dates_of_all(past, places, disk),
                false => due::dates_of_all(places, own, on, None, &mut |_| true),
            };
            let list = due::due_to_read(past, places, &dates, on, None, own)?;
            Ok(with_troubles(page(Material::Due(&list)), &dates.troubles))
        }
    }
}

/// What a meeting is compared with: another one (its id), or a version of its own.
enum Other {
    Meeting(String),
    Version(u64),
}

impl Other {
    fn side<'a>(&'a self, meeting: &'a str) -> Side<'a> {
        match self {
            Other::Meeting(other) => Side {
                meeting: other,
                version: None,
            },
            Other::Version(number) => Side {
                meeting,
                version: Some(*number),
            },
        }
    }
}

fn other_side(
    places: &Paths,
    disk: &dyn Disk,
    meeting: &str,
    beside: &Beside,
) -> Result<Other, Problem> {
    match beside {
        Beside::Version(number) => Ok(Other::Version(*number)),
        Beside::Meeting(other) => Ok(Other::Meeting(other.clone())),
        Beside::MeetingBefore => {
            let folder = places.meeting(disk, meeting)?;
            let before = meetings::before(places, disk, &folder);
            let before = before.ok_or_else(|| {
                Problem::wrong_input(format!("{} did not begin from an earlier meeting, so there is none to compare it with.", folder.id))
                    .next("/compare 1 compares version 1 with the minutes as they stand; /compare and the id of another meeting compares that meeting.")
            })?;
            match places.meeting(disk, &before) {
                Ok(_) => Ok(Other::Meeting(before)),
                Err(_) => Err(Problem::not_saved_or_read(format!(
                    "The meeting that this one began from ({before}) is not here, so the two cannot be compared."
                ))
                .safe("Nothing was changed.")
                .next("`talking-piece import` takes in its minutes.")),
            }
        }
    }
}

fn thread(
    past: &mut Past,
    places: &Paths,
    disk: &dyn Disk,
    meeting: &str,
    what: &Followed,
    restricted: bool,
) -> Result<Document, Problem> {
    match followed(past, places, disk, meeting, what, restricted)? {
        Found::Thread(thread, troubles) => Ok(with_troubles(page(thread.material()), &troubles)),
        Found::NoRecord(_, there) => {
            let record = match what {
                Followed::Record(record) => record.as_str(),
                _ => "",
            };
            let typed: Vec<&str> = there.iter().map(|one| one.typed.as_str()).collect();
            let there = match typed.as_slice() {
                [] => "Nothing in them can be followed.".to_owned(),
                some => format!("These can: {}.", some.join(", ")),
            };
            Err(Problem::wrong_input(format!(
                "There is no action, what-if, promise, danger statement or safety goal {record} in these minutes. {there}"
            ))
            .next("Or scroll until the one you mean is at the top, and type /follow alone."))
        }
        Found::NoChild(_, children) => Err(match children.first() {
            None => Problem::wrong_input("There is no child in these minutes."),
            Some(first) => {
                let all: Vec<String> = children
                    .iter()
                    .map(|child| format!("{} ({})", child.words, child.typed))
                    .collect();
                Problem::wrong_input(format!("Which child: {}?", all.join(", "))).next(format!(
                    "/wishes {} shows what came of the wishes.",
                    first.words
                ))
            }
        }),
    }
}

/// Problems come before the first word of the page.
fn with_troubles(mut document: Document, troubles: &[String]) -> Document {
    document.begin_with(marked(troubles));
    document
}

fn marked(troubles: &[String]) -> Vec<Block> {
    let marked = |text: &String| Block::Marked {
        mark: Mark::ToConfirm,
        text: text.clone(),
    };
    troubles.iter().map(marked).collect()
}

pub fn readers_of(places: &Paths, disk: &dyn Disk, folder: MeetingFolder) -> Document {
    let (accesses, troubles) = past::accesses(places, disk, folder.id.as_str());
    let card = past::card(places, disk, folder);
    page(Material::Readers(&card, &accesses, &troubles))
}

/// Includes the restricted part where the source has it.
pub fn arranged_record(source: &Source, arranged: Arranged) -> Document {
    arranged.page(&source.minutes, source.part.as_ref())
}

/// A paper of the common part: what everybody with a copy may read.
///
/// # Errors
/// Where there can be no such paper.
pub fn paper(source: &Source, paper: Paper, addressee: &Addressee) -> Result<Document, Problem> {
    paper.page(&ReaderView::open(&source.minutes), addressee)
}

pub fn versions_of(places: &Paths, disk: &dyn Disk, source: &Source) -> Document {
    let kept = kept_versions(disk, source);
    let amended = match source.meeting.events().is_empty() {
        true => amended_on_record(places, disk, source),
        false => amended(&source.meeting),
    };
    page(Material::Versions(&source.minutes, &kept, &amended))
}

/// What is known outside the folder, where the journal is a colleague's.
fn amended_on_record(places: &Paths, disk: &dyn Disk, source: &Source) -> Amended {
    let record = SealRecord::about(places, disk, &source.folder.id);
    let recorded = record.of(&source.folder.id, None);
    Amended {
        reopened: recorded.map_or_else(Vec::new, |recorded| recorded.reopenings),
        added: None,
    }
}

/// Counted in the order of the events: two of them may have the same time.
fn amended(meeting: &Meeting) -> Amended {
    let mut amended = Amended {
        added: Some(0),
        ..Amended::default()
    };
    for logged in meeting.events() {
        match &logged.event {
            Event::Known(KnownEvent::Reopened { .. }) => amended.reopened.push(logged.at),
            Event::Known(KnownEvent::Recorded { id, record, .. })
                if !amended.reopened.is_empty()
                    && !follows_closing(record)
                    && meeting.record(id).is_some() =>
            {
                amended.added = amended.added.map(|added| added + 1);
            }
            _ => {}
        }
    }
    amended
}

fn kept_versions(disk: &dyn Disk, source: &Source) -> Vec<KeptVersion> {
    let folder = source.folder.earlier();
    let names = disk.list(&folder).unwrap_or_default();
    let now = ReaderView::open(&source.minutes);
    let mut kept: Vec<KeptVersion> = names
        .iter()
        .filter_map(|name| {
            let number = name.strip_suffix("-minutes.json")?.parse().ok()?;
            let hash = past::expected(&now, number);
            let bytes = disk.read(&folder.join(name), LARGEST_FILE);
            let file = match (hash, bytes) {
                (_, Err(error)) if is_not_for_us(&error) => VersionFile::NotForUs,
                (Some(hash), Ok(bytes)) if hash == sha256(&bytes) => VersionFile::Whole,
                (Some(_), Ok(_) | Err(_)) => VersionFile::Changed,
                (None, _) => VersionFile::NothingToCompare,
            };
            Some(KeptVersion { number, file })
        })
        .collect();
    kept.sort_by_key(|version| version.number);
    kept
}

pub fn earlier_words(number: u64) -> String {
    format!("Version {number}, as it was kept: an earlier state of these minutes.")
}

/// What a reader must know before the first word: what is wrong, which version this is, what is not shown.
fn notices(source: &Source, version: Option<u64>) -> Vec<Block> {
    let mut blocks: Vec<Block> = marked(&source.troubles);
    let status = status_words(&source.minutes.header().status);
    blocks.push(Block::Paragraph(match version {
        Some(number) => format!(
            "{} /version now shows them as they stand.",
            earlier_words(number)
        ),
        None if status.is_empty() => "The minutes as they stand.".to_owned(),
        None => format!("The minutes as they stand: {status}. /versions lists the earlier ones."),
    }));
    let withheld = source.minutes.withheld();
    if source.part.is_none() && withheld.records + withheld.fields > 0 {
        blocks.push(Block::Paragraph(if source.has_part {
            "Restricted parts are not shown; /restricted shows them here.".to_owned()
        } else {
            "Restricted parts are not shown, and this account cannot read them.".to_owned()
        }));
    }
    blocks
}
