//! The sentences and rows of plain mode: the most important words first, times last, no symbols that have to be seen.

use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::screens::{close, help};
use crate::domain::agenda::Section;
use crate::domain::agenda::words::{RECORDS, title_of};
use crate::domain::history::due::DueList;
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{child, contribution, details, person};
use crate::domain::record::{Kind, Record, filled_fields};
use crate::domain::rules::checks::{FixTarget, Missing};
use crate::domain::rules::scores::anchor_words;
use chrono::{DateTime, FixedOffset};

pub fn entry_words(record: &Record, meeting: &Meeting) -> String {
    let time = record.at.format("%H:%M");
    let mut marks = String::new();
    if !record.is_open() {
        marks.push_str(" (restricted)");
    }
    if record.follow_up {
        marks.push_str(" (come back to this)");
    }
    for (name, typed) in &record.to_confirm {
        let field = meeting.kind(&record.kind).and_then(|kind| kind.field(name));
        let label = field.map_or(name.as_str(), |field| field.label);
        marks.push_str(&format!(" (to be confirmed: {label} \"{typed}\")"));
    }
    if let Some(struck) = &record.struck {
        return format!("Struck out: {}. {time}", struck.reason);
    }
    if record.is_a(&contribution::KIND) {
        let mut who = meeting.name_and_role(record.text(&contribution::SPEAKER));
        for id in record.list(&contribution::SAID_WITH) {
            who.push_str(&format!(" and {}", meeting.name_and_role(id)));
        }
        if !record.text(&contribution::ON_BEHALF_OF).is_empty() {
            let whom = meeting.called(record.text(&contribution::ON_BEHALF_OF));
            who.push_str(&format!(", for {whom}"));
        }
        let kind = record.text(&contribution::OF_KIND);
        let kind = if kind.is_empty() {
            String::new()
        } else {
            format!(" ({})", meeting.kind_title(kind).to_lowercase())
        };
        let text = record.text(&contribution::TEXT);
        let text = if record.is(&contribution::EXACT) {
            format!("\"{text}\"")
        } else {
            text.to_owned()
        };
        let about: Vec<String> = record
            .list(&contribution::CHILDREN)
            .iter()
            .map(|id| meeting.called(id))
            .collect();
        let about = if about.is_empty() {
            String::new()
        } else {
            format!(" About {}.", about.join(" and "))
        };
        let new = match (
            record.is(&contribution::NEW_TO_FAMILY),
            record.is(&contribution::TALKED_THROUGH),
        ) {
            (true, true) => " New to the family, talked through.",
            (true, false) => " New to the family.",
            (false, true) => " Talked through.",
            (false, false) => "",
        };
        // A voice reading it aloud must pause between what was said and the remarks about it.
        let ends = text.ends_with(['.', '!', '?', '…', '"']);
        let stop = match ends || (about.is_empty() && new.is_empty()) {
            true => "",
            false => ".",
        };
        return format!("{who}{kind}: {text}{stop}{about}{new}{marks} {time}");
    }
    let title = record
        .kind()
        .map_or(record.kind.as_str(), |kind| kind.title);
    let marks = match record.is_hidden() {
        true => format!(" (number and reason are hidden){marks}"),
        false => marks,
    };
    let fields: Vec<String> = filled_fields(record, meeting)
        .iter()
        .map(|(field, words)| format!("{}: {words}", field.label))
        .collect();
    format!("{title}. {}.{marks} {time}", fields.join("; "))
}

/// `Records here: /risk (a danger statement …), /goal (…).`
fn records_here(section: &Section) -> Option<String> {
    let offered = section.records.iter().map(|record| {
        let means = title_of(RECORDS, record).unwrap_or_default();
        format!("/{record} ({means})")
    });
    let offered: Vec<String> = offered.collect();
    (!offered.is_empty()).then(|| format!("Records here: {}.", offered.join(", ")))
}

pub fn section_words(meeting: &Meeting) -> Vec<String> {
    let Some(section) = meeting.open_section() else {
        return Vec::new();
    };
    let places = meeting.agenda().places();
    let number = places
        .iter()
        .find(|place| place.section.id == section.id)
        .map_or("", |place| place.number.as_str());
    let mut told = vec![format!(
        "Section {number} of {}: {}.",
        meeting.agenda().sections.len(),
        section.title
    )];
    told.extend(section.prompts.iter().cloned());
    told.extend(records_here(section));
    told.extend(
        section.questions.iter().enumerate().map(|(at, question)| {
            format!("Question {}: {question} (/yes why, or /no why)", at + 1)
        }),
    );
    told.extend(section.scales.iter().map(|scale| {
        format!(
            "Scale {}: {}. /scale {}; by: who; score: a number; why: the reason",
            scale.id,
            anchor_words(scale),
            scale.id
        )
    }));
    if let Some(statement) = section
        .statement
        .as_deref()
        .and_then(|id| meeting.agenda().statement(id))
    {
        told.push(format!(
            "To be read aloud: {} (/statement when it was read)",
            statement.text
        ));
    }
    if meeting.private_time_on().is_some() {
        told.push("Private time: nothing is recorded until /private.".to_owned());
    }
    told
}

/// How many entries are read again when a meeting is resumed.
const LAST_ENTRIES: usize = 3;

/// For a resumed meeting: the last entries, and who is next.
pub(super) fn where_we_are(meeting: &Meeting) -> Vec<String> {
    let entries = || {
        let all = meeting.all_records().iter();
        all.filter(|record| {
            record.struck.is_none()
                && !(record.is_a(&person::KIND)
                    || record.is_a(&child::KIND)
                    || record.is_a(&details::KIND))
        })
    };
    let count = entries().count();
    let last = entries().skip(count.saturating_sub(LAST_ENTRIES));
    let mut told: Vec<String> = last.map(|record| entry_words(record, meeting)).collect();
    if !told.is_empty() {
        told.insert(0, "Last recorded:".to_owned());
    }
    let is_paused = meeting.break_on().is_some() || meeting.private_time_on().is_some();
    let next = meeting.next_in_round(None).filter(|_| !is_paused);
    told.extend(next.map(|turn| format!("Next: {}.", meeting.name_and_role(&turn.id))));
    told
}

pub fn closing_words(editor: &MeetingEditor, now: DateTime<FixedOffset>) -> Vec<String> {
    let rows =
        close::gaps(editor, now)
            .into_iter()
            .enumerate()
            .map(|(at, (missing, why))| match why {
                Some(why) => format!("{}. {} Reason given: {why}", at + 1, missing.missing),
                None => format!(
                    "{}. {}{}",
                    at + 1,
                    missing.missing,
                    way_on(&missing, editor)
                ),
            });
    let mut told: Vec<String> = rows.collect();
    told.push(ways_to_close(editor, now, told.len()));
    told
}

/// What is typed where one key would do on the screen.
fn way_on(missing: &Missing, editor: &MeetingEditor) -> String {
    match &missing.whereto {
        FixTarget::Arrival { person, at } => format!(
            " /arrive {} {} puts it right.",
            editor.meeting.code(person),
            at.format("%H:%M")
        ),
        _ => String::new(),
    }
}

/// How to close the meeting, and which input counts as the reason. `told`: how many rows of the list were just read.
pub(super) fn ways_to_close(
    editor: &MeetingEditor,
    now: DateTime<FixedOffset>,
    told: usize,
) -> String {
    let gaps = close::gaps(editor, now);
    let open = gaps.iter().filter(|(_, why)| why.is_none()).count();
    if open == 0 {
        return "Nothing is open. /close closes the meeting; /record goes back to it.".to_owned();
    }
    let first =
        close::gap_of_reason(editor, now).map_or_else(String::new, |(at, missing)| match told {
            0 => format!(
                " Still open: {open}; an empty line reads them. Words alone are the reason for: {}",
                missing.missing
            ),
            _ => format!(" Words alone are the reason for number {}.", at + 1),
        });
    format!("/close REASON closes with all that is open; or put it right first.{first}")
}

const SAID_AT_ONCE: usize = 50;

pub(super) fn home(app: &App) -> Vec<String> {
    let mut told: Vec<String> = app
        .home
        .passing()
        .take(SAID_AT_ONCE)
        .enumerate()
        .map(|(at, meeting)| {
            let when = meeting
                .at
                .map_or_else(String::new, |at| at.format("%-d %b %Y").to_string());
            let interrupted = match meeting.standing() {
                "" => String::new(),
                _ if meeting.open_elsewhere => {
                    ", open elsewhere just now; it can be read".to_owned()
                }
                standing => format!(", {standing}; nothing was lost"),
            };
            let made_up = if meeting.made_up {
                ", practice, made up"
            } else {
                ""
            };
            let named = [meeting.reference.as_str(), meeting.title.as_str()];
            let named = named.into_iter().filter(|words| !words.is_empty());
            let away = meeting.put_away.as_ref();
            let away = away.map_or_else(String::new, |away| format!(", put away {}", away.words()));
            let note = match meeting.note.as_str() {
                "" => String::new(),
                note => format!(". {note}"),
            };
            format!(
                "{}. {}, {}, {when}{made_up}{interrupted}{away}{note}",
                at + 1,
                named.collect::<Vec<_>>().join(" "),
                meeting.state
            )
        })
        .collect();
    let more = app.home.passing_count().saturating_sub(SAID_AT_ONCE);
    if more > 0 {
        told.push(format!("There are {more} more; words shorten the list."));
    }
    told.push(what_is_listed(app));
    told
}

fn what_is_listed(app: &App) -> String {
    let all = app.home.meetings().len();
    let words = app.home.words_and_command().0.trim();
    match (app.home.passing_count(), words) {
        (_, "") if app.home.shows_put_away => {
            "These were put away. A number opens one, and /restore in it puts it back; an empty line shows the others.".to_owned()
        }
        _ if all == 0 => {
            "No meeting yet. new prepares one; help says what else can be typed; quit leaves.".to_owned()
        }
        (_, "") => "A number opens a meeting; new prepares one; find and words looks through all minutes; due lists what is due; other words filter this list; help says what else can be typed; quit leaves.".to_owned(),
        (0, words) => format!(
            "No meeting in the list has \"{words}\". An empty line shows all {all} again; find {words} looks for it in the minutes themselves."
        ),
        (some, words) => format!(
            "{some} of {all} have \"{words}\". A number opens one; an empty line shows all again."
        ),
    }
}

pub(super) fn late_and_to_come(list: &DueList) -> (usize, usize) {
    let late = list.items.iter().filter(|due| due.late_by > 0).count();
    (late, list.items.len().saturating_sub(late))
}

pub(super) fn due(list: &DueList) -> Option<String> {
    let (late, to_come) = late_and_to_come(list);
    (late + to_come > 0).then(|| {
        format!(
            "What is due: {late} late, {to_come} to come in the next six weeks; due lists them."
        )
    })
}

pub(super) fn preparation(app: &App) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let count = |kind: &'static Kind, one: &str, many: &str| match meeting.records(kind).count() {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    Some(format!(
        "{}, being prepared: {} and {} are recorded. /begin starts it.",
        meeting.agenda().title,
        count(&child::KIND, "child", "children"),
        count(&person::KIND, "person", "people"),
    ))
}

pub(super) fn agendas(app: &App) -> Vec<String> {
    let mut told: Vec<String> = app
        .agendas
        .iter()
        .enumerate()
        .map(|(at, agenda)| format!("{}. {}", at + 1, agenda.title))
        .collect();
    told.push("Which agenda? A number; anything else goes back.".to_owned());
    told
}

pub(super) fn help_row(row: &help::Row) -> String {
    if row.help.is_empty() && row.typed.ends_with('.') {
        row.typed.clone()
    } else if row.help.is_empty() {
        format!("{}:", row.typed)
    } else if row.typed.is_empty() {
        row.sentence()
    } else {
        format!("{} - {}", row.typed, row.sentence())
    }
}
