//! F10: what is pasted or sent, of sizes at which buffers end, and bytes that are no text: what was typed is what is
//! kept.

use super::skipped::{is_long, reached};
use crate::command_line::program::Program;
use crate::real_terminal::terminal::RealTerminal;
use std::time::Duration;

const BEGIN: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n";
const PATIENCE: Duration = Duration::from_secs(60);

fn sizes() -> Vec<usize> {
    let around = |size: usize| [size - 2, size - 1, size, size + 1, size + 2];
    let small = [1, 2, 79, 80, 81].into_iter();
    let buffers = [1024, 4096, 65_536].into_iter().flat_map(around);
    let large: &[usize] = if is_long() {
        &[1 << 20, 10 << 20]
    } else {
        &[200_000]
    };
    small.chain(buffers).chain(large.iter().copied()).collect()
}

/// Letters with their place in them, so that one that is missing or twice is seen.
fn text(size: usize) -> String {
    let mut text: String = (0..).map(|n| format!("w{n} ")).take(size / 3 + 1).collect();
    text.truncate(size);
    text.pop();
    text.push('x');
    text
}

fn texts_of(program: &Program, id: &str) -> Vec<String> {
    let minutes = program.json(id);
    let all = minutes["contributions"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    all.iter()
        .filter_map(|one| one["text"].as_str())
        .map(str::to_owned)
        .collect()
}

#[test]
fn f10_lines_of_every_size_are_kept_letter_for_letter() {
    let program = Program::in_memory();
    let sizes = sizes();
    let lines: String = sizes
        .iter()
        .map(|size| format!("KS: {}\n", text(*size)))
        .collect();
    let id = program.meeting(&format!("{BEGIN}{lines}"));
    let kept = texts_of(&program, &id);
    let wanted: Vec<String> = sizes.iter().map(|size| text(*size)).collect();
    assert!(
        kept == wanted,
        "take: {:?}",
        kept.iter().map(String::len).collect::<Vec<_>>()
    );
    let id = program.meeting(BEGIN);
    let ran = program.run_with_input(
        &["resume", &id, "--plain"],
        format!("{lines}/quit\n").as_bytes(),
    );
    assert_eq!(ran.code, 0);
    let kept = texts_of(&program, &id);
    assert!(
        kept == wanted,
        "plain: {:?}",
        kept.iter().map(String::len).collect::<Vec<_>>()
    );
    reached(
        "F10",
        &format!(
            "{} sizes up to {}",
            sizes.len(),
            sizes.iter().max().unwrap()
        ),
    );
}

#[test]
fn f10_what_is_pasted_is_kept_letter_for_letter() {
    let mut pasted = 0;
    for size in sizes()
        .into_iter()
        .filter(|size| is_long() || *size <= 4_100)
    {
        for (before, behind) in [("\x1b[200~", "\x1b[201~"), ("", "")] {
            let program = Program::in_memory();
            let id = program.meeting(BEGIN);
            let data = program.data();
            let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
            let mut window = RealTerminal::start(80, 24, &["resume", &id], &env);
            window.wait_for("F1 help", PATIENCE);
            let words = text(size);
            window.type_text(&format!("KS: {before}{words}{behind}"));
            // Enter in the same burst is part of what is pasted.
            window.wait_quiet(150);
            window.press(b"\r");
            window.wait_quiet(150);
            window.type_text("/quit");
            window.wait_quiet(150);
            window.press(b"\r");
            window.wait_exit(PATIENCE);
            let kept = texts_of(&program, &id);
            assert!(kept == [words], "{size} {before:?}: {kept:?}");
            pasted += 1;
        }
    }
    reached(
        "F10",
        &format!("{pasted} pastes, as such and letter by letter"),
    );
}

#[test]
fn f10_bytes_that_are_no_text_drive_nothing() {
    for bytes in [
        &b"caf\xe9 in Latin-1"[..],
        b"esc \x1b[2J\x1b]0;title\x07 here",
        b"c1 \xc2\x9b31m here",
        b"nul \x00 here",
        b"bidi \xe2\x80\xae here",
        b"zero \xe2\x80\x8b width",
        b"end of paste \x1b[201~ in it",
        b"half \xf0\x9f\x91",
        b"\xff\xfe\xfd",
        b"back \x08\x08\x7f space",
    ] {
        let program = Program::in_memory();
        let id = program.meeting(BEGIN);
        let lines = [b"KS: start ", bytes, b" end\nKS: afterwards\n/quit\n"].concat();
        let ran = program.run_with_input(&["resume", &id, "--plain"], &lines);
        assert!(matches!(ran.code, 0 | 1), "{bytes:?}: {ran:?}");
        let read = program.run(&["read", &id]);
        assert!(read.out.contains("afterwards"), "{bytes:?}: {read:?}");
        assert!(read.out.contains("start"), "{bytes:?}: {read:?}");
        for said in [&ran.out, &read.out] {
            let steers = |letter: char| letter.is_control() && letter != '\n';
            assert!(!said.contains(steers), "{bytes:?}: {said:?}");
            assert!(!said.contains('\u{202e}'), "{bytes:?}: {said:?}");
        }
    }
}
