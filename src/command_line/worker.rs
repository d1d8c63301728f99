//! The program without a screen, for the subcommands that write in a meeting as if somebody had typed.

use super::screens::alarm_of;
use super::{Ending, could_not_start, named, print};
use crate::app::App;
use crate::app::commands::COMMANDS;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Lost, Message};
use crate::app::protocol::status::Outcome;
use crate::domain::problem::Problem;
use crate::engine::clock;
use crate::engine::effects::{EffectRunner, LeftBehind};
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
    pub(super) fn leave(mut self) -> Left {
        let safe = self.runner.flush(PATIENCE);
        self.take_news();
        self.take(Message::Lost(Lost::Left));
        let LeftBehind { unfinished, late } = self.runner.leave_at_the_end();
        let alarm = unfinished.or_else(|| alarm_of(&self.app));
        Left {
            alarm: alarm.or_else(|| (!safe).then(not_safe)),
            late,
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

/// How a meeting was left. Whoever wrote in one ends with [`Left::ending`].
#[must_use]
pub(super) struct Left {
    /// What is not safe on the disk.
    pub(super) alarm: Option<Problem>,
    /// What is safe, and not as it should be.
    late: Vec<String>,
}

impl Left {
    /// Says what has to be told; what was otherwise done ends as `done`.
    pub(super) fn ending(self, done: Ending) -> Ending {
        self.late.iter().for_each(|words| print::tell(words));
        match (self.alarm, done) {
            (Some(why), _) => Ending::Stopped(why),
            (None, Ending::Done) if !self.late.is_empty() => Ending::Attention,
            (None, done) => done,
        }
    }
}

/// Types one command in a meeting and leaves it. `told` makes of what the command said what is printed.
pub(super) fn one_command(
    meeting: &str,
    line: &str,
    places: Paths,
    told: impl FnOnce(String) -> String,
) -> Ending {
    let opened = named(&places, &RealDisk, meeting).and_then(|folder| {
        let mut worker = Worker::new(places)?;
        worker.open(Effect::Open(folder.id.to_string()))?;
        Ok(worker)
    });
    let mut worker = match opened {
        Ok(worker) => worker,
        Err(why) => return Ending::Stopped(why),
    };
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
    let left = worker.leave();
    let done = match outcome {
        Outcome::Refused(why) => Ending::Stopped(why),
        Outcome::Nothing | Outcome::Recorded(_) | Outcome::Done => {
            if left.alarm.is_none() {
                print::data(&format!("{}\n", told(words)));
            }
            Ending::Done
        }
    };
    left.ending(done)
}

/// The disk has so long to say that everything is there.
const PATIENCE: Duration = Duration::from_secs(10);

fn not_safe() -> Problem {
    Problem::not_saved_or_read(
        "The disk did not confirm within 10 seconds that everything is safe.",
    )
    .next("Look at the meeting with `talking-piece read`.")
}
