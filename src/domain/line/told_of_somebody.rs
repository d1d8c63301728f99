//! `DT asks whether …`, `Kasia says …`, `TS had to go`: a line without a colon that tells what somebody here says or does.
//! Whoever spoke last must not get such words without a word: who speaks is asked. What goes on about somebody
//! (`Dan said he would come`, `Kasia's mum came`) is a sentence.

use super::before_label::without_what_precedes;
use super::marks::{sign_before, sign_of};
use super::nobodys::sent_apologies;
use super::perhaps_mark::WORRY;
use super::several::several_names;
use super::suggested::Suggested;
use crate::domain::calendar::time_words::{minutes_ago, read_time};
use crate::domain::meeting::{
    Fits, Found, Meeting, find_seat, how_it_fits, is_pronoun, looks_like_somebody,
};
use crate::domain::record::kinds::{child, person};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};

/// How many words a name has at most: `the new social worker`.
pub(super) const LONGEST_NAME: usize = 5;

/// How many words say what somebody does: `would like it noted`.
const LONGEST_DOING: usize = 5;

/// Between the name and what somebody does: `DT then asks`.
const BETWEEN: &[&str] = &[
    "again", "also", "both", "just", "now", "still", "then", "too",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// By a name, a role, or letters that stand for a role, as `SW` does.
    Aloud,
    /// By the initials of a grown-up, which are only written.
    Initials,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Says,
    Leaves,
    /// The Chair sends them, or they go by themselves: the words do not say which.
    IsOut,
    Arrives,
    IsAbsent,
}

/// Whoever is told of, as typed.
pub(super) fn told_of<'a>(line: &'a str, meeting: &Meeting) -> Option<&'a str> {
    told(line, meeting).map(|(name, _)| name)
}

/// How to type it, where it is who speaks, or who comes or goes: `Their own words? DT: …`.
pub(super) fn how_to_say(line: &str, meeting: &Meeting) -> Option<Suggested> {
    let (name, doing) = told(line, meeting)?;
    let behind = without_what_precedes(line).get(name.len()..)?;
    let (time, why) = (time_behind(behind), why_behind(behind));
    let because = why.map_or_else(String::new, |why| format!(": {why}"));
    let gone = || Suggested::of("Gone?", format!("/leave {name}{time}{because}"));
    Some(match doing {
        Doing::Says if is_only_seen(behind) => {
            let label = ": ";
            Suggested::with_words("Seen, not said?", label, line.trim())
        }
        Doing::Says => own_words(name, behind),
        Doing::Leaves => gone(),
        Doing::IsOut => gone().or_else(format!(
            "Sent out by the Chair? /exclude {name}; why: \u{2026}"
        )),
        Doing::Arrives if is_excluded(name, meeting) => {
            Suggested::of("Back?", format!("/readmit {name}"))
        }
        Doing::Arrives => {
            let way = way_behind(behind);
            let here = Suggested::of("Here?", format!("/arrive {name}{way}{time}{because}"));
            match words_behind(behind) {
                // `Noah comes in for ten minutes: I don't want to move`
                Some(words) => here.or_else(format!("Then {name}: {words}")),
                None => here,
            }
        }
        Doing::IsAbsent if meant_words().says("sent apologies", &plain_words(behind)) => {
            sent_apologies(name, why.unwrap_or_default())
        }
        Doing::IsAbsent => Suggested::of(
            "Not here?",
            format!("/absent {name}: {}", why.unwrap_or_default()),
        ),
    })
}

/// `Mum said he scares her`, with Mum in the room: her words now, or what whoever goes on tells of her.
pub(super) fn said_before(line: &str, meeting: &Meeting) -> Option<Suggested> {
    let line = without_what_precedes(line);
    let (name, behind, _) = somebody_first(line, meeting)?;
    let Found::One(id) = find_seat(name, meeting) else {
        return None;
    };
    let is_child = meeting
        .record(&id)
        .is_some_and(|one| one.is_a(&child::KIND));
    let words: Vec<String> = behind.split_whitespace().flat_map(word_and_end).collect();
    let many = phrase("tells before", &words)?;
    let goes_on = words.len() > many;
    let is_other = meeting.last_speaker() != Some(id.as_str());
    let is_meant = goes_on && is_other && !is_child && meeting.is_here(&id);
    is_meant.then(|| own_words(name, behind))
}

/// `is crying`, `was in tears`: nobody says that of themselves.
fn is_only_seen(behind: &str) -> bool {
    const IS: &[&str] = &[
        "is", "was", "looks", "seems", "starts", "started", "begins", "began",
    ];
    let words = plain_words(behind);
    let is_being = words
        .first()
        .is_some_and(|first| IS.contains(&first.as_str()));
    let rest = words.get(usize::from(is_being)..).unwrap_or_default();
    is_being && meant_words().begins("seen now", rest).is_some()
}

/// `Their own words? DT: …`, with the sign for a worry where it begins with one.
pub(super) fn own_words(name: &str, behind: &str) -> Suggested {
    let sign = sign_of(WORRY).filter(|_| begins_with_worry(behind));
    let label = match sign {
        Some(sign) => format!("{name}: {sign} "),
        None => format!("{name}: "),
    };
    Suggested::with_words("Their own words?", &label, behind.trim())
}

/// `AK worried re shouting`
fn begins_with_worry(behind: &str) -> bool {
    let first = behind.split_whitespace().next().unwrap_or("");
    people_words().is(WORRY, &squeezed(first))
}

/// ` 11:15` of `left 11.15, another appt`; empty where no time is told.
fn time_behind(behind: &str) -> String {
    // `arrived 10 mins ago`
    let pieces: Vec<&str> = behind.split_whitespace().collect();
    let ago = pieces
        .windows(3)
        .find(|three| minutes_ago(&three.join(" ")).is_some());
    if let Some(ago) = ago {
        return format!(" {}", ago.join(" "));
    }
    let words = behind.split_whitespace();
    // `10 past`, `in 5 mins`: of which hour is not said.
    let counts = |next: Option<&&str>| {
        next.is_some_and(|next| {
            let next = next.trim_end_matches(['.', ',', ')']);
            next.starts_with("min") || ["past", "to", "after", "before"].contains(&next)
        })
    };
    let words: Vec<&str> = words.collect();
    let times = words.iter().enumerate();
    let mut times = times
        .filter(|(_, word)| word.starts_with(|letter: char| letter.is_ascii_digit()))
        .filter(|(at, _)| !counts(words.get(at + 1)))
        .map(|(_, word)| *word);
    let time = times.find_map(|word| read_time(word.trim_end_matches([',', ';', ')'])));
    time.map_or_else(String::new, |time| format!(" {}", time.format("%H:%M")))
}

/// ` by video` of `joined on video 10.17`
pub(super) fn way_behind(behind: &str) -> &'static str {
    let words = plain_words(behind);
    let says = |ways: &[&str]| words.iter().any(|word| ways.contains(&word.as_str()));
    match () {
        () if says(&["video", "teams", "zoom"]) => " by video",
        () if says(&["phone", "telephone"]) => " by phone",
        () => "",
    }
}

/// What is said behind the colon; a time has one too.
fn words_behind(behind: &str) -> Option<&str> {
    let (_, words) = behind.split_once(": ")?;
    Some(words.trim()).filter(|words| !words.is_empty())
}

/// `another appt` of `left 11.15, another appt`, and of `left (another appt)`.
fn why_behind(behind: &str) -> Option<&str> {
    let signs = [", ", " - ", " \u{2013} ", " \u{2014} ", " (", "; "];
    let first = signs
        .iter()
        .filter_map(|sign| Some((behind.find(sign)?, sign.len())));
    let (at, length) = first.min()?;
    let why = behind.get(at + length..)?.trim().trim_end_matches(')');
    (!why.is_empty()).then_some(why)
}

fn told<'a>(line: &'a str, meeting: &Meeting) -> Option<(&'a str, Doing)> {
    let line = without_what_precedes(line);
    // `+ Noah laughs again`: what goes well is said of him, by whoever goes on.
    if sign_before(line).is_some() {
        return None;
    }
    let ends = line.match_indices(' ').map(|(at, _)| at);
    ends.take(LONGEST_NAME)
        .filter_map(|at| Some((line.get(..at)?, line.get(at..)?)))
        .find_map(|(name, behind)| Some((name, doing(name, behind, meeting)?)))
}

/// `Gaz arrived 10.20`, where nobody is called so: a nickname, or somebody who is not in the list yet.
pub(super) fn stranger_moves<'a>(line: &'a str, meeting: &Meeting) -> Option<(&'a str, Suggested)> {
    const LONGEST: usize = 2;
    let line = without_what_precedes(line);
    let ends = line.match_indices(' ').map(|(at, _)| at);
    ends.take(LONGEST).find_map(|at| {
        let (name, behind) = (line.get(..at)?, line.get(at..)?);
        let is_stranger = name.starts_with(char::is_uppercase)
            && looks_like_somebody(name)
            && how_it_fits(name, meeting).is_none();
        if is_stranger && let Some(told) = arrives_from(name, behind) {
            return Some((name, told));
        }
        let words: Vec<String> = behind.split_whitespace().flat_map(word_and_end).collect();
        let moves = |list: &&&str| is_move(list, &words, Named::Aloud);
        let lists = ["arrives now", "leaves now", "absent now"];
        let at = lists
            .iter()
            .position(|list| moves(&list))
            .filter(|_| is_stranger)?;
        let command = ["/arrive", "/leave", "/absent"].get(at)?;
        let told = Suggested::told("By which letters are they known?", *command)
            .which("takes them; /person adds somebody new");
        Some((name, told))
    })
}

/// `RP from Early Help joined on the phone`: who comes, and from where.
fn arrives_from(name: &str, behind: &str) -> Option<Suggested> {
    const LONGEST: usize = 4;
    let from = behind.trim_start().strip_prefix("from ")?;
    let ends = from.match_indices(' ').map(|(at, _)| at);
    ends.take(LONGEST).find_map(|at| {
        let (agency, behind) = (from.get(..at)?, from.get(at..)?);
        let words: Vec<String> = behind.split_whitespace().flat_map(word_and_end).collect();
        let line = format!("/person {name}; {}: {agency}", person::AGENCY.label);
        let told = Suggested::of("Not in the list?", line).which("adds them; then /arrive");
        phrase("arrives now", &words)?;
        Some(told)
    })
}

/// Whether it is one who is called so, or several, and how.
fn together(name: &str, meeting: &Meeting) -> Option<(bool, Named)> {
    // `MGM:` is a label.
    if name.ends_with([':', ';', '/']) {
        return None;
    }
    // `SK/SQ`
    let several: Vec<&str> = several_names(name)
        .flat_map(|name| name.split('/'))
        .collect();
    let is_one = several.len() < 2 || find_seat(name, meeting) != Found::Nobody;
    if is_one {
        return Some((true, named(name, meeting)?));
    }
    let each = several.iter().map(|name| named(name, meeting));
    let each: Option<Vec<Named>> = each.collect();
    Some((false, each?.into_iter().min()?))
}

/// Whoever these words begin with, one or several, as typed; what is behind; and how they are named. The longest name counts.
pub(super) fn somebody_first<'a>(
    words: &'a str,
    meeting: &Meeting,
) -> Option<(&'a str, &'a str, Named)> {
    let ends = words.match_indices(' ').map(|(at, _)| at);
    let ends: Vec<usize> = ends.take(LONGEST_NAME).collect();
    ends.into_iter().rev().find_map(|at| {
        let (name, behind) = (words.get(..at)?, words.get(at + 1..)?);
        let name = name.trim_end_matches([',', '-', '\u{2013}', '(', ' ']);
        let (_, how) = together(name, meeting)?;
        Some((name, behind.trim_start(), how))
    })
}

/// How one, or several, are named by these words; nothing where it is not certain that somebody is.
pub(super) fn somebody(name: &str, meeting: &Meeting) -> Option<Named> {
    together(name, meeting).map(|(_, how)| how)
}

fn doing(name: &str, behind: &str, meeting: &Meeting) -> Option<Doing> {
    let (is_one, named) = together(name, meeting)?;
    let words: Vec<String> = behind.split_whitespace().flat_map(word_and_end).collect();
    let is_between =
        |word: &&String| BETWEEN.contains(&word.as_str()) || word.len() > 4 && word.ends_with("ly");
    let between = words.iter().take_while(is_between).count();
    let doing = words.get(between..).unwrap_or_default();
    let begins = |list: &str| phrase(list, doing).is_some();
    let says = match (is_one, named) {
        (true, Named::Aloud) => begins("tells now"),
        (true, Named::Initials) => {
            begins("tells now") || begins("tells before") || begins("tells view")
        }
        // `SW and HV agree on that` may be said of both.
        (false, Named::Aloud) => false,
        (false, Named::Initials) => begins("tell now") || begins("tells before"),
    };
    match () {
        () if is_one && is_out(name, doing, named, meeting) => Some(Doing::IsOut),
        () if says => Some(Doing::Says),
        () if is_move("leaves now", doing, named) => Some(Doing::Leaves),
        () if is_move("arrives now", doing, named) => Some(Doing::Arrives),
        () if is_move("absent now", doing, named) => Some(Doing::IsAbsent),
        () => None,
    }
}

/// `objects to that`; `said it was cold` too, where it may be told of before.
pub(super) fn says_now(behind: &str, before: bool) -> bool {
    let words: Vec<String> = behind.split_whitespace().flat_map(word_and_end).collect();
    let tells = |list: &str| phrase(list, &words).is_some();
    tells("tells now") || before && tells("tells before")
}

/// A comma behind a word stands as an empty word: what was said ends there.
fn word_and_end(word: &str) -> impl Iterator<Item = String> {
    let ends = word.chars().count() > 1 && word.ends_with(',');
    std::iter::once(squeezed(word)).chain(ends.then(String::new))
}

/// `had to go`, with nothing but when or why behind it.
fn is_move(list: &str, doing: &[String], named: Named) -> bool {
    let Some(many) = phrase(list, doing) else {
        return false;
    };
    let next = doing.get(many).map_or("", String::as_str);
    // `RL left 11.15`; aloud, `left 3 weeks ago`.
    let is_time = (3..=4).contains(&next.len()) || named == Named::Initials;
    let is_number = next.chars().all(|letter| letter.is_ascii_digit());
    next.is_empty()
        || people_words().is("behind going", next)
        || is_time && is_number
        || named == Named::Initials && next == "to"
}

fn is_excluded(name: &str, meeting: &Meeting) -> bool {
    matches!(find_seat(name, meeting), Found::One(id) if meeting.is_excluded(&id))
}

/// `RK asked to step out while the report is read`; aloud, `Ella excluded from school` is said of a child.
fn is_out(name: &str, doing: &[String], named: Named, meeting: &Meeting) -> bool {
    let is_child = matches!(find_seat(name, meeting), Found::One(id)
        if meeting.record(&id).is_some_and(|one| one.is_a(&child::KIND)));
    let Some(many) = meant_words().begins("is sent out", doing) else {
        return false;
    };
    let next = doing.get(many).map_or("", String::as_str);
    let ends = next.is_empty() || people_words().is("behind going", next);
    !is_child && (ends || named == Named::Initials || next == "while" || next == "so")
}

/// The most words with which these words begin that are a phrase of this list.
fn phrase(list: &str, words: &[String]) -> Option<usize> {
    let most = words.len().min(LONGEST_DOING);
    (1..=most).rev().find(|count| {
        let begins = words.get(..*count).unwrap_or_default();
        let ends = begins.last().is_some_and(|last| !last.is_empty());
        ends && people_words().is(list, &begins.concat())
    })
}

/// `None`: nobody is called so.
fn named(name: &str, meeting: &Meeting) -> Option<Named> {
    let people = people_words();
    let fits = how_it_fits(name, meeting).filter(|fits| *fits <= Fits::Whole)?;
    let (plain, first) = (
        squeezed(name),
        squeezed(name.split_whitespace().next().unwrap_or(name)),
    );
    // `MY objects`, of Marcus Yelland; `my mum objects` is a sentence.
    let is_code =
        fits == Fits::Letters && name.chars().count() > 1 && name.chars().all(char::is_uppercase);
    // `her mum says`, `it says`
    let is_little = people.is("whose", &first) || people.is("never", &plain);
    if !is_code && (is_little || is_pronoun(&first)) {
        return None;
    }
    let is_child = |id: &str| meeting.record(id).is_some_and(|one| one.is_a(&child::KIND));
    let is_grown_up = match find_seat(name, meeting) {
        Found::One(id) => !is_child(&id),
        Found::Several(ids) => !ids.iter().any(|id| is_child(id)),
        Found::Nobody => return None,
    };
    let is_role = !people.groups(&plain).is_empty() || people.title(&plain).is_some();
    Some(match fits == Fits::Letters && is_grown_up && !is_role {
        true => Named::Initials,
        false => Named::Aloud,
    })
}
