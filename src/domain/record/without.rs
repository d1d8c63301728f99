//! That a record was made, or changed, while somebody was excluded. Until the Chair has decided, it is then restricted,
//! whatever its own mark says; the exclusion is not one of its answers, so no edit takes it away.

use super::{Body, Key, Kind, NotFor, Record};
use crate::domain::record::form::Answer;
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the Chair decided about something that was said without somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ruling {
    /// Everybody may read it; otherwise it stays restricted.
    #[serde(default)]
    pub open: bool,
    /// Everybody may read it but those who were excluded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_for_them: bool,
    /// Who decided (id); empty when only the mark was typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl Ruling {
    pub fn mark(open: bool) -> Ruling {
        Ruling {
            open,
            ..Ruling::default()
        }
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct SaidWithout {
    /// The exclusions (ids of their records) that were in force when it was made or changed.
    pub exclusions: Vec<String>,
    /// The answers that were given meanwhile in a record of somebody who was known before. They alone are kept back: the
    /// name has to stand in the minutes, so it is in them even where it is new; who gets a copy of it the Chair decides.
    pub answers: BTreeSet<String>,
    pub ruling: Option<Ruling>,
    /// It quotes words that are kept back, and is kept back with them: whoever may read those gets it in a copy.
    quotes: bool,
    /// Who may read it by its own mark.
    own: Visibility,
    /// Whom it is not for by its own mark.
    pub(super) not_for: Option<NotFor>,
}

impl SaidWithout {
    pub(in crate::domain) fn marked(body: &Body) -> SaidWithout {
        let mut without = SaidWithout::default();
        without.mark(body);
        without
    }

    pub(in crate::domain) fn own(&self) -> Visibility {
        self.own
    }

    fn mark(&mut self, body: &Body) {
        self.own = body.visibility;
        self.not_for = body.who_it_is_not_for().cloned();
        if self.own == Visibility::NotForSome && self.not_for.is_none() {
            self.own = Visibility::Restricted;
        }
    }
}

impl Record {
    /// Who may read it by its own mark, which an edit shows and changes.
    pub fn own_visibility(&self) -> Visibility {
        self.without.own
    }

    pub(super) fn mark_own(&mut self, body: &Body) {
        self.without.mark(body);
    }

    /// Whom it is not for by its own mark.
    pub fn own_not_for(&self) -> Option<&NotFor> {
        self.without.not_for.as_ref()
    }

    /// As a file tells of it: who might read it by its own mark, and what the Chair decided.
    pub(in crate::domain) fn was_said_without(&mut self, own: Visibility, ruling: Option<Ruling>) {
        self.without.own = match (own, &self.without.not_for) {
            (Visibility::NotForSome, None) => Visibility::Restricted,
            (own, _) => own,
        };
        self.without.ruling = ruling;
    }

    /// The Chair has not decided yet who may read it, and its own mark would open it.
    pub fn awaits_ruling(&self) -> bool {
        !self.without.exclusions.is_empty()
            && self.without.ruling.is_none()
            && self.without.own != Visibility::Restricted
    }

    /// This answer is kept back from the open minutes: it was given while somebody was excluded, or it names somebody who is
    /// restricted, or an agency that only such people come from.
    pub fn keeps_back(&self, field: &str) -> bool {
        self.without.answers.contains(field) && !self.is_name(field)
            || self.names_another.contains(field)
    }

    /// Labels of the answers that are kept back because they name somebody who is restricted, or their agency.
    pub fn labels_that_name_another(&self) -> Vec<&'static str> {
        let fields = self.kind().map_or(&[][..], |kind| kind.fields).iter();
        let told = fields.filter(|field| self.names_another.contains(field.name));
        told.map(|field| field.label).collect()
    }

    /// How everybody knows somebody has to stand in the minutes, also where it was given while somebody was excluded.
    fn is_name(&self, field: &str) -> bool {
        let kind = self.kind().filter(|kind| kind.is_somebody());
        let lead = kind.and_then(Kind::lead_field);
        let field = kind.and_then(|kind| kind.field(field));
        field.is_some_and(|field| matches!(field.answer, Answer::Code) || lead == Some(field))
    }

    pub(in crate::domain) fn keeps_answers_back(&self) -> bool {
        !self.without.answers.is_empty()
    }

    /// It is said while these exclusions are in force. `body`: what was recorded, with the Chair's decision if one was
    /// typed.
    pub(in crate::domain) fn said_without(&mut self, exclusions: &[String], body: &Body) {
        self.add_exclusions(exclusions);
        if !self.without.exclusions.is_empty() && body.ruling.is_some() {
            self.without.ruling.clone_from(&body.ruling);
        }
        self.settle_visibility();
    }

    /// It was changed while these exclusions are in force. Marks alone say nothing new.
    pub(in crate::domain) fn changed_without(&mut self, exclusions: &[String], body: &Body) {
        let news = self.former.len().checked_sub(1);
        let news = news.map_or_else(Vec::new, |last| self.answers_changed(last));
        self.gains_without(exclusions, news);
        self.said_without(&[], body);
        if self
            .without
            .ruling
            .as_ref()
            .is_some_and(|ruling| ruling.open)
        {
            self.without.answers.clear();
        }
        self.settle_visibility();
    }

    /// These exclusions were put down later: what was changed while they were in force carries them.
    pub(in crate::domain) fn was_changed_without(
        &mut self,
        exclusions: &[String],
        is_meanwhile: impl Fn(DateTime<FixedOffset>) -> bool,
    ) {
        let changes = self.former.iter().enumerate();
        let meanwhile = changes.filter(|(_, former)| is_meanwhile(former.until));
        let meanwhile: Vec<usize> = meanwhile.map(|(place, _)| place).collect();
        for change in meanwhile {
            self.gains_without(exclusions, self.answers_changed(change));
        }
        self.settle_visibility();
    }

    fn gains_without(&mut self, exclusions: &[String], news: Vec<String>) {
        if !exclusions.is_empty() && !news.is_empty() {
            let is_known = self.is_of_somebody() && self.without.exclusions.is_empty()
                || self.keeps_answers_back();
            if is_known {
                self.without.answers.extend(news);
            }
            self.add_exclusions(exclusions);
            // A decision about other words is none about these.
            self.without.ruling = None;
        }
    }

    pub(in crate::domain) fn add_exclusions(&mut self, exclusions: &[String]) {
        for exclusion in exclusions {
            if !self.without.exclusions.contains(exclusion) {
                self.without.exclusions.push(exclusion.clone());
                // What was decided about others is not decided about them.
                self.without.ruling = None;
            }
        }
        self.settle_visibility();
    }

    pub(in crate::domain) fn quotes_what_is_kept_back(&self) -> bool {
        self.without.quotes
    }

    pub(in crate::domain) fn goes_with_what_it_quotes(&mut self, quotes: bool) {
        if self.without.quotes != quotes {
            self.without.quotes = quotes;
            self.settle_visibility();
        }
    }

    fn settle_visibility(&mut self) {
        let ruled_open = self
            .without
            .ruling
            .as_ref()
            .is_some_and(|ruling| ruling.open);
        let is_closed =
            !self.without.exclusions.is_empty() && !ruled_open && !self.keeps_answers_back();
        self.visibility = match is_closed || self.without.quotes {
            true => Visibility::Restricted,
            false => self.without.own,
        };
    }

    fn is_of_somebody(&self) -> bool {
        self.kind()
            .is_some_and(|kind| kind.is_somebody() || matches!(kind.key, Key::OneForTheMeeting))
    }

    /// The answers that one of its changes gave, by the place of what it was before.
    fn answers_changed(&self, change: usize) -> Vec<String> {
        let Some(before) = self.former.get(change) else {
            return Vec::new();
        };
        let after = self.former.get(change + 1);
        let (values, to_confirm) = after.map_or((&self.values, &self.to_confirm), |after| {
            (&after.values, &after.to_confirm)
        });
        let values = values.iter();
        let values = values.filter(|(name, value)| before.values.get(*name) != Some(value));
        let unread = to_confirm.iter();
        let unread = unread.filter(|(name, typed)| before.to_confirm.get(*name) != Some(typed));
        values
            .map(|(name, _)| name)
            .chain(unread.map(|(name, _)| name))
            .cloned()
            .collect()
    }
}
