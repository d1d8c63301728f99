//! The manual: which pages there are, where their links lead, what is generated in them, how hard they are to read.

mod blocks;
mod built_messages;
mod generated;
mod messages;
mod names;
mod pages;
mod picture;
mod reading_age;
mod shell;
mod typed;

use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual")
}
