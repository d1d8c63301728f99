//! A note of the meeting's business in few words: `closed 12.05, decision to follow`, `CP plan both kids, neglect`, `1st core
//! grp fri 11 Dec 10am`. Aloud, such words come with others (`the`, `is`, `we`); without them they are written, and nobody
//! says them.

use super::before_label::without_what_precedes;
use super::decision_told::{children_in, decisions_told};
use super::nobodys::{NOBODY, Nobodys};
use super::scores_line::scores_told;
use super::several::several_names;
use super::suggested::Suggested;
use super::told_of_somebody::somebody_first;
use super::value::read_value;
use super::views_line::views_line;
use crate::domain::calendar::day_and_time;
use crate::domain::calendar::time_words::read_time;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::record::kinds::{childs_view, core_group, date, scale};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{people_words, plain_words};

/// A line of fewer words is no note: `closed`, `both` are said, too.
const FEWEST: usize = 2;

type Rule = fn(&str, &[String], &Meeting) -> Option<Suggested>;

const RULES: &[Rule] = &[
    no_views,
    closing,
    asked_of_the_writer,
    family_alone,
    score_changed,
    decided,
    members_and_day,
    dated,
];

pub(super) fn note<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let bare = without_what_precedes(line);
    let words = plain_words(bare);
    if words.len() < FEWEST || bare.contains(['"', '\u{201c}', '\u{201d}']) {
        return None;
    }
    let mut rules = RULES.iter();
    let found = rules.find_map(|rule| rule(bare, &words, meeting))?;
    Nobodys::of(NOBODY, found)
}

/// Whether it has none of the words that speech is full of.
pub(super) fn is_written(words: &[String]) -> bool {
    let people = people_words();
    !words
        .iter()
        .any(|word| people.is("pronoun", word) || meant_words().is("spoken", word))
}

/// `no views from Kit - 19 mths`
fn no_views(line: &str, words: &[String], meeting: &Meeting) -> Option<Suggested> {
    let many = meant_words().begins("no views", words)?;
    let named = children_in(line, meeting);
    let [child] = named.as_slice() else {
        return None;
    };
    let signs = [" - ", " \u{2013} ", " \u{2014} ", ", ", " (", ": "];
    let at = signs
        .iter()
        .filter_map(|sign| Some((line.find(sign)?, sign.len())))
        .min();
    let why = at.and_then(|(at, length)| line.get(at + length..));
    let why = why.unwrap_or("").trim_end_matches(')').trim();
    let by = words.get(..many)?.join(" ");
    Some(Suggested::of(
        "The child's own views?",
        format!(
            "/{} {child}; by: {by}; {}: {why}",
            childs_view::KIND.command,
            childs_view::REASON.label
        ),
    ))
}

/// `closed 12.05, decision to follow`, `mtg ended early`
fn closing(line: &str, words: &[String], _: &Meeting) -> Option<Suggested> {
    let told = || Suggested::told("Closing?", "/close").which("lists what is missing");
    if closed_by_the_chair(line, words).is_some() {
        return Some(told());
    }
    let many = meant_words().begins("meeting ends", words)?;
    let is_time = words
        .get(many)
        .is_some_and(|next| next.starts_with(|letter: char| letter.is_ascii_digit()));
    let names_it = meant_words().begins("the meeting ends", words).is_some();
    (is_written(words) && (is_time || names_it)).then(told)
}

/// `the Chair closed it at 12.05 and the decision follows`: also as a whole sentence, with the time.
fn closed_by_the_chair(line: &str, words: &[String]) -> Option<()> {
    let by = meant_words().begins("who ends it", words)?;
    meant_words().begins("meeting ends", words.get(by..)?)?;
    let is_clock = |word: &str| {
        let word = word.trim_end_matches([',', ';', '.', ')']);
        word.contains(['.', ':']) && read_time(word).is_some()
    };
    line.split_whitespace().any(is_clock).then_some(())
}

/// `earlier I put he was cold - pls make that "very cold"`, `pls also restrict what FM said`
fn asked_of_the_writer(_: &str, words: &[String], _: &Meeting) -> Option<Suggested> {
    let asks = |at: usize| {
        let rest = words.get(at + 1..).unwrap_or_default();
        let filler = rest
            .iter()
            .take_while(|word| *word == "also" || *word == "just");
        let rest = rest.get(filler.count()..).unwrap_or_default();
        meant_words().begins("puts right", rest)
    };
    let mut places = words
        .iter()
        .enumerate()
        .filter(|(_, word)| meant_words().is("please", word));
    places.find_map(|(at, _)| asks(at))?;
    Some(
        Suggested::told("To put something right?", "/edit").or_else(
            "Up chooses an earlier entry, /mark #restricted restricts it, /undo takes back",
        ),
    )
}

/// `fam on their own 5 mins, rest of us out`
fn family_alone(line: &str, words: &[String], _: &Meeting) -> Option<Suggested> {
    let many = meant_words().begins("the family", words)?;
    let rest = words.get(many..)?;
    let alone = meant_words().begins("is alone", rest)?;
    let mut numbers = rest.iter().skip(alone);
    let minutes = numbers.find(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let has_minutes = line.contains("min");
    Some(match minutes.filter(|_| has_minutes) {
        Some(minutes) => Suggested::of("Private time?", format!("/private {minutes} min")),
        None => Suggested::of("Private time?", "/private"),
    })
}

/// `CP plan both kids, neglect, all agree`, `both on CIN plan`
fn decided(line: &str, words: &[String], meeting: &Meeting) -> Option<Suggested> {
    // `category neglect for Noah - CP` is about the category, `views: SW cp, HV cin` about who thinks what.
    let names_another = meant_words()
        .record(words)
        .is_some_and(|(_, _, field)| field.is_some());
    if !is_written(words) || names_another {
        return None;
    }
    if let Some(rest) = behind_views(line, words) {
        // Where it could not be entered so, only the way is told.
        return Some(match views_line(rest, meeting).why_not {
            None => Suggested::of("What each agency thinks?", format!("/agencies {rest}")),
            Some(_) => Suggested::told("What each agency thinks?", "/agencies"),
        });
    }
    decisions_told(line, meeting)
}

/// `SW cp, HV cin` of `views: SW cp, HV cin`
fn behind_views<'a>(line: &'a str, words: &[String]) -> Option<&'a str> {
    let (_, rest) = line.split_once([':', '-'])?;
    meant_words().begins("what agencies think", words)?;
    Some(rest.trim()).filter(|rest| rest.contains(','))
}

/// `SH goes down to 3 now`, `Kasia up to a 6`
fn score_changed(line: &str, _: &[String], meeting: &Meeting) -> Option<Suggested> {
    let asks = meeting
        .open_section()
        .is_some_and(|section| !section.scales.is_empty());
    let line = without_score(line);
    if !asks {
        return None;
    }
    if let Some(scores) = scores_told(line, meeting) {
        return Some(scores);
    }
    let (name, behind, _) = somebody_first(line, meeting)?;
    let words = plain_words(line);
    let words = words.get(plain_words(name).len()..)?;
    let many = match meant_words().begins("gives a score", words) {
        Some(many) => many,
        None if begins_with_a_score(behind) => 0,
        None => return None,
    };
    // `changed her 6 to a 5`
    let behind_it = words.get(many..)?;
    let mut numbers = behind_it.iter().filter(|word| word.parse::<u8>().is_ok());
    let number = match behind_it.iter().any(|word| word == "to") {
        true => numbers.next_back()?,
        false => numbers.next()?,
    };
    let because = [" because ", " cos ", " coz ", " bc "];
    let why = because
        .iter()
        .find_map(|because| behind.split_once(because));
    let why = why.or_else(|| behind.split_once([',', ';']));
    let why = why.or_else(|| behind.split_once(" - "));
    let why = why.map_or("", |(_, why)| why.trim());
    let why = match why {
        "" => String::new(),
        why => format!("; {}: {why}", scale::REASON.label),
    };
    let (command, by, score) = (
        scale::KIND.command,
        scale::GIVEN_BY.label,
        scale::SCORE.label,
    );
    Some(Suggested::of(
        "A score?",
        format!("/{command} 1; {by}: {name}; {score}: {number}{why}"),
    ))
}

/// `DM 4` of `scale: DM 4`
fn without_score(line: &str) -> &str {
    let Some((first, rest)) = line.split_once([' ', ':']) else {
        return line;
    };
    match meant_words().is("names a score", &plain_words(first).concat()) {
        true => rest.trim_start_matches([':', ' ', '-']),
        false => line,
    }
}

/// `4/10 - safe at night`, `7`, `6 because she sleeps`: a number, and nothing that it counts.
fn begins_with_a_score(words: &str) -> bool {
    let end = words.find(|letter: char| !letter.is_ascii_digit());
    let (number, behind) = words.split_at(end.unwrap_or(words.len()));
    let behind = behind
        .strip_prefix("/10")
        .or_else(|| behind.strip_prefix(" out of 10"))
        .unwrap_or(behind);
    let next = plain_words(behind.split_whitespace().next().unwrap_or(""));
    let ends = behind.is_empty()
        || behind
            .trim_start()
            .starts_with([',', ';', '-', '\u{2013}', '('])
        || next
            .first()
            .is_some_and(|next| meant_words().is("because", next));
    number.parse::<u8>().is_ok_and(|number| number <= 10) && ends
}

/// `Core group: SW, HV, MO. First meeting 9 Dec 10am at school`: who is in it is one record, when they meet another.
fn members_and_day(line: &str, words: &[String], meeting: &Meeting) -> Option<Suggested> {
    let many = meant_words().begins("the core group", words)?;
    let mut ends = line.match_indices([' ', ':']).map(|(at, _)| at);
    let behind = line.get(ends.nth(many - 1)?..)?;
    let behind = behind.trim_start_matches([':', ' ', '-']);
    let signs = [
        ". ",
        "; ",
        " - ",
        " \u{2013} ",
        " first ",
        " 1st ",
        " frist ",
        " meet",
        " mtg",
        ", ",
    ];
    let is_end = |at: &usize| {
        let (before, rest) = (behind.get(..*at), behind.get(*at..));
        let next = rest
            .unwrap_or("")
            .trim_start_matches([',', '.', ';', '-', '\u{2013}', ' ']);
        // A comma stands between members as well.
        before.is_some_and(|before| members_named(before, meeting).is_some())
            && somebody_first(&format!("{next} "), meeting).is_none()
    };
    let mut ends: Vec<usize> = signs
        .iter()
        .flat_map(|sign| behind.match_indices(sign).map(|(at, _)| at))
        .collect();
    // `core group LH DP PN 12 Jan 10am`
    let is_digit = |letter: char| letter.is_ascii_digit();
    ends.extend(behind.match_indices(' ').map(|(at, _)| at).filter(|at| {
        behind
            .get(at + 1..)
            .is_some_and(|rest| rest.starts_with(is_digit))
    }));
    ends.sort_unstable();
    let end = ends.into_iter().find(is_end)?;
    let (named, rest) = behind.split_at(end);
    let letters = members_named(named, meeting)?.join(", ");
    let members = Suggested::of(
        "Core group members?",
        format!("/{} {letters}", core_group::KIND.command),
    );
    // `1st mtg Thurs 10 Dec`
    let rest = rest.replace("1st ", "");
    let Some(at) = rest.find(is_digit) else {
        return Some(members);
    };
    let when = rest.get(at..)?.trim();
    Some(members.or_else(format!(
        "And /{} First core group; {}: {}",
        date::KIND.command,
        date::ON.label,
        day_then_place(when, meeting)
    )))
}

/// The letters of all who are named, more than one: `SW, HV and MO`, `SW HV MO`.
fn members_named(named: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let one = |name: &str| match find_seat(name, meeting) {
        Found::One(id) if how_it_fits(name, meeting) <= Some(Fits::Whole) => {
            Some(meeting.code(&id))
        }
        _ => None,
    };
    let of_a_list = || {
        several_names(named)
            .map(one)
            .collect::<Option<Vec<String>>>()
    };
    let apart = || named.split_whitespace().map(one).collect();
    of_a_list()
        .or_else(apart)
        .filter(|letters| letters.len() > 1)
}

/// `9 Dec 2pm; place: school` of `9 Dec 2pm at school`
pub(super) fn day_then_place(when: &str, meeting: &Meeting) -> String {
    match day_and_place(when, meeting) {
        (day, "") => day.to_owned(),
        (day, place) => format!("{day}; {}: {place}", date::PLACE.label),
    }
}

/// `1st core grp fri 11 Dec 10am at school`, `rev conf 3 March`
fn dated(line: &str, words: &[String], meeting: &Meeting) -> Option<Suggested> {
    let begins = words
        .iter()
        .take_while(|word| meant_words().is("which one", word))
        .count();
    let rest = words.get(begins..)?;
    let many = meant_words().begins("a meeting", rest)?;
    let is_day = rest
        .get(many..)?
        .iter()
        .any(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    let is_pause = ["pause begins", "pause ends"]
        .iter()
        .any(|list| meant_words().says(list, words));
    if !is_day || is_pause || !is_written(words) {
        return None;
    }
    let mut starts = line.match_indices(char::is_whitespace).map(|(at, _)| at);
    let (what, when) = line.split_at(starts.nth(begins + many - 1)?);
    // `Core group: PN, RC, Mum, first one Thu 10 Dec`: who is in it, before any day.
    let behind = when.trim_start_matches([':', '-', ' ']);
    if somebody_first(behind, meeting).is_some() {
        return None;
    }
    let is_first = words
        .first()
        .is_some_and(|first| meant_words().is("the first", first));
    let what = match is_first && meant_words().begins("the core group", rest).is_some() {
        true => "First core group",
        false => what,
    };
    Some(Suggested::of(
        "A date?",
        format!(
            "/{} {}; {}: {}",
            date::KIND.command,
            what.trim_end_matches([':', ',', '-', ' ']),
            date::ON.label,
            day_then_place(when.trim(), meeting)
        ),
    ))
}

/// `9 Dec 2pm` and `school` of `9 Dec 2pm at school`; all of it, where no day can be read.
fn day_and_place<'a>(when: &'a str, meeting: &Meeting) -> (&'a str, &'a str) {
    let Some(today) = meeting.created_at().map(|at| at.date_naive()) else {
        return (when, "");
    };
    let is_day = |words: &str| {
        let day = day_and_time(words).map_or_else(|| words.to_owned(), |(day, _)| day);
        read_value(&date::ON, &day, meeting, today).is_ok()
    };
    let ends = when.match_indices(' ').map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([when.len()]).collect();
    let found = ends.into_iter().rev().find_map(|end| {
        let (day, place) = when.split_at_checked(end)?;
        is_day(day).then_some((day, place.trim()))
    });
    let (day, place) = found.unwrap_or((when, ""));
    // `3 months, Mon 1 March 10am here`: the day itself counts.
    let (again, left) = match place {
        "" => ("", ""),
        place => day_and_place(place.trim_start_matches(['(', '-', ' ']), meeting),
    };
    if day.ends_with(',') && is_day(again) {
        return (again, left);
    }
    let place = ["at ", "in ", "@ ", "@", ", ", "- "]
        .iter()
        .find_map(|sign| place.strip_prefix(sign))
        .unwrap_or(place);
    (day.trim_end_matches([',', ';', ' ']), place)
}
