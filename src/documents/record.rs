//! The record of the meeting: everything in the minutes, as a page to be read from top to bottom.

use super::heading::pairs;
use super::labels::answered;
use super::{
    Arrangement, DocumentKind, Maker, children, heading, plan_tables, said, scales, tables, views,
    whom_to_ask,
};
use crate::documents::document::{Document, Mark};
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::meeting::Pause;
use crate::domain::meeting::event::Gap;
use crate::domain::minutes::SectionHeld;
use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView, clock, span};
use crate::domain::record::kinds::{
    action, agency_view, child, childs_view, contribution, decision, details, person, statement,
};
use crate::domain::record::{Kind, PageSection, Place, ReadAnswers};

pub(super) const RECORD: DocumentKind = DocumentKind {
    id: "section",
    title: "Record of the meeting",
    about: "All of the minutes as a page. For readers of the full record it has the restricted parts as well.",
    maker: Maker::Minutes(BY_SECTION),
};

pub(super) const BY_SECTION: Arrangement = Arrangement { also: &[], write };

/// The top that every arrangement of the record has: title, notices, what meeting it was.
pub(super) fn begin(reading: &ReaderView<'_>, what: &str) -> Document {
    let header = reading.minutes.header();
    let title = format!("{what}: {}", header.title);
    let mut document = Document::new(title, header.language.clone());
    document.is_of(&PastMeeting::of(reading));
    heading::notices(reading, &mut document);
    heading::meeting(reading, &mut document);
    document
}

/// What came of the meeting is what people look for, so it stands before what was said.
const BEFORE_THE_DISCUSSION: [PageSection; 4] = [
    PageSection::Decisions,
    PageSection::Plan,
    PageSection::WhatIf,
    PageSection::Agreements,
];

fn write(reading: &ReaderView<'_>) -> Document {
    let mut document = begin(reading, RECORD.title);
    put_all(reading, &mut document);
    document
}

/// All of the record below its top.
pub(super) fn put_all(reading: &ReaderView<'_>, document: &mut Document) {
    children::children(reading, document);
    heading::people(reading, document);
    for section in PageSection::at(Place::Arranged) {
        put_tables(reading, section, 1, |_| true, document);
    }
    for section in BEFORE_THE_DISCUSSION {
        put_tables(reading, section, 1, |_| true, document);
    }
    let mut not_held: Vec<String> = Vec::new();
    for section in reading.minutes.sections() {
        if document.is_handed_out && is_not_held(reading, section) {
            not_held.push(titled(section));
            continue;
        }
        put_not_held(&mut not_held, document);
        put_section(reading, section, document);
    }
    put_not_held(&mut not_held, document);
    put_outside_sections(reading, document);
    let behind = PageSection::at(Place::BehindSections);
    for section in behind.filter(|section| !BEFORE_THE_DISCUSSION.contains(section)) {
        put_tables(reading, section, 1, |_| true, document);
    }
    put_deadlines(reading, document);
    put_other_records(reading, document);
    put_pauses(reading, document);
    put_to_confirm(reading, document);
    put_closing(reading, document);
    whom_to_ask::put(reading, document);
}

/// What has to happen by when, each with its rule, so that the reader can check the arithmetic.
fn put_deadlines(reading: &ReaderView<'_>, document: &mut Document) {
    let deadlines = reading.minutes.deadlines();
    if deadlines.is_empty() {
        return;
    }
    document.heading(1, "By when");
    document.facts(
        deadlines
            .iter()
            .map(|one| (one.label.clone(), one.words.clone()))
            .collect(),
    );
}

/// Nothing is there to be told of it.
fn is_not_held(reading: &ReaderView<'_>, section: &SectionHeld) -> bool {
    let times = &section.times;
    let mut records = reading.records.iter();
    times.skipped.is_none()
        && times.periods.is_empty()
        && !records.any(|seen| seen.section.as_deref() == Some(section.id.as_str()))
}

/// One line for all that follow each other.
fn put_not_held(titles: &mut Vec<String>, document: &mut Document) {
    if !titles.is_empty() {
        document.paragraph(format!("Not held: {}.", titles.join("; ")));
        titles.clear();
    }
}

fn titled(section: &SectionHeld) -> String {
    match &section.heading {
        Some(heading) => format!("{} {heading}: {}", section.number, section.title),
        None => format!("{} {}", section.number, section.title),
    }
}

fn put_section(reading: &ReaderView<'_>, section: &SectionHeld, document: &mut Document) {
    let title = titled(section);
    let times: Vec<String> = section
        .times
        .periods
        .iter()
        .map(|period| span(period.opened, period.closed))
        .collect();
    let planned = match section.planned_minutes {
        0 => String::new(),
        minutes => format!(" Planned: {minutes} minutes."),
    };
    let held = !times.is_empty();
    if held && document.is_handed_out {
        let planned = planned.trim().trim_end_matches('.').to_lowercase();
        let when = [times.join(", "), planned];
        let when: Vec<String> = when.into_iter().filter(|part| !part.is_empty()).collect();
        document.heading(1, format!("{title} ({})", when.join("; ")));
    } else {
        document.heading(1, title);
    }
    if let Some(skipped) = &section.times.skipped {
        let at = clock(skipped.at);
        document.paragraph(match skipped.reason.trim() {
            "" => format!("Left out at {at}, without a reason."),
            reason => format!("Left out at {at}: {reason}"),
        });
    } else if !held {
        document.paragraph("Not held.");
    }
    if held && !document.is_handed_out {
        document.paragraph(format!("Held {}.{planned}", times.join(", ")));
    }
    let here = |seen: &&RecordView| seen.section.as_deref() == Some(section.id.as_str());
    put_what_was_said(reading, here, document);
}

/// What was recorded before the first section, between two, or in one that the agenda does not have.
fn put_outside_sections(reading: &ReaderView<'_>, document: &mut Document) {
    let outside = |seen: &&RecordView| {
        let sections = reading.minutes.sections();
        !sections
            .iter()
            .any(|section| seen.section.as_deref() == Some(section.id.as_str()))
    };
    let is_there = reading.records.iter().filter(outside).any(|seen| {
        let section = seen.kind().map(|kind| kind.section);
        section.is_some_and(|section| {
            section == PageSection::Said || section.place() == Place::WhereRecorded
        })
    });
    if is_there {
        document.heading(1, "Outside the sections");
        put_what_was_said(reading, outside, document);
    }
}

fn put_what_was_said(
    reading: &ReaderView<'_>,
    here: impl Fn(&&RecordView) -> bool,
    document: &mut Document,
) {
    said::contributions(
        reading,
        reading.of(&contribution::KIND).filter(&here),
        document,
    );
    for section in PageSection::at(Place::WhereRecorded) {
        put_tables(reading, section, 2, |seen| here(&seen), document);
    }
}

/// The kinds for which the page has an arrangement of its own.
const ARRANGED: [&Kind; 5] = [
    &details::KIND,
    &child::KIND,
    &childs_view::KIND,
    &person::KIND,
    &contribution::KIND,
];

/// The records of a section that are wanted here: below its heading a table for each kind. A kind that shares an
/// arranged section without being part of the arrangement has a table under its own title, so that it cannot be missed.
pub(super) fn put_tables(
    reading: &ReaderView<'_>,
    section: PageSection,
    level: u8,
    here: impl Fn(&RecordView) -> bool,
    document: &mut Document,
) {
    let mut has_heading = false;
    let is_arranged = section.place() == Place::Arranged;
    for kind in section.kinds() {
        if is_arranged && ARRANGED.contains(&kind) {
            continue;
        }
        let mut records: Vec<&RecordView> = reading.of(kind).filter(|seen| here(seen)).collect();
        if records.is_empty() {
            continue;
        }
        if let Some(day) = kind.in_order_of {
            // Those without a day come last, in the order in which they were told.
            records.sort_by_key(|seen| (seen.text(day).is_empty(), seen.text(day).to_owned()));
        }
        let records = records.into_iter();
        // A text that was read aloud says itself what it is.
        let says_itself = section == PageSection::StatementsRead && document.is_handed_out;
        if is_arranged {
            document.heading(level, kind.title);
        } else if !has_heading && !says_itself {
            document.heading(level, section.heading());
            has_heading = true;
        }
        match section {
            PageSection::Scales | PageSection::ScoresOfLastTime => {
                scales::scores(reading, kind, records, document);
            }
            PageSection::StatementsRead => {
                let read: Vec<&RecordView> = records.collect();
                if document.is_handed_out {
                    statements_handed_out(reading, &read, document);
                } else {
                    tables::table(reading, kind, read.iter().copied(), document);
                    statements_read(reading, &read, document);
                }
            }
            PageSection::AgencyViews if document.is_handed_out && *kind == agency_view::KIND => {
                views::handed_out(reading, records.collect(), document);
            }
            PageSection::Plan if *kind == action::KIND && level == 1 => {
                plan_tables::put(reading, records.collect(), level + 1, document);
            }
            _ => tables::table(reading, kind, records, document),
        }
        if *kind == decision::KIND {
            put_tallies(reading, &here, document);
        }
    }
}

/// What the agencies' views came to, beside the decisions it stands with.
fn put_tallies(
    reading: &ReaderView<'_>,
    here: &impl Fn(&RecordView) -> bool,
    document: &mut Document,
) {
    let mut told: Vec<(String, String)> = Vec::new();
    for decision in reading.holding(&decision::KIND).filter(|seen| here(seen)) {
        let child = decision.text(&decision::CHILD);
        let tally = reading.minutes.tally_for(child).cloned();
        let tally = tally.map(|tally| match reading.copy_of {
            Some(_) => tally.without_what_is_kept_back(),
            None => tally,
        });
        let Some(tally) = tally else {
            continue;
        };
        let words = tally.words(reading.minutes.settings());
        let row = (
            format!("The agencies' views for {}", reading.name(child)),
            words,
        );
        if !told.contains(&row) {
            told.push(row);
        }
    }
    if !told.is_empty() {
        document.facts(told);
    }
}

/// What was read aloud, word for word, each text once.
fn statements_read(reading: &ReaderView<'_>, read: &[&RecordView], document: &mut Document) {
    let is_read = |id: &str| {
        let mut read = read.iter().filter(|seen| seen.has_words());
        read.any(|seen| seen.text(&statement::STATEMENT) == id)
    };
    let agenda = reading.minutes.agenda();
    for statement in agenda.statements.iter().filter(|one| is_read(&one.id)) {
        document.paragraph(format!("{}:", statement.title));
        let lines = statement.text.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty()) {
            document.paragraph(line);
        }
    }
}

/// The same where it is handed out, a paragraph for each: `Who may read this, read by Sam Hall: …`.
fn statements_handed_out(reading: &ReaderView<'_>, read: &[&RecordView], document: &mut Document) {
    let agenda = reading.minutes.agenda();
    for seen in read {
        document.anchor(&seen.id);
        let mut statements = agenda.statements.iter();
        let text = statements
            .find(|one| seen.has_words() && one.id == seen.text(&statement::STATEMENT))
            .map_or("", |one| one.text.as_str());
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let title = reading.answer(seen, &statement::STATEMENT);
        let rest = pairs(&answered(reading, seen, &[&statement::STATEMENT]));
        let parts = [title, rest, seen.mark_words()];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let words = format!("{}: {}", parts.join("; "), lines.join(" "));
        document.paragraph(words.trim_end_matches([':', ' ']));
    }
}

/// Records that a newer program made, or that belong nowhere else: that they exist and, in the full record, what they
/// say.
fn put_other_records(reading: &ReaderView<'_>, document: &mut Document) {
    let others: Vec<&RecordView> = reading
        .records
        .iter()
        .filter(|seen| seen.kind().is_none() || seen.is_a(&details::KIND))
        .collect();
    if others.is_empty() {
        return;
    }
    document.heading(1, "Other records");
    // Of what this reader may not even know the kind of, a row each would only say when it was recorded.
    let (stubs, others): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|seen| seen.status == RecordStatus::Hidden);
    let parts = others.iter().enumerate();
    let parts = parts.chain(stubs.iter().map(|seen| (others.len(), seen)));
    for (part, seen) in parts {
        document.anchor_part(&seen.id, part);
    }
    let words = |seen: &&RecordView| match heading::pairs(&reading.answered(seen, &[])) {
        words if words.is_empty() => format!("{} {}", clock(seen.at), seen.mark_words()),
        words => format!(
            "{} {}: {words} {}",
            clock(seen.at),
            seen.kind,
            seen.mark_words()
        ),
    };
    let mut items: Vec<String> = others.iter().map(words).collect();
    match stubs.len() {
        0 => {}
        1 => items.push("1 record is restricted".to_owned()),
        many => items.push(format!("{many} records are restricted")),
    }
    document.list(items);
}

fn put_pauses(reading: &ReaderView<'_>, document: &mut Document) {
    let break_words = |pause: &Pause| {
        let reason = pause.reason.trim();
        let because = if reason.is_empty() {
            String::new()
        } else {
            format!(": {reason}")
        };
        format!("Break {}{because}", span(pause.from, pause.until))
    };
    let minutes = reading.minutes;
    let mut items: Vec<String> = minutes.breaks().iter().map(break_words).collect();
    items.extend(minutes.private_times().iter().map(|pause| {
        format!(
            "The family on its own {}; nothing was recorded",
            span(pause.from, pause.until)
        )
    }));
    if !items.is_empty() {
        document.heading(1, "Breaks and private time");
        document.list(items);
    }
}

/// Every record with an answer that could not be read, or marked to be looked at again.
fn put_to_confirm(reading: &ReaderView<'_>, document: &mut Document) {
    let open = reading
        .records
        .iter()
        .chain(&reading.details)
        .filter(|seen| seen.is_to_be_confirmed());
    let items: Vec<String> = open
        .map(|seen| {
            let title = seen.kind().map_or(seen.kind.as_str(), |kind| kind.title);
            let lead = reading.lead(seen);
            let typed = seen.to_confirm.iter().map(|(name, typed)| {
                let field = reading.kind(seen).and_then(|kind| kind.field(name));
                let label = field.map_or(name.as_str(), |field| field.label);
                format!("{label} was typed as \"{typed}\"")
            });
            let mut parts: Vec<String> = typed.collect();
            if seen.follow_up {
                parts.push("this entry is to be confirmed".to_owned());
            }
            format!(
                "{} {title} \"{lead}\": {}",
                clock(seen.at),
                parts.join("; ")
            )
        })
        .collect();
    if !items.is_empty() {
        document.heading(1, "To be confirmed");
        document.list(items);
    }
}

/// What was missing; one reason for many is told once.
fn put_missing(gaps: &[Gap], document: &mut Document) {
    document.paragraph("Still missing when it was closed:");
    let shares = |gap: &&Gap| {
        let same = gaps
            .iter()
            .filter(|one| one.reason.trim() == gap.reason.trim());
        !gap.reason.trim().is_empty() && same.count() > 1
    };
    let (together, alone): (Vec<&Gap>, Vec<&Gap>) = gaps.iter().partition(shares);
    let words = |gap: &&Gap| match gap.reason.trim() {
        "" => gap.missing.clone(),
        reason => format!("{} Reason given: {reason}", gap.missing),
    };
    document.list(alone.iter().map(words).collect());
    let mut reasons: Vec<&str> = together.iter().map(|gap| gap.reason.trim()).collect();
    reasons.sort_unstable();
    reasons.dedup();
    for reason in reasons {
        let same = together.iter().filter(|gap| gap.reason.trim() == reason);
        let items: Vec<String> = same.map(|gap| gap.missing.clone()).collect();
        document.paragraph(format!("Reason given for these {}: {reason}", items.len()));
        document.list(items);
    }
}

fn put_closing(reading: &ReaderView<'_>, document: &mut Document) {
    let Some(closing) = reading.minutes.closing() else {
        document.marked(Mark::ToConfirm, "This meeting has not been closed yet.");
        return;
    };
    // The time of the meeting at the top has said when it ended.
    let says_more = !closing.gaps.is_empty() && reading.copy_of.is_none();
    if document.is_handed_out && !says_more {
        return;
    }
    document.heading(1, "Closing");
    document.paragraph(format!("Closed at {}.", clock(closing.at)));
    // They count over all of the meeting, so in the copy for one person they would tell of what is not in it.
    if !closing.gaps.is_empty() && reading.copy_of.is_none() {
        put_missing(&closing.gaps, document);
    }
}
