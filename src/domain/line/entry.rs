//! A line that says who says what: `KS: + I will ask my sister @ella #new ??`.

use super::before_label;
use super::in_sentence;
use super::inside;
use super::marks::{self, Mark};
use super::no_label;
use super::nobodys::NOBODY;
use super::not_for;
use super::perhaps::is_to_be_looked_at;
use super::perhaps_score::holds_a_score;
use super::restriction;
use super::second_speaker::both_speakers;
use super::speaker::{self, Label};
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits, looks_like_somebody};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{contribution, person};
use crate::domain::record::{Body, NotFor, ReadAnswers, Side, Values, WHO_MAY_READ, side};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};
use crate::domain::visibility::Visibility;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Who {
    /// Nobody was named: the last speaker continues.
    #[default]
    Last,
    /// A person or child (id).
    Known(String),
    /// `all:`
    Everybody,
    /// `:` an observation by the minute-taker.
    MinuteTaker,
    /// Letters that match nobody, or several people, as typed.
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContributionLine {
    pub who: Who,
    /// Those who say it with the speaker (ids): `KQ & HV: …`.
    pub with: Vec<String>,
    /// For whom, when it is for somebody else (id): `AD/EL: …`.
    pub on_behalf_of: Option<String>,
    /// The kind (id).
    pub kind: Option<String>,
    /// A `#word` before or after the words that is no kind; unless the words are exact it is in them, too.
    pub unknown_kind: Option<String>,
    pub text: String,
    /// They are exact.
    pub exact: bool,
    /// About which children (ids); none: all.
    pub children: Vec<String>,
    /// An `@name` before or after the words that is no child; unless the words are exact it is in them, too.
    pub unknown_child: Option<String>,
    pub new_to_family: bool,
    pub talked_through: bool,
    pub visibility: Option<Visibility>,
    /// Whom it is not for (ids), where its visibility says that there is somebody.
    pub not_for: Vec<String>,
    /// Words that perhaps say whom it is not for. It is for nobody until somebody decides.
    pub perhaps_not_for: Option<String>,
    pub follow_up: bool,
}

/// Everything that is typed ends up in the entry: what is not understood stays in the words.
pub(super) fn read(line: &str, meeting: &Meeting) -> ContributionLine {
    let out = not_for::taken_out(line, meeting);
    let mut entry = read_words(&out.line, meeting);
    if let Some(words) = not_for::perhaps_meant(&out.line, meeting) {
        entry.visibility = Some(Visibility::Restricted);
        entry.perhaps_not_for = Some(words.to_owned());
        // Nothing else was typed: then it is about what was recorded before.
        let words_alone = |text: &str| {
            text.trim_matches(|letter: char| !letter.is_alphanumeric())
                .len()
        };
        if words_alone(&out.line) == words_alone(words) {
            entry.text.clear();
        }
    } else if !out.people.is_empty() && entry.visibility != Some(Visibility::Restricted) {
        entry.visibility = Some(Visibility::NotForSome);
        entry.not_for = out.people;
    }
    entry
}

/// Whether a line is nothing but a mark that perhaps says whom something else is not for.
pub fn says_only_not_for(line: &str, meeting: &Meeting) -> bool {
    let entry = read(line, meeting);
    entry.perhaps_not_for.is_some() && entry.text.is_empty()
}

fn read_words(line: &str, meeting: &Meeting) -> ContributionLine {
    let mut entry = ContributionLine::default();
    let heard = heard(line.trim(), meeting);
    let both = heard
        .as_ref()
        .and_then(|label| both_speakers(label, meeting));
    let heard = heard.filter(|_| both.is_none());
    let mut words = heard
        .as_ref()
        .map_or(line.trim(), |label| label.words.trim());
    if let Some(label) = &heard {
        entry.who = label.who.clone();
        entry.with.clone_from(&label.with);
        entry.on_behalf_of.clone_from(&label.on_behalf_of);
    } else if let Some(letters) = both.or_else(|| no_label::perhaps(line.trim(), meeting)) {
        // `… (@EL):` names a child whom the words are about: nobody is called so.
        let letters = Some(letters).filter(|letters| !letters.contains("(@"));
        entry.who = Who::Unknown(letters.unwrap_or_else(|| NOBODY.to_owned()));
    }
    let is_certain = matches!(entry.who, Who::Known(_) | Who::Everybody | Who::MinuteTaker);
    if !is_certain && restriction::perhaps_a_record(line) {
        entry.visibility = Some(Visibility::Restricted);
    }
    let mut unknown = UnknownMarks::default();
    let guarded = read_beginning(&mut words, &mut entry, &mut unknown, meeting);
    let words = read_end(words, guarded, &mut entry, &mut unknown, meeting);
    let sums_up = heard
        .as_ref()
        .is_some_and(|label| meant_words().says("sums up", &plain_words(label.typed)));
    if sums_up && entry.kind.is_none() && entry.unknown_kind.is_none() {
        entry.kind = Some(marks::SUMMARY.to_owned());
        if entry.is_summary_of_another(meeting) {
            entry.kind = None;
        }
    }
    entry.exact = !guarded && unquoted(&words).is_some();
    let text = inside::read(&words, guarded, entry.exact, &mut entry, meeting);
    entry.text = match unquoted(&text).filter(|_| entry.exact) {
        // They are outside her words.
        Some(inner) => inner.to_owned(),
        None => unknown.around(text),
    };
    // Somebody else's words on a further line of one entry: it is looked at again.
    let labels = line
        .lines()
        .skip(1)
        .filter_map(|line| speaker::read(line, meeting));
    entry.follow_up |= labels
        .filter(|label| label.who != entry.who)
        .any(|label| matches!(label.who, Who::Known(_) | Who::Unknown(_)));
    let is_doubtful = holds_a_score(&entry, meeting) || is_to_be_looked_at(&entry, line, meeting);
    entry.follow_up |= is_doubtful && !guarded;
    // Treating a restricting mark as mere text would open what was meant to be kept back.
    if restriction::wants_restriction(line) {
        entry.visibility = Some(Visibility::Restricted);
    }
    entry
}

/// The marks before and after the words that nobody knows. They may be part of the sentence, so they stay in it.
#[derive(Default)]
struct UnknownMarks<'a> {
    before: Vec<&'a str>,
    /// The last one first.
    after: Vec<&'a str>,
}

impl UnknownMarks<'_> {
    fn around(&self, text: String) -> String {
        if self.before.is_empty() && self.after.is_empty() {
            return text;
        }
        let before = self.before.iter().copied();
        let after = self.after.iter().rev().copied();
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        let all: Vec<&str> = before.chain(text).chain(after).collect();
        all.join(" ")
    }
}

/// The label before the words, with the marks in front of it put behind it: `+ KQ: words` is `KQ: + words`.
fn heard<'a>(line: &'a str, meeting: &Meeting) -> Option<Label<'a>> {
    // A `+` in front of a name is the sign for a strength, not one of the signs that stand around a label.
    let label = speaker::read(line, meeting).filter(|_| !line.trim_start().starts_with("+ "));
    if let Some(label) = label {
        return Some(last_typed(label, meeting));
    }
    let first = line.split_whitespace().next()?;
    let is_mark = marks::sign_before(line).is_some() || marks::read(first, meeting).is_some();
    let behind = match restriction::without_spaced_mark_before(line) {
        Some(rest) => rest,
        None => line.get(first.len()..).filter(|_| is_mark)?.trim_start(),
    };
    let mark = line.get(..line.len() - behind.len())?.trim_end();
    let label = heard(behind, meeting).filter(|label| label.who != Who::MinuteTaker)?;
    let words = format!("{mark} {}", label.words.trim_start());
    Some(Label {
        words: words.into(),
        ..label
    })
}

/// What stands before the speaker and is not recorded: a day or time, or the label of somebody else, behind which another
/// label was typed.
pub fn left_out<'a>(text: &'a str, meeting: &Meeting) -> Option<&'a str> {
    speaker::time_left_out(text, meeting).or_else(|| {
        let first = speaker::read(text, meeting)?;
        let who = first.who.clone();
        let counts = last_typed(first.clone(), meeting);
        let is_other = matches!(who, Who::Known(_)) && matches!(counts.who, Who::Known(_));
        (is_other && counts.who != who).then_some(first.typed)
    })
}

/// Tab put somebody into the line, and then somebody else was typed: the letters or the full name typed later count. A
/// first name there may as well be whom the words are about: that is asked.
fn last_typed<'a>(label: Label<'a>, meeting: &Meeting) -> Label<'a> {
    let Who::Known(first) = &label.who else {
        return label;
    };
    let words = label.words.trim_start();
    if let Some(asked) = behind_a_time(&label, words, meeting) {
        return asked;
    }
    let Some((name, rest)) = speaker::split(words) else {
        return label;
    };
    let rest: Cow<'a, str> = rest.to_owned().into();
    if let Some(id) = speaker::of_whole_code(name, meeting) {
        return Label {
            who: Who::Known(id),
            with: Vec::new(),
            on_behalf_of: None,
            typed: label.typed,
            words: rest,
        };
    }
    let is_grown_up = |id: &String| {
        meeting
            .record(id)
            .is_some_and(|one| one.is_a(&person::KIND))
    };
    let is_name = how_it_fits(name, meeting) == Some(Fits::Whole)
        && looks_like_somebody(name)
        && people_words().groups(&squeezed(name)).is_empty();
    match find_seat(name, meeting) {
        Found::One(id) if is_name && id != *first && is_grown_up(&id) => {
            let is_full = name.split_whitespace().count() > 1;
            Label {
                who: match is_full {
                    true => Who::Known(id),
                    false => Who::Unknown(format!("{}: {name}", label.typed)),
                },
                with: Vec::new(),
                on_behalf_of: None,
                typed: label.typed,
                words: rest,
            }
        }
        _ => label,
    }
}

/// `SW: 14:05 KQ: we came late`: a line of notes behind a label that was there already. Which of both speaks is asked.
fn behind_a_time<'a>(label: &Label<'a>, words: &str, meeting: &Meeting) -> Option<Label<'a>> {
    let bare = before_label::without_what_precedes(words);
    let time = words.get(..words.len() - bare.len())?.trim();
    let (name, rest) = speaker::split(bare)?;
    let is_sure = how_it_fits(name, meeting) <= Some(Fits::Whole);
    let id = match find_seat(name, meeting) {
        Found::One(id) if is_sure => id,
        _ => return None,
    };
    let is_other = label.who != Who::Known(id);
    let is_time = time.contains(|letter: char| letter.is_ascii_digit());
    (is_other && is_time).then(|| Label {
        who: Who::Unknown(format!("{}: {name}", label.typed)),
        with: Vec::new(),
        on_behalf_of: None,
        typed: label.typed,
        words: format!("{time} {}", rest.trim_start()).into(),
    })
}

/// Takes the marks before the words. `true`: a `\` said that what follows is text.
fn read_beginning<'a>(
    words: &mut &'a str,
    entry: &mut ContributionLine,
    unknown: &mut UnknownMarks<'a>,
    meeting: &Meeting,
) -> bool {
    loop {
        // A lone `\` escapes nothing: it is what was typed.
        if let Some(rest) = words
            .strip_prefix('\\')
            .filter(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace))
        {
            *words = rest;
            return true;
        }
        if let Some(rest) = restriction::without_spaced_mark_before(words) {
            entry.visibility = Some(Visibility::Restricted);
            *words = rest;
            continue;
        }
        let first = words.split_whitespace().next().unwrap_or("");
        if let Some(mark) = marks::read(first, meeting)
            && !is_of_the_sentence(&mark, first, meeting)
            && !(matches!(mark, Mark::Child(_)) && in_sentence::begins_with(words, meeting))
            && put(mark.clone(), entry)
        {
            if mark.is_unknown() {
                unknown.before.push(first);
            }
            *words = words.get(first.len()..).unwrap_or("").trim_start();
            continue;
        }
        match marks::sign_before(words) {
            Some((kind, rest)) if entry.kind.is_none() && entry.unknown_kind.is_none() => {
                entry.kind = Some(kind.to_owned());
                *words = rest;
            }
            _ => return false,
        }
    }
}

/// `@ella's` is not a mark on its own: it is read where it is.
fn is_of_the_sentence(mark: &Mark, word: &str, meeting: &Meeting) -> bool {
    matches!(mark, Mark::UnknownChild(_)) && inside::is_in(word, meeting)
}

/// Reads words added to an entry: marks at their end and inside them count, signs at their beginning are text. `exact`:
/// the words they are added to are exact.
pub fn read_added(words: &str, exact: bool, meeting: &Meeting) -> ContributionLine {
    let mut entry = ContributionLine::default();
    let mut unknown = UnknownMarks::default();
    let left = read_end(words, false, &mut entry, &mut unknown, meeting);
    entry.text = unknown.around(inside::read(&left, false, exact, &mut entry, meeting));
    if restriction::wants_restriction(words) {
        entry.visibility = Some(Visibility::Restricted);
    }
    entry
}

/// Takes the marks after the words and returns what is left. The children stay in the order in which they were typed.
/// `guarded`: a `\` came before the first letter, so the first word is text.
fn read_end<'a>(
    words: &'a str,
    guarded: bool,
    entry: &mut ContributionLine,
    unknown: &mut UnknownMarks<'a>,
    meeting: &Meeting,
) -> Cow<'a, str> {
    let known = entry.children.len();
    let words = take_marks_from_the_end(words, guarded, entry, unknown, meeting);
    if let Some(last_first) = entry.children.get_mut(known..) {
        last_first.reverse();
    }
    words
}

fn take_marks_from_the_end<'a>(
    words: &'a str,
    guarded: bool,
    entry: &mut ContributionLine,
    unknown: &mut UnknownMarks<'a>,
    meeting: &Meeting,
) -> Cow<'a, str> {
    let mut words = words.trim_end();
    loop {
        let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
        let before = words.get(..words.len() - last.len()).unwrap_or("");
        if guarded && before.trim().is_empty() {
            return words.into();
        }
        if let Some(inner) = last.strip_prefix('\\') {
            // Inside a sentence it would be a mark as well: its `\` is taken off there.
            let is_read_there = inside::is_in(inner.trim_start_matches('\\'), meeting);
            return match !is_read_there && is_guarded(inner, meeting) {
                true => format!("{before}{inner}").into(),
                false => words.into(),
            };
        }
        if let Some(rest) = restriction::without_spaced_mark_behind(words)
            .filter(|rest| !guarded || !rest.is_empty())
        {
            entry.visibility = Some(Visibility::Restricted);
            words = rest;
            continue;
        }
        match marks::read(last, meeting) {
            Some(mark)
                if !is_of_the_sentence(&mark, last, meeting)
                    && (!matches!(mark, Mark::Child(_))
                        || !in_sentence::ends_with(words, meeting))
                    && put(mark.clone(), entry) =>
            {
                if mark.is_unknown() {
                    unknown.after.push(last);
                }
                words = before.trim_end();
            }
            _ => return words.into(),
        }
    }
}

/// Whether a word after a `\` at the end needs the `\` to be text.
pub(super) fn is_guarded(word: &str, meeting: &Meeting) -> bool {
    marks::read(word, meeting).is_some()
        || word
            .strip_prefix('\\')
            .is_some_and(|inner| is_guarded(inner, meeting))
}

/// `false` when there is such a mark already, so that this one is text.
fn put(mark: Mark, entry: &mut ContributionLine) -> bool {
    let free = entry.kind.is_none() && entry.unknown_kind.is_none();
    match mark {
        Mark::Kind(kind) if free => entry.kind = Some(kind),
        Mark::UnknownKind(word) if free => entry.unknown_kind = Some(word),
        Mark::Kind(_) | Mark::UnknownKind(_) => return false,
        Mark::New => entry.new_to_family = true,
        Mark::Talked => entry.talked_through = true,
        // Given twice with different values: the stricter one applies.
        Mark::RecordView(visibility) => {
            entry.visibility = match entry.visibility {
                Some(Visibility::Restricted) => Some(Visibility::Restricted),
                _ => Some(visibility),
            }
        }
        Mark::Child(id) => {
            if !entry.children.contains(&id) {
                entry.children.push(id);
            }
        }
        Mark::UnknownChild(name) if entry.unknown_child.is_none() => {
            entry.unknown_child = Some(name)
        }
        Mark::UnknownChild(_) => return false,
        Mark::FollowUp => entry.follow_up = true,
    }
    true
}

/// The inside of words that are one quotation, or begin with a quote that is never closed. A quotation in the middle is
/// text, and two quotations are not one: `"no" she said "yes"`.
fn unquoted(words: &str) -> Option<&str> {
    let is_quote = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    let inner = words.strip_prefix(is_quote)?;
    match inner.strip_suffix(is_quote) {
        Some(inner) => (!closes_early(inner)).then_some(inner),
        None => (!inner.contains(is_quote)).then_some(inner),
    }
}

/// Whether a quotation mark closes here that was opened before these words.
fn closes_early(inner: &str) -> bool {
    let mut open = 0_usize;
    let mut before = ' ';
    for letter in inner.chars() {
        let opens = match letter {
            // A straight one opens behind a space.
            '"' => before.is_whitespace() || before == '(',
            '\u{201c}' | '\u{201e}' => true,
            '\u{201d}' => false,
            _ => {
                before = letter;
                continue;
            }
        };
        before = letter;
        if opens {
            open += 1;
        } else if open == 0 {
            return true;
        } else {
            open -= 1;
        }
    }
    false
}

impl ContributionLine {
    /// It is not for these (ids), either.
    pub(super) fn keep_from(&mut self, people: Vec<String>) {
        if self.visibility != Some(Visibility::Restricted) {
            self.visibility = Some(Visibility::NotForSome);
            self.not_for.extend(people);
            self.not_for.sort();
            self.not_for.dedup();
        }
    }

    /// A summary is the Chair's; anybody else who seems to give one is asked about.
    pub fn is_summary_of_another(&self, meeting: &Meeting) -> bool {
        let speaker = match &self.who {
            Who::Known(id) => Some(id.as_str()),
            Who::Last => meeting.last_speaker(),
            Who::Everybody | Who::MinuteTaker | Who::Unknown(_) => None,
        };
        let is_chair = speaker
            .and_then(|id| meeting.record(id))
            .is_some_and(|record| record.is_a(&person::KIND) && side(record) == Side::Chair);
        self.kind.as_deref() == Some(marks::SUMMARY) && !is_chair
    }

    /// The body of the record this line makes. `default` is the section's visibility.
    pub fn body(&self, meeting: &Meeting, default: Visibility) -> Body {
        let mut body = Body {
            visibility: self.visibility.unwrap_or(default),
            follow_up: self.follow_up,
            ..Body::default()
        };
        if body.visibility == Visibility::NotForSome {
            body.not_for = Some(Box::new(NotFor::these(self.not_for.iter().cloned())));
        }
        let values = &mut body.values;
        let to_confirm = &mut body.to_confirm;
        if let Some(words) = &self.perhaps_not_for {
            to_confirm.insert(WHO_MAY_READ.to_owned(), words.clone());
        }
        match &self.who {
            Who::Last => match meeting.last_speaker() {
                Some(id) => {
                    put_text(values, &contribution::SPEAKER, id);
                    put_ids(values, &contribution::SAID_WITH, &meeting.last_with());
                }
                None => confirm(
                    to_confirm,
                    &contribution::SPEAKER,
                    meeting.last_unknown().unwrap_or("?"),
                ),
            },
            Who::Known(id) => put_text(values, &contribution::SPEAKER, id),
            Who::Everybody => put_text(values, &contribution::SPEAKER, "all"),
            Who::MinuteTaker => put_text(values, &contribution::SPEAKER, "minute_taker"),
            Who::Unknown(letters) => confirm(to_confirm, &contribution::SPEAKER, letters),
        }
        put_ids(values, &contribution::SAID_WITH, &self.with);
        if let Some(whom) = &self.on_behalf_of {
            put_text(values, &contribution::ON_BEHALF_OF, whom);
        }
        match &self.kind {
            Some(_) if self.is_summary_of_another(meeting) => {
                confirm(to_confirm, &contribution::OF_KIND, marks::SUMMARY_SIGN);
            }
            Some(kind) => put_text(values, &contribution::OF_KIND, kind),
            None => {}
        }
        put_text(values, &contribution::TEXT, &self.text);
        for (field, yes) in [
            (&contribution::EXACT, self.exact),
            (&contribution::NEW_TO_FAMILY, self.new_to_family),
            (&contribution::TALKED_THROUGH, self.talked_through),
        ] {
            if yes {
                values.insert(field.name.to_owned(), Value::Bool(true));
            }
        }
        put_ids(values, &contribution::CHILDREN, &self.children);
        for (field, word) in [
            (&contribution::OF_KIND, &self.unknown_kind),
            (&contribution::CHILDREN, &self.unknown_child),
        ] {
            if let Some(word) = word {
                confirm(to_confirm, field, word);
            }
        }
        body
    }

    pub fn of_body(body: &Body, default: Visibility) -> ContributionLine {
        let text = |field: &Field| {
            body.values
                .get(field.name)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let ids = |field: &Field| -> Vec<String> {
            let ids = body.values.list(field).into_iter();
            ids.map(str::to_owned).collect()
        };
        let unknown_kind = body.to_confirm.get(contribution::OF_KIND.name);
        let (summary, unknown_kind) = match unknown_kind.map(String::as_str) {
            Some(marks::SUMMARY_SIGN) => (Some(marks::SUMMARY.to_owned()), None),
            word => (None, word.map(str::to_owned)),
        };
        ContributionLine {
            who: match (
                text(&contribution::SPEAKER).as_deref(),
                body.to_confirm.get(contribution::SPEAKER.name),
            ) {
                (_, Some(letters)) => Who::Unknown(letters.clone()),
                (Some("all"), _) => Who::Everybody,
                (Some("minute_taker"), _) => Who::MinuteTaker,
                (Some(id), _) => Who::Known(id.to_owned()),
                (None, None) => Who::Last,
            },
            with: ids(&contribution::SAID_WITH),
            on_behalf_of: text(&contribution::ON_BEHALF_OF),
            kind: text(&contribution::OF_KIND).or(summary),
            unknown_kind,
            text: text(&contribution::TEXT).unwrap_or_default(),
            exact: body.values.is(&contribution::EXACT),
            children: ids(&contribution::CHILDREN),
            unknown_child: body.to_confirm.get(contribution::CHILDREN.name).cloned(),
            new_to_family: body.values.is(&contribution::NEW_TO_FAMILY),
            talked_through: body.values.is(&contribution::TALKED_THROUGH),
            visibility: (body.visibility != default).then_some(body.visibility),
            not_for: body
                .who_it_is_not_for()
                .map_or_else(Vec::new, |not_for| not_for.people.iter().cloned().collect()),
            // It was asked when the line was typed, and stands among what is to be confirmed.
            perhaps_not_for: None,
            follow_up: body.follow_up,
        }
    }
}

fn put_text(values: &mut Values, field: &Field, text: &str) {
    values.insert(field.name.to_owned(), Value::String(text.to_owned()));
}

fn put_ids(values: &mut Values, field: &Field, ids: &[String]) {
    if !ids.is_empty() {
        let ids = ids.iter().map(|id| Value::String(id.clone())).collect();
        values.insert(field.name.to_owned(), ids);
    }
}

fn confirm(to_confirm: &mut BTreeMap<String, String>, field: &Field, typed: &str) {
    to_confirm.insert(field.name.to_owned(), typed.to_owned());
}
