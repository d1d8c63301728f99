//! Words of a record that have no label, and what they may answer: `/decision Ella; CIN plan` means `; is: CIN plan`.
//! It is only said, before Enter and where the line is refused. The words are kept as they were typed.

use super::each::several_of_one;
use super::label::{Label, holds_sentences};
use super::other_command::other_command;
use super::segments::{Segment, with_guards};
use super::several::several;
use super::two_in_one::day_with_time;
use super::value::read_value;
use crate::domain::meeting::{Fits, Meeting, how_it_fits};
use crate::domain::record::form::{Answer, Field, Need};
use crate::domain::record::kinds::childs_view::{self, NO_VIEWS_CHANNELS};
use crate::domain::record::kinds::dissent;
use crate::domain::record::{Body, Kind, Lead, NO_LABEL};
use crate::domain::text::quoted::closed;
use chrono::NaiveDate;
use serde_json::Value;

/// How many words a day has at most: `a week on Friday 12 Dec`.
pub(super) const LONGEST_DAY: usize = 6;

/// How many words a time has at most: `at half two`.
const LONGEST_TIME: usize = 3;

/// How many words a name has at most: `the new social worker`.
const LONGEST_NAME: usize = 4;

/// Words before a day that belong to no day.
const BEFORE_A_DAY: &[&str] = &["by", "on", "before", "until", "from"];

struct Reader<'a> {
    kind: &'static Kind,
    meeting: &'a Meeting,
    today: NaiveDate,
    /// The answers that are still free.
    free: Vec<&'static Field>,
    /// There are no views of the child's, so that words say why.
    has_no_view: bool,
}

/// The line with the labels that are missing, as far as it is plain which: `; who: KS; by: 12 Dec`, or all of it, where
/// its first words are in doubt.
pub(super) fn forgotten_labels(
    kind: &'static Kind,
    segments: &[Segment<'_>],
    body: &Body,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<String> {
    if let Some(line) = other_command(kind, segments, meeting, today) {
        return Some(line);
    }
    // Where the first words are a number or letters, words in their place are no such thing.
    if lead(kind).is_some_and(|field| matches!(field.answer, Answer::Code)) {
        return None;
    }
    let mut reader = Reader {
        kind,
        meeting,
        today,
        free: kind
            .asked()
            .filter(|field| !body.values.contains_key(field.name))
            .filter(|field| lead(kind) != Some(*field))
            .collect(),
        has_no_view: body
            .values
            .get(childs_view::CHANNEL.name)
            .and_then(Value::as_str)
            .is_some_and(|channel| NO_VIEWS_CHANNELS.contains(&channel)),
    };
    let mut answers = Vec::new();
    let mut new_lead = None;
    for (at, segment) in segments.iter().enumerate() {
        let words = segment.words();
        match segment.label {
            Label::Unknown(NO_LABEL) => answers.extend(reader.answers(&words)),
            Label::Unknown(label) if at == 0 && reader.can_be_the_lead(label) => {
                new_lead = Some(label.to_owned());
                answers.extend(reader.answers(&words));
            }
            // `/dissent HV: not enough`
            Label::Unknown(label) if at == 0 => {
                if let Some(field) = reader.certain(label) {
                    new_lead = Some(String::new());
                    answers.push(reader.take(field, label));
                    answers.extend(reader.answers(&words));
                }
            }
            Label::Lead if at == 0 => {
                let (begins, found) = reader.behind_the_lead(&words);
                new_lead = begins;
                answers.extend(found);
            }
            _ => {}
        }
    }
    let answers: Vec<String> = answers
        .iter()
        .map(|(field, words)| format!("; {}: {words}", field.label))
        .collect();
    match new_lead {
        _ if answers.is_empty() => None,
        Some(lead) => {
            let line = format!("{lead}{}", answers.concat());
            let line = line.trim_start_matches("; ");
            Some(format!("/{} {line}", kind.command))
        }
        None => Some(answers.concat()),
    }
}

fn lead(kind: &'static Kind) -> Option<&'static Field> {
    match kind.lead {
        Lead::Field(field) => Some(field),
        _ => None,
    }
}

impl Reader<'_> {
    fn can_be(&self, field: &Field, words: &str) -> bool {
        read_value(field, words, self.meeting, self.today).is_ok()
    }

    /// Names of agencies, and words, can be anything.
    fn can_be_the_lead(&self, words: &str) -> bool {
        let field = lead(self.kind);
        let is_certain = |field: &&'static Field| {
            !matches!(
                field.answer,
                Answer::Text | Answer::Words | Answer::AgencyOrSomebody
            ) && self.can_be(field, words)
        };
        field.is_some_and(|field| is_certain(&field))
    }

    /// What these words answer, one answer for each `;`.
    fn answers(&mut self, words: &str) -> Vec<(&'static Field, String)> {
        let mut found = Vec::new();
        for piece in apart(words, &[';']) {
            if let Some(both) = self.day_with_time(piece).or_else(|| self.choices(piece)) {
                found.extend(both);
            } else if let Some(field) = self.certain(piece).or_else(|| self.in_words(piece)) {
                found.push(self.take(field, piece));
            }
        }
        found
    }

    /// `Thursday week at half two`
    fn day_with_time(&mut self, words: &str) -> Option<Vec<(&'static Field, String)>> {
        let is_day = |field: &&&'static Field| matches!(field.answer, Answer::Date);
        let field = *self.free.iter().find(is_day)?;
        let words = without_preposition(words);
        let (day, time_of, time) =
            day_with_time(self.kind, field, words, self.meeting, self.today)?;
        let is_free = self.free.contains(&time_of);
        is_free.then(|| vec![self.take(field, &day), self.take(time_of, &time)])
    }

    /// `child protection plan, emotional`: each of them a choice of another answer.
    fn choices(&mut self, words: &str) -> Option<Vec<(&'static Field, String)>> {
        let pieces = apart(words, &[',']);
        let mut chosen: Vec<(&'static Field, &str)> = Vec::new();
        for piece in &pieces {
            let is_new = |field: &&&'static Field| chosen.iter().all(|(one, _)| one != *field);
            let is_it = |field: &&&'static Field| {
                matches!(field.answer, Answer::OneOf(_)) && self.can_be(field, piece)
            };
            let field = self.free.iter().filter(is_new).find(is_it).copied()?;
            chosen.push((field, piece));
        }
        let all = chosen.into_iter();
        (pieces.len() > 1).then(|| all.map(|(field, piece)| self.take(field, piece)).collect())
    }

    fn take(&mut self, field: &'static Field, words: &str) -> (&'static Field, String) {
        self.free.retain(|one| *one != field);
        let value = read_value(field, words, self.meeting, self.today).ok();
        let channel = value.as_ref().and_then(Value::as_str);
        self.has_no_view |= field.name == childs_view::CHANNEL.name
            && channel.is_some_and(|channel| NO_VIEWS_CHANNELS.contains(&channel));
        let words = match matches!(field.answer, Answer::Date | Answer::PastDate) {
            true => without_preposition(words),
            false => words,
        };
        (field, with_guards(words, &[';']))
    }

    /// The one answer, apart from words, that they can be: a choice first, then somebody, a number, a day.
    fn certain(&self, words: &str) -> Option<&'static Field> {
        let is_long = words.chars().count() > 2;
        let of_the_kind = |answers: &dyn Fn(Answer) -> bool| {
            let mut fields = self.free.iter().filter(|field| answers(field.answer));
            fields.find(|field| self.can_be(field, words)).copied()
        };
        let choice = |answer| is_long && matches!(answer, Answer::OneOf(_));
        of_the_kind(&choice)
            .or_else(|| of_the_kind(&|answer| answer.names_people()))
            .or_else(|| of_the_kind(&|answer| matches!(answer, Answer::Number)))
            .or_else(|| self.day(words))
    }

    fn day(&self, words: &str) -> Option<&'static Field> {
        let bare = without_preposition(words);
        let is_day = |field: &&&'static Field| matches!(field.answer, Answer::Date);
        let mut days = self.free.iter().filter(is_day);
        days.clone()
            .find(|field| field.need != Need::May && self.can_be(field, bare))
            .or_else(|| days.find(|field| self.can_be(field, bare)))
            .copied()
    }

    /// The answer in words that is most wanted.
    fn in_words(&self, words: &str) -> Option<&'static Field> {
        let is_quoted = words.starts_with(['"', '\u{201c}', '\u{201e}', '\u{2018}']);
        let exact = |field: &&&'static Field| matches!(field.answer, Answer::Words);
        let said = |field: &&&'static Field| holds_sentences(field);
        let free = || self.free.iter();
        if self.has_no_view {
            let is_reason = |field: &&&'static Field| field.name == childs_view::REASON.name;
            return free().find(is_reason).copied();
        }
        free()
            .find(|field| is_quoted && exact(field))
            .or_else(|| free().find(|field| said(field) && field.need != Need::May))
            .or_else(|| free().find(exact))
            .copied()
    }

    /// What stands behind the first words and may be an answer of its own, and the first words, where they are in doubt.
    fn behind_the_lead(&mut self, words: &str) -> (Option<String>, Vec<(&'static Field, String)>) {
        let Some(lead) = lead(self.kind) else {
            return (None, Vec::new());
        };
        // `/dissent PO thinks it is too soon`
        let (who, behind) = words.split_once(' ').unwrap_or((words, ""));
        if self.kind.id == dissent::KIND.id
            && let Some(field) = self.speaker(who)
            && let Some(said) = self.in_words(behind)
            && !behind.trim().is_empty()
        {
            let who = self.take(field, who);
            let said = self.take(said, behind.trim());
            return (Some(String::new()), vec![who, said]);
        }
        if holds_sentences(lead) || lead.is_brief {
            return (None, self.in_a_sentence(lead, words));
        }
        if self.can_be(lead, words) || several_of_one(lead, words, self.meeting).is_some() {
            return (None, Vec::new());
        }
        let ends = words
            .char_indices()
            .filter(|(_, letter)| matches!(letter, ';' | ',' | ':' | ' '));
        for (end, _) in ends {
            let (begins, behind) = words.split_at(end);
            let behind = behind.trim_start_matches([';', ',', ':', ' ']);
            if !behind.is_empty() && self.can_be(lead, begins) {
                return (Some(begins.to_owned()), self.answers(behind));
            }
        }
        (None, Vec::new())
    }

    fn in_a_sentence(&mut self, lead: &Field, words: &str) -> Vec<(&'static Field, String)> {
        let mut found = Vec::new();
        let pieces = apart(words, &[';']);
        for piece in pieces.iter().skip(1) {
            if let Some(field) = self.certain(piece) {
                found.push(self.take(field, piece));
            }
        }
        let sentence = pieces.first().copied().unwrap_or("");
        if let Some((field, who)) = self.doer(sentence) {
            found.push(self.take(field, who));
        }
        let both = match pieces.len() {
            1 => self.day_with_time_at_the_end(sentence),
            _ => None,
        };
        let day = self.day_at_the_end(sentence);
        match (both, day) {
            (Some(both), _) => found.extend(both),
            (None, Some((field, day))) if pieces.len() == 1 => found.push(self.take(field, day)),
            _ => {}
        }
        let next = self.kind.fields.iter().skip_while(|field| *field != lead);
        let next = next.skip(1).find(|field| field.need != Need::May);
        let next = next.filter(|field| holds_sentences(field) && self.free.contains(field));
        if let (true, Some(field)) = (found.is_empty(), next) {
            let behind = apart(words, &[';', ':']).get(1).copied();
            found.extend(behind.map(|behind| self.take(field, behind)));
        }
        found
    }

    /// The answer that says who speaks, where these letters or this name are somebody's.
    fn speaker(&self, who: &str) -> Option<&'static Field> {
        let says = |field: &&&'static Field| matches!(field.answer, Answer::Speaker);
        let is_sure = how_it_fits(who, self.meeting) <= Some(Fits::Whole);
        let mut free = self.free.iter().filter(says);
        free.find(|field| is_sure && self.can_be(field, who))
            .copied()
    }

    /// `Anil` of `Anil to ring the school`, where somebody is wanted.
    fn doer<'w>(&self, words: &'w str) -> Option<(&'static Field, &'w str)> {
        let wanted = |field: &&&'static Field| {
            matches!(field.answer, Answer::Person) && field.need != Need::May
        };
        let field = *self.free.iter().find(wanted)?;
        let ends = words
            .match_indices(char::is_whitespace)
            .map(|(end, _)| end)
            .take(LONGEST_NAME);
        let names = ends.filter_map(|end| words.get(..end));
        let fits =
            |name: &&str| self.can_be(field, name) || several(field, name, self.meeting).is_some();
        let name = names.filter(fits).last()?;
        Some((field, name))
    }

    /// `15 Feb 10am` of `next conference 15 Feb 10am`
    fn day_with_time_at_the_end(&mut self, words: &str) -> Option<Vec<(&'static Field, String)>> {
        let spaces = words.rmatch_indices(char::is_whitespace);
        let mut starts: Vec<usize> = spaces
            .map(|(at, space)| at + space.len())
            .take(LONGEST_DAY + LONGEST_TIME)
            .collect();
        starts.reverse();
        starts
            .into_iter()
            .find_map(|at| self.day_with_time(words.get(at..)?))
    }

    /// `12 Dec` of `Kasia rings the school by 12 Dec`, where a day is wanted.
    fn day_at_the_end<'w>(&self, words: &'w str) -> Option<(&'static Field, &'w str)> {
        let starts: Vec<usize> = words
            .char_indices()
            .filter(|(_, letter)| letter.is_whitespace())
            .map(|(at, letter)| at + letter.len_utf8())
            .collect();
        let mut ends = starts.iter().rev().take(LONGEST_DAY).rev();
        ends.find_map(|at| {
            let end = words.get(*at..)?;
            let field = self.day(end).filter(|field| field.need != Need::May)?;
            Some((field, without_preposition(end)))
        })
    }
}

pub(super) fn without_preposition(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    match BEFORE_A_DAY.contains(&first.to_lowercase().as_str()) && !rest.trim().is_empty() {
        true => rest.trim(),
        false => words,
    }
}

/// The pieces between these signs, where they stand in no quotation.
fn apart<'w>(words: &'w str, signs: &[char]) -> Vec<&'w str> {
    let quoted = closed(words);
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, letter) in words.char_indices() {
        if signs.contains(&letter) && !quoted.iter().any(|piece| piece.contains(&at)) {
            pieces.extend(words.get(from..at));
            from = at + letter.len_utf8();
        }
    }
    pieces.extend(words.get(from..));
    let pieces = pieces.into_iter().map(str::trim);
    pieces.filter(|piece| !piece.is_empty()).collect()
}
