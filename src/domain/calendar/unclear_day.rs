//! Words that name no certain day, and why.

use super::dated::year_of;
use super::saying::{month, weekday};

/// Why words name no certain day. The reason is empty when all there is to say is that they cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnclearDay {
    pub why: String,
}

impl UnclearDay {
    pub fn because(why: impl Into<String>) -> UnclearDay {
        UnclearDay { why: why.into() }
    }
}

/// Words that never stand in a single certain day, and what to say of them. Each is a word of its own, or several.
const DOUBTS: &[(&str, &str)] = &[
    ("or", TWO),
    ("and", TWO),
    ("&", TWO),
    ("to", TWO),
    ("-", TWO),
    ("until", "from which day is not said"),
    ("between", TWO),
    ("before", "how long before is not said"),
    ("after", "how long after is not said"),
    ("since", "it has a beginning and no day"),
    ("about", ABOUT),
    ("around", ABOUT),
    ("circa", ABOUT),
    ("approx", ABOUT),
    ("approximately", ABOUT),
    ("roughly", ABOUT),
    ("mid", ABOUT),
    ("early", ABOUT),
    ("late", ABOUT),
    ("tbc", "it is still to be confirmed"),
    ("tba", "it is still to be confirmed"),
    ("?", "it has a question mark"),
    ("w/c", WEEK),
    ("wc", WEEK),
    ("commencing", WEEK),
    ("beginning", WEEK),
    ("weekend", "a weekend is two days"),
    ("week of", WEEK),
    (
        "half term",
        "a half term is a week, and not the same everywhere",
    ),
    ("term", "a term is not the same everywhere: which day?"),
    ("holidays", "holidays are many days: which one?"),
    ("christmas", MANY),
    ("xmas", MANY),
    ("new year", MANY),
    ("easter", MANY),
    ("core group", OF_A_MEETING),
    ("review", OF_A_MEETING),
    ("conference", OF_A_MEETING),
    ("meeting", OF_A_MEETING),
    ("visit", OF_A_MEETING),
    ("asap", NO_DAY),
    ("soon", NO_DAY),
    ("sooner", NO_DAY),
    ("immediately", NO_DAY),
    ("immediate", NO_DAY),
    ("urgent", NO_DAY),
    ("urgently", NO_DAY),
    ("straight away", NO_DAY),
    ("at once", NO_DAY),
    ("once", NO_DAY),
    ("when", NO_DAY),
    ("ongoing", AGAIN),
    ("continuous", AGAIN),
    ("regularly", AGAIN),
    ("daily", AGAIN),
    ("weekly", AGAIN),
    ("fortnightly", AGAIN),
    ("monthly", AGAIN),
    ("every", AGAIN),
    ("each", AGAIN),
];

pub(super) const TWO: &str = "two days are named: which one counts?";
const ABOUT: &str = "it says only about when";
const MANY: &str = "it is several days: which one?";
const OF_A_MEETING: &str = "on which day that is, is not said here";
const NO_DAY: &str = "it names no day, such as 12 Dec";
const AGAIN: &str = "it is done again and again: until which day?";
const MONTH: &str = "it is a whole month: which day?";
const WEEK: &str = "it is a whole week: which day?";

/// What names a stretch of days.
pub(super) const STRETCHES: &[(&str, &str)] = &[
    ("this week", WEEK),
    ("next week", WEEK),
    ("last week", WEEK),
    ("this month", "it is a whole month: which day?"),
    ("next month", "it is a whole month: which day?"),
    ("last month", "it is a whole month: which day?"),
    ("this year", "it is a whole year: which day?"),
    ("next year", "it is a whole year: which day?"),
    ("last year", "it is a whole year: which day?"),
];

/// Why words that cannot be read as one day name none; empty when there is nothing to say.
pub(super) fn why_unclear(words: &str, parts: &[&str]) -> &'static str {
    let are_two = words.split('/').all(|part| weekday(part.trim()).is_some());
    if words.contains('/') && are_two {
        return TWO;
    }
    let padded = format!(" {words} ");
    let apart = padded.replace('-', " ");
    let doubt = DOUBTS.iter().find(|(known, _)| {
        let known = format!(" {known} ");
        padded.contains(&known) || apart.contains(&known)
    });
    let is_month = match parts {
        [name] | ["in", name] => month(name).is_some(),
        [name, year] | ["in", name, year] => month(name).is_some() && year_of(year).is_some(),
        _ => false,
    };
    match doubt {
        Some((_, why)) => why,
        None if is_month => MONTH,
        None => "",
    }
}
