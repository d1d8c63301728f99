//! What is still missing before a meeting is closed (practice 3.15). It reminds, and never blocks.
//!
//! These sentences are written into the open minutes as gaps when the meeting is closed all the same. So they contain
//! no words of a record, and only the names of children and people who are in the open minutes.

mod children;
mod dates;
mod decisions;
mod excluded;
mod given;
mod named_openly;
mod plan;
mod presence;
mod reports;
mod review;
mod to_confirm;
mod words_said;

#[cfg(test)]
mod checks_tests;
#[cfg(test)]
mod days_tests;
#[cfg(test)]
mod presence_tests;
#[cfg(test)]
mod rules_tests;

pub use decisions::open_questions;

use crate::domain::agenda::{CloseCheck, Mode, Section};
use crate::domain::line::{Found, find_seat};
use crate::domain::meeting::{Meeting, SectionState};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::answer;
use crate::domain::record::{KINDS, KindCheck, Record, is_open_to_all, kinds_as_read};
use crate::domain::settings::Rules;
use chrono::{DateTime, FixedOffset, NaiveDate};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The check that found it; for a question of the council's own, the id of the question.
    pub check: String,
    pub missing: String,
    pub whereto: FixTarget,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FixTarget {
    Section(String),
    /// The record itself, to be changed.
    Record(String),
    /// An answer that a record lacks, by its label.
    Answer {
        record: String,
        label: &'static str,
    },
    Prepare,
    CatchUp,
    /// A record that is still to be made.
    Form {
        kind: &'static str,
        line: String,
    },
    Statement(String),
    /// This question of the agenda (its id), to be answered.
    Question(String),
    /// Somebody who spoke and is not marked as here: Enter notes that they came, at the time of their first words.
    Arrival {
        person: String,
        at: DateTime<FixedOffset>,
    },
}

/// The check of everything that is to be confirmed.
pub const TO_CONFIRM: &str = to_confirm::TO_CONFIRM;

/// The check that every child has been heard, or that it says why not.
pub const CHILDS_VIEWS: &str = "childs_views";

/// The check that what the family heard for the first time was talked through with it.
pub const NEW_TO_FAMILY: &str = "new_to_family";

const REQUIRED_SECTIONS: &str = "required_sections";

#[derive(Clone, Copy)]
enum ClosingCheck {
    Meeting(fn(&Meeting, &mut Vec<Missing>)),
    ByRules(fn(&Meeting, &Rules, &mut Vec<Missing>)),
}
use ClosingCheck::{ByRules, Meeting as AtMeeting};

impl ClosingCheck {
    fn look(self, meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
        match self {
            AtMeeting(look) => look(meeting, found),
            ByRules(look) => look(meeting, rules, found),
        }
    }
}

const ALWAYS: &[ClosingCheck] = &[
    AtMeeting(children::childs_views),
    AtMeeting(required_sections_anyway),
    ByRules(decisions::complete),
    ByRules(decisions::views_fit),
    AtMeeting(decisions::dissent_without_decision),
    AtMeeting(decisions::some_decided),
    AtMeeting(review::plan_ends_only_in_a_review),
    AtMeeting(review::last_time),
    AtMeeting(words_said::unknown_speakers),
    AtMeeting(dates::day_held),
    AtMeeting(presence::spoke_without_being_here),
    AtMeeting(presence::why_they_did_not_come),
    AtMeeting(excluded::still_out),
    AtMeeting(excluded::undecided),
    AtMeeting(excluded::speaks),
    AtMeeting(excluded::copies),
    AtMeeting(given::too_much),
    AtMeeting(named_openly::named_openly),
    AtMeeting(to_confirm::to_confirm),
];

const OPTIONAL_CHECKS: &[(&str, ClosingCheck)] = &[
    // Always made, so there is nothing to add when an agenda names it.
    (CHILDS_VIEWS, AtMeeting(|_, _| {})),
    (REQUIRED_SECTIONS, AtMeeting(required_sections)),
    ("statements_read", AtMeeting(statements_read)),
    ("confidentiality", AtMeeting(words_said::confidentiality)),
    ("reports", ByRules(reports::in_time)),
    ("attended_no_report", ByRules(reports::attended_without)),
    ("family_heard", AtMeeting(words_said::family_heard)),
    (NEW_TO_FAMILY, AtMeeting(words_said::new_to_family)),
    (
        "decision_each_child",
        AtMeeting(children::decision_each_child),
    ),
    ("agency_views", ByRules(decisions::agency_views)),
    ("quorum", ByRules(decisions::quorum)),
    ("plan_each_child", AtMeeting(children::plan_each_child)),
    ("actions_complete", AtMeeting(plan::actions_complete)),
    ("actions_clear", ByRules(plan::actions_clear)),
    ("wishes_answered", AtMeeting(plan::wishes_answered)),
    ("offers_taken_up", AtMeeting(plan::offers_taken_up)),
    ("core_group", ByRules(dates::core_group)),
    ("review_date", ByRules(dates::review)),
    ("complaint_route", AtMeeting(words_said::complaint_route)),
    ("who_tells_child", AtMeeting(children::who_tells_child)),
    ("check_in", AtMeeting(words_said::check_in)),
    ("restricted_reviewed", AtMeeting(restricted_reviewed)),
    ("catch_up", AtMeeting(catch_up)),
];

/// What is missing now: the children first, then in the order of the agenda's own checks. `now` is needed for days that
/// have passed. By the built-in rules.
pub fn checks(meeting: &Meeting, now: DateTime<FixedOffset>) -> Vec<Missing> {
    checks_by(meeting, meeting.settings().rules(), now)
}

pub fn checks_by(meeting: &Meeting, rules: &Rules, now: DateTime<FixedOffset>) -> Vec<Missing> {
    let mut found = Vec::new();
    for look in ALWAYS {
        look.look(meeting, rules, &mut found);
    }
    let today = now.date_naive();
    // A day is past, or not, seen from the meeting, and not from when it was typed up.
    of_kinds(
        meeting,
        meeting.day_held().day().unwrap_or(today),
        &mut found,
    );
    dates::that_cannot_be(meeting, today, &mut found);
    for check in &meeting.agenda().close_checks {
        match check {
            CloseCheck::Known { check } => {
                match OPTIONAL_CHECKS.iter().find(|asked| asked.0 == check) {
                    Some((_, look)) => look.look(meeting, rules, &mut found),
                    None => found.push(unknown_check(check)),
                }
            }
            CloseCheck::Question { id, question } => {
                own_question(meeting, id, question, &mut found)
            }
            CloseCheck::Other(_) => found.push(unknown_check("?")),
        }
    }
    found
}

fn missing(check: &str, words: impl Into<String>, whereto: FixTarget) -> Missing {
    Missing {
        check: check.to_owned(),
        missing: words.into(),
        whereto,
    }
}

fn answers<'a>(meeting: &'a Meeting, question: &'a str) -> impl Iterator<Item = &'a Record> {
    meeting.records(&answer::KIND).filter(move |answer| {
        answer
            .text(&answer::QUESTION)
            .trim()
            .eq_ignore_ascii_case(question)
            && answer.values.contains_key(answer::ANSWER.name)
    })
}

fn answer_line(question: &str) -> FixTarget {
    FixTarget::Form {
        kind: answer::KIND.id,
        line: format!("/answer {question}; is: "),
    }
}

/// What the child is called in a sentence that may get into the open minutes.
fn child_words(meeting: &Meeting, child: &Record) -> String {
    if is_open_to_all(child) {
        meeting.called(&child.id)
    } else {
        "a child whose record is restricted".to_owned()
    }
}

fn child_typed(meeting: &Meeting, child: &Record) -> String {
    let called = meeting.called(&child.id);
    match find_seat(&called, meeting) {
        Found::One(id) if id == child.id => called,
        _ => meeting.code(&child.id),
    }
}

fn unknown_check(word: &str) -> Missing {
    missing(
        word,
        format!(
            "The agenda asks for a check (\"{word}\") that this version of the program cannot make. Look at it yourself."
        ),
        FixTarget::Prepare,
    )
}

/// Also where the agenda does not name this check: a section that it calls required is.
fn required_sections_anyway(meeting: &Meeting, found: &mut Vec<Missing>) {
    let is_named = |asked: &CloseCheck| matches!(asked, CloseCheck::Known { check } if check == REQUIRED_SECTIONS);
    if !meeting.agenda().close_checks.iter().any(is_named) {
        required_sections(meeting, found);
    }
}

/// Each required section was filled, or skipped with a reason.
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
            SectionState::Open | SectionState::Done if !is_filled(meeting, section) => {
                "has to be filled, and nothing was recorded in it"
            }
            _ => continue,
        };
        found.push(missing(
            REQUIRED_SECTIONS,
            format!("Section {} \"{}\" {words}.", place.number, section.title),
            FixTarget::Section(section.id.clone()),
        ));
    }
}

/// Something was recorded in it, or of what belongs to it.
fn is_filled(meeting: &Meeting, section: &Section) -> bool {
    if meeting.records_in(Some(&section.id)).next().is_some() {
        return true;
    }
    match &section.mode {
        // Nothing is ever recorded in it.
        Mode::PrivateTime => true,
        Mode::Attendance => !meeting.stays().is_empty(),
        Mode::Statement => {
            let statement = section.statement.as_deref();
            statement.is_some_and(|id| meeting.is_read(id))
        }
        mode => {
            let mut kinds = KINDS
                .iter()
                .filter(|kind| kind.shown_in.contains(&mode.word()) || kind.is_offered_in(section));
            kinds.any(|kind| meeting.records(kind).next().is_some())
        }
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
                FixTarget::Statement(statement.id.clone()),
            ));
        }
    }
}

fn catch_up(meeting: &Meeting, found: &mut Vec<Missing>) {
    // What is to be confirmed in a record has a row of its own.
    let mut marked = meeting.catch_up();
    let words = match marked
        .by_ref()
        .filter(|it| it.to_confirm.is_empty())
        .count()
    {
        0 => return,
        1 => "1 record is still on the catch-up list.".to_owned(),
        number => format!("{number} records are still on the catch-up list."),
    };
    found.push(missing("catch_up", words, FixTarget::CatchUp));
}

/// What is typed when somebody has gone through everything that is restricted.
const RESTRICTED_REVIEWED: &str = "Has the Chair looked at everything that is restricted?";

/// Somebody has gone through what is restricted since the last of it was recorded. It says how many, not which.
fn restricted_reviewed(meeting: &Meeting, found: &mut Vec<Missing>) {
    let restricted = || {
        let all = meeting.all_records().iter();
        // What was said while somebody was excluded has a question of its own.
        all.filter(|record| {
            record.struck.is_none() && !is_open_to_all(record) && !record.awaits_ruling()
        })
    };
    let last = restricted().map(|record| {
        let changed = record.former.last().map(|former| former.until);
        changed.map_or(record.at, |changed| changed.max(record.at))
    });
    let Some(last) = last.max() else {
        return;
    };
    let mut reviews = answers(meeting, RESTRICTED_REVIEWED);
    if reviews.any(|answer| answer.is(&answer::ANSWER) && answer.at >= last) {
        return;
    }
    let words = match restricted().count() {
        1 => "1 record is restricted, and nobody has reviewed it.".to_owned(),
        number => format!("{number} records are restricted, and nobody has reviewed them."),
    };
    found.push(missing(
        "restricted_reviewed",
        words,
        answer_line(RESTRICTED_REVIEWED),
    ));
}

fn own_question(meeting: &Meeting, id: &str, question: &str, found: &mut Vec<Missing>) {
    let is_answered = meeting.records(&answer::KIND).any(|answer| {
        answer.text(&answer::QUESTION) == question
            && answer.values.contains_key(answer::ANSWER.name)
    });
    if !is_answered {
        found.push(missing(
            id,
            format!("Not answered yet: {question}"),
            FixTarget::Question(id.to_owned()),
        ));
    }
}

fn answer_of(record: &Record, field: &Field) -> FixTarget {
    FixTarget::Answer {
        record: record.id.clone(),
        label: field.label,
    }
}

/// The check and its words. Which answer a restricted record lacks would tell what it is about.
fn lacking(check: &KindCheck, number: usize, record: &Record) -> (&'static str, String) {
    match check.looks_at.answer() {
        Some(_) if !is_open_to_all(record) => (
            "restricted_lacks",
            "A restricted record lacks an answer that is asked for.".to_owned(),
        ),
        _ => (
            check.id,
            check.missing.replace("{number}", &number.to_string()),
        ),
    }
}

fn of_kinds(meeting: &Meeting, today: NaiveDate, found: &mut Vec<Missing>) {
    for kind in kinds_as_read() {
        let kind = kind.as_asked(meeting.settings());
        for (at, record) in meeting.records(kind).enumerate() {
            let checks = kind.checks.iter();
            found.extend(
                checks
                    .filter(|check| check.finds(record, today))
                    .map(|check| {
                        let (id, words) = lacking(check, at + 1, record);
                        missing(
                            id,
                            words,
                            match check.looks_at.answer() {
                                Some(field) => answer_of(record, field),
                                None => FixTarget::Record(record.id.clone()),
                            },
                        )
                    }),
            );
        }
    }
}
