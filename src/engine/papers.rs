//! The copies of one meeting's minutes, each made for one person and checked before it is handed on.

use super::past::{self, Past, Source};
use crate::documents::copies::{proved, ruled};
use crate::documents::document::Document;
use crate::documents::manifest::{CopyMade, Handing, SecondReader, manifest};
use crate::documents::papers::who_gets::{self, Row, Safe, is_no_second_reader};
use crate::documents::papers::{Addressee, Paper};
use crate::domain::history::access::{Done, Opening};
use crate::domain::meeting::{Found, find_among};
use crate::domain::minutes::copy_for::{CopyFor, LeftOut, Question, Whose, copy_for};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{ReadAnswers, kind};
use crate::domain::rules::copies_given::given_too_much;
use crate::formats::{Format, Layout, USUAL, unpacked};
use crate::store::disk::Disk;
use crate::store::paths::Paths;

/// Somebody who may get papers, and what is made for them.
pub struct Recipient {
    /// The id of the person or child.
    pub id: String,
    pub name: String,
    /// `Kasia Summers, mother`
    pub whose: String,
    pub handing: Handing,
    pub left_out: Vec<(String, LeftOut)>,
    /// What names a child who is not theirs and stays, by when it was recorded.
    pub names_others: Vec<String>,
    /// The papers, or what has to be decided first.
    pub papers: Result<Vec<PaperMade>, Vec<String>>,
    /// Those that the format cannot hold.
    pub skipped: Vec<&'static str>,
}

pub struct PaperMade {
    pub id: &'static str,
    /// The name of its file.
    pub name: String,
    pub document: Document,
    pub bytes: Vec<u8>,
}

impl CopyMade {
    /// `folder`: where it stands.
    pub fn of(recipient: &Recipient, folder: String) -> CopyMade {
        let (documents, asked) = match &recipient.papers {
            Ok(papers) => (papers.iter().map(|paper| paper.id).collect(), Vec::new()),
            Err(asked) => (Vec::new(), asked.clone()),
        };
        CopyMade {
            name: recipient.name.clone(),
            whose: recipient.whose.clone(),
            handing: recipient.handing.clone(),
            folder,
            documents,
            skipped: recipient.skipped.clone(),
            left_out: recipient.left_out.clone(),
            names_others: recipient.names_others.clone(),
            asked,
        }
    }
}

/// A child's papers have no name in front: they are to the child itself.
fn addressee(full: &ReaderView<'_>, id: &str, whose: &Whose) -> Addressee {
    let is_child = full.record(id).is_some_and(|seen| seen.is_a(&child::KIND));
    Addressee {
        person: (!is_child).then(|| id.to_owned()),
        children: whose.named().map(<[String]>::to_vec),
    }
}

/// What this source tells to whoever makes the copies.
pub fn view(source: &Source) -> ReaderView<'_> {
    match &source.part {
        Some(part) => ReaderView::full(&source.minutes, part),
        None => ReaderView::open(&source.minutes),
    }
}

/// The minutes, with the restricted part only where something in it may belong in a copy.
///
/// # Errors
/// When they cannot be read, or opening them cannot be put on the record of access.
pub fn read(
    past: &mut Past,
    places: &Paths,
    disk: &dyn Disk,
    meeting: &str,
    done: Done,
) -> Result<Source, Problem> {
    let open = past.read(places, disk, meeting, &past::opening(done))?;
    let withheld = open.minutes.withheld();
    if withheld.records + withheld.fields == 0 || !open.has_part {
        return Ok(open);
    }
    let opening = Opening {
        restricted: true,
        ..past::opening(done)
    };
    past.read(places, disk, meeting, &opening)
}

/// Makes the papers that somebody gets. `is_named`: they were asked for by name, so that even somebody who cannot hold a
/// paper safely has them made.
pub fn papers_for(
    source: &Source,
    row: &Row,
    is_named: bool,
    format: &Format,
    layout: Layout<'_>,
) -> Recipient {
    let papers = match row.safe == Safe::No && !is_named {
        true => &[],
        false => row.papers.as_slice(),
    };
    let mut recipient = these_papers_for(source, &row.id, papers, None, format, layout);
    if !row.unclear.is_empty() {
        let mut asked = row.unclear.clone();
        asked.extend(recipient.papers.err().into_iter().flatten());
        recipient.papers = Err(asked);
    }
    recipient
}

fn handing(full: &ReaderView<'_>, row: &Row) -> Handing {
    let (read_by, reader) = match (row.read_by.as_str(), is_no_second_reader(full, row)) {
        ("", _) => (String::new(), SecondReader::Nobody),
        (id, None) => (full.name(id), SecondReader::Named),
        (id, Some(why)) => (format!("{} {why}", full.name(id)), SecondReader::CannotBe),
    };
    Handing {
        safe: row.safe,
        how: row.how.clone(),
        read_by,
        reader,
        confirmed_by: match row.is_confirmed() {
            true => full.name(&row.by),
            false => String::new(),
        },
        why: row.why.clone(),
        written: row.written.clone(),
        // A child's own papers are about that child.
        about: match row.whose.named().unwrap_or_default() {
            [child] if *child == row.id => Vec::new(),
            ids => ids.iter().map(|id| full.name(id)).collect(),
        },
        is_asked_whose: row.whose == Whose::NotSaid && !row.papers.is_empty(),
    }
}

/// Makes these papers for somebody.
fn these_papers_for(
    source: &Source,
    id: &str,
    papers: &[Paper],
    only: Option<&[String]>,
    format: &Format,
    layout: Layout<'_>,
) -> Recipient {
    let full = view(source);
    let row = who_gets::row(&full, id);
    let mut recipient = Recipient {
        id: id.to_owned(),
        name: full.name(id),
        whose: full.name_and_role(id),
        handing: handing(&full, &row),
        left_out: Vec::new(),
        names_others: Vec::new(),
        papers: Ok(Vec::new()),
        skipped: Vec::new(),
    };
    let copy = match copy_for(&source.minutes, source.part.as_ref(), id, only) {
        Ok(copy) => copy,
        Err(questions) => {
            let asked = questions.iter().map(|question| asked(question, id, &full));
            recipient.papers = Err(asked.collect());
            return recipient;
        }
    };
    recipient.left_out = copy
        .left_out
        .iter()
        .map(|out| (when(&full, &out.id), out.clone()))
        .collect();
    let named = copy.names_others.iter();
    recipient.names_others = named.map(|id| when(&full, id)).collect();
    let addressee = addressee(&full, id, &copy.whose);
    let (mut done, mut asked) = (Vec::new(), Vec::new());
    for paper in papers {
        match checked(&copy, *paper, &addressee, &full, format, layout) {
            Ok(Some((document, bytes))) => done.push(PaperMade {
                id: paper.kind().id,
                name: format!("{}.{}", paper.kind().id, format.extension),
                document,
                bytes,
            }),
            Ok(None) => recipient.skipped.push(paper.kind().id),
            Err(questions) => asked.extend(questions),
        }
    }
    asked.sort();
    asked.dedup();
    recipient.papers = match asked.is_empty() {
        true => Ok(done),
        false => Err(asked),
    };
    recipient
}

/// One paper, ruled on and searched, or none where the format cannot hold it; otherwise what has to be decided or mended
/// first.
fn checked(
    copy: &CopyFor<'_>,
    paper: Paper,
    addressee: &Addressee,
    full: &ReaderView<'_>,
    format: &Format,
    layout: Layout<'_>,
) -> Result<Option<(Document, Vec<u8>)>, Vec<String>> {
    let document = paper
        .page(&copy.reading, addressee)
        .map_err(|why| vec![why.to_string()])?;
    let document = ruled(copy, document).map_err(|hits| {
        let told = hits.iter().map(|hit| {
            format!(
                "Words to withhold (recorded {}) stand in this copy, and nobody has said what becomes of them: {}. \
                 Choose that record and /edit rule: blank, /edit rule: replace; instead: …, /edit rule: drop, or \
                 /edit not in: and the longer words.",
                when(full, &hit.of),
                hit.place
            )
        });
        told.collect::<Vec<_>>()
    })?;
    if !format.suits(&document) {
        return Ok(None);
    }
    let bytes = format
        .printed(&document, layout)
        .map_err(|why| vec![why.to_string()])?;
    let printed = unpacked::words(&bytes).map_err(|why| vec![why.to_string()])?;
    proved(copy, &document, printed).map_err(|leaks| {
        let told = leaks.iter().map(|leak| {
            format!(
                "What is withheld ({}) also stands where this copy shows it: {}. Mark that place as well, or change its \
                 words.",
                when(full, &leak.of),
                leak.place
            )
        });
        told.collect::<Vec<_>>()
    })?;
    Ok(Some((document, bytes)))
}

/// The list of who gets what, with what is left out of each and what has to be decided first.
pub fn who_gets_what(source: &Source) -> Document {
    let full = view(source);
    let copies: Vec<CopyMade> = who_gets::rows(&full)
        .iter()
        .map(|row| {
            let recipient = papers_for(source, row, false, USUAL, WIDTH.into());
            CopyMade::of(&recipient, String::new())
        })
        .collect();
    listed(source, &full, &copies, USUAL)
}

/// What the format tells in words in what was made for these people, as a sentence.
pub fn told_in_words(format: &Format, made: &[Recipient]) -> Option<String> {
    let papers = made.iter().flat_map(|one| one.papers.iter().flatten());
    format.told_in_words(papers.map(|paper| &paper.document))
}

/// The same for the copies of a folder.
pub fn listed(
    source: &Source,
    full: &ReaderView<'_>,
    copies: &[CopyMade],
    format: &Format,
) -> Document {
    let header = source.minutes.header();
    let needs = format.needs.words();
    manifest(
        &header.title,
        &header.language,
        copies,
        needs,
        &given_before(source),
        |id| match id {
            "" => String::new(),
            id => full.name(id),
        },
    )
}

/// Who has papers that may hold what is now kept from them, as sentences.
pub fn given_before(source: &Source) -> Vec<String> {
    let given = given_too_much(&source.meeting);
    given.iter().map(|one| one.words(&source.meeting)).collect()
}

/// One paper as its reader gets it, to be looked at.
///
/// # Errors
/// Where nobody, or more than one, is called so; where there is no such paper; or where something has to be decided.
pub fn preview(source: &Source, whose: &str, paper: &str) -> Result<Document, Problem> {
    let full = view(source);
    let id = found(&full, whose)?;
    let meant = match paper {
        "" => Paper::proposed_to(&id, &full).last().copied(),
        typed => Paper::of(typed),
    };
    let meant = meant.ok_or_else(|| {
        let ids: Vec<_> = Paper::all().map(|paper| paper.kind().id).collect();
        Problem::wrong_input(format!("There is no paper \"{paper}\"."))
            .safe("Nothing was made.")
            .next(format!("There are: {}.", ids.join(", ")))
    })?;
    let made = one_paper(source, &id, meant, None, USUAL, WIDTH.into())?;
    Ok(made.document)
}

/// One paper for somebody (id). `only`: which children it tells of, where not all that it may.
///
/// # Errors
/// Where something has to be decided first, or the format cannot hold the paper.
pub fn one_paper(
    source: &Source,
    id: &str,
    paper: Paper,
    only: Option<&[String]>,
    format: &Format,
    layout: Layout<'_>,
) -> Result<PaperMade, Problem> {
    let made = these_papers_for(source, id, &[paper], only, format, layout);
    match made.papers {
        Ok(papers) => {
            let paper_made = papers.into_iter().next();
            paper_made.ok_or_else(|| format.cannot_hold(paper.kind().title))
        }
        Err(asked) => Err(Problem::wrong_input("There is no copy for them yet.")
            .safe("Nothing was made.")
            .next(asked.join(" "))),
    }
}

/// Columns of a page that is looked at, where its width does not matter yet.
pub const WIDTH: usize = 78;

/// What has to be decided, with how that is typed.
fn asked(question: &Question, reader: &str, full: &ReaderView<'_>) -> String {
    let code = full.record(reader).map_or_else(String::new, |seen| {
        seen.first_text(&[&person::INITIALS, &child::CODE, &person::NAME])
            .to_owned()
    });
    let places = |ids: &[String]| {
        let places: Vec<String> = ids.iter().map(|id| when(full, id)).collect();
        places.join("; ")
    };
    match question {
        Question::SaidWithoutThem(ids) => format!(
            "Said while they were excluded, and the Chair has not decided: {}. /without {code} open, not or restricted \
             decides.",
            places(ids)
        ),
        Question::NobodySays(ids) => format!(
            "Not for somebody, and nobody has said who decided that and why: {}. /not all; by: CH; why: … says it of \
             all.",
            places(ids)
        ),
        Question::NeedsDecision(ids) => format!(
            "Restricted, although a decision and a person's own words are never left out without somebody's decision: \
             {}. /mark open, or /mark open and then /not {code}; by: CH; why: … decides.",
            places(ids)
        ),
        Question::WhoTheyAre => format!(
            "Whether they are somebody who is here with another entry is to be confirmed. /person {code}; name: … with the \
             whole name answers it, or /strike takes one of the two out."
        ),
        Question::AboutWhom => format!(
            "Which children their papers are about is to be confirmed. /gets {code}; about: and the children's letters \
             says it."
        ),
        Question::NotTheirs(ids) => {
            let names: Vec<String> = ids.iter().map(|id| full.name(id)).collect();
            format!(
                "Their papers are not about {}. /gets {code}; about: and the children's letters changes that.",
                names.join(", ")
            )
        }
        Question::CannotTell => "Parts of these minutes are restricted, and this account cannot read them, so it \
                                 cannot tell what belongs in a copy. Whoever wrote them can make it."
            .to_owned(),
    }
}

/// `14:31 Contribution`
fn when(full: &ReaderView<'_>, id: &str) -> String {
    let mut all = full.records.iter().chain(&full.details);
    match all.find(|seen| seen.id == id) {
        Some(seen) => {
            let title = kind(&seen.kind).map_or("record", |kind| kind.title);
            format!("{} {title}", seen.at.format("%H:%M"))
        }
        None => id.to_owned(),
    }
}

/// # Errors
/// Where nobody, or more than one, is called so.
pub fn found(full: &ReaderView<'_>, typed: &str) -> Result<String, Problem> {
    match called(full, typed) {
        Found::One(id) => Ok(id),
        Found::Several(_) => Err(Problem::wrong_input(format!(
            "Several people could be \"{typed}\"."
        ))
        .safe("Nothing was made.")
        .next("Name them by their letters.")),
        Found::Nobody => Err(Problem::wrong_input(format!(
            "Nobody in this meeting is called \"{typed}\"."
        ))
        .safe("Nothing was made.")
        .next(
            "`talking-piece papers` without --for, or /papers alone, lists who could get a copy.",
        )),
    }
}

/// Somebody of the meeting by the letters or any name that the line takes.
fn called(full: &ReaderView<'_>, typed: &str) -> Found {
    let people: Vec<_> = full
        .of(&child::KIND)
        .chain(full.of(&person::KIND))
        .filter(|seen| seen.holds())
        .map(RecordView::as_record)
        .collect();
    find_among(typed, &people)
}
