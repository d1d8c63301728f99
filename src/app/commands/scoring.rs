//! What is said about scores when one was recorded, and `/scores`. A number is told only once it may be seen.
//! When that is, `meeting/hiding.rs` decides.

use crate::app::commands::{Done, said};
use crate::app::editing::editor::MeetingEditor;
use crate::domain::line::FormLine;
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::record::Record;
use crate::domain::record::kinds::scale;
use crate::domain::rules::scores::{self, ScoreRound};
use chrono::{DateTime, FixedOffset};

/// `/scores`: how they stand; `/scores show`: the Chair shows them.
pub(crate) fn scores(editor: &mut MeetingEditor, rest: &str, now: DateTime<FixedOffset>) -> Done {
    let rounds = scores::rounds(&editor.meeting);
    let wants_show = rest.eq_ignore_ascii_case("show");
    if !wants_show && !rest.is_empty() {
        return (
            Vec::new(),
            Err(Problem::wrong_input(
                "/scores says who has given a score; /scores show shows them all.",
            )
            .safe("Your line is kept.")),
        );
    }
    if !wants_show {
        let words = match rounds.as_slice() {
            [] => "No score has been given yet.".to_owned(),
            rounds => all_words(rounds, &editor.meeting),
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
            Err(Problem::wrong_input("No score is hidden now.").safe("Nothing was changed.")),
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

/// Why a score cannot be taken here: it names no scale that the agenda asks, and the open section asks none. What is
/// safe, and where a scale is asked.
pub(crate) fn no_scale_here(form: &FormLine, meeting: &Meeting) -> Option<String> {
    let values = &form.body.values;
    let has_own_ends = [&scale::QUESTION, &scale::LOW, &scale::HIGH]
        .iter()
        .any(|field| values.contains_key(field.name));
    if form.kind != scale::KIND.id || values.contains_key(scale::SCALE.name) || has_own_ends {
        return None;
    }
    let here = meeting.open_section();
    if here.is_some_and(|section| !section.scales.is_empty()) {
        return None;
    }
    let place = here.map_or_else(String::new, |section| format!(" in \"{}\"", section.title));
    let places = meeting.agenda().places();
    let mut asking = places
        .iter()
        .filter(|place| !place.section.scales.is_empty());
    let way = match asking.next() {
        Some(asks) => format!(
            "/section {} opens \"{}\", which asks one; then Down brings this line back.",
            asks.number, asks.section.title
        ),
        None => "The agenda asks none at all: type it as words, with who said it.".to_owned(),
    };
    Some(format!(
        "No scale is asked{place}. Nothing was recorded, and your line is kept. {way}"
    ))
}

/// What is said when this score was recorded or changed, and whether something about it is to be looked at.
pub(crate) fn after(score: &Record, meeting: &Meeting) -> (String, bool) {
    let round = scores::round_of(&score.values, meeting);
    let mut words = if score.is_hidden() {
        let whose = match score.text(&scale::GIVEN_BY) {
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
    let unclear = score.body().to_confirm;
    if score.is_hidden() && !unclear.is_empty() {
        let label = |name: &String| {
            let field = score.kind().and_then(|kind| kind.field(name));
            field.map_or_else(|| name.clone(), |field| format!("\"{}\"", field.label))
        };
        let labels: Vec<String> = unclear.keys().map(label).collect();
        let are = if labels.len() == 1 { "is" } else { "are" };
        to_look_at.push(format!(
            "In it, {} {are} to be confirmed: it is on the catch-up list.",
            labels.join(" and ")
        ));
    }
    words.retain(|words| !words.is_empty());
    let attention = !to_look_at.is_empty();
    words.extend(to_look_at);
    (words.join(" "), attention)
}
