//! The parts of a document of Word, how they hang together, and the archive they are packed in.

use super::xml::HEAD;
use super::{Size, body, properties, styles};
use crate::documents::document::Document;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file in the archive.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) xml: String,
}

/// Where a part hangs: on the package or on the main part; by which word, and what it is.
struct Kept {
    part: Part,
    of_package: bool,
    id: &'static str,
    relation: &'static str,
    content: &'static str,
}

impl Kept {
    fn content_type(&self) -> String {
        match self.content {
            "core" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            content => format!("{WORD}.{content}+xml"),
        }
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) fn parts(document: &Document, size: Size) -> Vec<Part> {
    let kept = kept(document, size);
    let types: String = kept
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
        name: "[Content_Types].xml",
        xml: format!(
            "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"
        ),
    };
    let of_package = relations(&kept, "_rels/.rels", true);
    let of_document = relations(&kept, "word/_rels/document.xml.rels", false);
    let mut parts = vec![types, of_package, of_document];
    parts.extend(kept.into_iter().map(|kept| kept.part));
    parts
}

fn kept(document: &Document, size: Size) -> Vec<Kept> {
    let language = properties::language(document);
    let header = properties::header(document);
    let main = body::written(document, size, header.is_some());
    let numbering = styles::numbering(body::numbered_lists(document), size);
    let of_word = |name: &'static str, id: &'static str, content: &'static str, xml: String| Kept {
        part: Part { name, xml },
        of_package: false,
        id,
        relation: id,
        content,
    };
    let mut kept = vec![
        Kept {
            of_package: true,
            relation: "officeDocument",
            ..of_word("word/document.xml", "document", "document.main", main)
        },
        Kept {
            of_package: true,
            relation: "core-properties",
            ..of_word(
                "docProps/core.xml",
                "core",
                "core",
                properties::core(document),
            )
        },
        of_word(
            "word/styles.xml",
            "styles",
            "styles",
            styles::written(language, size),
        ),
        of_word("word/numbering.xml", "numbering", "numbering", numbering),
        of_word(
            "word/settings.xml",
            "settings",
            "settings",
            properties::settings(language),
        ),
        of_word(
            "word/footer1.xml",
            "footer",
            "footer",
            properties::footer(document),
        ),
    ];
    kept.extend(header.map(|header| of_word("word/header1.xml", "header", "header", header)));
    kept
}

fn relations(kept: &[Kept], name: &'static str, of_package: bool) -> Part {
    let relations: String = kept
        .iter()
        .filter(|kept| kept.of_package == of_package)
        .map(|kept| {
            let spaces = match kept.relation {
                "core-properties" => format!("{PACKAGE}/relationships/metadata"),
                _ => OFFICE.to_owned(),
            };
            let target = match of_package {
                true => kept.part.name,
                false => kept.part.name.trim_start_matches("word/"),
            };
            format!(
                "<Relationship Id=\"{}\" Type=\"{spaces}/{}\" Target=\"{target}\"/>",
                kept.id, kept.relation
            )
        })
        .collect();
    Part {
        name,
        xml: format!(
            "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"
        ),
    }
}

/// All with one time that is long past, so that the same words are the same bytes.
pub(super) fn packed(parts: &[Part]) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        archive.start_file(part.name, options)?;
        archive.write_all(part.xml.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
