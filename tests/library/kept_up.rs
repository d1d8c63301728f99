//! The index follows the files by itself, and holds what they hold now and nothing else.

use super::*;
use std::os::unix::fs::MetadataExt;

const LINES: &str =
    "/child Ella Sampler\n/person MO Kasia Sampler; role: mother\n/begin\n/section 3\n";

#[test]
fn what_is_new_changed_or_gone_is_followed() {
    let program = with_meetings(5);
    let library = library(&program);
    assert_eq!(found(&library, "marigold", 50).hits(), 0);
    let id = program.meeting(&format!("{LINES}MO: a marigold\n"));
    assert_eq!(found(&library, "marigold", 50).hits(), 1);
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"MO: another marigold\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    // Even before anything is brought up to date: the meeting that has a hit is seen to have changed.
    assert_eq!(library.find(&query("marigold"), 50, None).hits(), 2);
    assert_eq!(found(&library, "marigold", 50).hits(), 2);
    std::fs::remove_dir_all(program.folder_of(&id)).unwrap();
    assert_eq!(library.find(&query("marigold"), 50, None).hits(), 0);
    let up_to_date = library.upkeep(&mut |_| true);
    assert!(library.cards(&up_to_date).iter().all(|card| card.id != id));
    assert_holds_no(&program, "marigold");
}

#[test]
fn a_word_that_is_restricted_later_leaves_the_open_part() {
    let program = Program::new();
    let id = program.meeting(&format!("{LINES}MO: a marigold\n"));
    let library = library(&program);
    assert_eq!(found(&library, "marigold seen:open", 50).hits(), 1);
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"/mark #restricted\n");
    assert!(ran.code <= 1, "{ran:?}");
    assert_eq!(
        library.find(&query("marigold seen:open"), 50, None).hits(),
        0
    );
    assert_eq!(found(&library, "marigold seen:restricted", 50).hits(), 1);
}

#[test]
fn restricted_parts_that_went_away_are_found_no_more() {
    let program = with_meetings(8);
    let library = library(&program);
    let before = found(&library, maker::RESTRICTED, 50);
    assert_eq!(before.hits(), 1);
    let folder = program.folder_of(&before.meetings[0].card.id);
    std::fs::remove_file(folder.join("restricted.json")).unwrap();
    // Before anything is brought up to date.
    assert_eq!(library.find(&query(maker::RESTRICTED), 50, None).hits(), 0);
    assert_eq!(found(&library, maker::RESTRICTED, 50).hits(), 0);
    assert_holds_no(&program, maker::RESTRICTED);
}

/// No word of it is left in the file, in the text or in the list of words.
fn assert_holds_no(program: &Program, word: &str) {
    let bytes = std::fs::read(index_folder(program).join("index.db")).unwrap();
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    assert!(!text.contains(word), "{word} is still in the index");
    let database = rusqlite::Connection::open(index_folder(program).join("index.db")).unwrap();
    database
        .execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, found, 'row')")
        .unwrap();
    let count: i64 = database
        .query_row(
            "SELECT count(*) FROM terms WHERE term = ?1",
            [word],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(count, 0, "{word} is still a word of the index");
}

#[test]
fn the_index_is_for_its_user_alone() {
    let program = with_meetings(3);
    assert_eq!(program.run(&["find", "school"]).code, 0);
    let folder = index_folder(&program);
    for path in [folder.clone(), folder.parent().unwrap().to_owned()] {
        assert_eq!(std::fs::metadata(path).unwrap().mode() & 0o777, 0o700);
    }
    let mut files = 0;
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap();
        assert_eq!(
            file.metadata().unwrap().mode() & 0o777,
            0o600,
            "{:?}",
            file.path()
        );
        files += 1;
    }
    assert_eq!(files, 3, "database, seal and lock");
    // One that others may look into is closed to them.
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(program.run(&["find", "school"]).code, 0);
    assert_eq!(std::fs::metadata(&folder).unwrap().mode() & 0o777, 0o700);
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let program = with_meetings(4);
    assert_eq!(program.run(&["find", "school"]).code, 0);
    let look = || {
        let found = std::fs::metadata(index_folder(&program).join("index.db")).unwrap();
        (found.ino(), found.mtime_nsec(), found.mtime(), found.len())
    };
    let before = look();
    assert_eq!(program.run(&["find", "quiet"]).code, 0);
    assert_eq!(program.run(&["list"]).code, 0);
    assert_eq!(look(), before);
}
