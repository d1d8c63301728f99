//! A disk with faults built in, so that the tests of faults can show that they find them: only in a build for
//! `.ci/teeth`, which names one fault for each run. No other build has this file.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::fs::{Mode, OFlags};

use super::disk::{Disk, DiskFile, SystemDisk};
use super::sharing::Reach;

const VARIABLE: &str = "TALKING_PIECE_SABOTAGE";

fn is(fault: &str) -> bool {
    std::env::var(VARIABLE).is_ok_and(|named| named == fault)
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SabotagedDisk;

struct SabotagedFile(Arc<dyn DiskFile>);

impl DiskFile for SabotagedFile {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        self.0.append(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        if is("no_fsync") {
            return Ok(());
        }
        if is("ack_early") {
            let file = Arc::clone(&self.0);
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_secs(1));
                file.sync()
            });
            return Ok(());
        }
        let done = self.0.sync();
        match done.is_err() && is("retry_fsync") {
            true => self.0.sync(),
            false => done,
        }
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.0.truncate(length)
    }
}

fn sabotaged(file: Arc<dyn DiskFile>) -> Arc<dyn DiskFile> {
    Arc::new(SabotagedFile(file))
}

impl Disk for SabotagedDisk {
    fn make_folder(&self, path: &Path) -> io::Result<bool> {
        SystemDisk.make_folder(path)
    }

    fn make_folder_reaching(&self, path: &Path, reach: Reach) -> io::Result<bool> {
        SystemDisk.make_folder_reaching(path, reach)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match is("skip_dirsync") || is("no_fsync") {
            true => Ok(()),
            false => SystemDisk.sync_folder(path),
        }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        SystemDisk.list(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.create_reaching(path, Reach::AsAbove)
    }

    fn create_reaching(&self, path: &Path, reach: Reach) -> io::Result<Arc<dyn DiskFile>> {
        let reach = match is("restricted_for_all") {
            true => Reach::TeamReads,
            false => reach,
        };
        SystemDisk.create_reaching(path, reach).map(sabotaged)
    }

    fn reserve(&self, path: &Path, bytes: u64) -> io::Result<()> {
        SystemDisk.reserve(path, bytes)
    }

    fn free(&self, path: &Path) -> io::Result<()> {
        SystemDisk.free(path)
    }

    fn is_anothers(&self, path: &Path) -> bool {
        SystemDisk.is_anothers(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        SystemDisk.read(path, limit)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        match is("no_fsync") {
            true => Ok(()),
            false => SystemDisk.sync_file(path),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if !is("inplace") {
            return SystemDisk.rename(from, to);
        }
        let bytes = SystemDisk.read(from, super::disk::LARGEST_FILE)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
        let mode = Mode::from_raw_mode(super::disk::FILE_MODE);
        let mut file = File::from(rustix::fs::open(to, flags, mode)?);
        file.write_all(&bytes)?;
        file.sync_all()?;
        SystemDisk.remove(from)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        SystemDisk.remove(path)
    }

    fn close_and_empty(&self, path: &Path) -> io::Result<()> {
        if is("keep_open") {
            return Ok(());
        }
        if is("unsynced_emptying") {
            let flags = OFlags::WRONLY | OFlags::TRUNC | OFlags::CLOEXEC;
            return Ok(drop(rustix::fs::open(path, flags, Mode::empty())?));
        }
        SystemDisk.close_and_empty(path)
    }
}
