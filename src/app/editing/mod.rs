//! The open meeting and the line that is typed in it: what it means, what becomes of it, what is written.

pub mod above_table;
pub mod advice;
pub mod after_closing;
pub mod completion;
pub mod editor;
pub mod minutes_files;
pub mod naming_records;
pub mod recording;
pub mod rewording;
pub mod session;
pub mod stash;
