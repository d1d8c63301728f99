//! `#open` on a line: nothing in itself, but while somebody is excluded it is the Chair's decision that everybody may read
//! what is restricted otherwise.

use super::marks::{self, Mark};
use super::restriction::wants_restriction;
use crate::domain::meeting::Meeting;
use crate::domain::visibility::Visibility;

/// Whether `#open` is among the marks at the end of a line, and nothing in it restricts.
pub fn opens(line: &str, meeting: &Meeting) -> bool {
    let words = line.split_whitespace().rev();
    let marks = words.map_while(|word| marks::read(word, meeting));
    let mut marks = marks.take_while(|mark| !matches!(mark, Mark::UnknownKind(_)));
    !wants_restriction(line) && marks.any(|mark| mark == Mark::RecordView(Visibility::Everyone))
}
