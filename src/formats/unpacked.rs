//! The words of what was printed, read back from the bytes: what is searched for everything that was withheld before
//! anything is written. It reads what is there and asks no format.

use super::docx;
use crate::domain::problem::Problem;
use serde_json::Value;
use std::collections::HashSet;
use std::io::{Cursor, Read};
use std::sync::LazyLock;
use zip::ZipArchive;

/// Everything in it that somebody could read, without the signs of its format. In a document of Word that is more than its
/// pages: each part, the names of the parts and what stands inside the signs, as far as it is not in every such document.
///
/// # Errors
/// Where it cannot be read back.
pub fn words(bytes: &[u8]) -> Result<String, Problem> {
    if bytes.starts_with(b"PK") {
        return of_archive(bytes).ok_or_else(unreadable);
    }
    #[cfg(feature = "pdf")]
    if bytes.starts_with(b"%PDF") {
        return super::pdf::words(bytes).ok_or_else(unreadable);
    }
    let text = String::from_utf8_lossy(bytes);
    if let Ok(paper @ Value::Object(_)) = serde_json::from_str(&text) {
        let mut told = String::new();
        texts_of(&paper, &mut told);
        return Ok(told);
    }
    if !text.trim_start().starts_with('<') {
        return Ok(text.into_owned());
    }
    Ok(of_markup(&text, |_| " ").text)
}

/// Of JSON: each text on a line of its own.
fn texts_of(value: &Value, told: &mut String) {
    match value {
        Value::String(text) => {
            told.push_str(text);
            told.push('\n');
        }
        Value::Array(all) => all.iter().for_each(|one| texts_of(one, told)),
        // The names are those of the schema, whatever the paper says.
        Value::Object(all) => all.values().for_each(|one| texts_of(one, told)),
        _ => {}
    }
}

fn unreadable() -> Problem {
    Problem::not_saved_or_read(
        "What was made could not be read back, so nobody can tell what is in it.",
    )
    .safe("Nothing was printed or written.")
    .next("Another format holds the same words: `--as html`.")
}

fn of_archive(bytes: &[u8]) -> Option<String> {
    let told = told_by(bytes)?;
    let told = told.iter().filter(|words| !IN_EVERY_ONE.contains(*words));
    Some(told.fold(String::new(), |all, words| all + words + "\n"))
}

/// What says nothing about this document.
static IN_EVERY_ONE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let printed = docx::without_words();
    let told = printed.iter().filter_map(|bytes| told_by(bytes));
    told.flatten().collect()
});

/// The name of each part, its words, and what stands inside its signs.
fn told_by(bytes: &[u8]) -> Option<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut told = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        // A picture has no words.
        if let Ok(text) = String::from_utf8(content) {
            let markup = of_markup(&text, between_pieces);
            told.push(markup.text);
            // How a style is called no document says.
            if !matches!(name.as_str(), "word/styles.xml" | "word/theme.xml") {
                told.extend(markup.inside);
            }
        }
        told.push(name);
    }
    // A width or a number of a list.
    told.retain(|words| words.chars().any(|letter| !letter.is_ascii_digit()));
    Some(told)
}

/// What stands between the signs, each piece in a line of its own.
#[cfg(feature = "pdf")]
pub(super) fn markup_words(text: &str) -> String {
    of_markup(text, |_| "\n").text
}

#[derive(Default)]
struct Markup {
    text: String,
    /// What stands between quotation marks inside the signs.
    inside: Vec<String>,
}

/// In a document of Word a word can be in several pieces: only where a paragraph, a cell or a line ends, a word does.
fn between_pieces(sign: &str) -> &'static str {
    match sign.strip_prefix("w:") {
        Some("p" | "tc" | "br" | "cr" | "tab") | None => "\n",
        Some(_) => "",
    }
}

/// `between`: what stands for a sign of this name.
fn of_markup(text: &str, between: fn(&str) -> &'static str) -> Markup {
    let mut markup = Markup::default();
    for piece in text.split('<').enumerate() {
        let (sign, words) = match piece {
            // What stands before the first sign.
            (0, words) => ("", words),
            (_, piece) => piece.split_once('>').unwrap_or((piece, "")),
        };
        let name = sign.trim_start_matches('/');
        let name = name.split([' ', '/']).next().unwrap_or("");
        markup.text.push_str(between(name));
        markup.text.push_str(&as_letters(words));
        let quoted = sign.split('"').skip(1).step_by(2);
        markup.inside.extend(quoted.map(as_letters));
    }
    markup
}

/// As a reader sees it: `&amp;` and `&#38;` are both an `&`.
pub(super) fn as_letters(words: &str) -> String {
    let mut read = String::new();
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once('&') {
        read.push_str(before);
        let letter = behind
            .split_once(';')
            .and_then(|(sign, behind)| Some((letter_of(sign)?, behind)));
        let (letter, behind) = letter.unwrap_or(('&', behind));
        read.push(letter);
        rest = behind;
    }
    read + rest
}

fn letter_of(sign: &str) -> Option<char> {
    match sign {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "amp" => Some('&'),
        _ => {
            let number = sign.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}
