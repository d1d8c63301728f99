//! Text as people type it: cleaning, folding, words, and the edited line.

pub mod buffer;
pub mod edit;
pub mod folded;
pub mod sanitise;
pub(crate) mod tokens;
