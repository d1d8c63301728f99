//! F2: the disk refuses one call, or each from then on, with every error that it can give. Exit code 0 means that
//! everything is safe; anything else is said; and when the disk works again, so does the meeting.

use super::skipped::{is_long, reached};
use super::traced::{moments, under_strace};
use super::workloads::Workload;
use crate::command_line::program::{Ran, has};

const ERRORS: [&str; 8] = [
    "ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES", "EMFILE", "EINTR", "ESTALE",
];

/// At each moment of the workload: all errors, once and for ever, if long; otherwise they take turns, so that each
/// `step`th moment meets one of them.
fn refused_at_every_call(workload: Workload, step: usize) {
    if !has("strace", &["-V"]) {
        return;
    }
    let template = workload.ready();
    let moments = moments(&template.again().traced(&[]).calls);
    let all = moments.iter().flat_map(|moment| {
        let errors = ERRORS
            .iter()
            .flat_map(|error| [(*error, ""), (*error, "+")]);
        // A call that is interrupted for ever is no fault of a disk.
        errors
            .filter(|how| *how != ("EINTR", "+"))
            .map(move |how| (moment, how))
    });
    let all: Vec<_> = all.collect();
    // 15 ways a moment: a step that shares no factor with it meets them all in turn.
    let step = if is_long() { 1 } else { step };
    let (mut tried, mut met) = (0, 0);
    for ((call, when), (error, ever)) in all.iter().step_by(step) {
        let mut ready = template.again();
        ready.is_faultless = false;
        let inject = format!("inject={call}:error={error}:when={when}{ever}");
        let more = ["-o", "/dev/null", "-e", &inject];
        let mut command = under_strace(&ready.program, &more, &ready.arguments(), ready.input());
        let ran = Ran::of(command.output().unwrap());
        // Before it has begun.
        if ran.err.contains("error while loading shared libraries") {
            continue;
        }
        tried += 1;
        met += usize::from(ran.code != 0);
        let wrong = |what: &str| panic!("{workload:?}, {inject}: {what}; {ran:?}");
        // Where every write fails, also those to standard error, nothing can be said.
        let is_mute = call == "write" && *ever == "+";
        match ran.code {
            0 => {}
            1..=3 if is_mute || !ran.err.is_empty() || !ran.out.is_empty() => {}
            1..=3 => wrong("it failed without a word"),
            _ => wrong("it neither did it nor refused it"),
        }
        if ran.err.contains("panicked") {
            wrong("it panicked");
        }
        if let Err(what) = ready.go_on(ready.acknowledged(&ran)) {
            wrong(&what);
        }
    }
    let words = format!(
        "{workload:?}: {tried} errors at {} moments, {met} said so",
        moments.len()
    );
    reached("F2", &words);
    assert!(tried > 20 && met > 5, "{words}");
}

#[test]
fn f02_an_error_at_every_call_of_a_new_meeting() {
    refused_at_every_call(Workload::New, 61);
}

#[test]
fn f02_an_error_at_every_call_of_a_resumed_meeting() {
    refused_at_every_call(Workload::Resumed, 23);
}

#[test]
fn f02_an_error_at_every_call_of_plain_mode() {
    refused_at_every_call(Workload::Plain, 41);
}

#[test]
fn f02_an_error_at_every_call_while_entries_are_marked_and_struck_out() {
    refused_at_every_call(Workload::Marks, 23);
}

#[test]
fn f02_an_error_at_every_call_of_closing_and_sealing() {
    refused_at_every_call(Workload::Closed, 23);
}

#[test]
fn f02_an_error_at_every_call_of_reopening() {
    refused_at_every_call(Workload::Reopened, 31);
}

#[test]
fn f02_an_error_at_every_call_of_recovery() {
    refused_at_every_call(Workload::Recovering, 23);
}
