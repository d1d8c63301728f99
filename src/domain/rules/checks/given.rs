//! The check of papers that were given away before something in them was kept from their reader.

use super::{FixTarget, Missing, missing};
use crate::domain::meeting::Meeting;
use crate::domain::rules::copies_given::given_too_much;

pub(super) fn too_much(meeting: &Meeting, found: &mut Vec<Missing>) {
    for given in given_too_much(meeting) {
        let words = given.words(meeting);
        let first = given.records.into_iter().next().unwrap_or_default();
        found.push(missing("given_too_much", words, FixTarget::Record(first)));
    }
}
