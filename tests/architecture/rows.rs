//! Each row of practice has a place in the table of decision record 9, and a test with its number.

use std::collections::BTreeSet;
use std::path::Path;

/// The rows of the practice reference.
const ROWS: std::ops::RangeInclusive<u32> = 1..=42;

/// The numbers in the name of a test: `row_01_and_34_what_the_plan…` has 1 and 34.
fn numbers(name: &str) -> Vec<u32> {
    let Some(rest) = name
        .strip_prefix("row_")
        .or_else(|| name.strip_prefix("rows_"))
    else {
        return Vec::new();
    };
    let words = rest.split('_').map_while(|word| match word {
        "and" => Some(None),
        number => number.parse().ok().map(Some),
    });
    words.flatten().collect()
}

fn files(folder: &Path, ending: &str, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.to_string_lossy().ends_with(ending) {
            out.push(path);
        }
    }
}

#[test]
fn every_row_of_practice_has_a_test_named_after_it_and_a_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    files(&root.join("src"), ".rs", &mut sources);
    files(&root.join("tests"), ".rs", &mut sources);
    let mut tested = BTreeSet::new();
    for path in &sources {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines() {
            let name = line.trim_start().strip_prefix("fn ").unwrap_or("");
            tested.extend(numbers(name.split('(').next().unwrap_or("")));
        }
    }
    let table = root.join("src/decisions/0009-rows-of-practice.md");
    let table = std::fs::read_to_string(table).unwrap();
    let placed: BTreeSet<u32> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(' ').next()?.parse().ok())
        .collect();
    for row in ROWS {
        assert!(tested.contains(&row), "row {row} has no test");
        assert!(placed.contains(&row), "row {row} has no place in the table");
    }
}

/// The place named in the table must exist, so that no line outlives a file that was moved.
#[test]
fn each_file_that_the_table_of_rows_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = root.join("src/decisions/0009-rows-of-practice.md");
    let table = std::fs::read_to_string(table).unwrap();
    let mut all = Vec::new();
    for ending in [".rs", ".toml"] {
        for folder in ["src", "agendas", "tests"] {
            files(&root.join(folder), ending, &mut all);
        }
    }
    for word in table.split('`').skip(1).step_by(2) {
        let is_file = word.ends_with(".rs") || word.ends_with(".toml");
        if !is_file || word.contains('*') {
            continue;
        }
        assert!(
            all.iter().any(|path| path.ends_with(word)),
            "{word} is named and is not there"
        );
    }
}

#[test]
fn the_numbers_of_a_name_are_read() {
    assert_eq!(numbers("row_01_and_34_what_the_plan_lacks"), [1, 34]);
    assert_eq!(numbers("rows_20_23_and_24_each_day"), [20, 23, 24]);
    assert_eq!(numbers("row_5_the_quorum_in_8_days"), [5]);
    assert!(numbers("a_row_7").is_empty());
}
