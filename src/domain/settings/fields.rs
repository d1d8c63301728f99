//! Which answers a council asks for: `fields.toml`. Any answer of a record can be required, hidden or renamed. What a name
//! there means is known further right, where the kinds of record are: [`KnownFields`] is asked.

use crate::domain::toml_reader::{
    Fault, Faults, FieldShape, Kind, SettingsValues, Shape, Table, read,
};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldRules(Vec<FieldRule>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRule {
    /// What is typed after the `/`, or the name in files.
    pub record: String,
    /// The label that comes with the program, or the name in files.
    pub field: String,
    pub use_of: UseOf,
    /// The council's own label; empty where it has none.
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UseOf {
    AsBuiltIn,
    Required,
    Hidden,
}

/// What the kinds of record say to a rule: which setting of it is wrong, and what to write instead.
pub trait KnownFields {
    fn fault(&self, rule: &FieldRule, others: &FieldRules) -> Option<FieldFault>;
}

#[derive(Debug)]
pub struct FieldFault {
    pub setting: &'static str,
    pub message: String,
    pub instead: String,
}

const USES: &[(&str, &str)] = &[
    (
        "required",
        "It is asked for before closing: it is filled, or somebody says why not.",
    ),
    (
        "hidden",
        "It is no longer offered. What is typed for it all the same is kept, and what old minutes have stays to be read.",
    ),
];

static FIELD: Shape = Shape {
    name: "an answer",
    about: "One answer that is asked for in another way than the program does by itself.",
    fields: &[
        FieldShape::needed(
            "record",
            Kind::Line,
            "What is typed after the / of the record: action, person, child. (`talking-piece manual records` lists all.)",
        ),
        FieldShape::needed(
            "field",
            Kind::Line,
            "The label that the answer has when it comes with the program.",
        ),
        FieldShape::may("is", Kind::Choice(USES), "Whether it is asked for."),
        FieldShape::may(
            "label",
            Kind::Line,
            "Another label, to be typed and to be read; the one that comes with the program is still understood.",
        ),
    ],
};

static FIELDS: Shape = Shape {
    name: "the file of answers",
    about: "Which answers of a record are required, hidden or called something else. Who may read an answer cannot be changed here.",
    fields: &[FieldShape::may(
        "answer",
        Kind::Tables(&FIELD),
        "One answer of a record.",
    )],
};

impl FieldRules {
    /// The rules for a record that is called so, in the order of the file.
    pub fn of<'a>(&'a self, names: [&'a str; 2]) -> impl Iterator<Item = &'a FieldRule> {
        let names = names.into_iter().filter(|name| !name.is_empty());
        let names: Vec<&str> = names.collect();
        let rules = self.0.iter();
        rules.filter(move |rule| names.contains(&rule.record.as_str()))
    }

    /// What names in this file mean that nothing is called, or what cannot be.
    pub fn faults(text: &str, known: &dyn KnownFields) -> Vec<Fault> {
        let mut reading = read(text, Self::SHAPE);
        let rules = FieldRules::default().with_file(&reading.root, &mut reading.faults);
        for (table, rule) in reading.root.tables("answer").iter().zip(&rules.0) {
            if let Some(fault) = known.fault(rule, &rules) {
                let at = table.place_of(fault.setting);
                reading.faults.add(&at, fault.message, fault.instead);
            }
        }
        reading.faults.into_sorted()
    }
}

impl SettingsValues for FieldRules {
    const NAME: &'static str = "fields.toml";
    const ABOUT: &'static str = "which answers are required, hidden or called something else";
    const BUILT_IN: &'static str = include_str!("fields.toml");
    const SHAPE: &'static Shape = &FIELDS;
    const KEPT: bool = true;

    fn with_file(self, root: &Table, faults: &mut Faults<'_>) -> FieldRules {
        let mut lines: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut rules = Vec::new();
        for table in root.tables("answer") {
            let record = table.text("record").trim_start_matches('/').to_lowercase();
            let field = table.text("field").trim_end_matches(':').to_lowercase();
            let label = table.text("label").trim().to_owned();
            let changes_nothing = !table.given("is") && !table.given("label");
            if changes_nothing && !table.broken("is") && !table.broken("label") {
                faults.add(
                    &table.span(),
                    "Nothing is said of this answer.",
                    "is = \"required\"",
                );
            }
            if !label.is_empty() && !can_be_a_label(&label) {
                faults.add(
                    &table.place_of("label"),
                    format!(
                        "\"{label}\" cannot be typed as a label: one to four words of letters, at most {LONGEST_LABEL} letters in all."
                    ),
                    "label = \"worry\"",
                );
            }
            let line = faults.line_of(table.span().start);
            match lines.get(&(record.clone(), field.clone())) {
                Some(first) if !field.is_empty() => faults.add(
                    &table.place_of("field"),
                    format!("\"{field}\" of \"{record}\" is there already, on line {first}."),
                    "Say all of it in one place.",
                ),
                _ => {
                    lines.insert((record.clone(), field.clone()), line);
                }
            }
            rules.push(FieldRule {
                record,
                field,
                use_of: match table.text("is") {
                    "required" => UseOf::Required,
                    "hidden" => UseOf::Hidden,
                    _ => UseOf::AsBuiltIn,
                },
                label,
            });
        }
        FieldRules(rules)
    }
}

/// The longest label, in letters: forms and tables have little room.
const LONGEST_LABEL: usize = 30;

/// It is typed before a colon, so it has no sign that separates or marks.
fn can_be_a_label(label: &str) -> bool {
    let is_of_a_label = |letter: char| letter.is_alphanumeric() || " -'".contains(letter);
    label.chars().next().is_some_and(char::is_alphabetic)
        && label.chars().count() <= LONGEST_LABEL
        && label.split_whitespace().count() <= 4
        && label.chars().all(is_of_a_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_of_answers_can_say_is_told_with_its_line_and_column() {
        let text = "[[answer]]\nrecord = \"action\"\nfield = \"need\"\n\
            [[answer]]\nrecord = \"action\"\nfield = \"support\"\nis = \"gone\"\n\
            [[answer]]\nrecord = \"action\"\nfield = \"by\"\nlabel = \"until; then\"\n\
            [[answer]]\nrecord = \"/action\"\nfield = \"Need:\"\nis = \"hidden\"\n\
            privacy = \"open\"\n";
        let faults = FieldRules::read(text).unwrap_err();
        let found: Vec<(usize, usize)> = faults.iter().map(|it| (it.line, it.column)).collect();
        assert_eq!(
            found,
            [(1, 1), (7, 6), (11, 9), (14, 9), (16, 1)],
            "{faults:#?}"
        );
    }

    #[test]
    fn nothing_is_different_without_a_file() {
        assert_eq!(FieldRules::built_in(), FieldRules::default());
    }
}
