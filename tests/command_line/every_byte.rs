//! F14: each byte of a small sealed meeting is changed, and each line of its journal cut, doubled and swapped: told every
//! time, by the check itself and by the program.

use super::program::Program;
use std::path::{Path, PathBuf};
use talking_piece::engine::seals::{Found, judged};
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::Paths;
use talking_piece::store::seal_record::SealRecord;

const LINES: &str = "\
/child Ella
/person KS Kelly Smith; role: mother
/begin
/arrive all
KS: I was scared
KS: the address is Nowhere Lane #restricted
/view Ella; by: letter; words: \"quiet\"
/close it was agreed
";
/// Every one of so many bytes is changed for the program itself, too: it takes a process for each.
const FOR_THE_PROGRAM: usize = 997;
/// And one of so many for all ways of looking.
const FOR_ALL_WAYS: usize = 4_999;

fn sealed_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ["minutes.json", "restricted.json", "seal.json"]
        .iter()
        .map(|name| folder.join(name))
        .collect();
    let journal = std::fs::read_dir(folder.join("journal")).unwrap();
    files.extend(journal.map(|file| file.unwrap().path()));
    files
}

#[test]
fn each_byte_of_a_sealed_meeting_that_is_changed_is_told() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let places = Paths::find(Some(&program.data())).unwrap();
    let folder = places.meeting(&RealDisk, &id).unwrap();
    let record = SealRecord::read(&places, &RealDisk);
    let is_told = || judged(&places, &RealDisk, &folder, &record).found == Found::Differs;
    assert!(!is_told());
    let mut changed = 0;
    for path in sealed_files(&program.folder()) {
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (changed % 8);
            std::fs::write(&path, &bytes).unwrap();
            assert!(is_told(), "byte {at} of {path:?}");
            if changed % FOR_THE_PROGRAM == 0 {
                let ran = program.run(&["verify", &id]);
                assert_eq!(ran.code, 1, "byte {at} of {path:?}: {ran:?}");
                let name = path.file_name().unwrap().to_str().unwrap();
                assert!(ran.out.contains(name), "byte {at} of {path:?}: {ran:?}");
            }
            if changed % FOR_ALL_WAYS == 0 {
                for way in [
                    ["read", &id].as_slice(),
                    &["list"],
                    &["due"],
                    &["watch", &id, "--once"],
                ] {
                    let ran = program.run(way);
                    assert_eq!(ran.code, 1, "byte {at} of {path:?}: {way:?}: {ran:?}");
                }
            }
            changed += 1;
        }
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(!is_told());
    assert_eq!(program.run(&["verify", &id]).code, 0);
    assert_eq!(program.run(&["list"]).code, 0);
    assert!(changed > 5_000, "{changed} bytes");
}

#[test]
fn each_line_of_a_sealed_journal_that_is_cut_doubled_or_swapped_is_told() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let path = sealed_files(&program.folder()).pop().unwrap();
    let whole = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let told = |what: &str, lines: &[&str]| {
        std::fs::write(&path, lines.join("\n") + "\n").unwrap();
        for way in [["verify", &id], ["read", &id]] {
            let ran = program.run(&way);
            assert_eq!(ran.code, 1, "{what}: {way:?}: {ran:?}");
        }
    };
    for at in 0..lines.len() {
        let mut cut = lines.clone();
        cut.remove(at);
        told(&format!("line {at} is cut"), &cut);
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        told(&format!("line {at} is there twice"), &doubled);
        if at > 0 {
            let mut swapped = lines.clone();
            swapped.swap(at - 1, at);
            told(&format!("line {at} is before the one before it"), &swapped);
            told(
                &format!("everything from line {at} on is cut"),
                &lines[..at],
            );
            // And with the seal taken away.
            let seal = program.folder().join("seal.json");
            let kept = std::fs::read(&seal).unwrap();
            std::fs::remove_file(&seal).unwrap();
            told(
                &format!("everything from line {at} on, and the seal"),
                &lines[..at],
            );
            std::fs::write(&seal, kept).unwrap();
        }
    }
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(program.run(&["verify", &id]).code, 0);
}
