//! What a newer program wrote into a file and this one does not know is carried over when the file is rewritten. Never
//! into a stub: there, unknown text may be the very words that are withheld. It goes by the schema alone.

use super::marked::{is_marked, without_marked};
use serde_json::{Map, Value};

/// Carries over, at every level, what is in `old`, is not a property of `schema`, and is not in `new`. Objects in lists
/// are matched by their `id`; one that is gone from the list is not brought back. Nothing is carried into or below an
/// object of `new` that is restricted or struck out, out of one of `old`, or between those of an id that is there twice.
pub fn carry_unknown(schema: &Value, old: &Value, new: &mut Value) {
    carry(schema, schema, old, new);
}

/// Whether there is anything at all to carry over.
pub fn has_unknown(schema: &Value, file: &Value) -> bool {
    is_beyond(schema, schema, file)
}

fn is_beyond(root: &Value, schema: &Value, value: &Value) -> bool {
    let schema = resolved(root, schema);
    match value {
        Value::Object(object) => {
            let Some(properties) = schema.get("properties") else {
                return false;
            };
            object
                .iter()
                .any(|(name, value)| match properties.get(name) {
                    Some(inner) => is_beyond(root, inner, value),
                    None => true,
                })
        }
        Value::Array(items) => {
            let inner = schema.get("items").unwrap_or(&Value::Null);
            items.iter().any(|item| is_beyond(root, inner, item))
        }
        _ => false,
    }
}

fn carry(root: &Value, schema: &Value, old: &Value, new: &mut Value) {
    let schema = resolved(root, schema);
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => carry_object(root, schema, old, new),
        (Value::Array(old), Value::Array(new)) => {
            let items = schema.get("items").unwrap_or(&Value::Null);
            for item in new {
                let id = item.get("id").and_then(Value::as_str).map(str::to_owned);
                let before = id.and_then(|id| {
                    let is_it = |item: &&Value| item.get("id").and_then(Value::as_str) == Some(&id);
                    let mut all = old.iter().filter(is_it);
                    all.next().filter(|_| all.next().is_none())
                });
                if let Some(before) = before {
                    carry(root, items, before, item);
                }
            }
        }
        _ => {}
    }
}

fn carry_object(
    root: &Value,
    schema: &Value,
    old: &Map<String, Value>,
    new: &mut Map<String, Value>,
) {
    if is_marked(new) || is_marked(old) {
        return;
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let known = |name: &str| properties.and_then(|properties| properties.get(name));
    for (name, value) in old {
        match (known(name), new.get_mut(name)) {
            (Some(inner), Some(now)) => carry(root, inner, value, now),
            // A list of answers by field name: anything gone from it has since been answered.
            (None, None) if properties.is_some() => {
                let mut value = value.clone();
                if without_marked(&mut value) {
                    new.insert(name.clone(), value);
                }
            }
            _ => {}
        }
    }
}

/// Follows `$ref`s inside the schema; a handful at most, so that a cycle ends.
fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let mut schema = schema;
    for _ in 0..8 {
        let Some(pointer) = schema.get("$ref").and_then(Value::as_str) else {
            break;
        };
        let found = pointer
            .strip_prefix('#')
            .and_then(|path| root.pointer(path));
        schema = found.unwrap_or(&Value::Null);
    }
    schema
}
