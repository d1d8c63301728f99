//! `/exclude DS by: CH`, `exclude DS; by: CH`, `/leave DS: asked to leave by the Chair`: a line that was meant to exclude
//! somebody and could not be taken so. In a file nobody is there to put it right, and what stands behind it may be what
//! they were not to hear.

use crate::domain::meeting::{Found, Meeting, find_seat};
use crate::domain::record::kinds::exclusion;
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;
use crate::domain::toml_reader::nearest;

/// Who is excluded where the line names nobody for certain.
const SOMEBODY: &str = "somebody";

/// The line that excludes whoever was meant. `is_refused`: it could not be taken at all, so a near miss counts, too.
pub fn perhaps_excludes(line: &str, is_refused: bool, meeting: &Meeting) -> Option<String> {
    let words = plain_words(line);
    let first = words.first()?;
    let is_command = line.trim_start().starts_with('/') && is_refused;
    let is_near = || nearest(first, [exclusion::KIND.command, "apart"]).is_some();
    let sends_out = first == "leave" && meant_words().says("sent out", &words);
    let who = whom(&words, meeting);
    // "Excluded from school since May" is what somebody says.
    let names = who.is_some() && meant_words().is("exclude", first);
    let is_meant = names || is_command && (is_near() || sends_out);
    is_meant.then(|| excluding(who.as_deref(), meeting))
}

/// The line that excludes this person (id), or somebody.
pub fn excluding(who: Option<&str>, meeting: &Meeting) -> String {
    let who = who.map_or_else(|| SOMEBODY.to_owned(), |who| meeting.code(who));
    format!("/{} {who}", exclusion::KIND.command)
}

/// The adult who is named behind the first word. Whoever is met apart from the others is not the one who is excluded.
fn whom(words: &[String], meeting: &Meeting) -> Option<String> {
    let is_apart = words
        .first()
        .is_some_and(|first| nearest(first, ["apart"]).is_some());
    let is_adult = |id: &String| meeting.voices().any(|seat| seat.id == id && !seat.is_child);
    match find_seat(words.get(1)?, meeting) {
        Found::One(id) => Some(id).filter(is_adult).filter(|_| !is_apart),
        Found::Several(_) | Found::Nobody => None,
    }
}
