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

/// The schemas of version 1 as they were published.
const PUBLISHED: [(&str, &str); 2] = [
    (
        "minutes",
        include_str!("../fixtures/schemas/minutes-1.json"),
    ),
    (
        "restricted",
        include_str!("../fixtures/schemas/restricted-1.json"),
    ),
];

/// What a newer schema may say otherwise: explanations, and the codes that a council may add to anyway.
fn without_explanations(schema: &serde_json::Value) -> serde_json::Value {
    let mut schema = schema.clone();
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("description");
        schema.remove("examples");
    }
    schema
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
                assert_eq!(
                    without_explanations(today),
                    without_explanations(answer),
                    "{which}: {kind}.{name}"
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
