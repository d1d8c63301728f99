//! What somebody is waiting for after the meeting: a child to be told, a family to be asked, a correction to be
//! answered, a dissent to be written.

use super::dated::{DatedItem, What};
use super::promised::{by_rule, of};
use crate::domain::history::telling::{first_told, told_in};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::is_unborn;
use crate::domain::record::kinds::{check_in, child, childs_view, correction, dissent};

/// Who tells each child what was decided, and by when. A child not yet born cannot be told.
pub(super) fn told(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let told = told_in(reading);
    let met = reading.day_held();
    let children = reading.holding(&child::KIND);
    for child in children.filter(|child| !is_unborn(|field| child.text(field))) {
        let letters = reading.identity(&child.id);
        let done_on = letters
            .as_deref()
            .and_then(|letters| first_told(letters, met, &told));
        let views: Vec<&RecordView> = reading
            .holding(&childs_view::KIND)
            .filter(|view| view.text(&childs_view::CHILD) == child.id)
            .collect();
        let who = |view: &RecordView| reading.answer(view, &childs_view::TOLD_BY);
        let first = views
            .iter()
            .filter_map(|view| Some((view.day(&childs_view::TELL_BY)?, *view)))
            .min_by_key(|(day, _)| *day);
        let found = match first {
            Some((day, view)) => Some(DatedItem {
                who: who(view),
                ..of(view, What::TellChild, day)
            }),
            None => by_rule(reading, What::TellChild, &["child-told"]).map(|rule| DatedItem {
                who: views
                    .iter()
                    .map(|view| who(view))
                    .find(|who| !who.is_empty())
                    .unwrap_or_default(),
                record: Some(child.id.clone()),
                restricted: child.is_restricted(),
                ..rule
            }),
        };
        items.extend(found.map(|found| DatedItem {
            about: reading.name(&child.id),
            child: letters,
            done_on,
            ..found
        }));
    }
}

pub(super) fn check_ins(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let all = reading.holding(&check_in::KIND);
    items.extend(all.filter_map(|check_in| {
        Some(DatedItem {
            about: reading.answer(check_in, &check_in::WHOM),
            who: reading.answer(check_in, &check_in::WHO),
            done_on: check_in.day(&check_in::DONE),
            ..of(check_in, What::CheckIn, check_in.day(&check_in::BY_WHEN)?)
        })
    }));
}

/// Corrections without a ruling: they wait from the day they came.
pub(super) fn corrections(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let waiting = reading
        .holding(&correction::KIND)
        .filter(|correction| correction.text(&correction::RULING).is_empty());
    items.extend(waiting.map(|correction| {
        let number = reading.answer(correction, &correction::NUMBER);
        let about = match reading.answer(correction, &correction::ASKED_BY) {
            by if by.is_empty() => format!("number {number}"),
            by => format!("number {number}, asked for by {by}"),
        };
        let came = correction
            .day(&correction::RECEIVED)
            .unwrap_or(correction.at.date_naive());
        DatedItem {
            about,
            in_working_days: true,
            known_since: Some(came),
            ..of(correction, What::Correction, came)
        }
    }));
}

/// Formal dissents not yet in writing, and the last days to disagree and to complain.
pub(super) fn disagreement(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let limit = by_rule(reading, What::Dissent, &["dissent"]);
    if let Some(limit) = &limit {
        let formal = reading
            .holding(&dissent::KIND)
            .filter(|dissent| dissent.is(&dissent::FORMAL));
        items.extend(formal.map(|dissent| DatedItem {
            about: reading.answer(dissent, &dissent::FROM_WHOM),
            who: reading.answer(dissent, &dissent::GIVEN_BY),
            done_on: dissent.day(&dissent::IN_WRITING),
            record: Some(dissent.id.clone()),
            restricted: dissent.is_restricted(),
            ..limit.clone()
        }));
    }
    let last_day = |found: Option<DatedItem>, what: What| {
        found.map(|found| DatedItem {
            what,
            passes: true,
            ..found
        })
    };
    items.extend(last_day(limit, What::DissentWindow));
    let complaint = by_rule(reading, What::ComplaintWindow, &["complaint"]);
    items.extend(last_day(complaint, What::ComplaintWindow));
}
