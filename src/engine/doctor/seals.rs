//! Whether each meeting has one folder, and the record of seals is as it was written.

use super::{Checked, Facts, Finding};

pub(super) fn checked(facts: &Facts) -> Checked {
    let twice = facts.twice.iter().map(|words| {
        Finding::attention(
            words,
            "A folder in the name of a colleague's meeting can show words that nobody said there.",
            "Ask IT to move out of the folder of meetings what its minute-taker did not put there.",
        )
    });
    let seals = facts.seals.iter().map(|words| {
        Finding::attention(
            words,
            "Whether minutes are as they were sealed can no longer be told from this record alone.",
            "`talking-piece verify --all` says which minutes are as they were sealed. Ask IT for a backup of seals/.",
        )
    });
    Checked {
        area: "Meetings and seals",
        well: "Each meeting has one folder, and the record of seals is as it was written."
            .to_owned(),
        findings: twice.chain(seals).collect(),
    }
}
