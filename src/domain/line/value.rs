//! Turns a typed answer into its value. What cannot be read is not guessed: it stays as typed, to be confirmed.

use super::agenda_names;
use super::day_value::{read_the_day, why_out_of_order};
use super::label_inside::label_inside;
use super::marks::{SUMMARY_SIGN, kind_called};
use super::near_key;
use super::several::{agency, children, group, people, several_names, whose_agency};
use super::standing::why_second;
use super::told_day;
use crate::domain::calendar::time_words::read_time;
use crate::domain::meeting::{
    Fits, Found, Meeting, Seat, agencies_called, agency_may_be_named, find_child, find_seat,
    how_it_fits, nearest_name,
};
use crate::domain::record::form::{Answer, Field, Need};
use crate::domain::record::kinds::{childs_view, person};
use crate::domain::record::{Kind, NO_LABEL, Record, Side, WHO_MAY_READ, is_open_to_all, side};
use crate::domain::settings::meeting_kinds::{REVIEW, TRANSFER};
use chrono::NaiveDate;
use serde_json::{Number, Value};

/// Why an answer is kept as typed, to be confirmed. Empty when all there is to say is what the field asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doubt {
    pub why: String,
}

/// Why a summary is to be confirmed, after its sign.
pub(super) const NOT_THE_CHAIR: &str = "is the Chair's summary, and somebody else says it";

/// # Errors
/// The doubt, when the answer is not certain; then it is kept as typed.
pub fn read_value(
    field: &Field,
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Result<Value, Doubt> {
    if matches!(field.answer, Answer::ContributionKind) && typed.trim() == SUMMARY_SIGN {
        return Err(Doubt {
            why: NOT_THE_CHAIR.to_owned(),
        });
    }
    if matches!(field.answer, Answer::Date | Answer::PastDate) {
        let day = read_the_day(field, typed, meeting, today);
        return day
            .map(|day| Value::String(day.to_string()))
            .map_err(|unclear| Doubt { why: unclear.why });
    }
    if matches!(field.answer, Answer::Words) && is_open_quotation(typed.trim()) {
        return Err(Doubt {
            why: "the quotation is not closed".to_owned(),
        });
    }
    if let Some(word) = begins_with_by(field, typed, meeting) {
        return Err(Doubt {
            why: format!("it begins with \"{word}\": type \"; by: …\" for a person"),
        });
    }
    if let Some(id) = letters_and_more(field, typed, meeting) {
        return Err(Doubt {
            why: format!(
                "it begins with the letters of {}: only whose it is belongs here",
                name_or_somebody(&id, meeting)
            ),
        });
    }
    if let Answer::OneOf(_) = field.answer {
        return choice(field, typed, meeting).map(Value::String);
    }
    let of_the_agenda = match field.answer {
        Answer::Statement => agenda_names::statement(typed.trim(), meeting),
        Answer::Question => agenda_names::question(typed.trim(), meeting),
        Answer::Scale => agenda_names::scale_called(typed.trim(), meeting),
        _ => {
            return certain_value(field, typed, meeting)
                .ok_or_else(|| doubt_of(field, typed, meeting));
        }
    };
    of_the_agenda.map(Value::String)
}

/// Why `typed`, kept for the field of this name, is still to be confirmed: the doubt if there is one to tell, otherwise
/// what the field asks for. It is worked out anew each time, so that what is said beside the line, in the list of
/// `take`, on the catch-up list and before closing cannot differ.
pub fn why_to_confirm(
    kind: Option<&'static Kind>,
    name: &str,
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<String> {
    let kind = kind?;
    if name == WHO_MAY_READ {
        return Some(
            "restricted until /mark open, /mark restricted or /mark not KS decides".to_owned(),
        );
    }
    let Some(field) = kind.field(name) else {
        return unknown_label_words(kind, name);
    };
    match read_value(field, typed, meeting, today) {
        Err(doubt) if !doubt.why.is_empty() => Some(doubt.why),
        Ok(value) => why_label_inside(kind, typed)
            .or_else(|| why_second(kind, name))
            .or_else(|| why_out_of_order(kind, name))
            .or_else(|| agenda_names::why_score(kind, name, &value, meeting))
            .or_else(|| told_day::why(kind, field, &value, typed, meeting, today))
            .or_else(|| why_asked_who(field, typed, meeting))
            .or_else(|| near_key::why(kind, field, typed, meeting))
            .or_else(|| near_key::why_name(kind, field, typed, meeting))
            .or_else(|| why_letters(kind, field, typed, meeting))
            .or_else(|| Some(field.hint(meeting.settings()))),
        _ => Some(field.hint(meeting.settings())).filter(|hint| !hint.is_empty()),
    }
}

fn why_letters(
    kind: &'static Kind,
    field: &Field,
    typed: &str,
    meeting: &Meeting,
) -> Option<String> {
    let is_somebodys = |seat: Seat<'_>| seat.code.eq_ignore_ascii_case(typed);
    let is_taken = kind.letters_field() == Some(field) && meeting.voices().any(is_somebodys);
    is_taken.then(|| "somebody else has these letters".to_owned())
}

fn why_label_inside(kind: &'static Kind, typed: &str) -> Option<String> {
    let label = label_inside(kind, typed)?;
    Some(format!(
        "\"{label}\" looks like a label: type ; before it and : after it, or quotation marks around the words"
    ))
}

/// Somebody is known by these letters, and yet it is not certain that they say it: no colon stood behind them.
fn why_asked_who(field: &Field, typed: &str, meeting: &Meeting) -> Option<String> {
    let is_speaker = matches!(field.answer, Answer::Speaker);
    is_speaker.then(|| who_it_may_be(typed, meeting))
}

/// One of several choices, if only one fits. Of those that people call the same, an initial conference has no plan yet
/// that could go on or end.
fn choice(field: &Field, typed: &str, meeting: &Meeting) -> Result<String, Doubt> {
    let mut fitting = field.fitting(typed, meeting.settings());
    if fitting.is_empty() {
        fitting = field.fitting(without_little_words(typed), meeting.settings());
    }
    let is_plan_possible = matches!(meeting.agenda().kind.as_str(), REVIEW | TRANSFER);
    if fitting.len() > 1 && !is_plan_possible {
        fitting.retain(|entry| !entry.is("keeps_plan") && !entry.is("ends_plan"));
    }
    match fitting.as_slice() {
        [one] => Ok(one.code.clone()),
        [] => by_the_chair(field, typed, meeting).ok_or_else(Doubt::default),
        several => {
            let words: Vec<&str> = several.iter().map(|entry| entry.words.as_str()).collect();
            Err(Doubt {
                why: format!("can be {}", words.join(" or ")),
            })
        }
    }
}

/// `advocate` of `through her advocate`, `letter` of `a letter`.
pub(super) fn without_little_words(typed: &str) -> &str {
    const LITTLE: &[&str] = &[
        "through", "thru", "told", "via", "from", "by", "a", "an", "the", "her", "his", "their",
        "my", "our",
    ];
    let mut words = typed.trim();
    while let Some((first, rest)) = words.split_once(char::is_whitespace) {
        if !LITTLE.contains(&first.to_lowercase().as_str()) {
            break;
        }
        words = rest.trim_start();
    }
    words
}

/// `decided by: CH` where CH leads the meeting.
fn by_the_chair(field: &Field, typed: &str, meeting: &Meeting) -> Option<String> {
    let is_sure = how_it_fits(typed, meeting) < Some(Fits::Slip);
    let chair = meeting.record(&one(typed, meeting).filter(|_| is_sure)?)?;
    match field.fitting("chair", meeting.settings()).as_slice() {
        [entry] if side(chair) == Side::Chair => Some(entry.code.clone()),
        _ => None,
    }
}

/// Why words behind a label that the kind does not have are to be confirmed, with the nearest label that it has. Nothing
/// for a contribution: nobody types labels there.
fn unknown_label_words(kind: &'static Kind, label: &str) -> Option<String> {
    let is_typed = !kind.command.is_empty();
    is_typed.then(|| match kind.nearest_label(label) {
        None if label == NO_LABEL => "these words have no label and colon".to_owned(),
        Some(near) => format!("not an answer of {}; did you mean \"{near}\"?", kind.title),
        None => format!("not an answer of {}", kind.title),
    })
}

fn certain_value(field: &Field, typed: &str, meeting: &Meeting) -> Option<Value> {
    let typed = typed.trim();
    let text = match field.answer {
        Answer::Text => typed.to_owned(),
        Answer::TextOr(_) => {
            let ready = field.words_ready_for(typed, meeting.settings());
            ready.unwrap_or(typed).to_owned()
        }
        Answer::Agency => agency(typed, meeting)?,
        Answer::AgencyOrSomebody => agency_or_somebody(typed, meeting),
        Answer::Words => unquoted(typed).to_owned(),
        Answer::Person => one(typed, meeting)?,
        Answer::Child => child(typed, meeting)?,
        Answer::Children => return children(typed, meeting),
        Answer::People => return people(typed, meeting),
        Answer::OneOf(_) => choice(field, typed, meeting).ok()?,
        // Read by `day_value`.
        Answer::Date | Answer::PastDate => return None,
        Answer::Time => read_time(typed)?.format("%H:%M").to_string(),
        Answer::YesNo => return yes_no(typed).map(Value::Bool),
        Answer::Number => return number(typed),
        Answer::Code => {
            let fits = typed.chars().count() <= 6
                && typed.chars().all(char::is_alphanumeric)
                && !typed.is_empty();
            fits.then(|| typed.to_uppercase())?
        }
        Answer::Speaker if typed.eq_ignore_ascii_case("all") => "all".to_owned(),
        Answer::Speaker => one(typed, meeting)?,
        Answer::ContributionKind => kind_called(typed, meeting)?,
        Answer::Statement | Answer::Question | Answer::Scale => return None,
        Answer::RecordOf(kinds) => record_of(kinds, typed, meeting)?,
    };
    Some(Value::String(text))
}

/// Somebody is called by name where everybody may read it: who speaks for an agency stands beside it by letters, as typed.
fn agency_or_somebody(typed: &str, meeting: &Meeting) -> String {
    match said_by_themselves(typed, meeting) {
        Some(id) if !is_worker(&id, meeting) => meeting.called(&id),
        _ => typed.to_owned(),
    }
}

/// Whoever is named where an agency or somebody is asked for: they say it themselves. An agency may be called like somebody
/// who works there, so it is letters that mean a worker; of whom nobody may read, nothing more is told than what was typed.
pub(super) fn said_by_themselves(typed: &str, meeting: &Meeting) -> Option<String> {
    let id = one(typed, meeting)?;
    let how = how_it_fits(typed, meeting)?;
    let may_be_told = meeting.record(&id).is_some_and(Record::is_open);
    let is_whole = match is_worker(&id, meeting) {
        true => how == Fits::Letters,
        false => how <= Fits::Whole,
    };
    (may_be_told && is_whole).then_some(id)
}

fn is_worker(id: &str, meeting: &Meeting) -> bool {
    let record = meeting.record(id);
    record.is_some_and(|one| one.is_a(&person::KIND) && side(one) != Side::Family)
}

/// `/report by HV, late`: a person where an agency is asked for, behind a label without its colon.
fn begins_with_by<'t>(field: &Field, typed: &'t str, meeting: &Meeting) -> Option<&'t str> {
    let (word, rest) = typed.trim().split_once(char::is_whitespace)?;
    let name = rest.split([',', ';']).next().unwrap_or("");
    let is_label = ["by", "from"].contains(&word.to_lowercase().as_str());
    let is_asked = matches!(field.answer, Answer::Agency) && is_label;
    (is_asked && one(name, meeting).is_some()).then_some(word)
}

/// `/dissent KS disagrees`: whoever's letters stand in front of more words, where an agency or its like is asked for.
fn letters_and_more(field: &Field, typed: &str, meeting: &Meeting) -> Option<String> {
    let is_whose = field.is_brief
        && field.need == Need::Must
        && (field.answer.names_agency() || matches!(field.answer, Answer::Text));
    let (letters, more) = typed.trim().split_once(char::is_whitespace)?;
    let letters = letters.trim_end_matches([',', ':', '.']);
    if !is_whose || more.trim().is_empty() || !agencies_called(typed, meeting).is_empty() {
        return None;
    }
    let found = meeting.voices().find(|seat| seat.code == letters);
    found.map(|seat| seat.id.to_owned())
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

fn unquoted(typed: &str) -> &str {
    let is_single = |letter: char| matches!(letter, '\'' | '\u{2018}' | '\u{2019}');
    let inside = |is_mark: fn(char) -> bool| {
        typed
            .strip_prefix(is_mark)
            .and_then(|inner| inner.strip_suffix(is_mark))
    };
    inside(is_quote)
        .or_else(|| inside(is_single))
        .unwrap_or(typed)
}

/// Exact words that begin with a quotation mark and have no other: where they end is not known.
fn is_open_quotation(typed: &str) -> bool {
    typed
        .strip_prefix(is_quote)
        .is_some_and(|inner| !inner.contains(is_quote))
}

pub(super) fn one(typed: &str, meeting: &Meeting) -> Option<String> {
    match find_seat(typed, meeting) {
        Found::One(id) => Some(id),
        _ => None,
    }
}

/// Why a name is not certain: who it can be, or whose name is near.
pub(super) fn who_it_may_be(typed: &str, meeting: &Meeting) -> String {
    let one_of = |ids: &[String]| {
        const MOST: usize = 4;
        let open: Vec<String> = ids.iter().filter_map(|id| open_name(id, meeting)).collect();
        let mut names: Vec<String> = open.iter().take(MOST).cloned().collect();
        if open.len() < ids.len() {
            names.push(SOMEBODY_ELSE.to_owned());
        }
        match open.len().saturating_sub(MOST) {
            more if more > 0 => format!("{typed} can be {} or {more} more", names.join(", ")),
            _ => format!("{typed} can be {}", names.join(" or ")),
        }
    };
    match find_seat(typed, meeting) {
        Found::Several(ids) => one_of(&ids),
        Found::One(id) => match open_name(&id, meeting) {
            Some(name) => format!("{typed} can be {name}"),
            None => format!("it is not certain who {typed} is"),
        },
        // The speaker of the line before is not known, or there was none.
        Found::Nobody if typed == "?" => {
            "nobody was named, and it is not certain who spoke last".to_owned()
        }
        Found::Nobody if one_of_two(typed, meeting).is_some() => {
            format!(
                "{typed} can be {}",
                one_of_two(typed, meeting).unwrap_or_default()
            )
        }
        Found::Nobody if group(typed, meeting).is_some_and(|ids| !ids.is_empty()) => {
            one_of(&group(typed, meeting).unwrap_or_default())
        }
        Found::Nobody if several_names(typed).count() > 1 => several_names(typed)
            .filter(|name| !matches!(find_seat(name, meeting), Found::One(_)))
            .map(|name| who_it_may_be(name, meeting))
            .collect::<Vec<_>>()
            .join(", and "),
        Found::Nobody => {
            let near = nearest_name(typed, meeting).and_then(|id| open_name(&id, meeting));
            match near {
                Some(near) => format!("nobody here is {typed}; did you mean {near}?"),
                None => format!("nobody here is {typed}"),
            }
        }
    }
}

/// `SW: KQ`: one label behind another, of which either may be meant.
fn one_of_two(typed: &str, meeting: &Meeting) -> Option<String> {
    let (first, second) = typed.split_once(':')?;
    let ids = [one(first, meeting)?, one(second, meeting)?];
    let names = ids.map(|id| name_or_somebody(&id, meeting));
    Some(names.join(" or "))
}

/// What stands for a name that is kept back: why a name is not certain is told in copies and in the list of `take`, which
/// must not say either that a name typed there is nearly that of somebody who is restricted.
const SOMEBODY_ELSE: &str = "somebody else";

fn open_name(id: &str, meeting: &Meeting) -> Option<String> {
    let is_open = meeting.record(id).is_none_or(is_open_to_all);
    is_open.then(|| meeting.code_and_name(id))
}

fn name_or_somebody(id: &str, meeting: &Meeting) -> String {
    open_name(id, meeting).unwrap_or_else(|| SOMEBODY_ELSE.to_owned())
}

/// The first name of an answer that is not certain, and why.
fn doubt_of(field: &Field, typed: &str, meeting: &Meeting) -> Doubt {
    let unclear = |name: &&str| !matches!(find_seat(name, meeting), Found::One(_));
    let why = match field.answer {
        Answer::Person | Answer::Speaker | Answer::Child => Some(typed.trim()),
        Answer::People | Answer::Children => several_names(typed).find(unclear),
        _ => None,
    };
    let why = why.filter(|name| !name.is_empty());
    if matches!(field.answer, Answer::Agency) {
        if let Some(person) = whose_agency(typed, meeting) {
            let who = name_or_somebody(&person.id, meeting);
            return Doubt {
                why: format!(
                    "{who} comes from no agency: /person {}; agency: \u{2026} says which",
                    meeting.code(&person.id)
                ),
            };
        }
        let several = agencies_called(typed, meeting);
        let (open, kept_back): (Vec<String>, Vec<String>) = several
            .into_iter()
            .partition(|agency| agency_may_be_named(agency, meeting));
        let another = kept_back
            .first()
            .map(|_| "one that is restricted".to_owned());
        let named: Vec<String> = open.into_iter().chain(another).collect();
        return Doubt {
            why: match named.is_empty() {
                true => format!("no agency here is {typed}; name each of them"),
                false => format!("{typed} can be {}", named.join(" or ")),
            },
        };
    }
    if let Answer::RecordOf(kinds) = field.answer
        && kinds.contains(&&childs_view::KIND)
        && let Some(child) = child(typed, meeting)
    {
        let called = meeting.called(&child);
        return Doubt {
            why: format!("no single wish of {called} is noted; /view records one"),
        };
    }
    let several: Vec<&str> = several_names(typed).collect();
    let is_one = matches!(field.answer, Answer::Person);
    if is_one && several.len() > 1 && !several.iter().any(unclear) {
        return Doubt {
            why: "one person is asked for, and these are several".to_owned(),
        };
    }
    Doubt {
        why: why.map_or_else(String::new, |name| match field.answer {
            Answer::Child | Answer::Children => child_it_may_be(name, meeting),
            _ => who_it_may_be(name, meeting),
        }),
    }
}

fn child_it_may_be(typed: &str, meeting: &Meeting) -> String {
    match find_child(typed, meeting) {
        Found::Nobody => format!("no child here is {typed}"),
        _ => who_it_may_be(typed, meeting),
    }
}

pub(super) fn child(typed: &str, meeting: &Meeting) -> Option<String> {
    match find_child(typed, meeting) {
        Found::One(id) => Some(id),
        _ => None,
    }
}

fn yes_no(typed: &str) -> Option<bool> {
    match typed.to_lowercase().as_str() {
        "yes" | "y" => Some(true),
        "no" | "n" => Some(false),
        _ => None,
    }
}

pub(super) fn number(typed: &str) -> Option<Value> {
    if let Ok(whole) = typed.parse::<i64>() {
        return Some(Value::Number(whole.into()));
    }
    // Nobody gives a score of `2.30`: that is a time.
    if typed.contains(['.', ',']) && typed.ends_with('0') {
        return None;
    }
    let halves = typed.replace(',', ".").parse::<f64>().ok()?;
    Number::from_f64(halves).map(Value::Number)
}

/// A record by its id; a child's wish also by the child's name: the newest that says what is to change, or all that is noted of
/// the child's views.
fn record_of(kinds: &[&Kind], typed: &str, meeting: &Meeting) -> Option<String> {
    let lower = typed.to_lowercase();
    let named = meeting
        .record(&lower)
        .filter(|record| kinds.iter().any(|kind| record.is_a(kind)) && record.struck.is_none());
    if let Some(record) = named {
        return Some(record.id.clone());
    }
    if !kinds.contains(&&childs_view::KIND) {
        return None;
    }
    let child = child(typed, meeting)?;
    let views = meeting.records(&childs_view::KIND);
    let views: Vec<&Record> = views
        .filter(|view| view.text(&childs_view::CHILD) == child)
        .collect();
    let says_it = |view: &&&Record| !view.text(&childs_view::WANTS_TO_CHANGE).trim().is_empty();
    let has_words = |view: &&&Record| {
        childs_view::KIND
            .spoken
            .iter()
            .any(|field| !view.text(field).trim().is_empty())
    };
    let wish = views.iter().rfind(says_it);
    let only = || match views
        .iter()
        .filter(has_words)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [one] => Some(*one),
        _ => None,
    };
    wish.or_else(only).map(|view| view.id.clone())
}
