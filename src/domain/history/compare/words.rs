//! Comparing two texts word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Same,
    Added,
    TakenAway,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub change: Change,
    pub text: String,
}

/// Shorter texts are read more easily one after the other.
const FROM_WORDS: usize = 6;
/// Below this share of common words, the two texts count as unrelated.
const LEAST_ALIKE: f32 = 0.4;

/// The pieces, in order; empty where the two texts are easier to read whole.
pub(super) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let one: Vec<&str> = before.split_whitespace().collect();
    let two: Vec<&str> = after.split_whitespace().collect();
    if one.len() < FROM_WORDS || two.len() < FROM_WORDS {
        return Vec::new();
    }
    let diff = TextDiff::from_slices(&one, &two);
    if diff.ratio() < LEAST_ALIKE {
        return Vec::new();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let what = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Insert => Change::Added,
            ChangeTag::Delete => Change::TakenAway,
        };
        match pieces.last_mut() {
            Some(last) if last.change == what => {
                last.text.push(' ');
                last.text.push_str(change.value());
            }
            _ => pieces.push(Piece {
                change: what,
                text: change.value().to_owned(),
            }),
        }
    }
    pieces
}
