//! What can happen to the program: keys, pastes, sizes, and what the disk answered.
//! Knows nothing of crossterm or of bytes: `terminal/` makes these values.

/// One key, after the terminal's spelling of it has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printable character (never a control character).
    Char(char),
    /// Return.
    Enter,
    /// Ctrl+J / a bare line feed: a new line inside the text.
    Newline,
    /// Tab.
    Tab,
    /// Shift+Tab.
    BackTab,
    /// Backspace, however the client spells it.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// One word to the left (Ctrl+Left, Alt+Left).
    WordLeft,
    /// One word to the right.
    WordRight,
    /// Start of the line.
    Home,
    /// End of the line.
    End,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// Escape: one step back, never loses anything.
    Esc,
    /// A control letter, lower case (`Ctrl('n')`). Never h, i, j, m or [.
    Ctrl(char),
    /// A function key, 1 to 12.
    F(u8),
}

/// Why the terminal is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// SIGHUP, a closed terminal, or an error when drawing or reading.
    HungUp,
    /// SIGTERM, SIGINT or SIGQUIT from outside.
    Terminated,
}
