//! Proof that the architecture test bites: made-up sources, each with one thing wrong, and their twins with nothing
//! wrong.

use super::*;

fn layers(file: &str, source: &str) -> Vec<String> {
    let (code, _) = without_tests(&tokens(source));
    faults_of_layers(file, &code)
        .iter()
        .map(Fault::to_string)
        .collect()
}

#[track_caller]
fn bites(file: &str, source: &str, words: &str) {
    let faults = layers(file, source);
    assert!(
        faults.len() == 1 && faults[0].contains(words),
        "{source:?} gave {faults:#?}"
    );
}

#[track_caller]
fn lets_pass(file: &str, source: &str) {
    let faults = layers(file, source);
    assert!(faults.is_empty(), "{source:?} gave {faults:#?}");
}

#[test]
fn a_layer_that_points_the_wrong_way_is_named_with_file_line_and_rule() {
    assert_eq!(
        layers(
            "src/ui/parts/line.rs",
            "//! x\nuse crate::app::App;\nuse crate::store::journal;\n"
        ),
        ["src/ui/parts/line.rs:3: `ui` names `store`: ui may use app, domain, documents"]
    );
    bites(
        "src/domain/meeting.rs",
        "use crate::app::App;",
        "`domain` names `app`: domain may use nothing else",
    );
    bites("src/app/mod.rs", "use crate::ui;", "`app` names `ui`");
    bites(
        "src/store/mod.rs",
        "use crate::documents::record;",
        "`store` names `documents`",
    );
    bites(
        "src/terminal/mod.rs",
        "use crate::command_line::run;",
        "`terminal` names `command_line`",
    );
    bites(
        "src/command_line/take.rs",
        "use crate::ui::theme;",
        "`command_line` names `ui`",
    );
    bites(
        "src/main.rs",
        "use talking_piece::store;",
        "`main` names `store`",
    );
}

#[test]
fn the_arrows_that_are_drawn_may_be_used() {
    lets_pass(
        "src/domain/line.rs",
        "use crate::domain::record::Kind; use super::meeting::event; use self::inner::X;",
    );
    lets_pass(
        "src/terminal/mod.rs",
        "use crate::{app, domain, ui, plain, store, documents, formats};",
    );
    lets_pass(
        "src/command_line/take.rs",
        "use crate::{app, domain, plain, store, documents, formats, terminal};",
    );
    lets_pass(
        "src/plain/mod.rs",
        "use crate::app::update; use crate::domain::event::Event;",
    );
    lets_pass(
        "src/main.rs",
        "fn main() { talking_piece::command_line::run(); }",
    );
    lets_pass("src/lib.rs", "pub mod app; pub mod store;");
}

#[test]
fn a_path_is_found_however_it_is_written() {
    let file = "src/ui/screen/record.rs";
    bites(
        file,
        "use crate::{app::{self, App}, domain::x, store::{journal as j}};",
        "names `store`",
    );
    bites(file, "fn f() { crate::store::open(); }", "names `store`");
    bites(file, "fn f(x: &crate::store::Journal) {}", "names `store`");
    bites(
        file,
        "use super::super::super::store::Journal;",
        "names `store`",
    );
    bites(
        "src/ui/mod.rs",
        "use super::store::Journal;",
        "names `store`",
    );
    bites(
        "src/ui/mod.rs",
        "mod inner { use super::super::store::Journal; }",
        "names `store`",
    );
    bites(
        "src/ui/mod.rs",
        "mod inner { fn f() {} } use super::store::Journal;",
        "names `store`",
    );
    bites(file, "use\n  crate\n  ::store;", "names `store`");
    bites(file, "use ::std::fs;", "only in src/store");
}

#[test]
fn the_crates_root_is_no_way_around() {
    for source in [
        "use crate::*;",
        "use crate as all;",
        "use crate::Journal;",
        "use crate::{self as all};",
    ] {
        bites("src/ui/theme.rs", source, "goes through the crate's root");
    }
    bites(
        "src/ui/mod.rs",
        "use super::*;",
        "goes through the crate's root",
    );
    lets_pass("src/ui/theme.rs", "use super::*;");
}

#[test]
fn a_folder_that_is_no_layer_is_noticed() {
    bites("src/network/mod.rs", "fn f() {}", "`network` is no layer");
}

#[test]
fn a_house_of_the_domain_uses_those_on_its_left_and_none_on_its_right() {
    lets_pass(
        "src/domain/line/explain.rs",
        "use crate::domain::{meeting::Meeting, record::Record, text::tokens}; use super::FormLine;",
    );
    lets_pass("src/domain/mod.rs", "pub mod text; pub mod room;");
    lets_pass(
        "src/domain/text/tokens.rs",
        "pub(in crate::domain) fn tokens() {} pub(crate) use super::edit::Edit;",
    );
    lets_pass("src/ui/mod.rs", "use crate::domain::{room, visibility};");
    assert_eq!(
        layers(
            "src/domain/text/quoted.rs",
            "//! x\nuse crate::domain::calendar::Calendar;\n"
        ),
        [
            "src/domain/text/quoted.rs:2: `text` names `domain::calendar::Calendar`, and `calendar` stands on its right: \
          text may use visibility, problem, toml_reader. Move what both need to the left, or ask through a trait that lives in \
          `text` and is implemented in `calendar`"
        ]
    );
    for (file, source) in [
        ("src/domain/line/mod.rs", "use crate::domain::rules::smart;"),
        ("src/domain/line/mod.rs", "use super::rules::smart;"),
        (
            "src/domain/line/explain.rs",
            "use super::super::{record::Record, rules::smart};",
        ),
        (
            "src/domain/line/explain.rs",
            "fn f() { crate::domain::rules::smart(1); }",
        ),
        (
            "src/domain/line.rs",
            "mod inner { use super::super::rules::smart; }",
        ),
    ] {
        bites(file, source, "`line` names `domain::rules::smart");
    }
    bites(
        "src/domain/visibility.rs",
        "use super::text;",
        "visibility may use no other house",
    );
    for source in ["use crate::domain::*;", "use crate::domain as all;"] {
        bites("src/domain/text/mod.rs", source, "names the whole domain");
    }
}

#[test]
fn a_house_that_has_no_place_in_the_domain_is_told_where_to_get_one() {
    for file in ["src/domain/garden.rs", "src/domain/garden/shed.rs"] {
        bites(
            file,
            "fn f() {}",
            "add it to STREET in tests/architecture/layers.rs",
        );
    }
    bites(
        "src/domain/room/mod.rs",
        "use crate::domain::garden::Shed;",
        "`domain::garden::Shed` is in no house",
    );
}

#[test]
fn words_in_comments_and_strings_name_nothing() {
    let source = r####"
        //! crate::store is not for us
        /* crate::store /* nested */ std::fs */
        /// see crate::store
        const A: &str = "crate::store \" std::fs";
        const B: &str = r#"crate::store " std::fs"#;
        const C: (char, u8, &[u8]) = ('"', b'\'', b"crate::store");
        fn f<'a>(x: &'a str) -> char { '\\' }
    "####;
    lets_pass("src/domain/meeting.rs", source);
    // … and the code behind them still counts.
    bites(
        "src/domain/meeting.rs",
        &format!("{source} use crate::store;"),
        "meeting.rs:9: `domain` names `store`",
    );
}

#[test]
fn tests_may_reach_everywhere_and_the_code_behind_them_may_not() {
    let file = "src/domain/meeting.rs";
    for tested in [
        "#[cfg(test)] mod tests { use crate::store::x; fn f() { std::fs::read(1); } }",
        "#[cfg(test)] #[allow(x)] use crate::store::{a, b};",
        "#[cfg(test)] fn f(x: [u8; 2]) { crate::store::f() }",
        "#[cfg(test)] mod meeting_tests;",
    ] {
        lets_pass(file, tested);
        bites(
            file,
            &format!("{tested} use crate::app::App;"),
            "names `app`",
        );
    }
    lets_pass(file, "#![cfg(test)] use crate::store;");
    bites(file, "#[cfg(unix)] use crate::store;", "names `store`");
}

#[test]
fn files_terminal_and_clock_have_one_home() {
    for (file, source, words) in [
        (
            "src/domain/agenda.rs",
            "use std::{fs, io};",
            "only in src/store",
        ),
        (
            "src/terminal/crash.rs",
            "fn f() { std::fs::read(p); }",
            "only in src/store",
        ),
        (
            "src/app/mod.rs",
            "use rustix::fs::OFlags;",
            "only in src/store",
        ),
        (
            "src/plain/mod.rs",
            "use ratatui::text::Line;",
            "only in src/ui and src/terminal",
        ),
        (
            "src/ui/theme.rs",
            "use ratatui::crossterm::style::Color;",
            "only in src/terminal",
        ),
        (
            "src/ui/theme.rs",
            "use crossterm::style::Color;",
            "only in src/terminal",
        ),
        (
            "src/terminal/session.rs",
            "fn f() { chrono::Local::now(); }",
            "only in src/engine/clock.rs",
        ),
        (
            "src/store/lock.rs",
            "fn f() { Utc::now(); }",
            "only in src/engine/clock.rs",
        ),
        (
            "src/store/lock.rs",
            "use std::time::SystemTime;",
            "only in src/engine/clock.rs",
        ),
        (
            "src/app/update.rs",
            "fn f() { Instant::now(); }",
            "the rest is pure",
        ),
    ] {
        bites(file, source, words);
    }
    lets_pass(
        "src/store/journal.rs",
        "use std::fs::File; use rustix::fs::fdatasync;",
    );
    lets_pass(
        "src/ui/theme.rs",
        "use ratatui::style::Style; use crate::domain::fs::X;",
    );
    lets_pass(
        "src/terminal/session.rs",
        "use crossterm::terminal; use ratatui::Terminal;",
    );
    lets_pass(
        "src/engine/clock.rs",
        "fn f() { chrono::Local::now(); std::time::SystemTime::now(); }",
    );
}

#[test]
fn the_form_of_a_file_is_looked_at() {
    let form = |text: &str| -> Vec<String> {
        faults_of_form("src/x.rs", text)
            .iter()
            .map(Fault::to_string)
            .collect()
    };
    assert!(form("fn f() {}")[0].contains("opens with `//!`"));
    for ignored in [
        "#[ignore]",
        "#[ignore = \"slow\"]",
        "# [ ignore ]",
        "#[cfg_attr(miri, ignore)]",
    ] {
        let faults = form(&format!("//! x\n#[test]\n{ignored}\nfn f() {{}}\n"));
        assert!(
            faults.len() == 1 && faults[0].starts_with("src/x.rs:3: no test is ignored"),
            "{ignored}: {faults:?}"
        );
    }
    assert_eq!(
        form("//! x\n// #[ignore]\nfn f() { g(a, ignore); }"),
        [""; 0]
    );
}

#[test]
fn empty_names_and_paths_of_one_machine_are_noticed() {
    let faults = |file: &str, text: &str| faults_of_name_and_text(file, text).len();
    for file in [
        "src/store/util.rs",
        "src/common/mod.rs",
        "tests/test_helpers.rs",
        "agendas/misc.toml",
    ] {
        assert_eq!(faults(file, ""), 1, "{file}");
    }
    assert_eq!(faults("src/domain/commonplace.rs", ""), 0);
    for folder in ["work", "farm", "root"] {
        assert_eq!(
            faults("README.md", &format!("fine\nsee /{folder}/notes\n")),
            1,
            "{folder}"
        );
    }
    assert_eq!(faults("README.md", "homework/ and /roots/"), 0);
}

/// A package with these files, each empty but for its header and `mod` lines.
fn package(files: &[(&str, &str)]) -> tempfile::TempDir {
    let package = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = package.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("//! x\n{text}\n")).unwrap();
    }
    package
}

#[test]
fn a_file_of_tests_is_exempt_only_where_it_is_declared_as_one() {
    let wrong = "use crate::store::x;";
    let declared = package(&[
        ("src/lib.rs", "pub mod domain; pub mod store;"),
        (
            "src/domain/mod.rs",
            "pub mod line; #[cfg(test)] mod line_tests;",
        ),
        ("src/domain/line_tests.rs", wrong),
        ("src/domain/line.rs", "#[cfg(test)] mod deep;"),
        ("src/domain/line/deep.rs", wrong),
    ]);
    assert_eq!(faults_of_package(declared.path()), []);
    let undeclared = package(&[
        ("src/domain/line.rs", "mod line_tests;"),
        ("src/domain/line/line_tests.rs", wrong),
    ]);
    let faults = faults_of_package(undeclared.path());
    assert!(
        faults.len() == 1 && faults[0].file == "src/domain/line/line_tests.rs",
        "{faults:?}"
    );
}

#[test]
fn a_forgotten_test_file_is_found_at_every_depth() {
    let package = package(&[
        (
            "tests/main.rs",
            "mod journeys; mod architecture; // mod lost;",
        ),
        ("tests/architecture.rs", "mod teeth;"),
        ("tests/architecture/teeth.rs", ""),
        ("tests/architecture/lost.rs", ""),
        (
            "tests/journeys/mod.rs",
            "mod closing; /* mod lost; */ const A: &str = \"mod lost;\";",
        ),
        ("tests/journeys/closing.rs", ""),
        ("tests/journeys/lost.rs", ""),
        ("tests/lost.rs", ""),
        ("tests/lost_folder/mod.rs", ""),
        ("tests/fixtures/minutes.json", ""),
    ]);
    assert_eq!(
        forgotten_files(package.path()),
        [
            "tests/architecture/lost.rs",
            "tests/journeys/lost.rs",
            "tests/lost.rs",
            "tests/lost_folder/mod.rs"
        ]
    );
}

fn rooms(file: &str, source: &str) -> Vec<String> {
    let (code, _) = without_tests(&tokens(source));
    let faults = faults_of_rooms(file, &code);
    faults.iter().map(Fault::to_string).collect()
}

#[test]
fn an_arrow_between_the_rooms_that_turns_back_is_named_with_what_to_do() {
    let faults = rooms(
        "src/app/screens/help.rs",
        "//! x\nuse crate::app::App;\nuse crate::app::commands::COMMANDS;\n",
    );
    assert_eq!(
        faults,
        [
            "src/app/screens/help.rs:3: `app::screens` names `app::commands`, which lies behind it: each room may use those before it (protocol, editing, screens, commands); move what is needed into `screens` or before it, or let the caller hand it over as a row of the table does"
        ]
    );
    for (file, source) in [
        (
            "src/app/protocol/place.rs",
            "use crate::app::editing::stash;",
        ),
        ("src/app/editing/mod.rs", "use super::screens::help;"),
        (
            "src/app/editing/stash.rs",
            "use super::super::screens::{help, home};",
        ),
        (
            "src/app/screens/page/keys.rs",
            "fn f() { crate::app::commands::run(); }",
        ),
        ("src/app/editing/stash.rs", "use crate::app::update;"),
        ("src/app/editing/stash.rs", "use crate::app::*;"),
        ("src/app/editing/stash.rs", "use crate::app;"),
    ] {
        assert!(!rooms(file, source).is_empty(), "{file}: {source}");
    }
    for (file, source) in [
        (
            "src/app/commands/page.rs",
            "use crate::app::screens::page::Page;",
        ),
        (
            "src/app/screens/page/keys.rs",
            "use super::Page; use crate::app::editing::stash;",
        ),
        (
            "src/app/protocol/command_row.rs",
            "use crate::app::App; use super::place::Place;",
        ),
        (
            "src/app/screens/find.rs",
            "#[cfg(test)] mod tests { use crate::app::commands::COMMANDS; }",
        ),
        ("src/app/update.rs", "use super::commands::lifecycle;"),
        (
            "src/app/mod.rs",
            "use commands::COMMANDS; use crate::app::screens::help;",
        ),
        ("src/ui/mod.rs", "use crate::app::commands::COMMANDS;"),
    ] {
        assert_eq!(rooms(file, source), [""; 0], "{file}: {source}");
    }
    let faults = rooms("src/app/lounge/sofa.rs", "");
    assert!(
        faults.len() == 1
            && faults[0].contains("add it to ROOMS_OF_APP in tests/architecture/layers.rs"),
        "{faults:?}"
    );
}
