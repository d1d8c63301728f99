//! One file for each screen: its own keys.

pub mod agendas;
pub mod close;
pub mod desk;
pub mod find;
pub mod help;
pub mod home;
pub mod lists;
pub mod meetings;
pub mod page;
pub mod rejected_input;
pub mod room;
