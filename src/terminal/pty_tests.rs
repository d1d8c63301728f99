//! Session, reader, signals and watchdog together, in a separate process on a real pseudo-terminal.

use std::io::{Read, Write};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use tempfile::NamedTempFile;

use super::notice::{Input, Notice};
use super::session::{Session, size};
use super::{decoder, reader, signals, watchdog};
use crate::app::protocol::message::{Key, Lost};

const LOG: &str = "TALKING_PIECE_TEST_LOG";

/// The program inside the terminal: logs everything it is told, and leaves at Ctrl+D.
#[test]
fn the_inside() {
    // Only in the process that a test below starts.
    let Ok(path) = std::env::var(LOG) else {
        return;
    };
    let log = rustix::fs::open(path, OFlags::WRONLY | OFlags::APPEND, Mode::empty()).unwrap();
    let log = move |line: String| {
        rustix::io::write(&log, format!("{line}\n").as_bytes()).unwrap();
    };
    let mut session = Session::enter().unwrap();
    let (sender, notices) = mpsc::channel::<Notice>();
    let send = || {
        let sender = sender.clone();
        move |notice| drop(sender.send(notice))
    };
    reader::start(decoder::Decoder::new(), send()).unwrap();
    signals::start(send()).unwrap();
    watchdog::start(send()).unwrap();
    log(format!("ready {}", size()));
    for notice in notices {
        match notice {
            Notice::Inputs(inputs) if inputs == [Input::Key(Key::Ctrl('d'))] => {
                session.leave();
                log("left".to_owned());
                std::process::exit(7);
            }
            Notice::Inputs(inputs) => inputs.iter().for_each(|input| log(format!("{input:?}"))),
            Notice::Resized => log(format!("resized {}", size())),
            Notice::Resumed => log("resumed".to_owned()),
            Notice::Lost(why) => {
                session.leave();
                log(format!("{why:?}"));
                std::process::exit(if why == Lost::HungUp { 8 } else { 9 });
            }
        }
    }
}

struct Outside {
    pair: PtyPair,
    child: Box<dyn Child + Send + Sync>,
    log: NamedTempFile,
    seen: String,
}

impl Outside {
    fn start() -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows: 24,
                cols: 80,
                ..PtySize::default()
            })
            .unwrap();
        let log = NamedTempFile::new().unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "terminal::pty_tests::the_inside", "--nocapture"]);
        command.env(LOG, log.path());
        let child = pair.slave.spawn_command(command).unwrap();
        let mut outside = Self {
            pair,
            child,
            log,
            seen: String::new(),
        };
        outside.wait_for("ready 80x24\n");
        outside
    }

    fn wait_for(&mut self, words: &str) {
        let began = Instant::now();
        while !self.seen.contains(words) {
            self.log.read_to_string(&mut self.seen).unwrap();
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "no {words:?} in {:?}",
                self.seen
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        let end = self.seen.find(words).unwrap() + words.len();
        self.seen.drain(..end);
    }

    fn exit_code(mut child: Box<dyn Child + Send + Sync>) -> u32 {
        let began = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(began.elapsed() < Duration::from_secs(20), "it lives on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn keys_sizes_and_a_clean_leave() {
    let mut outside = Outside::start();
    let mut keys = outside.pair.master.take_writer().unwrap();
    keys.write_all("é".as_bytes()).unwrap();
    outside.wait_for("Key(Char('é'))\n");
    // An arrow in two packets, then Escape by itself.
    keys.write_all(b"\x1b[").unwrap();
    std::thread::sleep(Duration::from_millis(20));
    keys.write_all(b"A").unwrap();
    outside.wait_for("Key(Up)\n");
    keys.write_all(b"\x1b").unwrap();
    outside.wait_for("Key(Esc)\n");
    // Raw: these are keys, not signals.
    keys.write_all(b"\x03\x1a\x13").unwrap();
    outside.wait_for("Key(Ctrl('c'))\nKey(Ctrl('z'))\nKey(Ctrl('s'))\n");
    keys.write_all(b"\x1b[200~two\rlines\x1b[201~").unwrap();
    outside.wait_for("Paste(\"two\\nlines\")\n");
    // Any sooner, a command key could be part of a hostile paste, and would be ignored.
    std::thread::sleep(Duration::from_millis(150));
    outside
        .pair
        .master
        .resize(PtySize {
            rows: 30,
            cols: 100,
            ..PtySize::default()
        })
        .unwrap();
    outside.wait_for("resized 100x30\n");
    outside
        .pair
        .master
        .resize(PtySize {
            rows: 0,
            cols: 0,
            ..PtySize::default()
        })
        .unwrap();
    outside.wait_for("resized 80x24\n");

    let before = outside.pair.master.get_termios().unwrap();
    keys.write_all(b"\x04").unwrap();
    outside.wait_for("left\n");
    let after = outside.pair.master.get_termios().unwrap();
    assert_ne!(
        before.local_flags, after.local_flags,
        "the terminal is cooked again"
    );
    assert_eq!(Outside::exit_code(outside.child), 7);

    let mut screen = outside.pair.master.try_clone_reader().unwrap();
    drop(outside.pair.slave);
    let mut bytes = Vec::new();
    // The end of a pseudo-terminal is reported as an error.
    let _ = screen.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let enter = text.find("\u{1b}[?1049h").unwrap();
    let leave = text.find("\u{1b}[?1049l").unwrap();
    assert!(enter < leave);
    assert!(text.contains("\u{1b}[?2004h") && text.contains("\u{1b}[?2004l"));
    assert!(text.ends_with("\u{1b}[?25h"));
    // No questions, no title, no clipboard, no mouse.
    assert!(
        !text.contains("\u{1b}]") && !text.contains("\u{1b}[?100") && !text.contains("\u{1b}[c")
    );
}

#[test]
fn a_closed_terminal_ends_the_program_after_the_last_letter() {
    let mut outside = Outside::start();
    let mut keys = outside.pair.master.take_writer().unwrap();
    keys.write_all(b"last").unwrap();
    outside.wait_for("Key(Char('t'))\n");
    drop(keys);
    drop(outside.pair);
    let began = Instant::now();
    assert_eq!(Outside::exit_code(outside.child), 8);
    assert!(began.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_program_told_to_end_hears_why() {
    let mut outside = Outside::start();
    let process = i32::try_from(outside.child.process_id().unwrap()).unwrap();
    let process = rustix::process::Pid::from_raw(process).unwrap();
    rustix::process::kill_process(process, rustix::process::Signal::TERM).unwrap();
    outside.wait_for("Terminated\n");
    assert_eq!(Outside::exit_code(outside.child), 9);
}
