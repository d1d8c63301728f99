//! `Ella's letter: I want to stay`, `GP report: no concerns`, `Anil to ring the GP`: words that a record of its own is
//! perhaps meant by. It is only said before Enter; the line stays what it is.

use super::entry::{ContributionLine, Who};
use super::speaker::split;
use super::value::read_value;
use crate::domain::meeting::{Found, Meeting, find_child, find_seat, split_possessive};
use crate::domain::record::kinds::{action, childs_view, report};
use crate::domain::settings::people_words::people_words;

/// Whose report it is, in as many words at most.
const LONGEST_OWNER: usize = 4;

/// `The child's views? /view Ella; by: letter; words: …`
pub(super) fn perhaps_record(text: &str, meeting: &Meeting) -> Option<String> {
    let (label, words) = split(text)?;
    if words.trim().is_empty() {
        return None;
    }
    let label = label.trim();
    if let Some((child, channel)) = view_of(label, meeting) {
        let command = childs_view::KIND.command;
        return Some(format!(
            "The child's own views? /{command} {child}; by: {channel}; words: …"
        ));
    }
    let owner = report_of(label)?;
    let command = report::KIND.command;
    Some(format!(
        "A report? /{command} {owner} notes that it came; its words are those of whoever tells them"
    ))
}

/// `Ella's letter` -> Ella, letter.
fn view_of<'t>(label: &'t str, meeting: &Meeting) -> Option<(String, &'t str)> {
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

/// `An action? /action Anil to ring the GP`, of words that nobody is said to say.
pub(super) fn perhaps_action(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    if entry.who != Who::Last || entry.kind.is_some() {
        return None;
    }
    let text = entry.text.as_str();
    let (who, what) = [" to ", " will "]
        .iter()
        .find_map(|sign| text.split_once(sign))?;
    let is_somebody = matches!(find_seat(who, meeting), Found::One(_));
    let is_long = what.split_whitespace().count() > 1;
    let command = action::KIND.command;
    (is_somebody && is_long).then(|| format!("An action? It begins with /{command}"))
}
