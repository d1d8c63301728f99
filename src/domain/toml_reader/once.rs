//! Names that may appear only once in a file: the second one is a fault that points back to the first.

use super::fault::{Faults, Span};
use std::collections::BTreeMap;

/// The names seen so far, each with the line of the first.
#[derive(Debug, Default)]
pub struct Once {
    seen: BTreeMap<(&'static str, String), usize>,
}

impl Once {
    /// Notes `name` as one of its sort ("group", "word" …); a duplicate becomes a fault. An empty name is skipped:
    /// something else is wrong with it.
    pub fn note(&mut self, sort: &'static str, name: &str, at: &Span, faults: &mut Faults<'_>) {
        if name.is_empty() {
            return;
        }
        let line = faults.line_of(at.start);
        match self.seen.get(&(sort, name.to_owned())) {
            Some(first) => {
                let message =
                    format!("\"{name}\" is taken: another {sort} on line {first} has that name.");
                faults.add(at, message, "Give it a name that is used only once.");
            }
            None => {
                self.seen.insert((sort, name.to_owned()), line);
            }
        }
    }
}
