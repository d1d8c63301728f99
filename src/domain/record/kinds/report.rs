//! A report to the conference: whose it is, and on which day it came, was circulated and was shared with the family.
//! Whether that was in time is worked out in `rules/deadlines`, never typed.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const AGENCY: Field = Field::text("agency", "agency", "Which agency's report is it?").must();

pub const AUTHOR: Field = Field::text("author", "by", "Who wrote it?")
    .of(Answer::Person)
    .wanted()
    .or(&["author"]);

pub const TYPE: Field =
    Field::text("type", "type", "What kind of report is it?").from_list("report_types");

pub const CAME: Field = Field::text("came", "came", "Has it come?")
    .of(Answer::YesNo)
    .or(&["here"]);

pub const DATED: Field = Field::text("dated", "dated", "What date is on it?")
    .of(Answer::Date)
    .in_the_past();

pub const RECEIVED: Field = Field::text("received", "received", "On which day was it handed in?")
    .of(Answer::Date)
    .in_the_past()
    .wanted()
    .or(&["in"]);

pub const CIRCULATED: Field = Field::text(
    "circulated",
    "circulated",
    "On which day did it go to everybody who comes?",
)
.of(Answer::Date)
.in_the_past();

pub const SHARED: Field = Field::text(
    "shared",
    "shared",
    "On which day was it shared with the family?",
)
.of(Answer::Date)
.in_the_past()
.wanted();

pub const SHARED_HOW: Field =
    Field::text("shared_how", "how", "How was it shared with the family?");

pub const SHARED_BY: Field =
    Field::text("shared_by", "shared by", "Who shared it with the family?").of(Answer::Person);

pub const WHY_LATE: Field =
    Field::text("why_late", "late because", "If any of this was late: why?");

pub const DISCUSSED_WITH_CHILD: Field = Field::text(
    "discussed_with_child",
    "with child",
    "Was it talked over with the child?",
)
.of(Answer::YesNo);

pub const AVAILABLE_TO_PARENTS: Field = Field::text(
    "available_to_parents",
    "parents",
    "May the parents read it?",
)
.from_list("available");

pub const READ_BY_ALL: Field = Field::text(
    "read_by_all",
    "read",
    "Has everybody here read it before today?",
)
.of(Answer::YesNo);

pub const READ_OUT_BY: Field =
    Field::text("read_out_by", "read out by", "Who read it out, if anybody?").of(Answer::Person);

pub const CHILDREN: Field = Field::text("children", "for", "About which child?")
    .of(Answer::Children)
    .or(&["about", "child", "children"]);

pub const TEMPLATE: Field = Field::text(
    "template",
    "template",
    "Which version of the form was used?",
);

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
    ],
    columns: &[&AGENCY, &AUTHOR, &RECEIVED, &SHARED],
    shown_in: &["attendance"],
    help: "Health visiting; by: JO; received: 3 May; shared: 1 May; how: at home; shared by: JO",
    ..Kind::standing_in(PageSection::Reports, ComparisonPart::Reports)
};
