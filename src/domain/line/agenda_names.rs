//! What a word means in the agenda: a statement, a scale, a question. It is known by its id, its number or its own words,
//! and never taken for the next best one: whatever fits nothing, or several, is a doubt that says what there is.

use super::value::{Doubt, number};
use crate::domain::agenda::{CloseCheck, Place, ScaleAsked};
use crate::domain::calendar::number_word;
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{answer, scale};
use crate::domain::record::{Body, Kind};
use crate::domain::settings::quorum::Reason;
use crate::domain::toml_reader::nearest;
use serde_json::Value;

/// Letters of a title or a question in a doubt: it has to fit beside the line.
const SHOWN: usize = 40;

pub(super) fn statement(typed: &str, meeting: &Meeting) -> Result<String, Doubt> {
    let all = || meeting.agenda().statements.iter();
    let named = Named::of(all().map(|one| (one.id.as_str(), one.title.as_str())));
    match named.find(typed) {
        Found::One(id) => Ok(id.to_owned()),
        Found::Several => Err(doubt(
            "several statements begin like that: ",
            named.words_of(typed),
        )),
        Found::None => {
            let nth = nth(typed).and_then(|at| all().nth(at));
            nth.map(|one| one.id.clone())
                .ok_or_else(|| named.unknown(typed, "no statement is called that"))
        }
    }
}

/// A scale of the agenda: its number in the open section, its id, or the beginning of its id or of its question.
pub(super) fn scale_called(typed: &str, meeting: &Meeting) -> Result<String, Doubt> {
    let here = meeting
        .open_section()
        .map_or(&[][..], |section| &section.scales);
    let all = meeting.agenda().scales();
    let pairs = |scale: &'_ &ScaleAsked| (scale.id.clone(), scale.question.clone());
    let own: Vec<(String, String)> = here.iter().map(|scale| pairs(&scale)).collect();
    let every: Vec<(String, String)> = all.iter().map(pairs).collect();
    if let Some(at) = nth(typed) {
        return match here.get(at) {
            Some(scale) => Ok(scale.id.clone()),
            None if meeting.scale_asked(typed).is_some() => Ok(typed.to_owned()),
            None => Err(Doubt {
                why: not_here(meeting, "scale", |place| !place.section.scales.is_empty()),
            }),
        };
    }
    let in_section = Named::of(own.iter().map(as_str));
    let anywhere = Named::of(every.iter().map(as_str));
    match (in_section.find(typed), anywhere.find(typed)) {
        (Found::One(id), _) | (Found::None, Found::One(id)) => Ok(id.to_owned()),
        (Found::Several, _) | (_, Found::Several) => Err(doubt(
            "several scales begin like that: ",
            anywhere.words_of(typed),
        )),
        (Found::None, Found::None) if every.is_empty() => Err(Doubt {
            why: "the agenda asks for no scale".to_owned(),
        }),
        (Found::None, Found::None) => Err(anywhere.unknown(typed, "no scale is called that")),
    }
}

/// Of a question that nobody knows.
const FEWEST_WORDS: usize = 3;

/// A question: its number in the open section, its id (a question before closing, or of the quorum), or its beginning,
/// wherever it is asked. Any other sentence is a new question.
pub(super) fn question(typed: &str, meeting: &Meeting) -> Result<String, Doubt> {
    let here = meeting
        .open_section()
        .map_or(&[][..], |section| &section.questions);
    let with_ids = questions_with_ids(meeting);
    if let Some((_, question)) = with_ids.iter().find(|(id, _)| *id == typed.to_lowercase()) {
        return Ok((*question).to_owned());
    }
    if let Some(at) = nth(typed) {
        return here.get(at).cloned().ok_or_else(|| Doubt {
            why: not_here(meeting, "question", |place| {
                !place.section.questions.is_empty()
            }),
        });
    }
    let places = meeting.agenda().places();
    let in_sections = places.iter().flat_map(|place| &place.section.questions);
    let every: Vec<&str> = in_sections
        .map(String::as_str)
        .chain(with_ids.iter().map(|(_, question)| *question))
        .collect();
    let in_section: Vec<&str> = here.iter().map(String::as_str).collect();
    for among in [&in_section, &every] {
        match beginning(typed, among.iter().copied()).as_slice() {
            [] => {}
            [one] => return Ok((*one).to_owned()),
            several => {
                let several = several.iter().map(|question| shown(question));
                return Err(doubt("several questions begin like that: ", several));
            }
        }
    }
    let is_like_an_id = !typed.contains(char::is_whitespace) && typed.contains(['-', '_']);
    if is_like_an_id && let Some(near) = nearest(typed, with_ids.iter().map(|(id, _)| *id)) {
        return Err(Doubt {
            why: format!("no question is called that; did you mean {near}?"),
        });
    }
    // A question of one's own is a sentence.
    let is_sentence = typed.contains('?') || typed.split_whitespace().count() >= FEWEST_WORDS;
    if !is_sentence && !every.is_empty() {
        return Err(Doubt {
            why: "no question of this agenda is called that or begins like that".to_owned(),
        });
    }
    Ok(typed.to_owned())
}

/// Those that can be answered by their id.
fn questions_with_ids(meeting: &Meeting) -> Vec<(&str, &str)> {
    let own = meeting.agenda().close_checks.iter();
    let own = own.filter_map(|check| match check {
        CloseCheck::Question { id, question } => Some((id.as_str(), question.as_str())),
        CloseCheck::Known { .. } | CloseCheck::Other(_) => None,
    });
    let quorum = meeting.settings().quorum().questions.iter();
    own.chain(quorum.map(|one| (one.id.as_str(), one.question.as_str())))
        .collect()
}

/// A number that is not on its scale is never taken: it stays as typed, to be confirmed.
pub(super) fn doubt_score(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    if *kind != scale::KIND {
        return;
    }
    let Some(asked) = asked_by(body, meeting) else {
        return;
    };
    let halves = meeting.settings().scales().halves;
    let fits = |number: f64| asked.objection(number, halves).is_none();
    let typed = body.to_confirm.get(scale::SCORE.name);
    let read = typed.and_then(|typed| score_in_words(typed, asked));
    if let Some(score) = read.filter(|score| score.as_f64().is_some_and(fits)) {
        body.to_confirm.remove(scale::SCORE.name);
        body.values.insert(scale::SCORE.name.to_owned(), score);
    }
    let number = body.values.get(scale::SCORE.name).and_then(Value::as_f64);
    if let Some(number) = number.filter(|number| !fits(*number)) {
        body.values.remove(scale::SCORE.name);
        body.to_confirm
            .insert(scale::SCORE.name.to_owned(), number.to_string());
    }
}

/// `seven`, `7/10`, `6.5 out of ten`: of another end than that of the scale it is not certain.
fn score_in_words(typed: &str, asked: &ScaleAsked) -> Option<Value> {
    let typed = typed.trim().to_lowercase();
    let read = |word: &str| {
        let word = word.trim();
        let in_words = || number_word(word).filter(|_| !matches!(word, "a" | "an"));
        number(word).or_else(|| in_words().map(Value::from))
    };
    match ["out of", "/"].iter().find_map(|of| typed.split_once(of)) {
        Some((score, end)) if read(end)?.as_i64() == Some(asked.to) => read(score),
        Some(_) => None,
        None => read(&typed),
    }
}

/// A reason for going on without a quorum, typed by its id: its words.
pub(super) fn take_reason(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    if *kind != answer::KIND {
        return;
    }
    let question = body
        .values
        .get(answer::QUESTION.name)
        .and_then(Value::as_str);
    let reasons = reasons_offered(question.unwrap_or_default(), meeting);
    if let Some(Value::String(typed)) = body.values.get_mut(answer::REASON.name)
        && let Some(reason) = reasons
            .iter()
            .find(|reason| reason.id.eq_ignore_ascii_case(typed.trim()))
    {
        typed.clone_from(&reason.words);
    }
}

/// The reasons of the council that can be chosen for the "why" of this question.
pub fn reasons_offered<'a>(question: &str, meeting: &'a Meeting) -> &'a [Reason] {
    let rule = meeting.settings().quorum();
    let asks = rule
        .questions
        .iter()
        .any(|one| one.reasons && one.question.eq_ignore_ascii_case(question.trim()));
    if asks { &rule.reasons } else { &[] }
}

/// Why a number that can be read is to be confirmed all the same. Which scale it is for is in another answer, so only
/// what all scales of the section, or else of the agenda, object to is told.
pub(super) fn why_score(
    kind: &Kind,
    field: &str,
    value: &Value,
    meeting: &Meeting,
) -> Option<String> {
    if *kind != scale::KIND || field != scale::SCORE.name {
        return None;
    }
    let here = meeting
        .open_section()
        .map_or(&[][..], |section| &section.scales);
    let asked: Vec<&ScaleAsked> = match here {
        [] => meeting.agenda().scales(),
        here => here.iter().collect(),
    };
    let halves = meeting.settings().scales().halves;
    let number = value.as_f64()?;
    let mut objections = asked.iter().map(|one| one.objection(number, halves));
    let first = objections.next().flatten();
    match objections.all(|other| other == first) {
        true => first,
        false => None,
    }
    .or_else(|| Some("it is not on this scale".to_owned()))
}

fn asked_by<'a>(body: &Body, meeting: &'a Meeting) -> Option<&'a ScaleAsked> {
    match body.values.get(scale::SCALE.name).and_then(Value::as_str) {
        Some(id) => meeting.scale_asked(id),
        None if body.to_confirm.contains_key(scale::SCALE.name) => None,
        None => match meeting.open_section()?.scales.as_slice() {
            [only] => Some(only),
            _ => None,
        },
    }
}

/// `this section asks no question; "9 Close" does: /section 9`.
fn not_here(meeting: &Meeting, what: &str, asks: impl Fn(&Place<'_>) -> bool) -> String {
    let places = meeting.agenda().places();
    let here = meeting.open_section();
    if let Some(place) =
        here.and_then(|here| places.iter().find(|place| place.section.id == here.id))
        && asks(place)
    {
        return format!("this section has no {what} of that number");
    }
    match places.iter().find(|place| asks(place)) {
        Some(place) => format!(
            "no {what} is asked here, but in \"{} {}\": /section {}",
            place.number, place.section.title, place.number
        ),
        None => format!("the agenda asks no {what} in its sections"),
    }
}

enum Found<'a> {
    One(&'a str),
    Several,
    None,
}

/// Things with an id and words.
struct Named<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Named<'a> {
    fn of(all: impl Iterator<Item = (&'a str, &'a str)>) -> Named<'a> {
        Named(all.collect())
    }

    /// By id or words, otherwise by a beginning that only one has.
    fn find(&self, typed: &str) -> Found<'a> {
        let typed = plain(typed);
        if typed.is_empty() {
            return Found::None;
        }
        let whole = |(id, words): &&(&str, &str)| plain(id) == typed || plain(words) == typed;
        if let Some((id, _)) = self.0.iter().find(whole) {
            return Found::One(id);
        }
        match self.beginning(&typed).as_slice() {
            [] => Found::None,
            [(id, _)] => Found::One(id),
            _ => Found::Several,
        }
    }

    fn beginning(&self, typed: &str) -> Vec<(&'a str, &'a str)> {
        let begins = |(id, words): &&(&str, &str)| {
            plain(id).starts_with(typed) || plain(words).starts_with(typed)
        };
        self.0.iter().filter(begins).copied().collect()
    }

    fn words_of(&self, typed: &str) -> impl Iterator<Item = String> {
        self.beginning(&plain(typed))
            .into_iter()
            .map(|(id, words)| format!("{id} ({})", shown(words)))
    }

    fn unknown(&self, typed: &str, what: &str) -> Doubt {
        let ids = self.0.iter().map(|(id, _)| *id);
        let words = self.0.iter().map(|(_, words)| *words);
        if let Some(near) = nearest(typed, ids.clone().chain(words)) {
            let (id, words) = self
                .0
                .iter()
                .find(|(id, words)| *id == near || *words == near)
                .copied()
                .unwrap_or((near, ""));
            return Doubt {
                why: format!("{what}; did you mean {id} ({})?", shown(words)),
            };
        }
        doubt(&format!("{what}; there are "), ids.map(str::to_owned))
    }
}

fn as_str(pair: &(String, String)) -> (&str, &str) {
    (&pair.0, &pair.1)
}

fn beginning<'a>(typed: &str, all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = plain(typed);
    let mut found: Vec<&str> = Vec::new();
    for one in all {
        if plain(one) == typed {
            return vec![one];
        }
        if !typed.is_empty() && plain(one).starts_with(&typed) && !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

fn doubt(before: &str, several: impl Iterator<Item = String>) -> Doubt {
    let several: Vec<String> = several.collect();
    Doubt {
        why: format!("{before}{}", several.join(", ")),
    }
}

fn plain(words: &str) -> String {
    words.trim().to_lowercase().replace('\u{2019}', "'")
}

fn shown(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}\u{2026}", words.get(..at).unwrap_or_default().trim_end()),
        None => words.to_owned(),
    }
}

fn nth(typed: &str) -> Option<usize> {
    typed.trim().parse::<usize>().ok()?.checked_sub(1)
}
