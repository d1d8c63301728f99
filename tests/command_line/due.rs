//! `due` through the built program: late ones first, in words, and nothing restricted.

use super::compare::json;
use super::program::Program;

const MEETING: &str = "\
/meeting P-1; venue: Nowhere
/child Ella; born: 4 Mar 2017
/person KS Kelly Smith; role: mother
/person SW Anna Patel; role: social worker; agency: Nowhere Care
/begin
/arrive all
/view Ella; by: letter; words: yes; told by: SW; tell by: in 2 days
/action Kelly books a place; who: KS; by: in 9 days
/action CANARY1 moves; who: KS; by: in 3 days #restricted
/date CANARY2; on: in 3 days #restricted
/close it is made up
";

#[test]
fn what_is_due_comes_late_ones_first_and_nothing_restricted() {
    let program = Program::new();
    let id = program.meeting(MEETING);
    let began = program.json(&id)["meeting"]["began_at"]
        .as_str()
        .unwrap()
        .to_owned();
    let day: chrono::NaiveDate = began.split('T').next().unwrap().parse().unwrap();
    let on = (day + chrono::Days::new(30)).to_string();
    let ran = program.run(&["due", "--on", &on, "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let found = json(&ran);
    let items = found["items"].as_array().unwrap();
    assert_eq!(items[0]["what"], "decision_letter");
    assert!(items[0]["late_by"].as_u64().unwrap() > 15);
    let words = items[0]["words"].as_str().unwrap();
    assert!(
        words.starts_with("late by ")
            && words.contains("working days: decision letter, meeting of "),
        "{words}"
    );
    assert!(words.ends_with("reference P-1"), "{words}");
    let action = items.iter().find(|item| item["what"] == "action").unwrap();
    assert_eq!(
        (action["record"].as_str(), action["late_by"].as_u64()),
        (Some("a1"), Some(21))
    );
    assert!(
        items
            .iter()
            .any(|item| item["what"] == "tell_child" && item["who"] == "Anna Patel")
    );
    // The review is later than six weeks from then on, and is there when one looks further.
    assert!(items.iter().all(|item| item["what"] != "review"));
    let far = (day + chrono::Days::new(200)).to_string();
    let far = program.run(&["due", "--on", &on, "--until", &far, "--json"]);
    assert!(far.out.contains("\"review\""), "{}", far.out);
    let page = program.run(&["due", "--on", &on, "--width", "50"]);
    assert!(page.out.contains("Late\n----"), "{}", page.out);
    assert!(
        page.out.lines().all(|line| line.chars().count() <= 50),
        "{}",
        page.out
    );
    for open in [&ran.out, &far.out, &page.out] {
        assert!(!open.contains("CANARY"), "{open}");
    }
    let before = program.run(&["due", "--on", &day.to_string(), "--restricted"]);
    assert!(
        before.out.contains("CANARY1") && before.out.contains("CANARY2"),
        "{}",
        before.out
    );
    assert!(before.out.contains("[Restricted]"));
}

#[test]
fn days_are_taken_as_one_says_them_and_a_wrong_one_shows_how() {
    let program = Program::new();
    for (typed, same) in [("on 1 Dec 2026", "2026-12-01"), ("1.12.2026", "2026-12-01")] {
        let on = |day: &str| program.run(&["due", "--on", day, "--until", "in 6 weeks"]);
        assert_eq!(on(typed).code, 0, "{:?}", on(typed));
        assert_eq!(on(typed).out, on(same).out);
        assert!(
            on(typed).out.contains("until Tue 12 Jan 2027"),
            "{:?}",
            on(typed)
        );
    }
    for wrong in [["--on", "soon"], ["--until", "next week"]] {
        let ran = program.run(&["due", wrong[0], wrong[1]]);
        assert!(ran.code == 2 && ran.err.contains("4 Dec"), "{ran:?}");
    }
    let plain = program.run_with_input(&["--plain"], b"due on 2026-12-01\nback\ndue soon\nquit\n");
    assert!(plain.out.contains("seen from Tue 1 Dec 2026"), "{plain:?}");
    assert!(
        plain.out.contains("\"soon\" cannot be read as a day"),
        "{plain:?}"
    );
}

#[test]
fn an_open_action_of_a_restricted_person_is_opened_on_the_record_and_marked() {
    let program = Program::new();
    let id = program.meeting(
        "/child Ella\n/person CN Canary Person; role: aunt #restricted\n/begin\n\
         /action A lamp is bought; who: CN; by: in 3 days\n\
         /view Ella; by: not asked; reason: made up\n/close it is made up\n",
    );
    let audit = || -> usize {
        let files = std::fs::read_dir(program.data().join("audit"));
        let files = files.into_iter().flatten().map(|file| file.unwrap().path());
        let ours = files.filter(|path| path.to_string_lossy().contains(&id));
        ours.map(|path| std::fs::read_to_string(path).unwrap())
            .map(|text| text.matches("\"listed\"").count())
            .sum()
    };
    assert_eq!(program.json(&id)["meeting"]["state"], "closed");
    let open = program.run(&["due", "--json"]);
    assert!(open.out.contains("A lamp") && !open.out.contains("Canary"));
    assert_eq!(audit(), 0);
    // Words of closed minutes were printed without a record: now one line a call, however many they are from.
    let lists = || -> usize {
        let files = std::fs::read_dir(program.data().join("audit"));
        let files = files.into_iter().flatten().map(|file| file.unwrap().path());
        let all = files.filter(|path| path.to_string_lossy().contains("allminutes"));
        all.map(|path| std::fs::read_to_string(path).unwrap())
            .map(|text| text.matches("\"listed\"").count())
            .sum()
    };
    assert_eq!(lists(), 1);
    program.run(&["due"]);
    assert_eq!(lists(), 2);
    let full = json(&program.run(&["due", "--restricted", "--json"]));
    let items = full["items"].as_array().unwrap();
    let lamp = items.iter().find(|item| item["record"] == "a1").unwrap();
    assert_eq!(lamp["who"], "Canary Person");
    assert_eq!(lamp["restricted"], true, "{lamp}");
    let letter = items.iter().find(|item| item["what"] == "decision_letter");
    assert_eq!(letter.unwrap()["restricted"], false);
    assert_eq!(audit(), 1);
}

#[test]
fn nothing_due_is_said_and_a_meeting_that_cannot_be_read_is_told() {
    let program = Program::new();
    let ran = program.run(&["due", "--on", "2026-12-01"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains("Nothing is due until Tue 12 Jan 2027."),
        "{}",
        ran.out
    );
    let id = program.meeting(MEETING);
    let folder = program.folder_of(&id);
    std::fs::remove_dir_all(folder.join("journal")).unwrap();
    std::fs::write(
        folder.join("minutes.json"),
        "{\"format\":\"something else\"}",
    )
    .unwrap();
    let ran = program.run(&["due"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("minutes of talking-piece"), "{}", ran.err);
}
