//! When a conference can decide: `quorum.toml`. The rule as data, and which agency a role or a name means.

mod read;

#[cfg(test)]
mod quorum_file_tests;

use crate::domain::text::tokens::{Token, contains, tokens};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuorumRule {
    /// The groups that must be here (ids).
    pub needed: Vec<String>,
    /// How many other agencies must be here as well.
    pub other_agencies: usize,
    /// The number of agencies with which the Chair may go on, giving a reason; 0 for never.
    pub chair_may_go_on_with: usize,
    /// Other agencies count only for people who know the children themselves.
    pub direct_contact: bool,
    /// An agency that no group lists counts too.
    pub count_unlisted: bool,
    /// Reasons for going on without it.
    pub reasons: Vec<Reason>,
    pub questions: Vec<Question>,
    pub groups: Vec<Group>,
}

/// A reason for going on without a quorum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub id: String,
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: String,
    pub question: String,
    /// The name of the date that answers it; empty when it is answered with yes or no.
    pub date: String,
    /// The reasons of the file are offered for its "why".
    pub reasons: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub id: String,
    pub title: String,
    /// How it counts.
    pub counts: Counts,
    pub agencies: Vec<Agency>,
}

/// How a group counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    Each,
    One,
    /// Not at all.
    Not,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    pub id: String,
    pub title: String,
    pub words: Vec<Vec<String>>,
}

impl QuorumRule {
    pub fn group_title<'a>(&'a self, id: &'a str) -> &'a str {
        let group = self.groups.iter().find(|group| group.id == id);
        group.map_or(id, |group| &group.title)
    }

    /// What an agency that somebody wrote down is called, where the rule knows it: `school` and
    /// `Teacup Lane Primary` are education.
    pub fn agency_called(&self, words: &str) -> Option<&str> {
        let (group, agency) = self.best(&[tokens(words)])?;
        match group.counts {
            Counts::Each => Some(&agency.title),
            Counts::One => Some(&group.title),
            Counts::Not => None,
        }
    }

    /// The agency of which the longest words stand in one of these texts.
    pub(in crate::domain) fn best(&self, said: &[Vec<Token>]) -> Option<(&Group, &Agency)> {
        let mut best: Option<(usize, &Group, &Agency)> = None;
        let groups = self.groups.iter();
        for (group, agency) in
            groups.flat_map(|group| group.agencies.iter().map(move |agency| (group, agency)))
        {
            let fitting = agency
                .words
                .iter()
                .filter(|words| said.iter().any(|said| contains(said, words)));
            let longest = fitting
                .map(|words| words.iter().map(|word| word.chars().count()).sum())
                .max();
            if let Some(length) = longest
                && best.is_none_or(|(known, ..)| length > known)
            {
                best = Some((length, group, agency));
            }
        }
        best.map(|(_, group, agency)| (group, agency))
    }
}
