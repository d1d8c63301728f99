//! A version that was signed off is open to the team, until something in it is restricted.

use super::team::{ANNA, Account, BEN, Team, set_mode};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

const SIGNED_OFF: &str = "\
/child Ella
/person KS Kelly Smith; role: mother
/person CH Sam Hall; role: Chair
/begin
/arrive all
/view Ella; by: letter; words: yes
KS: the canary sings
/close it was agreed
/minutes signed off; by: CH
";

struct Meeting {
    team: Team,
    id: String,
}

impl Meeting {
    fn new() -> Option<Meeting> {
        let team = Team::new()?;
        let id = team.meeting(ANNA, SIGNED_OFF);
        Some(Meeting { team, id })
    }

    fn anna_types(&self, lines: &str) {
        let take = ["take", &self.id, "--lines", "-"];
        let ran = self.team.run_with_input(ANNA, &take, lines);
        assert!(ran.code < 2, "{lines}: {ran:?}");
    }

    fn mode(&self) -> u32 {
        let folder = self.team.folder_of(&self.id);
        let file = std::fs::metadata(folder.join("earlier/1-minutes.json")).unwrap();
        file.permissions().mode() & 0o777
    }

    fn ben_reads(&self, arguments: &[&str]) -> (i32, String) {
        let all: Vec<&str> = [arguments[0], self.id.as_str()]
            .into_iter()
            .chain(arguments[1..].iter().copied())
            .collect();
        let ran = self.team.run(BEN, &all);
        (ran.code, format!("{}{}", ran.out, ran.err))
    }
}

#[test]
fn a_version_that_was_signed_off_kept_what_was_restricted_later_open_to_the_team() {
    let Some(meeting) = Meeting::new() else {
        return;
    };
    assert_eq!(meeting.mode(), 0o640);
    let (code, told) = meeting.ben_reads(&["read", "--version", "1"]);
    assert!(code == 0 && told.contains("canary"), "{told}");
    // What only adds or puts right leaves it open.
    meeting.anna_types("/reopen more\nKS: more\n/edit KS: more of it\n");
    assert_eq!(meeting.mode(), 0o640);
    meeting.anna_types("/mark ^2 restricted\n");
    assert_eq!(meeting.mode(), 0o600);
    let file = meeting
        .team
        .folder_of(&meeting.id)
        .join("earlier/1-minutes.json");
    let cat = ["cat", file.to_str().unwrap()];
    let seen = meeting.team.shell(BEN, &cat).output().unwrap();
    assert!(!seen.status.success() && seen.stdout.is_empty());
    let (code, told) = meeting.ben_reads(&["read", "--version", "1"]);
    assert_eq!(code, 3, "{told}");
    assert!(
        told.contains("something in it was restricted later"),
        "{told}"
    );
    let (_, told) = meeting.ben_reads(&["read", "--versions"]);
    assert!(told.contains("not for you"), "{told}");
    assert!(!told.contains("CHANGED"), "{told}");
    // Whoever it is for reads it as before.
    let version = ["read", &meeting.id, "--version", "1"];
    assert_eq!(meeting.team.run(ANNA, &version).code, 0);
    meeting.anna_types("/undo\n");
    assert_eq!(meeting.mode(), 0o640);
}

#[test]
fn whoever_takes_over_reads_it_and_nobody_else_once_it_is_taken_back() {
    let Some(meeting) = Meeting::new() else {
        return;
    };
    meeting.anna_types("/reopen more\n/mark ^1 restricted\n/close it was agreed\n");
    assert_eq!(meeting.mode(), 0o600);
    assert_eq!(meeting.team.run(ANNA, &["verify", &meeting.id]).code, 0);
    assert_eq!(meeting.team.run(BEN, &["verify", &meeting.id]).code, 0);
    assert_eq!(meeting.team.run(ANNA, &["hand-on", &meeting.id]).code, 0);
    assert_eq!(meeting.mode(), 0o640);
    let stopped = meeting.team.run(ANNA, &["hand-on", "--stop", &meeting.id]);
    assert_eq!(stopped.code, 0, "{stopped:?}");
    assert_eq!(meeting.mode(), 0o600);
    let (code, told) = meeting.ben_reads(&["read", "--version", "1"]);
    assert!(code == 3 && !told.contains("canary"), "{told}");
}

const SIGNED: &str = "/minutes signed off; by: CH; on: today\n";

impl Meeting {
    fn types(&self, account: Account, lines: &str) {
        let take = ["take", &self.id, "--lines", "-"];
        let ran = self.team.run_with_input(account, &take, lines);
        assert!(ran.code < 2, "{lines}: {ran:?}");
    }

    fn of_version(&self, number: u8) -> std::fs::Metadata {
        let folder = self.team.folder_of(&self.id).join("earlier");
        std::fs::metadata(folder.join(format!("{number}-minutes.json"))).unwrap()
    }
}

/// Nobody had signed it off before it was handed on, so its folder for versions was not there yet.
#[test]
fn where_a_colleague_was_the_first_to_sign_off_no_version_was_ever_kept() {
    let Some(team) = Team::new() else { return };
    let closed = SIGNED_OFF.trim_end_matches("/minutes signed off; by: CH\n");
    let id = team.meeting(ANNA, closed);
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let meeting = Meeting { team, id };
    meeting.types(BEN, SIGNED);
    assert_eq!(meeting.of_version(1).uid(), BEN.number);
    meeting.types(ANNA, &format!("/reopen more\nKS: more\n/close\n{SIGNED}"));
    assert_eq!(meeting.of_version(2).uid(), ANNA.number);
    let team = &meeting.team;
    for account in [ANNA, BEN] {
        assert_eq!(team.run(account, &["verify", &meeting.id]).code, 0);
    }
}

/// One that an older program handed on has none, or an empty one of a colleague's that took nothing.
#[test]
fn a_folder_for_versions_that_a_colleague_made_keeps_them_and_an_empty_one_gives_way() {
    let Some(meeting) = Meeting::new() else {
        return;
    };
    let (team, id) = (&meeting.team, &meeting.id);
    assert_eq!(team.run(ANNA, &["hand-on", id]).code, 0);
    let earlier = team.folder_of(id).join("earlier");
    std::fs::remove_dir_all(&earlier).unwrap();
    meeting.types(BEN, &format!("/reopen more\nKS: more\n/close\n{SIGNED}"));
    assert_eq!(meeting.of_version(2).uid(), BEN.number);
    std::fs::remove_dir_all(&earlier).unwrap();
    let script = "umask 007; mkdir \"$1\" && chmod 3770 \"$1\"";
    let whole = ["sh", "-c", script, "sh", earlier.to_str().unwrap()];
    assert!(team.shell(BEN, &whole).status().unwrap().success());
    meeting.types(ANNA, &format!("/reopen more\nKS: more\n/close\n{SIGNED}"));
    assert_eq!(meeting.of_version(3).uid(), ANNA.number);
}

#[test]
fn a_version_that_a_colleague_signed_off_stayed_open_after_it_was_taken_back() {
    let Some(meeting) = Meeting::new() else {
        return;
    };
    let (team, id) = (&meeting.team, &meeting.id);
    assert_eq!(team.run(ANNA, &["hand-on", id]).code, 0);
    meeting.types(BEN, &format!("/reopen more\nKS: more\n/close\n{SIGNED}"));
    assert_eq!(meeting.of_version(2).uid(), BEN.number);
    let text = || std::fs::read(team.folder_of(id).join("earlier/2-minutes.json")).unwrap();
    let signed = text();
    assert_eq!(team.run(ANNA, &["hand-on", "--stop", id]).code, 0);
    // It is hers now: open where nothing in it is hidden, and closed once something is.
    assert_eq!(meeting.of_version(2).uid(), ANNA.number);
    meeting.types(ANNA, "/reopen more\nKS: and more\n");
    assert_eq!(meeting.of_version(2).mode() & 0o777, 0o640);
    meeting.types(ANNA, "/mark ^3 restricted\n");
    assert_eq!(meeting.of_version(2).mode() & 0o777, 0o600);
    assert_eq!(text(), signed);
}

/// Taken back by an older program, which left it the colleague's.
#[test]
fn one_that_is_still_a_colleagues_is_closed_too_and_what_cannot_be_is_said() {
    let Some(meeting) = Meeting::new() else {
        return;
    };
    let (team, id) = (&meeting.team, &meeting.id);
    let earlier = team.folder_of(id).join("earlier");
    let file = earlier.join("1-minutes.json");
    chown(&file, Some(BEN.number), None).unwrap();
    meeting.anna_types("/reopen more\n/mark ^1 restricted\n");
    let about = meeting.of_version(1);
    assert_eq!((about.uid(), about.mode() & 0o777), (ANNA.number, 0o600));
    // In a folder of the colleague's nothing can take its place.
    meeting.anna_types("/undo\n");
    chown(&file, Some(BEN.number), None).unwrap();
    set_mode(&file, 0o640);
    chown(&earlier, Some(BEN.number), None).unwrap();
    set_mode(&earlier, 0o2750);
    let take = ["take", id, "--lines", "-"];
    let ran = team.run_with_input(ANNA, &take, "/mark ^1 restricted\n");
    assert_eq!(ran.code, 3, "{ran:?}");
    let told = "YOUR TEAM CAN STILL READ EARLIER VERSIONS";
    assert!(ran.err.contains(told), "{ran:?}");
}
