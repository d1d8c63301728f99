//! Files of a newer program: what is not understood survives, and what is too new is only read.

use crate::command_line::program::Program;
use serde_json::{Value, json};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n";

fn minutes(program: &Program) -> Value {
    serde_json::from_slice(&std::fs::read(program.folder().join("minutes.json")).unwrap()).unwrap()
}

fn put(program: &Program, minutes: &Value) {
    std::fs::write(program.folder().join("minutes.json"), minutes.to_string()).unwrap();
}

#[test]
fn unknown_fields_survive_when_the_file_is_written_again() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut file = minutes(&program);
    file["of_the_future"] = json!({"a": [1, 2]});
    file["contributions"][0]["tone"] = json!("warm");
    put(&program, &file);
    program.run_with_input(&["take", &id, "--lines", "-"], b"KS: more\n");
    let after = minutes(&program);
    assert_eq!(after["of_the_future"], json!({"a": [1, 2]}));
    assert_eq!(after["contributions"][0]["tone"], "warm");
    assert_eq!(after["contributions"][1]["text"], "more");
}

#[test]
fn a_file_that_is_too_new_opens_read_only_and_says_so() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut file = minutes(&program);
    file["version"] = json!(99);
    put(&program, &file);
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: more\n");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("newer"), "{}", ran.err);
    assert_eq!(minutes(&program), file, "not a byte of it was changed");
}

#[test]
fn a_fact_of_a_newer_program_is_kept_and_nothing_is_written_behind_it() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let journal = std::fs::read_dir(program.folder().join("journal"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let before = std::fs::read_to_string(&journal).unwrap();
    let last = before.lines().last().unwrap();
    let hash = last
        .split("\"h\":\"")
        .nth(1)
        .unwrap()
        .trim_end_matches("\"}");
    let seq = serde_json::from_str::<Value>(last).unwrap()["seq"]
        .as_u64()
        .unwrap()
        + 1;
    let head = format!(
        "{{\"v\":99,\"seq\":{seq},\"t\":\"2031-01-01T00:00:00.000Z\",\"kind\":\"danced\",\"prev\":\"{hash}\""
    );
    use sha2::Digest;
    let own: String = sha2::Sha256::digest(head.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    std::fs::write(&journal, format!("{before}{head},\"h\":\"{own}\"}}\n")).unwrap();
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: more\n");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("newer"), "{}", ran.err);
    assert!(program.run(&["read", &id]).out.contains("hello"));
}

/// The first program, which does not know that an exclusion keeps words back, opens such a meeting for reading only.
#[test]
fn only_a_line_that_keeps_others_back_says_that_it_needs_a_newer_program() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{LINES}/exclude KS; by: CH; why: threats\nSW: not for her\n"
    ));
    let journals = std::fs::read_dir(program.folder().join("journal")).unwrap();
    let lines: Vec<Value> = journals
        .flat_map(|path| {
            let text = std::fs::read_to_string(path.unwrap().path()).unwrap();
            let lines: Vec<Value> = text
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            lines
        })
        .collect();
    let newer: Vec<&Value> = lines.iter().filter(|line| line["v"] != 1).collect();
    let [one] = newer[..] else {
        panic!("{newer:?}")
    };
    assert_eq!((&one["v"], &one["kind"]), (&json!(2), &json!("recorded")));
    assert_eq!(one["body"]["record"], "exclusion");
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"/readmit KS\nKS: more\n");
    assert!(ran.code < 2, "this program goes on: {ran:?}");
    assert!(minutes(&program).to_string().contains("more"));
}
