//! Everything that touches the real terminal, the clock and the process: bytes in, bytes out, signals.
//! Here the app's effects are done with the store; nothing here decides what a meeting is.

pub mod clock;
pub mod crash;
pub mod decoder;
pub mod due;
pub mod effects;
pub mod event_loop;
pub mod events;
pub mod hardening;
pub mod importing;
pub mod library;
pub mod looking_back;
pub mod meetings;
pub mod notice;
pub mod noticing;
pub mod past;
pub mod plain_loop;
pub mod reader;
pub mod room_source;
pub mod screen_writer;
pub mod session;
pub mod signals;
pub mod views;
pub mod watch_loop;
pub mod watchdog;

#[cfg(test)]
mod decoder_tests;
#[cfg(test)]
mod pty_tests;
#[cfg(test)]
mod screen_writer_tests;
