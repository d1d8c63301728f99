//! What does not fit together about a decision: the agencies' views, who is said to have agreed, who disagrees, the
//! category, last time's plan. It is asked, beside the line and before closing; only the Chair can say what is right.
//!
//! The sentences go into the open minutes when the meeting is closed all the same, so they hold no word of a record.

use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{agency_view, decision, dissent, past_decision, person};
use crate::domain::record::{ReadAnswers, Record, Side, is_open_to_all, side};
use crate::domain::rules::tally::{Tally, tally};
use crate::domain::settings::Rules;
use crate::domain::settings::vocabularies::Vocabularies;

#[cfg(test)]
mod contradictions_tests;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The name of the check in files.
    pub check: &'static str,
    pub words: String,
}

/// What these answers to a decision do not fit. `called`: the child, as it may be named in the open minutes.
pub fn of_decision(
    meeting: &Meeting,
    rules: &Rules,
    decision: &impl ReadAnswers,
    called: &str,
) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut put = |check: &'static str, words: String| found.push(Contradiction { check, words });
    let words = &rules.vocabularies;
    let code = decision.text(&decision::DECISION);
    if code.is_empty() {
        return found;
    }
    let child = decision.text(&decision::CHILD);
    let tally = tally(meeting, child, rules);
    let by = |flag: &str| words.is("decided_by", decision.text(&decision::DECIDED_BY), flag);
    let views = Views::of(&tally, words);
    match &views {
        Views::One { view, number } if *number > 1 && is_against(words, code, view) => put(
            "tally_against_decision",
            format!(
                "The views of all {number} agencies for {called} point one way, and the decision another."
            ),
        ),
        Views::Several { most, .. }
            if by("most_agreed")
                && most
                    .as_deref()
                    .is_some_and(|view| is_against(words, code, view)) =>
        {
            put(
                "tally_against_decision",
                format!(
                    "It says that most agreed on the decision for {called}, and the views of most agencies point another way."
                ),
            )
        }
        Views::Several { .. } if by("all_agreed") => put(
            "agreed_with_split_views",
            format!(
                "It says that all agreed on the decision for {called}, and the agencies' views are not all the same."
            ),
        ),
        Views::Several { .. } | Views::One { .. } | Views::Unknown => {}
    }
    let of_child = |dissent: &&Record| {
        matches!(dissent.text(&dissent::CHILD), "") || dissent.text(&dissent::CHILD) == child
    };
    let is_dissent = meeting.records(&dissent::KIND).find(of_child);
    let own_words = decision.text(&decision::DISSENT).trim();
    if by("all_agreed") && (is_dissent.is_some() || !own_words.is_empty()) {
        // That somebody disagrees may itself be restricted.
        let may_say = is_dissent.is_none_or(is_open_to_all);
        put(
            "agreed_with_dissent",
            match may_say {
                true => format!(
                    "It says that all agreed on the decision for {called}, and somebody disagrees."
                ),
                false => {
                    format!("Who agreed on the decision for {called} is to be looked at again.")
                }
            },
        );
    }
    let is_plan = ["starts_plan", "keeps_plan"]
        .iter()
        .any(|flag| words.is("decisions", code, flag));
    if !is_plan && !decision.text(&decision::CATEGORY).is_empty() {
        put(
            "category_left_over",
            format!(
                "The decision for {called} is not for a child protection plan, and it has a category."
            ),
        );
    }
    if by("by_chair") && !chair_was_here(meeting) {
        put(
            "decided_by_absent",
            format!("It says that the Chair decided for {called}, and no Chair is marked as here."),
        );
    }
    if let Some(last) = last_time(meeting, child) {
        let had = ["starts_plan", "keeps_plan"]
            .iter()
            .any(|flag| words.is("decisions", last, flag));
        let had_none = !last.is_empty() && !had && !words.is("decisions", last, "put_off");
        if had && words.is("decisions", code, "starts_plan") {
            put(
                "plan_starts_twice",
                format!("A plan starts for {called}, who has had one since last time."),
            );
        }
        if had_none
            && ["keeps_plan", "ends_plan"]
                .iter()
                .any(|flag| words.is("decisions", code, flag))
        {
            put(
                "plan_never_began",
                format!(
                    "The decision for {called} goes on with a plan or ends one, and last time there was none."
                ),
            );
        }
    }
    found
}

/// What these answers to an agency's view do not fit: another plan than the one the category was given for.
pub fn of_view(rules: &Rules, view: &impl ReadAnswers, called: &str) -> Option<Contradiction> {
    let code = view.text(&agency_view::VIEW);
    let is_for_plan = rules.vocabularies.is("agency_views", code, "for_plan");
    let is_left_over =
        !code.is_empty() && !is_for_plan && !view.text(&agency_view::CATEGORY).is_empty();
    is_left_over.then(|| Contradiction {
        check: "view_category_left_over",
        words: format!(
            "An agency's view for {called} is not for a child protection plan, and it has a category."
        ),
    })
}

/// Where the agencies' views point. Restricted views, and those to be confirmed, may change it, so nothing is then said
/// to be the view of all.
enum Views {
    Unknown,
    One {
        view: String,
        number: usize,
    },
    /// More than one; and what more than half of them say.
    Several {
        most: Option<String>,
    },
}

impl Views {
    fn of(tally: &Tally, words: &Vocabularies) -> Views {
        let gives_view =
            |(code, _): &&(String, usize)| !words.is("agency_views", code, "gives_no_view");
        let given: Vec<&(String, usize)> = tally.views.iter().filter(gives_view).collect();
        let all: usize = given.iter().map(|(_, number)| number).sum();
        match given.as_slice() {
            [] => Views::Unknown,
            [(view, number)] if tally.restricted == 0 && tally.to_confirm == 0 => Views::One {
                view: view.clone(),
                number: *number,
            },
            [_] => Views::Unknown,
            several => Views::Several {
                most: several
                    .iter()
                    .find(|(_, number)| number * 2 > all + tally.restricted + tally.to_confirm)
                    .map(|(view, _)| view.clone()),
            },
        }
    }
}

/// Whether a decision and a view mean different things. A decision that no view has a word for (put off, transferred)
/// is against none.
fn is_against(words: &Vocabularies, decision: &str, view: &str) -> bool {
    let is = |flag: &str| words.is("decisions", decision, flag);
    let for_plan = words.is("agency_views", view, "for_plan");
    if is("starts_plan") || is("keeps_plan") {
        return !for_plan;
    }
    if is("ends_plan") {
        return for_plan;
    }
    let decided = words.words("decisions", decision);
    let views = words.list("agency_views");
    let has_word = views.is_some_and(|list| {
        let mut entries = list.entries.iter();
        entries.any(|entry| entry.words == decided)
    });
    has_word && words.words("agency_views", view) != decided
}

fn chair_was_here(meeting: &Meeting) -> bool {
    let mut chairs = meeting
        .records(&person::KIND)
        .filter(|person| side(*person) == Side::Chair);
    // Before anybody is marked as here, nothing can be said.
    meeting.stays().is_empty()
        || chairs.any(|chair| meeting.is_here(&chair.id) || meeting.has_left(&chair.id))
}

fn last_time<'a>(meeting: &'a Meeting, child: &str) -> Option<&'a str> {
    let mut decisions = meeting.records(&past_decision::KIND);
    let last = decisions.find(|last| last.text(&past_decision::CHILD) == child)?;
    Some(last.text(&past_decision::DECISION))
}

/// The decision that holds for a child, if there is one.
pub fn decision_for<'a>(meeting: &'a Meeting, child: &str) -> Option<&'a Record> {
    meeting.records(&decision::KIND).find(|decision| {
        decision.text(&decision::CHILD) == child && !decision.text(&decision::DECISION).is_empty()
    })
}

/// The decisions that a record may put in question: its own child's, or those of all where it names none.
pub fn touched_by<'a>(meeting: &'a Meeting, record: &Record) -> Vec<&'a Record> {
    let field = if record.is_a(&decision::KIND) {
        &decision::CHILD
    } else if record.is_a(&agency_view::KIND) {
        &agency_view::CHILD
    } else if record.is_a(&dissent::KIND) {
        &dissent::CHILD
    } else {
        return Vec::new();
    };
    let child = record.text(field);
    let is_meant =
        |decision: &&Record| child.is_empty() || decision.text(&decision::CHILD) == child;
    meeting.records(&decision::KIND).filter(is_meant).collect()
}
