//! Two people writing at once, because the folder cannot lock (as on some network folders): neither loses anything.

use crate::command_line::program::{Program, Ran};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use talking_piece::domain::room::RoomView;
use talking_piece::engine::room_source::RoomSource;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::Paths;

const LINES: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: before\n";

struct Writer {
    child: Child,
    heard: Receiver<String>,
}

impl Writer {
    /// Opens the meeting for writing while somebody else has it open: the lock is gone, as if it were on another
    /// machine.
    fn open(program: &Program, id: &str) -> Writer {
        let _ = std::fs::remove_file(program.folder().join("lock"));
        let mut command = program.command(&["resume", id, "--plain"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, heard) = channel();
        let out = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let writer = Writer { child, heard };
        writer.hear("Section 1");
        writer
    }

    fn hear(&self, words: &str) {
        let mut all = Vec::new();
        loop {
            match self.heard.recv_timeout(Duration::from_secs(30)) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => all.push(line),
                Err(_) => panic!("{words:?} was not said, but {all:#?}"),
            }
        }
    }

    fn enter(&mut self, line: &str, answer: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
        self.hear(answer);
    }

    fn leave(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

fn both_at_once(first: &[(&str, &str)], second: &[(&str, &str)]) -> (Program, String) {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut one = Writer::open(&program, &id);
    let mut two = Writer::open(&program, &id);
    for (line, answer) in first {
        one.enter(line, answer);
    }
    for (line, answer) in second {
        two.enter(line, answer);
    }
    one.leave();
    two.leave();
    (program, id)
}

fn read(program: &Program, id: &str) -> Ran {
    program.run(&["read", id])
}

#[test]
fn the_words_of_both_stand_in_the_meeting() {
    let (program, id) = both_at_once(
        &[
            ("KS: one says red", "red"),
            ("KS: one says green", "green"),
            ("/undo", ""),
        ],
        &[
            ("KS: two says blue", "blue"),
            ("KS: two says gold", "gold"),
            ("KS: two says grey", "grey"),
        ],
    );
    let told = read(&program, &id);
    assert_eq!(told.code, 1, "{told:?}");
    assert!(told.err.contains("Two people wrote"), "{told:?}");
    for words in [
        "before",
        "one says red",
        "two says blue",
        "two says gold",
        "two says grey",
    ] {
        assert!(told.out.contains(words), "{words}: {told:?}");
    }
    assert!(
        !told.out.contains("one says green"),
        "an undo takes back its own: {told:?}"
    );
    // It goes on: what is written now follows both, and can refer to either.
    let more = program.run_with_input(
        &["take", &id, "--lines", "-"],
        b"KS: afterwards\n/undo\nKS: at the end\n",
    );
    assert_eq!(more.code, 0, "{more:?}");
    let told = read(&program, &id);
    for words in ["one says red", "two says grey", "at the end"] {
        assert!(told.out.contains(words), "{words}: {told:?}");
    }
    assert!(!told.out.contains("afterwards"), "{told:?}");
}

#[test]
fn what_cannot_stand_beside_the_others_is_put_where_a_person_can_read_it() {
    let (program, id) = both_at_once(
        &[("/break", "reak")],
        &[("KS: two says blue", "blue"), ("KS: two says gold", "gold")],
    );
    let opened =
        program.run_with_input(&["take", &id, "--lines", "-"], b"/break\nKS: at the end\n");
    let told = read(&program, &id);
    let recovered = program.folder().join("recovered");
    let kept: String = std::fs::read_dir(recovered)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    for words in ["two says blue", "two says gold"] {
        assert!(
            told.out.contains(words) || kept.contains(words),
            "{words}: {opened:?} {told:?} {kept}"
        );
    }
    assert!(
        kept.contains("two says"),
        "the break must have kept something out: {told:?}"
    );
}

/// What the room reads, as text.
fn room(source: &mut RoomSource) -> String {
    let view: RoomView = source.look(&RealDisk).view.expect("the room sees nothing");
    format!("{view:?}")
}

#[test]
fn the_room_took_the_words_of_one_for_those_of_the_other() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let places = Paths::find(Some(&program.data())).unwrap();
    let folder = places.meeting(&RealDisk, &id).unwrap();
    let mut source = RoomSource::new(&places, folder.clone());
    assert!(room(&mut source).contains("before"));
    let mut one = Writer::open(&program, &id);
    let mut two = Writer::open(&program, &id);
    one.enter("KS: one says red", "red");
    assert!(room(&mut source).contains("one says red"));
    two.enter("KS: two says CANARY9", "CANARY9");
    let seen = room(&mut source);
    assert!(
        seen.contains("one says red") && seen.contains("two says CANARY9"),
        "{seen}"
    );
    two.enter("KS: two says gold", "gold");
    one.enter("KS: one says green", "green");
    // Each marks the first of their own, which both programs know by the same name.
    two.enter("/mark ^1 #restricted", "Marked");
    let seen = room(&mut source);
    assert!(!seen.contains("CANARY9"), "{seen}");
    for words in ["one says red", "one says green", "two says gold"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    one.enter("/mark #restricted", "Marked");
    // One that starts looking now sees the same as one that has been looking all along.
    for mut source in [source, RoomSource::new(&places, folder)] {
        let seen = room(&mut source);
        for hidden in ["CANARY9", "one says green"] {
            assert!(!seen.contains(hidden), "{hidden}: {seen}");
        }
        assert!(
            seen.contains("one says red") && seen.contains("two says gold"),
            "{seen}"
        );
    }
    one.leave();
    two.leave();
}
