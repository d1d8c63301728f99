//! `SW: Anil to ring AA tmrw`, `MGM: offers to have both at weekends`, `MO: safety 4/10`: it was said, and stays what was said. A
//! record of its own may be meant by it as well: its line is shown beside the words, made ready by `/takeup`, and counted
//! before closing. Nothing of it is asked about.

mod said_score;
mod said_view;

pub use said_view::views_said;

use super::several::several_names;
use super::told_of_somebody::{LONGEST_NAME, Named, somebody};
use super::when_done::WhenDone;
use super::write_record;
use crate::domain::meeting::{Fits, Found, Meeting, find_child, find_seat, how_it_fits_a_child};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{
    action, child, childs_view, contribution, offer, person, scale,
};
use crate::domain::record::{Body, Kind, ReadAnswers, Record};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// How near behind a helping word the child stands that is helped.
const NEAR: usize = 4;

/// The record that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct InSpeech {
    pub kind: &'static Kind,
    pub body: Body,
}

impl InSpeech {
    pub fn line(&self, meeting: &Meeting) -> String {
        write_record(self.kind.id, &self.body, Visibility::Everyone, meeting)
    }

    /// `An action? /action ring AA; who: AR`
    pub(super) fn words(&self, meeting: &Meeting) -> String {
        if *self.kind == childs_view::KIND {
            // What is said stands in the line already.
            let child = meeting.called(self.body.values.text(&childs_view::CHILD));
            return format!(
                "{child}'s views? /{} {child}; by: \u{2026}",
                self.kind.command
            );
        }
        let what = match self.kind.id {
            id if id == offer::KIND.id => "An offer",
            id if id == scale::KIND.id => "A score",
            _ if self.body.values.contains_key(action::IDEA_OF.name) => "An idea",
            _ => "An action",
        };
        format!("{what}? {}", self.line(meeting))
    }

    fn of(kind: &'static Kind, answers: &[(&Field, Value)]) -> InSpeech {
        let mut body = Body::default();
        let answers = answers.iter().cloned();
        let answers = answers.map(|(field, value)| (field.name.to_owned(), value));
        body.values.extend(answers);
        InSpeech { kind, body }
    }
}

/// What may be meant by words that somebody says, for somebody else perhaps (both are ids).
pub(super) fn said_by(
    speaker: &str,
    on_behalf_of: Option<&str>,
    text: &str,
    exact: bool,
    meeting: &Meeting,
) -> Option<InSpeech> {
    said_view::view(speaker, on_behalf_of, text, exact, meeting).or_else(|| {
        let is_own = on_behalf_of.is_none() && !exact;
        is_own.then(|| in_speech(speaker, text, meeting))?
    })
}

impl InSpeech {
    /// `FSW and SN: will weigh her`: those who say with somebody what they will do, do it with them.
    pub(super) fn with(mut self, speaker: &str, others: Vec<Value>) -> InSpeech {
        let values = &mut self.body.values;
        let is_theirs = values.text(&action::WHO) == speaker;
        if is_theirs && !others.is_empty() && !values.contains_key(action::WHO_ELSE.name) {
            values.insert(action::WHO_ELSE.name.to_owned(), Value::Array(others));
        }
        self
    }
}

/// What may be meant by the words of a grown-up (an id).
pub(super) fn in_speech(speaker: &str, text: &str, meeting: &Meeting) -> Option<InSpeech> {
    let is_grown_up = |id: &str| {
        let one = meeting.record(id);
        one.is_some_and(|one| one.is_a(&person::KIND))
    };
    if !is_grown_up(speaker) {
        return None;
    }
    said_score::score(speaker, text, meeting).or_else(|| {
        // Most of what is said holds none of the words that each of the lists needs, and every key asks.
        let mut words = text.split([' ', '\n']);
        if !words.any(|word| meant_words().is("may be taken up", &bare(word))) {
            return None;
        }
        let mut sentences = sentences(text);
        sentences.find_map(|sentence| in_sentence(speaker, sentence, meeting))
    })
}

/// What may be meant by a contribution that no record has taken up.
pub fn to_take_up(record: &Record, meeting: &Meeting) -> Option<InSpeech> {
    said_in(record, meeting).filter(|meant| !is_taken_up(record, meant, meeting))
}

/// The same, whether something has taken it up or not.
pub fn said_in(record: &Record, meeting: &Meeting) -> Option<InSpeech> {
    let is_open = record.is_a(&contribution::KIND)
        && record.struck.is_none()
        && record.body().to_confirm.is_empty()
        && record.text(&contribution::OF_KIND).is_empty();
    let text = Some(record.text(&contribution::TEXT)).filter(|_| is_open)?;
    let whom = Some(record.text(&contribution::ON_BEHALF_OF)).filter(|id| !id.is_empty());
    let exact = record.is(&contribution::EXACT);
    let speaker = record.text(&contribution::SPEAKER);
    let others = record.get(&contribution::SAID_WITH);
    let others = others.and_then(Value::as_array).cloned();
    let meant = said_by(speaker, whom, text, exact, meeting)?;
    Some(meant.with(speaker, others.unwrap_or_default()))
}

/// A record of the kind, made since by or for the same people, that shares a word with what is to be done; of scores, any.
fn is_taken_up(said: &Record, meant: &InSpeech, meeting: &Meeting) -> bool {
    let values = &meant.body.values;
    let of_people = [
        &action::WHO,
        &action::IDEA_OF,
        &offer::GIVEN_BY,
        &scale::GIVEN_BY,
    ];
    let people: Vec<&Value> = of_people
        .iter()
        .filter_map(|of| values.get(of.name))
        .collect();
    let task = [&action::ACTION, &offer::SERVICE];
    let task = task.iter().find_map(|of| values.get(of.name)?.as_str());
    let words = telling_words(task.unwrap_or(""));
    let is_score = *meant.kind == scale::KIND;
    let takes_up = |record: &Record| {
        let kinds = [&action::KIND, &offer::KIND, &scale::KIND];
        if record.struck.is_some() || !kinds.iter().any(|kind| record.is_a(kind)) {
            return false;
        }
        let is_named = [&action::OFFER, &action::ANSWERS]
            .iter()
            .any(|of| record.text(of) == said.id);
        let is_kind = record.is_a(&scale::KIND) == is_score;
        let is_theirs = record.values.values().any(|is| people.contains(&is));
        let shares = || {
            let texts = record.values.values().filter_map(Value::as_str);
            let mut told = texts.flat_map(telling_words);
            words.is_empty() || told.any(|word| words.contains(&word))
        };
        is_named || is_kind && is_theirs && (is_score || shares())
    };
    let all = meeting.all_records().iter();
    let mut since = all.skip_while(|record| record.id != said.id);
    since.any(takes_up)
}

/// The words that tell one task from another: the long ones, and capitals, apart from what is done with many things.
fn telling_words(text: &str) -> Vec<String> {
    const LONG: usize = 4;
    let is_told = |word: &&str| {
        let is_capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        is_capitals || word.chars().count() >= LONG
    };
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(is_told).map(str::to_lowercase);
    let does = |word: &String| {
        let meant = meant_words();
        meant.is("task", word) || meant.is("task on a day", word)
    };
    words.filter(|word| !does(word)).collect()
}

/// `I'm tired. Anil to ring the school` is two of them; each without `yes,` and the like, and without a full stop.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |letter: char| matches!(letter, '.' | '!' | ';');
    let mut from = 0;
    let mut pieces = Vec::new();
    for (at, sign) in text.match_indices(ends) {
        let behind = text.get(at + sign.len()..).unwrap_or("");
        if behind.starts_with(' ') {
            pieces.extend(text.get(from..at));
            from = at + sign.len();
        }
    }
    pieces.extend(text.get(from..));
    pieces.into_iter().map(|piece| {
        let mut piece = piece.trim().trim_end_matches(['.', '!', ' ']);
        while let Some((first, rest)) = piece.split_once(' ')
            && meant_words().is("before what is said", &plain_words(first).concat())
        {
            piece = rest.trim_start();
        }
        piece
    })
}

fn in_sentence(speaker: &str, sentence: &str, meeting: &Meeting) -> Option<InSpeech> {
    let words = plain_words(sentence);
    let begins = |list: &str| meant_words().begins(list, &words);
    if let Some(many) = begins("suggests") {
        return idea(speaker, behind_words(sentence, many)?, meeting);
    }
    // `I will ring if he comes` is no promise, and a question is none either.
    let is_open = sentence.ends_with('?') || meant_words().says("makes no task", &words);
    if is_open {
        return None;
    }
    if let Some(many) = begins("offers") {
        let service = behind_words(sentence, many)?;
        let is_one = begins("offers anything").is_some() || is_helpful(service, meeting);
        return is_one.then(|| offered(speaker, service)).flatten();
    }
    if let Some(many) = begins("will do") {
        let task = task(behind_words(sentence, many)?, Wanted::OwnTask, meeting)?;
        return Some(action_of(&[speaker.to_owned()], &task, meeting));
    }
    of_another(sentence, meeting)
}

/// `Anil to ring AA`, `the school will send work home`, `Dad offers to have both`
fn of_another(sentence: &str, meeting: &Meeting) -> Option<InSpeech> {
    let ends = sentence.match_indices(' ').map(|(at, _)| at);
    ends.take(LONGEST_NAME).find_map(|at| {
        let (who, behind) = (sentence.get(..at)?, sentence.get(at + 1..)?.trim_start());
        // Who it is takes longer to find out than what they do.
        if !meant_words().is("behind who does it", &bare(behind.split(' ').next()?)) {
            return None;
        }
        let words = plain_words(behind);
        let begins = |list: &str| meant_words().begins(list, &words);
        let (offers, is_to, will_do) = (
            begins("offers anything"),
            begins("is to"),
            begins("will do"),
        );
        offers.or(is_to).or(will_do)?;
        let who = who.trim_end_matches([',', '-', '\u{2013}', '(', ' ']);
        let named = somebody(who, meeting)?;
        let ids = people(who, meeting)?;
        if let (Some(many), [giver]) = (offers, ids.as_slice()) {
            return offered(giver, behind_words(behind, many)?);
        }
        let is_written = named == Named::Initials || ids.len() > 1;
        let (many, wanted) = match (is_to, will_do) {
            (Some(many), _) if is_written => (many, Wanted::Anything),
            (Some(many), _) => (many, Wanted::Task),
            (None, Some(many)) => (many, Wanted::OwnTask),
            (None, None) => return None,
        };
        let task = task(behind_words(behind, many)?, wanted, meeting)?;
        Some(action_of(&ids, &task, meeting))
    })
}

/// A word as it stands in the lists, as far as plain letters go.
fn bare(word: &str) -> String {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Grown-ups alone: what a child is to do is no promise of theirs.
fn people(names: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let one = |name: &str| match find_seat(name, meeting) {
        Found::One(id) if !meeting.record(&id)?.is_a(&child::KIND) => Some(id),
        _ => None,
    };
    if let Some(id) = one(names) {
        return Some(vec![id]);
    }
    let each = several_names(names).flat_map(|name| name.split('/'));
    each.map(|name| one(name.trim())).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Behind initials: nobody says these.
    Anything,
    /// Words that begin a task.
    Task,
    /// The same; and where everybody says so, only in front of a day.
    OwnTask,
}

fn task<'a>(words: &'a str, wanted: Wanted, meeting: &Meeting) -> Option<WhenDone<'a>> {
    let when = WhenDone::of(words, meeting);
    let plain = plain_words(when.task);
    let begins = |list: &str| meant_words().begins(list, &plain).is_some();
    let is_day = !when.answers().is_empty();
    let is_task = match wanted {
        Wanted::Anything => true,
        Wanted::Task => begins("task") || begins("task on a day"),
        Wanted::OwnTask => begins("task") || is_day && begins("task on a day"),
    };
    let is_long = plain.len() > 1 || is_day;
    (is_task && is_long && !begins("no task")).then_some(when)
}

fn action_of(who: &[String], task: &WhenDone<'_>, meeting: &Meeting) -> InSpeech {
    let mut answers = vec![(&action::ACTION, Value::String(task.task.to_owned()))];
    let mut who = who.iter().cloned().map(Value::String);
    answers.extend(who.next().map(|first| (&action::WHO, first)));
    let others: Vec<Value> = who.collect();
    if !others.is_empty() {
        answers.push((&action::WHO_ELSE, Value::Array(others)));
    }
    let today = meeting.created_at().map(|at| at.date_naive());
    let read = |(field, words)| {
        let value = super::value::read_value(field, words, meeting, today?);
        Some((field, value.ok()?))
    };
    answers.extend(task.answers().into_iter().filter_map(read));
    InSpeech::of(&action::KIND, &answers)
}

fn idea(speaker: &str, words: &str, _: &Meeting) -> Option<InSpeech> {
    const SHORTEST: usize = 3;
    let words = words.strip_prefix("that ").unwrap_or(words);
    let words = words.trim_start_matches([':', '-', ',', ' ']);
    let is_long = words.split_whitespace().count() >= SHORTEST;
    let words = words.trim_end_matches('?');
    let answers = [
        (&action::ACTION, Value::String(words.to_owned())),
        (&action::IDEA_OF, Value::String(speaker.to_owned())),
    ];
    is_long.then(|| InSpeech::of(&action::KIND, &answers))
}

fn offered(giver: &str, service: &str) -> Option<InSpeech> {
    let plain = plain_words(service);
    let is_none = plain.is_empty() || meant_words().begins("no offer", &plain).is_some();
    let answers = [
        (&offer::SERVICE, Value::String(service.to_owned())),
        (&offer::GIVEN_BY, Value::String(giver.to_owned())),
    ];
    (!is_none).then(|| InSpeech::of(&offer::KIND, &answers))
}

/// `lend us a cot`, `have both of them on Fridays`: help, and not only what somebody is able to do.
fn is_helpful(service: &str, meeting: &Meeting) -> bool {
    let words = plain_words(service);
    let meant = meant_words();
    let helps_whom = meant.begins("helps somebody", &words);
    let is_somebody = |many: usize| {
        let next = words.get(many);
        next.is_some_and(|word| meant.is("somebody helped next", word))
            || words
                .iter()
                .skip(many)
                .take(NEAR)
                .any(|word| is_child(word, meeting))
    };
    meant.begins("helps", &words).is_some() || helps_whom.is_some_and(is_somebody)
}

fn is_child(word: &str, meeting: &Meeting) -> bool {
    let is_sure = || how_it_fits_a_child(word, meeting) <= Some(Fits::Whole);
    meant_words().is("somebody helped", word)
        || matches!(find_child(word, meeting), Found::One(_)) && is_sure()
}

/// What stands behind this many words.
fn behind_words(text: &str, many: usize) -> Option<&str> {
    let mut rest = text;
    let mut left = many;
    while left > 0 {
        let (first, behind) = rest.split_once(' ')?;
        left = left.saturating_sub(plain_words(first).len());
        rest = behind.trim_start();
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise a phrase of the lists would never be looked for.
    #[test]
    fn each_phrase_holds_a_word_that_is_looked_for_first() {
        for (list, first) in [
            ("suggests", "may be taken up"),
            ("offers", "may be taken up"),
            ("will do", "may be taken up"),
        ] {
            for phrase in meant_words().list(list) {
                let is_found = phrase.iter().any(|word| meant_words().is(first, word));
                assert!(is_found, "{list}: {phrase:?}");
            }
        }
        for list in ["offers anything", "is to"] {
            for phrase in meant_words().list(list) {
                let of_oneself = matches!(phrase[0].as_str(), "i" | "im" | "we");
                let is_found = meant_words().is("behind who does it", &phrase[0]);
                assert!(is_found || of_oneself, "{list}: {phrase:?}");
                let is_found = phrase
                    .iter()
                    .any(|word| meant_words().is("may be taken up", word));
                assert!(is_found, "{list}: {phrase:?}");
            }
        }
    }
}
