//! What was found, as it is shown: meetings, the passages in them, and how many are in restricted parts and not shown
//! unless asked for.

use super::card::Card;
use super::context::{Context, context};
use super::passages::Passage;
use super::query::Query;
use super::scan::marks;
use crate::domain::record::kind;
use crate::domain::text::counted;
use crate::domain::visibility::Visibility;
use std::ops::Range;

/// What was found, newest meeting first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    pub meetings: Vec<FoundMeeting>,
    pub more: bool,
    /// What else was found in restricted parts, which nobody asked for.
    pub unshown: Unshown,
    /// What is wrong with meetings that were searched, by id, whether anything was found in them or not: words may have
    /// been taken out of those.
    pub notes: Vec<(String, String)>,
}

/// Passages of restricted parts that were found and are not among the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unshown {
    pub passages: usize,
    pub more: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FoundMeeting {
    pub card: Card,
    pub hits: Vec<Hit>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub passage: Passage,
    /// Where in its text, in bytes.
    pub marks: Vec<Range<usize>>,
}

impl Hit {
    pub fn words(&self) -> Vec<&str> {
        let marks = self.marks.iter();
        let words = marks.filter_map(|mark| self.passage.text.get(mark.clone()));
        words.collect()
    }
}

impl Findings {
    pub fn hits(&self) -> usize {
        self.meetings.iter().map(|meeting| meeting.hits.len()).sum()
    }

    /// A passage by its place among all of them, and its meeting.
    pub fn hit(&self, at: usize) -> Option<(&Card, &Hit)> {
        let all = self.meetings.iter().flat_map(|meeting| {
            let hits = meeting.hits.iter();
            hits.map(|hit| (&meeting.card, hit))
        });
        all.into_iter().nth(at)
    }

    pub fn ids(&self) -> Vec<(String, String)> {
        let all = self.meetings.iter().flat_map(|meeting| {
            let hits = meeting.hits.iter();
            hits.map(|hit| (meeting.card.id.clone(), hit.passage.record.clone()))
        });
        all.collect()
    }

    /// In how many meetings, and whether that is all: `3 entries in 2 meetings`, `the newest 100 entries`.
    pub fn counted(&self) -> String {
        let hits = self.hits();
        if self.more {
            return format!("the newest {}", counted(hits, "entry", "entries"));
        }
        match hits {
            0 => "nothing found".to_owned(),
            _ => format!(
                "{} in {}",
                counted(hits, "entry", "entries"),
                counted(self.meetings.len(), "meeting", "meetings")
            ),
        }
    }

    /// At most `limit` passages; meetings of the same minute are sorted by id, so that the order does not depend on
    /// where they were found.
    pub fn cut(&mut self, limit: usize) {
        let minute = |found: &FoundMeeting| {
            let at = found.card.at.map(|at| at.naive_local());
            at.map(|at| at.and_utc().timestamp().div_euclid(60))
        };
        self.meetings.sort_by(|a, b| {
            minute(b)
                .cmp(&minute(a))
                .then_with(|| a.card.id.cmp(&b.card.id))
        });
        let mut left = limit;
        for meeting in &mut self.meetings {
            if meeting.hits.len() > left {
                self.more = true;
                meeting.hits.truncate(left);
            }
            left -= meeting.hits.len();
        }
        self.meetings.retain(|meeting| !meeting.hits.is_empty());
    }

    /// Takes the passages of restricted parts out and counts them.
    pub fn put_restricted_away(&mut self) {
        for meeting in &mut self.meetings {
            let before = meeting.hits.len();
            meeting
                .hits
                .retain(|hit| hit.passage.visibility == Visibility::Everyone);
            self.unshown.passages += before - meeting.hits.len();
        }
        self.meetings.retain(|meeting| !meeting.hits.is_empty());
    }
}

impl Unshown {
    /// `3 more in restricted parts: seen:restricted shows them.`; nothing when there are none.
    pub fn words(self) -> String {
        if self.passages == 0 {
            return String::new();
        }
        let least = if self.more { "At least " } else { "" };
        format!(
            "{least}{} more in restricted parts: seen:restricted shows {}.",
            self.passages,
            if self.passages == 1 { "it" } else { "them" }
        )
    }
}

impl FoundMeeting {
    /// What a meeting of this card has of what is looked for, if it has any of it.
    pub fn of(query: &Query, card: Card, passages: Vec<Passage>) -> Option<FoundMeeting> {
        if !query.wants_day(card.at.map(|at| at.date_naive())) {
            return None;
        }
        let hits: Vec<Hit> = passages
            .into_iter()
            .filter_map(|passage| {
                let marks = marks(query, &passage)?;
                Some(Hit { passage, marks })
            })
            .collect();
        (!hits.is_empty()).then_some(FoundMeeting { card, hits })
    }
}

impl Hit {
    /// Whose it is and where it stands: `Kelly Smith, mother · Impact · Contribution`.
    pub fn place_words(&self) -> String {
        let passage = &self.passage;
        let title = kind(&passage.kind).map_or(passage.kind.as_str(), |kind| kind.title);
        let who = self.who();
        let place = [who.as_str(), passage.section.as_str(), title];
        let place = place.into_iter().filter(|part| !part.is_empty());
        place.collect::<Vec<_>>().join(" · ")
    }

    /// `Kelly Smith, mother`, or the children it is about.
    pub fn who(&self) -> String {
        let passage = &self.passage;
        let names = [passage.person.first(), passage.role.first()];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        match names.as_slice() {
            [] => passage.children.first().cloned().unwrap_or_default(),
            names => names.join(", "),
        }
    }

    /// What must be known before its words are read: that they are restricted, that they were struck out.
    pub fn warning(&self) -> String {
        let restricted = match self.passage.visibility {
            Visibility::Everyone => "",
            Visibility::NotForSome | Visibility::Restricted => "(restricted) ",
        };
        let struck = if self.passage.struck {
            "(struck out) "
        } else {
            ""
        };
        format!("{restricted}{struck}")
    }

    /// Roughly this many letters of it at most, around the first place that was found.
    pub fn context(&self, letters: usize) -> Context {
        context(&self.passage.text, &self.marks, letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn passage(text: &str, visibility: Visibility) -> Passage {
        Passage {
            record: text.to_owned(),
            kind: "contribution".into(),
            tone: String::new(),
            section: "Impact".into(),
            at: "2026-05-28T10:00:00+01:00".parse().unwrap(),
            person: vec!["Kelly Sampler".into()],
            role: vec!["mother".into()],
            agency: Vec::new(),
            children: Vec::new(),
            visibility,
            struck: false,
            text: text.to_owned(),
        }
    }

    fn found() -> Findings {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let query = Query::read("quiet", today).unwrap();
        let meeting = |id: &str, passages| {
            let card = Card {
                id: id.into(),
                ..Card::default()
            };
            FoundMeeting::of(&query, card, passages).unwrap()
        };
        Findings {
            meetings: vec![
                meeting("b", vec![passage("quiet CANARY", Visibility::Restricted)]),
                meeting(
                    "a",
                    vec![
                        passage("it was quiet", Visibility::Everyone),
                        passage("loud", Visibility::Everyone),
                        passage("quiet too", Visibility::Restricted),
                    ],
                ),
            ],
            ..Findings::default()
        }
    }

    #[test]
    fn restricted_hits_are_counted_and_gone() {
        let mut findings = found();
        findings.put_restricted_away();
        assert_eq!(findings.hits(), 1);
        assert_eq!(
            findings.unshown.words(),
            "2 more in restricted parts: seen:restricted shows them."
        );
        assert!(!format!("{findings:?}").contains("CANARY"));
        assert_eq!(findings.counted(), "1 entry in 1 meeting");
    }

    #[test]
    fn what_is_cut_says_that_there_is_more() {
        let mut findings = found();
        findings.cut(2);
        assert_eq!((findings.hits(), findings.more), (2, true));
        let (card, hit) = findings.hit(0).unwrap();
        assert_eq!(
            (card.id.as_str(), hit.passage.record.as_str()),
            ("a", "it was quiet")
        );
        assert_eq!(
            hit.place_words(),
            "Kelly Sampler, mother · Impact · Contribution"
        );
        assert!(findings.hit(2).is_none());
    }
}
