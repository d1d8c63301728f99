//! How many bytes go to the terminal: over a slow line they are what the minute-taker waits for. Bytes, not time, so
//! that the figures are the same on every machine.

use super::conference::{PATIENCE, start, type_slowly, wait_for_empty_line};
use super::terminal::RealTerminal;
use crate::command_line::program::Program;

/// The length of contributions in a conference, from 20 to 60 letters.
const SAID: [&str; 20] = [
    "KS: I did not know she had heard it",
    "DS: I was at work when it happened",
    "KS: my sister came round that evening",
    "AP: + the family asked for help early",
    "AP: ! Ella has missed nine days of school this term",
    "JO: + she runs to her mum at nursery",
    "DS: I keep thinking about what she wrote",
    "KS: = I will ask my sister to stay on Fridays",
    "ST: Ella talks about her dog a lot in class",
    "ST: ? who will tell Ella what we decide",
    "AP: we could ring on Mondays before school",
    "KS: that would help",
    "DS: I can do the mornings when I am on late shifts",
    "JO: the clinic has room on the third",
    "KS: \"I just want it quiet at night\"",
    "AP: who else is in the house at the weekend",
    "DS: my brother, every second weekend",
    "KS: = he could take Ella to swimming",
    "ST: breakfast club has a place for her from Monday on",
    "JO: I will write that down for the surgery",
];

/// A very long meeting: 2,000 contributions of 500 letters, 1 MB.
fn large_meeting(program: &Program) -> String {
    let mut lines = "/person KS Kelly Smith; role: mother\n/person DS Dan Smith; role: father\n\
        /person AP Asha Patel; role: social worker\n/person JO Joy Okafor; role: health visitor\n\
        /person ST Sam Tully; role: teacher\n/child Ella; born: 4 Mar 2017\n/section 3\n"
        .to_owned();
    for number in 0..2000 {
        let who = ["KS", "DS", "AP", "JO", "ST"][number % 5];
        let words = "it was quiet in the house until the morning came ".repeat(10);
        lines.push_str(&format!("{who}: {number} {words}\n"));
    }
    program.meeting(&lines)
}

/// The bytes that come when these keys are pressed, until the program has nothing more to say.
fn bytes_of(terminal: &mut RealTerminal, keys: &[u8]) -> usize {
    terminal.wait_quiet(250);
    let before = terminal.bytes_out();
    terminal.press(keys);
    terminal.wait_quiet(250);
    terminal.bytes_out() - before
}

/// Whether nothing at all is written while nobody presses a key: a clock in the header would write every second.
fn is_silent(terminal: &mut RealTerminal) -> bool {
    terminal.wait_for("F1 help", PATIENCE);
    terminal.wait_quiet(600);
    let before = terminal.bytes_out();
    std::thread::sleep(std::time::Duration::from_millis(1200));
    terminal.bytes_out() == before
}

fn median(mut sizes: Vec<usize>) -> usize {
    sizes.sort_unstable();
    sizes[sizes.len() / 2]
}

#[test]
fn a_large_meeting_starts_and_takes_contributions_in_few_bytes() {
    let program = Program::new();
    let id = large_meeting(&program);
    let mut terminal = start(&program, &["resume", &id]);
    terminal.wait_quiet(400);
    let begun = terminal.bytes_out();
    assert!(begun <= 2000, "start-up: {begun}");
    assert!(is_silent(&mut terminal));

    let (mut enters, mut keys) = (Vec::new(), Vec::new());
    for said in SAID {
        type_slowly(&mut terminal, said);
        if keys.len() < 5 {
            keys.push(bytes_of(&mut terminal, b"x"));
        }
        enters.push(bytes_of(&mut terminal, b"\r"));
        wait_for_empty_line(&terminal);
    }
    assert_eq!(median(keys.clone()), 1, "{keys:?}");
    // Once the page is full, it scrolls by a few entries, and most of it is rewritten.
    assert!(median(enters.clone()) <= 300, "{enters:?}");
    assert!(enters.iter().all(|bytes| *bytes <= 1200), "{enters:?}");
}

#[test]
fn a_narrow_screen_goes_up_without_being_written_again() {
    let program = Program::new();
    let id = large_meeting(&program);
    let data = program.data();
    let data = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let mut terminal = RealTerminal::start(50, 20, &["resume", &id], &data);
    assert!(is_silent(&mut terminal));
    let mut keys = Vec::new();
    let enters: Vec<usize> = SAID
        .iter()
        .map(|said| {
            terminal.wait_quiet(250);
            type_slowly(&mut terminal, said);
            if keys.len() < 5 {
                keys.push(bytes_of(&mut terminal, b"x"));
            }
            bytes_of(&mut terminal, b"\r")
        })
        .collect();
    assert_eq!(median(keys.clone()), 1, "{keys:?}");
    assert!(median(enters.clone()) <= 300, "{enters:?}");
}

#[test]
fn a_page_of_past_minutes_changes_in_few_bytes_and_scrolls_in_fewer() {
    let program = Program::new();
    let mut lines =
        "/person KS Kelly Smith; role: mother\n/child Ella; born: 4 Mar 2017\n/section 3\n"
            .to_owned();
    for said in SAID.iter().cycle().take(200) {
        lines.push_str(said);
        lines.push_str(", and then we all talked about what the winter had been like\n");
    }
    lines.push_str("/view Ella; by: letter; words: \"quiet at night\"\n/close it was agreed\n");
    program.meeting(&lines);
    let mut terminal = start(&program, &[]);
    terminal.press(b"\r");
    let pages: Vec<usize> = (0..5)
        .map(|_| bytes_of(&mut terminal, b"\x1b[6~"))
        .collect();
    assert!(
        pages.iter().all(|bytes| (200..=1300).contains(bytes)),
        "{pages:?}"
    );
    let rows: Vec<usize> = (0..9).map(|_| bytes_of(&mut terminal, b"\x1b[B")).collect();
    assert!(median(rows.clone()) <= 200, "{rows:?}");
    assert!(rows.iter().all(|bytes| *bytes > 0), "{rows:?}");
}
