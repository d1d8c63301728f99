//! What the process gives up before it holds anyone's text: other users' file permissions, core dumps, inspection by
//! other processes, and being killed for a write that does not fit. Each step may fail silently: none of them is worth a meeting without minutes.

use rustix::fs::Mode;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior, setrlimit, umask,
};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Call this first in the program, before any thread or file.
pub fn harden() {
    // New files are for their owner only, unless the store says otherwise.
    umask(Mode::RWXG | Mode::RWXO);
    // A core file would hold the whole meeting in plain text.
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    // Nobody but root may read our memory or our open files through /proc.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    // A write beyond the file size limit kills a program by default. With any handler it fails with EFBIG instead, which
    // the store treats like a full disk; nobody reads this flag.
    let _ = signal_hook::flag::register(Signal::XFSZ.as_raw(), Arc::new(AtomicBool::new(false)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::process::{dumpable_behavior, getrlimit};
    use std::process::Command;

    /// The steps affect the whole process, so they are tried in a separate one.
    #[test]
    fn a_hardened_process_keeps_to_itself() {
        let outcome = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "terminal::hardening::tests::in_a_process_of_its_own",
            ])
            .env("TALKING_PIECE_INSIDE", "1")
            .output()
            .unwrap();
        assert!(
            outcome.status.success(),
            "{}",
            String::from_utf8_lossy(&outcome.stdout)
        );
        assert!(String::from_utf8_lossy(&outcome.stdout).contains("1 passed"));
    }

    #[test]
    fn in_a_process_of_its_own() {
        // Only in the process that a test above starts.
        if std::env::var_os("TALKING_PIECE_INSIDE").is_none() {
            return;
        }
        harden();
        assert_eq!(umask(Mode::empty()), Mode::RWXG | Mode::RWXO);
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        signal_hook::low_level::raise(Signal::XFSZ.as_raw()).unwrap();
    }
}
