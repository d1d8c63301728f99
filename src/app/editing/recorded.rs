//! What is said once a line has been recorded: what of it is to be confirmed or still open, what it changed, and the advice
//! that belongs to it.

use super::advice;
use super::recording::Made;
use crate::app::App;
use crate::app::protocol::command_row::Commands;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::domain::line::{self, Line, Who};
use crate::domain::meeting::Meeting;
use crate::domain::minutes::quotable_body;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{contribution, exclusion, scale};
use crate::domain::record::{
    Key, Kind, NO_LABEL, Record, WHO_MAY_READ, is_open_to_all, lead_words, value_words,
};
use crate::domain::rules::scores;
use crate::domain::text::capital;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// Whom names with a slip were taken for, and what the line is perhaps meant as: said to whoever has not seen it before
/// Enter.
pub fn told_unseen(
    commands: Commands,
    here: Place,
    meeting: &Meeting,
    read: &Line,
    text: &str,
) -> Vec<String> {
    let command = perhaps_command(commands, here, read, text, meeting).into_iter();
    command
        .chain(line::told_unseen(read, text, meeting))
        .collect()
}

/// `Did you mean /break?`, of words that nobody is said to say; where a whole line is suggested, that says it.
pub fn perhaps_command(
    commands: Commands,
    here: Place,
    read: &Line,
    text: &str,
    meeting: &Meeting,
) -> Option<String> {
    let Line::Entry(entry) = read else {
        return None;
    };
    let is_nobodys = matches!(entry.who, Who::Last | Who::Unknown(_));
    let command = commands.perhaps_meant(text, here).filter(|_| is_nobodys)?;
    if line::is_other_line_told(read, text, meeting) {
        return None;
    }
    Some(format!("Did you mean /{command}?"))
}

pub(super) fn tell_taken(app: &mut App, taken: Vec<String>) {
    let Outcome::Recorded(id) = &app.outcome else {
        return;
    };
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    let record = meeting.and_then(|meeting| meeting.record(id));
    // Names of a restricted record are in no status line.
    if taken.is_empty() || record.and_then(quotable_body).is_none() {
        return;
    }
    let words = format!("{}. {}", capital(&taken.join(", ")), app.status.words);
    app.status.point_out(words.trim_end());
}

/// A time in front of a label, which is not recorded.
pub fn left_out_words(before: &str) -> String {
    format!("{before} in front of the name is not in the words")
}

pub(super) fn tell_recorded(app: &mut App, id: &str, questions: &BTreeMap<String, String>) {
    let Some(record) = app
        .editor
        .as_ref()
        .and_then(|editor| editor.meeting.record(id))
    else {
        return;
    };
    if record.is_a(&scale::KIND) && (questions.is_empty() || record.is_hidden()) {
        tell_score(app, id, "");
        return;
    }
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    if let Some(words) = meeting.and_then(|meeting| advice::said_without(record, meeting)) {
        app.status.point_out(words);
        return;
    }
    if !questions.is_empty() {
        let what = questions_of(app, record);
        app.status.point_out(format!(
            "Recorded. To be confirmed: {}. It is on the catch-up list.",
            what.join(", ")
        ));
        return;
    }
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    // Without a screen nobody has seen before Enter how a day or a time was read.
    let whole = app.one_line_at_a_time;
    let read = meeting.filter(|_| whole);
    let mut read = read.map_or_else(String::new, |meeting| days_read(record, meeting));
    read.extend(meeting.and_then(|meeting| letters_given(record, meeting)));
    if let Some(advice) = meeting.and_then(|meeting| advice::after(record, whole, meeting)) {
        let title = record.kind().map_or("Record", |kind| kind.title);
        app.status.tell(format!("{title} recorded.{read} {advice}"));
        return;
    }
    let settings = meeting.map(Meeting::settings).cloned().unwrap_or_default();
    let open = record.unanswered(&settings);
    let open: Vec<&str> = open.map(|field| field.label).collect();
    let title = record.kind().map_or("Record", |kind| kind.title);
    // If the command was typed alone, the next statement is meant, so say which one that was.
    let title = match meeting {
        Some(meeting) if record.kind().is_some_and(|kind| kind.typed_alone) => {
            format!("{title} \"{}\"", lead_words(record, meeting))
        }
        _ => title.to_owned(),
    };
    match open.is_empty() {
        _ if record.is_a(&contribution::KIND) => app.status.clear(),
        true => app.status.tell(format!("{title} recorded.{read}")),
        false => app.status.tell(format!(
            "{title} recorded.{read} Still open: {}.",
            open.join(", ")
        )),
    }
}

/// ` Read as: by Sat 12 Dec 2026, at 14:30.`: the days and times of a record, each with its weekday.
fn days_read(record: &Record, meeting: &Meeting) -> String {
    let body = quotable_body(record).unwrap_or_default();
    let kind = meeting.kind(&record.kind);
    let fields = kind.map_or(&[][..], |kind| kind.fields);
    let of_days = fields
        .iter()
        .filter(|field| matches!(field.answer, Answer::Date | Answer::PastDate | Answer::Time));
    let words: Vec<String> = of_days
        .filter_map(|field| {
            let value = body.values.get(field.name)?;
            Some(format!(
                "{} {}",
                field.label,
                value_words(field, value, meeting)
            ))
        })
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(" Read as: {}.", words.join(", ")),
    }
}

/// What is to be confirmed in a record: each answer by its label, as typed and with the reason, as far as a family's copy
/// may quote it.
pub fn questions_of(app: &App, record: &Record) -> Vec<String> {
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let told = quotable_body(record).unwrap_or_default().to_confirm;
    let today = app.now.date_naive();
    // Of a score that waits for the others, only the reason: what was typed may contain the number.
    let all = record.body().to_confirm;
    let waits = record.is_hidden() && is_open_to_all(record);
    let question = |name: &String| {
        let label = label(record, name, &editor.meeting);
        if name == WHO_MAY_READ {
            return format!("{label} (/mark open, /mark restricted, or /mark not KS)");
        }
        let told = told.get(name);
        let Some(typed) = told.or(all.get(name).filter(|_| waits)) else {
            return label.to_owned();
        };
        let why = line::why_to_confirm(record.kind(), name, typed, &editor.meeting, today);
        match (why, told.is_some()) {
            (Some(why), true) => format!("{label} \"{typed}\" ({why})"),
            (Some(why), false) => format!("{label} ({why})"),
            (None, true) => format!("{label} \"{typed}\""),
            (None, false) => label.to_owned(),
        }
    };
    record.body().to_confirm.keys().map(question).collect()
}

/// Who has given a score and who has yet to; once all are in, the scores.
pub fn tell_score(app: &mut App, id: &str, before: &str) {
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    let told = meeting.and_then(|meeting| Some(score_words(meeting.record(id)?, meeting)));
    let Some((words, attention)) = told else {
        return;
    };
    let words = format!("{before}{words}");
    if attention {
        app.status.point_out(words);
    } else {
        app.status.tell(words);
    }
}

fn label<'a>(record: &Record, field: &'a str, meeting: &Meeting) -> &'a str {
    if field == NO_LABEL {
        return "words without a label";
    }
    meeting
        .kind(&record.kind)
        .and_then(|kind| kind.field(field))
        .map_or(field, |field| field.label)
}

/// Who is excluded now, what that means, and what of it was recorded already.
fn excluded_words(meeting: &Meeting, made: &[Made]) -> String {
    let exclusions = made.iter().filter_map(|one| meeting.record(&one.id));
    let (mut names, mut open, mut earlier) = (Vec::new(), Vec::new(), 0);
    for exclusion in exclusions {
        names.push(match exclusion.text(&exclusion::WHO) {
            "" => exclusion.unread(&exclusion::WHO).unwrap_or("?").to_owned(),
            who => meeting.called(who),
        });
        open = exclusion
            .unanswered(meeting.settings())
            .map(|field| field.label)
            .collect();
        let all = meeting.all_records().iter();
        earlier = all
            .filter(|record| record.without.exclusions.contains(&exclusion.id))
            .count();
    }
    let mut words = format!(
        "Without {}: what is recorded now is restricted until the Chair decides. /readmit ends it.",
        names.join(", ")
    );
    match earlier {
        0 => {}
        1 => words.push_str(" 1 record made since then is restricted, too."),
        many => words.push_str(&format!(
            " {many} records made since then are restricted, too."
        )),
    }
    if !open.is_empty() {
        words.push_str(&format!(" Still open: {}.", open.join(", ")));
    }
    words
}

/// ` Type MM2 for Molly Mills: MM is Mary Moss.` Letters that somebody else has got a number, and nobody would find that out.
fn letters_given(record: &Record, meeting: &Meeting) -> Option<String> {
    quotable_body(record)?;
    let field = record.kind()?.letters_field()?;
    let code = record.text(field);
    let wished = code.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let mut others = meeting.voices();
    let other = others.find(|seat| wished != code && seat.code == wished)?;
    meeting.record(other.id).and_then(quotable_body)?;
    let name = meeting.name(&record.id);
    Some(format!(
        " Type {code} for {name}: {wished} is {}.",
        other.name
    ))
}

/// What is said when a line has changed or replaced something, or made several records at once.
pub(super) fn tell_made(app: &mut App, kind: &Kind, made: &[Made]) {
    let unclear = made.iter().find(|one| !one.body.to_confirm.is_empty());
    let Some(shown) = unclear.or(made.last()) else {
        return;
    };
    tell_recorded(app, &shown.id, &shown.body.to_confirm);
    app.outcome = Outcome::Recorded(shown.id.clone());
    let is_score = *kind == scale::KIND;
    let is_exclusion = *kind == exclusion::KIND;
    if unclear.is_some() && made.len() == 1 && !is_exclusion || is_score && made.len() == 1 {
        return;
    }
    let after = match app.status.words.split_once("recorded.") {
        Some((_, after)) => after.trim_end().to_owned(),
        None => String::new(),
    };
    let words = match made {
        _ if is_exclusion => app
            .editor
            .as_ref()
            .map(|editor| excluded_words(&editor.meeting, made)),
        [one] if kind.is_somebody() => app.editor.as_ref().map(|editor| {
            let name = editor.meeting.name(&one.id);
            let changed = one.told.as_deref().and_then(|told| told.split_once(": "));
            match changed {
                Some((_, changed)) => format!("Changed: {name}, who was already there: {changed}."),
                None => format!("Changed: {name}, who was already there."),
            }
        }),
        [one] => one
            .told
            .as_ref()
            .map(|told| format!("Done: {told}.{after}")),
        several => Some(several_words(app, kind, several)),
    };
    match (words, unclear.is_some()) {
        (Some(words), true) => app
            .status
            .point_out(format!("{words} {}", app.status.words)),
        (Some(words), false) => app.status.tell(words),
        (None, _) => {}
    }
}

/// Of how many changes is said what they are.
const CHANGES_TOLD: usize = 2;

/// `; changes the agency's view of Health for Ella: view child in need plan → child protection plan`
fn changed_words(made: &[Made]) -> String {
    let changed: Vec<&str> = made
        .iter()
        .filter(|one| !one.is_new)
        .filter_map(|one| one.told.as_deref())
        .collect();
    let mut words: String = changed
        .iter()
        .take(CHANGES_TOLD)
        .map(|told| format!("; {told}"))
        .collect();
    if changed.len() > CHANGES_TOLD {
        words.push_str(&format!("; and {} more", changed.len() - CHANGES_TOLD));
    }
    words
}

/// `Decision for 2 children. … /undo takes all of them back.`, with what is to be known about them.
fn several_words(app: &App, kind: &Kind, several: &[Made]) -> String {
    /// More than that nobody reads in a status line; closing asks about the rest.
    const MOST: usize = 2;
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    let mut known: Vec<String> = Vec::new();
    for one in several {
        let advice = meeting.and_then(|meeting| {
            advice::after(meeting.record(&one.id)?, app.one_line_at_a_time, meeting)
        });
        known.extend(advice.filter(|advice| !known.contains(advice)));
    }
    known.truncate(MOST);
    let known: String = known.iter().map(|words| format!(" {words}")).collect();
    format!(
        "{} for {}{}.{known} /undo takes all of them back.",
        kind.title,
        for_how_many(kind, several),
        changed_words(several)
    )
}

/// What is said once this score has been recorded or changed, and whether it needs attention.
fn score_words(score: &Record, meeting: &Meeting) -> (String, bool) {
    let round = scores::round_of(&score.values, meeting);
    let mut words = if score.is_hidden() {
        let whose = match score.text(&scale::GIVEN_BY) {
            "" => "A score".to_owned(),
            by => format!("{}'s score", meeting.called(by)),
        };
        vec![
            format!("{whose} is in and hidden."),
            round.still_to_come(meeting),
        ]
    } else {
        vec![round.words(meeting)]
    };
    let mut to_look_at = Vec::new();
    if score.is_open() || score.is_hidden() {
        to_look_at.extend(scores::objection_to(score, meeting));
    }
    // What was typed may contain the number; the catch-up list leads to the line that has it.
    let unclear = score.body().to_confirm;
    if score.is_hidden() && !unclear.is_empty() {
        let label = |name: &String| {
            let kind = meeting.kind(&score.kind);
            let field = kind.and_then(|kind| kind.field(name));
            field.map_or_else(|| name.clone(), |field| format!("\"{}\"", field.label))
        };
        let labels: Vec<String> = unclear.keys().map(label).collect();
        let are = if labels.len() == 1 { "is" } else { "are" };
        to_look_at.push(format!(
            "In it, {} {are} to be confirmed: it is on the catch-up list.",
            labels.join(" and ")
        ));
    }
    words.retain(|words| !words.is_empty());
    let attention = !to_look_at.is_empty();
    words.extend(to_look_at);
    (words.join(" "), attention)
}

/// `3 children`, `4 agencies`, `4 agencies and 2 children`
fn for_how_many(kind: &Kind, made: &[Made]) -> String {
    // What tells them apart, and not what else is told of each.
    let apart = |field: &&Field| match &kind.key {
        Key::Fields(fields) => fields.iter().any(|one| one.name == field.name),
        _ => true,
    };
    let words_of = |field: &Field| {
        let many = match field.answer {
            Answer::Child => "children",
            Answer::Agency => "agencies",
            Answer::Person | Answer::Speaker => "people",
            _ => return None,
        };
        let all = made
            .iter()
            .filter_map(|one| one.body.values.get(field.name));
        let different: HashSet<&Value> = all.collect();
        (different.len() > 1).then(|| format!("{} {many}", different.len()))
    };
    let words: Vec<String> = kind
        .fields
        .iter()
        .filter(apart)
        .filter_map(words_of)
        .collect();
    match words.is_empty() {
        true => format!("{} of them", made.len()),
        false => words.join(" and "),
    }
}
