//! A council's own document of Word, of which the papers take the look: styles, theme, size of the page, and the letterhead
//! with its pictures. Nothing else of it is passed on, and what could run or load something is refused.

use super::loads::{check_letterhead, check_picture};
use super::tags::{elements, is_whole, tags, without};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// In bytes: as it is, and unpacked.
pub const MOST: u64 = 5_000_000;
const MOST_UNPACKED: u64 = 30_000_000;
const MOST_PARTS: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub(super) styles: String,
    pub(super) theme: Option<String>,
    /// The size of the page and its margins, as Word says them.
    pub(super) page: String,
    /// Between the margins.
    pub(super) width: u32,
    /// The first page has a top and a bottom of its own.
    pub(super) has_first: bool,
    pub(super) edges: Vec<Edge>,
    /// By their names in the archive.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
}

/// The top or the bottom of pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    /// `header` or `footer`
    pub(super) kind: &'static str,
    /// `default` or `first`
    pub(super) which: &'static str,
    pub(super) xml: String,
    /// What it says of its pictures.
    pub(super) relations: Option<String>,
}

/// Why it cannot be used; it stands inside a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable(String);

impl From<&str> for Unusable {
    fn from(why: &str) -> Unusable {
        Unusable(why.to_owned())
    }
}

impl From<String> for Unusable {
    fn from(why: String) -> Unusable {
        Unusable(why)
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

type Parts = BTreeMap<String, Vec<u8>>;

impl Reference {
    /// # Errors
    /// Why it cannot be used, to stand inside a message.
    pub fn read(bytes: &[u8]) -> Result<Reference, Unusable> {
        let parts = unpacked(bytes)?;
        let document = xml(&parts, "word/document.xml")?;
        let styles = xml(&parts, "word/styles.xml")?;
        if !styles.contains("<w:styles") || !styles.trim_end().ends_with("</w:styles>") {
            return Err(Unusable::from(
                "its styles are not written as Word writes them",
            ));
        }
        let relations = xml(&parts, "word/_rels/document.xml.rels")?;
        let section = elements(&document, "w:sectPr").pop();
        let section = section.and_then(|place| document.get(place)).unwrap_or("");
        let (page, width) = page(section)?;
        let theme = target_of(&relations, |_, kind| {
            kind.rsplit('/').next() == Some("theme")
        });
        let mut reference = Reference {
            styles: without(&without(&styles, "w:numPr"), "w:lang"),
            theme: theme
                .map(|target| xml(&parts, &in_word(target)))
                .transpose()?,
            page,
            width,
            has_first: !elements(section, "w:titlePg").is_empty(),
            edges: Vec::new(),
            pictures: Vec::new(),
        };
        reference.take_edges(section, &relations, &parts)?;
        Ok(reference)
    }

    fn take_edges(
        &mut self,
        section: &str,
        relations: &str,
        parts: &Parts,
    ) -> Result<(), Unusable> {
        for (element, kind) in [
            ("w:headerReference", "header"),
            ("w:footerReference", "footer"),
        ] {
            for which in ["default", "first"] {
                let is_it = |tag: &super::tags::Tag<'_>| {
                    tag.name == element && tag.attribute("w:type") == Some(which)
                };
                let all = tags(section);
                let id = all.iter().find(|tag| is_it(tag));
                let Some(id) = id.and_then(|tag| tag.attribute("r:id")) else {
                    continue;
                };
                let target = target_of(relations, |known, _| known == id)
                    .ok_or("its letterhead is not in it")?;
                let name = in_word(target);
                let content = xml(parts, &name)?;
                if !content.contains("xmlns:w=") {
                    return Err(Unusable::from(
                        "its letterhead is not written as Word writes it",
                    ));
                }
                let file = name.rsplit('/').next().unwrap_or("");
                let beside = format!("word/_rels/{file}.rels");
                let relations = match parts.contains_key(&beside) {
                    true => Some(xml(parts, &beside)?),
                    false => None,
                };
                let links = relations.as_deref().map(links).unwrap_or_default();
                check_letterhead(&content, &links)?;
                if let Some(relations) = &relations {
                    self.take_pictures(relations, parts)?;
                }
                self.edges.push(Edge {
                    kind,
                    which,
                    xml: content,
                    relations,
                });
            }
        }
        Ok(())
    }

    fn take_pictures(&mut self, relations: &str, parts: &Parts) -> Result<(), Unusable> {
        for tag in tags(relations)
            .iter()
            .filter(|tag| tag.name == "Relationship")
        {
            let kind = tag.attribute("Type").unwrap_or("");
            let target = tag.attribute("Target").unwrap_or("");
            let is_outside = tag.attribute("TargetMode") == Some("External");
            match (kind.rsplit('/').next().unwrap_or(""), is_outside) {
                ("hyperlink", _) => {}
                ("image", false) => {
                    let name = in_word(target);
                    if content_type(&name).is_none() {
                        return Err(Unusable::from(format!(
                            "its letterhead has a picture of an unknown kind ({target})"
                        )));
                    }
                    let picture = parts
                        .get(&name)
                        .ok_or("a picture of its letterhead is not in it")?;
                    check_picture(&name, picture)?;
                    if self.pictures.iter().all(|(known, _)| *known != name) {
                        self.pictures.push((name, picture.clone()));
                    }
                }
                ("image", true) => {
                    return Err(Unusable::from(
                        "its letterhead loads a picture from somewhere else",
                    ));
                }
                _ => {
                    return Err(Unusable::from(
                        "its letterhead holds more than words and pictures",
                    ));
                }
            }
        }
        Ok(())
    }
}

/// The ids of what may be clicked on.
fn links(relations: &str) -> Vec<&str> {
    let all = tags(relations).into_iter();
    let links = all.filter(|tag| {
        let kind = tag.attribute("Type").unwrap_or("");
        tag.name == "Relationship" && kind.rsplit('/').next() == Some("hyperlink")
    });
    links.filter_map(|tag| tag.attribute("Id")).collect()
}

/// By the end of its name.
pub(super) fn content_type(name: &str) -> Option<(&str, &'static str)> {
    let end = name.rsplit('.').next()?;
    let kind = match end.to_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "emf" => "image/x-emf",
        "wmf" => "image/x-wmf",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some((end, kind))
}

fn unpacked(bytes: &[u8]) -> Result<Parts, Unusable> {
    if bytes.len() as u64 > MOST {
        return Err(Unusable::from("it is larger than 5 MB"));
    }
    // What Word locks with a password is no archive, and neither is what old programs wrote.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unusable::from(
            "it is locked with a password, or older than .docx",
        ));
    }
    let broken = || Unusable::from("it is no document of Word, or damaged");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MOST_PARTS {
        return Err(Unusable::from(format!(
            "it has more than {MOST_PARTS} parts"
        )));
    }
    let mut parts = Parts::new();
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| broken())?;
        let name = part.name().map_err(|_| broken())?.into_owned();
        let mut content = Vec::new();
        let read = part
            .take(left + 1)
            .read_to_end(&mut content)
            .map_err(|_| broken())?;
        left = left
            .checked_sub(read as u64)
            .ok_or("unpacked it is larger than 30 MB")?;
        let lower = name.to_lowercase();
        let is_program = ["vba", "activex", "macro"]
            .iter()
            .any(|word| lower.contains(word));
        if is_program || (lower == "[content_types].xml" && names_macros(&content)) {
            return Err(Unusable::from("it has macros"));
        }
        parts.insert(name, content);
    }
    Ok(parts)
}

fn names_macros(types: &[u8]) -> bool {
    let types = String::from_utf8_lossy(types).to_lowercase();
    types.contains("macroenabled") || types.contains("vbaproject")
}

fn xml(parts: &Parts, name: &str) -> Result<String, Unusable> {
    let bytes = parts
        .get(name)
        .ok_or_else(|| Unusable::from(format!("it has no {name}")))?;
    let text = String::from_utf8(bytes.clone())
        .map_err(|_| Unusable::from(format!("its {name} is damaged")))?;
    // What an entity stands for can be endless, and no program that writes documents uses one.
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(Unusable::from(format!(
            "its {name} is not written as Word writes it"
        )));
    }
    match is_whole(&text) {
        true => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        false => Err(Unusable::from(format!("its {name} is damaged"))),
    }
}

/// The size of a page and its margins; the width between these.
fn page(section: &str) -> Result<(String, u32), Unusable> {
    let all = tags(section);
    let number = |element: &str, name: &str| -> Option<u32> {
        let tag = all.iter().find(|tag| tag.name == element)?;
        tag.attribute(name)?.parse().ok()
    };
    let width = || {
        let margins = number("w:pgMar", "w:left")?.checked_add(number("w:pgMar", "w:right")?)?;
        number("w:pgSz", "w:w")?.checked_sub(margins)
    };
    let width = width().filter(|width| (2_000..=40_000).contains(width));
    let width = width.ok_or("it does not say how large its pages are, or they leave no room")?;
    let whole = |name: &str| -> String {
        let place = elements(section, name).into_iter().next();
        place
            .and_then(|place| section.get(place))
            .unwrap_or("")
            .to_owned()
    };
    Ok((whole("w:pgSz") + &whole("w:pgMar"), width))
}

/// Where a part is that hangs on the main part, by its id and kind.
fn target_of(relations: &str, is_it: impl Fn(&str, &str) -> bool) -> Option<&str> {
    let all = tags(relations);
    let found = all.iter().find(|tag| {
        let id = tag.attribute("Id").unwrap_or("");
        tag.name == "Relationship" && is_it(id, tag.attribute("Type").unwrap_or(""))
    });
    found?.attribute("Target")
}

/// `/word/header1.xml` and `header1.xml` are the same part.
fn in_word(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("word/{target}"),
    }
}
