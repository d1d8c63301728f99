//! Whether a command is likely, now and from this speaker: what the words alone do not say.

use super::found::{OnTheWay, Said, Word};
use crate::domain::agenda::Mode;
use crate::domain::record::kinds::{agency_view, childs_view, decision, dissent, scale};
use crate::domain::record::{Side, side};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::told_lines::ToldLine;

impl Said<'_> {
    pub(super) fn is_likely(&self, told: &ToldLine, found: &OnTheWay) -> bool {
        if told.while_on && self.meeting.break_on().is_none() {
            return false;
        }
        if told.command == agency_view::KIND.command {
            return self.is_of_an_agency(found);
        }
        if told.command == childs_view::KIND.command && told.is_told_only {
            return !self.is_known_who_tells(found);
        }
        if told.command == dissent::KIND.command {
            return self.is_something_decided();
        }
        told.command != scale::KIND.command || self.asks_for_a_score() || self.says_score()
    }

    fn is_of_an_agency(&self, found: &OnTheWay) -> bool {
        let who = found.who.as_ref().or(self.speaker.as_ref());
        let record = who.and_then(|id| self.meeting.record(id));
        record.is_none_or(|one| side(one) == Side::Professional)
    }

    /// Whoever tells the child stands in one of the child's views already.
    fn is_known_who_tells(&self, found: &OnTheWay) -> bool {
        let mut views = self.meeting.records(&childs_view::KIND);
        let child = found.child.as_deref().unwrap_or_default();
        views.any(|view| {
            view.text(&childs_view::CHILD) == child && !view.text(&childs_view::TOLD_BY).is_empty()
        })
    }

    /// Before there is a decision, nobody dissents from it, unless they say so.
    fn is_something_decided(&self) -> bool {
        let mut decisions = self.meeting.records(&decision::KIND);
        let section = self.meeting.open_section();
        let says_so = |word: &Word| meant_words().is("decided or noted", &word.plain);
        decisions.next().is_some()
            || section.is_some_and(|section| section.mode == Mode::Decision)
            || self.words.iter().any(says_so)
    }

    pub(super) fn asks_for_a_score(&self) -> bool {
        let section = self.meeting.open_section();
        section.is_some_and(|section| !section.scales.is_empty())
    }

    /// `LH: 6`, `LH 6`: with a child's name it may be an age.
    fn is_a_number_alone(&self) -> bool {
        let is_child = (0..self.words.len()).any(|at| self.child(at).is_some());
        let last = self
            .words
            .last()
            .and_then(|word| word.plain.parse::<u8>().ok());
        self.words.len() <= 2 && !is_child && last.is_some_and(|number| number <= 10)
    }

    /// Where the agenda asks for none, numbers beside names are ages, or days.
    fn says_score(&self) -> bool {
        let mut words = self.words.iter();
        words.any(|word| meant_words().is("names a score", &word.plain))
            || self.text.contains("/10")
            || self.text.contains("out of")
            || self.is_a_number_alone()
    }
}
