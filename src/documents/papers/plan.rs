//! The plan: under each outcome what is done for it, by whom and by when, and how everybody will know. Then what
//! happens if something goes wrong.

use super::sheet::{SettledBy, Sheet};
use super::words::sentence;
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::{Document, Table};
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{action, agreement};
use crate::domain::settings::phrases;
use crate::domain::text::capital;
use crate::domain::text::folded::folded;

pub(in crate::documents) const PLAN: DocumentKind = DocumentKind {
    id: "plan",
    title: "The plan",
    about: "For each outcome: what is done, by whom, by when, how everybody will know, and what happens if it goes wrong.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::Family, Whom::CoreGroup],
        copy: "plan_only",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let mut sheet = Sheet::begin(reading, addressee, &phrases::PLAN_TITLE, SettledBy::Closing);
    sheet.put_what_it_is();
    if sheet.is_inquorate() {
        sheet.paragraph(&phrases::TOO_FEW_TO_DECIDE);
    }
    let actions = sheet.own(&action::KIND, &action::CHILDREN);
    sheet.document.rows = Some(rows(&sheet, &actions));
    if actions.is_empty() {
        sheet.paragraph(&phrases::NOTHING_YET);
    }
    for (outcome, actions) in by_outcome(&sheet, actions) {
        match outcome.is_empty() {
            true => sheet.heading(1, &phrases::WITHOUT_OUTCOME),
            false => sheet.document.heading(1, outcome),
        }
        for action in actions {
            put_action(&mut sheet, action);
        }
    }
    let what_ifs = sheet.what_ifs();
    if !what_ifs.is_empty() {
        sheet.list_under(&phrases::IF_IT_GOES_WRONG, what_ifs);
    }
    let agreed = agreed(&sheet);
    if !agreed.is_empty() {
        sheet.list_under(&phrases::WHO_AGREED, agreed);
    }
    let dates = sheet.dates(true);
    sheet.list_under(&phrases::WHAT_HAPPENS_NEXT, dates);
    sheet.put_whom_to_ask();
    Ok(sheet.document)
}

/// The same for a spreadsheet: a row for each action.
pub(super) fn rows(sheet: &Sheet<'_>, actions: &[&RecordView]) -> Table {
    let all = sheet.children();
    let row = |action: &&RecordView| {
        let answer = |field| sheet.reading.words(action, field);
        let day = |field| {
            let day = action.day(field);
            day.map_or_else(|| answer(field), |day| day.to_string())
        };
        let named = action.list(&action::CHILDREN);
        let meant: Vec<String> = all
            .iter()
            .filter(|child| named.is_empty() || named.contains(&child.id.as_str()))
            .map(|child| sheet.called(child))
            .collect();
        vec![
            answer(&action::OUTCOME),
            answer(&action::ACTION),
            sheet.together(&meant),
            sheet.owners(action, &action::WHO, &action::WHO_ELSE),
            day(&action::STARTS),
            day(&action::BY_WHEN),
            answer(&action::HOW_OFTEN),
            answer(&action::MEASURE),
            answer(&action::SUPPORT),
            answer(&action::LED_BY),
            answer(&action::HELPED_BY),
            answer(&action::CHECKED_BY),
        ]
    };
    let header = [
        &phrases::OUTCOME,
        &phrases::ACTION,
        &phrases::FOR_CHILDREN,
        &phrases::WHO,
        &phrases::FROM_WHEN,
        &phrases::BY_WHEN,
        &phrases::HOW_OFTEN,
        &phrases::HOW_WE_WILL_KNOW,
        &phrases::HELP_WITH_IT,
        &phrases::WHO_LEADS,
        &phrases::WHO_HELPS,
        &phrases::WHO_CHECKS,
    ];
    Table {
        header: header.map(|label| sheet.say(label).to_owned()).into(),
        rows: actions.iter().map(row).collect(),
    }
}

/// The actions under what they are for, in the order in which that was first named; those that name nothing come last.
pub(super) fn by_outcome<'r>(
    sheet: &Sheet<'r>,
    actions: Vec<&'r RecordView>,
) -> Vec<(String, Vec<&'r RecordView>)> {
    let mut groups: Vec<(String, Vec<&RecordView>)> = Vec::new();
    for action in actions {
        let outcome = sheet.reading.words(action, &action::OUTCOME);
        let outcome = capital(outcome.trim_end_matches('.'));
        let same = groups
            .iter_mut()
            .find(|(known, _)| folded(known) == folded(&outcome));
        match same {
            Some((_, actions)) => actions.push(action),
            None => groups.push((outcome, vec![action])),
        }
    }
    groups.sort_by_key(|(outcome, _)| outcome.is_empty());
    groups
}

pub(super) fn put_action(sheet: &mut Sheet<'_>, action: &RecordView) {
    let answer = |field| sheet.reading.words(action, field);
    let children = sheet.for_children(action, &action::CHILDREN);
    let facts = [
        (&phrases::FOR_CHILDREN, children.unwrap_or_default()),
        (
            &phrases::WHO,
            sheet.owners(action, &action::WHO, &action::WHO_ELSE),
        ),
        (&phrases::WHO_LEADS, answer(&action::LED_BY)),
        (&phrases::WHO_HELPS, answer(&action::HELPED_BY)),
        (&phrases::FROM_WHEN, sheet.day(action, &action::STARTS)),
        (&phrases::BY_WHEN, sheet.day(action, &action::BY_WHEN)),
        (&phrases::HOW_OFTEN, answer(&action::HOW_OFTEN)),
        (
            &phrases::HOW_WE_WILL_KNOW,
            sentence(&answer(&action::MEASURE)),
        ),
        (&phrases::HELP_WITH_IT, sentence(&answer(&action::SUPPORT))),
        (&phrases::WHO_CHECKS, answer(&action::CHECKED_BY)),
    ];
    let facts = facts.map(|(label, words)| (sheet.say(label).to_owned(), words));
    let what = sheet.reading.words(action, &action::ACTION);
    sheet.document.anchor(&action.id);
    sheet
        .document
        .heading(2, capital(what.trim_end_matches('.')));
    sheet.document.facts(facts.into());
}

fn agreed(sheet: &Sheet<'_>) -> Vec<String> {
    let all = sheet.own(&agreement::KIND, &agreement::CHILDREN);
    let words = |seen: &&RecordView| {
        let who = sheet.name(seen.text(&agreement::WHO));
        match sheet.reading.words(seen, &agreement::HOW) {
            how if how.is_empty() => who,
            how => format!("{who}: {how}"),
        }
    };
    all.iter().map(words).collect()
}
