//! One paper for one person, and papers in a format that not every paper has.

use super::program::{Program, Ran};

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Teal; role: father
/person CH Corin Halfpenny; role: Chair
/person SW Anil Marlowe; role: social worker; agency: Children's services
/begin
/arrive all
KS: We all want it quiet at night.
SW: She stays in Canaryford #not DT
/action Kasia rings; who: KS; by: 4 Dec; outcome: sleep
/core SW; role: leads
/date First core group; on: in 8 working days; at: 14:00
";
const DECIDED: &str = "/not all; by: CH; why: he looks for her\n";

fn export(program: &Program, id: &str, document: &str, more: &[&str]) -> Ran {
    program.run(&[&["export", id, "--document", document], more].concat())
}

#[test]
fn one_paper_for_one_person_is_the_one_that_person_gets() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}{DECIDED}"));
    for (who, is_in) in [("KS", true), ("the social worker", true), ("DT", false)] {
        let ran = export(&program, &id, "minutes", &["--for", who]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains("quiet at night"), "{who}: {}", ran.out);
        assert_eq!(ran.out.contains("Canaryford"), is_in, "{who}: {}", ran.out);
    }
    let his = export(&program, &id, "minutes", &["--for", "DT"]).out;
    let to = program.home().join("copies");
    program.run(&[
        "papers",
        &id,
        "--for",
        "DT",
        "--write",
        to.to_str().unwrap(),
    ]);
    assert_eq!(
        std::fs::read_to_string(to.join("copy-1/minutes.txt")).unwrap(),
        his
    );
    let of_ella = export(&program, &id, "child", &["--for", "Ella"]);
    assert_eq!(of_ella.code, 0, "{of_ella:?}");
    let for_kasia = export(&program, &id, "child", &["--for", "KS", "--child", "Ella"]);
    assert_eq!(for_kasia.code, 0, "{for_kasia:?}");
}

#[test]
fn what_is_undecided_stops_one_paper_as_it_stops_all_and_nothing_is_written() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let out = program.home().join("his.txt");
    let his = ["--for", "DT", "--out", out.to_str().unwrap()];
    let ran = export(&program, &id, "minutes", &his);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.out.is_empty() && ran.err.contains("/not all; by: CH"),
        "{ran:?}"
    );
    assert!(!out.exists());
    assert_eq!(export(&program, &id, "minutes", &["--for", "KS"]).code, 0);
    let nobody = export(&program, &id, "minutes", &["--for", "XX"]);
    assert!(
        nobody.code == 2 && nobody.err.contains("Nobody in this meeting is called"),
        "{nobody:?}"
    );
}

#[test]
fn papers_that_a_format_cannot_hold_are_left_out_and_that_is_said() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}{DECIDED}"));
    for (format, held, skipped, what) in [
        (
            "csv",
            &["plan.csv", "agency.csv"][..],
            "letter",
            "rows for a table",
        ),
        ("ics", &["core-group.ics"], "plan", "dates for a calendar"),
    ] {
        let to = program.home().join(format);
        let ran = program.run(&[
            "papers",
            &id,
            "--as",
            format,
            "--write",
            to.to_str().unwrap(),
        ]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            ran.err.contains(what) && ran.err.contains(skipped),
            "{}",
            ran.err
        );
        let mut files = Vec::new();
        for folder in std::fs::read_dir(&to)
            .unwrap()
            .map(|one| one.unwrap().path())
        {
            if folder.is_dir() {
                let inside = std::fs::read_dir(folder).unwrap();
                files.extend(inside.map(|one| one.unwrap().file_name().into_string().unwrap()));
            }
        }
        assert!(
            !files.is_empty() && files.iter().all(|name| held.contains(&name.as_str())),
            "{files:?}"
        );
        let list = std::fs::read_to_string(to.join("for-the-chair-only.txt")).unwrap();
        assert!(list.contains(what), "{list}");
    }
    // Nothing at all to be written is no folder.
    let to = program.home().join("none");
    let to = to.to_str().unwrap();
    let ran = program.run(&["papers", &id, "--for", "CH", "--as", "csv", "--write", to]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(!std::path::Path::new(to).exists());
}
