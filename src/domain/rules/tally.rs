//! What is counted and listed for each child before something is decided: the agencies' views, the child's wishes that
//! nothing answers yet, and what the plan still lacks. Everything is worked out from the records; nothing is ever
//! typed.
//!
//! Restricted views are counted as such and never broken down.

use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, agency_view, childs_view, person, report, what_if};
use crate::domain::record::{Kind, Record, Side, is_open_to_all, side};
use crate::domain::rules::quorum::is_same_agency;
use crate::domain::settings::Rules;

#[cfg(test)]
mod tally_tests;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Code of the view and how many agencies hold it, in the order of the form; views that are open only.
    pub views: Vec<(String, usize)>,
    /// How many views are restricted.
    pub restricted: usize,
    /// How many views have an answer that is still to be confirmed.
    pub to_confirm: usize,
    /// The records that count: the newest of each agency.
    pub counted: Vec<String>,
}

impl Tally {
    pub fn all(&self) -> usize {
        self.counted.len()
    }

    /// `child protection plan 3, early help 1`; empty while there is none.
    pub fn words(&self) -> String {
        let choices = agency_view::VIEW.answer.choices();
        let words_of = |code: &str| {
            let choice = choices.iter().find(|choice| choice.code == code);
            choice.map_or(code.to_owned(), |choice| choice.words.clone())
        };
        let mut parts: Vec<String> = self
            .views
            .iter()
            .map(|(code, number)| format!("{} {number}", words_of(code)))
            .collect();
        for (number, words) in [
            (self.to_confirm, "to be confirmed"),
            (self.restricted, "restricted"),
        ] {
            if number > 0 {
                parts.push(format!("{words} {number}"));
            }
        }
        parts.join(", ")
    }
}

/// The agency whose view this is: that of the person who gives it, or the one that is written down.
fn agency_of(view: &Record, meeting: &Meeting, rules: &Rules) -> String {
    let by = view.text(&agency_view::GIVEN_BY);
    agency_meant(view.text(&agency_view::AGENCY), by, meeting, rules)
}

/// The same for what is not recorded yet. `by`: who gives it (an id), or empty.
pub fn agency_meant(words: &str, by: &str, meeting: &Meeting, rules: &Rules) -> String {
    let person = meeting.record(by);
    let of_person = person.and_then(|person| agency_of_person(person, rules));
    of_person.unwrap_or_else(|| agency_called(words, meeting, rules))
}

/// The agency of a report: that of its author, or the one that is written down.
pub fn agency_of_report(report: &Record, meeting: &Meeting, rules: &Rules) -> String {
    let author = meeting.record(report.text(&report::AUTHOR));
    let of_author = author.and_then(|person| agency_of_person(person, rules));
    of_author.unwrap_or_else(|| agency_called(report.text(&report::AGENCY), meeting, rules))
}

/// `Health` is health visiting, where the health visitor is the only one who is here for "Health".
fn agency_called(words: &str, meeting: &Meeting, rules: &Rules) -> String {
    let words = words.trim();
    let mut titles: Vec<String> = meeting
        .records(&person::KIND)
        .filter(|person| {
            person
                .text(&person::AGENCY)
                .trim()
                .eq_ignore_ascii_case(words)
        })
        .filter_map(|person| agency_of_person(person, rules))
        .collect();
    titles.sort();
    titles.dedup_by(|one, other| is_same_agency(one, other));
    if let [only] = titles.as_slice() {
        return only.clone();
    }
    if let Some(known) = rules.quorum.agency_called(words) {
        return known.to_owned();
    }
    // `/agency SW; …`: the agency of whoever has these letters.
    let of_person = match find_seat(words, meeting) {
        Found::One(id) if how_it_fits(words, meeting) == Some(Fits::Letters) => {
            let person = meeting.record(&id);
            person.and_then(|person| agency_of_person(person, rules))
        }
        _ => None,
    };
    of_person.unwrap_or_else(|| words.to_owned())
}

fn agency_of_person(person: &Record, rules: &Rules) -> Option<String> {
    rules.quorum.agency_title(person)
}

/// One view for each agency of this child: the newest.
pub(super) fn newest_views<'m>(
    meeting: &'m Meeting,
    child: &str,
    rules: &Rules,
) -> Vec<(String, &'m Record)> {
    let mut newest: Vec<(String, &Record)> = Vec::new();
    for view in meeting
        .records(&agency_view::KIND)
        .filter(|view| view.text(&childs_view::CHILD) == child)
    {
        let agency = agency_of(view, meeting, rules);
        match newest
            .iter_mut()
            .find(|(known, _)| is_same_agency(known, &agency))
        {
            Some((_, known)) => *known = view,
            None => newest.push((agency, view)),
        }
    }
    newest
}

/// One view for each agency and child: the newest counts.
pub fn tally(meeting: &Meeting, child: &str, rules: &Rules) -> Tally {
    let mut tally = Tally::default();
    for (_, view) in newest_views(meeting, child, rules) {
        tally.counted.push(view.id.clone());
        let code = view.text(&agency_view::VIEW);
        if !is_open_to_all(view) {
            tally.restricted += 1;
        } else if code.is_empty() {
            tally.to_confirm += 1;
        } else if let Some((_, number)) = tally.views.iter_mut().find(|(known, _)| known == code) {
            *number += 1;
        } else {
            tally.views.push((code.to_owned(), 1));
        }
    }
    tally.views.sort_by_key(|(code, _)| place_of(code));
    tally
}

fn place_of(code: &str) -> usize {
    let mut choices = agency_view::VIEW.answer.choices().iter();
    choices
        .position(|choice| choice.code == code)
        .unwrap_or(usize::MAX)
}

/// An agency that is (or was) here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyHere {
    pub title: String,
    /// Its people who are or were here (ids).
    pub people: Vec<String>,
    /// At least one of them is in the open minutes; otherwise it must not be named there.
    pub open: bool,
}

/// Whether everybody may know for which agency somebody is here.
pub(super) fn may_be_named(person: &Record) -> bool {
    is_open_to_all(person) && !person.keeps_answers_back()
}

/// The agencies of which somebody is or was here, in the order in which their people were entered.
pub fn agencies_here(meeting: &Meeting, rules: &Rules) -> Vec<AgencyHere> {
    agencies_of(meeting, rules, |person| {
        meeting.is_here(&person.id) || meeting.has_left(&person.id)
    })
}

/// The agencies of the professionals who are in it.
pub(super) fn agencies_of(
    meeting: &Meeting,
    rules: &Rules,
    is_in: impl Fn(&Record) -> bool,
) -> Vec<AgencyHere> {
    let mut found: Vec<AgencyHere> = Vec::new();
    for person in meeting.records(&person::KIND) {
        if !is_in(person)
            || side(person) != Side::Professional
            || person.text(&person::SIDE) == "supporter"
        {
            continue;
        }
        let Some(title) = agency_of_person(person, rules) else {
            continue;
        };
        match found
            .iter_mut()
            .find(|known| is_same_agency(&known.title, &title))
        {
            Some(known) => {
                known.people.push(person.id.clone());
                known.open |= may_be_named(person);
            }
            None => found.push(AgencyHere {
                title,
                people: vec![person.id.clone()],
                open: may_be_named(person),
            }),
        }
    }
    found
}

/// The agencies that are or were here and have given no view for this child.
pub fn without_view(meeting: &Meeting, child: &str, rules: &Rules) -> Vec<AgencyHere> {
    let given: Vec<String> = meeting
        .records(&agency_view::KIND)
        .filter(|view| view.text(&childs_view::CHILD) == child)
        .map(|view| agency_of(view, meeting, rules))
        .collect();
    let mut here = agencies_here(meeting, rules);
    here.retain(|agency| {
        let is_theirs = |given: &String| is_same_agency(given, &agency.title);
        !given.iter().any(is_theirs)
    });
    here
}

/// The views of a child that say what is to change and that no action of the plan answers (practice 6b.3).
pub fn unanswered_wishes<'a>(meeting: &'a Meeting, child: &'a str) -> Vec<&'a Record> {
    let is_answered = |view: &Record| {
        meeting
            .records(&action::KIND)
            .any(|action| action.text(&action::ANSWERS) == view.id)
    };
    meeting
        .records(&childs_view::KIND)
        .filter(|view| view.text(&childs_view::CHILD) == child)
        .filter(|view| {
            !view.text(&childs_view::WANTS_TO_CHANGE).trim().is_empty() && !is_answered(view)
        })
        .collect()
}

/// The records of this kind that are for this child: those that name it, and those that name no child.
pub fn for_child<'a>(
    meeting: &'a Meeting,
    of: &'static Kind,
    child: &'a str,
) -> impl Iterator<Item = &'a Record> {
    meeting.records(of).filter(move |record| {
        let named = record.list(&action::CHILDREN);
        let is_unread = record.to_confirm.contains_key(action::CHILDREN.name);
        named.contains(&child) || (named.is_empty() && !is_unread)
    })
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    pub words: String,
    /// The record in which it is put right; nothing when that is still to be made.
    pub record: Option<String>,
}

/// What an action has to say, and how its absence is called.
const OF_AN_ACTION: &[(&Field, &str)] = &[
    (&action::WHO, "who does it"),
    (&action::BY_WHEN, "by when"),
    (&action::MEASURE, "how everybody will see it"),
    (&action::OUTCOME, "what will be different"),
];

/// What an action does not say yet.
pub fn unsaid(action: &Record) -> Vec<(&'static Field, &'static str)> {
    let is_open =
        |field: &Field| action.text(field).trim().is_empty() && action.unread(field).is_none();
    let open = OF_AN_ACTION.iter().filter(|(field, _)| is_open(field));
    open.map(|(field, words)| (*field, *words)).collect()
}

/// What the plan for this child lacks before a decision (practice 0.3 and 6b.6): actions, what each of them does not
/// say, a what-if, whether the family has been told, wishes without an answer.
pub fn plan_lacks(meeting: &Meeting, child: &str) -> Vec<Lacking> {
    let mut lacking = Vec::new();
    let mut put = |words: String, record: Option<&Record>| {
        lacking.push(Lacking {
            words,
            record: record.map(|record| record.id.clone()),
        });
    };
    let actions: Vec<&Record> = for_child(meeting, &action::KIND, child).collect();
    if actions.is_empty() {
        put("an action".to_owned(), None);
    }
    for action in actions {
        let open: Vec<&str> = unsaid(action).iter().map(|(_, words)| *words).collect();
        if !open.is_empty() {
            let number = number_of(meeting, action);
            put(
                format!("action {number}: {}", open.join(", ")),
                Some(action),
            );
        }
    }
    let what_ifs: Vec<&Record> = for_child(meeting, &what_if::KIND, child).collect();
    if what_ifs.is_empty() {
        put("a what-if".to_owned(), None);
    }
    for what_if in what_ifs {
        if what_if.text(&what_if::THEN).trim().is_empty() {
            let number = number_of(meeting, what_if);
            put(
                format!("what-if {number}: what happens then"),
                Some(what_if),
            );
        }
    }
    for wish in unanswered_wishes(meeting, child) {
        put("an action that answers a wish".to_owned(), Some(wish));
    }
    lacking
}

/// The position of a record among the valid ones of its kind: what it is called where its words must not be repeated.
pub fn number_of(meeting: &Meeting, record: &Record) -> usize {
    let of_its_kind = record.kind().into_iter();
    let mut all = of_its_kind.flat_map(|kind| meeting.records(kind));
    all.position(|other| other.id == record.id)
        .map_or(0, |at| at + 1)
}
