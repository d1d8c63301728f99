//! Plain mode on real lines: reads standard input and prints what is new. Everything typed is safe before it is
//! answered.

use super::event_loop::{Ended, Wake, handle};
use super::signals;
use crate::app::App;
use crate::app::protocol::message::{Lost, Message};
use crate::domain::text::sanitise::clean;
use crate::engine::effects::EffectRunner;
use crate::plain::Plain;
use std::io::{self, BufRead, Write};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

pub fn run(
    app: &mut App,
    runner: &mut EffectRunner,
    (sender, wakes): (Sender<Wake>, Receiver<Wake>),
    first: Vec<Message>,
) -> io::Result<Ended> {
    app.one_line_at_a_time = true;
    let notices = sender.clone();
    signals::start(move |notice| drop(notices.send(Wake::Notice(notice))))?;
    std::thread::Builder::new()
        .name("lines".into())
        .spawn(move || {
            for line in io::stdin().lock().split(b'\n') {
                let Ok(line) = line else { break };
                if sender
                    .send(Wake::Line(String::from_utf8_lossy(&line).into_owned()))
                    .is_err()
                {
                    return;
                }
            }
            drop(sender.send(Wake::End));
        })?;
    let mut plain = Plain::default();
    for message in first {
        if let Some(ended) = handle(app, runner, message) {
            return Ok(ended);
        }
    }
    tell_all(&mut plain, app, runner);
    while let Ok(wake) = wakes.recv() {
        let unreadable = match &wake {
            Wake::Line(line) => clean(line)
                .text
                .matches(char::REPLACEMENT_CHARACTER)
                .count(),
            _ => 0,
        };
        let messages = match wake {
            Wake::News(news) => {
                let messages = runner.on_news(news);
                // Only trouble, and its end, is worth interrupting a screen reader.
                let is_old = app.status.old_file.is_some();
                let quiet = messages.iter().all(|message| match message {
                    Message::Saved(_) => true,
                    Message::MinutesWritten(_) => !is_old,
                    _ => false,
                });
                for message in messages {
                    if let Some(ended) = handle(app, runner, message) {
                        return Ok(ended);
                    }
                }
                if !quiet {
                    say(std::slice::from_ref(&app.status.words));
                }
                continue;
            }
            Wake::Notice(super::notice::Notice::Lost(why)) => vec![Message::Lost(why)],
            Wake::Notice(_) | Wake::Told(_) | Wake::Due(_) | Wake::Readers => continue,
            Wake::Line(line) => {
                app.status.clear();
                app.outcome = crate::app::protocol::status::Outcome::Nothing;
                plain.take(app, &line)
            }
            Wake::End => vec![Message::Lost(Lost::Left)],
        };
        for message in messages {
            if let Some(ended) = handle(app, runner, message) {
                return Ok(ended);
            }
        }
        if !runner.flush(Duration::from_secs(5)) {
            say(&[
                "Still saving: the disk is slow. Your words are in the journal already.".to_owned(),
            ]);
        }
        tell_all(&mut plain, app, runner);
        if unreadable > 0 {
            say(&[format!(
                "{unreadable} characters could not be read as text; each is shown as \u{fffd}. Set your terminal to UTF-8."
            )]);
        }
    }
    Ok(Ended::Left)
}

/// Prints what is new; in the list of meetings what is due comes with it and is worked out first: rows arriving later
/// would interrupt a screen reader.
fn tell_all(plain: &mut Plain, app: &mut App, runner: &mut EffectRunner) {
    if let Some(list) = runner.due_now() {
        let _ = handle(app, runner, Message::Due(list));
    }
    say(&plain.tell(app));
}

/// If nobody reads the output any longer, recording carries on.
fn say(rows: &[String]) {
    let mut out = io::stdout().lock();
    for row in rows.iter().filter(|row| !row.is_empty()) {
        // It may come from a colleague's journal, not only from our own typing.
        if writeln!(out, "{}", clean(row).text).is_err() {
            return;
        }
    }
    let _ = out.flush();
}
