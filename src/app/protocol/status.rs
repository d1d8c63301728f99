//! What the status line says: what just happened, and what is safe.

use crate::domain::problem::Problem;
use chrono::{DateTime, FixedOffset};

/// How urgent a message is. A sign stands before the words, so that it does not depend on colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Urgency {
    #[default]
    Quiet,
    /// Something was not done as typed.
    Attention,
    /// Something is not saved.
    Alarm,
}

/// A version that was signed off or sent out, and why it was not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NotKept {
    /// Its id.
    pub meeting: String,
    pub number: u64,
    pub why: Problem,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Status {
    /// The message beside the line.
    pub words: String,
    pub urgency: Urgency,
    /// Everything recorded up to this time is safe on the disk.
    pub saved_at: Option<DateTime<FixedOffset>>,
    /// The newest event that is safe.
    pub saved_seq: u64,
    /// Saving failed, and why; stays until it works again.
    pub not_saved: Option<Problem>,
    /// Every entry is safe, but this version was not kept; stays until one is kept in its place.
    pub not_kept: Option<NotKept>,
    /// Every entry is safe, but the minutes files are older, and why; stays until they are written.
    pub old_file: Option<Problem>,
}

impl Status {
    pub fn tell(&mut self, words: impl Into<String>) {
        self.words = words.into();
        self.urgency = Urgency::Quiet;
    }

    pub fn point_out(&mut self, words: impl Into<String>) {
        self.words = words.into();
        self.urgency = Urgency::Attention;
    }

    /// Clears the message; an alarm stays.
    pub fn clear(&mut self) {
        if self.urgency != Urgency::Alarm {
            self.words.clear();
            self.urgency = Urgency::Quiet;
        }
    }

    /// What must be visible on every screen until it is put right: a word or two, and the whole of it.
    pub fn alarm(&self) -> Option<(&'static str, &Problem)> {
        let not_saved = self.not_saved.as_ref().map(|why| ("NOT SAVED", why));
        let not_kept = self
            .not_kept
            .as_ref()
            .map(|not_kept| ("NOT KEPT", &not_kept.why));
        let old_file = self.old_file.as_ref().map(|why| ("OLD FILE", why));
        not_saved.or(not_kept).or(old_file)
    }

    pub fn alarm_words(&self) -> Option<String> {
        let (sign, why) = self.alarm()?;
        let words = why.to_string();
        Some(if words.starts_with(sign) {
            words
        } else {
            format!("{sign}: {words}")
        })
    }

    /// `saved 14:32:07`, or that something is not.
    pub fn saved_words(&self) -> String {
        match (self.alarm(), self.saved_at) {
            (Some((sign, _)), _) => sign.to_owned(),
            (None, Some(at)) => format!("saved {}", at.format("%H:%M:%S")),
            (None, None) => String::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Outcome {
    #[default]
    Nothing,
    /// A record was made or changed (id).
    Recorded(String),
    Done,
    /// Not done, and why; the words are still in the line.
    Refused(Problem),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_an_alarm_stands_once_and_no_word_is_missing() {
        for (said, shown) in [
            ("NOT SAVED (full).", "NOT SAVED (full)."),
            ("NOT SAVED: nothing is open.", "NOT SAVED: nothing is open."),
            ("Nothing was written.", "NOT SAVED: Nothing was written."),
        ] {
            let status = Status {
                not_saved: Some(Problem::not_saved_or_read(said)),
                ..Status::default()
            };
            assert_eq!(status.alarm_words().as_deref(), Some(shown));
        }
    }
}
