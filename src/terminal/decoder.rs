//! Turns the keyboard's bytes into keys and pasted text. It has no clock: the caller asks [`Decoder::waiting`] how long
//! to wait for more bytes, and calls [`Decoder::timeout`] when none came.
//!
//! We decode ourselves because nothing may be lost: the usual decoder drops the letter after a byte that is not UTF-8,
//! swallows everything after a paste that never ends, and types the rest of a split sequence.

mod paste;
mod sequences;
mod spellings;

use std::time::Duration;

use crate::app::protocol::message::Key;
use crate::terminal::notice::Input;
use paste::{BAD, Pasted, Text};
use sequences::{Meaning, Verdict, judge};

/// How long a lone ESC may be the start of a key, on the same machine.
pub const ESCAPE_DELAY: Duration = Duration::from_millis(50);
/// Over ssh the bytes of one key may come in two packets.
pub const ESCAPE_DELAY_OVER_SSH: Duration = Duration::from_millis(100);

const SEQUENCE_DELAY: Duration = Duration::from_millis(500);
const PASTE_DELAY: Duration = Duration::from_secs(2);
/// CR and LF closer together than this are one Enter; keys this soon after the end of a paste belong to it.
const BURST_GAP: Duration = Duration::from_millis(50);

/// The state between two reads. It never holds back typed text: only an escape that may still become a key, an
/// incomplete character, and a paste until its end.
#[derive(Debug)]
pub struct Decoder {
    escape_delay: Duration,
    state: State,
    /// The bytes after the ESC, introducer included.
    sequence: Vec<u8>,
    partial: Vec<u8>,
    paste: Pasted,
    after_return: bool,
    /// tmux sends Enter of the number pad as a line feed.
    line_feed_is_enter: bool,
    /// A paste ended in this burst: what follows may be part of it (see [`Decoder::key`]).
    after_paste: bool,
    tail: String,
    /// The first half of a character that Windows sends in two.
    half: Option<u16>,
    bad: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// After one ESC or two: PuTTY encodes Alt with an arrow as ESC ESC [ D.
    Escape {
        double: bool,
    },
    Paste,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    #[must_use]
    pub fn new() -> Self {
        Self::with_escape_delay(ESCAPE_DELAY)
    }

    #[must_use]
    pub const fn with_escape_delay(escape_delay: Duration) -> Self {
        Self {
            escape_delay,
            state: State::Text,
            sequence: Vec::new(),
            partial: Vec::new(),
            paste: Pasted::new(),
            after_return: false,
            line_feed_is_enter: false,
            after_paste: false,
            tail: String::new(),
            half: None,
            bad: 0,
        }
    }

    /// For a keyboard that comes through tmux.
    #[must_use]
    pub const fn within_tmux(mut self) -> Self {
        self.line_feed_is_enter = true;
        self
    }

    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        let mut rest = bytes;
        while let Some((first, others)) = rest.split_first() {
            rest = match self.state {
                State::Paste => self.pasted(rest, out),
                State::Text => self.text(rest, out),
                State::Escape { double } => {
                    self.escape(*first, double, out);
                    others
                }
            };
        }
        self.end_of_burst(out);
    }

    /// How long to wait for more bytes before calling [`Decoder::timeout`]. `None`: nothing is held, so wait for ever.
    #[must_use]
    pub fn waiting(&self) -> Option<Duration> {
        match self.state {
            State::Paste => Some(PASTE_DELAY),
            State::Escape { .. } if self.sequence.is_empty() => Some(self.escape_delay),
            State::Escape { .. } => Some(SEQUENCE_DELAY),
            State::Text if !self.partial.is_empty() => Some(SEQUENCE_DELAY),
            State::Text if self.after_return || self.after_paste => Some(BURST_GAP),
            State::Text => None,
        }
    }

    /// No bytes came within [`Decoder::waiting`]: releases what is held as what it must have been.
    pub fn timeout(&mut self, out: &mut Vec<Input>) {
        match self.state {
            State::Text => {}
            State::Paste => {
                self.state = State::Text;
                let pasted = self.paste.take();
                self.push_paste(pasted, out);
            }
            State::Escape { double } => self.typed_after_all(double, out),
        }
        // The replayed bytes can themselves end in ESC.
        if let State::Escape { double } = self.state {
            self.typed_after_all(double, out);
        }
        self.end_partial(out);
        self.end_of_burst(out);
        self.after_return = false;
        self.after_paste = false;
    }

    /// Plain text and control characters, up to the next ESC. Returns the rest.
    fn text<'b>(&mut self, bytes: &'b [u8], out: &mut Vec<Input>) -> &'b [u8] {
        let run = bytes.iter().take_while(|byte| is_text(**byte)).count();
        let (run, rest) = bytes.split_at_checked(run).unwrap_or((bytes, &[]));
        if !run.is_empty() {
            self.after_return = false;
            out.reserve(run.len());
            self.characters(run, out);
        }
        let Some((control, rest)) = rest.split_first() else {
            return rest;
        };
        self.end_partial(out);
        let was_return = std::mem::replace(&mut self.after_return, *control == b'\r');
        match control {
            0x1b => self.state = State::Escape { double: false },
            b'\n' if was_return => {}
            b'\n' if self.line_feed_is_enter => self.key(Key::Enter, out),
            _ => self.key(control_key(*control), out),
        }
        rest
    }

    fn characters(&mut self, run: &[u8], out: &mut Vec<Input>) {
        let mut rest = run;
        while !self.partial.is_empty() {
            let Some((byte, others)) = rest.split_first() else {
                return;
            };
            self.partial.push(*byte);
            match std::str::from_utf8(&self.partial) {
                Ok(whole) => {
                    let character = whole.chars().next();
                    self.partial.clear();
                    rest = others;
                    character.into_iter().for_each(|c| self.character(c, out));
                }
                Err(error) if error.error_len().is_none() => rest = others,
                // This byte begins something new: only the bytes before it are bad.
                Err(_) => {
                    self.partial.pop();
                    self.end_partial(out);
                }
            }
        }
        while !rest.is_empty() {
            let error = match std::str::from_utf8(rest) {
                Ok(good) => return good.chars().for_each(|c| self.character(c, out)),
                Err(error) => error,
            };
            let (good, after) = rest
                .split_at_checked(error.valid_up_to())
                .unwrap_or((rest, &[]));
            let good = std::str::from_utf8(good).unwrap_or_default();
            good.chars().for_each(|c| self.character(c, out));
            match error.error_len() {
                None => {
                    self.partial.extend_from_slice(after);
                    return;
                }
                Some(length) => {
                    self.bad = self.bad.saturating_add(length);
                    self.key(Key::Char(BAD), out);
                    rest = after.get(length..).unwrap_or_default();
                }
            }
        }
    }

    fn character(&mut self, character: char, out: &mut Vec<Input>) {
        if character.is_control() {
            // The C1 controls: no key sends them, and no terminal may be sent them.
            self.bad = self.bad.saturating_add(character.len_utf8());
            self.key(Key::Char(BAD), out);
        } else {
            self.key(Key::Char(character), out);
        }
    }

    fn end_partial(&mut self, out: &mut Vec<Input>) {
        if !self.partial.is_empty() {
            self.bad = self.bad.saturating_add(self.partial.len());
            self.partial.clear();
            self.key(Key::Char(BAD), out);
        }
    }

    fn escape(&mut self, byte: u8, double: bool, out: &mut Vec<Input>) {
        if byte == 0x1b && self.sequence.is_empty() {
            if double {
                self.key(Key::Esc, out);
            }
            self.state = State::Escape { double: true };
            return;
        }
        self.sequence.push(byte);
        match judge(&self.sequence) {
            Verdict::More => {}
            Verdict::Done(meaning) => {
                self.state = State::Text;
                self.sequence.clear();
                self.meant(meaning, double, out);
            }
            // One key, sent with Alt: the words must not be torn by an Esc that nobody pressed.
            Verdict::Broken if self.sequence.len() == 1 => {
                self.sequence.clear();
                self.state = State::Text;
                if double {
                    self.key(Key::Esc, out);
                }
                self.with_alt(byte, out);
            }
            Verdict::Broken => {
                self.sequence.pop();
                self.typed_after_all(double, out);
                // Not `feed`: the burst is not over.
                match self.state {
                    State::Escape { double } => self.escape(byte, double, out),
                    _ => {
                        self.text(&[byte], out);
                    }
                }
            }
        }
    }

    fn meant(&mut self, meaning: Meaning, double: bool, out: &mut Vec<Input>) {
        match meaning {
            Meaning::Key(Key::Left) if double => self.key(Key::WordLeft, out),
            Meaning::Key(Key::Right) if double => self.key(Key::WordRight, out),
            Meaning::Key(key) => self.key(key, out),
            Meaning::Text(text) => text.chars().for_each(|letter| self.character(letter, out)),
            Meaning::Unit { unit, times } => (0..times).for_each(|_| self.utf16(unit, out)),
            Meaning::Repeated { key, times } => (0..times).for_each(|_| self.key(key, out)),
            Meaning::PasteStart => {
                if double {
                    self.key(Key::Esc, out);
                }
                self.flush_tail(out);
                self.after_paste = false;
                self.state = State::Paste;
            }
            // The end of a paste that was passed on already, or nothing of ours.
            Meaning::PasteEnd | Meaning::Ignored => {}
        }
    }

    fn with_alt(&mut self, byte: u8, out: &mut Vec<Input>) {
        match (byte, spellings::with_alt(char::from(byte))) {
            (0x08 | 0x7f, _) => self.key(Key::EraseWord, out),
            (b'\r' | b'\n', _) => self.key(Key::Newline, out),
            // Shift+Tab of the Linux console.
            (b'\t', _) => self.key(Key::BackTab, out),
            (_, Some(key)) => self.key(key, out),
            // Esc and then a command, in one packet of a slow line. As a letter it would be glued to the words that Esc
            // was to put away.
            (b'/', _) => {
                self.key(Key::Esc, out);
                self.text(b"/", out);
            }
            // `text` leaves nothing over of one byte.
            (_, None) => {
                self.text(&[byte], out);
            }
        }
    }

    fn utf16(&mut self, unit: u16, out: &mut Vec<Input>) {
        let units = [self.half.take(), Some(unit)];
        for decoded in char::decode_utf16(units.into_iter().flatten()) {
            match decoded {
                Ok(character) => self.character(character, out),
                Err(half)
                    if half.unpaired_surrogate() == unit && (0xd800..0xdc00).contains(&unit) =>
                {
                    self.half = Some(unit);
                }
                Err(_) => {
                    self.bad = self.bad.saturating_add(1);
                    self.key(Key::Char(BAD), out);
                }
            }
        }
    }

    /// A lone ESC was the Esc key. Anything longer that turned out not to be a sequence came from a machine, not from
    /// that key: it is typed, and none of it is dropped. If it ends in another ESC (inside an OSC), that one is held.
    fn typed_after_all(&mut self, double: bool, out: &mut Vec<Input>) {
        self.state = State::Text;
        if self.sequence.is_empty() {
            self.key(Key::Esc, out);
        }
        if double {
            self.key(Key::Esc, out);
        }
        let sequence = std::mem::take(&mut self.sequence);
        self.text(&sequence, out);
        // `text` stops at ESC, which can only be the last byte here.
    }

    /// Bytes inside a paste. Returns the bytes after its end.
    fn pasted<'b>(&mut self, bytes: &'b [u8], out: &mut Vec<Input>) -> &'b [u8] {
        let Some(used) = self.paste.add(bytes) else {
            let piece = self.paste.take_if_long();
            self.push_paste(piece, out);
            return &[];
        };
        let whole = self.paste.take();
        self.push_paste(whole, out);
        self.state = State::Text;
        self.after_paste = true;
        bytes.get(used..).unwrap_or_default()
    }

    fn push_paste(&mut self, pasted: Text, out: &mut Vec<Input>) {
        self.bad = self.bad.saturating_add(pasted.bad);
        if !pasted.text.is_empty() {
            out.push(Input::Paste(pasted.text));
        }
    }

    /// Passes on one key. Right after a paste it may be the rest of a paste that contained its own end mark: then text
    /// stays text, Enter becomes a line end, and no command key is pressed.
    fn key(&mut self, key: Key, out: &mut Vec<Input>) {
        if !self.after_paste {
            out.push(Input::Key(key));
            return;
        }
        match key {
            Key::Char(character) => self.tail.push(character),
            Key::Enter | Key::Newline => self.tail.push('\n'),
            Key::Tab => self.tail.push('\t'),
            _ => self.bad = self.bad.saturating_add(1),
        }
    }

    fn flush_tail(&mut self, out: &mut Vec<Input>) {
        if !self.tail.is_empty() {
            out.push(Input::Paste(std::mem::take(&mut self.tail)));
        }
    }

    fn end_of_burst(&mut self, out: &mut Vec<Input>) {
        self.flush_tail(out);
        if self.bad > 0 {
            out.push(Input::BadBytes(std::mem::take(&mut self.bad)));
        }
    }
}

const fn is_text(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7f
}

/// The key that sends this control byte (never ESC).
fn control_key(byte: u8) -> Key {
    match byte {
        b'\r' => Key::Enter,
        b'\n' => Key::Newline,
        b'\t' => Key::Tab,
        0x08 | 0x7f => Key::Backspace,
        // Ctrl+Space sends NUL.
        0x00 => Key::Ctrl(' '),
        0x01..=0x1a => Key::Ctrl(char::from(byte | 0x60)),
        // Ctrl with \ ] ^ _
        _ => Key::Ctrl(char::from(byte | 0x40)),
    }
}
