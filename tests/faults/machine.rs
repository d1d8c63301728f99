//! What a test needs of the machine: file systems of its own, in memory or in a file, and all that lies in a folder.

use super::skipped::skipped;
use std::path::{Path, PathBuf};
use std::process::Command;

/// It is unmounted at the end.
pub struct Mounted(tempfile::TempDir);

impl Mounted {
    /// `fault` as in the list of expected skips; `None`, with a notice, where nothing may be mounted.
    fn new(fault: &str, options: &[&str], what: &Path) -> Option<Mounted> {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("mount");
        let done = command.args(options).arg(what).arg(folder.path()).output();
        if !done.is_ok_and(|output| output.status.success()) {
            skipped(&format!("{fault} mount"), "nothing may be mounted here");
            return None;
        }
        Some(Mounted(folder))
    }

    pub fn in_memory(fault: &str, options: &str) -> Option<Mounted> {
        Mounted::new(fault, &["-t", "tmpfs", "-o", options], Path::new("tmpfs"))
    }

    /// A disk in a file.
    pub fn image(fault: &str, image: &Path) -> Option<Mounted> {
        Mounted::new(fault, &["-o", "loop"], image)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn remount(&self, options: &str) {
        let mut command = Command::new("mount");
        let options = format!("remount,{options}");
        let done = command.args(["-o", &options]).arg(self.path()).status();
        assert!(done.unwrap().success(), "{options}");
    }

    /// In kilobytes.
    pub fn used(&self) -> usize {
        let mut command = Command::new("df");
        let output = command
            .args(["--output=used", "-k"])
            .arg(self.path())
            .output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        text.lines().last().unwrap().trim().parse().unwrap()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).output();
    }
}

/// An ext4 file system in a file that takes no more room than what is written to it.
pub fn make_image(at: &Path, megabytes: u64, options: &[&str]) {
    let file = std::fs::File::create(at).unwrap();
    file.set_len(megabytes << 20).unwrap();
    let mut command = Command::new("mkfs.ext4");
    let made = command.args(["-q", "-F"]).args(options).arg(at).output();
    let made = made.unwrap();
    assert!(made.status.success(), "{made:?}");
}

pub fn copy_sparsely(from: &Path, to: &Path) {
    let mut command = Command::new("cp");
    let copied = command.arg("--sparse=always").args([from, to]).status();
    assert!(copied.unwrap().success());
}

/// The folder itself too; nothing is followed.
pub fn everything_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    let mut at = 0;
    while at < found.len() {
        let inside = std::fs::read_dir(&found[at])
            .into_iter()
            .flatten()
            .flatten();
        found.extend(inside.map(|entry| entry.path()).collect::<Vec<_>>());
        at += 1;
    }
    found
}
