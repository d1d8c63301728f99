//! The meeting and the rules of the field.

pub mod agenda;
pub mod calendar;
pub mod history;
pub mod line;
pub mod meeting;
pub mod minutes;
pub mod problem;
pub mod record;
pub mod room;
pub mod rules;
pub mod search;
pub mod settings;
pub mod text;
pub mod toml_reader;
pub mod visibility;
