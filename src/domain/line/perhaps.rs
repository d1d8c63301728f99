//! What a contribution is perhaps meant as, which no mark and no label says: told before Enter on a screen, and once it is
//! recorded to whoever has not seen the line.

use super::Line;
use super::taken_for::taken_for;
use super::told_of_somebody::how_to_say;
use crate::domain::meeting::Meeting;

/// Whom a name with a slip was taken for, and what the line is perhaps meant as.
pub fn told_unseen(read: &Line, text: &str, meeting: &Meeting) -> Vec<String> {
    let mut told = taken_for(read, text, meeting);
    if matches!(read, Line::Entry(_)) {
        told.extend(perhaps_meant(text, meeting));
    }
    told
}

pub(super) fn perhaps_meant(text: &str, meeting: &Meeting) -> Option<String> {
    how_to_say(text, meeting)
}
