//! Checks of who was there: that somebody spoke, gave a view or a score without being marked as here, and why a parent or
//! child did not come. Nobody is named who is not in the open minutes, nor anybody for something restricted.

use super::{FixTarget, Missing, child_words, missing};
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{child, childs_view, person};
use crate::domain::record::{NO_VIEWS_CHANNELS, ReadAnswers, Record, is_heard, is_open_to_all};
use crate::domain::rules::presence::{Absence, absences};
use crate::domain::rules::quorum::has_quorum;
use crate::domain::text::capital;

pub(super) fn spoke_without_being_here(meeting: &Meeting, found: &mut Vec<Missing>) {
    let all = absences(meeting);
    let is_nameable = |absence: &&Absence| {
        let records = [&absence.person, &absence.record].into_iter();
        records
            .filter_map(|id| meeting.record(id))
            .all(is_open_to_all)
    };
    let (named, hidden): (Vec<&Absence>, Vec<&Absence>) = all.iter().partition(is_nameable);
    for absence in named {
        found.push(missing(
            "spoke_without_being_here",
            absence.words(meeting),
            whereto(absence),
        ));
    }
    let Some(first) = hidden.first() else {
        return;
    };
    let words = match hidden.len() {
        1 => "1 person spoke in something restricted without being marked as here.".to_owned(),
        many => {
            format!("{many} people spoke in something restricted without being marked as here.")
        }
    };
    found.push(missing("spoke_without_being_here", words, whereto(first)));
}

/// With their first words they were here, or back.
fn whereto(absence: &Absence) -> FixTarget {
    FixTarget::Arrival {
        person: absence.person.clone(),
        at: absence.at,
    }
}

/// Why a child, or a parent, did not come to a conference. That a child was not asked, with its reason, says it too.
pub(super) fn why_they_did_not_come(meeting: &Meeting, found: &mut Vec<Missing>) {
    if !meeting.records_arrivals() || !has_quorum(&meeting.agenda().kind) {
        return;
    }
    let is_missing = |record: &&Record| !meeting.has_come(&record.id) && says_nothing(record);
    let is_kept_out = |child: &&Record| {
        [&child::KEPT_OUT_WHY, &child::KEPT_OUT_BY]
            .into_iter()
            .any(|field| child.get(field).is_some() || child.to_confirm.contains_key(field.name))
    };
    for child in meeting
        .children()
        .filter(|child| is_missing(child) && !is_kept_out(child))
    {
        if child::is_unborn(|field| child.text(field)) || is_accounted_for(meeting, child) {
            continue;
        }
        let name = child_words(meeting, child);
        found.push(missing(
            "why_not_here",
            format!(
                "{} was not here, and it does not say why not.",
                capital(&name)
            ),
            FixTarget::Form {
                kind: child::KIND.id,
                line: format!("/child {}; why not: ", child.text(&child::NAME)),
            },
        ));
    }
    for parent in meeting.records(&person::KIND).filter(is_missing) {
        if !person::is_parent(parent) || parent.get(&person::ASKED_TO_LEAVE_WHY).is_some() {
            continue;
        }
        let who = match is_open_to_all(parent) {
            true => meeting.name(&parent.id),
            false => "A parent whose record is restricted".to_owned(),
        };
        found.push(missing(
            "why_not_here",
            format!("{who} was not here, and it does not say why not."),
            FixTarget::Form {
                kind: person::KIND.id,
                line: format!("/person {}; why not: ", meeting.code(&parent.id)),
            },
        ));
    }
}

fn says_nothing(record: &Record) -> bool {
    record.text(&person::WHY_NOT).trim().is_empty()
        && !record.to_confirm.contains_key(person::WHY_NOT.name)
}

/// A view says that the child took part, or with a reason that the child was not asked or did not want to be. A child who
/// was not heard at all is asked about already.
fn is_accounted_for(meeting: &Meeting, child: &Record) -> bool {
    let views = || {
        let all = meeting.records(&childs_view::KIND);
        all.filter(|view| view.text(&childs_view::CHILD) == child.id)
    };
    if !views().any(is_heard) {
        return true;
    }
    views().any(|view| {
        let channel = view.text(&childs_view::CHANNEL);
        let lists = meeting.settings().vocabularies();
        lists.is("channels", channel, "child_there")
            || (NO_VIEWS_CHANNELS.contains(&channel) && is_heard(view))
    })
}
