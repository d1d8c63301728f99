//! The JSON Schemas (draft 2020-12) of `minutes.json` and `restricted.json`, made from the kinds of record and their
//! fields, so that a new field is included automatically. Tests compare the schemas with the files that are written.
//!
//! Names that are not listed are allowed everywhere: a newer program may add some, and they are carried over.

mod hidden;
mod restricted;

pub use restricted::restricted_schema;

use crate::domain::agenda;
use crate::domain::minutes::write::COMMON_PART;
use crate::domain::minutes::{FORMAT, VERSION, listed_kinds};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, details, person};
use crate::domain::record::{Kind, Values};
use crate::domain::rules::sign_off;
use serde_json::{Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
const AGENDA_AT: &str = "#/$defs/agenda";

/// The lists of records that every file of version 1 has. A new kind of record is not added here.
const LISTS_OF_VERSION_1: &[&str] = &[
    "children",
    "people",
    "contributions",
    "childs_views",
    "statements_read",
    "answers",
    "scales",
    "actions",
    "what_ifs",
    "agency_views",
    "decisions",
    "dates",
];

/// The schema of `minutes.json`.
pub fn minutes_schema() -> Value {
    let mut properties = Values::new();
    let mut put = |name: &str, schema: Value| properties.insert(name.to_owned(), schema);
    put(
        "format",
        json!({ "const": FORMAT, "description": "Says that this file holds minutes." }),
    );
    put("version", version());
    put(
        "part",
        json!({
            "const": COMMON_PART,
            "description": "This is the common part: what everybody who gets a copy may read. It is not the whole record, and what is not for somebody is not in it.",
        }),
    );
    put(
        "program",
        text("The name and version of the program that made the meeting."),
    );
    put("meeting", meeting());
    put("agenda", json!({ "$ref": AGENDA_AT }));
    put(
        "settings",
        json!({
            "description": "The council's own settings files that were in use, as text, by name.",
            "type": "object",
            "additionalProperties": { "type": "string" },
        }),
    );
    put(
        "settings_not_used",
        json!({
            "description": "The council's own settings files that could not be used, so that the built-in ones applied: what was wrong, by name.",
            "type": "object",
            "additionalProperties": { "type": "string" },
        }),
    );
    for kind in listed_kinds() {
        put(
            kind.plural,
            json!({
                "type": "array",
                "description": format!("{}: {}", kind.title, kind.help),
                "items": { "$ref": format!("#/$defs/{}", kind.id) },
            }),
        );
    }
    put(
        "others",
        list(
            "Records of a kind that the writing program did not know: place and time only.",
            object(
                "One of them.",
                json!({ "id": id(), "at": time("When it was recorded."), "section": section_id(), "visibility": { "const": "restricted" } }),
                &["id", "at", "visibility"],
            ),
        ),
    );
    put("sections", sections());
    put("breaks", list("When the meeting paused.", pause()));
    put(
        "private_times",
        list(
            "When the family was on its own. Nothing was recorded then.",
            pause(),
        ),
    );
    put(
        "deadlines",
        list(
            "What has to happen by when, worked out by the rules of the settings.",
            object(
                "One deadline.",
                json!({
                    "rule": text("The id of the rule."),
                    "label": text("What it is about."),
                    "due": { "type": "string", "format": "date" },
                    "words": text("The day and its rule in words."),
                }),
                &["rule", "label", "due", "words"],
            ),
        ),
    );
    put("tallies", tallies());
    put(
        "quorum",
        list(
            "How the quorum stood at the moments that count. Numbers only: no agency is named.",
            object(
                "One moment.",
                json!({
                    "at": time("When."),
                    "when": { "enum": ["opening", "departure", "decision"] },
                    "reached": { "type": "boolean", "description": "Enough agencies were there." },
                    "have": { "type": "integer", "minimum": 0 },
                    "want": { "type": "integer", "minimum": 0 },
                }),
                &["at", "when", "reached", "have", "want"],
            ),
        ),
    );
    put("closing", closing());
    put("versions", versions());
    put("withheld", withheld());
    let mut required = vec!["format", "version", "program", "meeting", "agenda"];
    // Lists added later are missing from older files, which must stay valid.
    let first = |kind: &&Kind| LISTS_OF_VERSION_1.contains(&kind.plural);
    required.extend(listed_kinds().filter(first).map(|kind| kind.plural));
    required.extend(["sections", "breaks", "private_times", "withheld"]);
    let mut defs = Values::new();
    defs.insert("agenda".to_owned(), embedded_agenda());
    for kind in listed_kinds() {
        defs.insert(kind.id.to_owned(), open_record(kind));
    }
    json!({
        "$schema": DRAFT,
        "$id": format!("https://talking-piece.invalid/schema/minutes-{VERSION}.json"),
        "title": "Minutes of a meeting, without anything restricted",
        "type": "object",
        "properties": properties,
        "required": required,
        "$defs": defs,
    })
}

fn meeting() -> Value {
    let mut properties = json!({
        "id": text("Random; says nothing about anybody."),
        "state": { "enum": ["preparing", "open", "closed"], "description": "Where the meeting stands." },
        "kind": text("The kind of meeting, a word of the agenda."),
        "title": text("The title of the agenda."),
        "made_up": { "type": "boolean", "description": "A practice meeting: nobody in it is real." },
        "language": text("The language of the minutes (BCP 47)."),
        "status": { "enum": sign_off::STATUSES, "description": "Where the minutes stand." },
        "review_of": object(
            "The meeting that this one begins from.",
            json!({ "meeting": text("Its id."), "head": text("The hash of the last entry of its journal.") }),
            &["meeting", "head"],
        ),
        "created_at": time("When the meeting was prepared."),
        "began_at": time("When it began."),
        "closed_at": time("When it was closed."),
        "put_away": object(
            "It was begun by mistake and put away: it is in no list, and nothing in it is lost.",
            json!({ "at": time("When."), "reason": text("Why.") }),
            &["at"],
        ),
        "details": id(),
    });
    if let Some(properties) = properties.as_object_mut() {
        put_record(&details::KIND, properties);
    }
    object(
        "What meeting it is.",
        properties,
        &["id", "state", "kind", "title", "made_up", "language"],
    )
}

/// A record, or the stub of one, which may hold no answer.
fn open_record(kind: &Kind) -> Value {
    let mut properties = Values::new();
    properties.insert("id".to_owned(), id());
    properties.insert("at".to_owned(), time("When it was recorded."));
    properties.insert("section".to_owned(), section_id());
    put_record(kind, &mut properties);
    if *kind == person::KIND || *kind == child::KIND {
        properties.insert("attended".to_owned(), list("When they were here.", stay()));
    }
    hidden::put_notes(kind, &mut properties);
    let structural = ["id", "at", "section", "visibility", "struck_out_at"];
    let never: Values = properties
        .keys()
        .filter(|name| !structural.contains(&name.as_str()))
        .map(|name| (name.clone(), Value::Bool(false)))
        .collect();
    let schema = json!({
        "type": "object",
        "description": kind.title,
        "properties": properties,
        "required": ["id", "at"],
        "if": { "anyOf": [{ "required": ["visibility"] }, { "required": ["struck_out_at"] }] },
        "then": { "properties": never },
    });
    hidden::forbidden_while_hidden(kind, schema)
}

fn stay() -> Value {
    object(
        "From when to when.",
        json!({ "arrived": time("When they came."), "left": time("When they went.") }),
        &["arrived"],
    )
}

fn put_record(kind: &Kind, properties: &mut Values) {
    properties.insert(
        "visibility".to_owned(),
        json!({ "const": "restricted", "description": "That it is not for everybody; then nothing else is said about it." }),
    );
    properties.insert(
        "struck_out_at".to_owned(),
        time("When it was struck out; then nothing else is said about it."),
    );
    for field in kind.fields {
        // Listed and forbidden: so it can neither be written nor be carried over as something unknown.
        let schema = if field.restricted {
            Value::Bool(false)
        } else {
            answer(field)
        };
        properties.insert(field.name.to_owned(), schema);
    }
    properties.insert("to_confirm".to_owned(), to_confirm());
    properties.insert(
        "come_back".to_owned(),
        json!({ "type": "boolean", "description": "On the catch-up list." }),
    );
    properties.insert(
        "changed".to_owned(),
        json!({ "type": "integer", "minimum": 1, "description": "How often it was changed after it was recorded." }),
    );
}

fn answer(field: &Field) -> Value {
    let mut schema = field.schema();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), json!(field.question));
    }
    schema
}

fn sections() -> Value {
    let times = object(
        "From when to when.",
        json!({ "opened": time("When it was opened."), "closed": time("When it was closed.") }),
        &["opened"],
    );
    let skipped = object(
        "That it was left out.",
        json!({ "at": time("When."), "reason": text("Why.") }),
        &["at", "reason"],
    );
    let properties = json!({
        "id": text("Its name in the agenda; records refer to it."),
        "number": text("Its place in the agenda: \"3\", or \"3.1\" under a heading."),
        "title": text("What it is called."),
        "heading": text("The heading it stands under."),
        "mode": text("What is recorded in it."),
        "state": { "enum": ["not_started", "open", "done", "skipped"], "description": "Where it stands." },
        "planned_minutes": { "type": "integer", "minimum": 0, "description": "0: no limit." },
        "times": list("When it was open.", times),
        "skipped": skipped,
    });
    let required = [
        "id",
        "number",
        "title",
        "mode",
        "state",
        "planned_minutes",
        "times",
    ];
    list(
        "The sections, in the order of the agenda, and what happened with them.",
        object("A section.", properties, &required),
    )
}

fn tallies() -> Value {
    let number = |help: &str| json!({ "type": "integer", "minimum": 0, "description": help });
    let view = object(
        "How many agencies hold one view.",
        json!({ "view": text("The view, a code of the agency views."), "agencies": number("How many agencies.") }),
        &["view", "agencies"],
    );
    let tally = object(
        "The tally for one child.",
        json!({
            "child": id(),
            "views": list("The views that everybody may know.", view),
            "to_confirm": number("Views that could not be read yet."),
            "restricted": number("Views that are not for everybody."),
        }),
        &["child", "views"],
    );
    list(
        "What the agencies thought each child needs, counted. No agency is named.",
        tally,
    )
}

fn pause() -> Value {
    let properties = json!({
        "from": time("When it began."),
        "until": time("When it ended."),
        "section": section_id(),
        "reason": text("Why."),
    });
    object("A stretch of time.", properties, &["from"])
}

fn closing() -> Value {
    let gap = object(
        "Something that was missing.",
        json!({ "check": text("The check that found it."), "missing": text("What was missing."), "reason": text("Why the meeting was closed all the same.") }),
        &["check", "missing", "reason"],
    );
    object(
        "How the meeting was closed.",
        json!({ "at": time("When."), "gaps": list("What was missing, and why it was closed all the same.", gap) }),
        &["at", "gaps"],
    )
}

fn versions() -> Value {
    let version = object(
        "A version; both files of it are kept under its number.",
        json!({ "number": { "type": "integer", "minimum": 1 }, "at": time("When it was signed off or sent out first."), "sha256": text("The hash of its minutes.json.") }),
        &["number", "at", "sha256"],
    );
    list("The versions that were signed off or sent out.", version)
}

fn withheld() -> Value {
    let number = |help: &str| json!({ "type": "integer", "minimum": 0, "description": help });
    object(
        "How much is not in this file.",
        json!({ "records": number("Records that are not for everybody."), "fields": number("Answers that were kept back from open records.") }),
        &["records", "fields"],
    )
}

/// The agenda inside minutes. A newer agenda may have words and settings that this program does not know, so lists of
/// words become examples there, and unknown names are allowed.
fn embedded_agenda() -> Value {
    let mut schema = agenda::schema();
    loosen(&mut schema);
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("$schema");
        schema.remove("$id");
    }
    schema
}

fn loosen(schema: &mut Value) {
    match schema {
        Value::Object(schema) => {
            if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
                schema.remove("additionalProperties");
            }
            if let Some(words) = schema.get("enum").filter(|words| words.is_array()).cloned() {
                schema.remove("enum");
                schema.insert("examples".to_owned(), words);
            }
            schema.values_mut().for_each(loosen);
        }
        Value::Array(items) => items.iter_mut().for_each(loosen),
        _ => {}
    }
}

fn version() -> Value {
    json!({
        "type": "integer",
        "minimum": 1,
        "description": format!("The version of the file. A program that knows {VERSION} only may read a file with a higher one, and must not write it."),
    })
}

fn to_confirm() -> Value {
    json!({
        "type": "object",
        "description": "Answers that could not be read yet, as they were typed, by field name.",
        "additionalProperties": { "type": "string" },
    })
}

fn id() -> Value {
    json!({ "type": "string", "minLength": 1, "description": "Unique in the meeting." })
}

fn section_id() -> Value {
    text("The section that was open.")
}

fn text(help: &str) -> Value {
    json!({ "type": "string", "description": help })
}

fn time(help: &str) -> Value {
    json!({ "type": "string", "format": "date-time", "description": help })
}

fn list(help: &str, items: Value) -> Value {
    json!({ "type": "array", "description": help, "items": items })
}

fn object(help: &str, properties: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "description": help, "properties": properties, "required": required })
}
