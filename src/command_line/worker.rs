//! The program without a screen, for the subcommands that write in a meeting as if somebody had typed.

use super::screens::alarm_of;
use super::{could_not_start, named};
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
use std::sync::mpsc::Receiver;
use std::time::Duration;

pub(super) struct Worker {
    pub(super) app: App,
    pub(super) runner: EffectRunner,
    wakes: Receiver<Wake>,
}

impl Worker {
    pub(super) fn new(places: Paths) -> Result<Worker, Problem> {
        let (sender, wakes) = event_loop::wakes();
        let runner = EffectRunner::new(places, false, move |news| {
            drop(sender.send(Wake::News(news)))
        });
        let mut app = App::new(clock::now(), 80, 24, COMMANDS);
        app.one_line_at_a_time = true;
        Ok(Worker {
            app,
            runner: runner.map_err(|_| could_not_start())?,
            wakes,
        })
    }

    /// Opens or makes a meeting to write in.
    pub(super) fn open(&mut self, effect: Effect) -> Result<(), Problem> {
        for message in self.runner.perform(effect) {
            if let Message::NotOpened(why) | Message::OnlyToRead { why, .. } = message {
                return Err(why);
            }
            self.take(message);
        }
        let editor = self.app.editor.as_ref();
        match editor.and_then(|editor| editor.read_only.clone()) {
            Some(why) => Err(why),
            None => Ok(()),
        }
    }

    pub(super) fn take(&mut self, message: Message) {
        let _ = handle(&mut self.app, &mut self.runner, message);
    }

    /// Leaves the meeting, with everything safe on the disk.
    pub(super) fn leave(&mut self) -> Result<(), Problem> {
        let safe = self.runner.flush(PATIENCE);
        self.take_news();
        self.take(Message::Lost(Lost::Left));
        self.runner.leave_at_the_end();
        let alarm = self.runner.unfinished().cloned();
        match alarm.or_else(|| alarm_of(&self.app)) {
            Some(why) => Err(why),
            None if !safe => Err(not_safe()),
            None => Ok(()),
        }
    }

    pub(super) fn take_news(&mut self) {
        while let Ok(wake) = self.wakes.try_recv() {
            if let Wake::News(news) = wake {
                for message in self.runner.on_news(news) {
                    self.take(message);
                }
            }
        }
    }
}

/// Types one command in a meeting and leaves it; returns what the command said.
pub(super) fn one_command(meeting: &str, line: &str, places: Paths) -> Result<String, Problem> {
    let folder = named(&places, &RealDisk, meeting)?;
    let mut worker = Worker::new(places)?;
    worker.open(Effect::Open(folder.id.to_string()))?;
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
    let safe = worker.runner.flush(PATIENCE);
    worker.take_news();
    worker.take(Message::Lost(Lost::Left));
    match (outcome, worker.app.status.alarm()) {
        (_, Some((_, why))) => Err(why.clone()),
        (Outcome::Refused(why), _) => Err(why),
        _ if !safe => Err(not_safe()),
        _ => Ok(words),
    }
}

/// The disk has so long to say that everything is there.
const PATIENCE: Duration = Duration::from_secs(10);

fn not_safe() -> Problem {
    Problem::not_saved_or_read(
        "The disk did not confirm within 10 seconds that everything is safe.",
    )
    .next("Look at the meeting with `talking-piece read`.")
}
