//! The thread that receives the signals, so that the event loop hears of them even while it waits for something else.
//! It only passes them on.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread::JoinHandle;

use rustix::process::Signal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::notice::Notice;
use super::output;
use crate::app::protocol::message::Lost;

/// What would end the process at once, with the terminal left as it is. Missing are SIGKILL, which nobody can handle;
/// SIGPIPE, which Rust ignores; SIGXFSZ, which `hardening.rs` turns into an error of the write; and SIGSEGV, SIGILL and
/// SIGFPE, which safe code cannot handle: behind a real fault the process could only run into it again.
const ENDING: [Signal; 17] = [
    Signal::HUP,
    Signal::TERM,
    Signal::INT,
    Signal::QUIT,
    Signal::XCPU,
    Signal::USR1,
    Signal::USR2,
    Signal::ALARM,
    Signal::VTALARM,
    Signal::PROF,
    Signal::ABORT,
    Signal::IO,
    Signal::POWER,
    Signal::STKFLT,
    Signal::SYS,
    Signal::TRAP,
    Signal::BUS,
];
/// They end a process as well. Two before them belong to the C library.
const REAL_TIME: std::ops::RangeInclusive<i32> = 34..=64;

/// Takes over the signals at once, then starts the thread that passes them to `send`.
pub fn start(send: impl Fn(Notice) + Send + 'static) -> io::Result<JoinHandle<()>> {
    // The disk under the program may really be gone: the second time SIGBUS does what it does by default.
    let is_second = Arc::new(AtomicBool::new(false));
    let bus = Signal::BUS.as_raw();
    signal_hook::flag::register_conditional_default(bus, Arc::clone(&is_second))?;
    signal_hook::flag::register(bus, is_second)?;
    // SIGTSTP is handled only so that it does nothing: behind a forced command there is no shell to resume us.
    let handled = ENDING.map(Signal::as_raw).into_iter();
    let mut signals = Signals::new(handled.chain([SIGWINCH, SIGTSTP, SIGCONT]))?;
    for signal in REAL_TIME {
        // valgrind keeps the last one for itself and lets nobody handle it.
        let _ = signals.add_signal(signal);
    }
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
        SIGWINCH => Some(Notice::Resized),
        SIGCONT => Some(Notice::Resumed),
        SIGTSTP => None,
        _ => Some(Notice::Lost(Lost::Terminated)),
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
        let ending = ENDING.map(Signal::as_raw).into_iter().chain(REAL_TIME);
        let ending = ending.filter(|signal| *signal != SIGHUP);
        let told = [
            (SIGWINCH, Notice::Resized),
            (SIGCONT, Notice::Resumed),
            (SIGHUP, Notice::Lost(Lost::HungUp)),
        ];
        let ends = ending.map(|signal| (signal, Notice::Lost(Lost::Terminated)));
        for (signal, notice) in told.into_iter().chain(ends) {
            raise(signal).unwrap();
            assert_eq!(
                receiver.recv_timeout(Duration::from_secs(5)).unwrap(),
                notice
            );
        }
    }
}
