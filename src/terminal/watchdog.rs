//! The thread that notices a vanished terminal when no signal says so (nohup, some ways ssh and tmux end), and makes
//! sure that the program does not live on without one.

use std::io;
use std::os::fd::AsFd;
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::notice::Notice;
use crate::app::protocol::message::Lost;

/// How long the event loop may take to save and end by itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// Starts the thread on standard output. It costs nothing while the terminal lives: one wait without a timer. When the
/// terminal has gone it tells `send`, gives the program three seconds, and then ends the process with 0: by then all
/// text is in its files, because each change is written before it is drawn.
pub fn start(send: impl Fn(Notice) + Send + 'static) -> io::Result<JoinHandle<()>> {
    std::thread::Builder::new()
        .name("watchdog".to_owned())
        .spawn(move || {
            wait_until_gone(rustix::stdio::stdout());
            send(Notice::Lost(Lost::HungUp));
            std::thread::sleep(PATIENCE);
            std::process::exit(0);
        })
}

/// Returns when `terminal` is hung up, broken or closed.
fn wait_until_gone(terminal: impl AsFd) {
    loop {
        // No events requested: HUP, ERR and NVAL are always reported.
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(Errno::INTR | Errno::AGAIN | Errno::NOMEM) => {}
            Ok(0) => {}
            Ok(_) | Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portable_pty::{PtySize, native_pty_system};
    use rustix::fs::{Mode, OFlags};
    use std::sync::mpsc;

    #[test]
    fn a_closed_terminal_is_noticed_without_a_signal() {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let path = pair.master.tty_name().unwrap();
        let terminal =
            rustix::fs::open(path, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            wait_until_gone(&terminal);
            sender.send(()).unwrap();
        });
        assert!(
            receiver.recv_timeout(Duration::from_millis(200)).is_err(),
            "too early"
        );
        drop(pair);
        receiver.recv_timeout(Duration::from_secs(5)).unwrap();
    }
}
