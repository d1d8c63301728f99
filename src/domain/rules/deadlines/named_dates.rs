//! What a date is that somebody has named: a core group, the review, a check-in; and which of those that a section asks for
//! are still to be set.

use crate::domain::agenda::{Agenda, DateIs, Section, words};
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::date;
use crate::domain::settings::wording::Words;
use crate::domain::text::tokens::{contains, tokens};

/// As the agenda says; where it does not, by the words in its name.
pub fn is_review(what: &str, agenda: &Agenda, words: &Words) -> bool {
    match agenda.date_is(what) {
        Some(is) => *is == DateIs::Review,
        None => {
            let what = tokens(&spelt_out(what));
            let mut names = words.smart.review.iter();
            names.any(|name| contains(&what, name))
        }
    }
}

/// As the agenda says; where it does not (also for those that `/series` adds), by the words in its name.
pub fn is_core_group(what: &str, agenda: &Agenda) -> bool {
    match agenda.date_is(what) {
        Some(is) => *is == DateIs::CoreGroup,
        None => spelt_out(what).contains(words::CORE_GROUP),
    }
}

/// The dates of a section for which no day is set. A review that is called otherwise (`RCPC`) is the review all the same,
/// where the section asks for one only; so is a core group.
pub fn dates_to_set<'s>(section: &'s Section, meeting: &Meeting, words: &Words) -> Vec<&'s str> {
    let agenda = meeting.agenda();
    let kind = |what: &str| (is_review(what, agenda, words), is_core_group(what, agenda));
    let is_only = |name: &str| {
        let mut same = section
            .dates
            .iter()
            .filter(|other| kind(other) == kind(name));
        same.next().is_some() && same.next().is_none()
    };
    let is_set = |name: &str| {
        meeting.records(&date::KIND).any(|record| {
            let what = record.text(&date::WHAT);
            what.eq_ignore_ascii_case(name)
                || kind(what) != (false, false) && kind(what) == kind(name) && is_only(name)
        })
    };
    let names = section.dates.iter().map(String::as_str);
    names.filter(|name| !is_set(name)).collect()
}

/// `core grp`, `CG mtg`, `rev conf`, as they stand in the words for a date.
fn spelt_out(what: &str) -> String {
    let words = what.split_whitespace().map(|word| {
        let word = word.to_lowercase();
        let short = word.trim_end_matches(['.', ',', ':']);
        let of = |short: &str| SHORT.iter().find(|(known, _)| *known == short);
        of(short).map_or_else(|| word.clone(), |(_, long)| (*long).to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

const SHORT: &[(&str, &str)] = &[
    ("cg", "core group"),
    ("conf", "conference"),
    ("gp", "group"),
    ("grp", "group"),
    ("mtg", "meeting"),
    ("rcpc", "review conference"),
    ("rev", "review"),
];

/// As the agenda says; where it does not, by the words in its name.
pub fn is_check_in(what: &str, agenda: &Agenda) -> bool {
    match agenda.date_is(what) {
        Some(is) => *is == DateIs::CheckIn,
        None => {
            let what = what.to_lowercase();
            words::CHECK_IN.iter().any(|words| what.contains(words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda::built_in;
    use crate::domain::minutes::sample::Sample;

    #[test]
    fn a_review_or_core_group_by_another_name_is_set_all_the_same() {
        let to_set = |lines: &[&str], dates: &[&str]| -> Vec<String> {
            let mut sample = Sample::with(built_in("restorative-icpc").unwrap());
            for line in lines {
                sample.says(line);
            }
            let section = Section {
                dates: dates.iter().map(|name| (*name).to_owned()).collect(),
                ..Section::default()
            };
            let words = &sample.meeting.settings().rules().words;
            let names = dates_to_set(&section, &sample.meeting, words);
            names.into_iter().map(str::to_owned).collect()
        };
        let asked = ["First core group", "Review conference", "Home visit"];
        for (line, left) in [
            (
                "/date RCPC; on: 10 Feb 2027",
                ["First core group", "Home visit"],
            ),
            (
                "/date rev conf; on: 10 Feb 2027",
                ["First core group", "Home visit"],
            ),
            (
                "/date CG mtg; on: 10 Dec 2026",
                ["Review conference", "Home visit"],
            ),
            (
                "/date home visit; on: 10 Dec 2026",
                ["First core group", "Review conference"],
            ),
        ] {
            assert_eq!(to_set(&[line], &asked), left, "{line}");
        }
        assert_eq!(to_set(&["/date Court; on: 10 Dec 2026"], &asked), asked);
        // Where two core groups are asked for, one of them is not the other.
        let two = ["First core group", "Second core group"];
        assert_eq!(
            to_set(&["/date First core group; on: 10 Dec 2026"], &two),
            ["Second core group"]
        );
    }
}
