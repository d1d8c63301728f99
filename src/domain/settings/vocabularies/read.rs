//! The file `vocabularies.toml`: reading it over the built-in lists.

use super::{FLAGS, LISTS, Vocabularies, Vocabulary, VocabularyEntry, flags_of};
use crate::domain::toml_reader::{
    Faults, FieldShape, Kind, Once, SettingsValues, Shape, Table, not_known,
};

/// The longest code.
const LONGEST_CODE: usize = 64;

/// The flag that keeps a child's words from the family's copy; a settings file cannot take it away.
const RESTRICTS: &str = "restricts";

static VOCABULARIES: Shape = Shape {
    name: "the vocabularies file",
    about: "The words that are offered for an answer. What you leave out stays as it is built in.",
    fields: &[
        FieldShape::needed(
            "list",
            Kind::Tables(&LIST),
            "One list, with the entries that are different with you.",
        ),
        FieldShape::may(
            "entry",
            Kind::NotHere(
                "An entry belongs to a list.",
                "[[list.entry]] below its [[list]]",
            ),
            "",
        ),
    ],
};

static LIST: Shape = Shape {
    name: "a list",
    about: "One list. It must be one that the program knows; its name says what it is for.",
    fields: &[
        FieldShape::needed("id", Kind::Word(LISTS), "Which list."),
        FieldShape::needed(
            "entry",
            Kind::Tables(&ENTRY),
            "One entry: a known code, or one of your own.",
        ),
    ],
};

static ENTRY: Shape = Shape {
    name: "an entry",
    about: "One entry. With a known code, whatever is left out stays as it is built in.",
    fields: &[
        FieldShape::needed(
            "code",
            Kind::Line,
            "What is stored in the minutes: letters, digits, - and _. It can never be changed later.",
        ),
        FieldShape::may(
            "words",
            Kind::Line,
            "What people read and type; needed for a code of your own.",
        ),
        FieldShape::may(
            "flags",
            Kind::List(&Kind::Choice(FLAGS)),
            "What the entry counts as.",
        ),
        FieldShape::may(
            "offered",
            Kind::YesNo,
            "Whether it can be chosen; yes when left out.",
        ),
    ],
};

impl SettingsValues for Vocabularies {
    const NAME: &'static str = "vocabularies.toml";
    const ABOUT: &'static str =
        "the words offered for an answer: categories, decisions, channels …";
    const BUILT_IN: &'static str = include_str!("../vocabularies.toml");
    const SHAPE: &'static Shape = &VOCABULARIES;
    const KEPT: bool = true;

    fn with_file(mut self, root: &Table, faults: &mut Faults<'_>) -> Vocabularies {
        let mut once = Once::default();
        for table in root.tables("list") {
            let id = table.text("id");
            if !LISTS.iter().any(|(known, _)| *known == id) {
                if !id.is_empty() {
                    let instead = not_known(id, LISTS.iter().map(|list| list.0));
                    faults.add(
                        &table.place_of("id"),
                        format!("There is no list \"{id}\"."),
                        instead,
                    );
                }
                continue;
            }
            once.note("list", id, &table.place_of("id"), faults);
            let mut list = self.list(id).cloned().unwrap_or_else(|| Vocabulary {
                id: id.to_owned(),
                entries: Vec::new(),
            });
            entries(table, &mut list, faults);
            match self.lists.iter_mut().find(|known| known.id == id) {
                Some(known) => *known = list,
                None => self.lists.push(list),
            }
        }
        self
    }
}

fn entries(table: &Table, list: &mut Vocabulary, faults: &mut Faults<'_>) {
    let mut once = Once::default();
    for entry in table.tables("entry") {
        let (code, at) = (entry.text("code"), entry.place_of("code"));
        if !code.is_empty() && !is_code(code) {
            faults.add(
                &at,
                format!("\"{code}\" is not a code: letters a to z, digits, - and _ only."),
                "a short code, in quotes; what people read goes in words",
            );
        }
        once.note("code", code, &at, faults);
        let known = list.entry(code).cloned();
        if known.is_none() && !entry.given("words") && !entry.broken("words") && is_code(code) {
            faults.add(
                &at,
                format!("\"{code}\" is a code of your own and has no words."),
                "Add words = \"…\" to it.",
            );
        }
        let mut made = known.clone().unwrap_or_else(|| VocabularyEntry {
            code: code.to_owned(),
            words: String::new(),
            flags: Vec::new(),
            offered: true,
        });
        if entry.given("words") {
            made.words = entry.text("words").to_owned();
        }
        if entry.given("offered") {
            made.offered = entry.yes("offered");
        }
        if entry.given("flags") {
            made.flags = of_list(entry, list, faults);
            if known.is_some_and(|known| known.is(RESTRICTS)) && !made.is(RESTRICTS) {
                faults.add(
                    &entry.place_of("flags"),
                    format!("\"{code}\" keeps a child's words from the family's copy; that cannot be taken away."),
                    "flags = [\"restricts\"]",
                );
            }
        }
        match list.entries.iter_mut().find(|other| other.code == code) {
            Some(other) => *other = made,
            None => list.entries.push(made),
        }
    }
    twins(table, list, faults);
    if list.offered().next().is_none() {
        faults.add(
            &table.place_of("id"),
            format!("Nothing is left to choose in the list \"{}\".", list.id),
            "Leave out offered = false in at least one entry.",
        );
    }
}

/// Two entries that can be chosen and read the same. Only after all of them: two may have swapped their words.
fn twins(table: &Table, list: &Vocabulary, faults: &mut Faults<'_>) {
    let written: Vec<&Table> = table.tables("entry").iter().collect();
    for (place, entry) in written.iter().enumerate() {
        let (code, words) = (entry.text("code"), entry.text("words").to_lowercase());
        if words.is_empty() || !list.entry(code).is_some_and(|entry| entry.offered) {
            continue;
        }
        // Of two that are written here, the second one is told of.
        let comes_later = |twin: &VocabularyEntry| {
            let mut later = written.iter().skip(place + 1);
            later.any(|later| later.text("code") == twin.code)
        };
        let mut others = list
            .offered()
            .filter(|other| other.code != code && !comes_later(other));
        if let Some(twin) = others.find(|other| other.words.to_lowercase() == words) {
            faults.add(
                &entry.place_of("words"),
                format!(
                    "\"{}\" has the same words, so nobody could tell the two apart.",
                    twin.code
                ),
                "Give one of them other words, or offered = false.",
            );
        }
    }
}

fn of_list(entry: &Table, list: &Vocabulary, faults: &mut Faults<'_>) -> Vec<String> {
    let flags = flags_of(&list.id);
    let mut found = Vec::new();
    for (flag, at) in entry.texts("flags") {
        if !flags.contains(&flag) {
            let instead = if flags.is_empty() {
                "Leave \"flags\" out: entries of this list have none.".to_owned()
            } else {
                not_known(flag, flags.iter().copied())
            };
            faults.add(
                &at,
                format!("\"{flag}\" is not a flag of the list \"{}\".", list.id),
                instead,
            );
        }
        found.push(flag.to_owned());
    }
    found
}

fn is_code(code: &str) -> bool {
    code.len() <= LONGEST_CODE
        && code.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && code
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
}
