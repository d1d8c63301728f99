//! What a minute-taker feels, in figures: the built binary in a pseudo-terminal, beside vim and nano. It asserts
//! nothing about time, but prints a Markdown table with the budgets beside the figures.
//!
//! `cargo bench --bench terminal`; `TALKING_PIECE_BENCH=vim,nano` takes only those programs (of talking-piece, vim,
//! nano and cat, which in raw mode is the floor of the harness itself). Compare within one run only: machines are
//! noisy.

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

#[path = "terminal/figures.rs"]
mod figures;
#[path = "../tests/real_terminal/pty.rs"]
mod pty;
#[path = "terminal/session.rs"]
mod session;
#[path = "terminal/subject.rs"]
mod subject;
#[path = "terminal/table.rs"]
mod table;

use figures::Figures;
use std::panic::{AssertUnwindSafe, catch_unwind};
use subject::{PROGRAMS, Size, Subject};
use table::Column;

fn main() {
    // `cargo test --all-targets` runs benchmarks, too, without this argument, and wants no figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        eprintln!("The figures take minutes: run `cargo bench --bench terminal`.");
        return;
    }
    let wanted = std::env::var("TALKING_PIECE_BENCH").unwrap_or_else(|_| PROGRAMS.join(","));
    let wanted: Vec<&str> = wanted
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    if let Some(name) = wanted.iter().find(|name| !PROGRAMS.contains(name)) {
        eprintln!(
            "TALKING_PIECE_BENCH names {name:?}; what can be measured is {}.",
            PROGRAMS.join(", ")
        );
        std::process::exit(2);
    }
    let mut columns = Vec::new();
    let mut notes = Vec::new();
    for name in PROGRAMS.iter().filter(|name| wanted.contains(name)) {
        let [empty, large] = [Size::Empty, Size::Large].map(|size| measure(name, size, &mut notes));
        columns.push(Column { name, empty, large });
    }
    println!("{}", table::markdown(&columns, &notes));
}

/// What goes wrong becomes a note, so that the other programs are still measured.
fn measure(name: &str, size: Size, notes: &mut Vec<String>) -> Option<Figures> {
    let title = format!("{name}, {}", size.word());
    eprintln!("measuring {title} …");
    let result = catch_unwind(AssertUnwindSafe(|| {
        let subject = Subject::prepare(name, size)?;
        Ok::<Figures, String>(figures::measure(&subject))
    }));
    match result {
        Ok(Ok(figures)) => {
            notes.extend(figures.notes.iter().map(|note| format!("{title}: {note}")));
            Some(figures)
        }
        Ok(Err(why)) => {
            notes.push(format!("{title}: not measured: {why}"));
            None
        }
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let why = text.or_else(|| panic.downcast_ref::<&str>().map(|&words| words.to_owned()));
            notes.push(format!(
                "{title}: the measurement broke off: {}",
                why.unwrap_or_default()
            ));
            None
        }
    }
}
