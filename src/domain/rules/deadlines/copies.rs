//! The day on which the decision letter and the minutes went out, by the recorded copies: the one rule, for the
//! deadlines of a meeting and for what is due.

use super::day;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{distribution, sign_off};
use crate::domain::record::{COPIES_OF_THE_MINUTES, Record, Values};
use chrono::NaiveDate;
use serde_json::Value;

/// A copy that was put down, as the meeting has it or as a reader sees it.
pub trait PutDown {
    fn answers(&self) -> &Values;
    fn day_of(&self, field: &Field) -> Option<NaiveDate>;
    fn put_down_on(&self) -> NaiveDate;
}

impl PutDown for Record {
    fn answers(&self) -> &Values {
        &self.values
    }
    fn day_of(&self, field: &Field) -> Option<NaiveDate> {
        day(self, field)
    }
    fn put_down_on(&self) -> NaiveDate {
        self.at.date_naive()
    }
}

/// The day on which the letter with the decision went out first, and that copy.
pub fn decision_letter<'c, C: PutDown>(
    copies: impl Iterator<Item = &'c C>,
) -> Option<(NaiveDate, &'c C)> {
    first_sent(copies.filter(|copy| which(*copy) == "decision_letter"))
}

/// The day on which the newest minutes went out first, and that copy; `status` is where the minutes stand. Minutes that
/// were opened again since have to go out anew.
pub fn minutes<'c, C: PutDown>(
    copies: impl Iterator<Item = &'c C>,
    status: &str,
) -> Option<(NaiveDate, &'c C)> {
    let version = |copy: &C| {
        copy.answers()
            .get(sign_off::VERSION.name)
            .and_then(Value::as_u64)
    };
    let all: Vec<&C> = copies
        .filter(|copy| COPIES_OF_THE_MINUTES.contains(&which(*copy)))
        .collect();
    let newest = all.iter().filter_map(|copy| version(copy)).max();
    let newest = all.into_iter().filter(|copy| version(copy) == newest);
    first_sent(newest.filter(|_| status == "circulated"))
}

fn which(copy: &impl PutDown) -> &str {
    copy.answers()
        .get(distribution::COPY.name)
        .and_then(Value::as_str)
        .unwrap_or("")
}

/// A copy without a day was sent when it was recorded, unless it says by when it has to arrive.
fn first_sent<'c, C: PutDown>(copies: impl Iterator<Item = &'c C>) -> Option<(NaiveDate, &'c C)> {
    let sent = |copy: &C| {
        let put_down = copy
            .day_of(&distribution::DUE)
            .is_none()
            .then(|| copy.put_down_on());
        copy.day_of(&distribution::SENT).or(put_down)
    };
    copies
        .filter_map(|copy| Some((sent(copy)?, copy)))
        .min_by_key(|(day, _)| *day)
}
