//! What in a letterhead or in its pictures could load something from elsewhere, or run something, when somebody opens a
//! paper. What is not known to do neither is refused.

use super::reference::Unusable;
use super::tags::{Tag, pieces, tags};
use crate::formats::unpacked::as_letters;

/// The fields of Word that load nothing: they say what stands in the document, the time, or where a link leads.
const FIELDS: &[&str] = &[
    "AUTHOR",
    "COMMENTS",
    "CREATEDATE",
    "DATE",
    "DOCPROPERTY",
    "FILENAME",
    "HYPERLINK",
    "KEYWORDS",
    "NUMPAGES",
    "PAGE",
    "PAGEREF",
    "PRINTDATE",
    "REF",
    "SAVEDATE",
    "SECTION",
    "SECTIONPAGES",
    "SEQ",
    "STYLEREF",
    "SUBJECT",
    "SYMBOL",
    "TIME",
    "TITLE",
];

/// Signs of a picture of lines that run something, or make something that loads.
const RUN: &[&str] = &[
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "handler",
    "listener",
    "set",
    "animate",
    "animatecolor",
    "animatemotion",
    "animatetransform",
    "discard",
];

const PICTURES_INSIDE: &[&str] = &[
    "data:image/png",
    "data:image/jpeg",
    "data:image/jpg",
    "data:image/gif",
];

/// The top or the bottom of a page; `links`: the ids of what may be clicked on.
pub(super) fn check_letterhead(xml: &str, links: &[&str]) -> Result<(), Unusable> {
    if hides_signs(xml) {
        return Err(Unusable::from(
            "its letterhead is not written as Word writes it",
        ));
    }
    check_fields(xml)?;
    for tag in tags(xml) {
        let name = local(tag.name);
        let may_link = ["hyperlink", "hlinkClick", "hlinkHover"].contains(&name);
        let loads = tag.attributes().into_iter().any(|(key, value)| {
            let is_link = key.contains(':') && links.contains(&value);
            (local(key) == "src" && leads_away(value)) || (is_link && !may_link)
        });
        if loads || name == "OLEObject" {
            return Err(Unusable::from(
                "its letterhead loads something from somewhere else",
            ));
        }
    }
    Ok(())
}

/// Each field by its first word, whatever runs it is split over. In Word one field can make the words of another, so
/// none may stand inside the words of another.
fn check_fields(xml: &str) -> Result<(), Unusable> {
    // One for each field that has begun: its words, and `None` behind them.
    let mut open: Vec<Option<String>> = Vec::new();
    let mut is_inside = false;
    for (tag, text) in pieces(xml) {
        match local(tag.name) {
            "fldSimple" if !tag.is_end() => {
                let words = tag.attributes().into_iter();
                let words: String = words
                    .filter(|(key, _)| local(key) == "instr")
                    .map(|(_, value)| as_letters(value))
                    .collect();
                check_field(&words)?;
                if matches!(open.last(), Some(Some(_))) {
                    return Err(field_in_field());
                }
            }
            "fldChar" if !tag.is_end() => {
                let kind = tag.attributes().into_iter();
                let kind = kind.filter(|(key, _)| local(key) == "fldCharType");
                match kind.map(|(_, value)| value).next() {
                    Some("begin") if matches!(open.last(), Some(Some(_))) => {
                        return Err(field_in_field());
                    }
                    Some("begin") => open.push(Some(String::new())),
                    Some("separate") => {
                        if let Some(Some(words)) = open.last_mut().map(Option::take) {
                            check_field(&words)?;
                        }
                    }
                    Some("end") => {
                        if let Some(Some(words)) = open.pop() {
                            check_field(&words)?;
                        }
                    }
                    Some(_) | None => return Err(field_in_field()),
                }
            }
            "instrText" | "delInstrText" => is_inside = tag.is_begin(),
            // Words in the place of a field's own.
            "t" | "delText" => is_inside = tag.is_begin() && matches!(open.last(), Some(Some(_))),
            _ => {}
        }
        if is_inside && !text.is_empty() {
            match open.last_mut() {
                Some(Some(words)) => words.push_str(&as_letters(&text)),
                Some(None) | None if text.trim().is_empty() => {}
                Some(None) | None => check_field(&as_letters(&text))?,
            }
        }
    }
    // One that does not end.
    open.into_iter()
        .flatten()
        .try_for_each(|words| check_field(&words))
}

fn check_field(words: &str) -> Result<(), Unusable> {
    let words = words.trim_start();
    let end = words
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(words.len());
    let name = words.get(..end).unwrap_or("").to_uppercase();
    match FIELDS.contains(&name.as_str()) {
        true => Ok(()),
        false => Err(Unusable::from(format!(
            "its letterhead has a field that may load something from somewhere else ({name})"
        ))),
    }
}

fn field_in_field() -> Unusable {
    Unusable::from("its letterhead has a field inside another one")
}

/// A picture of lines (SVG), or one that says it is another.
pub(super) fn check_picture(name: &str, bytes: &[u8]) -> Result<(), Unusable> {
    let begin = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_markup = begin.trim_ascii_start().starts_with(b"<");
    if !is_markup && !name.to_lowercase().ends_with(".svg") {
        return Ok(());
    }
    match std::str::from_utf8(begin).is_ok_and(is_harmless) {
        true => Ok(()),
        false => Err(Unusable::from(format!(
            "a picture of its letterhead could run something or load it from somewhere else ({})",
            name.rsplit('/').next().unwrap_or("")
        ))),
    }
}

fn is_harmless(svg: &str) -> bool {
    if hides_signs(svg) || svg.contains("<!DOCTYPE") || svg.contains("<!ENTITY") {
        return false;
    }
    let harmless = |tag: &Tag<'_>| {
        let runs = RUN.contains(&local(tag.name).to_lowercase().as_str());
        !runs
            && tag
                .attributes()
                .iter()
                .all(|(key, value)| is_harmless_in_it(key, value))
    };
    let all = pieces(svg);
    let style: String = all.iter().map(|(_, text)| as_letters(text)).collect();
    all.iter().all(|(tag, _)| harmless(tag)) && loads_nothing_by_style(&style)
}

fn is_harmless_in_it(key: &str, value: &str) -> bool {
    let value = as_letters(value).trim().to_lowercase();
    match local(key).to_lowercase().as_str() {
        "href" | "src" => {
            value.starts_with('#') || PICTURES_INSIDE.iter().any(|kind| value.starts_with(kind))
        }
        // What `#a` means would be elsewhere.
        "base" => false,
        key if key.starts_with("on") => false,
        _ => loads_nothing_by_style(&value),
    }
}

/// `url(#a)` stands in the picture itself. A `\` could write any of these words in another way.
fn loads_nothing_by_style(style: &str) -> bool {
    let style = style.to_lowercase();
    let mut calls = style.split("url(").skip(1);
    let is_here = |behind: &str| {
        let behind = behind.trim_start_matches(|letter: char| {
            letter.is_whitespace() || letter == '"' || letter == '\''
        });
        behind.starts_with('#')
    };
    calls.all(is_here)
        && !["\\", "@import", "image-set("]
            .iter()
            .any(|word| style.contains(word))
}

/// What our look at the signs does not see as another program does.
fn hides_signs(xml: &str) -> bool {
    let begin = xml.trim_start_matches('\u{feff}').trim_start();
    let behind = match begin.strip_prefix("<?xml ") {
        Some(rest) => rest.split_once("?>").map_or("<?", |(_, behind)| behind),
        None => begin,
    };
    behind.contains("<?") || behind.contains("<![")
}

fn leads_away(value: &str) -> bool {
    let value = as_letters(value);
    value.contains(':') || value.contains("//") || value.contains("\\\\")
}

/// Each document may choose what it writes before the colon.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
