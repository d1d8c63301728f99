//! Everything that touches the real terminal, the clock and the process: bytes in, bytes out, signals. The app's
//! effects are carried out with the store here.

pub mod decoder;
mod echo;
pub mod event_loop;
pub mod hardening;
pub mod notice;
pub mod output;
pub mod plain_loop;
pub mod reader;
pub mod screen_writer;
pub mod session;
pub mod signals;
mod typing;
pub mod watch_loop;
pub mod watchdog;
mod wrapped;

#[cfg(test)]
mod decoder_tests;
#[cfg(test)]
mod event_loop_tests;
#[cfg(test)]
mod pty_tests;
#[cfg(test)]
mod screen_writer_tests;
