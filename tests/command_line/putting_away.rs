//! `discard` and `restore` through the built program: what was begun by mistake leaves every list, and nothing is lost.

use super::compare::json;
use super::program::Program;

const HELD: &str = "\
/meeting P-1; venue: Nowhere
/child Ella; born: 4 Mar 2017
/person KS Kelly Smith; role: mother
/begin
/arrive all
/view Ella; by: letter; words: \"I want it quiet\"; read by: KS
KS: the zebra crossing is broken
/action Kelly books a zebra; who: KS; by: in 9 days
";

/// Every file below a folder, with its bytes.
fn files(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push((path.clone(), std::fs::read(&path).unwrap())),
        }
    }
    all
}

#[test]
fn it_leaves_every_list_and_comes_back_whole() {
    let program = Program::new();
    let id = program.meeting(HELD);
    let closed = program.meeting(&format!("{HELD}/close it is made up\n"));
    let lists = || {
        let listed = program.run(&["list"]).out;
        let found = program.run(&["find", "zebra"]).out;
        let due = json(&program.run(&["due", "--until", "2099-01-01", "--json"]));
        let of_it = due["items"].as_array().unwrap().iter();
        let due = of_it.filter(|item| item["meeting"]["id"] == *id).count();
        (listed.contains(&id), found.contains(&id), due)
    };
    let before = lists();
    assert!(before.0 && before.1 && before.2 > 0, "{before:?}");
    let kept = files(&program.folder_of(&id).join("journal"));
    assert_eq!(program.run(&["compare", &closed, &id]).code, 0);

    let ran = program.run(&["discard", &id, "entered", "twice"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.contains("restore"), "{}", ran.out);
    assert_eq!(lists(), (false, false, 0));
    // Not even the first lines of the journal are others than they were.
    let now = files(&program.folder_of(&id).join("journal"));
    for (path, bytes) in &kept {
        let there = now.iter().find(|(other, _)| other == path);
        assert!(there.unwrap().1.starts_with(bytes), "{}", path.display());
    }
    let away = program.run(&["list", "--put-away"]).out;
    assert!(
        away.contains(&id) && away.contains("entered twice"),
        "{away}"
    );
    assert!(!away.contains(&closed), "{away}");
    let read = program.run(&["read", &id]).out;
    assert!(
        read.contains("put away on") && read.contains("zebra"),
        "{read}"
    );
    for arguments in [
        vec!["compare", &closed, &id],
        vec!["thread", &id, "promises"],
    ] {
        let ran = program.run(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("was put away"), "{}", ran.err);
    }
    // No other command takes it for a meeting that goes on.
    let ran = program.run(&["watch", "--once"]);
    assert!(ran.err.contains("No meeting is running"), "{}", ran.err);
    let ran = program.run(&["resume", "--plain"]);
    assert!(
        ran.err.contains("No meeting is open"),
        "{}{}",
        ran.out,
        ran.err
    );

    let ran = program.run(&["restore", &id]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(lists(), before);
    assert!(!program.run(&["list", "--put-away"]).out.contains(&id));
    // Who did it is on the record of access.
    let accesses = program.run(&["read", &id, "--who"]);
    let told = accesses.out;
    assert!(
        told.contains("put away") && told.contains("back in the list"),
        "{told}{}",
        accesses.err
    );
}

#[test]
fn the_reason_can_be_typed_where_nobody_sees_it_and_is_needed() {
    let program = Program::new();
    let id = program.meeting(HELD);
    let ran = program.run_with_input(&["discard", &id], b"  \n");
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("with a reason"), "{}", ran.err);
    assert!(program.run(&["list"]).out.contains(&id));
    let ran = program.run_with_input(&["discard", &id], b"for another family\n");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let json = program.json(&id);
    assert_eq!(json["meeting"]["put_away"]["reason"], "for another family");
    let again = program.run(&["discard", &id, "twice"]);
    assert!(program.json(&id)["meeting"]["put_away"]["reason"] == "for another family");
    assert_eq!(again.code, 0, "{}", again.err);
}

#[test]
fn a_closed_meeting_is_not_put_away() {
    let program = Program::new();
    let id = program.meeting(&format!("{HELD}/close it is made up\n"));
    let before = files(&program.folder_of(&id));
    let ran = program.run(&["discard", &id, "a mistake"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("stays in the list"), "{}", ran.err);
    assert!(program.run(&["list"]).out.contains(&id));
    let of_minutes = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        let mut all = files.to_vec();
        all.retain(|(path, _)| path.extension().is_some_and(|it| it == "json"));
        all
    };
    assert_eq!(
        of_minutes(&files(&program.folder_of(&id))),
        of_minutes(&before)
    );
    assert_eq!(program.run(&["verify", &id]).code, 0);
}
