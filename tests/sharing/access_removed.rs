//! Whoever owns `audit/` can remove a colleague's record of access. The colleague notices, and still knows what they
//! opened.

use super::team::{ANNA, BEN, Team};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\n/view Ella; by: letter; words: yes\n/close it was agreed\n";

#[test]
fn a_record_that_the_owner_of_the_folder_removed_or_cut_is_noticed_by_whose_it_is() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    // The first who opens closed minutes makes the folder.
    assert_eq!(team.run(ANNA, &["read", &id]).code, 0);
    for _ in 0..2 {
        assert_eq!(team.run(BEN, &["read", &id]).code, 0);
    }
    let ran = team.run(BEN, &["read", &id, "--who"]);
    assert!(
        !format!("{}{}", ran.out, ran.err).contains("removed or changed"),
        "{ran:?}"
    );
    let bens = std::fs::read_dir(team.data().join("audit")).unwrap();
    let bens = bens
        .map(|file| file.unwrap().path())
        .find(|file| file.to_str().unwrap().contains(&BEN.number.to_string()))
        .unwrap();
    let removed = team
        .shell(ANNA, &["rm", "-f", bens.to_str().unwrap()])
        .status();
    assert!(
        removed.unwrap().success() && !bens.exists(),
        "the owner of the folder can"
    );
    let ran = team.run(BEN, &["read", &id, "--who"]);
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("removed or changed 2 lines of your own record"),
        "{ran:?}"
    );
    assert!(
        said.matches("account number 7102").count() >= 3,
        "they are still shown: {ran:?}"
    );
    let looked = team.run(BEN, &["doctor"]);
    assert_eq!(looked.code, 1, "{looked:?}");
    let told = looked.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains(&format!(
            "Record of access (wants attention): {id}: Somebody removed or changed 2 lines of your own record"
        )),
        "{looked:?}"
    );
    // Anna's own record is not told to be changed by that.
    let ran = team.run(ANNA, &["read", &id, "--who"]);
    assert!(
        !format!("{}{}", ran.out, ran.err).contains("your own record"),
        "{ran:?}"
    );
    let looked = team.run(ANNA, &["doctor"]);
    assert!(
        looked
            .out
            .contains("Record of access: What is on record is as it was written."),
        "{looked:?}"
    );
}
