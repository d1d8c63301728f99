//! One file for each screen: its own keys.

pub mod agendas;
pub mod close;
pub mod find;
pub mod help;
pub mod home;
mod lists;
pub mod looking_back;
pub mod page;
pub mod page_commands;
