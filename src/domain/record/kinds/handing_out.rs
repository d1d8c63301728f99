//! Which papers somebody is handed, and how: proposed by role, decided by the Chair. Whether a paper is safe in somebody's
//! hands is decided here, too, and who has read their copy before it went.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{AfterClosing, ComparisonPart, Key, Kind, Lead, PageSection};

pub const WHO: Field = Field::text("who", "who", "Whose papers?")
    .of(Answer::Speaker)
    .must()
    .or(&["whom", "for", "to"]);

/// The names of papers, with commas between them, or `none`. What a name means is known where papers are made.
pub const PAPERS: Field = Field::text(
    "papers",
    "papers",
    "Which papers, with commas between them, or none?",
)
.of_this_meeting()
.filled_in()
.or(&["paper", "which", "documents"]);

/// Whose children they are, where it is not told by how somebody is related to them.
pub const ABOUT: Field = Field::text("about", "about", "About which children?")
    .of(Answer::Children)
    .or(&["children", "child", "whose child", "about whom"]);

pub const SAFE: Field = Field::text("safe", "safe", "Is it safe for them to hold a paper?")
    .one_of("safe_to_hold")
    .or(&["safe to hold", "hold", "may hold"]);

pub const HOW: Field = Field::text("how", "how", "How are they handed over?")
    .one_of("handing_over")
    .or(&["via", "handed over", "way"]);

pub const READ_BY: Field = Field::text(
    "read_by",
    "read by",
    "Who else read their copy before it went?",
)
.of(Answer::Person)
.of_this_meeting()
.or(&["second reader", "checked by", "also read by"]);

pub const BY: Field = Field::text("by", "by", "Who decided that?")
    .of(Answer::Person)
    .of_this_meeting();

pub const WHY: Field = Field::text("why", "why", "Why?").or(&["reason", "because"]);

/// Always restricted, and the open minutes do not tell that there is one: whose bag is gone through is nobody's business.
pub const KIND: Kind = Kind {
    id: "handing_out",
    plural: "handing_out",
    prefix: "ho",
    title: "Papers for somebody",
    command: "gets",
    lead: Lead::Field(&WHO),
    fields: &[WHO, PAPERS, ABOUT, SAFE, HOW, READ_BY, BY, WHY],
    key: Key::Fields(&[&WHO]),
    columns: &[&WHO, &PAPERS, &ABOUT, &SAFE, &HOW, &READ_BY, &BY, &WHY],
    must_be_restricted: Some(|_| true),
    is_untold: true,
    is_never_in_a_copy: true,
    after_closing: AfterClosing::Also,
    stands_until_changed: true,
    help: "KS; papers: slip, minutes; safe: only at a meeting; how: read aloud; by: CH; why: her post is opened. It is always restricted. /papers all; by: CH confirms what is proposed for everybody.",
    ..Kind::standing_in(PageSection::WhoGetsWhat, ComparisonPart::AfterClosing)
};
