//! The kinds of record, one file each; `KINDS` lists them.

pub mod action;
pub mod agency_view;
pub mod agreement;
pub mod answer;
pub mod check_in;
pub mod child;
pub mod childs_view;
pub mod contribution;
pub mod core_group;
pub mod core_group_due;
pub mod correction;
pub mod danger;
pub mod date;
pub mod decision;
pub mod details;
pub mod dissent;
pub mod distribution;
pub mod event;
pub mod exclusion;
pub mod feedback;
pub mod handing_out;
pub mod legal_advice;
#[cfg(test)]
pub mod made_up;
pub mod offer;
pub mod papers_written;
pub mod past_decision;
pub mod past_scale;
pub mod person;
pub mod promise;
pub mod relative;
pub mod report;
pub mod safety_goal;
pub mod scale;
pub mod sign_off;
pub mod statement;
pub mod telling_due;
pub mod visit;
pub mod what_if;
pub mod withheld_words;

use super::Kind;

pub const KINDS: &[&Kind] = &[
    &details::KIND,
    &child::KIND,
    &person::KIND,
    &relative::KIND,
    &contribution::KIND,
    &childs_view::KIND,
    &statement::KIND,
    &answer::KIND,
    &scale::KIND,
    &event::KIND,
    &visit::KIND,
    &legal_advice::KIND,
    &danger::KIND,
    &safety_goal::KIND,
    &action::KIND,
    &what_if::KIND,
    &agreement::KIND,
    &agency_view::KIND,
    &decision::KIND,
    &date::KIND,
    &promise::KIND,
    &past_decision::KIND,
    &past_scale::KIND,
    &core_group_due::KIND,
    &telling_due::KIND,
    &sign_off::KIND,
    &distribution::KIND,
    &correction::KIND,
    &report::KIND,
    &offer::KIND,
    &dissent::KIND,
    &core_group::KIND,
    &check_in::KIND,
    &feedback::KIND,
    &exclusion::KIND,
    &withheld_words::KIND,
    &handing_out::KIND,
    &papers_written::KIND,
    #[cfg(test)]
    &made_up::KIND,
];

pub fn kind(id: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.id == id).copied()
}
