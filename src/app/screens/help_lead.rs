//! What the help begins with: the choices of the question that is in the line; and where no meeting is being recorded,
//! what people come here to do, each with its page of the manual.

use super::help::{Does, Row};
use crate::app::App;
use crate::app::editing::completion::field_at;
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::{DESK, Place};
use crate::app::protocol::view::View;
use crate::domain::line::{self, Line};
use crate::domain::meeting::Phase;
use crate::domain::record::form::{Answer, Field};
use chrono::NaiveDate;

/// A task, how it is done, and the page and part of the manual about it.
type Task = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

const AT_HOME: &[Task] = &[
    (
        "hold your first meeting",
        "Step by step, or try talking-piece practice.",
        "first-meeting",
        None,
    ),
    (
        "prepare a meeting",
        "Press +, choose an agenda, then add people.",
        "prepare",
        None,
    ),
    (
        "go on with a meeting",
        "Up and Down choose it, Enter opens it.",
        "take-minutes",
        None,
    ),
    (
        "read past minutes",
        "Up and Down choose them, Enter opens them.",
        "read-and-find",
        Some("read-or-print-one"),
    ),
    (
        "find words in all minutes",
        "Type /find and the words.",
        "read-and-find",
        Some("find-words-in-all-minutes"),
    ),
    (
        "hold a review",
        "Choose the last meeting, then type /review.",
        "review",
        None,
    ),
    (
        "see what is due",
        "/due lists what is late and what comes next.",
        "due",
        None,
    ),
    (
        "understand a message",
        "What happened, what is safe, what to do.",
        "when-something-goes-wrong",
        None,
    ),
];

const AT_THE_AGENDAS: &[Task] = &[
    (
        "choose an agenda",
        "Up and Down choose one, Enter takes it.",
        "prepare",
        Some("start-one"),
    ),
    (
        "change an agenda",
        "talking-piece agenda new makes you a copy.",
        "agendas",
        None,
    ),
];

const PREPARING: &[Task] = &[
    (
        "add the children",
        "/child Ada Example; born: 4 Mar 2018",
        "prepare",
        Some("the-children"),
    ),
    (
        "add the people",
        "/person KE Kim Example; role: mother",
        "prepare",
        Some("the-people"),
    ),
    (
        "add the reports",
        "/report school; by: ST; came: yes",
        "prepare",
        Some("the-reports"),
    ),
    (
        "see who has not answered",
        "/noreply; and what is late: /dates",
        "prepare",
        Some("who-has-not-answered-and-what-is-late"),
    ),
    (
        "begin the meeting",
        "/begin, then /arrive all",
        "first-meeting",
        Some("begin"),
    ),
    (
        "write down who said what",
        "After /begin: KE: and the words",
        "take-minutes",
        None,
    ),
];

const BEFORE_CLOSING: &[Task] = &[
    (
        "put right what is missing",
        "Up and Down choose a row, Enter goes there.",
        "close",
        Some("what-is-missing"),
    ),
    (
        "leave the rest open",
        "/close and the reason why.",
        "close",
        Some("what-is-missing"),
    ),
];

const CLOSED: &[Task] = &[
    (
        "note that the Chair signed off",
        "/minutes signed off; by: CH",
        "close",
        Some("the-chair-reads-them"),
    ),
    (
        "note who gets a copy",
        "/circulated KQ; copy: family's copy",
        "close",
        Some("send-copies-out"),
    ),
    (
        "record a correction",
        "/correction passage: …; wanted: …",
        "close",
        Some("somebody-wants-a-correction"),
    ),
    (
        "change something",
        "/reopen and the reason why.",
        "close",
        Some("you-forgot-something"),
    ),
];

const ON_A_PAGE: &[Task] = &[
    (
        "read past minutes",
        "The arrows scroll, letters find words.",
        "read-and-find",
        Some("read-or-print-one"),
    ),
    (
        "see what has changed",
        "/compare; one action: /follow",
        "compare-and-follow",
        None,
    ),
];

const IN_THE_MANUAL: &[Task] = &[(
    "read another page",
    "/manual lists them all.",
    "contents",
    None,
)];

const IN_A_SEARCH: &[Task] = &[(
    "find words in all minutes",
    "Type the words; Enter opens what is found.",
    "read-and-find",
    Some("find-words-in-all-minutes"),
)];

/// What people come here to do. While a meeting is recorded, how to write the line comes first instead.
pub fn tasks(app: &App) -> Vec<Row> {
    let phase = app.editor.as_ref().map(|editor| editor.meeting.phase());
    let view = app.pages.last().map(|page| &page.view);
    let is_manual = matches!(view, Some(View::Manual { .. }));
    let tasks = match (app.help.from, phase) {
        (from, Some(Phase::Closed)) if DESK.contains(&from) => CLOSED,
        (Place::Home, _) => AT_HOME,
        (Place::Agendas, _) => AT_THE_AGENDAS,
        (Place::Prepare, _) => PREPARING,
        (Place::Close, _) => BEFORE_CLOSING,
        (Place::Page, _) if is_manual => IN_THE_MANUAL,
        (Place::Page, _) => ON_A_PAGE,
        (Place::Find, _) => IN_A_SEARCH,
        (Place::Recording | Place::Help, _) => return Vec::new(),
    };
    let heading = Row {
        typed: match app.one_line_at_a_time {
            true => "What you may want to do, and its page".to_owned(),
            false => "What you may want to do (Enter opens its page)".to_owned(),
        },
        ..Row::default()
    };
    let rows = tasks.iter().map(|(task, how, topic, part)| Row {
        typed: (*task).to_owned(),
        help: match app.one_line_at_a_time {
            // How it is done is said with keys.
            true => format!("/manual {topic} {}", part.unwrap_or_default())
                .trim_end()
                .to_owned(),
            false => (*how).to_owned(),
        },
        does: Does::Read(topic, part.map(str::to_owned)),
        ..Row::default()
    });
    std::iter::once(heading).chain(rows).collect()
}

/// The question that the cursor is in, where it is answered with one of several choices.
fn question(editor: &MeetingEditor, today: NaiveDate) -> Option<(&'static Field, usize, usize)> {
    let Line::Form(form) = line::read(editor.line.text(), &editor.meeting, today) else {
        return None;
    };
    let found = field_at(&form, editor.line.cursor());
    found.filter(|(field, ..)| matches!(field.answer, Answer::OneOf(_) | Answer::TextOr(_)))
}

/// All the choices of the question in the line: above the line there may be no room for all of them.
pub fn choices(app: &App) -> Vec<Row> {
    let editor = app
        .editor
        .as_ref()
        .filter(|_| DESK.contains(&app.help.from));
    let asked = editor.and_then(|editor| Some((editor, question(editor, app.now.date_naive())?)));
    let Some((editor, (field, ..))) = asked.filter(|_| !app.one_line_at_a_time) else {
        return Vec::new();
    };
    let heading = Row {
        typed: format!(
            "{}: one of these (Enter puts it into the line)",
            field.label
        ),
        ..Row::default()
    };
    let settings = editor.meeting.settings();
    let offered = field.choices(settings).into_iter().map(|(_, words)| {
        let entry = field.fitting(words, settings).into_iter().next();
        let said = entry.map_or(&[][..], |entry| entry.said.as_slice());
        Row {
            typed: words.to_owned(),
            help: match said {
                [] => field.question.to_owned(),
                said => format!("Or type: {}.", said.join(", ")),
            },
            does: Does::Answer(words.to_owned()),
            ..Row::default()
        }
    });
    std::iter::once(heading).chain(offered).collect()
}

/// Puts a choice where the answer is to be; what was begun there goes.
pub fn answer(app: &mut App, words: &str) -> Vec<Effect> {
    let today = app.now.date_naive();
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let Some((_, from, to)) = question(editor, today) else {
        return Vec::new();
    };
    let before = editor.line.text().get(..from).unwrap_or_default();
    let gap = match before.ends_with(' ') {
        true => "",
        false => " ",
    };
    let to = to.max(editor.line.cursor());
    editor.replace(from, to.saturating_sub(from), &format!("{gap}{words}"))
}
