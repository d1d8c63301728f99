//! Who spoke, read aloud, gave an agency's view, a score or a vote without being marked as here at that time.

use crate::domain::line::{people_of_its_agency, speakers};
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{agency_view, contribution, dissent, person, scale};
use crate::domain::record::{Record, is_open_to_all};
use chrono::{DateTime, FixedOffset};

/// The first such record of one person: since they never came, or after they had left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub person: String,
    pub record: String,
    pub at: DateTime<FixedOffset>,
    /// When they had left, if they had been here at all.
    pub left: Option<DateTime<FixedOffset>>,
    /// When they came, if that was later.
    pub came: Option<DateTime<FixedOffset>>,
    /// How many records there are in all.
    pub count: usize,
}

impl Absence {
    /// `Okafor spoke at 14:25 and is not marked as here.`
    pub fn words(&self, meeting: &Meeting) -> String {
        let name = meeting.name(&self.person);
        let did = match meeting.record(&self.record) {
            Some(record) if record.is_a(&contribution::KIND) => "spoke",
            Some(record) if record.is_a(&agency_view::KIND) => "gave an agency's view",
            Some(record) if record.is_a(&scale::KIND) => "gave a score",
            Some(record) if record.is_a(&dissent::KIND) => "disagreed",
            _ => "read something aloud",
        };
        let at = self.at.format("%H:%M");
        let here = match (self.left, self.came) {
            (Some(left), _) => format!("and had left at {}", left.format("%H:%M")),
            (None, Some(came)) => format!("and came at {}", came.format("%H:%M")),
            (None, None) => "and is not marked as here".to_owned(),
        };
        let more = match self.count {
            1 => String::new(),
            many => format!(" ({many} entries)"),
        };
        format!("{name} {did} at {at} {here}{more}.")
    }
}

/// Said of a record that is the first in which somebody speaks without being here; nothing of what is restricted.
pub fn first_absence(meeting: &Meeting, record: &str) -> Option<String> {
    // Most people are here: the others need not be looked through for each line.
    let looked_at = meeting.record(record)?;
    let mut ids = voices(looked_at, meeting).into_iter();
    ids.find_map(|id| absence(meeting, looked_at, id))?;
    let all = absences(meeting);
    let absence = all.iter().find(|absence| absence.record == record)?;
    let both = [&absence.person, &absence.record].into_iter();
    let may_be_told = both.filter_map(|id| meeting.record(id)).all(is_open_to_all);
    may_be_told.then(|| absence.words(meeting))
}

/// One for each person, in the order in which they first spoke so. None as long as nobody's arrival was recorded. What is
/// typed up on another day says nothing about times; what comes in writing needs nobody in the room.
pub fn absences(meeting: &Meeting) -> Vec<Absence> {
    let mut found: Vec<Absence> = Vec::new();
    if !meeting.records_arrivals() {
        return found;
    }
    for record in meeting.all_records() {
        if record.struck.is_some() {
            continue;
        }
        for id in voices(record, meeting) {
            let Some(absence) = absence(meeting, record, id) else {
                continue;
            };
            match found
                .iter_mut()
                .find(|known| known.person == absence.person)
            {
                Some(known) => known.count += 1,
                None => found.push(absence),
            }
        }
    }
    found
}

/// Who speaks in this record; for an agency's view without a name the first of its people, if none of them was here.
fn voices<'m>(record: &'m Record, meeting: &'m Meeting) -> Vec<&'m str> {
    let named = speakers(&record.kind, &record.values);
    let people = people_of_its_agency(&record.kind, &record.values, meeting);
    if !named.is_empty()
        || people
            .iter()
            .any(|id| absence(meeting, record, id).is_none())
    {
        return named;
    }
    people.first().copied().into_iter().collect()
}

fn absence(meeting: &Meeting, record: &Record, id: &str) -> Option<Absence> {
    let somebody = meeting.record(id).filter(|one| one.struck.is_none())?;
    // What was put down beforehand was not said in the room.
    if meeting.began_at().is_some_and(|began| record.at < began) {
        return None;
    }
    let minute = |at: DateTime<FixedOffset>| at.timestamp().div_euclid(60);
    let at = minute(record.at);
    let mut stays = meeting.stays_of(id).peekable();
    if stays.peek().is_none() && somebody.text(&person::ATTENDANCE) == "in_writing" {
        return None;
    }
    let has_come = stays.peek().is_some();
    let (mut left, mut came) = (None, None);
    for stay in stays {
        if minute(stay.arrived) <= at && stay.left.is_none_or(|left| minute(left) >= at) {
            return None;
        }
        match stay.left.filter(|left| minute(*left) < at) {
            Some(gone) => left = Some(gone),
            None => came = came.or(Some(stay.arrived)),
        }
    }
    (!(has_come && meeting.is_typed_up())).then(|| Absence {
        person: id.to_owned(),
        record: record.id.clone(),
        at: record.at,
        left,
        came,
        count: 1,
    })
}
