//! `compare` through the built program: two meetings, two versions, and what an open comparison never says.

use super::program::{Program, Ran};
use serde_json::Value;

const LAST: &str = include_str!("../fixtures/whole-conference.lines");
const REVIEW: &str = include_str!("../fixtures/whole-review.lines");

pub fn conference_and_review(program: &Program) -> (String, String) {
    let last = program.meeting(LAST);
    let ran = program.run_with_input(
        &["take", "--new", "--from", &last, "--lines", "-"],
        REVIEW.as_bytes(),
    );
    let review = ran.out.lines().last().unwrap().to_owned();
    (last, review)
}

pub fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn part<'a>(of: &'a Value, id: &str) -> &'a Value {
    let parts = of["parts"].as_array().unwrap();
    parts.iter().find(|part| part["part"] == id).unwrap()
}

#[test]
fn a_conference_and_its_review_are_compared_in_people_plan_views_and_decisions() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let ran = program.run(&["compare", &last, &review, "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let found = json(&ran);
    assert_eq!(found["earlier"]["id"], last);
    let turned = program.run(&["compare", &review, &last, "--json"]);
    assert_eq!(
        turned.out, ran.out,
        "what came first is before, however one asks"
    );
    assert_eq!(found["same_meeting"], false);
    assert_eq!(part(&found, "children")["unchanged"], 3);
    let plan = part(&found, "plan");
    assert_eq!(plan["changed"].as_array().unwrap().len(), 2);
    assert_eq!(plan["added"][0]["words"], "Check in with the family");
    assert_eq!(plan["taken_away"].as_array().unwrap().len(), 3);
    let ella = &part(&found, "decisions")["changed"][0];
    assert_eq!(ella["fields"][0]["after"], "child protection plan ends");
    let words = &part(&found, "views")["changed"][0]["fields"][0];
    assert_eq!(words["after"], "it is quiet now and I have the lamp");
    let page = program.run(&["compare", &last, &review, "--width", "50"]);
    assert!(page.out.contains("Only in the earlier one"));
    assert!(
        page.out.lines().all(|line| line.chars().count() <= 50),
        "{}",
        page.out
    );
    assert!(!page.out.contains("CANARY") && !ran.out.contains("CANARY"));
}

#[test]
fn only_the_full_comparison_has_restricted_words() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let full = program.run(&["compare", &last, &review, "--restricted"]);
    assert_eq!(full.code, 0, "{full:?}");
    assert!(full.out.contains("[Restricted]") && full.out.contains("CANARY"));
    // Handed over without the restricted part: the full comparison says so and shows nothing.
    let folder = program.folder_of(&review);
    std::fs::remove_dir_all(folder.join("journal")).unwrap();
    // What was handed over has no seal here, and no line on record.
    std::fs::remove_dir_all(program.data().join("seals")).unwrap();
    for file in ["restricted.json", "seal.json"] {
        std::fs::remove_file(folder.join(file)).unwrap();
    }
    let ran = program.run(&["compare", &last, &review, "--restricted"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("restricted part"), "{}", ran.err);
    let open = program.run(&["compare", &last, &review]);
    assert_eq!(open.code, 0, "{open:?}");
    assert!(!open.out.contains("CANARY"));
}

#[test]
fn versions_are_compared_and_what_was_restricted_since_does_not_come_back() {
    let program = Program::new();
    let id = program.meeting(
        "/child Ella; born: 4 Mar 2017\n/person KS Kelly Smith; role: mother\n/person CH Sam Hall; role: Chair\n/begin\n/arrive all\n\
         /view Ella; by: letter; words: yes\n/action Kelly rings the school; who: KS; by: 12 Dec\n\
         KS: we live in canary now\nKS: the neighbour is canary2\n\
         /close it is made up\n/minutes signed off; by: CH\n/reopen something was wrong\n\
         /mark ^1 #restricted\nKS: one more thing\n/action Somebody else\n",
    );
    let first = format!("{id}@1");
    let ran = program.run(&["compare", &first, &id, "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let found = json(&ran);
    assert_eq!(found["same_meeting"], true);
    assert_eq!(found["earlier"]["version"], 1);
    assert_eq!(
        program.run(&["compare", &id, &first, "--json"]).out,
        ran.out
    );
    assert_eq!(part(&found, "plan")["added"][0]["words"], "Somebody else");
    let hidden = program.json(&id)["contributions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["visibility"] == "restricted")
        .count();
    assert_eq!(hidden, 1);
    let open = |text: &str| text.matches("canary").count();
    let full = program.run(&["compare", &first, &id, "--restricted", "--json"]);
    assert!(open(&full.out) > open(&ran.out), "{} {}", full.out, ran.out);
    let kept = std::fs::read_to_string(program.folder().join("earlier/1-minutes.json")).unwrap();
    let now = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
    assert_eq!((open(&kept), open(&now)), (2, 1));
    assert_eq!(
        open(&ran.out),
        0,
        "nothing of it differs openly: {}",
        ran.out
    );
}

#[test]
fn what_is_not_there_is_said_in_words() {
    let program = Program::new();
    let id = program.meeting("/child Ella\n/begin\n");
    for (named, words) in [
        ("zzzz", "zzzz"),
        ("@x", "not a version number"),
        ("@7", "no version 7"),
    ] {
        let other = if named.starts_with('@') {
            format!("{id}{named}")
        } else {
            named.to_owned()
        };
        let ran = program.run(&["compare", &id, &other]);
        // A version that does not exist is wrong input, like a meeting that does not, as with read --version.
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        let is_said = ran.err.contains(words) || named == "zzzz" && !ran.err.is_empty();
        assert!(is_said, "{}", ran.err);
    }
    let same = program.run(&["compare", &id, &id]);
    assert!(same.out.contains("Nothing differs."), "{}", same.out);
}
