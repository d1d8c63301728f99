//! Times of day, by example.

use super::*;

fn read(words: &str) -> String {
    read_time(words).map_or_else(
        || "asked".to_owned(),
        |time| time.format("%H:%M").to_string(),
    )
}

#[test]
fn times_are_read_as_people_mean_them() {
    for (words, time) in [
        ("14:05", "14:05"),
        ("14.05", "14:05"),
        ("1405", "14:05"),
        ("14:05 hrs", "14:05"),
        ("1430h", "14:30"),
        ("2pm", "14:00"),
        ("2 pm", "14:00"),
        ("2.30 pm", "14:30"),
        ("2:30pm", "14:30"),
        ("2.30p.m.", "14:30"),
        ("10am", "10:00"),
        ("9", "09:00"),
        ("9.15", "09:15"),
        ("930", "09:30"),
        ("8", "08:00"),
        ("11.45", "11:45"),
        // Without am or pm, an hour from one to seven is in the afternoon.
        ("2.30", "14:30"),
        ("2:30", "14:30"),
        ("2", "14:00"),
        ("1.15", "13:15"),
        ("3", "15:00"),
        ("7", "19:00"),
        ("230", "14:30"),
        ("4 o'clock", "16:00"),
        ("at 4", "16:00"),
        // Somebody who writes the zero, or am, means the night.
        ("02:30", "02:30"),
        ("0230", "02:30"),
        ("2.30am", "02:30"),
        ("2 in the morning", "02:00"),
        ("0:30", "00:30"),
        ("12", "12:00"),
        ("12.30", "12:30"),
        ("12pm", "12:00"),
        ("12 am", "00:00"),
        ("12 noon", "12:00"),
        ("noon", "12:00"),
        ("Midday", "12:00"),
        ("midnight", "00:00"),
        ("00:00", "00:00"),
        ("half two", "14:30"),
        ("half past two", "14:30"),
        ("half past 10", "10:30"),
        ("half past nine", "09:30"),
        ("quarter past 3", "15:15"),
        ("a quarter past three", "15:15"),
        ("quarter to three", "14:45"),
        ("quarter to one", "12:45"),
        ("quarter to two pm", "13:45"),
        ("ten past four", "16:10"),
        ("twenty to 11", "10:40"),
        ("five minutes to ten", "09:55"),
        ("twenty-five past one", "13:25"),
        ("two", "14:00"),
        ("ten", "10:00"),
        ("two thirty", "14:30"),
        ("ten fifteen", "10:15"),
        ("3 in the afternoon", "15:00"),
    ] {
        assert_eq!(read(words), time, "{words}");
    }
}

#[test]
fn what_is_no_certain_time_is_asked_about() {
    for words in [
        "25:00",
        "24:00",
        "14pm",
        "0pm",
        "2ish",
        "about 2",
        "2-3",
        "2.30-3.30",
        "2 or 3",
        "after lunch",
        "2:5",
        "2:60",
        "12345",
        "",
        "half",
        "half past",
        "quarter past",
        "half thirteen",
        "lunchtime",
        "tbc",
        "am",
        "pm",
        "-2",
        "2.3.4",
        "early",
        "first thing",
        "2pm or 3pm",
        "a",
        "half a",
        "sixty past two",
        "2,30",
    ] {
        assert_eq!(read(words), "asked", "{words}");
    }
}

#[test]
fn no_time_is_at_night_unless_that_is_said() {
    let hours = (1..=12).map(|hour| hour.to_string());
    for hour in hours {
        for words in [
            hour.clone(),
            format!("{hour}.15"),
            format!("{hour}:45"),
            format!("half past {hour}"),
            format!("{hour} o'clock"),
        ] {
            let time = read_time(&words).unwrap();
            assert!(
                ("08:00".parse::<NaiveTime>().unwrap().."20:00".parse().unwrap()).contains(&time),
                "{words}: {time}"
            );
        }
    }
}
