//! What the program and the world outside say to each other: keys, messages, effects, pages, and the row of a command.

pub mod command_row;
pub mod effect;
pub mod message;
mod perhaps_command;
pub mod place;
pub mod status;
mod unknown_command;
pub mod view;
