//! `SW cp cp cin, HV cin`: what each agency thinks the children need, in one line. Behind an agency stands one view for all
//! the children, one for each in their order, or one for each that is named; `=` leaves a child as it is.

use super::decision_told::whom_told;
use super::every_child::names_every_child;
use super::form_line::FormLine;
use super::kept_back_agency::restrict_by_rule;
use super::restriction::NUMBER_SIGNS;
use super::views_of_children::{
    Cells, LEFT, category_in, cells, is_sign, named_cells, takes_category,
};
use super::{Line, read};
use crate::domain::meeting::{
    Fits, Found, Meeting, agencies_called, agency_by_slip, agency_on_the_screen, find_seat,
    how_it_fits,
};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{agency_view, person};
use crate::domain::record::{Side, side};
use crate::domain::settings::people_words::plain_words;
use chrono::NaiveDate;

/// What one agency says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewsOfAgency {
    pub agency: String,
    /// Who says it (an id), where the letters were typed.
    pub by: Option<String>,
    /// For each child, in their order; nothing where the child is left as it is, or not reached yet.
    pub views: Cells,
}

/// The line as far as it can be read.
#[derive(Debug, Default)]
pub struct ViewsLine {
    pub agencies: Vec<ViewsOfAgency>,
    /// The last agency and the place of the child whose view is typed next, while it has not said what each needs.
    pub begun: Option<(String, usize)>,
    /// The first thing that is not certain. Nothing is recorded then.
    pub why_not: Option<Problem>,
    /// It stands in front of an agency that was typed since, so it is not merely unfinished.
    pub is_left_behind: bool,
}

pub fn views_line(typed: &str, meeting: &Meeting) -> ViewsLine {
    let mut line = ViewsLine::default();
    let (typed, _) = without_marks(typed);
    let children = meeting.children().count();
    if children == 0 {
        line.why_not = Some(advised(Problem::wrong_input(
            "There is no child in this meeting yet.",
        )));
        return line;
    }
    let mut pieces = pieces(typed).peekable();
    while let Some(piece) = pieces.next() {
        line.begun = None;
        line.is_left_behind = line.why_not.is_some();
        let mut read = of_one_agency(piece, meeting);
        // `police, CP plan; school, CIN`
        if let (Err((_, Some((_, 0)))), Some(next)) = (&read, pieces.peek())
            && let Ok(both) = of_one_agency(&format!("{piece} {next}"), meeting)
        {
            pieces.next();
            read = Ok(both);
        }
        // `HV Ella cp, Noah none`
        if read.is_err()
            && let Some(last) = line.agencies.last_mut()
            && go_on(last, piece, meeting)
        {
            continue;
        }
        match read {
            Ok((agency, by, cells)) => {
                if cells.len() < children {
                    line.begun = Some((agency.clone(), cells.len()));
                }
                let is_whole = cells.len() == 1 || cells.len() == children;
                if !is_whole && line.why_not.is_none() {
                    line.why_not = Some(not_for_each(&agency, cells.len(), meeting));
                }
                let views = match cells.as_slice() {
                    [one] => vec![one.clone(); children],
                    several => several.iter().take(children).cloned().collect(),
                };
                line.agencies.push(ViewsOfAgency { agency, by, views });
            }
            Err((why, begun)) => {
                line.begun = begun;
                line.why_not = line.why_not.or(Some(why));
            }
        }
    }
    if line.agencies.is_empty() && line.why_not.is_none() {
        line.why_not = Some(advised(Problem::wrong_input(
            "Which agency, and what does it think?",
        )));
    }
    line
}

/// `/agencies HV Ella cp, Noah none` of what somebody (letters) says of the children, where all of it is certain.
pub(super) fn views_told(by: &str, text: &str, meeting: &Meeting) -> Option<String> {
    let is_named = whom_told(text, meeting).is_some();
    let words = text.trim().trim_end_matches('.');
    let typed = format!("{by} {words}");
    let is_certain = || {
        let read = views_line(&typed, meeting);
        read.why_not.is_none() && read.agencies.len() == 1
    };
    (is_named && is_certain()).then(|| format!("/agencies {typed}"))
}

/// The lines of the records that it makes, one for each agency and child.
///
/// # Errors
/// Where anything in it is not certain: nothing of it is recorded then.
pub fn forms_of_views(
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Result<Vec<FormLine>, Problem> {
    let read_so = views_line(typed, meeting);
    if let Some(why) = read_so.why_not {
        return Err(why);
    }
    let (_, marks) = without_marks(typed);
    let mut forms = Vec::new();
    for of_agency in &read_so.agencies {
        for (child, view) in meeting.children().zip(&of_agency.views) {
            let Some(view) = view else {
                continue;
            };
            let line = format!("/{} {marks}", agency_view::KIND.command);
            let Line::Form(mut form) = read(&line, meeting, today) else {
                continue;
            };
            let said = [
                (&agency_view::AGENCY, Some(&of_agency.agency)),
                (&agency_view::CHILD, Some(&child.id)),
                (&agency_view::VIEW, Some(&view.code)),
                (&agency_view::CATEGORY, view.category.as_ref()),
                (&agency_view::GIVEN_BY, of_agency.by.as_ref()),
            ];
            for (field, value) in said {
                let Some(value) = value else {
                    continue;
                };
                form.body.to_confirm.remove(field.name);
                let value = value.as_str().into();
                form.body.values.insert(field.name.to_owned(), value);
            }
            restrict_by_rule(form.asked, &mut form.body, meeting);
            forms.push(form);
        }
    }
    Ok(forms)
}

/// What one agency says of more children; nothing is changed where one of them has a view already.
fn go_on(agency: &mut ViewsOfAgency, piece: &str, meeting: &Meeting) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let Some(more) = named_cells(&words, meeting) else {
        return takes_category(&mut agency.views, &words, meeting);
    };
    let mut both = agency.views.iter().zip(&more);
    let goes = both.all(|(before, more)| before.is_none() || more.is_none());
    if goes {
        for (view, more) in agency.views.iter_mut().zip(more) {
            *view = more.or_else(|| view.take());
        }
    }
    goes
}

/// The line and the marks in it: they count for all of it, wherever they stand.
fn without_marks(typed: &str) -> (&str, &str) {
    let at = typed.find(NUMBER_SIGNS).unwrap_or(typed.len());
    typed.split_at(at)
}

/// One for each agency.
fn pieces(typed: &str) -> impl Iterator<Item = &str> {
    let pieces = typed.split([',', ';', '\n']).map(str::trim);
    pieces.filter(|piece| !piece.is_empty())
}

/// The agency, who says it, and what it thinks of each child.
type OfOneAgency = (String, Option<String>, Cells);

/// The agency is as many words from the beginning as are certain, where the rest are views.
fn of_one_agency(
    piece: &str,
    meeting: &Meeting,
) -> Result<OfOneAgency, (Problem, Option<(String, usize)>)> {
    let piece = piece.replacen(": ", " ", 1);
    let words: Vec<&str> = piece.split_whitespace().collect();
    let longest = words.iter().position(is_sign).unwrap_or(words.len());
    let mut known = None;
    for length in (1..=longest).rev() {
        let (name, rest) = words.split_at(length);
        // `SW - CP plan`
        let rest = match rest.split_first() {
            Some((first, behind)) if *first != LEFT && is_sign(first) => behind,
            _ => rest,
        };
        let name = name.join(" ");
        let Some(agency) = agency(&name, meeting) else {
            continue;
        };
        let read = || cells(without_all(rest, meeting), meeting);
        let named = || named_cells(rest, meeting);
        match read().filter(|cells| !cells.is_empty()).or_else(named) {
            Some(cells) => {
                return Ok((agency, who_says_it(&name, meeting), cells));
            }
            _ => known = known.or(Some((agency, rest))),
        }
    }
    let Some((agency, rest)) = known else {
        // `NA cin`: she is known, and nobody has said where she comes from. The family comes from none.
        let is_worker = |name: &&&str| {
            let who = who_says_it(name, meeting);
            let who = who.and_then(|id| meeting.record(&id));
            who.is_some_and(|who| side(who) == Side::Professional)
        };
        let from_none = words.first().filter(is_worker);
        return Err(match from_none {
            Some(name) => {
                let why = format!("It is not noted which agency {name} comes from.");
                let next =
                    format!("/person {name}; agency: \u{2026} says so. Then type the views again.");
                let safe = "Nothing was recorded; your line is kept.";
                (Problem::wrong_input(why).safe(safe).next(next), None)
            }
            None => {
                let why = format!("Which agency is meant by \"{piece}\"?");
                (advised(Problem::wrong_input(why)), None)
            }
        });
    };
    let called = agency_on_the_screen(&agency, meeting);
    let why = match rest.join(" ") {
        words if words.is_empty() => {
            Problem::wrong_input(format!("What does {called} think the children need?"))
        }
        words
            if (0..rest.len())
                .any(|at| category_in(rest.get(at..).unwrap_or_default(), meeting).is_some()) =>
        {
            Problem::wrong_input(format!("For \"{words}\", which plan does {called} want?"))
        }
        rest => Problem::wrong_input(format!(
            "\"{rest}\" is not certain to be a view of {called}."
        )),
    };
    // The last word may only be begun.
    let before = rest.split_last().map_or(&[][..], |(_, before)| before);
    let begun = cells(before, meeting).map(|cells| (agency, cells.len()));
    Err((advised(why), begun))
}

/// `cp both`, `cp for all`: one view is for all of them anyway.
fn without_all<'w, 'a>(words: &'w [&'a str], meeting: &Meeting) -> &'w [&'a str] {
    let typed: Vec<String> = words.iter().flat_map(|word| plain_words(word)).collect();
    let all = (1..words.len()).find(|at| {
        let end = typed.get(*at..).unwrap_or_default();
        let end = match end.first().map(String::as_str) {
            Some("for") => end.get(1..).unwrap_or_default(),
            _ => end,
        };
        names_every_child(end, meeting) == Some(end.len()) && !end.is_empty()
    });
    match all {
        Some(at) if typed.len() == words.len() => words.get(..at).unwrap_or(words),
        _ => words,
    }
}

fn who_says_it(name: &str, meeting: &Meeting) -> Option<String> {
    match find_seat(name, meeting) {
        Found::One(id) if how_it_fits(name, meeting) == Some(Fits::Letters) => Some(id),
        _ => None,
    }
}

/// The only agency that is meant; a slip is not forgiven, because nobody is asked about it. The rule of the quorum knows some
/// by the role, also where the agency was not typed: they are called as the grid calls them.
fn agency(name: &str, meeting: &Meeting) -> Option<String> {
    match agencies_called(name, meeting).as_slice() {
        [one] if agency_by_slip(name, meeting).is_none() => Some(one.clone()),
        [] => {
            let title = |person| meeting.settings().quorum().agency_title(person);
            if let Some(id) = who_says_it(name, meeting) {
                return meeting.record(&id).and_then(title);
            }
            let mut titles = meeting.records(&person::KIND).filter_map(title);
            titles.find(|title| title.eq_ignore_ascii_case(name))
        }
        _ => None,
    }
}

fn not_for_each(agency: &str, count: usize, meeting: &Meeting) -> Problem {
    let children: Vec<String> = meeting
        .children()
        .map(|child| meeting.called(&child.id))
        .collect();
    advised(Problem::wrong_input(format!(
        "{} has {count} views, and there are {} children: {}.",
        agency_on_the_screen(agency, meeting),
        children.len(),
        children.join(", ")
    )))
}

fn advised(why: Problem) -> Problem {
    why.safe("Nothing was recorded; your line is kept.")
        .next("For example: /agencies SW cp, HV cp cin =. One view is for all the children, = leaves a child as it is.")
}
