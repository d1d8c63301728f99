//! `/papers write`: everybody's papers as files, and that they were written is noted in the meeting.

use super::kept_from_changing;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::documents::papers::who_gets::{Safe, rows};
use crate::domain::meeting::Meeting;
use crate::domain::minutes::copy_for::copy_for;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::{open_minutes, restricted_part};
use crate::domain::problem::Problem;
use crate::domain::text::counted;

/// What is typed behind `write`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'w> {
    /// Empty: where papers usually go.
    to: &'w str,
    format: Option<&'w str>,
}

/// `write ~/copies; as: docx`; nothing where something else is meant.
pub(super) fn wanted(words: &str) -> Option<Wanted<'_>> {
    let (first, rest) = words.split_once([' ', ';']).unwrap_or((words, ""));
    let rest = rest.trim();
    let split = rest.rsplit_once("as:").filter(|(to, _)| {
        let to = to.trim_end();
        to.is_empty() || to.ends_with(';')
    });
    let (to, format) = match split {
        Some((to, format)) => (to.trim_end_matches([' ', ';']), Some(format.trim())),
        None => (rest, None),
    };
    first
        .eq_ignore_ascii_case("write")
        .then_some(Wanted { to, format })
}

fn is_whole_path(to: &str) -> bool {
    to.is_empty() || to.starts_with('/') || to.starts_with("~/")
}

pub(super) fn write(app: &mut App, meeting: String, wanted: Wanted<'_>) -> Vec<Effect> {
    let to = wanted.to;
    if !is_whole_path(to) {
        return app.refuse(
            Problem::wrong_input(format!("\"{to}\" is not the whole path of a folder."))
                .safe("Nothing was written.")
                .next(
                    "/papers write alone takes a new folder in ~/talking-piece-papers; /papers write ~/copies names one, and ; as: docx a format. \
                     It writes everybody's papers: for one person's, the shell has `papers --for`.",
                ),
        );
    }
    if let Some(effects) = kept_from_changing(app) {
        return effects;
    }
    let to = to.to_owned();
    let format = wanted.format.map(str::to_owned);
    vec![Effect::WritePapers {
        meeting,
        to,
        format,
    }]
}

/// How many papers, for how many people, and where to, before Enter. What has to be ruled on inside a paper shows only once it
/// is made, so the number is the most it can be.
pub(super) fn means(app: &App, words: &str) -> Option<String> {
    let Wanted { to, format } = wanted(words)?;
    let meeting = &app.editor.as_ref()?.meeting;
    if !is_whole_path(to) {
        return Some("that is not the whole path of a folder (~/copies)".to_owned());
    }
    let (papers, people, waiting) = expected(meeting);
    let place = match to {
        "" => "a new folder in ~/talking-piece-papers",
        to => to,
    };
    let format = format.map_or_else(String::new, |id| format!(" as {id}"));
    let waiting = match waiting {
        0 => String::new(),
        1 => "; 1 person has no copy until something is decided: /papers says what".to_owned(),
        many => {
            format!("; {many} people have no copy until something is decided: /papers says what")
        }
    };
    Some(match papers {
        0 => format!("writes nothing yet{waiting}"),
        _ => format!(
            "writes up to {papers} for {people}{format} into {place}{waiting}",
            papers = counted(papers, "paper", "papers"),
            people = counted(people, "person", "people"),
        ),
    })
}

/// Papers, people, and those who wait.
fn expected(meeting: &Meeting) -> (usize, usize, usize) {
    let minutes = open_minutes(meeting);
    let part = restricted_part(meeting);
    let full = ReaderView::full(&minutes, &part);
    let (mut papers, mut people, mut waiting) = (0, 0, 0);
    for row in rows(&full) {
        if row.safe == Safe::No || row.papers.is_empty() {
            continue;
        }
        match row.unclear.is_empty() && copy_for(&minutes, Some(&part), &row.id, None).is_ok() {
            true => {
                papers += row.papers.len();
                people += 1;
            }
            false => waiting += 1,
        }
    }
    (papers, people, waiting)
}
