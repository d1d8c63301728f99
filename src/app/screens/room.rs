//! The room view as a value: what is shown, where it comes from, and how far somebody has looked back. It changes
//! nothing in a meeting.

use crate::app::protocol::message::Key;
use crate::domain::room::{Now, RoomView};
use chrono::{DateTime, FixedOffset};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Source {
    #[default]
    Live,
    /// The journal, but nobody is writing in it just now.
    NobodyWrites,
    /// The minutes file, as last written.
    AsWritten { at: Option<DateTime<FixedOffset>> },
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomState {
    /// `None` when it cannot be known what the room may see.
    pub view: Option<RoomView>,
    pub source: Source,
    pub notice: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Room {
    seen: RoomState,
    first: Option<usize>,
    /// How many rows there were, and how many of them were visible, when it was last drawn.
    rows: usize,
    height: usize,
}

impl Room {
    pub fn seen(&self) -> &RoomState {
        &self.seen
    }

    /// The first row to show, for somebody who looks back; otherwise the newest are shown.
    pub fn first(&self) -> Option<usize> {
        self.first
    }

    /// Returns whether anything has changed.
    pub fn take(&mut self, seen: RoomState) -> bool {
        let is_new = self.seen != seen;
        self.seen = seen;
        // A pause has nothing to look back at, and when it ends the view starts with the newest.
        let is_open = |view: &RoomView| matches!(view.now(), Now::Section(_) | Now::Between);
        if !self.seen.view.as_ref().is_some_and(is_open) {
            self.first = None;
        }
        is_new
    }

    /// How many rows there are, and how many fit: told after each drawing.
    pub fn drawn(&mut self, rows: usize, height: usize) {
        self.rows = rows;
        self.height = height;
        if self.first.is_some_and(|first| first >= self.last()) {
            self.first = None;
        }
    }

    /// Returns whether the key leaves.
    pub fn press(&mut self, key: Key) -> bool {
        let page = self.height.saturating_sub(1).max(1);
        match key {
            Key::Char('q' | 'Q') | Key::Esc | Key::Ctrl('c' | 'q') => return true,
            Key::Up => self.back(1),
            Key::PageUp => self.back(page),
            Key::Home => self.back(usize::MAX),
            Key::Down => self.on(1),
            Key::PageDown => self.on(page),
            Key::End => self.first = None,
            _ => {}
        }
        false
    }

    /// The first row when the newest are shown.
    fn last(&self) -> usize {
        self.rows.saturating_sub(self.height)
    }

    fn back(&mut self, rows: usize) {
        let now = self.first.unwrap_or(self.last());
        let first = now.min(self.last()).saturating_sub(rows);
        self.first = (first < self.last()).then_some(first);
    }

    fn on(&mut self, rows: usize) {
        let first = self.first.map(|first| first.saturating_add(rows));
        self.first = first.filter(|first| *first < self.last());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> Room {
        let mut room = Room::default();
        room.drawn(30, 10);
        room
    }

    #[test]
    fn it_looks_back_stays_there_and_follows_again() {
        let mut room = room();
        assert!(!room.press(Key::Up));
        assert_eq!(room.first(), Some(19));
        room.press(Key::PageUp);
        assert_eq!(room.first(), Some(10));
        // Something new was said: what is being looked at stays where it is.
        room.drawn(33, 10);
        assert_eq!(room.first(), Some(10));
        room.press(Key::Home);
        assert_eq!(room.first(), Some(0));
        room.press(Key::Up);
        assert_eq!(room.first(), Some(0));
        room.press(Key::End);
        assert_eq!(room.first(), None);
        room.press(Key::Up);
        room.press(Key::Down);
        assert_eq!(room.first(), None);
    }

    #[test]
    fn where_all_is_seen_there_is_nothing_to_look_back_at() {
        let mut room = Room::default();
        room.drawn(5, 10);
        room.press(Key::Up);
        assert_eq!(room.first(), None);
    }

    #[test]
    fn three_keys_leave_and_letters_do_nothing() {
        for key in [Key::Char('q'), Key::Esc, Key::Ctrl('c')] {
            assert!(room().press(key), "{key:?}");
        }
        for key in [Key::Char('x'), Key::Enter, Key::Tab, Key::Backspace] {
            assert!(!room().press(key), "{key:?}");
        }
    }

    #[test]
    fn the_same_again_is_nothing_new() {
        let mut room = room();
        let seen = RoomState {
            notice: Some("Something.".into()),
            ..RoomState::default()
        };
        assert!(room.take(seen.clone()));
        assert!(!room.take(seen));
    }
}
