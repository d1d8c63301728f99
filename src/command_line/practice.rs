//! `practice`: a made-up initial conference, already prepared, in a folder of its own and marked on every screen; with
//! `--review`, the review of such a conference twelve weeks later, begun as `start --from` begins one; with `--held`,
//! both already held and closed; with `--apart`, one in which the parents are kept apart, closed as well. The lines are ones that anybody could type.

mod held;

use super::screens::{FIRST_AGENDA, REVIEW_AGENDA, making, show};
use super::{Ending, print};
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Message;
use crate::domain::agenda::{self, Agenda};
use crate::domain::problem::Problem;
use crate::domain::search::Card;
use crate::engine::clock;
use crate::engine::effects::EffectRunner;
use crate::engine::own_settings::{OwnSettings, refusal};
use crate::store::paths::Paths;
use crate::terminal::event_loop::handle;
use chrono::{Datelike, NaiveDate};

/// What is recorded before the conference.
const CONFERENCE_BEFORE: &str = include_str!("practice.lines");
/// What is said and decided in it, until the minutes are sent out.
const CONFERENCE: &str = include_str!("practice-conference.lines");
/// What is recorded before the review.
const REVIEW_BEFORE: &str = include_str!("practice-review.lines");
/// Domestic abuse: what one parent may read the other must not. With another agenda, so that no review looks back on it.
const APART: &str = include_str!("practice-apart.lines");
const APART_AGENDA: &str = "signs-of-safety-cpc";
const REVIEW: &str = include_str!("practice-review-conference.lines");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Conference,
    Review,
    /// Both, already closed: to be read, searched and compared.
    Held,
    /// One in which the parents are kept apart, already ruled on and closed: to make the copies of.
    Apart,
}

/// Opens the practice meeting that is still open, or prepares a new one; or makes both, already held.
pub(super) fn run(places: &Paths, plain: bool, wanted: Wanted, anyway: bool) -> Ending {
    // Nobody gets used to settings that a real meeting would not be made with.
    let own = OwnSettings::read(places);
    if !own.unusable.is_empty() && !anyway {
        return Ending::Stopped(refusal(&own.unusable));
    }
    let places = match places.of_practice() {
        Ok(places) => places,
        Err(why) => return Ending::Stopped(why),
    };
    print::tell(
        "Practice: everything in this meeting is made up. Its files are kept apart from real ones.",
    );
    match wanted {
        Wanted::Held => return held::made(places, anyway, held::both),
        Wanted::Apart => return held::made(places, anyway, held::apart),
        Wanted::Conference | Wanted::Review => {}
    }
    let is_review = wanted == Wanted::Review;
    show(places, true, plain, |app, runner| {
        runner.anyway = anyway;
        let agenda = agenda_called(if is_review {
            REVIEW_AGENDA
        } else {
            FIRST_AGENDA
        })?;
        let list = runner.library().all_cards(&mut |_| true);
        let is_open = |meeting: &&Card| meeting.state != "closed" && meeting.title == agenda.title;
        if let Some(open) = list.iter().find(is_open) {
            return Ok(runner.perform(Effect::Open(open.id.clone())));
        }
        let from = is_review
            .then(|| held::conference(app, runner))
            .transpose()?;
        prepare(app, runner, agenda, from)?;
        Ok(vec![Message::Note("This meeting is made up, to practise on. /begin, then /arrive all. F1 or /help shows everything.".to_owned())])
    })
}

fn prepare(
    app: &mut App,
    runner: &mut EffectRunner,
    agenda: Agenda,
    from: Option<String>,
) -> Result<(), Problem> {
    let before = if from.is_some() {
        REVIEW_BEFORE
    } else {
        CONFERENCE_BEFORE
    };
    for message in runner.perform(making(agenda, from)) {
        if let Message::NotOpened(why) = message {
            return Err(why);
        }
        let _ = handle(app, runner, message);
    }
    app.one_line_at_a_time = true;
    for line in lines(before, clock::now().date_naive()) {
        let _ = handle(app, runner, Message::Line(line));
    }
    app.one_line_at_a_time = false;
    Ok(())
}

fn agenda_called(id: &str) -> Result<Agenda, Problem> {
    agenda::built_in(id).ok_or_else(|| {
        Problem::not_saved_or_read(format!("The agenda {id} is not in this program."))
    })
}

/// Fits the lines of a file to this day. Only a birthday has a year: `YEAR-9` is nine years before this one, so that
/// the children stay the same age.
fn lines(text: &str, today: NaiveDate) -> Vec<String> {
    let typed = |line: &str| {
        (1..20).fold(line.to_owned(), |line, years| {
            line.replace(
                &format!("YEAR-{years};"),
                &format!("{};", today.year() - years),
            )
        })
    };
    let all = text.lines().filter(|line| !line.trim().is_empty());
    all.map(typed).collect()
}
