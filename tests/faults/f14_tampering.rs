//! F14: a closed meeting in which something was changed: every byte of every sealed file, and every line of the journal
//! taken out, doubled or put elsewhere. Each is told.

use super::skipped::{number, reached};
use crate::command_line::program::Program;
use std::path::{Path, PathBuf};
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::{MeetingFolder, MeetingId};
use talking_piece::store::sealed;

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n\
    KS: hello\nKS: we stay in Nowhere Lane #restricted\n/action a lamp; who: KS; by: 1 Feb\n\
    /view Ella; by: not asked; reason: away\n/close it was agreed\n";

struct Sealed {
    _program: Program,
    meeting: MeetingFolder,
}

impl Sealed {
    fn new() -> Sealed {
        let program = Program::in_memory();
        let id = program.meeting(LINES);
        let path = program.folder_of(&id);
        let id = MeetingId::parse(&id).unwrap();
        let sealed = Sealed {
            _program: program,
            meeting: MeetingFolder { id, path },
        };
        assert!(!sealed.is_told(), "nothing was changed yet");
        sealed
    }

    fn is_told(&self) -> bool {
        match sealed::verify(&RealDisk, &self.meeting) {
            Ok(Some(verdict)) => !verdict.changed.is_empty(),
            Ok(None) => false,
            Err(_) => true,
        }
    }

    fn journal(&self) -> PathBuf {
        let inside = std::fs::read_dir(self.meeting.journal()).unwrap().next();
        inside.unwrap().unwrap().path()
    }

    fn is_told_with(&self, file: &Path, content: &[u8]) -> bool {
        let before = std::fs::read(file).unwrap();
        std::fs::write(file, content).unwrap();
        let told = self.is_told();
        std::fs::write(file, before).unwrap();
        told
    }
}

#[test]
fn f14_every_byte_of_a_sealed_meeting_that_is_changed_is_told() {
    let sealed = Sealed::new();
    let mut flipped = 0;
    let names = ["minutes.json", "restricted.json", sealed::SEAL];
    let files = names.map(|name| sealed.meeting.path.join(name));
    for file in files.iter().chain(&[sealed.journal()]) {
        let bytes = std::fs::read(file).unwrap();
        for at in (0..bytes.len()).step_by(number(7, 1)) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(
                sealed.is_told_with(file, &changed),
                "byte {at} of {}",
                file.display()
            );
            flipped += 1;
        }
        for length in (0..bytes.len()).step_by(number(97, 1)) {
            assert!(
                sealed.is_told_with(file, &bytes[..length]),
                "{length} bytes of {}",
                file.display()
            );
        }
    }
    reached("F14", &format!("{flipped} bytes changed, each told"));
    assert!(flipped > 1_000, "{flipped}");
}

#[test]
fn f14_every_line_that_is_taken_out_doubled_or_moved_is_told() {
    let sealed = Sealed::new();
    let journal = sealed.journal();
    let text = std::fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let told = |lines: &[&str]| {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        sealed.is_told_with(&journal, text.as_bytes())
    };
    for at in 0..lines.len() {
        let mut without = lines.clone();
        without.remove(at);
        assert!(told(&without), "without line {at}");
        let mut twice = lines.clone();
        twice.insert(at, lines[at]);
        assert!(told(&twice), "line {at} twice");
        let mut again = lines.clone();
        again.push(lines[at]);
        assert!(told(&again), "line {at} once more at the end");
        for other in 0..at {
            let mut swapped = lines.clone();
            swapped.swap(at, other);
            assert!(told(&swapped), "lines {at} and {other} swapped");
        }
        assert!(told(&lines[..at]), "cut before line {at}");
    }
    reached(
        "F14",
        &format!("{} lines taken out, doubled, swapped and cut", lines.len()),
    );
}
