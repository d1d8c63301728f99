//! Checks that look at what was said: by whom, about complaining, about asking how the family is.
//! Must not repeat any of it: it may be restricted.

use super::{Missing, Whereto, missing};
use crate::domain::agenda::{Mode, Statement};
use crate::domain::meeting::Meeting;
use crate::domain::record::{Record, Side, Values, side};
use serde_json::Value;

/// In every section in which something was said, somebody of the family said something too.
/// "Everybody" is not the family's own voice.
pub(super) fn family_heard(meeting: &Meeting, found: &mut Vec<Missing>) {
    for place in meeting.agenda().places() {
        let section = place.section;
        if !matches!(
            section.mode,
            Mode::Contributions | Mode::PerChild | Mode::Other(_)
        ) {
            continue;
        }
        let said = || {
            meeting
                .records("contribution")
                .filter(|record| record.section.as_deref() == Some(section.id.as_str()))
        };
        let is_family = |record: &Record| {
            ["speaker", "on_behalf_of"]
                .iter()
                .any(|field| is_family(meeting, record.text(field)))
        };
        if said().next().is_some() && !said().any(is_family) {
            found.push(missing(
                "family_heard",
                format!(
                    "In section {} \"{}\" nobody of the family has spoken.",
                    place.number, section.title
                ),
                Whereto::Section(section.id.clone()),
            ));
        }
    }
}

fn is_family(meeting: &Meeting, id: &str) -> bool {
    meeting.record(id).is_some_and(|record| {
        record.kind == "child" || (record.kind == "person" && side(record) == Side::Family)
    })
}

/// Contributions by letters that nobody has. How many, not which: the record may be restricted.
pub(super) fn unknown_speakers(meeting: &Meeting, found: &mut Vec<Missing>) {
    let mut unknown = meeting
        .records("contribution")
        .filter(|record| record.to_confirm.contains_key("speaker"));
    let Some(first) = unknown.next() else {
        return;
    };
    let (words, whereto) = match unknown.count() {
        0 => (
            "It is not known who said one contribution.".to_owned(),
            Whereto::Record(first.id.clone()),
        ),
        more => (
            format!("It is not known who said {} contributions.", more + 1),
            Whereto::CatchUp,
        ),
    };
    found.push(missing("unknown_speakers", words, whereto));
}

/// The family was told how to comment, praise or complain: the agenda's statement about it was read, or
/// somebody said it. Such a statement is one with "complain" in its id or title.
pub(super) fn complaint_route(meeting: &Meeting, found: &mut Vec<Missing>) {
    let about = |statement: &&Statement| {
        [&statement.id, &statement.title]
            .iter()
            .any(|words| words.to_lowercase().contains("complain"))
    };
    let statements = || meeting.agenda().statements.iter().filter(about);
    let was_read = statements().any(|statement| meeting.is_read(&statement.id));
    let was_said = meeting
        .records("contribution")
        .any(|record| record.text("text").to_lowercase().contains("complain"));
    if was_read || was_said {
        return;
    }
    let whereto = match statements().next() {
        Some(statement) => Whereto::Statement(statement.id.clone()),
        None => Whereto::Form {
            kind: "contribution",
            line: String::new(),
        },
    };
    found.push(missing(
        "complaint_route",
        "The family has not been told how to comment or complain.",
        whereto,
    ));
}

/// What people write when somebody is to ask the family afterwards how they are.
const CHECK_IN_WORDS: &[&str] = &[
    "check-in",
    "check in",
    "checks in",
    "checking in",
    "how they are",
    "how you are",
    "how the family is",
    "how the family are",
];

/// It is settled who asks the family afterwards how they are: an action or a date speaks of it and
/// somebody is named.
pub(super) fn check_in(meeting: &Meeting, found: &mut Vec<Missing>) {
    let about = || {
        let records = meeting.records("action").chain(meeting.records("date"));
        records.filter(|record| says(&record.values, CHECK_IN_WORDS))
    };
    if about().any(|record| !record.text("who").trim().is_empty()) {
        return;
    }
    found.push(match about().next() {
        Some(record) => missing(
            "check_in",
            "There is a check-in with the family, but nobody is named for it.",
            Whereto::Record(record.id.clone()),
        ),
        None => missing(
            "check_in",
            "It is not settled who asks the family afterwards how they are.",
            Whereto::Form {
                kind: "action",
                line: "/action Check in with the family; who: ".to_owned(),
            },
        ),
    });
}

fn says(values: &Values, words: &[&str]) -> bool {
    let texts = values.values().filter_map(Value::as_str);
    texts
        .map(str::to_lowercase)
        .any(|text| words.iter().any(|word| text.contains(word)))
}
