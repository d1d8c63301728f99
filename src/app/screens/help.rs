//! The help: lists everything that can be done, and does what is chosen.

use super::help_columns::{column, height_of};
use super::help_tables::{FIND_KEYS, FIND_WORDS, KEYS, PAGE_KEYS, SHORTHAND, lines_of};
use super::paging::walked;
use super::{help_lead, help_words, lists, people_list, typed_text};
use crate::app::App;
use crate::app::editing::line_keys;
use crate::app::editing::stash::Purpose;
use crate::app::protocol::command_row::{CommandRow, Commands, Named};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::{DESK, Place};
use crate::app::protocol::status::Outcome;
use crate::app::protocol::view::View;
use crate::documents::manual::{
    COMMANDS_AND_KEYS, PAGES, RECORDS, WHEN_SOMETHING_GOES_WRONG, heading_for, item,
};
use crate::domain::record::form::Need;
use crate::domain::record::{KINDS, Kind, kind};
use crate::domain::search::FACETS;
use crate::domain::settings::Settings;
use crate::domain::text::buffer::TextBuffer;

/// The help, or another list of this kind, while it is open.
#[derive(Debug, Clone)]
pub struct Help {
    pub from: Place,
    pub row: usize,
    pub listing: Listing,
    /// The places of the manual that explain what was in the line or on the status line when it was opened.
    pub explains: Vec<Explained>,
    /// What is looked for in it.
    pub sought: TextBuffer,
    /// Words that were in `sought` when it was left: they may have been meant for the line.
    pub typed_last: String,
}

impl Help {
    pub fn of(from: Place, listing: Listing, explains: Vec<Explained>) -> Help {
        Help {
            from,
            row: 0,
            listing,
            explains,
            sought: TextBuffer::default(),
            typed_last: String::new(),
        }
    }
}

/// A place of the manual, and what it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    pub what: String,
    pub topic: &'static str,
    pub part: String,
}

/// What can be listed on a screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    #[default]
    Commands,
    Dates,
    NoReply,
    People,
    Statements,
    /// What may be answered in a record of this kind (its id).
    Record(&'static str),
}

pub const HELP: &str = "help";

/// Rows that are never the list's: the header, what is looked for, the footer, and the sentence of the chosen row.
const OTHER_ROWS: u16 = 9;

const THE_LINE: &str = "The line";
const THIS_MESSAGE: &str = "This message";

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What is typed, or a heading when `help` is empty.
    pub typed: String,
    pub help: String,
    /// What follows that, where there is room for whole sentences or the row is chosen. May be empty.
    pub more: String,
    pub key: String,
    pub does: Does,
}

impl Row {
    pub fn sentence(&self) -> String {
        match self.more.as_str() {
            "" => self.help.clone(),
            more => format!("{}, {more}", self.help),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Does {
    #[default]
    Nothing,
    Run(&'static CommandRow),
    Begin(String),
    /// Puts words into the line.
    Type(String),
    /// Answers the question that is in the line.
    Answer(String),
    /// Opens a page of the manual, at one of its parts where one is named.
    Read(&'static str, Option<String>),
}

pub fn listed(app: &App) -> Vec<Row> {
    match (app.help.listing, &app.editor) {
        (Listing::Dates, Some(editor)) => {
            lists::dates(&editor.meeting, app.commands, app.now.date_naive())
        }
        (Listing::NoReply, Some(editor)) => lists::no_reply(&editor.meeting),
        (Listing::People, Some(editor)) => {
            people_list::people(&editor.meeting, app.now.date_naive())
        }
        (Listing::Statements, Some(editor)) => lists::statements(&editor.meeting, lists::room(app)),
        (Listing::Record(id), editor) => match (kind(id), editor) {
            (Some(kind), Some(editor)) => answers_of(kind, editor.meeting.settings()),
            (Some(kind), None) => answers_of(kind, &Settings::default()),
            (None, _) => Vec::new(),
        },
        (Listing::Commands, Some(editor)) => {
            let mut all = leading(app);
            // What is asked now comes straight behind the signs, or at the end.
            let last = SHORTHAND.last().map_or("", |(typed, _)| typed);
            let signs = all.iter().rposition(|row| row.typed == last);
            let at = match app.help.from {
                Place::Recording => signs.map_or(all.len(), |last| last + 1),
                _ => all.len(),
            };
            let room = lists::room(app);
            all.splice(at..at, lists::what_is_asked(&editor.meeting, room));
            all.extend(lists::about_the_meeting(&editor.meeting, room));
            with_the_manual(app, all)
        }
        _ => {
            let all = leading(app);
            with_the_manual(app, all)
        }
    }
}

/// The choices of a question that is being answered come first, then what people come here to do.
fn leading(app: &App) -> Vec<Row> {
    let mut all = help_lead::choices(app);
    all.extend(help_lead::tasks(app));
    all.extend(rows(app.commands, app.help.from, app.one_line_at_a_time));
    all
}

/// The actions, and below the first heading (or above the choices of a question) what explains the line or the message; at the end all
/// pages. With words to look for, only what speaks of them.
fn with_the_manual(app: &App, mut rows: Vec<Row>) -> Vec<Row> {
    let sought = app.help.sought.text().trim();
    if !sought.is_empty() {
        return help_words::sifted(app, rows, sought);
    }
    let told = app.help.explains.iter().map(|explained| Row {
        typed: explained.what.clone(),
        help: format!("The manual explains it: {}.", explained.topic),
        does: Does::Read(explained.topic, Some(explained.part.clone())),
        ..Row::default()
    });
    let has_choices = rows.iter().any(|row| matches!(row.does, Does::Answer(_)));
    let at = usize::from(!has_choices).min(rows.len());
    rows.splice(at..at, help_words::typed_last(app).into_iter().chain(told));
    rows.push(Row {
        typed: match app.one_line_at_a_time {
            true => "The manual: /manual and the name of a page".to_owned(),
            false => "The manual (Enter opens the page)".to_owned(),
        },
        ..Row::default()
    });
    rows.extend(PAGES.iter().map(|page| Row {
        typed: page.topic.to_owned(),
        help: page.title().to_owned(),
        does: Does::Read(page.topic, None),
        ..Row::default()
    }));
    rows
}

pub fn page_of_manual(topic: &str, at: Option<&str>) -> Effect {
    Effect::Show {
        view: View::Manual {
            topic: topic.to_owned(),
        },
        at: at.map(str::to_owned),
    }
}

/// What the manual has to say about what is going on: the message, and the field, record or command in the line.
pub fn explained_here(app: &App) -> Vec<Explained> {
    let refused = match &app.outcome {
        Outcome::Refused(why) => why.to_string(),
        _ => String::new(),
    };
    let alarm = app.status.alarm_words().unwrap_or_default();
    let messages = [alarm, refused, app.status.words.clone()];
    let message = messages.iter().find_map(|words| heading_for(words));
    let message = message.map(|part| Explained {
        what: THIS_MESSAGE.to_owned(),
        topic: WHEN_SOMETHING_GOES_WRONG,
        part,
    });
    let line = match (app.place, &app.editor, app.pages.last()) {
        (Place::Page, _, Some(page)) => page.line.text(),
        (_, Some(editor), _) => editor.line.text(),
        _ => "",
    };
    message
        .into_iter()
        .chain(explained_in_line(app, line))
        .collect()
}

fn explained_in_line(app: &App, line: &str) -> Option<Explained> {
    let typed = line.strip_prefix('/')?;
    let (name, answers) = typed.split_once(' ').unwrap_or((typed, ""));
    match app.commands.meant_at_the_desk(&name.to_lowercase()) {
        Named::Record(command) => {
            let kind = KINDS.iter().find(|kind| kind.command == command)?;
            let last = answers.rsplit_once(';').map_or("", |(_, last)| last);
            let label = last.split(':').next().unwrap_or_default();
            let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
            let asked = meeting.map_or(*kind, |meeting| kind.as_asked(meeting.settings()));
            let asked = asked.fields.iter().find(|field| field.is_called(label));
            Some(
                match asked.and_then(|field| Some((field, kind.field(field.name)?))) {
                    Some((asked, field)) => Explained {
                        what: format!("/{command} {}:", asked.label),
                        topic: RECORDS,
                        // The manual has the label that comes with the program.
                        part: item(command, field.label),
                    },
                    None => Explained {
                        what: format!("/{command}"),
                        topic: RECORDS,
                        part: command.to_owned(),
                    },
                },
            )
        }
        Named::Command(row) => Some(Explained {
            what: format!("/{}", row.command),
            topic: COMMANDS_AND_KEYS,
            part: item("commands", &format!("/{}", row.command)),
        }),
        Named::Several(_) | Named::Nothing => None,
    }
}

/// Where the help begins: at what explains the message; else at the choices of the question, at what explains the line,
/// at the signs where they come first, or at what can be done. There is no point in choosing a heading.
pub fn first_row(app: &App) -> usize {
    let is_told = |explained: &Explained| explained.what == THIS_MESSAGE;
    if app.help.explains.is_empty() && app.help.from == Place::Recording {
        return 1 + usize::from(help_words::typed_last(app).is_some());
    }
    let rows = listed(app);
    let choice = rows
        .iter()
        .position(|row| matches!(row.does, Does::Answer(_)));
    let choice = choice.filter(|_| !app.help.explains.iter().any(is_told));
    let first = rows
        .iter()
        .position(|row| !matches!(row.does, Does::Nothing | Does::Type(_)));
    choice.or(first).unwrap_or(0)
}

/// The rows of the help for a place; `in_lines`: without screens, where whole lines are typed and there are no keys.
pub fn rows(commands: Commands, from: Place, in_lines: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let heading = |words: &str| Row {
        typed: words.to_owned(),
        ..Row::default()
    };
    let told = |(typed, help): &(&str, &str)| Row {
        typed: (*typed).to_owned(),
        help: (*help).to_owned(),
        ..Row::default()
    };
    let the_line = || std::iter::once(heading(THE_LINE)).chain(SHORTHAND.iter().map(told));
    if from == Place::Recording {
        rows.extend(the_line());
    }
    rows.push(heading(match in_lines {
        true => "What can be done here",
        false => "What can be done here (Enter does it)",
    }));
    if in_lines {
        rows.extend(lines_of(from).iter().map(told));
    }
    // In lines, the list of meetings has its own words for all of this.
    let here = commands.in_place(from);
    for row in here.filter(|_| !(in_lines && from == Place::Home)) {
        let keys: Vec<String> = row.keys.iter().map(|key| key.words()).collect();
        let takes = if row.takes.is_empty() {
            String::new()
        } else {
            format!(" {}", row.takes)
        };
        rows.push(Row {
            typed: format!("/{}{takes}", row.command),
            help: row.help.to_owned(),
            key: keys.join(" "),
            does: if row.needs {
                Does::Begin(row.command.to_owned())
            } else {
                Does::Run(row)
            },
            ..Row::default()
        });
    }
    if DESK.contains(&from) {
        rows.push(heading(match in_lines {
            true => "Records, each typed as one line; the name alone asks question by question; /help action lists its answers",
            false => "Records, each typed as one line; /help action lists its answers",
        }));
        for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
            rows.push(Row {
                typed: format!("/{}", kind.command),
                help: kind.help.to_owned(),
                does: Does::Begin(kind.command.to_owned()),
                ..Row::default()
            });
        }
        if from != Place::Recording {
            rows.extend(the_line());
        }
        if !in_lines {
            rows.push(heading("Keys"));
            rows.extend(KEYS.iter().map(told));
        }
    }
    if from == Place::Page && !in_lines {
        rows.push(heading("Keys"));
        rows.extend(PAGE_KEYS.iter().map(told));
    }
    if from == Place::Find {
        rows.push(heading("What can be looked for"));
        rows.extend(FIND_WORDS.iter().map(told));
        let filters = FACETS.iter();
        rows.extend(filters.map(|facet| told(&(&format!("{}:", facet.name), facet.about))));
    }
    if from == Place::Find && !in_lines {
        rows.push(heading("Keys"));
        rows.extend(FIND_KEYS.iter().map(told));
    }
    rows
}

/// What may be answered in a record: each answer with what stands before its colon, what it asks and what may be typed.
fn answers_of(kind: &'static Kind, settings: &Settings) -> Vec<Row> {
    let first = Row {
        typed: format!(
            "/{}: first the words, then each answer after a ; and its label",
            kind.command
        ),
        ..Row::default()
    };
    let example = Row {
        help: format!("For example: /{} {}", kind.command, kind.help),
        ..Row::default()
    };
    let kind = kind.as_asked(settings);
    let answers = kind.asked().map(|field| {
        let need = match field.need {
            Need::Must => " Needed.",
            Need::Wanted | Need::May => "",
        };
        let also = match field.also {
            [] => String::new(),
            also => format!(" Also: {}.", also.join(", ")),
        };
        Row {
            typed: format!("{}:", field.label),
            help: format!(
                "{}{need} Type {}.{also}",
                field.question,
                field.hint(settings)
            ),
            does: Does::Begin(kind.command.to_owned()),
            ..Row::default()
        }
    });
    [first, example].into_iter().chain(answers).collect()
}

pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    let rows = listed(app);
    let height = usize::from(app.rows.saturating_sub(OTHER_ROWS)).max(1);
    let walks = match key {
        Key::Char(' ') => Key::PageDown,
        key => key,
    };
    let column = column(app.help.listing, &rows, usize::from(app.columns));
    let heights = |row: usize| rows.get(row).map_or(0, |row| height_of(app, column, row));
    if let Some(row) = walked(walks, app.help.row, rows.len(), height, heights) {
        app.help.row = row;
        return Vec::new();
    }
    match key {
        Key::Esc | Key::F(1) => {
            let is_kept = !app.help.sought.is_empty() && DESK.contains(&app.help.from);
            app.place = app.help.from;
            help_words::keep(app);
            if is_kept {
                app.status.tell(
                    "What you typed in the list is kept: F1 shows it, and puts it into the line.",
                );
            }
        }
        Key::Enter => {
            app.place = app.help.from;
            help_words::keep(app);
            return match rows.get(app.help.row).map(|row| row.does.clone()) {
                // The help would only open itself again.
                Some(Does::Run(row)) if row.command == HELP => Vec::new(),
                Some(Does::Run(row)) => app.run(row, None),
                Some(Does::Read(topic, part)) => vec![page_of_manual(topic, part.as_deref())],
                Some(Does::Answer(words)) => help_lead::answer(app, &words),
                Some(Does::Type(words)) => {
                    app.help.typed_last.clear();
                    typed_text::type_in(app, &words)
                }
                Some(Does::Begin(command)) if app.place == Place::Page => {
                    if let Some(page) = app.pages.last_mut() {
                        page.line = TextBuffer::with_text(&format!("/{command} "));
                    }
                    Vec::new()
                }
                Some(Does::Begin(command)) => match app.editor.as_mut() {
                    Some(editor) => {
                        editor.set_aside_and_begin(Purpose::New, &format!("/{command} "))
                    }
                    None => Vec::new(),
                },
                _ => Vec::new(),
            };
        }
        key => {
            if line_keys::change(&mut app.help.sought, key).is_some() {
                help_words::choose_first(app);
            } else if let Some(whereto) = line_keys::movement(key) {
                app.help.sought.go(whereto);
            }
        }
    }
    Vec::new()
}
