//! The agendas that come with the program; each can be copied out and changed.
//! Must not know how an agenda of a council's own is found.

use super::{Agenda, check};

/// The id and the text of each agenda, in the order of the list that people see.
pub const BUILT_IN: &[(&str, &str)] = &[
    (
        "restorative-icpc",
        include_str!("../../../agendas/restorative-icpc.toml"),
    ),
    (
        "restorative-rcpc",
        include_str!("../../../agendas/restorative-rcpc.toml"),
    ),
    (
        "strengthening-families-icpc",
        include_str!("../../../agendas/strengthening-families-icpc.toml"),
    ),
    (
        "signs-of-safety-cpc",
        include_str!("../../../agendas/signs-of-safety-cpc.toml"),
    ),
    (
        "core-group",
        include_str!("../../../agendas/core-group.toml"),
    ),
    (
        "family-group-conference",
        include_str!("../../../agendas/family-group-conference.toml"),
    ),
    (
        "pre-birth-icpc",
        include_str!("../../../agendas/pre-birth-icpc.toml"),
    ),
    (
        "transfer-in",
        include_str!("../../../agendas/transfer-in.toml"),
    ),
];

/// The text of a built-in agenda, as it is copied out.
pub fn built_in_text(id: &str) -> Option<&'static str> {
    BUILT_IN
        .iter()
        .find(|agenda| agenda.0 == id)
        .map(|agenda| agenda.1)
}

/// A built-in agenda. (A test holds each of them against the check, so none is missing.)
pub fn built_in(id: &str) -> Option<Agenda> {
    check(built_in_text(id)?).ok()
}
