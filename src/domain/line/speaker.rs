//! Who is meant by the letters before the colon.

use crate::domain::meeting::{Meeting, Seat};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One person or child (id).
    One(String),
    /// More than one: their ids.
    Several(Vec<String>),
    Nobody,
}

/// Finds somebody by code, by name, or by a beginning that only one has. Case and accents in capitals do not matter.
///
/// A complete code takes precedence over a complete name, and that over a beginning; so `k` may mean Kelly as long as
/// nobody else begins with it.
pub fn find_seat(typed: &str, meeting: &Meeting) -> Found {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Found::Nobody;
    }
    let tests: [fn(&Seat<'_>, &str) -> bool; 5] = [
        |seat, typed| seat.code.to_lowercase() == typed,
        |seat, typed| seat.called.to_lowercase() == typed || seat.name.to_lowercase() == typed,
        |seat, typed| seat.code.to_lowercase().starts_with(typed),
        |seat, typed| seat.called.to_lowercase().starts_with(typed),
        |seat, typed| seat.name.to_lowercase().starts_with(typed),
    ];
    for test in tests {
        let mut ids: Vec<String> = meeting
            .voices()
            .filter(|seat| test(seat, &typed))
            .map(|seat| seat.id.to_owned())
            .collect();
        match ids.len() {
            0 => {}
            1 => return ids.pop().map_or(Found::Nobody, Found::One),
            _ => return Found::Several(ids),
        }
    }
    Found::Nobody
}

/// Everybody whose code or name begins with what is typed, for the list beside the line.
pub fn seats_beginning<'a>(typed: &str, meeting: &'a Meeting) -> Vec<Seat<'a>> {
    let typed = typed.to_lowercase();
    meeting
        .voices()
        .filter(|seat| {
            [seat.code, seat.called, seat.name]
                .iter()
                .any(|word| word.to_lowercase().starts_with(&typed))
        })
        .collect()
}

/// The person with exactly these letters; a beginning or a name is not enough.
pub(super) fn of_whole_code(letters: &str, meeting: &Meeting) -> Option<String> {
    let mut seats = meeting
        .voices()
        .filter(|seat| !seat.code.is_empty() && seat.code.eq_ignore_ascii_case(letters));
    let one = seats.next()?;
    seats.next().is_none().then(|| one.id.to_owned())
}

/// The person named, when a text is nothing but a name: the letters, the name, or a beginning of it that only one has
/// and that is too long to be a word like "no".
pub fn names_somebody(text: &str, meeting: &Meeting) -> Option<String> {
    let name = text.trim().trim_end_matches(':').trim_end();
    let is_whole = |seat: &Seat<'_>| {
        let whole = [seat.code, seat.called, seat.name].map(str::to_lowercase);
        whole.contains(&name.to_lowercase())
    };
    let is_name = name.chars().count() >= 3 || meeting.voices().any(|seat| is_whole(&seat));
    match find_seat(name, meeting) {
        Found::One(id) if is_name => Some(id),
        _ => None,
    }
}

/// The letters before the first colon, if they can be a speaker at all, and the rest of the line.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let (letters, rest) = text.split_once(':')?;
    let fits = letters.chars().count() <= 24
        && !letters.chars().any(char::is_whitespace)
        && !letters.starts_with('\\');
    fits.then_some((letters, rest))
}

/// An unknown code is still a speaker when it looks like one: at most four capitals (or digits after them).
pub(super) fn looks_like_code(letters: &str) -> bool {
    let count = letters.chars().count();
    letters == "?"
        || ((1..=4).contains(&count)
            && letters.chars().next().is_some_and(char::is_uppercase)
            && letters
                .chars()
                .all(|letter| letter.is_uppercase() || letter.is_ascii_digit()))
}
