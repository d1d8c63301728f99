//! One file for each user story, in process, as key scripts; most tests live here.

pub mod driver;
mod whole_conference;
