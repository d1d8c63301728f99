//! Two terminals: the meeting is recorded in one, and the room watches it in the other.

use super::pty::Exit;
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const LINES: &str = "/child Ella Smith\n/person KS Kelly Smith; role: mother\n/person SW A Patel; role: social worker\n\
    /begin\n/arrive all\n/section purpose\nKS: I asked for this meeting.\n";

fn start(program: &Program, arguments: &[&str], (columns, rows): (u16, u16)) -> RealTerminal {
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    RealTerminal::start(columns, rows, arguments, &env)
}

fn watch(program: &Program, id: &str) -> RealTerminal {
    let room = start(program, &["watch", id], (80, 24));
    room.wait_for("I asked for this meeting.", PATIENCE);
    room
}

/// Slowly, so that it is not taken for a paste.
fn enter(editor: &mut RealTerminal, line: &str) {
    for letter in line.chars() {
        editor.type_text(&letter.to_string());
        std::thread::sleep(Duration::from_micros(400));
    }
    editor.press(b"\r");
}

fn gone(room: &RealTerminal, words: &str) {
    room.wait_until(PATIENCE, |screen| !screen.contents().contains(words));
}

fn names(program: &Program, id: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![program.folder_of(id)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn the_room_sees_what_is_said_and_never_what_is_restricted() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut room = watch(&program, &id);
    let mut editor = start(&program, &["resume", &id], (80, 24));
    editor.wait_for("F1 help", PATIENCE);
    gone(&room, "Nobody is writing");
    enter(&mut editor, "SW: the address is CANARY01 #restricted");
    enter(&mut editor, "QX: words of CANARY02");
    enter(&mut editor, "SW: somebody was at the door");
    room.wait_for("somebody was at the door", PATIENCE);
    // The half-typed line is nobody's business.
    editor.type_text("KS: CANARY03");
    editor.wait_for("CANARY03", PATIENCE);
    for _ in 0..12 {
        editor.press(b"\x7f");
    }
    // What becomes restricted disappears at once, and undo brings it back.
    enter(&mut editor, "/mark #restricted");
    gone(&room, "somebody was at the door");
    enter(&mut editor, "/undo");
    room.wait_for("somebody was at the door", PATIENCE);
    enter(&mut editor, "/private");
    room.wait_for("PRIVATE TIME", PATIENCE);
    gone(&room, "somebody was at the door");
    enter(&mut editor, "/private");
    room.wait_for("somebody was at the door", PATIENCE);
    enter(&mut editor, "/quit");
    editor.wait_exit(PATIENCE);
    room.wait_for("Nobody is writing just now", PATIENCE);
    // Another session is another segment.
    let mut editor = start(&program, &["resume", &id], (80, 24));
    editor.wait_for("F1 help", PATIENCE);
    enter(&mut editor, "KS: that was my brother");
    room.wait_for("that was my brother", PATIENCE);
    let bytes = String::from_utf8_lossy(&room.output()).into_owned();
    assert!(!bytes.contains("CANARY"), "{bytes}");
    room.press(b"q");
    assert_eq!(room.wait_exit(PATIENCE), Exit::Code(0));
}

#[test]
fn an_idle_room_writes_nothing_to_terminal_or_disk() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let before = names(&program, &id);
    let mut room = watch(&program, &id);
    room.wait_quiet(500);
    let bytes = room.bytes_out();
    // Longer than the interval at which it looks in any case.
    std::thread::sleep(Duration::from_secs(11));
    assert_eq!(room.bytes_out(), bytes);
    assert!(!room.is_spinning());
    assert_eq!(
        names(&program, &id),
        before,
        "watching leaves nothing behind"
    );
    room.resize(50, 20);
    room.wait_for("I asked for this meeting.", PATIENCE);
    room.press(b"\x03");
    assert_eq!(room.wait_exit(PATIENCE), Exit::Code(0));
}

#[test]
fn a_hang_up_ends_it_and_esc_leaves() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut room = watch(&program, &id);
    room.hang_up();
    assert_eq!(room.wait_exit(PATIENCE), Exit::Code(0));
    let mut room = start(&program, &["watch"], (80, 24));
    room.wait_for("I asked for this meeting.", PATIENCE);
    room.press(b"\x1b");
    assert_eq!(room.wait_exit(PATIENCE), Exit::Code(0));
}

#[test]
fn a_line_that_cannot_be_read_may_have_closed_something_so_nothing_is_shown() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let room = watch(&program, &id);
    let journal = program.folder_of(&id).join("journal");
    let segment = std::fs::read_dir(journal)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut text = std::fs::read_to_string(&segment).unwrap();
    text.push_str("{\"this is\": \"damaged\"}\n{\"and this\": \"is not whole yet\"");
    std::fs::write(&segment, text).unwrap();
    room.wait_for("nothing is shown here", PATIENCE);
    assert!(!room.screen().contains("I asked for this meeting."));
}

#[test]
fn without_a_journal_it_shows_the_minutes_file_and_says_so() {
    let program = Program::new();
    let id = program.meeting(LINES);
    std::fs::remove_dir_all(program.folder_of(&id).join("journal")).unwrap();
    let room = watch(&program, &id);
    room.wait_for("Not live: as it was written at", PATIENCE);
}

#[test]
fn the_plain_mode_tells_each_thing_once_and_withdraws_without_words() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut room = start(&program, &["watch", &id, "--plain"], (80, 40));
    room.wait_for("I asked for this meeting.", PATIENCE);
    let more = |lines: &str| {
        let ran = program.run_with_input(&["take", &id, "--lines", "-"], lines.as_bytes());
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    more("SW: somebody was at the door\nSW: CANARY01 #restricted");
    room.wait_for("A Patel, social worker: somebody was at the door", PATIENCE);
    more("/undo\n/mark #restricted");
    room.wait_for("Withdrawn: something that was said at", PATIENCE);
    more("/undo\n/strike wrong");
    let text = String::from_utf8_lossy(&room.output()).into_owned();
    assert!(!text.contains("CANARY"), "{text}");
    assert_eq!(
        text.matches("I asked for this meeting.").count(),
        1,
        "{text}"
    );
    room.type_text("q\n");
    assert_eq!(room.wait_exit(PATIENCE), Exit::Code(0));
}

/// `watch --once` prints what the room may see now, and ends; also where nobody types and in plain mode.
#[test]
fn it_can_be_looked_at_once() {
    let program = Program::new();
    let id = program.meeting(&format!(
        "{LINES}SW: the address is CANARY01 #restricted\nSW: CANARY02 ??\nQX: CANARY03\nSW: ! she is tired #new\n"
    ));
    for arguments in [
        &["watch", &id, "--once"][..],
        &["watch", "--once", "--plain"],
    ] {
        let ran = program.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
        let told: Vec<&str> = ran.out.lines().collect();
        assert!(told.contains(&"Nobody is writing just now."), "{told:?}");
        assert!(
            told.contains(&"Kelly Smith: I asked for this meeting."),
            "{told:?}"
        );
        assert!(
            told.contains(&"A Patel, social worker, worry: she is tired"),
            "{told:?}"
        );
        assert!(!ran.out.contains("CANARY"), "{told:?}");
    }
    // A line that is only half written is nobody's yet.
    let journal = program.folder_of(&id).join("journal");
    let segment = std::fs::read_dir(journal)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut text = std::fs::read_to_string(&segment).unwrap();
    text.push_str("{\"v\":1,\"seq\":99,\"CANARY04");
    std::fs::write(&segment, &text).unwrap();
    let ran = program.run(&["watch", &id, "--once"]);
    assert!(ran.code == 0 && !ran.out.contains("CANARY"), "{ran:?}");
    // What cannot be read may have closed something: nothing is shown, and the exit code says so.
    std::fs::write(&segment, format!("{text}\n{{\"not whole")).unwrap();
    let ran = program.run(&["watch", &id, "--once"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!ran.out.contains("I asked"), "{ran:?}");
}
