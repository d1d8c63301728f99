//! F18: the tests of faults find faults. `.ci/teeth` builds a program whose disk cheats, and each way of cheating must
//! make its test fail; here is what keeps that program apart, and that none is forgotten.

use std::collections::BTreeSet;
use std::path::Path;

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn f18_the_usual_program_has_no_fault_built_in() {
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("\nsabotage = []\n"));
    assert!(
        !manifest.contains("default = "),
        "no feature is on by itself"
    );
    let program = std::fs::read(env!("CARGO_BIN_EXE_talking-piece")).unwrap();
    let has = |words: &[u8]| program.windows(words.len()).any(|here| here == words);
    assert!(has(b"TALKING_PIECE_DATA"));
    assert_eq!(has(b"TALKING_PIECE_SABOTAGE"), cfg!(feature = "sabotage"));
}

#[test]
fn f18_each_fault_that_can_be_built_in_has_its_test() {
    let source = read("src/store/sabotage.rs");
    let faults = source.split("is(\"").skip(1);
    let faults: BTreeSet<&str> = faults.filter_map(|rest| rest.split('"').next()).collect();
    let script = read(".ci/teeth");
    let (_, table) = script.split_once("<<FAULTS\n").unwrap();
    let (table, _) = table.split_once("\nFAULTS\n").unwrap();
    let tried = table.lines().filter_map(|line| line.split(' ').next());
    assert_eq!(tried.collect::<BTreeSet<_>>(), faults);
    assert!(faults.len() >= 7);
}
