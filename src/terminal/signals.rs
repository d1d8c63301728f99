//! The thread that receives the signals, so that the event loop hears of them even while it waits for something else.
//! It only passes them on.

use std::io;
use std::thread::JoinHandle;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::notice::Notice;
use super::output;
use crate::app::protocol::message::Lost;

/// Takes over the signals at once, then starts the thread that passes them to `send`. SIGPIPE needs nothing: Rust
/// ignores it.
pub fn start(send: impl Fn(Notice) + Send + 'static) -> io::Result<JoinHandle<()>> {
    // SIGTSTP is handled only so that it does nothing: behind a forced command there is no shell to resume us.
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                if let Some(notice) = meaning(signal) {
                    // First, because the loop may be waiting for a terminal that takes nothing more.
                    if matches!(notice, Notice::Lost(_)) {
                        output::end();
                    }
                    send(notice);
                }
            }
        })
}

fn meaning(signal: i32) -> Option<Notice> {
    match signal {
        SIGHUP => Some(Notice::Lost(Lost::HungUp)),
        SIGTERM | SIGINT | SIGQUIT => Some(Notice::Lost(Lost::Terminated)),
        SIGWINCH => Some(Notice::Resized),
        SIGCONT => Some(Notice::Resumed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use signal_hook::low_level::raise;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn signals_are_told_and_none_of_them_kills() {
        let (sender, receiver) = mpsc::channel();
        start(move |notice| sender.send(notice).unwrap()).unwrap();
        raise(SIGTSTP).unwrap();
        for (signal, notice) in [
            (SIGWINCH, Notice::Resized),
            (SIGCONT, Notice::Resumed),
            (SIGHUP, Notice::Lost(Lost::HungUp)),
            (SIGTERM, Notice::Lost(Lost::Terminated)),
            (SIGINT, Notice::Lost(Lost::Terminated)),
            (SIGQUIT, Notice::Lost(Lost::Terminated)),
        ] {
            raise(signal).unwrap();
            assert_eq!(
                receiver.recv_timeout(Duration::from_secs(5)).unwrap(),
                notice
            );
        }
    }
}
