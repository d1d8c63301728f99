//! A progress bar on standard error, for a person at a terminal when something takes a while.

use crate::engine::library::Progress;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// What finishes sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
const EVERY: Duration = Duration::from_millis(100);
const BREADTH: usize = 24;

/// Disappears when it is done.
pub(super) struct Bar {
    begun: Instant,
    drawn: Option<Instant>,
    is_seen: bool,
}

impl Bar {
    pub(super) fn new() -> Bar {
        Bar {
            begun: Instant::now(),
            drawn: None,
            is_seen: io::stderr().is_terminal(),
        }
    }

    /// Always returns true: go on.
    pub(super) fn told(&mut self, progress: Progress) -> bool {
        let is_due =
            self.begun.elapsed() > PATIENCE && self.drawn.is_none_or(|at| at.elapsed() > EVERY);
        if self.is_seen && is_due {
            self.drawn = Some(Instant::now());
            let full = BREADTH * progress.done / progress.of.max(1);
            let mut out = io::stderr().lock();
            let _ = write!(
                out,
                "\rReading minutes for the index [{}{}] {} of {}",
                "#".repeat(full),
                ".".repeat(BREADTH.saturating_sub(full)),
                progress.done,
                progress.of
            );
            let _ = out.flush();
        }
        true
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let mut out = io::stderr().lock();
            let _ = write!(out, "\r{:79}\r", "");
            let _ = out.flush();
        }
    }
}
