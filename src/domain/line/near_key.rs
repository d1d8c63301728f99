//! A record that is known by its words (`First core group`, an agency) and was typed with a slip: `First coe group` would
//! be another one, and the first would stay open.

use crate::domain::meeting::{Meeting, Seat, is_code, is_one_slip};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::child;
use crate::domain::record::{Body, Key, Kind, ReadAnswers, is_open_to_all};
use crate::domain::settings::people_words::{people_words, plain_words};
use crate::domain::text::folded::folded;
use serde_json::Value;

/// Shorter words are too often one slip apart.
const SHORTEST: usize = 6;

/// Takes the words that are one slip away from those of a record that is there, and keeps them to be confirmed.
pub(super) fn doubt(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    let Key::Fields(fields) = kind.key else {
        return;
    };
    if kind.is_somebody() {
        return;
    }
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

/// Of a shorter name, one slip makes another name as often as not: `Mia`, `Mya`.
const SHORTEST_NAME: usize = 4;

/// Somebody new whose name is one slip from that of somebody who is there: the same? The name stays, to be confirmed.
pub fn doubt_name(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    let Some(field) = kind.lead_field() else {
        return;
    };
    let typed = body.values.text(field).to_owned();
    let letters = kind.letters_field().filter(|_| is_letters_alone(&typed));
    if let Some(letters) = letters.filter(|letters| body.values.text(letters).is_empty()) {
        body.values
            .insert(letters.name.to_owned(), Value::String(typed.clone()));
        body.to_confirm.insert(field.name.to_owned(), typed);
    } else if nearly_called(kind, &typed, meeting).is_some() {
        body.to_confirm.insert(field.name.to_owned(), typed);
    }
}

/// `/person SW; agency: police`, where nobody has the letters SW: whoever is meant has a name as well.
pub(super) fn is_letters_alone(typed: &str) -> bool {
    (2..=3).contains(&typed.chars().count()) && is_code(typed)
}

/// Why somebody with such a name is asked about: `nearly Ella Marlow (EL)`. The very same name is no slip.
pub(super) fn how_near(typed: &str, called: &str) -> &'static str {
    match plain(typed) == plain(called) {
        true => "",
        false => "nearly ",
    }
}

/// Who has nearly this name, among the children or among the people.
pub(super) fn nearly_called<'a>(
    kind: &Kind,
    typed: &str,
    meeting: &'a Meeting,
) -> Option<Seat<'a>> {
    let typed = plain(typed);
    let is_child = *kind == child::KIND;
    if !kind.is_somebody() {
        return None;
    }
    let is_near = |name: &str| {
        let name = plain(name);
        let longest = name.chars().count().max(typed.chars().count());
        // Another number is somebody else.
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        name != typed
            && longest >= SHORTEST_NAME
            && digits(&name) == digits(&typed)
            && (squeezed(&name) == squeezed(&typed)
                || is_one_slip(&typed, &name)
                || is_one_slip(&name, &typed)
                || is_misheard(&typed, &name))
    };
    let mut seats = meeting.voices().filter(|seat| seat.is_child == is_child);
    seats.find(|seat| {
        let first = seat.name.split_whitespace().next().unwrap_or_default();
        is_near(seat.name) || is_near(seat.called) || is_near(first) || holds_name(&typed, seat)
    })
}

/// The same name with more around it: `Ella (8)`, `Ella 4 Mar 2017`, `Ella M`, `Miss Ella Marlow`, `Jane Teal health
/// visitor`; or the whole name again, with other letters. Another surname behind the first name is somebody else.
fn holds_name(typed: &str, seat: &Seat<'_>) -> bool {
    let all = plain_words(typed);
    let is_title = |word: &&String| people_words().title(word).is_some();
    let titles = all.iter().take_while(is_title).count();
    let words = all.get(titles..).unwrap_or_default();
    let behind = |name: &str| words.strip_prefix(plain_words(name).as_slice());
    let surname = plain_words(seat.name).pop().unwrap_or_default();
    let is_whole = plain_words(seat.name).len() > 1;
    if is_whole && behind(seat.name).is_some() {
        return true;
    }
    let is_no_surname = |word: &String| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            || word.chars().count() == 1 && surname.starts_with(word.as_str())
    };
    let behind = behind(seat.called).unwrap_or_default();
    let is_in_brackets = typed.contains(['(', '[', ',']);
    behind.first().is_some_and(is_no_surname) || is_in_brackets && !behind.is_empty()
}

/// `Elle` for `Ella`: another letter, but not the first. Another number is somebody else.
fn is_misheard(typed: &str, name: &str) -> bool {
    let pairs = || typed.chars().zip(name.chars());
    let mut differ = pairs().filter(|(one, other)| one != other);
    let is_letter = |(one, other): (char, char)| one.is_alphabetic() && other.is_alphabetic();
    typed.chars().count() == name.chars().count()
        && pairs().take(1).all(|(one, other)| one == other)
        && differ.next().is_some_and(is_letter)
        && differ.next().is_none()
}

pub(super) fn why_name(
    kind: &Kind,
    field: &Field,
    typed: &str,
    meeting: &Meeting,
) -> Option<String> {
    let is_name = kind.is_somebody() && kind.lead_field() == Some(field);
    if is_name && is_letters_alone(typed) {
        return Some("these are letters, and nobody had them: what is the name?".to_owned());
    }
    let other = nearly_called(kind, typed, meeting).filter(|_| is_name)?;
    // This is in the list of `take` too, which is no place for a name that is kept back.
    let is_open = meeting.record(other.id).is_some_and(is_open_to_all);
    let name = if is_open { other.name } else { "somebody" };
    let nearly = how_near(typed, other.name);
    Some(format!("{nearly}{name}, who is there: the same?"))
}

pub(super) fn why(kind: &Kind, field: &Field, typed: &str, meeting: &Meeting) -> Option<String> {
    let meant = meant(kind, field, typed, meeting)?;
    let mut named = meeting
        .records(kind)
        .filter(|record| record.text(field) == meant);
    Some(match named.all(is_open_to_all) {
        true => format!("it is nearly \"{meant}\", which is there"),
        false => "it is nearly what another record says".to_owned(),
    })
}

/// The words of the record that may be meant, where none has the words that were typed.
fn meant<'a>(kind: &Kind, field: &Field, typed: &str, meeting: &'a Meeting) -> Option<&'a str> {
    let Key::Fields(fields) = kind.key else {
        return None;
    };
    let is_key = fields.iter().any(|one| one.name == field.name);
    let typed = plain(typed);
    if !is_key
        || kind.is_somebody()
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
