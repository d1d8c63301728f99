//! When the files of the minutes are written, and what goes into them. The open one is what a team follows while the
//! meeting goes on: what is taken out of it must be gone at once. Must not know where the files are.

use super::desk::Desk;
use super::effect::Effect;
use crate::domain::event::{Event, Fact, Happening};
use crate::domain::meeting::Phase;
use crate::domain::minutes::{open_minutes, restricted_part, restricted_text};
use crate::domain::visibility::Restricted;

impl Desk {
    /// Asks for the minutes to be written as they stand.
    pub fn write_minutes(&self, seal: bool) -> Effect {
        let restricted = restricted_text(&restricted_part(&self.meeting));
        Effect::WriteMinutes {
            minutes: Box::new(open_minutes(&self.meeting).to_value()),
            restricted: Restricted::new(restricted),
            seal,
        }
    }

    /// Whether the file that a team reads is to be written anew at once: the meeting begins or comes to another part, or
    /// something that stood in it may stand there no longer. Entries wait for the next such moment; after closing the
    /// file is written with its seal.
    pub(super) fn owes_the_team(&self, facts: &[Fact]) -> bool {
        let is_followed = self.sharing.team.is_some() && self.meeting.phase() != Phase::Closed;
        is_followed
            && facts.iter().any(|fact| {
                matches!(
                    fact.event,
                    Event::Known(
                        Happening::Began {}
                            | Happening::SectionOpened { .. }
                            | Happening::SectionClosed { .. }
                            | Happening::BreakStarted { .. }
                            | Happening::BreakEnded {}
                            | Happening::PrivateTimeStarted {}
                            | Happening::PrivateTimeEnded {}
                            | Happening::Changed { .. }
                            | Happening::StruckOut { .. }
                            | Happening::Undone { .. }
                    )
                )
            })
    }
}
