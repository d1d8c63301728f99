//! A label with two names in it, where one speaks for the other: `SW/EL`, `Ella via SW`, `HP via EW`.

use super::entry::Who;
use super::speaker::Heard;
use crate::domain::meeting::{
    Fits, Found, Meeting, find_child, find_seat, how_it_fits, how_it_fits_a_child, is_code,
    looks_like_somebody,
};
use crate::domain::record::kinds::person;
use crate::domain::record::side;
use crate::domain::settings::people_words::{people_words, squeezed};
use std::borrow::Cow;

/// `Ella via SW`, `Ella (through SW)`: a child's words, passed on.
fn through_somebody<'a>(label: &'a str, meeting: &Meeting) -> Option<(&'a str, &'a str)> {
    let lower = label.to_ascii_lowercase();
    let (at, between) = ["via ", "through "]
        .iter()
        .find_map(|between| Some((lower.find(between)?, between)))?;
    let (whose, who) = (label.get(..at)?, label.get(at + between.len()..)?);
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let is_apart = whose.ends_with(is_sign);
    let (whose, who) = (
        whose.trim_end_matches(is_sign),
        who.trim_end_matches(is_sign),
    );
    let is_child = matches!(find_child(whose, meeting), Found::One(_))
        && how_it_fits_a_child(whose, meeting) <= Some(Fits::Whole);
    (is_apart && is_child).then_some((who, whose))
}

/// `AD/EL`, `AD for EL`, `AD on behalf of EL`
pub(super) fn for_somebody(label: &str, meeting: &Meeting) -> Option<Heard> {
    // `AD (for PW)`
    let bare = label.trim_end_matches([')', ']']);
    let (who, whom) = [
        "/",
        " (on behalf of ",
        " on behalf of ",
        " speaking for ",
        " speaks for ",
        " (for ",
        " for ",
    ]
    .iter()
    .find_map(|between| bare.split_once(between))
    .or_else(|| through_somebody(label, meeting))?;
    let (who, whom) = (who.trim(), whom.trim());
    let is_certain = |name: &str| how_it_fits(name, meeting) <= Some(Fits::Beginning);
    if let (Found::One(one), Found::One(other)) =
        (find_seat(who, meeting), find_seat(whom, meeting))
        && is_certain(who)
        && is_certain(whom)
    {
        // `Mum/Dad`: both of them, or one for the other? Nobody can tell.
        let relation = |name: &str| {
            let groups = people_words().groups(&squeezed(name));
            groups
                .iter()
                .any(|group| people_words().same(*group).is_family)
        };
        // Nor of `LH/DP`, her parents, or two professionals: an advocate or a social worker speaks for somebody else.
        let is_either = label.contains('/') && are_of_one_side(&one, &other, meeting);
        return Some(match relation(who) && relation(whom) || is_either {
            true => Heard::unknown(label),
            false => Heard {
                who: Who::Known(one),
                on_behalf_of: Some(other),
                ..Heard::default()
            },
        });
    }
    let is_label = |name: &str| {
        find_seat(name, meeting) != Found::Nobody && how_it_fits(name, meeting) <= Some(Fits::Whole)
            || is_code(name)
            || looks_like_somebody(name)
    };
    let is_spoken = label.contains('/')
        || label.contains(" on behalf of ")
        || (looks_like_somebody(who) && how_it_fits(whom, meeting) <= Some(Fits::Whole))
            && find_seat(whom, meeting) != Found::Nobody;
    (is_spoken && is_label(who) && is_label(whom)).then(|| Heard::unknown(label))
}

/// Interprets for others: their words are not hers.
fn interprets(id: &str, meeting: &Meeting) -> bool {
    let role = meeting
        .record(id)
        .map(|one| one.text(&person::ROLE).to_lowercase());
    role.is_some_and(|role| role.contains("interpreter"))
}

/// Two grown-ups (ids) of the family, or two of the professionals.
pub(super) fn are_of_one_side(one: &str, other: &str, meeting: &Meeting) -> bool {
    let side_of = |id: &str| {
        let record = meeting.record(id).filter(|one| one.is_a(&person::KIND));
        record.map(side)
    };
    let both = side_of(one);
    both.is_some() && both == side_of(other)
}

/// `HP via EW`: somebody's words, as the interpreter says them.
pub(super) fn in_words_of<'a>(
    label: &'a str,
    meeting: &Meeting,
) -> Option<(Heard, Option<Cow<'a, str>>)> {
    let certain = |name: &str| match find_seat(name, meeting) {
        Found::One(id) if how_it_fits(name, meeting) <= Some(Fits::Whole) => Some(id),
        _ => None,
    };
    let (name, other) = [" via ", " through ", "/"]
        .iter()
        .find_map(|between| label.split_once(between))?;
    let (name, other) = (name.trim(), other.trim());
    let speaker = certain(name)?;
    let through = certain(other)?;
    // `PW/AD`: only of an interpreter.
    if label.contains('/') && !interprets(&through, meeting) {
        return None;
    }
    Some((Heard::one(speaker), Some(format!("(via {other})").into())))
}
