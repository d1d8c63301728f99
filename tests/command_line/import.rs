//! `import`: what is imported, what was already here, what cannot be read; nothing that is here is overwritten.

use super::program::{Program, Ran};
use serde_json::{Value, json};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\nKS: Nowhere Lane #restricted\n";

/// As written by the first program that could be run.
const FIRST: &str = include_str!("../fixtures/minutes-of-the-first-program.json");

pub fn import(program: &Program, path: &Path) -> Ran {
    program.run(&["import", path.to_str().unwrap()])
}

pub fn json_in(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

pub fn elsewhere(program: &Program) -> (String, PathBuf) {
    let id = program.meeting(LINES);
    let folder = program.folder_of(&id);
    (id, folder)
}

pub fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|one| one.unwrap().path()),
            );
        } else {
            found.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn minutes_of_another_machine_come_with_their_id_and_their_restricted_part() {
    let (there, here) = (Program::new(), Program::new());
    let (id, folder) = elsewhere(&there);
    let ran = import(&here, &folder.join("minutes.json"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains(&id)
            && ran.out.contains("with its restricted part")
            && ran.err.contains("1 imported"),
        "{ran:?}"
    );
    let copy = here.folder_of(&id);
    assert_eq!(
        json_in(&copy.join("minutes.json")),
        json_in(&folder.join("minutes.json"))
    );
    for (name, mode) in [("minutes.json", 0o600), ("restricted.json", 0o600)] {
        let about = std::fs::metadata(copy.join(name)).unwrap();
        assert_eq!(about.permissions().mode() & 0o7777, mode, "{name}");
    }
    assert!(here.run(&["list"]).out.contains(&id));
    let open = here.run(&["read", &id]);
    assert!(
        open.out.contains("hello") && !open.out.contains("Nowhere Lane"),
        "{open:?}"
    );
    let full = here.run(&["read", &id, "--restricted"]);
    assert!(full.out.contains("Nowhere Lane"), "{full:?}");
    let resumed = here.run(&["resume", &id, "--plain"]);
    assert_eq!(resumed.code, 3, "{resumed:?}");
    assert!(
        resumed.err.contains("can be read but not continued"),
        "{resumed:?}"
    );
    // Again: nothing changes, and nothing is wrong.
    let before = everything(&here.data());
    let again = import(&here, &folder);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(
        again.err.contains("0 imported, 1 already here"),
        "{again:?}"
    );
    assert_eq!(everything(&here.data()), before);
    // Into the place it came from, too.
    let own = import(&there, &folder);
    assert!(
        own.err.contains("1 already here") && own.code == 0,
        "{own:?}"
    );
}

#[test]
fn other_minutes_of_the_same_meeting_are_kept_beside_and_nothing_is_written_over() {
    let (there, here) = (Program::new(), Program::new());
    let (id, folder) = elsewhere(&there);
    assert_eq!(import(&here, &folder).code, 0);
    let before = std::fs::read(here.folder_of(&id).join("minutes.json")).unwrap();
    there.run_with_input(&["take", &id, "--lines", "-"], b"KS: later words\n");
    let newer = import(&here, &folder);
    assert_eq!(newer.code, 1, "{newer:?}");
    assert!(newer.out.contains("put beside"), "{newer:?}");
    assert_eq!(
        std::fs::read(here.folder_of(&id).join("minutes.json")).unwrap(),
        before
    );
    let earlier = here.folder_of(&id).join("earlier");
    let kept: Vec<String> = std::fs::read_dir(&earlier)
        .unwrap()
        .map(|name| name.unwrap().file_name().into_string().unwrap())
        .collect();
    let beside = kept
        .iter()
        .find(|name| name.ends_with("minutes.json"))
        .unwrap();
    assert!(
        json_in(&earlier.join(beside))
            .to_string()
            .contains("later words")
    );
    assert!(
        kept.iter().any(|name| name.ends_with("restricted.json")),
        "{kept:?}"
    );
    let again = import(&here, &folder);
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(std::fs::read_dir(&earlier).unwrap().count(), kept.len());
}

#[test]
fn a_folder_gives_all_that_can_be_read_and_says_what_cannot_and_where() {
    let (there, here) = (Program::new(), Program::new());
    let (first, _) = elsewhere(&there);
    let second = there.meeting(LINES);
    let given = here.home().join("given");
    for id in [&first, &second] {
        let folder = given.join("deep/er").join(id);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(
            there.folder_of(id).join("minutes.json"),
            folder.join("minutes.json"),
        )
        .unwrap();
    }
    let whole = std::fs::read(there.folder_of(&first).join("minutes.json")).unwrap();
    let mut newer = json_in(&there.folder_of(&first).join("minutes.json"));
    newer["version"] = json!(99);
    let faults: [(&str, Vec<u8>, &str); 5] = [
        ("cut", whole[..whole.len() / 2].to_vec(), "line "),
        (
            "wrong",
            b"{\n  \"format\": oh\n}".to_vec(),
            "line 2, column 1",
        ),
        (
            "other",
            b"{}".to_vec(),
            "does not say that it holds minutes",
        ),
        (
            "newer",
            newer.to_string().into_bytes(),
            "newer talking-piece",
        ),
        (
            "bytes",
            b"{\"format\": \"\xff\xfe\"}".to_vec(),
            "line 1, column",
        ),
    ];
    for (name, bytes, _) in &faults {
        std::fs::create_dir(given.join(name)).unwrap();
        std::fs::write(given.join(name).join("minutes.json"), bytes).unwrap();
    }
    std::fs::create_dir(given.join("link")).unwrap();
    symlink(
        there.folder_of(&first).join("minutes.json"),
        given.join("link/minutes.json"),
    )
    .unwrap();
    std::fs::create_dir(given.join("pipe")).unwrap();
    let pipe = given.join("pipe/minutes.json");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    let ran = import(&here, &given);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("2 imported") && ran.err.contains("7 not imported"),
        "{ran:?}"
    );
    for (name, _, why) in &faults {
        let line = ran
            .err
            .lines()
            .find(|line| line.contains(&format!("given/{name}/minutes.json")));
        assert!(
            line.is_some_and(|line| line.contains(why)),
            "{name}: {ran:?}"
        );
    }
    assert!(
        ran.err.contains("links are not followed") && ran.err.contains("not an ordinary file"),
        "{ran:?}"
    );
    let list = here.run(&["list"]);
    assert_eq!(list.code, 0, "{list:?}");
    assert_eq!(list.out.lines().count(), 2, "{list:?}");
}

#[test]
fn words_planted_for_the_wrong_eyes_or_for_a_terminal_stay_out() {
    let (there, here) = (Program::new(), Program::new());
    let (id, folder) = elsewhere(&there);
    let mut file = json_in(&folder.join("minutes.json"));
    file["contributions"][1]["text"] = json!("planted in a restricted entry");
    file["contributions"][0]["text"] = json!("hello\u{1b}[2J\u{202e}");
    file["meeting"]["title"] = json!("\u{1b}]0;gone\u{7}Conference");
    let given = here.home().join("minutes.json");
    std::fs::write(&given, file.to_string()).unwrap();
    let ran = import(&here, &given);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.contains("Not taken: contributions, row 2, text\n"),
        "{ran:?}"
    );
    for arguments in [
        ["read", &id].as_slice(),
        &["read", &id, "--json"],
        &["list"],
    ] {
        let told = here.run(arguments);
        assert!(!told.out.contains("planted"), "{told:?}");
        assert!(
            !told.out.contains(['\u{1b}', '\u{7}', '\u{202e}']),
            "{told:?}"
        );
    }
    let copy = here.folder_of(&id);
    assert!(
        !std::fs::read_to_string(copy.join("minutes.json"))
            .unwrap()
            .contains("planted")
    );
    let kept = everything(&copy.join("recovered"));
    assert_eq!(kept.len(), 1, "the file as it came is not lost");
    assert_eq!(kept[0].1, file.to_string().into_bytes());
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn minutes_of_the_first_program_are_read_today() {
    let here = Program::new();
    let given = here.home().join("minutes.json");
    std::fs::write(&given, FIRST).unwrap();
    let ran = import(&here, &given);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("upgraded to today's format"), "{ran:?}");
    let id = ran.out.split_whitespace().next().unwrap();
    let minutes = here.folder_of(id).join("minutes.json");
    super::schema::assert_valid_minutes(&here, id);
    let read = here.run(&["read", id]);
    assert_eq!(read.code, 0, "{read:?}");
    let first: Value = serde_json::from_str(FIRST).unwrap();
    for said in first["contributions"].as_array().unwrap() {
        if let Some(text) = said["text"].as_str() {
            assert!(flat(&read.out).contains(text), "{text}: {read:?}");
        }
    }
    let of_today = json_in(&minutes);
    assert_eq!(of_today["meeting"]["status"], "draft");
    assert_eq!(of_today["versions"], json!([]));
    let again = import(&here, &given);
    assert!(
        again.code == 0 && again.err.contains("1 already here"),
        "{again:?}"
    );
}

#[test]
fn nothing_to_take_in_is_wrong_use() {
    let here = Program::new();
    let empty = here.home().join("empty");
    std::fs::create_dir(&empty).unwrap();
    assert_eq!(import(&here, &empty).code, 2);
    assert_eq!(import(&here, &here.home().join("not-there")).code, 1);
}

/// Whoever wrote the file: what today's rules restrict, what belongs to the restricted part, and other names of answers
/// that are never open stay out of the open minutes.
#[test]
fn what_a_file_of_todays_version_has_in_the_open_against_the_rules_stays_out() {
    let there = Program::new();
    let lines = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n/view Ella; by: letter; words: yes\n";
    let id = there.meeting(lines);
    let given = json_in(&there.folder_of(&id).join("minutes.json"));
    type Plant = fn(&mut Value);
    let plants: [Plant; 6] = [
        |file| {
            file["childs_views"][0]["words"] = json!("canary");
            file["childs_views"][0]["shared"] = json!("chair_only");
        },
        |file| {
            file["childs_views"][0]["words"] = json!("canary");
            file["childs_views"][0]["agreed_to_share"] = json!("not_parents");
        },
        |file| file["legal_advice"] = json!([{"id": "la1", "about": "it", "advice": "canary"}]),
        |file| file["struck_out"] = json!([{"id": "e9", "text": "canary"}]),
        |file| file["kept_back"] = json!([{"id": "p1", "values": {"x": "canary"}}]),
        |file| file["people"][0]["phone"] = json!("canary"),
    ];
    for (number, plant) in plants.iter().enumerate() {
        let here = Program::new();
        let mut file = given.clone();
        plant(&mut file);
        let path = here.home().join("minutes.json");
        std::fs::write(&path, file.to_string()).unwrap();
        let ran = import(&here, &path);
        assert!(ran.code < 2, "{number}: {ran:?}");
        let came = std::fs::read_to_string(here.folder_of(&id).join("minutes.json")).unwrap();
        assert!(came.contains("hello"), "{number}: {came}");
        assert!(!came.contains("canary"), "{number}: {came}");
        for arguments in [&["read", &id][..], &["read", &id, "--json"]] {
            let told = here.run(arguments).out;
            assert!(!told.contains("canary"), "{number}: {told}");
        }
    }
}
