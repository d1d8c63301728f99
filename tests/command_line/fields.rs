//! A council's own `fields.toml`: any answer required, hidden or renamed, and nothing lost or opened by it.

use super::program::Program;
use serde_json::Value;

const FIELDS: &str = "\
[[answer]]
record = \"action\"
field = \"support\"
is = \"required\"
[[answer]]
record = \"action\"
field = \"need\"
label = \"danger\"
[[answer]]
record = \"child\"
field = \"surgery\"
is = \"hidden\"
";

fn with_file(text: &str) -> Program {
    let program = Program::new();
    let folder = program.data().join("settings");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("fields.toml"), text).unwrap();
    program
}

fn minutes(program: &Program) -> Value {
    let file = program.folder().join("minutes.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn each_fault_of_a_file_of_answers_is_named_with_its_line_and_column() {
    let faulty = "\
[[answer]]
record = \"actoin\"
field = \"need\"
is = \"required\"
[[answer]]
record = \"action\"
field = \"needs met\"
is = \"required\"
[[answer]]
record = \"action\"
field = \"action\"
is = \"hidden\"
[[answer]]
record = \"action\"
field = \"need\"
label = \"by when\"
[[answer]]
record = \"person\"
field = \"contact\"
label = \"telephone number\"
[[answer]]
record = \"view\"
field = \"shared\"
label = \"told\"
[[answer]]
record = \"advice\"
field = \"advice\"
is = \"required\"
[[answer]]
record = \"action\"
field = \"support\"
label = \"backing\"
[[answer]]
record = \"action\"
field = \"idea\"
label = \"Backing\"
";
    let program = with_file(faulty);
    let ran = program.run(&["settings", "check"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    for fault in [
        "line 2, column 10: There is no record \"actoin\".",
        "Write instead: \"action\"",
        "line 7, column 9: \"needs met\" is no answer of Action.",
        "line 12, column 6: \"action\" of Action cannot be hidden",
        "line 16, column 9: \"by when\" is what \"by\" of Action is called.",
        "line 20, column 9: \"contact\" of Person cannot be renamed",
        "line 24, column 9: \"shared\" of Child's view cannot be renamed",
        "line 28, column 6: \"advice\" of Legal advice cannot be required",
        "line 32, column 9: Two answers of Action cannot both be called \"backing\".",
        "line 36, column 9: Two answers of Action cannot both be called \"Backing\".",
    ] {
        assert!(
            (ran.out.clone() + &ran.err).contains(fault),
            "{fault}: {ran:?}"
        );
    }
    let refused = program.run_with_input(&["take", "--new", "--lines", "-"], b"/child Ella\n");
    assert_ne!(refused.code, 0, "{refused:?}");
    assert!(
        refused
            .err
            .contains("fields.toml cannot be used: line 2, column 10"),
        "{refused:?}"
    );
    let explained = program.run(&["settings", "explain", "fields"]);
    assert!(explained.out.contains("still understood"), "{explained:?}");
}

#[test]
fn what_a_council_requires_is_asked_for_before_closing_and_a_reason_will_do() {
    let program = with_file(FIELDS);
    let lines = "/child Ella\n/person KS Kelly; role: mother\n/begin\n\
        /view Ella; by: letter; words: \"quiet\"; read by: KS\n/action Kelly rings the school; who: KS\n\
        /action Kelly rings the doctor; who: KS; support: a lift\n/close nobody knew\n";
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert!(ran.code <= 1, "{ran:?}");
    let minutes = minutes(&program);
    let gaps = minutes["closing"]["gaps"].as_array().unwrap();
    let of_support: Vec<&Value> = gaps
        .iter()
        .filter(|gap| gap["missing"].as_str().unwrap().contains("support"))
        .collect();
    assert_eq!(of_support.len(), 1, "{gaps:?}");
    assert_eq!(
        of_support[0]["missing"],
        "Action 1 has no answer to \"support\"."
    );
    assert_eq!(of_support[0]["reason"], "nobody knew");
}

#[test]
fn a_restricted_record_that_lacks_an_answer_is_named_by_nothing() {
    let program = with_file(FIELDS);
    let lines = "/child Ella\n/person KS Kelly; role: mother\n/begin\n\
        /view Ella; by: letter; words: \"quiet\"; read by: KS\n/action Kelly rings the police; who: KS #restricted\n/close nobody knew\n";
    program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    let words = minutes(&program)["closing"]["gaps"].to_string();
    assert!(!words.contains("support"), "{words}");
    assert!(
        words.contains("A restricted record lacks an answer that is asked for."),
        "{words}"
    );
}

#[test]
fn another_label_is_read_and_shown_and_the_old_one_is_still_understood() {
    let program = with_file(FIELDS);
    let lines = "/child Ella\n/person KS Kelly; role: mother\n\
        /action Kelly rings the school; who: KS; danger: she is alone at four\n\
        /action Kelly rings the doctor; who: KS; need: the cough stays\n/quit\n";
    let id = program.meeting(lines);
    let minutes = minutes(&program);
    assert_eq!(minutes["actions"][0]["need"], "she is alone at four");
    assert_eq!(minutes["actions"][1]["need"], "the cough stays");
    let page = program.run(&["read", &id]);
    assert!(
        page.out.contains("danger: she is alone at four"),
        "{page:?}"
    );
    assert!(page.out.contains("danger: the cough stays"), "{page:?}");
    assert!(!page.out.contains("need:"), "{page:?}");
}

#[test]
fn what_is_hidden_is_not_asked_and_is_kept_back_and_kept_all_the_same() {
    let program = with_file(FIELDS);
    let lines = "/child Ella; surgery: Poplar Surgery\n/quit\n";
    program.meeting(lines);
    let folder = program.folder();
    let open = std::fs::read_to_string(folder.join("minutes.json")).unwrap();
    assert!(!open.contains("Poplar"), "{open}");
    let restricted = std::fs::read_to_string(folder.join("restricted.json")).unwrap();
    assert!(restricted.contains("Poplar Surgery"), "{restricted}");

    let asked = |program: &Program| {
        let typed = b"1\n/child\nElla\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n.\n/quit\n";
        let ran =
            program.run_with_input(&["start", "--agenda", "restorative-icpc", "--plain"], typed);
        ran.out
    };
    let usual = asked(&Program::new());
    assert!(usual.contains("surgery"), "{usual}");
    let hidden = asked(&program);
    assert!(hidden.contains("Child More?"), "{hidden}");
    assert!(!hidden.contains("surgery"), "{hidden}");
}
