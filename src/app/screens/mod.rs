//! One file for each screen: its state, and its own keys.

pub mod agendas;
pub mod close;
pub mod desk;
pub mod entering;
pub mod find;
pub mod heard;
pub mod help;
pub mod help_columns;
mod help_lead;
pub mod help_tables;
pub mod help_words;
pub mod home;
mod lists;
pub mod page;
mod paging;
mod people_list;
pub mod privacy;
pub mod rejected_input;
pub mod room;
pub mod typed_text;
pub mod walking;
