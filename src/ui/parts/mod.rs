//! The parts that screens are composed of.

pub(super) mod due;
pub(super) mod entry;
pub(super) mod explanation;
pub(super) mod footer;
pub(super) mod form;
pub(super) mod frame;
pub(super) mod header;
pub(super) mod line;
pub(super) mod list;
pub(super) mod people;
pub(super) mod prompts;
pub(super) mod round;
pub(super) mod row_words;
pub(super) mod scores;
pub(super) mod sections;
pub(super) mod suggestions;
pub(super) mod table;
pub(super) mod views_grid;
