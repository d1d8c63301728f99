//! The one integration binary. One binary links once, and nothing in it can be skipped unnoticed:
//! the first test looks for files that nobody has declared.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods
)]

mod architecture;
mod command_line;
mod faults;
mod journeys;
mod library;
mod manual;
mod oracles;
mod properties;
mod real_terminal;
mod screens;
mod sharing;

#[test]
fn no_test_file_is_forgotten() {
    architecture::assert_no_test_file_is_forgotten();
}
