//! F17: how much memory a long meeting takes, as the kernel counts it: what an entry adds does not grow with those
//! before it.

use super::skipped::{number, reached};
use crate::command_line::program::Program;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

/// Far above what an entry takes: its words, what is known of it, its row on the screen.
const MOST_FOR_AN_ENTRY: usize = 16 * 1024;
const MOST_AT_ALL: usize = 96 << 20;

/// The most that it has had until now.
fn peak_bytes(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.unwrap().split_whitespace().next().unwrap();
    kilobytes.parse::<usize>().unwrap() * 1024
}

#[test]
fn f17_a_long_meeting_stays_small_in_memory() {
    let part = number(300, 2_000);
    let program = Program::in_memory();
    let id =
        program.meeting("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n");
    let mut command = program.command(&["resume", &id, "--plain"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = child.stdin.take().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut peaks = Vec::new();
    for round in 0..3 {
        let first = round * part;
        for n in first..first + part {
            writeln!(typed, "KS: word{n:05} of a long meeting").unwrap();
            let mut line = String::new();
            while !line.contains(&format!("word{n:05}")) {
                line.clear();
                assert!(said.read_line(&mut line).unwrap() > 0, "it ended at {n}");
            }
        }
        peaks.push(peak_bytes(child.id()));
    }
    writeln!(typed, "/quit").unwrap();
    drop(typed);
    std::io::copy(&mut said, &mut std::io::sink()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let last = (peaks[2] - peaks[1]) / part;
    let words = format!(
        "{} entries: at most {} kB of memory, {last} bytes for each of the last {part}",
        3 * part,
        peaks[2] / 1024
    );
    reached("F17", &words);
    assert!(last <= MOST_FOR_AN_ENTRY, "{words}");
    assert!(peaks[2] <= MOST_AT_ALL, "{words}");
}
