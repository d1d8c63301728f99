//! One agency's actions: what its people have taken on, with the days, and what they do if something goes wrong. For
//! somebody of an agency it holds only that agency's; for nobody in particular each agency's under its name.

use super::plan::{put_action, rows};
use super::sheet::{SettledBy, Sheet};
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::Document;
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::problem::Problem;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, person, what_if};
use crate::domain::settings::phrases;
use crate::domain::text::capital;
use crate::domain::text::folded::folded;

pub(in crate::documents) const AGENCY: DocumentKind = DocumentKind {
    id: "agency",
    title: "One agency's actions",
    about: "What the people of an agency have taken on, by when, and what they do if something goes wrong.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::Agencies],
        copy: "agency",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let title = &phrases::AGENCY_TITLE;
    let mut sheet = Sheet::begin(reading, addressee, title, SettledBy::Closing);
    sheet.put_what_it_is();
    let own = addressee.person.as_deref().map(|id| agency_of(reading, id));
    let mut agencies: Vec<&str> = Vec::new();
    for seen in reading.holding(&person::KIND) {
        let name = seen.text(&person::AGENCY).trim();
        let is_known = agencies.iter().any(|known| folded(known) == folded(name));
        let is_meant = own.is_none_or(|own| folded(own) == folded(name));
        if !name.is_empty() && is_meant && !is_known {
            agencies.push(name);
        }
    }
    let mut has_any = false;
    let mut all: Vec<&RecordView> = Vec::new();
    for agency in agencies {
        let actions = actions_of(&sheet, agency);
        has_any |= put_agency(&mut sheet, agency, &actions);
        let is_new = |action: &&RecordView| all.iter().all(|known| known.id != action.id);
        let new: Vec<&RecordView> = actions.into_iter().filter(is_new).collect();
        all.extend(new);
    }
    sheet.document.rows = Some(rows(&sheet, &all));
    if !has_any {
        sheet.paragraph(&phrases::NOTHING_YET);
    }
    let dates = sheet.dates(true);
    sheet.list_under(&phrases::WHAT_HAPPENS_NEXT, dates);
    sheet.put_whom_to_ask();
    Ok(sheet.document)
}

fn agency_of<'r>(reading: &'r ReaderView<'_>, id: &str) -> &'r str {
    let found = reading.record(id);
    found.map_or("", |seen| seen.text(&person::AGENCY).trim())
}

/// Whether somebody of an agency does it, or helps with it.
fn is_theirs(
    reading: &ReaderView<'_>,
    agency: &str,
    seen: &RecordView,
    who: &Field,
    others: &Field,
) -> bool {
    let mut owners = vec![seen.text(who)];
    owners.extend(seen.list(others));
    owners.extend(seen.list(&action::HELPED_BY));
    owners
        .iter()
        .any(|id| folded(agency_of(reading, id)) == folded(agency))
}

fn actions_of<'r>(sheet: &Sheet<'r>, agency: &str) -> Vec<&'r RecordView> {
    let mut actions = sheet.own(&action::KIND, &action::CHILDREN);
    actions.retain(|seen| is_theirs(sheet.reading, agency, seen, &action::WHO, &action::WHO_ELSE));
    actions
}

/// Whether it had anything to do.
fn put_agency(sheet: &mut Sheet<'_>, agency: &str, actions: &[&RecordView]) -> bool {
    let mut what_ifs = sheet.own(&what_if::KIND, &what_if::CHILDREN);
    what_ifs.retain(|seen| {
        is_theirs(
            sheet.reading,
            agency,
            seen,
            &what_if::WHO,
            &what_if::WHO_ELSE,
        )
    });
    if actions.is_empty() && what_ifs.is_empty() {
        return false;
    }
    sheet.document.heading(1, capital(agency));
    for action in actions {
        put_action(sheet, action);
    }
    if !what_ifs.is_empty() {
        sheet.heading(2, &phrases::IF_IT_GOES_WRONG);
        let what_ifs = what_ifs.iter().map(|seen| sheet.what_if(seen)).collect();
        sheet.document.list(what_ifs);
    }
    true
}
