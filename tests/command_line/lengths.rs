//! Length is a fault. Of the practice conference Chromium prints a parent's letter on two pages of A4 and a child's page on
//! one; these are the lines that they have as plain text then. The minutes have eight pages, and may grow no longer.

use super::program::Program;

#[test]
fn no_paper_of_the_practice_conference_grows_longer() {
    let program = Program::new();
    let ran = program.run(&["practice", "--held"]);
    let id = ran.out.lines().next().unwrap().to_owned();
    let data = program.data().join("practice");
    for (who, document, most) in [
        ("KQ", "minutes", 620),
        ("KQ", "letter", 150),
        ("KQ", "plan", 135),
        ("KQ", "slip", 48),
        ("Ella", "child", 75),
    ] {
        let export = ["export", &id, "--document", document, "--for", who];
        let data = ["--data", data.to_str().unwrap()];
        let ran = program.run(&[&data[..], &export[..]].concat());
        assert_eq!(ran.code, 0, "{who} {document} {ran:?}");
        let lines = ran.out.lines().count();
        assert!(lines > 20 && lines <= most, "{who} {document}: {lines}");
    }
}

#[test]
fn the_minutes_that_are_handed_out_hold_no_checksum_and_say_each_role_once() {
    let program = Program::new();
    let ran = program.run(&["practice", "--held"]);
    let id = ran.out.lines().next().unwrap().to_owned();
    let data = program.data().join("practice");
    let export = ["export", &id, "--document", "minutes", "--for", "KQ"];
    let data = ["--data", data.to_str().unwrap()];
    let ran = program.run(&[&data[..], &export[..]].concat());
    let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_a_checksum =
        |word: &&str| word.len() > 30 && word.chars().all(|letter| letter.is_ascii_hexdigit());
    assert_eq!(text.split(' ').find(is_a_checksum), None);
    assert_eq!(text.matches("deputy head and safeguarding lead").count(), 1);
    assert_eq!(text.matches("may be left out of this").count(), 1);
    // Nothing is dropped with the tables.
    for told in [
        "she lives with fear at night",
        "parental responsibility: yes",
        "decided by: most agreed",
        "Please keep it to yourself",
        "planned: 20 minutes",
        "version: 3",
    ] {
        assert!(text.contains(told), "{told}");
    }
}
