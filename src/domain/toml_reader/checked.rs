//! Compares what was read with its shape: unknown names, wrong kinds, what is missing, what is too much.

use toml::de::{DeTable, DeValue};

use super::fault::{Faults, Span, is_hidden};
use super::statements::is_heading;
use super::syntax::{Broken, Parsed};
use super::table::{Table, Value};
use super::{FieldShape, Kind, LONGEST_VALUE, MOST_PARTS, Shape, nearest, not_known};

pub(super) fn check(
    text: &str,
    parsed: &Parsed<'_>,
    shape: &Shape,
    faults: &mut Faults<'_>,
) -> Table {
    let (root, _) = DeTable::parse_recoverable(&parsed.text);
    let mut check = Check {
        text,
        broken: &parsed.broken,
        parts: 0,
        faults,
    };
    check.table(root.get_ref(), 0..0, shape, "")
}

struct Check<'c, 'a> {
    text: &'c str,
    broken: &'c [Broken],
    parts: usize,
    faults: &'c mut Faults<'a>,
}

impl Check<'_, '_> {
    fn table(&mut self, given: &DeTable<'_>, span: Span, shape: &Shape, path: &str) -> Table {
        let mut table = Table::empty(span);
        for (key, value) in given {
            let name: &str = key.get_ref();
            match shape.field(name) {
                None => {
                    // Anyone who mistypes a name need not be told that the right one is missing.
                    if let Some(meant) = self.unknown(name, key.span(), shape) {
                        table.put_broken(meant);
                    }
                }
                Some(FieldShape {
                    kind: Kind::NotHere(message, instead),
                    ..
                }) => {
                    self.faults.add(&key.span(), *message, *instead);
                }
                Some(field) => {
                    let checked = self.value(
                        value.get_ref(),
                        &value.span(),
                        field.name,
                        &field.kind,
                        path,
                    );
                    if field.required
                        && matches!(&checked, Value::Tables(tables) if tables.is_empty())
                    {
                        self.faults.add(
                            &value.span(),
                            format!("\"{name}\" is empty."),
                            field.example(),
                        );
                    }
                    table.put(field.name, key.span(), value.span(), checked);
                }
            }
        }
        self.note_broken(&mut table);
        for field in shape
            .fields
            .iter()
            .filter(|field| field.required && !table.given(field.name))
        {
            if !table.broken(field.name) {
                self.faults.add(
                    &table.span(),
                    format!("{} has no \"{}\".", capital(shape.name), field.name),
                    how_to_add(field, path),
                );
            }
        }
        table
    }

    fn unknown(&mut self, name: &str, at: Span, shape: &Shape) -> Option<&'static str> {
        let near = nearest(name, shape.names());
        let instead = match near {
            Some(near) => format!("{near} (did you mean that?)"),
            None => format!("one of {}", shape.names().collect::<Vec<_>>().join(", ")),
        };
        self.faults.add(
            &at,
            format!("\"{}\" is not a setting of {}.", short(name), shape.name),
            instead,
        );
        near
    }

    /// Notes the settings that seem to be there, but in lines that could not be read, so that
    /// nobody is told to add what is there already.
    fn note_broken(&self, table: &mut Table) {
        if self.broken.is_empty() {
            return;
        }
        let start = table.span().start;
        let mut end = start;
        let rest = self.text.get(start..).unwrap_or_default();
        for (count, line) in rest.split_inclusive('\n').enumerate() {
            if count > 0 && is_heading(line) {
                break;
            }
            end += line.len();
        }
        for broken in self.broken {
            if broken.heading {
                table.put_broken(broken.name.rsplit('.').next().unwrap_or_default());
            } else if (start..end).contains(&broken.at) {
                table.put_broken(&broken.name);
            }
        }
    }

    fn value(
        &mut self,
        given: &DeValue<'_>,
        at: &Span,
        name: &str,
        kind: &Kind,
        path: &str,
    ) -> Value {
        let inside = below(path, name);
        match (kind, given) {
            (
                Kind::Line | Kind::Text | Kind::Id | Kind::Choice(_) | Kind::Word(_),
                DeValue::String(text),
            ) => self.text(text, at, name, kind),
            (Kind::Whole { min, max }, DeValue::Integer(number)) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) if (*min..=*max).contains(&number) => Value::Whole(number),
                    _ => self.fault(
                        at,
                        format!("\"{name}\" is a whole number from {min} to {max}."),
                        format!("a number from {min} to {max}"),
                    ),
                }
            }
            (Kind::YesNo, DeValue::Boolean(yes)) => Value::YesNo(*yes),
            (Kind::List(inner), DeValue::Array(items)) => Value::List(
                items
                    .iter()
                    .map(|item| {
                        (
                            self.value(item.get_ref(), &item.span(), name, inner, path),
                            item.span(),
                        )
                    })
                    .collect(),
            ),
            (Kind::Table(shape), DeValue::Table(table)) => {
                Value::Tables(vec![self.table(table, at.clone(), shape, &inside)])
            }
            (Kind::Tables(shape), DeValue::Array(items))
                if items.iter().all(|item| item.get_ref().is_table()) =>
            {
                self.tables(
                    items.iter().map(|item| (item.get_ref(), item.span())),
                    shape,
                    &inside,
                )
            }
            _ => self.wrong_kind(given, at, name, kind),
        }
    }

    fn tables<'v, 'd: 'v>(
        &mut self,
        items: impl Iterator<Item = (&'v DeValue<'d>, Span)>,
        shape: &Shape,
        path: &str,
    ) -> Value {
        let mut tables = Vec::new();
        for (item, span) in items {
            self.parts += 1;
            if self.parts == MOST_PARTS + 1 {
                self.faults.add(
                    &span,
                    format!("This file has more than {MOST_PARTS} parts; the most that are read is {MOST_PARTS}."),
                    "Make two files of it, or fewer parts.",
                );
            }
            if self.parts > MOST_PARTS {
                break;
            }
            if let DeValue::Table(table) = item {
                tables.push(self.table(table, span, shape, path));
            }
        }
        Value::Tables(tables)
    }

    fn text(&mut self, text: &str, at: &Span, name: &str, kind: &Kind) -> Value {
        if text.len() > LONGEST_VALUE {
            return self.fault(
                at,
                format!(
                    "\"{name}\" is too long: {} bytes. The most that is read is {LONGEST_VALUE}.",
                    text.len()
                ),
                "Make the text shorter.",
            );
        }
        if text
            .chars()
            .any(|c| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t'))
        {
            return self.fault(
                at,
                format!("There is an invisible control character in \"{name}\"."),
                "Type the text again, without it.",
            );
        }
        match kind {
            Kind::Text => return Value::Text(text.trim_end().replace("\r\n", "\n")),
            _ if text.trim().is_empty() => {
                return self.fault(
                    at,
                    format!("\"{name}\" is empty."),
                    format!("{name} = {}", kind.example()),
                );
            }
            Kind::Line if text.contains(['\n', '\r']) => {
                return self.fault(
                    at,
                    format!("\"{name}\" stands on one line."),
                    "the words without a line break",
                );
            }
            Kind::Id if !is_id(text) => {
                let instead = match slug(text) {
                    slug if is_id(&slug) && slug.len() * 2 > text.chars().count() => {
                        format!("\"{slug}\"")
                    }
                    _ => "\"a-short-name\"".to_string(),
                };
                return self.fault(
                    at,
                    format!(
                        "\"{}\" is not a short name: small letters a to z, digits, - and _ only.",
                        short(text)
                    ),
                    instead,
                );
            }
            Kind::Choice(words) if !words.iter().any(|word| word.0 == text) => {
                let instead = not_known(text, words.iter().map(|word| word.0));
                return self.fault(
                    at,
                    format!("\"{}\" is not a word for \"{name}\".", short(text)),
                    instead,
                );
            }
            _ => {}
        }
        Value::Text(text.trim().to_string())
    }

    fn wrong_kind(&mut self, given: &DeValue<'_>, at: &Span, name: &str, kind: &Kind) -> Value {
        let raw = short(self.text.get(at.clone()).unwrap_or_default().trim());
        let bare = raw.trim_matches(['"', '\'']).to_string();
        if matches!((kind, given), (Kind::Tables(_), DeValue::Table(_))) && !raw.starts_with('{') {
            return self.fault(
                at,
                format!("There is no [[{name}]] above this heading, so it belongs to nothing."),
                format!("Put [[{name}]] and its settings above it."),
            );
        }
        let instead = match (kind, given) {
            (Kind::Tables(_), DeValue::Table(_)) => {
                format!("[[{name}]] (two brackets: there can be several)")
            }
            (Kind::Table(_), DeValue::Array(_)) => {
                format!("[{name}] (one bracket: there is only one)")
            }
            (Kind::Table(_) | Kind::Tables(_), _) => format!(
                "{} on a line of its own, and its settings below",
                kind_heading(name, kind)
            ),
            (Kind::List(inner), DeValue::String(_)) if !matches!(**inner, Kind::Whole { .. }) => {
                format!("{name} = [\"{bare}\"]")
            }
            (Kind::Whole { .. }, DeValue::String(_)) if bare.parse::<i64>().is_ok() => {
                format!("{name} = {bare} (without quotes)")
            }
            (Kind::YesNo, DeValue::String(_)) => match bare.to_lowercase().as_str() {
                "true" | "yes" => format!("{name} = true (without quotes)"),
                "false" | "no" => format!("{name} = false (without quotes)"),
                _ => format!("{name} = true, or {name} = false"),
            },
            (
                Kind::Line | Kind::Text | Kind::Id,
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_),
            ) => {
                format!("{name} = \"{bare}\"")
            }
            (
                Kind::Line | Kind::Text | Kind::Id | Kind::Choice(_) | Kind::Word(_),
                DeValue::Array(_),
            ) => {
                format!("{} (one value, without square brackets)", kind.example())
            }
            _ => format!("{name} = {}", kind.example()),
        };
        let words = match kind {
            Kind::Choice(_) | Kind::Word(_) => "one word, in quotes".to_string(),
            Kind::List(_) => "a list in square brackets".to_string(),
            kind => kind.words(),
        };
        self.fault(
            at,
            format!("\"{name}\" is {words}; this is {}.", called(given)),
            instead,
        )
    }

    fn fault(&mut self, at: &Span, message: String, instead: impl Into<String>) -> Value {
        self.faults.add(at, message, instead);
        Value::Faulty
    }
}

fn below(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}

fn how_to_add(field: &FieldShape, path: &str) -> String {
    match field.kind {
        Kind::Tables(_) if !path.is_empty() => format!(
            "Add [[{}]] on a line of its own below it, and its settings.",
            below(path, field.name)
        ),
        _ => format!("Add a line: {}", field.example()),
    }
}

fn kind_heading(name: &str, kind: &Kind) -> String {
    if matches!(kind, Kind::Tables(_)) {
        format!("[[{name}]]")
    } else {
        format!("[{name}]")
    }
}

fn called(given: &DeValue<'_>) -> &'static str {
    match given {
        DeValue::String(_) => "words in quotes",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a part with settings of its own",
    }
}

fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.trim().to_lowercase().chars().take(64) {
        match c {
            'a'..='z' | '0'..='9' | '_' => slug.push(c),
            '\'' | '’' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_string()
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 40 {
        line.to_string()
    } else {
        line.chars().take(39).chain(['…']).collect()
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
