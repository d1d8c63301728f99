//! `CW statement read by MO: …`, `Email from Colin read out by Chair: …`: a grown-up's own words, and who read them to the
//! meeting. A child's letter is the child's view, so it is none of these.

use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits, split_possessive};
use crate::domain::record::kinds::person;
use crate::domain::settings::people_words::{people_words, squeezed};

const READ: &[&str] = &[
    " read by ",
    " read out by ",
    " read aloud by ",
    " read for them by ",
    " (read by ",
    " (read out by ",
    ", read by ",
    ", read out by ",
];

/// Whose words they are (an id), and how they came, to be kept with them: `(statement read by MO)`.
pub(super) fn words_read_out(label: &str, meeting: &Meeting) -> Option<(String, String)> {
    let lower = label.to_ascii_lowercase();
    let (at, sign) = READ
        .iter()
        .find_map(|sign| Some((lower.find(sign)?, sign)))?;
    let (given, reader) = (label.get(..at)?, label.get(at + sign.len()..)?);
    somebody(reader.trim_end_matches(')'), meeting)?;
    let (whose, what) = whose(
        given.trim_end_matches([' ', ',', '(']).trim_start(),
        meeting,
    )?;
    let how = sign.trim_matches([' ', ',', '(']);
    let reader = reader.trim_end_matches(')').trim();
    Some((whose, format!("({} {how} {reader})", what.trim())))
}

/// Whose it is, and what: `CW statement`, `Colin's letter`, `statement of CW`.
fn whose<'a>(given: &'a str, meeting: &Meeting) -> Option<(String, &'a str)> {
    if let Some((owner, what)) = split_possessive(given) {
        return Some((grown_up(owner, meeting)?, named_thing(what)?));
    }
    let from = [" from ", " of ", " by "]
        .iter()
        .find_map(|from| given.split_once(from));
    if let Some((what, name)) = from {
        return Some((grown_up(name, meeting)?, named_thing(what)?));
    }
    let (name, what) = given.rsplit_once(' ')?;
    Some((grown_up(name, meeting)?, named_thing(what)?))
}

fn named_thing(what: &str) -> Option<&str> {
    people_words().is("gave", &squeezed(what)).then_some(what)
}

fn somebody(name: &str, meeting: &Meeting) -> Option<String> {
    match find_seat(name.trim(), meeting) {
        Found::One(id) if how_it_fits(name.trim(), meeting) <= Some(Fits::Whole) => Some(id),
        _ => None,
    }
}

fn grown_up(name: &str, meeting: &Meeting) -> Option<String> {
    let id = somebody(name, meeting)?;
    let is_person = meeting.record(&id)?.is_a(&person::KIND);
    is_person.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::super::tests::entry;
    use crate::domain::line::Who;

    #[test]
    fn whose_words_are_read_out_and_by_whom() {
        for (line, whose, words) in [
            (
                "DS statement read by SH: I am at sea",
                "p2",
                "(statement read by SH) I am at sea",
            ),
            (
                "Dan's letter, read out by the Chair: no",
                "p2",
                "(letter read out by the Chair) no",
            ),
            (
                "letter from Dan read by SH: no",
                "p2",
                "(letter read by SH) no",
            ),
            (
                "HV's comments (read by SW): he settles",
                "p3",
                "(comments read by SW) he settles",
            ),
            (
                "Email of Okafor read out by SH: ! he cries",
                "p3",
                "! (Email read out by SH) he cries",
            ),
        ] {
            let said = entry(line);
            let Who::Known(id) = &said.who else {
                panic!("{line}: {:?}", said.who)
            };
            assert_eq!(id, whose, "{line}");
            let words = words.strip_prefix("! ").unwrap_or(words);
            assert_eq!(said.text, words, "{line}");
        }
        // Nobody is sure: a child's letter is its view, and these name nobody here.
        for line in [
            "Ella's letter read by SH: come home",
            "letter from Zed read by SH: no",
            "DS statement read by Zed: no",
            "DS hat read by SH: no",
        ] {
            let known = matches!(entry(line).who, Who::Known(id) if id == "p2" || id == "k1");
            assert!(!known, "{line}");
        }
    }
}
