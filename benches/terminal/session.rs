//! One run of a program: somebody types and watches for letters to be echoed. It only tells printed text from escape
//! sequences; emulating a terminal would distort the timing.

use crate::pty::{Got, Pty};
use std::time::{Duration, Instant};

pub struct Session {
    pub pty: Pty,
    pub bytes: usize,
    pub last: Instant,
    /// The program has asked for bracketed pastes.
    pub wants_brackets: bool,
    printed: [usize; 256],
    escape: Escape,
    sequence: Vec<u8>,
    _home: tempfile::TempDir,
}

/// The position of the output within an escape sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escape {
    Printing,
    Began,
    /// `ESC [ … letter`.
    Control,
    /// `ESC ] … BEL` or `ESC ] … ESC \`, and its relatives.
    Text,
    TextEnds,
    /// `ESC ( B`: one more byte.
    OneMore,
}

impl Session {
    /// Watches a program that was just started; its folder is removed with the session.
    pub fn new(pty: Pty, home: tempfile::TempDir) -> Session {
        let last = pty.started();
        Session {
            pty,
            bytes: 0,
            last,
            wants_brackets: false,
            printed: [0; 256],
            escape: Escape::Printing,
            sequence: Vec::new(),
            _home: home,
        }
    }

    /// How often this byte has been printed.
    pub fn printed(&self, letter: u8) -> usize {
        self.printed[usize::from(letter)]
    }

    /// Takes in what is there now, without waiting; returns whether there was anything.
    pub fn look(&mut self) -> bool {
        let mut buffer = [0u8; 16 * 1024];
        let Got::Bytes(count) = self.pty.read_now(&mut buffer) else {
            return false;
        };
        self.last = Instant::now();
        self.take_in(&buffer[..count]);
        true
    }

    fn take_in(&mut self, output: &[u8]) {
        self.bytes += output.len();
        for &byte in output {
            self.escape = match (self.escape, byte) {
                (Escape::Printing, 0x1b) => Escape::Began,
                (Escape::Printing, _) => {
                    self.printed[usize::from(byte)] += 1;
                    Escape::Printing
                }
                (Escape::Began, b'[') => {
                    self.sequence.clear();
                    Escape::Control
                }
                (Escape::Began, b']' | b'P' | b'_' | b'^' | b'X') => Escape::Text,
                (Escape::Began, b'(' | b')' | b'*' | b'+' | b'#' | b'%') => Escape::OneMore,
                (Escape::Control, 0x40..=0x7e) => {
                    self.wants_brackets |= byte == b'h' && self.sequence == b"?2004";
                    Escape::Printing
                }
                (Escape::Control, _) => {
                    self.sequence.push(byte);
                    Escape::Control
                }
                (Escape::Text, 0x1b) => Escape::TextEnds,
                (Escape::Text, 0x07) | (Escape::TextEnds | Escape::Began | Escape::OneMore, _) => {
                    Escape::Printing
                }
                (Escape::Text, _) => Escape::Text,
            };
        }
    }

    /// What the program answers meanwhile is taken in.
    pub fn type_bytes(&mut self, bytes: &[u8]) {
        let mut answered = Vec::new();
        self.pty.write(
            bytes,
            Some(&mut |output: &[u8]| answered.extend_from_slice(output)),
        );
        if !answered.is_empty() {
            self.last = Instant::now();
            self.take_in(&answered);
        }
    }

    /// Types one letter and waits, without sleeping, until it is printed.
    pub fn echo(&mut self, letter: u8, within: Duration) -> Option<Duration> {
        let before = self.printed(letter);
        let typed = Instant::now();
        self.type_bytes(&[letter]);
        self.until_printed(letter, before + 1, typed, within)
    }

    /// Waits, without sleeping, until `letter` was printed `times` times; returns the time since `from`.
    pub fn until_printed(
        &mut self,
        letter: u8,
        times: usize,
        from: Instant,
        within: Duration,
    ) -> Option<Duration> {
        while self.printed(letter) < times {
            if !self.look() {
                if from.elapsed() > within {
                    return None;
                }
                // Not a bare spin: the kernel passes the bytes on in a thread of its own, which must find a processor
                // free when there are few.
                std::thread::yield_now();
            }
        }
        Some(self.last - from)
    }

    /// Takes in the output for this long.
    pub fn pause(&mut self, time: Duration) {
        let until = Instant::now() + time;
        loop {
            while self.look() {}
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            self.pty.wait_for_output(left);
            if self.pty.try_exit().is_some() {
                panic!("the program ended by itself: {:?}", self.pty.try_exit());
            }
        }
    }

    /// Waits until nothing has come for `quiet`, for at most ten seconds.
    pub fn settle(&mut self, quiet: Duration) {
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(10) {
            let since = self.last.max(asked).elapsed();
            if since >= quiet {
                return;
            }
            self.pause(quiet - since);
        }
    }
}
