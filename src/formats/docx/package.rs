//! The parts of a document of Word, how they hang together, and the archive they are packed in.

use super::body::TEXT_WIDTH;
use super::edges::{edges, section};
use super::reference::{Reference, content_type};
use super::xml::HEAD;
use super::{Size, body, properties, styles};
use crate::documents::document::Document;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file in the archive.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) xml: String,
}

/// Where a part hangs: on the package or on the main part; by which word, and what it is.
struct Kept {
    part: Part,
    /// What it says of parts that hang on it.
    relations: Option<String>,
    of_package: bool,
    id: String,
    relation: &'static str,
    content: &'static str,
}

impl Kept {
    fn content_type(&self) -> String {
        match self.content {
            "core" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            "theme" => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            content => format!("{WORD}.{content}+xml"),
        }
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) fn parts(document: &Document, size: Size, reference: Option<&Reference>) -> Vec<Part> {
    let kept = kept(document, size, reference);
    let parts: String = kept
        .iter()
        .map(|kept| {
            format!(
                "<Override PartName=\"/{}\" ContentType=\"{}\"/>",
                kept.part.name,
                kept.content_type()
            )
        })
        .collect();
    let types = Part {
        name: "[Content_Types].xml".to_owned(),
        xml: format!(
            "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{parts}</Types>",
            kinds_of_pictures(reference)
        ),
    };
    let of_package = relations(&kept, "_rels/.rels", true);
    let of_document = relations(&kept, "word/_rels/document.xml.rels", false);
    let mut parts = vec![types, of_package, of_document];
    for kept in kept {
        parts.extend(kept.relations.map(|xml| Part {
            name: kept.part.name.replacen("word/", "word/_rels/", 1) + ".rels",
            xml,
        }));
        parts.push(kept.part);
    }
    parts
}

fn kinds_of_pictures(reference: Option<&Reference>) -> String {
    let pictures = reference.map_or(&[][..], |reference| &reference.pictures);
    let kinds: BTreeMap<&str, &str> = pictures
        .iter()
        .filter_map(|(name, _)| content_type(name))
        .collect();
    let kinds = kinds.iter();
    kinds
        .map(|(end, kind)| format!("<Default Extension=\"{end}\" ContentType=\"{kind}\"/>"))
        .collect()
}

fn kept(document: &Document, size: Size, reference: Option<&Reference>) -> Vec<Kept> {
    let language = properties::language(document);
    let mut edges = edges(document, reference);
    let section = section(&edges, reference);
    let width = reference.map_or(TEXT_WIDTH, |reference| reference.width);
    let mut main = body::written(document, size, width, &section);
    let styles = match reference {
        None => styles::written(language, size),
        Some(reference) => {
            let (styles, called) = styles::with_those_of(reference, language);
            main = renamed(&main, &called);
            for edge in &mut edges {
                edge.xml = renamed(&edge.xml, &called);
            }
            styles
        }
    };
    let numbering = styles::numbering(body::numbered_lists(document), size);
    let of_word = |name: &'static str, content: &'static str, xml: String| Kept {
        part: Part {
            name: format!("word/{name}.xml"),
            xml,
        },
        relations: None,
        of_package: false,
        id: name.to_owned(),
        relation: content,
        content,
    };
    let core = Part {
        name: "docProps/core.xml".to_owned(),
        xml: properties::core(document),
    };
    let mut kept = vec![
        Kept {
            of_package: true,
            relation: "officeDocument",
            ..of_word("document", "document.main", main)
        },
        Kept {
            part: core,
            of_package: true,
            relation: "core-properties",
            ..of_word("core", "core", String::new())
        },
        of_word("styles", "styles", styles),
        of_word("numbering", "numbering", numbering),
        of_word("settings", "settings", properties::settings(language)),
    ];
    let theme = reference.and_then(|reference| reference.theme.clone());
    kept.extend(theme.map(|theme| of_word("theme", "theme", theme)));
    kept.extend(edges.into_iter().map(|edge| Kept {
        part: Part {
            name: format!("word/{}.xml", edge.id()),
            xml: edge.xml.clone(),
        },
        id: edge.id(),
        relations: edge.relations,
        ..of_word("edge", edge.kind, String::new())
    }));
    kept
}

/// Styles are known by other ids in a council's own document.
fn renamed(xml: &str, called: &[(String, String)]) -> String {
    let mut xml = xml.to_owned();
    // One at a time would rename twice where two change places.
    let marked = |id: &str| format!("w:val=\"\u{0}{id}\"/>");
    for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for (own, theirs) in called {
            let before = format!("<{element} w:val=\"{own}\"/>");
            xml = xml.replace(&before, &format!("<{element} {}", marked(theirs)));
        }
    }
    xml.replace('\u{0}', "")
}

fn relations(kept: &[Kept], name: &str, of_package: bool) -> Part {
    let relations: String = kept
        .iter()
        .filter(|kept| kept.of_package == of_package)
        .map(|kept| {
            let spaces = match kept.relation {
                "core-properties" => format!("{PACKAGE}/relationships/metadata"),
                _ => OFFICE.to_owned(),
            };
            let target = match of_package {
                true => kept.part.name.as_str(),
                false => kept.part.name.trim_start_matches("word/"),
            };
            format!(
                "<Relationship Id=\"{}\" Type=\"{spaces}/{}\" Target=\"{target}\"/>",
                kept.id, kept.relation
            )
        })
        .collect();
    Part {
        name: name.to_owned(),
        xml: format!(
            "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"
        ),
    }
}

/// All with one time that is long past, so that the same words are the same bytes.
pub(super) fn packed(
    parts: &[Part],
    pictures: &[(String, Vec<u8>)],
) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = parts.iter().map(|part| (&part.name, part.xml.as_bytes()));
    let pictures = pictures
        .iter()
        .map(|(name, bytes)| (name, bytes.as_slice()));
    for (name, bytes) in parts.chain(pictures) {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
