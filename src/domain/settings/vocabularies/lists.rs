//! Which lists there are, and what their entries can count as. Tables of data: no code decides here.

/// Each list: its name, and what it is for.
pub const LISTS: &[(&str, &str)] = &[
    ("attendance", "how somebody takes part"),
    ("answers", "what somebody answered to the invitation"),
    ("sides", "on which side somebody sits"),
    ("formats", "how people meet"),
    ("conferences", "which kind of conference came before"),
    ("channels", "how a child's views come to the meeting"),
    ("shared", "how a child's views were shared"),
    ("agreed", "what a child agreed to share"),
    ("agency_views", "what an agency thinks a child needs"),
    ("decisions", "what was decided for a child"),
    ("categories", "the category of a plan"),
    ("decided_by", "who decided"),
    ("action_status", "how an action stands"),
    ("progress", "how far a promise of last time has come"),
    ("minutes_states", "where the minutes are after closing"),
    ("copies", "which copy of the minutes somebody gets"),
    ("ways_of_sending", "how a copy goes out"),
    ("rulings", "what the Chair says to a correction"),
    ("report_types", "what kind of report it is"),
    ("available", "whether the parents may read a report"),
    (
        "feedback_types",
        "comment, praise, complaint, or that the way was explained",
    ),
    ("exclusions", "how somebody is kept out of a part"),
    (
        "not_said",
        "words ready where somebody's ethnicity, disability or right to stay is not known",
    ),
    (
        "withholding",
        "what becomes of words that are not for somebody",
    ),
    (
        "safe_to_hold",
        "whether somebody can hold a paper without danger",
    ),
    ("handing_over", "how papers are handed over"),
    ("how_often", "how often something is done"),
    ("relatives", "what somebody of the family is to a child"),
    ("faces", "which face a child has chosen"),
    ("agreements", "how somebody agreed to the plan"),
    ("roles", "roles that are offered"),
    ("agencies", "agencies that are offered"),
];

/// Lists that are the same everywhere: rules and other programs know their codes, so no file can change them.
pub const FIXED_LISTS: &[&str] = &[
    "progress",
    "minutes_states",
    "copies",
    "ways_of_sending",
    "rulings",
    "withholding",
    "safe_to_hold",
    "handing_over",
];

/// Flags that only the built-in entries have, and keep: records of other meetings, where no settings are at hand, are
/// read by their codes.
pub const FIXED_FLAGS: &[&str] = &["reported", "remote", "no_views", "settled"];

/// What a decision does to a plan: one of them at most.
pub const PLAN_FLAGS: &[&str] = &["starts_plan", "keeps_plan", "ends_plan", "put_off"];

pub fn flags_of(list: &str) -> &'static [&'static str] {
    match list {
        "attendance" => &["comes", "partly", "reported"],
        "sides" => &["family", "professional", "chair", "beside", "no_opinion"],
        "formats" => &["remote"],
        "channels" => &["child_there", "no_views"],
        "shared" => &["restricts"],
        "agreed" => &["restricts"],
        "agency_views" => &["for_plan", "gives_no_view"],
        "decisions" => &["starts_plan", "keeps_plan", "ends_plan", "put_off"],
        "categories" => &["not_advised"],
        "decided_by" => &["all_agreed", "most_agreed", "by_chair"],
        "action_status" => &["settled"],
        "roles" => &[
            "family",
            "professional",
            "chair",
            "beside",
            "no_opinion",
            "social_worker",
        ],
        _ => &[],
    }
}

pub const FLAGS: &[(&str, &str)] = &[
    (
        "comes",
        "attendance: they take part, so they are expected in the round",
    ),
    (
        "partly",
        "attendance: for a part only, which says nothing about how",
    ),
    (
        "reported",
        "attendance: they have sent a report; only the built-in entries have it",
    ),
    ("family", "sides, roles: a voice of the family"),
    ("professional", "sides, roles: there for an agency"),
    ("chair", "sides, roles: leads the meeting"),
    ("beside", "sides, roles: not in the round"),
    (
        "no_opinion",
        "sides, roles: gives no agency's opinion and does not count towards the quorum",
    ),
    ("social_worker", "roles: the children's social worker"),
    (
        "remote",
        "formats: somebody is not in the room; only the built-in entries have it",
    ),
    (
        "child_there",
        "channels: the child takes part in the meeting",
    ),
    (
        "no_views",
        "channels: it brings no views, so a reason is needed; only the built-in entries have it",
    ),
    (
        "restricts",
        "shared, agreed: what the child said stays out of the family's copy; so it does with any code of your own",
    ),
    (
        "for_plan",
        "agency_views: counts for a child protection plan",
    ),
    ("gives_no_view", "agency_views: is not counted on any side"),
    (
        "starts_plan",
        "decisions: a child protection plan begins, so a category is needed",
    ),
    (
        "keeps_plan",
        "decisions: a child protection plan goes on, so a category is needed",
    ),
    (
        "ends_plan",
        "decisions: a child protection plan ends; only a review can",
    ),
    ("put_off", "decisions: nothing is decided yet"),
    (
        "not_advised",
        "categories: it can be chosen, but better not",
    ),
    (
        "all_agreed",
        "decided_by: nobody disagreed; a dissent or another view is asked about",
    ),
    (
        "most_agreed",
        "decided_by: more than half agreed; other views of most agencies are asked about",
    ),
    (
        "by_chair",
        "decided_by: the Chair decided alone, so the reasons are the Chair's",
    ),
    (
        "settled",
        "action_status: nothing more has to be done; only the built-in entries have it",
    ),
];
