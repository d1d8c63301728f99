//! The settings that were read, each with its place in the text, so that later rules can point at it.

use super::fault::Span;

/// One part of a file: the file itself, or what stands under a `[[name]]`.
#[derive(Debug)]
pub struct Table {
    span: Span,
    entries: Vec<TableEntry>,
    broken: Vec<String>,
}

#[derive(Debug)]
struct TableEntry {
    name: &'static str,
    key: Span,
    at: Span,
    value: Value,
}

/// A value of the right kind, or the mark that there was one of the wrong kind.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    YesNo(bool),
    List(Vec<(Value, Span)>),
    Tables(Vec<Table>),
    Faulty,
}

impl Table {
    pub(super) fn empty(span: Span) -> Self {
        Table {
            span,
            entries: Vec::new(),
            broken: Vec::new(),
        }
    }

    pub(super) fn put(&mut self, name: &'static str, key: Span, at: Span, value: Value) {
        self.entries.push(TableEntry {
            name,
            key,
            at,
            value,
        });
    }

    pub(super) fn put_broken(&mut self, name: &str) {
        self.broken.push(name.to_string());
    }

    fn entry(&self, name: &str) -> Option<&TableEntry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// Where the part begins: its heading.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    pub fn given(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// Whether the setting seems to be there, but in a line that could not be read at all.
    pub fn broken(&self, name: &str) -> bool {
        self.broken.iter().any(|broken| broken == name)
    }

    /// Where the value of a setting stands; the heading of the part when it was not given.
    pub fn place_of(&self, name: &str) -> Span {
        self.entry(name)
            .map_or_else(|| self.span(), |entry| entry.at.clone())
    }

    /// Where the name of a setting stands; the heading of the part when it was not given.
    pub fn name_place(&self, name: &str) -> Span {
        self.entry(name)
            .map_or_else(|| self.span(), |entry| entry.key.clone())
    }

    /// A text; empty when it was not given, or was faulty.
    pub fn text(&self, name: &str) -> &str {
        match self.entry(name).map(|entry| &entry.value) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// A number; `None` when it was not given, or was faulty.
    pub fn whole(&self, name: &str) -> Option<i64> {
        match self.entry(name).map(|entry| &entry.value) {
            Some(Value::Whole(number)) => Some(*number),
            _ => None,
        }
    }

    /// Yes or no; no when it was not given.
    pub fn yes(&self, name: &str) -> bool {
        matches!(
            self.entry(name).map(|entry| &entry.value),
            Some(Value::YesNo(true))
        )
    }

    /// The texts of a list, each with its place; without the faulty ones.
    pub fn texts(&self, name: &str) -> Vec<(&str, Span)> {
        let Some(Value::List(items)) = self.entry(name).map(|entry| &entry.value) else {
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|(value, at)| match value {
                Value::Text(text) => Some((text.as_str(), at.clone())),
                _ => None,
            })
            .collect()
    }

    /// Whether the value is a list at all, empty or not.
    pub fn is_list(&self, name: &str) -> bool {
        let value = self.entry(name).map(|entry| &entry.value);
        matches!(value, Some(Value::List(_)))
    }

    pub fn length_of(&self, name: &str) -> usize {
        match self.entry(name).map(|entry| &entry.value) {
            Some(Value::List(items)) => items.len(),
            Some(Value::Tables(tables)) => tables.len(),
            _ => 0,
        }
    }

    /// The parts under `[[name]]`, in the order of the file (one for a `[name]`).
    pub fn tables(&self, name: &str) -> &[Table] {
        match self.entry(name).map(|entry| &entry.value) {
            Some(Value::Tables(tables)) => tables,
            _ => &[],
        }
    }
}
