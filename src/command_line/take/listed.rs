//! What the list of `take` says of a line. The list is a log, so it tells nothing that is kept back.

use crate::app::App;
use crate::app::protocol::command_row::Named;
use crate::domain::line::Line;
use crate::domain::meeting::Meeting;
use crate::domain::minutes;
use crate::domain::record::kinds::contribution;
use crate::domain::record::{ReadAnswers, Record};

/// The list is a log: what the program says of a line may name nobody who is restricted.
pub(super) fn for_the_list(app: &App, fault: String) -> String {
    match tells_what_is_kept_back(&fault, app) {
        true => "Look at it in the meeting: what is wrong cannot be said here without words that are kept back.".to_owned(),
        false => fault,
    }
}

pub(super) fn tells_what_is_kept_back(words: &str, app: &App) -> bool {
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    meeting.is_some_and(|meeting| minutes::tells_what_is_kept_back(words, meeting))
}

/// Whether the line that was just kept is open is said with it.
pub(super) fn kept_as_text(app: &App) -> &'static str {
    let last = app
        .editor
        .as_ref()
        .and_then(|editor| editor.meeting.records(&contribution::KIND).next_back());
    match last.is_some_and(Record::is_open) {
        true => "Recorded as text, to be confirmed.",
        false => "Recorded as text, restricted until you decide, to be confirmed.",
    }
}

/// `/edit` and new words: whose words they took the place of, where somebody else says them now.
pub(super) fn edited(read: &Line, record: &Record, meeting: &Meeting) -> Option<String> {
    let Line::Command { name, rest } = read else {
        return None;
    };
    let before = record.former.last()?;
    let is_edit = name == "edit" && !rest.trim().is_empty() && record.is_a(&contribution::KIND);
    (is_edit && before.values.text(&contribution::SPEAKER) != record.text(&contribution::SPEAKER))
        .then(|| {
            let (before, now) = (
                before.values.text(&contribution::SPEAKER),
                record.text(&contribution::SPEAKER),
            );
            format!(
                "takes the place of what {} said, as words of {}",
                meeting.code(before),
                meeting.code(now)
            )
        })
}

/// What of it stays out of the open minutes, because it names somebody who is restricted or their agency.
pub(super) fn kept_back(record: &Record) -> Option<String> {
    let labels = record.labels_that_name_another();
    (!labels.is_empty()).then(|| {
        format!(
            "kept back, as it tells of somebody what not everybody may know: {}",
            labels.join(", ")
        )
    })
}

/// `/help` or `/manual` with words.
pub(super) fn looks_up(app: &App, read: &Line) -> bool {
    has_words_for(&["help", "manual"], app, read)
}

/// `/find` with words.
pub(super) fn searches(app: &App, read: &Line) -> bool {
    has_words_for(&["find", "findall"], app, read)
}

/// `/undo`, `/redo`
pub(super) fn steps(app: &App, read: &Line) -> bool {
    is_one_of(&["undo", "redo"], app, read)
}

fn has_words_for(commands: &[&str], app: &App, read: &Line) -> bool {
    let has_words = matches!(read, Line::Command { rest, .. } if !rest.trim().is_empty());
    has_words && is_one_of(commands, app, read)
}

fn is_one_of(commands: &[&str], app: &App, read: &Line) -> bool {
    let Line::Command { name, .. } = read else {
        return false;
    };
    let meant = app.commands.meant_at_the_desk(name);
    matches!(meant, Named::Command(row) if commands.contains(&row.command))
}

/// Without what it quotes of the line: that may be an address.
pub(super) fn without_words_of(why: &str, line: &str) -> String {
    let pieces = why.split('"').enumerate();
    let pieces = pieces.map(|(at, piece)| match at % 2 {
        1 if line.contains(piece) => "\u{2026}",
        _ => piece,
    });
    pieces.collect::<Vec<_>>().join("\"")
}
