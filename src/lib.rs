//! talking-piece: the minute-taker's program for restorative child protection conferences.
#![doc = include_str!("ARCHITECTURE.md")]

pub mod app;
pub mod command_line;
pub mod documents;
pub mod domain;
pub mod engine;
pub mod formats;
pub mod plain;
pub mod store;
pub mod terminal;
pub mod ui;

#[cfg(test)]
mod a_new_agenda_tests;
#[cfg(test)]
mod a_new_kind_tests;
