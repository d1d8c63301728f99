//! Checks about exclusions: who is still out, what the Chair has not decided on, who is said to have spoken meanwhile, who
//! gets a copy all the same. That somebody was excluded may be known; why, and what was said, is not repeated.

use super::{FixTarget, Missing, missing};
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{contribution, distribution, exclusion};
use crate::domain::record::{COPIES_OF_THE_MINUTES, Record, is_open_to_all};
use crate::domain::text::capital;

fn called(meeting: &Meeting, who: &str) -> String {
    match meeting.record(who) {
        Some(person) if !person.is_a(&exclusion::KIND) && is_open_to_all(person) => {
            meeting.called(who)
        }
        _ => "somebody".to_owned(),
    }
}

fn typed(line: String) -> FixTarget {
    FixTarget::Form {
        kind: exclusion::KIND.id,
        line,
    }
}

pub(super) fn still_out(meeting: &Meeting, found: &mut Vec<Missing>) {
    for exclusion in meeting.exclusions_on() {
        let who = exclusion.text(&exclusion::WHO);
        let whereto = match who {
            "" => FixTarget::Record(exclusion.id.clone()),
            who => typed(format!("/readmit {}", meeting.code(who))),
        };
        found.push(missing(
            "still_excluded",
            format!("{} is still excluded.", capital(&called(meeting, who))),
            whereto,
        ));
    }
}

/// One row for each person, however much was said.
pub(super) fn undecided(meeting: &Meeting, found: &mut Vec<Missing>) {
    for (who, records) in meeting.all_said_without() {
        let undecided = records.iter().filter(|record| record.awaits_ruling());
        let words = match undecided.count() {
            0 => continue,
            1 => "1 record was made".to_owned(),
            many => format!("{many} records were made"),
        };
        let whereto = match meeting.code(who) {
            code if code == who => typed("/without".to_owned()),
            code => typed(format!("/without {code}")),
        };
        found.push(missing(
            "said_without",
            format!(
                "{words} while {} was excluded, and the Chair has not decided who may read that.",
                called(meeting, who)
            ),
            whereto,
        ));
    }
}

pub(super) fn speaks(meeting: &Meeting, found: &mut Vec<Missing>) {
    let is_out = |entry: &&Record| {
        let speaker = entry.text(&contribution::SPEAKER);
        meeting.said_without(entry).contains(&speaker)
    };
    for entry in meeting.records(&contribution::KIND).filter(is_out) {
        found.push(missing(
            "excluded_speaks",
            format!(
                "{} is said to have spoken at {}, and was excluded then.",
                capital(&called(meeting, entry.text(&contribution::SPEAKER))),
                entry.at.format("%H:%M")
            ),
            FixTarget::Record(entry.id.clone()),
        ));
    }
}

pub(super) fn copies(meeting: &Meeting, found: &mut Vec<Missing>) {
    for copy in meeting.records(&distribution::KIND) {
        let to = copy.text(&distribution::TO);
        let is_of_minutes = COPIES_OF_THE_MINUTES.contains(&copy.text(&distribution::COPY));
        if is_of_minutes && meeting.was_excluded(to) {
            found.push(missing(
                "copy_to_excluded",
                format!(
                    "A copy is noted for {}, who was excluded from a part. Has the Chair decided on it?",
                    called(meeting, to)
                ),
                FixTarget::Record(copy.id.clone()),
            ));
        }
    }
}
