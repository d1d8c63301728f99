//! Times of day as people in Britain say and type them.

use super::number_words::{number, spoken_hour};
use chrono::NaiveTime;

/// Conferences are held in working hours, so an hour from 1 to this one without `am` or `pm` is in the afternoon:
/// `2.30` is half past two in the afternoon. A leading zero (`02:30`) or `am` says that the night is meant.
const LAST_AFTERNOON_HOUR: u32 = 7;

/// Whether the words say which half of the day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    Unsaid,
}

/// What may follow a time, and which half of the day it says. `12 noon` and `12 midnight` are read before these.
const ENDINGS: &[(&str, Half)] = &[
    ("in the morning", Half::Morning),
    ("in the afternoon", Half::Afternoon),
    ("in the evening", Half::Afternoon),
    ("p.m.", Half::Afternoon),
    ("p.m", Half::Afternoon),
    ("pm", Half::Afternoon),
    ("a.m.", Half::Morning),
    ("a.m", Half::Morning),
    ("am", Half::Morning),
    ("o'clock", Half::Unsaid),
    ("hours", Half::Unsaid),
    ("hrs", Half::Unsaid),
    ("h", Half::Unsaid),
];

/// Reads a time of day: `14:05`, `14.05`, `1405`, `2pm`, `2.30 pm`, `9`, `noon`, `half past two`, `half two`, `quarter
/// to 3`, `ten past four`. See [`LAST_AFTERNOON_HOUR`] for `2.30`.
pub fn read_time(words: &str) -> Option<NaiveTime> {
    let words = words.trim().to_lowercase().replace('\u{2019}', "'");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.strip_prefix("at ").unwrap_or(&words);
    match words {
        "noon" | "midday" | "12 noon" | "12 midday" => return NaiveTime::from_hms_opt(12, 0, 0),
        "midnight" | "12 midnight" => return NaiveTime::from_hms_opt(0, 0, 0),
        _ => {}
    }
    let mut clock = words;
    let mut half = Half::Unsaid;
    for (ending, says) in ENDINGS {
        let Some(before) = clock.strip_suffix(ending) else {
            continue;
        };
        clock = before.trim_end();
        if *says != Half::Unsaid {
            half = *says;
            break;
        }
    }
    let (hour, minute, is_of_24_hours) = spoken(clock).or_else(|| in_digits(clock))?;
    let hour = match half {
        Half::Morning | Half::Afternoon if hour == 0 || hour > 12 => return None,
        Half::Afternoon if hour < 12 => hour + 12,
        Half::Morning if hour == 12 => 0,
        Half::Unsaid if !is_of_24_hours && (1..=LAST_AFTERNOON_HOUR).contains(&hour) => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The hour, the minute, and whether it is written as on a clock with 24 hours.
fn in_digits(clock: &str) -> Option<(u32, u32, bool)> {
    let (hour, minute) = match clock.split_once([':', '.']) {
        Some((hour, minute)) if minute.trim().len() == 2 => (hour.trim(), minute.trim()),
        Some(_) => return None,
        None if (3..=4).contains(&clock.len()) => clock.split_at_checked(clock.len() - 2)?,
        None => (clock, "0"),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) || hour.len() > 2 {
        return None;
    }
    Some((
        hour.parse().ok()?,
        minute.parse().ok()?,
        hour.starts_with('0'),
    ))
}

/// `half past two`, `half two`, `quarter to three`, `ten past 4`, `two`.
fn spoken(clock: &str) -> Option<(u32, u32, bool)> {
    let words: Vec<&str> = clock.split(' ').filter(|word| *word != "a").collect();
    let hour_of = |word: &str| spoken_hour(word).filter(|hour| (1..=12).contains(hour));
    let before = |hour: u32| if hour == 1 { 12 } else { hour - 1 };
    let (hour, minute) = match words.as_slice() {
        ["half", "past", hour] | ["half", hour] => (hour_of(hour)?, 30),
        ["quarter", "past", hour] => (hour_of(hour)?, 15),
        ["quarter", "to", hour] => (before(hour_of(hour)?), 45),
        [minutes, "past", hour] | [minutes, "minutes", "past", hour] => {
            (hour_of(hour)?, number(minutes).filter(|it| *it < 60)?)
        }
        [minutes, "to", hour] | [minutes, "minutes", "to", hour] => (
            before(hour_of(hour)?),
            60 - number(minutes).filter(|it| (1..60).contains(it))?,
        ),
        [hour] if !hour.starts_with(|c: char| c.is_ascii_digit()) => (hour_of(hour)?, 0),
        [hour, minutes] if !hour.starts_with(|c: char| c.is_ascii_digit()) => (
            hour_of(hour)?,
            number(minutes).filter(|it| (10..60).contains(it))?,
        ),
        _ => return None,
    };
    Some((hour, minute, false))
}

#[cfg(test)]
mod time_words_tests;

/// How many minutes ago: `now` is 0, `10 min ago`, `five minutes ago`, `half an hour ago`, `an hour ago`.
pub fn minutes_ago(words: &str) -> Option<u32> {
    const NOW: &[&str] = &[
        "now",
        "just now",
        "right now",
        "this minute",
        "just this minute",
    ];
    let words = words.trim().to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let whole = words.join(" ");
    if NOW.contains(&whole.as_str()) {
        return Some(0);
    }
    let span = whole.strip_suffix(" ago")?;
    let span = span.strip_prefix("about ").unwrap_or(span);
    match span {
        "half an hour" => return Some(30),
        "a quarter of an hour" | "quarter of an hour" => return Some(15),
        "three quarters of an hour" => return Some(45),
        _ => {}
    }
    let (count, unit) = match span.split_once(' ') {
        Some(two) => two,
        // `10min`
        None => span.split_at_checked(span.find(|letter: char| !letter.is_ascii_digit())?)?,
    };
    let of_an_hour = match unit.trim_end_matches('.') {
        "minute" | "minutes" | "min" | "mins" | "m" => 1,
        "hour" | "hours" | "hr" | "hrs" | "h" => 60,
        _ => return None,
    };
    number(count)
        .filter(|count| *count <= 24 * 60)
        .map(|count| count * of_an_hour)
}
