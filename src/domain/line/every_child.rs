//! `both`, `all three`, `all kids`: words for all the children of the meeting. A number that is not theirs names nobody for
//! certain.

use crate::domain::meeting::Meeting;
use crate::domain::settings::meant_words::meant_words;

/// Each list, and how many children it is said of.
const LISTS: &[(&str, Option<usize>)] = &[
    ("every child", None),
    ("two children", Some(2)),
    ("three children", Some(3)),
];

/// How many of these words, from the first on, name all the children that there are.
pub(super) fn names_every_child(words: &[String], meeting: &Meeting) -> Option<usize> {
    let count = meeting.children().count();
    let lists = LISTS.iter();
    let lists = lists.filter(|(_, of)| of.is_none_or(|of| of == count));
    lists
        .filter_map(|(list, _)| meant_words().begins(list, words))
        .max()
}

/// Whether some of these words name children by how many they are, rightly or not.
pub(super) fn names_children(words: &[String]) -> bool {
    LISTS
        .iter()
        .any(|(list, _)| meant_words().says(list, words))
}
