//! `practice`: a made-up initial conference, already prepared, in a folder of its own and marked on every screen.

use super::screens::show;
use super::{Ending, print};
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::domain::agenda;
use crate::store::disk::RealDisk;
use crate::store::places::Places;
use crate::terminal::event_loop::take_in;
use crate::terminal::meetings;

/// What is put down before the meeting, as it would be typed.
const LINES: &str = include_str!("practice.lines");
const AGENDA: &str = "restorative-icpc";

/// Opens the practice meeting that is not closed, or prepares a new one.
pub(super) fn run(places: &Places, plain: bool) -> Ending {
    let places = match Places::find(Some(&places.data.join("practice"))) {
        Ok(places) => places,
        Err(trouble) => return Ending::Failed(trouble.to_string()),
    };
    print::tell(
        "Practice: everything in this meeting is made up. Its files are kept apart from real ones.",
    );
    let kept = places.clone();
    let ending = show(places, true, plain, |app, performer| {
        let listed = performer.perform(Effect::ListMeetings);
        if let Some(Message::Meetings(list)) = listed.first()
            && let Some(open) = list.iter().find(|meeting| meeting.state != "closed")
        {
            return Ok(performer.perform(Effect::Open(open.id.clone())));
        }
        let Some(agenda) = agenda::built_in(AGENDA) else {
            return Err(Ending::Failed(format!(
                "The agenda {AGENDA} is not in this program."
            )));
        };
        for message in performer.perform(Effect::Create {
            agenda: Box::new(agenda),
        }) {
            if let Message::NotOpened(words) = message {
                return Err(Ending::Failed(words));
            }
            let _ = take_in(app, performer, message);
        }
        app.one_line_at_a_time = true;
        for line in LINES.lines().filter(|line| !line.trim().is_empty()) {
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
    let list = meetings::list(places, &RealDisk);
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
