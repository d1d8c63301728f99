//! Which meeting something comes from when several are read together: compared, followed through, or searched for what
//! is due.

use crate::domain::calendar::date_words::write_short;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::record::kinds::details;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastMeeting {
    /// Random.
    pub id: String,
    pub kind: String,
    pub title: String,
    pub day: Option<NaiveDate>,
    pub reference: String,
    pub made_up: bool,
}

impl PastMeeting {
    pub fn of(reading: &ReaderView<'_>) -> PastMeeting {
        let header = reading.minutes.header();
        let details = reading.details.as_ref().filter(|details| details.holds());
        PastMeeting {
            id: header.id.clone(),
            kind: header.kind.clone(),
            title: header.title.clone(),
            day: reading.day_held(),
            reference: details
                .map_or("", |details| details.text(&details::REFERENCE))
                .to_owned(),
            made_up: header.made_up,
        }
    }

    /// `6 May 2026: Restorative review conference`.
    pub fn day_and_title(&self) -> String {
        match self.day {
            Some(day) => format!("{}: {}", write_short(day), self.title),
            None => format!("Not begun yet: {}", self.title),
        }
    }

    /// `6 May 2026` and `P-2214`, as far as they are known: what identifies it in the fewest words.
    pub fn day_and_reference(&self) -> Vec<String> {
        let day = match self.day {
            Some(day) => write_short(day),
            None => "not begun".to_owned(),
        };
        let reference = Some(self.reference.clone()).filter(|words| !words.is_empty());
        [day].into_iter().chain(reference).collect()
    }

    /// `meeting of 6 May, reference P-2214`. The year is given unless it is that of `today`.
    pub fn words(&self, today: Option<NaiveDate>) -> String {
        let mut words = match self.day {
            Some(day) => format!("meeting of {}", day_words(day, today)),
            None => "meeting that has not begun".to_owned(),
        };
        if !self.reference.is_empty() {
            words.push_str(&format!(", reference {}", self.reference));
        }
        if self.made_up {
            words.push_str(" (made up)");
        }
        words
    }
}

/// `6 May`, with the year unless it is that of `today`.
pub fn day_words(day: NaiveDate, today: Option<NaiveDate>) -> String {
    let whole = write_short(day);
    let year = format!(" {}", day.year());
    match today {
        Some(today) if today.year() == day.year() => {
            whole.strip_suffix(&year).unwrap_or(&whole).to_owned()
        }
        _ => whole,
    }
}
