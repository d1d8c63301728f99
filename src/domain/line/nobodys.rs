//! A line without a colon that nobody says: it puts the record right, names a pause, says what all agree, or tells in a few
//! written words what somebody did, has or is to do. Whoever spoke last must not get it without a word: it is kept as it was
//! typed, who speaks is asked, and what it is perhaps meant as is told.

use super::before_label::without_what_precedes;
use super::nobodys_record::{action, child_view, record_in_words};
use super::notes::note;
use super::outside::from_outside;
use super::pause_reason::pause_reason;
use super::scores_line::scores_behind;
use super::several::by_letters;
use super::suggested::Suggested;
use super::told_lines::told_without_label;
use super::told_of_somebody::{own_words, somebody_first, stranger_moves};
use super::unnamed::unnamed;
use crate::domain::calendar::time_words::read_time;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits, looks_like_somebody};
use crate::domain::record::kinds::{child, person};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{is_everyday, people_words, plain_words, squeezed};

pub(super) struct Nobodys<'a> {
    /// Who may be meant, as typed; `?` where nobody is named.
    pub(super) who: &'a str,
    /// Nothing where the command that it may mean is told of anyway.
    pub(super) meant: Option<Suggested>,
    /// `Outcome: better sleep`: as likely said aloud, so it is told of, and whoever goes on gets it all the same.
    pub(super) is_said: bool,
}

impl<'a> Nobodys<'a> {
    pub(super) fn of(who: &'a str, meant: Suggested) -> Option<Self> {
        Some(Nobodys {
            who,
            meant: Some(meant),
            is_said: false,
        })
    }
}

/// Nobody is named.
pub(super) const NOBODY: &str = "?";

/// How many words stand around `should be`, where it is said aloud as well.
const FEW: usize = 6;

type Rule = for<'a> fn(&'a str, &Meeting) -> Option<Nobodys<'a>>;

const RULES: &[Rule] = &[
    correction,
    renaming,
    pause,
    note,
    scores_behind,
    command,
    apologies,
    child_view,
    action,
    record_in_words,
    all_say,
    telegraphic,
    stranger,
    unnamed,
    from_outside,
    told_without_label,
];

pub(super) fn nobodys<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let line = line.trim();
    if line.starts_with(['"', '\u{201c}', '\u{201e}', '\\', '/', '#', '@', '(']) {
        return None;
    }
    RULES.iter().find_map(|rule| rule(line, meeting))
}

/// More words than any phrase of a list has.
const MOST_WORDS: usize = 24;

/// Where a phrase can stand at the beginning: a line may be as long as a book.
fn beginning(line: &str) -> &str {
    let end = line.match_indices(' ').nth(MOST_WORDS);
    end.and_then(|(at, _)| line.get(..at)).unwrap_or(line)
}

/// How many of these words, from the first on, are a phrase of this list, and the words behind it as they were typed.
pub(super) fn behind<'a>(list: &str, line: &'a str) -> Option<&'a str> {
    let first = beginning(line);
    meant_words().begins(list, &plain_words(first))?;
    let ends = first.match_indices(' ').map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([first.len()]).collect();
    ends.into_iter().rev().find_map(|at| {
        let (begins, behind) = line.split_at_checked(at)?;
        let begins = plain_words(begins);
        let is_whole = meant_words().begins(list, &begins) == Some(begins.len());
        (is_whole && !begins.is_empty()).then(|| behind.trim_start())
    })
}

/// `oops Novmber shd be Sept`, `Novmber should read Sept`
fn correction<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    if let Some((wrong, right)) = line
        .strip_prefix("s/")
        .and_then(|rest| rest.split_once('/'))
    {
        let right = right.trim_end_matches('/');
        let line = format!("/edit {wrong} -> {right}");
        return Nobodys::of(
            NOBODY,
            Suggested::of("A slip?", line).which("changes it in the last entry"),
        );
    }
    let corrects = line.split_once(':').filter(|(label, _)| {
        let words = plain_words(label);
        words.len() <= 2 && meant_words().says("corrects", &words)
    });
    if let Some((_, rest)) = corrects {
        let pair = right_not_wrong(rest.trim()).filter(|pair| changes_words(pair, meeting));
        let read = pair.map_or_else(
            || {
                Suggested::told("To put something right?", "/edit")
                    .which("changes the last entry; Up chooses an earlier one, /section an earlier section")
            },
            |pair| edits(&pair),
        );
        return Nobodys::of(NOBODY, read);
    }
    let slip = behind("slip", line);
    // `sp` and the like may be somebody's letters.
    let first = line.split_whitespace().next().unwrap_or(line);
    let slip = slip.filter(|_| {
        how_it_fits(first, meeting) > Some(Fits::Letters)
            || find_seat(first, meeting) == Found::Nobody
    });
    let line = slip.unwrap_or(line);
    let line = line.trim_start_matches([',', '-', ':', ';', '.', '!', ' ', '\u{2013}']);
    let (wrong, right, is_written) = wrong_and_right(line)
        .map_or((None, "", false), |(wrong, right, is_written)| {
            (Some(wrong), right, is_written)
        });
    if slip.is_some()
        && let Some(pair) = right_not_wrong(line).filter(|pair| changes_words(pair, meeting))
    {
        return Nobodys::of(NOBODY, edits(&pair));
    }
    let is_word = wrong.is_some_and(|wrong| {
        let words = plain_words(wrong);
        let is_own = |word: &String| people_words().is("pronoun", word) || word == "there";
        let last = words.last().map_or("", String::as_str);
        !words.is_empty() && !words.iter().any(is_own) && (is_written || !is_everyday(last))
    });
    let is_few = line.split_whitespace().count() <= FEW;
    // `Dorian should be at home by now`
    let is_somebody = wrong
        .is_some_and(|wrong| how_it_fits(wrong, meeting).is_some_and(|how| how <= Fits::Whole));
    let is_meant = wrong.is_some() && is_word && (is_written || is_few && !is_somebody);
    if slip.is_none() && !is_meant {
        return None;
    }
    let told =
        || Suggested::told("A slip?", "/edit").which("changes the last entry, /undo takes it back");
    match wrong {
        Some(wrong) if !right.is_empty() && !is_somebody => {
            let wrong = wrong.rsplit([' ', ',']).next().unwrap_or(wrong);
            // `category shd be neglect` changes no word of an entry.
            let is_answer = meant_words().record(&plain_words(wrong)).is_some();
            match (is_answer, slip) {
                (false, _) => Nobodys::of(NOBODY, edits(&(right.to_owned(), wrong))),
                (true, Some(_)) => Nobodys::of(NOBODY, told()),
                (true, None) => None,
            }
        }
        _ => Nobodys::of(NOBODY, told()),
    }
}

/// `SW said Tuesday not Thursday`, `not 3 Nov, 13 Nov`: what is right, and what is wrong. As many words count on either side.
fn right_not_wrong(line: &str) -> Option<(String, &str)> {
    let end = |words: &str| words.find([',', ';', '.']).unwrap_or(words.len());
    if let Some(behind) = line.strip_prefix("not ") {
        let (wrong, right) = behind.split_at_checked(end(behind))?;
        let right = right.trim_start_matches([',', ';', '.', ' ', '-']);
        let right = right.strip_prefix("but ").unwrap_or(right).trim();
        return is_pair(right, wrong).then(|| (right.to_owned(), wrong));
    }
    let (before, behind) = line.split_once(" not ")?;
    let wrong = behind.get(..end(behind))?.trim();
    let many = wrong.split_whitespace().count();
    let before: Vec<&str> = before.trim_end_matches(',').split_whitespace().collect();
    // `3 kilo not 2`: a number is in the place of a number.
    let is_number = |word: &&&str| word.parse::<f64>().is_ok();
    if wrong.parse::<f64>().is_ok() {
        let right = before.iter().rev().find(is_number)?;
        return Some(((*right).to_owned(), wrong));
    }
    let right = before.get(before.len().checked_sub(many)?..)?.join(" ");
    is_pair(&right, wrong).then_some((right, wrong))
}

/// `that was Niamh not mum`: somebody else said it, which changes no word.
fn changes_words((right, wrong): &(String, &str), meeting: &Meeting) -> bool {
    let is_name = |name: &str| how_it_fits(name, meeting).is_some_and(|how| how <= Fits::Part);
    !is_name(right) && !is_name(wrong)
}

fn edits((right, wrong): &(String, &str)) -> Suggested {
    Suggested::of("A slip?", format!("/edit {wrong} -> {right}"))
        .which("changes it in the last entry")
}

/// Few words, and as many.
fn is_pair(right: &str, wrong: &str) -> bool {
    let count = |words: &str| words.split_whitespace().count();
    (1..=3).contains(&count(wrong)) && count(right) == count(wrong)
}

/// What is wrong, what is right, and whether the words between are only written.
fn wrong_and_right(line: &str) -> Option<(&str, &str, bool)> {
    ["should be written", "should be said"]
        .iter()
        .find_map(|list| {
            let (wrong, right) = apart_at(list, line)?;
            Some((wrong, right, *list == "should be written"))
        })
}

/// What stands before a phrase of this list, and behind it.
fn apart_at<'a>(list: &str, line: &'a str) -> Option<(&'a str, &'a str)> {
    if !meant_words().says(list, &plain_words(line)) {
        return None;
    }
    let starts = line.match_indices(' ').map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let (before, rest) = (line.get(..at)?, line.get(at + 1..)?);
        let words = plain_words(beginning(rest));
        let many = meant_words().begins(list, &words)?;
        let mut ends = rest.match_indices(' ').map(|(at, _)| at);
        let end = ends.nth(many - 1)?;
        Some((before.trim(), rest.get(end..)?.trim()))
    })
}

/// `JB is really Joan Barlow not Barrow`
fn renaming<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let (who, name) = apart_at("is called", line)?;
    let who = who.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    let is_sure = how_it_fits(who, meeting) <= Some(Fits::Whole);
    let is_one = matches!(find_seat(who, meeting), Found::One(_)) && is_sure;
    let end = [" not ", ", not ", " (not ", ", "];
    let right = end.iter().filter_map(|sign| name.find(sign)).min();
    let right = name.get(..right.unwrap_or(name.len()))?.trim();
    let words: Vec<&str> = right.split_whitespace().collect();
    let is_name = (1..=4).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase));
    let is_told = words.len() > 1 || name.contains(" not ");
    if !is_one || !is_name || !is_told {
        return None;
    }
    Nobodys::of(
        NOBODY,
        Suggested::of("Called otherwise?", format!("/rename {who}: {right}")),
    )
}

/// `back 10.52`, `break 10 min, 10.40`, `10.52 resumed`
fn pause<'a>(line: &'a str, _: &Meeting) -> Option<Nobodys<'a>> {
    let bare = without_what_precedes(line);
    let has_time =
        bare.len() < line.len() && line.starts_with(|letter: char| letter.is_ascii_digit());
    let (ends, rest) = match (behind("pause ends", bare), behind("pause begins", bare)) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return None,
    };
    let rest = behind("until", rest)
        .unwrap_or(rest)
        .trim_start_matches([',', '-', '(', ' ']);
    let number = rest.split([' ', ',', ')']).next().unwrap_or("");
    let is_minutes = number.bytes().all(|byte| byte.is_ascii_digit())
        && plain_words(rest)
            .get(1)
            .is_some_and(|word| word.starts_with("min"));
    let is_time = !number.is_empty()
        && number.starts_with(|letter: char| letter.is_ascii_digit())
        && read_time(number).is_some();
    let is_alone = rest.is_empty();
    let says_it = bare.split_whitespace().count() > 1;
    let is_pause = match ends {
        true => is_time && !is_minutes || is_alone && (has_time || says_it),
        false => {
            is_time
                || is_minutes
                || number.ends_with("min")
                || number.ends_with("mins")
                || is_alone && (has_time || says_it)
        }
    };
    if !is_pause {
        return None;
    }
    Nobodys::of(
        NOBODY,
        match (ends, is_minutes) {
            (true, _) => Suggested::of("On again?", "/break").which("ends the break"),
            (false, true) => Suggested::of("A break?", format!("/break {rest}")),
            (false, false) => {
                let line = format!("/break {}", pause_reason(bare));
                Suggested::of("A break?", line.trim_end())
            }
        },
    )
}

/// `scrap that last line`, `core grp 9 Dec 2pm`: which command that may mean is told of anyway.
fn command<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let words = plain_words(line);
    let meant = meant_words();
    meant.command(&words)?;
    // `core grp members KS SW`: what is to be recorded is all there.
    if let Some((many, ..)) = meant.record(&words)
        && by_letters(&words.get(many..).unwrap_or_default().join(" "), meeting).is_some()
    {
        return record_in_words(line, meeting);
    }
    let is_number = |word: &String| word.starts_with(|letter: char| letter.is_ascii_digit());
    let is_followed = |many: usize| words.get(many).is_some_and(is_number);
    let is_written = meant.begins("only written", &words).is_some();
    let is_ordered = meant
        .begins("with a number", &words)
        .is_some_and(is_followed);
    (is_written || is_ordered).then_some(Nobodys {
        who: NOBODY,
        meant: None,
        is_said: false,
    })
}

/// `apols from HV - off sick`
fn apologies<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let rest = behind("apologies", line)?;
    let rest = ["from ", "for ", "- ", ": ", "\u{2013} "]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign))
        .unwrap_or(rest);
    let spaced = format!("{rest} ");
    // `the school nurse`, in a meeting with nobody but somebody from the school.
    let goes_on = |behind: &str| {
        let word = behind.split([' ', ',']).next().unwrap_or("");
        people_words().is("post", &squeezed(word))
    };
    let found = somebody_first(&spaced, meeting).filter(|(_, behind, _)| !goes_on(behind));
    let Some((name, behind, _)) = found else {
        return Nobodys::of(NOBODY, stranger_apologises(rest)?);
    };
    let why = without_their_role(name, behind.trim(), meeting)
        .trim_start_matches(['-', '\u{2013}', '(', ',', ':', ' ']);
    Nobodys::of(NOBODY, sent_apologies(name, why.trim_end_matches(')')))
}

/// `Dr Patel, on leave`, whom the list of people does not hold yet.
fn stranger_apologises(told: &str) -> Option<Suggested> {
    let signs = [",", " - ", " \u{2013} ", " \u{2014} ", " (", ":", ";"];
    let found = signs
        .iter()
        .filter_map(|sign| Some((told.find(sign)?, sign.len())));
    let (at, many) = found.min().unwrap_or((told.len(), 0));
    let (name, why) = (told.get(..at)?.trim(), told.get(at + many..)?.trim());
    if !looks_like_somebody(name) {
        return None;
    }
    if !name.starts_with(char::is_uppercase) {
        return Some(Suggested::told("Not in the list?", NOT_IN_THE_LIST));
    }
    let why = match why.trim_end_matches(')') {
        "" => String::new(),
        why => format!(", {why}"),
    };
    let line = format!("/person {name}; {}: apologies{why}", person::WHY_NOT.label);
    Some(Suggested::of("Not in the list, and not here?", line))
}

pub(super) const NOT_IN_THE_LIST: &str =
    "/person, their letters and name; role: \u{2026}; attendance: apologies";

fn stranger<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let (name, told) = stranger_moves(line, meeting)?;
    Nobodys::of(name, told)
}

/// That they sent apologies is a part of why they did not come.
pub(super) fn sent_apologies(name: &str, why: &str) -> Suggested {
    let why = match why {
        "" => String::new(),
        why => format!(", {why}"),
    };
    Suggested::of("Not here?", format!("/absent {name}: apologies{why}"))
}

/// `report sent` of `GP, report sent`, said of the GP.
fn without_their_role<'a>(name: &str, behind: &'a str, meeting: &Meeting) -> &'a str {
    let (first, rest) = behind.split_at(behind.find([' ', ',']).unwrap_or(behind.len()));
    match (find_seat(name, meeting), find_seat(first, meeting)) {
        (Found::One(one), Found::One(other)) if one == other => rest,
        _ => behind,
    }
}

/// `all agree no shouting in front of kids`
fn all_say<'a>(line: &'a str, _: &Meeting) -> Option<Nobodys<'a>> {
    behind("all say", line).or_else(|| {
        let words = plain_words(line);
        let many = meant_words().begins("all say", &words)?;
        let mut ends = line.match_indices(' ').map(|(at, _)| at);
        line.get(ends.nth(many - 1)?..)
    })?;
    Nobodys::of(
        NOBODY,
        Suggested::of("Everybody's words?", format!("all: {line}")),
    )
}

/// `Poppy asleep in class`, `Kerry crying`, `Leo v shy`: aloud, a verb would stand there.
fn telegraphic<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let bare = without_what_precedes(line);
    let spaced = bare.contains(' ');
    let (name, behind, _) = somebody_first(bare, meeting).filter(|_| spaced)?;
    let words = plain_words(behind);
    let meant = meant_words();
    let begins = |list: &str| meant.begins(list, &words);
    let ends = |many: usize| {
        words
            .get(many)
            .is_none_or(|next| meant.is("behind what is seen", next))
    };
    let is_seen = begins("seen now").is_some()
        || begins("seen now or a verb").is_some_and(ends)
        || begins("telegraphic").is_some_and(|many| words.len() > many)
            && begins("said aloud").is_none();
    if !is_seen {
        return None;
    }
    let is_child = match find_seat(name, meeting) {
        Found::One(id) => meeting
            .record(&id)
            .is_some_and(|one| one.is_a(&child::KIND)),
        Found::Several(_) | Found::Nobody => false,
    };
    let own = match is_child {
        true => Suggested::of("Their own view?", format!("/view {name}; by: ")),
        false => own_words(name, behind),
    };
    Nobodys::of(
        name,
        own.or_else("What you see yourself begins with a colon"),
    )
}
