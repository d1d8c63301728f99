//! Sealed meetings: the same is found as without seals, with and without an index; each that was changed is told,
//! whether anything is found in it or not.

use super::{found, library, maker, places, without_index};
use crate::command_line::program::Program;
use talking_piece::domain::settings::library::LibrarySettings;
use talking_piece::engine::library::Library;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::sealed;

#[test]
fn sealed_meetings_are_as_they_were_sealed_until_one_is_changed() {
    let program = Program::new();
    maker().make(&program.data(), 14, 4, true);
    let folders = places(&program).all(&RealDisk).unwrap();
    assert_eq!(folders.len(), 14);
    for folder in &folders {
        let verdict = sealed::verify(&RealDisk, folder).unwrap().unwrap();
        assert!(verdict.changed.is_empty(), "{verdict:?}");
    }
    let kept = Library::open(&places(&program), LibrarySettings { index: false });
    let all = [library(&program), without_index(&program), kept];
    for library in &all {
        for _ in 0..2 {
            let school = found(library, "school", 500);
            assert!(school.hits() > 14, "{school:?}");
            assert_eq!(school, found(&all[0], "school", 500));
            assert!(school.notes.is_empty(), "{:?}", school.notes);
        }
    }
    let changed = &folders[5];
    let minutes = changed.path.join("minutes.json");
    let text = std::fs::read_to_string(&minutes).unwrap();
    std::fs::write(&minutes, text.replacen("school", "schoot", 1)).unwrap();
    for library in &all {
        for words in ["schoot", "school", "zyxw"] {
            let notes = found(library, words, 500).notes;
            assert_eq!(notes.len(), 1, "{words}: {notes:?}");
            assert_eq!(notes[0].0, changed.id.as_str());
            assert!(
                notes[0]
                    .1
                    .contains("minutes.json was changed after sealing")
            );
        }
    }
}
