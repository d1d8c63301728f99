//! F1: the program is killed (-9) at each call that changes the disk. Everything it had said was written is there, and
//! it starts again and goes on.

use super::skipped::{is_long, reached};
use super::traced::{moments, under_strace};
use super::workloads::Workload;
use crate::command_line::program::{Ran, has};

/// Killed at each `step`th moment of this workload; how often that was.
fn killed_at_every_call(workload: Workload, step: usize) {
    if !has("strace", &["-V"]) {
        return;
    }
    let template = workload.ready();
    let calls = template.again().traced(&[]).calls;
    let moments = moments(&calls);
    let step = if is_long() { 1 } else { step };
    let mut killed = 0;
    for (call, when) in moments.iter().step_by(step) {
        let ready = template.again();
        let inject = format!("inject={call}:signal=SIGKILL:when={when}");
        let more = ["-o", "/dev/null", "-e", &inject];
        let mut command = under_strace(&ready.program, &more, &ready.arguments(), ready.input());
        let ran = Ran::of(command.output().unwrap());
        killed += usize::from(ran.code == -1 || ran.code > 3);
        let acknowledged = ready.acknowledged(&ran);
        if let Err(wrong) = ready.go_on(acknowledged) {
            panic!("{workload:?}, {inject}: {wrong}; {ran:?}");
        }
    }
    let tried = moments.len().div_ceil(step);
    reached(
        "F1",
        &format!(
            "{workload:?}: killed at {killed} of {} moments",
            moments.len()
        ),
    );
    // Two threads put more or fewer entries into one write each time, so the last calls of a kind may not come.
    assert!(
        killed * 4 >= tried * 3,
        "only {killed} of {tried} runs were killed"
    );
}

#[test]
fn f01_kill_at_every_call_of_a_new_meeting() {
    killed_at_every_call(Workload::New, 4);
}

#[test]
fn f01_kill_at_every_call_of_a_resumed_meeting() {
    killed_at_every_call(Workload::Resumed, 2);
}

#[test]
fn f01_kill_at_every_call_of_plain_mode() {
    killed_at_every_call(Workload::Plain, 3);
}

#[test]
fn f01_kill_at_every_call_while_entries_are_marked_and_struck_out() {
    killed_at_every_call(Workload::Marks, 2);
}

#[test]
fn f01_kill_at_every_call_of_closing_and_sealing() {
    killed_at_every_call(Workload::Closed, 2);
}

#[test]
fn f01_kill_at_every_call_of_reopening() {
    killed_at_every_call(Workload::Reopened, 2);
}

#[test]
fn f01_kill_at_every_call_of_recovery() {
    killed_at_every_call(Workload::Recovering, 1);
}
