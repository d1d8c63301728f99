//! Searching all minutes through the real terminal: hits appear as you type, and Enter opens the page at the hit.

use super::conference::{PATIENCE, start};
use crate::command_line::program::Program;

const LINES: &str = "/meeting 2214-K\n/child Ella Sampler; born: 4 Mar 2017\n/person MO Kasia Sampler; role: mother\n\
    /person CH Sam Halls; role: Chair\n/begin\n/section 3\nMO: it was quiet at Llŷn\nMO: the CANARY82 field at Llyn #restricted\n";

fn find(program: &Program, first: &str) {
    let mut terminal = start(program, &[]);
    terminal.wait_for("2214-K", PATIENCE);
    terminal.type_text("/find");
    terminal.press(b"\r");
    terminal.wait_for("talking-piece · find", PATIENCE);
    terminal.type_text("lly");
    if !first.is_empty() {
        terminal.wait_for(first, PATIENCE);
        terminal.press(b"\r");
    }
    terminal.wait_for("quiet at [Llŷn]", PATIENCE);
    terminal.wait_for("1 more in restricted parts", PATIENCE);
    assert!(!terminal.screen().contains("CANARY82"));
    terminal.press(b"\r");
    terminal.wait_until(PATIENCE, |screen| {
        let text = screen.contents();
        let at_it = |row: &str| row.starts_with('>') && row.contains("quiet at Llŷn");
        text.lines().any(at_it)
    });
    terminal.press(b"\x1b");
    terminal.wait_for("quiet at [Llŷn]", PATIENCE);
    terminal.press(b"\x1b");
    terminal.wait_for("talking-piece · meetings", PATIENCE);
    terminal.press(b"\x11");
    terminal.wait_exit(PATIENCE);
}

#[test]
fn a_hit_is_seen_as_one_types_and_enter_opens_the_page_at_it() {
    let program = Program::new();
    program.meeting(LINES);
    find(&program, "");
}

#[test]
fn without_an_index_enter_looks_through_the_files() {
    let program = Program::new();
    program.meeting(LINES);
    let settings = program.data().join("settings");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("library.toml"), "index = false\n").unwrap();
    find(&program, "Enter searches all minutes");
}
