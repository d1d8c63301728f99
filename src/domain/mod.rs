//! The meeting and the rules of the field. Knows no files, no clock, no terminal.

pub mod agenda;
pub mod visibility;
