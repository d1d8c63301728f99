//! The library of past minutes on a generated disk: the same hits with and without an index, on bad days, and for
//! readers with different rights.

#[path = "../../benches/library/chance.rs"]
mod chance;
#[path = "../../benches/library/maker.rs"]
mod maker;
#[path = "../../benches/library/sealer.rs"]
mod sealer;
#[path = "../../benches/library/template.rs"]
mod template;

mod bad_days;
mod commands;
mod dates;
mod kept_up;
mod rights;
mod same_hits;
mod sealed;

use crate::command_line::program::Program;
use maker::Maker;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use talking_piece::domain::search::{Findings, Query};
use talking_piece::domain::settings::library::LibrarySettings;
use talking_piece::engine::library::Library;
use talking_piece::store::paths::Paths;

/// The meetings that are varied are recorded once for all tests.
fn maker() -> &'static Maker {
    static MAKER: OnceLock<Maker> = OnceLock::new();
    MAKER.get_or_init(|| Maker::new(Path::new(env!("CARGO_BIN_EXE_talking-piece"))))
}

fn with_meetings(count: usize) -> Program {
    let program = Program::new();
    maker().make(&program.data(), count, 4, false);
    program
}

/// As the program finds them itself.
fn places(program: &Program) -> Paths {
    Paths {
        cache: Some(program.home().join(".cache/talking-piece")),
        rescue: Vec::new(),
        ..Paths::find(Some(&program.data())).unwrap()
    }
}

fn library(program: &Program) -> Library {
    Library::open(&places(program), LibrarySettings::default())
}

/// Without any index: every file is read.
fn without_index(program: &Program) -> Library {
    let places = Paths {
        cache: None,
        ..places(program)
    };
    Library::open(&places, LibrarySettings::default())
}

fn query(typed: &str) -> Query {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Query::read(typed, today).unwrap_or_else(|fault| panic!("{typed}: {fault}"))
}

fn found(library: &Library, typed: &str, limit: usize) -> Findings {
    let up_to_date = library.upkeep(&mut |_| true);
    library.find(&query(typed), limit, Some(&up_to_date))
}

fn index_folder(program: &Program) -> PathBuf {
    places(program).index().unwrap()
}
