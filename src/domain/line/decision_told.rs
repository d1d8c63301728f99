//! `CP plan both kids, neglect, all agree`, `Tobin and the baby both go on a CP plan, neglect`: what was decided, told in a
//! sentence, as the line that records it. It is only ever offered.

use super::every_child::{names_children, names_every_child};
use super::suggested::Suggested;
use super::value::read_value;
use crate::domain::meeting::{Fits, Found, Meeting, find_child, find_seat, how_it_fits};
use crate::domain::record::kinds::decision;
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;

/// The longest name of a category, in words.
const LONGEST_CATEGORY: usize = 3;

const RECORDED: &str = "To be recorded?";

enum DecisionTold {
    /// Whole, as far as it was told.
    Line(String),
    /// Not the same for all of them, or nobody can tell for whom.
    EachChild,
}

/// Of several sentences the first; what the others say is told behind it.
pub(super) fn decisions_told(text: &str, meeting: &Meeting) -> Option<Suggested> {
    let whole = || match decision_told(text, meeting)? {
        DecisionTold::Line(line) => Some(Suggested::of(RECORDED, line)),
        DecisionTold::EachChild => {
            let command = format!("/{}", decision::KIND.command);
            Some(Suggested::told(RECORDED, command).which("for each child"))
        }
    };
    // `Police view: CP plan for both`: what an agency thinks is no decision.
    if is_somebodys(text, meeting) {
        return None;
    }
    let sentences = each_told(text, meeting).into_iter();
    let each: Option<Vec<String>> = sentences
        .map(|sentence| match decision_told(sentence, meeting) {
            Some(DecisionTold::Line(line)) => Some(line),
            _ => None,
        })
        .collect();
    match each.as_deref() {
        Some([first, others @ ..]) if !others.is_empty() => {
            let others = others.join(". Then ");
            Some(Suggested::of(RECORDED, first.as_str()).or_else(format!("Then {others}")))
        }
        _ => whole(),
    }
}

/// The sentences, and where a plan is told of some children and then one of others, each of these.
fn each_told<'t>(text: &'t str, meeting: &Meeting) -> Vec<&'t str> {
    let has_plan = |words: &str| !plans(&plain_words(words)).is_empty();
    let mut found: Vec<&str> = Vec::new();
    for sentence in text.split(['.', ';']).map(str::trim) {
        let mut from = 0;
        for (at, _) in sentence.match_indices(", ") {
            let (before, behind) = (sentence.get(from..at), sentence.get(at + 2..));
            let (before, behind) = (before.unwrap_or(""), behind.unwrap_or(""));
            let next = behind.split(", ").next().unwrap_or("");
            let is_told = |words: &str| has_plan(words) && !children_in(words, meeting).is_empty();
            if is_told(before) && is_told(next) {
                found.push(before);
                from = at + 2;
            }
        }
        found.extend(sentence.get(from..));
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Whether a label in front says whose words these are: somebody's, or what they think.
fn is_somebodys(text: &str, meeting: &Meeting) -> bool {
    let Some((label, _)) = text.split_once(':') else {
        return false;
    };
    let cuts = label.match_indices(' ').map(|(at, _)| at);
    let mut names = cuts.chain([label.len()]).filter_map(|at| label.get(..at));
    names.any(|name| {
        let name = name.trim_end_matches("'s").trim_end_matches("\u{2019}s");
        let is_sure = how_it_fits(name, meeting) <= Some(Fits::Whole);
        let is_child = find_child(name, meeting) != Found::Nobody;
        is_sure && !is_child && find_seat(name, meeting) != Found::Nobody
    })
}

fn decision_told(text: &str, meeting: &Meeting) -> Option<DecisionTold> {
    let words = plain_words(text);
    let mut plans = plans(&words).into_iter();
    let (at, many) = plans.next()?;
    let (before, behind) = (words.get(..at)?, words.get(at + many..)?);
    // `no plan yet for Ella` is said of what is still open.
    if behind
        .first()
        .is_some_and(|next| meant_words().is("still open", next))
    {
        return None;
    }
    let plan = one_plan(words.get(at..at + many)?);
    let is_another =
        |(at, many): (usize, usize)| one_plan(words.get(at..at + many).unwrap_or_default()) != plan;
    let reasons = text.split_once(", ").map_or("", |(_, reasons)| reasons);
    let in_reasons = plain_words(reasons);
    // `not plan, CIN`: that is the plan.
    let is_plan = meant_words().begins("a plan", &in_reasons) == Some(in_reasons.len());
    let Some(whom) = whom_told(text, meeting) else {
        let of_some = names_children(before) || names_children(behind);
        return of_some.then_some(DecisionTold::EachChild);
    };
    // `Tobin CP plan, Wren no plan`
    let several = || {
        let mut found = categories(text, meeting);
        found.sort_unstable();
        found.dedup();
        found.len() > 1 && self::plans(&words).len() > 1
    };
    if children_in(text, meeting).len() > 1 && (plans.any(is_another) || several()) {
        return Some(DecisionTold::EachChild);
    }
    let (category, reasons) = category_and_reasons(text, reasons, meeting);
    let answers = [
        (&decision::DECISION, plan.as_str()),
        (&decision::CATEGORY, category.as_str()),
        (&decision::REASONS, if is_plan { "" } else { &reasons }),
    ];
    let answers = answers.iter().filter(|(_, words)| !words.is_empty());
    let answers: String = answers
        .map(|(field, words)| format!("; {}: {words}", field.label))
        .collect();
    let command = decision::KIND.command;
    Some(DecisionTold::Line(format!("/{command} {whom}{answers}")))
}

/// The children who are named, or `all` of them.
pub(super) fn whom_told(text: &str, meeting: &Meeting) -> Option<String> {
    let named = children_in(text, meeting);
    if !named.is_empty() {
        return Some(named.join(", "));
    }
    let words = plain_words(text);
    let names_all = |at: usize| {
        let rest = words.get(at..).unwrap_or_default();
        names_every_child(rest, meeting).is_some()
    };
    (0..words.len()).any(names_all).then(|| "all".to_owned())
}

/// The plan, where one alone is named.
pub(super) fn plan_told(text: &str) -> Option<String> {
    let words = plain_words(text);
    match plans(&words).as_slice() {
        [(at, many)] => Some(one_plan(words.get(*at..at + many)?)),
        _ => None,
    }
}

/// The category, where one alone is named.
pub(super) fn category_told(text: &str, meeting: &Meeting) -> Option<String> {
    let mut found = categories(text, meeting);
    // `CP plan for both` is said of the children.
    found.retain(|category| !names_children(&plain_words(category)));
    found.dedup();
    <[String; 1]>::try_from(found).ok().map(|[one]| one)
}

/// `CP plans` is the plan of each.
fn one_plan(words: &[String]) -> String {
    let words = words.join(" ");
    match words.strip_suffix("plans") {
        Some(before) => format!("{before}plan"),
        None => words,
    }
}

/// `neglect for Tobin, no plan for Wren`: not the same for both, or nobody can tell.
pub(super) fn says_several_views(text: &str, meeting: &Meeting) -> bool {
    let words = plain_words(text);
    let plans = plans(&words);
    let is_none = |(at, _): &(usize, usize)| words.get(*at).is_some_and(|word| word == "no");
    let has_category = !categories(text, meeting).is_empty();
    children_in(text, meeting).len() > 1
        && (plans.len() > 1 || has_category && plans.iter().any(is_none))
}

/// Where a plan is named, and in how many words.
fn plans(words: &[String]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let many = meant_words().begins("a plan", rest);
        found.extend(many.map(|many| (at, many)));
        at += many.unwrap_or(1);
    }
    found
}

/// `neglect` and `all agree` of `CP plan, neglect, all agree`; the category wherever it stands, where it is one alone.
fn category_and_reasons(text: &str, reasons: &str, meeting: &Meeting) -> (String, String) {
    let (first, rest) = reasons.split_once(", ").unwrap_or((reasons, ""));
    if is_category(first, meeting) {
        return (first.to_owned(), rest.to_owned());
    }
    match category_told(text, meeting) {
        Some(category) => {
            let says_no_more = plain_words(reasons).iter().all(|word| {
                let little = ["category", "under", "for", "of", "the"];
                plain_words(&category).contains(word) || little.contains(&word.as_str())
            });
            let reasons = if says_no_more { "" } else { reasons };
            (category, reasons.to_owned())
        }
        None => (String::new(), reasons.to_owned()),
    }
}

fn is_category(words: &str, meeting: &Meeting) -> bool {
    let today = meeting.created_at().map(|at| at.date_naive());
    let read = |today| read_value(&decision::CATEGORY, words, meeting, today);
    today.is_some_and(|today| read(today).is_ok())
}

/// The categories that are named, as they are.
fn categories(text: &str, meeting: &Meeting) -> Vec<String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
        .collect();
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = (1..=LONGEST_CATEGORY).rev().find_map(|many| {
            let name = words.get(at..at + many)?.join(" ");
            is_category(&name, meeting).then_some((many, name))
        });
        at += named.as_ref().map_or(1, |(many, _)| *many);
        found.extend(named.map(|(_, name)| name));
    }
    found
}

/// What the children are called that are named.
pub(super) fn children_in(text: &str, meeting: &Meeting) -> Vec<String> {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let mut found: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let name = word.trim_matches(is_sign);
        let Found::One(id) = find_child(name, meeting) else {
            continue;
        };
        let called = meeting.called(&id);
        if how_it_fits(name, meeting) <= Some(Fits::Whole) && !found.contains(&called) {
            found.push(called);
        }
    }
    found
}
