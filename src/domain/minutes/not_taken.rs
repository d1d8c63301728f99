//! What of a minutes file from elsewhere did not come in. Nothing is left out in silence: each place is named, by list,
//! row and answer. The words themselves are not told: they may be the ones that are kept back.

use chrono::DateTime;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The places of `given` that are missing from `kept` or differ there.
pub(super) fn not_taken(given: &Value, kept: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let (Some(given), Some(kept)) = (given.as_object(), kept.as_object()) else {
        return places;
    };
    for (name, value) in given {
        // The file says another number of its own after an upgrade.
        if name != "version" {
            compare(name, value, kept.get(name), &mut places);
        }
    }
    places
}

fn compare(place: &str, given: &Value, kept: Option<&Value>, places: &mut Vec<String>) {
    match (given, kept) {
        (given, None) if says_nothing(given) => {}
        (Value::Object(given), Some(Value::Object(kept))) => {
            for (name, value) in given {
                compare(&format!("{place}, {name}"), value, kept.get(name), places);
            }
        }
        (Value::Array(given), Some(Value::Array(kept))) => rows(place, given, kept, places),
        (Value::Array(given), None) => rows(place, given, &[], places),
        (given, Some(kept)) if is_same(given, kept) => {}
        _ => places.push(place.to_owned()),
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A time may be written in several ways.
fn is_same(given: &Value, kept: &Value) -> bool {
    let time = |value: &Value| DateTime::parse_from_rfc3339(value.as_str()?).ok();
    given == kept || time(given).is_some_and(|at| Some(at) == time(kept))
}

fn rows(place: &str, given: &[Value], kept: &[Value], places: &mut Vec<String>) {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, item) in kept.iter().enumerate().rev() {
        if let Some(id) = id(item) {
            by_id.entry(id).or_default().push(at);
        }
    }
    let mut is_used = vec![false; kept.len()];
    for (number, item) in given.iter().enumerate() {
        let place = format!("{place}, row {}", number + 1);
        let of_id = id(item).map(|id| by_id.get_mut(id).and_then(Vec::pop));
        let found = of_id.unwrap_or_else(|| {
            let free = |wanted: fn(&Value, &Value) -> bool| {
                let mut free = (0..kept.len()).filter(|at| is_used.get(*at) == Some(&false));
                free.find(|at| kept.get(*at).is_some_and(|kept| wanted(item, kept)))
            };
            free(is_all_in).or_else(|| free(is_same_row))
        });
        let Some(at) = found else {
            places.push(place);
            continue;
        };
        if let Some(used) = is_used.get_mut(at) {
            *used = true;
        }
        compare(&place, item, kept.get(at), places);
    }
}

/// Rows without an id are told apart by one of these.
const TOLD_APART_BY: [&str; 8] = [
    "from", "arrived", "opened", "at", "rule", "child", "missing", "number",
];

fn is_same_row(given: &Value, kept: &Value) -> bool {
    TOLD_APART_BY.iter().any(|name| {
        let both = given.get(name).zip(kept.get(name));
        both.is_some_and(|(given, kept)| is_same(given, kept))
    })
}

fn is_all_in(given: &Value, kept: &Value) -> bool {
    let mut missing = Vec::new();
    compare("", given, Some(kept), &mut missing);
    missing.is_empty()
}

fn id(item: &Value) -> Option<&str> {
    item.as_object()
        .and_then(|row: &Map<String, Value>| row.get("id")?.as_str())
}
