//! Our bank holidays against the Python package `holidays`, for every day from 2015 to 2035 in each part of the United
//! Kingdom. There is no known difference, so none is allowed for. The package is only queried; nothing of it goes into
//! the program.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Command;

use chrono::{Datelike, NaiveDate};
use talking_piece::domain::calendar::{Calendar, Division};

/// The version that this was compared with; an older one does not know the holiday of 15 June 2026.
const PACKAGE: &str = "holidays==0.109";

const QUESTION: &str = r#"
import sys
try:
    import holidays
except ImportError:
    sys.exit(42)
for part in ("ENG", "WLS", "SCT", "NIR"):
    days = holidays.country_holidays("GB", subdiv=part, years=range(2015, 2036))
    for date in days:
        print(part, date.isoformat())
"#;

/// What the package says, one day per line; `None` when it is not installed.
fn answer() -> Option<String> {
    let asked = Command::new("python3")
        .args(["-c", QUESTION])
        .output()
        .ok()?;
    if asked.status.code() == Some(42) {
        return None;
    }
    let complaint = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(
        asked.status.success(),
        "the package cannot be asked: {complaint}"
    );
    Some(String::from_utf8(asked.stdout).unwrap())
}

#[test]
fn bank_holidays_agree_with_an_independent_calendar() {
    let Some(answer) = answer() else {
        assert!(
            std::env::var_os("CI").is_none(),
            "python3 with the package {PACKAGE} is needed here: python3 -m pip install '{PACKAGE}'"
        );
        // Written past the test harness, which would capture it.
        let told = format!(
            "\nSKIPPED: bank holidays were NOT compared; python3 -m pip install '{PACKAGE}'\n"
        );
        std::io::stderr().write_all(told.as_bytes()).unwrap();
        return;
    };
    for (part, division) in [
        ("ENG", Division::EnglandAndWales),
        ("WLS", Division::EnglandAndWales),
        ("SCT", Division::Scotland),
        ("NIR", Division::NorthernIreland),
    ] {
        let theirs: BTreeSet<NaiveDate> = answer
            .lines()
            .filter_map(|line| line.strip_prefix(part)?.trim().parse().ok())
            .collect();
        assert!(theirs.len() > 21 * 8, "{part}: only {} days", theirs.len());
        let calendar = Calendar::built_in(division);
        let first = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
        let mut different = Vec::new();
        let mut days = 0;
        for date in first.iter_days().take_while(|date| date.year() <= 2035) {
            days += 1;
            let ours = calendar.bank_holiday(date);
            if ours.is_some() != theirs.contains(&date) {
                different.push(format!("{date}: we say {ours:?}"));
            }
        }
        assert_eq!(days, 7670, "21 years, five of them leap years");
        assert!(different.is_empty(), "{part}: {different:#?}");
    }
}
