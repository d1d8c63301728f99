//! Where something could not be put into the folder of a meeting, each command says so and ends with its code: a version
//! that was not kept, and what went to the rescue folder.

use super::team::{ANNA, Team, set_mode};
use crate::command_line::program::Ran;
use std::os::unix::fs::chown;
use std::path::Path;

const CLOSED: &str = "\
/child Ella
/person KS Kelly Smith; role: mother
/person CH Sam Hall; role: Chair
/begin
/arrive all
/view Ella; by: letter; words: yes
KS: hello
/close it was agreed
";
const BEGUN: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n";
const SIGNED: &str = "/minutes signed off; by: CH; on: today\n";

fn take(team: &Team, id: &str, lines: &str) -> Ran {
    team.run_with_input(ANNA, &["take", id, "--lines", "-"], lines)
}

/// As Anna would.
fn put(path: &Path, text: Option<&str>, mode: u32) {
    match text {
        Some(text) => std::fs::write(path, text).unwrap(),
        None => std::fs::create_dir(path).unwrap(),
    }
    chown(path, Some(ANNA.number), None).unwrap();
    set_mode(path, mode);
}

#[test]
fn a_version_that_could_not_be_kept_was_forgotten_at_the_next_thing_that_was_saved() {
    let Some(team) = Team::new() else { return };
    let closed_folder = |earlier: &Path| put(earlier, None, 0o500);
    let another_file = |earlier: &Path| {
        put(earlier, None, 0o2750);
        put(&earlier.join("1-minutes.json"), Some("another"), 0o640);
    };
    let plants: [&dyn Fn(&Path); 2] = [&closed_folder, &another_file];
    // What is saved behind it, and another version that is kept, do not take the alarm off.
    let more = ["", "/reopen more\nKS: more\n/close\n", SIGNED];
    for (plant, more) in plants
        .iter()
        .flat_map(|plant| more.map(|more| (plant, more)))
    {
        let id = team.meeting(ANNA, CLOSED);
        let earlier = team.folder_of(&id).join("earlier");
        plant(&earlier);
        let ran = take(&team, &id, &format!("{SIGNED}{more}"));
        assert_eq!(ran.code, 3, "{more}: {ran:?}");
        assert!(ran.err.contains("could not be kept"), "{more}: {ran:?}");
        assert!(ran.err.contains("Tell IT to look at"), "{more}: {ran:?}");
    }
    let id = team.meeting(ANNA, CLOSED);
    another_file(&team.folder_of(&id).join("earlier"));
    let again = take(&team, &id, &format!("{SIGNED}/undo\n{SIGNED}"));
    assert_eq!(again.code, 0, "{again:?}");
}

/// The journal's folder takes nothing, so the words go to the rescue folder.
fn close_the_journal(team: &Team, id: &str) {
    set_mode(&team.folder_of(id).join("journal"), 0o500);
}

fn is_told(ran: &Ran) {
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("rescued"), "{ran:?}");
}

#[test]
fn a_command_whose_words_went_to_the_rescue_folder_said_nothing() {
    let Some(team) = Team::new() else { return };
    for before in [None, Some(["discard", "entered twice"])] {
        let id = team.meeting(ANNA, BEGUN);
        if let Some([command, why]) = before {
            assert_eq!(team.run(ANNA, &[command, &id, why]).code, 0);
        }
        close_the_journal(&team, &id);
        is_told(&match before {
            None => team.run(ANNA, &["discard", &id, "entered twice"]),
            Some(_) => team.run(ANNA, &["restore", &id]),
        });
    }
    let id = team.meeting(ANNA, BEGUN);
    close_the_journal(&team, &id);
    is_told(&team.run(ANNA, &["hand-on", &id]));

    let id = team.meeting(ANNA, CLOSED);
    close_the_journal(&team, &id);
    let to = team.home(ANNA).join("copies");
    let ran = team.run(ANNA, &["papers", &id, "--write", to.to_str().unwrap()]);
    is_told(&ran);
    assert!(!ran.err.contains("sealed anew"), "{ran:?}");
}
