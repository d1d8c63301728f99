//! The agendas that come with the program; each can be copied out and changed.

use super::{Agenda, check};

/// An agenda's id is the name of its file in `agendas/`.
macro_rules! agenda {
    ($id:literal) => {
        (
            $id,
            include_str!(concat!("../../../agendas/", $id, ".toml")),
        )
    };
}

/// The id and the text of each agenda, in the order of the list that people see.
pub const BUILT_IN: &[(&str, &str)] = &[
    agenda!("restorative-icpc"),
    agenda!("restorative-rcpc"),
    agenda!("strengthening-families-icpc"),
    agenda!("signs-of-safety-cpc"),
    agenda!("core-group"),
    agenda!("family-group-conference"),
    agenda!("pre-birth-icpc"),
    agenda!("transfer-in"),
    #[cfg(test)]
    ("made-up", include_str!("planted/made-up.toml")),
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
