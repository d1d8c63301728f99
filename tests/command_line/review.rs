//! `start --from`, `take --new --from` and `practice --review` through the built program.

use super::program::{Program, has, in_this_week};
use super::schema::faults;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

const LAST: &str = include_str!("../fixtures/whole-conference.lines");
const REVIEW: &str = include_str!("../fixtures/whole-review.lines");

fn folder_of(data: &Path, id: &str) -> PathBuf {
    let years = std::fs::read_dir(data.join("meetings")).unwrap();
    let found = years
        .map(|year| year.unwrap().path().join(id))
        .find(|folder| folder.is_dir());
    found.unwrap_or_else(|| panic!("no folder for {id}"))
}

fn assert_valid(program: &Program, folder: &Path) {
    if !has("python3", &["-c", "import jsonschema"]) {
        return;
    }
    for which in ["minutes", "restricted"] {
        let schema = program.home().join(format!("{which}.schema.json"));
        std::fs::write(&schema, program.run(&["schema", which]).out).unwrap();
        let file = folder.join(format!("{which}.json"));
        assert_eq!(faults(&schema, &[&file]), "", "{}", file.display());
    }
}

#[test]
fn a_review_is_taken_from_lines_signed_off_and_valid() {
    let program = Program::new();
    let last = program.meeting(&in_this_week(LAST));
    let before = std::fs::read(folder_of(&program.data(), &last).join("minutes.json")).unwrap();
    let ran = program.run_with_input(
        &["take", "--new", "--from", &last, "--lines", "-"],
        REVIEW.as_bytes(),
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let id = ran.out.trim();
    let minutes = program.json(id);
    assert_eq!(minutes["agenda"]["id"], "restorative-rcpc");
    assert_eq!(minutes["meeting"]["state"], "closed");
    assert_eq!(minutes["meeting"]["status"], "circulated");
    assert_eq!(minutes["meeting"]["review_of"]["meeting"], last);
    assert_eq!(
        minutes["meeting"]["review_of"]["head"]
            .as_str()
            .unwrap()
            .len(),
        64
    );
    let folder = folder_of(&program.data(), id);
    assert_valid(&program, &folder);
    let text = std::fs::read_to_string(folder.join("minutes.json")).unwrap();
    assert!(!text.contains("CANARY"));
    let page = program.run(&["read", id]).out;
    assert!(page.contains("The plan of last time") && !page.contains("CANARY"));
    let versions = minutes["versions"].as_array().unwrap();
    assert_eq!(versions.len(), 3);
    for version in versions {
        let name = |file: &str| {
            folder
                .join("earlier")
                .join(format!("{}-{file}", version["number"]))
        };
        let kept = std::fs::read(name("minutes.json")).unwrap();
        let hash: String = Sha256::digest(&kept)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(version["sha256"], hash);
        assert!(!String::from_utf8(kept).unwrap().contains("CANARY"));
        assert!(name("restricted.json").is_file());
    }
    let seal = std::fs::read_to_string(folder.join("seal.json")).unwrap();
    for number in 1..=3 {
        assert!(seal.contains(&format!("earlier/{number}-minutes.json")));
    }
    let after = std::fs::read(folder_of(&program.data(), &last).join("minutes.json")).unwrap();
    assert_eq!(before, after, "the last meeting is only read");
}

#[test]
fn a_meeting_that_is_not_closed_is_not_begun_from() {
    let program = Program::new();
    let last = program.meeting("/child Ella\n/begin\n");
    for arguments in [
        &["take", "--new", "--from", &last, "--lines", "-"][..],
        &["--plain", "start", "--from", &last],
    ] {
        let ran = program.run_with_input(arguments, b"/child Noah\n");
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("not closed"), "{}", ran.err);
        assert!(ran.err.contains("/close"), "{}", ran.err);
    }
    let missing = program.run_with_input(
        &["take", "--new", "--from", "zzzz", "--lines", "-"],
        b"/child Noah\n",
    );
    assert_eq!(missing.code, 2);
    program.folder();
}

#[test]
fn start_from_opens_the_review_in_plain_lines() {
    let program = Program::new();
    let last = program.meeting(&in_this_week(LAST));
    let ran = program.run_with_input(&["--plain", "start", "--from", &last], b"/begin\n/quit\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let listed = program.run(&["list", "--json"]).out;
    assert!(listed.contains("Restorative review conference"), "{listed}");
    // The people who were not told are shown before anything is typed; and leaving says where the minutes of this
    // meeting are.
    assert!(
        ran.out.contains("do not say that they were told"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("/told Ella; told: yes"), "{}", ran.out);
    let [at, to_read] = ["The minutes:  ", "To read them: "].map(|words| {
        let line = ran.err.lines().find_map(|line| line.strip_prefix(words));
        line.unwrap_or_else(|| panic!("{words} in {ran:?}"))
            .to_owned()
    });
    assert!(Path::new(&at).is_file() && !at.contains(&last), "{at}");
    assert!(
        to_read.contains("read ") && !to_read.ends_with(&last),
        "{to_read}"
    );
    // Gone on with, from the list too; a closed meeting that is only looked at, and the list alone, say nothing.
    let id = to_read.rsplit(' ').next().unwrap().to_owned();
    let resumed = program.run_with_input(&["--plain", "resume", &id], b"/quit\n");
    assert!(resumed.err.contains(&at), "{resumed:?}");
    let list = program.run_with_input(&["--plain"], b"1\n/home\nquit\n");
    assert!(list.err.contains(&at), "{list:?}");
    for only_looked in [&["--plain", "resume", &last][..], &["--plain"]] {
        let ran = program.run_with_input(only_looked, b"/quit\n");
        assert!(!ran.err.contains("The minutes:"), "{ran:?}");
    }
}

#[test]
fn the_second_practice_meeting_is_the_review_of_the_first() {
    let program = Program::new();
    let ran = program.run_with_input(&["--plain", "practice", "--review"], b"/begin\n/quit\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let data = program.data().join("practice");
    let at = data.to_str().unwrap();
    let listed = program.run(&["--data", at, "list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 2, "{}", listed.out);
    let of = |state: &str| {
        let one = list.iter().find(|one| one["state"] == state);
        one.unwrap_or_else(|| panic!("none is {state}: {}", listed.out))["id"]
            .as_str()
            .unwrap()
    };
    let (last, review) = (of("closed"), of("open"));
    for id in [last, review] {
        assert_valid(&program, &folder_of(&data, id));
    }
    let read = |id: &str| -> serde_json::Value {
        let ran = program.run(&["--data", at, "read", id, "--json"]);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    };
    let (then, now) = (read(last), read(review));
    assert_eq!(now["meeting"]["review_of"]["meeting"], last);
    assert_eq!(now["meeting"]["made_up"], true);
    assert_eq!(now["promises"].as_array().unwrap().len(), 10);
    assert_eq!(now["core_groups_due"].as_array().unwrap().len(), 2);
    let day = |file: &serde_json::Value| {
        let at = file["meeting"]["began_at"].as_str().unwrap();
        chrono::DateTime::parse_from_rfc3339(at).unwrap()
    };
    // Either is moved by hours where it would run past midnight.
    let weeks = (day(&now) - day(&then)).num_weeks();
    assert!((11..=12).contains(&weeks), "{weeks}");
    // No line of either was left to be confirmed.
    for file in [&then, &now] {
        assert!(!file.to_string().contains("to_confirm"), "{file}");
    }
    let again = program.run_with_input(&["--plain", "practice", "--review"], b"/quit\n");
    assert_eq!(again.code, 0);
    let listed = program.run(&["--data", at, "list", "--json"]);
    assert_eq!(
        listed.out.matches("\"id\"").count(),
        2,
        "the open one goes on"
    );
}

#[test]
fn practice_held_makes_both_meetings_once() {
    let program = Program::new();
    let ran = program.run(&["practice", "--held"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let ids: Vec<&str> = ran.out.lines().collect();
    let [first, second] = ids.as_slice() else {
        panic!("two ids, a line each: {ran:?}");
    };
    let data = program.data().join("practice");
    let at = data.to_str().unwrap();
    for (id, agenda) in [(first, "restorative-icpc"), (second, "restorative-rcpc")] {
        assert!(ran.err.contains(&format!("read {id}")), "{}", ran.err);
        let read = program.run(&["--data", at, "read", id, "--json"]).out;
        let minutes: serde_json::Value = serde_json::from_str(&read).unwrap();
        assert_eq!(minutes["agenda"]["id"], agenda);
        assert_eq!(minutes["meeting"]["state"], "closed");
        assert_eq!(minutes["meeting"]["made_up"], true);
        assert!(!read.contains("to_confirm"), "{read}");
        assert_valid(&program, &folder_of(&data, id));
    }
    let again = program.run(&["practice", "--held"]);
    assert_eq!(again.out, ran.out, "the same two");
    // The review to practise on looks back on the same conference.
    let ran = program.run_with_input(&["--plain", "practice", "--review"], b"/quit\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let listed = program.run(&["--data", at, "list", "--json"]).out;
    assert_eq!(listed.matches("\"id\"").count(), 3, "{listed}");
    assert_eq!(program.run(&["list", "--json"]).out.trim(), "[]");
}
