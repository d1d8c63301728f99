//! The thread that notices when something changes in a folder: told by the system where it tells, otherwise by looking
//! every two seconds. Must not read what is in the folders.

use crate::store::room;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::fs::inotify;
use rustix::io::Errno;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often to look where nobody tells.
const EVERY: Duration = Duration::from_secs(2);
/// How often to look all the same: a folder that is not there yet cannot be watched.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

/// Starts the thread; `send` is called after a change, and now and then without one.
///
/// # Errors
/// When the system gives no thread.
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

/// Asks to be told of changes; a folder that is watched already stays so. Whether the system will tell of all of them.
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
            // Rescue places are there only when they were needed.
            Err(Errno::NOENT | Errno::NOTDIR) => {}
            Err(_) => all = false,
        }
    }
    all
}

/// The system tells only of changes that this machine made itself.
fn is_of_another_machine(folder: &Path) -> bool {
    room::look(folder).is_ok_and(|room| room.network.is_some())
}

/// Waits until something is told, or so long; takes in everything that was told.
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
