//! The JSON Schema of `restricted.json`, made from the kinds of record.

use super::{DRAFT, id, list, object, section_id, stay, text, time, to_confirm, version};
use crate::domain::minutes::{RESTRICTED_FORMAT, VERSION};
use crate::domain::record::{KINDS, Values};
use serde_json::{Value, json};

/// The schema of `restricted.json`.
pub fn restricted_schema() -> Value {
    let mut defs = Values::new();
    for kind in KINDS {
        // Described, not constrained: this is exactly where answers that do not fit their field are kept.
        let fields = kind.fields.iter().map(|field| {
            let described = json!({ "description": field.question });
            (field.name.to_owned(), described)
        });
        defs.insert(
            kind.id.to_owned(),
            json!({ "type": "object", "description": kind.help, "properties": fields.collect::<Values>() }),
        );
    }
    let by_kind: Vec<Value> = KINDS
        .iter()
        .map(|kind| {
            json!({
                "if": { "properties": { "kind": { "const": kind.id } } },
                "then": { "properties": { "values": { "$ref": format!("#/$defs/{}", kind.id) } } },
            })
        })
        .collect();
    let answers = json!({ "id": id(), "kind": text("The kind of record."), "values": { "type": "object", "description": "The answers, by field name." }, "to_confirm": to_confirm() });
    let mut whole = object(
        "A whole record.",
        with(
            &answers,
            json!({
                "section": section_id(),
                "at": time("When it was recorded."),
                "visibility": visibility(),
                "not_for": not_for(),
                "come_back": { "type": "boolean", "description": "On the catch-up list." },
                "struck": object("That it was struck out.", json!({ "at": time("When."), "reason": text("Why.") }), &["at", "reason"]),
                "attended": list("When they were here.", stay()),
            }),
        ),
        &["id", "kind", "at", "visibility", "values"],
    );
    if let Some(whole) = whole.as_object_mut() {
        whole.insert("allOf".to_owned(), Value::Array(by_kind));
    }
    let former = object(
        "What a record was before it was changed.",
        with(
            &answers,
            json!({ "until": time("When it was changed."), "visibility": visibility() }),
        ),
        &["id", "kind", "until", "visibility", "values"],
    );
    let kept = object(
        "Answers kept back from one open record.",
        answers,
        &["id", "kind", "values"],
    );
    let undone = object(
        "One thing that was done and then undone.",
        json!({
            "seq": { "type": "integer", "minimum": 1, "description": "Its number in the journal." },
            "at": time("When it was done."),
            "batch": { "type": "integer", "minimum": 1, "description": "What was undone together with it has the same." },
            "what": text("The kind of event."),
            "body": { "description": "Its content." },
        }),
        &["seq", "at", "batch", "what", "body"],
    );
    let ruling = object(
        "What the Chair decided about it.",
        json!({ "open": { "type": "boolean", "description": "Everybody may read it." }, "not_for_them": { "const": true, "description": "Everybody may read it but those it was said without." }, "by": text("Who decided (id)."), "why": text("Why.") }),
        &["open"],
    );
    let without = object(
        "One record that was made, or changed, while somebody was excluded.",
        json!({ "id": id(), "people": list("Whom it was said without.", text("The id of a person.")), "ruling": ruling, "own": own_mark() }),
        &["id", "people"],
    );
    let reason = object(
        "A reason that was typed while somebody was excluded.",
        json!({ "of": text("What it is the reason of: section, break, gap or put_away."), "name": text("Which one."), "at": time("When."), "reason": text("The reason.") }),
        &["of", "reason"],
    );
    json!({
        "$schema": DRAFT,
        "$id": format!("https://talking-piece.invalid/schema/restricted-{VERSION}.json"),
        "title": "The restricted part of the minutes of a meeting",
        "type": "object",
        "properties": {
            "format": { "const": RESTRICTED_FORMAT, "description": "Says that this file holds a restricted part." },
            "version": version(),
            "meeting": text("The id of the meeting; the same as in its minutes."),
            "records": list("Records that are not for everybody.", whole.clone()),
            "kept_back": list("Answers of open records that are never in the open minutes.", kept),
            "struck_out": list("Records that were struck out, with the reasons.", whole),
            "former": list("What records were before they were changed.", former),
            "undone": list("What was done and then undone.", undone),
            "said_without": list("What was said while somebody was excluded.", without),
            "reasons": list("Reasons typed meanwhile.", reason),
        },
        "required": ["format", "version", "meeting", "records", "kept_back", "struck_out", "former", "undone"],
        "$defs": defs,
    })
}

/// Whom a record is not for.
fn not_for() -> Value {
    object(
        "Whom it is not for: everybody else who gets a copy may read it, although its visibility is restricted.",
        json!({
            "people": list("Whom: people and children.", text("An id.")),
            "by": text("Who says so (id)."),
            "why": text("Why."),
        }),
        &["people"],
    )
}

fn own_mark() -> Value {
    json!({ "enum": ["everyone", "not_for_some", "restricted"], "description": "Who might read it by its own mark alone. Without it: nobody." })
}

fn visibility() -> Value {
    json!({ "enum": ["everyone", "restricted"], "description": "Who may read it. Anything else counts as restricted." })
}

fn with(first: &Value, second: Value) -> Value {
    let both = [first.clone(), second];
    let names = both.into_iter().filter_map(|value| match value {
        Value::Object(names) => Some(names),
        _ => None,
    });
    names.flatten().collect::<Values>().into()
}
