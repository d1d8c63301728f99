//! Every file written validates against the schema that the program prints, by an independent validator.

use super::program::{Program, has};
use std::path::Path;
use std::process::Command;

const VALIDATE: &str = "
import json, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1])); Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
bad = [f'{path}: {list(error.absolute_path)}: {error.message}' for path in sys.argv[2:] for error in validator.iter_errors(json.load(open(path)))]
print('\\n'.join(bad)); sys.exit(1 if bad else 0)
";

/// What the validator says about these files; nothing when all is well.
pub fn faults(schema: &Path, files: &[&Path]) -> String {
    let output = Command::new("python3")
        .arg("-c")
        .arg(VALIDATE)
        .arg(schema)
        .args(files)
        .output()
        .unwrap();
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
    .trim()
    .to_owned()
}

pub fn assert_valid(program: &Program) {
    let folder = program.folder();
    assert_valid_meeting(program, folder.file_name().unwrap().to_str().unwrap());
}

pub fn assert_valid_meeting(program: &Program, id: &str) {
    if !has("python3", &["-c", "import jsonschema"]) {
        return;
    }
    assert_valid_file(program, id, "minutes");
    assert_valid_file(program, id, "restricted");
}

pub fn assert_valid_minutes(program: &Program, id: &str) {
    if has("python3", &["-c", "import jsonschema"]) {
        assert_valid_file(program, id, "minutes");
    }
}

fn assert_valid_file(program: &Program, id: &str, which: &str) {
    let schema = program.home().join(format!("{which}.schema.json"));
    std::fs::write(&schema, program.run(&["schema", which]).out).unwrap();
    let file = program.folder_of(id).join(format!("{which}.json"));
    assert_eq!(faults(&schema, &[&file]), "", "{which}");
}

#[test]
fn the_whole_conference_validates() {
    let program = Program::new();
    program.meeting(include_str!("../fixtures/whole-conference.lines"));
    assert_valid(&program);
}

#[test]
fn every_paper_as_json_validates() {
    if !has("python3", &["-c", "import jsonschema"]) {
        return;
    }
    let program = Program::new();
    let id = program.meeting(include_str!("../fixtures/whole-conference.lines"));
    let to = program.home().join("papers");
    let words = [
        "papers",
        &id,
        "--as",
        "json",
        "--write",
        to.to_str().unwrap(),
    ];
    let ran = program.run(&words);
    assert_eq!(ran.code, 0, "{ran:?}");
    let copies = std::fs::read_dir(&to).unwrap();
    let copies = copies.map(|entry| entry.unwrap().path());
    let files = copies.filter(|path| path.is_dir()).flat_map(|copy| {
        let files = std::fs::read_dir(copy).unwrap();
        files.map(|file| file.unwrap().path())
    });
    let files: Vec<_> = files.collect();
    let files: Vec<&Path> = files.iter().map(AsRef::as_ref).collect();
    assert!(files.len() > 10, "{files:?}");
    let schema = program.home().join("paper.schema.json");
    std::fs::write(&schema, program.run(&["schema", "paper"]).out).unwrap();
    assert_eq!(faults(&schema, &files), "");
}

/// The schemas as they were published.
const PUBLISHED: [(&str, &str); 4] = [
    (
        "minutes",
        include_str!("../fixtures/schemas/minutes-2.json"),
    ),
    (
        "restricted",
        include_str!("../fixtures/schemas/restricted-2.json"),
    ),
    (
        "minutes",
        include_str!("../fixtures/schemas/minutes-1.json"),
    ),
    (
        "restricted",
        include_str!("../fixtures/schemas/restricted-1.json"),
    ),
];

/// Whether a newer schema says the same, or more: explanations may differ, and the codes that a council may add to anyway;
/// an object may have further properties, and a list of choices further ones: every old file is still as it says.
fn only_adds(before: &serde_json::Value, now: &serde_json::Value) -> bool {
    let (Some(before), Some(now)) = (before.as_object(), now.as_object()) else {
        return before == now;
    };
    let says = |name: &&String| !["description", "examples"].contains(&name.as_str());
    let kept = before.keys().filter(says);
    let has_all = |one: &serde_json::Value, other: &serde_json::Value| {
        let (one, other) = (one.as_object(), other.as_object());
        one.zip(other).is_some_and(|(one, other)| {
            let mut all = one.iter();
            all.all(|(name, of)| other.get(name).is_some_and(|now| only_adds(of, now)))
        })
    };
    let has_choices = |one: &serde_json::Value, other: &serde_json::Value| {
        let (one, other) = (one.as_array(), other.as_array());
        one.zip(other)
            .is_some_and(|(one, other)| one.iter().all(|choice| other.contains(choice)))
    };
    let mut same = kept.map(|name| match name.as_str() {
        "enum" => now
            .get(name)
            .is_some_and(|now| has_choices(&before[name], now)),
        "properties" => now.get(name).is_some_and(|now| has_all(&before[name], now)),
        _ => now
            .get(name)
            .is_some_and(|now| only_adds(&before[name], now)),
    });
    same.all(|same| same)
        && now
            .keys()
            .filter(says)
            .all(|name| before.contains_key(name))
}

#[test]
fn a_newer_schema_only_adds_to_what_was_published() {
    for (which, published) in PUBLISHED {
        let program = Program::new();
        let now: serde_json::Value =
            serde_json::from_str(&program.run(&["schema", which]).out).unwrap();
        let before: serde_json::Value = serde_json::from_str(published).unwrap();
        assert_ne!(now["$id"], before["$id"], "{which}");
        let mut compared = 0;
        for (kind, of_kind) in before["$defs"].as_object().unwrap() {
            let properties = of_kind["properties"].as_object().unwrap();
            for (name, answer) in properties {
                let today = &now["$defs"][kind]["properties"][name];
                assert!(
                    only_adds(answer, today),
                    "{which}: {kind}.{name}: {answer} is now {today}"
                );
                compared += 1;
            }
        }
        assert!(compared > 200, "{which}: {compared}");
        let lists = before["properties"].as_object().unwrap();
        for name in lists.keys() {
            assert!(!now["properties"][name].is_null(), "{which}: {name}");
        }
        assert_eq!(now["required"], before["required"], "{which}");
    }
}

#[test]
fn the_validator_has_teeth() {
    if !has("python3", &["-c", "import jsonschema"]) {
        return;
    }
    let program = Program::new();
    let id = program.meeting("/child Ella; born: 4 Mar 2017\n/begin\n");
    let schema = program.home().join("schema.json");
    std::fs::write(&schema, program.run(&["schema", "minutes"]).out).unwrap();
    let mut minutes = program.json(&id);
    minutes["children"][0]["born"] = serde_json::json!(2017);
    let file = program.home().join("bad.json");
    std::fs::write(&file, minutes.to_string()).unwrap();
    assert!(faults(&schema, &[&file]).contains("2017"));
}

#[test]
fn agendas_validate_against_their_schema() {
    if !has("python3", &["-c", "import jsonschema, tomllib"]) {
        return;
    }
    let program = Program::new();
    let schema = program.home().join("agenda.schema.json");
    std::fs::write(&schema, program.run(&["schema", "agenda"]).out).unwrap();
    let script = "
import json, sys, tomllib, glob
from jsonschema import Draft202012Validator
validator = Draft202012Validator(json.load(open(sys.argv[1])))
files = glob.glob(sys.argv[2] + '/agendas/*.toml')
bad = [f'{path}: {error.message}' for path in files for error in validator.iter_errors(tomllib.load(open(path, 'rb')))]
print(len(files), '\\n'.join(bad)); sys.exit(1 if bad or not files else 0)
";
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(&schema)
        .arg(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}
