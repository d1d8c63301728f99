//! Two windows with the same meeting: the second reads what was entered but nothing half-typed, and takes over when the
//! first was killed.

use super::conference::flat;
use super::pty::Exit;
use super::stopped::{seen_of, wait_until_seen};
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::{MeetingFolder, MeetingId};
use talking_piece::store::{presence, reading};

const PATIENCE: Duration = Duration::from_secs(20);
const LINES: &str = "/child Ella Smith\n/person KS Kelly Smith; role: mother\n/person SW A Patel; role: social worker\n\
    /begin\n/arrive all\n/section purpose\nKS: I asked for this meeting.\n";

fn resume(program: &Program, id: &str, (columns, rows): (u16, u16)) -> RealTerminal {
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    RealTerminal::start(columns, rows, &["resume", id], &env)
}

/// Slowly, so that it is not taken for a paste.
fn type_in(window: &mut RealTerminal, words: &str) {
    for letter in words.chars() {
        window.type_text(&letter.to_string());
        std::thread::sleep(Duration::from_micros(400));
    }
    window.wait_for(words, PATIENCE);
}

#[test]
fn the_second_reads_what_was_entered_and_goes_on_when_the_first_was_killed() {
    for size in [(80, 24), (50, 20)] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let mut first = resume(&program, &id, size);
        first.wait_for("F1 help", PATIENCE);
        type_in(&mut first, "KS: a line set aside");
        first.press(b"\x1b");
        first.wait_for("brings them back", PATIENCE);
        type_in(&mut first, "KS: a half line");
        let mut second = resume(&program, &id, size);
        second.wait_for("look again", PATIENCE);
        let seen = second.screen();
        assert!(!seen.contains("half line"), "{seen}");
        assert!(!seen.contains("set aside"), "{seen}");
        assert!(!seen.contains("record  "), "{seen}");
        // What is entered is seen as soon as the reader looks again.
        type_in(&mut first, " entered");
        first.press(b"\r");
        first.wait_until(PATIENCE, |screen| {
            screen.contents().matches("a half line entered").count() == 1
        });
        second.press(b"\r");
        second.wait_for("a half line entered", PATIENCE);
        type_in(&mut first, "SW: left behind");
        type_in(&mut second, "KS: from the second");
        second.press(b"\r");
        second.wait_for("has had these minutes", PATIENCE);
        first.kill_9();
        second.press(b"\r");
        second.wait_for("you are now", PATIENCE);
        assert!(second.screen().contains("KS: from the second"));
        second.press(b"\r");
        second.wait_for("F1 help", PATIENCE);
        second.wait_for("lines set aside", PATIENCE);
        second.press(b"\x1b[B");
        second.wait_for("SW: left behind", PATIENCE);
    }
}

fn opened(program: &Program, id: &str) -> reading::Opened {
    let folder = MeetingFolder {
        id: MeetingId::parse(id).unwrap(),
        path: program.folder(),
    };
    reading::read(&RealDisk, &folder, &[])
}

/// Every text that is offered again.
fn waiting(program: &Program, id: &str) -> String {
    let found = opened(program, id);
    let line = found.draft.map_or(String::new(), |line| line.text);
    line + &found.asides.concat()
}

/// The sessions that have draft files.
fn sessions(program: &Program) -> Vec<String> {
    let files = std::fs::read_dir(program.folder().join("draft")).unwrap();
    files
        .map(|file| {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{file:?}");
            file.file_name().into_string().unwrap()
        })
        .collect()
}

#[test]
fn what_a_reader_typed_comes_back_however_they_went() {
    for way in ["kill", "hang up", "/quit", "/home"] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let mut first = resume(&program, &id, (80, 24));
        first.wait_for("F1 help", PATIENCE);
        type_in(&mut first, "SW: only the first");
        let mut second = resume(&program, &id, (80, 24));
        second.wait_for("look again", PATIENCE);
        type_in(&mut second, "KS: put aside");
        second.press(b"\x1b");
        // "Esc set aside" stands on the screen anyway; and letters right behind an Esc would be Alt with a letter.
        second.wait_until(PATIENCE, |screen| {
            !screen.contents().contains("KS: put aside")
        });
        type_in(&mut second, "KS: from the second");
        match way {
            "kill" => second.kill_9(),
            "hang up" => {
                second.hang_up();
                assert_eq!(second.wait_exit(PATIENCE), Exit::Code(0));
            }
            _ => {
                second.press(b"\x1b");
                second.wait_for("Your words are set aside", PATIENCE);
                type_in(&mut second, way);
                second.press(b"\r");
                match way {
                    "/quit" => {
                        // The first one names what is set aside.
                        second.wait_for("Leave again", PATIENCE);
                        type_in(&mut second, way);
                        second.press(b"\r");
                        assert_eq!(second.wait_exit(PATIENCE), Exit::Code(0));
                    }
                    _ => second.wait_for("open elsewhere", PATIENCE),
                }
            }
        }
        // It is there for a reader, beside what the first types.
        let mut third = resume(&program, &id, (80, 24));
        third.wait_for("has had these minutes", PATIENCE);
        if way.starts_with('/') {
            third.press(b"\x1b[B");
        }
        third.wait_for("KS: from the second", PATIENCE);
        assert!(!third.screen().contains("only the first"), "{way}");
        assert!(first.screen().contains("SW: only the first"), "{way}");
        // It becomes an entry by Enter alone, and is then stored nowhere else.
        first.press(b"\x15");
        first.wait_until(PATIENCE, |screen| {
            !screen.contents().contains("only the first")
        });
        first.kill_9();
        third.press(b"\r");
        third.wait_for("you are now", PATIENCE);
        assert!(
            !program.run(&["read", &id]).out.contains("from the second"),
            "{way}"
        );
        third.press(b"\r");
        third.wait_until(PATIENCE, |screen| {
            screen.contents().contains("1 line set aside") || screen.contents().contains("record")
        });
        third.press(b"\x1b[B");
        third.wait_for("KS: put aside", PATIENCE);
        third.press(b"\r");
        third.wait_until(PATIENCE, |screen| screen.cursor_position().1 <= 1);
        third.hang_up();
        assert_eq!(third.wait_exit(PATIENCE), Exit::Code(0));
        let read = program.run(&["read", &id]).out;
        for words in ["from the second", "put aside"] {
            assert_eq!(read.matches(words).count(), 1, "{way}: {words}: {read}");
        }
        assert_eq!(waiting(&program, &id), "", "{way}");
        let left = sessions(&program);
        assert!(
            left.iter().all(|name| !presence::is_readers(name)),
            "{way}: {left:?}"
        );
    }
}

#[test]
fn a_reader_who_is_killed_in_the_middle_of_typing_loses_no_letter_that_was_seen() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let first = resume(&program, &id, (80, 24));
    first.wait_for("F1 help", PATIENCE);
    let words = "KS: she says that the mornings are the hard part of every day";
    let (mut on_disk, mut letters_seen) = (String::new(), 0);
    let mut random = 0x5EED_0003_u64;
    for stop in 0..25 {
        let mut reader = resume(&program, &id, (80, 24));
        reader.wait_for("has had these minutes", PATIENCE);
        if !on_disk.is_empty() {
            reader.wait_until(PATIENCE, |screen| {
                flat(&screen.contents()).contains(&flat(&on_disk))
            });
        }
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let more = 1 + (random >> 33) as usize % 4;
        let from = on_disk.chars().count();
        let typed: String = words.chars().cycle().skip(from).take(more).collect();
        for letter in typed.chars() {
            reader.type_text(&letter.to_string());
            std::thread::sleep(Duration::from_micros(300));
        }
        let whole = format!("{on_disk}{typed}");
        let shown = from + (random >> 50) as usize % (more + 1);
        let beginning: String = whole.chars().take(shown).collect();
        wait_until_seen(&reader, &whole, &beginning);
        std::thread::sleep(Duration::from_micros((random >> 40) % 6000));
        reader.kill_9();
        let seen = seen_of(&reader, &whole);
        letters_seen += seen.len();
        let by_readers = opened(&program, &id).by_readers;
        let draft = by_readers.draft.map_or(String::new(), |line| line.text);
        assert!(
            whole.starts_with(&draft),
            "stop {stop}: {draft:?} was never typed"
        );
        assert!(
            draft.starts_with(&on_disk),
            "stop {stop}: {draft:?} lacks {on_disk:?}"
        );
        assert!(
            flat(&draft).starts_with(&seen),
            "stop {stop}: on the screen {seen:?}, on the disk {draft:?}"
        );
        on_disk = draft;
    }
    assert!(
        letters_seen > 100,
        "only {letters_seen} letters were seen: no test at all"
    );
    assert!(!program.run(&["read", &id]).out.contains("mornings"));
}

#[test]
fn the_first_is_told_of_the_second_before_anything_is_entered() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let first = resume(&program, &id, (80, 24));
    first.wait_for("F1 help", PATIENCE);
    let second = resume(&program, &id, (80, 24));
    second.wait_for("look again", PATIENCE);
    first.wait_for("reading since", PATIENCE);
}
