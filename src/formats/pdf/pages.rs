//! A document as what `page.typ` sets: texts in lines, and for each block what it is.

use super::signs::shown;
use crate::documents::document::{Block, Document, Mark, Table};
use crate::domain::text::sanitise::clean;
use crate::formats::docx::{Direction, column_widths, direction_of};
use chrono::Datelike;
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

/// Headings below the title have so many levels.
const LEVELS: u8 = 5;

/// Between the margins of the page, in twentieths of a point.
const TEXT_WIDTH: u32 = 10_104;

/// On each side of the words in a cell, in twentieths of a point.
const INSIDE: u32 = 85;

/// Where a line may end within a word.
const MAY_BREAK: &str = "\u{200b}";

/// A row with more letters than this may be torn apart at the end of a page: it could be longer than one.
const LONG: usize = 900;

pub(super) fn paper(document: &Document, points: u32) -> Value {
    let (language, region) = language(&document.language);
    let title = shown(clean(&document.title.replace('\n', " ")).text.trim());
    // PDF/UA asks for one.
    let title = match title.is_empty() {
        true => "-".to_owned(),
        false => title,
    };
    // PDF/A asks for a day; a page about no meeting has the same one each time.
    let day = document.day.unwrap_or_default();
    let set = Setting {
        points,
        room: TEXT_WIDTH / letter(points),
    };
    let mut level = 0;
    let next = document.blocks.iter().skip(1).map(Some).chain([None]);
    let parts = document
        .blocks
        .iter()
        .zip(next)
        .filter_map(|(block, next)| {
            if let Block::Heading {
                level: wanted,
                text,
            } = block
            {
                if clean(text).text.trim().is_empty() {
                    return None;
                }
                level = (*wanted).clamp(1, level + 1).min(LEVELS);
            }
            Some(set.part(block, level + 1, leads(block, next)))
        });
    let parts: Vec<Value> = parts.collect();
    json!({
        "points": points,
        "lang": language,
        "region": region,
        "title": title,
        "day": { "year": day.year(), "month": day.month(), "day": day.day() },
        "top": set.in_a_line(&document.on_each_page),
        "bottom": set.in_a_line(&document.named),
        "heading": set.words(&title),
        "parts": parts,
    })
}

/// `en-GB` in its two parts, as far as typst takes them; a language that is none is one that nobody knows.
fn language(tag: &str) -> (String, Option<String>) {
    let is_letters = |part: &&str| part.chars().all(|letter| letter.is_ascii_alphabetic());
    let mut parts = tag.split('-');
    let language = parts
        .next()
        .filter(|part| (2..=3).contains(&part.len()))
        .filter(is_letters);
    let region = parts
        .find(|part| part.len() == 2)
        .filter(is_letters)
        .map(str::to_uppercase);
    (language.unwrap_or("und").to_lowercase(), region)
}

/// A wide letter, in twentieths of a point.
fn letter(points: u32) -> u32 {
    points * 15
}

/// Nobody should have to turn the page between what is announced and what it is.
fn leads(block: &Block, next: Option<&Block>) -> bool {
    match (block, next) {
        (_, Some(Block::Table(_))) => true,
        (
            Block::Paragraph(_),
            Some(Block::Quote { .. } | Block::List { .. } | Block::Example(_)),
        ) => true,
        (Block::Paragraph(text), Some(_)) => text.trim_end().ends_with(':'),
        _ => false,
    }
}

/// How words are set: how high, and in how many letters a line.
#[derive(Clone, Copy)]
struct Setting {
    points: u32,
    room: u32,
}

impl Setting {
    fn in_a_line(self, parts: &[String]) -> Value {
        self.words(&parts.join(" \u{b7} ").replace('\n', " "))
    }

    /// A text as lines, with the direction of its first letter.
    fn words(self, text: &str) -> Value {
        let text = clean(text).text;
        let text = shown(text.trim());
        let lines: Vec<String> = text.lines().map(|line| self.partible(line)).collect();
        json!({
            "lines": lines,
            "to-left": direction_of(&text) == Direction::RightToLeft,
        })
    }

    /// A word that is longer than a line may be parted, without a sign: otherwise its end would be off the page.
    fn partible(self, line: &str) -> String {
        let room = usize::try_from(self.room).unwrap_or(usize::MAX);
        let pieces = line.split_inclusive(' ').map(|word| {
            if word.chars().count() <= room {
                return word.to_owned();
            }
            let letters: Vec<&str> = word.graphemes(true).collect();
            let pieces = letters.chunks((room / 4).max(1)).map(<[&str]>::concat);
            pieces.collect::<Vec<_>>().join(MAY_BREAK)
        });
        pieces.collect()
    }

    fn part(self, block: &Block, level: u8, leads: bool) -> Value {
        match block {
            Block::Heading { text, .. } => {
                json!({ "kind": "heading", "level": level, "words": self.words(text) })
            }
            Block::Paragraph(text) => {
                json!({ "kind": "paragraph", "leads": leads, "words": self.words(text) })
            }
            Block::Quote { text, whose } => {
                let whose = match whose.is_empty() {
                    true => String::new(),
                    false => format!(" ({whose})"),
                };
                let text = format!("\u{201c}{}\u{201d}{whose}", text.trim());
                json!({ "kind": "quote", "words": self.words(&text) })
            }
            Block::Facts(facts) => {
                let facts = facts.iter();
                let facts = facts.map(
                    |(name, said)| json!({ "name": self.words(name), "words": self.words(said) }),
                );
                json!({ "kind": "facts", "facts": facts.collect::<Vec<_>>() })
            }
            Block::List { numbered, items } => {
                let items: Vec<Value> = items.iter().map(|item| self.words(item)).collect();
                json!({ "kind": if *numbered { "numbered" } else { "list" }, "items": items })
            }
            Block::Example(lines) => {
                let lines = lines
                    .iter()
                    .map(|line| self.partible(&shown(&clean(line).text)));
                json!({ "kind": "example", "text": lines.collect::<Vec<_>>().join("\n") })
            }
            Block::Table(table) => self.table(table),
            Block::Marked { mark, text } => json!({
                "kind": "marked",
                "mark": self.words(mark.words()),
                "is-struck": *mark == Mark::StruckOut,
                "leads": leads,
                "words": self.words(text),
            }),
        }
    }

    fn table(self, table: &Table) -> Value {
        let widths = column_widths(table, self.points, TEXT_WIDTH);
        let columns = || {
            widths.iter().map(|width| Setting {
                // As many as were reckoned with.
                room: width.saturating_sub(2 * INSIDE) / (11 * self.points),
                ..self
            })
        };
        let cells = |row: &[String]| -> Vec<Value> {
            let cells = row.iter().zip(columns());
            cells.map(|(cell, column)| column.words(cell)).collect()
        };
        let rows = table.rows.iter().map(|row| {
            let letters = row.iter().map(|cell| cell.chars().count()).max();
            json!({ "cells": cells(row), "is-long": letters.unwrap_or(0) > LONG })
        });
        let rows: Vec<Value> = rows.collect();
        json!({
            "kind": "table",
            "widths": widths,
            "head": cells(&table.header),
            "rows": rows,
        })
    }
}
