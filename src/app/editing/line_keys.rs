//! The keys that edit a line, the same wherever one is typed.

use crate::app::protocol::message::Key;
use crate::domain::text::buffer::{Move, TextBuffer};
use crate::domain::text::edit::TextEdit;

/// Makes the change that a key stands for. `None`: it changes no text. What a key takes away, Ctrl+Z brings back.
pub fn change(line: &mut TextBuffer, key: Key) -> Option<Option<TextEdit>> {
    Some(match key {
        Key::Backspace => line.backspace(),
        Key::Delete => line.delete(),
        Key::EraseWord | Key::Ctrl('w') => line.erase_word(),
        Key::DeleteWord => line.delete_word(),
        Key::Ctrl('u') => line.erase_to_start(),
        Key::Ctrl('k') => line.delete_to_end(),
        Key::Ctrl('z') => line.undo(),
        Key::Ctrl('y') => line.redo(),
        _ => return None,
    })
}

/// Where a key moves the cursor within the words.
pub fn movement(key: Key) -> Option<Move> {
    Some(match key {
        Key::Left => Move::Left,
        Key::Right => Move::Right,
        Key::WordLeft => Move::WordLeft,
        Key::WordRight => Move::WordRight,
        _ => return None,
    })
}
