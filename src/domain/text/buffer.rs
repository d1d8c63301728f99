//! The text of the line: one `String`, a cursor on a grapheme boundary, and one way to change it.
//!
//! Backspace takes a whole grapheme (decision record 5): an emoji or a letter with its accent is one thing.

use crate::domain::text::edit::TextEdit;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

#[derive(Debug, Clone, Default)]
pub struct TextBuffer {
    text: String,
    /// Byte offset, always on a grapheme boundary of `text`.
    cursor: usize,
    undo: Vec<TextEdit>,
    redo: Vec<TextEdit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    /// To this byte (moved to the boundary at or before it).
    To(usize),
}

impl TextBuffer {
    /// A buffer that holds `text`, cursor at its end, nothing to undo.
    pub fn with_text(text: &str) -> Self {
        TextBuffer {
            text: text.to_owned(),
            cursor: text.len(),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The only way in: replaces `removed` bytes at `at` and puts the cursor after the insertion. `None` when the range
    /// is not on character boundaries of the text.
    pub fn replace(&mut self, at: usize, removed: usize, inserted: &str) -> Option<TextEdit> {
        let gone = self.text.get(at..at.checked_add(removed)?)?.to_owned();
        let edit = TextEdit {
            at,
            removed: gone,
            inserted: inserted.to_owned(),
        };
        edit.put_into(&mut self.text);
        self.cursor = self.boundary_from(at + inserted.len());
        self.redo.clear();
        self.remember(&edit);
        Some(edit)
    }

    /// Types `inserted` at the cursor.
    pub fn insert(&mut self, inserted: &str) -> Option<TextEdit> {
        self.replace(self.cursor, 0, inserted)
    }

    pub fn backspace(&mut self) -> Option<TextEdit> {
        let start = self.previous_boundary(self.cursor)?;
        self.replace(start, self.cursor - start, "")
    }

    pub fn delete(&mut self) -> Option<TextEdit> {
        let end = self.next_boundary(self.cursor)?;
        self.replace(self.cursor, end - self.cursor, "")
    }

    /// Takes the word to the left of the cursor.
    pub fn erase_word(&mut self) -> Option<TextEdit> {
        let start = self.word_left();
        (start < self.cursor).then(|| self.replace(start, self.cursor - start, ""))?
    }

    /// Takes the word to the right of the cursor.
    pub fn delete_word(&mut self) -> Option<TextEdit> {
        let end = self.word_right();
        (end > self.cursor).then(|| self.replace(self.cursor, end - self.cursor, ""))?
    }

    /// Takes everything to the left of the cursor.
    pub fn erase_to_start(&mut self) -> Option<TextEdit> {
        (self.cursor > 0).then(|| self.replace(0, self.cursor, ""))?
    }

    /// Takes everything to the right of the cursor.
    pub fn delete_to_end(&mut self) -> Option<TextEdit> {
        let rest = self.text.len() - self.cursor;
        (rest > 0).then(|| self.replace(self.cursor, rest, ""))?
    }

    /// `true` if it moved.
    pub fn go(&mut self, whereto: Move) -> bool {
        let before = self.cursor;
        self.cursor = match whereto {
            Move::Left => self.previous_boundary(self.cursor).unwrap_or(0),
            Move::Right => self.next_boundary(self.cursor).unwrap_or(self.text.len()),
            Move::WordLeft => self.word_left(),
            Move::WordRight => self.word_right(),
            Move::Home => self.head().rfind('\n').map_or(0, |at| at + 1),
            Move::End => self.cursor + self.tail().find('\n').unwrap_or(self.tail().len()),
            Move::To(at) => self.boundary_until(at),
        };
        self.cursor != before
    }

    /// Takes back the last change and returns the edit that did so.
    pub fn undo(&mut self) -> Option<TextEdit> {
        let back = self.undo.pop()?.inverse();
        self.put(&back);
        self.redo.push(back.inverse());
        Some(back)
    }

    /// Brings back what [`TextBuffer::undo`] took.
    pub fn redo(&mut self) -> Option<TextEdit> {
        let again = self.redo.pop()?;
        self.put(&again);
        self.undo.push(again.clone());
        Some(again)
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    fn put(&mut self, edit: &TextEdit) {
        edit.put_into(&mut self.text);
        self.cursor = self.boundary_from(edit.at + edit.inserted.len());
    }

    /// Typing runs into one step until a word ends: undo takes words, not letters.
    fn remember(&mut self, edit: &TextEdit) {
        if let Some(last) = self.undo.last_mut() {
            let goes_on = edit.removed.is_empty() && edit.at == last.at + last.inserted.len();
            let one_word = !edit.inserted.contains(char::is_whitespace) && edit.inserted.len() < 5;
            let small = last.inserted.len() < 64 && !last.inserted.contains('\n');
            if goes_on && one_word && small && !last.inserted.is_empty() {
                last.inserted.push_str(&edit.inserted);
                return;
            }
        }
        self.undo.push(edit.clone());
    }

    fn head(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or("")
    }

    fn tail(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or("")
    }

    fn previous_boundary(&self, at: usize) -> Option<usize> {
        GraphemeCursor::new(at, self.text.len(), true)
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
    }

    fn next_boundary(&self, at: usize) -> Option<usize> {
        GraphemeCursor::new(at, self.text.len(), true)
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
    }

    fn is_boundary(&self, at: usize) -> bool {
        self.text.is_char_boundary(at)
            && GraphemeCursor::new(at, self.text.len(), true)
                .is_boundary(&self.text, 0)
                .unwrap_or(true)
    }

    /// The boundary at or after `at`: what was typed may have joined with what follows.
    fn boundary_from(&self, at: usize) -> usize {
        (at..=self.text.len())
            .find(|&at| self.is_boundary(at))
            .unwrap_or(self.text.len())
    }

    fn boundary_until(&self, at: usize) -> usize {
        (0..=at.min(self.text.len()))
            .rev()
            .find(|&at| self.is_boundary(at))
            .unwrap_or(0)
    }

    fn word_left(&self) -> usize {
        self.head()
            .unicode_word_indices()
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn word_right(&self) -> usize {
        self.tail()
            .unicode_word_indices()
            .next()
            .map_or(self.text.len(), |(at, word)| {
                self.boundary_from(self.cursor + at + word.len())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn backspace_takes_a_whole_grapheme() {
        for sample in ["e\u{301}", "👨\u{200d}👩\u{200d}👧", "🇬🇧", "👍🏽", "ł", "م"]
        {
            let mut buffer = TextBuffer::with_text(sample);
            buffer.backspace();
            assert_eq!(buffer.text(), "", "{sample:?}");
        }
    }

    #[test]
    fn undo_takes_a_word_and_redo_brings_it_back() {
        let mut buffer = TextBuffer::default();
        for letter in "two words".chars() {
            buffer.insert(&letter.to_string());
        }
        buffer.undo();
        assert_eq!(buffer.text(), "two");
        buffer.redo();
        assert_eq!(buffer.text(), "two words");
    }

    #[derive(Debug, Clone)]
    enum Step {
        Type(String),
        Backspace,
        Delete,
        Go(Move),
        Undo,
        Redo,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => "[a-zé 👩\u{301}\u{200d}\n🇬م]{1,3}".prop_map(Step::Type),
            1 => Just(Step::Backspace),
            1 => Just(Step::Delete),
            2 => prop_oneof![
                Just(Move::Left), Just(Move::Right), Just(Move::WordLeft), Just(Move::WordRight),
                Just(Move::Home), Just(Move::End), (0usize..30).prop_map(Move::To),
            ].prop_map(Step::Go),
            1 => Just(Step::Undo),
            1 => Just(Step::Redo),
        ]
    }

    proptest! {
        /// The edits alone, replayed into an empty text, give the text: what the draft file relies on.
        #[test]
        fn the_edits_rebuild_the_text(steps in prop::collection::vec(step(), 0..80)) {
            let mut buffer = TextBuffer::default();
            let mut replayed = String::new();
            for step in steps {
                let edit = match step {
                    Step::Type(text) => buffer.insert(&text),
                    Step::Backspace => buffer.backspace(),
                    Step::Delete => buffer.delete(),
                    Step::Go(whereto) => { buffer.go(whereto); None }
                    Step::Undo => buffer.undo(),
                    Step::Redo => buffer.redo(),
                };
                if let Some(edit) = edit {
                    prop_assert!(edit.put_into(&mut replayed));
                }
                prop_assert_eq!(buffer.text(), &replayed);
                prop_assert!(buffer.is_boundary(buffer.cursor()));
            }
        }

        #[test]
        fn undoing_everything_gives_the_first_text(typed in prop::collection::vec("[a-z é👩]{1,3}", 0..20)) {
            let mut buffer = TextBuffer::with_text("first ");
            for text in &typed { buffer.insert(text); }
            while buffer.undo().is_some() {}
            prop_assert_eq!(buffer.text(), "first ");
        }
    }
}
