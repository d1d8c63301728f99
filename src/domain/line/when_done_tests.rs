//! When something is to be done, as people say it at the end of a sentence.

use super::when_done::WhenDone;
use crate::domain::minutes::sample::Sample;

#[test]
fn what_is_said_at_the_end_of_a_task_is_by_when_from_when_or_how_often() {
    let sample = Sample::family();
    for (words, task, by, from, often) in [
        ("ring the GP", "ring the GP", "", "", ""),
        ("ring the GP by Friday", "ring the GP", "Friday", "", ""),
        ("ring the GP on 14 Dec", "ring the GP", "14 Dec", "", ""),
        ("ring from Monday", "ring", "", "Monday", ""),
        ("ring, starting on Monday", "ring", "", "Monday", ""),
        ("ring first time 8 December", "ring", "", "8 December", ""),
        ("ring every week", "ring", "", "", "every week"),
        ("ring weekly", "ring", "", "", "weekly"),
        (
            "ring every second Tuesday",
            "ring",
            "",
            "",
            "every second Tuesday",
        ),
        ("ring every other week", "ring", "", "", "every other week"),
        (
            "ring at least twice a day",
            "ring",
            "",
            "",
            "at least twice a day",
        ),
        (
            "see her alone twice a week from Monday",
            "see her alone",
            "",
            "Monday",
            "twice a week",
        ),
        (
            "weigh Noah every Tuesday, first time 8 Dec",
            "weigh Noah",
            "",
            "8 Dec",
            "every Tuesday",
        ),
        (
            "ring three times a week until 14 Dec",
            "ring",
            "14 Dec",
            "",
            "three times a week",
        ),
        ("ring in a week", "ring", "in a week", "", ""),
        // What was said once is no promise to do it often.
        (
            "ask what he said twice",
            "ask what he said twice",
            "",
            "",
            "",
        ),
        ("visit every school", "visit every school", "", "", ""),
        ("tell each of them", "tell each of them", "", "", ""),
        ("weekly", "weekly", "", "", ""),
        ("Monday", "Monday", "", "", ""),
    ] {
        let read = WhenDone::of(words, &sample.meeting);
        let told = |answer: Option<&'static str>| answer.unwrap_or("");
        assert_eq!(
            (
                read.task,
                told(read.by),
                told(read.from),
                told(read.how_often)
            ),
            (task, by, from, often),
            "{words}"
        );
    }
}
