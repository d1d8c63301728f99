//! Checks of what was decided: complete, by enough agencies, each with its view, and who saw it differently. They
//! repeat no word of a record and name nobody who is not in the open minutes.

use super::{
    FixTarget, Missing, answer_line, answer_of, answers, child_typed, child_words, missing,
};
use crate::domain::agenda::CloseCheck;
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{agency_view, answer, date, decision, dissent};
use crate::domain::record::{ReadAnswers, Record};
use crate::domain::rules::contradictions::{self, decision_for};
use crate::domain::rules::quorum::{Quorum, When, is_lost, moments, quorum as quorum_now};
use crate::domain::rules::tally::without_view;
use crate::domain::settings::Rules;
use crate::domain::settings::quorum::{Question, QuorumRule};
use crate::domain::text::capital;

/// A decision says why; a child protection plan has a category, and one that is recommended. Checked whatever the
/// agenda says.
pub(super) fn complete(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    let words = &rules.vocabularies;
    for decision in meeting.records(&decision::KIND) {
        let name = child_of(meeting, decision);
        let whole = || FixTarget::Record(decision.id.clone());
        let mut put = |check: &str, words: String, whereto: FixTarget| {
            found.push(missing(check, words, whereto));
        };
        if decision.text(&decision::DECISION).is_empty()
            && decision.unread(&decision::DECISION).is_some()
            && decision_for(meeting, decision.text(&decision::CHILD)).is_some()
        {
            put(
                "decision_twice",
                format!(
                    "{} has a decision, and a second one is to be confirmed.",
                    capital(&name)
                ),
                whole(),
            );
            continue;
        }
        if decision.text(&decision::REASONS).trim().is_empty() {
            put(
                "decision_reasons",
                format!("The decision for {name} has no reasons."),
                answer_of(decision, &decision::REASONS),
            );
        }
        for contradiction in contradictions::of_decision(meeting, rules, decision, &name) {
            put(contradiction.check, contradiction.words, whole());
        }
        let category = decision.text(&decision::CATEGORY);
        if is_plan(rules, decision) && category.is_empty() {
            put(
                "decision_category",
                format!("The child protection plan for {name} has no category."),
                answer_of(decision, &decision::CATEGORY),
            );
        }
        if words.is("categories", category, "not_advised") {
            put(
                "category_not_advised",
                format!(
                    "The category for {name} names more than one; the one that fits best is better."
                ),
                whole(),
            );
        }
    }
}

/// An agency's view fits in itself, too.
pub(super) fn views_fit(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    for view in meeting.records(&agency_view::KIND) {
        let called = child_of(meeting, view);
        if let Some(contradiction) = contradictions::of_view(rules, view, &called) {
            found.push(missing(
                contradiction.check,
                contradiction.words,
                FixTarget::Record(view.id.clone()),
            ));
        }
    }
}

/// Somebody disagrees with a decision that has not been made.
pub(super) fn dissent_without_decision(meeting: &Meeting, found: &mut Vec<Missing>) {
    for (at, dissent) in meeting.records(&dissent::KIND).enumerate() {
        let child = dissent.text(&dissent::CHILD);
        let is_decided = match child {
            "" => meeting.records(&decision::KIND).next().is_some(),
            child => decision_for(meeting, child).is_some(),
        };
        if !is_decided && dissent.unread(&dissent::CHILD).is_none() {
            found.push(missing(
                "dissent_without_decision",
                format!(
                    "Somebody disagrees (dissent {}), and there is no decision to disagree with.",
                    at + 1
                ),
                FixTarget::Record(dissent.id.clone()),
            ));
        }
    }
}

/// Each child has a decision as soon as one of them has. Where the agenda asks for it, that check says so in any case.
pub(super) fn some_decided(meeting: &Meeting, found: &mut Vec<Missing>) {
    let is_asked = meeting.agenda().close_checks.iter().any(
        |check| matches!(check, CloseCheck::Known { check } if check == "decision_each_child"),
    );
    let decided = meeting
        .children()
        .filter(|child| decision_for(meeting, &child.id).is_some());
    if !is_asked && decided.count() > 0 {
        super::children::decision_each_child(meeting, found);
    }
}

/// A decision that begins or goes on with a child protection plan.
pub(super) fn is_plan(rules: &Rules, decision: &Record) -> bool {
    let code = decision.text(&decision::DECISION);
    ["starts_plan", "keeps_plan"]
        .iter()
        .any(|flag| rules.vocabularies.is("decisions", code, flag))
}

fn child_of(meeting: &Meeting, record: &Record) -> String {
    let child = meeting.record(record.text(&decision::CHILD));
    child.map_or_else(|| "a child".to_owned(), |child| child_words(meeting, child))
}

/// Each agency that was here has given its view for each child.
pub(super) fn agency_views(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    for child in meeting.children() {
        let silent = without_view(meeting, &child.id, rules);
        let Some(first) = silent.first() else {
            continue;
        };
        let mut titles: Vec<&str> = silent
            .iter()
            .filter(|agency| agency.open)
            .map(|agency| agency.title.as_str())
            .collect();
        let hidden = silent.len() - titles.len();
        let others = format!("{hidden} more");
        if hidden > 0 {
            titles.push(&others);
        }
        let name = child_words(meeting, child);
        let agency = if first.open { &first.title } else { "" };
        found.push(missing(
            "agency_views",
            format!(
                "No view on what {name} needs was recorded from: {}.",
                titles.join(", ")
            ),
            FixTarget::Form {
                kind: agency_view::KIND.id,
                line: format!(
                    "/agency {agency}; child: {}; view: ",
                    child_typed(meeting, child)
                ),
            },
        ));
    }
}

/// Enough agencies were here when it was decided; if not, what has to be recorded then is recorded.
pub(super) fn quorum(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    let rule = &rules.quorum;
    if !is_lost(meeting, rule) {
        return;
    }
    let without: Vec<Quorum> = moments(meeting, rule)
        .into_iter()
        .filter(|moment| matches!(moment.when, When::Decision(_)) && !moment.quorum.reached)
        .map(|moment| moment.quorum)
        .collect();
    let when = match without.is_empty() {
        false => "Too few agencies were here when it was decided.",
        true => "Too few agencies are here to decide.",
    };
    let now = quorum_now(meeting, rule);
    let may_go_on = match without.is_empty() {
        false => without.iter().all(|quorum| quorum.chair_may_go_on),
        true => now.chair_may_go_on,
    };
    let leave = match (rule.chair_may_go_on_with, may_go_on) {
        (0, _) => "By your rule the Chair cannot go on without them.".to_owned(),
        (_, true) => "The Chair may go on, giving a reason.".to_owned(),
        (least, false) => {
            format!(
                "The Chair can go on only with {least} agencies or more, and what is needed among them."
            )
        }
    };
    for (number, question) in open_questions(meeting, &rules.quorum).enumerate() {
        // The question comes first, so that no two rows begin alike; why it is asked is said in full once.
        let why = match number {
            0 => format!("{when} {leave}"),
            _ => when.to_owned(),
        };
        found.push(missing(
            "quorum",
            format!("{} {why}", question.question),
            match question.date.as_str() {
                "" => answer_line(&question.question),
                name => FixTarget::Form {
                    kind: date::KIND.id,
                    line: format!("/date {name}; on: "),
                },
            },
        ));
    }
}

/// What is asked where too few agencies decide, as far as nobody has answered it.
pub fn open_questions<'a>(
    meeting: &'a Meeting,
    rule: &'a QuorumRule,
) -> impl Iterator<Item = &'a Question> {
    let questions = rule.questions.iter();
    questions.filter(|one| !is_settled(meeting, one))
}

/// Answered, or its date is set. Where reasons are offered, going on needs one.
fn is_settled(meeting: &Meeting, question: &Question) -> bool {
    let has_reason = |answer: &Record| {
        !question.reasons
            || !answer.is(&answer::ANSWER)
            || !answer.text(&answer::REASON).trim().is_empty()
    };
    let is_date = |date: &Record| {
        let what = date.text(&date::WHAT).trim();
        !question.date.is_empty()
            && what.eq_ignore_ascii_case(&question.date)
            && date.day(&date::ON).is_some()
    };
    answers(meeting, &question.question).any(has_reason)
        || meeting.records(&date::KIND).any(is_date)
}
