//! Reads timescales that a person wrote as text: the rules between the settings.

use std::collections::BTreeMap;

use super::shape::TIMESCALES;
use super::{Direction, Event, Roll, Timescale, Timescales, Unit};
use crate::domain::toml_reader::{Faults, SettingsValues, Shape, Table, nearest, not_known};

/// What a timescale of a council's own cannot do without.
const NEEDED: [&str; 4] = ["label", "from_event", "amount", "unit"];

impl SettingsValues for Timescales {
    const NAME: &'static str = "timescales.toml";
    const ABOUT: &'static str = "deadlines, and how their days are counted";
    const BUILT_IN: &'static str = include_str!("../timescales.toml");
    const SHAPE: &'static Shape = &TIMESCALES;
    const KEPT: bool = true;

    fn with_file(self, root: &Table, faults: &mut Faults<'_>) -> Timescales {
        let base = self;
        let mut all = base.clone();
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        for table in root.tables("timescale") {
            let id = table.text("id");
            let line = faults.line_of(table.place_of("id").start);
            if let Some(first) = lines.get(id) {
                faults.add(
                    &table.place_of("id"),
                    format!(
                        "There is already a timescale with the name \"{id}\", on line {first}."
                    ),
                    "Give it a name that is used only once.",
                );
            } else if !id.is_empty() {
                lines.insert(id, line);
            }
            let known = base.rule(id);
            if known.is_none() && !id.is_empty() {
                is_complete(table, &base, faults);
            }
            let rule = rule(table, known.cloned().unwrap_or_default(), faults);
            match all.rules.iter_mut().find(|one| one.id == id) {
                Some(one) => *one = rule,
                None => all.rules.push(rule),
            }
        }
        for (id, at) in root.texts("leave_out") {
            if let Some(line) = lines.get(id) {
                faults.add(
                    &at,
                    format!("\"{id}\" is left out here, but line {line} says how it is."),
                    "Take it out of leave_out, or delete its [[timescale]].",
                );
            } else if base.rule(id).is_none() {
                faults.add(
                    &at,
                    format!("There is no timescale with the name \"{id}\" to leave out."),
                    not_known(id, base.rules.iter().map(|rule| rule.id.as_str())),
                );
            }
            all.rules.retain(|rule| rule.id != id);
        }
        all
    }
}

/// A timescale that the program does not know must say everything.
fn is_complete(table: &Table, base: &Timescales, faults: &mut Faults<'_>) {
    let id = table.text("id");
    let missing: Vec<&str> = NEEDED
        .into_iter()
        .filter(|name| !table.given(name) && !table.broken(name))
        .collect();
    if missing.is_empty() {
        return;
    }
    let near = nearest(id, base.rules.iter().map(|rule| rule.id.as_str()));
    let missing = missing.join(", ");
    let instead = match near {
        Some(near) => format!("\"{near}\" (did you mean that?)"),
        None => format!("Add these settings: {missing}."),
    };
    faults.add(
        &table.place_of("id"),
        format!("The program has no timescale \"{id}\", and for a new one this lacks: {missing}."),
        instead,
    );
}

fn rule(table: &Table, before: Timescale, faults: &mut Faults<'_>) -> Timescale {
    let word = |name| Some(table.text(name)).filter(|word| !word.is_empty());
    let mut rule = Timescale {
        id: table.text("id").to_owned(),
        ..before
    };
    if let Some(label) = word("label") {
        rule.label = label.to_owned();
    }
    let number = |name| {
        table
            .whole(name)
            .and_then(|number| u32::try_from(number).ok())
    };
    rule.from_event = word("from_event")
        .and_then(Event::from_word)
        .unwrap_or(rule.from_event);
    rule.amount = number("amount").unwrap_or(rule.amount);
    rule.direction = word("direction")
        .and_then(Direction::from_word)
        .unwrap_or(rule.direction);
    rule.warn_days = number("warn_days").unwrap_or(rule.warn_days);
    if table.given("count_start_day") {
        rule.count_start_day = table.yes("count_start_day");
    }
    if let Some(unit) = word("unit").and_then(Unit::from_word) {
        rule.unit = unit;
        if unit == Unit::WorkingDays {
            // The built-in way of handling non-working days no longer applies.
            rule.roll = Roll::None;
        }
    }
    rule.roll = word("roll").and_then(Roll::from_word).unwrap_or(rule.roll);
    if let Some(kinds) = kinds(table, "applies_to", faults) {
        rule.applies_to = kinds;
    }
    if let Some(kinds) = kinds(table, "applies_after", faults) {
        rule.applies_after = kinds;
    }
    let unit_is_known = word("unit").is_some() || !table.given("unit");
    if unit_is_known && rule.unit == Unit::WorkingDays && rule.roll != Roll::None {
        faults.add(
            &table.place_of("roll"),
            "\"roll\" has nothing to do where working days are counted: they never end on a day without work.",
            "Leave the line out, or count in calendar_days.",
        );
    }
    if unit_is_known && rule.amount > rule.unit.most() {
        let name = if number("amount").is_some() {
            "amount"
        } else {
            "unit"
        };
        faults.add(
            &table.place_of(name),
            format!("{} are more than two years.", rule.unit.amount(rule.amount)),
            "Look at the unit: calendar_days, working_days, weeks or months.",
        );
    }
    rule
}

/// A list of kinds of meeting; `None` when it was not given.
fn kinds(table: &Table, name: &str, faults: &mut Faults<'_>) -> Option<Vec<String>> {
    if !table.given(name) {
        return None;
    }
    // If it is not a list at all, that has been reported already.
    if table.is_list(name) && table.length_of(name) == 0 {
        faults.add(
            &table.place_of(name),
            format!("\"{name}\" is empty, so it is not clear which meetings are meant."),
            "Leave the line out for all of them; leave_out at the top of the file drops a timescale.",
        );
    }
    let mut kinds: Vec<String> = Vec::new();
    for (kind, at) in table.texts(name) {
        if kinds.iter().any(|one| one == kind) {
            faults.add(
                &at,
                format!("\"{kind}\" appears here twice."),
                "Name each kind of meeting once.",
            );
        } else {
            kinds.push(kind.to_owned());
        }
    }
    Some(kinds)
}
