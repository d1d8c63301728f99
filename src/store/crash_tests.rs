//! Nothing acknowledged is ever lost: with a kill, a power cut or an error at every call, once and for ever. A program
//! or a disk that cheats on syncing is caught.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use super::disk::Disk;
use super::draft::Draft;
use super::fake_disk::{Dice, FakeDisk};
use super::journal::{Chain, Journal};
use super::journal_line::JournalEntry;
use super::journal_tests::{HOME, RESCUE, folder, meeting_disk, record};
use super::reading::{self, Opened};
use super::recovery;

pub(crate) const SESSION: &str = "000001-one";
pub(crate) const ERRORS: [i32; 3] = [28, 5, 30]; // ENOSPC, EIO, EROFS
const ENTRIES: u64 = 6;
pub(crate) const NONE: [u64; 0] = [];

/// Each promise with the number of calls before it.
#[derive(Default, Clone)]
pub(crate) struct Promised {
    /// Record `seq` survives the death of the program.
    pub(crate) written: Vec<(usize, u64)>,
    /// Record `seq` survives a power cut.
    saved: Vec<(usize, u64)>,
    /// The line being typed survives the death of the program.
    typed: Vec<(usize, String)>,
    /// This text survives a power cut: as a record, as the line being typed, or among the other lines.
    settled: Vec<(usize, String)>,
}

impl Promised {
    /// The records of `list` promised after at most `calls` calls.
    pub(crate) fn by(list: &[(usize, u64)], calls: usize) -> BTreeSet<u64> {
        list.iter()
            .filter(|(after, _)| *after <= calls)
            .map(|(_, seq)| *seq)
            .collect()
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Program {
    Ours,
    /// After a failed sync it syncs the same file again and believes the answer.
    SyncsAgain,
    SavedTooEarly,
}

pub(crate) fn text(seq: u64) -> String {
    format!("entry {seq}: spoken words ü")
}

pub(crate) fn meeting(disk: &FakeDisk, program: Program) -> (Promised, Option<Journal>) {
    let mut promised = Promised::default();
    let places = vec![folder(HOME), folder(RESCUE)];
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let header = record(1, SESSION);
    let Ok(mut journal) = Journal::start(
        shared.clone(),
        places.clone(),
        SESSION,
        Chain::new(),
        &[header],
    ) else {
        return (promised, None);
    };
    let calls = || disk.set(|state| state.calls);
    promised.saved.push((calls(), 1));
    promised.written.push((calls(), 1));
    let Ok(mut draft) = Draft::start(shared, places, SESSION, 1, json!(null), vec![]) else {
        return (promised, Some(journal));
    };
    for n in 1..=ENTRIES {
        let words = text(n + 1);
        let (first, rest) = words.split_at(8);
        for part in [first, rest] {
            let at = draft.line().text.len();
            if draft.edit(at, 0, part).is_ok() {
                promised.typed.push((calls(), draft.line().text.clone()));
            }
        }
        if let Some((set, files)) = draft.to_sync() {
            match files.iter().try_for_each(|file| file.sync()) {
                Ok(()) => promised.settled.push((calls(), words.clone())),
                Err(error) => drop(draft.sync_failed(set, &error.to_string())),
            }
        }
        let entry = JournalEntry {
            draft: Some(n),
            ..record(n + 1, &words)
        };
        if journal.append(&[entry]).is_ok() {
            promised
                .written
                .extend((1..=n + 1).map(|seq| (calls(), seq)));
        }
        let _ = draft.begin(n + 1, json!(null), true);
        let Some(due) = journal.to_sync() else {
            continue;
        };
        let done = match (due.file.sync(), program) {
            (Ok(()), _) | (_, Program::SavedTooEarly) => true,
            (Err(_), Program::SyncsAgain) => due.file.sync().is_ok(),
            (Err(error), Program::Ours) => {
                if journal.sync_failed(due.segment, &error.to_string()).is_ok() {
                    promised
                        .saved
                        .extend((1..=due.up_to_seq).map(|seq| (calls(), seq)));
                }
                false
            }
        };
        if done {
            promised
                .saved
                .extend((1..=due.up_to_seq).map(|seq| (calls(), seq)));
            if let Some(line) = journal.saved(due.segment, due.up_to_seq) {
                draft.forget(line);
            }
        }
    }
    (promised, Some(journal))
}

pub(crate) fn read(disk: &FakeDisk) -> Opened {
    reading::read(disk, &folder(HOME), &[folder(RESCUE)])
}

/// The records of `wanted` that are missing or differ from what was written.
pub(crate) fn missing(opened: &Opened, wanted: &BTreeSet<u64>) -> Vec<u64> {
    let whole = |seq: u64| {
        let expected = if seq == 1 {
            SESSION.to_owned()
        } else {
            text(seq)
        };
        opened
            .records
            .iter()
            .any(|r| r.seq == seq && r.body["text"] == expected)
    };
    wanted.iter().copied().filter(|&seq| !whole(seq)).collect()
}

/// Cuts the power at every call, several times with different luck; returns the first loss found.
pub(crate) fn power_cuts(disk: &FakeDisk, promised: &Promised, luck: u64) -> Result<usize, String> {
    let moments = disk.set(|state| std::mem::take(&mut state.moments));
    let mut images = 0;
    for moment in &moments {
        for seed in 1..=luck {
            let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let image = moment.power_cut(&mut dice);
            let opened = read(&image);
            let lost = missing(&opened, &Promised::by(&promised.saved, moment.calls));
            if !lost.is_empty() {
                return Err(format!(
                    "after call {} with luck {seed}: {lost:?} lost",
                    moment.calls
                ));
            }
            let settled = promised
                .settled
                .iter()
                .filter(|(after, _)| *after <= moment.calls);
            for (_, words) in settled {
                let as_record = opened.records.iter().any(|r| r.body["text"] == *words);
                let as_draft = opened
                    .draft
                    .as_ref()
                    .is_some_and(|line| line.text == *words);
                if !as_record && !as_draft && !opened.asides.contains(words) {
                    return Err(format!(
                        "after call {}, luck {seed}: {words} lost",
                        moment.calls
                    ));
                }
            }
            images += 1;
        }
    }
    Ok(images)
}

pub(crate) fn watched() -> FakeDisk {
    let disk = meeting_disk();
    disk.set(|state| {
        state.calls = 0;
        state.watch = true;
    });
    disk
}

#[test]
fn killed_before_any_call_every_written_record_and_every_typed_letter_is_there() {
    let disk = watched();
    let (promised, _) = meeting(&disk, Program::Ours);
    let moments = disk.set(|state| std::mem::take(&mut state.moments));
    assert!(moments.len() > 40);
    for moment in &moments {
        let opened = read(&moment.killed());
        assert_eq!(
            missing(&opened, &Promised::by(&promised.written, moment.calls)),
            NONE
        );
        assert!(!opened.read_only(), "{:?}", opened.troubles);
        let typed = promised
            .typed
            .iter()
            .rev()
            .find(|(after, _)| *after <= moment.calls);
        if let Some((_, words)) = typed {
            let as_record = opened.records.iter().any(|r| r.body["text"] == *words);
            let as_draft = opened
                .draft
                .as_ref()
                .is_some_and(|line| line.text.starts_with(words.as_str()));
            assert!(
                as_record || as_draft,
                "after call {}: {words:?} of {opened:?}",
                moment.calls
            );
        }
    }
}

#[test]
fn power_cut_before_any_call_every_saved_record_is_there() {
    let disk = watched();
    let (promised, _) = meeting(&disk, Program::Ours);
    assert_eq!(
        promised.saved.iter().map(|(_, seq)| seq).max(),
        Some(&(ENTRIES + 1))
    );
    let images = power_cuts(&disk, &promised, 40).unwrap();
    assert!(images > 1500, "{images}");
}

#[test]
fn recovery_killed_before_any_call_can_start_again() {
    let disk = watched();
    meeting(&disk, Program::Ours);
    let moments = disk.set(|state| std::mem::take(&mut state.moments));
    for (number, moment) in moments.iter().enumerate().step_by(3) {
        let image = moment.power_cut(&mut Dice(number as u64 + 77));
        image.put(&folder(HOME).path.join(".minutes.json.x.tmp"), b"half");
        let rescued = super::journal_line::encode(&record(9000, "other"), "?").unwrap();
        image.put(
            &folder(RESCUE).journal().join("000000-old.3.jsonl"),
            &rescued.bytes,
        );
        let expected = read(&image);
        image.set(|state| state.watch = true);
        recovery::open(&image, &folder(HOME), &[folder(RESCUE)]).unwrap();
        for during in image.set(|state| std::mem::take(&mut state.moments)) {
            for again in [during.killed(), during.power_cut(&mut Dice(5))] {
                let opened = recovery::open(&again, &folder(HOME), &[folder(RESCUE)]).unwrap();
                assert_eq!(opened.records, expected.records);
                assert_eq!(
                    (&opened.draft, &opened.asides),
                    (&expected.draft, &expected.asides)
                );
                let left = again.list(&folder(HOME).path).unwrap();
                assert!(!left.iter().any(|name| name.ends_with(".tmp")), "{left:?}");
            }
        }
    }
}

#[test]
fn what_a_killed_session_left_unsynced_is_safe_once_the_meeting_is_opened_again() {
    for seed in 1..40 {
        let disk = meeting_disk();
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let home = vec![folder(HOME)];
        let first = [record(1, SESSION)];
        let mut journal =
            Journal::start(shared.clone(), home.clone(), SESSION, Chain::new(), &first).unwrap();
        journal.append(&[record(2, &text(2))]).unwrap();
        // Killed here: record 2 is only in the machine's memory, yet it is shown when the meeting is opened.
        drop(journal);
        let opened = recovery::open(&disk, &folder(HOME), &[]).unwrap();
        let next = [record(3, &text(3))];
        Journal::start(shared, home, "000003-two", opened.chain, &next).unwrap();
        let image = disk.set(|state| state.power_cut(&mut Dice(seed)));
        let after = read(&image);
        assert_eq!(missing(&after, &[1, 2, 3].into()), NONE);
        assert!(!after.read_only(), "{:?}", after.troubles);
    }
}
