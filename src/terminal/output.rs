//! Standard output without a buffer of its own. What a terminal takes at once is written at once: it is opened once more, for
//! us alone, so that a write comes back instead of waiting. A terminal that takes nothing more (Ctrl+S, a stuck ssh) must not
//! keep a program that was told to end from saving and ending: then a thread does the writing, and waits.

use std::io::{self, Write};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, fstat, open};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::isatty;

/// Once the program has been told to end, how long the terminal may take for one write.
const LAST_WRITE: Duration = Duration::from_secs(1);
/// How long the last words may take when everything is saved.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// One `write` is one system call. For [`super::screen_writer::ScreenWriter`] and plain mode.
#[derive(Debug, Clone, Copy, Default)]
pub struct TerminalOutput;

/// The terminal that the keys come from: the echo goes there where standard output is a file or a pipe.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyboardEcho;

#[derive(Debug, Clone, Copy)]
enum To {
    Output,
    Keyboard,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// Somebody is having something written.
    is_busy: bool,
    to_write: Option<(To, Vec<u8>)>,
    written: Option<Result<usize, Errno>>,
    told_to_end: Option<Instant>,
    is_stuck: bool,
}

static SHARED: Shared = Shared {
    state: Mutex::new(State {
        is_busy: false,
        to_write: None,
        written: None,
        told_to_end: None,
        is_stuck: false,
    }),
    changed: Condvar::new(),
};

/// From now on no write waits for ever. One that is waiting already has a second left, and then fails.
pub fn end() {
    let mut state = locked();
    state.told_to_end.get_or_insert_with(Instant::now);
    drop(state);
    SHARED.changed.notify_all();
}

/// Everything is saved and only words remain to be printed: ends the process with this code if a stuck terminal does not
/// take them.
pub fn end_soon(code: u8) {
    let _ = std::thread::Builder::new()
        .name("last words".to_owned())
        .spawn(move || {
            std::thread::sleep(LAST_WORDS);
            std::process::exit(code.into());
        });
}

fn locked() -> MutexGuard<'static, State> {
    SHARED.state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wait(state: MutexGuard<'static, State>) -> MutexGuard<'static, State> {
    let waited = SHARED.changed.wait(state);
    waited.unwrap_or_else(PoisonError::into_inner)
}

fn is_writer_there() -> bool {
    static WRITER: OnceLock<bool> = OnceLock::new();
    *WRITER.get_or_init(|| {
        std::thread::Builder::new()
            .name("terminal".to_owned())
            .spawn(write_for_ever)
            .is_ok()
    })
}

fn write_for_ever() {
    let mut state = locked();
    loop {
        match state.to_write.take() {
            Some((to, bytes)) => {
                drop(state);
                let written = write_now(to, &bytes);
                state = locked();
                state.written = Some(written);
                SHARED.changed.notify_all();
            }
            None => state = wait(state),
        }
    }
}

fn write_now(to: To, bytes: &[u8]) -> Result<usize, Errno> {
    let out = match to {
        To::Output => stdout(),
        To::Keyboard => stdin(),
    };
    loop {
        match rustix::io::write(out, bytes) {
            // The descriptor is shared with a program that made it non-blocking: wait until there is room.
            Err(Errno::AGAIN) => wait_for_room(out)?,
            Err(Errno::INTR) => {}
            written => return written,
        }
    }
}

fn wait_for_room(out: BorrowedFd<'_>) -> Result<(), Errno> {
    use rustix::event::{PollFd, PollFlags, poll};
    match poll(&mut [PollFd::new(&out, PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The terminal behind standard output, in a way that never waits and that no other program shares. None where it is no
/// terminal, or cannot be opened again: after `su` it is somebody else's, and in a container its name may lead nowhere.
fn without_waiting() -> Option<&'static OwnedFd> {
    static OPENED: OnceLock<Option<OwnedFd>> = OnceLock::new();
    let again = || {
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let again = isatty(stdout())
            .then(|| open("/proc/self/fd/1", flags, Mode::empty()).ok())
            .flatten()?;
        let (one, other) = (fstat(stdout()).ok()?, fstat(&again).ok()?);
        (one.st_rdev == other.st_rdev && isatty(&again)).then_some(again)
    };
    OPENED.get_or_init(again).as_ref()
}

/// What the terminal takes of it at once; nothing where it would have to be waited for.
fn write_at_once(to: To, bytes: &[u8]) -> Option<Result<usize, Errno>> {
    let out = match to {
        To::Output => without_waiting()?,
        To::Keyboard => return None,
    };
    loop {
        match rustix::io::write(out, bytes) {
            Err(Errno::AGAIN) => return None,
            Err(Errno::INTR) => {}
            written => return Some(written),
        }
    }
}

fn write(to: To, bytes: &[u8]) -> io::Result<usize> {
    let state = locked();
    if !state.is_busy
        && !state.is_stuck
        && let Some(written) = write_at_once(to, bytes)
    {
        return Ok(written?);
    }
    drop(state);
    if !is_writer_there() {
        return Ok(write_now(to, bytes)?);
    }
    let begun = Instant::now();
    let mut state = locked();
    // A panic in another thread restores the terminal while this one draws.
    while state.is_busy && !state.is_stuck {
        state = wait(state);
    }
    if state.is_stuck {
        return Err(io::ErrorKind::TimedOut.into());
    }
    state.is_busy = true;
    state.to_write = Some((to, bytes.to_vec()));
    SHARED.changed.notify_all();
    loop {
        if let Some(written) = state.written.take() {
            state.is_busy = false;
            SHARED.changed.notify_all();
            return Ok(written?);
        }
        state = match state.told_to_end {
            None => wait(state),
            Some(told) => {
                let left = LAST_WRITE.saturating_sub(told.max(begun).elapsed());
                if left.is_zero() {
                    state.is_stuck = true;
                    SHARED.changed.notify_all();
                    return Err(io::ErrorKind::TimedOut.into());
                }
                let waited = SHARED.changed.wait_timeout(state, left);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        };
    }
}

impl Write for TerminalOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write(To::Output, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Write for KeyboardEcho {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write(To::Keyboard, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
