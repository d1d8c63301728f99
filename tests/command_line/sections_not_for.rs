//! A section of an agenda whose words are not for somebody: named by role, as the agenda is written before anybody is known.

use super::program::Program;

const FAMILY: &str = "/person ME Marta Elderberry; role: mother
/person LQ Lorcan Quint; role: father
/person CH Corin Halfpenny; role: Chair
/person SW Anil Marlowe; role: social worker; agency: Children's services
/begin
/arrive all
";

/// A meeting whose first section is not for somebody, with these lines.
fn meeting(program: &Program, not_for: &str, lines: &str) -> String {
    let written = program.run(&["agenda", "new", "restorative-icpc"]);
    let path = written.out.trim();
    let text = std::fs::read_to_string(path).unwrap();
    let section = text.find("[[section]]").unwrap();
    let (before, sections) = text.split_at(section);
    let line = format!("[[section]]\nnot_for = {not_for}");
    let changed = format!("{before}{}", sections.replacen("[[section]]", &line, 1));
    std::fs::write(path, changed).unwrap();
    let checked = program.run(&["agenda", "check", path]);
    assert_eq!(checked.code, 0, "{checked:?}");
    program.meeting(&format!("{FAMILY}{lines}"))
}

fn minutes_for(program: &Program, id: &str, who: &str) -> String {
    let ran = program.run(&["export", id, "--document", "minutes", "--for", who]);
    assert_eq!(ran.code, 0, "{who} {ran:?}");
    ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_said_there_is_not_in_the_copy_of_whoever_has_that_role() {
    let program = Program::new();
    let id = meeting(
        &program,
        "[\"the father\"]",
        "SW: they stay with her sister Judit
SW: the review is in spring #open
/action Anil rings the sister; who: SW
/section 2
SW: he may read this
/not all; by: CH; why: he looks for them
",
    );
    let his = minutes_for(&program, &id, "LQ");
    for kept in ["Judit", "rings the sister"] {
        assert!(!his.contains(kept), "{kept}\n{his}");
    }
    for told in ["the review is in spring", "he may read this"] {
        assert!(his.contains(told), "{told}\n{his}");
    }
    let hers = minutes_for(&program, &id, "ME");
    for told in ["Judit", "rings the sister", "he may read this"] {
        assert!(hers.contains(told), "{told}\n{hers}");
    }
    // The common part says nothing of it, not even that the agenda does.
    let common = program.json(&id).to_string();
    for kept in ["Judit", "rings the sister", "the father"] {
        assert!(!common.contains(kept), "{kept}");
    }
}

#[test]
fn where_nobody_is_called_so_it_is_in_nobodys_copy() {
    let program = Program::new();
    let id = meeting(
        &program,
        "[\"grandmother\"]",
        "SW: they stay with her sister Judit\n",
    );
    for who in ["LQ", "ME", "SW"] {
        assert!(!minutes_for(&program, &id, who).contains("Judit"), "{who}");
    }
}

#[test]
fn the_agenda_says_so_where_it_is_shown() {
    let program = Program::new();
    meeting(&program, "[\"the father\", \"LQ\"]", "");
    let shown = program.run(&["agenda", "show", "restorative-icpc"]);
    assert!(
        shown.out.contains("not for the father, LQ"),
        "{}",
        shown.out
    );
}
