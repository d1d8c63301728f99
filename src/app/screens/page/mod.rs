//! A document being read: where we are in it, what is searched for, which headings it has. It is wrapped once for a
//! width; after that a key only changes numbers.

mod headings;
pub mod keys;
mod record_over;
mod search;

pub use search::Found;

use crate::app::protocol::view::View;
use crate::documents::document::{Block, Document, Mark};
use crate::documents::page_rows::{PageRow, Role, lay_out};
use crate::domain::text::buffer::TextBuffer;
use crate::domain::text::folded::folded;
use search::Search;
use std::ops::Range;

/// The most columns a page takes: longer rows are hard to read.
pub const WIDEST: u16 = 76;
/// Columns on the left for the sign of a hit, and one on the right.
pub const MARGIN: u16 = 2;
/// How many rows are visible above a record that the page was opened at.
const ABOVE: usize = 3;

#[derive(Debug, Clone)]
pub struct Page {
    pub view: View,
    pub top: usize,
    pub line: TextBuffer,
    pub choice: usize,
    /// It was opened from a search of all minutes: Esc goes back there.
    pub is_from_find: bool,
    /// The list of headings is open, and this one is chosen.
    pub contents: Option<usize>,
    document: Document,
    rows: Vec<PageRow>,
    headings: Vec<usize>,
    search: Search,
    columns: usize,
    layouts: usize,
    opened_at: Option<(usize, usize)>,
}

impl Page {
    /// A page, opened at a record (id) or at its top, for a terminal of this width.
    pub fn new(view: View, document: Document, at: Option<&str>, columns: u16) -> Page {
        let anchor = at.and_then(|id| document.places_of(id).next());
        let mut page = Page {
            view,
            opened_at: anchor.map(|anchor| (anchor.block, anchor.part)),
            document,
            top: 0,
            line: TextBuffer::default(),
            choice: 0,
            is_from_find: false,
            contents: None,
            rows: Vec::new(),
            headings: Vec::new(),
            search: Search::default(),
            columns: 0,
            layouts: 0,
        };
        page.fit(columns);
        page.top = page.opened_row().unwrap_or(0).saturating_sub(ABOVE);
        page
    }

    /// It was opened at a record because of these words: where the record appears in several places, it goes to the
    /// first that has one of them.
    pub fn open_at_words(&mut self, id: &str, words: &[&str]) {
        let words: Vec<String> = words.iter().map(|word| folded(word)).collect();
        let has_one = |place: &(usize, usize)| {
            let mut rows = self.rows.iter();
            rows.any(|row| {
                (row.block, row.part) == (Some(place.0), place.1) && {
                    let text = folded(&row.text);
                    words.iter().any(|word| text.contains(word.as_str()))
                }
            })
        };
        let places = self.document.places_of(id);
        let found = places.map(|at| (at.block, at.part)).find(has_one);
        if let Some(place) = found {
            self.opened_at = Some(place);
            self.top = self.opened_row().unwrap_or(0).saturating_sub(ABOVE);
        }
    }

    /// Nobody asked for the record that the page was opened at: it is only where the previous page was.
    pub fn goes_on_from_the_page_before(&mut self) {
        self.top = self.opened_row().unwrap_or(0);
        self.opened_at = None;
    }

    /// Wraps the page for a terminal of this width, unless it already is. What is visible stays visible.
    pub fn fit(&mut self, columns: u16) {
        let columns = usize::from(columns.saturating_sub(MARGIN + 1).min(WIDEST));
        if columns == self.columns && self.layouts > 0 {
            return;
        }
        let here = self.rows.get(self.top).map(|row| (row.block, row.part));
        self.rows = lay_out(&self.document, columns);
        self.columns = columns;
        self.layouts += 1;
        let first = here.and_then(|here| {
            let mut rows = self.rows.iter();
            rows.position(|row| (row.block, row.part) == here && row.role != Role::Empty)
        });
        self.top = first.filter(|_| self.top > 0).unwrap_or(0);
        let headings = (0..).zip(&self.rows);
        self.headings = headings
            .filter(|(_, row)| matches!(row.role, Role::Heading(_)) && !row.goes_on)
            .map(|(at, _)| at)
            .collect();
        self.search.look_through(&self.rows);
    }

    /// For a test: how often it was wrapped.
    pub fn layouts(&self) -> usize {
        self.layouts
    }

    pub fn title(&self) -> &str {
        &self.document.title
    }

    /// What distinguishes it from other pages, before its title: the version of the minutes, the day and the reference
    /// of the meeting, where it has them.
    pub fn named(&self) -> Vec<String> {
        let version = self.view.version();
        let version = version.map(|number| format!("version {number}"));
        version
            .into_iter()
            .chain(self.document.named.iter().cloned())
            .collect()
    }

    pub fn is_made_up(&self) -> bool {
        let mut blocks = self.document.blocks.iter();
        blocks.any(|block| {
            matches!(
                block,
                Block::Marked {
                    mark: Mark::MadeUp,
                    ..
                }
            )
        })
    }

    pub fn rows(&self) -> &[PageRow] {
        &self.rows
    }

    pub fn headings(&self) -> &[usize] {
        &self.headings
    }

    /// Scrolls by rows, as far as the text goes; `height` rows are visible.
    pub fn scroll(&mut self, by: isize, height: usize) {
        let end = self.rows.len().saturating_sub(height);
        // A heading near the end may be at the top already; scrolling never jumps back from there.
        let end = end.max(self.top);
        self.top = self.top.saturating_add_signed(by).min(end);
    }

    pub fn scroll_to_end(&mut self, height: usize) {
        self.top = self.rows.len().saturating_sub(height);
    }

    /// The record that is meant, of those in the visible rows, so that another arrangement can be opened at it: the one
    /// with the hit, or the one the page was opened at; otherwise the first one visible.
    fn record_here(&self, height: usize) -> Option<&str> {
        let is_seen = |row: &usize| (self.top..self.top.saturating_add(height)).contains(row);
        let hit = self.hit_row().filter(|_| self.is_seeking());
        let chosen = [hit, self.opened_row()].into_iter().flatten();
        let mut chosen = chosen.filter(is_seen).filter_map(|row| self.record_of(row));
        chosen.next().or_else(|| self.record_seen_first())
    }

    fn record_of(&self, row: usize) -> Option<&str> {
        let row = self.rows.get(row)?;
        let mut anchors = self.document.anchors.iter();
        let here = anchors.find(|it| (Some(it.block), it.part) == (row.block, row.part))?;
        Some(&here.id)
    }

    fn record_seen_first(&self) -> Option<&str> {
        let seen = |block: usize, part: usize| {
            let rows = self.rows.iter().skip(self.top);
            rows.take(ABOVE + 1)
                .any(|row| row.block == Some(block) && row.part == part)
        };
        let anchors = &self.document.anchors;
        let here = anchors.iter().find(|it| seen(it.block, it.part));
        let at = self.rows.get(self.top)?.block?;
        let below = || anchors.iter().find(|it| it.block >= at);
        here.or_else(below)
            .filter(|_| self.top > 0)
            .map(|anchor| anchor.id.as_str())
    }

    /// The records near the current place, nearest first: another page of the same meeting continues at the first of
    /// them that it has. Empty at the top, so that the other page begins at its top as well.
    pub fn records_near(&self, height: usize) -> Vec<String> {
        let anchors = &self.document.anchors;
        let here = self.record_here(height);
        let Some(at) = here.and_then(|here| anchors.iter().position(|it| it.id == here)) else {
            return Vec::new();
        };
        let below = anchors.iter().skip(at).enumerate();
        let above = anchors.iter().take(at).rev().enumerate();
        let below = below.map(|(far, anchor)| (2 * far, anchor));
        let above = above.map(|(far, anchor)| (2 * far + 1, anchor));
        let mut near: Vec<_> = below.chain(above).collect();
        near.sort_by_key(|(far, _)| *far);
        near.into_iter()
            .map(|(_, anchor)| anchor.id.clone())
            .collect()
    }

    /// The records in the visible rows: the one with the hit, then those that begin here, then any others that are
    /// partly visible.
    pub fn records_seen(&self, height: usize) -> impl Iterator<Item = &str> {
        let place = |row: usize| self.rows.get(row).map(|row| (row.block, row.part));
        let found = self.hit_row().filter(|_| self.is_seeking());
        let seen = self.top..self.top.saturating_add(height).min(self.rows.len());
        let begun = seen.clone().filter(move |row| {
            let before = row.checked_sub(1).and_then(place);
            before != place(*row)
        });
        found
            .into_iter()
            .chain(begun)
            .chain(seen)
            .filter_map(|row| self.record_of(row))
    }

    pub fn opened_row(&self) -> Option<usize> {
        let (block, part) = self.opened_at?;
        let mut rows = self.rows.iter();
        rows.position(|row| {
            row.block == Some(block)
                && row.part == part
                && !matches!(row.role, Role::Empty | Role::Columns | Role::Rule)
        })
    }

    /// Searches from the first visible row on; goes to the first hit, which may be above it.
    pub fn seek(&mut self, words: &str, height: usize) {
        if self.search.seek(words, self.top) {
            self.show_hit(height);
        }
    }

    /// Goes to the next hit (or the previous one); after the last comes the first.
    pub fn next_hit(&mut self, forward: bool, height: usize) {
        if self.search.next(forward) {
            self.show_hit(height);
        }
    }

    pub fn is_seeking(&self) -> bool {
        self.search.is_seeking()
    }

    /// The number of hits, and which one we are at, from 1.
    pub fn hit_counts(&self) -> (usize, usize) {
        self.search.counts()
    }

    pub fn hit_row(&self) -> Option<usize> {
        self.search.row_of_current(&self.rows)
    }

    pub fn found_in(&self, rows: Range<usize>) -> Vec<Found> {
        self.search.found_in(&self.rows, rows)
    }

    pub fn paragraph_at(&self, row: usize) -> String {
        let rows = self.search.paragraph_at(row);
        let rows = self.rows.get(rows).unwrap_or_default();
        let words: Vec<&str> = rows.iter().map(|row| row.text.trim()).collect();
        words.join(" ")
    }

    fn show_hit(&mut self, height: usize) {
        let Some(row) = self.hit_row() else { return };
        if row < self.top || row >= self.top + height {
            self.top = row.saturating_sub(height / 3);
        }
    }
}
