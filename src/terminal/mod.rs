//! Everything that touches the real terminal, the clock and the process: bytes in, bytes out, signals.
//! Knows the app's messages; knows nothing of meetings, screens or files.

pub mod clock;
pub mod crash;
pub mod decoder;
pub mod hardening;
pub mod notice;
pub mod reader;
pub mod screen_writer;
pub mod session;
pub mod signals;
pub mod watchdog;

#[cfg(test)]
mod decoder_tests;
#[cfg(test)]
mod pty_tests;
#[cfg(test)]
mod screen_writer_tests;
