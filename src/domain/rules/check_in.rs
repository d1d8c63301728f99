//! Check-ins: whom they are with, and whether one says that a child was told.

use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{check_in, child};
use chrono::NaiveDate;

/// Whether the words saying whom a check-in is with mean this child, alone or among others: `Ella`, `Ella and Noah`.
/// `child` gives the child's answers.
pub fn is_with<'c>(whom: &str, child: impl Fn(&Field) -> &'c str) -> bool {
    let names = [&child::PREFERRED_NAME, &child::NAME, &child::CODE]
        .map(|field| child(field).to_lowercase());
    let first = child(&child::NAME)
        .split_whitespace()
        .next()
        .unwrap_or("")
        .to_lowercase();
    let whom = whom.to_lowercase().replace(" and ", ",");
    let mut parts = whom
        .split([',', '&'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.any(|part| part == first || names.iter().any(|name| name == part))
}

/// Whether a check-in of this meeting says that the child was told, on the day `since` or later; without a day, at any
/// time.
pub fn is_told_by_check_in(meeting: &Meeting, child: &Record, since: Option<NaiveDate>) -> bool {
    let mut with_child = meeting
        .records(&check_in::KIND)
        .filter(|check_in| is_with(check_in.text(&check_in::WHOM), |field| child.text(field)));
    with_child.any(|check_in| {
        let done = check_in.text(&check_in::DONE).parse::<NaiveDate>();
        done.is_ok_and(|on| since.is_none_or(|since| on >= since))
    })
}
