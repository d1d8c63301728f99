//! Checks of what was said: by whom, about complaining, about asking how the family is. None of it is repeated: it may
//! be restricted.

use super::{FixTarget, Missing, NEW_TO_FAMILY, answer_of, missing};
use crate::domain::agenda::{CloseCheck, Mode, Statement};
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{action, check_in, child, contribution, date, feedback, person};
use crate::domain::record::{Record, Side, Values, side};
use crate::domain::rules::new_to_family::new_to_family as new_things;
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
                .records(&contribution::KIND)
                .filter(|record| record.section.as_deref() == Some(section.id.as_str()))
        };
        let is_family = |record: &Record| {
            [&contribution::SPEAKER, &contribution::ON_BEHALF_OF]
                .into_iter()
                .map(|field| record.text(field))
                .chain(record.list(&contribution::SAID_WITH))
                .any(|id| is_family(meeting, id))
        };
        if said().next().is_some() && !said().any(is_family) {
            found.push(missing(
                "family_heard",
                format!(
                    "In section {} \"{}\" nobody from the family has spoken.",
                    place.number, section.title
                ),
                FixTarget::Section(section.id.clone()),
            ));
        }
    }
}

fn is_family(meeting: &Meeting, id: &str) -> bool {
    meeting.record(id).is_some_and(|record| {
        record.is_a(&child::KIND) || (record.is_a(&person::KIND) && side(record) == Side::Family)
    })
}

/// Contributions by letters that match nobody. It says how many, not which: the record may be restricted.
pub(super) fn unknown_speakers(meeting: &Meeting, found: &mut Vec<Missing>) {
    let mut unknown = meeting
        .records(&contribution::KIND)
        .filter(|record| record.to_confirm.contains_key(contribution::SPEAKER.name));
    let Some(first) = unknown.next() else {
        return;
    };
    let (words, whereto) = match unknown.count() {
        0 => (
            "It is not known who said one contribution.".to_owned(),
            FixTarget::Record(first.id.clone()),
        ),
        more => (
            format!("It is not known who said {} contributions.", more + 1),
            FixTarget::CatchUp,
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
    let was_said = meeting.records(&contribution::KIND).any(|record| {
        record
            .text(&contribution::TEXT)
            .to_lowercase()
            .contains("complain")
    });
    let was_given = meeting
        .records(&feedback::KIND)
        .any(|record| record.text(&feedback::TYPE) == "way_explained");
    if was_read || was_said || was_given {
        return;
    }
    let whereto = match statements().next() {
        Some(statement) => FixTarget::Statement(statement.id.clone()),
        None => FixTarget::Form {
            kind: feedback::KIND.id,
            line: "/feedback way explained; by: ".to_owned(),
        },
    };
    found.push(missing(
        "complaint_route",
        "The family has not been told how to comment or complain.",
        whereto,
    ));
}

/// It was said that what is heard here stays here: the agenda's statement about it was read, or somebody said
/// so. An agenda that asks for all statements has that one among them, and is not told twice.
pub(super) fn confidentiality(meeting: &Meeting, found: &mut Vec<Missing>) {
    let about = |words: &str| words.to_lowercase().contains("confiden");
    let agenda = meeting.agenda();
    let statement = agenda
        .statements
        .iter()
        .find(|statement| about(&statement.id) || about(&statement.title));
    let all_asked = agenda
        .close_checks
        .iter()
        .any(|check| matches!(check, CloseCheck::Known { check } if check == "statements_read"));
    let was_said = || {
        meeting
            .records(&contribution::KIND)
            .any(|record| about(record.text(&contribution::TEXT)))
    };
    let (is_settled, whereto) = match statement {
        Some(statement) => (
            all_asked || meeting.is_read(&statement.id),
            FixTarget::Statement(statement.id.clone()),
        ),
        None => (
            false,
            FixTarget::Form {
                kind: contribution::KIND.id,
                line: String::new(),
            },
        ),
    };
    if !is_settled && !was_said() {
        found.push(missing(
            "confidentiality",
            "It has not been said that what is heard here is confidential.",
            whereto,
        ));
    }
}

/// What the family heard for the first time today has been talked through. It says how many, not what.
pub(super) fn new_to_family(meeting: &Meeting, found: &mut Vec<Missing>) {
    let things = new_things(meeting);
    let mut open = things.iter().filter(|thing| !thing.talked_through);
    let Some(first) = open.next() else {
        return;
    };
    let words = match open.count() {
        0 => "1 thing that was new to the family has not been talked through.".to_owned(),
        more => format!(
            "{} things that were new to the family have not been talked through.",
            more + 1
        ),
    };
    found.push(missing(
        NEW_TO_FAMILY,
        words,
        FixTarget::Record(first.record.clone()),
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
/// somebody is named, or there is a check-in with a name.
pub(super) fn check_in(meeting: &Meeting, found: &mut Vec<Missing>) {
    let mut check_ins = meeting.records(&check_in::KIND);
    if check_ins.any(|check_in| !check_in.text(&check_in::WHO).is_empty()) {
        return;
    }
    let about = || {
        let records = meeting
            .records(&action::KIND)
            .chain(meeting.records(&date::KIND));
        let spoken_of = records.filter(|record| says(&record.values, CHECK_IN_WORDS));
        meeting.records(&check_in::KIND).chain(spoken_of)
    };
    if about().any(|record| !record.text(&check_in::WHO).trim().is_empty()) {
        return;
    }
    found.push(match about().next() {
        Some(record) => missing(
            "check_in",
            "There is a check-in with the family, but nobody is named for it.",
            answer_of(record, &check_in::WHO),
        ),
        None => missing(
            "check_in",
            "It is not settled who asks the family afterwards how they are.",
            FixTarget::Form {
                kind: check_in::KIND.id,
                line: "/checkin the family; who: ".to_owned(),
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
