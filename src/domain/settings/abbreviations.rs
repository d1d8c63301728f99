//! The words file: abbreviations of the field that a space expands. One comes with the program; a council may have its
//! own.

use std::collections::BTreeMap;

use crate::domain::toml_reader::{Faults, FieldShape, Kind, SettingsValues, Shape, Table};

/// What is typed, and what it stands for, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Abbreviations(pub Vec<(String, String)>);

/// The longest abbreviation, in letters: longer ones save no keys and begin to look like words.
const LONGEST_SHORT: usize = 8;

static ABBREVIATION: Shape = Shape {
    name: "an abbreviation",
    about: "Letters that a space writes out.",
    fields: &[
        FieldShape::needed(
            "short",
            Kind::Line,
            "What is typed: small letters and digits, and not itself a word.",
        ),
        FieldShape::needed("long", Kind::Line, "What appears in the minutes instead."),
    ],
};

static WORDS: Shape = Shape {
    name: "a words file",
    about: "Abbreviations that a space writes out while minutes are typed; Backspace right after takes it back.",
    fields: &[FieldShape::may(
        "abbreviation",
        Kind::Tables(&ABBREVIATION),
        "One abbreviation and the words it stands for.",
    )],
};

impl SettingsValues for Abbreviations {
    const NAME: &'static str = "words.toml";
    const ABOUT: &'static str = "abbreviations that Space writes out";
    /// From the glossary (practice, part 8).
    const BUILT_IN: &'static str = include_str!("abbreviations.toml");
    const SHAPE: &'static Shape = &WORDS;
    const KEPT: bool = false;

    /// A council's own file replaces the built-in one as a whole.
    fn with_file(self, root: &Table, faults: &mut Faults<'_>) -> Abbreviations {
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        let mut pairs = Vec::new();
        for table in root.tables("abbreviation") {
            let (short, long) = (table.text("short"), table.text("long"));
            let at = table.place_of("short");
            if !short.is_empty() && !can_be_typed(short) {
                faults.add(
                    &at,
                    format!(
                        "\"{short}\" cannot be typed as one abbreviation: small letters and digits only, a letter first, two to {LONGEST_SHORT} in all."
                    ),
                    format!("short = \"{}\"", nearest_short(short)),
                );
            }
            if !short.is_empty() && short == long {
                faults.add(
                    &table.place_of("long"),
                    format!("\"{short}\" stands for itself."),
                    "Write the words it stands for, or take it out.",
                );
            }
            let line = faults.line_of(at.start);
            match lines.get(short) {
                Some(first) => faults.add(
                    &at,
                    format!("\"{short}\" is already used on line {first}."),
                    "One abbreviation stands for one thing: choose other letters, or take one out.",
                ),
                None if !short.is_empty() => {
                    lines.insert(short.to_string(), line);
                }
                None => {}
            }
            pairs.push((short.to_string(), long.to_string()));
        }
        Abbreviations(pairs)
    }
}

/// A single letter would expand in the middle of ordinary writing; capitals are how people's initials are typed.
fn can_be_typed(short: &str) -> bool {
    let small = |letter: char| letter.is_alphanumeric() && !letter.is_uppercase();
    (2..=LONGEST_SHORT).contains(&short.chars().count())
        && short.chars().next().is_some_and(char::is_alphabetic)
        && short.chars().all(small)
}

fn nearest_short(short: &str) -> String {
    let letters: String = short
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .skip_while(|letter| !letter.is_alphabetic())
        .take(LONGEST_SHORT)
        .collect();
    if can_be_typed(&letters) {
        letters
    } else {
        "hv".to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_read_and_none_is_a_word_of_its_own() {
        let Abbreviations(words) = Abbreviations::built_in();
        assert!(words.len() >= 30, "{}", words.len());
        assert!(words.contains(&("hv".into(), "health visitor".into())));
        // What people write all the time, in English, and what children and days are called.
        let ordinary = "a an and are as at be by can cant did do for go had has he her him his i if in is it its \
            me mum my no nor not of off on or our out own so sos the to too up us was we who why you gp dad cin mat ma pa per";
        for (short, long) in &words {
            assert!(
                !ordinary.split_whitespace().any(|word| word == short),
                "{short}"
            );
            assert!(long.len() > short.len() + 3, "{short} saves nothing");
        }
    }

    #[test]
    fn all_faults_of_a_councils_file_come_at_once() {
        let text = "[[abbreviation]]\nshort = \"HV\"\nlong = \"health visitor\"\n\
            [[abbreviation]]\nshort = \"sw\"\n\
            [[abbreviation]]\nshort = \"fgc\"\nlong = \"family group conference\"\n\
            [[abbreviation]]\nshort = \"fgc\"\nlong = \"another\"\ncolour = 3\n\
            [[abbreviation]]\nshort = \"a b\"\nlong = \"\"\n";
        let faults = Abbreviations::read(text).unwrap_err();
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 4, 10, 12, 14, 15], "{faults:#?}");
        assert_eq!(faults[0].instead, "short = \"hv\"");
        assert!(faults[1].message.contains("long"), "{}", faults[1].message);
        assert!(
            faults[2].message.contains("line 7"),
            "{}",
            faults[2].message
        );
    }

    #[test]
    fn a_single_letter_is_no_abbreviation() {
        let text = "[[abbreviation]]\nshort = \"a\"\nlong = \"action\"\n";
        assert_eq!(Abbreviations::read(text).unwrap_err().len(), 1);
        assert_eq!(Abbreviations::read(""), Ok(Abbreviations::default()));
    }
}
