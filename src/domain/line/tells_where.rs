//! An address, a postcode or a phone number in what somebody says. Whoever hears it writes it down, and then it is open: that
//! is told. Which words are streets and what is only counted is data (`settings/meant_words.txt`).

use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;

pub(super) const PERHAPS_AN_ADDRESS: &str =
    "An address or a phone number? It is open to everybody as it is; #restricted keeps it back";

/// Digits of a phone number: fewer are a time or a sum, more an account.
const DIGITS_OF_A_PHONE: std::ops::RangeInclusive<usize> = 9..=13;

/// How many words a street has before `Road`: `12 Upper Mill Road`.
const WORDS_OF_A_STREET: usize = 3;

pub(super) fn tells_where(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).any(|from| {
        let rest = words.get(from..).unwrap_or_default();
        begins_a_street(rest) || begins_a_postcode(rest) || begins_a_phone_number(rest)
    })
}

/// `12 Oak Road`, `5a elm st`, `Flat 3, Mill Court`; not `10 minutes' walk`.
fn begins_a_street(words: &[&str]) -> bool {
    let Some(number) = words.first().map(|word| bare(word)) else {
        return false;
    };
    let digits = number.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_number = (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && number.len() <= digits.len() + 1;
    if !is_number {
        return false;
    }
    let named = words.iter().skip(1).take(WORDS_OF_A_STREET + 1);
    for (at, word) in named.enumerate() {
        let plain = plain_words(word).concat();
        if at == 0 && meant_words().is("counted", &plain) {
            return false;
        }
        let is_capital = word.starts_with(char::is_uppercase);
        if at > 0
            && (meant_words().is("a street", &plain)
                || is_capital && meant_words().is("perhaps a street", &plain))
        {
            return true;
        }
        // The number of another clause, or words that no street has.
        if word.ends_with(['.', ';', ':', '!', '?']) || meant_words().is("spoken", &plain) {
            return false;
        }
    }
    false
}

/// `RY12 4AB`
fn begins_a_postcode(words: &[&str]) -> bool {
    let [area, place, ..] = words else {
        return false;
    };
    let letters = |text: &str| text.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let before = letters(area);
    let is_area = (1..=2).contains(&before)
        && (before + 1..=before + 2).contains(&area.len())
        && is_digit(area.as_bytes().get(before));
    let place = bare(place);
    is_area
        && place.len() == 3
        && is_digit(place.as_bytes().first())
        && letters(place.get(1..).unwrap_or("")) == 2
}

/// `07700 900123`, `+44 7700 900123`
fn begins_a_phone_number(words: &[&str]) -> bool {
    let is_begun = words.first().is_some_and(|word| {
        let word = word.trim_start_matches('(');
        word.starts_with('0') || word.starts_with("+4")
    });
    let of_digits = |word: &&&str| {
        let mut letters = bare(word).chars();
        !bare(word).is_empty()
            && letters.all(|letter| letter.is_ascii_digit() || "+-()/".contains(letter))
    };
    let run = words.iter().take_while(of_digits);
    let digits: usize = run
        .map(|word| word.bytes().filter(u8::is_ascii_digit).count())
        .sum();
    is_begun && DIGITS_OF_A_PHONE.contains(&digits)
}

fn bare(word: &str) -> &str {
    word.trim_matches([',', '.', ';', ':', '(', ')', '!', '?', '"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_where_somebody_is_is_seen_and_what_is_counted_is_not() {
        for text in [
            "DT lives at 5 Elm St",
            "we have moved Ella to 12 Oak Road",
            "12a upper mill rd, second bell",
            "it is 7 Lower Harbour Close",
            "flat 3, 20 Kiln Crescent",
            "post to RY12 4AB please",
            "Q1 9ZZ.",
            "my new number is 07700 900123",
            "(01632) 960 001 is the nursery",
            "ring +44 7700 900123",
            "07700900123",
        ] {
            assert!(tells_where(text), "{text}");
        }
        for text in [
            "10 min walk to the lane",
            "5 times on the road",
            "at 3 he was on the street",
            "she is 4 and crosses the road",
            "since 2019 no road was safe",
            "we had 3 close calls",
            "2 of us went up the lane",
            "6 because the house is quiet",
            "12.30 on Mill Lane",
            "PC 1234 came",
            "30 11 2026 09 15",
            "case 0800 is open",
            "0 of 10",
        ] {
            assert!(!tells_where(text), "{text}");
        }
    }
}
