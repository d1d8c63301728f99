//! Starting a meeting from an earlier one, which is only read; `domain/review.rs` decides what is carried over.

use super::EffectRunner;
use super::sealing::SealFound;
use crate::app::protocol::message::Message;
use crate::domain::agenda::Agenda;
use crate::domain::history::access::Done;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::problem::Problem;
use crate::engine::{clock, events, past};
use crate::store::reading;
use chrono::{DateTime, FixedOffset};

impl EffectRunner {
    /// The earlier meeting must be closed and undamaged: half a plan is worse than none.
    pub(super) fn begin_review(&mut self, agenda: &Agenda, from: &str) -> Result<Message, Problem> {
        self.review_back_then(agenda, from, clock::now())
    }

    /// As if it were `then`: a practice review that has been held.
    pub fn review_back_then(
        &mut self,
        agenda: &Agenda,
        from: &str,
        then: DateTime<FixedOffset>,
    ) -> Result<Message, Problem> {
        self.release();
        let folder = self.places.meeting(self.disk.as_ref(), from)?;
        let rescue = self.places.rescue_for(&folder);
        let found = reading::read(self.disk.as_ref(), &folder, &rescue);
        let events = events::of(found.records.clone(), &found.sessions);
        let (last, passed_over) = Meeting::from_facts(events.clone());
        let refused = |happened: String, next: &str| {
            Err(Problem::not_saved_or_read(happened)
                .safe("No new meeting was made, and nothing was changed.")
                .next(next))
        };
        if last.events().is_empty() {
            return refused(
                format!("The journal of {from} is not here, and a review begins from it."),
                "Bring the whole folder of that meeting back, or begin without --from.",
            );
        }
        if last.is_too_new() {
            return refused(
                format!(
                    "A newer talking-piece wrote the minutes of {from}, so not all of its plan can be read here."
                ),
                "Use the newer program.",
            );
        }
        if found.read_only() || !passed_over.is_empty() {
            return refused(
                format!("The journal of {from} is damaged, so its plan may be incomplete."),
                "Ask IT for a backup of that folder, or begin without --from.",
            );
        }
        if last.phase() != Phase::Closed {
            return refused(
                format!("The meeting {from} is not closed, so its plan is not settled."),
                &format!("Open it with `talking-piece resume {from}` and /close it first."),
            );
        }
        let opening = past::opening(Done::CarriedOn);
        self.past.note(&self.places, folder.id.as_str(), &opening)?;
        let seal = self.seal_found(&folder, &events, true);
        let mut made = self.make(agenda, then, Some((&last, &found.chain.last_hash)))?;
        // A journal that somebody wrote anew reads as well as any other.
        if let (SealFound::Differs(words), Message::Opened(opened)) = (seal, &mut made) {
            let words = format!("This meeting was begun from {from}. {words}");
            self.seal_trouble = Some(words.clone());
            opened.notes.push(words);
        }
        Ok(made)
    }

    /// As if it were `then`: the practice conference that a practice review looks back on.
    pub fn make_back_then(
        &mut self,
        agenda: &Agenda,
        then: DateTime<FixedOffset>,
    ) -> Result<Message, Problem> {
        self.make(agenda, then, None)
    }
}
