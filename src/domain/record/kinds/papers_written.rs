//! Which papers were written for somebody, when, and of which version. Whatever writes papers notes it by itself, so that nobody has
//! to remember who has what when a mark comes later; what became of them then is said with `/papers given`.

pub use super::handing_out::{PAPERS, WHO};
pub use super::sign_off::VERSION;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{AfterClosing, ComparisonPart, Kind, Lead, PageSection};

pub const ON: Field = Field::text("on", "on", "On which day were they written?")
    .of(Answer::Date)
    .in_the_past()
    .of_this_meeting()
    .or(&["date", "when", "written on"]);

/// Always restricted and untold, like what is decided about somebody's papers.
pub const KIND: Kind = Kind {
    id: "papers_written",
    plural: "papers_written",
    prefix: "pw",
    title: "Papers written for somebody",
    command: "written",
    lead: Lead::Field(&WHO),
    fields: &[WHO, PAPERS, ON, VERSION],
    columns: &[&WHO, &PAPERS, &ON, &VERSION],
    must_be_restricted: Some(|_| true),
    is_untold: true,
    is_never_in_a_copy: true,
    after_closing: AfterClosing::Also,
    is_noted_by_itself: true,
    help: "KS; papers: slip, letter; on: 4 Dec 2026. `/papers write`, and `papers --write` in the shell, note it by themselves; type it only for papers that were written while the meeting was open in another window.",
    ..Kind::standing_in(PageSection::WhoGetsWhat, ComparisonPart::AfterClosing)
};
