//! The practice meetings as if they had been held: each is recorded line by line at times of its own, as any other
//! meeting is. One that is already there is used again.

use super::{
    APART, APART_AGENDA, CONFERENCE, CONFERENCE_BEFORE, REVIEW, REVIEW_BEFORE, agenda_called, lines,
};
use crate::app::commands::COMMANDS;
use crate::app::protocol::message::Message;
use crate::app::protocol::status::Outcome;
use crate::app::{App, update};
use crate::command_line::screens::{FIRST_AGENDA, REVIEW_AGENDA, where_it_is};
use crate::command_line::settings::load;
use crate::command_line::{Ending, could_not_start, print};
use crate::domain::meeting::Meeting;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{decision, withheld_words};
use crate::domain::search::Card;
use crate::engine::effects::{EffectRunner, LeftBehind};
use crate::engine::{clock, meetings};
use crate::store::disk::RealDisk;
use crate::store::paths::Paths;
use chrono::{DateTime, Duration, FixedOffset};

/// The time from the conference to its review, in weeks: nearly three months, so that the review is in time.
const WEEKS_BEFORE: i64 = 12;
/// A closed conference this old, in weeks, is old enough to look back on.
const OLD_ENOUGH: i64 = 11;
/// Seconds between two lines.
const A_LINE_TAKES: i64 = 40;

/// What is made, in words, with its id.
type Made = (&'static str, String);

/// The conference and its review.
pub(super) fn both(app: &mut App, runner: &mut EffectRunner) -> Result<Vec<Made>, Problem> {
    let first = conference(app, runner)?;
    let second = review(app, runner, &first)?;
    Ok(vec![("The conference", first), ("Its review", second)])
}

/// The conference in which the parents are kept apart, held just now.
pub(super) fn apart(app: &mut App, runner: &mut EffectRunner) -> Result<Vec<Made>, Problem> {
    let is_meant =
        |_: &Card, meeting: &Meeting| meeting.records(&withheld_words::KIND).next().is_some();
    let id = match there_already(runner, APART_AGENDA, is_meant)? {
        Some(id) => id,
        None => {
            let texts = [APART, ""];
            let (then, a_line_takes) = held_just_now(texts);
            let made = runner.make_back_then(&agenda_called(APART_AGENDA)?, then);
            hold(app, runner, made, texts, (then, a_line_takes))?
        }
    };
    Ok(vec![("The conference with the parents apart", id)])
}

/// Makes these meetings, held and closed, unless they are there, and says where they are.
pub(super) fn made(
    places: Paths,
    anyway: bool,
    makes: fn(&mut App, &mut EffectRunner) -> Result<Vec<Made>, Problem>,
) -> Ending {
    let Ok(mut runner) = EffectRunner::new(places, true, drop) else {
        return Ending::Stopped(could_not_start());
    };
    let mut app = App::new(clock::now(), 80, 24, COMMANDS);
    runner.anyway = anyway;
    let loaded = load(&runner.places);
    runner.use_settings(loaded.own);
    handle(&mut app, &mut runner, loaded.message, clock::now());
    let made = makes(&mut app, &mut runner);
    let safe = runner.flush(Duration::seconds(10).to_std().unwrap_or_default());
    let LeftBehind { unfinished, late } = runner.leave_at_the_end();
    late.iter().for_each(|words| print::tell(words));
    let made = match (made, unfinished) {
        (Ok(made), None) => made,
        // What could not be saved of one is the reason why there is no other.
        (_, Some(why)) | (Err(why), None) => return Ending::Stopped(why),
    };
    if !safe {
        return Ending::Stopped(Problem::not_saved_or_read(
            "The disk did not confirm within 10 seconds that everything is safe.",
        ));
    }
    for (what, id) in &made {
        if let Ok(folder) = runner.places.meeting(&RealDisk, id) {
            let found = where_it_is(&runner.places, &folder);
            print::tell(&format!("\n{what}, held and closed:\n{found}"));
        }
    }
    let ids = made.iter().map(|(_, id)| format!("{id}\n"));
    print::data(&ids.collect::<String>());
    match late.is_empty() {
        true => Ending::Done,
        false => Ending::Attention,
    }
}

/// Held and closed twelve weeks ago; returns its id.
pub(super) fn conference(app: &mut App, runner: &mut EffectRunner) -> Result<String, Problem> {
    let now = clock::now();
    let is_old = |summary: &Card, meeting: &Meeting| {
        let at = summary.at;
        meeting.gaps().is_empty() && at.is_some_and(|at| at <= now - Duration::weeks(OLD_ENOUGH))
    };
    if let Some(id) = there_already(runner, FIRST_AGENDA, is_old)? {
        return Ok(id);
    }
    let texts = [CONFERENCE_BEFORE, CONFERENCE];
    let then = now - Duration::weeks(WEEKS_BEFORE);
    // Nobody holds a conference past midnight, and the days that are named in it would be asked about.
    let takes = Duration::seconds(A_LINE_TAKES) * steps(texts, then);
    let then = match (then + takes).date_naive() == then.date_naive() {
        true => then,
        false => midnight_of(then + takes) - takes - Duration::seconds(1),
    };
    let made = runner.make_back_then(&agenda_called(FIRST_AGENDA)?, then);
    hold(
        app,
        runner,
        made,
        texts,
        (then, Duration::seconds(A_LINE_TAKES)),
    )
}

/// Held and closed just now; returns its id.
fn review(app: &mut App, runner: &mut EffectRunner, of: &str) -> Result<String, Problem> {
    let is_of = |_: &Card, meeting: &Meeting| {
        let link = meeting.review_of();
        link.is_some_and(|(last, _)| last == of)
            && meeting.gaps().is_empty()
            && meeting.records(&decision::KIND).next().is_some()
    };
    if let Some(id) = there_already(runner, REVIEW_AGENDA, is_of)? {
        return Ok(id);
    }
    let texts = [REVIEW_BEFORE, REVIEW];
    let (then, a_line_takes) = held_just_now(texts);
    let made = runner.review_back_then(&agenda_called(REVIEW_AGENDA)?, of, then);
    hold(app, runner, made, texts, (then, a_line_takes))
}

/// When a meeting that has just ended began, and how long a line took. Just after midnight it goes quicker, so that it is
/// held on one day.
fn held_just_now(texts: [&str; 2]) -> (DateTime<FixedOffset>, Duration) {
    let now = clock::now();
    let steps = steps(texts, now);
    let then = (now - Duration::seconds(A_LINE_TAKES) * steps).max(midnight_of(now));
    (then, (now - then) / steps)
}

fn steps(texts: [&str; 2], now: DateTime<FixedOffset>) -> i32 {
    let count = texts.map(|text| lines(text, now.date_naive()).len());
    i32::try_from(count.iter().sum::<usize>() + 1).unwrap_or(i32::MAX)
}

/// The beginning of its day.
fn midnight_of(now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let since = now.time() - chrono::NaiveTime::MIN;
    now - since
}

/// A closed meeting with this agenda that also passes `is_meant`.
fn there_already(
    runner: &EffectRunner,
    agenda: &str,
    is_meant: impl Fn(&Card, &Meeting) -> bool,
) -> Result<Option<String>, Problem> {
    let title = agenda_called(agenda)?.title;
    let closed = runner
        .library()
        .all_cards(&mut |_| true)
        .into_iter()
        .filter(|summary| summary.state == "closed" && summary.title == title);
    for summary in closed {
        let Ok(folder) = runner.places.meeting(&RealDisk, &summary.id) else {
            continue;
        };
        let (meeting, _) = meetings::read(&runner.places, &RealDisk, &folder);
        if is_meant(&summary, &meeting) {
            return Ok(Some(summary.id));
        }
    }
    Ok(None)
}

fn hold(
    app: &mut App,
    runner: &mut EffectRunner,
    made: Result<Message, Problem>,
    texts: [&str; 2],
    (mut then, a_line_takes): (DateTime<FixedOffset>, Duration),
) -> Result<String, Problem> {
    handle(app, runner, made?, then);
    let id = app
        .editor
        .as_ref()
        .map(|editor| editor.meeting.id().to_owned());
    app.one_line_at_a_time = true;
    let all = texts.map(|text| lines(text, then.date_naive()));
    for line in all.into_iter().flatten() {
        then += a_line_takes;
        handle(app, runner, Message::Line(line.clone()), then);
        if let Outcome::Refused(why) = &app.outcome {
            return Err(Problem::not_saved_or_read(format!(
                "The practice meeting stopped at this line: {line}\n{why}\nNothing of yours was changed."
            )));
        }
    }
    handle(app, runner, Message::Line("/home".to_owned()), then);
    app.one_line_at_a_time = false;
    id.ok_or_else(|| {
        Problem::not_saved_or_read("The practice meeting could not be made.")
            .safe("Nothing of yours was changed.")
    })
}

/// One message as if it had come at `then`; everything it asks for is done at once, in order.
fn handle(app: &mut App, runner: &mut EffectRunner, message: Message, then: DateTime<FixedOffset>) {
    let mut todo = vec![message];
    while let Some(message) = todo.pop() {
        for effect in update(app, message, then) {
            todo.extend(runner.perform(effect).into_iter().rev());
        }
    }
}
