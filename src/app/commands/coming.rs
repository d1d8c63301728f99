//! People come, go, and do not come: `/arrive`, `/leave`, `/absent`. A time may be typed and put right for each.

use super::going::open_list;
use super::{Done, change, noted, said};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::CommandRow;
use crate::app::screens::help::Listing;
use crate::domain::line::apologies_told;
use crate::domain::line::coming::{
    IN_WRITING, Named, names_everybody, not_one_alone, read_coming, split_reason,
};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::presence::Outcome;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::problem::Problem;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::person;
use crate::domain::record::{Body, ReadAnswers};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

pub const ROWS: &[CommandRow] = &[
    CommandRow::of(
        "people",
        "Lists everybody with their letters: who is here, since when and how, who has left, and who is not here and why.",
        |app, typed| open_list(app, typed, Listing::People),
    ),
    CommandRow {
        takes: "initials, or all",
        needs: true,
        keeps_openly: true,
        means: |app, typed| means(app, typed, arrivals, "here from now"),
        ..CommandRow::of(
            "arrive",
            "Somebody arrives: /arrive PO 14:10 by phone. The same again puts the time right; all: everybody who is expected.",
            |app, typed| change(app, typed, arrive),
        )
    },
    CommandRow {
        takes: "initials, or all",
        needs: true,
        keeps_openly: true,
        means: |app, typed| means(app, typed, departures, "gone from now"),
        ..CommandRow::of(
            "leave",
            "Somebody leaves: /leave HV 15:05. The same again puts the time right; all: everybody who is here.",
            |app, typed| change(app, typed, leave),
        )
    },
    CommandRow {
        takes: "initials: and why",
        needs: true,
        keeps_openly: true,
        means: |app, typed| means(app, typed, those_absent, "absent"),
        ..CommandRow::of(
            "absent",
            "Somebody is not here after all: /absent PO. Why they did not come: /absent DS: working away.",
            |app, typed| change(app, typed, absent),
        )
    },
];

/// How many people are told of one by one when they come or go together.
const MOST: usize = 4;

/// What one line makes of several people: the events, and a sentence for each person.
#[derive(Default)]
struct Comings {
    events: Vec<KnownEvent>,
    /// Those for whom the clock was taken.
    by_the_clock: Vec<String>,
    told: Vec<String>,
}

impl Comings {
    fn takes(&mut self, person: &str, outcome: Outcome, by_the_clock: KnownEvent) {
        match outcome {
            Outcome::AsBefore(words) => self.told.push(words),
            Outcome::Now => {
                self.events.push(by_the_clock);
                self.by_the_clock.push(person.to_owned());
            }
            Outcome::Stays(stays, words) => {
                let person = person.to_owned();
                self.events
                    .push(KnownEvent::PresenceRecorded { person, stays });
                self.told.push(words);
            }
        }
    }

    /// `Kelly, Dan here since 14:01.` More names than can be taken in at a glance are only counted: each is in the list.
    fn words(&self, meeting: &Meeting, verb: &str) -> String {
        let names: Vec<String> = self
            .by_the_clock
            .iter()
            .map(|id| meeting.called(id))
            .collect();
        let who = match names.len() {
            ..=MOST => names.join(", "),
            many => format!("{many} people"),
        };
        let mut told = self.told.clone();
        if !who.is_empty() {
            told.insert(0, format!("{who} {verb}."));
        }
        let more = told.len().saturating_sub(MOST);
        told.truncate(MOST);
        if more > 0 {
            told.push(format!("And {more} more."));
        }
        told.join(" ")
    }

    fn done(self, editor: &mut MeetingEditor, verb: &str, now: DateTime<FixedOffset>) -> Done {
        let verb = format!("{verb} since {}", now.format("%H:%M"));
        let words = self.words(&editor.meeting, &verb);
        if self.events.is_empty() {
            return (Vec::new(), Ok(words));
        }
        said(editor, self.events, now, &words)
    }
}

/// What the line comes to, before Enter. A line of which somebody is not known yet, or a time not finished, says nothing.
fn means(
    app: &App,
    typed: &str,
    read: fn(&Meeting, &str, DateTime<FixedOffset>) -> Result<Comings, Problem>,
    verb: &str,
) -> Option<String> {
    let editor = app.editor.as_ref()?;
    let comings = match read(&editor.meeting, typed, app.now) {
        Ok(comings) => comings,
        // With so many words, or with a reason, it is no name, and no time, that is still being typed.
        Err(why)
            if typed.split_whitespace().count() > MOST
                || !split_reason(typed, &editor.meeting).1.is_empty() =>
        {
            return Some(why.to_string());
        }
        Err(_) => return not_one_alone(typed, &editor.meeting),
    };
    Some(comings.words(&editor.meeting, verb)).filter(|words| !words.is_empty())
}

fn arrive(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    let meeting = &editor.meeting;
    match arrivals(meeting, typed, now) {
        Ok(comings) if comings.events.is_empty() && comings.told.is_empty() => (
            Vec::new(),
            Ok("Everybody who is expected is here already.".to_owned()),
        ),
        Ok(comings) => comings.done(editor, "here", now),
        Err(why) => (Vec::new(), Err(why)),
    }
}

fn arrivals(
    meeting: &Meeting,
    typed: &str,
    now: DateTime<FixedOffset>,
) -> Result<Comings, Problem> {
    let mut comings = Comings::default();
    // `GF late, missed his bus`: what is said of it is noted, where that leaves names alone.
    let (who, why) = split_reason(typed, meeting);
    let (named, why) = match read_coming(typed, meeting, expected, now) {
        Err(_) if !why.is_empty() && meeting.phase() == Phase::Open => {
            (read_coming(who, meeting, expected, now)?, why)
        }
        read => (read?, ""),
    };
    let names: Vec<String> = named.iter().map(|one| meeting.called(&one.id)).collect();
    let is_alone = named.len() == 1;
    for Named { id, at, how } in named {
        // What is recorded goes on being kept from them, whoever sits in the room.
        if meeting.is_excluded(&id) && meeting.phase() == Phase::Open {
            let (called, code) = (meeting.called(&id), meeting.code(&id));
            if is_alone {
                return Err(Problem::wrong_input(format!(
                    "{called} is excluded, so what is recorded now is kept from them."
                ))
                .safe("Nobody was marked; the line is kept.")
                .next(format!("/readmit {code} says that they are back.")));
            }
            let words =
                format!("{called} is still excluded: /readmit {code} says that they are back.");
            comings.told.push(words);
            continue;
        }
        if how.as_deref() == Some(IN_WRITING) {
            in_writing(meeting, &id, &mut comings)?;
            continue;
        }
        let outcome = meeting.arrival(&id, at, how.as_deref(), now)?;
        let comes = !matches!(outcome, Outcome::AsBefore(_));
        let person = id.clone();
        comings.takes(&id, outcome, KnownEvent::Arrived { person });
        let why_not = meeting
            .record(&id)
            .filter(|person| comes && !person.text(&person::WHY_NOT).is_empty());
        if let Some(record) = why_not {
            let mut body = record.body();
            body.values.remove(person::WHY_NOT.name);
            let words = format!("Why {} would not come is taken back.", meeting.called(&id));
            comings.events.push(KnownEvent::Changed { id, body });
            comings.told.push(words);
        }
    }
    if names_everybody(typed) {
        comings.told.extend(left_out(meeting));
    }
    if !why.is_empty() && !comings.events.is_empty() {
        let note = format!("{} arrived: {why}", names.join(" and "));
        comings.told.push(format!("Noted: {note}."));
        comings.events.push(noted(meeting, &note));
    }
    Ok(comings)
}

/// `Noted as not coming: Doc. /arrive DA if they came after all.`
fn left_out(meeting: &Meeting) -> Option<String> {
    let all: Vec<&str> = meeting.noted_as_not_coming().collect();
    let (first, rest) = all.split_first()?;
    let names: Vec<String> = match rest.len() {
        ..MOST => all.iter().map(|id| meeting.called(id)).collect(),
        many => vec![meeting.called(first), format!("{many} more")],
    };
    Some(format!(
        "Noted as not coming: {}. /arrive {} if they came after all.",
        names.join(", "),
        meeting.code(first)
    ))
}

/// Their part comes in writing: they are not in the room, and what they answered stays.
fn in_writing(meeting: &Meeting, id: &str, comings: &mut Comings) -> Result<(), Problem> {
    let called = meeting.called(id);
    if meeting.is_here(id) {
        return Err(Problem::wrong_input(format!(
            "{called} is marked as here, so not only in writing."
        ))
        .safe("Nothing was changed; your line is kept.")
        .next(format!("/absent {} takes that back.", meeting.code(id))));
    }
    let Some(record) = meeting
        .record(id)
        .filter(|record| record.is_a(&person::KIND))
    else {
        return Err(
            Problem::wrong_input(format!("What {called} wrote is a child's view."))
                .safe("Nothing was changed; your line is kept.")
                .next(format!("/view {called}; by: letter; words: … records it.")),
        );
    };
    let mut body = record.body();
    let is_no = ["apologies", "declined", "report_only"]
        .iter()
        .any(|code| record.text(&person::ATTENDANCE).starts_with(code));
    if is_no && record.text(&person::ANSWER).is_empty() {
        put(&mut body, &person::ANSWER, "not_coming");
    }
    put(&mut body, &person::ATTENDANCE, IN_WRITING);
    let id = id.to_owned();
    comings.events.push(KnownEvent::Changed { id, body });
    comings.told.push(format!(
        "{called} takes part in writing, and is not in the room."
    ));
    Ok(())
}

fn leave(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    match departures(&editor.meeting, typed, now) {
        Ok(comings) if comings.events.is_empty() && comings.told.is_empty() => {
            (Vec::new(), Ok("Nobody is marked as here.".to_owned()))
        }
        Ok(comings) => comings.done(editor, "gone", now),
        Err(why) => (Vec::new(), Err(why)),
    }
}

/// `FD sent out by CH`: that is more than leaving.
fn sent_out(typed: &str) -> Option<(&str, &str)> {
    const WORDS: &[&str] = &[
        " sent out",
        " asked to leave",
        " excluded",
        " told to leave",
        " thrown out",
    ];
    let lower = typed.to_ascii_lowercase();
    let at = WORDS.iter().find_map(|words| lower.find(words))?;
    let who = typed.get(..at)?.trim_end();
    let who = [" was", " is"]
        .iter()
        .find_map(|be| who.strip_suffix(be))
        .unwrap_or(who);
    Some((who, typed.get(at..)?))
}

fn departures(
    meeting: &Meeting,
    typed: &str,
    now: DateTime<FixedOffset>,
) -> Result<Comings, Problem> {
    let mut comings = Comings::default();
    let out = sent_out(typed);
    let (who, why) = out.unwrap_or_else(|| split_reason(typed, meeting));
    if out.is_some() || !why.is_empty() && meeting.phase() != Phase::Open {
        let named = read_coming(who, meeting, here, now)?;
        let code = named
            .first()
            .map_or_else(String::new, |one| meeting.code(&one.id));
        return Err(
            Problem::wrong_input("/leave says only who went and when, not why.")
                .safe("Nobody was marked; the line is kept.")
                .next(format!(
                    "/leave {code}, and the reason as what you see: \": {code} had to go\". If the Chair sent them out: /exclude {code}; why: …"
                )),
        );
    }
    let named = read_coming(who, meeting, here, now)?;
    let names: Vec<String> = named.iter().map(|one| meeting.called(&one.id)).collect();
    for Named { id, at, .. } in named {
        let outcome = meeting.departure(&id, at)?;
        let person = id.clone();
        comings.takes(&id, outcome, KnownEvent::Left { person });
    }
    if !why.is_empty() && !names.is_empty() {
        let note = format!("{} left: {why}", names.join(" and "));
        comings.told.push(format!("Noted: {note}."));
        comings.events.push(noted(meeting, &note));
    }
    Ok(comings)
}

fn absent(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    match those_absent(&editor.meeting, typed, now) {
        Ok(comings) => comings.done(editor, "absent", now),
        Err(words) => (Vec::new(), Err(words)),
    }
}

fn those_absent(
    meeting: &Meeting,
    typed: &str,
    now: DateTime<FixedOffset>,
) -> Result<Comings, Problem> {
    let (who, why) = split_reason(typed, meeting);
    let mut comings = Comings::default();
    for Named { id, at, how } in read_coming(who, meeting, here, now)? {
        let called = meeting.called(&id);
        if at.is_some() || how.is_some() {
            return Err(Problem::wrong_input(
                "/absent says that somebody is not here, so a time or a way of taking part makes no sense with it.",
            )
            .safe("Nobody was marked; the line is kept.")
            .next(format!(
                "/leave {} with the time says when somebody went.",
                meeting.code(&id)
            )));
        }
        let has_come = meeting.has_come(&id);
        if has_come {
            let person = id.clone();
            let stays = Vec::new();
            comings
                .events
                .push(KnownEvent::PresenceRecorded { person, stays });
        }
        let taken_back = if has_come {
            "not marked as here any more"
        } else {
            "not here"
        };
        let words = match why {
            "" if has_come => format!("{called} is {taken_back}."),
            "" => format!(
                "{called} is not marked as here. /absent {}: with the reason says why.",
                meeting.code(&id)
            ),
            why => format!("{called} is {taken_back}: {why}."),
        };
        comings.told.push(words);
        if let Some(record) = meeting.record(&id).filter(|_| !why.is_empty()) {
            let mut body = record.body();
            // Of a child there is no list of answers.
            let told = apologies_told(why, meeting).filter(|_| record.is_a(&person::KIND));
            let (attendance, reason) = told.map_or((None, why), |(code, rest)| (Some(code), rest));
            if let Some(code) = attendance {
                put(&mut body, &person::ATTENDANCE, &code);
            }
            if !reason.is_empty() {
                put(&mut body, &person::WHY_NOT, reason);
            }
            comings.events.push(KnownEvent::Changed { id, body });
        }
    }
    Ok(comings)
}

fn put(body: &mut Body, field: &Field, words: &str) {
    let words = Value::String(words.to_owned());
    body.to_confirm.remove(field.name);
    body.values.insert(field.name.to_owned(), words);
}

fn expected(meeting: &Meeting) -> Vec<String> {
    meeting.all_expected().collect()
}

fn here(meeting: &Meeting) -> Vec<String> {
    meeting.all_here().collect()
}
