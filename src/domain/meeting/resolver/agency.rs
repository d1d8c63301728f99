//! Which agency is meant, of those that people of the meeting come from.

use super::{Fits, Found, Meeting, near, who_is_called};
use crate::domain::record::kinds::person;
use crate::domain::record::{Record, Side, is_open_to_all, side};
use crate::domain::settings::people_words::{is_everyday, people_words, plain_words, squeezed};

/// The shortest word that names an agency by a part of its name.
const SHORTEST: usize = 3;
/// The shortest word in which a slip of the finger is forgiven.
const SHORTEST_WITH_A_SLIP: usize = 4;

/// The agencies that these words can mean, as they are written for the people who come from them. None where nobody is
/// from such an agency; several where the words do not say which.
pub fn agencies_called(typed: &str, meeting: &Meeting) -> Vec<String> {
    let all = agencies(meeting);
    let words = bare(typed);
    let whole = words.concat();
    if whole.is_empty() {
        return Vec::new();
    }
    if names_every_agency(typed) {
        return all;
    }
    let found = without_a_slip(typed, &all, &words, &whole, meeting);
    match found.is_empty() {
        true => with_a_slip(&all, &words),
        false => found,
    }
}

/// `all`, `every agency`, `all the agencies`
pub fn names_every_agency(typed: &str) -> bool {
    let whole = bare(typed).concat();
    ["everybody", "every agency"]
        .iter()
        .any(|list| people_words().is(list, &whole))
}

/// The agencies of the professionals who are or were here, in the order in which their people were entered. Where somebody
/// comes from is named only where everybody may know it.
pub fn agencies_here(meeting: &Meeting) -> Vec<String> {
    let mut here: Vec<String> = Vec::new();
    for person in meeting.records(&person::KIND) {
        let agency = person.text(&person::AGENCY).trim();
        let came = meeting.is_here(&person.id) || meeting.has_left(&person.id);
        let is_voice =
            side(person) == Side::Professional && person.text(&person::SIDE) != "supporter";
        let may_be_named = tells_the_agency(person);
        let is_new = here.iter().all(|known| squeezed(known) != squeezed(agency));
        if came && is_voice && may_be_named && is_new && !agency.is_empty() {
            here.push(agency.to_owned());
        }
    }
    here
}

fn tells_the_agency(person: &Record) -> bool {
    is_open_to_all(person)
        && !person.keeps_answers_back()
        && !person.keeps_back(person::AGENCY.name)
}

/// Whether there is anybody of whom not everybody may know where they come from.
pub fn keeps_an_agency_back(meeting: &Meeting) -> bool {
    let mut people = meeting.records(&person::KIND);
    people.any(|person| !tells_the_agency(person))
}

/// Whether everybody may know that somebody of this agency is concerned.
pub fn agency_may_be_named(agency: &str, meeting: &Meeting) -> bool {
    let mut people = meeting.records(&person::KIND);
    people.any(|person| {
        squeezed(person.text(&person::AGENCY)) == squeezed(agency) && tells_the_agency(person)
    })
}

/// Whether only people of it are in the meeting about whom not everybody may know that. Nothing is said of an agency that
/// nobody comes from.
pub fn agency_is_kept_back(agency: &str, meeting: &Meeting) -> bool {
    let mut people = people_of(agency, meeting).peekable();
    people.peek().is_some() && !people.any(tells_the_agency)
}

/// Whoever comes from it, or counts for it by the rule of the quorum.
fn people_of<'m>(agency: &str, meeting: &'m Meeting) -> impl Iterator<Item = &'m Record> {
    let whole = squeezed(agency);
    let title = |person: &Record| meeting.settings().quorum().agency_title(person);
    meeting.records(&person::KIND).filter(move |person| {
        let is_called = |name: &str| !whole.is_empty() && squeezed(name) == whole;
        is_called(person.text(&person::AGENCY))
            || title(person).is_some_and(|title| is_called(&title))
    })
}

/// What an agency is called on the screen: one that is kept back, by the letters of whoever comes from it.
pub fn agency_on_the_screen(agency: &str, meeting: &Meeting) -> String {
    if !agency_is_kept_back(agency, meeting) {
        return agency.to_owned();
    }
    let letters: Vec<String> = people_of(agency, meeting)
        .map(|person| meeting.code(&person.id))
        .collect();
    letters.join(", ")
}

/// The agency that is meant only because one slip of the finger is forgiven.
pub fn agency_by_slip(typed: &str, meeting: &Meeting) -> Option<String> {
    let found = agencies_called(typed, meeting);
    let [agency] = found.as_slice() else {
        return None;
    };
    let words = bare(typed);
    let all = agencies(meeting);
    let is_slip = without_a_slip(typed, &all, &words, &words.concat(), meeting).is_empty();
    is_slip.then(|| agency.clone())
}

fn bare(typed: &str) -> Vec<String> {
    let words = plain_words(typed);
    let little = |word: &&String| people_words().is("little", word);
    words.iter().skip_while(little).cloned().collect()
}

fn with_a_slip(all: &[String], words: &[String]) -> Vec<String> {
    let found = all.iter().filter(|agency| is_slip(agency, words));
    found.cloned().collect()
}

fn without_a_slip(
    typed: &str,
    all: &[String],
    words: &[String],
    whole: &str,
    meeting: &Meeting,
) -> Vec<String> {
    let of = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
        all.iter().filter(|agency| fits(agency)).cloned().collect()
    };
    let ways = [
        of(&|agency| squeezed(agency) == whole),
        of(&|agency| parts(agency).any(|part| squeezed(part) == whole)),
        of_people(typed, meeting),
        of(&|agency| holds(agency, words)),
    ];
    ways.into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Every agency that somebody of the meeting comes from, once each.
pub fn agencies(meeting: &Meeting) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for person in meeting.records(&person::KIND) {
        let agency = person.text(&person::AGENCY).trim();
        let is_new = all.iter().all(|known| squeezed(known) != squeezed(agency));
        if !agency.is_empty() && is_new {
            all.push(agency.to_owned());
        }
    }
    all
}

/// `Health, school nursing` is known as either.
fn parts(agency: &str) -> impl Iterator<Item = &str> {
    agency.split([',', ';', '/', '(', ')'])
}

/// The agencies of those whom the words name for sure: `school` where one teacher is here, `SW`, `the police officer`.
fn of_people(typed: &str, meeting: &Meeting) -> Vec<String> {
    let ids = match who_is_called(typed, false, meeting) {
        (Found::One(id), Some(how)) if how <= Fits::Part => vec![id],
        (Found::Several(ids), Some(how)) if how <= Fits::Part => ids,
        _ => Vec::new(),
    };
    let mut found: Vec<String> = Vec::new();
    for id in ids {
        let record = meeting.record(&id);
        let agency = record.map_or("", |person| person.text(&person::AGENCY).trim());
        if !agency.is_empty()
            && !found
                .iter()
                .any(|known| squeezed(known) == squeezed(agency))
        {
            found.push(agency.to_owned());
        }
    }
    found
}

/// Words of the agency, one after the other, the last one perhaps only begun: `Open Door`, `Teacup`, `children's serv`.
fn holds(agency: &str, words: &[String]) -> bool {
    let named = plain_words(agency);
    let says_which = words
        .iter()
        .any(|word| word.chars().count() >= SHORTEST && !is_everyday(word))
        || words.len() > 1
        || named.first() == words.first();
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    says_which
        && last.chars().count() >= SHORTEST
        && named.windows(words.len()).any(|some| {
            some.split_last()
                .is_some_and(|(end, some)| some == before && end.starts_with(last.as_str()))
        })
}

fn is_slip(agency: &str, words: &[String]) -> bool {
    let long = |word: &str| word.chars().count() >= SHORTEST_WITH_A_SLIP;
    let whole = words.concat();
    let named = plain_words(agency);
    let near = |meant: &[String]| {
        let meant = meant.concat();
        long(&meant) && near::is_one_slip(&whole, &meant)
    };
    long(&whole) && (near(&named) || named.windows(words.len()).any(near))
}
