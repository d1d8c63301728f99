//! Words as they are compared: runs of letters and digits, folded (`domain/folded`). The query and the text are folded
//! by the same code, for the index and for the scan: that is why both find the same. A change here needs a new number
//! for the index (`store/index`).

use crate::domain::text::folded::fold_letter;
use std::ops::Range;

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
    let mut room = String::new();
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
        parts(letter, &mut room, &mut |part| match part {
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

enum Part {
    Letter(char),
    Mark,
    Between,
}

/// What one letter folds to. `room` is scratch space.
fn parts(letter: char, room: &mut String, give: &mut impl FnMut(Part)) {
    room.clear();
    fold_letter(letter, room);
    if room.is_empty() {
        give(Part::Mark);
    }
    for part in room.chars() {
        give(if part.is_alphanumeric() {
            Part::Letter(part)
        } else {
            Part::Between
        });
    }
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
}
