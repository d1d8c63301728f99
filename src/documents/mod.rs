//! The documents, one file and one line in [`DOCUMENTS`] each. [`Arranged::page`] makes those about one meeting's
//! minutes, chosen by id; [`page`] makes all others.
//!
//! A document is made from [`OpenMinutes`]. Only one meant for readers of the full record is also given the restricted
//! part. Pages about several meetings are made from values of the domain (a comparison, a thread, what is due) in which
//! it has already been decided who may read what.

pub mod access_bundle;
mod arranged;
mod by_agency;
mod by_child;
mod by_person;
mod children;
mod comparison;
pub mod copies;
pub mod document;
mod due_list;
mod guide;
mod heading;
mod labels;
#[cfg(test)]
pub(crate) mod made_up;
pub mod manifest;
pub mod manual;
mod notices;
pub mod page_rows;
pub mod papers;
mod plan_tables;
mod readers;
mod record;
mod said;
mod scale_chart;
mod scales;
pub mod section;
mod standing_thread;
mod tables;
mod threads;
mod versions;
mod views;
mod whom_to_ask;

#[cfg(test)]
mod arranged_tests;
#[cfg(test)]
mod every_setting_tests;
#[cfg(test)]
mod record_tests;
#[cfg(test)]
mod table_tests;

pub use arranged::{Arranged, Arrangement, ORDERS};
pub(crate) use arranged::{spell, text, with_orders};
pub use versions::{Amended, KeptVersion, VersionFile};

use crate::documents::document::Document;
use crate::domain::agenda::Agenda;
use crate::domain::history::access::Access;
use crate::domain::history::compare::Comparison;
use crate::domain::history::due::DueList;
use crate::domain::history::threads::{
    ActionThread, PromiseLedger, ScaleThread, StandingThread, WishThread,
};
use crate::domain::minutes::OpenMinutes;
use crate::domain::search::Card;
use crate::domain::settings::Settings;

#[derive(Debug)]
pub struct DocumentKind {
    /// Its name; typed where a reader chooses among documents.
    pub id: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    maker: Maker,
}

/// What a document is made from, and the function that makes it.
#[derive(Debug)]
enum Maker {
    Minutes(Arrangement),
    Paper(papers::PaperKind),
    Versions(fn(&OpenMinutes, &[KeptVersion], &Amended) -> Document),
    Readers(fn(&Card, &[Access], &[String]) -> Document),
    Comparison(fn(&Comparison) -> Document),
    Action(fn(&ActionThread) -> Document),
    Standing(fn(&StandingThread) -> Document),
    Wishes(fn(&WishThread) -> Document),
    Scales(fn(&ScaleThread) -> Document),
    Promises(fn(&PromiseLedger) -> Document),
    Due(fn(&DueList) -> Document),
    Guide(fn(&Agenda, &Settings) -> Document),
}

/// What a document other than one meeting's minutes can be made from.
#[derive(Debug, Clone, Copy)]
pub enum Material<'a> {
    /// The versions of the minutes that are kept, and what was amended.
    Versions(&'a OpenMinutes, &'a [KeptVersion], &'a Amended),
    /// Who opened the minutes of the meeting with this id, and a sentence for each fault in that log.
    Readers(&'a Card, &'a [Access], &'a [String]),
    Comparison(&'a Comparison),
    Action(&'a ActionThread),
    Standing(&'a StandingThread),
    Wishes(&'a WishThread),
    Scales(&'a ScaleThread),
    Promises(&'a PromiseLedger),
    Due(&'a DueList),
    Guide(&'a Agenda, &'a Settings),
}

/// Every kind of document there is. Those made from minutes are offered in this order; the first is the usual one. Of the
/// papers, the fullest that somebody gets stands last.
pub const DOCUMENTS: &[&DocumentKind] = &[
    &record::RECORD,
    &by_child::BY_CHILD,
    &by_person::BY_PERSON,
    &by_agency::BY_AGENCY,
    &versions::VERSIONS,
    &readers::READERS,
    &comparison::COMPARISON,
    &threads::ACTION,
    &standing_thread::STANDING,
    &threads::WISHES,
    &scale_chart::SCALES,
    &threads::PROMISES,
    &due_list::DUE,
    &guide::GUIDE,
    &papers::INVITATION,
    &papers::SLIP,
    &papers::LETTER,
    &papers::CHILD,
    &papers::PLAN,
    &papers::AGENCY,
    &papers::CORE_GROUP,
    &papers::COMPLAINTS,
    #[cfg(test)]
    &papers::MADE_UP,
    &papers::MINUTES,
    #[cfg(test)]
    &made_up::MADE_UP,
];

impl DocumentKind {
    fn page(&self, of: Material<'_>) -> Option<Document> {
        match (&self.maker, of) {
            (Maker::Versions(make), Material::Versions(minutes, kept, amended)) => {
                Some(make(minutes, kept, amended))
            }
            (Maker::Readers(make), Material::Readers(meeting, accesses, troubles)) => {
                Some(make(meeting, accesses, troubles))
            }
            (Maker::Comparison(make), Material::Comparison(of)) => Some(make(of)),
            (Maker::Action(make), Material::Action(of)) => Some(make(of)),
            (Maker::Standing(make), Material::Standing(of)) => Some(make(of)),
            (Maker::Wishes(make), Material::Wishes(of)) => Some(make(of)),
            (Maker::Scales(make), Material::Scales(of)) => Some(make(of)),
            (Maker::Promises(make), Material::Promises(of)) => Some(make(of)),
            (Maker::Due(make), Material::Due(of)) => Some(make(of)),
            (Maker::Guide(make), Material::Guide(agenda, settings)) => Some(make(agenda, settings)),
            _ => None,
        }
    }
}

/// A test checks that the table has a document for each material, so the page is never empty.
pub fn page(of: Material<'_>) -> Document {
    let made = DOCUMENTS.iter().find_map(|kind| kind.page(of));
    made.unwrap_or_default()
}
