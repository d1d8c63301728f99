//! Notices when something changes in a folder: the system reports it where it can, otherwise a thread looks every two
//! seconds.

use crate::store::disk_space;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::fs::inotify;
use rustix::io::Errno;
use std::io;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often to look where the system reports nothing.
const EVERY: Duration = Duration::from_secs(2);
/// How often to look in any case: a folder that does not exist yet cannot be watched.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

/// Starts the thread; `send` is called after a change, and now and then without one.
pub fn start(
    folders: Vec<PathBuf>,
    send: impl Fn() -> bool + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    std::thread::Builder::new()
        .name("noticing".to_owned())
        .spawn(move || {
            let flags = inotify::CreateFlags::NONBLOCK | inotify::CreateFlags::CLOEXEC;
            let teller = inotify::init(flags).ok();
            loop {
                let is_told = teller
                    .as_ref()
                    .is_some_and(|teller| watch(teller, &folders));
                wait(
                    teller.as_ref().filter(|_| is_told),
                    if is_told { NOW_AND_THEN } else { EVERY },
                );
                if !send() {
                    return;
                }
            }
        })
}

/// Changes in a folder are reported as long as this lives.
pub struct Told {
    _end: UnixStream,
}

/// Reports changes in one folder, only where the system does: it never wakes up for nothing. `None` where the system
/// does not, or cannot start a thread. Ends when `tell` returns false, or the returned value is dropped.
pub fn tell_of(folder: &Path, tell: impl Fn() -> bool + Send + 'static) -> Option<Told> {
    let flags = inotify::CreateFlags::NONBLOCK | inotify::CreateFlags::CLOEXEC;
    let teller = inotify::init(flags).ok()?;
    if !folder.is_dir() || !watch(&teller, &[folder.to_owned()]) {
        return None;
    }
    let (end, ended) = UnixStream::pair().ok()?;
    let thread = std::thread::Builder::new().name("readers".to_owned());
    let noticing = move || {
        loop {
            let mut watched = [
                PollFd::new(&teller, PollFlags::IN),
                PollFd::new(&ended, PollFlags::IN),
            ];
            let asked = poll(&mut watched, None);
            let [told, ended] = &watched;
            if !ended.revents().is_empty() || asked.is_err_and(|why| why != Errno::INTR) {
                return;
            }
            if told.revents().is_empty() {
                continue;
            }
            let mut buffer = [0_u8; 4096];
            while rustix::io::read(&teller, &mut buffer).is_ok_and(|count| count > 0) {}
            if !tell() {
                return;
            }
        }
    };
    thread.spawn(noticing).ok()?;
    Some(Told { _end: end })
}

/// Returns whether the system will report all changes. A folder that is already watched stays so.
fn watch(teller: &OwnedFd, folders: &[PathBuf]) -> bool {
    let flags = inotify::WatchFlags::MODIFY
        | inotify::WatchFlags::CREATE
        | inotify::WatchFlags::MOVED_TO
        | inotify::WatchFlags::DELETE
        | inotify::WatchFlags::ONLYDIR;
    let mut all = true;
    for folder in folders {
        match inotify::add_watch(teller, folder.as_path(), flags) {
            Ok(_) => all &= !is_of_another_machine(folder),
            // Rescue folders exist only once they were needed.
            Err(Errno::NOENT | Errno::NOTDIR) => {}
            Err(_) => all = false,
        }
    }
    all
}

/// On such a folder the system reports only the changes made by this machine.
fn is_of_another_machine(folder: &Path) -> bool {
    disk_space::look(folder).is_ok_and(|room| room.network.is_some())
}

/// Waits for a report, or until `limit`; takes in everything reported so far.
fn wait(teller: Option<&OwnedFd>, limit: Duration) {
    let Some(teller) = teller else {
        std::thread::sleep(limit);
        return;
    };
    let limit = Timespec::try_from(limit).ok();
    let mut watched = [PollFd::new(teller, PollFlags::IN)];
    if !matches!(poll(&mut watched, limit.as_ref()), Ok(1..)) {
        return;
    }
    let mut buffer = [0_u8; 4096];
    while rustix::io::read(teller, &mut buffer).is_ok_and(|count| count > 0) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Instant;

    #[test]
    fn a_change_is_told_at_once() {
        let root = tempfile::tempdir().unwrap();
        let (sender, told) = mpsc::channel();
        start(
            vec![root.path().to_owned(), root.path().join("not-there")],
            move || sender.send(Instant::now()).is_ok(),
        )
        .unwrap();
        std::thread::sleep(Duration::from_millis(300));
        assert!(told.try_recv().is_err(), "told of nothing");
        let begun = Instant::now();
        let _made = tempfile::NamedTempFile::new_in(root.path()).unwrap();
        let at = told.recv_timeout(NOW_AND_THEN).unwrap();
        assert!(at - begun < EVERY, "{:?}", at - begun);
    }

    #[test]
    fn one_folder_is_told_of_without_a_timer_until_nobody_wants_to_know() {
        let root = tempfile::tempdir().unwrap();
        let (sender, told) = mpsc::channel();
        let noticing = tell_of(root.path(), move || sender.send(()).is_ok()).unwrap();
        assert!(told.recv_timeout(Duration::from_millis(300)).is_err());
        let _made = tempfile::NamedTempFile::new_in(root.path()).unwrap();
        told.recv_timeout(NOW_AND_THEN).unwrap();
        drop(noticing);
        let ended = || told.recv_timeout(Duration::from_secs(20));
        while ended() != Err(mpsc::RecvTimeoutError::Disconnected) {}
        assert!(tell_of(&root.path().join("not-there"), || true).is_none());
    }

    #[test]
    fn where_nobody_tells_it_looks_by_itself() {
        let begun = Instant::now();
        wait(None, Duration::from_millis(20));
        assert!(begun.elapsed() >= Duration::from_millis(20));
    }

    #[test]
    fn a_folder_of_this_machine_is_told_of() {
        let root = tempfile::tempdir().unwrap();
        assert!(!is_of_another_machine(root.path()));
    }
}
