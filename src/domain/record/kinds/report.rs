//! A report to the conference: whose it is, and on which day it came, was circulated and was shared with the family.
//! Whether that was in time is worked out in `rules/deadlines`, never typed.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const AGENCY: Field = Field::text("agency", "agency", "Which agency's report is it?")
    .of(Answer::Agency)
    .must()
    .brief()
    .or(&["organisation", "service", "report"]);

pub const AUTHOR: Field = Field::text("author", "by", "Who wrote it?")
    .of(Answer::Person)
    .wanted()
    .or(&["written by", "from", "who"]);

pub const TYPE: Field = Field::text("type", "type", "What kind of report is it?")
    .from_list("report_types")
    .or(&["kind", "type of report"]);

pub const CAME: Field = Field::text("came", "came", "Has it come?")
    .of(Answer::YesNo)
    .or(&["here", "submitted", "arrived", "has come"]);

pub const DATED: Field = Field::text("dated", "dated", "What date is on it?")
    .of(Answer::Date)
    .in_the_past()
    .or(&["date", "date of report", "report date", "written on"]);

pub const RECEIVED: Field = Field::text("received", "received", "On which day was it handed in?")
    .of(Answer::Date)
    .in_the_past()
    .wanted()
    .or(&[
        "in",
        "received on",
        "handed in",
        "submitted on",
        "came on",
        "received date",
    ]);

pub const CIRCULATED: Field = Field::text(
    "circulated",
    "circulated",
    "When did it go to everybody who is coming?",
)
.of(Answer::Date)
.in_the_past()
.or(&["sent out", "circulated on", "sent round", "distributed"]);

pub const SHARED: Field = Field::text(
    "shared",
    "shared",
    "On which day was it shared with the family?",
)
.of(Answer::Date)
.in_the_past()
.wanted()
.or(&["shared on", "shared with family", "shared with parents"]);

pub const SHARED_HOW: Field =
    Field::text("shared_how", "how", "How was it shared with the family?").or(&[
        "how shared",
        "via",
        "method",
    ]);

pub const SHARED_BY: Field =
    Field::text("shared_by", "shared by", "Who shared it with the family?")
        .of(Answer::Person)
        .or(&["who shared"]);

pub const WHY_LATE: Field =
    Field::text("why_late", "late because", "If any of this was late: why?").or(&[
        "late",
        "reason",
        "why",
        "because",
        "late reason",
    ]);

pub const DISCUSSED_WITH_CHILD: Field = Field::text(
    "discussed_with_child",
    "with child",
    "Was it talked over with the child?",
)
.of(Answer::YesNo)
.or(&["shared with child", "talked over with child"]);

pub const AVAILABLE_TO_PARENTS: Field = Field::text(
    "available_to_parents",
    "parents",
    "May the parents read it?",
)
.from_list("available")
.or(&["parents may read", "open to parents", "available"]);

pub const READ_BY_ALL: Field = Field::text(
    "read_by_all",
    "read",
    "Has everybody here read it before today?",
)
.of(Answer::YesNo)
.or(&["everyone has read"]);

pub const READ_OUT_BY: Field =
    Field::text("read_out_by", "read out by", "Who read it out, if anybody?")
        .of(Answer::Person)
        .or(&["reader", "read aloud by"]);

pub const CHILDREN: Field = Field::text("children", "for", "About which child?")
    .of(Answer::Children)
    .or(&["about", "child", "which child"]);

pub const TEMPLATE: Field = Field::text(
    "template",
    "template",
    "Which version of the form was used?",
)
.brief()
.or(&["form", "version"]);

pub const SEEN_BY: Field = Field::text("seen_by", "seen by", "Who of the family saw it that day?")
    .of(Answer::People)
    .seldom()
    .or(&["who saw it", "shared with", "parents who saw it"]);

/// Parents who live apart seldom see a report on the same day.
pub const SHARED_LATER: Field = Field::text(
    "shared_later",
    "also shared",
    "On which other day was it shared with somebody else of the family?",
)
.of(Answer::Date)
.in_the_past()
.seldom()
.or(&["shared again", "also shared on"]);

pub const SEEN_LATER_BY: Field = Field::text(
    "seen_later_by",
    "also seen by",
    "Who saw it on that other day?",
)
.of(Answer::People)
.seldom()
.or(&["also shared with"]);

pub const CHILD_SAW: Field = Field::text(
    "child_saw",
    "child saw it",
    "On which day was it shared with the child?",
)
.of(Answer::Date)
.in_the_past()
.seldom()
.or(&["shared with child on", "with child on", "shown to child"]);

/// Reports (practice 3.6; rows 20 to 25). What is in them stays in them.
pub const KIND: Kind = Kind {
    id: "report",
    plural: "reports",
    prefix: "r",
    title: "Report",
    command: "report",
    lead: Lead::Field(&AGENCY),
    fields: &[
        AGENCY,
        AUTHOR,
        TYPE,
        CAME,
        DATED,
        RECEIVED,
        CIRCULATED,
        SHARED,
        SHARED_HOW,
        SHARED_BY,
        WHY_LATE,
        DISCUSSED_WITH_CHILD,
        AVAILABLE_TO_PARENTS,
        READ_BY_ALL,
        READ_OUT_BY,
        CHILDREN,
        TEMPLATE,
        SEEN_BY,
        SHARED_LATER,
        SEEN_LATER_BY,
        CHILD_SAW,
    ],
    columns: &[&AGENCY, &AUTHOR, &RECEIVED, &SHARED],
    shown_in: &["attendance"],
    help: "Health visiting; by: JO; received: 3 May; shared: 1 May; how: at home; shared by: JO",
    ..Kind::standing_in(PageSection::Reports, ComparisonPart::Reports)
};
