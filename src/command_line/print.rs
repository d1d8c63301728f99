//! The one place that prints: data to standard output, talk to standard error. A reader that has gone is a normal end.

use crate::domain::text::sanitise::clean;
use serde::Serialize;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Data that did not arrive: a file of minutes that is cut off must not look like success.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Prints data.
pub(super) fn data(text: &str) {
    let mut out = io::stdout().lock();
    // `head` and friends close the pipe when they have enough.
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush())
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        FAILED.store(true, Ordering::Relaxed);
    }
}

/// Prints a value as JSON.
pub(super) fn json(value: &impl Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => data(&format!("{text}\n")),
        Err(_) => FAILED.store(true, Ordering::Relaxed),
    }
}

/// Whether some data could not be printed.
pub(super) fn could_not_print() -> bool {
    FAILED.load(Ordering::Relaxed)
}

/// Says something to the person; nothing when there is nothing to say.
pub(super) fn tell(words: &str) {
    if !words.is_empty() {
        let mut out = io::stderr().lock();
        // In a shared place another may have written what the words quote.
        let _ = writeln!(out, "{}", clean(words).text);
    }
}
