//! `apologies, report sent, court all day`: what a list of answers has for it, and why.

use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::person;

/// The code of the list `attendance` that these words begin with, where they say whether a report was sent, and what
/// stands behind them. `apologies` alone says nothing of a report, so it stays words.
pub fn apologies_told<'t>(why: &'t str, meeting: &Meeting) -> Option<(String, &'t str)> {
    let is_end = |letter: char| matches!(letter, ',' | ';' | '.' | ':' | '(') || letter == '-';
    let ends = why.match_indices(is_end).map(|(at, _)| at);
    let ends = ends.chain([why.len()]).filter(|at| *at > 0);
    let found = ends.filter_map(|at| {
        let (said, rest) = why.split_at_checked(at)?;
        let fitting = person::ATTENDANCE.fitting(said.trim(), meeting.settings());
        let [entry] = fitting.as_slice() else {
            return None;
        };
        let whole = [&entry.words].into_iter().chain(&entry.said);
        let is_whole = whole
            .into_iter()
            .any(|words| said.trim().eq_ignore_ascii_case(words));
        let is_told = entry.code.starts_with("apologies") && said.to_lowercase().contains("report");
        let is_sign = |letter: char| is_end(letter) || letter.is_whitespace();
        (is_whole && is_told).then(|| {
            (
                entry.code.clone(),
                rest.trim_start_matches(is_sign).trim_end_matches(')'),
            )
        })
    });
    found.last()
}
