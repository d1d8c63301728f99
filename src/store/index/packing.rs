//! Packs a passage into a row of the index: short, because there are many. Names and titles that recur within a meeting
//! are stored once.

use crate::domain::search::Passage;
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset, TimeZone};

/// Separates the parts of a row. Passages hold no control characters but the line end.
const UNIT: char = '\u{1f}';

#[derive(Debug, Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    pub(super) fn text(&self) -> String {
        self.0.join(&UNIT.to_string())
    }

    pub(super) fn parse(text: &str) -> Names {
        Names(text.split(UNIT).map(str::to_owned).collect())
    }

    fn number(&mut self, text: &str) -> String {
        let at = self.0.iter().position(|known| known == text);
        let at = at.unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        });
        at.to_string()
    }

    fn numbers(&mut self, texts: &[String]) -> String {
        let numbers: Vec<String> = texts.iter().map(|text| self.number(text)).collect();
        numbers.join(",")
    }

    fn get(&self, number: &str) -> Option<String> {
        self.0.get(number.parse::<usize>().ok()?).cloned()
    }

    fn all(&self, numbers: &str) -> Option<Vec<String>> {
        let numbers = numbers.split(',').filter(|number| !number.is_empty());
        numbers.map(|number| self.get(number)).collect()
    }
}

pub(super) fn pack(passage: &Passage, names: &mut Names) -> String {
    let flags = u8::from(passage.visibility.is_kept_back()) + 2 * u8::from(passage.struck);
    [
        passage.record.clone(),
        names.number(&passage.kind),
        names.number(&passage.tone),
        names.number(&passage.section),
        passage.at.timestamp().to_string(),
        passage.at.timestamp_subsec_nanos().to_string(),
        passage.at.offset().local_minus_utc().to_string(),
        names.numbers(&passage.person),
        names.numbers(&passage.role),
        names.numbers(&passage.agency),
        names.numbers(&passage.children),
        flags.to_string(),
        passage.text.clone(),
    ]
    .join(&UNIT.to_string())
}

/// `None` when the row was not packed here.
pub(super) fn unpack(packed: &str, names: &Names) -> Option<Passage> {
    let mut parts = packed.split(UNIT);
    let mut next = || parts.next();
    let record = next()?.to_owned();
    let (kind, tone, section) = (
        names.get(next()?)?,
        names.get(next()?)?,
        names.get(next()?)?,
    );
    let seconds: i64 = next()?.parse().ok()?;
    let nanos: u32 = next()?.parse().ok()?;
    let offset = FixedOffset::east_opt(next()?.parse().ok()?)?;
    let at: DateTime<FixedOffset> = offset.timestamp_opt(seconds, nanos).single()?;
    let (person, role) = (names.all(next()?)?, names.all(next()?)?);
    let (agency, children) = (names.all(next()?)?, names.all(next()?)?);
    let flags: u8 = next()?.parse().ok()?;
    Some(Passage {
        record,
        kind,
        tone,
        section,
        at,
        person,
        role,
        agency,
        children,
        // Anything but a clear "open" is restricted.
        visibility: if flags & 1 == 0 {
            Visibility::Everyone
        } else {
            Visibility::Restricted
        },
        struck: flags & 2 != 0,
        text: next()?.to_owned(),
    })
}
