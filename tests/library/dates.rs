//! What is due: the index, the files and the reading of every meeting say the same, on every day and on bad days, and
//! nothing restricted is kept.

use super::*;
use crate::command_line::program::has;
use chrono::{Days, NaiveDate};
use std::io::Write;
use std::process::{Command, Stdio};
use talking_piece::domain::calendar::{Calendar, Division};
use talking_piece::domain::history::access::Done;
use talking_piece::domain::history::due::{DueList, MeetingDates, due_on, promised_dates};
use talking_piece::engine::due::restricted_dates_of_all;
use talking_piece::engine::past::{Past, opening};
use talking_piece::store::disk::RealDisk;

const LINES: &str =
    "/child Ella Sampler\n/person MO Kasia Sampler; role: mother\n/begin\n/section 3\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn list(dates: &[MeetingDates], on: NaiveDate, until: NaiveDate) -> DueList {
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    due_on(dates, on, until, &calendar)
}

/// As it was before there was an index: every meeting is read.
fn of_every_meeting(program: &Program) -> Vec<MeetingDates> {
    let places = places(program);
    let folders = places.all(&RealDisk).unwrap().into_iter();
    folders
        .filter_map(|folder| {
            let opening = opening(Done::Listed);
            let id = folder.id.as_str();
            Past::default().read(&places, &RealDisk, id, &opening).ok()
        })
        .map(|past| promised_dates(&past.minutes))
        .collect()
}

/// Days long ago, near the meetings, and far ahead; how far one looks.
fn days() -> Vec<(NaiveDate, NaiveDate)> {
    let mut days = vec![
        (day("2016-01-01"), NaiveDate::MAX),
        (day("2026-11-22"), day("2026-11-22")),
    ];
    for year in 2017..=2028 {
        for month in [4, 11] {
            let on = NaiveDate::from_ymd_opt(year, month, 9).unwrap();
            days.extend([0, 42, 400].map(|ahead| (on, on + Days::new(ahead))));
        }
    }
    days
}

#[test]
fn index_and_files_have_the_same_dates() {
    let program = with_meetings(48);
    // One that goes on, one with a review that goes on: they are read from their journals.
    program.meeting(&format!(
        "{LINES}/action Ring the school; who: MO; by: in 3 days\n"
    ));
    let last = program.meeting(&format!(
        "{LINES}/action Sort the room; who: MO; by: in 3 days\n\
         /view Ella; by: not asked; reason: made up\n/close made up\n"
    ));
    let ran = program.run_with_input(
        &["take", "--new", "--from", &last, "--lines", "-"],
        b"/begin\n/promise 1; progress: achieved; done: yes\n",
    );
    assert!(ran.code <= 1, "{ran:?}");
    let indexed = library(&program);
    let up_to_date = indexed.upkeep(&mut |_| true);
    let plain = without_index(&program);
    let nothing_kept = plain.upkeep(&mut |_| true);
    let every = of_every_meeting(&program);
    // From the files all dates come, whatever the day.
    let files = plain.dates(&nothing_kept, NaiveDate::MIN, NaiveDate::MAX);
    let mut most = 0;
    for (on, until) in days() {
        let right = list(&every, on, until);
        let when = format!("seen from {on} as far as {until}");
        let index = indexed.dates(&up_to_date, on, until);
        assert_eq!(list(&index.meetings, on, until), right, "index, {when}");
        assert_eq!(list(&files.meetings, on, until), right, "files, {when}");
        assert_eq!((&index.troubles, &files.troubles), (&vec![], &vec![]));
        most = most.max(right.items.len());
    }
    assert!(most > 100, "{most} at most");
    // Settled meetings cost nothing: they are not even read.
    let (on, until) = (day("2031-01-01"), day("2031-03-01"));
    let read = indexed.dates(&up_to_date, on, until).meetings.len();
    assert!(read < 30, "{read} of 51 meetings were read");
    let taken_over = list(&every, day("2026-11-22"), NaiveDate::MAX);
    assert!(
        taken_over
            .items
            .iter()
            .all(|due| due.meeting.id != last || !due.about.contains("room"))
    );
}

#[test]
fn what_changed_is_due_as_it_is_now() {
    let program = with_meetings(5);
    let library = library(&program);
    let (on, until) = (today(), NaiveDate::MAX);
    let abouts = |dates: &[MeetingDates]| -> Vec<String> {
        let items = list(dates, on, until).items.into_iter();
        items
            .map(|due| due.about)
            .filter(|it| it.contains("igold"))
            .collect()
    };
    let id = program.meeting(&format!(
        "{LINES}/action Plant a marigold; who: MO; by: 3 Dec 2026\n"
    ));
    let up_to_date = library.upkeep(&mut |_| true);
    let one = library.dates(&up_to_date, on, until).meetings;
    assert_eq!(abouts(&one), ["Plant a marigold"]);
    let more = b"/action Water the marigold; who: MO; by: 4 Dec 2026\n";
    let ran = program.run_with_input(&["take", &id, "--lines", "-"], more);
    assert!(ran.code <= 1, "{ran:?}");
    // Before anything is brought up to date, the change is noticed and the meeting read.
    let both = ["Plant a marigold", "Water the marigold"];
    assert_eq!(
        abouts(&library.dates(&up_to_date, on, until).meetings),
        both
    );
    let up_to_date = library.upkeep(&mut |_| true);
    assert_eq!(
        abouts(&library.dates(&up_to_date, on, until).meetings),
        both
    );
    std::fs::remove_dir_all(program.folder_of(&id)).unwrap();
    assert!(abouts(&library.dates(&up_to_date, on, until).meetings).is_empty());
    // A process that another test begins at this moment holds the lock of the index too, until it is the other program: then
    // nothing is brought up to date, and the next time does it.
    let is_gone = || {
        library.upkeep(&mut |_| true);
        let bytes = std::fs::read(index_folder(&program).join("index.db")).unwrap();
        !String::from_utf8_lossy(&bytes).contains("marigold")
    };
    let mut times = 0..200;
    assert!(times.any(|_| {
        let gone = is_gone();
        if !gone {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        gone
    }));
}

#[test]
fn nothing_restricted_is_in_the_dates_and_the_full_record_has_it() {
    let program = with_meetings(16);
    let library = library(&program);
    let up_to_date = library.upkeep(&mut |_| true);
    let (on, until) = (day("2026-11-22"), NaiveDate::MAX);
    let hidden = "Nobody hears of this";
    let database = rusqlite::Connection::open(index_folder(&program).join("index.db")).unwrap();
    let (all, with): (i64, i64) = database
        .query_row(
            "SELECT count(*), sum(instr(dates, ?1) > 0) FROM due",
            [hidden],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((all, with), (16, 0));
    drop(database);
    let open = list(&library.dates(&up_to_date, on, until).meetings, on, until);
    assert!(open.items.iter().all(|due| !due.restricted));
    let full = restricted_dates_of_all(&mut Past::default(), &places(&program), &RealDisk);
    let full = list(&full.meetings, on, until);
    let restricted = full.items.iter().filter(|due| due.about == hidden);
    // Every second meeting has a restricted part; it is there once each, and so is everything else.
    assert_eq!(restricted.count(), 8);
    let rest: Vec<_> = full.items.iter().filter(|due| !due.restricted).collect();
    assert_eq!(rest, open.items.iter().collect::<Vec<_>>());
}

#[test]
fn an_index_that_was_made_anew_meanwhile_hides_no_meeting() {
    let program = with_meetings(12);
    let library = library(&program);
    let up_to_date = library.upkeep(&mut |_| true);
    let cards = library.cards(&up_to_date);
    let hits = library.find(&query("school"), 1000, Some(&up_to_date));
    let (on, until) = (day("2026-11-22"), NaiveDate::MAX);
    let due = list(&library.dates(&up_to_date, on, until).meetings, on, until);
    assert!(cards.len() == 12 && hits.meetings.len() == 12 && !due.items.is_empty());
    // Another program rebuilt it, and was stopped after three meetings.
    std::fs::remove_dir_all(index_folder(&program)).unwrap();
    library.upkeep(&mut |progress| progress.done < 3);
    assert_eq!(library.first_cards(50).len(), 3);
    assert_eq!(library.cards(&up_to_date), cards);
    assert_eq!(
        library.find(&query("school"), 1000, Some(&up_to_date)),
        hits
    );
    let now = library.dates(&up_to_date, on, until).meetings;
    assert_eq!(list(&now, on, until), due);
}

#[test]
fn the_list_of_meetings_and_what_is_due_look_at_each_meeting_once() {
    if !has("strace", &["-V"]) {
        return;
    }
    let program = with_meetings(24);
    let index = library(&program);
    let (on, until) = (today(), today() + Days::new(42));
    let up_to_date = index.upkeep(&mut |_| true);
    let due = list(&index.dates(&up_to_date, on, until).meetings, on, until);
    let beside = index.dates_beside_cards(&up_to_date, on, until).meetings;
    assert_eq!(list(&beside, on, until), due);
    assert!(due.items.len() > 5, "{due:?}");
    let trace = program.home().join("calls");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "trace=%file", "-o"]);
    command.arg(&trace).arg(env!("CARGO_BIN_EXE_talking-piece"));
    let mut child = program
        .prepared(command)
        .arg("--plain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"quit\n").unwrap();
    let told = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&told.stdout);
    assert!(told.contains("What is due:"), "{told}");
    let calls = std::fs::read_to_string(&trace).unwrap();
    let folders = places(&program).all(&RealDisk).unwrap();
    assert_eq!(folders.len(), 24);
    for folder in &folders {
        // Whichever name the system gives to the call that looks at a file without reading it.
        let file = format!("{}/minutes.json\"", folder.id);
        let looks = calls.lines().filter(|call| call.contains(&file));
        let looks: Vec<&str> = looks.filter(|call| call.contains("stat")).collect();
        assert_eq!(looks.len(), 1, "{}: {looks:#?}", folder.id);
    }
}

fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
