//! A council's own settings, written from the README alone: no code changes, and old minutes keep what they were made with.

use super::program::Program;
use std::path::Path;

fn write(program: &Program, name: &str, text: &str) {
    let listed = program.run(&["settings", "new", name]);
    assert_eq!(listed.code, 0, "{listed:?}");
    std::fs::write(listed.out.trim(), text).unwrap();
}

#[test]
fn a_category_of_ones_own_is_typed_written_and_still_read_when_the_file_is_gone() {
    let program = Program::new();
    write(
        &program,
        "vocabularies",
        "[[list]]\nid = \"categories\"\nentry = [\n  { code = \"EXP\", words = \"exploitation\" },\n  { code = \"NEG\", words = \"not looked after\" },\n]\n",
    );
    assert_eq!(program.run(&["settings", "check"]).code, 0);
    let id = program.meeting(
        "/child Ella\n/child Noah\n/begin\n/decision Ella; is: child protection plan starts; category: exploitation; reasons: seen\n/decision Noah; is: no plan; category: not looked after; reasons: none\n",
    );
    let minutes = program.json(&id);
    assert_eq!(minutes["decisions"][0]["category"], "EXP");
    assert_eq!(minutes["decisions"][1]["category"], "NEG");
    super::schema::assert_valid(&program);
    std::fs::remove_dir_all(program.data().join("settings")).unwrap();
    let page = program.run(&["read", &id]).out;
    assert!(
        page.contains("exploitation") && page.contains("not looked after"),
        "{page}"
    );
}

#[test]
fn thirty_faults_in_one_file_give_thirty_messages_with_line_and_column() {
    let program = Program::new();
    let mut text = String::new();
    for number in 0..30 {
        text.push_str(&format!("[[timescale]]\nid = \"own-{number}\"\nlabel = \"Rule {number}\"\nfrom_event = \"conference\"\namount = \"many\"\nunit = \"working_days\"\n\n"));
    }
    let file = program.home().join("timescales.toml");
    std::fs::write(&file, &text).unwrap();
    let ran = program.run(&["settings", "check", file.to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    let wrong = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with("amount"));
    for (at, line) in wrong {
        let column = line.find('"').unwrap() + 1;
        let place = format!("timescales.toml, line {}, column {column}:", at + 1);
        assert!(ran.err.contains(&place), "{place} in\n{}", ran.err);
    }
}

/// Puts a file that cannot be used where the settings are, and what is told of it.
type Unusable = (fn(&Path), &'static str);

const UNUSABLE: [Unusable; 7] = [
    (
        |path| std::fs::write(path, "other_agencies = \"two\"\n").unwrap(),
        "line 1, column 18: \"other_agencies\" is a whole number",
    ),
    (
        |path| std::fs::write(path, b"needed = [\"\xff\"]\n").unwrap(),
        "line 1, column 12: This file is not plain text in UTF-8",
    ),
    (
        |path| std::fs::write(path, "# ".repeat(600_000)).unwrap(),
        "larger than",
    ),
    (
        |path| std::fs::create_dir(path).unwrap(),
        "not an ordinary file",
    ),
    (
        |path| {
            let made = std::process::Command::new("mkfifo").arg(path).status();
            assert!(made.unwrap().success());
        },
        "not an ordinary file",
    ),
    (
        |path| std::os::unix::fs::symlink("nowhere.toml", path).unwrap(),
        "a link to a file that does not exist",
    ),
    (
        |path| std::os::unix::fs::symlink("quorum.toml", path).unwrap(),
        "symbolic link",
    ),
];

fn with_quorum_file(make: fn(&Path)) -> Program {
    let program = Program::new();
    let settings = program.data().join("settings");
    std::fs::create_dir_all(&settings).unwrap();
    make(&settings.join("quorum.toml"));
    program
}

#[test]
fn no_meeting_is_made_at_any_door_while_a_settings_file_cannot_be_used() {
    for (make, fault) in UNUSABLE {
        let program = with_quorum_file(make);
        let doors: [(&[&str], &str); 6] = [
            (&["take", "--new", "--lines", "-"], "/child Ella\n"),
            (&["start", "--agenda", "restorative-icpc", "--plain"], ""),
            (&["start", "--plain"], "1\n"),
            (&["--plain"], "new\n1\n/quit\n"),
            (&["practice", "--plain"], "/quit\n"),
            (&["practice", "--held"], ""),
        ];
        for (door, typed) in doors {
            let ran = program.run_with_input(door, typed.as_bytes());
            let told = format!("{}{}", ran.out, ran.err);
            for part in [
                "quorum.toml cannot be used",
                fault,
                "No meeting was made",
                "settings check",
                "--anyway",
            ] {
                assert!(told.contains(part), "{door:?}: {part}\n{told}");
            }
            let made = program.run(&["list"]).out;
            assert!(!made.contains("restorative"), "{door:?}: {made}");
            assert!(!program.data().join("practice").exists(), "{door:?}");
        }
        let checked = program.run(&["settings", "check"]);
        assert_eq!(checked.code, 2, "{fault}: {checked:?}");
        assert!(checked.err.contains("quorum.toml"), "{checked:?}");
    }
}

#[test]
fn a_meeting_made_anyway_says_so_wherever_it_is_seen() {
    for (make, fault) in UNUSABLE {
        let program = with_quorum_file(make);
        let ran = program.run_with_input(
            &["take", "--new", "--anyway", "--lines", "-"],
            b"/child Ella\n/begin\n",
        );
        let id = ran.out.lines().last().unwrap().to_owned();
        let minutes = program.json(&id);
        let kept = minutes["settings_not_used"]["quorum.toml"]
            .as_str()
            .unwrap();
        assert!(kept.contains(fault), "{kept}");
        super::schema::assert_valid_meeting(&program, &id);
        let said = "Made with the built-in settings, because the council's own could not be used: quorum.toml";
        let page = program.run(&["read", &id]).out.replace('\n', " ");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&page).contains(said), "{page}");
        let opened = program.run_with_input(&["resume", &id, "--plain"], b"/quit\n");
        assert!(words(&opened.out).contains(said), "{}", opened.out);
    }
}

#[test]
fn an_existing_meeting_opens_whatever_has_become_of_the_settings() {
    let program = Program::new();
    let id = program.meeting("/child Ella\n/begin\n");
    for (make, _) in UNUSABLE {
        let settings = program.data().join("settings");
        let _ = std::fs::remove_dir_all(&settings);
        std::fs::create_dir_all(&settings).unwrap();
        make(&settings.join("quorum.toml"));
        let ran = program.run_with_input(&["take", &id, "--lines", "-"], b": it is quiet\n");
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(program.json(&id).get("settings_not_used").is_none());
    }
}

const HEALTH_AND_SOCIAL_CARE: &str = "\
/child Ella
/person SW A Patel; role: social worker; agency: children's services
/person HV J Okafor; role: health visitor; agency: health visiting
/person GP I Pestle; role: GP; agency: surgery
/arrive all
/begin
/decision Ella; is: no plan; reasons: none needed
";

fn quorum_at_the_decision(program: &Program) -> (bool, u64) {
    let id = program.meeting(HEALTH_AND_SOCIAL_CARE);
    let minutes = program.json(&id);
    super::schema::assert_valid_meeting(program, &id);
    let moments = minutes["quorum"].as_array().unwrap();
    let decision = moments
        .iter()
        .find(|moment| moment["when"] == "decision")
        .unwrap();
    (
        decision["reached"].as_bool().unwrap(),
        decision["have"].as_u64().unwrap(),
    )
}

#[test]
fn health_counts_as_several_agencies_or_as_one_as_the_council_says() {
    let program = Program::new();
    assert_eq!(quorum_at_the_decision(&program), (true, 3));
    let built_in = program.run(&["settings", "show", "quorum"]).out;
    let (before, behind) = built_in.split_at(built_in.find("id = \"health\"").unwrap());
    let own = format!(
        "{before}{}",
        behind.replacen("counts = \"each\"", "counts = \"one\"", 1)
    );
    write(&program, "quorum", &own);
    assert_eq!(quorum_at_the_decision(&program), (false, 2));
}

#[test]
fn a_ten_day_rule_in_calendar_days_and_closed_days_move_the_deadlines() {
    let due = |program: &Program, rule: &str| {
        let id = program.meeting("/child Ella\n/begin\n");
        super::schema::assert_valid_meeting(program, &id);
        let minutes = program.json(&id);
        let all = minutes["deadlines"].as_array().unwrap().clone();
        let one = all.iter().find(|one| one["rule"] == rule).unwrap().clone();
        assert!(
            program
                .run(&["read", &id])
                .out
                .contains(one["words"].as_str().unwrap())
        );
        one["words"].as_str().unwrap().to_owned()
    };
    let program = Program::new();
    assert!(due(&program, "minutes").contains(", 15 working days"));
    write(
        &program,
        "timescales",
        "[[timescale]]\nid = \"minutes\"\namount = 10\nunit = \"calendar_days\"\n",
    );
    assert!(due(&program, "minutes").ends_with(", 10 days"));
}
