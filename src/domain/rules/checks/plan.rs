//! Checks of the plan: each action says who, by when and how it will be seen, and says it clearly; the children's
//! wishes and the offers that the family wants have become actions. An action is called by its number: its words may be
//! restricted.

use super::{FixTarget, Missing, answer_of, child_typed, child_words, missing};
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{action, offer, person};
use crate::domain::record::{Record, Side, side};
use crate::domain::rules::smart::{AnswerState, Part, smart, vague_words};
use crate::domain::rules::tally::{number_of, unanswered_wishes, unsaid};
use crate::domain::settings::Rules;

/// Every action has an owner, a day, a way to see it, and what will be different.
pub(super) fn actions_complete(meeting: &Meeting, found: &mut Vec<Missing>) {
    for action in meeting.records(&action::KIND) {
        let unsaid = unsaid(action);
        let mut open: Vec<&str> = unsaid.iter().map(|(_, words)| *words).collect();
        let without_agency = owner_without_agency(meeting, action);
        if without_agency.is_some() {
            open.push("which agency answers for it");
        }
        let whereto = match (unsaid.first(), without_agency) {
            (Some((field, _)), _) => answer_of(action, field),
            // It is an answer about the person who does it.
            (None, Some(owner)) => FixTarget::Form {
                kind: person::KIND.id,
                line: format!("/person {}; agency: ", meeting.code(&owner.id)),
            },
            (None, None) => continue,
        };
        let number = number_of(meeting, action);
        found.push(missing(
            "actions_complete",
            format!(
                "Action {number} of the plan does not say: {}.",
                open.join(", ")
            ),
            whereto,
        ));
    }
}

/// A professional who does it and has no agency recorded: nobody could then be held to account.
fn owner_without_agency<'m>(meeting: &'m Meeting, action: &Record) -> Option<&'m Record> {
    let others = action.list(&action::WHO_ELSE);
    let owners = [action.text(&action::WHO)].into_iter().chain(others);
    let mut owners = owners.filter_map(|owner| meeting.record(owner));
    owners.find(|owner| {
        owner.is_a(&person::KIND)
            && side(*owner) == Side::Professional
            && owner.text(&person::AGENCY).trim().is_empty()
    })
}

/// No action is only vague words.
pub(super) fn actions_clear(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    for action in meeting.records(&action::KIND) {
        let is_vague = vague_words(action, &rules.words)
            .iter()
            .any(|(field, _)| **field == action::ACTION);
        let is_open = smart(action, meeting, &rules.words).iter().any(|question| {
            question.part == Part::Specific && matches!(question.standing, AnswerState::Open(_))
        });
        if is_vague && is_open {
            let number = number_of(meeting, action);
            found.push(missing(
                "actions_clear",
                format!(
                    "Action {number} of the plan does not say what somebody will see being done."
                ),
                FixTarget::Record(action.id.clone()),
            ));
        }
    }
}

pub(super) fn wishes_answered(meeting: &Meeting, found: &mut Vec<Missing>) {
    for child in meeting.children() {
        let wishes = unanswered_wishes(meeting, &child.id);
        let Some(wish) = wishes.first() else {
            continue;
        };
        let name = child_words(meeting, child);
        let words = match wishes.len() {
            1 => format!("No action of the plan answers what {name} wants to be different."),
            number => format!(
                "No action of the plan answers {number} things that {name} wants to be different."
            ),
        };
        found.push(missing(
            "wishes_answered",
            words,
            FixTarget::Form {
                kind: action::KIND.id,
                line: format!(
                    "/action answers: {}; for: {}; action: ",
                    wish.id,
                    child_typed(meeting, child)
                ),
            },
        ));
    }
}

pub(super) fn offers_taken_up(meeting: &Meeting, found: &mut Vec<Missing>) {
    for offer in meeting
        .records(&offer::KIND)
        .filter(|offer| offer.is(&offer::ACCEPTED))
    {
        let is_taken = meeting
            .records(&action::KIND)
            .any(|action| action.text(&action::OFFER) == offer.id);
        if !is_taken {
            let number = number_of(meeting, offer);
            found.push(missing(
                "offers_taken_up",
                format!("The family wants offer {number}, and no action takes it up."),
                FixTarget::Form {
                    kind: action::KIND.id,
                    line: format!("/action offer: {}; action: ", offer.id),
                },
            ));
        }
    }
}
