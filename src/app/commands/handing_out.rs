//! `/papers`: who gets which papers. `/papers all; by: CH` confirms the list as it stands: what each person gets is written
//! down, so that a later change of a role gives nobody another paper.

use super::excluding::Parts;
use super::looking_back::{HOME_PAGE_AND_DESK, no_meeting, show};
use super::{Done, change, papers_given, said, writing_papers};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::app::protocol::view::View;
use crate::documents::papers::Paper;
use crate::documents::papers::who_gets::{Row, rows};
use crate::domain::line::{Found, find_seat};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::{open_minutes, restricted_part};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{child, handing_out, person};
use crate::domain::record::{Body, Record, Side, side};
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

pub const ROWS: &[CommandRow] = &[CommandRow {
    takes: "whose, and which paper, if you like; or all; by: …; or write; or given; on: …",
    places: HOME_PAGE_AND_DESK,
    means: writing_papers::means,
    ..CommandRow::of(
        "papers",
        "Lists who gets which papers, what is left out of each and what has to be decided first. /papers KS letter shows Kim's letter as she gets it. /papers all; by: CH confirms the list as it stands, /papers write puts everybody's papers into a new folder (; as: docx for Word), and /papers given; on: 4 Dec notes that what was written was handed over; /gets KS; papers: slip changes what Kim gets.",
        papers,
    )
}];

/// Of the meeting on the screen, chosen here or being recorded.
fn papers(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let page = app.pages.last().filter(|_| app.place == Place::Page);
    let meeting = match (page, &app.editor) {
        (Some(page), _) => page.view.meeting().to_owned(),
        (None, Some(editor)) => editor.meeting.id().to_owned(),
        (None, None) => {
            let chosen = app.home.chosen();
            chosen.map_or_else(String::new, |meeting| meeting.id.clone())
        }
    };
    if meeting.is_empty() {
        return app.refuse(no_meeting());
    }
    let words = typed.unwrap_or("").trim();
    let first = words.split(';').next().unwrap_or("").trim();
    if first.eq_ignore_ascii_case("all") {
        return in_the_meeting(app, typed, meeting, confirmed);
    }
    if first.eq_ignore_ascii_case("given") {
        return in_the_meeting(app, typed, meeting, papers_given::given);
    }
    if let Some(wanted) = writing_papers::wanted(words) {
        return match is_open(app, &meeting) {
            true => writing_papers::write(app, meeting, wanted),
            false => not_open(app),
        };
    }
    // Somebody meant to say more than whose they are: those words must not end in a look.
    if words.contains([';', ':']) {
        return app.refuse(advised(Problem::wrong_input(
            "/papers and a name shows somebody's papers, and takes no more.",
        )));
    }
    match asked(words) {
        Ok(whose) => show(app, typed, View::Papers { meeting, whose }),
        Err(why) => app.refuse(why),
    }
}

/// Whose, and which paper: the last word may name it.
fn asked(words: &str) -> Result<Option<(String, String)>, Problem> {
    let last = words.split_whitespace().last().unwrap_or("");
    let paper = last.to_lowercase();
    let is_paper = Paper::of(&paper).is_some();
    let whose = match is_paper {
        true => words.strip_suffix(last).unwrap_or("").trim(),
        false => words,
    };
    match (whose.is_empty(), is_paper) {
        (true, true) => Err(Problem::wrong_input(
            "Whose? Type the letters first: /papers KS letter.",
        )),
        (true, false) => Ok(None),
        (false, true) => Ok(Some((whose.to_owned(), paper))),
        (false, false) => Ok(Some((whose.to_owned(), String::new()))),
    }
}

fn is_open(app: &App, meeting: &str) -> bool {
    let open = app.editor.as_ref();
    open.is_some_and(|editor| editor.meeting.id() == meeting)
}

fn not_open(app: &mut App) -> Vec<Effect> {
    app.refuse(
        Problem::wrong_input("What is decided about papers is typed in the meeting itself.")
            .safe("Nothing was changed.")
            .next("Open the meeting, and type it there."),
    )
}

/// Changes the meeting, where it is the one that is open, and shows the list anew.
fn in_the_meeting(
    app: &mut App,
    typed: Option<&str>,
    meeting: String,
    does: fn(&mut MeetingEditor, &str, DateTime<FixedOffset>) -> Done,
) -> Vec<Effect> {
    if !is_open(app, &meeting) {
        return not_open(app);
    }
    let mut effects = change(app, typed, does);
    // The page must not go on saying what was so before.
    let is_done = !matches!(app.outcome, Outcome::Refused(_));
    if app.place == Place::Page && is_done {
        let view = View::Papers {
            meeting,
            whose: None,
        };
        effects.push(Effect::Show { view, at: None });
    }
    effects
}

const LABELS: &[&str] = &["by", "why", "reason", "because"];

fn confirmed(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    let meeting = &editor.meeting;
    let parts = Parts::of(typed);
    if let Some(label) = parts.unknown(LABELS) {
        let why = format!("/papers all does not know \"{label}\".");
        return (Vec::new(), Err(advised(Problem::wrong_input(why))));
    }
    let by = match parts.after(&["by"]).filter(|by| !by.is_empty()) {
        None => {
            let why = Problem::wrong_input("Who confirms what everybody gets?");
            return (Vec::new(), Err(advised(why)));
        }
        Some(by) => match find_seat(by, meeting) {
            Found::One(id) => id,
            Found::Several(_) | Found::Nobody => {
                let why = format!("Who confirms it? \"{by}\" is not certain.");
                return (Vec::new(), Err(advised(Problem::wrong_input(why))));
            }
        },
    };
    let why = parts.after(&["why", "reason", "because"]).unwrap_or("");
    let known_events = events(meeting, &by, why);
    let count = match known_events.len() {
        0 => {
            let words = "What everybody gets is confirmed already. Nothing was changed.";
            return (Vec::new(), Ok(words.to_owned()));
        }
        1 => "what 1 person gets".to_owned(),
        count => format!("what {count} people get"),
    };
    let words = format!("Confirmed: {count}. /undo takes it back.");
    said(editor, known_events, now, &words)
}

fn advised(why: Problem) -> Problem {
    why.safe("Nothing was changed; your line is kept.")
        .next("/papers all; by: CH confirms the list of /papers as it stands.")
}

/// One for each row that nobody has confirmed yet. What is not certain is left to be decided.
fn events(meeting: &Meeting, by: &str, why: &str) -> Vec<KnownEvent> {
    let minutes = open_minutes(meeting);
    let part = restricted_part(meeting);
    let full = ReaderView::full(&minutes, &part);
    let rows = rows(&full);
    let open = rows
        .iter()
        .filter(|row| row.by.is_empty() && row.unclear.is_empty());
    let section = meeting.open_section().map(|open| open.id.clone());
    let mut made = 0;
    let mut known_events = Vec::new();
    for row in open {
        let before = record_of(meeting, &row.id);
        let mut body = before.map_or_else(Body::default, Record::body);
        body.visibility = Visibility::Restricted;
        let mut put = |name: &str, value: Value| body.values.insert(name.to_owned(), value);
        put(handing_out::WHO.name, json!(row.id));
        put(handing_out::PAPERS.name, json!(Row::typed(&row.papers)));
        if let Some(about) = about(row, &full) {
            put(handing_out::ABOUT.name, json!(about));
        }
        put(handing_out::BY.name, json!(by));
        if row.why.is_empty() && !why.is_empty() {
            put(handing_out::WHY.name, json!(why));
        }
        known_events.push(match before {
            Some(record) => KnownEvent::Changed {
                id: record.id.clone(),
                body,
            },
            None => {
                let id = meeting.next_id_behind(&handing_out::KIND, made);
                made += 1;
                KnownEvent::Recorded {
                    id,
                    record: handing_out::KIND.id.to_owned(),
                    section: section.clone(),
                    body,
                }
            }
        });
    }
    known_events
}

/// The children of somebody's papers, as the list shows them: one who is entered later is in nobody's papers by itself.
/// Those who come for an agency read of all of them.
fn about(row: &Row, full: &ReaderView<'_>) -> Option<Vec<String>> {
    let is_family = full
        .record(&row.id)
        .is_some_and(|seen| side(seen) == Side::Family && seen.is_a(&person::KIND));
    let all = full.holding(&child::KIND).map(|child| child.id.clone());
    match row.whose.named() {
        Some(ids) => Some(ids.to_vec()),
        None if is_family => Some(all.collect()),
        None => None,
    }
}

fn record_of<'m>(meeting: &'m Meeting, who: &str) -> Option<&'m Record> {
    let mut all = meeting.all_records().iter();
    all.rfind(|record| {
        let is_meant = record.is_a(&handing_out::KIND) && record.struck.is_none();
        is_meant && record.text(&handing_out::WHO) == who
    })
}
