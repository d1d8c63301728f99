//! The heart of the program: a message changes the app, and whatever has to happen outside comes back as effects.

use super::App;
use super::commands::lifecycle;
use super::editing::editor::Shown;
use super::editing::stash::Purpose;
use super::editing::{copies_given, minutes_files, recording, session, written_papers};
use super::protocol::effect::Effect;
use super::protocol::message::{Key, Lost, Message};
use super::protocol::place::Place;
use super::protocol::status::{Outcome, Urgency};
use super::screens::close::count_what_was_said;
use super::screens::page::keys as reading;
use super::screens::{
    agendas, desk, entering, find, help, help_words, home, privacy, rejected_input, typed_text,
};
use crate::domain::meeting::Phase;
use crate::domain::text::sanitise::clean;
use chrono::{DateTime, FixedOffset};

/// Pure: the same app, message and time always give the same result.
pub fn update(app: &mut App, message: Message, now: DateTime<FixedOffset>) -> Vec<Effect> {
    app.now = now;
    let before = copies_given::so_far(app);
    let effects = handle(app, message);
    copies_given::tell(app, before);
    look_at_what_the_screen_shows(app);
    if app.place == Place::Agendas {
        agendas::have(app);
    }
    count_what_was_said(app);
    reading::fit(app);
    effects
}

/// Up walks through what is on the screen: while preparing, the people; otherwise never.
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
        // The entries asked for are listed where Up can reach them, not behind the list before closing.
        (Place::Close, Shown::Found(_) | Shown::CatchUp | Shown::Without(_)) => {
            app.place = Place::Recording
        }
        _ => {}
    }
}

fn handle(app: &mut App, message: Message) -> Vec<Effect> {
    let now = app.now;
    if privacy::takes(app, &message) {
        return Vec::new();
    }
    match message {
        Message::Idle => {
            privacy::after_a_while(app);
            Vec::new()
        }
        Message::Key(key) => on_key(app, key),
        Message::Paste(text) => on_paste(app, &text),
        Message::Burst(text) => {
            let effects = on_paste(app, &text);
            if let Some(editor) = app.editor.as_mut() {
                editor.burst_at = Some(now);
            }
            effects
        }
        Message::Wheel { arrow, rows } => on_wheel(app, arrow, rows),
        Message::Typed { was, now } => on_typed(app, &was, &now),
        Message::Line(text) => on_line(app, &text),
        Message::Unread(text, why) => on_unread(app, &text, &why),
        Message::BadBytes(count) => {
            app.status.point_out(format!(
                "{count} bytes could not be read as text; each is shown as \u{fffd}. Set your terminal to UTF-8."
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
            minutes_files::were_not_written(app, &meeting, why);
            Vec::new()
        }
        Message::SaveFailed(why) => {
            app.status.words = why.to_string();
            app.status.not_saved = Some(why);
            app.status.urgency = Urgency::Alarm;
            Vec::new()
        }
        Message::VersionKept(meeting) => {
            minutes_files::version_was_kept(app, &meeting);
            Vec::new()
        }
        Message::VersionNotKept(not_kept) => {
            app.status.words = not_kept.why.to_string();
            app.status.not_kept = Some(not_kept);
            app.status.urgency = Urgency::Alarm;
            Vec::new()
        }
        Message::Note(words) => {
            app.status.tell(words);
            Vec::new()
        }
        Message::Opened(opened) => session::on_opened(app, *opened),
        Message::NotOpened(why) | Message::NotDone(why) => app.refuse(why),
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
                "The list of meetings is not complete: a fault in the program, at {place}. All minutes are safe. Start talking-piece again; if it happens again, tell your IT department this place."
            ));
            Vec::new()
        }
        Message::Due(list) => {
            app.home.due = Some(list);
            Vec::new()
        }
        Message::OnlyToRead { meeting, why } => home::only_to_read(app, meeting, why),
        Message::Page { view, document, at } => {
            reading::on_brought(app, view, *document, at.as_deref());
            Vec::new()
        }
        Message::PapersWritten(news) => written_papers::on_written(app, news),
        Message::Found { typed, answer } => {
            find::on_found(app, &typed, *answer);
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
                Lost::HungUp => "hung_up",
                Lost::Terminated => "terminated",
                Lost::Left => "left",
            };
            let mut effects = session::leave_meeting(app, word);
            effects.push(Effect::Quit(Some(why)));
            effects
        }
    }
}

/// Other lists over a meeting or a page take no words, so whoever types has begun a line: the list closes and the line
/// is below it.
fn leave_the_list_to_type(app: &mut App) {
    if app.place == Place::Help && !matches!(app.help.from, Place::Home | Place::Agendas) {
        app.place = app.help.from;
    }
}

/// Looks for what is typed in the help. Words that are not for the help go into the line below it.
fn look_for(app: &mut App, text: &str) -> Vec<Effect> {
    let Some(words) = help_words::type_in(app, text) else {
        return Vec::new();
    };
    let effects = on_paste(app, &words);
    if app.status.words.is_empty() {
        app.status
            .tell("The help does not mention that: your words are in the line.");
    }
    effects
}

fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    if let Key::Char(letter) = key {
        if help_words::takes(app, letter) {
            return look_for(app, letter.encode_utf8(&mut [0; 4]));
        }
        if letter != ' ' {
            leave_the_list_to_type(app);
        }
    }
    // A key that also types or edits text does that first.
    let is_letter = matches!(key, Key::Char(_));
    let row = app.commands.of_key(key, app.place);
    if let Some(row) = row.filter(|_| !is_letter || app.home.filter.is_empty()) {
        return app.run(row, None);
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

fn give_key(app: &mut App, key: Key) -> Vec<Effect> {
    match app.place {
        Place::Home => home::on_key(app, key),
        Place::Agendas => agendas::on_key(app, key),
        Place::Help => help::on_key(app, key),
        Place::Page => reading::on_key(app, key),
        Place::Find => find::on_key(app, key),
        Place::Prepare | Place::Recording | Place::Close => desk::on_key(app, key),
    }
}

/// Elsewhere the wheel scrolls. Where a line is typed it must not move the cursor among its words, nor bring others into it.
fn on_wheel(app: &mut App, arrow: Key, rows: usize) -> Vec<Effect> {
    match app.place {
        Place::Prepare | Place::Recording | Place::Close => desk::on_wheel(app, arrow, rows),
        _ => (0..rows).flat_map(|_| on_key(app, arrow)).collect(),
    }
}

fn on_paste(app: &mut App, text: &str) -> Vec<Effect> {
    let cleaned = clean(text);
    if cleaned.replaced > 0 {
        app.status.point_out(format!(
            "{} characters of the paste cannot be shown; each is replaced by \u{fffd}.",
            cleaned.replaced
        ));
    }
    let first = cleaned.text.chars().next();
    if first.is_some_and(|letter| help_words::takes(app, letter)) && !cleaned.text.contains('\n') {
        return look_for(app, &cleaned.text);
    }
    leave_the_list_to_type(app);
    match app.place {
        Place::Home => {
            home::type_in(app, &cleaned.text.replace('\n', " "));
            Vec::new()
        }
        Place::Agendas | Place::Help => Vec::new(),
        Place::Find => find::type_in(app, &cleaned.text),
        Place::Page => {
            reading::on_paste(app, &cleaned.text);
            Vec::new()
        }
        Place::Prepare | Place::Recording | Place::Close => match app.editor {
            Some(_) => {
                if cleaned.replaced == 0 {
                    app.status.clear();
                }
                typed_text::on_paste(app, &cleaned.text)
            }
            None => Vec::new(),
        },
    }
}

/// Words that are in the line and that plain mode does not know of, because they were rejected, are set aside first.
fn on_typed(app: &mut App, was: &str, now: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if editor.line.text() != was {
        effects.extend(editor.set_aside_and_begin(Purpose::New, ""));
    }
    effects.extend(editor.type_over(&clean(now).text));
    effects
}

/// A whole line, entered. Anything else that is in the line is set aside first.
fn on_line(app: &mut App, text: &str) -> Vec<Effect> {
    if app.place == Place::Page && is_for_the_meeting_below(app, text) {
        app.pages.clear();
        app.place = app.below_pages;
    }
    if app.place == Place::Page {
        return reading::on_line(app, &clean(text).text);
    }
    if app.place == Place::Find {
        return find::on_line(app, &clean(text).text);
    }
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let cleaned = clean(text);
    let mut effects = Vec::new();
    editor.selected = None;
    if !editor.typed_in_lines || editor.line.text() != cleaned.text {
        // This is a line in its own right, never the rest of an edit or of words being appended.
        if !editor.line.is_empty() || editor.purpose != Purpose::New {
            effects.extend(editor.set_aside_and_begin(Purpose::New, ""));
        }
        effects.extend(editor.type_in(&cleaned.text));
    }
    effects.extend(entering::submit(app));
    effects
}

/// A line of a file that could not be taken as typed. The meeting begins with it, if it has not begun.
fn on_unread(app: &mut App, text: &str, why: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let text = &clean(text).text;
    let mut effects = Vec::new();
    // The event takes over the words of the line, so they must be there; any other words are set aside.
    if editor.line.text().trim() != text.trim() || editor.purpose != Purpose::New {
        effects.extend(editor.set_aside_and_begin(Purpose::New, text));
    }
    if editor.meeting.phase() == Phase::Preparing {
        editor.command_in_line = false;
        effects.extend(lifecycle::begin(editor, app.now).0);
    }
    effects.extend(recording::record_unread(app, text, why));
    effects
}

/// Without screens, a page over a meeting has been read out, and the next line is meant for the meeting unless it is a
/// command of the page: words meant for the minutes must not end up as a search.
fn is_for_the_meeting_below(app: &App, text: &str) -> bool {
    let command = text.trim_start().strip_prefix('/');
    let name = command.map(|rest| rest.split_whitespace().next().unwrap_or(""));
    let is_of_the_page = name.is_some_and(|name| {
        let name = name.to_lowercase();
        app.commands
            .in_place(Place::Page)
            .any(|row| row.command == name)
    });
    app.one_line_at_a_time && app.editor.is_some() && !is_of_the_page
}
