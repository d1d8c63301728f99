//! Days, times and sentences as people say them, for papers that are read by families.

use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::settings::phrases::is_welsh;
use crate::domain::text::capital;
use chrono::{Datelike, NaiveDate};

const WELSH_DAYS: [&str; 7] = [
    "dydd Llun",
    "dydd Mawrth",
    "dydd Mercher",
    "dydd Iau",
    "dydd Gwener",
    "dydd Sadwrn",
    "dydd Sul",
];

const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// `Thursday 17 September 2026`, as far as this reader is told the weekday.
pub(super) fn day_in_full(day: NaiveDate, reading: &ReaderView<'_>) -> String {
    format!("{} {}", day_and_month(day, reading), day.format("%Y"))
}

/// `Thursday 17 September`, for a reader who knows which year it is.
pub(super) fn day_and_month(day: NaiveDate, reading: &ReaderView<'_>) -> String {
    if is_welsh(&reading.minutes.header().language) {
        let month = WELSH_MONTHS.get(day.month0() as usize).unwrap_or(&"");
        let weekday = WELSH_DAYS.get(day.weekday().num_days_from_monday() as usize);
        let words = format!("{} {month}", day.day());
        return match weekday {
            Some(weekday) if !reading.is_without_weekdays => format!("{weekday} {words}"),
            _ => words,
        };
    }
    let words = match reading.is_without_weekdays {
        true => day.format("%-d %B"),
        false => day.format("%A %-d %B"),
    };
    words.to_string()
}

/// `2pm`, `9:30am`, `midday`; anything that is no time of day stays as it is.
pub(super) fn time_of_day(time: &str) -> String {
    let parts = time.split_once(':');
    let numbers = parts
        .and_then(|(hour, minute)| Some((hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?)));
    match numbers {
        Some((0, 0)) => "midnight".to_owned(),
        Some((12, 0)) => "midday".to_owned(),
        Some((hour @ 0..24, minute @ 0..60)) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = match hour % 12 {
                0 => 12,
                hour => hour,
            };
            match minute {
                0 => format!("{hour}{half}"),
                minute => format!("{hour}:{minute:02}{half}"),
            }
        }
        _ => time.to_owned(),
    }
}

/// With a capital letter and a full stop, as far as it has none.
pub(super) fn sentence(words: &str) -> String {
    let words = capital(words.trim());
    let behind = words.trim_end_matches(['"', '\u{201d}', '\'', ')']);
    match behind.ends_with(['.', '!', '?', '\u{2026}']) || words.is_empty() {
        true => words,
        false => format!("{words}."),
    }
}

/// `Ella, Noah and the baby`.
pub(super) fn several(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_people_say_them() {
        let times = ["14:00", "09:30", "12:00", "00:00", "00:15", "12:05", "soon"];
        assert_eq!(
            times.map(time_of_day),
            [
                "2pm", "9:30am", "midday", "midnight", "12:15am", "12:05pm", "soon"
            ]
        );
    }

    #[test]
    fn a_paper_in_welsh_is_welsh_in_its_phrases_and_its_days_and_says_who_has_not_read_it() {
        use crate::documents::papers::{Addressee, Paper};
        use crate::domain::agenda::built_in;
        use crate::domain::minutes::open_minutes;
        use crate::domain::minutes::sample::Sample;
        use crate::formats::{format, unpacked};
        let mut agenda = built_in("restorative-icpc").unwrap();
        agenda.language = "cy".to_owned();
        let mut sample = Sample::with(agenda);
        sample.says("/child Ella Smith; born: 4 Mar 2017");
        sample.says("/date Review conference; on: 18 Feb 2027; at: 10:00");
        let minutes = open_minutes(&sample.meeting);
        let reading = ReaderView::open(&minutes);
        let slip = Paper::of("slip").unwrap();
        let slip = slip.page(&reading, &Addressee::default()).unwrap();
        assert_eq!(slip.language, "cy");
        for id in ["html", "docx", "text"] {
            let bytes = format(id).unwrap().printed(&slip, 200).unwrap();
            let words = unpacked::words(&bytes).unwrap();
            for there in [
                "Beth ddaeth o'r cyfarfod",
                "dydd Iau 18 Chwefror 2027",
                "Nid yw siaradwr Cymraeg",
            ] {
                assert!(words.contains(there), "{id} {there}\n{words}");
            }
        }
    }

    #[test]
    fn a_sentence_ends_once() {
        let said = ["she sings", "does she?", "he says \"no.\"", ""];
        assert_eq!(
            said.map(sentence),
            ["She sings.", "Does she?", "He says \"no.\"", ""]
        );
    }

    #[test]
    fn several_names_are_one_list() {
        let names = ["Ella", "Noah", "the baby"].map(str::to_owned);
        assert_eq!(several(&names, "and"), "Ella, Noah and the baby");
        assert_eq!(several(names.get(..1).unwrap(), "and"), "Ella");
        assert_eq!(several(&[], "and"), "");
    }
}
