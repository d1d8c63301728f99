//! The figures themselves, each measured the same way for every program.

use crate::pty::time_in_the_queue;
use crate::session::Session;
use crate::subject::{Chance, Subject, installed, words};
use rustix::process::{Pid, Signal, kill_process};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// `None`: it could not be measured, and a note says why.
#[derive(Debug, Default)]
pub struct Figures {
    /// From the start until a key typed as soon as the program takes keys is on the screen, ms, median.
    pub ready: Option<f64>,
    /// Bytes written before anybody types.
    pub start_bytes: Option<f64>,
    /// From writing a letter until its echo, ms.
    pub key_p50: Option<f64>,
    /// The 99th percentile of that, among the keys for which nobody waited for a processor.
    pub key_p99: Option<f64>,
    /// Bytes written for a letter or a space.
    pub key_bytes_p50: Option<f64>,
    /// The 95th percentile of that.
    pub key_bytes_p95: Option<f64>,
    /// Bytes written for Enter after a line of words.
    pub enter_bytes: Option<f64>,
    /// System calls per key, all threads, less those of the same time without keys.
    pub calls: Option<f64>,
    /// Bytes written in 10 s in which nobody types.
    pub idle_bytes: Option<f64>,
    /// How often its threads woke in those 10 s.
    pub idle_wake_ups: Option<f64>,
    /// Peak memory, MB, before the pastes.
    pub memory: Option<f64>,
    /// From writing a paste of 10 kB until its end is on the screen, ms, median.
    pub paste: Option<f64>,
    /// Notes on the figures.
    pub notes: Vec<String>,
}

/// The text contains this letter only where it is typed to see it echoed.
const PROBE: u8 = b'z';
const SECOND: Duration = Duration::from_secs(1);
const QUIET: Duration = Duration::from_millis(150);
/// A longer wait for a processor means that other programs of the machine disturb the measurement.
const DISTURBED: Duration = Duration::from_micros(100);
const STARTS: usize = 11;
const LINES: usize = 5;
const LETTERS_A_LINE: usize = 40;
const TRACED_KEYS: usize = 100;
const TRACED_LINE: usize = 50;
const PASTE_BYTES: usize = 10_000;

/// Takes all figures of one program: a dozen short runs, then a long one.
pub fn measure(subject: &Subject) -> Figures {
    let mut figures = Figures::default();
    starts(subject, &mut figures);
    let mut session = subject.start();
    session.settle(QUIET);
    let mut chance = Chance::new(41);
    keys(&mut session, &mut chance, &mut figures);
    enters(&mut session, &mut chance, &mut figures);
    idle(&mut session, &mut figures);
    // The tracer costs the program no memory, but it wakes it, so it comes after the quiet figures.
    match calls_a_key(&mut session, &mut chance) {
        Ok(calls) => figures.calls = Some(calls),
        Err(why) => figures.notes.push(format!("system calls a key: {why}")),
    }
    figures.memory = session
        .pty
        .peak_memory()
        .map(|kilobytes| as_float(kilobytes) / 1024.0);
    pastes(&mut session, &mut chance, &mut figures);
    figures
}

fn starts(subject: &Subject, figures: &mut Figures) {
    let mut quiet = subject.start();
    quiet.settle(Duration::from_millis(400));
    figures.start_bytes = Some(as_float(quiet.bytes));
    let probes = quiet.printed(PROBE);
    drop(quiet);

    let (mut times, mut late) = (Vec::new(), 0);
    for _ in 0..STARTS {
        let mut session = subject.start();
        let from = session.pty.started();
        while !session.pty.takes_single_keys() && from.elapsed() < SECOND {
            session.look();
            std::thread::yield_now();
        }
        session.type_bytes(&[PROBE]);
        let mut ready = session.until_printed(PROBE, probes + 1, from, 2 * SECOND);
        if ready.is_none() {
            // It discards what is typed while it starts: type again once the screen is still.
            late += 1;
            session.settle(QUIET);
            let stood = session.last - from;
            ready = session.echo(PROBE, SECOND).map(|echo| stood + echo);
        }
        times.extend(ready.map(milliseconds));
    }
    if late > 0 {
        figures.notes.push(format!(
            "{late} of {STARTS} starts lost the key typed ahead; typed again when settled"
        ));
    }
    figures.ready = part(&mut times, 0.5);
}

fn keys(session: &mut Session, chance: &mut Chance, figures: &mut Figures) {
    let (mut times, mut sizes, mut enters, mut unseen) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let mut undisturbed = Vec::new();
    for _ in 0..LINES {
        let mut letters = 0;
        for key in words(chance, 3 * LETTERS_A_LINE).bytes() {
            let before = session.bytes;
            if key == b' ' {
                session.type_bytes(b" "); // what a space prints cannot be told from what it clears
            } else {
                letters += 1;
                let before_queue = queued(session);
                let time = session.echo(key, SECOND).map(milliseconds);
                unseen += usize::from(time.is_none());
                times.extend(time);
                if queued(session).saturating_sub(before_queue) < DISTURBED {
                    undisturbed.extend(time);
                }
            }
            session.pause(pace(chance));
            sizes.push(as_float(session.bytes - before));
            if letters == LETTERS_A_LINE {
                break;
            }
        }
        enters.push(enter(session));
    }
    if unseen > 0 {
        figures.notes.push(format!(
            "{unseen} letters of {} were not seen within a second",
            LINES * LETTERS_A_LINE
        ));
    }
    figures.key_p50 = part(&mut times, 0.5);
    let disturbed = times.len() - undisturbed.len();
    if disturbed > 0 {
        let note = format!(
            "{disturbed} of {} letters were held up by other programs; p99 is without them",
            times.len()
        );
        figures.notes.push(note);
    }
    figures.key_p99 = part(&mut undisturbed, 0.99);
    figures.key_bytes_p50 = part(&mut sizes, 0.5);
    figures.key_bytes_p95 = part(&mut sizes, 0.95);
    figures.enter_bytes = part(&mut enters, 0.5);
}

/// How long the program and this benchmark have waited for a processor so far.
fn queued(session: &Session) -> Duration {
    session.pty.time_in_the_queue() + time_in_the_queue(Path::new("/proc/thread-self"))
}

/// More short lines, for the bytes of Enter: by then a page has scrolled a good deal.
fn enters(session: &mut Session, chance: &mut Chance, figures: &mut Figures) {
    let mut sizes = Vec::new();
    for _ in 0..15 {
        for key in words(chance, 12).bytes() {
            session.type_bytes(&[key]);
            session.pause(pace(chance));
        }
        sizes.push(enter(session));
    }
    figures.enter_bytes = part(&mut sizes, 0.5);
}

fn enter(session: &mut Session) -> f64 {
    session.settle(Duration::from_millis(30));
    let before = session.bytes;
    session.type_bytes(b"\r");
    session.pause(Duration::from_millis(80));
    as_float(session.bytes - before)
}

fn idle(session: &mut Session, figures: &mut Figures) {
    session.pause(SECOND); // what the last key still causes is not idleness
    let (bytes, wake_ups) = (session.bytes, session.pty.wake_ups());
    session.pause(10 * SECOND);
    figures.idle_bytes = Some(as_float(session.bytes - bytes));
    figures.idle_wake_ups = Some(as_float(session.pty.wake_ups() - wake_ups));
}

fn calls_a_key(session: &mut Session, chance: &mut Chance) -> Result<f64, String> {
    let pace = Duration::from_millis(15);
    let (mut typing, mut idle) = (0, 0);
    for _ in 0..TRACED_KEYS / TRACED_LINE {
        enter(session);
        session.settle(Duration::from_millis(700));
        idle += traced_calls(session, |session| {
            (0..TRACED_LINE).for_each(|_| session.pause(pace));
        })?;
        let text = words(chance, 3 * TRACED_LINE);
        typing += traced_calls(session, |session| {
            for key in text.bytes().take(TRACED_LINE) {
                session.type_bytes(&[key]);
                session.pause(pace);
            }
        })?;
    }
    Ok((as_float(typing) - as_float(idle)).max(0.0) / as_float(TRACED_KEYS))
}

/// Counts the system calls of all threads during `action`.
fn traced_calls(session: &mut Session, action: impl FnOnce(&mut Session)) -> Result<usize, String> {
    let strace = installed("strace")?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let trace = folder.path().join("calls");
    let pid = session.pty.pid();
    let mut tracer = Command::new(strace)
        .args(["-f", "-p", &pid.to_string(), "-o"])
        .arg(&trace)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("strace cannot be started: {error}"))?;
    let asked = Instant::now();
    while !is_traced(pid) && asked.elapsed() < 3 * SECOND {
        session.pause(Duration::from_millis(5));
    }
    let traced = is_traced(pid);
    if traced {
        session.pause(Duration::from_millis(50));
        action(session);
    }
    let _ = kill_process(Pid::from_child(&tracer), Signal::INT); // it lets go of the program and ends
    let _ = tracer.wait();
    if !traced {
        return Err("strace was not allowed to look".to_owned());
    }
    let text = std::fs::read(&trace).map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&text);
    // A call that another thread interrupts has two lines; signals and ends of threads are not calls.
    let is_call = |line: &&str| {
        !["<... ", "+++ ", "--- "]
            .iter()
            .any(|mark| after_number(line).starts_with(mark))
    };
    Ok(text.lines().filter(is_call).count())
}

fn is_traced(pid: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let states =
        threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("status")).ok());
    let traced: Vec<bool> = states
        .map(|state| !state.contains("TracerPid:\t0\n"))
        .collect();
    !traced.is_empty() && traced.into_iter().all(|is| is)
}

fn after_number(line: &str) -> &str {
    line.trim_start_matches(|letter: char| letter.is_ascii_digit())
        .trim_start()
}

fn pastes(session: &mut Session, chance: &mut Chance, figures: &mut Figures) {
    let (mut times, mut unseen) = (Vec::new(), 0);
    for _ in 0..3 {
        session.type_bytes(b"\r"); // each paste begins on a line of its own
        session.settle(QUIET);
        let mut text = String::new();
        while text.len() < PASTE_BYTES {
            text.push_str(&words(chance, 75));
            text.push('\r'); // as terminals send the end of a line
        }
        text.push(char::from(PROBE));
        if session.wants_brackets {
            text = format!("\x1b[200~{text}\x1b[201~");
        }
        let (probes, from) = (session.printed(PROBE), Instant::now());
        session.type_bytes(text.as_bytes());
        match session.until_printed(PROBE, probes + 1, from, 10 * SECOND) {
            Some(time) => times.push(milliseconds(time)),
            None => unseen += 1,
        }
        session.settle(QUIET);
    }
    if !session.wants_brackets {
        figures
            .notes
            .push("it asks for no brackets round a paste: the text came as keys".to_owned());
    }
    if unseen > 0 {
        figures.notes.push(format!(
            "the end of {unseen} of 3 pastes was not seen within 10 s"
        ));
    }
    figures.paste = part(&mut times, 0.5);
}

/// 10 to 20 ms between two keys.
fn pace(chance: &mut Chance) -> Duration {
    Duration::from_micros(10_000 + u64::try_from(chance.below(10_000)).unwrap_or(0))
}

/// The value below which this share of them lies (the nearest rank).
fn part(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a rank within the list
    let rank = (share * as_float(values.len())).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn as_float(number: impl TryInto<u32>) -> f64 {
    f64::from(number.try_into().unwrap_or(u32::MAX))
}
