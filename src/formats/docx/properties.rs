//! What stands beside the words: the properties of the document, its settings, and the top and bottom of each page.

use super::body::Paragraph;
use super::xml::{HEAD, Look, SPACES, runs, words};
use crate::documents::document::Document;

/// The language where it is written as languages are: anything else would make the document broken to Word.
pub(super) fn language(document: &Document) -> Option<&str> {
    let tag = document.language.as_str();
    let is_tag = tag.len() >= 2
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|sign| sign.is_ascii_alphanumeric())
        });
    is_tag.then_some(tag)
}

/// The day is that of the meeting: the same meeting gives the same bytes.
pub(super) fn core(document: &Document) -> String {
    let language = language(document).map_or_else(String::new, |tag| {
        format!("<dc:language>{tag}</dc:language>")
    });
    let day = document.day.map_or_else(String::new, |day| {
        let element = |name: &str| {
            format!(
                "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:{name}>",
                day.format("%Y-%m-%d")
            )
        };
        format!("{}{}", element("created"), element("modified"))
    });
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>{language}{day}</cp:coreProperties>",
        words(&document.title)
    )
}

/// Without the last, Word opens it as a document of an older program.
pub(super) fn settings(language: Option<&str>) -> String {
    let language = language.map_or_else(String::new, |tag| {
        format!("<w:themeFontLang w:val=\"{tag}\"/>")
    });
    format!(
        "{HEAD}<w:settings {SPACES}><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>{language}</w:settings>"
    )
}

/// For whom it is and whether it is settled; nothing where nothing of that is known.
pub(super) fn header(document: &Document) -> Option<String> {
    let line = in_a_line(&document.on_each_page);
    let written = Paragraph::of("Header", &line).written(&runs(&line, Look::Plain));
    (!line.is_empty()).then(|| format!("{HEAD}<w:hdr {SPACES}>{written}</w:hdr>"))
}

/// `12 Nov 2026 · P-2214` and, at the edge, `2 / 5`.
pub(super) fn footer(document: &Document) -> String {
    let line = in_a_line(&document.named);
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let runs = format!(
        "{}<w:r><w:tab/></w:r>{}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{}",
        runs(&line, Look::Plain),
        field("PAGE"),
        field("NUMPAGES")
    );
    let written = Paragraph::of("Footer", "").written(&runs);
    format!("{HEAD}<w:ftr {SPACES}>{written}</w:ftr>")
}

fn in_a_line(parts: &[String]) -> String {
    parts.join(" \u{b7} ").replace('\n', " ")
}
