//! Working days and bank holidays: the data, the rules beyond them, and a council's own days.

use chrono::{Datelike, NaiveDate};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn named(division: Division, date: &str) -> Option<String> {
    let holiday = Calendar::built_in(division).bank_holiday(day(date))?;
    Some(holiday.name)
}

fn days_of(division: Division, year: i32) -> Vec<NaiveDate> {
    let calendar = Calendar::built_in(division);
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    first
        .iter_days()
        .take_while(|date| date.year() == year)
        .filter(|date| calendar.bank_holiday(*date).is_some())
        .collect()
}

fn by_rule(division: Division, year: i32) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = by_rule::bank_holidays_by_rule(division, year)
        .into_iter()
        .map(|(date, _)| date)
        .collect();
    days.sort();
    days
}

#[test]
fn the_files_that_come_with_the_program_have_no_faults() {
    assert!(BankHolidays::read(BankHolidays::BUILT_IN).is_ok());
    assert_eq!(
        Closures::read(Closures::BUILT_IN).unwrap(),
        Closures::default()
    );
    // What its remarks show as an example can be used as it is.
    let example = Closures::BUILT_IN
        .replace("# [[", "[[")
        .replace("# date", "date");
    let example = example
        .replace("# reason", "reason")
        .replace("# from", "from")
        .replace("# to", "to");
    assert_eq!(Closures::read(&example).unwrap().closed.len(), 2);
}

#[test]
fn each_part_has_its_own_days() {
    use Division::{EnglandAndWales, NorthernIreland, Scotland};
    for (date, england, scotland, ireland) in [
        ("2026-01-01", true, true, true),
        ("2026-01-02", false, true, false),
        ("2026-03-17", false, false, true),
        ("2026-04-03", true, true, true),
        ("2026-04-06", true, false, true),
        ("2026-07-13", false, false, true),
        ("2026-08-03", false, true, false),
        ("2026-08-31", true, false, true),
        ("2026-11-30", false, true, false),
        ("2026-06-15", false, true, false),
        ("2026-06-16", false, false, false),
        // By rule only.
        ("2033-03-17", false, false, true),
        ("2033-08-01", false, true, false),
        ("2033-11-30", false, true, false),
        ("2033-07-12", false, false, true),
    ] {
        let found = [EnglandAndWales, Scotland, NorthernIreland]
            .map(|division| named(division, date).is_some());
        assert_eq!(found, [england, scotland, ireland], "{date}");
    }
}

#[test]
fn special_days_are_in_the_data() {
    for (date, name) in [
        ("2012-06-05", "Diamond Jubilee of Queen Elizabeth II"),
        ("2020-05-08", "Early May bank holiday, moved to VE Day"),
        ("2022-06-03", "Platinum Jubilee of Queen Elizabeth II"),
        ("2022-09-19", "State funeral of Queen Elizabeth II"),
        ("2023-05-08", "Coronation of King Charles III"),
    ] {
        for division in Division::ALL {
            assert_eq!(named(division, date).as_deref(), Some(name));
        }
    }
    // The ordinary days of these years had moved.
    for date in ["2012-05-28", "2020-05-04", "2022-05-30"] {
        assert_eq!(named(Division::EnglandAndWales, date), None, "{date}");
    }
}

#[test]
fn a_weekend_day_keeps_its_name_and_has_a_substitute() {
    let england = Calendar::built_in(Division::EnglandAndWales);
    for (date, name) in [
        ("2027-12-25", "Christmas Day"),
        ("2027-12-26", "Boxing Day"),
        ("2027-12-27", "Christmas Day, substitute day"),
        ("2027-12-28", "Boxing Day, substitute day"),
        ("2033-12-25", "Christmas Day"),
        ("2033-12-26", "Boxing Day"),
        ("2033-12-27", "Christmas Day, substitute day"),
    ] {
        let why = england.non_working(day(date)).unwrap();
        assert!(why.words().contains(name), "{date}: {}", why.words());
    }
    assert!(england.is_working(day("2033-12-28")));
}

#[test]
fn easter_is_where_it_was_and_will_be() {
    for date in [
        "1818-03-22",
        "1943-04-25",
        "1961-04-02",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2019-04-21",
        "2026-04-05",
        "2038-04-25",
        "2049-04-18",
        "2285-03-22",
    ] {
        assert_eq!(easter_sunday(day(date).year()), Some(day(date)));
    }
    assert_eq!((easter_sunday(0), easter_sunday(10_000)), (None, None));
}

#[test]
fn the_rules_give_the_data_in_every_year_without_a_special_day() {
    for division in Division::ALL {
        for year in 2012..=2030 {
            let special = [2012, 2020, 2022, 2023].contains(&year)
                || (year == 2026 && division == Division::Scotland);
            let same = days_of(division, year) == by_rule(division, year);
            assert_eq!(same, !special, "{division:?} {year}");
        }
    }
}

#[test]
fn what_nobody_has_announced_is_provisional() {
    let england = Calendar::built_in(Division::EnglandAndWales);
    let provisional = |date| england.bank_holiday(day(date)).unwrap().provisional;
    assert!(!provisional("2028-12-25"));
    assert!(provisional("2029-12-25"), "in the data, but not announced");
    assert!(provisional("2031-12-25"), "by rule");
    assert!(england.is_announced(day("2026-01-01"), day("2028-12-31")));
    assert!(!england.is_announced(day("2029-01-01"), day("2026-01-01")));
    assert!(!england.is_announced(day("2011-06-01"), day("2011-06-01")));
}

#[test]
fn a_closed_day_says_why() {
    let closures = Closures::read(
        "division = \"scotland\"\n[[closure]]\nfrom = \"2026-12-28\"\nto = \"3 Jan 2027\"\nreason = \"Winter break\"\n",
    )
    .unwrap();
    let calendar = Calendar::new(BankHolidays::built_in(), closures);
    let why = |date: &str| calendar.non_working(day(date)).map(|why| why.words());
    assert_eq!(calendar.division().name(), "Scotland");
    assert_eq!(
        why("2026-12-28").as_deref(),
        Some("a bank holiday (Boxing Day, substitute day)")
    );
    assert_eq!(
        why("2026-12-29").as_deref(),
        Some("a day on which the council is closed (Winter break)")
    );
    assert_eq!(why("2027-01-03").as_deref(), Some("a Sunday"));
    assert_eq!(why("2027-01-05"), None);
    assert_eq!(why("2026-12-24"), None);
}

#[test]
fn a_file_of_a_councils_own_adds_days() {
    let own = BankHolidays::read_over(
        "[[bank_holiday]]\ndate = \"2029-06-04\"\nname = \"A day that was proclaimed\"\ndivisions = [\"scotland\"]\n[[bank_holiday]]\ndate = \"Mon 9 June 2036\"\nname = \"Another\"\n",
        BankHolidays::default(),
    )
    .unwrap();
    let both = BankHolidays::built_in().with(&own);
    let on = |division, date| both.on(division, day(date));
    assert!(on(Division::Scotland, "2029-06-04").is_some());
    assert!(on(Division::EnglandAndWales, "2029-06-04").is_none());
    assert!(
        on(Division::Scotland, "2029-12-25").is_some(),
        "still there"
    );
    let sure = on(Division::EnglandAndWales, "2036-06-09").unwrap();
    assert!(!sure.provisional);
    assert!(
        on(Division::EnglandAndWales, "2036-12-25").is_some(),
        "by rule"
    );
    assert!(!both.is_announced(Division::EnglandAndWales, 2036));
}

#[test]
fn a_file_with_whole_years_stands_for_them() {
    let own = BankHolidays::read_over(
        "from_year = 2028\nto_year = 2029\npublished_to = 2028\n[[bank_holiday]]\ndate = \"2028-05-08\"\nname = \"A local day\"\ndivisions = [\"scotland\"]\n[[bank_holiday]]\ndate = \"2029-05-07\"\nname = \"A local day\"\ndivisions = [\"scotland\"]\n",
        BankHolidays::default(),
    )
    .unwrap();
    let both = BankHolidays::built_in().with(&own);
    let on = |division, date| both.on(division, day(date));
    assert!(on(Division::Scotland, "2028-05-08").is_some());
    assert_eq!(on(Division::Scotland, "2028-05-01"), None, "replaced");
    assert!(
        on(Division::EnglandAndWales, "2028-05-01").is_some(),
        "not touched"
    );
    assert!(
        on(Division::Scotland, "2027-05-03").is_some(),
        "not touched"
    );
    assert!(both.is_announced(Division::Scotland, 2028));
    assert!(!both.is_announced(Division::Scotland, 2029));
    assert!(on(Division::Scotland, "2029-05-07").unwrap().provisional);
}

#[test]
fn schema_and_help_know_every_setting() {
    for (schema, help, names) in [
        (
            crate::domain::settings::file("bank_holidays")
                .unwrap()
                .schema(),
            crate::domain::settings::file("bank_holidays")
                .unwrap()
                .help(),
            ["from_year", "published_to", "divisions"],
        ),
        (
            crate::domain::settings::file("closures").unwrap().schema(),
            crate::domain::settings::file("closures").unwrap().help(),
            ["division", "closure", "reason"],
        ),
    ] {
        let schema = schema.to_string();
        for name in names {
            assert!(
                schema.contains(&format!("\"{name}\"")) && help.contains(name),
                "{name}"
            );
        }
    }
}
