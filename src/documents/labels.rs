//! Labels as they stand on paper. What is typed for an answer is short (`pr: yes`); somebody who was not there reads it
//! months later.

use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::Kind;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{core_group, date, decision, dissent, person, report, what_if};

/// Of which kind, the label as typed, and the words on paper. What a council has renamed stays as the council calls it.
const ON_PAPER: &[(&Kind, &Field, &str)] = &[
    (
        &person::KIND,
        &person::PARENTAL_RESPONSIBILITY,
        "parental responsibility",
    ),
    (&person::KIND, &person::DIRECT_CONTACT, "knows the child"),
    (&decision::KIND, &decision::DECISION, "decision"),
    (
        &core_group::KIND,
        &core_group::CHOSEN_BY_FAMILY,
        "chosen by the family",
    ),
    (&what_if::KIND, &what_if::FAMILY_TOLD, "the family knows"),
    (&dissent::KIND, &dissent::FROM, "disagrees with"),
    (&dissent::KIND, &dissent::FORMAL, "formal dissent"),
    (&report::KIND, &report::TEMPLATE, "form used"),
];

pub(super) fn on_paper(kind: &str, label: &str) -> String {
    let found = ON_PAPER
        .iter()
        .find(|(of, field, _)| of.id == kind && field.label == label);
    found.map_or(label, |(_, _, words)| *words).to_owned()
}

/// What [`ReaderView::answered`] has, with the labels as on paper.
pub(super) fn answered(
    reading: &ReaderView<'_>,
    seen: &RecordView,
    but: &[&Field],
) -> Vec<(String, String)> {
    let all = reading.answered(seen, but).into_iter();
    all.map(
        |(label, words)| match seen.is_a(&date::KIND) && label == date::WHO.label {
            true => (label, in_full(reading, &words)),
            false => (on_paper(&seen.kind, &label), words),
        },
    )
    .collect()
}

/// Who comes is typed in letters, which mean nothing to whoever holds the paper.
fn in_full(reading: &ReaderView<'_>, words: &str) -> String {
    let named = words.split(',').map(str::trim).map(|letters| {
        let mut people = reading.holding(&person::KIND);
        let is_meant = |person: &&RecordView| person.text(&person::INITIALS) == letters;
        let person = people.find(is_meant).filter(|_| !letters.is_empty());
        person.map_or_else(|| letters.to_owned(), |person| reading.name(&person.id))
    });
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_label_belongs_to_its_kind_and_is_another_word_on_paper() {
        for (kind, field, words) in ON_PAPER {
            assert!(kind.fields.contains(field), "{} {}", kind.id, field.label);
            assert_ne!(field.label, *words);
            assert_eq!(on_paper(kind.id, field.label), *words);
        }
        assert_eq!(
            on_paper("person", "what the council calls it"),
            "what the council calls it"
        );
    }
}
