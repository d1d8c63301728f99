//! An error at every call, once, for a while and for ever: nothing acknowledged is lost, and once the disk works again
//! everything that was ever typed is back.

use crate::domain::problem::Problem;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::crash_tests::{
    ERRORS, NONE, Program, Promised, SESSION, meeting, missing, power_cuts, read, text, watched,
};
use super::disk::Disk;
use super::fake_disk::{Dice, Fail};
use super::journal::{Chain, Journal};
use super::journal_tests::{HOME, RESCUE, folder, meeting_disk, record};
use super::{reading, recovery};

#[test]
fn an_error_at_any_call_loses_nothing_acknowledged_and_all_is_there_when_it_is_over() {
    let (mut runs, mut rescued) = (0, 0);
    for errno in ERRORS {
        for failing in [1, 2, 4, 6, usize::MAX] {
            if errno != ERRORS[0] && ![1, usize::MAX].contains(&failing) {
                continue; // the error number only changes the words
            }
            for at_call in 1.. {
                let disk = watched();
                disk.set(|state| {
                    state.fail = Some(Fail {
                        at_call,
                        calls: failing,
                        errno,
                    })
                });
                let (promised, journal) = meeting(&disk, Program::Ours);
                if disk.set(|state| state.calls) < at_call {
                    break;
                }
                runs += 1;
                let what = format!("errno {errno} at call {at_call}, {failing} calls fail");
                disk.set(|state| {
                    state.watch = false;
                    state.fail = None;
                });
                let last = disk.set(|state| state.calls);
                let opened = read(&disk.set(|state| state.killed()));
                assert_eq!(
                    missing(&opened, &Promised::by(&promised.written, last)),
                    NONE,
                    "{what}"
                );
                power_cuts(&disk, &promised, 1).unwrap_or_else(|lost| panic!("{what}: {lost}"));
                // The disk works again: the next try writes everything that was ever typed.
                let Some(mut journal) = journal else { continue };
                journal.retry().unwrap();
                let everything: BTreeSet<u64> = (1..journal.chain().next_seq).collect();
                let after = recovery::open(&disk, &folder(HOME), &[folder(RESCUE)]).unwrap();
                assert_eq!(missing(&after, &everything), NONE, "{what}");
                assert_eq!(
                    (after.read_only(), after.fork),
                    (false, false),
                    "{what}: {:?}",
                    after.troubles
                );
                let away = reading::read(&disk, &folder(RESCUE), &[]).records;
                rescued += usize::from(!away.is_empty());
                // Rescued records were brought home: the rescue folder may vanish now.
                let home = reading::read(&disk, &folder(HOME), &[]);
                assert_eq!(missing(&home, &everything), NONE, "{what}, at home");
            }
        }
    }
    assert!(
        runs > 400 && rescued > 10,
        "{runs} runs, {rescued} to the rescue folder"
    );
}

#[test]
fn the_words_of_trouble_say_what_is_safe() {
    let disk = meeting_disk();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let places = vec![folder(HOME), folder(RESCUE)];
    let mut journal =
        Journal::start(shared, places, SESSION, Chain::new(), &[record(1, SESSION)]).unwrap();
    let at_call = disk.set(|state| state.calls) + 1;
    disk.set(|state| {
        state.fail = Some(Fail {
            at_call,
            calls: usize::MAX,
            errno: 28,
        })
    });
    let words = Problem::from(journal.append(&[record(2, "x")]).unwrap_err()).to_string();
    assert!(
        words.starts_with("NOT SAVED (the disk is full, error 28). 2 entries"),
        "{words}"
    );
    assert!(journal.is_in_trouble());
    disk.set(|state| state.fail = None);
    let moved = journal
        .append(&[record(3, "y")])
        .unwrap()
        .expect("a new file");
    assert!(!moved.rescue && moved.to_string().contains("same folder"));
    assert_eq!(journal.retry(), Ok(None), "nothing is left to try");
}

#[test]
fn a_record_written_while_a_sync_ran_is_not_taken_for_saved() {
    let disk = meeting_disk();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let first = [record(1, SESSION)];
    let mut journal =
        Journal::start(shared, vec![folder(HOME)], SESSION, Chain::new(), &first).unwrap();
    journal.append(&[record(2, &text(2))]).unwrap();
    let due = journal.to_sync().unwrap();
    due.file.sync().unwrap();
    journal.append(&[record(3, &text(3))]).unwrap();
    journal.saved(due.segment, due.up_to_seq);
    let at_call = disk.set(|state| state.calls) + 1;
    disk.set(|state| {
        state.fail = Some(Fail {
            at_call,
            calls: 1,
            errno: 5,
        })
    });
    let due = journal.to_sync().expect("record 3 is not safe");
    let error = due.file.sync().unwrap_err();
    journal
        .sync_failed(due.segment, &error.to_string())
        .unwrap();
    assert_eq!(
        journal.sync_failed(due.segment, "late news"),
        Ok(None),
        "the new file is not given up too"
    );
    for seed in 1..20 {
        let image = disk.set(|state| state.power_cut(&mut Dice(seed)));
        assert_eq!(missing(&read(&image), &[1, 2, 3].into()), NONE);
    }
}

#[test]
fn half_a_record_is_cut_off_again_when_the_disk_allows_it() {
    let disk = meeting_disk();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let first = [record(1, SESSION)];
    let mut journal =
        Journal::start(shared, vec![folder(HOME)], SESSION, Chain::new(), &first).unwrap();
    let at_call = disk.set(|state| state.calls) + 1;
    disk.set(|state| {
        state.fail = Some(Fail {
            at_call,
            calls: 1,
            errno: 28,
        })
    });
    assert!(journal.append(&[record(2, &text(2))]).unwrap().is_some());
    assert_eq!(read(&disk).troubles, []);
    assert_eq!(read(&disk).records.len(), 2);
}
