//! One entry as rows: time, name, symbol of its kind, words, marks at the right. Restricted words are shown only while
//! they are being worked on: the Chair glances at the screen, and so may others.

use crate::app::editing::stash::Purpose;
use crate::domain::line::sign_of;
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{child, childs_view, contribution, person, scale};
use crate::domain::record::{Kind, Record, Side, lead_words, short_channel, side};
use crate::ui::DrawContext;
use crate::ui::paper::Row;
use crate::ui::text::{rows_of, truncated, width};
use crate::ui::theme::Theme;

pub fn is_bare(look: &DrawContext<'_>, record: &Record) -> bool {
    let is_in_hand = match &look.editor.purpose {
        Purpose::New | Purpose::Pasted => look.editor.selected.as_ref() == Some(&record.id),
        Purpose::About(id) | Purpose::Edit(id) | Purpose::Append(id) => *id == record.id,
    };
    record.is_open() || is_in_hand || is_said_to_the_room(look.meeting(), record)
}

/// It is restricted only because it was said without people who are still out: whoever is in the room has heard it.
fn is_said_to_the_room(meeting: &Meeting, record: &Record) -> bool {
    let without = meeting.said_without(record);
    record.awaits_ruling() && without.iter().all(|who| meeting.is_excluded(who))
}

/// In at most `room` cells: `Kelly Smith`, `J Okafor, HV`, `Ella (letter)`.
pub fn name(meeting: &Meeting, record: &Record, room: usize) -> String {
    let fits = |words: &String| width(words) <= room;
    if record.is_a(&childs_view::KIND) {
        let child = meeting.called(record.text(&childs_view::CHILD));
        let channel = match record.text(&childs_view::CHANNEL) {
            // What was typed for it has yet to be confirmed.
            "" => "?",
            channel => short_channel(channel),
        };
        let whole = format!("{child} ({channel})");
        return if fits(&whole) {
            whole
        } else {
            truncated(&child, room).into_owned()
        };
    }
    if !record.is_a(&contribution::KIND) {
        let title = record.kind().map_or("", |kind| kind.title);
        return truncated(title, room).into_owned();
    }
    if let Some(typed) = record.to_confirm.get(contribution::SPEAKER.name) {
        return truncated(&format!("{typed}?"), room).into_owned();
    }
    let speaker = record.text(&contribution::SPEAKER);
    let whom = record.text(&contribution::ON_BEHALF_OF);
    let called = meeting.called(speaker);
    let mut ways = Vec::new();
    let with = record.list(&contribution::SAID_WITH);
    if !with.is_empty() {
        let all = || std::iter::once(speaker).chain(with.iter().copied());
        let called: Vec<String> = all().map(|id| meeting.called(id)).collect();
        let codes: Vec<String> = all().map(|id| meeting.code(id)).collect();
        ways.push(called.join(" & "));
        ways.push(codes.join(" & "));
    } else if !whom.is_empty() {
        ways.push(format!(
            "{} for {}",
            meeting.name(speaker),
            meeting.called(whom)
        ));
        ways.push(format!("{called} for {}", meeting.called(whom)));
        ways.push(format!("{}/{}", meeting.code(speaker), meeting.code(whom)));
    } else if speaker == "minute_taker" {
        ways.push("(seen)".to_owned());
    } else if let Some(person) = meeting
        .record(speaker)
        .filter(|one| one.is_a(&person::KIND))
    {
        let short = initials_of_role(person);
        if !short.is_empty() {
            ways.push(format!("{}, {short}", meeting.name(speaker)));
            ways.push(format!("{called}, {short}"));
        }
        ways.push(meeting.name(speaker));
    }
    ways.push(called);
    match ways.iter().find(|words| fits(words)) {
        Some(words) => words.clone(),
        None => truncated(ways.last().map_or("?", String::as_str), room).into_owned(),
    }
}

/// `HV` for a health visitor; empty for the family or a one-word role.
fn initials_of_role(person: &Record) -> String {
    let role = person.text(&person::ROLE);
    // `PC Hall` already shows the role.
    let has_rank = person
        .text(&person::NAME)
        .split_whitespace()
        .next()
        .is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase));
    if side(person) != Side::Professional || has_rank || role.split_whitespace().count() < 2 {
        return String::new();
    }
    role.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(3)
        .flat_map(char::to_uppercase)
        .collect()
}

/// Its words, as far as they may be seen, and whether they are a child's own.
fn words(look: &DrawContext<'_>, record: &Record) -> String {
    let meeting = look.meeting();
    let struck = record
        .struck
        .as_ref()
        .map(|struck| format!("struck out: {}", struck.reason));
    if let Some(struck) = &struck
        && !is_in_hand(look, record)
    {
        return struck.clone();
    }
    if !is_bare(look, record) {
        return meeting.kept_back_words(record);
    }
    let today = look.app.now.date_naive();
    let words = if record.is_a(&contribution::KIND) {
        let text = record.text(&contribution::TEXT);
        let text = if record.is(&contribution::EXACT) {
            format!("“{text}”")
        } else {
            text.to_owned()
        };
        match record.text(&contribution::OF_KIND) {
            "" => text,
            kind if sign_of(kind).is_some() => text,
            kind => format!("{}: {text}", meeting.kind_title(kind)),
        }
    } else if record.is_a(&childs_view::KIND) {
        super::row_words::view_words(record, meeting, today)
    } else if record.is_a(&scale::KIND) {
        super::scores::words(record, meeting, today)
    } else {
        let field = record.kind().and_then(Kind::lead_field);
        let rest = super::row_words::words_beside(field, record, meeting, today, true);
        let lead = lead_words(record, meeting);
        if rest.is_empty() {
            lead
        } else {
            format!("{lead} · {rest}")
        }
    };
    match struck {
        Some(struck) => format!("{words} ({struck})"),
        None => words,
    }
}

fn is_in_hand(look: &DrawContext<'_>, record: &Record) -> bool {
    look.editor.selected.as_ref() == Some(&record.id)
}

/// `@Ella`, `new`, `??`, `to confirm`, `(restricted)`.
pub fn marks(look: &DrawContext<'_>, record: &Record) -> String {
    let meeting = look.meeting();
    let mut marks: Vec<String> = Vec::new();
    if record.struck.is_some() {
        return String::new();
    }
    let bare = is_bare(look, record);
    if bare && record.is_a(&contribution::KIND) {
        marks.extend(
            record
                .list(&contribution::CHILDREN)
                .iter()
                .map(|child| format!("@{}", meeting.called(child))),
        );
    }
    if bare && record.is(&contribution::NEW_TO_FAMILY) {
        marks.push("new".to_owned());
    }
    if bare && record.is(&contribution::TALKED_THROUGH) {
        marks.push("talked through".to_owned());
    }
    let questions = record
        .to_confirm
        .keys()
        .any(|field| field != contribution::SPEAKER.name);
    if questions {
        marks.push("to confirm".to_owned());
    }
    if record.follow_up || record.to_confirm.contains_key(contribution::SPEAKER.name) {
        marks.push("??".to_owned());
    }
    match meeting.without_words(record) {
        who if who.is_empty() => {}
        who => marks.push(format!("without {who}")),
    }
    if bare && !record.is_open() && !record.awaits_ruling() {
        marks.push(meeting.kept_back_words(record));
    }
    marks.join(" ")
}

fn name_room(breadth: usize) -> usize {
    match breadth {
        0..40 => 7,
        40..52 => 9,
        // `Ella (letter)`, `Anil for Ella`.
        52..70 => 13,
        _ => 20,
    }
}

pub fn rows(look: &DrawContext<'_>, theme: &Theme, record: &Record, breadth: usize) -> Vec<Row> {
    let meeting = look.meeting();
    let room = name_room(breadth);
    let name = name(meeting, record, room);
    let sign = if record.struck.is_none() && is_bare(look, record) {
        sign_of(record.text(&contribution::OF_KIND)).unwrap_or(' ')
    } else {
        ' '
    };
    let is_quiet = record.struck.is_some();
    let is_childs = record.is_a(&childs_view::KIND)
        || meeting
            .record(record.text(&contribution::SPEAKER))
            .is_some_and(|speaker| speaker.is_a(&child::KIND));
    let style = match (is_quiet, is_childs) {
        (true, _) => theme.quiet,
        (_, true) => theme.child,
        _ => theme.plain,
    };
    let beginning = format!(
        "{} {name}{} {sign} ",
        record.at.format("%H:%M"),
        " ".repeat(room.saturating_sub(width(&name)))
    );
    let indent = " ".repeat(width(&beginning));
    let for_words = breadth.saturating_sub(width(&beginning)).max(8);
    let words = words(look, record);
    let mut rows: Vec<Row> = rows_of(&words, for_words)
        .into_iter()
        .enumerate()
        .map(|(at, words)| {
            let before = if at == 0 { &beginning } else { &indent };
            Row::of(before, if is_quiet { theme.quiet } else { theme.plain }).and(words, style)
        })
        .collect();
    let marks = marks(look, record);
    if !marks.is_empty() {
        let used: usize = rows.last().map_or(0, |row| {
            row.pieces.iter().map(|(text, _)| width(text)).sum()
        });
        if used + 1 + width(&marks) > breadth {
            rows.push(Row::default());
        }
        if let Some(last) = rows.last_mut() {
            *last = std::mem::take(last).right(marks, theme.attention);
        }
    }
    rows
}
