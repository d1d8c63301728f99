//! What was said, word for word, one paragraph each.

use super::heading::pairs;
use crate::documents::document::{Document, Mark};
use crate::domain::minutes::reader_view::{
    ReaderView, RecordStatus, RecordView, TO_BE_CONFIRMED, clock,
};
use crate::domain::record::ReadAnswers;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::contribution;

/// Contributions, each in a paragraph that a page can be opened at.
pub(super) fn contributions<'s>(
    reading: &ReaderView<'_>,
    records: impl Iterator<Item = &'s RecordView>,
    document: &mut Document,
) {
    let mut items: Vec<(&str, String)> = Vec::new();
    for seen in records {
        let words = contribution(reading, seen, document.is_handed_out);
        let is_open = matches!(seen.status, RecordStatus::Open);
        if is_open && document.is_handed_out {
            items.push((&seen.id, words));
            continue;
        }
        put_list(&mut items, document);
        document.anchor(&seen.id);
        match seen.status {
            RecordStatus::Open
            | RecordStatus::Hidden
            | RecordStatus::StruckOut { reason: None, .. } => {
                document.paragraph(words);
            }
            RecordStatus::Restricted => document.marked(Mark::Restricted, words),
            RecordStatus::StruckOut { .. } => document.marked(Mark::StruckOut, words),
        }
    }
    put_list(&mut items, document);
}

/// Puts these down as one list, and begins the next.
fn put_list(items: &mut Vec<(&str, String)>, document: &mut Document) {
    for (part, (id, _)) in items.iter().enumerate() {
        document.anchor_part(id, part);
    }
    document.list(items.drain(..).map(|(_, words)| words).collect());
}

/// `14:23 Kelly Smith, mother (strength, about Ella Smith): came every week`. Where it is handed out, what somebody is
/// stands with who was there, and is not said again.
fn contribution(reading: &ReaderView<'_>, seen: &RecordView, is_handed_out: bool) -> String {
    let called = |id: &str| match is_handed_out {
        true => reading.name(id),
        false => reading.name_and_role(id),
    };
    let at = clock(seen.at);
    let status = seen.seal_words();
    if !seen.has_words() {
        return format!("{at} {status}");
    }
    let speaker = match seen.to_confirm.get(contribution::SPEAKER.name) {
        Some(typed) if seen.text(&contribution::SPEAKER).is_empty() => {
            format!("{typed} {TO_BE_CONFIRMED}")
        }
        _ => called(seen.text(&contribution::SPEAKER)),
    };
    let with: String = seen
        .values
        .list(&contribution::SAID_WITH)
        .into_iter()
        .map(|id| format!(" and {}", called(id)))
        .collect();
    let behalf = match seen.text(&contribution::ON_BEHALF_OF) {
        "" => String::new(),
        id => format!(" for {}", called(id)),
    };
    let mut marks = vec![reading.answer(seen, &contribution::OF_KIND)];
    let children = reading.answer(seen, &contribution::CHILDREN);
    if !children.is_empty() {
        marks.push(format!("about {children}"));
    }
    if seen.is(&contribution::NEW_TO_FAMILY) {
        marks.push(match seen.is(&contribution::TALKED_THROUGH) {
            true => "new to the family, talked through".to_owned(),
            false => "new to the family".to_owned(),
        });
    }
    if seen.follow_up && seen.holds() {
        marks.push("to be confirmed".to_owned());
    }
    marks.retain(|mark| !mark.is_empty());
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!(" ({})", marks.join(", "))
    };
    let said = match (
        seen.text(&contribution::TEXT),
        seen.is(&contribution::EXACT),
    ) {
        (text, true) => format!("\u{201c}{text}\u{201d}"),
        (text, false) => text.to_owned(),
    };
    // Only the full record has answers to questions that this program does not ask.
    const TOLD: &[&Field] = &[
        &contribution::SPEAKER,
        &contribution::SAID_WITH,
        &contribution::ON_BEHALF_OF,
        &contribution::OF_KIND,
        &contribution::TEXT,
        &contribution::EXACT,
        &contribution::CHILDREN,
        &contribution::NEW_TO_FAMILY,
        &contribution::TALKED_THROUGH,
    ];
    let rest = pairs(&reading.answered(seen, TOLD));
    let rest = if rest.is_empty() {
        rest
    } else {
        format!(" [{rest}]")
    };
    let status = if matches!(seen.status, RecordStatus::StruckOut { .. }) {
        format!(" {status}")
    } else {
        String::new()
    };
    format!("{at} {speaker}{with}{behalf}{marks}: {said}{rest}{status}")
}
