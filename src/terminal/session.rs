//! Takes over the terminal and restores it afterwards. It asks the terminal nothing (each question would cost a round
//! trip) and uses no title, clipboard, mouse or extended keyboard: a dropped connection would leave them behind.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use ratatui::layout::Size;
use rustix::fs::{OFlags, fcntl_getfl};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, isatty,
    tcflush, tcgetattr, tcgetwinsize, tcsetattr,
};

use super::output::TerminalOutput;

/// Alternate screen, cursor keys and number pad in their plain mode, bracketed paste, plain pen, an empty screen.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?1l\x1b>\x1b[?2004h\x1b[m\x1b[H\x1b[2J";
/// The reverse. The alternate screen is cleared first: some terminals would show it again later.
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[m\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h";

/// Whether the terminal is ours just now. One for the process, because the panic hook has no `Session` to ask.
static OURS: AtomicBool = AtomicBool::new(false);

/// The settings of the terminal before plain mode changed them; `None` where it has not.
static BEFORE_LINES: Mutex<Option<Termios>> = Mutex::new(None);

/// The terminal while it is ours. Dropping it restores the terminal, silently.
#[derive(Debug)]
pub struct Session(());

impl Session {
    /// Takes over the terminal.
    ///
    /// # Errors
    /// When standard input or output is not a terminal, or is already gone. Nothing has been changed then.
    pub fn enter() -> io::Result<Self> {
        if !(isatty(stdin()) && isatty(stdout())) {
            // crossterm would use /dev/tty, and our sequences would end up in somebody's file.
            return Err(io::Error::from(rustix::io::Errno::NOTTY));
        }
        crossterm::terminal::enable_raw_mode()?;
        OURS.store(true, Ordering::SeqCst);
        let session = Self(());
        let mut terminal = TerminalOutput;
        // If this fails, dropping `session` undoes what was done.
        terminal.write_all(ENTER)?;
        Ok(session)
    }

    /// Takes single keys from the terminal for plain mode, without the kernel's echo and its line, which nobody could
    /// save. Keys that send signals go on doing so, and nothing is written.
    ///
    /// # Errors
    /// When standard input is not a terminal, is already gone, or the echo has nowhere to go. Nothing has been changed
    /// then.
    pub fn enter_lines() -> io::Result<Self> {
        let takes_echo = || {
            let flags = fcntl_getfl(stdin()).unwrap_or(OFlags::empty());
            isatty(stdout()) || flags & OFlags::RWMODE == OFlags::RDWR
        };
        if !(isatty(stdin()) && takes_echo()) {
            return Err(io::Error::from(rustix::io::Errno::NOTTY));
        }
        let before = tcgetattr(stdin())?;
        set_for_lines(before.clone())?;
        *before_lines() = Some(before);
        Ok(Self(()))
    }

    /// After a stop, when a shell had the terminal.
    pub fn resume_lines(&mut self) {
        let before = before_lines().clone();
        let _ = before.map(set_for_lines);
    }

    /// Restores the terminal, ignoring every error: after a hang-up it may be gone, or still be there for somebody else.
    /// Does nothing the second time.
    pub fn leave(&mut self) {
        give_back();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.leave();
    }
}

fn before_lines() -> std::sync::MutexGuard<'static, Option<Termios>> {
    BEFORE_LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

fn set_for_lines(mut modes: Termios) -> io::Result<()> {
    modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN;
    // Ctrl+C ends the program, but does not throw away the letters before it.
    modes.local_modes |= LocalModes::ISIG | LocalModes::NOFLSH;
    modes.input_modes -= InputModes::ICRNL
        | InputModes::INLCR
        | InputModes::IGNCR
        | InputModes::ISTRIP
        | InputModes::IXON;
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    Ok(tcsetattr(stdin(), OptionalActions::Now, &modes)?)
}

/// Restores the terminal if it is ours, ignoring every error. Returns whether it was ours.
pub(super) fn give_back() -> bool {
    if let Some(before) = before_lines().take() {
        let _ = tcflush(stdin(), QueueSelector::IFlush);
        let _ = tcsetattr(stdin(), OptionalActions::Now, &before);
        return true;
    }
    if !OURS.swap(false, Ordering::SeqCst) {
        return false;
    }
    let _ = TerminalOutput.write_all(LEAVE);
    // Keys typed for us must not become a shell command, or stay in its history.
    let _ = tcflush(stdin(), QueueSelector::IFlush);
    let _ = crossterm::terminal::disable_raw_mode();
    true
}

/// More than any real window, and few enough cells to be kept in memory four times over. Of a larger window only the
/// upper left part is used.
const LARGEST: Size = Size::new(1_000, 400);

/// In columns and rows, from the kernel. 80 by 24 if it reports nothing or 0.
#[must_use]
pub fn size() -> Size {
    // Not crossterm's: if the kernel fails, that one starts another program to ask.
    let told = tcgetwinsize(stdout()).or_else(|_| tcgetwinsize(stdin()));
    match told {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size::new(
            size.ws_col.min(LARGEST.width),
            size.ws_row.min(LARGEST.height),
        ),
        _ => Size::new(80, 24),
    }
}
