//! `hand-on`: opens a meeting to the team, or takes it back, as `/handon` does inside it.

use super::{Ending, could_not_start, named, print};
use crate::app::App;
use crate::app::commands::COMMANDS;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Lost, Message};
use crate::app::protocol::status::Outcome;
use crate::domain::problem::Problem;
use crate::engine::clock;
use crate::engine::effects::EffectRunner;
use crate::store::disk::RealDisk;
use crate::store::paths::Paths;
use crate::terminal::event_loop::{self, Wake, handle};
use std::time::Duration;

pub(super) fn run(meeting: &str, stop: bool, places: Paths) -> Ending {
    let folder = match named(&places, &RealDisk, meeting) {
        Ok(folder) => folder,
        Err(why) => return Ending::Stopped(why),
    };
    let (sender, wakes) = event_loop::wakes();
    let runner = EffectRunner::new(places, false, move |news| {
        drop(sender.send(Wake::News(news)))
    });
    let Ok(mut runner) = runner else {
        return Ending::Stopped(could_not_start());
    };
    let mut app = App::new(clock::now(), 80, 24, COMMANDS);
    app.one_line_at_a_time = true;
    for message in runner.perform(Effect::Open(folder.id.to_string())) {
        if let Message::NotOpened(why) | Message::OnlyToRead { why, .. } = message {
            return Ending::Stopped(why);
        }
        let _ = handle(&mut app, &mut runner, message);
    }
    if let Some(why) = app
        .editor
        .as_ref()
        .and_then(|editor| editor.read_only.clone())
    {
        return Ending::Stopped(why);
    }
    let line = if stop { "/handon stop" } else { "/handon yes" };
    let _ = handle(&mut app, &mut runner, Message::Line(line.to_owned()));
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
    let safe = runner.flush(Duration::from_secs(10));
    while let Ok(wake) = wakes.try_recv() {
        if let Wake::News(news) = wake {
            for message in runner.on_news(news) {
                let _ = handle(&mut app, &mut runner, message);
            }
        }
    }
    let _ = handle(&mut app, &mut runner, Message::Lost(Lost::Left));
    match (outcome, app.status.alarm()) {
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
