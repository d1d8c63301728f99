//! JSON: the same document for another program, in the same order. Its schema (`schema paper`) says what may stand in it.

use super::{Format, Needs};
use crate::documents::document::{Block, Document, Mark, Table};
use crate::domain::text::sanitise::clean;
use serde_json::{Map, Value, json};

pub const JSON: Format = Format {
    id: "json",
    title: "JSON",
    about: "for another program, such as a case system",
    extension: "json",
    needs: Needs::Words,
    print: |document, _| Ok(format!("{:#}\n", written(document)).into_bytes()),
    ..Format::DEFAULT
};

/// Changes when something that another program relies on becomes another thing; what is only added does not count.
const VERSION: u32 = 1;

fn written(document: &Document) -> Value {
    let mut paper = Map::new();
    let mut put = |name: &str, value: Value| {
        paper.insert(name.to_owned(), value);
    };
    put("format", "talking-piece paper".into());
    put("version", VERSION.into());
    put("title", words(&document.title));
    put("language", words(&document.language));
    put("named", list(&document.named));
    if let Some(day) = document.day {
        put("day", day.to_string().into());
    }
    put("on_each_page", list(&document.on_each_page));
    let blocks = document.blocks.iter().map(block);
    put("blocks", blocks.collect::<Vec<_>>().into());
    if let Some(rows) = &document.rows {
        put("rows", table(rows));
    }
    Value::Object(paper)
}

/// What a block is its first name says.
fn block(block: &Block) -> Value {
    match block {
        Block::Heading { level, text } => json!({ "heading": words(text), "level": level }),
        Block::Paragraph(text) => json!({ "paragraph": words(text) }),
        Block::Quote { text, whose } => json!({ "quote": words(text), "whose": words(whose) }),
        Block::Facts(facts) => {
            let facts = facts
                .iter()
                .map(|(name, value)| json!({ "name": words(name), "value": words(value) }));
            json!({ "facts": facts.collect::<Vec<_>>() })
        }
        Block::List { numbered, items } => json!({ "list": list(items), "numbered": numbered }),
        Block::Example(lines) => json!({ "example": list(lines) }),
        Block::Table(rows) => json!({ "table": table(rows) }),
        Block::Marked { mark, text } => json!({ "marked": code(*mark), "words": words(text) }),
    }
}

fn code(mark: Mark) -> &'static str {
    match mark {
        Mark::MadeUp => "made_up",
        Mark::Restricted => "restricted",
        Mark::StruckOut => "struck_out",
        Mark::ToConfirm => "to_confirm",
    }
}

fn table(table: &Table) -> Value {
    let rows = table.rows.iter().map(|row| list(row));
    json!({ "header": list(&table.header), "rows": rows.collect::<Vec<_>>() })
}

fn list(texts: &[String]) -> Value {
    texts
        .iter()
        .map(|text| words(text))
        .collect::<Vec<_>>()
        .into()
}

fn words(text: &str) -> Value {
    clean(text).text.into_owned().into()
}

/// Of one paper as JSON (JSON Schema, draft 2020-12).
pub fn schema() -> Value {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let of = |name: &str, properties: Value| {
        let required: Vec<&String> = properties
            .as_object()
            .map(|all| all.keys().collect())
            .unwrap_or_default();
        json!({
            "title": name,
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": false
        })
    };
    let text = || json!({ "type": "string" });
    let table = of(
        "Rows of cells: each row has as many as the header",
        json!({ "header": texts, "rows": { "type": "array", "items": texts } }),
    );
    let fact = of(
        "A name and what belongs to it",
        json!({ "name": text(), "value": text() }),
    );
    let marks = [
        Mark::MadeUp,
        Mark::Restricted,
        Mark::StruckOut,
        Mark::ToConfirm,
    ]
    .map(code);
    let blocks = [
        of(
            "A heading: 1 for the parts of the paper, 2 for what is in them",
            json!({ "heading": text(), "level": { "type": "integer", "minimum": 1 } }),
        ),
        of("A paragraph", json!({ "paragraph": text() })),
        of(
            "Exact words of somebody",
            json!({ "quote": text(), "whose": text() }),
        ),
        of(
            "Facts",
            json!({ "facts": { "type": "array", "items": fact } }),
        ),
        of(
            "A list",
            json!({ "list": texts, "numbered": { "type": "boolean" } }),
        ),
        of("Lines as they are typed", json!({ "example": texts })),
        of("A table", json!({ "table": table })),
        of(
            "A paragraph that must not be overlooked",
            json!({ "marked": { "enum": marks }, "words": text() }),
        ),
    ];
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A paper of talking-piece",
        "description": "One paper as JSON: what it says, in its order. Texts are plain words.",
        "type": "object",
        "required": ["format", "version", "title", "language", "named", "on_each_page", "blocks"],
        "properties": {
            "format": { "const": "talking-piece paper" },
            "version": { "const": VERSION },
            "title": text(),
            "language": { "type": "string", "description": "BCP 47: en-GB" },
            "named": { "type": "array", "items": text(), "description": "What identifies the meeting: its day, its reference" },
            "day": { "type": "string", "format": "date", "description": "The day on which the meeting was held" },
            "on_each_page": { "type": "array", "items": text(), "description": "For whom it is, whether it is settled, which version" },
            "blocks": { "type": "array", "items": { "oneOf": blocks } },
            "rows": table
        },
        "additionalProperties": false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_there_in_its_order_and_nothing_of_a_terminal() {
        let mut document = Document::new("A \u{1b}[2Jletter".to_owned(), "en-GB".to_owned());
        document.heading(1, "What \"we\" agreed");
        document.paragraph("one\ntwo");
        document.list(vec!["a".to_owned(), "b".to_owned()]);
        document.facts(vec![("Venue".to_owned(), "Elm Room".to_owned())]);
        document.table(vec!["Who".to_owned()], vec![vec!["KS".to_owned()]]);
        let printed = JSON.printed(&document, 78).unwrap();
        let read: Value = serde_json::from_slice(&printed).unwrap();
        assert_eq!(
            read.get("blocks").unwrap(),
            &json!([
                { "heading": "What \"we\" agreed", "level": 1 },
                { "paragraph": "one\ntwo" },
                { "list": ["a", "b"], "numbered": false },
                { "facts": [{ "name": "Venue", "value": "Elm Room" }] },
                { "table": { "header": ["Who"], "rows": [["KS"]] } },
            ])
        );
        assert!(!read.to_string().contains("\\u001b"), "{read}");
    }
}
