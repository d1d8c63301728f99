//! Minutes that somebody changes through a mapping of their file: its times tell, or they are not asked.

use super::mapper::Mapper;
use super::program::Program;
use std::time::Duration;
use talking_piece::store::checked::settle;
use talking_piece::store::index::{Rescued, Stamp};
use talking_piece::store::paths::{MeetingFolder, MeetingId, Paths};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: hello\n\
    /view Ella; by: letter; words: yes\n/close it was agreed\n";

#[test]
fn a_change_through_a_mapping_shows_once_the_disk_was_settled() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let places = Paths::find(Some(&program.data())).unwrap();
    let folder = MeetingFolder {
        id: MeetingId::parse(&id).unwrap(),
        path: program.folder(),
    };
    let minutes = folder.path.join("minutes.json");
    let Some(mut mapper) = Mapper::of(&minutes).filter(|_| settle(&places)) else {
        return;
    };
    let look = || Stamp::look(&folder, &Rescued::default(), None);
    let before = look();
    assert!(settle(&places));
    // A step of the clock later.
    std::thread::sleep(Duration::from_millis(12));
    mapper.change("hello", "hallo");
    assert!(std::fs::read_to_string(&minutes).unwrap().contains("hallo"));
    assert_ne!(before, look(), "the change left no trace");
}

/// A disk in memory never writes, so there the times never tell.
#[test]
fn a_change_through_a_mapping_is_told_where_no_time_shows_it() {
    let program = Program::in_memory();
    let id = program.meeting(LINES);
    let Some(mut mapper) = Mapper::of(&program.folder().join("minutes.json")) else {
        return;
    };
    for _ in 0..2 {
        let ran = program.run(&["list"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    mapper.change("hello", "hallo");
    for way in [
        &["list"][..],
        &["find", "zyxw"],
        &["due"],
        &["list"],
        &["read", &id],
    ] {
        let ran = program.run(way);
        assert_eq!(ran.code, 1, "{way:?}: {ran:?}");
        assert!(
            ran.err.contains("minutes.json was changed"),
            "{way:?}: {ran:?}"
        );
    }
}
