//! stub until the merge
use crate::domain::meeting::Meeting;
use chrono::{DateTime, FixedOffset};
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    pub check: String,
    pub missing: String,
    pub whereto: Whereto,
}
#[derive(Debug, Clone, PartialEq)]
pub enum Whereto {
    Section(String),
    Record(String),
    Prepare,
    CatchUp,
    Form { kind: String, line: String },
}
pub fn checks(_: &Meeting, _: DateTime<FixedOffset>) -> Vec<Missing> {
    Vec::new()
}
