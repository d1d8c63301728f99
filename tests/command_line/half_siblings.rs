//! Two children with one mother and two fathers at one table: each father's papers are about his own child, in every format,
//! and what was left out for that reason is listed. Everybody is made up.

use super::papers::{copy_for, papers};
use super::program::{Program, has};

/// What is about Rory alone has a word with `zeb` in it, what is about Posy alone one with `pos`.
const LINES: &str = "\
/meeting P-7; venue: Elm Room
/person ME Marta Elderberry; role: mother; relation: mother of Posy and Rory
/person LQ Lorcan Quint; role: father; relation: father of Posy, lives apart
/person JT Jory Tansy; role: father; relation: Rory's father
/person GM Ida Vane; role: grandmother
/person CH Corin Halfpenny; role: Chair
/person SW Anil Marlowe; role: social worker; agency: Children's services
/person HV Hilde Brack; role: health visitor; agency: Health
/person ST Wren Chalk; role: teacher; agency: Elm School
/child Posy Elderberry; code: PY; born: 4 Mar 2017; lives with: her mother poshouse; needs: a poslamp; surgery: Posgate Surgery; social worker: SW
/child Rory Tansy; code: RO; called: the boy; born: 9 Jul 2019; lives with: his aunt zebhouse; needs: a zeblamp; surgery: Zebgate Surgery; school: Zebfield School
/begin
/arrive all
SW: both children have been seen this week
SW: ! zebworry at night @rory
SW: ! posworry at night @posy
SW: they sleep in one room @posy @rory
HV: Rory has been to the dentist
LQ: I saw zebfrost on his window @rory
RO: I want my zebtrain
/view Posy; by: letter; words: I want my posdoll; agreed: all; gathered by: HV
/view Rory; by: letter; words: I want my zebcar back; agreed: all; gathered by: HV
/relative Zebina Vane; is: aunt; of: Rory
/event zebfall from a swing; for: Rory; on: 3 Nov
/action Zebstep is taken; who: SW; by: 4 Dec; for: Rory; outcome: all sleep through the night
/action Posstep is taken; who: SW; by: 4 Dec; for: Posy; outcome: all sleep through the night
/action Everystep is taken; who: SW, JT; by: 4 Dec; outcome: all sleep through the night
/whatif zebfever comes back; then: zebring the nurse; who: ME; for: Rory
/offer a zebcot is lent; by: HV; for: Rory; accepted: yes
/agency Children's services; child: Posy; view: child protection plan; category: neglect; by: SW; reason: seen at both homes
/agency Children's services; child: Rory; view: child in need plan; by: SW; reason: seen at both homes
/agency Health; child: Rory; view: early help; by: HV; reason: zebweight is low
/decision Posy; is: child protection plan; category: neglect; reasons: posreason counts here; decided by: all agreed
/decision Rory; is: child in need plan; reasons: zebreason counts here; decided by: all agreed
/dissent Father; by: JT; child: Rory; from: a child protection plan; reasons: zebdoubt is mine; formal: no
/core SW; role: leads the plan; chosen: yes
/core JT; role: zebgroup father; for: Rory; chosen: yes
/date First core group; on: in 8 working days; at: 14:00
";

const OF_RORY: [&str; 9] = [
    "2019",
    "Jul",
    "Zebgate",
    "Zebfield",
    "Zebina",
    "RO ",
    "(RO",
    "in need",
    "early help",
];

fn all_papers(program: &Program, id: &str, who: &str, format: &str) -> String {
    let to = program.home().join("all");
    let to = to.to_str().unwrap();
    let ran = papers(program, id, &["--for", who, "--as", format, "--write", to]);
    assert_eq!(ran.code, 0, "{who} {format} {ran:?}");
    let text = super::papers::text_in(&std::path::Path::new(to).join("copy-1"));
    std::fs::remove_dir_all(to).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_fathers_papers_are_about_his_own_child_in_every_format() {
    let program = Program::new();
    let id = program.meeting(LINES);
    for format in [
        "text",
        "markdown",
        "html",
        "large-print",
        "csv",
        "docx",
        "json",
    ] {
        if format == "docx" && !has("python3", &["-V"]) {
            continue;
        }
        let his = all_papers(&program, &id, "LQ", format);
        // What he said himself is his to keep.
        let others = his.replace("zebfrost", "").to_lowercase();
        assert!(!others.contains("zeb"), "{format}\n{his}");
        for words in OF_RORY {
            assert!(!his.contains(words), "{format}: {words}\n{his}");
        }
        let rorys = all_papers(&program, &id, "JT", format);
        assert!(
            !rorys.contains("pos") && !rorys.contains("Pos-"),
            "{format}\n{rorys}"
        );
        for (text, own) in [(&his, "Posstep"), (&rorys, "Zebstep")] {
            for words in [own, "Everystep", "ll sleep through"] {
                assert!(text.contains(words), "{format}: {words}\n{text}");
            }
        }
    }
    let his = all_papers(&program, &id, "LQ", "text");
    for words in [
        "zebfrost",
        "both children have been seen",
        "they sleep in one room",
        "posworry",
        "posdoll",
        "seen at both homes",
        "4 Mar 2017",
        "posreason counts here",
        "Posy will have a child protection plan",
    ] {
        assert!(his.contains(words), "{words}\n{his}");
    }
    let rorys = all_papers(&program, &id, "JT", "text");
    for words in ["zebworry", "zebcar", "zebtrain", "zebdoubt", "9 Jul 2019"] {
        assert!(rorys.contains(words), "{words}\n{rorys}");
    }
    // Their mother and whoever comes for an agency read of both.
    for who in ["ME", "SW"] {
        let hers = copy_for(&program, &id, who);
        for words in ["zebworry", "posworry", "zebreason", "posreason"] {
            assert!(hers.contains(words), "{who}: {words}\n{hers}");
        }
    }
}

#[test]
fn what_is_left_out_for_that_reason_is_listed_and_whose_child_is_asked() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let ran = papers(&program, &id, &[]);
    assert!(ran.code == 0, "{ran:?}");
    let his = ran
        .out
        .lines()
        .find(|line| line.starts_with("Lorcan"))
        .unwrap();
    assert!(
        his.contains("About Posy Elderberry.") && his.contains("about a child who is not theirs"),
        "{}",
        ran.out
    );
    let asked = ran
        .err
        .lines()
        .find(|line| line.contains("Whose child?"))
        .unwrap();
    assert!(
        asked.contains("Ida Vane") && !asked.contains("Marta"),
        "{asked}"
    );
    let to = program.home().join("listed");
    papers(&program, &id, &["--write", to.to_str().unwrap()]);
    let list = std::fs::read_to_string(to.join("for-the-chair-only.txt")).unwrap();
    let list = list.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Whose child?",
        "about a child who is not theirs",
        "About: Posy Elderberry",
        "but with the child's name in it",
    ] {
        assert!(list.contains(words), "{words}\n{list}");
    }
    // Until it is said, she reads of both.
    let hers = copy_for(&program, &id, "GM");
    assert!(
        hers.contains("zebworry") && hers.contains("posworry"),
        "{hers}"
    );
}

#[test]
fn what_the_chair_says_of_whose_child_it_is_wins() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{LINES}/gets GM; about: Posy\n/gets LQ; about: PY, RO; by: CH\n"
    ));
    let hers = copy_for(&program, &id, "GM");
    assert!(
        !hers.contains("zebworry") && hers.contains("posworry"),
        "{hers}"
    );
    assert!(copy_for(&program, &id, "LQ").contains("zebworry"));
    assert!(!papers(&program, &id, &[]).err.contains("Whose child?"));
    // Not certain is nobody's copy.
    let id = program.meeting(&format!("{LINES}/gets LQ; about: Possy and the other\n"));
    for ran in [
        papers(&program, &id, &["--for", "LQ"]),
        program.run(&["export", &id, "--document", "letter", "--for", "LQ"]),
    ] {
        assert_ne!(ran.code, 0, "{ran:?}");
        let told = format!("{}{}", ran.out, ran.err);
        assert!(told.contains("is to be confirmed"), "{told}");
    }
    // The list as it stands is confirmed with the children that are in it.
    let id = program.meeting(&format!(
        "{LINES}/papers all; by: CH\n/child Fay Tansy; code: FA; born: 1 Feb 2020\nSW: ! fayworry at night @fay\n"
    ));
    assert!(!papers(&program, &id, &[]).err.contains("Whose child?"));
    for who in ["GM", "LQ", "ME"] {
        let copy = copy_for(&program, &id, who);
        assert!(!copy.contains("fayworry"), "{who}\n{copy}");
    }
}

#[test]
fn relations_are_read_as_they_are_written() {
    let program = Program::new();
    for (relation, posy, rory) in [
        ("relation: father of Posy", true, false),
        ("relation: Rory\u{2019}s dad", false, true),
        ("relation: father of Posy, not of Rory", true, false),
        ("relation: father of Posy but not Rory", true, false),
        ("relation: father of both", true, true),
        ("relation: father of all the children", true, true),
        ("relation: Posy Elderberry's father", true, false),
        ("relation: father (RO)", false, true),
        // Nobody can tell: all of them, as long as nobody says it.
        ("relation: lives apart", true, true),
        ("relation: the mother's friend", true, true),
        ("role: father of Posy", true, false),
    ] {
        let lines = LINES.replace("relation: father of Posy, lives apart", relation);
        let lines = match relation.starts_with("role") {
            true => lines.replace("role: father; role", "role"),
            false => lines,
        };
        let id = program.meeting(&lines);
        let his = copy_for(&program, &id, "LQ");
        assert_eq!(his.contains("posworry"), posy, "{relation}\n{his}");
        assert_eq!(his.contains("zebworry"), rory, "{relation}\n{his}");
    }
}

/// Somebody who is somebody to some of the children, and it does not say to which: no copy until it is said.
#[test]
fn of_some_of_the_children_no_copy_is_made() {
    let program = Program::new();
    let third = "/child Fay Tansy; code: FA; born: 1 Feb 2020\n/begin\n";
    for relation in [
        "relation: father of both",
        "relation: father of the two younger ones",
        "relation: not Rory's father",
        "relation: father of the girls",
        "relation: dad to the eldest",
        "relation: father of one of them",
    ] {
        let lines = LINES.replace("relation: father of Posy, lives apart", relation);
        let id = program.meeting(&lines.replace("/begin\n", third));
        let ran = program.run(&["export", &id, "--document", "minutes", "--for", "LQ"]);
        assert_ne!(ran.code, 0, "{relation}: {}", ran.out);
        assert!(!ran.out.contains("worry"), "{relation}: {}", ran.out);
        // Once the Chair says it, it is made.
        let said = format!(
            "{}/gets LQ; about: Posy; by: CH\n",
            lines.replace("/begin\n", third)
        );
        let id = program.meeting(&said);
        let ran = program.run(&["export", &id, "--document", "minutes", "--for", "LQ"]);
        assert_eq!(ran.code, 0, "{relation}: {}", ran.err);
        assert!(!ran.out.contains("zebworry"), "{relation}: {}", ran.out);
    }
}

#[test]
fn what_is_said_of_another_child_and_repeated_elsewhere_stops_the_copy() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}HV: I heard that zebworry at night, too\nHV: zebworry at night was heard\nHV: he said I want my zebcar back\n"));
    let ran = papers(&program, &id, &["--for", "LQ"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.contains("also stands where this copy shows it"),
        "{}",
        ran.out
    );
    assert_eq!(papers(&program, &id, &["--for", "JT"]).code, 0);
}

#[test]
fn one_paper_about_one_child_is_made_for_whose_child_it_is_and_no_minutes_tell_of_more() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let export = |more: &[&str]| program.run(&[&["export", &id], more].concat());
    let hers = export(&["--document", "minutes", "--for", "ME", "--child", "PY"]);
    assert!(
        hers.code == 0 && hers.out.contains("posworry") && !hers.out.contains("zeb"),
        "{hers:?}"
    );
    for who in ["letter", "minutes", "child"] {
        let his = export(&["--document", who, "--for", "LQ", "--child", "RO"]);
        assert_eq!(his.code, 2, "{his:?}");
        assert!(his.err.contains("not about Rory Tansy"), "{his:?}");
    }
    let open = export(&["--document", "minutes", "--child", "PY"]);
    assert!(
        open.code == 2 && open.err.contains("the copy of somebody"),
        "{open:?}"
    );
    // Words of the council's phrases are nobody's.
    assert_eq!(export(&["--document", "child", "--for", "PY"]).code, 0);
    // A child's own paper tells of that child.
    let posys = export(&["--document", "minutes", "--for", "PY"]);
    assert!(
        posys.code == 0 && !posys.out.contains("zebworry"),
        "{posys:?}"
    );
}
