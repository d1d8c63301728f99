//! One typed line -> what it means. The whole shorthand lives in this folder and is pure: a text and a meeting go in, a
//! [`Line`] comes out, and [`write_entry`] / [`write_record`] return the text.

mod agenda_names;
mod apologies;
mod around_name;
mod asks_to_restrict;
mod before_label;
mod by_section;
mod changed;
pub mod coming;
mod day_value;
mod decision_told;
mod each;
mod entry;
mod every_child;
mod existing;
mod explain;
mod for_somebody;
mod forgotten_labels;
mod form_line;
mod form_marks;
mod in_sentence;
mod in_speech;
mod inside;
mod instead;
mod kept_back_agency;
mod label;
mod label_inside;
mod marking;
mod marks;
mod names_kept_back;
mod near_key;
mod no_label;
mod nobodys;
mod nobodys_record;
mod not_for;
mod not_here;
mod not_to_know;
mod notes;
mod opening;
mod other_command;
mod outside;
mod pause_reason;
mod perhaps;
mod perhaps_dissent;
mod perhaps_exclusion;
mod perhaps_mark;
mod perhaps_record;
mod perhaps_score;
mod read_out;
mod renaming;
mod restriction;
mod scores_line;
mod second_speaker;
mod segments;
mod sent_out;
mod several;
mod speaker;
mod standing;
mod suggested;
mod taken_for;
mod tells_where;
mod told_day;
mod told_lines;
mod told_of_somebody;
mod two_in_one;
mod unnamed;
mod value;
mod views_line;
mod views_of_children;
mod when_done;
mod whose_words;
mod write;
mod write_record;

pub use crate::domain::meeting::{Found, find_seat};
pub use agenda_names::reasons_offered;
pub use apologies::apologies_told;
pub use by_section::{close_by_section, section_default, section_words};
pub use changed::{changed, taken_away};
pub use day_value::{days_out_of_order, keep_days_as_they_are, why_not_that_day};
pub use each::{for_each, several_meant};
pub use entry::{ContributionLine, Who, left_out, read_added, says_only_not_for};
pub use existing::{Meant, existing, meant, merged, what_it_does, what_it_replaces};
pub use explain::{
    PERHAPS_RESTRICTED, copy_warning, explain, explain_change, not_for_words, plainer_after,
    unknown_labels,
};
pub use form_line::{FieldSpan, FormLine};
pub use in_speech::{InSpeech, said_in, to_take_up, views_said};
pub use instead::{TypedWords, line_instead, words_left_out, words_of};
pub use label_inside::may_hold_what_is_kept_back;
pub use marking::{mark_words, marked, marks_beginning, rule_by_not_for};
pub use marks::{kind_called, kinds_on_offer, sign_of};
pub use names_kept_back::open_records_that_name;
pub use near_key::doubt_name;
pub use not_for::{close_as_typed, is_for_some_only, named_not_for};
pub use not_here::{absent_speakers, people_of_its_agency, speakers};
pub use opening::opens;
pub use perhaps::{is_other_line_told, told_unseen};
pub use perhaps_exclusion::{excluding, perhaps_excludes};
pub use perhaps_score::recorded_score;
pub use renaming::{renamed, words_that_keep};
pub use restriction::{
    Asked, keep_back_in_doubt, keep_back_like_another, looks_like_restriction, nearly_marked,
    perhaps_a_record, wants_restriction, was_to_restrict_another,
};
pub use scores_line::{ScoreOf, ScoresLine, forms_of_scores, scores_line};
pub use segments::{in_one_piece, without_last_separator};
pub use several::names_before;
pub use speaker::{names_somebody, seats_beginning};
pub use standing::{Replaced, changed_answers, settle as settle_which_holds};
pub use value::why_to_confirm;
pub use views_line::{ViewsLine, ViewsOfAgency, forms_of_views, views_line};
pub use views_of_children::ViewOfChild;
pub use write::{end_of_words, write_entry};
pub use write_record::write_record;

use super::meeting::Meeting;
use super::record::{Body, KINDS, Kind, Record, Values};
use crate::domain::record::kinds::answer;
use chrono::NaiveDate;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Nothing was typed.
    Nothing,
    Entry(ContributionLine),
    Form(FormLine),
    /// Anything else that begins with `/`.
    Command {
        name: String,
        rest: String,
    },
}

#[derive(PartialEq)]
struct Typed(String, NaiveDate);

pub fn read(text: &str, meeting: &Meeting, today: NaiveDate) -> Line {
    if text.trim().is_empty() {
        return Line::Nothing;
    }
    meeting.remembered(Typed(text.to_owned(), today), |_| {
        read_anew(text, meeting, today)
    })
}

fn read_anew(text: &str, meeting: &Meeting, today: NaiveDate) -> Line {
    let trimmed = text.trim_start();
    let Some(command) = trimmed.strip_prefix('/') else {
        return Line::Entry(entry::read(trimmed, meeting));
    };
    let (name, rest) = command
        .split_once(char::is_whitespace)
        .unwrap_or((command, ""));
    // `/meeting; venue: …`: the `;` before the first field belongs to no name.
    let name = name.trim_end_matches(';').to_lowercase();
    // `/yes because …` and `/no because …` answer the next question of the section.
    if name == "yes" || name == "no" {
        let is_yes = name == "yes";
        return Line::Form(quick_answer(&answer::KIND, is_yes, rest, meeting, today));
    }
    match kind_of_command(&name) {
        Some(kind) => Line::Form(form_line::read(
            kind,
            rest,
            text.len() - rest.len(),
            meeting,
            today,
        )),
        None => Line::Command {
            name,
            rest: rest.trim().to_owned(),
        },
    }
}

/// Reads what is to become of a record that is not in the line: all of it, or only some of its answers
/// (`by: 19 Dec`), the others as they are.
pub fn read_change(text: &str, record: &Record, meeting: &Meeting, today: NaiveDate) -> Line {
    let kind = meeting
        .kind(&record.kind)
        .filter(|kind| !kind.command.is_empty());
    let Some(kind) = kind.filter(|kind| label::begins_an_answer(kind, text.trim())) else {
        return read(text, meeting, today);
    };
    let mut form = form_line::read_answers(kind, text.trim(), 0, meeting, today);
    sent_out::settle(Some(record), &mut form, meeting);
    form.body = merged(record, &form, meeting);
    kept_back_agency::restrict_by_rule(kind, &mut form.body, meeting);
    form.whom = None;
    Line::Form(form)
}

pub fn kind_of_command(name: &str) -> Option<&'static Kind> {
    KINDS
        .iter()
        .find(|kind| !kind.command.is_empty() && kind.command == name)
        .copied()
}

fn quick_answer(
    kind: &'static Kind,
    yes: bool,
    rest: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> FormLine {
    let mut line = form_line::read(kind, &format!("reason: {rest}"), 0, meeting, today);
    line.body
        .values
        .insert(answer::ANSWER.name.to_owned(), Value::Bool(yes));
    line.spans.clear();
    line
}

/// What was typed but is to be confirmed stays open: it must not get the answer that would be next.
pub fn fill_body(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    let held: Vec<String> = body
        .to_confirm
        .keys()
        .filter(|name| !body.values.contains_key(*name))
        .cloned()
        .collect();
    for name in &held {
        body.values.insert(name.clone(), Value::Null);
    }
    fill(kind, &mut body.values, meeting);
    for name in &held {
        body.values.remove(name);
    }
}

pub fn fill(kind: &Kind, values: &mut Values, meeting: &Meeting) {
    if let Some(fill) = kind.fill {
        fill(values, meeting);
    }
}

#[cfg(test)]
mod agenda_names_tests;
#[cfg(test)]
mod coming_tests;
#[cfg(test)]
mod existing_tests;
#[cfg(test)]
mod explain_tests;
#[cfg(test)]
mod forgotten_labels_tests;
#[cfg(test)]
mod inside_tests;
#[cfg(test)]
mod label_inside_tests;
#[cfg(test)]
mod labels_tests;
#[cfg(test)]
mod marking_tests;
#[cfg(test)]
mod marks_between_tests;
#[cfg(test)]
mod marks_tests;
#[cfg(test)]
mod no_label_tests;
#[cfg(test)]
mod perhaps_record_tests;
#[cfg(test)]
mod perhaps_score_tests;
#[cfg(test)]
mod restriction_tests;
#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
mod scores_line_tests;
#[cfg(test)]
mod taken_for_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod two_in_one_tests;
#[cfg(test)]
mod value_tests;
#[cfg(test)]
mod views_line_tests;
#[cfg(test)]
mod when_done_tests;
#[cfg(test)]
mod who_is_asked_for_tests;
