//! Searching a page. Each text is folded once for a width; the columns of a hit are worked out only where it is
//! visible.

use crate::documents::page_rows::{PageRow, Role};
use crate::domain::text::folded::{fold_letter, folded};
use std::ops::Range;

#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    paragraphs: Vec<Paragraph>,
    sought: String,
    hits: Vec<Hit>,
    current: Option<usize>,
}

/// Rows that make up one text, and that text folded, to be searched.
#[derive(Debug, Clone)]
struct Paragraph {
    rows: Range<usize>,
    folded: String,
}

/// A hit: the paragraph, and the byte offset in its folded text.
#[derive(Debug, Clone, Copy)]
struct Hit {
    paragraph: usize,
    at: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub row: usize,
    pub bytes: Range<usize>,
    /// It is the one that Enter went to.
    pub is_current: bool,
}

impl Search {
    /// The page was wrapped again: its texts are searched again, and the current hit stays the current one.
    pub(super) fn look_through(&mut self, rows: &[PageRow]) {
        self.paragraphs = paragraphs(rows);
        self.find();
        self.current = self.current.filter(|current| *current < self.hits.len());
    }

    /// Searches for other words, from a row on; returns whether there is a hit to go to.
    pub(super) fn seek(&mut self, words: &str, top: usize) -> bool {
        let words = folded(words.trim());
        if words == self.sought {
            return false;
        }
        // While words grow, the current hit stays if it still fits.
        let from = match self.current.and_then(|current| self.hits.get(current)) {
            Some(hit) => (hit.paragraph, hit.at),
            None => (self.paragraphs.partition_point(|it| it.rows.end <= top), 0),
        };
        self.sought = words;
        self.find();
        let next = self
            .hits
            .partition_point(|hit| (hit.paragraph, hit.at) < from);
        let next = if next < self.hits.len() { next } else { 0 };
        self.current = Some(next).filter(|_| !self.hits.is_empty());
        self.current.is_some()
    }

    /// Returns whether there is one.
    pub(super) fn next(&mut self, forward: bool) -> bool {
        let count = self.hits.len();
        if count == 0 {
            return false;
        }
        self.current = Some(match self.current {
            None => 0,
            Some(hit) if forward => (hit + 1) % count,
            Some(hit) => (hit + count - 1) % count,
        });
        true
    }

    pub(super) fn is_seeking(&self) -> bool {
        !self.sought.is_empty()
    }

    pub(super) fn counts(&self) -> (usize, usize) {
        (self.hits.len(), self.current.map_or(0, |hit| hit + 1))
    }

    pub(super) fn row_of_current(&self, rows: &[PageRow]) -> Option<usize> {
        let hit = self.hits.get(self.current?)?;
        self.places_of(rows, hit).first().map(|(row, _)| *row)
    }

    pub(super) fn paragraph_at(&self, row: usize) -> Range<usize> {
        let at = self.paragraphs.partition_point(|it| it.rows.end <= row);
        self.paragraphs.get(at).map_or(0..0, |it| it.rows.clone())
    }

    pub(super) fn found_in(&self, rows: &[PageRow], seen: Range<usize>) -> Vec<Found> {
        let first = self
            .paragraphs
            .partition_point(|it| it.rows.end <= seen.start);
        let from = self.hits.partition_point(|hit| hit.paragraph < first);
        let mut found = Vec::new();
        for (index, hit) in self.hits.iter().enumerate().skip(from) {
            let paragraph = self.paragraphs.get(hit.paragraph);
            if paragraph.is_none_or(|it| it.rows.start >= seen.end) {
                break;
            }
            let is_current = self.current == Some(index);
            let places = self.places_of(rows, hit).into_iter();
            found.extend(
                places
                    .filter(|(row, _)| seen.contains(row))
                    .map(|(row, bytes)| Found {
                        row,
                        bytes,
                        is_current,
                    }),
            );
        }
        found
    }

    fn find(&mut self) {
        self.hits.clear();
        if self.sought.is_empty() {
            return;
        }
        for (paragraph, text) in self.paragraphs.iter().enumerate() {
            let found = text.folded.match_indices(&self.sought);
            self.hits.extend(found.map(|(at, _)| Hit { paragraph, at }));
        }
    }

    /// The rows and bytes of a hit: the same characters folded again, and counted.
    fn places_of(&self, rows: &[PageRow], hit: &Hit) -> Vec<(usize, Range<usize>)> {
        let wanted = hit.at..hit.at + self.sought.len();
        let Some(paragraph) = self.paragraphs.get(hit.paragraph) else {
            return Vec::new();
        };
        let mut places: Vec<(usize, Range<usize>)> = Vec::new();
        let mut before = 0;
        let mut letter_folded = String::new();
        for number in paragraph.rows.clone() {
            let Some(row) = rows.get(number) else {
                break;
            };
            for (at, letter) in row.text.char_indices().filter(|(at, _)| *at >= row.margin) {
                letter_folded.clear();
                fold_letter(letter, &mut letter_folded);
                let after = before + letter_folded.len();
                if after > wanted.start && before < wanted.end {
                    let end = at + letter.len_utf8();
                    match places.last_mut().filter(|(last, _)| *last == number) {
                        Some((_, bytes)) => bytes.end = end,
                        None => places.push((number, at..end)),
                    }
                }
                before = after;
            }
            // Where the row ended there was a space.
            before += 1;
        }
        places
    }
}

fn paragraphs(rows: &[PageRow]) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if matches!(row.role, Role::Empty | Role::Rule) {
            continue;
        }
        let words = folded(row.text.get(row.margin..).unwrap_or(""));
        match all.last_mut().filter(|_| row.goes_on) {
            Some(paragraph) => {
                paragraph.rows.end = at + 1;
                paragraph.folded.push(' ');
                paragraph.folded.push_str(&words);
            }
            None => all.push(Paragraph {
                rows: at..at + 1,
                folded: words,
            }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_is_two_as_typed_is_found_and_marked_whole() {
        let text = "Lindenstraße 4, Łódź";
        let rows = [PageRow {
            text: text.to_owned(),
            margin: 0,
            role: Role::Title,
            block: None,
            part: 0,
            goes_on: false,
        }];
        let mut search = Search::default();
        search.look_through(&rows);
        for (sought, marked) in [
            ("strasse", "straße"),
            ("straße 4", "straße 4"),
            ("lodz", "Łódź"),
        ] {
            assert!(search.seek(sought, 0), "{sought}");
            let found = search.found_in(&rows, 0..1);
            let marks: Vec<_> = found
                .iter()
                .map(|found| text.get(found.bytes.clone()))
                .collect();
            assert_eq!(marks, [Some(marked)]);
        }
    }
}
