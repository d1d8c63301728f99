//! F5 on a real small disk, ext4 in a file: it fills up in the middle of a meeting with marks, after each number of
//! blocks; and a disk whose syncs really fail, because there is less room behind it than it believes.

use super::machine::{Mounted, copy_sparsely, everything_below, make_image};
use super::skipped::{number, reached};
use crate::command_line::program::{Program, Ran, has};
use rustix::fs::{FallocateFlags, fallocate};
use std::path::{Path, PathBuf};

const FIRST: &str = "Nowhere Lane";
const SECOND: &str = "Hidden Street";
const ENTRIES: usize = 16;

fn words(n: usize) -> String {
    format!("word{n} of the meeting")
}

/// Marks the last entry of the session before, and one of its own. Entries are long, so that it needs many blocks.
fn session() -> Vec<u8> {
    let entry = |n: usize| format!("KS: {} {}\n", words(n), "and more ".repeat(60));
    let half = |from: usize, to: usize| (from..to).map(entry).collect::<String>();
    format!(
        "/mark restricted\n{}KS: it is in {SECOND}\n/mark restricted\n{}",
        half(0, ENTRIES / 2),
        half(ENTRIES / 2, ENTRIES)
    )
    .into_bytes()
}

/// A disk in a file on which a meeting was begun.
struct Begun {
    folder: tempfile::TempDir,
    id: String,
}

impl Begun {
    fn new() -> Option<Begun> {
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("image");
        make_image(&image, 40, &["-b", "1024", "-m", "0"]);
        let disk = Mounted::image("F5", &image)?;
        let program = Program::in_folder(disk.path());
        let id = program.meeting(&format!(
            "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: we stay in {FIRST}\n"
        ));
        drop(disk);
        Some(Begun { folder, id })
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("image")
    }
}

/// All journals, those that had to be written at home too.
fn journals(program: &Program) -> String {
    let files = [program.data(), program.home().to_owned()];
    let files = files.iter().flat_map(|folder| everything_below(folder));
    files
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect()
}

fn minutes(program: &Program, id: &str) -> String {
    std::fs::read_to_string(program.folder_of(id).join("minutes.json")).unwrap_or_default()
}

/// What may be said after the session: whether everything is safe, and if so, it is.
fn judged(program: &Program, id: &str, ran: &Ran, what: &str) -> bool {
    assert!((0..=3).contains(&ran.code), "{what}: {ran:?}");
    assert!(!ran.err.contains("panicked"), "{what}: {ran:?}");
    let is_done = matches!(ran.code, 0 | 1);
    assert!(is_done || !ran.err.is_empty(), "{what}: {ran:?}");
    let (journals, minutes) = (journals(program), minutes(program, id));
    for secret in [FIRST, SECOND] {
        let behind = journals.split_once(secret).map_or("", |(_, behind)| behind);
        let is_open = behind.contains("\"restricted\"") && minutes.contains(secret);
        let is_said = ran.code == 3 && ran.err.contains("CAN STILL BE READ");
        assert!(!is_open || is_said, "{what}: {secret} {ran:?}");
    }
    assert!(!is_done || has_all(&minutes), "{what}: {ran:?}");
    is_done
}

fn has_all(text: &str) -> bool {
    (0..ENTRIES).all(|n| text.contains(&words(n)))
}

/// With room again the meeting goes on, and nothing that was said to be safe is missing.
fn goes_on(program: &Program, id: &str, is_done: bool, what: &str) {
    let more = program.run_with_input(&["take", id, "--lines", "-"], b"KS: afterwards\n");
    assert!(matches!(more.code, 0 | 1), "{what}: {more:?}");
    let minutes = minutes(program, id);
    assert!(minutes.contains("afterwards"), "{what}: {more:?}");
    assert!(!is_done || has_all(&minutes), "{what}: {more:?}");
    let there = (0..ENTRIES).take_while(|n| minutes.contains(&words(*n)));
    let there = there.count();
    assert!(
        (there..ENTRIES).all(|n| !minutes.contains(&words(n))),
        "{what}: entry {there} is missing between others"
    );
    assert!(
        there == 0 || !minutes.contains(FIRST),
        "{what}: the mark came before the first entry"
    );
    assert!(!is_done || !minutes.contains(SECOND), "{what}");
}

/// Takes all but so many blocks of the disk, and has that written: what is only promised to a file is more than it needs.
fn leave_blocks(filler: &Path, blocks: u64) {
    let file = std::fs::File::create(filler).unwrap();
    loop {
        file.sync_all().unwrap();
        let space = rustix::fs::fstatvfs(&file).unwrap();
        let mut more = space.f_bavail.saturating_sub(blocks);
        let length = file.metadata().unwrap().len();
        let take = |more| {
            fallocate(
                &file,
                FallocateFlags::empty(),
                length,
                more * space.f_frsize,
            )
        };
        // The list of a file's blocks takes a block too.
        while more > 0 && take(more).is_err() {
            more -= 1;
        }
        if more == 0 {
            return;
        }
    }
}

#[test]
fn f05_a_disk_that_is_full_at_every_block_of_a_meeting_with_marks() {
    if !has("mkfs.ext4", &["-V"]) {
        return;
    }
    let Some(begun) = Begun::new() else {
        return;
    };
    let (mut tried, mut done) = (0, 0);
    let image = begun.folder.path().join("copy");
    for blocks in (0..200).step_by(number(18, 1)) {
        copy_sparsely(&begun.image(), &image);
        let disk = Mounted::image("F5", &image).unwrap();
        let filler = disk.path().join("of-somebody-else");
        leave_blocks(&filler, blocks);
        let program = Program::in_folder(disk.path());
        let ran = program.run_with_input(&["take", &begun.id, "--lines", "-"], &session());
        let what = format!("{blocks} blocks left");
        let is_done = judged(&program, &begun.id, &ran, &what);
        tried += 1;
        done += usize::from(is_done);
        std::fs::remove_file(filler).unwrap();
        goes_on(&program, &begun.id, is_done, &what);
    }
    let words = format!("ext4 full after {tried} numbers of blocks, {done} of them enough");
    reached("F5", &words);
    assert!(done > 0 && done < tried, "{words}");
}

/// ext4 believes that it has room, and the file in which it lies has none: the kernel's own error, at a sync.
#[test]
fn f05_a_disk_whose_syncs_really_fail() {
    if !has("mkfs.ext4", &["-V"]) {
        return;
    }
    let Some(begun) = Begun::new() else {
        return;
    };
    let (mut tried, mut done) = (0, 0);
    for pages in (0..200).step_by(number(25, 1)) {
        let Some(behind) = Mounted::in_memory("F5", "size=60m") else {
            return;
        };
        let image = behind.path().join("image");
        copy_sparsely(&begun.image(), &image);
        let mut disk = Mounted::image("F5", &image).unwrap();
        behind.remount(&format!("size={}k", behind.used() + pages * 4));
        let program = Program::in_folder(disk.path());
        let ran = program.run_with_input(&["take", &begun.id, "--lines", "-"], &session());
        let what = format!("{pages} pages behind the disk");
        let is_done = judged(&program, &begun.id, &ran, &what);
        tried += 1;
        done += usize::from(is_done);
        behind.remount("size=60m");
        // What the kernel still has in memory goes with it.
        drop(disk);
        disk = Mounted::image("F5", &image).unwrap();
        let program = program.with_data_below(disk.path());
        goes_on(&program, &begun.id, is_done, &what);
        drop(disk);
    }
    let words = format!("{tried} disks with less room behind them, {done} of them enough");
    reached("F5", &words);
    assert!(done > 0 && done < tried, "{words}");
}
