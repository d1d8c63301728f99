//! Who gets which papers: what is proposed by role, and over it what the Chair has decided for somebody.

use super::Paper;
use crate::domain::calendar::date_words::write_date;
use crate::domain::minutes::copy_for::{Whose, whose_children};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, handing_out, papers_written, person};
use crate::domain::record::{ReadAnswers, Side, is_minute_taker, side};
use crate::domain::text::folded::folded;

/// One row of the list: somebody, and what becomes of their papers.
#[derive(Debug, Clone)]
pub struct Row {
    /// The id of the person or child.
    pub id: String,
    /// What they get; what is proposed by role where nobody said otherwise.
    pub papers: Vec<Paper>,
    /// The children they are about.
    pub whose: Whose,
    pub safe: Safe,
    /// `by hand`
    pub how: String,
    /// Who read the copy before it went (id), and who decided the row (id).
    pub read_by: String,
    pub by: String,
    pub why: String,
    /// What was written for them already, in words: `slip, letter on Fri 4 Dec 2026 (version 1)`.
    pub written: Vec<String>,
    /// What is not certain, as sentences: there is no copy until it is.
    pub unclear: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safe {
    NotSaid,
    Yes,
    AtAMeeting,
    No,
}

impl Row {
    pub fn is_confirmed(&self) -> bool {
        !self.by.is_empty() && self.unclear.is_empty()
    }

    /// The names of its papers, as they are typed.
    pub fn typed(papers: &[Paper]) -> String {
        match papers.is_empty() {
            true => NONE.to_owned(),
            false => {
                let ids: Vec<_> = papers.iter().map(|paper| paper.kind().id).collect();
                ids.join(", ")
            }
        }
    }
}

const NONE: &str = "none";

/// Everybody who may get papers. Who only interpreted, observed or took the minutes gets none unless the Chair says so, and
/// a baby who is not born yet has no page.
pub fn rows(full: &ReaderView<'_>) -> Vec<Row> {
    let people = full.holding(&person::KIND);
    let people =
        people.filter(|seen| side(*seen) != Side::Beside || decided(full, &seen.id).is_some());
    let is_born =
        |seen: &&RecordView| seen.day(&child::BORN).is_some() || seen.day(&child::DUE).is_none();
    let children = full.holding(&child::KIND).filter(is_born);
    let all = people.chain(children);
    all.map(|seen| row(full, &seen.id)).collect()
}

/// What the Chair, or whoever prepared it, said of somebody's papers.
fn decided<'r>(full: &'r ReaderView<'_>, id: &str) -> Option<&'r RecordView> {
    let all = full.holding(&handing_out::KIND);
    all.filter(|seen| seen.text(&handing_out::WHO) == id).last()
}

pub fn row(full: &ReaderView<'_>, id: &str) -> Row {
    let mut row = Row {
        id: id.to_owned(),
        papers: Paper::proposed_to(id, full),
        whose: whose_children(full, id),
        safe: Safe::NotSaid,
        how: String::new(),
        read_by: String::new(),
        by: String::new(),
        why: String::new(),
        written: written(full, id),
        unclear: Vec::new(),
    };
    let Some(seen) = decided(full, id) else {
        return row;
    };
    // About which children, the copy itself asks.
    let unread = seen.to_confirm.iter();
    for (name, typed) in unread.filter(|(name, _)| *name != handing_out::ABOUT.name) {
        row.unclear.push(format!(
            "\"{typed}\" ({name}) is to be confirmed. /gets with the letters and the answer, or /strike, decides it."
        ));
    }
    let typed = seen.text(&handing_out::PAPERS);
    if !typed.is_empty() {
        row.papers = papers_named(typed);
        row.unclear.extend(no_papers(typed));
    }
    let answer = |field: &Field| full.words(seen, field);
    row.safe = match seen.text(&handing_out::SAFE) {
        "yes" => Safe::Yes,
        "at_a_meeting" => Safe::AtAMeeting,
        "no" => Safe::No,
        _ => Safe::NotSaid,
    };
    row.how = answer(&handing_out::HOW);
    row.read_by = seen.text(&handing_out::READ_BY).to_owned();
    row.by = seen.text(&handing_out::BY).to_owned();
    row.why = answer(&handing_out::WHY);
    row
}

fn written(full: &ReaderView<'_>, id: &str) -> Vec<String> {
    let all = full.holding(&papers_written::KIND);
    let theirs = all.filter(|seen| seen.text(&papers_written::WHO) == id);
    let words = theirs.map(|seen| {
        let papers = full.words(seen, &papers_written::PAPERS);
        let on = seen.day(&papers_written::ON);
        let on = write_date(on.unwrap_or(seen.at.date_naive()));
        match seen.number(&papers_written::VERSION) {
            Some(version) => format!("{papers} on {on} (version {version})"),
            None => format!("{papers} on {on} (draft)"),
        }
    });
    let mut written: Vec<String> = Vec::new();
    for words in words {
        // Written twice on one day, for another format.
        if !written.contains(&words) {
            written.push(words);
        }
    }
    written
}

/// Why somebody cannot be the one who read the copy for `reader` before it went: they made it, or they get it.
pub fn is_no_second_reader(full: &ReaderView<'_>, row: &Row) -> Option<&'static str> {
    if row.read_by == row.id {
        return Some("gets this copy, so somebody else has to read it.");
    }
    let seen = full.record(&row.read_by)?;
    is_minute_taker(seen).then_some("made the copies, so somebody else has to read this one.")
}

/// The papers that are named.
pub fn papers_named(typed: &str) -> Vec<Paper> {
    names(typed)
        .iter()
        .filter_map(|name| called(name))
        .collect()
}

/// What is said of each of these names that is no paper.
pub fn no_papers(typed: &str) -> Vec<String> {
    let names = names(typed).into_iter();
    let unknown = names.filter(|name| called(name).is_none());
    unknown.map(|name| no_such_paper(&name)).collect()
}

fn no_such_paper(name: &str) -> String {
    let ids: Vec<_> = Paper::all().map(|paper| paper.kind().id).collect();
    format!(
        "There is no paper \"{name}\". There are: {}; or none.",
        ids.join(", ")
    )
}

/// `the slip, letter and core group`: each name, without what only joins them. Nothing where it says that there is none.
fn names(typed: &str) -> Vec<String> {
    let typed = folded(typed).replace(" and ", ",");
    let all = typed.split([',', ';', '/', '&', '+']).map(|name| {
        let name = name.trim().trim_end_matches('.');
        let name = name.strip_prefix("and ").unwrap_or(name);
        let name = ["the ", "a ", "an "]
            .iter()
            .find_map(|article| name.strip_prefix(article))
            .unwrap_or(name);
        name.trim().to_owned()
    });
    all.filter(|name| !name.is_empty() && name != NONE && name != "nothing")
        .collect()
}

/// The paper of that name or title: `letter`, `core group card`, `child's page`.
fn called(name: &str) -> Option<Paper> {
    let plain = |text: &str| folded(text).replace(['-', '\''], " ");
    let is_id = |paper: &Paper| plain(paper.kind().id) == plain(name);
    let is_title = |paper: &Paper| {
        let title = plain(paper.kind().title);
        let title = ["a ", "the "]
            .iter()
            .find_map(|article| title.strip_prefix(article))
            .unwrap_or(&title);
        title == plain(name)
    };
    Paper::all()
        .find(is_id)
        .or_else(|| Paper::all().find(is_title))
}
