//! `/scores`: how the scores stand, and the Chair shows them. A number is told only once it may be seen. With names and
//! numbers behind it, it records them.

use super::{Done, change, look, said};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::recording::{record_each, tell_nothing_new};
use crate::app::editing::session::kept_from_changing;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::domain::line::{ScoreOf, forms_of_scores, scores_line};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::kinds::scale;
use crate::domain::rules::scores::{self, ScoreRound};
use chrono::{DateTime, FixedOffset};

const SHOW: &str = "show";

pub const ROWS: &[CommandRow] = &[CommandRow {
    takes: "show, or names and numbers",
    takes_short_words: true,
    means: scores_mean,
    ..CommandRow::of(
        "scores",
        "Says who has given a score and who has yet to. /scores show: the Chair shows them now. /scores LH 6, DP 4 records several in one line; behind a name stands one number, one for each child in their order, or the children by name.",
        scores,
    )
}];

fn scores(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    match typed {
        None | Some("") => look(app, typed, |editor, _, _| {
            (Vec::new(), Ok(how_they_stand(&editor.meeting)))
        }),
        Some(word) if word.eq_ignore_ascii_case(SHOW) => change(app, typed, show),
        Some(typed) => record_all(app, typed),
    }
}

/// One record for each score, or none of them.
fn record_all(app: &mut App, typed: &str) -> Vec<Effect> {
    if let Some(effects) = kept_from_changing(app) {
        return effects;
    }
    let today = app.now.date_naive();
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    match forms_of_scores(typed, &editor.meeting, today) {
        Ok(forms) => match tell_nothing_new(app, &scale::KIND, &forms) {
            Some(effects) => effects,
            None => record_each(app, &scale::KIND, forms, true),
        },
        Err(why) => app.refuse(why),
    }
}

/// What is not certain; otherwise whose numbers Enter records.
fn scores_mean(app: &App, typed: &str) -> Option<String> {
    if typed.is_empty() || SHOW.starts_with(&typed.to_lowercase()) {
        return None;
    }
    let meeting = &app.editor.as_ref()?.meeting;
    let line = scores_line(typed, meeting);
    if let Some(why) = line.why_not {
        return Some(why.happened().to_owned());
    }
    let each = line.scores.iter().map(|one| words(one, meeting));
    let each: Vec<String> = each.collect();
    Some(format!("scale {}: {}", line.scale, each.join(", ")))
}

/// `Leanne gives 6`, `Ruth gives 4 for Rosie`
fn words(one: &ScoreOf, meeting: &Meeting) -> String {
    let child = one.child.as_ref().map_or_else(String::new, |child| {
        format!(" for {}", meeting.called(child))
    });
    format!("{} gives {}{child}", meeting.called(&one.by), one.score)
}

fn how_they_stand(meeting: &Meeting) -> String {
    match scores::rounds(meeting).as_slice() {
        [] => "No score has been given yet.".to_owned(),
        rounds => all_words(rounds, meeting),
    }
}

fn show(editor: &mut MeetingEditor, _: &str, now: DateTime<FixedOffset>) -> Done {
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
