//! Plain mode: the same app as lines and questions, append-only, for screen readers, Braille displays, poor connections
//! and pipes.

mod beside;
mod finding;
mod page;
pub(crate) mod questions;
mod room;
mod words;

pub use questions::Questions;
pub use room::PlainRoom;
pub use words::{closing_words, entry_words, section_words};

use crate::app::App;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::protocol::message::{Key, Message};
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::app::screens::close::gaps;
use crate::app::screens::help;
use crate::domain::meeting::Phase;
use crate::domain::text::sanitise::clean;

#[derive(Debug, Default)]
pub struct Plain {
    place: Option<Place>,
    meeting: Option<String>,
    section: Option<String>,
    shown: Shown,
    questions: Option<Questions>,
    reading: page::PageProgress,
    /// How much was overdue and how much was to come.
    due: Option<(usize, usize)>,
    hits: finding::Hits,
    beside: beside::Beside,
    /// What this mode put into the line of the meeting.
    in_line: String,
    /// The last line that was entered.
    entered: String,
    /// Each letter is handed on as it is typed, and a line that is there already is gone on with.
    by_letters: bool,
}

/// Commands followed by the number of a meeting in the list.
const ABOUT_A_MEETING: [&str; 5] = ["review", "compare", "wishes", "scales", "promises"];

impl Plain {
    /// For a keyboard that is read letter by letter: see [`Plain::typing`].
    pub fn by_letters() -> Plain {
        Plain {
            by_letters: true,
            ..Plain::default()
        }
    }

    pub fn take(&mut self, app: &App, line: &str) -> Vec<Message> {
        let line = line.trim_end_matches(['\r', '\n']);
        match app.place {
            Place::Home => self.at_home(app, line.trim()),
            Place::Agendas => number(line, app.agendas.len()).map_or_else(
                || vec![Message::Key(Key::Esc)],
                |row| {
                    let mut keys = vec![Message::Key(Key::Up); app.agenda_row];
                    keys.extend(vec![Message::Key(Key::Down); row]);
                    keys.push(Message::Key(Key::Enter));
                    keys
                },
            ),
            // The help was read out; the next line is meant for the place before it, and is never lost.
            Place::Help => {
                let mut messages = vec![Message::Key(Key::Esc)];
                // A list that is requested again is read out again.
                self.place = Some(app.help.from);
                messages.extend(match (&app.editor, line.trim()) {
                    (_, "") => Vec::new(),
                    _ if app.help.from == Place::Page => self.on_page(app, line),
                    _ if app.help.from == Place::Find => self.hits.take(&app.finding, line),
                    (Some(_), _) => self.at_the_desk(app, line),
                    (None, words) => self.at_home(app, words),
                });
                messages
            }
            Place::Page => self.on_page(app, line),
            Place::Find => self.hits.take(&app.finding, line),
            Place::Prepare | Place::Recording | Place::Close => self.at_the_desk(app, line),
        }
    }

    fn on_page(&mut self, app: &App, line: &str) -> Vec<Message> {
        let page = app.pages.last();
        page.map_or_else(Vec::new, |page| self.reading.take(page, app.commands, line))
    }

    fn at_home(&mut self, app: &App, line: &str) -> Vec<Message> {
        let command = line.trim_start_matches('/');
        let (name, words) = command.split_once(' ').unwrap_or((command, ""));
        if name == "manual" || (name == "help" && !words.trim().is_empty()) {
            return of_list(&format!("{name} {words}"));
        }
        match line {
            // The filter is cleared first: after words, a + would be part of them.
            "new" | "/new" | "+" => vec![Message::Key(Key::Esc), Message::Key(Key::Char('+'))],
            "quit" | "/quit" | "q" => vec![Message::Key(Key::Ctrl('q'))],
            "help" | "/help" | "?" => vec![Message::Key(Key::F(1))],
            "putaway" | "/putaway" => of_list("putaway"),
            "due" | "/due" => due(""),
            "find" | "/find" | "/findall" => find(""),
            _ if line.starts_with("due ") || line.starts_with("/due ") => {
                due(line.split_once(' ').map_or("", |(_, day)| day.trim()))
            }
            _ => match ["/findall ", "/find ", "find "]
                .iter()
                .find_map(|command| line.strip_prefix(command))
            {
                Some(words) => find(words),
                None => self.of_the_list(app, line),
            },
        }
    }

    /// A number opens that meeting, a command with a number is about it, and any other words filter.
    fn of_the_list(&self, app: &App, line: &str) -> Vec<Message> {
        let about = ABOUT_A_MEETING.iter().find_map(|command| {
            let rest = line.trim_start_matches('/').strip_prefix(command)?;
            rest.starts_with(' ').then_some((*command, rest.trim()))
        });
        let choose = |row: usize| {
            let mut keys = vec![Message::Key(Key::Up); app.home.row];
            keys.extend(vec![Message::Key(Key::Down); row]);
            keys
        };
        let count = app.home.passing_count();
        match (number(line, count), about) {
            (Some(row), _) => {
                let mut keys = choose(row);
                keys.push(Message::Key(Key::Enter));
                keys
            }
            (None, Some((command, typed))) => {
                let (meeting, rest) = typed.split_once(' ').unwrap_or((typed, ""));
                match number(meeting, count) {
                    Some(row) => {
                        let mut keys = choose(row);
                        let command = format!(" /{command} {rest}");
                        keys.push(Message::Paste(command.trim_end().to_owned()));
                        keys.push(Message::Key(Key::Enter));
                        keys
                    }
                    None => vec![Message::Note(format!(
                        "There is no meeting number {meeting} here. Nothing was done."
                    ))],
                }
            }
            (None, None) if line.is_empty() => vec![Message::Key(Key::Esc)],
            (None, None) if line.starts_with('/') || ABOUT_A_MEETING.contains(&line) => {
                let command = line.trim_start_matches('/');
                vec![Message::Note(match ABOUT_A_MEETING.contains(&command) {
                    true => {
                        format!("Which meeting? {command} and its number in the list: {command} 1.")
                    }
                    false => format!("There is no command {line} here. help lists the commands."),
                })]
            }
            (None, None) => vec![Message::Key(Key::Esc), Message::Paste(line.to_owned())],
        }
    }

    fn at_the_desk(&mut self, app: &App, line: &str) -> Vec<Message> {
        if let Some(mut questions) = self.questions.take_if(|_| line.starts_with('/')) {
            // A command is not an answer: the answers so far become the record, then the command runs.
            questions.answer(".");
            let mut messages = self.ends_questions(&questions);
            messages.extend(self.at_the_desk(app, line));
            return messages;
        }
        if let Some(mut questions) = self.questions.take() {
            if questions.answer(line) {
                return self.ends_questions(&questions);
            }
            let messages = self.puts_in_line(questions.line()).into_iter().collect();
            self.questions = Some(questions);
            return messages;
        }
        if line.trim().is_empty() {
            // On the close list an empty line closes once nothing is open; it jumps to no gap, as none is chosen.
            let closes = app.editor.as_ref().is_some_and(|editor| {
                app.place == Place::Close
                    && gaps(editor, app.now).iter().all(|(_, why)| why.is_some())
            });
            if app
                .editor
                .as_ref()
                .is_some_and(|editor| editor.open_elsewhere)
            {
                // While somebody else writes, this checks whether they still do.
                return vec![Message::Key(Key::Enter)];
            }
            if app.place == Place::Close && !closes {
                self.place = None;
            }
            return match closes {
                true => vec![Message::Line("/close".to_owned())],
                false => Vec::new(),
            };
        }
        let editor = app.editor.as_ref();
        let questions = editor.and_then(|editor| Questions::begin(line, editor.meeting.settings()));
        if let Some(questions) = questions {
            self.questions = Some(questions);
            return Vec::new();
        }
        vec![Message::Line(line.to_owned())]
    }

    fn ends_questions(&mut self, questions: &Questions) -> Vec<Message> {
        let mut messages: Vec<Message> = self.puts_in_line(questions.line()).into_iter().collect();
        if !std::mem::take(&mut self.in_line).is_empty() {
            messages.push(Message::Key(Key::Enter));
        }
        messages
    }

    fn puts_in_line(&mut self, words: &str) -> Option<Message> {
        let now = clean(words).text.into_owned();
        let was = std::mem::replace(&mut self.in_line, now.clone());
        (was != now).then_some(Message::Typed { was, now })
    }

    /// The half-typed line, for the draft of the open meeting. Half an answer is kept with the answers before it, as
    /// the line that would record them.
    pub fn typing(&mut self, app: &App, typed: &str) -> Option<Message> {
        app.editor.as_ref()?;
        let words = match &self.questions {
            Some(questions) => questions.line_with(typed),
            None => typed.to_owned(),
        };
        self.puts_in_line(&words)
    }

    /// Whether several pasted lines are words for the meeting, which are asked about.
    pub fn takes_pasted_lines(&self, app: &App) -> bool {
        self.questions.is_none() && app.editor.is_some() && is_a_desk(app.place)
    }

    /// The entered line has been dealt with; `before`: where it was entered. One that was not meant for the meeting (a
    /// search on a page, `back`) leaves the draft.
    pub fn entered(&mut self, app: &App, before: Place) -> Option<Message> {
        if self.questions.is_some() {
            return None;
        }
        let was = std::mem::take(&mut self.in_line);
        self.entered.clone_from(&was);
        let editor = app.editor.as_ref().filter(|_| !was.is_empty())?;
        let is_there = editor.typed_in_lines && editor.line.text() == was;
        let was_for_it = is_a_desk(app.place) && (is_a_desk(before) || is_refused(editor));
        (is_there && !was_for_it).then(|| Message::Typed {
            was,
            now: String::new(),
        })
    }

    /// Words in the line of the meeting that were not typed here and can be gone on with: half-typed when the last
    /// session ended, or brought back. A rejected line waits until it is set aside, and so does one that was entered while
    /// somebody else writes: what is typed next is another entry.
    pub fn goes_on_with(&mut self, app: &App) -> Option<Message> {
        let editor = app.editor.as_ref().filter(|_| is_a_desk(app.place))?;
        let text = editor.line.text();
        let waits = is_refused(editor) || (editor.open_elsewhere && text == self.entered);
        if self.questions.is_some() || text == self.in_line || waits {
            return None;
        }
        self.in_line = text.to_owned();
        (!text.is_empty()).then(|| Message::Typed {
            was: text.to_owned(),
            now: text.to_owned(),
        })
    }

    /// What the program says; on the close list without the gaps, which follow with their numbers.
    fn status_words(&self, app: &App) -> Option<String> {
        let words = app.status.words.as_str();
        let listed = match (app.place, &app.editor) {
            (Place::Close, Some(editor)) => gaps(editor, app.now)
                .iter()
                .find_map(|(gap, _)| words.find(&gap.missing)),
            _ => None,
        };
        let told = match listed {
            Some(at) if at > 0 => words.get(..at).unwrap_or(words),
            _ => words,
        };
        Some(told.trim_end().to_owned()).filter(|told| !told.is_empty())
    }

    pub fn tell(&mut self, app: &App) -> Vec<String> {
        let mut told = Vec::new();
        if let Some(questions) = &self.questions {
            if let Some(editor) = &app.editor {
                told.push(questions.ask(editor.meeting.settings()));
            }
            return told;
        }
        match &app.outcome {
            Outcome::Recorded(id) => {
                told.extend(app.editor.as_ref().and_then(|editor| {
                    Some(entry_words(editor.meeting.record(id)?, &editor.meeting))
                }))
            }
            Outcome::Nothing | Outcome::Done | Outcome::Refused(_) => {}
        }
        told.extend(self.status_words(app));
        let place_changed = self.place.replace(app.place) != Some(app.place);
        match (app.place, app.pages.last()) {
            (Place::Page, Some(page)) => {
                told.extend(
                    self.reading
                        .tell(page, app.pages.len(), app.editor.is_some()),
                );
            }
            (Place::Help, _) => {}
            _ => self.reading.forget(),
        }
        match app.place {
            Place::Find => told.extend(self.hits.tell(&app.finding)),
            Place::Help => {}
            _ => self.hits.forget(),
        }
        match app.place {
            Place::Home => {
                told.extend(words::home(app));
                let due = app.home.due.as_ref();
                let counts = due.map(words::late_and_to_come);
                if counts != self.due {
                    self.due = counts;
                    told.extend(due.and_then(words::due));
                }
            }
            Place::Prepare if place_changed => told.extend(words::preparation(app)),
            Place::Agendas if place_changed => told.extend(words::agendas(app)),
            Place::Help if place_changed => {
                told.extend(help::listed(app).iter().map(words::help_row))
            }
            // The list is long: it is read whole when it is opened or requested, and otherwise only how to go on.
            Place::Close => {
                if let Some(editor) = app.editor.as_ref() {
                    match place_changed {
                        true => told.extend(closing_words(editor, app.now)),
                        false => told.push(words::ways_to_close(editor, app.now, 0)),
                    }
                }
            }
            _ => {}
        }
        if let Some(editor) = &app.editor {
            let section = editor
                .meeting
                .open_section()
                .map(|section| section.id.clone());
            if section != self.section && matches!(app.place, Place::Recording) {
                told.extend(section_words(&editor.meeting));
            }
            self.section = section;
            told.extend(self.beside.tell(editor));
            let id = editor.meeting.id();
            let is_opened = self.meeting.as_deref() != Some(id);
            self.meeting = Some(id.to_owned());
            if is_opened && editor.meeting.phase() == Phase::Open {
                told.extend(words::where_we_are(&editor.meeting));
            }
            if is_opened && !self.by_letters && !editor.line.is_empty() {
                told.push(format!(
                    "Half-typed and not recorded: {}",
                    editor.line.text()
                ));
            }
            if editor.shown != self.shown && editor.shown != Shown::OpenSection {
                told.extend(
                    editor
                        .entries()
                        .iter()
                        .map(|record| entry_words(record, &editor.meeting)),
                );
            }
            self.shown = editor.shown.clone();
        } else {
            self.meeting = None;
        }
        told
    }
}

fn find(words: &str) -> Vec<Message> {
    vec![
        Message::Key(Key::Esc),
        Message::Paste(format!("/find {words}")),
        Message::Key(Key::Enter),
    ]
}

fn due(day: &str) -> Vec<Message> {
    of_list(&format!("due {day}"))
}

/// A command of the list; the words before it still filter.
fn of_list(command: &str) -> Vec<Message> {
    let command = format!(" /{command}");
    vec![
        Message::Paste(command.trim_end().to_owned()),
        Message::Key(Key::Enter),
    ]
}

fn is_a_desk(place: Place) -> bool {
    matches!(place, Place::Prepare | Place::Recording | Place::Close)
}

fn is_refused(editor: &MeetingEditor) -> bool {
    editor.refused.as_deref() == Some(editor.line.text())
}

/// A typed number, from 1, as an index into a list of `count` rows.
fn number(line: &str, count: usize) -> Option<usize> {
    let row = line.trim().parse::<usize>().ok()?.checked_sub(1)?;
    (row < count).then_some(row)
}
