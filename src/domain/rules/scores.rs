//! Blind scaling (practice 3.9, 6b.9): everybody gives their own score, and nobody sees another's until all are in or
//! the Chair shows them. A number never appears without the words for its two ends, and is compared only with one on
//! the very same scale. Which of them are hidden, and the fold that takes them out of their records, is in
//! `meeting/hiding.rs`.

mod anchors;
mod last_time;

#[cfg(test)]
mod hiding_tests;
#[cfg(test)]
mod scores_tests;

use crate::domain::agenda::ScaleAsked;
use crate::domain::meeting::Meeting;
pub use crate::domain::meeting::hiding::Round;
use crate::domain::meeting::hiding::{expected, is_shown};
use crate::domain::record::kinds::scale;
use crate::domain::record::{Record, Values, is_open_to_all};
use crate::domain::settings::scales::ScaleSettings;
pub use anchors::{anchor_words, asked_in, end_words, objection, without_anchors};
pub use last_time::{Comparison, LastTime, ScoreNote, compare, note};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    pub record: String,
    pub by: String,
    pub score: f64,
    pub reason: String,
    /// What has to be done at such a score, from the settings.
    pub alarm: Option<String>,
    pub is_open: bool,
}

#[derive(Clone, PartialEq)]
pub struct ScoreRound {
    pub round: Round,
    pub asked: ScaleAsked,
    /// Who has given a score; the newest counts.
    pub given_by: Vec<String>,
    /// Who is still waited for.
    pub waiting_for: Vec<String>,
    pub revealed: bool,
    scores: Vec<Score>,
}

impl std::fmt::Debug for ScoreRound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ScoreRound")
            .field("given_by", &self.given_by)
            .field("waiting_for", &self.waiting_for)
            .field("scores", &self.scores())
            .finish_non_exhaustive()
    }
}

impl ScoreRound {
    pub fn scores(&self) -> Option<&[Score]> {
        self.revealed.then_some(&self.scores)
    }

    /// How it stands, for a status line or to be read out: how many are in and who is awaited; once they may be seen,
    /// each number with who gave it, and what the ends of the scale mean.
    pub fn words(&self, meeting: &Meeting) -> String {
        let about = match &self.round.child {
            Some(child) => format!("{}: ", meeting.called(child)),
            None => String::new(),
        };
        let still = match self.still_to_come(meeting) {
            still if still.is_empty() => still,
            still => format!(" {still}"),
        };
        match (self.given_by.len(), self.scores()) {
            (0, _) => format!("{about}No score yet.{still}"),
            (1, None) => format!("{about}1 score is in and hidden.{still}"),
            (many, None) => format!("{about}{many} scores are in and hidden.{still}"),
            (_, Some(scores)) => {
                let told = scores.iter().map(|score| {
                    let by = name(meeting, &score.by);
                    match score.is_open {
                        true => format!("{by} {}", score.score),
                        false => format!("{by} (restricted)"),
                    }
                });
                let told = told.collect::<Vec<String>>().join(", ");
                let ends = end_words(&self.asked);
                format!(
                    "{about}{told} ({ends}).{still}{}",
                    self.alarm_words(meeting)
                )
            }
        }
    }

    /// Who is still waited for, as a sentence; empty when nobody is.
    pub fn still_to_come(&self, meeting: &Meeting) -> String {
        let names: Vec<String> = self
            .waiting_for
            .iter()
            .map(|id| name(meeting, id))
            .collect();
        match names.as_slice() {
            [] => String::new(),
            names => format!("Still to come: {}.", names.join(", ")),
        }
    }

    /// What has to be done, each once, with the names of those whose scores ask for it.
    fn alarm_words(&self, meeting: &Meeting) -> String {
        let mut alarms: Vec<(&str, Vec<String>)> = Vec::new();
        let scores = self.scores().unwrap_or_default().iter();
        for score in scores.filter(|score| score.is_open) {
            let Some(alarm) = &score.alarm else {
                continue;
            };
            let by = name(meeting, &score.by);
            match alarms.iter_mut().find(|(known, _)| known == alarm) {
                Some((_, names)) => names.push(by),
                None => alarms.push((alarm, vec![by])),
            }
        }
        let alarms = alarms
            .iter()
            .map(|(alarm, names)| format!(" ! {}: {alarm}", names.join(", ")));
        alarms.collect()
    }
}

fn name(meeting: &Meeting, id: &str) -> String {
    match id {
        "" => "somebody".to_owned(),
        id => meeting.called(id),
    }
}

/// Every round in which a score has been given, in the order in which they began.
pub fn rounds(meeting: &Meeting) -> Vec<ScoreRound> {
    let mut rounds: Vec<ScoreRound> = Vec::new();
    for score in meeting.records(&scale::KIND) {
        let round = Round::of(score);
        if rounds.iter().all(|known| known.round != round) {
            let settings = meeting.settings().scales();
            rounds.push(score_round(
                meeting,
                &asked_in(&score.values),
                round.child.as_deref(),
                settings,
            ));
        }
    }
    rounds
}

/// The round that a score belongs to, recorded or still being typed.
pub fn round_of(score: &Values, meeting: &Meeting) -> ScoreRound {
    let mut score = score.clone();
    crate::domain::line::fill(&scale::KIND, &mut score, meeting);
    let child = score.get(scale::CHILD.name).and_then(Value::as_str);
    score_round(
        meeting,
        &asked_in(&score),
        child,
        meeting.settings().scales(),
    )
}

/// What is wrong with the number of this score, if anything; the number itself is not revealed.
pub fn objection_to(score: &Record, meeting: &Meeting) -> Option<String> {
    // A number that is not on the scale was kept as typed.
    let typed = || {
        let typed = score.body().to_confirm.remove(scale::SCORE.name)?;
        typed.parse().ok()
    };
    let number = score.whole_answer(&scale::SCORE).and_then(Value::as_f64);
    let number = number.or_else(typed)?;
    let asked = asked_in(&score.values);
    let is_known = meeting.scale_asked(&asked.id).is_some();
    let settings = meeting.settings().scales();
    objection(number, &asked, settings).filter(|_| is_known)
}

/// The scores on one scale for one child (`None`: for nobody in particular).
pub fn score_round(
    meeting: &Meeting,
    asked: &ScaleAsked,
    child: Option<&str>,
    settings: &ScaleSettings,
) -> ScoreRound {
    let round = Round {
        scale: asked.id.clone(),
        child: child.map(str::to_owned),
    };
    let mut scores: Vec<Score> = Vec::new();
    for record in meeting
        .records(&scale::KIND)
        .filter(|record| round.has(record))
    {
        let Some(score) = record.whole_answer(&scale::SCORE).and_then(Value::as_f64) else {
            continue;
        };
        let by = record.text(&scale::GIVEN_BY);
        // Somebody who says another number later has changed their mind.
        scores.retain(|known| known.by.is_empty() || known.by != by);
        let reason = record.whole_answer(&scale::REASON).and_then(Value::as_str);
        scores.push(Score {
            record: record.id.clone(),
            by: by.to_owned(),
            score,
            reason: reason.unwrap_or_default().to_owned(),
            alarm: settings.alarm(asked, score).map(str::to_owned),
            is_open: is_open_to_all(record),
        });
    }
    let given_by: Vec<String> = scores.iter().map(|score| score.by.clone()).collect();
    let waiting_for = expected(meeting, settings, |id| meeting.is_here(id))
        .into_iter()
        .filter(|id| !given_by.iter().any(|by| by == id))
        .map(str::to_owned)
        .collect();
    ScoreRound {
        revealed: is_shown(meeting, &round, settings),
        asked: asked.clone(),
        round,
        given_by,
        waiting_for,
        scores,
    }
}
