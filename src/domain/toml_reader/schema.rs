//! The JSON Schema (draft 2020-12) of a shape, for completion in editors and for other programs. Only basic keywords,
//! because small tools know no others.

use serde_json::{Map, Value, json};

use super::{Kind, LONGEST_VALUE, MOST_PARTS, Shape};

/// The schema of a whole file. `id` is its name (`$id`), `title` says what it describes.
pub fn schema(shape: &Shape, id: &str, title: &str) -> Value {
    let mut whole = Map::new();
    whole.insert(
        "$schema".to_string(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    whole.insert("$id".to_string(), json!(id));
    whole.insert("title".to_string(), json!(title));
    whole.extend(of_shape(shape));
    Value::Object(whole)
}

fn of_shape(shape: &Shape) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in shape.fields {
        let Some(mut described) = of_kind(&field.kind) else {
            continue;
        };
        described.insert("description".to_string(), json!(field.help));
        properties.insert(field.name.to_string(), Value::Object(described));
        if field.required {
            required.push(json!(field.name));
        }
    }
    let mut described = Map::new();
    described.insert("description".to_string(), json!(shape.about));
    described.insert("type".to_string(), json!("object"));
    described.insert("properties".to_string(), Value::Object(properties));
    if !required.is_empty() {
        described.insert("required".to_string(), Value::Array(required));
    }
    described.insert("additionalProperties".to_string(), json!(false));
    described
}

fn of_kind(kind: &Kind) -> Option<Map<String, Value>> {
    let described = match kind {
        // "\S": something that can be seen.
        Kind::Line => json!({ "type": "string", "pattern": "\\S", "maxLength": LONGEST_VALUE }),
        Kind::Text => json!({ "type": "string", "maxLength": LONGEST_VALUE }),
        Kind::Id => json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$" }),
        Kind::Whole { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::YesNo => json!({ "type": "boolean" }),
        Kind::Choice(words) => json!({ "type": "string", "enum": names(words) }),
        Kind::Word(words) => json!({ "type": "string", "examples": names(words) }),
        Kind::List(inner) => json!({ "type": "array", "items": of_kind(inner)? }),
        Kind::Table(shape) => Value::Object(of_shape(shape)),
        Kind::Tables(shape) => {
            json!({ "type": "array", "items": of_shape(shape), "maxItems": MOST_PARTS })
        }
        Kind::NotHere(..) => return None,
    };
    match described {
        Value::Object(described) => Some(described),
        _ => None,
    }
}

fn names(words: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    words.iter().map(|word| word.0).collect()
}
