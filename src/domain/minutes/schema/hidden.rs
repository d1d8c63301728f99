//! The schema of scores: what accompanies a visible one, and what a hidden one leaves out.

use super::{object, text};
use crate::domain::record::{Kind, Values};
use serde_json::{Value, json};

fn may_be_hidden(kind: &Kind) -> bool {
    kind.fields.iter().any(|field| field.hidden_at_first)
}

/// That a score is hidden, and what stands beside one that is not.
pub(super) fn put_notes(kind: &Kind, properties: &mut Values) {
    if !may_be_hidden(kind) {
        return;
    }
    let last_time = object(
        "How it stands to the score of the same person last time.",
        json!({
            "record": text("The record of last time's score, among past_scales."),
            "difference": { "type": "number", "description": "How much bigger the number is now; left out when the two cannot be compared." },
            "words": text("The same for reading, or why they cannot be compared."),
        }),
        &["record", "words"],
    );
    let notes = [
        (
            "hidden",
            json!({ "const": true, "description": "It waits until all are in or the Chair shows them: its number and reason are not here yet." }),
        ),
        (
            "alarm",
            text("What has to be done at such a score, from the settings."),
        ),
        ("last_time", last_time),
    ];
    properties.extend(notes.map(|(name, schema)| (name.to_owned(), schema)));
}

/// The same schema, where a hidden score has neither number nor reason, nor anything that would reveal them.
pub(super) fn forbidden_while_hidden(kind: &Kind, mut schema: Value) -> Value {
    if let (true, Some(schema)) = (may_be_hidden(kind), schema.as_object_mut()) {
        let fields = kind.fields.iter().filter(|field| field.hidden_at_first);
        let names =
            fields
                .map(|field| field.name)
                .chain(["to_confirm", "changed", "alarm", "last_time"]);
        let never: Values = names
            .map(|name| (name.to_owned(), Value::Bool(false)))
            .collect();
        let rule = json!({ "if": { "required": ["hidden"] }, "then": { "properties": never } });
        schema.insert("allOf".to_owned(), json!([rule]));
    }
    schema
}
