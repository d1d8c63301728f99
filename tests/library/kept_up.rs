//! The index follows the files by itself, and holds what they hold now and nothing else.

use super::*;
use crate::command_line::program::has;
use std::os::unix::fs::MetadataExt;
use std::process::Command;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::engine::effects::EffectRunner;

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
    // Even before anything is brought up to date, the change to the meeting with a hit is noticed.
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

/// No word of it is left in the file, neither in the text nor in the word list.
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
    // An index that others may look into is closed to them.
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

/// Words written after the index was made: into a segment that is not the last in the order of names, because nobody
/// could lock, or because the disk gave an error before.
#[test]
fn a_restriction_in_any_segment_of_the_journal_is_followed() {
    let older = |journal: &Path, _: &Path| segments(journal)[0].clone();
    let after_an_error = |journal: &Path, _: &Path| {
        let all = segments(journal);
        let session = all[0].file_stem().unwrap().to_str().unwrap();
        let second = journal.join(format!("{session}.2.jsonl"));
        std::fs::rename(&all[1], &second).unwrap();
        second
    };
    let elsewhere = |journal: &Path, rescue: &Path| {
        let id = journal.parent().unwrap().file_name().unwrap();
        let rescued = rescue.join("rescued").join(id).join("journal");
        std::fs::create_dir_all(&rescued).unwrap();
        let last = segments(journal).pop().unwrap();
        let moved = rescued.join(last.file_name().unwrap());
        std::fs::rename(last, &moved).unwrap();
        moved
    };
    type Arrange<'a> = &'a dyn Fn(&Path, &Path) -> PathBuf;
    let cases: [(&str, Arrange<'_>); 3] = [
        ("the first segment", &older),
        ("the second file of a session", &after_an_error),
        ("a segment in a rescue folder", &elsewhere),
    ];
    for (case, arrange) in cases {
        let program = Program::new();
        let id = program.meeting(&format!("{LINES}MO: a bluebell\n"));
        let take = |lines: &str| {
            let ran = program.run_with_input(&["take", &id, "--lines", "-"], lines.as_bytes());
            assert!(ran.code <= 1, "{ran:?}");
        };
        take("MO: a marigold\n");
        // What a third session writes, as bytes.
        let journal = program.folder_of(&id).join("journal");
        let minutes = std::fs::read(program.folder_of(&id).join("minutes.json")).unwrap();
        take("/mark #restricted\n");
        let last = segments(&journal).pop().unwrap();
        let bytes = std::fs::read(&last).unwrap();
        std::fs::remove_file(&last).unwrap();
        std::fs::write(program.folder_of(&id).join("minutes.json"), minutes).unwrap();
        assert_eq!(segments(&journal).len(), 2, "{case}");

        let rescue = program.home().join("rescue");
        let written_to = arrange(&journal, &rescue);
        let places = Paths {
            rescue: vec![rescue],
            ..places(&program)
        };
        let library = Library::open(&places, LibrarySettings::default());
        let hits = |typed: &str| library.find(&query(typed), 50, None).hits();
        library.upkeep(&mut |_| true);
        assert_eq!(hits("marigold seen:open"), 1, "{case}");
        use std::io::Write;
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .open(written_to)
            .unwrap();
        file.write_all(&bytes).unwrap();
        assert_eq!(hits("marigold seen:open"), 0, "{case}");
        library.upkeep(&mut |_| true);
        assert_eq!(hits("marigold seen:open"), 0, "{case}");
        assert_eq!(hits("marigold seen:restricted"), 1, "{case}");
        assert_eq!(hits("bluebell seen:open"), 1, "{case}");
    }
}

/// In the order of their names.
fn segments(journal: &Path) -> Vec<PathBuf> {
    let names = std::fs::read_dir(journal).unwrap();
    let mut all: Vec<PathBuf> = names.map(|name| name.unwrap().path()).collect();
    all.sort();
    all
}

/// That nothing changed is noticed from outside, in so few system calls that ten thousand meetings are looked at while
/// somebody reads the first row.
#[test]
fn a_meeting_that_did_not_change_costs_a_handful_of_system_calls() {
    if !has("strace", &["-V"]) {
        return;
    }
    let calls = |count: usize| {
        let program = with_meetings(count);
        three_sessions_each(&program);
        assert_eq!(program.run(&["find", "school"]).code, 0);
        let log = program.home().join("calls");
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-o", log.to_str().unwrap()])
            .arg(env!("CARGO_BIN_EXE_talking-piece"))
            .args(["find", "nowhereatall", "--json"]);
        let ran = program.prepared(command).output().unwrap();
        assert!(ran.status.success(), "{ran:?}");
        let log = std::fs::read_to_string(log).unwrap();
        log.lines()
            .filter(|line| line.contains("/meetings/"))
            .count()
    };
    let (few, many) = (calls(20), calls(120));
    let each = many.saturating_sub(few) as f64 / 100.0;
    // One for each of the two files, the seal, the folders of the journal and of earlier versions, and each segment.
    assert!((7.0..=8.2).contains(&each), "{each} calls for each meeting");
}

/// Gives each meeting a journal of three segments that is older than its minutes.
fn three_sessions_each(program: &Program) {
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    for year in std::fs::read_dir(program.data().join("meetings")).unwrap() {
        for meeting in std::fs::read_dir(year.unwrap().path()).unwrap() {
            let journal = meeting.unwrap().path().join("journal");
            std::fs::create_dir_all(&journal).unwrap();
            for session in ["a", "b", "c"] {
                let segment = std::fs::File::create(journal.join(format!("{session}.jsonl")));
                segment.unwrap().set_modified(long_ago).unwrap();
            }
        }
    }
}

/// A list that was started before this program opened a meeting may finish after it: the meeting is not somebody
/// else's.
#[test]
fn what_this_program_itself_has_open_is_not_open_elsewhere() {
    let program = Program::new();
    let id = program.meeting("/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n");
    let mut runner = EffectRunner::new(places(&program), false, |_| {}).unwrap();
    runner.perform(Effect::Open(id.clone()));
    let is_elsewhere = || {
        let cards = library(&program).all_cards(&mut |_| true);
        let card = cards.into_iter().find(|card| card.id == id).unwrap();
        card.open_elsewhere
    };
    assert!(!is_elsewhere());
    // Another program has the meeting open.
    runner.perform(Effect::Release);
    let lock = std::fs::File::open(program.folder_of(&id).join("lock")).unwrap();
    lock.lock().unwrap();
    assert!(is_elsewhere());
}
