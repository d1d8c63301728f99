//! `verify`: what was changed in a closed meeting is said in one sentence, with the file; what was not is said, too.

use super::program::{Program, Ran, SIGNED_OFF};
use std::path::Path;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::Paths;
use talking_piece::store::sealed::{self, SEAL};

fn only_line(ran: &Ran) -> &str {
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    ran.out.trim_end()
}

fn journal(folder: &Path) -> std::path::PathBuf {
    let mut files = std::fs::read_dir(folder.join("journal")).unwrap();
    files.next().unwrap().unwrap().path()
}

fn flip_in_the_middle(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

fn cut_the_last_line(path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    let end = text.trim_end().rfind('\n').unwrap() + 1;
    std::fs::write(path, &text[..end]).unwrap();
}

#[test]
fn a_closed_meeting_that_nobody_touched_is_as_it_was() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let words = only_line(&ran);
    assert!(
        words.starts_with(&format!(
            "{id}: nothing has changed since it was sealed by uid:"
        )),
        "{words}"
    );
    assert!(
        !program.data().join("audit").exists(),
        "nothing was read out"
    );
}

#[test]
fn each_changed_file_is_named_and_the_exit_code_is_1() {
    type Change = fn(&Path);
    let changes: &[(&str, Change)] = &[
        ("minutes.json was changed after sealing", |folder| {
            flip_in_the_middle(&folder.join("minutes.json"));
        }),
        ("SHA256SUMS was changed after sealing", |folder| {
            flip_in_the_middle(&folder.join("SHA256SUMS"));
        }),
        ("restricted.json was changed after sealing", |folder| {
            flip_in_the_middle(&folder.join("restricted.json"));
        }),
        (
            "earlier/1-minutes.json was changed after sealing",
            |folder| {
                flip_in_the_middle(&folder.join("earlier/1-minutes.json"));
            },
        ),
        ("seal.json was changed after sealing", |folder| {
            flip_in_the_middle(&folder.join(SEAL));
        }),
        (".jsonl was changed after sealing: line", |folder| {
            flip_in_the_middle(&journal(folder));
        }),
        (".jsonl was changed after sealing: records", |folder| {
            cut_the_last_line(&journal(folder));
        }),
        (".jsonl is gone", |folder| {
            std::fs::remove_file(journal(folder)).unwrap();
        }),
        ("restricted.json is gone", |folder| {
            std::fs::remove_file(folder.join("restricted.json")).unwrap();
        }),
        ("minutes.json cannot be read", |folder| {
            std::fs::remove_file(folder.join("minutes.json")).unwrap();
            std::os::unix::fs::symlink("restricted.json", folder.join("minutes.json")).unwrap();
        }),
        ("SHA256SUMS is gone", |folder| {
            std::fs::remove_file(folder.join("SHA256SUMS")).unwrap();
        }),
        ("minutes2.json is no file of these minutes", |folder| {
            std::fs::copy(folder.join("minutes.json"), folder.join("minutes2.json")).unwrap();
        }),
        ("earlier/final.json is no file of these minutes", |folder| {
            std::fs::copy(
                folder.join("minutes.json"),
                folder.join("earlier/final.json"),
            )
            .unwrap();
        }),
        ("journal/000001.txt is no file of these minutes", |folder| {
            std::fs::write(folder.join("journal/000001.txt"), "").unwrap();
        }),
        (
            "000200-aaaaaaaaaaaa.jsonl has sealed records once more",
            |folder| {
                let copy = folder.join("journal/000200-aaaaaaaaaaaa.jsonl");
                std::fs::copy(journal(folder), copy).unwrap();
            },
        ),
        (
            "earlier/imported-0123456789ab-restricted.json is not as it was imported",
            |folder| {
                let forged = folder.join("earlier/imported-0123456789ab-restricted.json");
                std::fs::copy(folder.join("restricted.json"), forged).unwrap();
            },
        ),
        ("that seal is gone", |folder| {
            std::fs::remove_file(folder.join(SEAL)).unwrap();
        }),
    ];
    for (told, change) in changes {
        let program = Program::new();
        let id = program.meeting(SIGNED_OFF);
        change(&program.folder());
        let ran = program.run(&["verify", &id]);
        assert_eq!(ran.code, 1, "{told}: {ran:?}");
        assert!(only_line(&ran).contains(told), "{told}: {ran:?}");
    }
}

/// Hidden files are left by a write that was interrupted, and by network folders.
#[test]
fn what_is_imported_beside_sealed_minutes_is_no_alarm_until_somebody_changes_it() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    let elsewhere = program.home().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    for name in ["minutes.json", "restricted.json"] {
        let text = std::fs::read_to_string(program.folder().join(name)).unwrap();
        std::fs::write(elsewhere.join(name), text.replace("scared", "anxious")).unwrap();
    }
    std::fs::write(program.folder().join(".nfs000001"), "").unwrap();
    let ran = program.run(&["import", elsewhere.to_str().unwrap()]);
    assert!(ran.out.contains("put beside"), "{ran:?}");
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let earlier = std::fs::read_dir(program.folder().join("earlier")).unwrap();
    let earlier = earlier.map(|file| file.unwrap().path());
    let imported: Vec<_> = earlier
        .filter(|path| path.to_string_lossy().contains("/imported-"))
        .collect();
    assert_eq!(imported.len(), 2, "{imported:?}");
    for file in imported {
        let whole = std::fs::read(&file).unwrap();
        flip_in_the_middle(&file);
        let ran = program.run(&["verify", &id]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            only_line(&ran).contains("is not as it was imported"),
            "{ran:?}"
        );
        std::fs::write(&file, whole).unwrap();
        assert_eq!(program.run(&["verify", &id]).code, 0);
    }
    // Once it is opened again and closed, the new seal has them.
    let again = b"/reopen one thing more\nKS: and one thing more\n/close it was agreed\n";
    let again = program.run_with_input(&["take", &id, "--lines", "-"], again);
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(program.run(&["verify", &id]).code, 0);
}

#[test]
fn a_meeting_opened_again_is_no_alarm_unless_its_sealed_journal_was_touched() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    let sealed_journal = journal(&program.folder());
    let again = program.run_with_input(
        &["take", &id, "--lines", "-"],
        b"/reopen one thing more\nKS: and one thing more\n",
    );
    assert_eq!(again.code, 0, "{again:?}");
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        only_line(&ran).contains("was opened again after it was sealed"),
        "{ran:?}"
    );
    let whole = std::fs::read(&sealed_journal).unwrap();
    cut_the_last_line(&sealed_journal);
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 1, "{ran:?}");
    std::fs::write(&sealed_journal, whole).unwrap();
    let mut files = std::fs::read_dir(program.folder().join("journal")).unwrap();
    let later = files
        .find_map(|file| Some(file.unwrap().path()).filter(|path| *path != sealed_journal))
        .unwrap();
    let whole = std::fs::read_to_string(&later).unwrap();
    let without_the_first = whole.split_once('\n').unwrap().1;
    std::fs::write(&later, without_the_first).unwrap();
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        only_line(&ran).contains("what came after it is not whole"),
        "{ran:?}"
    );
    std::fs::write(&later, whole).unwrap();
    let closed = program.run_with_input(&["take", &id, "--lines", "-"], b"/close it was agreed\n");
    assert_eq!(closed.code, 0, "{closed:?}");
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(only_line(&ran).contains("nothing has changed"), "{ran:?}");
}

#[test]
fn all_meetings_have_a_sentence_each_and_the_worst_decides() {
    let program = Program::new();
    let closed = program.meeting(SIGNED_OFF);
    let open = program.meeting("/child Ella\n/begin\n");
    let ran = program.run(&["verify", "--all"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 3), "{ran:?}");
    assert!(
        ran.out
            .contains(&format!("{open}: is not closed, so it has no seal yet.")),
        "{ran:?}"
    );
    flip_in_the_middle(&program.folder_of(&closed).join("minutes.json"));
    let ran = program.run(&["verify", "--all"]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 3), "{ran:?}");
    assert_eq!(program.run(&["verify"]).code, 2);
    assert_eq!(program.run(&["verify", &closed, "--all"]).code, 2);
}

#[test]
fn a_copy_in_another_folder_is_as_it_was() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    let copy = program.home().join("restored");
    let ran = std::process::Command::new("cp")
        .arg("-a")
        .args([program.data(), copy.clone()])
        .status()
        .unwrap();
    assert!(ran.success());
    let ran = program.run(&["--data", copy.to_str().unwrap(), "verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_forged_seal_cannot_drive_the_terminal() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    let places = Paths::find(Some(&program.data())).unwrap();
    let meeting = places.meeting(&RealDisk, &id).unwrap();
    let who = "\u{1b}[2J\u{202e}somebody";
    sealed::seal(
        &RealDisk,
        &meeting,
        &["minutes.json"],
        who,
        "\u{1b}]0;x\u{7}",
    )
    .unwrap();
    // Nothing outside the folder knows better, so what it says is quoted.
    std::fs::remove_dir_all(program.data().join("seals")).unwrap();
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(only_line(&ran).contains("somebody"), "{ran:?}");
    assert!(
        !ran.out
            .trim_end()
            .contains(|letter: char| letter.is_control()),
        "{ran:?}"
    );
    assert!(!ran.out.contains('\u{202e}'), "{ran:?}");
}

/// Only a whole line was taken away, so what is left is a whole journal: the minutes file knows better.
#[test]
fn the_end_of_an_open_journal_that_was_cut_off_is_told() {
    let program = Program::new();
    let lines = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\nKS: again\nKS: and again\nKS: the last words\n";
    let id = program.meeting(lines);
    for way in [&["verify", &id][..], &["read", &id]] {
        assert_eq!(program.run(way).code, 0, "{way:?}");
    }
    // More than one, because the journal counts in milliseconds.
    let file = journal(&program.folder());
    let text = std::fs::read_to_string(&file).unwrap();
    let at = text.find("hello").unwrap();
    let end = text[..at].rfind('\n').unwrap() + 1;
    std::fs::write(&file, &text[..end]).unwrap();
    for way in [&["verify", &id][..], &["read", &id]] {
        let ran = program.run(way);
        let told = format!("{}{}", ran.out, ran.err);
        assert!(
            ran.code == 1 && told.contains("its end was cut off"),
            "{ran:?}"
        );
    }
}

#[test]
fn a_version_that_was_put_beside_those_that_were_kept_is_told() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    let earlier = program.folder().join("earlier");
    let kept = std::fs::read(earlier.join("1-restricted.json")).unwrap();
    std::fs::write(earlier.join("2-restricted.json"), kept).unwrap();
    let ran = program.run(&["verify", &id]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        only_line(&ran).contains("earlier/2-restricted.json was not there when it was sealed"),
        "{ran:?}"
    );
}
