//! `practice`: a made-up initial conference, already prepared, in a folder of its own and marked on every screen; with
//! `--review`, the review of such a conference three months later, begun as `start --from` begins one.

use super::screens::{FIRST_AGENDA, REVIEW_AGENDA, making, show};
use super::{Ending, print};
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::{App, update};
use crate::domain::agenda::{self, Agenda};
use crate::domain::library::Card;
use crate::store::disk::RealDisk;
use crate::store::places::Places;
use crate::terminal::clock;
use crate::terminal::event_loop::take_in;
use crate::terminal::meetings;
use crate::terminal::perform::Performer;
use chrono::{DateTime, Duration, FixedOffset};

/// What is put down before the meeting, as it would be typed.
const LINES: &str = include_str!("practice.lines");
/// The conference itself, in short: what the review looks back on.
const CONFERENCE: &str = include_str!("practice-conference.lines");
/// What is put down before the review.
const REVIEW_LINES: &str = include_str!("practice-review.lines");
/// How long before the review the conference was: about three months.
const WEEKS_BEFORE: i64 = 13;

/// Opens the practice meeting that is not closed, or prepares a new one.
pub(super) fn run(places: &Places, plain: bool, review: bool) -> Ending {
    let places = match Places::find(Some(&places.data.join("practice"))) {
        Ok(places) => places,
        Err(trouble) => return Ending::Failed(trouble.to_string()),
    };
    print::tell(
        "Practice: everything in this meeting is made up. Its files are kept apart from real ones.",
    );
    let kept = places.clone();
    let ending = show(places, true, plain, |app, performer| {
        let wanted = agenda_called(if review { REVIEW_AGENDA } else { FIRST_AGENDA })?;
        let list = performer.library().all_cards(&mut |_| true);
        let is_open = |meeting: &&Card| meeting.state != "closed" && meeting.title == wanted.title;
        if let Some(open) = list.iter().find(is_open) {
            return Ok(performer.perform(Effect::Open(open.id.clone())));
        }
        let from = review.then(|| held(app, performer)).transpose()?;
        for message in performer.perform(making(wanted, from)) {
            if let Message::NotOpened(words) = message {
                return Err(Ending::Failed(words));
            }
            let _ = take_in(app, performer, message);
        }
        app.one_line_at_a_time = true;
        for line in lines(if review { REVIEW_LINES } else { LINES }) {
            let _ = take_in(app, performer, Message::Line(line.to_owned()));
        }
        app.one_line_at_a_time = false;
        Ok(vec![Message::Note("This meeting is made up, to practise on. /begin, then /arrive all. F1 or /help shows everything.".to_owned())])
    });
    if matches!(ending, Ending::Done) {
        print::tell(&where_it_is(&kept));
    }
    ending
}

/// Where the minutes of the practice are, and the line that shows them.
fn where_it_is(places: &Places) -> String {
    let list = super::library(places).all_cards(&mut |_| true);
    let Some((id, folder)) = list
        .first()
        .and_then(|newest| Some((&newest.id, places.meeting(&RealDisk, &newest.id).ok()?)))
    else {
        return String::new();
    };
    let program = std::env::args()
        .next()
        .unwrap_or_else(|| "talking-piece".to_owned());
    format!(
        "The minutes:  {}\nTo read them: {program} --data \"{}\" read {id}",
        folder.path.join(meetings::MINUTES).display(),
        places.data.display()
    )
}

fn agenda_called(id: &str) -> Result<Agenda, Ending> {
    agenda::built_in(id)
        .ok_or_else(|| Ending::Failed(format!("The agenda {id} is not in this program.")))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

/// The practice conference, held and closed three months ago; its id. It is taken line by line as any other.
fn held(app: &mut App, performer: &mut Performer) -> Result<String, Ending> {
    let mut then = clock::now() - Duration::weeks(WEEKS_BEFORE);
    let made = performer
        .make_back_then(&agenda_called(FIRST_AGENDA)?, then)
        .map_err(Ending::Failed)?;
    take_in_back_then(app, performer, made, then);
    app.one_line_at_a_time = true;
    for line in lines(LINES).chain(lines(CONFERENCE)) {
        then += Duration::seconds(40);
        take_in_back_then(app, performer, Message::Line(line.to_owned()), then);
    }
    let id = app.desk.as_ref().map(|desk| desk.meeting.id().to_owned());
    take_in_back_then(app, performer, Message::Line("/home".to_owned()), then);
    app.one_line_at_a_time = false;
    id.ok_or_else(|| {
        Ending::Failed(
            "The practice conference could not be made. Nothing of yours was changed.".to_owned(),
        )
    })
}

/// One message as if it had come then; everything it asks for is done at once, in order.
fn take_in_back_then(
    app: &mut App,
    performer: &mut Performer,
    message: Message,
    then: DateTime<FixedOffset>,
) {
    let mut todo = vec![message];
    while let Some(message) = todo.pop() {
        for effect in update(app, message, then) {
            todo.extend(performer.perform(effect).into_iter().rev());
        }
    }
}
