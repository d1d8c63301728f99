//! Words without their signs, capitals and accents, to be found again wherever they stand: in a table, over the end of a
//! line, in a file name.

use super::folded::fold_letter;
use std::ops::Range;

/// Some words in their order. What stands between them does not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Words(Vec<String>);

/// So many words in a row are somebody's.
const QUOTATION: usize = 4;
/// A shorter text is quoted by all of it; one word alone is in many mouths.
const SHORTEST_QUOTED: usize = 2;

impl Words {
    pub fn of(text: &str) -> Words {
        Words(placed(text).into_iter().map(|(word, _)| word).collect())
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn letters(&self) -> usize {
        self.0.iter().map(|word| word.chars().count()).sum()
    }

    /// Where they stand in a text, in bytes, first to last.
    pub fn places_in(&self, text: &str) -> Vec<Range<usize>> {
        let there = placed(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(run) = there.get(at..at + self.0.len()) {
            let fits = !run.is_empty() && run.iter().map(|(word, _)| word).eq(&self.0);
            match (fits, run.first(), run.last()) {
                (true, Some((_, first)), Some((_, last))) => {
                    found.push(first.start..last.end);
                    at += run.len();
                }
                _ => at += 1,
            }
            if run.is_empty() {
                break;
            }
        }
        found
    }

    pub fn is_in(&self, text: &Words) -> bool {
        !self.0.is_empty() && text.0.windows(self.0.len()).any(|run| run == self.0)
    }

    /// The first words of these that are a quotation from one of `texts` and stand in none of `elsewhere`: so many in a row
    /// that nobody says the same by chance, all of these, or all of a short text.
    pub fn quotes(&self, texts: &[Words], elsewhere: &[Words]) -> Option<Words> {
        let is_only_there = |run: &Words| !elsewhere.iter().any(|text| run.is_in(text));
        let many = self.0.len().clamp(1, QUOTATION);
        let runs = self.0.windows(many).map(|run| Words(run.to_vec()));
        let mut runs = runs.filter(|run| texts.iter().any(|text| run.is_in(text)));
        let mut short = texts
            .iter()
            .filter(|text| (SHORTEST_QUOTED..QUOTATION).contains(&text.len()))
            .filter(|text| text.is_in(self));
        runs.find(is_only_there)
            .or_else(|| short.find(|text| is_only_there(text)).cloned())
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// Each word with its place. A letter that folds into several belongs to one word; a hyphen that only says where a line
/// may break divides nothing.
fn placed(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut is_open = false;
    for (at, letter) in text.char_indices() {
        if is_invisible(letter) {
            continue;
        }
        let end = at + letter.len_utf8();
        let is_mark = matches!(letter, '\u{300}'..='\u{36f}');
        if !(letter.is_alphanumeric() || is_mark && is_open) {
            is_open = false;
            continue;
        }
        if !is_open {
            found.push((String::new(), at..end));
            is_open = true;
        }
        if let Some((word, place)) = found.last_mut() {
            fold_letter(letter, word);
            place.end = end;
        }
    }
    found
}

/// What Unicode says may be left undrawn (Default_Ignorable_Code_Point), and what only directs how a text is laid out.
pub(in crate::domain) fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_stands_between_them() {
        let words = Words::of("Northfield Academy");
        for text in [
            "at northfield academy",
            "Northfield-Academy's gate",
            "the NORTHFIELD\n   Academy",
            "Nórthfield, Academy",
            "North\u{ad}field Academy",
        ] {
            assert_eq!(words.places_in(text).len(), 1, "{text}");
        }
        for text in [
            "Northfields Academy",
            "Northfield",
            "Academy Northfield",
            "",
        ] {
            assert!(words.places_in(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_place_is_that_of_the_words_alone() {
        let text = "“Zoë’s” class, and Zoe";
        let places = Words::of("zoe").places_in(text);
        let found: Vec<&str> = places
            .into_iter()
            .map(|place| text.get(place).unwrap())
            .collect();
        assert_eq!(found, ["Zoë", "Zoe"]);
    }

    #[test]
    fn a_quotation_is_several_words_in_a_row_or_all_that_there_are() {
        let texts = [Words::of("I want a dog and I hate the loud nights")];
        for (text, quoted) in [
            ("page 2, I hate the loud nights", Some("i hate the loud")),
            ("and I hate", Some("and i hate")),
            ("Nights", Some("nights")),
            ("she has a dog and a cat", None),
            ("some loud nights are worse", None),
            ("", None),
        ] {
            let found = Words::of(text).quotes(&texts, &[]);
            assert_eq!(
                found.map(|words| words.to_string()).as_deref(),
                quoted,
                "{text}"
            );
        }
        let short = [Words::of("he hits her"), Words::of("Mum")];
        let found = |text: &str, open: &[Words]| Words::of(text).quotes(&short, open);
        for text in [
            "page 2, he hits her",
            "He hits her!",
            "that he hits her at night",
        ] {
            assert!(found(text, &[]).is_some(), "{text}");
            assert!(found(text, &[Words::of(text)]).is_none(), "{text}");
        }
        assert_eq!(found("page 2, Mum said no", &[]), None);
        let open = [Words::of("she says: I hate the loud music")];
        let found = Words::of("I hate the loud nights").quotes(&texts, &open);
        assert_eq!(found.unwrap().to_string(), "hate the loud nights");
        assert_eq!(Words::of("I hate the loud").quotes(&texts, &open), None);
    }

    #[test]
    fn no_words_are_nowhere() {
        assert!(Words::of("…").places_in("a b").is_empty());
        assert!(!Words::of("").is_in(&Words::of("a b")));
    }
}
