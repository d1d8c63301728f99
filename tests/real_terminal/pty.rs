//! A program in a pseudo-terminal, byte for byte: start it, write to it, read from it, hang up. `terminal.rs` reads the
//! bytes as a screen, the benchmark times them. It depends on no other file, because `benches/terminal.rs` includes it.

#![allow(dead_code)] // the tests and the benchmark each use a part

use filedescriptor::FileDescriptor;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{
    Action, LocalModes, OptionalActions, Winsize, tcflow, tcgetattr, tcsetattr, tcsetwinsize,
};
use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It ended by itself with this code.
    Code(i32),
    /// A signal ended it, with this number.
    Signal(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Got {
    Bytes(usize),
    /// The program has written nothing since the last look.
    Nothing,
    /// The other end is closed.
    End,
}

/// Receives what a program writes while it is being written to.
pub type Answered<'a> = &'a mut dyn FnMut(&[u8]);

/// A program, and the master's end of the pseudo-terminal in which it runs.
///
/// The descriptor is a copy of our own: the writer that portable-pty hands out types a newline and
/// an end-of-file into the program when it is dropped, and a line that breaks does not type.
#[derive(Debug)]
pub struct Pty {
    master: Option<FileDescriptor>,
    child: std::process::Child,
    ended: Option<Exit>,
    started: Instant,
}

/// One at a time: the new descriptors are inheritable for a moment, and a program started then by another test would
/// hold this terminal open for ever.
static OPENING: Mutex<()> = Mutex::new(());

impl Pty {
    /// Starts `program` in a terminal of `columns` × `rows`, in the folder `home`, with nothing in its environment but
    /// PATH, HOME (= `home`), TERM=xterm-256color, LANG=C.UTF-8 and `env`.
    ///
    /// Panics when no terminal is available or the program cannot be started.
    pub fn start(
        program: impl AsRef<OsStr>,
        (columns, rows): (u16, u16),
        args: &[&str],
        env: &[(&str, &str)],
        home: &Path,
    ) -> Pty {
        let _turn = OPENING
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let raw = pair.master.as_raw_fd().expect("the master's descriptor");
        let mut master = FileDescriptor::dup(&raw).expect("a descriptor of our own");
        master
            .set_non_blocking(true)
            .expect("a descriptor that does not block");

        let mut command = CommandBuilder::new(program.as_ref());
        command.args(args);
        command.env_clear();
        command.env(
            "PATH",
            std::env::var_os("PATH").unwrap_or_else(|| OsString::from("/usr/bin:/bin")),
        );
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(home);

        let started = Instant::now();
        let child: Box<dyn portable_pty::Child> = pair
            .slave
            .spawn_command(command)
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", program.as_ref().display()));
        let child = child
            .downcast::<std::process::Child>()
            .expect("a process of this system");
        Pty {
            master: Some(master),
            child: *child,
            ended: None,
            started,
        }
    }

    /// The moment just before the program was started.
    pub fn started(&self) -> Instant {
        self.started
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// A second descriptor of the master's end, for a thread that reads. The line is not hung up before that one is
    /// closed, too.
    pub fn second_descriptor(&self) -> FileDescriptor {
        let master = self.master.as_ref().expect("the line was hung up");
        FileDescriptor::dup(master).expect("a second descriptor")
    }

    /// Reads what is there now; never waits.
    pub fn read_now(&mut self, into: &mut [u8]) -> Got {
        self.master
            .as_mut()
            .map_or(Got::End, |master| read_now(master, into))
    }

    /// Writes all of `bytes`. What the program writes meanwhile is handed to `output`, so that neither waits for the
    /// other for ever; with `None` somebody else is reading (only one may: two would mix up the order).
    ///
    /// Panics when the program accepts nothing for ten seconds.
    pub fn write(&mut self, mut bytes: &[u8], mut output: Option<Answered<'_>>) {
        let mut buffer = [0u8; 16 * 1024];
        let mut last = Instant::now();
        while !bytes.is_empty() {
            let master = self
                .master
                .as_mut()
                .expect("the line was hung up: nothing can be typed");
            match master.write(bytes) {
                Ok(count) => {
                    bytes = &bytes[count..];
                    last = Instant::now();
                }
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) =>
                {
                    assert!(
                        last.elapsed() < Duration::from_secs(10),
                        "the program takes no input for 10 s"
                    );
                    wait_ready(master, PollFlags::OUT, Duration::from_millis(2));
                }
                Err(error) => panic!("cannot type: {error}"),
            }
            if let Some(output) = &mut output
                && let Got::Bytes(count) = self.read_now(&mut buffer)
            {
                output(&buffer[..count]);
            }
        }
    }

    /// Waits until the program has written something, at most for `within`.
    pub fn wait_for_output(&self, within: Duration) {
        if let Some(master) = &self.master {
            wait_ready(master, PollFlags::IN, within);
        }
    }

    /// Whether the program is in raw mode: single keys instead of whole lines, without the kernel's own echo.
    pub fn takes_single_keys(&self) -> bool {
        let modes = self
            .master
            .as_ref()
            .and_then(|master| tcgetattr(master).ok());
        modes.is_some_and(|modes| {
            !modes
                .local_modes
                .intersects(LocalModes::ICANON | LocalModes::ECHO)
        })
    }

    /// The kernel tells the program with SIGWINCH.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(self.master.as_ref().expect("the line was hung up"), size)
            .expect("another size");
    }

    /// Whole lines with the kernel's echo, as a shell sets it.
    pub fn cook(&self) {
        let master = self.master.as_ref().expect("the line was hung up");
        let mut modes = tcgetattr(master).expect("the terminal's modes");
        modes.local_modes |= LocalModes::ICANON | LocalModes::ECHO;
        tcsetattr(master, OptionalActions::Now, &modes).expect("other modes");
    }

    /// From now on the terminal takes nothing, as after Ctrl+S: whoever writes to it waits.
    pub fn freeze(&self) {
        let stat =
            std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).expect("its state");
        let (_, fields) = stat.rsplit_once(')').expect("a name in brackets");
        // The terminal's number: 136 is the first of eight majors, with 256 terminals each.
        let number = fields.split_whitespace().nth(4).expect("its terminal");
        let number: u32 = number.parse().expect("a number");
        let terminal = ((number >> 8) & 0xfff).saturating_sub(136) * 256 + (number & 0xff);
        let terminal = std::fs::OpenOptions::new()
            .write(true)
            .custom_flags(i32::try_from(OFlags::NOCTTY.bits()).expect("a flag"))
            .open(format!("/dev/pts/{terminal}"))
            .expect("its terminal");
        tcflow(terminal, Action::OOff).expect("a frozen terminal");
    }

    /// Closes the master's end, as when an SSH connection breaks: the program gets SIGHUP, and EIO from
    /// the terminal. Nothing is typed.
    pub fn hang_up(&mut self) {
        self.master = None;
    }

    /// A process that has already ended is left alone.
    pub fn signal(&mut self, signal: Signal) {
        if self.try_exit().is_none() {
            let pid = Pid::from_child(&self.child);
            kill_process(pid, signal)
                .unwrap_or_else(|error| panic!("cannot signal {}: {error}", self.pid()));
        }
    }

    pub fn try_exit(&mut self) -> Option<Exit> {
        if self.ended.is_none() {
            let status = self
                .child
                .try_wait()
                .expect("the state of a child of ours")?;
            self.ended = Some(match (status.code(), status.signal()) {
                (Some(code), _) => Exit::Code(code),
                (None, signal) => Exit::Signal(signal.unwrap_or(0)),
            });
        }
        self.ended
    }

    /// The processor time of all threads so far, in ticks of 10 ms. `None` when the process is gone.
    pub fn cpu_ticks(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).ok()?;
        // The name, in brackets, may hold anything; after it: state, …, utime (12th), stime (13th).
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        if matches!(fields.first(), Some(&"Z" | &"X")) {
            return None;
        }
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    }

    /// How often the threads went to sleep voluntarily and so have been woken since.
    pub fn wake_ups(&self) -> u64 {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.pid()))
            .into_iter()
            .flatten()
            .flatten();
        threads
            .filter_map(|thread| {
                number_after(&thread.path().join("status"), "voluntary_ctxt_switches:")
            })
            .sum()
    }

    /// How long the threads have waited for a processor so far while they could have run.
    pub fn time_in_the_queue(&self) -> Duration {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.pid()))
            .into_iter()
            .flatten()
            .flatten();
        threads
            .map(|thread| time_in_the_queue(&thread.path()))
            .sum()
    }

    /// How many bytes the program's keyboard thread has read so far.
    ///
    /// Panics where the program or its thread has gone.
    pub fn bytes_read(&self) -> u64 {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.pid())).expect("its threads");
        let paths = threads.flatten().map(|thread| thread.path());
        let keyboard = paths.into_iter().find(|path| {
            std::fs::read_to_string(path.join("comm")).is_ok_and(|name| name.trim() == "keyboard")
        });
        number_after(
            &keyboard.expect("the keyboard's thread").join("io"),
            "rchar:",
        )
        .expect("what it read")
    }

    /// The most memory the process has had, in kB.
    pub fn peak_memory(&self) -> Option<u64> {
        number_after(
            &PathBuf::from(format!("/proc/{}/status", self.pid())),
            "VmHWM:",
        )
    }
}

impl Drop for Pty {
    /// No test leaves a program or a zombie behind.
    fn drop(&mut self) {
        self.master = None;
        if self.ended.is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// For one thread, by its folder in `/proc`: the second number of `schedstat`, in ns.
pub fn time_in_the_queue(thread: &Path) -> Duration {
    let text = std::fs::read_to_string(thread.join("schedstat")).unwrap_or_default();
    Duration::from_nanos(
        text.split_whitespace()
            .nth(1)
            .and_then(|number| number.parse().ok())
            .unwrap_or(0),
    )
}

/// Reads what is there now from a non-blocking descriptor.
pub fn read_now(master: &mut FileDescriptor, into: &mut [u8]) -> Got {
    match master.read(into) {
        Ok(0) => Got::End,
        Ok(count) => Got::Bytes(count),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
            Got::Nothing
        }
        Err(_) => Got::End, // EIO: the last program on the other end has gone
    }
}

fn wait_ready(master: &FileDescriptor, what: PollFlags, within: Duration) {
    let timeout = within
        .try_into()
        .expect("a timeout that the kernel can count");
    let _ = poll(&mut [PollFd::new(master, what)], Some(&timeout)); // interrupted: the caller looks again
}

fn number_after(file: &Path, label: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    text.lines()
        .find_map(|line| line.strip_prefix(label))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}
