//! The meeting and the rules of the field. Knows no files, no clock, no terminal.

pub mod agenda;
pub mod settings_text;
pub mod visibility;
