//! The row above the line: an alarm, what has just happened, what the line means, or who comes next. While words are
//! typed it changes only when their meaning does.

use super::entry;
use crate::app::editing::completion::field_at;
use crate::app::editing::editor::Shown;
use crate::app::editing::pasted::question;
use crate::app::editing::recorded::perhaps_command;
use crate::app::editing::recording::{NOT_FOR_ALL, kept_openly};
use crate::app::editing::stash::Purpose;
use crate::app::editing::stash::brought_back_by;
use crate::app::protocol::command_row::{CommandRow, Named, no_words_after};
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Urgency;
use crate::app::screens::close::{alike_of_reason, gap_of_reason, is_a_reason};
use crate::domain::calendar::date_words::{distance_words, write_date};
use crate::domain::line::{
    self, Asked, FormLine, Line, looks_like_restriction, mark_words, several_meant, why_to_confirm,
};
use crate::domain::meeting::Phase;
use crate::domain::record::form::{Answer, Field, Need};
use crate::domain::record::kinds::{contribution, scale};
use crate::domain::record::{CountsFrom, lead_words};
use crate::domain::rules::scores::{end_words, round_of};
use crate::domain::text::capital;
use crate::ui::DrawContext;
use crate::ui::layout::NARROW;
use crate::ui::paper::Row;
use crate::ui::text::rows_of;
use crate::ui::theme::Theme;
use chrono::NaiveDate;
use serde_json::Value;

/// How many rows a question takes at most.
const MOST_ASKED: usize = 5;

/// One row, or up to three when there is something to tell.
pub fn rows(look: &DrawContext<'_>, theme: &Theme, room: usize) -> Vec<Row> {
    let status = &look.app.status;
    if let Some(words) = status.alarm_words() {
        return wrapped(&words, theme.alarm, room);
    }
    let is_empty = look.editor.line.is_empty();
    if !status.words.is_empty() && (is_empty || status.urgency != Urgency::Quiet) {
        return match status.urgency {
            Urgency::Quiet => wrapped(&status.words, theme.plain, room),
            _ => wrapped(&format!("! {}", status.words), theme.attention, room),
        };
    }
    if is_empty && look.editor.purpose == Purpose::New {
        return match look.editor.selected.as_ref() {
            Some(id) => at_most(
                2,
                wrapped(&selected_words(look, id), theme.plain, room),
                room,
            ),
            None => at_most(2, wrapped(&quiet_words(look), theme.plain, room), room),
        };
    }
    if look.suggests_people() {
        return vec![people(look, theme)];
    }
    if let Some(hint) = hint_of_the_chosen(look, room) {
        let mut rows = at_most(2, wrapped(hint, theme.plain, room), room);
        // As high for a short sentence as for a long one: the list above must not jump.
        rows.resize(2, Row::default());
        return rows;
    }
    let about = purpose_words(look);
    let words = |choices: usize| {
        let meaning = match gap_of_the_reason(look) {
            Some(gap) if looks_like_restriction(look.editor.line.text()).is_some() => {
                format!("{NOT_FOR_ALL} · Why it stays open{gap}")
            }
            Some(gap) => format!("Why it stays open{gap}"),
            None => meaning(look, choices),
        };
        match (about.is_empty(), meaning.is_empty()) {
            (true, _) => meaning,
            (false, true) => about.clone(),
            (false, false) => format!("{about} · {meaning}"),
        }
    };
    // A question with its choices may be long; the explanation of ordinary words stays short.
    let most = match look.line {
        Line::Form(_) => 3,
        _ => 2,
    };
    let told = words(usize::MAX);
    let count = choices_asked(look);
    let fits = |told: &String| rows_of(told, room).len() <= most;
    let told = match fits(&told) || count == 0 {
        true => told,
        // As many of the choices as there is room for, and how to see the others.
        false => (0..count).rev().map(words).find(fits).unwrap_or(told),
    };
    // What is asked without a list of choices is not cut.
    let most = match look.line {
        Line::Form(_) if count == 0 => MOST_ASKED,
        _ => most,
    };
    at_most(most, wrapped(&told, theme.plain, room), room)
}

/// How many choices the question has that is asked now.
fn choices_asked(look: &DrawContext<'_>) -> usize {
    let Line::Form(form) = &look.line else {
        return 0;
    };
    let field = field_at(form, look.editor.line.cursor());
    field.map_or(0, |(field, ..)| {
        field.choices(look.meeting().settings()).len()
    })
}

/// On a narrow screen the help beside a listed command is cut: that of the chosen one is shown here in full.
fn hint_of_the_chosen<'a>(look: &'a DrawContext<'_>, room: usize) -> Option<&'a str> {
    let is_command =
        look.editor.line.text().starts_with('/') && !matches!(look.line, Line::Form(_));
    if !is_command || !look.has_list() || room >= usize::from(NARROW) {
        return None;
    }
    let last = look.suggestions.len().saturating_sub(1);
    let chosen = look.suggestions.get(look.editor.choice.min(last))?;
    Some(chosen.hint.as_str()).filter(|hint| !hint.is_empty())
}

/// What is missing, while a reason for closing without it is typed.
fn gap_of_the_reason(look: &DrawContext<'_>) -> Option<String> {
    let is_reason = look.app.place == Place::Close
        && look.editor.purpose == Purpose::New
        && is_a_reason(&look.line);
    let (_, missing) = is_reason
        .then(|| gap_of_reason(look.editor, look.app.now))
        .flatten()?;
    Some(match alike_of_reason(look.editor, look.app.now).len() {
        0 | 1 => format!(": {}", missing.missing),
        many => format!(" (Tab: all {many} of its kind): {}", missing.missing),
    })
}

/// At most so many rows; a sign says that there was more.
pub fn at_most(most: usize, mut rows: Vec<Row>, room: usize) -> Vec<Row> {
    if rows.len() > most {
        rows.truncate(most);
        let last = rows.pop().map(|row| row.goes_on(room));
        rows.extend(last);
    }
    rows
}

/// Who said the selected words, and what is special about them.
fn selected_words(look: &DrawContext<'_>, id: &str) -> String {
    let meeting = look.meeting();
    let Some(record) = meeting.record(id) else {
        return String::new();
    };
    let who = match record.text(&contribution::SPEAKER) {
        "" if record.is_a(&contribution::KIND) => "Speaker to be confirmed".to_owned(),
        speaker if record.is_a(&contribution::KIND) => meeting.name_and_role(speaker),
        _ => {
            let title = record.kind().map_or("", |kind| kind.title);
            match lead_words(record, meeting) {
                lead if lead.is_empty() => title.to_owned(),
                lead => format!("{title}: {lead}"),
            }
        }
    };
    let mut words = vec![format!("{} {who}", record.at.format("%H:%M"))];
    if !record.text(&contribution::OF_KIND).is_empty() {
        words.push(
            meeting
                .kind_title(record.text(&contribution::OF_KIND))
                .to_lowercase(),
        );
    }
    if !record.is_open() {
        words.push("restricted: not for the family's copy".to_owned());
    }
    match record.former.len() {
        0 => {}
        1 => words.push("changed once".to_owned()),
        many => words.push(format!("changed {many} times")),
    }
    words.join(" · ")
}

fn wrapped(words: &str, style: ratatui::style::Style, room: usize) -> Vec<Row> {
    rows_of(words, room)
        .into_iter()
        .map(|row| Row::of(row, style))
        .collect()
}

/// Nothing is typed and nothing has happened: whose turn it is, and what is waiting.
fn quiet_words(look: &DrawContext<'_>) -> String {
    let meeting = look.meeting();
    let mut words = Vec::new();
    if let Some(why) = &look.editor.read_only {
        words.push(why.to_string());
    } else if look.app.place == Place::Close {
        words.push("Enter goes to what is missing. Type why it stays open, and Enter.".to_owned());
    } else if meeting.phase() == Phase::Preparing {
        words.push("/child and /person add somebody. /begin starts the meeting.".to_owned());
    } else if meeting.phase() == Phase::Open && meeting.private_time_on().is_none() {
        match &look.editor.shown {
            Shown::OpenSection => words.extend(
                look.next
                    .and_then(|place| look.round.get(place))
                    .map(|turn| match meeting.goes_round() {
                        true => format!("next: {} (Tab)", turn.called),
                        // They may have spoken a moment ago.
                        false => format!("Tab: {}", turn.called),
                    }),
            ),
            Shown::People => words.push("Esc goes back to the meeting.".to_owned()),
            _ => words.push("Up moves through these. Esc goes back.".to_owned()),
        }
    }
    let back = brought_back_by(look.app.place);
    match look.editor.asides.len() {
        0 => {}
        1 => words.push(format!("1 line set aside ({back})")),
        many => words.push(format!("{many} lines set aside ({back})")),
    }
    words.join(" · ")
}

fn people(look: &DrawContext<'_>, theme: &Theme) -> Row {
    let mut row = Row::of("Tab  ", theme.quiet);
    for (place, one) in look.suggestions.iter().enumerate() {
        let (sign, style) = if place == look.editor.choice {
            (">", theme.strong)
        } else {
            (" ", theme.plain)
        };
        row = row.and(format!("{sign}{}   ", one.show), style);
    }
    row
}

fn purpose_words(look: &DrawContext<'_>) -> String {
    let (doing, id) = match &look.editor.purpose {
        Purpose::New => return String::new(),
        Purpose::Pasted => return question(look.editor).unwrap_or_default(),
        Purpose::Edit(id) => {
            return look
                .meeting()
                .record(id)
                .map_or_else(String::new, |record| {
                    format!("Changing {}", record.at.format("%H:%M"))
                });
        }
        Purpose::Append(id) => ("Adding to", id),
        Purpose::About(id) if look.editor.line.text().starts_with("/strike") => {
            ("Striking out", id)
        }
        Purpose::About(id) if look.editor.line.text().starts_with("/mark") => ("Marking", id),
        Purpose::About(id) => ("About", id),
    };
    look.meeting()
        .record(id)
        .map_or_else(String::new, |record| {
            let who = entry::name(look.meeting(), record, usize::MAX);
            let why = match doing {
                "Striking out" => ": why?".to_owned(),
                "Marking" => format!(": {}", mark_words(&record.kind)),
                _ => String::new(),
            };
            format!("{doing} {} {who}{why}", record.at.format("%H:%M"))
        })
}

fn meaning(look: &DrawContext<'_>, choices: usize) -> String {
    if matches!(look.editor.purpose, Purpose::Append(_)) {
        return String::new();
    }
    match &look.line {
        // The form in the middle of the screen has all the answers; only the current question belongs here.
        Line::Form(form) => match field_at(form, look.editor.line.cursor()) {
            Some((field, ..)) => {
                let needed = if field.need == Need::Must {
                    " (needed)"
                } else {
                    ""
                };
                let day = of_date(look, form, field);
                let hint = match field.answer {
                    Answer::Text => String::new(),
                    _ if !day.is_empty() => day,
                    _ => format!(" ({})", field.hint_of(look.meeting().settings(), choices)),
                };
                let told = look.editor.meaning(&look.line);
                let told = match told.is_empty() {
                    true => told,
                    false => format!("{} · ", capital(&told)),
                };
                format!(
                    "{told}{}{needed}{hint}{}{}",
                    field.question,
                    of_score(look, form, field),
                    doubts_out_of_sight(look, form, field)
                )
            }
            None => match look.editor.meaning(&look.line) {
                told if told.is_empty() => example(form),
                told => capital(&told),
            },
        },
        Line::Command { name, rest } => {
            let row = look.app.commands.called(name);
            if let Some(why) = why_not_done(look, name, rest) {
                return why;
            }
            if let Named::Record(command) = look.app.commands.meant_at_the_desk(name) {
                return of_short_record(look, command, rest);
            }
            let row = row.or_else(|| meant_row(look, name).filter(|_| !rest.is_empty()));
            let means = row.and_then(|row| (row.means)(look.app, rest));
            let is_open = meant_row(look, name).is_some_and(|row| row.keeps_openly);
            let perhaps = is_open && looks_like_restriction(rest).is_some();
            let perhaps = perhaps.then(|| NOT_FOR_ALL.to_owned());
            let told: Vec<String> = perhaps.into_iter().chain(means).collect();
            if !told.is_empty() {
                return told.join(" · ");
            }
            // While there is a list, the sentence is beside each command.
            match row.filter(|_| look.editor.purpose == Purpose::New && !look.has_list()) {
                Some(row) => row.help.to_owned(),
                None => String::new(),
            }
        }
        Line::Entry(_) if look.editor.purpose == Purpose::New => {
            let told = look.editor.meaning(&look.line);
            let (known, here) = (look.app.commands, look.app.place);
            match perhaps_command(
                known,
                here,
                &look.line,
                look.editor.line.text(),
                look.meeting(),
            ) {
                Some(command) => format!("{command} \u{b7} {told}"),
                None => told,
            }
        }
        line => look.editor.meaning(line),
    }
}

/// `/stat conf`: what the whole name of the record makes of it.
fn of_short_record(look: &DrawContext<'_>, command: &str, rest: &str) -> String {
    if rest.is_empty() {
        return String::new();
    }
    let whole = format!("/{command} {rest}");
    let read = line::read(&whole, look.meeting(), look.app.now.date_naive());
    let told = line::explain(&read, &whole, look.meeting());
    match &read {
        Line::Form(form) if told.is_empty() => example(form),
        _ => format!("/{command}: {told}"),
    }
}

fn meant_row(look: &DrawContext<'_>, name: &str) -> Option<&'static CommandRow> {
    match look.app.commands.meant_at_the_desk(name) {
        Named::Command(row) => Some(row),
        Named::Record(_) | Named::Several(_) | Named::Nothing => None,
    }
}

/// What Enter would say of a command that is not known, or of words behind one that takes none.
fn why_not_done(look: &DrawContext<'_>, name: &str, rest: &str) -> Option<String> {
    let commands = look.app.commands;
    match commands.meant_at_the_desk(name) {
        Named::Nothing if !look.has_list() => {
            Some(commands.not_here(name, look.app.place).to_string())
        }
        Named::Command(row) if row.takes.is_empty() && !rest.is_empty() => {
            Some(no_words_after(row.command).to_string())
        }
        Named::Command(row) => kept_openly(row, rest, look.meeting(), Asked::BesideTheLine)
            .err()
            .map(|why| why.to_string()),
        _ => None,
    }
}

/// An example says that it is one, so that nobody takes it for what their own line means.
fn example(form: &FormLine) -> String {
    format!("For example: /{} {}", form.asked.command, form.asked.help)
}

/// The form shows so many fields before and behind the one that is typed, on all but the lowest screens.
const IN_SIGHT: usize = 4;

/// ` · to be confirmed: by "pigeon"`: an answer that is not certain, where the form has scrolled it out of sight.
fn doubts_out_of_sight(look: &DrawContext<'_>, form: &FormLine, here: &Field) -> String {
    let several = several_meant(form, look.meeting());
    let fields = form.asked.fields;
    let place = |one: &Field| fields.iter().position(|field| field == one).unwrap_or(0);
    let is_out_of_sight = |field: &&Field| {
        place(field).abs_diff(place(here)) > IN_SIGHT
            && several.iter().all(|several| *several.field != **field)
    };
    let doubts: Vec<String> = fields
        .iter()
        .filter(is_out_of_sight)
        .filter_map(|field| {
            let typed = form.body.to_confirm.get(field.name)?;
            Some(format!("{} \"{typed}\"", field.label))
        })
        .collect();
    match doubts.is_empty() {
        true => String::new(),
        false => format!(" \u{b7} to be confirmed: {}", doubts.join(", ")),
    }
}

/// Beside the question for a day: which day the words mean, with its year, and how far away it is.
fn of_date(look: &DrawContext<'_>, form: &FormLine, field: &Field) -> String {
    let day = form.body.values.get(field.name).and_then(Value::as_str);
    if let Some(typed) = form.body.to_confirm.get(field.name)
        && matches!(field.answer, Answer::Date | Answer::PastDate | Answer::Time)
    {
        let (meeting, today) = (look.meeting(), look.app.now.date_naive());
        let why = why_to_confirm(Some(form.asked), field.name, typed, meeting, today);
        return format!(" · to be confirmed: {}", why.unwrap_or_default());
    }
    match (field.answer, day.map(str::parse::<NaiveDate>)) {
        (Answer::Date | Answer::PastDate, Some(Ok(day))) => {
            let today = look.app.now.date_naive();
            let held = look.meeting().day_held().day();
            let was_open = look.meeting().phase() == Phase::Open;
            // What was said in a meeting that is typed up later counts from the day it was held.
            let far = match held.filter(|held| was_open && *held != today) {
                Some(held) if field.day.counts_from == CountsFrom::Meeting => {
                    format!("{}, from the day held", distance_words(day, held))
                }
                _ => distance_words(day, today),
            };
            format!(" · {} ({far})", write_date(day))
        }
        (Answer::Time, Some(_)) => format!(" · {}", day.unwrap_or_default()),
        _ => String::new(),
    }
}

/// Beside the question for a score: what its ends mean, that it stays hidden, and whose score is awaited.
fn of_score(look: &DrawContext<'_>, form: &FormLine, field: &Field) -> String {
    if form.kind != scale::KIND.id {
        return String::new();
    }
    let meeting = look.meeting();
    let round = round_of(&form.body.values, meeting);
    if *field == scale::SCORE {
        let ends = end_words(&round.asked);
        let hidden = if round.revealed {
            ""
        } else {
            " · hidden until all are in"
        };
        // Nothing where it is not known yet which scale is meant.
        let ends = match ends.is_empty() {
            true => ends,
            false => format!(" · {ends}"),
        };
        format!("{ends}{hidden}")
    } else if *field == scale::GIVEN_BY {
        match round.still_to_come(meeting) {
            still if still.is_empty() => still,
            still => format!(" · {still}"),
        }
    } else {
        String::new()
    }
}
