//! A half-typed line whose file is damaged: what could be read is offered, and it is said that a part could not.

use super::program::Program;

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n";

#[test]
fn what_could_be_read_is_offered_and_it_is_said_that_a_part_could_not() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let draft = program.folder().join("draft");
    std::fs::create_dir_all(&draft).unwrap();
    let whole = "{\"draft\":1,\"for\":{}}\n[0,0,\"KS: the first words\"]\n[19,0,\" and more\"]\n";
    let damaged = whole.replace("[19,0", "[1\u{0},0");
    let file = "000900-0123456789ab.0.a";
    for (text, told) in [(whole, false), (damaged.as_str(), true)] {
        std::fs::write(draft.join(file), text).unwrap();
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(draft.join(file), PermissionsExt::from_mode(0o600)).unwrap();
        let ran = program.run_with_input(&["resume", &id, "--plain"], b"/quit\n");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("KS: the first words"), "{ran:?}");
        assert_eq!(said.contains("could not be read"), told, "{ran:?}");
        assert_eq!(said.contains("and more"), !told, "{ran:?}");
    }
    let kept = std::fs::read_dir(program.folder().join("recovered")).unwrap();
    let kept: Vec<String> = kept
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(kept.iter().any(|name| name.contains(file)), "{kept:?}");
}
