//! `/scores`: how the scores stand, and the Chair shows them. A number is told only once it may be seen.

use super::{Done, change, look, said};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::rules::scores::{self, ScoreRound};
use chrono::{DateTime, FixedOffset};

pub const ROWS: &[CommandRow] = &[CommandRow {
    takes: "show",
    ..CommandRow::of(
        "scores",
        "Says who has given a score and who has yet to. /scores show: the Chair shows them now.",
        scores,
    )
}];

fn scores(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    match typed {
        None | Some("") => look(app, typed, |editor, _, _| {
            (Vec::new(), Ok(how_they_stand(&editor.meeting)))
        }),
        Some(_) => change(app, typed, show),
    }
}

fn how_they_stand(meeting: &Meeting) -> String {
    match scores::rounds(meeting).as_slice() {
        [] => "No score has been given yet.".to_owned(),
        rounds => all_words(rounds, meeting),
    }
}

fn show(editor: &mut MeetingEditor, word: &str, now: DateTime<FixedOffset>) -> Done {
    if !word.eq_ignore_ascii_case("show") {
        return (
            Vec::new(),
            Err(Problem::wrong_input(
                "/scores says who has given a score; /scores show shows them all.",
            )
            .safe("Your line is kept.")),
        );
    }
    let shown: Vec<_> = scores::rounds(&editor.meeting)
        .into_iter()
        .filter(|round| !round.revealed)
        .map(|round| round.round)
        .collect();
    if shown.is_empty() {
        return (
            Vec::new(),
            Ok("No score is hidden now. Nothing was changed.".to_owned()),
        );
    }
    let known_events = shown.iter().map(|round| KnownEvent::ScoresShown {
        scale: round.scale.clone(),
        child: round.child.clone(),
    });
    let (effects, outcome) = said(editor, known_events.collect(), now, "");
    let rounds: Vec<ScoreRound> = scores::rounds(&editor.meeting)
        .into_iter()
        .filter(|round| shown.contains(&round.round))
        .collect();
    let words = all_words(&rounds, &editor.meeting);
    (
        effects,
        outcome.map(|_| format!("The Chair shows the scores. {words}")),
    )
}

fn all_words(rounds: &[ScoreRound], meeting: &Meeting) -> String {
    let words: Vec<String> = rounds.iter().map(|round| round.words(meeting)).collect();
    words.join(" ")
}
