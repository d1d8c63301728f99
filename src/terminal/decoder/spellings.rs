//! Three spellings that name every key by a number: the kitty keyboard protocol, xterm's modifyOtherKeys, and the input
//! mode of Windows. We ask for none of them, but a terminal may still have one switched on by the program before.

use super::sequences::Meaning;
use crate::app::protocol::message::Key;

/// The numbers of a control sequence: separated by `;`, each with further ones after `:`.
#[derive(Debug)]
pub(super) struct Parameters(Vec<Vec<u32>>);

impl Parameters {
    /// `None` when there is anything but digits and separators.
    pub(super) fn read(bytes: &[u8]) -> Option<Parameters> {
        if bytes.is_empty() {
            return Some(Parameters(Vec::new()));
        }
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |sum, byte| match byte {
                b'0'..=b'9' => Some(
                    sum.saturating_mul(10)
                        .saturating_add(u32::from(byte - b'0')),
                ),
                _ => None,
            })
        };
        let one = |part: &[u8]| part.split(|byte| *byte == b':').map(number).collect();
        let all: Option<Vec<Vec<u32>>> = bytes.split(|byte| *byte == b';').map(one).collect();
        all.map(Parameters)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// 0 where there is none.
    pub(super) fn get(&self, at: usize, part: usize) -> u32 {
        let parts = self.0.get(at);
        parts
            .and_then(|parts| parts.get(part))
            .copied()
            .unwrap_or(0)
    }

    /// The key was let go, which means nothing to us.
    pub(super) fn is_release(&self) -> bool {
        self.get(1, 1) == 3
    }
}

/// What is held down, as kitty and xterm count it: 1 Shift, 2 Alt, 4 Ctrl, 8 Super, 16 Hyper, 32 Meta, 64 Caps Lock.
#[derive(Debug, Clone, Copy)]
struct Held(u32);

impl Held {
    fn from_wire(number: u32) -> Held {
        Held(number.saturating_sub(1))
    }

    fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }

    fn shift(self) -> bool {
        self.has(1)
    }

    fn alt(self) -> bool {
        self.has(2 | 32)
    }

    fn ctrl(self) -> bool {
        self.has(4)
    }

    /// Super and Hyper belong to the window manager.
    fn is_foreign(self) -> bool {
        self.has(8 | 16)
    }
}

/// `CSI code:shifted:base ; modifiers:event ; text u`
pub(super) fn kitty(parameters: &Parameters) -> Meaning {
    if parameters.is_release() {
        return Meaning::Ignored;
    }
    let held = Held::from_wire(parameters.get(1, 0));
    let commands = held.alt() || held.ctrl() || held.is_foreign();
    let text: Option<String> = parameters
        .0
        .get(2)
        .map(|codes| codes.iter().filter_map(|code| printable(*code)).collect());
    if let Some(text) = text.filter(|text| !text.is_empty() && !commands) {
        return Meaning::Text(text);
    }
    named(parameters.get(0, 0), parameters.get(0, 1), held)
}

/// `CSI 27 ; modifiers ; code ~`
pub(super) fn other_key(parameters: &Parameters) -> Meaning {
    named(
        parameters.get(2, 0),
        0,
        Held::from_wire(parameters.get(1, 0)),
    )
}

/// A key by its number: what it types without Shift, or a place in the private area of Unicode for the number pad.
fn named(code: u32, shifted: u32, held: Held) -> Meaning {
    let by_word = held.alt() || held.ctrl();
    let key = match code {
        13 | 57414 if held.shift() || by_word => Key::Newline,
        13 | 57414 => Key::Enter,
        9 if held.shift() => Key::BackTab,
        9 => Key::Tab,
        27 => Key::Esc,
        8 | 127 if by_word => Key::EraseWord,
        8 | 127 => Key::Backspace,
        57417 if by_word => Key::WordLeft,
        57418 if by_word => Key::WordRight,
        57417 => Key::Left,
        57418 => Key::Right,
        57419 => Key::Up,
        57420 => Key::Down,
        57421 => Key::PageUp,
        57422 => Key::PageDown,
        57423 => Key::Home,
        57424 => Key::End,
        57426 => Key::Delete,
        _ => return typed(code, shifted, held),
    };
    Meaning::Key(key)
}

fn typed(code: u32, shifted: u32, held: Held) -> Meaning {
    let code = match code {
        57399..=57408 => code - 57399 + u32::from('0'),
        57409 => u32::from('.'),
        57410 => u32::from('/'),
        57411 => u32::from('*'),
        57412 => u32::from('-'),
        57413 => u32::from('+'),
        57415 => u32::from('='),
        57416 => u32::from(','),
        _ => code,
    };
    let Some(letter) = printable(code) else {
        return Meaning::Ignored;
    };
    if held.is_foreign() {
        return Meaning::Ignored;
    }
    if held.ctrl() && !held.alt() {
        return control(letter);
    }
    if held.alt()
        && !held.ctrl()
        && let Some(key) = with_alt(letter)
    {
        return Meaning::Key(key);
    }
    if held.shift()
        && let Some(shifted) = printable(shifted)
    {
        return Meaning::Text(shifted.to_string());
    }
    let is_capital = held.shift() != held.has(64);
    match is_capital && letter.is_alphabetic() {
        true => Meaning::Text(letter.to_uppercase().collect()),
        false => Meaning::Text(letter.to_string()),
    }
}

/// What Alt makes of a letter; the others are typed as they are.
pub(super) fn with_alt(letter: char) -> Option<Key> {
    match letter.to_ascii_lowercase() {
        'b' => Some(Key::WordLeft),
        'f' => Some(Key::WordRight),
        'd' => Some(Key::DeleteWord),
        _ => None,
    }
}

fn control(letter: char) -> Meaning {
    let letter = letter.to_ascii_lowercase();
    Meaning::Key(match letter {
        // The same keys as their control characters.
        'h' => Key::Backspace,
        'i' => Key::Tab,
        'j' => Key::Newline,
        'm' => Key::Enter,
        '[' => Key::Esc,
        'a'..='z' | ' ' | '\\' | ']' | '^' | '_' => Key::Ctrl(letter),
        _ => return Meaning::Ignored,
    })
}

/// The character with this code, if it can stand in a text. The private area holds keys, not characters.
fn printable(code: u32) -> Option<char> {
    let letter = char::from_u32(code)?;
    let is_key = ('\u{e000}'..='\u{f8ff}').contains(&letter);
    (!letter.is_control() && !is_key).then_some(letter)
}

/// `CSI virtual key ; scan code ; UTF-16 unit ; down ; state ; repeats _`
pub(super) fn win32(parameters: &Parameters) -> Meaning {
    let (key, state) = (parameters.get(0, 0), parameters.get(4, 0));
    let unit = u16::try_from(parameters.get(2, 0)).unwrap_or(0);
    let is_down = parameters.get(3, 0) != 0;
    // A character typed by its number on the pad arrives when Alt (18) is let go.
    if !is_down && (key != 18 || unit == 0) {
        return Meaning::Ignored;
    }
    let times = u16::try_from(parameters.get(5, 0))
        .unwrap_or(1)
        .clamp(1, 1000);
    let shift = state & 0x10 != 0;
    let alt = state & 0x3 != 0;
    let ctrl = state & 0xc != 0;
    // AltGr is Alt and Ctrl together, and types what the keyboard says.
    let by_word = alt != ctrl;
    let meant = match (unit, key) {
        (0, 0x21) => Key::PageUp,
        (0, 0x22) => Key::PageDown,
        (0, 0x23) => Key::End,
        (0, 0x24) => Key::Home,
        (0, 0x25) if by_word => Key::WordLeft,
        (0, 0x27) if by_word => Key::WordRight,
        (0, 0x25) => Key::Left,
        (0, 0x26) => Key::Up,
        (0, 0x27) => Key::Right,
        (0, 0x28) => Key::Down,
        (0, 0x2e) => Key::Delete,
        (0, 0x70..=0x7b) if !alt && !ctrl && !shift => {
            Key::F(u8::try_from(key - 0x6f).unwrap_or(1))
        }
        (0, _) => return Meaning::Ignored,
        (13 | 10, _) if shift || ctrl || alt => Key::Newline,
        (13, _) => Key::Enter,
        (10, _) => Key::Newline,
        (9, _) if shift => Key::BackTab,
        (9, _) => Key::Tab,
        (27, _) => Key::Esc,
        (8 | 127, 8) if by_word => Key::EraseWord,
        (8 | 127, _) => Key::Backspace,
        (1..=26, _) => {
            let letter = char::from(u8::try_from(unit).unwrap_or(0) | 0x60);
            return control(letter);
        }
        (28..=31, _) => Key::Ctrl(char::from(u8::try_from(unit).unwrap_or(0) | 0x40)),
        _ => {
            let letter = char::from_u32(u32::from(unit)).filter(|_| alt && !ctrl);
            match letter.and_then(with_alt) {
                Some(key) => key,
                None => return Meaning::Unit { unit, times },
            }
        }
    };
    Meaning::Repeated { key: meant, times }
}
