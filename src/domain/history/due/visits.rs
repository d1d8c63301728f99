//! When each child is to be visited next: how often that was promised, counted from the last visit at which the child was
//! seen, or from the meeting where nobody has been yet.

use super::dated::{DatedItem, What};
use super::promised::{child_needs_no_plan, of};
use crate::domain::calendar::Calendar;
use crate::domain::calendar::date_words::{DateBias, day_meant};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::is_unborn;
use crate::domain::record::kinds::{child, visit};
use chrono::NaiveDate;

pub(super) fn visits(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let calendar = reading.minutes.settings().calendar();
    let children = reading.holding(&child::KIND);
    for child in children.filter(|child| !is_unborn(|field| child.text(field))) {
        if child_needs_no_plan(reading, &child.id) {
            continue;
        }
        let seen = reading
            .holding(&visit::KIND)
            .filter(|visit| has_seen(visit, &child.id));
        let Some(last) = seen
            .filter_map(|visit| visit.day(&visit::ON))
            .chain(reading.day_held())
            .max()
        else {
            continue;
        };
        let how_often = child.text(&child::VISITS);
        let Some(due) = next_day(how_often, last, calendar) else {
            continue;
        };
        items.push(DatedItem {
            about: format!("{}, {how_often}", reading.name(&child.id)),
            who: reading.answer(child, &child::LEAD_SOCIAL_WORKER),
            ..of(child, What::Visit, due)
        });
    }
}

fn has_seen(visit: &RecordView, child: &str) -> bool {
    visit.list(&visit::CHILDREN).contains(&child) && visit.yes_no(&visit::SEEN) != Some(false)
}

/// `every two weeks`, `every 10 working days`, `every month`: the day that follows this one. Nothing for words in which
/// there is no such distance.
fn next_day(how_often: &str, last: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let words = how_often.trim().to_lowercase();
    let distance = words.strip_prefix("every ")?.trim();
    // `every week` is every one week.
    let spelt = [format!("in {distance}"), format!("in a {distance}")];
    let days = spelt
        .iter()
        .filter_map(|words| day_meant(words, last, DateBias::ToCome, calendar).ok());
    days.into_iter().find(|day| *day > last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;

    #[test]
    fn what_is_promised_says_when_the_next_one_is() {
        let settings = Settings::default();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let last = day("2026-11-02");
        for (words, next) in [
            ("every day", Some("2026-11-03")),
            ("every week", Some("2026-11-09")),
            ("every two weeks", Some("2026-11-16")),
            ("Every 3 weeks", Some("2026-11-23")),
            ("every 10 working days", Some("2026-11-16")),
            ("every month", Some("2026-12-02")),
            ("every three months", Some("2027-02-02")),
            ("now and then", None),
            ("every so often", None),
            ("", None),
        ] {
            let found = next_day(words, last, settings.calendar());
            assert_eq!(found, next.map(day), "{words}");
        }
    }

    #[test]
    fn every_ready_word_for_how_often_can_be_counted() {
        let settings = Settings::default();
        let last = "2026-11-02".parse().unwrap();
        for (_, words) in child::VISITS.choices(&settings) {
            let next = next_day(words, last, settings.calendar());
            assert!(next.is_some_and(|day| day > last), "{words}");
        }
    }
}
