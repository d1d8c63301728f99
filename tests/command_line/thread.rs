//! `thread` through the built program, and what an open thread never says.

use super::compare::{conference_and_review, json};
use super::program::Program;

#[test]
fn an_action_is_followed_through_both_meetings_the_same_as_page_and_json() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let ran = program.run(&["thread", &last, "a5", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let found = json(&ran);
    assert_eq!(found["action"], "Window and heating repaired");
    let stations = found["stations"].as_array().unwrap();
    assert_eq!(stations.len(), 2);
    assert_eq!(stations[0]["meeting"]["id"], last);
    assert_eq!(stations[1]["meeting"]["id"], review);
    assert_eq!(stations[1]["looked_at"]["done"], false);
    assert_eq!(stations[1]["looked_at"]["why"], "the workmen did not come");
    let again = stations[1]["promised"]["record"].as_str().unwrap();
    let page = program.run(&["thread", &last, "a5", "--width", "50"]).out;
    for words in [
        "Who: Greta Rooftree",
        "Why: the workmen did not come",
        "Done: no",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(
        page.lines().all(|line| line.chars().count() <= 50),
        "{page}"
    );
    // The number on the page is enough.
    assert_eq!(program.run(&["thread", &last, "5", "--json"]).out, ran.out);
    // From the review it is the same thread.
    assert_eq!(
        program.run(&["thread", &review, again, "--json"]).out,
        ran.out
    );
}

#[test]
fn a_childs_wishes_the_scales_and_the_promises_are_followed() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let wishes = json(&program.run(&["thread", &review, "--wishes", "el", "--json"]));
    assert_eq!(wishes["child"], "Ella");
    let said = wishes["wishes"].as_array().unwrap();
    assert_eq!(said.len(), 3);
    assert!(
        said[0]["words"]
            .as_str()
            .unwrap()
            .starts_with("I want it quiet at night")
    );
    assert_eq!(said[2]["told"]["by"], "Anil Marlowe");
    // By the letters that the list shows, by the name, in any case.
    let listed = json(&program.run(&["list", "--json"]));
    let initials = listed[0]["children"][0].as_str().unwrap();
    assert_ne!(initials.to_lowercase(), "el");
    for typed in [initials, "ella", "EL"] {
        let same = json(&program.run(&["thread", &review, "--wishes", typed, "--json"]));
        assert_eq!(same, wishes, "{typed}");
    }
    let none = program.run(&["thread", &review, "--wishes", "nobody"]);
    assert!(none.code == 2 && none.err.contains("EL Ella"), "{none:?}");
    let scales = program
        .run(&["thread", &last, "--scales", "--width", "50"])
        .out;
    assert!(
        scales.contains("0 = This child is not safe at all"),
        "{scales}"
    );
    assert!(scales.contains("7      --------------O------"), "{scales}");
    let promises = json(&program.run(&["thread", &last, "--promises", "--json"]));
    let family = &promises["ledgers"][0];
    assert_eq!(
        (family["whose"].as_str(), family["kept"].as_u64()),
        (Some("The family"), Some(2))
    );
}

#[test]
fn only_the_full_threads_have_restricted_words() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let all = |restricted: &[&str]| {
        let mut text = String::new();
        for of in [
            &["a1"][..],
            &["--wishes", "EL"],
            &["--scales"],
            &["--promises"],
        ] {
            for meeting in [&last, &review] {
                for json in [&["--json"][..], &[]] {
                    let arguments = [&["thread", meeting.as_str()], of, json, restricted].concat();
                    let ran = program.run(&arguments);
                    assert!(ran.code == 0, "{ran:?}");
                    text.push_str(&ran.out);
                }
            }
        }
        text
    };
    assert!(!all(&[]).contains("CANARY"));
    let full = all(&["--restricted"]);
    assert!(
        full.contains("CANARY10") && full.contains("CANARY09"),
        "{full}"
    );
    // A restricted row is reported missing in the same words as one that does not exist.
    let hidden = program.run(&["thread", &last, "a6"]);
    let none = program.run(&["thread", &last, "a99"]);
    assert_eq!((hidden.code, none.code), (2, 2));
    assert_eq!(hidden.err.replace("goal a6 in", "goal a99 in"), none.err);
    assert!(
        none.err.contains("\n  a5 Window and heating repaired"),
        "{}",
        none.err
    );
    assert!(
        none.err.contains("\n  w1 ") && !none.err.contains("CANARY"),
        "{}",
        none.err
    );
    assert!(
        program
            .run(&["thread", &last, "a6", "--restricted"])
            .out
            .contains("CANARY09")
    );
}

#[test]
fn the_two_practice_meetings_show_a_wish_and_what_answers_it() {
    let program = Program::new();
    let ran = program.run_with_input(&["--plain", "practice", "--review"], b"/begin\n/quit\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    let data = program.data().join("practice");
    let at = data.to_str().unwrap();
    let list = json(&program.run(&["--data", at, "list", "--json"]));
    let of = |state: &str| {
        let all = list.as_array().unwrap();
        let one = all.iter().find(|one| one["state"] == state).unwrap();
        one["id"].as_str().unwrap().to_owned()
    };
    let (last, review) = (of("closed"), of("open"));
    let wishes = program.run(&["--data", at, "thread", &review, "--wishes", "EL"]);
    assert_eq!(wishes.code, 0, "{wishes:?}");
    assert!(
        wishes.out.contains("I want it quiet at night"),
        "{}",
        wishes.out
    );
    assert!(
        wishes.out.contains("Kasia's sister stays in the flat"),
        "{}",
        wishes.out
    );
    assert!(wishes.out.contains("[Made up]"));
    let compared = program.run(&["--data", at, "compare", &last, &review]);
    assert_eq!(compared.code, 0, "{compared:?}");
    assert!(compared.out.contains("The people"));
    let due = program.run(&["--data", at, "due"]);
    assert_eq!(due.code, 0, "{due:?}");
    assert!(
        due.out.contains("(made up)") && due.out.contains("decision letter"),
        "{}",
        due.out
    );
}

#[test]
fn one_thread_at_a_time_is_asked_for() {
    let program = Program::new();
    let id = program.meeting("/child Ella\n/begin\n");
    for wrong in [&["thread", &id][..], &["thread", &id, "a1", "--scales"]] {
        assert_eq!(program.run(wrong).code, 2);
    }
    let ran = program.run(&["thread", &id, "--wishes", "ZZ"]);
    assert!(
        ran.code == 2 && ran.err.contains("ZZ matches no child"),
        "{ran:?}"
    );
}
