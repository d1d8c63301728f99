//! A line without a colon that tells what somebody says or does: `DT asks whether …`. It is kept word for word, and who
//! speaks is asked, in the line, `take` and plain mode; what goes on about somebody is a sentence.

use super::driver::Driver;
use crate::command_line::program::Program;
use talking_piece::domain::line;
use talking_piece::domain::record::kinds::contribution;

/// How hasty fingers name somebody who is here.
const NAMES: &[&str] = &[
    "DT",
    "dt",
    "KM",
    "SK",
    "HA",
    "Dorian",
    "Kasia",
    "Sarah Kite",
    "Bryn O'Hara",
    "Mum",
    "the father",
    "the health visitor",
    "Niamh",
    "Zośka",
    "The Chair",
];

const DOINGS: &[&str] = &[
    "asks whether he can see them on Sundays",
    "says she is worried about the stairs",
    "says no",
    "offers to drive",
    "offers a place at the group from January",
    "agrees",
    "disagrees with that",
    "then asks about school",
    "quietly adds that he is sorry",
    "also explains what the order means",
    "suggests a shorter visit",
    "confirms the address",
    "thanks everybody",
    "apologises for being late",
    "reads out the letter",
    "would like it noted that he was not told",
    "has a question",
    "wonders if nan could come",
    "nods",
    "sums up",
    "had to go",
    "has to leave early",
    "has left the meeting",
    "had to leave at 3, work",
    "arrives",
    "joins now",
    "not here - on shift",
    "not here",
    "is not coming today",
    "sends apologies",
    "can't come, off sick",
];

/// Initials are only written, so what stands behind them is told by whoever writes.
const BEHIND_INITIALS: &[&str] = &[
    "said she would think about it",
    "asked why nobody rang",
    "agreed to that",
    "thinks the plan is too much",
    "wants more time with them",
    "is worried about nights",
    "would like a copy",
    "had to go to work",
    "left to take a call",
];

fn people() -> Vec<&'static str> {
    let lines = include_str!("../fixtures/casts/two_sarahs.txt").lines();
    let people = lines.filter(|line| line.starts_with('/'));
    people.chain(["/begin", "/arrive all"]).collect()
}

fn told() -> Vec<(String, String)> {
    let named = NAMES
        .iter()
        .flat_map(|name| DOINGS.iter().map(|doing| (*name, *doing)));
    let initials = ["DT", "KM", "MN", "km"].iter();
    let initials = initials.flat_map(|name| BEHIND_INITIALS.iter().map(|doing| (*name, *doing)));
    let both = [
        ("DT and KM", "agree on that"),
        ("SK & DT", "say no"),
        ("KM, DT", "ask for a break"),
    ];
    named
        .chain(initials)
        .chain(both)
        .map(|(name, doing)| (name.to_owned(), format!("{name} {doing}")))
        .collect()
}

#[test]
fn what_somebody_says_or_does_is_not_the_last_speakers() {
    let mut d = Driver::with_agenda("restorative-icpc");
    people().iter().for_each(|line| drop(d.enter(line)));
    let mut silent = Vec::new();
    for (name, line) in told() {
        d.enter("XO: something else");
        let typed = d.editor();
        let read = line::read(&line, &typed.meeting, d.now.date_naive());
        let before = line::explain(&read, &line, &typed.meeting);
        d.enter(&line);
        let last = d.last();
        let asked = last.to_confirm.get(contribution::SPEAKER.name);
        if asked != Some(&name) || last.text(&contribution::TEXT) != line {
            silent.push(format!("{line}: {asked:?}"));
        } else {
            assert!(before.contains("to be confirmed"), "{line}: {before}");
            let offered = [
                "Their own words? ",
                "Gone? /leave ",
                "Here? /arrive ",
                "Not here? /absent ",
            ];
            assert!(
                offered
                    .iter()
                    .any(|words| before.contains(&format!("{words}{name}"))),
                "{line}: {before}"
            );
        }
    }
    assert!(
        silent.is_empty(),
        "{} of {}: {silent:#?}",
        silent.len(),
        told().len()
    );
}

#[test]
fn take_lists_it_and_plain_mode_says_it() {
    let said = [
        "XO: something else",
        "DT asks whether he can come",
        "KM had to leave early",
    ];
    let told = [
        "to be confirmed: speaker \"DT\"",
        "Their own words? DT: \u{2026}",
        "Gone? /leave KM",
    ];
    let program = Program::new();
    let lines = [&people()[..], &said[..]].concat().join("\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    assert_eq!(ran.code, 1, "{ran:?}");
    let mut d = Driver::with_agenda("restorative-icpc");
    d.app.one_line_at_a_time = true;
    people().iter().for_each(|line| drop(d.enter(line)));
    let mut plain = String::new();
    for line in said {
        d.enter(line);
        plain += d.status();
    }
    for words in told {
        let words = words.to_lowercase();
        assert!(
            ran.err.to_lowercase().contains(&words),
            "{words}: {}",
            ran.err
        );
        assert!(plain.to_lowercase().contains(&words), "{words}: {plain}");
    }
}

#[test]
fn what_goes_on_about_somebody_is_a_sentence() {
    let sentences = include_str!("../fixtures/casts/goes_on.txt").lines();
    let sentences: Vec<&str> = sentences.filter(|line| !line.starts_with('#')).collect();
    assert!(sentences.len() >= 200);
    let mut d = Driver::with_agenda("restorative-icpc");
    people().iter().for_each(|line| drop(d.enter(line)));
    let mut asked = Vec::new();
    for line in &sentences {
        d.enter("XO: something else");
        d.enter(line);
        assert_eq!(d.last().text(&contribution::TEXT), *line);
        if d.last_speaker() != "XO" {
            asked.push(*line);
        }
    }
    eprintln!("{} of {}: {asked:#?}", asked.len(), sentences.len());
    assert!(asked.len() * 40 <= sentences.len(), "{asked:#?}");
}

#[test]
fn minutes_ago_are_no_time_of_the_clock() {
    let mut d = Driver::with_agenda("restorative-icpc");
    people().iter().for_each(|line| drop(d.enter(line)));
    d.enter("XO: something else");
    for (text, offered) in [
        ("DT arrived 10 mins ago", "/arrive DT 10 mins ago"),
        ("DT left 5 min ago", "/leave DT 5 min ago"),
        ("DT arrived 13.10", "/arrive DT 13:10"),
    ] {
        let meeting = &d.editor().meeting;
        let read = line::read(text, meeting, d.now.date_naive());
        let told = line::explain(&read, text, meeting);
        assert!(told.contains(offered), "{text}: {told}");
    }
}
