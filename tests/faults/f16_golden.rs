//! F16: a meeting that an earlier program wrote (`tests/fixtures/first-meeting`, of November 2026) reads as it did, and
//! can be continued; its journal stays as it was. The files there are never changed: a later program gets its own.

use super::skipped::reached;
use crate::command_line::program::Program;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const ID: &str = "4fhxas4547bx";

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    set_mode(to, 0o700);
    for entry in std::fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap();
            set_mode(&to, 0o600);
        }
    }
}

fn is_time(text: &str) -> bool {
    text.len() > 23 && text.starts_with("20") && text.get(19..20) == Some(".")
}

/// The first place at which something of the old is not in the new, which may have more.
fn missing(place: &str, old: &Value, new: &Value) -> Option<String> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => old.iter().find_map(|(name, old)| {
            missing(
                &format!("{place}.{name}"),
                old,
                new.get(name).unwrap_or(&Value::Null),
            )
        }),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let mut both = old.iter().zip(new).enumerate();
            both.find_map(|(at, (old, new))| missing(&format!("{place}[{at}]"), old, new))
        }
        // The file held the times of the clock, and the journal those to a thousandth of a second.
        (Value::String(old), Value::String(new)) if is_time(old) && is_time(new) => {
            (old.get(..23) != new.get(..23)).then(|| format!("{place}: {old} was, {new} is"))
        }
        _ => (old != new).then(|| format!("{place}: {old} was, {new} is")),
    }
}

#[test]
fn f16_a_meeting_of_the_first_program_reads_as_it_did_and_goes_on() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/first-meeting");
    let program = Program::new();
    let year = program.data().join("meetings").join("2026");
    copy(&fixture, &year.join(ID));
    for folder in [&year, year.parent().unwrap(), &program.data()] {
        set_mode(folder, 0o700);
    }
    let golden = std::fs::read_to_string(fixture.join("minutes.json")).unwrap();
    let mut golden: Value = serde_json::from_str(&golden).unwrap();
    // It counts up with the kinds and fields that there are, and never back.
    let version = golden.as_object_mut().unwrap().remove("version");
    let now = program.json(ID);
    assert!(
        now["version"].as_u64() >= version.unwrap().as_u64(),
        "{now}"
    );
    assert_eq!(missing("", &golden, &now), None);
    let full = program.run(&["read", ID, "--restricted"]);
    assert!(matches!(full.code, 0 | 1), "{full:?}");
    assert!(full.out.contains("CANARY20"), "{full:?}");
    let ran = program.run_with_input(&["take", ID, "--lines", "-"], b"KQ: and one thing more\n");
    assert!(matches!(ran.code, 0 | 1), "{ran:?}");
    let now = program.json(ID);
    let entries = |minutes: &Value| minutes["contributions"].as_array().unwrap().len();
    assert_eq!(entries(&now), entries(&golden) + 1);
    for entry in std::fs::read_dir(fixture.join("journal")).unwrap() {
        let old = entry.unwrap().path();
        let new = year.join(ID).join("journal").join(old.file_name().unwrap());
        assert_eq!(std::fs::read(&old).unwrap(), std::fs::read(new).unwrap());
    }
    reached("F16", "a meeting of November 2026, read and continued");
}
