//! Taking the terminal over, and giving it back as it was. Asks nothing of the terminal (each question would cost
//! a round trip), uses no title, no clipboard, no mouse and no extended keyboard: a dropped line leaves them behind.
//! Must not know what is drawn.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::layout::Size;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{QueueSelector, isatty, tcflush, tcgetwinsize};

/// Cursor keys and number pad in their plain mode, alternate screen, bracketed paste, plain pen, an empty screen.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?1l\x1b>\x1b[?2004h\x1b[m\x1b[H\x1b[2J";
/// The reverse. The alternate screen is emptied first: some terminals would show it again later.
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[m\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h";

/// Whether the terminal is ours just now. One for the process, because the panic hook has no `Session` to ask.
static OURS: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours. Gives it back when dropped, silently.
#[derive(Debug)]
pub struct Session(());

impl Session {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When standard input or output is no terminal, or is gone already. Then nothing has been changed.
    pub fn enter() -> io::Result<Self> {
        if !(isatty(stdin()) && isatty(stdout())) {
            // crossterm would take /dev/tty, and our sequences would end up in somebody's file.
            return Err(io::Error::from(rustix::io::Errno::NOTTY));
        }
        crossterm::terminal::enable_raw_mode()?;
        OURS.store(true, Ordering::SeqCst);
        let session = Self(());
        let mut terminal = TerminalOutput;
        // If this fails, the drop of `session` undoes what was done.
        terminal.write_all(ENTER)?;
        Ok(session)
    }

    /// Gives the terminal back; every error is ignored. Does nothing the second time, or after [`Session::forget`].
    pub fn leave(&mut self) {
        give_back();
    }

    /// The terminal is gone: from now on nobody touches it, neither this nor the panic hook.
    pub fn forget(&mut self) {
        OURS.store(false, Ordering::SeqCst);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Gives the terminal back if it is ours, ignoring every error. Returns whether it was ours.
pub(super) fn give_back() -> bool {
    if !OURS.swap(false, Ordering::SeqCst) {
        return false;
    }
    let _ = TerminalOutput.write_all(LEAVE);
    // Keys typed towards us must not become a command of the shell, or stay in its history.
    let _ = tcflush(stdin(), QueueSelector::IFlush);
    let _ = crossterm::terminal::disable_raw_mode();
    true
}

/// The size of the terminal in columns and rows, from the kernel. 80 by 24 where it says nothing or 0.
#[must_use]
pub fn size() -> Size {
    // Not crossterm's: where the kernel fails, that one starts another program to ask.
    let told = tcgetwinsize(stdout()).or_else(|_| tcgetwinsize(stdin()));
    match told {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size::new(size.ws_col, size.ws_row),
        _ => Size::new(80, 24),
    }
}

/// Standard output without a buffer of its own: one `write` is one system call. For
/// [`super::screen_writer::ScreenWriter`].
#[derive(Debug, Clone, Copy, Default)]
pub struct TerminalOutput;

impl Write for TerminalOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(stdout(), bytes) {
                Ok(count) => return Ok(count),
                // A descriptor shared with a program that does not block: wait until there is room.
                Err(rustix::io::Errno::AGAIN) => wait_for_room()?,
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn wait_for_room() -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    let out = stdout();
    match poll(&mut [PollFd::new(&out, PollFlags::OUT)], None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
