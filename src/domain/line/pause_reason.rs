//! `Break, ten minutes`, `let's have a tea break`: what is said of a break besides that it is one.

use crate::domain::calendar::time_words::read_time;
use crate::domain::settings::people_words::squeezed;

const BREAK: &[&str] = &["break", "brk", "brake"];

/// Before the word, and behind it: they say nothing about the break.
const OPENING: &[&str] = &[
    "a", "an", "and", "can", "could", "have", "i", "just", "lets", "need", "now", "ok", "okay",
    "quick", "shall", "short", "so", "take", "the", "we", "well", "will",
];
const JOINING: &[&str] = &["for", "is", "now", "of", "please", "taken"];

/// How many words in front of it name the break: `tea`, `ten minute comfort`.
const LONGEST_NAME: usize = 3;

/// What stands behind `/break`; empty where nothing is said, or only the time, which is noted anyway.
pub(super) fn pause_reason(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().map(without_signs).collect();
    let is = |word: &&str, of: &[&str]| of.contains(&squeezed(word).as_str());
    let Some(at) = words.iter().position(|word| is(word, BREAK)) else {
        return minutes_in(&words);
    };
    let (before, behind) = words.split_at(at);
    let mut before: Vec<&str> = before.to_vec();
    before.retain(|word| !is(word, OPENING));
    if before.len() > LONGEST_NAME {
        before.clear();
    }
    let behind = behind.iter().skip(1);
    let behind = behind.skip_while(|word| word.is_empty() || is(word, JOINING));
    let words: Vec<&str> = before.into_iter().chain(behind.copied()).collect();
    match words.as_slice() {
        [time] | ["at", time] if read_time(time).is_some() => String::new(),
        words => words.join(" ").trim_end_matches(['.', '!']).to_owned(),
    }
}

/// `10 minutes` of `let's stop here for 10 minutes`.
fn minutes_in(words: &[&str]) -> String {
    let mut pairs = words.windows(2);
    let pair = pairs.find(|pair| pair.last().is_some_and(|word| is_minutes(word)));
    pair.map_or_else(String::new, |pair| pair.join(" "))
}

fn is_minutes(word: &str) -> bool {
    ["min", "mins", "minute", "minutes"].contains(&squeezed(word).as_str())
}

/// A comma inside the words stays: `10 min, mum upset`.
fn without_signs(word: &str) -> &str {
    let word = word.trim_start_matches(['(', '-', '\u{2013}', '\u{2014}', ':']);
    let is_break = BREAK.iter().any(|told| squeezed(word) == *told);
    word.trim_end_matches(|sign: char| match sign {
        ')' => true,
        ',' | ';' | ':' | '.' => is_break,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::pause_reason;

    #[test]
    fn what_is_said_of_a_break_stays_with_it() {
        for (said, reason) in [
            ("Break, ten minutes", "ten minutes"),
            ("break of 10 mins", "10 mins"),
            ("break for ten minutes.", "ten minutes"),
            ("let's have a tea break", "tea"),
            ("10 min break", "10 min"),
            ("ten minute comfort break", "ten minute comfort"),
            ("short break till 11", "till 11"),
            ("brk 10 mins, mum upset", "10 mins, mum upset"),
            ("break (Lara needs air)", "Lara needs air"),
            ("shall we stop here for 10 minutes", "10 minutes"),
            ("I think everybody could do with a break", ""),
            ("break at 11:05", ""),
            ("tea break 11.10", "tea 11.10"),
            ("break", ""),
            ("time out", ""),
        ] {
            assert_eq!(pause_reason(said), reason, "{said}");
        }
    }
}
