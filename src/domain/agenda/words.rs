//! The words an agenda may use, each with a plain title or meaning. A table of data: no code decides here.

pub type Word = (&'static str, &'static str);

pub fn title_of(words: &'static [Word], id: &str) -> Option<&'static str> {
    words.iter().find(|word| word.0 == id).map(|word| word.1)
}

/// Kinds of contribution: what somebody's words are.
pub const CONTRIBUTION_KINDS: &[Word] = &[
    ("fact", "fact"),
    ("observation", "observation"),
    ("allegation", "allegation"),
    ("opinion", "opinion"),
    ("report_extract", "from a report"),
    ("strength", "strength"),
    ("safety", "safety"),
    ("worry", "worry"),
    ("complicating_factor", "complicating factor"),
    ("grey_area", "grey area"),
    ("impact_on_child", "impact on the child"),
    ("feeling", "feeling"),
    ("family_proposal", "the family's own idea"),
    ("offer_of_help", "offer of help"),
    ("question", "question"),
    ("answer", "answer"),
    ("response_to", "response"),
    ("agreement", "agreement"),
    ("disagreement", "disagreement"),
    ("chair_summary", "Chair's summary"),
    ("procedural", "about the meeting itself"),
];

pub const MODES: &[Word] = &[
    ("contributions", "what people say"),
    (
        "per_child",
        "what people say, about one child after the other",
    ),
    (
        "childs_views",
        "what each child says, and in which way it reached the meeting",
    ),
    ("attendance", "who is here and how, apologies, reports"),
    ("plan", "actions and what-ifs"),
    (
        "decision",
        "each agency's view and the decision, for each child",
    ),
    ("dates", "dates to set; name them under dates"),
    (
        "yes_no_reason",
        "yes or no, and why; write the questions under questions",
    ),
    (
        "scale",
        "numbers with their meaning; write each scale as a [[section.scale]]",
    ),
    (
        "private_time",
        "the family on its own: only beginning and end are recorded",
    ),
    (
        "statement",
        "a text that is read aloud; name it under statement",
    ),
];

pub const VOICES: &[Word] = &[
    (
        "child",
        "the child, or the person who brings the child's views",
    ),
    ("family", "parents, carers, relatives, friends"),
    ("social_worker", "the children's social worker"),
    ("professionals", "all other professionals"),
    ("chair", "the Chair"),
    ("everyone", "everybody, in the order they sit"),
];

/// How the name of a core group is guessed.
pub const CORE_GROUP: &str = "core group";

pub const CHECK_IN: &[&str] = &["check-in", "check in"];

pub const DATES: &[Word] = &[
    ("core_group", "the first or next core group"),
    ("review", "the next conference that looks at the plan"),
    ("check_in", "somebody asks the family how they are"),
    ("other", "any other date"),
];

pub const VISIBILITIES: &[Word] = &[
    ("everyone", "everybody who gets a copy of the minutes"),
    ("restricted", "never in the family's copy"),
];

/// Records that a section may offer as well, by what is typed after the `/`.
pub const RECORDS: &[Word] = &[
    (
        "advice",
        "legal advice that was asked for; always restricted",
    ),
    ("agreed", "who agreed to the plan, and how"),
    ("event", "what happened on which day"),
    ("goal", "what will be seen when it is safe enough"),
    ("relative", "somebody of the family who is not the subject"),
    ("report", "a report, and who saw it when"),
    (
        "risk",
        "a danger statement: who is worried, about what, what could happen",
    ),
    (
        "visit",
        "a visit, and whether the child was seen and seen alone",
    ),
];

pub const CHECKS: &[Word] = &[
    (
        "childs_views",
        "every child has been heard, or there is a reason why not",
    ),
    (
        "required_sections",
        "every required section was held, or skipped with a reason",
    ),
    ("statements_read", "every statement was read"),
    (
        "confidentiality",
        "it was said that what is heard here is confidential",
    ),
    (
        "reports",
        "every report came in time, is signed, and was shared with the family",
    ),
    (
        "attended_no_report",
        "every agency that is here has sent a report as well",
    ),
    (
        "family_heard",
        "the family has spoken in every section with contributions",
    ),
    (
        "new_to_family",
        "what was new to the family was talked through",
    ),
    (
        "agency_views",
        "every agency that was here has given its view for each child",
    ),
    (
        "quorum",
        "enough agencies were here to decide; if not, it is recorded what was done about it",
    ),
    (
        "actions_complete",
        "every action says who, by when, how one sees it, and what will be different",
    ),
    ("actions_clear", "no action is vague"),
    (
        "wishes_answered",
        "every wish of a child is answered by an action",
    ),
    (
        "offers_taken_up",
        "every offer that the family wants has become an action",
    ),
    (
        "core_group",
        "the core group has its people, the family among them, and a day in time",
    ),
    (
        "review_date",
        "the review has a day, in time, that is a working day",
    ),
    (
        "restricted_reviewed",
        "somebody has gone through everything that is restricted",
    ),
    ("catch_up", "nothing is left on the catch-up list"),
    (
        "decision_each_child",
        "every child has a decision of its own",
    ),
    (
        "plan_each_child",
        "every child has at least one action and one what-if",
    ),
    (
        "complaint_route",
        "the family was told how to comment, compliment or complain",
    ),
    (
        "who_tells_child",
        "it is settled who tells each child, and by when",
    ),
    (
        "check_in",
        "it is settled who asks the family afterwards how they are",
    ),
];
