//! The architecture as a test: which layer may name which, and where files, terminal and clock may be touched. Every
//! failure names the file, the line and the rule in words. The rules are in `architecture/layers.rs` and
//! `architecture/form.rs`.

mod crates;
mod form;
mod keys;
mod layers;
mod messages;
mod rows;
mod source;
mod teeth;

use form::{faults_of_form, faults_of_name_and_text};
use keys::faults_of_keys;
use layers::{ARROWS, ROOMS_OF_APP, STREET, faults_of_layers, faults_of_rooms};
use messages::faults_of_messages;
use source::without_tests;
pub use source::{Token, tokens};
use std::fmt;
use std::path::{Path, PathBuf};

#[derive(Debug, PartialEq, Eq)]
struct Fault {
    file: String,
    line: usize,
    rule: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.rule)
    }
}

/// All files under a folder, or the file itself, as paths relative to the package, in order.
fn files_under(package: &Path, inside: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![package.join(inside)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.is_file() {
            found.push(
                path.strip_prefix(package)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned(),
            );
        }
    }
    found.sort();
    found
}

/// The files that are tests as a whole because `file` declares them under `#[cfg(test)]`.
fn test_files_declared_in(file: &str, test_modules: &[String]) -> Vec<String> {
    let folder = file
        .strip_suffix("/mod.rs")
        .unwrap_or_else(|| file.trim_end_matches(".rs"));
    let folder = if matches!(file, "src/lib.rs" | "src/main.rs") {
        "src"
    } else {
        folder
    };
    test_modules
        .iter()
        .map(|module| format!("{folder}/{module}"))
        .collect()
}

/// The source of the program, without its tests.
pub fn program_code(package: &Path) -> Vec<(String, Vec<Token>)> {
    let (mut sources, mut tests) = (Vec::new(), Vec::new());
    for file in files_under(package, "src") {
        if file.ends_with(".rs") {
            let text = std::fs::read(package.join(&file)).unwrap();
            let (code, test_modules) = without_tests(&tokens(&String::from_utf8_lossy(&text)));
            tests.extend(test_files_declared_in(&file, &test_modules));
            sources.push((file, code));
        }
    }
    let is_test = |file: &str| {
        let mut tests = tests.iter();
        tests.any(|test| file == format!("{test}.rs") || file.starts_with(&format!("{test}/")))
    };
    sources.retain(|(file, _)| !is_test(file));
    sources
}

fn faults_of_package(package: &Path) -> Vec<Fault> {
    let read = |file: &String| {
        String::from_utf8_lossy(&std::fs::read(package.join(file)).unwrap()).into_owned()
    };
    let mut faults = Vec::new();
    for place in [
        "src",
        "tests",
        "benches",
        "agendas",
        ".ci",
        ".cargo",
        ".config",
        "README.md",
        "Cargo.toml",
    ] {
        for file in files_under(package, place) {
            // A font is no text.
            if file.ends_with(".ttf") {
                continue;
            }
            let text = read(&file);
            faults.extend(faults_of_name_and_text(&file, &text));
            if file.ends_with(".rs") {
                faults.extend(faults_of_form(&file, &text));
                let code = tokens(&text);
                if !file.starts_with("tests/architecture") {
                    faults.extend(faults_of_keys(&file, &text, &code));
                }
            }
        }
    }
    for (file, code) in program_code(package) {
        faults.extend(faults_of_layers(&file, &code));
        faults.extend(faults_of_messages(&file, &code));
        faults.extend(faults_of_rooms(&file, &code));
    }
    faults
}

/// Test files that no other file declares: cargo would never run them.
fn forgotten_files(package: &Path) -> Vec<String> {
    let files: Vec<PathBuf> = files_under(package, "tests")
        .into_iter()
        .map(PathBuf::from)
        .collect();
    let declares = |file: PathBuf, module: &str| {
        let text = std::fs::read_to_string(package.join(file)).unwrap_or_default();
        source::declared_modules(&tokens(&text))
            .iter()
            .any(|declared| declared == module)
    };
    let is_forgotten = |file: &&PathBuf| {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let folder = file.parent().unwrap();
        let (module, above) = if stem == "mod" {
            (
                folder.file_name().unwrap().to_str().unwrap(),
                folder.parent().unwrap(),
            )
        } else {
            (stem, folder)
        };
        let mut parents = vec![above.join("mod.rs"), above.with_extension("rs")];
        if above == Path::new("tests") {
            parents = vec![PathBuf::from("tests/main.rs")];
        }
        !parents.into_iter().any(|parent| declares(parent, module))
    };
    let rust = files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "rs"));
    let others = rust.filter(|file| *file != Path::new("tests/main.rs"));
    others
        .filter(is_forgotten)
        .map(|file| file.display().to_string())
        .collect()
}

/// For the first test of `tests/main.rs`.
pub fn assert_no_test_file_is_forgotten() {
    let forgotten = forgotten_files(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(
        forgotten.is_empty(),
        "no `mod` line declares these files, so nothing in them runs: {forgotten:#?}"
    );
}

#[test]
fn the_house_keeps_its_rules() {
    let faults = faults_of_package(Path::new(env!("CARGO_MANIFEST_DIR")));
    let words: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(
        words.is_empty(),
        "{} faults against the architecture:\n{}",
        words.len(),
        words.join("\n")
    );
}

#[test]
fn every_layer_is_there() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, _) in ARROWS.iter().filter(|(layer, _)| *layer != "main") {
        assert!(
            source.join(layer).join("mod.rs").is_file(),
            "src/{layer}/mod.rs is missing, but has arrows"
        );
    }
    for house in STREET {
        let file = source.join("domain").join(format!("{house}.rs"));
        assert!(
            file.is_file() || source.join("domain").join(house).join("mod.rs").is_file(),
            "src/domain/{house} is missing, but stands in STREET"
        );
    }
}

#[test]
fn every_room_of_app_is_there() {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    for room in ROOMS_OF_APP {
        assert!(
            app.join(room).join("mod.rs").is_file(),
            "src/app/{room}/mod.rs is missing, but it has a place in ROOMS_OF_APP in tests/architecture/layers.rs"
        );
    }
}
