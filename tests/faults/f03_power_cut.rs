//! F3: the calls of a real session are played to a model of the disk, and the power is cut before each of them, with
//! different luck for what was not synced. F5: the same where the disk fails at a sync, after which it says that
//! everything is fine. F1 once more: killed at every call, without exception. The store's own tests do the same with a
//! disk in memory (`src/store/crash_tests.rs`).

use super::model::{Cut, Model};
use super::skipped::{number, reached};
use super::traced::{Call, moments};
use super::workloads::{ALL, Ready, Workload};
use crate::command_line::program::has;

/// Cuts the power before each call that changes the disk, and after the last; how many disks were looked at.
fn cut_before_each(ready: &Ready, model: &Model, calls: &[Call], cuts: &[Cut]) -> usize {
    let mut model = model.clone();
    let mut looked = 0;
    let mut acknowledged = ready.acknowledged_before();
    for (at, call) in calls.iter().enumerate() {
        model.apply(call);
        let is_end = call.name == "exit_group";
        if is_end && ["0", "1"].contains(&call.arguments[0].as_str()) {
            acknowledged = ready.acknowledged_at_the_end();
        }
        if !call.changes_the_disk() && !is_end {
            continue;
        }
        for cut in cuts {
            let cut = cut.luckier(at);
            let home = ready.program.home();
            let copy = tempfile::tempdir_in(home.parent().unwrap()).unwrap();
            model.put(cut, copy.path());
            if let Err(wrong) = ready.look(&copy.path().join("data"), acknowledged) {
                panic!(
                    "{:?}, {cut:?} after call {at}, {call:?}: {wrong}",
                    ready.workload
                );
            }
            looked += 1;
        }
    }
    looked
}

#[test]
fn f03_power_cut_at_every_call() {
    if !has("strace", &["-V"]) {
        return;
    }
    let lucks = (1..=number(3, 100)).map(|seed| Cut::Luck(seed as u64));
    let cuts: Vec<Cut> = [Cut::Killed, Cut::Least, Cut::NamesOnly]
        .into_iter()
        .chain(lucks)
        .collect();
    let mut looked = 0;
    for workload in ALL {
        let ready = workload.ready();
        let model = Model::of(ready.program.home());
        let traced = ready.traced(&[]);
        assert!([0, 1].contains(&traced.ran.code), "{:?}", traced.ran);
        let calls = &traced.calls;
        looked += cut_before_each(&ready, &model, calls, &cuts);
    }
    reached("F3", &format!("{looked} disks after a power cut or a kill"));
    assert!(looked > 2_000, "{looked}");
}

#[test]
fn f05_a_sync_that_fails_at_every_position() {
    if !has("strace", &["-V"]) {
        return;
    }
    let (mut failed, mut looked) = (0, 0);
    for workload in [Workload::Resumed, Workload::Closed] {
        let template = workload.ready();
        let calls = template.again().traced(&[]).calls;
        let syncs = moments(&calls)
            .into_iter()
            .filter(|(call, _)| call.ends_with("sync"));
        for (call, when) in syncs {
            let mut ready = template.again();
            ready.is_faultless = false;
            let model = Model::of(ready.program.home());
            let traced = ready.traced(&[format!("inject={call}:error=EIO:when={when}")]);
            failed += 1;
            // Once it says that all is well, it is.
            looked += cut_before_each(&ready, &model, &traced.calls, &[Cut::Least, Cut::NamesOnly]);
        }
    }
    reached(
        "F5",
        &format!("{failed} failed syncs, {looked} disks after a power cut"),
    );
    assert!(failed > 10, "{failed}");
}
