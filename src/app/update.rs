//! The heart: a message changes the program, and what must be done outside comes back as effects.

use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::editing::{minutes_files, recording, session};
use crate::app::protocol::command_row::{Action, Place, in_place, of_key};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Key, Message};
use crate::app::protocol::status::Urgency;
use crate::app::screens::{desk, rejected_input};
use crate::app::{App, Outcome, commands, screens};
use crate::domain::agenda::{BUILT_IN, built_in};
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::text::sanitise::clean;
use chrono::{DateTime, FixedOffset};

/// Takes in one message. Pure: the same app, message and time always give the same.
pub fn update(app: &mut App, message: Message, now: DateTime<FixedOffset>) -> Vec<Effect> {
    app.now = now;
    let effects = handle(app, message);
    look_at_what_the_screen_shows(app);
    have_agendas(app);
    screens::page::keys::fit(app);
    effects
}

/// Without agendas of the council's own, the built-in ones are read when their list is opened: a meeting that is
/// gone on with does not wait for them.
fn have_agendas(app: &mut App) {
    if app.place == Place::Agendas && app.agendas.is_empty() {
        let ids = BUILT_IN.iter().map(|(id, _)| *id);
        app.agendas = ids.filter_map(built_in).collect();
    }
}

/// What Up walks through is what stands on the screen: the people while preparing, else never they.
fn look_at_what_the_screen_shows(app: &mut App) {
    let Some(editor) = app.editor.as_mut() else {
        return;
    };
    match (app.place, &editor.shown) {
        (Place::Prepare, Shown::OpenSection) => editor.shown = Shown::People,
        (Place::Recording, Shown::People) => {
            editor.shown = Shown::OpenSection;
            editor.selected = None;
        }
        // What was asked for is listed where Up walks through it, not behind the close list.
        (Place::Close, Shown::Found(_) | Shown::CatchUp) => app.place = Place::Recording,
        _ => {}
    }
}

fn handle(app: &mut App, message: Message) -> Vec<Effect> {
    let now = app.now;
    match message {
        Message::Key(key) => on_key(app, key),
        Message::Paste(text) => on_paste(app, &text),
        Message::Line(text) => on_line(app, &text),
        Message::Unread(text, why) => recording::record_unread(app, &text, &why),
        Message::BadBytes(count) => {
            app.status.point_out(format!(
                "{count} bytes were no readable text; each stands as \u{fffd}. Set your terminal to UTF-8."
            ));
            Vec::new()
        }
        Message::Resize { columns, rows } => {
            app.columns = columns;
            app.rows = rows;
            Vec::new()
        }
        Message::Saved(seq) => {
            app.status.saved_seq = app.status.saved_seq.max(seq);
            app.status.saved_at = Some(now);
            if app.status.not_saved.take().is_some() {
                app.status.urgency = Urgency::Quiet;
                app.status
                    .tell("Saving works again. Every entry is on the disk.");
            }
            Vec::new()
        }
        Message::MinutesWritten(meeting) => {
            minutes_files::were_written(app, &meeting);
            Vec::new()
        }
        Message::MinutesNotWritten { meeting, why } => {
            minutes_files::were_not_written(app, &meeting, why.to_string());
            Vec::new()
        }
        Message::SaveFailed(why) => {
            let words = why.to_string();
            app.status.not_saved = Some(words.clone());
            app.status.words = words;
            app.status.urgency = Urgency::Alarm;
            Vec::new()
        }
        Message::Note(words) => {
            app.status.tell(words);
            Vec::new()
        }
        Message::Opened(opened) => on_opened(app, *opened),
        Message::NotOpened(why) | Message::NotDone(why) => {
            let words = why.to_string();
            app.status.point_out(words.clone());
            app.outcome = Outcome::Refused(words);
            Vec::new()
        }
        Message::Meetings(meetings) => {
            app.home.reading = None;
            app.home.list(meetings);
            vec![Effect::ListDue]
        }
        Message::FirstMeetings(meetings) => {
            app.home.reading = Some((0, 0));
            if app.home.meetings().is_empty() {
                app.home.list(meetings);
            }
            Vec::new()
        }
        Message::ListProgress(done, of) => {
            app.home.reading = Some((done, of));
            Vec::new()
        }
        Message::ListFailed(place) => {
            app.home.reading = None;
            app.status.point_out(format!(
                "The list of meetings is not whole: a fault in the program, at {place}. All minutes are safe. Start talking-piece again; if it comes back, tell your IT department this place."
            ));
            Vec::new()
        }
        Message::Due(list) => {
            app.home.due = Some(list);
            Vec::new()
        }
        Message::OnlyToRead { meeting, why } => {
            screens::home::only_to_read(app, meeting, why.to_string())
        }
        Message::Page { view, document, at } => {
            screens::page::brought::on_brought(app, view, *document, at.as_deref());
            Vec::new()
        }
        Message::Found { typed, answer } => {
            screens::find::on_found(app, &typed, *answer);
            Vec::new()
        }
        Message::Settings {
            agendas,
            abbreviations,
        } => {
            app.agendas = agendas;
            if let Some(editor) = app.editor.as_mut() {
                editor.abbreviations.clone_from(&abbreviations);
            }
            app.abbreviations = abbreviations;
            Vec::new()
        }
        Message::Lost(why) => {
            let word = match why {
                crate::app::protocol::message::Lost::HungUp => "hung_up",
                crate::app::protocol::message::Lost::Terminated => "terminated",
                crate::app::protocol::message::Lost::Left => "left",
            };
            let mut effects = leave_meeting(app, word);
            effects.push(Effect::Quit(Some(why)));
            effects
        }
    }
}

fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    if let Some(spec) = of_key(key, app.place)
        && is_free(app, key, spec.action)
    {
        return commands::run(app, spec.action, None);
    }
    if rejected_input::takes_key(app, key) {
        return Vec::new();
    }
    let is_entered = key == Key::Enter;
    if is_entered {
        app.outcome = Outcome::Nothing;
    }
    let effects = give_key(app, key);
    if is_entered {
        rejected_input::remember(app);
    }
    effects
}

/// Gives a key to the screen that is seen.
fn give_key(app: &mut App, key: Key) -> Vec<Effect> {
    match app.place {
        Place::Home => screens::home::on_key(app, key),
        Place::Agendas => screens::agendas::on_key(app, key),
        Place::Help => screens::help::on_key(app, key),
        Place::Page => screens::page::keys::on_key(app, key),
        Place::Find => screens::find::on_key(app, key),
        Place::Prepare | Place::Recording | Place::Close => desk::on_key(app, key),
    }
}

/// A key that is also text or edits text does its other work first.
fn is_free(app: &App, key: Key, action: Action) -> bool {
    let line = app.editor.as_ref().map(|editor| &editor.line);
    let line_can_undo = line.is_some_and(|line| line.can_undo() && !line.is_empty());
    let line_can_redo = line.is_some_and(|line| line.can_redo());
    match (key, action) {
        (Key::Char(_), _) => app.home.filter.is_empty(),
        (_, Action::Undo) => !line_can_undo,
        (_, Action::Redo) => !line_can_redo,
        _ => true,
    }
}

fn on_paste(app: &mut App, text: &str) -> Vec<Effect> {
    let cleaned = clean(text);
    if cleaned.replaced > 0 {
        app.status.point_out(format!(
            "{} signs of the paste cannot be shown; each stands as \u{fffd}.",
            cleaned.replaced
        ));
    }
    match app.place {
        Place::Home => {
            screens::home::type_in(app, &cleaned.text.replace('\n', " "));
            Vec::new()
        }
        Place::Agendas | Place::Help => Vec::new(),
        Place::Find => screens::find::type_in(app, &cleaned.text),
        Place::Page => {
            screens::page::keys::on_paste(app, &cleaned.text);
            Vec::new()
        }
        Place::Prepare | Place::Recording | Place::Close => match app.editor.as_mut() {
            Some(editor) => {
                if cleaned.replaced == 0 {
                    app.status.clear();
                }
                editor.selected = None;
                desk::type_in(app, &cleaned.text)
            }
            None => Vec::new(),
        },
    }
}

/// A whole line, entered: what is in the line already is set aside first.
fn on_line(app: &mut App, text: &str) -> Vec<Effect> {
    if app.place == Place::Page && is_for_the_meeting_below(app, text) {
        app.pages.clear();
        app.place = app.below_pages;
    }
    if app.place == Place::Page {
        return screens::page::keys::on_line(app, &clean(text).text);
    }
    if app.place == Place::Find {
        return screens::find::on_line(app, &clean(text).text);
    }
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let cleaned = clean(text);
    let mut effects = Vec::new();
    // A line of its own: never the rest of an edit or of words to be added that were begun before.
    if !editor.line.is_empty() || editor.purpose != crate::app::editing::editor::Purpose::New {
        effects.extend(editor.set_aside_and_begin(crate::app::editing::editor::Purpose::New, ""));
    }
    editor.selected = None;
    effects.extend(editor.type_in(&cleaned.text));
    effects.extend(recording::submit(app));
    effects
}

/// Without screens a page over a meeting was read out, and what is typed next is meant for the meeting unless it is a
/// command of the page: words of minutes must not end as words that are looked for.
fn is_for_the_meeting_below(app: &App, text: &str) -> bool {
    let command = text.trim_start().strip_prefix('/');
    let name = command.map(|rest| rest.split_whitespace().next().unwrap_or(""));
    let is_of_the_page = name.is_some_and(|name| {
        let name = name.to_lowercase();
        in_place(Place::Page).any(|spec| spec.command == name)
    });
    app.one_line_at_a_time && app.editor.is_some() && !is_of_the_page
}

fn on_opened(app: &mut App, opened: crate::app::protocol::message::Opened) -> Vec<Effect> {
    let interrupted = !opened.events.is_empty();
    let is_unsealed = opened.is_unsealed;
    let (mut editor, notes) = MeetingEditor::open(opened);
    editor.abbreviations.clone_from(&app.abbreviations);
    let was = editor.meeting.interrupted_at();
    let id = editor.meeting.id().to_owned();
    let before = app
        .editor
        .take_if(|before| before.open_elsewhere && before.meeting.id() == id);
    let looked_again = before.is_some();
    let left_behind = before.is_some_and(|before| editor.take_over_what_was_typed(before));
    app.place = match editor.meeting.phase() {
        Phase::Preparing => Place::Prepare,
        Phase::Open | Phase::Closed => Place::Recording,
    };
    app.status = crate::app::protocol::status::Status::default();
    let mut effects = Vec::new();
    if editor.read_only.is_none() {
        // Looking at a closed meeting leaves no trace in it; what its closing owes is done.
        if editor.meeting.phase() == Phase::Closed {
            effects.extend(is_unsealed.then(|| editor.write_minutes(true)));
        } else {
            effects.extend(
                editor
                    .commit(vec![KnownEvent::SessionStarted {}], false, app.now)
                    .0,
            );
        }
    }
    // The words of the last session are written into this one's draft before anything else; a reader's who looks again
    // stand in theirs.
    if !(looked_again && editor.read_only.is_some()) {
        let (purpose, text) = (editor.purpose.clone(), editor.line.text().to_owned());
        effects.extend(editor.begin_line(purpose, &text, false));
    }
    if let Some(words) = &editor.read_only {
        let again = session::what_enter_does(&editor, app.one_line_at_a_time);
        app.status.point_out(format!("{words}{again}"));
    } else if looked_again {
        let words = session::now_it_is_yours(&editor, left_behind, app.one_line_at_a_time);
        app.status.point_out(words);
    } else if let Some(at) = was.filter(|_| interrupted) {
        let line = if editor.line.is_empty() {
            ""
        } else {
            " Your half-typed line is here."
        };
        app.status.tell(format!(
            "The meeting was interrupted at {}. Nothing was lost.{line}",
            at.format("%H:%M")
        ));
    }
    if !notes.is_empty() {
        let words = notes.join(" ");
        app.status
            .point_out(match looked_again && editor.read_only.is_none() {
                true => format!("{} {words}", app.status.words),
                false => words,
            });
    }
    app.editor = Some(editor);
    app.pages.clear();
    app.outcome = Outcome::Done;
    effects
}

/// Ends the session and writes the minutes as they stand. The half-typed line stays in the draft.
pub(crate) fn leave_meeting(app: &mut App, why: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(editor) = app.editor.as_mut() {
        if editor.read_only.is_none() && editor.meeting.is_session_open() {
            effects.extend(
                editor
                    .commit(
                        vec![KnownEvent::SessionEnded {
                            why: why.to_owned(),
                        }],
                        false,
                        app.now,
                    )
                    .0,
            );
            let is_closed = editor.meeting.phase() == Phase::Closed;
            effects.extend(
                editor
                    .leaves_minutes()
                    .then(|| editor.write_minutes(is_closed)),
            );
        }
        effects.push(Effect::Release);
    }
    app.editor = None;
    app.pages.clear();
    effects
}
