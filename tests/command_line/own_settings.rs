//! "Done when 4": a council writes its own deadlines, quorum, scale, categories and closed days as the manual says, and
//! nothing else; each of the five shows in the minutes and in the record.

use super::program::Program;
use chrono::{Days, NaiveDate};
use serde_json::Value;
use talking_piece::domain::settings;

const PAGES: &str = concat!(
    include_str!("../../src/manual/settings.md"),
    include_str!("../../src/manual/agendas.md")
);

/// The example of the manual that starts with this comment.
fn example(of: &str) -> String {
    let from = PAGES.find(&format!("\n# {of}")).unwrap() + 1;
    PAGES[from..from + PAGES[from..].find("```").unwrap()].to_owned()
}

/// One of the council's own settings files: where `settings new` says it is.
fn write(program: &Program, name: &str, text: &str) {
    let begun = program.run(&["settings", "new", name]);
    assert_eq!(begun.code, 0, "{begun:?}");
    std::fs::write(begun.out.trim(), text).unwrap();
}

const CONFERENCE: &str = "\
/child Ella
/child Noah
/person SW A Patel; role: social worker; agency: children's services
/person HV J Okafor; role: health visitor; agency: health visiting
/person GP I Pestle; role: GP; agency: surgery
/arrive all
/begin
SW: the nights are loud
";

const SCORES: &str = "\
/section worry
/scale 1; by: SW; score: 9; why: the nights are loud
/scale 1; by: HV; score: 1; why: he grows well
";

const DECISION: &str = "\
/scale 1; by: GP; score: 2.5; why: they come when I ask
/section decision
/decision Ella; is: child protection plan starts; category: exploitation; reasons: seen
/decision Noah; is: no plan; category: not looked after; reasons: none
";

fn take(program: &Program, lines: &str) -> String {
    let arguments = [
        "take",
        "--new",
        "--agenda",
        "restorative-icpc",
        "--lines",
        "-",
    ];
    let ran = program.run_with_input(&arguments, lines.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    ran.out.lines().last().unwrap().to_owned()
}

fn go_on(program: &Program, id: &str, lines: &str) {
    let ran = program.run_with_input(&["take", id, "--lines", "-"], lines.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
}

fn deadline(minutes: &Value, rule: &str) -> (NaiveDate, String) {
    let all = minutes["deadlines"].as_array().unwrap();
    let one = all.iter().find(|one| one["rule"] == rule).unwrap();
    let words = one["words"].as_str().unwrap();
    (
        one["due"].as_str().unwrap().parse().unwrap(),
        words.to_owned(),
    )
}

fn day(minutes: &Value) -> NaiveDate {
    let began = minutes["meeting"]["began_at"].as_str().unwrap();
    began[..10].parse().unwrap()
}

fn quorum_at_the_decision(minutes: &Value) -> (bool, u64) {
    let moments = minutes["quorum"].as_array().unwrap();
    let decision = moments.iter().find(|moment| moment["when"] == "decision");
    let decision = decision.unwrap();
    (
        decision["reached"] == true,
        decision["have"].as_u64().unwrap(),
    )
}

#[test]
fn a_council_settles_five_things_of_its_own_by_the_readme_alone() {
    // Without own settings, for comparison.
    let before = Program::new();
    let decided = "/section decision\n/decision Ella; is: no plan; reasons: none\n";
    let id = take(&before, &format!("{CONFERENCE}{decided}"));
    let built_in = before.json(&id);
    assert_eq!(quorum_at_the_decision(&built_in), (true, 3));
    assert!(
        deadline(&built_in, "minutes")
            .1
            .contains(", 15 working days")
    );
    let core_group_before = deadline(&built_in, "first-core-group").0;

    let program = Program::new();
    for name in ["timescales", "vocabularies", "quorum", "scales"] {
        write(&program, name, &example(&format!("{name}.toml")));
    }
    // The closure of the manual, three weeks from today, so that a deadline comes after it on any day.
    let today = day(&built_in);
    let (from, to) = (today + Days::new(1), today + Days::new(21));
    let closures = example("closures.toml")
        .replace("2026-12-29", &from.to_string())
        .replace("2026-12-31", &to.to_string());
    write(&program, "closures", &closures);
    assert_eq!(program.run(&["settings", "check"]).code, 0);
    let copied = program.run(&["agenda", "new", "restorative-icpc"]);
    let agenda = std::fs::read_to_string(copied.out.trim()).unwrap();
    let agenda = format!("{agenda}\n{}", example("in your agenda"));
    std::fs::write(copied.out.trim(), agenda).unwrap();
    let checked = program.run(&["agenda", "check", copied.out.trim()]);
    assert_eq!(checked.code, 0, "{checked:?}");

    let id = take(&program, &format!("{CONFERENCE}{SCORES}"));
    // Two of three scores are in: neither file has a number or a reason.
    for file in ["minutes.json", "restricted.json"] {
        let text = std::fs::read_to_string(program.folder_of(&id).join(file)).unwrap();
        assert!(!text.contains("he grows well"), "{file}");
        assert!(!text.contains("\"score\""), "{file}");
    }
    assert_eq!(program.json(&id)["scales"][1]["hidden"], true);
    super::schema::assert_valid_meeting(&program, &id);
    for arguments in [&["read", &id][..], &["read", &id, "--restricted"]] {
        let page = program.run(arguments).out;
        assert!(page.contains("hidden until all are in"), "{page}");
        assert!(!page.contains("grows well"), "{page}");
    }
    go_on(&program, &id, DECISION);

    let minutes = program.json(&id);
    super::schema::assert_valid_meeting(&program, &id);
    let page = program.run(&["read", &id, "--width", "300"]).out;
    // 1: minutes in ten calendar days.
    let (due, words) = deadline(&minutes, "minutes");
    assert_eq!(due, day(&minutes) + Days::new(10));
    assert!(words.ends_with(", 10 days") && page.contains(&words));
    // 2: all of health is one agency.
    assert_eq!(quorum_at_the_decision(&minutes), (false, 2));
    // 3: 0 is the good end. The number at the other end alarms, and both ends are explained beside every number.
    let scores = minutes["scales"].as_array().unwrap();
    assert_eq!(scores[0]["alarm"], "Somebody has to act today.");
    assert!(scores[1].get("alarm").is_none() && scores[2].get("alarm").is_none());
    for score in scores {
        assert_eq!(score["low"], "Not worried: this child is very safe");
    }
    assert!(page.contains("0 = Not worried: this child is very safe · 10 = As worried as can be"));
    assert!(page.contains("! Somebody has to act today."), "{page}");
    assert!(page.contains("he grows well"));
    // 4: the council's own categories.
    assert_eq!(minutes["decisions"][0]["category"], "EXP");
    assert_eq!(minutes["decisions"][1]["category"], "NEG");
    assert!(page.contains("exploitation") && page.contains("not looked after"));
    // 5: ten working days pass over the closure.
    let (due, words) = deadline(&minutes, "first-core-group");
    assert!(
        words.contains(", 10 working days") && page.contains(&words),
        "{words}"
    );
    assert!(due > to && due > core_group_before, "{due}");
    assert!(
        minutes["settings"]["closures.toml"]
            .as_str()
            .unwrap()
            .contains("Christmas closure")
    );
}

#[test]
fn every_example_of_the_manual_has_no_faults() {
    let program = Program::new();
    let headings = PAGES.lines().filter_map(|line| line.strip_prefix("# "));
    let names = headings
        .filter_map(|heading| Some(heading.split_once(": ")?.0))
        .filter(|name| name.ends_with(".toml"));
    let mut checked = 0;
    for name in names {
        let file = program.home().join(name);
        std::fs::write(&file, example(name)).unwrap();
        let ran = program.run(&["settings", "check", file.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{ran:?}");
        checked += 1;
    }
    assert!(checked >= 5, "only {checked} examples were found");
}

#[test]
fn every_settings_file_that_the_manual_names_is_one() {
    let mut named = 0;
    for does in ["show", "explain", "new"] {
        for after in PAGES.split(&format!("settings {does} ")).skip(1) {
            let name = after.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let name = name.into_iter().next().unwrap();
            assert!(settings::file(name).is_some(), "settings {does} {name}");
            named += 1;
        }
    }
    assert!(named >= 3, "only {named} were found");
}
