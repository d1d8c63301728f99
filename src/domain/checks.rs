//! What is still missing before a meeting is closed (practice 3.15). It reminds, and never blocks.
//! Must not know screens: each line says where it is put right, and a screen makes a link of that.
//!
//! What is said here is written into the open minutes as a gap when the meeting is closed all the same.
//! So no words of a record stand in it, and only the names of children who are in the open minutes.

mod children;
mod review;
mod words_said;

#[cfg(test)]
mod checks_tests;

use super::agenda::CloseCheck;
use super::line::{Found, find_seat};
use super::meeting::{Meeting, SectionState};
use super::minutes::is_open_to_all;
use super::record::Record;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The check that found it; for a question of the council's own, the id of the question.
    pub check: String,
    /// What is missing, in plain words.
    pub missing: String,
    /// Where it is put right.
    pub whereto: Whereto,
}

/// Where something is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereto {
    /// This section of the agenda.
    Section(String),
    /// This record.
    Record(String),
    /// The list of people, children and details.
    Prepare,
    /// The catch-up list.
    CatchUp,
    /// A record that is still to be made.
    Form {
        /// Its kind.
        kind: &'static str,
        /// The line to go on with.
        line: String,
    },
    /// This statement of the agenda, to be read.
    Statement(String),
    /// This question of the agenda (its id), to be answered.
    Question(String),
}

/// The check that every child has been heard, or that it says why not.
pub const CHILDS_VIEWS: &str = "childs_views";

/// How one check looks.
type Look = fn(&Meeting, &mut Vec<Missing>);

/// Checks that are made whatever the agenda says.
const ALWAYS: &[Look] = &[
    children::childs_views,
    children::decisions_complete,
    review::plan_ends_only_in_a_review,
    review::last_time,
    words_said::unknown_speakers,
];

/// Checks that an agenda can ask for, by its word.
const ASKED: &[(&str, Look)] = &[
    // Always made, so there is nothing to add when an agenda names it.
    (CHILDS_VIEWS, |_, _| {}),
    ("required_sections", required_sections),
    ("statements_read", statements_read),
    ("family_heard", words_said::family_heard),
    ("decision_each_child", children::decision_each_child),
    ("plan_each_child", children::plan_each_child),
    ("complaint_route", words_said::complaint_route),
    ("who_tells_child", children::who_tells_child),
    ("check_in", words_said::check_in),
    ("catch_up", catch_up),
];

/// What is missing at this moment: the children first, then in the order of the agenda's own checks.
/// `now` is needed for days that have passed.
pub fn checks(meeting: &Meeting, now: DateTime<FixedOffset>) -> Vec<Missing> {
    let mut found = Vec::new();
    for look in ALWAYS {
        look(meeting, &mut found);
    }
    days_passed(meeting, now.date_naive(), &mut found);
    for check in &meeting.agenda().close_checks {
        match check {
            CloseCheck::Known { check } => match ASKED.iter().find(|asked| asked.0 == check) {
                Some((_, look)) => look(meeting, &mut found),
                None => found.push(unknown_check(check)),
            },
            CloseCheck::Question { id, question } => {
                own_question(meeting, id, question, &mut found)
            }
            CloseCheck::Other(_) => found.push(unknown_check("?")),
        }
    }
    found
}

fn missing(check: &str, words: impl Into<String>, whereto: Whereto) -> Missing {
    Missing {
        check: check.to_owned(),
        missing: words.into(),
        whereto,
    }
}

/// What the child is called in a line that may get into the open minutes.
fn child_words(meeting: &Meeting, child: &Record) -> String {
    if is_open_to_all(child) {
        meeting.called(&child.id)
    } else {
        "a child whose record is restricted".to_owned()
    }
}

/// What to type so that just this child is meant.
fn child_typed(meeting: &Meeting, child: &Record) -> String {
    let called = meeting.called(&child.id);
    match find_seat(&called, meeting) {
        Found::One(id) if id == child.id => called,
        _ => meeting.code(&child.id),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn unknown_check(word: &str) -> Missing {
    missing(
        word,
        format!(
            "The agenda asks for a check (\"{word}\") that this version of the program cannot make. Look at it yourself."
        ),
        Whereto::Prepare,
    )
}

fn required_sections(meeting: &Meeting, found: &mut Vec<Missing>) {
    for place in meeting.agenda().places() {
        let section = place.section;
        if !section.required {
            continue;
        }
        let words = match meeting.section_state(&section.id) {
            SectionState::NotStarted => "was neither held nor skipped",
            SectionState::Skipped if !has_reason(meeting, &section.id) => {
                "was skipped without a reason"
            }
            _ => continue,
        };
        found.push(missing(
            "required_sections",
            format!("Section {} \"{}\" {words}.", place.number, section.title),
            Whereto::Section(section.id.clone()),
        ));
    }
}

fn has_reason(meeting: &Meeting, section: &str) -> bool {
    let times = meeting.section_times(section);
    times
        .and_then(|times| times.skipped.as_ref())
        .is_some_and(|skipped| !skipped.reason.trim().is_empty())
}

fn statements_read(meeting: &Meeting, found: &mut Vec<Missing>) {
    for statement in &meeting.agenda().statements {
        if !meeting.is_read(&statement.id) {
            found.push(missing(
                "statements_read",
                format!("The statement \"{}\" has not been read.", statement.title),
                Whereto::Statement(statement.id.clone()),
            ));
        }
    }
}

fn catch_up(meeting: &Meeting, found: &mut Vec<Missing>) {
    let words = match meeting.catch_up().count() {
        0 => return,
        1 => "1 record is still on the catch-up list.".to_owned(),
        number => format!("{number} records are still on the catch-up list."),
    };
    found.push(missing("catch_up", words, Whereto::CatchUp));
}

fn own_question(meeting: &Meeting, id: &str, question: &str, found: &mut Vec<Missing>) {
    let is_answered = meeting
        .records("answer")
        .any(|answer| answer.text("question") == question && answer.values.contains_key("answer"));
    if !is_answered {
        found.push(missing(
            id,
            format!("Not answered yet: {question}"),
            Whereto::Question(id.to_owned()),
        ));
    }
}

/// A date set, or a day for an action, that lies before today is nearly always a slip of the year.
fn days_passed(meeting: &Meeting, today: NaiveDate, found: &mut Vec<Missing>) {
    let has_passed = |record: &&Record, field: &str| {
        record
            .text(field)
            .parse::<NaiveDate>()
            .is_ok_and(|day| day < today)
    };
    let is_settled =
        |record: &&Record| matches!(record.text("status"), "done" | "no_longer_needed");
    let dates = meeting
        .records("date")
        .filter(|date| has_passed(date, "on"))
        .map(|date| (date, "A date that was set lies in the past."));
    let actions = meeting
        .records("action")
        .filter(|action| has_passed(action, "by_when") && !is_settled(action))
        .map(|action| (action, "The day for an action lies in the past."));
    for (record, words) in dates.chain(actions) {
        found.push(missing(
            "days_passed",
            words,
            Whereto::Record(record.id.clone()),
        ));
    }
}
