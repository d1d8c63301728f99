//! That the family was told how to comment, praise or complain; and each comment, compliment or complaint.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Kind, Lead, PageSection, Values};

/// The way was explained: the one type that everybody may read.
pub(super) const WAY_EXPLAINED: &str = "way_explained";

pub const TYPE: Field = Field::text(
    "type",
    "type",
    "What is it? (way explained: how to comment or complain)",
)
.from_list("feedback_types")
.must()
.or(&["kind"]);

pub const BY: Field = Field::text("by", "by", "Who explained it, or wrote it down?")
    .of(Answer::Person)
    .or(&["told by", "explained by", "who", "recorded by"]);

pub const HOW: Field =
    Field::text("how", "how", "How: in words, on paper, in the letter?").or(&["via", "method"]);

pub const FROM: Field = Field::text("from", "from", "Who does it come from?")
    .of(Answer::Speaker)
    .theirs()
    .or(&["given by", "who says it"]);

pub const ABOUT: Field =
    Field::text("about", "about", "What is it about?").or(&["what", "words", "details", "text"]);

pub const ON: Field = Field::text("on", "on", "On which day?")
    .of(Answer::Date)
    .day(DayRule::AFTERWARDS)
    .or(&["date", "when", "day"]);

pub const CONTACT: Field = Field::text("contact", "contact", "Who can they write to or ring?")
    .or(&["phone", "tel", "telephone", "mobile", "email", "e-mail"]);

/// Comments, compliments and complaints (practice 3.14; row 27).
pub const KIND: Kind = Kind {
    id: "feedback",
    plural: "feedback",
    prefix: "f",
    title: "Comment, praise, complaint",
    command: "feedback",
    lead: Lead::Field(&TYPE),
    fields: &[TYPE, BY, HOW, FROM, ABOUT, ON, CONTACT],
    columns: &[&TYPE, &FROM, &BY, &HOW],
    shown_in: &["dates", "statement"],
    must_be_restricted: Some(is_somebodys_own),
    help: "way explained; by: SH; how: said, and on paper. A complaint is in nobody else's copy.",
    ..Kind::standing_in(PageSection::Feedback, ComparisonPart::Feedback)
};

/// What somebody praises or complains about is private to them. An unreadable answer is kept back too.
fn is_somebodys_own(values: &Values) -> bool {
    values.get(TYPE.name).and_then(serde_json::Value::as_str) != Some(WAY_EXPLAINED)
}
