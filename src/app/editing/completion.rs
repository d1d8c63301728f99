//! What is offered beside the line while typing: people, commands, kinds, answers. Tab takes the chosen one.

use super::editor::MeetingEditor;
use super::stash::{Instead, Purpose};
use crate::app::protocol::command_row::{CommandRow, Commands, Named};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::domain::line::{self, FormLine, Line, TypedWords};
use crate::domain::meeting::{Meeting, agencies, agency_on_the_screen};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{action, answer, childs_view, contribution, date, promise};
use crate::domain::record::{KINDS, Kind, Record, is_open_to_all};
use chrono::NaiveDate;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The first byte to be replaced.
    pub at: usize,
    /// How many bytes are replaced.
    pub removed: usize,
    /// What replaces them.
    pub text: String,
    pub show: String,
    pub hint: String,
}

/// What could go at the cursor now, likeliest first.
pub fn suggestions(editor: &MeetingEditor, known: Commands, today: NaiveDate) -> Vec<Suggestion> {
    if editor.purpose == Purpose::Pasted {
        return Vec::new();
    }
    let text = editor.line.text();
    let cursor = editor.line.cursor();
    let Some(before) = text.get(..cursor) else {
        return Vec::new();
    };
    if let Some(command) = before.strip_prefix('/')
        && !command.contains(char::is_whitespace)
    {
        let section = editor.meeting.open_section();
        let here = section.map_or(&[][..], |section| section.records.as_slice());
        let is_review = editor.meeting.review_of().is_some();
        return commands(text, command, known, is_review, here);
    }
    let word = last_word(before);
    let at = before.len() - word.len();
    let ends_here = text
        .get(cursor..)
        .is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    if !ends_here {
        return Vec::new();
    }
    let put = |text: String, show: String, hint: String| Suggestion {
        at,
        removed: word.len(),
        text,
        show,
        hint,
    };
    if let Some(begun) = word.strip_prefix('@') {
        let children = line::seats_beginning(begun, &editor.meeting)
            .into_iter()
            .filter(|seat| seat.is_child);
        return children
            .map(|seat| {
                put(
                    format!("@{} ", seat.called.to_lowercase().replace(' ', "")),
                    format!("@{}", seat.called),
                    String::new(),
                )
            })
            .collect();
    }
    if let Some(begun) = word.strip_prefix('#').filter(|_| !text.starts_with('/')) {
        return marks(begun, &editor.meeting)
            .map(|(id, title)| put(format!("#{id} "), format!("#{id}"), title))
            .collect();
    }
    if at == 0 && !text.starts_with('/') {
        return people(word, text, &editor.meeting, put);
    }
    match line::read(text, &editor.meeting, today) {
        Line::Form(form) => {
            let mut offered = labels(before, &form);
            offered.extend(answers(text, cursor, &form, &editor.meeting));
            offered
        }
        Line::Command { name, .. } => match known.called(&name) {
            Some(row) if row.names_somebody => somebody(before, &editor.meeting),
            Some(row) => offered(row, before, &editor.meeting),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// What was begun last; a mark may stand right behind the colon of a label (`ks:#fe`).
fn last_word(before: &str) -> &str {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let behind_label = word.split_once(':').map(|(_, behind)| behind);
    behind_label
        .filter(|mark| word.len() == before.len() && mark.starts_with(['#', '@']))
        .unwrap_or(word)
}

/// The whole line that is perhaps meant instead of words that nobody says: Tab puts it in their place.
pub fn line_instead(editor: &MeetingEditor, read: &Line) -> Option<String> {
    let is_new = editor.purpose == Purpose::New;
    line::line_instead(read, editor.line.text(), &editor.meeting).filter(|_| is_new)
}

/// The same line with the command that is perhaps meant, where nothing here is called as it was typed: its place in the
/// line, how long it is, and the other one.
pub fn command_instead(
    read: &Line,
    text: &str,
    known: Commands,
    here: Place,
) -> Option<(usize, usize, &'static str)> {
    let Line::Command { name, .. } = read else {
        return None;
    };
    let is_unknown = matches!(known.meant_at_the_desk(name), Named::Nothing);
    let meant = known.meant_here(name, here).filter(|_| is_unknown)?;
    Some((text.find(name.as_str())?, name.len(), meant))
}

/// Puts that line in the place of what was typed. Words that are not in it are not lost with the line they were in.
pub fn take_instead(editor: &mut MeetingEditor, instead: String, today: NaiveDate) -> Vec<Effect> {
    let text = editor.line.text();
    let says_all = match line::words_of(text, &instead, &editor.meeting, today) {
        TypedWords::AllThere => {
            let length = text.len();
            return editor.replace(0, length, &instead);
        }
        TypedWords::SaidOtherwise => true,
        TypedWords::LeftOut => false,
    };
    editor.put_instead(Instead {
        line: instead,
        says_all,
    })
}

/// The labels that begin like what was typed behind a `;`, of answers that are not given yet.
fn labels(before: &str, form: &FormLine) -> Vec<Suggestion> {
    let Some((words, begun)) = before.rsplit_once(';') else {
        return Vec::new();
    };
    let spaces = begun.len() - begun.trim_start().len();
    let begun = begun.trim_start().to_lowercase();
    if begun.is_empty() || begun.contains(':') || words.ends_with('\\') {
        return Vec::new();
    }
    let is_given = |field: &Field| form.spans.iter().any(|span| span.field == field.name);
    form.asked
        .asked()
        .filter(|field| !is_given(field))
        .filter(|field| field.labels().any(|label| label.starts_with(&begun)))
        .map(|field| Suggestion {
            at: words.len() + 1 + spaces,
            removed: begun.len(),
            text: format!("{}: ", field.label),
            show: format!("{}:", field.label),
            hint: field.question.to_owned(),
        })
        .collect()
}

/// What the command itself knows could go on behind its words.
fn offered(row: &CommandRow, before: &str, meeting: &Meeting) -> Vec<Suggestion> {
    let words = before
        .split_once(char::is_whitespace)
        .map_or("", |(_, words)| words);
    let offers = (row.offers)(meeting, words).into_iter();
    offers
        .map(|offer| Suggestion {
            at: before.len().saturating_sub(offer.removed),
            removed: offer.removed,
            show: offer.text.trim().to_owned(),
            text: offer.text,
            hint: offer.hint,
        })
        .collect()
}

/// Whom a command may be about, while only their name has been begun: `/rename Ke`.
fn somebody(before: &str, meeting: &Meeting) -> Vec<Suggestion> {
    let Some((command, begun)) = before.split_once(char::is_whitespace) else {
        return Vec::new();
    };
    if begun.contains([':', ' ']) {
        return Vec::new();
    }
    line::seats_beginning(begun, meeting)
        .into_iter()
        .map(|seat| Suggestion {
            at: command.len() + 1,
            removed: begun.len(),
            text: format!("{}: ", seat.code),
            show: seat.code.to_owned(),
            hint: seat.name.to_owned(),
        })
        .collect()
}

/// A list to walk through with the arrows is open beside the line.
pub fn is_list_open(editor: &MeetingEditor, known: Commands) -> bool {
    editor.line.text().starts_with('/')
        && !suggestions(editor, known, NaiveDate::default()).is_empty()
}

fn commands(
    text: &str,
    begun: &str,
    known: Commands,
    is_review: bool,
    here: &[String],
) -> Vec<Suggestion> {
    let begun = begun.to_lowercase();
    let whole = text
        .get(1..)
        .and_then(|rest| rest.split(char::is_whitespace).next())
        .unwrap_or("")
        .len();
    let kinds = KINDS
        .iter()
        .filter(|kind| !kind.command.is_empty())
        .map(|kind| (kind.command, kind.help));
    let rows = known
        .all()
        .filter(|row| row.is_for_the_desk())
        // Without an earlier meeting there is nothing to look back on.
        .filter(|row| is_review || !row.only_in_review)
        .map(|row| (row.command, row.help));
    let quick = [
        ("yes", "The next question of the section: yes, and why."),
        ("no", "The next question of the section: no, and why."),
    ];
    let all = rows.chain(kinds).chain(quick);
    let mut fitting: Vec<_> = all.filter(|(name, _)| name.starts_with(&begun)).collect();
    // The stem that the others share comes first: /date before /dates.
    let names: Vec<&str> = fitting.iter().map(|(name, _)| *name).collect();
    let goes_on = |name: &str| {
        let mut others = names.iter();
        others.any(|other| name != *other && name.starts_with(other))
    };
    if !begun.is_empty() {
        fitting.sort_by_key(|(name, _)| goes_on(name));
    }
    // What the section offers comes before the rest.
    fitting.sort_by_key(|(name, _)| !here.iter().any(|one| one == name));
    fitting
        .into_iter()
        .map(|(name, help)| Suggestion {
            at: 1,
            removed: whole,
            text: format!("{name} "),
            show: format!("/{name}"),
            hint: help.to_owned(),
        })
        .collect()
}

fn people(
    word: &str,
    text: &str,
    meeting: &Meeting,
    put: impl Fn(String, String, String) -> Suggestion,
) -> Vec<Suggestion> {
    let could_be = !word.is_empty()
        && word.chars().count() <= 12
        && word.chars().all(char::is_alphanumeric)
        && word.len() == text.len();
    if !could_be {
        return Vec::new();
    }
    line::seats_beginning(word, meeting)
        .into_iter()
        .take(8)
        .map(|seat| {
            put(
                format!("{}: ", seat.code),
                format!("{} {}", seat.code, seat.called),
                String::new(),
            )
        })
        .collect()
}

fn marks<'a>(
    begun: &str,
    meeting: &'a Meeting,
) -> impl Iterator<Item = (String, String)> + use<'a> {
    let begun = begun.to_lowercase();
    let fixed = [
        ("restricted", "not for the family's copy"),
        ("new", "new to the family"),
    ];
    let fixed = fixed.map(|(id, title)| (id.to_owned(), title.to_owned()));
    fixed
        .into_iter()
        .chain(line::kinds_on_offer(meeting))
        .filter(move |(id, _)| id.starts_with(&begun))
}

/// The field the cursor is in, and where its answer begins and ends.
pub fn field_at(form: &FormLine, cursor: usize) -> Option<(&'static Field, usize, usize)> {
    let span = form.spans.iter().rev().find(|span| span.from <= cursor)?;
    let field = form.asked.field(span.field)?;
    Some((field, span.from, span.to))
}

fn answers(text: &str, cursor: usize, form: &FormLine, meeting: &Meeting) -> Vec<Suggestion> {
    let Some((field, from, to)) = field_at(form, cursor) else {
        return Vec::new();
    };
    let Some(begun) = text.get(from..cursor).map(str::to_lowercase) else {
        return Vec::new();
    };
    let removed = to.max(cursor) - from;
    let typed = text.get(from..from + removed).unwrap_or("");
    let put = |text: String, hint: String| Suggestion {
        at: from,
        removed,
        show: text.clone(),
        text,
        hint,
    };
    let fits = |words: &str| words.to_lowercase().starts_with(&begun) && words != typed.trim();
    let agenda = meeting.agenda();
    let section = meeting.open_section();
    match field.answer {
        Answer::Person | Answer::Speaker => line::seats_beginning(&begun, meeting)
            .into_iter()
            .filter(|seat| !seat.is_child && seat.code != typed.trim())
            .map(|seat| put(seat.code.to_owned(), seat.name.to_owned()))
            .collect(),
        Answer::People => {
            // Only the name that was begun is completed; those before it stay.
            let before = line::names_before(&begun);
            line::seats_beginning(begun.get(before..).unwrap_or(""), meeting)
                .into_iter()
                .map(|seat| Suggestion {
                    at: from + before,
                    removed: removed.saturating_sub(before),
                    text: seat.code.to_owned(),
                    show: seat.code.to_owned(),
                    hint: seat.name.to_owned(),
                })
                .filter(|one| one.text.to_lowercase() != begun.get(before..).unwrap_or(""))
                .collect()
        }
        Answer::Child | Answer::Children => meeting
            .voices()
            .filter(|seat| seat.is_child && fits(seat.called))
            .map(|seat| put(seat.called.to_owned(), String::new()))
            .collect(),
        Answer::Agency | Answer::AgencyOrSomebody => agencies(meeting)
            .into_iter()
            .map(|agency| agency_on_the_screen(&agency, meeting))
            .filter(|agency| fits(agency))
            .map(|agency| put(agency, String::new()))
            .collect(),
        Answer::OneOf(_) | Answer::TextOr(_) => field
            .choices(meeting.settings())
            .into_iter()
            .filter(|(_, words)| fits(words))
            .map(|(_, words)| put(words.to_owned(), String::new()))
            .collect(),
        Answer::YesNo => ["yes", "no"]
            .iter()
            .filter(|word| fits(word))
            .map(|word| put((*word).to_owned(), String::new()))
            .collect(),
        Answer::Statement => agenda
            .statements
            .iter()
            .filter(|one| fits(&one.title))
            .map(|one| put(one.title.clone(), String::new()))
            .collect(),
        Answer::Question => section
            .iter()
            .flat_map(|section| &section.questions)
            .filter(|question| fits(question))
            .map(|question| put(question.clone(), String::new()))
            .collect(),
        Answer::Scale => section
            .iter()
            .flat_map(|section| &section.scales)
            .filter(|scale| fits(&scale.id))
            .map(|scale| put(scale.id.clone(), scale.question.clone()))
            .collect(),
        Answer::RecordOf(kinds) => records_to_name(kinds, meeting)
            .filter(|(id, words)| is_found(&begun, id, words) && id != typed.trim())
            .map(|(id, words)| put(id, words))
            .collect(),
        Answer::Text if *field == action::FOLLOWS => meeting
            .records(&promise::KIND)
            .map(|promise| {
                (
                    promise.text(&promise::NUMBER).to_owned(),
                    about(promise, &promise::PROMISE),
                )
            })
            .filter(|(number, words)| is_found(&begun, number, words) && number != typed.trim())
            .map(|(number, words)| put(number, words))
            .collect(),
        Answer::Text if *field == answer::REASON && form.kind == answer::KIND.id => {
            let question = form.body.values.get(answer::QUESTION.name);
            let question = question.and_then(serde_json::Value::as_str);
            line::reasons_offered(question.unwrap_or_default(), meeting)
                .iter()
                .filter(|reason| is_found(&begun, &reason.id, &reason.words))
                .map(|reason| put(reason.words.clone(), reason.id.clone()))
                .collect()
        }
        Answer::Text if *field == date::WHAT => section
            .iter()
            .flat_map(|section| &section.dates)
            .filter(|name| fits(name))
            .map(|name| put(name.clone(), String::new()))
            .collect(),
        _ => Vec::new(),
    }
}

/// Tab in a form: the next unanswered field, or back to the previous one.
pub fn next_field(editor: &mut MeetingEditor, form: &FormLine, forward: bool) -> Vec<Effect> {
    let kind = form.asked;
    let cursor = editor.line.cursor();
    let here = field_at(form, cursor).map(|(field, from, to)| (field.name, from, to));
    if !forward {
        let before = form
            .spans
            .iter()
            .rev()
            .find(|span| here.is_some_and(|(_, from, _)| span.from < from));
        editor.go(crate::domain::text::buffer::Move::To(
            before.map_or(0, |span| span.to),
        ));
        return Vec::new();
    }
    let place = here
        .and_then(|(name, _, _)| kind.fields.iter().position(|field| field.name == name))
        .map_or(0, |at| at + 1);
    let is_given = |field: &&Field| form.spans.iter().any(|span| span.field == field.name);
    if let Some(span) = form
        .spans
        .iter()
        .find(|span| here.is_some_and(|(_, from, _)| span.from > from))
    {
        editor.go(crate::domain::text::buffer::Move::To(span.to));
        return Vec::new();
    }
    let ahead = kind
        .fields
        .iter()
        .skip(place)
        .chain(kind.fields.iter().take(place));
    // What few meetings need is asked only when all the rest has its answer.
    let is_open = |field: &&Field| !field.is_left_out && !is_given(field);
    let mut open: Vec<&Field> = ahead.filter(is_open).collect();
    open.sort_by_key(|field| field.is_seldom);
    let Some(next) = open.first() else {
        return Vec::new();
    };
    // A label without an answer makes way for the next one. Marks stay at the end.
    let text = editor.line.text();
    let marks = line::end_of_words(text, &editor.meeting);
    let (words, marks) = text.split_at_checked(marks).unwrap_or((text, ""));
    let words = if marks.trim().is_empty() { text } else { words };
    let end = line::without_last_separator(words).len();
    let empty = here.filter(|(name, from, to)| {
        // Words behind a label that is not known belong to no field, and stay.
        let behind = words.get(*to..).unwrap_or("");
        from == to
            && behind.trim_matches([' ', ';']).is_empty()
            && kind.lead_field().is_none_or(|lead| lead.name != *name)
    });
    let cut = empty
        .and_then(|(_, from, _)| text.get(..from)?.rfind(';'))
        .unwrap_or(end);
    let removed = words.len().saturating_sub(cut);
    let effects = editor.replace(cut, removed, &format!("; {}: ", next.label));
    editor.put_by_tab = Some(editor.line.text().to_owned());
    effects
}

/// Whether what was begun is the name of a record or occurs among its words.
fn is_found(begun: &str, name: &str, words: &str) -> bool {
    name.starts_with(begun) || words.to_lowercase().contains(begun)
}

/// The records of these kinds that another can be about, newest first, each with what it says: children's wishes,
/// offers, danger statements, and of the contributions only offers of help and the family's own ideas.
fn records_to_name(
    kinds: &[&Kind],
    meeting: &Meeting,
) -> impl Iterator<Item = (String, String)> + use<> {
    let all = meeting.all_records().iter().rev();
    let is_fitting = |record: &&Record| kinds.iter().any(|kind| record.is_a(kind));
    let fitting = all
        .filter(|record| record.struck.is_none())
        .filter(is_fitting);
    let named: Vec<(String, String)> = fitting
        .filter_map(|record| {
            let words = if record.is_a(&childs_view::KIND) {
                if record.text(&childs_view::WANTS_TO_CHANGE).trim().is_empty() {
                    return None;
                }
                format!(
                    "{}: {}",
                    meeting.called(record.text(&childs_view::CHILD)),
                    about(record, &childs_view::WANTS_TO_CHANGE)
                )
            } else if record.is_a(&contribution::KIND) {
                let kind = record.text(&contribution::OF_KIND);
                if !matches!(kind, "offer_of_help" | "family_proposal") {
                    return None;
                }
                format!(
                    "{}: {}",
                    meeting.called(record.text(&contribution::SPEAKER)),
                    about(record, &contribution::TEXT)
                )
            } else {
                about(record, record.kind()?.lead_field()?)
            };
            Some((record.id.clone(), words))
        })
        .collect();
    named.into_iter()
}

/// What a record says, if everybody at the screen may read it.
fn about(record: &Record, field: &Field) -> String {
    match is_open_to_all(record) {
        true => record.text(field).to_owned(),
        false => "(restricted)".to_owned(),
    }
}
