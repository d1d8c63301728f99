//! `Ella's letter: I want to stay`, `GP report: no concerns`, `Anil will ring the GP`: words that a record of its own is
//! perhaps meant by. It is only said before Enter; the line stays what it is.

use super::decision_told::{category_told, says_several_views, whom_told};
use super::entry::{ContributionLine, Who};
use super::for_somebody::are_of_one_side;
use super::in_speech::in_speech;
use super::marks::{QUESTION, SUMMARY, sign_of};
use super::outside::{comes_from_outside, noted};
use super::speaker::split;
use super::suggested::Suggested;
use super::told_of_somebody::somebody_first;
use super::value::read_value;
use super::views_line::views_told;
use crate::domain::meeting::{
    Fits, Found, Meeting, find_child, find_seat, how_it_fits, split_possessive,
};
use crate::domain::record::kinds::{action, agency_view, childs_view, person, report, what_if};
use crate::domain::record::{Side, side};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{people_words, plain_words};

/// Whose report it is, in as many words at most.
const LONGEST_OWNER: usize = 4;

/// `The child's views? /view Ella; by: letter; words: …`
pub(super) fn perhaps_record(text: &str, meeting: &Meeting) -> Option<Suggested> {
    let (label, words) = split(text)?;
    if words.trim().is_empty() {
        return None;
    }
    let label = label.trim();
    let meant = summed_up(label, words, meeting)
        .or_else(|| told_by_child(label, words, meeting))
        .or_else(|| both_named(label, words, meeting))
        .or_else(|| comes_from(label, words, meeting))
        .or_else(|| comes_from_outside(label).map(|_| noted(text)));
    if meant.is_some() {
        return meant;
    }
    let (reader, of) = read_aloud(label, meeting).unwrap_or(("", label));
    if let Some((child, channel)) = view_of(of, meeting) {
        let command = childs_view::KIND.command;
        let (words, shown_by) = without_who_showed(words.trim());
        let by = match [reader, shown_by].into_iter().find(|name| !name.is_empty()) {
            None => String::new(),
            Some(reader) => format!("{}: {reader}; ", childs_view::READ_BY.label),
        };
        // What somebody tells of a picture are no words of the child's.
        let is_drawn = plain_words(channel)
            .iter()
            .any(|word| ["drawing", "picture", "painting"].contains(&word.as_str()));
        let is_quoted = words.starts_with(['"', '\u{201c}', '\'', '\u{2018}']);
        let label = match is_drawn && !is_quoted {
            true => childs_view::READING.label,
            false => childs_view::WORDS.label,
        };
        let line = format!("/{command} {child}; by: {channel}; {by}{label}: ");
        return Some(Suggested::with_words(
            "The child's own views?",
            &line,
            words,
        ));
    }
    let owner = report_of(label)?;
    let command = report::KIND.command;
    let does = "notes that it came; its words are those of whoever tells them";
    Some(Suggested::told("A report?", format!("/{command} {owner}")).which(does))
}

/// `Chair's summary`, `Summing up`: what the Chair says, with the sign for it.
fn summed_up(label: &str, words: &str, meeting: &Meeting) -> Option<Suggested> {
    let Found::One(chair) = find_seat("chair", meeting) else {
        return None;
    };
    let is_summary = |words: &str| {
        let words = plain_words(words);
        !words.is_empty() && meant_words().begins("sums up", &words) == Some(words.len())
    };
    let of_chair = |(name, behind): (&str, &str)| {
        let name = split_possessive(label).map_or(name, |(owner, _)| owner);
        is_summary(behind) && find_seat(name, meeting) == Found::One(chair.clone())
    };
    let ends = label.match_indices(' ').map(|(at, _)| label.split_at(at));
    let is_meant = is_summary(label) || ends.into_iter().any(of_chair);
    let sign = sign_of(SUMMARY).filter(|_| is_meant)?;
    let line = format!("{}: {sign} ", meeting.code(&chair));
    Some(Suggested::with_words(
        "The Chair sums up?",
        &line,
        words.trim(),
    ))
}

/// `Question from GM: who pays?`, `Response from Mum: no`
fn comes_from(label: &str, words: &str, meeting: &Meeting) -> Option<Suggested> {
    let (what, name) = label.split_once(" from ")?;
    let is_one = what.split_whitespace().count() <= 2
        && find_seat(what, meeting) == Found::Nobody
        && !plain_words(what)
            .iter()
            .any(|word| people_words().is("sent", word))
        && matches!(find_seat(name, meeting), Found::One(_))
        && how_it_fits(name, meeting) <= Some(Fits::Whole);
    let asks = plain_words(what)
        .iter()
        .any(|word| word.starts_with("question"));
    let sign = sign_of(QUESTION)
        .filter(|_| asks)
        .map(|sign| format!("{sign} "));
    let line = format!("{name}: {}", sign.unwrap_or_default());
    is_one.then(|| Suggested::with_words("Their own words?", &line, words.trim()))
}

/// `LH/DP`: both of them, or one for the other.
fn both_named(label: &str, words: &str, meeting: &Meeting) -> Option<Suggested> {
    let (one, other) = label.split_once('/')?;
    let id = |name: &str| match find_seat(name, meeting) {
        Found::One(id) => Some(id),
        _ => None,
    };
    let both = are_of_one_side(&id(one)?, &id(other)?, meeting);
    let line = format!("{} and {}: ", one.trim(), other.trim());
    let either = || {
        format!(
            "for the other: {} on behalf of {}: \u{2026}",
            one.trim(),
            other.trim()
        )
    };
    both.then(|| Suggested::with_words("Both of them?", &line, words.trim()).or_else(either()))
}

/// `Rosie to Ruth: I hate it`: a child's words, told to somebody who passes them on.
fn told_by_child(label: &str, words: &str, meeting: &Meeting) -> Option<Suggested> {
    let (child, whom) = label.split_once(" to ")?;
    let (Found::One(child), Found::One(whom)) =
        (find_child(child, meeting), find_seat(whom, meeting))
    else {
        return None;
    };
    let person = meeting
        .record(&whom)
        .filter(|one| one.is_a(&person::KIND))?;
    let (by, asked) = (childs_view::CHANNEL.label, childs_view::GATHERED_BY.label);
    let said = childs_view::WORDS.label;
    let whom = meeting.code(&whom);
    let child = meeting.called(&child);
    let channel = match side(person) {
        Side::Chair => "separate_conversation_with_chair",
        Side::Professional => "through_professional",
        Side::Family | Side::Beside => "",
    };
    let channel = match channel {
        "" => String::new(),
        code => format!(
            "{by}: {}; ",
            meeting.settings().vocabularies().words("channels", code)
        ),
    };
    let command = childs_view::KIND.command;
    let line = format!("/{command} {child}; {channel}{asked}: {whom}; {said}: ");
    Some(Suggested::with_words(
        "The child's own views?",
        &line,
        words.trim(),
    ))
}

/// `a house, shown by TR` -> `a house`, `TR`.
fn without_who_showed(words: &str) -> (&str, &str) {
    let signs = [
        ", shown by ",
        ", read by ",
        ", read out by ",
        " (shown by ",
        " (read by ",
    ];
    let found = signs.iter().find_map(|sign| words.rsplit_once(sign));
    match found.map(|(words, name)| (words, name.trim_end_matches([')', '.']))) {
        Some((words, name)) if !name.contains(' ') => (words, name),
        _ => (words, ""),
    }
}

/// `SW reads Ella's letter` -> SW, Ella's letter.
fn read_aloud<'t>(label: &'t str, meeting: &Meeting) -> Option<(&'t str, &'t str)> {
    let (reader, behind, _) = somebody_first(label, meeting)?;
    let words = plain_words(behind);
    meant_words().begins("reads aloud", words.get(..1)?)?;
    let of = behind.split_once(' ')?.1;
    let of = ["out ", "aloud "]
        .iter()
        .find_map(|out| of.strip_prefix(out))
        .unwrap_or(of);
    Some((reader, of))
}

/// `Ella's letter` -> Ella, letter.
fn view_of<'t>(label: &'t str, meeting: &Meeting) -> Option<(String, &'t str)> {
    // `Rosie's teacher` is somebody here.
    if how_it_fits(label, meeting) <= Some(Fits::Whole)
        && find_seat(label, meeting) != Found::Nobody
    {
        return None;
    }
    let (owner, channel) = split_possessive(label)?;
    let child = match find_child(owner, meeting) {
        Found::One(id) => id,
        Found::Several(_) | Found::Nobody => return None,
    };
    let day = meeting.created_at()?.date_naive();
    read_value(&childs_view::CHANNEL, channel, meeting, day).ok()?;
    Some((meeting.called(&child), channel.trim()))
}

/// `GP report`, `the school's report` -> `GP`, `the school`.
fn report_of(label: &str) -> Option<&str> {
    let lower = label.to_ascii_lowercase();
    let owner = label.get(..lower.strip_suffix(" report")?.len())?.trim();
    let owner = owner.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    let words: Vec<&str> = owner.split_whitespace().collect();
    let is_sentence = words.iter().any(|word| {
        let word = word.to_lowercase();
        people_words().is("pronoun", &word) || people_words().is("whose", &word)
    });
    ((1..=LONGEST_OWNER).contains(&words.len()) && !is_sentence).then_some(owner)
}

/// `Anil will ring the GP`, of words that nobody is said to say; whoever goes on may say it.
pub(super) fn perhaps_action(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    if entry.who != Who::Last || entry.kind.is_some() {
        return None;
    }
    let text = entry.text.as_str();
    let (who, what) = text.split_once(" will ")?;
    let is_somebody = matches!(find_seat(who, meeting), Found::One(_));
    let is_long = what.split_whitespace().count() > 1;
    let command = action::KIND.command;
    let in_full = || in_speech(meeting.last_speaker()?, text, meeting);
    (is_somebody && is_long).then(|| match in_full() {
        Some(meant) => meant.words(meeting),
        None => format!("An action? It begins with /{command}"),
    })
}

/// How many words a view on the plan has: `no further action`.
const LONGEST_VIEW: usize = 4;

/// What an agency's view begins with, said aloud.
const BEFORE_A_VIEW: &[&str] = &[
    "our view is",
    "our view:",
    "my view is",
    "we recommend",
    "i recommend",
    "we say",
    "i say",
    "we think",
    "view:",
    "view is",
    "for us",
];

/// Behind a view that is given, and not only talked of.
const BEHIND_A_VIEW: &[&str] = &[
    "for",
    "because",
    "cos",
    "as",
    "both",
    "please",
    "from",
    "under",
    "with",
    "on",
    "too",
    "still",
    "again",
    "and",
    "neglect",
    "emotional",
    "category",
    "enough",
    "sufficient",
    "needed",
    "only",
    "ok",
    "fine",
    "would",
    "not",
];

/// `HV: CP plan for both`: a view of the agency of whoever says it.
pub(super) fn perhaps_view(entry: &ContributionLine, meeting: &Meeting) -> Option<Suggested> {
    const QUESTION: &str = "The agency's view?";
    let speaker = match &entry.who {
        Who::Known(id) => id,
        _ => return None,
    };
    let speaker = meeting
        .record(speaker)
        .filter(|one| one.is_a(&person::KIND))?;
    let agency = speaker.text(&person::AGENCY);
    let is_theirs = side(speaker) == Side::Professional;
    let text = Some(entry.text.trim()).filter(|_| is_theirs && !entry.exact)?;
    let by = meeting.code(&speaker.id);
    if let Some(line) = views_told(&by, text, meeting) {
        return Some(Suggested::of(QUESTION, line));
    }
    let lower = text.to_lowercase();
    let begins = BEFORE_A_VIEW
        .iter()
        .find(|begins| lower.starts_with(**begins));
    let words = text.get(begins.map_or(0, |begins| begins.len())..)?;
    let words: Vec<&str> = words.split_whitespace().collect();
    let day = meeting.created_at()?.date_naive();
    let is_view = |count: &usize| {
        let typed = words.get(..*count).unwrap_or_default().join(" ");
        let bare = typed.trim_end_matches([',', '.', ';', '-']);
        let is_plain = *count > 1 || typed.chars().all(|letter| !letter.is_lowercase());
        let view = read_value(&agency_view::VIEW, bare, meeting, day).ok();
        let is_plan = view
            .as_ref()
            .and_then(serde_json::Value::as_str)
            .is_some_and(|code| {
                ["cp_plan", "child_in_need_plan", "early_help", "no_plan"].contains(&code)
            });
        let next = words.get(*count).map_or("", |word| *word).to_lowercase();
        let ends = next.is_empty()
            || bare.len() < typed.len()
            || next.starts_with(['-', '\u{2013}', '('])
            || BEHIND_A_VIEW.contains(&next.trim_end_matches([',', '.']));
        is_plain && is_plan && ends
    };
    let most = words.len().min(LONGEST_VIEW);
    let count = (1..=most).rev().find(is_view)?;
    let view = words.get(..count)?.join(" ");
    let view = view.trim_end_matches([',', '.', ';', '-']);
    let command = agency_view::KIND.command;
    if says_several_views(&entry.text, meeting) {
        return Some(Suggested::told(QUESTION, format!("/{command}")).which("for each child"));
    }
    let whom = whom_told(&entry.text, meeting);
    let category = category_told(&entry.text, meeting);
    let category = category.map_or_else(String::new, |category| {
        format!("{}: {category}; ", agency_view::CATEGORY.label)
    });
    let said = format!("view: {view}; {category}by: {by}");
    let line = match (agency, whom) {
        ("", whom) => {
            let whom = whom.unwrap_or_else(|| "\u{2026}".to_owned());
            let line = format!("/{command} \u{2026}; child: {whom}; {said}");
            return Some(Suggested::told(QUESTION, line));
        }
        (agency, Some(whom)) => format!("/{command} {agency}; child: {whom}; {said}"),
        // What is still to be typed stands at the end.
        (agency, None) => format!("/{command} {agency}; {said}; child: "),
    };
    Some(Suggested::of(QUESTION, line))
}

/// `CH: what if Dad comes home drunk?`
pub(super) fn perhaps_what_if(entry: &ContributionLine) -> Option<String> {
    let words: Vec<String> = entry
        .text
        .split_whitespace()
        .take(2)
        .map(str::to_lowercase)
        .collect();
    let is_asked = words == ["what", "if"] && !entry.exact;
    let command = what_if::KIND.command;
    is_asked.then(|| format!("What could go wrong? /{command} \u{2026}; then: \u{2026} records it"))
}
