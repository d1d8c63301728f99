//! A label that holds the name of somebody and more than the name: `per KQ`, `Chair's summary`, `then Kelly`, `Kelly to
//! Dan`. It may be who speaks next, or a sentence of whoever spoke last: it is asked about.

use super::outside;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::settings::people_words::{people_words, squeezed};

/// How many words such a label has at most; a longer one is a sentence.
const LONGEST: usize = 5;

pub(super) fn is_asked(label: &str, meeting: &Meeting) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    comes_from_somebody(label, meeting)
        || outside::comes_from_outside(label).is_some()
        || is_next(label, meeting)
        || is_what_somebody_gave(label, meeting)
        || is_with_others(label, meeting)
        || holds_two(&words, meeting)
        || is_through_somebody(&words, meeting)
        || says_more(label, &words, meeting)
        || is_around_a_name(&words, meeting)
}

/// `Kelly and Dan together`: the names of both.
pub(super) fn without_together(label: &str) -> &str {
    let mut cuts = cuts(label);
    let together = cuts.find(|(_, behind)| is_one_of("together", behind));
    together.map_or(label, |(names, _)| names)
}

fn is_one_of(list: &str, words: &str) -> bool {
    people_words().is(list, &squeezed(words))
}

/// Where the words before or behind a name begin.
fn cuts(label: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends = label.match_indices(char::is_whitespace);
    ends.map(|(at, _)| label.split_at(at))
        .map(|(before, behind)| (before.trim_end_matches([',', ' ']), behind.trim_start()))
}

/// `per KQ`, `From Kasia`, `Response from Mum`: her own words, or what somebody tells of her?
fn comes_from_somebody(label: &str, meeting: &Meeting) -> bool {
    let is_from = |from: &str| {
        let mut words = from.split_whitespace().rev();
        let is_short = words.clone().count() < LONGEST - 1;
        let (last, given) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        is_one_of("from", from)
            || is_short && is_one_of("gave", given) && ["from", "by", "of", "via"].contains(&last)
    };
    cuts(label).any(|(from, name)| is_from(from) && is_named(name, meeting))
}

/// `Ella through advocate`, `Noah via the school`
fn is_through_somebody(words: &[&str], meeting: &Meeting) -> bool {
    let is_through = |word: &&str| is_one_of("through", word);
    let at = words.iter().position(is_through).unwrap_or(0);
    let is_short = words.len() <= LONGEST && at > 0 && at + 1 < words.len();
    is_short && names_for_sure(&words.get(..at).unwrap_or_default().join(" "), meeting)
}

/// `then Kelly`, `now Anil`
fn is_next(label: &str, meeting: &Meeting) -> bool {
    cuts(label).any(|(next, name)| is_one_of("next", next) && names_for_sure(name, meeting))
}

/// `Chair's summary`, `Kelly's words`, `police view`
fn is_what_somebody_gave(label: &str, meeting: &Meeting) -> bool {
    let is_theirs = |name: &str| is_named(without_possessive(name), meeting);
    cuts(label).any(|(name, given)| is_one_of("gave", given) && is_theirs(name))
}

/// `Kelly's` as `Kelly`, `Mr Jones'` as `Mr Jones`
fn without_possessive(name: &str) -> &str {
    let stem = name.strip_suffix('s').unwrap_or(name);
    stem.strip_suffix(['\'', '\u{2019}', '\u{2bc}', '`', '\u{2032}'])
        .unwrap_or(name)
}

/// `SW and others`
fn is_with_others(label: &str, meeting: &Meeting) -> bool {
    cuts(label).any(|(name, others)| is_one_of("others", others) && is_named(name, meeting))
}

/// `Kelly to Dan`, `Kelly about Ella`, `mum dad`
fn holds_two(words: &[&str], meeting: &Meeting) -> bool {
    match words {
        [first, .., last] if words.len() <= LONGEST => {
            let last = without_possessive(last);
            names_for_sure(first, meeting) && names_for_sure(last, meeting)
        }
        _ => false,
    }
}

/// `Anil reading Ella's letter`, `Kelly asked again and again`
fn says_more(label: &str, words: &[&str], meeting: &Meeting) -> bool {
    let begins = |(name, behind): (&str, &str)| {
        let verb = behind.split_whitespace().next().unwrap_or("");
        (is_one_of("says", verb) || is_one_of("how", verb)) && names_for_sure(name, meeting)
    };
    words.len() <= LONGEST && cuts(label).any(begins)
}

/// `Kasia vd Marlow`, `both Sarahs`: the name of somebody, with something in it that nobody is called.
fn is_around_a_name(words: &[&str], meeting: &Meeting) -> bool {
    match words {
        ["both" | "Both", name] => names_for_sure(name.strip_suffix('s').unwrap_or(name), meeting),
        [first, .., last] if (3..=4).contains(&words.len()) => {
            let capital = |word: &str| word.starts_with(char::is_uppercase);
            capital(first)
                && capital(last)
                && names_for_sure(first, meeting)
                && names_for_sure(&format!("{first} {last}"), meeting)
        }
        _ => false,
    }
}

fn names_for_sure(name: &str, meeting: &Meeting) -> bool {
    find_seat(name, meeting) != Found::Nobody && how_it_fits(name, meeting) <= Some(Fits::Whole)
}

/// The same, or a part of a role or agency: `school` for somebody from Teacup Lane Primary.
fn is_named(name: &str, meeting: &Meeting) -> bool {
    find_seat(name, meeting) != Found::Nobody && how_it_fits(name, meeting) <= Some(Fits::Part)
}
