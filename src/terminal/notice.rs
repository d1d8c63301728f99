//! What the threads of the terminal tell the event loop. One type, so that one channel carries all of it.
//! Knows nothing of how the loop answers.

use crate::app::message::{Key, Lost};

/// One thing that came from the keyboard, in the order it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One key.
    Key(Key),
    /// Pasted text: line ends are `\n`; other control characters are already U+FFFD.
    Paste(String),
    /// So many bytes were no text and no key (a client that does not send UTF-8, control characters in a
    /// paste, command keys that followed a paste too closely). What could be shown stands as U+FFFD beside it.
    BadBytes(usize),
}

/// What a thread has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Everything one read brought: treat it as one burst and draw once.
    Inputs(Vec<Input>),
    /// The window may have another size now: ask [`super::session::size`].
    Resized,
    /// The terminal is gone, or the program is told to end. May come more than once, from different threads.
    Lost(Lost),
}
