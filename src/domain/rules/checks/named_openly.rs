//! The check of open records that have words which are kept back elsewhere: somebody was restricted after they were named.

use super::{FixTarget, Missing, missing};
use crate::domain::line::open_records_that_name;
use crate::domain::meeting::Meeting;

pub(super) fn named_openly(meeting: &Meeting, found: &mut Vec<Missing>) {
    let records = open_records_that_name(meeting);
    let Some(first) = records.first() else {
        return;
    };
    let words = match records.len() {
        1 => {
            "One record that everybody may read has words which are kept back elsewhere.".to_owned()
        }
        many => format!(
            "{many} records that everybody may read have words which are kept back elsewhere."
        ),
    };
    found.push(missing(
        "named_openly",
        words,
        FixTarget::Record(first.id.clone()),
    ));
}
