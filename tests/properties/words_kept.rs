//! Where each word of a line has gone, worked out without the program's reader: counted word by word from what was typed,
//! what the records hold, and the made-up people, lists and calendar words that an answer may be made of.

use super::taking::Taken;
use serde_json::Value;
use std::collections::BTreeMap;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::line::{FormLine, Line};
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::record::form::{Answer, Compared, Field};
use talking_piece::domain::record::kinds::{child, contribution, person};
use talking_piece::domain::record::{Body, Record, kind};
use talking_piece::domain::visibility::Visibility;
use unicode_normalization::UnicodeNormalization;

/// The words of a text as far as letters go: no capitals, no accents, no signs.
pub fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfd()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .collect();
    let plain = plain.to_lowercase();
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// One slip of the finger apart, and no more.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one == other {
        return true;
    }
    if one.len().min(other.len()) < 3 || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let behind = |word: &[char], skip: usize| word.get(skip..).unwrap_or(&[]).to_vec();
    behind(one, 1) == other
        || behind(other, 1) == one
        || behind(one, 1) == behind(other, 1)
        || one.len() > 1
            && other.len() > 1
            && one[0] == other[1]
            && one[1] == other[0]
            && one[2..] == other[2..]
}

/// Everything by which this person or child is called.
pub fn names_of(id: &str, meeting: &Meeting) -> Vec<String> {
    let Some(record) = meeting.record(id) else {
        return words(match id {
            "all" => "all everyone everybody the family",
            _ => "",
        });
    };
    let fields = [
        &person::INITIALS,
        &person::NAME,
        &person::ROLE,
        &person::AGENCY,
        &person::RELATION,
        &child::NAME,
        &child::PREFERRED_NAME,
        &child::CODE,
    ];
    let body = record.body();
    let texts = fields
        .iter()
        .filter_map(|field| body.values.get(field.name));
    let mut names: Vec<String> = texts.filter_map(Value::as_str).flat_map(words).collect();
    names.extend(words("mr mrs ms miss dr the mum dad mother father"));
    names
}

const CALENDAR: &str = "in a an the of on at from now week weeks day days working ago month months year years today yesterday tomorrow tonight next this last fortnight \
    one two three four five six seven eight nine ten noon o clock am pm \
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep oct nov dec \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun";

/// Whether this word is one of those, or one slip away, or the beginning of one.
fn fits(word: &str, all: &[String]) -> bool {
    let mut all = all.iter();
    all.any(|one| is_near(word, one) || one.starts_with(word))
}

/// The words that a certain answer can be made of.
fn words_of_answer(field: &Field, value: &Value, meeting: &Meeting) -> Vec<String> {
    let ids: Vec<&str> = match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        Value::String(one) => vec![one],
        _ => Vec::new(),
    };
    let named = || -> Vec<String> {
        let names = ids.iter().flat_map(|id| names_of(id, meeting));
        names
            .chain(words("and all everybody the family children"))
            .collect()
    };
    match field.answer {
        Answer::Text | Answer::Words | Answer::Code => Vec::new(),
        // `KS`, for who speaks for themselves.
        Answer::AgencyOrSomebody => {
            let mut seats = meeting.voices();
            let somebody = seats.find(|seat| ids.contains(&seat.called));
            somebody.map_or_else(Vec::new, |seat| names_of(seat.id, meeting))
        }
        // `school`, or who comes from there, for an agency that is written otherwise.
        Answer::Agency => {
            let people = meeting.records(&person::KIND);
            let theirs = people.filter(|one| ids.contains(&one.text(&person::AGENCY)));
            let named = theirs.flat_map(|one| names_of(&one.id, meeting));
            // `TeacupLane Primary`
            let own = words(ids.first().copied().unwrap_or(""));
            let joined = own.windows(2).map(<[String]>::concat);
            named.chain(joined).collect()
        }
        Answer::Person | Answer::Child | Answer::Children | Answer::People | Answer::Speaker => {
            named()
        }
        Answer::OneOf(list) | Answer::TextOr(list) => {
            let list = meeting.settings().vocabularies().list(list).unwrap();
            let chosen = list.entries.iter().filter(|entry| {
                ids.contains(&entry.code.as_str()) || ids.contains(&entry.words.as_str())
            });
            let texts =
                chosen.flat_map(|entry| [&entry.words, &entry.code].into_iter().chain(&entry.said));
            texts.flat_map(|text| words(text)).collect()
        }
        Answer::Date | Answer::PastDate | Answer::Time => words(CALENDAR),
        Answer::YesNo => words("yes no y n"),
        Answer::Number => words(&value.to_string()),
        Answer::ContributionKind => ids.iter().flat_map(|id| words(id)).collect(),
        Answer::Statement => {
            let read = meeting
                .agenda()
                .statements
                .iter()
                .filter(|one| ids.contains(&one.id.as_str()));
            read.flat_map(|one| words(&format!("{} {}", one.id, one.title)))
                .collect()
        }
        Answer::Question | Answer::Scale => {
            let agenda = serde_json::to_value(meeting.agenda()).unwrap();
            ids.iter().flat_map(|id| with_id(&agenda, id)).collect()
        }
        Answer::RecordOf(_) => {
            let records = ids.iter().filter_map(|id| meeting.record(id));
            let all = records.flat_map(|record| {
                let values = record.body().values;
                let texts: Vec<&str> = values.values().filter_map(Value::as_str).collect();
                let names = texts.iter().flat_map(|id| names_of(id, meeting));
                let said = texts.iter().flat_map(|text| words(text));
                let all: Vec<String> = names.chain(said).chain(words(&record.id)).collect();
                all
            });
            all.collect()
        }
    }
}

/// The words of what has this id in the agenda.
fn with_id(agenda: &Value, id: &str) -> Vec<String> {
    match agenda {
        Value::Object(all) if all.get("id").and_then(Value::as_str) == Some(id) => {
            words(&agenda.to_string())
        }
        Value::Object(all) => all.values().flat_map(|value| with_id(value, id)).collect(),
        Value::Array(all) => all.iter().flat_map(|value| with_id(value, id)).collect(),
        _ => Vec::new(),
    }
}

/// How often each word is there.
#[derive(Default)]
struct Bag(BTreeMap<String, i64>);

impl Bag {
    fn put(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words {
            *self.0.entry(word).or_default() += 1;
        }
    }
}

/// The words of a line that are in none of the places where they would be seen again: each is looked for as often as it
/// was typed.
pub fn lost(line: &str, taken: &Taken) -> Vec<String> {
    let editor = taken.after.editor();
    let whole = line.trim();
    let stands = editor.line.text().contains(whole);
    if stands || editor.asides.iter().any(|aside| aside.text.contains(whole)) {
        return Vec::new();
    }
    let mut seen = Bag::default();
    for (before, record) in &taken.records {
        seen.put(words_of_record(line, before.as_ref(), record));
    }
    match (&taken.read, taken.records.first()) {
        (Line::Form(form), _) => {
            let kind = kind(form.kind).unwrap();
            seen.put(command_word(line, kind.command));
            let record = taken.records.first().map(|(_, record)| record);
            // What changes nothing names the record that was meant.
            let record = record.or_else(|| match &taken.outcome {
                Outcome::Recorded(id) => taken.after.editor().meeting.record(id),
                _ => None,
            });
            let body = record.map(Record::body).unwrap_or_default();
            let id = record.map_or("", |record| record.id.as_str());
            seen.put(labels(line, kind.fields, &body));
            seen.put(understood(taken, form, &body, id));
            // `SW taken for children's services`: said behind Enter.
            let status = taken.after.status();
            let told = status.split(['.', '\u{b7}']);
            let typed = told.filter_map(|told| told.split_once(" taken for "));
            seen.put(typed.flat_map(|(typed, _)| words(typed)));
            if body.visibility == Visibility::Restricted {
                let tokens = line.split_whitespace();
                let marks = tokens.filter(|token| words(token).concat() == "restricted");
                seen.put(marks.flat_map(words));
            }
            seen.put(children_marked(taken, form, &body));
            if taken.records.len() > 1 {
                // `/agency all`: one for each of them.
                seen.put(words("all every everyone everybody agency agencies"));
                // `/core KS and SW`: one for each of them.
                let others = taken.records.iter().skip(1);
                let bodies: Vec<Body> = others.map(|(_, other)| other.body()).collect();
                let ids = bodies.iter().flat_map(|body| body.values.values());
                let ids = ids.filter_map(Value::as_str);
                let meeting = &taken.after.editor().meeting;
                seen.put(ids.flat_map(|id| names_of(id, meeting)));
            }
        }
        (Line::Entry(_), Some((_, record))) if record.is_a(&contribution::KIND) => {
            let meeting = &taken.after.editor().meeting;
            seen.put(label_before(line, taken, record, meeting));
            seen.put(marks(line, record, meeting));
        }
        _ => seen.put(of_a_command(line, taken)),
    }
    let mut gone = Vec::new();
    for word in words(line) {
        match seen.0.get_mut(&word).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => gone.push(word),
        }
    }
    gone
}

/// The words of its answers, of what is to be confirmed and of the labels that nobody knows; what was there before the
/// line only where the line says it again.
fn words_of_record(line: &str, before: Option<&Body>, record: &Record) -> Vec<String> {
    let body = record.body();
    let typed = words(line);
    let is_new = |name: &str, value: &Value| {
        let earlier = before.and_then(|before| before.values.get(name));
        earlier != Some(value)
            || words(&value.to_string())
                .iter()
                .all(|word| typed.contains(word))
    };
    let values = body
        .values
        .iter()
        .filter(|(name, value)| is_new(name, value));
    let texts = values
        .filter_map(|(_, value)| value.as_str())
        .flat_map(words);
    let doubts = body.to_confirm.values().flat_map(|typed| words(typed));
    texts.chain(doubts).collect()
}

/// The first word, where it is the command of the record or nearly.
fn command_word(line: &str, command: &str) -> Vec<String> {
    let first = words(line).into_iter().next();
    let is_command = |word: &String| command.starts_with(word.as_str()) || is_near(word, command);
    first.filter(is_command).into_iter().collect()
}

/// The labels that stand in front of a colon, of the fields that have an answer now.
fn labels(line: &str, fields: &[Field], body: &Body) -> Vec<String> {
    let is_answered = |field: &&Field| {
        body.values.contains_key(field.name) || body.to_confirm.contains_key(field.name)
    };
    let answered: Vec<&Field> = fields.iter().filter(is_answered).collect();
    let before_colons = line
        .match_indices([':', '\u{ff1a}'])
        .map(|(at, _)| &line[..at]);
    let label = |before: &str| {
        let before = words(before);
        let labels = answered
            .iter()
            .flat_map(|field| field.labels().chain([field.name]));
        let unknown = body.to_confirm.keys().map(|label| words(label));
        let all = labels.map(words).chain(unknown);
        let fits = all.filter(|label| before.ends_with(label));
        fits.max_by_key(Vec::len).unwrap_or_default()
    };
    // Behind some of them nothing is typed, or a mark alone.
    let is_bare = |at: usize| {
        let behind = line[at..].trim_start_matches(|letter: char| {
            [':', '\u{ff1a}', '?'].contains(&letter) || letter.is_whitespace()
        });
        behind.is_empty() || behind.starts_with([';', ',', '#'])
    };
    let any_label = |before: &str| {
        let before = words(before);
        let all = fields.iter().flat_map(|field| field.labels().map(words));
        let fits = all.filter(|label| before.ends_with(label));
        fits.max_by_key(Vec::len).unwrap_or_default()
    };
    let all = before_colons.flat_map(|before| {
        let answered = label(before);
        match is_bare(before.len()) {
            true => [any_label(before), answered]
                .into_iter()
                .max_by_key(Vec::len)
                .unwrap_or_default(),
            false => answered,
        }
    });
    all.collect()
}

/// The words of answers that are no text, where the answer they became can be made of such words.
fn understood(taken: &Taken, form: &FormLine, body: &Body, id: &str) -> Vec<String> {
    let kind = kind(form.kind).unwrap();
    let meeting = &taken.after.editor().meeting;
    let mut all = Vec::new();
    for span in &form.spans {
        let typed = words(taken.whole.get(span.from..span.to).unwrap_or(""));
        // The letters before a name are an answer, too; those of several people may be in two fields.
        let of_span = kind.fields.iter().filter(|field| {
            let others = kind.field(span.field).and_then(|field| field.others);
            field.name == span.field
                || Some(field.name) == others.map(|others| others.name)
                || matches!(field.answer, Answer::Code)
        });
        // Who is changed is named as everywhere else.
        let is_lead = kind
            .lead_field()
            .is_some_and(|field| field.name == span.field);
        let mut called = Vec::new();
        if is_lead {
            // `/promise 2` is `pm2`.
            let number = id.trim_start_matches(|letter: char| !letter.is_ascii_digit());
            called = names_of(id, meeting);
            called.push(number.to_owned());
        }
        let known: Vec<String> = of_span
            .filter_map(|field| {
                Some(words_of_answer(
                    field,
                    body.values.get(field.name)?,
                    meeting,
                ))
            })
            .flatten()
            .chain(called.iter().cloned())
            .collect();
        let is_number = |word: &String| {
            // A day, or which of several by its number.
            let field = kind.field(span.field).unwrap();
            let is_counted = match field.answer {
                Answer::Date | Answer::PastDate | Answer::Time => true,
                Answer::Scale | Answer::RecordOf(_) => true,
                _ => field.compared == Compared::Never,
            };
            let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
            is_counted && !digits.is_empty() && body.values.contains_key(span.field)
        };
        all.extend(
            typed
                .into_iter()
                .filter(|word| is_number(word) || fits(word, &known)),
        );
    }
    all
}

/// `@ella` in front of or behind what was kept word for word: no part of an answer, and the child it names is in the record.
fn children_marked(taken: &Taken, form: &FormLine, body: &Body) -> Vec<String> {
    let meeting = &taken.after.editor().meeting;
    // Each kind has an answer of its own for whom it is about.
    let fields = kind(form.kind).unwrap().fields.iter();
    let about = fields.chain([&contribution::CHILDREN]);
    let about = about.filter(|field| matches!(field.answer, Answer::Children | Answer::Child));
    let known: Vec<String> = about
        .filter_map(|field| {
            let children = body.values.get(field.name)?;
            Some(words_of_answer(field, children, meeting))
        })
        .flatten()
        .collect();
    let is_read = |at: usize| {
        let mut spans = form.spans.iter();
        spans.any(|span| (span.from..span.to).contains(&at))
    };
    let marks = taken
        .whole
        .match_indices('@')
        .filter(|(at, _)| !is_read(*at));
    let names = marks.filter_map(|(at, _)| taken.whole[at + 1..].split_whitespace().next());
    names
        .flat_map(words)
        .filter(|word| fits(word, &known))
        .collect()
}

/// What stands before the first colon, where it names who speaks, and a time or number that is said to be left out.
fn label_before(line: &str, taken: &Taken, record: &Record, meeting: &Meeting) -> Vec<String> {
    let Some((label, _)) = line.split_once([':', '\u{ff1a}']) else {
        return Vec::new();
    };
    let values = record.body().values;
    let fields = [
        &contribution::SPEAKER,
        &contribution::SAID_WITH,
        &contribution::ON_BEHALF_OF,
    ];
    let who = fields
        .iter()
        .filter_map(|field| Some((field, values.get(field.name)?)));
    let mut known: Vec<String> = who
        .flat_map(|(field, id)| words_of_answer(field, id, meeting))
        .collect();
    // `14:05 KQ: …`, `[14:05, 22/11/2026] KQ: …`
    let left_out = taken
        .told
        .split(" \u{b7} ")
        .find_map(|part| part.strip_suffix(" is left out"));
    let left_out = words(left_out.unwrap_or(""));
    let label = match left_out.is_empty() {
        true => words(label),
        false => words(line.rsplit_once(": ").map_or(line, |(before, _)| before)),
    };
    known.extend(left_out);
    label
        .into_iter()
        .filter(|word| fits(word, &known))
        .collect()
}

/// Marks that became what they say.
fn marks(line: &str, record: &Record, meeting: &Meeting) -> Vec<String> {
    let values = record.body().values;
    let is_set = |field: &Field| values.get(field.name) == Some(&Value::Bool(true));
    let mut known = Vec::new();
    for field in [&contribution::OF_KIND, &contribution::CHILDREN] {
        known.extend(
            values
                .get(field.name)
                .map_or_else(Vec::new, |value| words_of_answer(field, value, meeting)),
        );
    }
    let flags = [
        ("new", is_set(&contribution::NEW_TO_FAMILY)),
        ("talked", is_set(&contribution::TALKED_THROUGH)),
        ("restricted", record.visibility == Visibility::Restricted),
        ("open", record.visibility == Visibility::Everyone),
    ];
    known.extend(
        flags
            .into_iter()
            .filter(|(_, is_so)| *is_so)
            .map(|(word, _)| word.to_owned()),
    );
    let is_mark = |token: &&str| token.contains(['#', '@']);
    let tokens = line.split_whitespace().filter(is_mark);
    let tokens = tokens.flat_map(words);
    tokens
        .filter(|word| {
            known
                .iter()
                .any(|one| is_near(word, one) || one.starts_with(word.as_str()))
        })
        .collect()
}

/// What a command did: the facts it made, whom it names, and what it says.
fn of_a_command(line: &str, taken: &Taken) -> Vec<String> {
    let meeting = &taken.after.editor().meeting;
    let people = meeting.voices().flat_map(|seat| names_of(seat.id, meeting));
    let known: Vec<String> = people.chain(words("all at and")).collect();
    let facts = words(&format!("{} {}", taken.facts, taken.after.status()));
    let mut typed = words(line).into_iter();
    let first = typed.next().filter(|_| line.trim_start().starts_with('/'));
    first
        .into_iter()
        .chain(
            typed.filter(|word| {
                facts.contains(word) || is_time_in(word, &facts) || fits(word, &known)
            }),
        )
        .collect()
}

/// `1500`, of which became 15:00.
fn is_time_in(word: &str, facts: &[String]) -> bool {
    let time = word.split_at_checked(2).filter(|_| word.len() == 4);
    time.is_some_and(|(hour, minute)| facts.windows(2).any(|two| two == [hour, minute]))
}
