//! What stands beside the words: the properties of the document, and its settings.

use super::xml::{HEAD, SPACES, words};
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
