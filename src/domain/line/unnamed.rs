//! `someone said the house was cold`, `Solicitor objects to that`: somebody speaks whom the list of people does not hold.
//! Whoever spoke last must not get it: who it was is asked.

use super::nobodys::Nobodys;
use super::suggested::Suggested;
use super::told_of_somebody::says_now;
use crate::domain::meeting::{Meeting, how_it_fits};
use crate::domain::settings::people_words::{people_words, squeezed};

/// How many words name somebody at most: `one of the professionals`.
const LONGEST: usize = 4;

pub(super) fn unnamed<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let ends = line.match_indices(' ').map(|(at, _)| at);
    ends.take(LONGEST).find_map(|at| {
        let (who, behind) = (line.get(..at)?, line.get(at..)?);
        let is_nobody = || how_it_fits(who, meeting).is_none();
        let (is_known, says) = match people_words().is("somebody", &squeezed(who)) {
            true => (true, says_now(behind, true)),
            false => (is_role(who), says_now(behind, false)),
        };
        let told = Suggested::told("Who was it?", "Their letters and a colon")
            .which("stand before their words; /person adds somebody new");
        let is_told = is_known && says && is_nobody();
        is_told.then(|| Nobodys::of(who, told))?
    })
}

/// `Solicitor`, `the solicitor`; not `her solicitor`, who may be told of.
pub(super) fn is_role(who: &str) -> bool {
    let people = people_words();
    let bare = who
        .strip_prefix("the ")
        .or_else(|| who.strip_prefix("The "));
    let plain = squeezed(bare.unwrap_or(who));
    !people.groups(&plain).is_empty() || people.is("outsider", &plain)
}
