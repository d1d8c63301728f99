//! The list of the copies of one meeting: who gets what, what is not in it by which rule, and whose decision that was. It is
//! for the Chair alone, and says which words are not in which copy only by when they were recorded.

use super::document::{Block, Document, Mark};
use crate::domain::minutes::copy_for::{LeftOut, Rule};

/// What is said of one copy.
pub struct CopyMade {
    /// `Kasia Summers, mother`
    pub whose: String,
    /// The folder it stands in; empty where none was made.
    pub folder: String,
    pub documents: Vec<&'static str>,
    /// Papers that are not in this format.
    pub skipped: Vec<&'static str>,
    /// What is not in it, with when each was recorded.
    pub left_out: Vec<(String, LeftOut)>,
    /// Why there is none, sentence by sentence.
    pub asked: Vec<String>,
}

pub fn manifest(
    title: &str,
    language: &str,
    copies: &[CopyMade],
    needs: &str,
    who: impl Fn(&str) -> String,
) -> Document {
    let mut document = Document::new(format!("Who gets what: {title}"), language);
    document.marked(
        Mark::Restricted,
        "For the Chair only. It goes into no copy.",
    );
    document.paragraph(
        "That these copies hold no word that is marked as not for their reader has been checked. It has not been \
         checked that everything is marked that should be: read each copy from which something was left out whole, \
         with a second person, and look for days, places, classes, cars and names that give something away.",
    );
    document.list(copies.iter().map(summary).collect());
    document
        .blocks
        .extend(not_in_the_format(copies, needs).map(Block::Paragraph));
    for copy in copies {
        document.heading(1, &copy.whose);
        match copy.asked.is_empty() {
            false => document.paragraph("No copy yet. Decide first:"),
            true => document.facts(vec![
                ("Folder".to_owned(), copy.folder.clone()),
                ("Papers".to_owned(), copy.documents.join(", ")),
            ]),
        }
        document.list(copy.asked.clone());
        if copy.asked.is_empty() && copy.left_out.is_empty() {
            document.paragraph("Nothing is left out.");
        }
        document.table(
            ["Recorded", "What", "Left out because", "Decided by", "Why"]
                .map(str::to_owned)
                .to_vec(),
            copy.left_out
                .iter()
                .map(|(at, out)| {
                    vec![
                        at.clone(),
                        out.what.to_owned(),
                        out.rule.words().to_owned(),
                        who(&out.by),
                        out.why.clone(),
                    ]
                })
                .collect(),
        );
    }
    document
}

/// `Kasia Summers, mother: slip, letter. Left out: 2 not for them.`
pub fn summary(copy: &CopyMade) -> String {
    let whose = &copy.whose;
    if !copy.asked.is_empty() {
        return format!("{whose}: no copy yet.");
    }
    let papers = match copy.documents.is_empty() {
        true => "no paper".to_owned(),
        false => copy.documents.join(", "),
    };
    match copy.left_out.is_empty() {
        true => format!("{whose}: {papers}. Nothing is left out."),
        false => format!("{whose}: {papers}. Left out: {}.", counted(&copy.left_out)),
    }
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

/// `2 not for them, 1 restricted`
fn counted(left_out: &[(String, LeftOut)]) -> String {
    let each = [
        Rule::NotForThem,
        Rule::Undecided,
        Rule::NotAgreed,
        Rule::Restricted,
        Rule::KeptBack,
    ];
    let counts = each.into_iter().filter_map(|rule| {
        let count = left_out.iter().filter(|(_, out)| out.rule == rule).count();
        (count > 0).then(|| format!("{count} {}", rule.words()))
    });
    counts.collect::<Vec<_>>().join(", ")
}
