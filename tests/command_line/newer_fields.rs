//! Fields that only a newer program knows, in a minutes file that is emptied because something is taken out of it: a
//! kill at any moment costs none of them, and brings nothing back that was taken out.

use super::program::{Program, has};
use serde_json::{Value, json};
use std::process::{Command, Stdio};

const LINES: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\nKS: Nowhere Lane\n";
const TAKES_OUT: &[u8] = b"/mark restricted\nKS: after it\n";

fn with_fields_of_the_future(program: &Program) -> String {
    let id = program.meeting(LINES);
    let path = program.folder().join("minutes.json");
    let mut file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    file["of_the_future"] = json!({"a": [1, 2]});
    file["contributions"][0]["tone"] = json!("warm");
    file["contributions"][1]["tone"] = json!("Nowhere cold");
    std::fs::write(&path, file.to_string()).unwrap();
    id
}

fn assert_all_there(program: &Program, id: &str, moment: &str) {
    let ran = program.run_with_input(&["take", id, "--lines", "-"], b"KS: more\n");
    assert!(ran.code < 2, "{moment}: {ran:?}");
    let text = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["of_the_future"], json!({"a": [1, 2]}), "{moment}");
    assert_eq!(file["contributions"][0]["tone"], "warm", "{moment}");
    let is_taken_out = file["contributions"][1]["text"] != "Nowhere Lane";
    assert!(
        !is_taken_out || !text.contains("Nowhere"),
        "{moment}: {text}"
    );
    let kept = program.folder().join("emptied.json");
    assert!(
        !kept.exists(),
        "{moment}: it goes when the new file is there"
    );
}

#[test]
fn a_kill_at_any_moment_costs_no_field_of_a_newer_program() {
    if !has("strace", &["-V"]) {
        return;
    }
    let (mut killed, mut empty) = (0, 0);
    for (call, moments) in [
        // Counted for each thread by itself: the files are written in the background.
        ("ftruncate", 1..=4),
        ("fchmod", 1..=1),
        ("renameat", 1..=5),
        ("unlinkat", 1..=4),
        ("fdatasync", 2..=7),
        ("fsync", 3..=7),
    ] {
        for moment in moments {
            let program = Program::new();
            let id = with_fields_of_the_future(&program);
            let input = program.home().join("input.lines");
            std::fs::write(&input, TAKES_OUT).unwrap();
            let inject = format!("inject={call}:signal=SIGKILL:when={moment}");
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &inject]);
            command.arg(env!("CARGO_BIN_EXE_talking-piece"));
            command.args(["take", &id, "--lines"]).arg(&input);
            let output = program.prepared(command).stdin(Stdio::null()).output();
            let code = output.unwrap().status.code();
            killed += usize::from(code.is_none_or(|code| code > 3));
            let path = program.folder().join("minutes.json");
            empty += usize::from(std::fs::read(&path).is_ok_and(|bytes| bytes.is_empty()));
            assert_all_there(&program, &id, &inject);
        }
    }
    assert!(
        killed >= 12 && empty >= 1,
        "only {killed} runs were killed, {empty} of them while the file was empty: the moments no longer fit the program"
    );
}

/// Nobody but its writer reads it, and without such fields it is never made.
#[test]
fn what_is_kept_is_for_its_writer_alone_and_only_where_it_is_needed() {
    use std::os::unix::fs::PermissionsExt;
    if !has("strace", &["-V"]) {
        return;
    }
    let made = |with_fields: bool| {
        let program = Program::new();
        let id = match with_fields {
            true => with_fields_of_the_future(&program),
            false => program.meeting(include_str!("../fixtures/whole-conference.lines")),
        };
        let trace = program.home().join("trace");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", "trace=rename,renameat,renameat2", "-o"]);
        command.arg(&trace).arg(env!("CARGO_BIN_EXE_talking-piece"));
        command.args(["take", &id, "--lines", "-"]);
        let input = program.home().join("input.lines");
        std::fs::write(&input, TAKES_OUT).unwrap();
        let file = std::fs::File::open(&input).unwrap();
        let ran = program.prepared(command).stdin(Stdio::from(file)).output();
        assert!(ran.unwrap().status.code().is_some_and(|code| code < 2));
        std::fs::read_to_string(&trace)
            .unwrap()
            .contains("emptied.json")
    };
    assert!(made(true));
    assert!(!made(false));
    let program = Program::new();
    let id = with_fields_of_the_future(&program);
    // The new file cannot be written: a folder of that name is in the place of restricted.json.
    let folder = program.folder();
    std::fs::remove_file(folder.join("restricted.json")).unwrap();
    std::fs::create_dir_all(folder.join("restricted.json/x")).unwrap();
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], TAKES_OUT);
    assert_eq!(ran.code, 3, "{ran:?}");
    let mode = std::fs::metadata(folder.join("emptied.json"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::remove_dir_all(folder.join("restricted.json")).unwrap();
    assert_all_there(&program, &id, "the new file could not be written");
}
