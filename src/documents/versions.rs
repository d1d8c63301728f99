//! The versions of the minutes that were signed off or sent out, what happened to each, and what was amended since.

use super::{DocumentKind, Maker, heading, tables};
use crate::documents::document::{Document, Mark};
use crate::domain::calendar::date_words::write_date;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::OpenMinutes;
use crate::domain::minutes::reader_view::{ReaderView, RecordView, clock};
use crate::domain::record::ReadAnswers;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{correction, distribution, sign_off};
use crate::domain::rules::sign_off::status_words;
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptVersion {
    pub number: u64,
    pub file: VersionFile,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionFile {
    /// Word for word what was signed off or sent out.
    Whole,
    Changed,
    NothingToCompare,
    /// Something in it was restricted later, so the team does not read it.
    NotForUs,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amended {
    pub reopened: Vec<DateTime<FixedOffset>>,
    /// The number of records made since, apart from sign-offs, copies and corrections; `None` where the journal is not
    /// there for this account.
    pub added: Option<usize>,
}

pub(super) const VERSIONS: DocumentKind = DocumentKind {
    id: "versions",
    title: "Versions of the minutes",
    about: "The versions that were signed off or sent out, what happened to each, and what was amended since.",
    maker: Maker::Versions(versions),
};

fn versions(minutes: &OpenMinutes, kept: &[KeptVersion], amended: &Amended) -> Document {
    let reading = ReaderView::open(minutes);
    let header = minutes.header();
    let title = format!("{}: {}", VERSIONS.title, header.title);
    let mut document = Document::new(title, header.language.clone());
    document.is_of(&PastMeeting::of(&reading));
    heading::made_up(&reading, &mut document);
    document.facts(vec![(
        "The minutes now".to_owned(),
        status_words(&header.status).to_owned(),
    )]);
    put_versions(&reading, kept, &mut document);
    document.heading(1, "What was amended");
    document.list(
        amended
            .reopened
            .iter()
            .map(|at| {
                let day = write_date(at.date_naive());
                format!("Opened again on {day} at {}", clock(*at))
            })
            .collect(),
    );
    put_amended(&reading, amended, &mut document);
    if reading.of(&correction::KIND).next().is_some() {
        document.heading(1, "Corrections asked for");
        tables::table(
            &reading,
            &correction::KIND,
            reading.of(&correction::KIND),
            &mut document,
        );
    }
    document
}

/// How many records were added after the meeting was opened again, and how many were ever changed.
fn put_amended(reading: &ReaderView<'_>, amended: &Amended, document: &mut Document) {
    let Some(added) = amended.added else {
        let opened = match amended.reopened.is_empty() {
            true => "no record of seals says that the meeting was opened again.",
            false => {
                "the record of seals says when the meeting was opened again, and not what was added."
            }
        };
        document.paragraph(format!(
            "The journal is not there for this account; {opened}"
        ));
        return;
    };
    if amended.reopened.is_empty() {
        document.paragraph("The meeting was not opened again after it was closed.");
        return;
    }
    let changed = reading.records.iter().filter(|seen| seen.changed > 0);
    let changed = changed.count();
    let count = |number: usize| match number {
        0 => "No record was".to_owned(),
        1 => "1 record was".to_owned(),
        many => format!("{many} records were"),
    };
    document.paragraph(format!(
        "{} added after it was first opened again. {} changed at some time, in the meeting or after it; what such a record said before is kept with the restricted parts.",
        count(added),
        count(changed)
    ));
}

fn put_versions(reading: &ReaderView<'_>, kept: &[KeptVersion], document: &mut Document) {
    let mut all: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for version in kept {
        all.entry(version.number).or_default();
    }
    for seen in reading
        .of(&sign_off::KIND)
        .chain(reading.of(&distribution::KIND))
    {
        if let Some(number) = seen.number(&distribution::VERSION) {
            all.entry(number).or_default().push(event(reading, seen));
        }
    }
    if all.is_empty() {
        document.paragraph("No version has been signed off or sent out yet.");
        return;
    }
    document.heading(1, "Versions that were signed off or sent out");
    let mut doubtful = Vec::new();
    let mut rows = Vec::new();
    for (number, events) in &all {
        let found = kept.iter().find(|version| version.number == *number);
        let state = match found.map(|version| version.file) {
            None => "its file is missing",
            Some(VersionFile::Whole) => "kept, word for word",
            Some(VersionFile::Changed) => "CHANGED since",
            Some(VersionFile::NothingToCompare) => "kept",
            Some(VersionFile::NotForUs) => "not for you: something in it was restricted later",
        };
        if matches!(found.map(|it| it.file), None | Some(VersionFile::Changed)) {
            doubtful.push(number.to_string());
        }
        rows.push(vec![
            number.to_string(),
            events.join("; "),
            state.to_owned(),
        ]);
    }
    let header = ["Version", "What happened to it", "Its file"];
    document.table(header.map(str::to_owned).to_vec(), rows);
    if !doubtful.is_empty() {
        document.marked(
            Mark::ToConfirm,
            format!(
                "Version {} cannot be relied on: its file is missing or differs from what was signed off or sent \
                    out. Ask IT for a backup of the folder of this meeting.",
                doubtful.join(" and ")
            ),
        );
    }
    document.paragraph("/version and a number shows one of them.");
}

/// `signed off by R Lowe, 4 Dec 2026`, `family's copy to Kelly Smith, 5 Dec 2026`.
fn event(reading: &ReaderView<'_>, seen: &RecordView) -> String {
    let answer = |field: &Field| reading.answer(seen, field);
    let with = |before: &str, words: String| match words.is_empty() {
        true => String::new(),
        false => format!("{before}{words}"),
    };
    let (words, day) = if seen.is_a(&sign_off::KIND) {
        (
            format!(
                "{}{}",
                answer(&sign_off::STATE),
                with(" by ", answer(&sign_off::BY))
            ),
            answer(&sign_off::ON),
        )
    } else {
        let copy = match answer(&distribution::COPY) {
            copy if copy.is_empty() => "a copy".to_owned(),
            copy => copy,
        };
        (
            format!("{copy}{}", with(" to ", answer(&distribution::TO))),
            answer(&distribution::SENT),
        )
    };
    let day = match day.is_empty() {
        true => write_date(seen.at.date_naive()),
        false => day,
    };
    format!("{words}, {day}")
}
