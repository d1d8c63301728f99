//! A comparison as a page: part by part what was added, changed and taken away, in words and never by colour.

use super::heading::pairs;
use super::notices::{self, seal};
use super::{DocumentKind, Maker};
use crate::documents::document::Document;
use crate::domain::history::compare::{
    Change, Changed, Compared, ComparedRecord, Comparison, FieldChange, Piece,
};
use crate::domain::text::capital;

pub(super) const COMPARISON: DocumentKind = DocumentKind {
    id: "comparison",
    title: "Comparison",
    about: "Two meetings, or two versions of the minutes of one: what was added, changed and taken away.",
    maker: Maker::Comparison(comparison),
};

fn comparison(of: &Comparison) -> Document {
    let title = if of.same_meeting {
        "Two versions of the minutes compared"
    } else {
        "Two meetings compared"
    };
    // Between two meetings nobody took anything away: it was true then and is not repeated now.
    let [added, taken_away] = if of.same_meeting {
        ["Added", "Taken away"]
    } else {
        ["Only in the later one", "Only in the earlier one"]
    };
    let mut document = Document::new(title, of.language.clone());
    document.is_of(&of.later.meeting);
    if let Some(day) = document.named.first_mut().filter(|_| !of.same_meeting) {
        let before = of.earlier.meeting.day_and_reference();
        let before = before.first().map_or("", String::as_str);
        *day = format!("{before} and {day}");
    }
    notices::put(
        of.earlier.meeting.made_up || of.later.meeting.made_up,
        of.restricted,
        &mut document,
    );
    let words = |side: &Compared| match (of.same_meeting, side.version) {
        (true, None) => format!("{}, the minutes as they stand now", side.words()),
        _ => side.words(),
    };
    document.facts(vec![
        ("Before".to_owned(), words(&of.earlier)),
        ("After".to_owned(), words(&of.later)),
    ]);
    if !of.differs() {
        document.paragraph("Nothing differs.");
    }
    let mut same: Vec<String> = Vec::new();
    for part in &of.parts {
        if !part.differs() {
            same.push(format!("{}: {}", part.title, part.unchanged));
            continue;
        }
        document.heading(1, part.title);
        put_entries(added, &part.added, &mut document);
        put_changed(&part.changed, &mut document);
        put_entries(taken_away, &part.taken_away, &mut document);
        if part.unchanged > 0 {
            document.paragraph(format!("The same in both: {}.", part.unchanged));
        }
    }
    if !same.is_empty() {
        document.heading(1, "The same in both");
        document.list(same);
    }
    document
}

fn put_entries(title: &str, entries: &[ComparedRecord], document: &mut Document) {
    if entries.is_empty() {
        return;
    }
    document.heading(2, title);
    document.list(entries.iter().map(entry).collect());
}

fn entry(entry: &ComparedRecord) -> String {
    let mut words = match entry.words.as_str() {
        "" => format!("An entry ({})", entry.kind.replace('_', " ")),
        words => capital(words),
    };
    words.push_str(seal(entry.restricted));
    if !entry.answers.is_empty() {
        words.push_str(&format!(". {}", pairs(&entry.answers)));
    }
    if !entry.note.is_empty() {
        words.push_str(&format!(". Since then: {}", entry.note));
    }
    words
}

fn put_changed(changed: &[Changed], document: &mut Document) {
    if changed.is_empty() {
        return;
    }
    document.heading(2, "Changed");
    for one in changed {
        let mut words = capital(&one.words);
        words.push_str(seal(one.restricted));
        if !one.note.is_empty() {
            words.push_str(&format!(". Since then: {}", one.note));
        }
        document.paragraph(words);
        document.list(one.fields.iter().map(field).collect());
    }
}

fn field(field: &FieldChange) -> String {
    let label = &field.label;
    if !field.pieces.is_empty() {
        let pieces: Vec<String> = field.pieces.iter().map(piece).collect();
        return format!("{label}: {}", pieces.join(" "));
    }
    match (field.before.as_str(), field.after.as_str()) {
        ("", after) => format!("{label}: {after} (before: none)"),
        (before, "") => format!("{label}: none now (before: {before})"),
        (before, after) => format!("{label}: {after} (before: {before})"),
    }
}

/// `[added: words]`.
fn piece(piece: &Piece) -> String {
    match piece.change {
        Change::Same => piece.text.clone(),
        Change::Added => format!("[added: {}]", piece.text),
        Change::TakenAway => format!("[taken away: {}]", piece.text),
    }
}
