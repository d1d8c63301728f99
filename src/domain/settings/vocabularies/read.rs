//! The file `vocabularies.toml`: reading it over the built-in lists.

use super::lists::{FIXED_FLAGS, FIXED_LISTS, PLAN_FLAGS};
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
            "One list, with the entries that are different in your council.",
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
            "short",
            Kind::Line,
            "The words in a few letters, for a narrow column; the words themselves when left out.",
        ),
        FieldShape::may(
            "said",
            Kind::List(&Kind::Line),
            "What people type for it as well, such as \"CP plan\". With a known code these are added to those that are built in.",
        ),
        FieldShape::may(
            "flags",
            Kind::List(&Kind::Choice(FLAGS)),
            "What the entry counts as.",
        ),
        FieldShape::may(
            "offered",
            Kind::YesNo,
            "Whether it is offered; yes when left out. Typed in full, it is still understood, so that old records can be changed.",
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

    fn found_later(root: &Table, faults: &mut Faults<'_>) {
        let built_in = Vocabularies::built_in();
        for table in root.tables("list") {
            let id = table.text("id");
            let mut words = Once::default();
            for entry in table.tables("entry") {
                let known = built_in
                    .list(id)
                    .and_then(|list| list.entry(entry.text("code")));
                if FIXED_LISTS.contains(&id) && !is_as_built_in(entry, known) {
                    faults.add(
                        &entry.place_of("code"),
                        format!("The list \"{id}\" is the same everywhere and cannot be changed."),
                        "Take this entry out.",
                    );
                }
                fixed_flags(id, entry, known, faults);
                plan_flags(id, entry, known, faults);
                let code = entry.text("code").to_lowercase();
                words.note("code", &code, &entry.place_of("code"), faults);
            }
        }
    }
}

/// A copy of the built-in file changes nothing.
fn is_as_built_in(entry: &Table, known: Option<&VocabularyEntry>) -> bool {
    known.is_some_and(|known| {
        (!entry.given("words") || entry.text("words") == known.words)
            && (!entry.given("offered") || entry.yes("offered") == known.offered)
    })
}

fn fixed_flags(
    list: &str,
    entry: &Table,
    known: Option<&VocabularyEntry>,
    faults: &mut Faults<'_>,
) {
    if !entry.given("flags") {
        return;
    }
    let given = entry.texts("flags");
    for flag in FIXED_FLAGS
        .iter()
        .filter(|flag| flags_of(list).contains(*flag))
    {
        let is_built_in = known.is_some_and(|known| known.is(flag));
        match given.iter().find(|(one, _)| one == flag) {
            Some((_, at)) if !is_built_in => faults.add(
                at,
                format!("Only the built-in entries of this list can be \"{flag}\"."),
                format!("Leave \"{flag}\" out, or use the built-in entry and change its words."),
            ),
            None if is_built_in => faults.add(
                &entry.place_of("flags"),
                format!(
                    "\"{}\" is always \"{flag}\"; that cannot be taken away.",
                    entry.text("code")
                ),
                format!("Add \"{flag}\" to the flags, or leave \"flags\" out."),
            ),
            _ => {}
        }
    }
}

/// A decision does one thing to a plan, and a built-in one goes on doing what it does: checks before closing hang on it.
fn plan_flags(list: &str, entry: &Table, known: Option<&VocabularyEntry>, faults: &mut Faults<'_>) {
    if list != "decisions" || !entry.given("flags") {
        return;
    }
    let given = entry.texts("flags");
    let mut plan = given.iter().filter(|(flag, _)| PLAN_FLAGS.contains(flag));
    let first = plan.next();
    if let (Some((first, _)), Some((second, at))) = (first, plan.next()) {
        faults.add(
            at,
            format!("A decision cannot be both \"{first}\" and \"{second}\"."),
            "Keep one of the two.",
        );
    }
    let lost = PLAN_FLAGS.iter().find(|flag| {
        known.is_some_and(|known| known.is(flag)) && !given.iter().any(|(one, _)| one == *flag)
    });
    if let Some(lost) = lost {
        faults.add(
            &entry.place_of("flags"),
            format!(
                "\"{}\" would not be \"{lost}\" any more, and what is asked for with it would not be asked.",
                entry.text("code")
            ),
            format!("flags = [\"{lost}\"], or leave \"flags\" out"),
        );
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
            short: String::new(),
            said: Vec::new(),
            flags: Vec::new(),
            offered: true,
        });
        if entry.given("words") {
            made.words = entry.text("words").to_owned();
            // Other words, and the short ones would say something else.
            made.short.clear();
        }
        if entry.given("short") {
            made.short = entry.text("short").to_owned();
        }
        for (said, _) in entry.texts("said") {
            if !made.said.iter().any(|known| known == said) {
                made.said.push(said.to_owned());
            }
        }
        if entry.given("offered") {
            made.offered = entry.yes("offered");
        }
        if entry.given("flags") {
            made.flags = of_list(entry, list, faults);
            // Also in the files of meetings made before this was a fault.
            let kept = known.iter().flat_map(|known| &known.flags);
            let kept: Vec<String> = kept
                .filter(|flag| PLAN_FLAGS.contains(&flag.as_str()) && !made.is(flag))
                .cloned()
                .collect();
            made.flags.extend(kept);
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
    said_by_another(table, list, faults);
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

/// What people say for one entry are the words of another: nobody could choose it by them.
fn said_by_another(table: &Table, list: &Vocabulary, faults: &mut Faults<'_>) {
    for entry in table.tables("entry") {
        let code = entry.text("code");
        for (said, at) in entry.texts("said") {
            let same = said.trim().to_lowercase();
            let mut others = list.offered().filter(|other| other.code != code);
            let twin = others.find(|other| {
                other.words.to_lowercase() == same || other.code.to_lowercase() == same
            });
            if let Some(twin) = twin {
                faults.add(
                    &at,
                    format!("\"{said}\" already means \"{}\".", twin.code),
                    "Leave it out here, or give that one other words.",
                );
            }
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
