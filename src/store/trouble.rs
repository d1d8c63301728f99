//! What can be wrong with a meeting on disk, in words: what happened, what is safe, what to do.

use super::accounts;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The last line of a file is incomplete, as after a power cut.
    TornEnd {
        file: String,
        bytes: usize,
    },
    BadRecord {
        file: String,
        /// From 1.
        line: usize,
        after: Option<String>,
    },
    /// A record is not where it was written: it is there twice, or in another order.
    OutOfOrder {
        file: String,
        /// From 1.
        line: usize,
    },
    Missing {
        before: u64,
        at: String,
    },
    /// Two people wrote at once: two records follow the same one.
    Fork {
        seq: u64,
    },
    Unreadable {
        file: String,
        why: String,
    },
    /// The minutes file goes further than the journal it was made from.
    CutEnd {
        minutes: String,
        journal: String,
    },
    /// What is in the journal was written in another meeting, and put into this folder.
    OfAnotherMeeting {
        file: String,
        meeting: String,
    },
    /// A record names another account than the one whose file it is in.
    AnothersHand {
        file: String,
        owner: u32,
        named: u32,
    },
    TooNew {
        records: usize,
    },
    LeftOver {
        file: String,
    },
    /// Words of a half-typed line, or of lines set aside, cannot be read.
    DamagedDraft {
        file: String,
    },
    /// Recovery could not copy something; what exists already stays.
    NotCopied {
        file: String,
        why: String,
    },
}

impl Trouble {
    /// Whether part of the record is damaged, so that the meeting opens read-only.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::BadRecord { .. }
                | Self::OutOfOrder { .. }
                | Self::Missing { .. }
                | Self::Unreadable { .. }
                | Self::OfAnotherMeeting { .. }
                | Self::TooNew { .. }
        )
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TornEnd { file, bytes } => write!(
                f,
                "The last line of {file} was cut off while it was written ({bytes} bytes). Everything before it is \
                 there. A copy of the cut line is in the folder \"recovered\"; nothing to do."
            ),
            Self::BadRecord { file, line, after } => {
                write!(f, "Line {line} of {file} was damaged or changed")?;
                if let Some(after) = after {
                    write!(f, ", just after {after}")?;
                }
                f.write_str(". The other records can be read. Write nothing here; ask IT for a backup of this folder.")
            }
            Self::OutOfOrder { file, line } => write!(
                f,
                "Line {line} of {file} is not where it was written. The records can be read. Somebody may have \
                 changed the file: write nothing here, and ask IT for a backup of this folder."
            ),
            Self::Missing { before, at } => write!(
                f,
                "The record before number {before} ({at}) is missing. The other records can be read. Write nothing \
                 here; ask IT for a backup of this folder."
            ),
            Self::Fork { seq } => write!(
                f,
                "Two people wrote these minutes at once, from record {seq} on. Both texts are kept. Read them through \
                 together and strike out what is there twice."
            ),
            Self::Unreadable { file, why } => write!(
                f,
                "{file} cannot be read ({why}). The other files can. Write nothing here; ask IT to look at this folder."
            ),
            Self::CutEnd { minutes, journal } => write!(
                f,
                "minutes.json has entries until {minutes}, and the journal ends at {journal}: its end was cut off. Write \
                 nothing here; ask IT for a backup of this folder."
            ),
            Self::OfAnotherMeeting { file, meeting } => write!(
                f,
                "{file} is from the journal of another meeting ({meeting}) and was put into this folder. Nothing of it is \
                 shown here, and it stays where it is. Write nothing here; ask IT for a backup of this folder."
            ),
            Self::AnothersHand { file, owner, named } => write!(
                f,
                "{file} belongs to {}, and says in it that {} wrote something, who has a file of their own here. Ask \
                 both before you send these minutes out.",
                accounts::user(*owner),
                accounts::user(*named)
            ),
            Self::TooNew { records } => write!(
                f,
                "{records} records were written by a newer version of this program. They are kept as they are, and the \
                 meeting opens for reading only. Install the newer version to go on."
            ),
            Self::LeftOver { file } => write!(
                f,
                "{file} was not finished when the program stopped. The minutes are complete without it. It was moved to \
                 the folder \"recovered\"; nothing to do."
            ),
            Self::DamagedDraft { file } => write!(
                f,
                "A part of what was half-typed or set aside could not be read: {file} is damaged. What could be read is \
                 in the line, or Down brings it back. Look whether words are missing. A copy of the file is kept in the \
                 folder \"recovered\"."
            ),
            Self::NotCopied { file, why } => write!(
                f,
                "{file} could not be copied to safety ({why}). It stays where it is. Free some space and open these \
                 minutes again."
            ),
        }
    }
}
