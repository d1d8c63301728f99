//! The kinds of meeting, for settings and agendas alike.

/// Kinds of meeting: the word in files, and the title.
pub const KINDS_OF_MEETING: &[(&str, &str)] = &[
    ("icpc", "initial child protection conference"),
    ("rcpc", "review child protection conference"),
    ("pre_birth_icpc", "initial conference before a birth"),
    ("transfer_in", "conference for a family that has moved here"),
    ("core_group_first", "first core group"),
    ("core_group", "core group"),
    ("family_group_conference", "family group conference"),
    ("other", "any other meeting"),
];

/// What tells a kind from the others where there is room for a word or two; nothing for one that only its title names.
pub fn short_kind(kind: &str) -> &'static str {
    match kind {
        "icpc" => "initial",
        "rcpc" => "review",
        "pre_birth_icpc" => "before birth",
        "transfer_in" => "moved here",
        "core_group_first" => "first core group",
        "core_group" => "core group",
        "family_group_conference" => "family group",
        _ => "",
    }
}

/// The kind of meeting that looks at a plan, and the only one that can end it.
pub const REVIEW: &str = "rcpc";

/// The kind of meeting for children who come with a plan from elsewhere.
pub const TRANSFER: &str = "transfer_in";
