//! `hand-on`: opens a meeting to the team, or takes it back, as `/handon` does inside it.

use super::worker::Worker;
use super::{Ending, named, print};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Lost, Message};
use crate::app::protocol::status::Outcome;
use crate::domain::problem::Problem;
use crate::store::disk::RealDisk;
use crate::store::paths::Paths;
use std::time::Duration;

pub(super) fn run(meeting: &str, stop: bool, places: Paths) -> Ending {
    let folder = match named(&places, &RealDisk, meeting) {
        Ok(folder) => folder,
        Err(why) => return Ending::Stopped(why),
    };
    let mut worker = match Worker::new(places) {
        Ok(worker) => worker,
        Err(why) => return Ending::Stopped(why),
    };
    if let Err(why) = worker.open(Effect::Open(folder.id.to_string())) {
        return Ending::Stopped(why);
    }
    let line = if stop { "/handon stop" } else { "/handon yes" };
    worker.take(Message::Line(line.to_owned()));
    let Worker { app, runner, .. } = &mut worker;
    let (outcome, words) = (app.outcome.clone(), app.status.words.clone());
    let refused = matches!(outcome, Outcome::Refused(_));
    if refused {
        // The command is not part of the meeting: it must not stay behind as a half-typed line.
        let length = app
            .editor
            .as_ref()
            .map_or(0, |editor| editor.line.text().len());
        if let Some(editor) = app.editor.as_mut() {
            for effect in editor.replace(0, length, "") {
                runner.perform(effect);
            }
        }
    }
    let safe = worker.runner.flush(Duration::from_secs(10));
    worker.take_news();
    worker.take(Message::Lost(Lost::Left));
    match (outcome, worker.app.status.alarm()) {
        (_, Some((_, why))) => Ending::Stopped(why.clone()),
        (Outcome::Refused(why), _) => Ending::Stopped(why),
        _ if !safe => Ending::Stopped(
            Problem::not_saved_or_read(
                "The disk did not confirm within 10 seconds that this is safe.",
            )
            .next("Look at the meeting with `talking-piece read`."),
        ),
        _ => {
            print::data(&format!("{words}\n"));
            Ending::Done
        }
    }
}
