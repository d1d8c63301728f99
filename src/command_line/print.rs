//! The one place that prints: data to standard output, talk to standard error. A reader that has gone is a normal end.

use std::io::{self, Write};

/// Prints data.
pub(super) fn data(text: &str) {
    let mut out = io::stdout().lock();
    // `head` and friends close the pipe when they have enough.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Says something to the person; nothing when there is nothing to say.
pub(super) fn tell(words: &str) {
    if !words.is_empty() {
        let mut out = io::stderr().lock();
        let _ = writeln!(out, "{words}");
    }
}
