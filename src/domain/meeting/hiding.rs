//! Scores that nobody is to see yet are taken out of their records after each fact, and put back before the next one.
//! Must not decide which: `scores.rs` does.

use super::{Meeting, MeetingState, Refused};
use crate::domain::rules::scores::{self, Round};

impl MeetingState {
    /// There are scores of this round that could be shown.
    pub(super) fn may_show(&self, scale: &str, child: Option<&str>) -> Result<(), Refused> {
        let mut scores = self.index.of_kind(scores::SCALE).iter();
        let asked = Round {
            scale: scale.to_owned(),
            child: child.map(str::to_owned),
        };
        let is_there = scores.any(|place| {
            let score = self.records.get(*place);
            score.is_some_and(|score| Round::of(score) == asked)
        });
        if is_there {
            Ok(())
        } else {
            Err(Refused::NotNow(
                "No score is there that could be shown. Nothing was changed.",
            ))
        }
    }
}

impl Meeting {
    /// Before a fact: records are whole.
    pub(super) fn uncover_scores(&mut self) {
        for place in self.now.index.of_kind(scores::SCALE) {
            if let Some(score) = self.now.records.get_mut(*place) {
                score.uncover();
            }
        }
    }

    /// After a fact: what is not to be seen is out of them.
    pub(super) fn hide_scores(&mut self) {
        let hidden = scores::hidden_rounds(self);
        if hidden.is_empty() {
            return;
        }
        for place in self.now.index.of_kind(scores::SCALE) {
            if let Some(score) = self.now.records.get_mut(*place)
                && hidden.contains(&Round::of(score))
            {
                score.hide();
            }
        }
    }
}
