//! Reads bank holidays and closure days that a person wrote as text: the rules between the settings.

use super::date_words::write_short;
use super::shape::{BANK_HOLIDAYS, CLOSURES};
use super::written_day::read_day_of_settings;
use super::{BankHolidays, Closure, Closures, Division};
use crate::domain::toml_reader::{Faults, SettingsValues, Shape, Table};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// In days; anything longer is taken for a slip in the year.
const LONGEST_CLOSURE: i64 = 100;

static BUILT_IN: LazyLock<BankHolidays> = LazyLock::new(|| {
    BankHolidays::read_over(BankHolidays::BUILT_IN, BankHolidays::default()).unwrap_or_default()
});

impl SettingsValues for BankHolidays {
    const NAME: &'static str = "bank_holidays.toml";
    const ABOUT: &'static str = "bank holidays, if the built-in ones are out of date";
    const BUILT_IN: &'static str = include_str!("bank_holidays.toml");
    const SHAPE: &'static Shape = &BANK_HOLIDAYS;
    const KEPT: bool = true;

    /// Read once: they are by far the longest of all the files, and every meeting with its own settings asks for them.
    fn built_in() -> BankHolidays {
        BUILT_IN.clone()
    }

    fn with_file(self, root: &Table, faults: &mut Faults<'_>) -> BankHolidays {
        let mut all = BankHolidays::default();
        let years = covered_years(root, faults);
        let mut lines: BTreeMap<(Division, NaiveDate), usize> = BTreeMap::new();
        let mut with_days: BTreeSet<(Division, i32)> = BTreeSet::new();
        let mut named: BTreeSet<Division> = BTreeSet::new();
        for table in root.tables("bank_holiday") {
            let date = read_day_of_settings(table, "date", faults);
            let divisions = divisions(table, faults);
            named.extend(&divisions);
            let Some(date) = date else { continue };
            let at = table.place_of("date");
            if years.is_some_and(|(from, to, _)| !(from..=to).contains(&date.year())) {
                faults.add(
                    &at,
                    format!(
                        "{} is in none of the years that this file is for.",
                        write_short(date)
                    ),
                    "Change from_year or to_year at the top of the file, or the date.",
                );
            }
            let line = faults.line_of(at.start);
            let again = divisions
                .iter()
                .find_map(|division| Some((*division, *lines.get(&(*division, date))?)));
            if let Some((division, first)) = again {
                faults.add(
                    &at,
                    format!(
                        "{} is already a bank holiday of {}, on line {first}.",
                        write_short(date),
                        division.name()
                    ),
                    "Leave one of the two out, or give them different divisions.",
                );
            }
            for division in divisions {
                lines.entry((division, date)).or_insert(line);
                with_days.insert((division, date.year()));
                all.add_day(division, date, table.text("name"));
            }
        }
        if let Some((from, to, published)) = years {
            for (division, year) in named.iter().flat_map(|d| (from..=to).map(|y| (*d, y))) {
                all.cover_year(division, year, year <= published);
                // While another fault hides days, a year may only seem to be empty.
                if !with_days.contains(&(division, year)) && faults.is_empty() {
                    faults.add(
                        &root.place_of("to_year"),
                        format!(
                            "The file says that it has all days of {year}, but there is none for {}.",
                            division.name()
                        ),
                        "Add the days of that year, or change from_year or to_year.",
                    );
                }
            }
        }
        self.with(&all)
    }
}

impl SettingsValues for Closures {
    const NAME: &'static str = "closures.toml";
    const ABOUT: &'static str = "your part of the UK, and the days on which you are closed";
    const BUILT_IN: &'static str = include_str!("closures.toml");
    const SHAPE: &'static Shape = &CLOSURES;
    const KEPT: bool = true;

    /// A council's own file replaces the built-in one as a whole.
    fn with_file(self, root: &Table, faults: &mut Faults<'_>) -> Closures {
        let mut closed: Vec<Closure> = Vec::new();
        let mut lines = Vec::new();
        for table in root.tables("closure") {
            let Some((from, to, name)) = closed_days(table, faults) else {
                continue;
            };
            let at = table.place_of(name);
            let line = faults.line_of(at.start);
            let other = closed
                .iter()
                .position(|one| one.from <= to && from <= one.to);
            if let Some(first) = other.and_then(|index| lines.get(index)) {
                faults.add(
                    &at,
                    format!("Some of these days are closed already, by line {first}."),
                    "Let each day be closed once only, with one reason.",
                );
            }
            lines.push(line);
            closed.push(Closure {
                from,
                to,
                reason: table.text("reason").to_owned(),
            });
        }
        Closures {
            division: Division::from_word(root.text("division")).unwrap_or_default(),
            closed,
        }
    }
}

/// The years of a file: the first, the last, and the last that is announced.
fn covered_years(root: &Table, faults: &mut Faults<'_>) -> Option<(i32, i32, i32)> {
    for (name, other) in [
        ("from_year", "to_year"),
        ("to_year", "from_year"),
        ("published_to", "from_year"),
    ] {
        if root.given(name) && !root.given(other) && !root.broken(other) {
            faults.add(
                &root.name_place(name),
                format!("\"{name}\" says nothing without \"{other}\"."),
                format!("Add a line: {other} = 2031 (or another year), or leave {name} out."),
            );
        }
    }
    let year = |name| root.whole(name).and_then(|year| i32::try_from(year).ok());
    let (from, to) = (year("from_year")?, year("to_year")?);
    if to < from {
        faults.add(
            &root.place_of("to_year"),
            format!("The last year, {to}, is before the first, {from}."),
            format!("to_year = {from} (or a later year)"),
        );
        return None;
    }
    let published = year("published_to").unwrap_or(to);
    if !(from - 1..=to).contains(&published) {
        faults.add(
            &root.place_of("published_to"),
            format!("\"published_to\" is one of the years of this file, {from} to {to}."),
            format!(
                "published_to = {to}; if none has been announced, published_to = {}",
                from - 1
            ),
        );
    }
    Some((from, to, published))
}

fn divisions(table: &Table, faults: &mut Faults<'_>) -> Vec<Division> {
    if !table.given("divisions") {
        return Division::ALL.to_vec();
    }
    // If it is not a list at all, that has been reported already.
    if table.is_list("divisions") && table.length_of("divisions") == 0 {
        faults.add(
            &table.place_of("divisions"),
            "This bank holiday is in no part of the United Kingdom.",
            "divisions = [\"scotland\"] (or another part), or leave the line out for all three",
        );
    }
    let mut found: Vec<Division> = Vec::new();
    for (word, at) in table.texts("divisions") {
        let Some(division) = Division::from_word(word) else {
            continue;
        };
        if found.contains(&division) {
            faults.add(
                &at,
                format!("\"{word}\" appears here twice."),
                "Name each part once.",
            );
        } else {
            found.push(division);
        }
    }
    found
}

/// The first and the last day of a closure, and the setting that the first comes from.
fn closed_days(
    table: &Table,
    faults: &mut Faults<'_>,
) -> Option<(NaiveDate, NaiveDate, &'static str)> {
    let given = |name| table.given(name) || table.broken(name);
    let (single, range) = (given("date"), given("from") || given("to"));
    let (date, from, to) = (
        read_day_of_settings(table, "date", faults),
        read_day_of_settings(table, "from", faults),
        read_day_of_settings(table, "to", faults),
    );
    if single && range {
        let name = if table.given("from") { "from" } else { "to" };
        faults.add(
            &table.name_place(name),
            "A closure has either a date, or a first and a last day.",
            "Leave date out, or leave from and to out.",
        );
        return None;
    }
    if single {
        return date.map(|date| (date, date, "date"));
    }
    if !range {
        faults.add(
            &table.span(),
            "This closure does not say on which days.",
            "Add a line: date = \"2026-12-29\", or two lines: from = \"…\" and to = \"…\".",
        );
        return None;
    }
    for (name, other) in [("from", "to"), ("to", "from")] {
        if !given(name) {
            faults.add(
                &table.name_place(other),
                format!("\"{other}\" says nothing without \"{name}\"."),
                format!("Add a line: {name} = \"2026-12-31\" (or write date for a single day)."),
            );
        }
    }
    let (from, to) = (from?, to?);
    if to < from {
        faults.add(
            &table.place_of("to"),
            format!(
                "The last day, {}, is before the first, {}.",
                write_short(to),
                write_short(from)
            ),
            "Look at the years: a closure over New Year ends in the next one.",
        );
        return None;
    }
    let days = (to - from).num_days() + 1;
    if days > LONGEST_CLOSURE {
        faults.add(
            &table.place_of("to"),
            format!("This closure lasts {days} days; the most is {LONGEST_CLOSURE}."),
            "Look at the years of both days.",
        );
        return None;
    }
    Some((from, to, "from"))
}
