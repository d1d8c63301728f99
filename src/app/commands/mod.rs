//! The one table of what can be done, and what most commands have in common. To add a command: its row in the group it
//! belongs to. To add a group: its file, and its line in the table.

mod changing;
mod closing;
mod coming;
mod dates;
pub mod deciding;
mod excluding;
mod finding;
mod going;
mod handing_out;
pub mod lifecycle;
mod looking_back;
#[cfg(test)]
mod made_up;
mod marking;
mod page;
mod papers_given;
mod putting_away;
mod scoring;
#[cfg(test)]
mod table_tests;
mod taking_back;
mod taking_up;
mod withholding;
mod writing_papers;

use super::App;
use super::editing::editor::MeetingEditor;
use super::editing::session::kept_from_changing;
use super::editing::stash::finish_line;
use super::protocol::command_row::Commands;
use super::protocol::effect::Effect;
use super::protocol::place::Place;
use crate::domain::line;
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::record::Body;
use crate::domain::record::kinds::contribution;
use chrono::{DateTime, FixedOffset};

/// The order is that of the command list; where only the beginning of a name is typed, the first that fits is meant.
pub const COMMANDS: Commands = Commands(&[
    lifecycle::ROWS,
    coming::ROWS,
    excluding::ROWS,
    changing::ROWS,
    marking::ROWS,
    withholding::ROWS,
    taking_up::ROWS,
    taking_back::ROWS,
    finding::ROWS,
    dates::ROWS,
    scoring::ROWS,
    deciding::ROWS,
    going::IN_THE_MEETING,
    closing::ROWS,
    putting_away::IN_THE_MEETING,
    going::AROUND_THE_LIST,
    putting_away::AROUND_THE_LIST,
    page::ROWS,
    looking_back::ROWS,
    handing_out::ROWS,
    going::FROM_ANYWHERE,
    #[cfg(test)]
    made_up::ROWS,
]);

const WITH_A_LINE: &[Place] = &[Place::Prepare, Place::Recording, Place::Close, Place::Page];

/// What a command has to say in the minutes and no answer of its own for: what the minute-taker notes.
fn noted(meeting: &Meeting, words: &str) -> KnownEvent {
    let section = meeting.open_section();
    let mut body = Body::default();
    for (field, value) in [
        (&contribution::SPEAKER, "minute_taker"),
        (&contribution::TEXT, words),
    ] {
        body.values.insert(field.name.to_owned(), value.into());
    }
    line::close_by_section(&contribution::KIND, &mut body, meeting);
    KnownEvent::Recorded {
        id: meeting.next_id(&contribution::KIND),
        record: contribution::KIND.id.to_owned(),
        section: section.map(|open| open.id.clone()),
        body,
    }
}

/// Effects, and what to say: that it is done, or why not.
type Done = (Vec<Effect>, Result<String, Problem>);

/// Events that a command causes, and what it says once the meeting accepts them.
fn said(
    editor: &mut MeetingEditor,
    known_events: Vec<KnownEvent>,
    now: DateTime<FixedOffset>,
    words: &str,
) -> Done {
    let takes_line = editor.command_in_line;
    let (effects, outcome) = editor.commit(known_events, takes_line, now);
    (
        effects,
        outcome.map(|()| words.to_owned()).map_err(Problem::from),
    )
}

/// Changes the open meeting, and says so. A read-only meeting stays as it is.
fn change(
    app: &mut App,
    typed: Option<&str>,
    does: impl FnOnce(&mut MeetingEditor, &str, DateTime<FixedOffset>) -> Done,
) -> Vec<Effect> {
    change_and(app, typed, does, |_| ())
}

/// The same, followed by something more once it is done.
fn change_and(
    app: &mut App,
    typed: Option<&str>,
    does: impl FnOnce(&mut MeetingEditor, &str, DateTime<FixedOffset>) -> Done,
    then: fn(&mut App),
) -> Vec<Effect> {
    match kept_from_changing(app) {
        Some(effects) => effects,
        None => tell(app, typed, does, then),
    }
}

/// Looks something up in the open meeting, and says it. Works in a read-only meeting, too.
fn look(
    app: &mut App,
    typed: Option<&str>,
    does: impl FnOnce(&mut MeetingEditor, &str, DateTime<FixedOffset>) -> Done,
) -> Vec<Effect> {
    tell(app, typed, does, |_| ())
}

fn tell(
    app: &mut App,
    typed: Option<&str>,
    does: impl FnOnce(&mut MeetingEditor, &str, DateTime<FixedOffset>) -> Done,
    then: fn(&mut App),
) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    editor.command_in_line = typed.is_some();
    let (mut effects, outcome) = does(editor, typed.unwrap_or(""), now);
    match outcome {
        Ok(words) => {
            app.status.tell(words);
            then(app);
            effects.extend(finish_line(app, typed));
        }
        Err(why) => effects.extend(app.refuse(why)),
    }
    effects
}
