//! Which action, what-if, promise, danger statement or safety goal somebody's words mean, and what else could be typed. Anything kept back from the
//! reader is neither found nor listed.

use super::chain::Chain;
use super::standing;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::Kind;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, offer, promise, what_if};

/// Something that can be followed: what is typed for it, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanBeTyped {
    /// `a3`, or a child's letters.
    pub typed: String,
    pub words: String,
}

impl CanBeTyped {
    /// `a3 Window and heating repaired`.
    pub fn row(&self) -> String {
        format!("{} {}", self.typed, self.words)
    }
}

/// The id of the record meant in one of the meetings: by its letters (`a3`, `w1`, `pm2`), by the number alone of an
/// action as on the page, or by an offer that an action takes up (`o1`).
///
/// # Errors
/// What can be followed there, where the words mean nothing that this reader sees.
pub fn record_meant(
    chain: &Chain<'_>,
    meeting: &str,
    typed: &str,
) -> Result<String, Vec<CanBeTyped>> {
    let Some((_, reading)) = chain.meeting(meeting) else {
        return Err(Vec::new());
    };
    let typed = typed.trim().to_lowercase();
    let is_row = |seen: &&RecordView| {
        let mut listed = LISTED
            .iter()
            .map(|(kind, _)| *kind)
            .chain(standing::kinds());
        listed.any(|kind| seen.is_a(kind))
    };
    if let Some(seen) = reading.record(&typed).filter(is_row) {
        return Ok(seen.id.clone());
    }
    if let Some(action) = taking_up(reading, &typed) {
        return Ok(action.id.clone());
    }
    let place = typed
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    let numbered = place.and_then(|place| reading.of(&action::KIND).nth(place));
    match numbered.filter(|seen| seen.holds()) {
        Some(action) => Ok(action.id.clone()),
        None => Err(all(reading)),
    }
}

/// The kinds that can be followed, with the field that says what each is about.
const LISTED: [(&Kind, &Field); 3] = [
    (&action::KIND, &action::ACTION),
    (&what_if::KIND, &what_if::IF),
    (&promise::KIND, &promise::PROMISE),
];

fn taking_up<'r>(reading: &'r ReaderView<'_>, offer: &str) -> Option<&'r RecordView> {
    reading
        .record(offer)
        .filter(|seen| seen.is_a(&offer::KIND))?;
    reading
        .holding(&action::KIND)
        .find(|action| action.text(&action::OFFER) == offer)
}

fn all(reading: &ReaderView<'_>) -> Vec<CanBeTyped> {
    let of = |seen: &RecordView, field: &Field| CanBeTyped {
        typed: seen.id.clone(),
        words: reading.answer(seen, field),
    };
    let rows = LISTED
        .into_iter()
        .flat_map(|(kind, field)| reading.holding(kind).map(move |seen| of(seen, field)));
    let standing = standing::kinds().flat_map(|kind| reading.holding(kind));
    let standing = standing.map(|seen| CanBeTyped {
        typed: seen.id.clone(),
        words: reading.lead(seen),
    });
    let offers = reading
        .holding(&offer::KIND)
        .filter(|offer| taking_up(reading, &offer.id).is_some());
    rows.chain(standing)
        .chain(offers.map(|offer| of(offer, &offer::SERVICE)))
        .collect()
}
