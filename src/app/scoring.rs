//! What is said about scores when one was recorded, and `/scores`. A number is told only once it may be seen.
//! Must not decide when that is: `domain/scores.rs` does.

use super::command::{Done, said};
use super::desk::Desk;
use crate::domain::event::Happening;
use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::scores::{self, ScoreRound};
use chrono::{DateTime, FixedOffset};

/// `/scores`: how they stand; `/scores show`: the Chair shows them.
pub(super) fn scores(desk: &mut Desk, rest: &str, now: DateTime<FixedOffset>) -> Done {
    let rounds = scores::rounds(&desk.meeting);
    let wants_show = rest.eq_ignore_ascii_case("show");
    if !wants_show && !rest.is_empty() {
        return (
            Vec::new(),
            Err("/scores says who has given a score; /scores show shows them all. Your line is kept.".to_owned()),
        );
    }
    if !wants_show {
        let words = match rounds.as_slice() {
            [] => "No score has been given yet.".to_owned(),
            rounds => all_words(rounds, &desk.meeting),
        };
        return (Vec::new(), Ok(words));
    }
    let shown: Vec<_> = rounds
        .into_iter()
        .filter(|round| !round.revealed)
        .map(|round| round.round)
        .collect();
    if shown.is_empty() {
        return (
            Vec::new(),
            Err("No score is hidden now. Nothing was changed.".to_owned()),
        );
    }
    let happenings = shown.iter().map(|round| Happening::ScoresShown {
        scale: round.scale.clone(),
        child: round.child.clone(),
    });
    let (effects, outcome) = said(desk, happenings.collect(), now, "");
    let rounds: Vec<ScoreRound> = scores::rounds(&desk.meeting)
        .into_iter()
        .filter(|round| shown.contains(&round.round))
        .collect();
    let words = all_words(&rounds, &desk.meeting);
    (
        effects,
        outcome.map(|_| format!("The Chair shows the scores. {words}")),
    )
}

fn all_words(rounds: &[ScoreRound], meeting: &Meeting) -> String {
    let words: Vec<String> = rounds.iter().map(|round| round.words(meeting)).collect();
    words.join(" ")
}

/// What is said when this score was recorded or changed, and whether something about it is to be looked at.
pub(super) fn after(score: &Record, meeting: &Meeting) -> (String, bool) {
    let round = scores::round_of(&score.values, meeting);
    let mut words = if score.is_hidden() {
        let whose = match score.text("given_by") {
            "" => "A score".to_owned(),
            by => format!("{}'s score", meeting.called(by)),
        };
        vec![
            format!("{whose} is in and hidden."),
            round.still_to_come(meeting),
        ]
    } else {
        vec![round.words(meeting)]
    };
    let mut to_look_at = Vec::new();
    if score.is_open() || score.is_hidden() {
        to_look_at.extend(scores::objection_to(score, meeting));
    }
    // What was typed may hold the number; the catch-up list leads to the line that has it.
    if score.is_hidden() && !score.body().to_confirm.is_empty() {
        to_look_at
            .push("Something in it is to be confirmed: it is on the catch-up list.".to_owned());
    }
    words.retain(|words| !words.is_empty());
    let attention = !to_look_at.is_empty();
    words.extend(to_look_at);
    (words.join(" "), attention)
}
