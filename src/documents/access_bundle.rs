//! What is put together when somebody asks to see what is held about them: every record by or about them, what those said
//! before, drafts that name them, and a list of what a person has to decide before any of it goes out. It is for whoever
//! answers such requests in the council; it is no paper, and nothing in it has been left out for anybody.

use super::document::{Document, Mark};
use super::heading;
use super::manifest::rows;
use crate::domain::calendar::date_words::write_date;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::RestrictedPart;
use crate::domain::minutes::copy_for::LeftOut;
use crate::domain::minutes::reader_view::{ReaderView, RecordView, clock};
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{Kind, Values, kind};
use crate::domain::text::words::Words;
use crate::domain::text::{capital, counted};
use serde_json::Value;

/// Whom the request is about, and how to find them.
pub struct Somebody {
    id: String,
    pub name: String,
    names: Vec<Words>,
}

/// A shorter part of a name is a word of many others.
const LETTERS_OF_A_NAME: usize = 3;

impl Somebody {
    pub fn of(full: &ReaderView<'_>, id: &str) -> Somebody {
        let seen = full.record(id);
        let text = |field| seen.map_or("", |seen: &RecordView| seen.text(field));
        let whole = [text(&person::NAME), text(&child::PREFERRED_NAME)];
        let parts = whole.iter().flat_map(|name| name.split_whitespace());
        let parts = parts.filter(|part| part.chars().count() >= LETTERS_OF_A_NAME);
        let mut names: Vec<Words> = Vec::new();
        for name in whole.iter().copied().chain(parts).map(Words::of) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        Somebody {
            id: id.to_owned(),
            name: full.name(id),
            names,
        }
    }

    fn is_named_in(&self, text: &str) -> bool {
        let text = Words::of(text);
        self.names.iter().any(|name| name.is_in(&text))
    }

    fn is_told_of_by(&self, seen: &RecordView) -> bool {
        let typed = seen.to_confirm.values().map(String::as_str);
        let mut texts = texts(&seen.values).into_iter().chain(typed);
        seen.id == self.id || seen.names(&self.id) || texts.any(|text| self.is_named_in(text))
    }
}

fn texts(values: &Values) -> Vec<&str> {
    values.values().flat_map(texts_of).collect()
}

fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().flat_map(texts_of).collect(),
        Value::Object(all) => texts(all),
        _ => Vec::new(),
    }
}

fn begin(full: &ReaderView<'_>, title: String) -> Document {
    let header = full.minutes.header();
    let mut document = Document::new(title, header.language.clone());
    document.is_of(&PastMeeting::of(full));
    document
        .on_each_page
        .push("For whoever answers the request, and nobody else".to_owned());
    heading::made_up(full, &mut document);
    document.marked(
        Mark::Restricted,
        "Nothing is left out of this. It goes to whoever answers the request and to nobody else, before each page has been decided about.",
    );
    document
}

/// The records by somebody and about them, each with who else is named in it.
pub fn held(full: &ReaderView<'_>, who: &Somebody, of: &str) -> Document {
    let mut document = begin(full, format!("What is held about {}: {of}", who.name));
    let others = others(full, who);
    let theirs = theirs(full, who);
    if theirs.is_empty() {
        document.paragraph("There is nothing by them or about them.");
    }
    for seen in theirs {
        let title = seen.kind().map_or(seen.kind.as_str(), |kind| kind.title);
        let heading = format!(
            "{} {} {title}",
            write_date(seen.at.date_naive()),
            clock(seen.at)
        );
        document.heading(1, heading);
        let named: Vec<&str> = others
            .iter()
            .filter(|other| other.is_told_of_by(seen))
            .map(|other| other.name.as_str())
            .collect();
        let mut facts = full.answered(seen, &[]);
        facts
            .iter_mut()
            .for_each(|(label, _)| *label = capital(label));
        facts.push(("Its mark".to_owned(), seen.mark_words()));
        facts.push(("Also named".to_owned(), named.join(", ")));
        document.facts(facts);
    }
    document
}

fn theirs<'r>(full: &'r ReaderView<'_>, who: &Somebody) -> Vec<&'r RecordView> {
    let all = full.details.iter().chain(&full.records);
    let mut theirs: Vec<&RecordView> = all.filter(|seen| who.is_told_of_by(seen)).collect();
    theirs.sort_by_key(|seen| seen.at);
    theirs
}

fn others(full: &ReaderView<'_>, who: &Somebody) -> Vec<Somebody> {
    let all = full.records.iter();
    let all = all.filter(|seen| seen.kind().is_some_and(Kind::is_somebody) && seen.id != who.id);
    all.filter(|seen| seen.has_words())
        .map(|seen| Somebody::of(full, &seen.id))
        .collect()
}

/// What was changed, taken back, or typed and never recorded.
pub fn notes(
    full: &ReaderView<'_>,
    part: &RestrictedPart,
    drafts: &[String],
    who: &Somebody,
) -> Document {
    let title = format!("What is held about {}: earlier words and drafts", who.name);
    let mut document = begin(full, title);
    let theirs: Vec<&str> = theirs(full, who)
        .iter()
        .map(|seen| seen.id.as_str())
        .collect();
    let is_theirs = |id: &str, values: Option<&Values>| {
        let texts = values.map(texts).unwrap_or_default();
        let mut texts = texts.into_iter();
        theirs.contains(&id) || texts.any(|text| text == who.id || who.is_named_in(text))
    };
    let former = part.former().filter(|one| is_theirs(one.id, one.values()));
    let former = former.map(|one| {
        let title = kind(one.kind).map_or(one.kind, |kind| kind.title);
        let until = one
            .until
            .map_or_else(String::new, |at| format!(" until {}", clock(at)));
        let words = one.values().map(texts).unwrap_or_default();
        format!("{title}{until}: {}", in_words(full, &words))
    });
    let undone = part.undone().iter().filter_map(|one| {
        let body = one.get("body")?;
        let words = texts_of(body);
        let is_theirs = words
            .iter()
            .any(|text| *text == who.id || who.is_named_in(text));
        is_theirs.then(|| in_words(full, &words))
    });
    let named = drafts.iter().filter(|line| who.is_named_in(line)).cloned();
    for (title, words) in [
        ("Before it was changed", former.collect::<Vec<_>>()),
        ("Done and taken back", undone.collect()),
        ("Typed and never recorded", named.collect()),
    ] {
        document.heading(1, title);
        match words.is_empty() {
            true => document.paragraph("Nothing."),
            false => document.list(words),
        }
    }
    let unnamed = drafts.iter().filter(|line| !who.is_named_in(line)).count();
    if unnamed > 0 {
        document.paragraph(format!(
            "Besides, {} not name them. In the meeting, Down shows them.",
            counted(unnamed, "draft does", "drafts do")
        ));
    }
    document
}

/// With names for people.
fn in_words(full: &ReaderView<'_>, texts: &[&str]) -> String {
    let named = texts.iter().map(|text| match full.record(text) {
        Some(seen) if seen.kind().is_some_and(Kind::is_somebody) => full.name(text),
        _ => (*text).to_owned(),
    });
    named.collect::<Vec<_>>().join("; ")
}

/// One file of the bundle.
pub struct Held {
    pub name: String,
    pub what: String,
    pub sha256: String,
}

/// The list on top: what is in the bundle, and what a person has to decide.
pub fn to_decide(
    full: &ReaderView<'_>,
    who: &Somebody,
    files: &[Held],
    left_out: Option<&[LeftOut]>,
) -> Document {
    let title = format!("A request to see what is held about {}", who.name);
    let mut document = begin(full, title);
    document.heading(1, "What is in this folder");
    for file in files {
        document.facts(vec![
            ("File".to_owned(), file.name.clone()),
            ("What it holds".to_owned(), file.what.clone()),
            ("SHA-256".to_owned(), file.sha256.clone()),
        ]);
    }
    document.paragraph(
        "It was found by the answers that mean this person and by every part of their name. A nickname, a slip of the pen or \"her brother\" is not found: read the full record as well.",
    );
    document.paragraph(
        "Not in it: other meetings, reports and letters as they came, recordings, e-mails, and what is in other systems.",
    );
    document.heading(1, "What a person has to decide");
    let is_child = full
        .record(&who.id)
        .is_some_and(|seen| seen.is_a(&child::KIND));
    question(
        &mut document,
        "Identity",
        "Who asks, and how was it made sure that it is them? If somebody asks for another person: what allows them to?",
    );
    question(
        &mut document,
        "Competence",
        match is_child {
            true => {
                "Does this child understand what is asked for? If a parent asks: is it what the child wants, and is it good for the child?"
            }
            false => {
                "Does anything speak against their deciding for themselves? Then who decides for them?"
            }
        },
    );
    question(
        &mut document,
        "Other people",
        "Of each person named below: did they agree, and if not, is it fair to show it without that? Can they be made out although the name is gone?",
    );
    let theirs = theirs(full, who);
    let named = others(full, who).into_iter().filter_map(|other| {
        let count = theirs
            .iter()
            .filter(|seen| other.is_told_of_by(seen))
            .count();
        let agency = full
            .record(&other.id)
            .map_or("", |seen| seen.text(&person::AGENCY));
        let agency = match agency {
            "" => String::new(),
            agency => format!(", {agency}"),
        };
        let records = counted(count, "record", "records");
        (count > 0).then(|| format!("{}{agency}: in {records}", other.name))
    });
    document.list(named.collect());
    question(
        &mut document,
        "What may stay out",
        "Would showing it harm somebody, or break what a court has ordered? Was it said in confidence? Is it about a crime, or legal advice? Each passage has its own reason.",
    );
    match left_out {
        None => document.paragraph(
            "No copy of the minutes can be made for them yet: what is not for them is not all decided. `talking-piece papers` says what is open.",
        ),
        Some([]) => document.paragraph("Nothing is left out of their copy of the minutes."),
        Some(left_out) => {
            document.paragraph(
                "This is left out of their copy of the minutes. Some of it may be about them without their name. It was decided for another purpose, so it is decided here anew.",
            );
            let recorded = left_out.iter().map(|out| {
                let mut all = full.records.iter().chain(&full.details);
                let seen = all.find(|seen| seen.id == out.id);
                (seen.map_or_else(String::new, |seen| clock(seen.at)), out.clone())
            });
            let recorded: Vec<(String, LeftOut)> = recorded.collect();
            let by = |id: &str| match id {
                "" => String::new(),
                id => full.name(id),
            };
            let header = ["Recorded", "What", "Left out because", "Decided by", "Why"];
            document.table(header.map(str::to_owned).to_vec(), rows(&recorded, &by));
        }
    }
    question(
        &mut document,
        "A second reader",
        "Who has read it whole, besides whoever put it together? On which day did the request come, and by when is it answered?",
    );
    document
}

/// With a place for the answer: the program gives none.
fn question(document: &mut Document, title: &str, words: &str) {
    document.heading(2, title);
    document.paragraph(words);
    document.paragraph("Decided: ____________________  By: ____________  On: ____________");
}
