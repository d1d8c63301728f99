//! A record that is known by its words (`First core group`, an agency) and was typed with a slip: `First coe group` would
//! be another one, and the first would stay open.

use crate::domain::meeting::{Meeting, is_one_slip};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Body, Key, Kind};
use crate::domain::text::folded::folded;

/// Shorter words are too often one slip apart.
const SHORTEST: usize = 6;

/// Takes the words that are one slip away from those of a record that is there, and keeps them to be confirmed.
pub(super) fn doubt(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    let Key::Fields(fields) = kind.key else {
        return;
    };
    for field in fields {
        let typed = body.values.get(field.name).and_then(|value| value.as_str());
        let Some(typed) = typed.map(str::to_owned) else {
            continue;
        };
        if meant(kind, field, &typed, meeting).is_some() {
            body.values.remove(field.name);
            body.to_confirm.insert(field.name.to_owned(), typed);
        }
    }
}

pub(super) fn why(kind: &Kind, field: &Field, typed: &str, meeting: &Meeting) -> Option<String> {
    let meant = meant(kind, field, typed, meeting)?;
    Some(format!("it is nearly \"{meant}\", which is there"))
}

/// The words of the record that may be meant, where none has the words that were typed.
fn meant<'a>(kind: &Kind, field: &Field, typed: &str, meeting: &'a Meeting) -> Option<&'a str> {
    let Key::Fields(fields) = kind.key else {
        return None;
    };
    let is_key = fields.iter().any(|one| one.name == field.name);
    let typed = plain(typed);
    if !is_key
        || !matches!(field.answer, Answer::Text | Answer::Agency)
        || typed.chars().count() < SHORTEST
    {
        return None;
    }
    let there: Vec<&str> = meeting
        .records(kind)
        .map(|record| record.text(field))
        .collect();
    if there.iter().any(|words| plain(words) == typed) {
        return None;
    }
    let is_near = |words: &&&str| {
        let words = plain(words);
        squeezed(&words) == squeezed(&typed) || is_one_slip(&typed, &words)
    };
    let mut near = there.iter().filter(is_near);
    near.next().copied()
}

/// Without capitals, accents and the width of blanks.
pub(super) fn plain(words: &str) -> String {
    let folded = folded(words);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect()
}
