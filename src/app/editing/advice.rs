//! What the trade has to say, quietly, beside the line: quorum, balance of voices, SMART questions, plainer words.
//! It never stops anybody and never changes a word. Must not know screens.

use crate::app::commands::dates;
use crate::domain::line::{copy_warning, looks_like_restriction};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::Record;
use crate::domain::record::kinds::{action, contribution, date, decision, distribution};
use crate::domain::rules::balance::{Counted, balance, section_balance};
use crate::domain::rules::both_sides::one_sided;
use crate::domain::rules::deadlines::held_in_time;
use crate::domain::rules::new_to_family::{new_to_family, words as new_words};
use crate::domain::rules::quorum::{has_quorum, is_lost, quorum, quorum_words};
use crate::domain::rules::smart::{AnswerState, smart};
use crate::domain::rules::timetable;
use chrono::{DateTime, FixedOffset};

/// How the quorum stands now: `quorate: 4 agencies here, 3 needed`. Nothing before the meeting, after it, or where none is asked.
pub fn quorum_now(meeting: &Meeting) -> String {
    if meeting.phase() != Phase::Open || !has_quorum(&meeting.agenda().kind) {
        return String::new();
    }
    quorum_words(&quorum(meeting, meeting.settings().quorum()))
}

/// What to say when the meeting begins: that it is held later than its limit.
pub(crate) fn on_beginning(meeting: &Meeting, now: DateTime<FixedOffset>) -> String {
    let limit = held_in_time(meeting, meeting.settings().rules(), now.date_naive());
    match limit.filter(|limit| limit.state.standing == timetable::DueState::DoneLate) {
        Some(limit) => format!(" {}.", limit.words(now.date_naive())),
        None => String::new(),
    }
}

/// What to think of after this record was made, if anything.
pub(crate) fn after(record: &Record, meeting: &Meeting) -> Option<String> {
    if record.is_a(&action::KIND) {
        let questions = smart(record, meeting, meeting.settings().wording());
        let open: Vec<String> = questions
            .into_iter()
            .filter(|question| matches!(question.standing, AnswerState::Open(_)))
            .map(|question| question.question)
            .collect();
        (!open.is_empty()).then(|| open.join(" "))
    } else if record.is_a(&decision::KIND) && has_quorum(&meeting.agenda().kind) {
        let rule = meeting.settings().quorum();
        is_lost(meeting, rule).then(|| {
            let questions: Vec<&str> = rule
                .questions
                .iter()
                .map(|question| question.question.as_str())
                .collect();
            format!("There is no quorum. {}", questions.join(" "))
        })
    } else if record.is_a(&distribution::KIND) {
        copy_warning(&record.kind, &record.values, meeting)
    } else if record.is_a(&date::KIND) {
        dates::offer(meeting)
            .map(|days| format!("/series puts down the core groups until the review, {days}."))
    } else if record.is_a(&contribution::KIND)
        && record.is_open()
        && looks_like_restriction(record.text(&contribution::TEXT))
    {
        // Where nobody reads the words beside the line first: in the plain mode, or typed in haste.
        Some(
            "Everybody may read it as it stands. If it was meant to be restricted: /mark #restricted"
                .to_owned(),
        )
    } else {
        None
    }
}

/// A cue when a section is left: the family has not answered, somebody has not been heard.
pub(crate) fn on_leaving(meeting: &Meeting, now: DateTime<FixedOffset>) -> String {
    let Some(section) = meeting.open_section() else {
        return String::new();
    };
    let left = section_balance(meeting, section, Counted::All, now);
    // Said only where worries were talked about: it is no question for a welcome.
    let has_worries = meeting
        .records_in(Some(&section.id))
        .any(|record| record.text(&contribution::OF_KIND) == "worry");
    let one_sided = match has_worries {
        true => one_sided(meeting).sentences(meeting),
        false => Vec::new(),
    };
    let mut cues = Vec::new();
    if left.family_has_not_answered {
        cues.push(format!(
            " In \"{}\" the family has not answered yet.",
            section.title
        ));
    }
    cues.extend(one_sided.into_iter().map(|words| format!(" {words}")));
    cues.concat()
}

/// `/balance`: who has been heard, how much, and what time went into; what was new to the family; the quorum.
pub(crate) fn overview(meeting: &Meeting, now: DateTime<FixedOffset>) -> String {
    let mut said = Vec::new();
    if let Some(section) = meeting.open_section() {
        said.extend(section_balance(meeting, section, Counted::All, now).sentences(meeting));
    }
    said.extend(balance(meeting, Counted::All, now).sentences());
    said.extend(one_sided(meeting).sentences(meeting));
    let new = new_to_family(meeting);
    if !new.is_empty() {
        said.push(new_words(&new, meeting));
    }
    let quorum = quorum_now(meeting);
    if !quorum.is_empty() {
        said.push(format!("The meeting is {quorum}."));
    }
    if said.is_empty() {
        "Nothing has been said yet.".to_owned()
    } else {
        said.join(" ")
    }
}
