//! The course of the meeting: it begins, goes from section to section, people come and go.

use super::{Done, change, change_and, noted, said};
use crate::app::App;
use crate::app::editing::advice;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::protocol::command_row::{CommandRow, no_words_after};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::domain::calendar::date_words::write_date;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::problem::Problem;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::details;
use chrono::{DateTime, FixedOffset};

pub const ROWS: &[CommandRow] = &[
    CommandRow {
        places: &[Place::Prepare],
        footer: Some((1, "begin")),
        ..CommandRow::of(
            "begin",
            "The meeting begins: its first section opens.",
            |app, typed| go(app, typed, |editor, _, now| begin(editor, now)),
        )
    },
    CommandRow {
        keys: &[Key::Ctrl('n'), Key::F(8)],
        places: &[Place::Prepare, Place::Recording],
        footer: Some((3, "next section")),
        means: |app, _| next_means(app),
        ..CommandRow::of(
            "next",
            "This section is done; the next one opens.",
            |app, typed| go(app, typed, |editor, _, now| next(editor, now)),
        )
    },
    CommandRow {
        takes: "number or name",
        needs: true,
        ..CommandRow::of(
            "section",
            "Opens a section by its number or name, in any order, again if need be.",
            |app, typed| go(app, typed, section),
        )
    },
    CommandRow {
        takes: "why",
        needs: true,
        keeps_openly: true,
        places: &[Place::Recording],
        ..CommandRow::of(
            "skip",
            "Leaves out the open section, and says why; the next one opens.",
            |app, typed| change(app, typed, skip),
        )
    },
    CommandRow {
        takes: "why, if you like",
        keeps_openly: true,
        means: break_means,
        places: &[Place::Recording],
        ..CommandRow::of(
            "break",
            "Begins a break, or ends the one that is on.",
            |app, typed| change(app, typed, take_break),
        )
    },
    CommandRow {
        takes: "how long, if you like",
        keeps_openly: true,
        means: private_means,
        places: &[Place::Recording],
        ..CommandRow::of(
            "private",
            "The family's private time begins or ends. Nothing is recorded in between. How long it is to be is noted: /private 10 min.",
            |app, typed| change(app, typed, private_time),
        )
    },
];

/// Before Enter: which section opens.
fn next_means(app: &App) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let next = meeting.next_section()?;
    let number = meeting.agenda().place(&next.id)?.number;
    Some(format!("Opens {number} {}", next.title))
}

/// Before Enter: that the break is over.
fn break_means(app: &App, typed: &str) -> Option<String> {
    let meeting = &app.editor.as_ref().filter(|_| typed.is_empty())?.meeting;
    let began = meeting.break_on()?.from;
    Some(format!(
        "Ends the break that began at {}",
        began.format("%H:%M")
    ))
}

/// Before Enter: that private time is over, or that such words cannot stand there.
fn private_means(app: &App, typed: &str) -> Option<String> {
    if !says_how_long(typed) {
        return Some(no_words_after("private").to_string());
    }
    let meeting = &app.editor.as_ref().filter(|_| typed.is_empty())?.meeting;
    let began = meeting.private_time_on()?.from;
    Some(format!(
        "Ends the private time that began at {}",
        began.format("%H:%M")
    ))
}

/// Goes to the meeting afterwards.
fn go(
    app: &mut App,
    typed: Option<&str>,
    does: fn(&mut MeetingEditor, &str, DateTime<FixedOffset>) -> Done,
) -> Vec<Effect> {
    change_and(app, typed, does, |app| app.place = Place::Recording)
}

pub fn begin(editor: &mut MeetingEditor, now: DateTime<FixedOffset>) -> Done {
    if editor.meeting.phase() == Phase::Open {
        let words = "The meeting has begun already. Nothing was changed.";
        return (Vec::new(), Ok(words.to_owned()));
    }
    let Some(first) = editor
        .meeting
        .next_section()
        .map(|section| section.id.clone())
    else {
        return (
            Vec::new(),
            Err(Problem::wrong_input(
                "This agenda has no section that can be opened.",
            )),
        );
    };
    let mut known_events = beginning(&editor.meeting, now);
    known_events.extend(opening(editor, &first));
    let (effects, outcome) = said(editor, known_events, now, "The meeting has begun.");
    // A question is never cut: on a narrow screen there is room for it alone.
    let arrive = match editor.meeting.day_held().is_asked() {
        true => "",
        false if editor.meeting.agenda().statements.is_empty() => {
            " /arrive all marks everybody as here."
        }
        false => " /arrive all marks everybody as here; /aloud shows what is to be read aloud.",
    };
    let about_days = advice::on_beginning(&editor.meeting, now);
    (effects, outcome.map(|words| words + arrive + &about_days))
}

/// The meeting begins. On another day than it was planned for, both days are kept to be confirmed: only one of them is
/// the day from which everything counts.
fn beginning(meeting: &Meeting, now: DateTime<FixedOffset>) -> Vec<KnownEvent> {
    let mut known_events = vec![KnownEvent::Began {}];
    let Some(details) = meeting.details() else {
        return known_events;
    };
    let (planned, today) = (details.day(&details::ON), now.date_naive());
    if let Some(planned) = planned.filter(|planned| *planned != today)
        && details.day(&details::HELD).is_none()
    {
        let mut body = details.body();
        let both = format!("{} or {}", write_date(planned), write_date(today));
        body.to_confirm.insert(details::HELD.name.to_owned(), both);
        known_events.push(KnownEvent::Changed {
            id: details.id.clone(),
            body,
        });
    }
    known_events
}

fn next(editor: &mut MeetingEditor, now: DateTime<FixedOffset>) -> Done {
    if editor.meeting.phase() == Phase::Preparing {
        return begin(editor, now);
    }
    match editor
        .meeting
        .next_section()
        .map(|section| (section.id.clone(), section.title.clone()))
    {
        Some((id, title)) => {
            let known_events = opening(editor, &id);
            let cue = advice::on_leaving(&editor.meeting, now);
            editor.shown = Shown::OpenSection;
            said(editor, known_events, now, &format!("{title}.{cue}"))
        }
        None => (
            Vec::new(),
            Ok("Every section has been open or left out. Nothing was changed; /section opens one again, /close closes the meeting.".to_owned()),
        ),
    }
}

/// What happens when a section opens: private time ends or begins with its section.
fn opening(editor: &MeetingEditor, id: &str) -> Vec<KnownEvent> {
    let mut known_events = Vec::new();
    if editor.meeting.private_time_on().is_some() {
        known_events.push(KnownEvent::PrivateTimeEnded {});
    }
    if editor.meeting.break_on().is_some() {
        known_events.push(KnownEvent::BreakEnded {});
    }
    known_events.push(KnownEvent::SectionOpened {
        section: id.to_owned(),
    });
    let mode = editor
        .meeting
        .agenda()
        .place(id)
        .map(|place| place.section.mode.word().to_owned());
    if mode.as_deref() == Some("private_time") {
        known_events.push(KnownEvent::PrivateTimeStarted {});
    }
    known_events
}

fn section(editor: &mut MeetingEditor, wanted: &str, now: DateTime<FixedOffset>) -> Done {
    let Some(id) = find_section(&editor.meeting, wanted) else {
        return (
            Vec::new(),
            Err(
                Problem::wrong_input(format!("No section is called \"{wanted}\"."))
                    .next("Its number will do, as in /section 3."),
            ),
        );
    };
    if let Some(open) = editor.meeting.open_section().filter(|open| open.id == id) {
        let words = format!("\"{}\" is open already, so nothing changed.", open.title);
        editor.shown = Shown::OpenSection;
        return (Vec::new(), Ok(words));
    }
    let mut known_events = Vec::new();
    if editor.meeting.phase() == Phase::Preparing {
        known_events.extend(beginning(&editor.meeting, now));
    }
    known_events.extend(opening(editor, &id));
    let title = editor
        .meeting
        .agenda()
        .place(&id)
        .map(|place| place.section.title.clone())
        .unwrap_or_default();
    editor.shown = Shown::OpenSection;
    said(editor, known_events, now, &title)
}

/// A section by number, id, or the beginning of its title; the number of a heading means its first part.
pub fn find_section(meeting: &Meeting, wanted: &str) -> Option<String> {
    let wanted = wanted.trim().trim_end_matches('.').to_lowercase();
    let places = meeting.agenda().places();
    let first_part = format!("{wanted}.1");
    let id = |place: &crate::domain::agenda::Place<'_>| place.section.id.clone();
    if wanted.is_empty() {
        return None;
    }
    let exact = places.iter().find(|place| {
        place.number == wanted || place.section.id == wanted || place.number == first_part
    });
    exact
        .or_else(|| {
            places
                .iter()
                .find(|place| place.section.title.to_lowercase().starts_with(&wanted))
        })
        .map(id)
}

fn skip(editor: &mut MeetingEditor, reason: &str, now: DateTime<FixedOffset>) -> Done {
    let Some(open) = editor
        .meeting
        .open_section()
        .map(|section| section.id.clone())
    else {
        return (
            Vec::new(),
            Err(Problem::wrong_input(
                "No section is open, so none can be left out.",
            )),
        );
    };
    let next = editor
        .meeting
        .next_section()
        .map(|section| (section.id.clone(), section.title.clone()));
    let mut known_events = vec![KnownEvent::SectionSkipped {
        section: open,
        reason: reason.to_owned(),
    }];
    let words = match &next {
        Some((id, title)) => {
            known_events.extend(opening(editor, id));
            title.clone()
        }
        None => "That was the last section. /close closes the meeting.".to_owned(),
    };
    said(editor, known_events, now, &words)
}

fn take_break(editor: &mut MeetingEditor, reason: &str, now: DateTime<FixedOffset>) -> Done {
    if editor.meeting.break_on().is_none() {
        let reason = reason.to_owned();
        return said(
            editor,
            vec![KnownEvent::BreakStarted { reason }],
            now,
            "A break. /break ends it; so does the next entry.",
        );
    }
    if !reason.is_empty() {
        return (
            Vec::new(),
            Err(Problem::wrong_input("A break is on already.").next("/break alone ends it.")),
        );
    }
    said(
        editor,
        vec![KnownEvent::BreakEnded {}],
        now,
        "The break is over.",
    )
}

/// `10 min for the family`: how long, until when, and for whom. Anything else may be meant to be kept from somebody, and
/// would be read by everybody.
fn says_how_long(words: &str) -> bool {
    const KNOWN: &[&str] = &[
        "min", "mins", "minutes", "minute", "m", "hour", "hours", "hr", "hrs", "h", "half", "an",
        "a", "quarter", "of", "for", "the", "fam", "family", "only", "till", "until", "about",
        "abt", "approx", "time", "now",
    ];
    words.split_whitespace().all(|word| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let letters = word.trim_start_matches(|letter: char| {
            letter.is_ascii_digit() || matches!(letter, ':' | '.')
        });
        let letters = letters.to_lowercase();
        letters.is_empty() || KNOWN.contains(&letters.as_str())
    })
}

fn private_time(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    let typed = typed.trim();
    let is_on = editor.meeting.private_time_on().is_some();
    if !says_how_long(typed) || is_on && !typed.is_empty() {
        return (Vec::new(), Err(no_words_after("private")));
    }
    if is_on {
        let ends = vec![KnownEvent::PrivateTimeEnded {}];
        return said(editor, ends, now, "Private time is over.");
    }
    let mut events = Vec::new();
    let mut words = String::new();
    // As words do, it ends a break.
    if editor.meeting.break_on().is_some() {
        events.push(KnownEvent::BreakEnded {});
        words.push_str("The break is over. ");
    }
    if !typed.is_empty() {
        let note = format!("Private time: {typed}");
        words.push_str(&format!("Noted: {note}. "));
        events.push(noted(&editor.meeting, &note));
    }
    events.push(KnownEvent::PrivateTimeStarted {});
    words.push_str("Private time: nothing is recorded. /private ends it.");
    said(editor, events, now, &words)
}
