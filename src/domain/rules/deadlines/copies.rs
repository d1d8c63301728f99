//! The day on which the decision letter and the minutes went out, by the recorded copies: the one rule, for the
//! deadlines of a meeting and for what is due.

use crate::domain::record::kinds::distribution;
use crate::domain::record::{COPIES_OF_THE_MINUTES, ReadRecord};
use chrono::NaiveDate;

/// The day on which the letter with the decision went out first, and that copy.
pub fn decision_letter<'c, C: ReadRecord>(
    copies: impl Iterator<Item = &'c C>,
) -> Option<(NaiveDate, &'c C)> {
    first_sent(copies.filter(|copy| copy.text(&distribution::COPY) == "decision_letter"))
}

/// The day on which the newest minutes went out first, and that copy; `status` is where the minutes stand. Minutes that
/// were opened again since have to go out anew.
pub fn minutes<'c, C: ReadRecord>(
    copies: impl Iterator<Item = &'c C>,
    status: &str,
) -> Option<(NaiveDate, &'c C)> {
    let version = |copy: &C| copy.number(&distribution::VERSION);
    let all: Vec<&C> = copies
        .filter(|copy| COPIES_OF_THE_MINUTES.contains(&copy.text(&distribution::COPY)))
        .collect();
    let newest = all.iter().filter_map(|copy| version(copy)).max();
    let newest = all.into_iter().filter(|copy| version(copy) == newest);
    first_sent(newest.filter(|_| status == "circulated"))
}

/// A copy without a day was sent when it was recorded, unless it says by when it has to arrive.
fn first_sent<'c, C: ReadRecord>(
    copies: impl Iterator<Item = &'c C>,
) -> Option<(NaiveDate, &'c C)> {
    let sent = |copy: &C| {
        let put_down = copy
            .day(&distribution::DUE)
            .is_none()
            .then(|| copy.at().date_naive());
        copy.day(&distribution::SENT).or(put_down)
    };
    copies
        .filter_map(|copy| Some((sent(copy)?, copy)))
        .min_by_key(|(day, _)| *day)
}
