//! What a minutes file from elsewhere marks as restricted, wherever the mark is. Whoever made the file may have put it
//! where no program of ours would: then what is marked stays out of the open minutes all the same.

use super::listed_kinds;
use super::write::OTHERS;
use crate::domain::record::Kind;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// What a stub may say: that there is something, and nothing else.
const OF_A_STUB: [&str; 5] = ["id", "at", "section", "visibility", "struck_out_at"];

/// Lists of the restricted part: in open minutes none of them has a place.
const OF_THE_RESTRICTED_PART: [&str; 7] = [
    "records",
    "kept_back",
    "struck_out",
    "former",
    "undone",
    "said_without",
    "reasons",
];

/// Another name of an answer that is never open: `phone`, of somebody's `contact`.
fn is_never_open(kind: &Kind, name: &str) -> bool {
    let is_known = kind.fields.iter().any(|field| field.name == name);
    let mut never_open = kind.fields.iter().filter(|field| field.restricted);
    !is_known && never_open.any(|field| field.is_called(name))
}

/// Restricted (or of a visibility nobody here knows), or struck out.
pub(super) fn is_marked(object: &Map<String, Value>) -> bool {
    let is_everyones = |visibility: &Value| visibility.as_str() == Some("everyone");
    object.contains_key("struck_out_at")
        || object.get("restricted") == Some(&Value::Bool(true))
        || object
            .get("visibility")
            .is_some_and(|visibility| !is_everyones(visibility))
}

/// Removes what is marked from a minutes file, and marks what shares its id with something marked: nobody can tell which
/// of the two is meant. Records themselves stay and are read as stubs.
pub(super) fn keep_back(file: &mut Value) {
    let Some(file) = file.as_object_mut() else {
        return;
    };
    mark_the_same_ids(file);
    file.retain(|name, value| match value {
        // Its sections say who may read what is recorded in them; nothing in it was said in the meeting.
        _ if name == "agenda" => true,
        _ if OF_THE_RESTRICTED_PART.contains(&name.as_str()) => false,
        Value::Array(rows) if is_list_of_records(name) => {
            let kind = listed_kinds().find(|kind| kind.plural == name);
            let rows = rows.iter_mut().filter_map(Value::as_object_mut);
            rows.for_each(|row| {
                row.retain(|name, inner| {
                    let never_open = kind.is_some_and(|kind| is_never_open(kind, name));
                    !never_open && without_marked(inner)
                });
            });
            true
        }
        Value::Object(object) if name == "meeting" => {
            object.retain(|_, inner| without_marked(inner));
            true
        }
        value => without_marked(value),
    });
}

fn is_list_of_records(name: &str) -> bool {
    name == OTHERS || listed_kinds().any(|kind| kind.plural == name)
}

/// Removes every marked object below `value`; returns whether `value` itself may stay. What is only a stub stays.
pub(super) fn without_marked(value: &mut Value) -> bool {
    match value {
        Value::Object(object) if !may_stay(object) => return false,
        Value::Object(object) => object.retain(|_, inner| without_marked(inner)),
        Value::Array(items) => items.retain_mut(without_marked),
        _ => {}
    }
    true
}

fn may_stay(object: &Map<String, Value>) -> bool {
    !is_marked(object) || object.keys().all(|name| OF_A_STUB.contains(&name.as_str()))
}

fn mark_the_same_ids(file: &mut Map<String, Value>) {
    let mut seen: HashMap<String, bool> = HashMap::new();
    let mut unsure: HashSet<String> = HashSet::new();
    for (id, row) in rows(file) {
        let marked = is_marked(row);
        let before = seen.insert(id.clone(), marked);
        if before.is_some_and(|before| before || marked) {
            unsure.insert(id);
        }
    }
    if unsure.is_empty() {
        return;
    }
    for list in file.values_mut().filter_map(Value::as_array_mut) {
        for row in list.iter_mut().filter_map(Value::as_object_mut) {
            let id = row.get("id").and_then(Value::as_str);
            if id.is_some_and(|id| unsure.contains(id)) && !is_marked(row) {
                row.insert("visibility".to_owned(), json!("restricted"));
            }
        }
    }
}

fn rows(file: &Map<String, Value>) -> impl Iterator<Item = (String, &Map<String, Value>)> {
    let lists = file.values().filter_map(Value::as_array).flatten();
    lists.filter_map(|row| {
        let row = row.as_object()?;
        Some((row.get("id")?.as_str()?.to_owned(), row))
    })
}
