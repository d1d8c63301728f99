//! F1: the program is killed (-9) at each call that changes the disk. Everything it had said was written is there, and
//! it starts again and goes on.

use super::skipped::{is_long, reached};
use super::traced::{moments, under_strace};
use super::workloads::{Ready, Workload};
use crate::command_line::program::{Ran, has};

fn killed_at(ready: &Ready, call: &str, when: usize) -> Ran {
    let inject = format!("inject={call}:signal=SIGKILL:when={when}");
    let more = ["-o", "/dev/null", "-e", &inject];
    let mut command = under_strace(&ready.program, &more, &ready.arguments(), ready.input());
    Ran::of(command.output().unwrap())
}

fn was_killed(ran: &Ran) -> bool {
    ran.code == -1 || ran.code > 3
}

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
        let ran = killed_at(&ready, call, *when);
        killed += usize::from(was_killed(&ran));
        let acknowledged = ready.acknowledged(&ran);
        if let Err(wrong) = ready.go_on(acknowledged) {
            panic!("{workload:?}, killed at {call} {when}: {wrong}; {ran:?}");
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

/// Killed, and killed again while the next session finds what the first has left. Each `step`th moment of both, and each
/// `long`th if the larger numbers were asked for.
fn killed_twice(workload: Workload, step: usize, long: usize) {
    if !has("strace", &["-V"]) {
        return;
    }
    let template = workload.ready();
    let firsts = moments(&template.again().traced(&[]).calls);
    let step = if is_long() { long } else { step };
    let (mut tried, mut killed) = (0, 0);
    for (first, (call, when)) in firsts.iter().enumerate().step_by(step) {
        let once = template.again();
        let ran = killed_at(&once, call, *when);
        let acknowledged = once.acknowledged(&ran);
        once.is_followed_by_another();
        let seconds = moments(&once.again().traced(&[]).calls);
        // Beginning elsewhere each time, so that all moments have their turn.
        for (again, once_more) in seconds.iter().skip(first % step).step_by(step) {
            let twice = once.again();
            let second = killed_at(&twice, again, *once_more);
            tried += 1;
            killed += usize::from(was_killed(&second));
            if let Err(wrong) = twice.go_on(acknowledged) {
                panic!(
                    "{workload:?}, killed at {call} {when}, then at {again} {once_more}: {wrong}; {ran:?}, {second:?}"
                );
            }
        }
    }
    let words = format!("{workload:?}: {tried} times killed twice, {killed} in recovery");
    reached("F1", &words);
    assert!(tried > 10 && killed * 4 >= tried * 3, "{words}");
}

#[test]
fn f01_killed_again_while_a_resumed_meeting_is_recovered() {
    killed_twice(Workload::Resumed, 11, 3);
}

#[test]
fn f01_killed_again_while_marked_entries_are_recovered() {
    killed_twice(Workload::Marks, 13, 3);
}

#[test]
fn f01_killed_again_while_a_closing_is_recovered() {
    killed_twice(Workload::Closed, 13, 3);
}

#[test]
fn f01_killed_again_while_a_reopening_is_recovered() {
    killed_twice(Workload::Reopened, 17, 3);
}
