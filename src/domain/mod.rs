//! The meeting and the rules of the field. Knows no files, no clock, no terminal.

pub mod agenda;
pub mod balance;
pub mod calendar;
pub mod checks;
pub mod date_words;
pub mod document;
pub mod event;
pub mod form;
pub mod line;
pub mod meeting;
pub mod minutes;
pub mod new_to_family;
pub mod quorum;
pub mod record;
pub mod sanitise;
pub mod schema;
pub mod scores;
pub mod settings_text;
pub mod smart;
pub mod text_buffer;
pub mod text_edit;
pub mod timetable;
pub mod visibility;
pub mod vocabularies;
pub mod wording;
pub mod words;
