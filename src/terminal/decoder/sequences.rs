//! A table of keyboards' escape sequences: xterm, rxvt, Linux console and PuTTY side by side, and the three spellings
//! that name every key by a number (`spellings.rs`).

use super::spellings::{self, Parameters};
use crate::app::protocol::message::Key;

/// A keyboard's longest control sequence is about ten bytes; anything longer than this is not one.
const LONGEST_CSI: usize = 64;
/// After this many bytes an OSC or DCS counts as typed text after all.
const LONGEST_STRING: usize = 4096;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    More,
    Done(Meaning),
    /// The last byte does not fit: the bytes before it were typed, not sent by a key.
    Broken,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Key(Key),
    /// The text that a key typed.
    Text(String),
    /// Windows sends text in UTF-16, one unit at a time, and says how often the key repeated.
    Unit {
        unit: u16,
        times: u16,
    },
    /// The same key several times over.
    Repeated {
        key: Key,
        times: u16,
    },
    PasteStart,
    PasteEnd,
    /// Nothing we want: an unknown key, or an answer to a question we never asked.
    Ignored,
}

/// Judges the bytes after ESC. Called again for every byte, so all the shorter beginnings were `More`.
pub(super) fn judge(bytes: &[u8]) -> Verdict {
    match bytes {
        [] | [b'[' | b'O' | b']' | b'P' | b'_'] => Verdict::More,
        [b'[', rest @ ..] => csi(rest),
        [b'O', rest @ ..] => ss3(rest),
        // These strings start with a byte that a person seldom types after Esc and then `]` or `P`.
        [b']', b'0'..=b'9' | b'l' | b'L' | b'I', rest @ ..] => string(rest),
        [
            b'P',
            b'0'..=b'9' | b';' | b'>' | b'!' | b'$' | b'+' | b'|',
            rest @ ..,
        ] => string(rest),
        [b'_', b'G', rest @ ..] => string(rest),
        _ => Verdict::Broken,
    }
}

/// `ESC [ …`
fn csi(bytes: &[u8]) -> Verdict {
    match bytes {
        // Linux console: F1 to F5 are ESC [ [ A to E.
        [b'['] => Verdict::More,
        [b'[', letter] => match letter {
            b'A'..=b'E' => key(Key::F(letter - b'A' + 1)),
            0x20..=0x7e => Verdict::Done(Meaning::Ignored),
            _ => Verdict::Broken,
        },
        // rxvt ends its shifted keys with `$`, which elsewhere is an intermediate byte.
        [b'0'..=b'9', b'$'] | [b'0'..=b'9', b'0'..=b'9', b'$'] => csi_done(bytes),
        // An old mouse report: three coordinates follow as bare bytes, which must not be typed.
        [b'M', coordinates @ ..] => mouse(coordinates),
        [.., 0x40..=0x7e] => csi_done(bytes),
        [.., 0x20..=0x3f] if bytes.len() < LONGEST_CSI => Verdict::More,
        _ => Verdict::Broken,
    }
}

/// The coordinates of the X10 mouse: one byte each, or two in its UTF-8 form.
fn mouse(coordinates: &[u8]) -> Verdict {
    let mut rest = coordinates;
    for _ in 0..3 {
        rest = match rest {
            [] | [0xc2..=0xdf] => return Verdict::More,
            [0xc2..=0xdf, 0x80..=0xbf, rest @ ..] | [0x20..=0xff, rest @ ..] => rest,
            _ => return Verdict::Broken,
        };
    }
    Verdict::Done(Meaning::Ignored)
}

fn csi_done(bytes: &[u8]) -> Verdict {
    let Some((last, parameters)) = bytes.split_last() else {
        return Verdict::More;
    };
    let Some(parameters) = Parameters::read(parameters) else {
        return Verdict::Done(Meaning::Ignored);
    };
    match last {
        b'u' => return Verdict::Done(spellings::kitty(&parameters)),
        b'_' => return Verdict::Done(spellings::win32(&parameters)),
        b'~' if parameters.get(0, 0) == 27 && parameters.count() == 3 => {
            return Verdict::Done(spellings::other_key(&parameters));
        }
        _ => {}
    }
    let Some(modifier) = Modifier::from_wire(parameters.get(1, 0)) else {
        return Verdict::Done(Meaning::Ignored);
    };
    if parameters.count() > 2 || parameters.is_release() {
        return Verdict::Done(Meaning::Ignored);
    }
    let first = parameters.get(0, 0);
    match last {
        b'A'..=b'H' | b'P'..=b'S' if first <= 1 => letter_key(*last, modifier),
        b'a'..=b'd' if parameters.count() == 0 => {
            letter_key(last.to_ascii_uppercase(), Modifier::Plain)
        }
        b'Z' => key(Key::BackTab),
        b'~' => number_key(first, modifier),
        b'$' => number_key(first, Modifier::Plain),
        b'^' | b'@' => number_key(first, Modifier::Word),
        _ => Verdict::Done(Meaning::Ignored),
    }
}

/// `ESC O …`
fn ss3(bytes: &[u8]) -> Verdict {
    match bytes {
        // rxvt: Ctrl with an arrow.
        [b'a'..=b'd'] => letter_key(
            bytes.first().map_or(0, u8::to_ascii_uppercase),
            Modifier::Word,
        ),
        [letter @ (b'A'..=b'F' | b'H' | b'P'..=b'S')] => letter_key(*letter, Modifier::Plain),
        // PuTTY in its rxvt mode. (The number pad is put into its plain mode when the session begins.)
        [b'w'] => key(Key::End),
        [b'M'] => key(Key::Enter),
        // Old xterm and konsole: a modifier digit before the letter.
        [b'1'..=b'8'] => Verdict::More,
        [
            digit @ b'1'..=b'8',
            letter @ (b'A'..=b'F' | b'H' | b'P'..=b'S'),
        ] => match Modifier::from_wire(u32::from(digit - b'0')) {
            Some(modifier) => letter_key(*letter, modifier),
            None => Verdict::Done(Meaning::Ignored),
        },
        [.., 0x40..=0x7e] => Verdict::Done(Meaning::Ignored),
        _ => Verdict::Broken,
    }
}

/// `ESC ]`, `ESC P`, `ESC _`: everything up to BEL or ESC \.
fn string(bytes: &[u8]) -> Verdict {
    match bytes {
        [.., 0x1b, b'\\'] | [.., 0x07] => Verdict::Done(Meaning::Ignored),
        [.., 0x1b, _] => Verdict::Broken,
        [.., 0x1b] => Verdict::More,
        [.., 0x00..=0x1f | 0x7f] => Verdict::Broken,
        _ if bytes.len() >= LONGEST_STRING => Verdict::Broken,
        _ => Verdict::More,
    }
}

/// What is held down with a key. We only care about "by words"; Shift is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Modifier {
    Plain,
    Shift,
    Word,
}

impl Modifier {
    /// The wire value is one more than the sum of 1 Shift, 2 Alt, 4 Ctrl, 8 Meta; kitty adds 64 and 128 for the locks.
    fn from_wire(number: u32) -> Option<Self> {
        match number.saturating_sub(1) & !(64 | 128) {
            0 => Some(Self::Plain),
            1 => Some(Self::Shift),
            2..=63 => Some(Self::Word),
            _ => None,
        }
    }
}

fn letter_key(letter: u8, modifier: Modifier) -> Verdict {
    match letter {
        b'A' => key(Key::Up),
        b'B' => key(Key::Down),
        b'C' if modifier == Modifier::Word => key(Key::WordRight),
        b'D' if modifier == Modifier::Word => key(Key::WordLeft),
        b'C' => key(Key::Right),
        b'D' => key(Key::Left),
        b'F' => key(Key::End),
        b'H' => key(Key::Home),
        // A modified function key is another key (Alt+F4), and none of ours.
        b'P'..=b'S' if modifier == Modifier::Plain => key(Key::F(letter - b'P' + 1)),
        _ => Verdict::Done(Meaning::Ignored),
    }
}

fn number_key(number: u32, modifier: Modifier) -> Verdict {
    let function = match number {
        11..=15 => number.saturating_sub(10),
        17..=21 => number.saturating_sub(11),
        23 | 24 => number.saturating_sub(12),
        _ => 0,
    };
    match number {
        1 | 7 => key(Key::Home),
        4 | 8 => key(Key::End),
        3 => key(Key::Delete),
        5 => key(Key::PageUp),
        6 => key(Key::PageDown),
        200 => Verdict::Done(Meaning::PasteStart),
        201 => Verdict::Done(Meaning::PasteEnd),
        _ => match u8::try_from(function) {
            Ok(function @ 1..=12) if modifier == Modifier::Plain => key(Key::F(function)),
            _ => Verdict::Done(Meaning::Ignored),
        },
    }
}

const fn key(key: Key) -> Verdict {
    Verdict::Done(Meaning::Key(key))
}
