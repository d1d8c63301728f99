//! The built binary in a pseudo-terminal: what only a real terminal can show.
//! Must not test what `journeys/` can test in process: a real terminal is slow.

mod conference;
mod due;
mod finding;
mod harness_works;
mod practice;
mod pty;
mod stopped;
mod terminal;
mod two_windows;
mod watching;
mod wire;
