//! How quick the library of past minutes is, compared with ripgrep over the same files: the index is made, brought up
//! to date and queried; the list is opened, filtered and looked at. It asserts nothing about time, but prints a
//! Markdown table with the goals beside the figures.
//!
//! `cargo bench --bench library`; `TALKING_PIECE_MEETINGS=1000,10000` sets the numbers of made-up meetings (10,000 by
//! default). `TALKING_PIECE_LIBRARIES=FOLDER` keeps the libraries there for the next run. Without ripgrep (Debian:
//! `ripgrep`) its column stays empty. Compare within one run only.

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

#[path = "library/chance.rs"]
mod chance;
#[path = "library/figures.rs"]
mod figures;
#[path = "library/maker.rs"]
mod maker;
#[path = "../tests/real_terminal/pty.rs"]
mod pty;
#[path = "library/sealer.rs"]
mod sealer;
#[path = "library/template.rs"]
mod template;

const SEED: u64 = 4;

fn main() {
    // `cargo test --all-targets` runs benchmarks, too, without this argument, and wants no figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        eprintln!("The figures take minutes: run `cargo bench --bench library`.");
        return;
    }
    let wanted = std::env::var("TALKING_PIECE_MEETINGS").unwrap_or_else(|_| "10000".to_owned());
    let counts: Vec<usize> = wanted
        .split(',')
        .map(|count| {
            count
                .trim()
                .parse()
                .expect("TALKING_PIECE_MEETINGS is a list of numbers")
        })
        .collect();
    let kept = std::env::var_os("TALKING_PIECE_LIBRARIES").map(std::path::PathBuf::from);
    for count in counts {
        println!("{}", figures::measure(count, SEED, kept.clone()));
    }
}
