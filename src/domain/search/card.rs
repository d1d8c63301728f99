//! One row of the list of meetings. It is printed, and appears on screens that others see, so it contains nothing
//! restricted.

use crate::domain::meeting::{PutAway, called_by};
use crate::domain::minutes::OpenMinutes;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::kinds::{action, child, details, person};
use crate::domain::record::{Side, side};
use crate::domain::text::folded::folded;
use crate::domain::text::initials;
use crate::domain::text::sanitise::clean_line;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Actions with these words for how they stand ask nothing more of anybody.
const SETTLED: &[&str] = &["done", "no_longer_needed"];

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    pub id: String,
    pub reference: String,
    pub title: String,
    pub kind: String,
    pub state: String,
    /// Where its minutes stand, one of `sign_off::STATUSES`.
    pub status: String,
    pub at: Option<DateTime<FixedOffset>>,
    pub interrupted_at: Option<DateTime<FixedOffset>>,
    /// Somebody is writing in it now, in another window or under another account. Only its lock knows, so it is stored
    /// nowhere.
    #[serde(skip)]
    pub open_elsewhere: bool,
    pub children: Vec<String>,
    /// The first letters of the children's names: `ES`.
    pub initials: Vec<String>,
    pub chair: String,
    pub minute_taker: String,
    /// What is still to be done.
    pub open: Open,
    /// Made up, for practice.
    pub made_up: bool,
    /// It was put away, so it is in no list but that of those put away.
    pub put_away: Option<PutAway>,
    /// What is wrong with it, or who has it open; in words.
    pub note: String,
}

/// What a meeting still asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Open {
    pub actions: usize,
    pub to_look_at: usize,
}

impl Open {
    /// `3 actions, 1 to look at`, where room is short; nothing when nothing is open.
    pub fn in_short(self) -> String {
        self.words().replace(" open", "")
    }

    /// `3 actions open, 1 to look at`; nothing when nothing is open.
    pub fn words(self) -> String {
        let mut words = Vec::new();
        match self.actions {
            0 => {}
            1 => words.push("1 action open".to_owned()),
            many => words.push(format!("{many} actions open")),
        }
        if self.to_look_at > 0 {
            words.push(format!("{} to look at", self.to_look_at));
        }
        words.join(", ")
    }
}

impl Card {
    /// Takes out what could drive a terminal: somebody else may have written the file.
    pub fn clean(&mut self) {
        let texts = [
            &mut self.reference,
            &mut self.title,
            &mut self.kind,
            &mut self.state,
            &mut self.status,
            &mut self.chair,
            &mut self.minute_taker,
            &mut self.note,
        ];
        let lists = self.children.iter_mut().chain(&mut self.initials);
        for text in texts.into_iter().chain(lists) {
            *text = clean_line(text);
        }
        if let Some(away) = self.put_away.as_mut() {
            away.reason = clean_line(&away.reason);
        }
    }

    /// Whether the meeting was interrupted, and what is wrong with it, comes from elsewhere.
    pub fn of(minutes: &OpenMinutes) -> Card {
        let header = minutes.header();
        let reading = ReaderView::open(minutes);
        let person = |wanted: fn(&RecordView) -> bool| {
            reading
                .holding(&person::KIND)
                .find(|person| wanted(person))
                .map_or_else(String::new, |person| person.text(&person::NAME).to_owned())
        };
        let children: Vec<&RecordView> = reading.holding(&child::KIND).collect();
        Card {
            id: header.id.clone(),
            reference: reading
                .details
                .as_ref()
                .map_or_else(String::new, |details| {
                    details.text(&details::REFERENCE).to_owned()
                }),
            title: header.title.clone(),
            kind: header.kind.clone(),
            state: header.state.clone(),
            status: header.status.clone(),
            at: reading.held_at().or(header.created_at),
            interrupted_at: None,
            open_elsewhere: false,
            children: children
                .iter()
                .map(|child| {
                    called_by(child.text(&child::NAME), child.text(&child::PREFERRED_NAME))
                        .to_owned()
                })
                .collect(),
            initials: children
                .iter()
                .map(|child| initials(child.text(&child::NAME)))
                .collect(),
            chair: person(|person| side(person) == Side::Chair),
            minute_taker: person(|person| {
                person.text(&person::SIDE) == "minute_taker"
                    || folded(person.text(&person::ROLE)).contains("minute")
            }),
            open: open(&reading),
            made_up: header.made_up,
            put_away: header.put_away.clone(),
            note: String::new(),
        }
    }

    /// That it was interrupted, or is open elsewhere, in a word or two; otherwise nothing.
    pub fn standing(&self) -> &'static str {
        match (self.open_elsewhere, self.interrupted_at) {
            (true, _) => "open elsewhere",
            (false, Some(_)) => "interrupted",
            (false, None) => "",
        }
    }

    pub fn searched(&self) -> String {
        let day = self.at.map_or_else(String::new, |at| {
            at.format("%Y-%m-%d %-d %b %Y %B").to_string()
        });
        let parts = [
            self.id.as_str(),
            &self.reference,
            &self.title,
            &self.kind,
            &self.state,
            &self.status.replace('_', " "),
            &self.chair,
            &self.minute_taker,
            &self.children.join(" "),
            &self.initials.join(" "),
            &day,
            self.standing(),
            self.put_away
                .as_ref()
                .map_or("", |away| away.reason.as_str()),
        ];
        folded(&parts.join(" "))
    }
}

fn open(reading: &ReaderView<'_>) -> Open {
    let all = reading.records.iter().chain(&reading.details);
    let mut open = Open::default();
    for seen in all.filter(|seen| seen.holds()) {
        if seen.is_a(&action::KIND) && !SETTLED.contains(&seen.text(&action::STATUS)) {
            open.actions += 1;
        }
        if seen.is_to_be_confirmed() {
            open.to_look_at += 1;
        }
    }
    open
}

/// The words by which the list is filtered: a card passes that has all of them somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardFilter(Vec<String>);

impl CardFilter {
    pub fn read(typed: &str) -> CardFilter {
        CardFilter(typed.split_whitespace().map(folded).collect())
    }

    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// Whether what a card is found by ([`Card::searched`]) has all the words.
    pub fn passes(&self, searched: &str) -> bool {
        self.0.iter().all(|word| searched.contains(word.as_str()))
    }
}
