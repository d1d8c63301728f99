//! Numbers that people write out: `two`, `a`, `twenty-one`, `third`.

const NUMBERS: [&str; 21] = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

const TENS: [(&str, u32); 5] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// `12`, `a`, `twelve`, `twenty-one`: a number in one word.
pub fn number(word: &str) -> Option<u32> {
    if word.bytes().all(|it| it.is_ascii_digit()) {
        return word.parse().ok();
    }
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(at) = NUMBERS.iter().skip(1).position(|known| *known == word) {
        return u32::try_from(at + 1).ok();
    }
    let tens = |word: &str| TENS.iter().find(|(known, _)| *known == word).map(|it| it.1);
    match word.split_once('-') {
        Some((ten, one)) => Some(tens(ten)? + number(one).filter(|it| (1..10).contains(it))?),
        None => tens(word),
    }
}

/// An hour, in digits or in words; never `a`.
pub(super) fn spoken_hour(word: &str) -> Option<u32> {
    number(word).filter(|_| !matches!(word, "a" | "an"))
}

/// `first`, `twenty-third`, `thirty-first`: a day of a month in words.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    let of = |word: &str| {
        let at = ORDINALS.iter().position(|known| *known == word)?;
        u32::try_from(at + 1).ok()
    };
    match word {
        "thirtieth" => Some(30),
        _ => match word.split_once('-') {
            Some(("twenty", one)) => Some(20 + of(one).filter(|it| *it < 10)?),
            Some(("thirty", "first")) => Some(31),
            Some(_) => None,
            None => of(word),
        },
    }
}
