//! What the terminal's threads tell the event loop: one type, so that one channel carries all of it.

use crate::app::protocol::message::{Key, Lost};

/// One item from the keyboard, in order of arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// Pasted text: line ends are `\n`; other control characters are already U+FFFD.
    Paste(String),
    /// The number of bytes that were neither text nor a key (a client that does not send UTF-8, control characters in a
    /// paste, command keys too soon after a paste). Where possible a U+FFFD beside it shows their place.
    BadBytes(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Everything one read brought: treat it as one burst and draw once.
    Inputs(Vec<Input>),
    /// The window may have changed size: ask [`super::session::size`].
    Resized,
    /// The program goes on after it was stopped: the shell may have changed the terminal's settings.
    Resumed,
    /// The terminal has gone, or the program is told to end. May come more than once, from different threads.
    Lost(Lost),
}
