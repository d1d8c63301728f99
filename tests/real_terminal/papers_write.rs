//! The practice conference is closed, and everybody's papers are written from the screen alone.

use super::conference::{PATIENCE, enter, leave, type_slowly, wait_for_empty_line};
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use crate::journeys::practice::conference_lines;
use chrono::{Datelike, Local};

fn names_in(folder: &std::path::Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[test]
fn the_practice_meeting_is_closed_and_its_papers_are_written_from_the_screen() {
    for (columns, rows) in [(80, 24), (50, 20)] {
        let program = Program::new();
        let lines = conference_lines(Local::now().year());
        let before = lines.iter().position(|line| line.starts_with("/close"));
        let id = program.meeting(&lines[..before.unwrap()].join("\n"));
        let (data, home) = (program.data(), program.home());
        let mut terminal = RealTerminal::start(
            columns,
            rows,
            &["resume", &id],
            &[
                ("TALKING_PIECE_DATA", data.to_str().unwrap()),
                ("HOME", home.to_str().unwrap()),
            ],
        );
        terminal.wait_for("F1 help", PATIENCE);
        type_slowly(&mut terminal, "/close");
        terminal.press(b"\r");
        terminal.wait_for("Nothing is missing.", PATIENCE);
        terminal.press(b"\r");
        terminal.wait_for("The meeting is closed", PATIENCE);
        wait_for_empty_line(&terminal);
        type_slowly(&mut terminal, "/papers write");
        terminal.wait_for("writes up to", PATIENCE);
        terminal.wait_for("~/talking-piece-papers", PATIENCE);
        assert!(!home.join("talking-piece-papers").exists());
        terminal.press(b"\r");
        terminal.wait_for("Written: ", PATIENCE * 6);
        enter(&mut terminal, "/papers given; on: today");
        terminal.wait_for("Noted as handed over", PATIENCE);
        leave(terminal);
        let folder = home.join("talking-piece-papers").join(&id);
        let mut papers = Vec::new();
        for name in names_in(&folder)
            .iter()
            .filter(|name| name.starts_with("copy-"))
        {
            papers.push(names_in(&folder.join(name)));
        }
        let has = |paper: &str| {
            papers
                .iter()
                .filter(|of| of.iter().any(|name| name == paper))
                .count()
        };
        assert_eq!(has("child.txt"), 2, "{papers:?}");
        for paper in ["slip.txt", "letter.txt", "plan.txt", "minutes.txt"] {
            assert!(has(paper) >= 2, "{paper}: {papers:?}");
        }
    }
}
