//! A real terminal for tests: the built binary in a pseudo-terminal, with somebody who types and looks.

use super::pty::{Exit, Got, Pty, read_now};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::Signal;
use std::ffi::OsStr;
use std::io::Write;
use std::num::NonZeroU16;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");

struct RecordView {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    last: Instant,
    ended: bool,
}

/// The program is killed when this value is dropped.
pub struct RealTerminal {
    pty: Pty,
    seen: Arc<(Mutex<RecordView>, Condvar)>,
    reader: Option<(JoinHandle<()>, UnixStream)>,
    home: tempfile::TempDir,
}

impl RealTerminal {
    /// Starts the built `talking-piece`. HOME is a new empty folder, unless `env` names another one.
    pub fn start(columns: u16, rows: u16, args: &[&str], env: &[(&str, &str)]) -> RealTerminal {
        RealTerminal::start_program(PROGRAM, columns, rows, args, env)
    }

    pub fn start_program(
        program: impl AsRef<OsStr>,
        columns: u16,
        rows: u16,
        args: &[&str],
        env: &[(&str, &str)],
    ) -> RealTerminal {
        let home = tempfile::tempdir().expect("a folder for HOME");
        let pty = Pty::start(program, (columns, rows), args, env, home.path());
        let parser = vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0);
        let seen = RecordView {
            parser,
            bytes: Vec::new(),
            last: Instant::now(),
            ended: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let reader = start_reader(&pty, Arc::clone(&seen));
        RealTerminal {
            pty,
            seen,
            reader: Some(reader),
            home,
        }
    }

    pub fn home(&self) -> &std::path::Path {
        self.home.path()
    }

    /// Types text as it is.
    #[track_caller]
    pub fn type_text(&mut self, text: &str) {
        self.press(text.as_bytes());
    }

    /// Types as fast as the keyboard is read, a few keys at a time and without a look at the screen: however busy the
    /// machine is, nothing comes in one piece that only a paste could be.
    #[track_caller]
    pub fn type_as_it_reads(&mut self, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        let mut typed = self.pty.bytes_read();
        for piece in letters.chunks(7) {
            let piece: String = piece.iter().collect();
            self.press(piece.as_bytes());
            typed += u64::try_from(piece.len()).unwrap();
            while self.pty.bytes_read() < typed {
                std::thread::sleep(Duration::from_micros(100));
            }
        }
    }

    /// Sends the bytes of keys, for example `b"\x1b[A"` for the up arrow.
    #[track_caller]
    pub fn press(&mut self, bytes: &[u8]) {
        self.pty.write(bytes, None); // the reading thread takes in what is answered
    }

    /// Waits until `text` is on the screen; fails with the screen when it does not come.
    #[track_caller]
    pub fn wait_for(&self, text: &str, within: Duration) {
        self.wait(&format!("{text:?} on the screen"), within, |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until `is_there` holds for the screen; fails with the screen when it does not.
    #[track_caller]
    pub fn wait_until(&self, within: Duration, is_there: impl Fn(&vt100::Screen) -> bool) {
        self.wait("what the test looks for", within, is_there);
    }

    #[track_caller]
    fn wait(&self, what: &str, within: Duration, is_there: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + within;
        let mut seen = self.seen();
        while !is_there(seen.parser.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.ended {
                let why = if seen.ended {
                    "the program has ended"
                } else {
                    "the time is up"
                };
                let picture = picture(seen.parser.screen());
                drop(seen); // the lock must not be poisoned for whoever looks afterwards
                panic!("waited {within:?} for {what}, but {why}.\n{picture}");
            }
            seen = self
                .seen
                .1
                .wait_timeout(seen, left)
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .0;
        }
    }

    /// Waits until the program has written nothing for this many milliseconds; fails after 30 s of output.
    #[track_caller]
    pub fn wait_quiet(&self, milliseconds: u64) {
        let (quiet, asked) = (Duration::from_millis(milliseconds), Instant::now());
        loop {
            let since = self.seen().last.max(asked).elapsed();
            let Some(left) = quiet.checked_sub(since).filter(|left| !left.is_zero()) else {
                return;
            };
            assert!(
                asked.elapsed() < Duration::from_secs(30),
                "never quiet.\n{}",
                self.picture()
            );
            std::thread::sleep(left);
        }
    }

    /// The screen as text: its rows without the blanks at their ends.
    pub fn screen(&self) -> String {
        rows(self.seen().parser.screen()).join("\n")
    }

    /// One row, from 0, without the blanks at its end.
    pub fn row(&self, number: u16) -> String {
        rows(self.seen().parser.screen())
            .into_iter()
            .nth(usize::from(number))
            .unwrap_or_default()
    }

    /// Column and row, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.seen().parser.screen().cursor_position();
        (column, row)
    }

    pub fn bytes_out(&self) -> usize {
        self.seen().bytes.len()
    }

    /// With every escape sequence.
    pub fn output(&self) -> Vec<u8> {
        self.seen().bytes.clone()
    }

    pub fn pid(&self) -> u32 {
        self.pty.pid()
    }

    /// Ends the program at once, as a power cut would: it is not told. What it had written before is still read, so
    /// that `screen()` is the last that anybody could have seen.
    pub fn kill_9(&mut self) {
        self.signal(Signal::KILL);
        self.wait_exit(Duration::from_secs(10));
        self.wait_until_ended();
    }

    /// Reads what a program that has ended had still written.
    pub fn wait_until_ended(&self) {
        let until = Instant::now() + Duration::from_secs(2);
        while !self.seen().ended && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The terminal takes nothing more, as after Ctrl+S.
    pub fn freeze(&self) {
        self.pty.freeze();
    }

    /// Whether the kernel hands over single keys and echoes none of them.
    pub fn takes_single_keys(&self) -> bool {
        self.pty.takes_single_keys()
    }

    /// Sets the terminal as a shell would when it takes it back.
    pub fn cook(&self) {
        self.pty.cook();
    }

    pub fn signal(&mut self, signal: Signal) {
        self.pty.signal(signal);
    }

    /// Breaks the line: the master's end is closed, the program gets SIGHUP and EIO. Nothing is typed
    /// into it. The last screen stays readable.
    pub fn hang_up(&mut self) {
        self.stop_reader();
        self.pty.hang_up();
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        // Resizes the picture first: what the program draws for the new size must find it so.
        self.seen()
            .parser
            .set_size(at_least_one(rows), at_least_one(columns));
        self.pty.resize(columns, rows);
    }

    /// The kernel reports this size, however few cells the picture has.
    pub fn claim_size(&self, columns: u16, rows: u16) {
        self.pty.resize(columns, rows);
    }

    pub fn has_ended(&mut self) -> Option<Exit> {
        self.pty.try_exit()
    }

    /// Waits for the program to end and says how it did; fails with the screen when it goes on.
    #[track_caller]
    pub fn wait_exit(&mut self, within: Duration) -> Exit {
        let until = Instant::now() + within;
        loop {
            if let Some(exit) = self.pty.try_exit() {
                return exit;
            }
            assert!(
                Instant::now() < until,
                "the program still runs after {within:?}.\n{}",
                self.picture()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether the program burns the processor: over a while it ran, or waited for a processor to run on, for more than
    /// a fifth of the time. So a spinning program is found on a busy machine, too; one that waits for input does
    /// neither.
    pub fn is_spinning(&self) -> bool {
        let (begun, queued) = (Instant::now(), self.pty.time_in_the_queue());
        let Some(before) = self.pty.cpu_ticks() else {
            return false;
        };
        std::thread::sleep(Duration::from_millis(300));
        let Some(after) = self.pty.cpu_ticks() else {
            return false;
        };
        let ran = Duration::from_millis(10) * u32::try_from(after - before).unwrap();
        let waited = self.pty.time_in_the_queue().saturating_sub(queued);
        ran + waited > begun.elapsed() / 5
    }

    fn picture(&self) -> String {
        picture(self.seen().parser.screen())
    }

    fn seen(&self) -> MutexGuard<'_, RecordView> {
        self.seen
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn stop_reader(&mut self) {
        if let Some((thread, mut stop)) = self.reader.take() {
            let _ = stop.write_all(b"."); // an error: it has stopped already
            thread.join().expect("the reading thread");
        }
    }
}

impl Drop for RealTerminal {
    fn drop(&mut self) {
        self.stop_reader();
    }
}

/// Reads until the program is gone or `stop` is written to. The thread owns a descriptor of the
/// master's end, so a hang-up is only real after it has ended.
fn start_reader(
    pty: &Pty,
    seen: Arc<(Mutex<RecordView>, Condvar)>,
) -> (JoinHandle<()>, UnixStream) {
    let (stop, stopped) = UnixStream::pair().expect("a pair of sockets");
    let mut master = pty.second_descriptor();
    let thread = std::thread::spawn(move || {
        let mut buffer = vec![0u8; 64 * 1024];
        loop {
            let mut ends = [
                PollFd::new(&master, PollFlags::IN),
                PollFd::new(&stopped, PollFlags::IN),
            ];
            if poll(&mut ends, None).is_err() {
                continue; // interrupted by a signal
            }
            let stop_now = !ends[1].revents().is_empty();
            match read_now(&mut master, &mut buffer) {
                Got::Bytes(count) => take_in(&seen, &buffer[..count]),
                Got::Nothing => {}
                Got::End => break,
            }
            if stop_now {
                return;
            }
        }
        seen.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .ended = true;
        seen.1.notify_all();
    });
    (thread, stop)
}

fn take_in(seen: &(Mutex<RecordView>, Condvar), output: &[u8]) {
    let mut all = seen
        .0
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    all.parser.process(output);
    all.bytes.extend_from_slice(output);
    all.last = Instant::now();
    seen.1.notify_all();
}

fn rows(screen: &vt100::Screen) -> Vec<String> {
    let width = screen.size().1.get();
    screen
        .rows(0, width)
        .map(|row| row.trim_end().to_owned())
        .collect()
}

fn picture(screen: &vt100::Screen) -> String {
    let (row, column) = screen.cursor_position();
    let lines: String = rows(screen)
        .iter()
        .map(|row| format!("  | {row}\n"))
        .collect();
    format!("The screen (cursor in column {column}, row {row}):\n{lines}")
}

fn at_least_one(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).unwrap_or(NonZeroU16::MIN)
}
