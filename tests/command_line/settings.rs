//! A council's own settings, written from the README alone: no code changes, and old minutes keep what they were made with.

use super::program::Program;

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

#[test]
fn a_faulty_file_is_told_of_and_the_built_in_one_is_used() {
    let program = Program::new();
    write(&program, "quorum", "other_agencies = \"two\"\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], b"/child Ella\n");
    assert!(ran.err.contains("quorum.toml has faults"), "{}", ran.err);
    assert_eq!(program.run(&["settings", "check"]).code, 2);
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
    assert!(due(&program, "minutes").ends_with(", 15 working days"));
    write(
        &program,
        "timescales",
        "[[timescale]]\nid = \"minutes\"\namount = 10\nunit = \"calendar_days\"\n",
    );
    assert!(due(&program, "minutes").ends_with(", 10 days"));
}
