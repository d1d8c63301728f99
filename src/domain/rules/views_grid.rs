//! The agencies' views as a grid: a row for each agency, a column for each child.

use super::quorum::is_same_agency;
use super::tally::{agencies_of, agency_meant, newest_views};
use crate::domain::line::{ViewsLine, ViewsOfAgency};
use crate::domain::meeting::{Meeting, agency_on_the_screen};
use crate::domain::record::is_open_to_all;
use crate::domain::record::kinds::agency_view;
use crate::domain::settings::Rules;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    NotGiven,
    /// The code of the view.
    View(String),
    ToConfirm,
    Restricted,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyRow {
    title: String,
    /// On the screen.
    pub called: String,
    /// Its people who are or were here (ids).
    pub people: Vec<String>,
    /// In the order of the children.
    pub cells: Vec<Cell>,
}

impl AgencyRow {
    /// Whether an agency in a line that is still typed is this one.
    pub fn is_meant_by(&self, typed: &ViewsOfAgency, meeting: &Meeting) -> bool {
        let by = typed.by.as_deref().unwrap_or("");
        let rules = meeting.settings().rules();
        is_same_agency(
            &agency_meant(&typed.agency, by, meeting, rules),
            &self.title,
        )
    }

    pub fn is_complete(&self) -> bool {
        self.cells.iter().all(|cell| *cell != Cell::NotGiven)
    }
}

/// An agency that is in the line more than once, by whatever name.
pub fn named_twice<'l>(line: &'l ViewsLine, meeting: &Meeting) -> Option<&'l ViewsOfAgency> {
    let rules = meeting.settings().rules();
    let title = |one: &ViewsOfAgency| {
        let by = one.by.as_deref().unwrap_or("");
        agency_meant(&one.agency, by, meeting, rules)
    };
    let titles: Vec<String> = line.agencies.iter().map(title).collect();
    let is_twice = |at: usize, title: &String| {
        let mut before = titles.iter().take(at);
        before.any(|other| is_same_agency(other, title))
    };
    let mut all = line.agencies.iter().zip(&titles).enumerate();
    all.find(|(at, (_, title))| is_twice(*at, title))
        .map(|(_, (one, _))| one)
}

/// Those who are or were here (as long as nobody's arrival was recorded, all who are expected), in the order in which their people were entered; behind them any other agency that has given
/// a view.
pub fn views_grid(meeting: &Meeting, rules: &Rules) -> Vec<AgencyRow> {
    let children: Vec<&str> = meeting.children().map(|child| child.id.as_str()).collect();
    let empty = vec![Cell::NotGiven; children.len()];
    let knows = meeting.records_arrivals();
    let here = agencies_of(meeting, rules, |person| match knows {
        true => meeting.is_here(&person.id) || meeting.has_left(&person.id),
        false => meeting.is_expected(person),
    });
    let here = here.into_iter();
    let mut rows: Vec<AgencyRow> = here
        .map(|agency| AgencyRow {
            called: agency_on_the_screen(&agency.title, meeting),
            title: agency.title,
            people: agency.people,
            cells: empty.clone(),
        })
        .collect();
    for (column, child) in children.iter().enumerate() {
        for (agency, view) in newest_views(meeting, child, rules) {
            let at = rows
                .iter()
                .position(|row| is_same_agency(&row.title, &agency));
            let at = at.unwrap_or_else(|| {
                rows.push(AgencyRow {
                    called: agency_on_the_screen(&agency, meeting),
                    title: agency,
                    people: Vec::new(),
                    cells: empty.clone(),
                });
                rows.len() - 1
            });
            let code = view.text(&agency_view::VIEW);
            let said = match (is_open_to_all(view), code.is_empty()) {
                (false, _) => Cell::Restricted,
                (true, true) => Cell::ToConfirm,
                (true, false) => Cell::View(code.to_owned()),
            };
            let cells = rows.get_mut(at).map(|row| &mut row.cells);
            if let Some(cell) = cells.and_then(|cells| cells.get_mut(column)) {
                *cell = said;
            }
        }
    }
    rows
}
