//! The open meeting and the line typed into it: what it means, what becomes of it, what is written.

pub mod abbreviations;
pub mod advice;
pub mod behind_tab;
pub mod completion;
pub mod copies_given;
pub mod editor;
pub mod line_keys;
pub mod minutes_files;
mod no_scale;
mod nothing_new;
pub mod pasted;
pub mod recorded;
pub mod recording;
pub mod rewording;
pub mod said_again;
pub mod session;
pub mod stash;
pub mod written_papers;
