//! Days, times and sentences as people say them, for papers that are read by families.

use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::text::capital;
use chrono::NaiveDate;

/// `Thursday 17 September 2026`, as far as this reader is told the weekday.
pub(super) fn day_in_full(day: NaiveDate, reading: &ReaderView<'_>) -> String {
    format!("{} {}", day_and_month(day, reading), day.format("%Y"))
}

/// `Thursday 17 September`, for a reader who knows which year it is.
pub(super) fn day_and_month(day: NaiveDate, reading: &ReaderView<'_>) -> String {
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
