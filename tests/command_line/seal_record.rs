//! The record of seals outside the folders of the meetings: a seal that was taken away, replaced or put back, and a
//! journal without its end, are told; what an earlier program sealed is not.

use super::program::{CLOSED, Program, Ran};
use std::path::{Path, PathBuf};
use std::process::Command;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::Paths;
use talking_piece::store::sealed::{self, SEAL};

const AGAIN: &str = "/reopen one thing more\nKS: and one thing more\n";

fn verified(program: &Program, id: &str) -> Ran {
    program.run(&["verify", id])
}

fn is_told(program: &Program, id: &str, words: &str) {
    let ran = verified(program, id);
    assert_eq!(ran.code, 1, "{words}: {ran:?}");
    assert!(ran.out.contains(words), "{words}: {ran:?}");
}

fn is_fine(program: &Program, id: &str, words: &str) {
    let ran = verified(program, id);
    assert_eq!(ran.code, 0, "{words}: {ran:?}");
    assert!(ran.out.contains(words), "{words}: {ran:?}");
}

fn type_in(program: &Program, id: &str, lines: &str) -> Ran {
    program.run_with_input(&["take", id, "--lines", "-"], lines.as_bytes())
}

fn typed(program: &Program, id: &str, lines: &str) {
    let ran = type_in(program, id, lines);
    assert_eq!(ran.code, 0, "{ran:?}");
}

/// Opens the meeting to write in it, and leaves it again.
fn opened(program: &Program, id: &str) -> Ran {
    program.run_with_input(&["resume", id, "--plain"], b"/quit\n")
}

fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    let copied = Command::new("cp").arg("-a").args([from, to]).status();
    assert!(copied.unwrap().success());
}

fn journals(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder.join("journal")).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// Cuts everything from the first line with these words on.
fn cut_from(path: &Path, words: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let kept: Vec<&str> = text
        .lines()
        .take_while(|line| !line.contains(words))
        .collect();
    assert!(kept.len() < text.lines().count(), "{words} is not in it");
    std::fs::write(path, kept.join("\n") + "\n").unwrap();
}

fn record_of_seals(program: &Program) -> PathBuf {
    let mut files = std::fs::read_dir(program.data().join("seals")).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    file
}

/// As somebody would who may write in the meeting's folder and knows how seals are made.
fn seal_anew(program: &Program, id: &str) {
    let places = Paths::find(Some(&program.data())).unwrap();
    let meeting = places.meeting(&RealDisk, id).unwrap();
    let outputs = ["minutes.json", "restricted.json"];
    sealed::seal(
        &RealDisk,
        &meeting,
        &outputs,
        "uid:0",
        "2026-11-27T10:00:00+00:00",
    )
    .unwrap();
}

fn change(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from));
    std::fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_seal_that_was_taken_away_is_told() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    is_fine(&program, &id, "nothing has changed since it was sealed");
    std::fs::remove_file(program.folder().join(SEAL)).unwrap();
    is_told(&program, &id, "that seal is gone");
}

#[test]
fn a_journal_without_its_closing_is_told_with_the_seal_and_without_it() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    cut_from(&journals(&program.folder())[0], "\"kind\":\"closed\"");
    is_told(&program, &id, "was changed after sealing");
    std::fs::remove_file(program.folder().join(SEAL)).unwrap();
    is_told(&program, &id, "its closing and its seal were taken out");
}

#[test]
fn a_seal_that_somebody_made_anew_is_told() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    change(&program.folder().join("minutes.json"), "scared", "joyful");
    is_told(&program, &id, "minutes.json was changed");
    seal_anew(&program, &id);
    is_told(&program, &id, "is not the seal on record");
}

#[test]
fn an_old_seal_or_an_old_folder_put_back_is_told() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    let before = program.home().join("before");
    copy(&program.folder(), &before);
    typed(&program, &id, AGAIN);
    is_fine(&program, &id, "was opened again");
    let open = program.home().join("open");
    copy(&program.folder(), &open);

    // Everything since it was opened again is cut off.
    copy(&before, &program.folder());
    is_told(&program, &id, "its end was cut off");

    copy(&open, &program.folder());
    typed(&program, &id, "/close it was agreed\n");
    is_fine(&program, &id, "nothing has changed");
    let closed = program.home().join("closed");
    copy(&program.folder(), &closed);
    for old in [&before, &open] {
        copy(old, &program.folder());
        is_told(&program, &id, "is an older one, put back");
    }
    copy(&closed, &program.folder());
    std::fs::copy(before.join(SEAL), program.folder().join(SEAL)).unwrap();
    is_told(&program, &id, "is an older one, put back");
}

#[test]
fn what_an_earlier_program_sealed_is_put_on_record_when_it_is_opened() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    std::fs::remove_dir_all(program.data().join("seals")).unwrap();
    is_fine(
        &program,
        &id,
        "Nothing outside its folder knows of this seal",
    );
    let ran = opened(&program, &id);
    assert_eq!(ran.code, 0, "{ran:?}");
    is_fine(&program, &id, "nothing has changed");
    assert!(!verified(&program, &id).out.contains("outside"));
    std::fs::remove_file(program.folder().join(SEAL)).unwrap();
    is_told(&program, &id, "that seal is gone");

    // One that is not right is not taken over.
    let program = Program::new();
    let id = program.meeting(CLOSED);
    std::fs::remove_dir_all(program.data().join("seals")).unwrap();
    change(&program.folder().join("minutes.json"), "scared", "joyful");
    opened(&program, &id);
    assert!(!program.data().join("seals").exists());
    is_told(&program, &id, "minutes.json was changed");
}

#[test]
fn the_ends_of_the_record_are_printed_and_can_be_compared_later() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    let head = |program: &Program| {
        let ran = program.run(&["verify", "--all"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let line = ran.out.lines().last().unwrap().to_owned();
        assert!(line.starts_with("seals/"), "{line}");
        line.split_whitespace().last().unwrap().to_owned()
    };
    let first = head(&program);
    assert_eq!(first.len(), 64);
    typed(&program, &id, AGAIN);
    let second = head(&program);
    assert_ne!(first, second);
    for kept in [first.as_str(), &second[..12], &second.to_uppercase()] {
        let ran = program.run(&["verify", "--all", "--head", kept]);
        assert_eq!(ran.code, 0, "{kept}: {ran:?}");
    }
    let file = record_of_seals(&program);
    cut_from(&file, "\"kind\":\"reopened\"");
    let ran = program.run(&["verify", "--all", "--head", &first, "--head", &second]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains(&second) && !ran.err.contains(&first),
        "{ran:?}"
    );
    assert_eq!(program.run(&["verify", "--all", "--head", "xyz"]).code, 2);
}

#[test]
fn a_line_of_the_record_that_was_changed_or_taken_out_is_told() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    program.meeting(CLOSED);
    let file = record_of_seals(&program);
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() >= 4, "{text}");
    for number in 0..lines.len() {
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        changed[number] = changed[number].replace("\"meeting\":\"", "\"meeting\":\"x");
        std::fs::write(&file, changed.join("\n") + "\n").unwrap();
        let ran = program.run(&["verify", &id]);
        assert_eq!(ran.code, 1, "{number}: {ran:?}");
        assert!(ran.err.contains("was changed"), "{number}: {ran:?}");
        if number + 1 < lines.len() {
            let mut cut = lines.clone();
            cut.remove(number);
            std::fs::write(&file, cut.join("\n") + "\n").unwrap();
            let ran = program.run(&["verify", &id]);
            assert_eq!(ran.code, 1, "{number}: {ran:?}");
        }
    }
    // What a power cut leaves of a line is no alarm, and the next line is right.
    std::fs::write(&file, format!("{text}{}", &lines[0][..40])).unwrap();
    is_fine(&program, &id, "nothing has changed");
    typed(&program, &id, AGAIN);
    is_fine(&program, &id, "was opened again");
}

#[test]
fn a_meeting_whose_folder_is_gone_is_named() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    std::fs::remove_dir_all(program.folder()).unwrap();
    let ran = program.run(&["verify", "--all"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out
            .contains(&format!("{id}: was sealed, and its folder is not here")),
        "{ran:?}"
    );
}

#[test]
fn opening_never_seals_anew_what_was_changed() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    change(&program.folder().join("minutes.json"), "scared", "joyful");
    std::fs::remove_file(program.folder().join(SEAL)).unwrap();
    let ran = opened(&program, &id);
    assert!(
        ran.out
            .contains("THESE MINUTES ARE NOT AS THEY WERE SEALED"),
        "{ran:?}"
    );
    assert!(!program.folder().join(SEAL).exists());
    let text = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
    assert!(
        text.contains("joyful"),
        "what was changed is left to be seen"
    );
    is_told(&program, &id, "that seal is gone");

    // Nor where no record knows of it: it was left as it should be, so it had a seal.
    std::fs::remove_dir_all(program.data().join("seals")).unwrap();
    let ran = opened(&program, &id);
    assert!(ran.out.contains("their seal is not there"), "{ran:?}");
    assert!(!program.folder().join(SEAL).exists());
}

#[test]
fn a_new_seal_does_not_hide_that_the_one_before_it_was_not_right() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    cut_from(&journals(&program.folder())[0], "\"kind\":\"closed\"");
    std::fs::remove_file(program.folder().join(SEAL)).unwrap();
    let ran = type_in(&program, &id, "/close it was agreed\n");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("its closing and its seal were taken out"),
        "{ran:?}"
    );
    is_told(&program, &id, "but was not when it was closed");
    type_in(&program, &id, AGAIN);
    type_in(&program, &id, "/close it was agreed\n");
    is_told(&program, &id, "but was not when it was closed");
}

#[test]
fn closing_that_was_interrupted_is_finished_without_a_word() {
    // Between the journal and the seal, once without a line on record (an earlier program) and once with one.
    for is_on_record in [false, true] {
        let program = Program::new();
        let id = program.meeting(CLOSED);
        cut_from(
            &journals(&program.folder())[0],
            "\"kind\":\"session_ended\"",
        );
        std::fs::remove_file(program.folder().join(SEAL)).unwrap();
        match is_on_record {
            true => cut_from(&record_of_seals(&program), "\"kind\":\"sealed\""),
            false => std::fs::remove_dir_all(program.data().join("seals")).unwrap(),
        }
        let ran = opened(&program, &id);
        assert!(!ran.out.contains("SEALED"), "{ran:?}");
        is_fine(&program, &id, "nothing has changed");
        assert!(!verified(&program, &id).out.contains("outside"));
    }
    // After the seal and before its line.
    let program = Program::new();
    let id = program.meeting(CLOSED);
    let file = record_of_seals(&program);
    let text = std::fs::read_to_string(&file).unwrap();
    let without_the_last = text.trim_end().rfind('\n').unwrap() + 1;
    std::fs::write(&file, &text[..without_the_last]).unwrap();
    is_fine(&program, &id, "");
    opened(&program, &id);
    is_fine(&program, &id, "nothing has changed");
    // While it was sealed a second time.
    typed(&program, &id, AGAIN);
    let open = program.home().join("open");
    copy(&program.folder(), &open);
    typed(&program, &id, "/close it was agreed\n");
    let seal = open.join(SEAL);
    std::fs::copy(&seal, program.folder().join(SEAL)).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let reopened = lines
        .iter()
        .rposition(|line| line.contains("\"kind\":\"reopened\""))
        .unwrap();
    std::fs::write(&file, lines[..reopened + 2].join("\n") + "\n").unwrap();
    is_fine(&program, &id, "was being sealed again");
    opened(&program, &id);
    is_fine(&program, &id, "nothing has changed");
}
