//! The decision letter with the outline plan: what was decided for the reader's own children and why, what must change,
//! who does what, what happens if it goes wrong, when people meet again, and how to disagree. Lists, so that it stays
//! short.

use super::plan::by_outcome;
use super::sheet::{SettledBy, Sheet};
use super::words::{day_in_full, sentence};
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::Document;
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::problem::Problem;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::{action, contribution, decision, dissent};
use crate::domain::settings::phrases;
use crate::domain::text::capital;

pub(in crate::documents) const LETTER: DocumentKind = DocumentKind {
    id: "letter",
    title: "Decision letter with the outline plan",
    about: "What was decided and why, what must change, who does what, and how to disagree.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::Family],
        copy: "decision_letter",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let title = &phrases::LETTER_TITLE;
    let mut sheet = Sheet::begin(reading, addressee, title, SettledBy::SignOff);
    sheet.put_what_it_is();
    put_decisions(&mut sheet);
    put_strengths(&mut sheet);
    put_plan(&mut sheet);
    let what_ifs = sheet.what_ifs();
    if !what_ifs.is_empty() {
        sheet.list_under(&phrases::IF_IT_GOES_WRONG, what_ifs);
    }
    put_views(&mut sheet);
    let dates = sheet.dates(true);
    sheet.list_under(&phrases::WHAT_HAPPENS_NEXT, dates);
    let members = sheet.members();
    if !members.is_empty() {
        let members = sheet.together(&members);
        let words = sheet.fill(&phrases::CORE_GROUP_IS, &[("members", &members)]);
        sheet.document.paragraph(words);
    }
    put_how_to_disagree(&mut sheet);
    sheet.put_whom_to_ask();
    sheet.paragraph(&phrases::CONFIDENTIAL);
    Ok(sheet.document)
}

/// Each child's decision with its category and its reasons. Where too few agencies were there nothing was decided, so
/// there is nothing of the kind.
fn put_decisions(sheet: &mut Sheet<'_>) {
    sheet.heading(1, &phrases::WHAT_WAS_DECIDED);
    if sheet.is_inquorate() {
        sheet.paragraph(&phrases::TOO_FEW_TO_DECIDE);
        return;
    }
    let held = sheet.reading.day_held();
    if let Some(day) = held.map(|day| day_in_full(day, sheet.reading)) {
        let words = sheet.fill(&phrases::DECIDED_ON, &[("day", &day)]);
        sheet.document.paragraph(words);
    }
    for child in sheet.children() {
        let decided = sheet.decision(child);
        sheet.document.heading(2, decided);
        for found in decisions(sheet, child) {
            let answer = |field| sheet.reading.words(found, field);
            let facts = [
                (&phrases::CATEGORY, capital(&answer(&decision::CATEGORY))),
                (&phrases::WHY, sentence(&answer(&decision::REASONS))),
            ];
            let facts = facts.map(|(label, words)| (sheet.say(label).to_owned(), words));
            sheet.document.facts(facts.into());
        }
    }
}

fn decisions<'r>(sheet: &Sheet<'r>, child: &RecordView) -> Vec<&'r RecordView> {
    let all = sheet.reading.holding(&decision::KIND);
    all.filter(|seen| seen.text(&decision::CHILD) == child.id)
        .collect()
}

fn put_strengths(sheet: &mut Sheet<'_>) {
    let all = sheet.own(&contribution::KIND, &contribution::CHILDREN);
    let good = all
        .iter()
        .filter(|seen| seen.text(&contribution::OF_KIND) == "strength");
    let words = good.map(|seen| {
        let said = sentence(&sheet.reading.words(seen, &contribution::TEXT));
        format!("{said} ({})", sheet.name(seen.text(&contribution::SPEAKER)))
    });
    let words: Vec<String> = words.collect();
    if !words.is_empty() {
        sheet.list_under(&phrases::WHAT_GOES_WELL, words);
    }
}

fn put_plan(sheet: &mut Sheet<'_>) {
    let actions = sheet.own(&action::KIND, &action::CHILDREN);
    match sheet.is_inquorate() {
        true => sheet.heading(1, &phrases::UNTIL_WE_MEET),
        false => sheet.heading(1, &phrases::WHAT_MUST_CHANGE),
    }
    if actions.is_empty() {
        sheet.paragraph(&phrases::NOTHING_YET);
    }
    let facts = by_outcome(sheet, actions).into_iter();
    let facts = facts.map(|(outcome, actions)| {
        let outcome = match outcome.as_str() {
            "" => sheet.say(&phrases::WITHOUT_OUTCOME).to_owned(),
            _ => outcome,
        };
        let lines: Vec<String> = actions.iter().map(|action| line(sheet, action)).collect();
        (outcome, lines.join("\n"))
    });
    let facts = facts.collect();
    sheet.document.facts(facts);
}

/// `Kasia's sister stays in the flat. Kasia Quillfeather, by Monday 14 September 2026. Help with it: …`
fn line(sheet: &Sheet<'_>, action: &RecordView) -> String {
    let mut parts = vec![sentence(&sheet.reading.words(action, &action::ACTION))];
    let who = sheet.owners(action, &action::WHO, &action::WHO_ELSE);
    let by = sheet.day(action, &action::BY_WHEN);
    parts.push(match (who.is_empty(), by.is_empty()) {
        (true, true) => String::new(),
        (false, true) => sentence(&who),
        (true, false) => sentence(&sheet.fill(&phrases::UNTIL, &[("day", &by)])),
        (false, false) => {
            let by = sheet.fill(&phrases::UNTIL, &[("day", &by)]);
            sentence(&format!("{who}, {by}"))
        }
    });
    let help = sheet.reading.words(action, &action::SUPPORT);
    if !help.is_empty() {
        let label = sheet.say(&phrases::HELP_WITH_IT);
        parts.push(sentence(&format!("{label}: {help}")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// What the family and the child think of it, and who disagreed.
fn put_views(sheet: &mut Sheet<'_>) {
    let mut items = Vec::new();
    for child in sheet.children() {
        for found in decisions(sheet, child) {
            let answer = |field| sheet.reading.words(found, field);
            let called = sheet.called(child);
            let mut parts = Vec::new();
            for (label, words) in [
                (&phrases::FAMILY_THINKS, answer(&decision::FAMILY_VIEW)),
                (&phrases::CHILD_THINKS, answer(&decision::CHILD_VIEW)),
                (&phrases::HOW_WEIGHED, answer(&decision::WEIGHED)),
            ] {
                if !words.is_empty() {
                    let filled = [("child", called.as_str()), ("words", words.as_str())];
                    parts.push(sentence(&sheet.fill(label, &filled)));
                }
            }
            if !parts.is_empty() {
                items.push(parts.join(" "));
            }
        }
    }
    for seen in sheet.own(&dissent::KIND, &dissent::CHILD) {
        let answer = |field| sheet.reading.words(seen, field);
        let who = capital(&answer(&dissent::FROM_WHOM));
        let (from, why) = (answer(&dissent::FROM), answer(&dissent::REASONS));
        let filled = [("who", who.as_str()), ("from", &from), ("why", &why)];
        items.push(sentence(&sheet.fill(&phrases::DISAGREED, &filled)));
    }
    if !items.is_empty() {
        sheet.list_under(&phrases::WHAT_PEOPLE_THINK, items);
    }
}

fn put_how_to_disagree(sheet: &mut Sheet<'_>) {
    let items = vec![
        sheet.say(&phrases::PUT_RIGHT).to_owned(),
        sheet.how_to_complain(),
        sheet.say(&phrases::ADVOCATE).to_owned(),
    ];
    sheet.list_under(&phrases::IF_YOU_DISAGREE, items);
}
