//! `list` and `find` as people and programs use them.

use super::*;
use crate::command_line::program::{has, with_input};
use std::process::Command;

const LINES: &str = "/meeting 2214-K\n/child Ella Sampler; born: 4 Mar 2017\n/person MO Kasia Sampler; role: mother\n\
    /person CH Sam Halls; role: Chair\n/begin\n/section 3\nMO: it was quiet at Llŷn\nMO: the marigold field #restricted\n\
    /action Kasia rings the school; who: MO; by: 12 Dec; measure: it has rung\n";

#[test]
fn list_is_filtered_and_says_what_is_open() {
    let program = with_meetings(3);
    let id = program.meeting(LINES);
    let all = program.run(&["list"]);
    assert_eq!(all.out.lines().count(), 4, "{all:?}");
    for words in ["2214", "halls", "es open", "sampler"] {
        let words: Vec<&str> = words.split(' ').collect();
        let mut arguments = vec!["list"];
        arguments.extend(&words);
        let ran = program.run(&arguments);
        let is_name = words == ["sampler"];
        assert_eq!(ran.out.lines().count(), usize::from(!is_name), "{ran:?}");
    }
    let ran = program.run(&["list", "2214", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list[0]["id"], *id);
    assert_eq!(list[0]["open"]["actions"], 1);
    assert_eq!(list[0]["children"][0], "ES");
    assert_eq!(list[0]["chair"], "Sam Halls");
    assert!(
        !ran.out.contains("Ella"),
        "a printed list has initials only"
    );
    assert_eq!(
        program.run(&["list", "--limit", "2"]).out.lines().count(),
        2
    );
}

#[test]
fn a_restricted_reference_is_not_in_the_list() {
    let program = Program::new();
    program.meeting("/meeting MARIGOLD-7 #restricted\n/child Ella Sampler #restricted\n/begin\n");
    for arguments in [&["list"][..], &["list", "--json"], &["list", "marigold"]] {
        let ran = program.run(arguments);
        assert!(!ran.out.to_lowercase().contains("marigold"), "{ran:?}");
        assert!(!ran.out.contains("ES"), "{ran:?}");
    }
}

#[test]
fn find_shows_the_words_around_and_says_what_is_restricted() {
    let program = Program::new();
    program.meeting(LINES);
    let ran = program.run(&["find", "LLYN"]);
    assert!(ran.out.contains("quiet at [Llŷn]"), "{ran:?}");
    assert!(ran.out.contains("Kasia Sampler, mother"), "{ran:?}");
    assert_eq!(ran.err.trim(), "1 passage in 1 meeting.");
    let ran = program.run(&["find", "marigold field"]);
    assert_eq!(ran.out, "", "restricted words are not shown unasked");
    assert_eq!(
        ran.err.trim(),
        "Nothing was found in 1 meeting. 1 more in restricted parts: seen:restricted shows it."
    );
    let ran = program.run(&["find", "marigold field", "seen:restricted"]);
    assert!(
        ran.out.contains("(restricted) the [marigold field]"),
        "{ran:?}"
    );
    let ran = program.run(&["find", "--json", "marigold"]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(!ran.out.contains("marigold"), "{ran:?}");
    assert_eq!(found["restricted"]["count"], 1);
    let ran = program.run(&["find", "--json", "marigold", "seen:restricted"]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let hit = &found["meetings"][0]["hits"][0];
    assert_eq!(hit["visibility"], "restricted");
    assert_eq!(hit["marks"], serde_json::json!([[4, 12]]));
    let none = program.run(&["find", "zebra"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert_eq!(none.err.trim(), "Nothing was found in 1 meeting.");
}

#[test]
fn names_need_not_stand_on_the_command_line() {
    let program = Program::new();
    program.meeting(LINES);
    let ran = program.run_with_input(&["find"], b"person:\"kasia sampler\" quiet\n");
    assert!(ran.out.contains("[quiet]"), "{ran:?}");
    let help = program.run(&["find", "--help"]);
    assert!(
        help.out.contains("Others on this computer")
            || help.out.contains("others on this computer"),
        "{help:?}"
    );
}

#[test]
fn wrong_questions_are_wrong_use() {
    let program = with_meetings(1);
    for (typed, told) in [
        ("persn:kelly", "There is no \"persn:\""),
        ("from:soon", "is not a day"),
        ("!", "nothing to look for"),
    ] {
        let ran = program.run(&["find", typed]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains(told), "{ran:?}");
    }
    // Nothing at all on standard input.
    assert_eq!(program.run(&["find"]).code, 2);
}

#[test]
fn without_an_index_there_is_no_file_of_it() {
    let program = with_meetings(4);
    let with = program.run(&["find", "school"]);
    assert!(index_folder(&program).join("index.db").exists());
    let settings = program.data().join("settings");
    std::fs::create_dir_all(&settings).unwrap();
    for text in ["index = false\n", "index = fasle\n"] {
        std::fs::write(settings.join("library.toml"), text).unwrap();
        let without = program.run(&["find", "school"]);
        assert_eq!(without.out, with.out);
        assert!(!index_folder(&program).exists(), "{text}");
        assert_eq!(program.run(&["list"]).out.lines().count(), 4);
    }
}

#[test]
fn a_search_is_put_on_record_without_its_words_or_nothing_is_shown() {
    let program = Program::new();
    program.meeting(LINES);
    assert!(program.run(&["find", "quiet"]).out.contains("[quiet]"));
    let folder = program.data().join("audit");
    let lines = || -> String {
        let files = std::fs::read_dir(&folder).unwrap();
        let files = files.map(|file| file.unwrap().path());
        let searches = files.filter(|path| path.to_string_lossy().contains("allminutes"));
        searches
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    };
    assert_eq!(lines().matches("\"found\"").count(), 1, "{}", lines());
    assert!(!lines().contains("quiet"));
    // Nothing can be put on record: there is a file where the folder should be.
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "").unwrap();
    let state = program.home().join(".local/state/talking-piece");
    std::fs::create_dir_all(&state).unwrap();
    let _ = std::fs::remove_dir_all(state.join("audit"));
    std::fs::write(state.join("audit"), "").unwrap();
    let ran = program.run(&["find", "quiet"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{ran:?}");
    assert!(ran.err.contains("Nothing was searched"), "{ran:?}");
}

/// A meeting that is being written in another window was not interrupted: list and find both say where it is.
#[test]
fn list_and_find_say_that_a_meeting_is_open_elsewhere() {
    use std::io::{BufRead, BufReader};
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut command = program.command(&["resume", &id, "--plain"]);
    command.stdin(std::process::Stdio::piped());
    command.stdout(std::process::Stdio::piped());
    let mut window = command.spawn().unwrap();
    let mut heard = BufReader::new(window.stdout.take().unwrap()).lines();
    assert!(heard.next().unwrap().is_ok(), "it is open now");
    let elsewhere = |arguments: &[&str], said: &str| {
        let ran = program.run(arguments);
        let has = |words: &str| ran.out.contains(words);
        assert_eq!(has("open elsewhere"), said == "open elsewhere", "{ran:?}");
        assert_eq!(has("interrupted"), said == "interrupted", "{ran:?}");
    };
    for arguments in [&["list"][..], &["find", "quiet"]] {
        elsewhere(arguments, "open elsewhere");
    }
    let ran = program.run(&["list", "--json", "elsewhere"]);
    let list: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list[0]["open_elsewhere"], true);
    assert_eq!(list[0]["interrupted_at"], serde_json::Value::Null);
    window.kill().unwrap();
    window.wait().unwrap();
    for arguments in [&["list"][..], &["find", "quiet"]] {
        elsewhere(arguments, "interrupted");
    }
}

/// To go on with the meeting that is open, no closed one is read and nothing is indexed, also where there is no index yet.
#[test]
fn to_resume_reads_no_closed_meeting() {
    let program = Program::new();
    let closing = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n\
         /view Ella; by: not asked; reason: made up\n/close made up\n";
    let closed = [program.meeting(closing), program.meeting(closing)];
    let open = program.meeting(LINES);
    let log = program.home().join("calls");
    let resumed = || {
        if !has("strace", &["-V"]) {
            return (program.run(&["resume", "--plain"]), String::new());
        }
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-o", log.to_str().unwrap()])
            .arg(env!("CARGO_BIN_EXE_talking-piece"))
            .args(["resume", "--plain"]);
        let ran = with_input(program.prepared(command), b"/quit\n");
        (ran, std::fs::read_to_string(&log).unwrap())
    };
    for is_indexed in [false, true] {
        if is_indexed {
            assert_eq!(program.run(&["list"]).code, 0);
        }
        let (ran, calls) = resumed();
        assert!(
            ran.out.contains(&open) || ran.err.contains(&open),
            "{ran:?}"
        );
        let read: Vec<&str> = calls
            .lines()
            .filter(|line| line.contains("openat(") && line.contains("O_RDONLY"))
            .filter(|line| closed.iter().any(|id| line.contains(id.as_str())))
            .filter(|line| !line.contains("O_DIRECTORY"))
            .collect();
        assert!(read.is_empty(), "{read:?}");
        let is_written = calls.lines().any(|line| line.contains("pwrite64("));
        assert!(!is_written, "an index was written");
    }
    // One that was closed goes on again: it is the newer of the two that do.
    let [first, _] = &closed;
    program.run_with_input(
        &["resume", first, "--plain"],
        b"/reopen a day was wrong\n/quit\n",
    );
    program.run_with_input(
        &["resume", &open, "--plain"],
        b"/view Ella; by: not asked; reason: made up\n/close made up\n/quit\n",
    );
    let state = |id: &str| program.json(id)["meeting"]["state"].clone();
    assert_eq!(
        (state(first), state(&open)),
        ("open".into(), "closed".into())
    );
    let (ran, _) = resumed();
    assert!(
        ran.out.contains(first) || ran.err.contains(first),
        "{ran:?}"
    );
}
