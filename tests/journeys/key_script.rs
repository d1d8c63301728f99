//! Keys written as text, for the scripts of the journeys.

use talking_piece::app::protocol::message::Key;

/// The keys that a text names. Letters are themselves; ⏎ Enter, ⇥ Tab, ⇤ Shift+Tab, ⎋ Esc, ⌫ Backspace, ⌦ Delete,
/// ↑ ↓ ← →, ⇱ Home, ⇲ End, ⇞ ⇟ a page, ␤ a new line in the text, ⌃z Ctrl+Z, ƒ1 the function key F1.
pub fn keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut letters = script.chars();
    while let Some(letter) = letters.next() {
        keys.push(match letter {
            '⏎' => Key::Enter,
            '⇥' => Key::Tab,
            '⇤' => Key::BackTab,
            '⎋' => Key::Esc,
            '⌫' => Key::Backspace,
            '⌦' => Key::Delete,
            '↑' => Key::Up,
            '↓' => Key::Down,
            '←' => Key::Left,
            '→' => Key::Right,
            '⇱' => Key::Home,
            '⇲' => Key::End,
            '⇞' => Key::PageUp,
            '⇟' => Key::PageDown,
            '␤' => Key::Newline,
            '⌃' => Key::Ctrl(letters.next().expect("⌃ wants a letter")),
            'ƒ' => Key::F(letters.next().and_then(|it| it.to_digit(10)).unwrap() as u8),
            letter => Key::Char(letter),
        });
    }
    keys
}

pub fn needs_modifier(key: Key) -> bool {
    matches!(
        key,
        Key::Ctrl(_) | Key::BackTab | Key::WordLeft | Key::WordRight | Key::Newline
    )
}
