//! The copies of one meeting's minutes, each made for one person and checked before it is handed on.

use crate::documents::Arranged;
use crate::documents::copies::{proved, ruled};
use crate::documents::document::Document;
use crate::domain::minutes::OpenMinutes;
use crate::domain::minutes::copy_for::{CopyFor, LeftOut, Question, copy_for};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{ReadAnswers, Side, kind, side};
use crate::engine::past::Source;
use crate::formats::Format;

/// Somebody who may get papers, and what is made for them.
pub struct Recipient {
    /// The id of the person or child.
    pub id: String,
    /// `Kasia Summers, mother`
    pub whose: String,
    pub left_out: Vec<(String, LeftOut)>,
    /// The papers, or what has to be decided first.
    pub papers: Result<Vec<Paper>, Vec<String>>,
}

pub struct Paper {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Everybody who may get papers of this meeting: a proposal by role. Who only interpreted, observed or took the minutes
/// gets none.
pub fn recipients(full: &ReaderView<'_>) -> Vec<String> {
    let gets = |seen: &&RecordView| seen.holds() && side(*seen) != Side::Beside;
    let people = full.of(&person::KIND).filter(gets);
    people.map(|seen| seen.id.clone()).collect()
}

/// What this source tells to whoever makes the copies.
pub fn view(source: &Source) -> ReaderView<'_> {
    match &source.part {
        Some(part) => ReaderView::full(&source.minutes, part),
        None => ReaderView::open(&source.minutes),
    }
}

/// Makes the papers for one of them.
pub fn papers_for(source: &Source, id: &str, format: &Format, width: usize) -> Recipient {
    let full = view(source);
    let mut recipient = Recipient {
        id: id.to_owned(),
        whose: full.name_and_role(id),
        left_out: Vec::new(),
        papers: Ok(Vec::new()),
    };
    let copy = match copy_for(&source.minutes, source.part.as_ref(), id) {
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
    recipient.papers = minutes_of(&copy, &full, format, width).map(|bytes| {
        vec![Paper {
            name: format!("minutes.{}", format.extension),
            bytes,
        }]
    });
    recipient
}

fn minutes_of(
    copy: &CopyFor<'_>,
    full: &ReaderView<'_>,
    format: &Format,
    width: usize,
) -> Result<Vec<u8>, Vec<String>> {
    let document: Document = ruled(copy, Arranged::default().page_of(copy)).map_err(|hits| {
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
    let bytes = (format.print)(&document, width);
    proved(copy, &document, &bytes).map_err(|leaks| {
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
    Ok(bytes)
}

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

/// Whether any copy can differ from the open minutes, so that the restricted part is needed to make it.
pub fn needs_the_restricted_part(minutes: &OpenMinutes) -> bool {
    let withheld = minutes.withheld();
    withheld.records + withheld.fields > 0
}

/// Somebody of the meeting by the letters or any name that the line takes.
pub fn called(full: &ReaderView<'_>, typed: &str) -> crate::domain::meeting::Found {
    let people: Vec<_> = full
        .of(&child::KIND)
        .chain(full.of(&person::KIND))
        .filter(|seen| seen.holds())
        .map(RecordView::as_record)
        .collect();
    crate::domain::meeting::find_among(typed, &people)
}
