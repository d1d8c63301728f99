//! The built binary in a pseudo-terminal: only what a real terminal can show, because it is slow; the rest is in
//! `journeys/`.

mod backup;
mod conference;
mod counted;
mod due;
mod ending;
mod finding;
mod forms;
mod harness_works;
mod papers_write;
mod plain_typing;
mod practice;
mod privacy;
pub(crate) mod pty;
pub(crate) mod stopped;
pub mod terminal;
mod two_windows;
mod watching;
mod wire;
