//! Files with planted faults: exactly these are found, at exactly these places, in these words.

use super::{BankHolidays, Closures};
use crate::domain::toml_reader::{Fault, SettingsValues};

const BANK_HOLIDAYS: &str = include_str!("planted/bank_holidays.toml");
const CLOSURES: &str = include_str!("planted/closures.toml");

fn told(faults: &[Fault]) -> String {
    let line = |fault: &Fault| {
        let shown = fault.render("f");
        let advice = shown.lines().nth(3).unwrap_or_default().trim_start();
        format!(
            "{}:{} {} > {advice}\n",
            fault.line, fault.column, fault.message
        )
    };
    faults.iter().map(line).collect()
}

#[test]
fn every_fault_of_the_bank_holidays_is_told_at_once() {
    assert_eq!(
        told(&BankHolidays::read(BANK_HOLIDAYS).unwrap_err()),
        BANK_HOLIDAYS_FAULTS
    );
}

#[test]
fn every_fault_of_the_closures_is_told_at_once() {
    assert_eq!(
        told(&Closures::read(CLOSURES).unwrap_err()),
        CLOSURES_FAULTS
    );
}

#[test]
fn years_that_do_not_fit_are_told() {
    let day =
        "[[bank_holiday]]\ndate = \"2027-05-03\"\nname = \"A day\"\ndivisions = [\"scotland\"]\n";
    for (years, faults) in [
        (
            "from_year = 2027\n",
            "1:1 \"from_year\" says nothing without \"to_year\". > Add a line: to_year = 2031 (or another year), or leave from_year out.\n",
        ),
        (
            "published_to = 2027\n",
            "1:1 \"published_to\" says nothing without \"from_year\". > Add a line: from_year = 2031 (or another year), or leave published_to out.\n",
        ),
        (
            "from_year = 2028\nto_year = 2027\n",
            "2:11 The last year, 2027, is before the first, 2028. > Write instead: to_year = 2028 (or a later year)\n",
        ),
        (
            "from_year = 2027\nto_year = 2028\n",
            "2:11 The file says that it has all days of 2028, but there is none for Scotland. > Add the days of that year, or change from_year or to_year.\n",
        ),
        (
            "from_year = 20_270\n",
            "1:1 \"from_year\" says nothing without \"to_year\". > Add a line: to_year = 2031 (or another year), or leave from_year out.\n1:13 \"from_year\" is a whole number from 1900 to 2200. > Write instead: a number from 1900 to 2200\n",
        ),
    ] {
        let text = format!("{years}{day}");
        assert_eq!(told(&BankHolidays::read(&text).unwrap_err()), faults);
    }
    let nothing = told(&BankHolidays::read("").unwrap_err());
    assert_eq!(
        nothing,
        "1:1 A file of bank holidays has no \"bank_holiday\". > Add a line: [[bank_holiday]]\n"
    );
    assert!(Closures::read("").is_ok(), "no closed days is no fault");
}

const BANK_HOLIDAYS_FAULTS: &str = r##"3:16 "published_to" is one of the years of this file, 2027 to 2028. > Write instead: published_to = 2028; if none has been announced, published_to = 2026
4:1 "publshed_to" is not a setting of a file of bank holidays. > Write instead: published_to (did you mean that?)
7:8 "2027-02-30" is not a day in any calendar. > Look at the day and the month: "2026-02-28" or "28 Feb 2026".
11:8 "31/12/27" is not a date with a four-digit year. > Write instead: "2026-12-29" or "29 Dec 2026"
15:8 "next Friday" is not a date. > Write instead: "2026-12-29" or "29 Dec 2026"
16:8 "name" is empty. > Write instead: name = "…"
19:8 "date" is words on one line, in quotes; this is a date or a time. > Write instead: date = "2027-05-03"
23:8 4 May 2026 is in none of the years that this file is for. > Change from_year or to_year at the top of the file, or the date.
25:14 "scotlnd" is not a word for "divisions". > Write instead: "scotland" (did you mean that?)
25:37 "scotland" appears here twice. > Name each part once.
27:1 A bank holiday has no "name". > Add a line: name = "…"
29:13 This bank holiday is in no part of the United Kingdom. > Write instead: divisions = ["scotland"] (or another part), or leave the line out for all three
32:10 That day is Mon 25 Jan 2027: the weekday and the date do not fit. > Write instead: "Mon 25 Jan 2027", or another day
34:15 "divisions" is a list in square brackets; this is words in quotes. > Write instead: divisions = ["scotland"]
42:8 30 Aug 2027 is already a bank holiday of Northern Ireland, on line 37. > Leave one of the two out, or give them different divisions.
46:3 "bank_holliday" is not a setting of a file of bank holidays. > Write instead: bank_holiday (did you mean that?)
50:8 The year 9999 is too far away. > Write instead: a year from 1900 to 2200
"##;

const CLOSURES_FAULTS: &str = r##"1:12 "wales" is not a word for "division". > Write instead: one of "england-and-wales", "scotland", "northern-ireland"
2:1 "clossure" is not a setting of a file of closure days. > Write instead: closure (did you mean that?)
6:1 A closure has either a date, or a first and a last day. > Leave date out, or leave from and to out.
9:1 This closure does not say on which days. > Add a line: date = "2026-12-29", or two lines: from = "…" and to = "…".
13:1 "from" says nothing without "to". > Add a line: to = "2026-12-31" (or write date for a single day).
16:1 A closure has no "reason". > Add a line: reason = "…"
17:1 "to" says nothing without "from". > Add a line: from = "2026-12-31" (or write date for a single day).
21:6 The last day, 2 Jan 2026, is before the first, 29 Dec 2026. > Look at the years: a closure over New Year ends in the next one.
26:6 This closure lasts 368 days; the most is 100. > Look at the years of both days.
35:8 Some of these days are closed already, by line 30. > Let each day be closed once only, with one reason.
39:8 "29 December" is not a date with a four-digit year. > Write instead: "2026-12-29" or "29 Dec 2026"
43:8 "in 2000 weeks" is not a date with a four-digit year. > Write instead: "2026-12-29" or "29 Dec 2026"
47:8 "31 June 2026" is not a day in any calendar. > Look at the day and the month: "2026-02-28" or "28 Feb 2026".
48:10 These quote marks are curly (a word processor makes them); settings need straight ones. > Write instead: reason = "Curly"
"##;
