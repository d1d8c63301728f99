//! `doctor` through the binary: what it finds of a machine that is well, and of one that is not.

use super::program::Program;
use crate::faults::f06_small_disk::{fill, small_disk};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;

const LINES: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: Nowhere Lane #restricted\n";

fn set_mode(path: &std::path::Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// The lines of one area.
fn about<'t>(text: &'t str, area: &str) -> Vec<&'t str> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(area));
    let first = lines.next();
    let more = lines.take_while(|line| line.starts_with(' ') || line.starts_with(area));
    first.into_iter().chain(more).collect()
}

#[test]
fn what_the_program_made_itself_is_well_and_no_word_of_the_minutes_is_printed() {
    let program = Program::new();
    let first = program.run(&["doctor"]);
    assert!(
        first.out.contains("no folders of the program yet"),
        "{first:?}"
    );
    assert!(!program.data().exists(), "looking makes nothing");
    program.meeting(LINES);
    let mut command = program.command(&["doctor"]);
    let ran = super::program::Ran::of(command.env("TERM", "xterm").output().unwrap());
    for (area, part) in [
        ("Rights", "are as they should be"),
        ("Record of access", "as it was written"),
        ("Settings", "can be used"),
        ("Locale", "LANG=C.UTF-8"),
        ("Terminal", "TERM=xterm"),
        ("SSH", "no SSH session"),
        ("Clock", "the newest entry is from"),
    ] {
        let lines = about(&ran.out, area);
        assert!(
            matches!(lines.as_slice(), [line] if line.contains(part)),
            "{area}: {ran:?}"
        );
    }
    let wants = ran.out.matches("(wants attention)").count();
    assert_eq!(ran.code, i32::from(wants > 0), "{ran:?}");
    assert_eq!(wants == 0, ran.out.ends_with("Nothing wants attention.\n"));
    assert!(
        !ran.out.contains("Nowhere") && !ran.out.contains("Kelly"),
        "{ran:?}"
    );
    let mut names = std::fs::read_dir(program.data()).unwrap();
    assert!(names.all(|name| {
        !name
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("doctor")
    }));
}

#[test]
fn rights_that_let_others_in_are_found_with_the_command_that_mends_them() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let folder = program.folder_of(&id);
    let journal = folder.join("journal");
    set_mode(&journal, 0o755);
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let lines = about(&ran.out, "Rights (wants attention)");
    let mend = format!("   What to do: chmod u=rwx,go= '{}'.", journal.display());
    assert_eq!(lines.last(), Some(&mend.as_str()), "{ran:?}");
    let command = mend
        .trim_start_matches("   What to do: ")
        .trim_end_matches('.');
    assert!(
        std::process::Command::new("sh")
            .args(["-c", command])
            .status()
            .unwrap()
            .success()
    );
    let ran = program.run(&["doctor"]);
    assert!(
        about(&ran.out, "Rights")[0].contains("as they should be"),
        "{ran:?}"
    );
    // A backup by hard links is a second name.
    std::fs::hard_link(folder.join("minutes.json"), program.home().join("copy")).unwrap();
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        about(&ran.out, "Rights")[0].contains("second name"),
        "{ran:?}"
    );
}

#[test]
fn a_wrong_locale_is_found_and_a_terminal_of_lines_is_good_to_know() {
    let program = Program::new();
    let mut command = program.command(&["doctor"]);
    let ran = command
        .env("LANG", "C")
        .env("TERM", "dumb")
        .output()
        .unwrap();
    let ran = super::program::Ran::of(ran);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        about(&ran.out, "Locale (wants attention)")[0].contains("LANG=C"),
        "{ran:?}"
    );
    assert!(
        about(&ran.out, "Terminal (good to know)")[0].contains("dumb"),
        "{ran:?}"
    );
    let mut command = program.command(&["doctor"]);
    let ran = command
        .env("LC_ALL", "en_GB.utf8")
        .env("LANG", "C")
        .output()
        .unwrap();
    let ran = super::program::Ran::of(ran);
    assert!(
        about(&ran.out, "Locale")[0].contains("LC_ALL=en_GB.utf8"),
        "{ran:?}"
    );
}

#[test]
fn a_settings_file_that_cannot_be_used_or_that_others_can_change_is_found() {
    let program = Program::new();
    let folder = program.data().join("settings");
    program.meeting(LINES);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("quorum.toml");
    std::fs::write(&file, "ned = 3\n").unwrap();
    set_mode(&file, 0o666);
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        about(&ran.out, "Rights")[0].contains("change your settings"),
        "{ran:?}"
    );
    assert!(
        about(&ran.out, "Settings")[0].contains("quorum.toml"),
        "{ran:?}"
    );
}

#[test]
fn a_disk_in_memory_that_is_full_is_found_before_a_meeting_needs_it() {
    let Some(small) = small_disk() else {
        return;
    };
    let program = Program::in_folder(small.path());
    program.meeting(LINES);
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("in memory (tmpfs)"), "{ran:?}");
    assert!(ran.out.contains("enough for one meeting"), "{ran:?}");
    fill(small.path());
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("The disk has 0 MiB left"), "{ran:?}");
    assert!(ran.out.contains("no meeting starts"), "{ran:?}");
}

#[test]
fn a_clock_behind_the_newest_entry_is_found() {
    use talking_piece::store::journal_line;
    let program = Program::new();
    let id = program.meeting(LINES);
    let journal = program.folder_of(&id).join("journal");
    let file = std::fs::read_dir(journal)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = std::fs::read(&file).unwrap();
    let taken = journal_line::take_apart(&bytes);
    let Some((_, journal_line::Line::Known { record, hash, .. })) =
        taken.lines.into_iter().next_back()
    else {
        panic!("no entry");
    };
    let mut later = *record;
    later.seq += 1;
    later.at += chrono::TimeDelta::days(4000);
    let line = journal_line::encode(&later, &hash).unwrap();
    std::fs::write(&file, [bytes, line.bytes].concat()).unwrap();
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let clock = about(&ran.out, "Clock (wants attention)");
    assert!(clock[0].contains("the newest entry was made at"), "{ran:?}");
}

#[test]
fn nothing_that_a_name_holds_can_drive_the_terminal() {
    let program = Program::new();
    program.meeting(LINES);
    std::fs::write(program.data().join("x\u{1b}]0;y\u{7}\nRights: fine"), "").unwrap();
    set_mode(
        &program.data().join("x\u{1b}]0;y\u{7}\nRights: fine"),
        0o644,
    );
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        !ran.out.contains('\u{1b}') && !ran.out.contains('\u{7}'),
        "{ran:?}"
    );
    assert!(
        !ran.out.lines().any(|line| line.starts_with("Rights: fine")),
        "{ran:?}"
    );
}
