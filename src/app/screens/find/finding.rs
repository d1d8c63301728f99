//! Searching all minutes: what is typed, what was found, which hit is chosen.

use crate::app::protocol::message::Answer;
use crate::domain::problem::Problem;
use crate::domain::search::{Card, Findings, Hit, filter_names};
use crate::domain::text::buffer::TextBuffer;

/// How many hits near the chosen one are remembered.
const MOST_NEAR: usize = 200;

#[derive(Debug, Clone, Default)]
pub struct Finding {
    pub line: TextBuffer,
    /// The words being looked for or already found, as typed.
    pub asked: String,
    pub state: State,
    pub findings: Findings,
    /// The chosen hit, counted across all meetings.
    pub chosen: usize,
    /// Why the words cannot be searched for; empty when they can.
    pub fault: String,
    /// Hits (meeting, record) near the chosen one, nearest first: after the next search the choice goes to the first
    /// that is still there.
    pub stays_near: Vec<(String, String)>,
    /// The words are from last time: the next letter starts afresh.
    pub are_from_last_time: bool,
}

/// How far a search has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    #[default]
    Nothing,
    Found,
    /// It would take a while: Enter starts it.
    AtEnter,
    /// The number of meetings being searched.
    Looking(usize),
}

impl Finding {
    pub fn chosen_hit(&self) -> Option<(&Card, &Hit)> {
        self.findings.hit(self.chosen)
    }

    pub fn choose(&mut self, hit: usize) {
        self.stays_near.clear();
        self.chosen = hit;
    }

    /// The first hit of each meeting, counted across all of them.
    pub fn first_of_each_meeting(&self) -> Vec<usize> {
        let meetings = self.findings.meetings.iter();
        let mut next = 0;
        meetings
            .map(|meeting| {
                let first = next;
                next += meeting.hits.len();
                first
            })
            .collect()
    }

    /// The next search differs only in its restricted parts: the choice stays where it is, or goes to the nearest hit
    /// that is still there. Where it was before is remembered after that.
    pub fn stay_near(&mut self) {
        let mut near: Vec<_> = self.findings.ids().into_iter().enumerate().collect();
        near.sort_by_key(|(at, _)| (at.abs_diff(self.chosen), *at < self.chosen));
        let before = std::mem::take(&mut self.stays_near);
        let now = near.into_iter().map(|(_, ids)| ids);
        let mut known = std::collections::HashSet::new();
        let all = now.chain(before).filter(|ids| known.insert(ids.clone()));
        self.stays_near = all.take(MOST_NEAR).collect();
    }

    /// The hit to stay at: in the chosen meeting if it has any, otherwise in those beside it.
    fn nearest_in(&self, findings: &Findings) -> Option<usize> {
        let (chosen, _) = self.stays_near.first()?;
        let there = findings.ids();
        let exact = |of_chosen: bool| {
            let mut near = self.stays_near.iter();
            near.find_map(|ids| match (&ids.0 == chosen) == of_chosen {
                true => there.iter().position(|hit| hit == ids),
                false => None,
            })
        };
        let in_meeting = || there.iter().position(|(meeting, _)| meeting == chosen);
        exact(true).or_else(in_meeting).or_else(|| exact(false))
    }

    /// The answer to the search for `typed`. One that newer words have overtaken is dropped.
    pub fn handle(&mut self, typed: &str, answer: Answer) {
        if typed != self.asked {
            if self.is_looking() {
                self.state = State::AtEnter;
            }
            return;
        }
        match answer {
            Answer::Found(findings) => {
                let at = self.nearest_in(&findings);
                self.findings = findings;
                self.chosen = at.unwrap_or(0);
                self.state = State::Found;
            }
            Answer::AtEnter => self.nothing_found(State::AtEnter),
            Answer::Looking(meetings) => self.nothing_found(State::Looking(meetings)),
            Answer::Refused(why) => {
                self.nothing_found(State::Nothing);
                self.fault = why.to_string();
            }
        }
    }

    pub fn nothing_found(&mut self, state: State) {
        self.findings = Findings::default();
        self.chosen = 0;
        self.state = state;
    }

    pub fn is_looking(&self) -> bool {
        matches!(self.state, State::Looking(_))
    }

    /// Completes the filter that was begun; says which ones fit when none or several do.
    pub fn complete_filter(&mut self) -> Result<(), Problem> {
        let before = self.line.text().get(..self.line.cursor()).unwrap_or("");
        let begun = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let (at, length) = (before.len() - begun.len(), begun.len());
        let begun = begun.to_lowercase();
        let names = filter_names().into_iter();
        let fitting: Vec<&str> = names.filter(|name| name.starts_with(&begun)).collect();
        match fitting.as_slice() {
            [name] => {
                self.line.replace(at, length, &format!("{name}:"));
                Ok(())
            }
            [] => Err(Problem::wrong_input("No filter begins like that.")
                .next(format!("There are: {}", listed(&filter_names())))),
            _ => Err(Problem::wrong_input(format!(
                "Filters: {}",
                listed(&fitting)
            ))),
        }
    }
}

fn listed(names: &[&str]) -> String {
    let names = names.iter().map(|name| format!("{name}:"));
    names.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_writes_out_the_filter_that_is_begun() {
        let mut finding = Finding::default();
        finding.line.insert("quiet per");
        finding.complete_filter().unwrap();
        assert_eq!(finding.line.text(), "quiet person:");
        finding.line = TextBuffer::with_text("quiet se");
        let why = finding.complete_filter().unwrap_err();
        assert_eq!(why.to_string(), "Filters: section: seen:");
        finding.line = TextBuffer::with_text("xyz");
        assert!(finding.complete_filter().is_err());
    }

    #[test]
    fn an_answer_to_other_words_is_dropped() {
        let mut finding = Finding {
            asked: "school".into(),
            state: State::Looking(3),
            ..Finding::default()
        };
        finding.handle(
            "sch",
            Answer::Found(Findings {
                more: true,
                ..Findings::default()
            }),
        );
        assert!(!finding.findings.more);
        assert_eq!(
            finding.state,
            State::AtEnter,
            "the words of now may be asked for"
        );
    }
}
