//! The list of the copies of one meeting: who gets what, what is not in it by which rule, and whose decision that was. It is
//! for the Chair alone, and says which words are not in which copy only by when they were recorded.

use super::document::{Block, Document, Mark};
use super::papers::who_gets::Safe;
use crate::domain::minutes::copy_for::{LeftOut, Rule};
use crate::domain::text::capital;

/// What is said of one copy.
pub struct CopyMade {
    pub name: String,
    /// `Kasia Summers, mother`
    pub whose: String,
    /// The folder it stands in; empty where none was made.
    pub folder: String,
    pub documents: Vec<&'static str>,
    pub handing: Handing,
    /// Papers that are not in this format.
    pub skipped: Vec<&'static str>,
    /// What is not in it, with when each was recorded.
    pub left_out: Vec<(String, LeftOut)>,
    /// What names a child who is not theirs and stays, by when it was recorded.
    pub names_others: Vec<String>,
    /// Why there is none, sentence by sentence.
    pub asked: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondReader {
    Nobody,
    /// Somebody who made it, or who gets it.
    CannotBe,
    Named,
}

/// What was decided about handing a copy over, in words.
#[derive(Clone)]
pub struct Handing {
    pub safe: Safe,
    pub how: String,
    /// Who read it before it went, or why somebody cannot have.
    pub read_by: String,
    pub reader: SecondReader,
    /// Who confirmed it; empty where nobody did.
    pub confirmed_by: String,
    pub why: String,
    /// What was written for them already.
    pub written: Vec<String>,
    /// The children it is about, by name; none where it is about all of them.
    pub about: Vec<String>,
    /// Whose child it is, or whose children, nobody has said.
    pub is_asked_whose: bool,
}

/// `given`: who has papers that may hold what is now kept from them.
pub fn manifest(
    title: &str,
    language: &str,
    copies: &[CopyMade],
    needs: &str,
    given: &[String],
    who: impl Fn(&str) -> String,
) -> Document {
    let mut document = Document::new(format!("Who gets what: {title}"), language);
    document.on_each_page.push("For the Chair only".to_owned());
    document.marked(
        Mark::Restricted,
        "For the Chair only. It goes into no copy.",
    );
    document.list(copies.iter().map(summary).collect());
    // What is missing stands behind the list: on a small screen the list is what people came for.
    let missing = [not_confirmed(copies), whose_child(copies), not_read(copies)];
    for words in missing.into_iter().flatten() {
        document.marked(Mark::ToConfirm, words);
    }
    for words in given {
        document.marked(Mark::ToConfirm, words);
    }
    document
        .blocks
        .extend(not_in_the_format(copies, needs).map(Block::Paragraph));
    document.paragraph(
        "That these copies hold no word that is marked as not for their reader has been checked. It has not been \
         checked that everything is marked that should be: read each copy from which something was left out whole, \
         with a second person, and look for days, places, classes, cars and names that give something away.",
    );
    for copy in copies {
        document.heading(1, &copy.whose);
        match copy.asked.is_empty() {
            false => document.paragraph("No copy yet. Decide first:"),
            true => document.facts(facts(copy)),
        }
        document.list(copy.asked.clone());
        if copy.asked.is_empty() && copy.left_out.is_empty() {
            document.paragraph("Nothing is left out.");
        }
        if !copy.names_others.is_empty() {
            document.paragraph(format!(
                "Not marked as about a child who is not theirs, but with the child's name in it: {}. It stays, unless you \
                 choose it and type /not and their letters.",
                copy.names_others.join(", ")
            ));
        }
        let header = ["Recorded", "What", "Left out because", "Decided by", "Why"];
        document.table(
            header.map(str::to_owned).to_vec(),
            rows(&copy.left_out, &who),
        );
    }
    document
}

/// What is left out, each with when it was recorded; in a row together where it is of one kind and for one reason.
pub(super) fn rows(
    left_out: &[(String, LeftOut)],
    who: &impl Fn(&str) -> String,
) -> Vec<Vec<String>> {
    let mut rows: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
    for (at, out) in left_out {
        // `14:31 Contribution`: what it is stands beside it.
        let at = at.split(' ').next().unwrap_or("");
        let by = who(&out.by);
        let rest = vec![
            out.what.to_owned(),
            out.rule.words().to_owned(),
            by,
            out.why.clone(),
        ];
        match rows.iter_mut().find(|(_, known)| *known == rest) {
            Some((times, _)) if times.contains(&at) => {}
            Some((times, _)) => times.push(at),
            None => rows.push((vec![at], rest)),
        }
    }
    let rows = rows.into_iter();
    let row = |(times, rest): (Vec<&str>, Vec<String>)| [vec![times.join(", ")], rest].concat();
    rows.map(row).collect()
}

/// `Kasia Summers, mother: slip, letter. Left out: not for them (2).`
pub fn summary(copy: &CopyMade) -> String {
    let whose = &copy.whose;
    if !copy.asked.is_empty() {
        return format!("{whose}: no copy yet.");
    }
    let handing = &copy.handing;
    let how = match handing.how.is_empty() {
        true => String::new(),
        false => format!(" {}.", capital(&handing.how)),
    };
    if copy.documents.is_empty() {
        let why = match handing.safe {
            Safe::No => ", because it is not safe for them to hold one",
            _ => "",
        };
        return format!("{whose}: no paper{why}.{how}");
    }
    let papers = copy.documents.join(", ");
    let out = match copy.left_out.is_empty() {
        true => "Nothing is left out.".to_owned(),
        false => format!("Left out: {}.", counted(&copy.left_out)),
    };
    let safe = match handing.safe {
        Safe::AtAMeeting => " Only at a meeting.",
        Safe::No => " It is not safe for them to hold a paper.",
        Safe::Yes | Safe::NotSaid => "",
    };
    let about = match handing.about.is_empty() {
        true => String::new(),
        false => format!(" About {}.", handing.about.join(", ")),
    };
    format!("{whose}: {papers}.{about} {out}{how}{safe}")
}

fn facts(copy: &CopyMade) -> Vec<(String, String)> {
    let handing = &copy.handing;
    let safe = match handing.safe {
        Safe::NotSaid => "",
        Safe::Yes => "yes",
        Safe::AtAMeeting => "only at a meeting",
        Safe::No => "no",
    };
    let read_by = match (handing.read_by.is_empty(), copy.left_out.is_empty()) {
        // Only from what is not whole something may have been forgotten.
        (true, false) if !copy.documents.is_empty() => "nobody yet",
        _ => &handing.read_by,
    };
    let facts = [
        ("Folder", copy.folder.as_str()),
        ("Papers", &copy.documents.join(", ")),
        ("About", &handing.about.join(", ")),
        ("Safe for them to hold", safe),
        ("Handed over", &handing.how),
        ("Written before", &handing.written.join("; ")),
        ("Confirmed by", &handing.confirmed_by),
        ("Why", &handing.why),
        ("Read by a second person", read_by),
    ];
    let facts = facts.map(|(label, words)| (label.to_owned(), words.to_owned()));
    facts.into()
}

/// That the Chair has still to say who gets what.
pub fn not_confirmed(copies: &[CopyMade]) -> Option<String> {
    let open = |copy: &&CopyMade| copy.handing.confirmed_by.is_empty();
    let names: Vec<&str> = copies
        .iter()
        .filter(open)
        .map(|copy| copy.name.as_str())
        .collect();
    let words = match names.len() {
        0 => return None,
        count if count == copies.len() => "Nobody has confirmed who gets what.".to_owned(),
        _ => format!("Not confirmed: {}.", names.join(", ")),
    };
    Some(format!(
        "{words} In the meeting, /papers all; by: CH confirms what stands here, and /gets KS; papers: slip changes what one \
         person gets."
    ))
}

/// Copies from which something was left out for their reader alone, and which no second person has read.
pub fn not_read(copies: &[CopyMade]) -> Option<String> {
    let is_owed = |copy: &&CopyMade| {
        let mut left_out = copy.left_out.iter();
        // That a child's own papers are about that child leaves nothing out.
        let is_own =
            |out: &LeftOut| out.rule == Rule::OfAnotherChild && copy.handing.about.is_empty();
        let is_partial = left_out.any(|(_, out)| out.rule.is_for_one_reader() && !is_own(out));
        is_partial && copy.handing.reader != SecondReader::Named && !copy.documents.is_empty()
    };
    let names: Vec<&str> = copies
        .iter()
        .filter(is_owed)
        .map(|copy| copy.name.as_str())
        .collect();
    let words = format!(
        "No second person has read the copy of: {}. Somebody who did not make it reads it whole before it goes. In the meeting, \
         /gets KS; read by: SW says who did.",
        names.join(", ")
    );
    (!names.is_empty()).then_some(words)
}

/// Papers that the format of these copies cannot hold, because it needs something (`rows for a table`).
pub fn not_in_the_format(copies: &[CopyMade], needs: &str) -> Option<String> {
    let mut skipped: Vec<&str> = Vec::new();
    for paper in copies.iter().flat_map(|copy| &copy.skipped) {
        if !skipped.contains(paper) {
            skipped.push(paper);
        }
    }
    let words = format!(
        "Not in this format, which needs {needs}: {}.",
        skipped.join(", ")
    );
    (!skipped.is_empty()).then_some(words)
}

/// Of whom nobody has said whose children they are.
pub fn whose_child(copies: &[CopyMade]) -> Option<String> {
    // Where there is no copy, it is said why.
    let made = copies.iter().filter(|copy| copy.asked.is_empty());
    let asked = made.filter(|copy| copy.handing.is_asked_whose);
    let asked: Vec<&str> = asked.map(|copy| copy.name.as_str()).collect();
    let words = format!(
        "Whose child? Nobody has said it for {}, so these papers are about all the children. In the meeting, /gets KS; about: \
         and the children's letters says it.",
        asked.join(", ")
    );
    (!asked.is_empty()).then_some(words)
}

/// `not for them (2), restricted (1)`
fn counted(left_out: &[(String, LeftOut)]) -> String {
    let mut counts: Vec<(Rule, usize)> = Vec::new();
    for (_, out) in left_out {
        match counts.iter_mut().find(|(rule, _)| *rule == out.rule) {
            Some((_, count)) => *count += 1,
            None => counts.push((out.rule, 1)),
        }
    }
    let counts = counts.iter();
    let counts = counts.map(|(rule, count)| format!("{} ({count})", rule.words()));
    counts.collect::<Vec<_>>().join(", ")
}
