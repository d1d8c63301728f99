//! Words as they are compared: without capitals, accents and signs. What is looked for and what is looked through are
//! folded by the same code, for the index and for the scan: that is why both find the same.
//! Must not know what the words stand in. A change here needs a new number for the index (`store/index`).

use std::ops::Range;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Longer words are compared by their first letters only.
const LONGEST: usize = 64;

/// A folded word, and where it stands in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) word: String,
    pub(super) place: Range<usize>,
}

/// The words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut place = 0..0;
    let mut end = |word: &mut String, place: &Range<usize>| {
        if !word.is_empty() {
            let word = std::mem::take(word);
            found.push(Word {
                word,
                place: place.clone(),
            });
        }
    };
    for (at, letter) in text.char_indices() {
        let after = at + letter.len_utf8();
        folded(letter, &mut |part| match part {
            Part::Letter(letter) => {
                if word.is_empty() {
                    place.start = at;
                }
                if word.len() < LONGEST {
                    word.push(letter);
                }
                place.end = after;
            }
            // It belongs to the letter before it.
            Part::Mark => {
                if !word.is_empty() {
                    place.end = after;
                }
            }
            Part::Between => end(&mut word, &place),
        });
    }
    end(&mut word, &place);
    found
}

/// A text with its letters folded and its signs kept: for finding a part of a word anywhere.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let mut kept = false;
        folded(letter, &mut |part| match part {
            Part::Letter(letter) => out.push(letter),
            Part::Mark => {}
            Part::Between if !kept => {
                kept = true;
                out.push(letter);
            }
            Part::Between => {}
        });
    }
    out
}

enum Part {
    Letter(char),
    Mark,
    Between,
}

/// What one letter comes to. Canonical and compatible forms are taken apart, marks fall away, capitals become small.
fn folded(letter: char, give: &mut impl FnMut(Part)) {
    if letter.is_ascii() {
        return give(if letter.is_ascii_alphanumeric() {
            Part::Letter(letter.to_ascii_lowercase())
        } else {
            Part::Between
        });
    }
    decompose_compatible(letter, |part| {
        for small in part.to_lowercase() {
            if is_combining_mark(small) {
                give(Part::Mark);
            } else if let Some(plain) = without_sign(small) {
                for letter in plain.chars() {
                    give(Part::Letter(letter));
                }
            } else if small.is_alphanumeric() {
                give(Part::Letter(small));
            } else {
                give(Part::Between);
            }
        }
    });
}

/// Letters that carry their sign inside, as somebody without that key types them.
fn without_sign(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.word).collect()
    }

    #[test]
    fn accents_capitals_and_signs_make_no_difference() {
        assert_eq!(said("Siân ŴYN-Jones"), ["sian", "wyn", "jones"]);
        assert_eq!(said("Straße, Łódź, Ørsted"), ["strasse", "lodz", "orsted"]);
        // The accent as a sign of its own, and as a part of the letter.
        assert_eq!(said("Sia\u{302}n"), said("Siân"));
        assert_eq!(said("don't"), said("don\u{2019}t"));
        assert_eq!(said("\u{fb01}ne ½"), ["fine", "1", "2"]);
        assert_eq!(said("— … !"), Vec::<String>::new());
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "the Ŵyn, Sia\u{302}n.";
        let places: Vec<&str> = words(text)
            .iter()
            .map(|word| text.get(word.place.clone()).unwrap())
            .collect();
        assert_eq!(places, ["the", "Ŵyn", "Sia\u{302}n"]);
    }

    #[test]
    fn signs_stay_where_parts_of_words_are_looked_for() {
        assert_eq!(fold("2214-K Siân"), "2214-k sian");
    }
}
