//! The negative control of the crash tests: they must catch a disk or a program that cheats on syncing.

use std::path::Path;

use super::crash_tests::{Program, meeting, power_cuts, watched};
use super::disk::Disk;
use super::fake_disk::{Dice, Fail, FakeDisk};
use super::journal_tests::HOME;

#[test]
fn teeth_a_disk_or_a_program_that_cheats_is_caught() {
    let caught = |cheat: &dyn Fn(&FakeDisk), program: Program| {
        let disk = watched();
        cheat(&disk);
        let (promised, _) = meeting(&disk, program);
        power_cuts(&disk, &promised, 20).is_err()
    };
    assert!(!caught(&|_| (), Program::Ours));
    assert!(
        caught(&|disk| disk.set(|s| s.syncs_lie = true), Program::Ours),
        "no fsync"
    );
    assert!(
        caught(
            &|disk| disk.set(|s| s.folder_syncs_lie = true),
            Program::Ours
        ),
        "no fsync of the folder"
    );
    let probe = watched();
    let earlier = probe.set(|state| state.names_of_calls.len());
    meeting(&probe, Program::Ours);
    let names = probe.set(|state| state.names_of_calls.split_off(earlier));
    let syncs = || {
        (1..)
            .zip(&names)
            .filter(|(_, name)| **name == "sync")
            .map(|(at_call, _)| at_call)
    };
    assert!(syncs().count() > 10);
    let caught_at = |at_call: usize, program: Program| {
        let fail = Fail {
            at_call,
            calls: 1,
            errno: 5,
        };
        caught(&|disk| disk.set(|state| state.fail = Some(fail)), program)
    };
    assert!(!syncs().any(|at_call| caught_at(at_call, Program::Ours)));
    assert!(
        syncs().any(|at_call| caught_at(at_call, Program::SyncsAgain)),
        "a second try on the same file"
    );
    assert!(
        syncs().any(|at_call| caught_at(at_call, Program::SavedTooEarly)),
        "saved before it was"
    );
    // Writing in place instead of `write_whole`.
    let disk = watched();
    let path = Path::new(HOME).join("minutes.json");
    let file = disk.create_new(&path).unwrap();
    let torn = disk.set(|state| std::mem::take(&mut state.moments)).len();
    super::disk::append_all(file.as_ref(), b"whole text").unwrap();
    let bad = (1..40).any(|seed| {
        let found = disk
            .set(|state| state.power_cut(&mut Dice(seed)))
            .get(&path);
        found.is_some_and(|bytes| bytes != b"whole text")
    });
    assert!(bad && torn > 0);
}
