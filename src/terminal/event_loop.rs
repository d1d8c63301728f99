//! The life of a keypress: wait, read everything that has arrived, update, write, draw once. Nothing is drawn on a
//! timer but the privacy screen, where a setting asks for it, and no frame shows a character that is not in a file.

use super::decoder::{Decoder, ESCAPE_DELAY, ESCAPE_DELAY_OVER_SSH};
use super::notice::{Input, Notice};
use super::output::TerminalOutput;
use super::screen_writer::ScreenWriter;
use super::session::{self, Session};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Key, Lost, Message};
use crate::app::protocol::status::Urgency;
use crate::app::{App, update};
use crate::domain::history::due::DueList;
use crate::domain::settings::screen::Colours;
use crate::engine::clock;
use crate::engine::crash::{self, FaultPlace};
use crate::engine::effects::EffectRunner;
use crate::store::syncer::SyncNews;
use crate::terminal::{reader, signals, watchdog};
use crate::ui::{self, Theme};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

pub enum Wake {
    Notice(Notice),
    News(SyncNews),
    Told(Message),
    Due(DueList),
    /// Somebody came to read what is being written here, or left.
    Readers,
    Line(String),
    End,
}

/// This many characters or more in one burst are handled as one piece: a paste without brackets.
const BURST: usize = 24;

#[derive(Debug, Clone, Copy)]
pub struct DisplayOptions {
    /// Before any colours.
    pub no_color: bool,
    pub colours: Colours,
    pub ascii: bool,
}

impl DisplayOptions {
    pub(super) fn theme(self) -> Theme {
        let theme = match self.no_color {
            true => Theme::without_colour(),
            false => Theme::of(self.colours),
        };
        match self.ascii {
            true => theme.with_ascii_signs(),
            false => theme,
        }
    }
}

pub fn wakes() -> (Sender<Wake>, Receiver<Wake>) {
    channel()
}

fn telling(sender: &Sender<Wake>) -> impl Fn(Notice) + Send + 'static {
    let sender = sender.clone();
    // The loop may have ended already: then nobody needs the notice.
    move |notice| drop(sender.send(Wake::Notice(notice)))
}

pub enum Ended {
    Left,
    /// The terminal has gone, or the program was told to stop. Everything is safe.
    Lost(Lost),
}

/// Runs the screens until the user leaves or the terminal is gone.
///
/// # Errors
/// When the terminal cannot be set up. Nothing was changed then.
pub fn run(
    app: &mut App,
    runner: &mut EffectRunner,
    (sender, wakes): (Sender<Wake>, Receiver<Wake>),
    first: Vec<Message>,
    (look, hides_after): (DisplayOptions, Option<Duration>),
) -> io::Result<Ended> {
    let theme = &look.theme();
    crash::install(session::give_back);
    // First: a signal must not find the terminal taken over and nobody to restore it.
    signals::start(telling(&sender))?;
    let mut session = Session::enter()?;
    let size = session::size();
    let area = Rect::new(0, 0, size.width, size.height);
    let options = TerminalOptions {
        viewport: Viewport::Fixed(area),
    };
    let mut terminal = Terminal::with_options(ScreenWriter::new(TerminalOutput, size), options)?;
    reader::start(decoder_here(), telling(&sender))?;
    watchdog::start(telling(&sender))?;

    let resized = Message::Resize {
        columns: size.width,
        rows: size.height,
    };
    let mut idle_since = IdleSince::now();
    let mut ended = None;
    for message in std::iter::once(resized).chain(first) {
        ended = ended.or(handle(app, runner, message));
    }
    while ended.is_none() {
        // A panic in a widget must not end the recording: the screen says so, and the text is in the files.
        let drawn = crash::watched(|| draw(&mut terminal, app, theme));
        match drawn {
            Ok(Ok(())) => {}
            Ok(Err(_)) => {
                // What was typed before the terminal went, or while it was stuck, is kept first.
                while ended.is_none()
                    && let Ok(wake) = wakes.try_recv()
                {
                    ended = take_wake(app, runner, &mut terminal, wake);
                }
                ended = ended.or_else(|| handle(app, runner, Message::Lost(Lost::HungUp)));
            }
            Err(FaultPlace(place)) => app.status.point_out(format!(
                "The screen could not be drawn ({place}). Your words are safe and recording goes on. Esc, or another window size, may help."
            )),
        }
        if ended.is_some() {
            break;
        }
        let due = sender.clone();
        runner.begin_due(move |list| drop(due.send(Wake::Due(list))));
        if runner.wants_to_know_readers() {
            let readers = sender.clone();
            runner.ask_for_readers(move || readers.send(Wake::Readers).is_ok());
        }
        let wake = match idle_since.until(hides_after) {
            None => wakes.recv().ok(),
            Some(rest) => match wakes.recv_timeout(rest) {
                Err(RecvTimeoutError::Timeout) => Some(Wake::Told(Message::Idle)),
                other => other.ok(),
            },
        };
        let Some(wake) = wake else { break };
        idle_since.look_at(&wake);
        let mut waiting = Some(wake);
        while let Some(wake) = waiting {
            ended = ended.or(take_wake(app, runner, &mut terminal, wake));
            waiting = if ended.is_some() {
                None
            } else {
                wakes.try_recv().ok()
            };
            waiting.iter().for_each(|wake| idle_since.look_at(wake));
        }
    }
    let ended = ended.unwrap_or(Ended::Left);
    session.leave();
    if matches!(ended, Ended::Lost(_)) {
        // Its destructor would write to a terminal that may be gone or stuck.
        std::mem::forget(terminal);
    }
    Ok(ended)
}

/// When a key last came, and whether the app has been told since that none did.
pub(super) struct IdleSince {
    key: Instant,
    is_told: bool,
}

impl IdleSince {
    pub(super) fn now() -> IdleSince {
        IdleSince {
            key: Instant::now(),
            is_told: false,
        }
    }

    pub(super) fn look_at(&mut self, wake: &Wake) {
        match wake {
            Wake::Notice(Notice::Inputs(_)) => *self = IdleSince::now(),
            Wake::Told(Message::Idle) => self.is_told = true,
            _ => {}
        }
    }

    /// How long it may still take; `None` where nothing is to happen by itself.
    pub(super) fn until(&self, limit: Option<Duration>) -> Option<Duration> {
        let limit = limit.filter(|_| !self.is_told)?;
        Some(limit.saturating_sub(self.key.elapsed()))
    }
}

fn draw(
    terminal: &mut Terminal<ScreenWriter<TerminalOutput>>,
    app: &App,
    theme: &Theme,
) -> io::Result<()> {
    terminal.draw(|frame| {
        let area = frame.area();
        let cursor = ui::view(app, theme, area, frame.buffer_mut());
        frame.set_cursor_position(cursor);
    })?;
    Ok(())
}

fn take_wake(
    app: &mut App,
    runner: &mut EffectRunner,
    terminal: &mut Terminal<ScreenWriter<TerminalOutput>>,
    wake: Wake,
) -> Option<Ended> {
    let messages = match wake {
        Wake::Line(_) | Wake::End => Vec::new(),
        Wake::News(news) => runner.on_news(news),
        Wake::Told(message) => vec![message],
        Wake::Due(list) => vec![Message::Due(list)],
        // A message about something not done as typed must stay: the readers are then mentioned with the next entry.
        Wake::Readers if app.status.urgency != Urgency::Quiet => Vec::new(),
        Wake::Readers => runner.readers_changed(),
        Wake::Notice(Notice::Resumed) => Vec::new(),
        Wake::Notice(Notice::Lost(why)) => vec![Message::Lost(why)],
        Wake::Notice(Notice::Resized) => {
            let size = session::size();
            terminal.backend_mut().set_size(size);
            if terminal
                .resize(Rect::new(0, 0, size.width, size.height))
                .is_err()
            {
                return handle(app, runner, Message::Lost(Lost::HungUp));
            }
            vec![Message::Resize {
                columns: size.width,
                rows: size.height,
            }]
        }
        Wake::Notice(Notice::Inputs(inputs)) => messages(inputs),
    };
    let mut ended = None;
    for message in messages {
        ended = ended.or(handle(app, runner, message));
        if ended.is_some() {
            break;
        }
    }
    ended
}

/// Keys as messages; a long run of characters becomes one piece, so that a paste without brackets is written and drawn
/// once, and a run of one arrow is the wheel (decision 19).
pub(super) fn messages(inputs: Vec<Input>) -> Vec<Message> {
    if let Some(pasted) = pasted_keys(&inputs) {
        return vec![Message::Burst(pasted)];
    }
    let mut out = Vec::with_capacity(inputs.len().min(64));
    let mut run = String::new();
    let mut count = 0;
    let end_run = |run: &mut String, count: &mut usize, out: &mut Vec<Message>| {
        if *count >= BURST {
            out.push(Message::Paste(std::mem::take(run)));
        } else {
            out.extend(run.drain(..).map(|letter| Message::Key(Key::Char(letter))));
        }
        *count = 0;
    };
    let mut inputs = inputs.into_iter().peekable();
    while let Some(input) = inputs.next() {
        match input {
            Input::Key(Key::Char(letter)) => {
                run.push(letter);
                count += 1;
            }
            Input::Key(arrow @ (Key::Up | Key::Down)) if inputs.peek() == Some(&input) => {
                end_run(&mut run, &mut count, &mut out);
                let mut rows = 1;
                while inputs.next_if_eq(&Input::Key(arrow)).is_some() {
                    rows += 1;
                }
                out.push(Message::Wheel { arrow, rows });
            }
            other => {
                end_run(&mut run, &mut count, &mut out);
                out.push(match other {
                    Input::Key(key) => Message::Key(key),
                    Input::Paste(text) => Message::Paste(text),
                    Input::BadBytes(count) => Message::BadBytes(count),
                });
            }
        }
    }
    end_run(&mut run, &mut count, &mut out);
    out
}

/// What came at once as text with line ends between its words, and nothing else: a long one, or one with several line
/// ends (decision 19).
fn pasted_keys(inputs: &[Input]) -> Option<String> {
    let mut text = String::new();
    for input in inputs {
        text.push(match input {
            Input::Key(Key::Char(letter)) => *letter,
            Input::Key(Key::Enter | Key::Newline) => '\n',
            Input::Key(Key::Tab) => '\t',
            _ => return None,
        });
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let is_pasted = inputs.len() >= BURST || text.matches('\n').count() > 1;
    (is_pasted && lines > 1).then_some(text)
}

/// Runs one message through the app; every effect it requests is performed at once, in order.
pub fn handle(app: &mut App, runner: &mut EffectRunner, message: Message) -> Option<Ended> {
    let mut todo = vec![message];
    let mut ended = None;
    while let Some(message) = todo.pop() {
        for effect in update(app, message, clock::now()) {
            if let Effect::Quit(why) = &effect {
                let _ = runner.flush(Duration::from_secs(5));
                // What came of the last effects is still to be heard: the exit code follows from it.
                ended = ended.or(Some(why.map_or(Ended::Left, Ended::Lost)));
                continue;
            }
            // The results of an effect are handled before anything else in the queue.
            todo.extend(runner.perform(effect).into_iter().rev());
        }
    }
    ended
}

/// What reads the keyboard, as it is to be read where the program runs.
pub(super) fn decoder_here() -> Decoder {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let decoder = Decoder::with_escape_delay(match is_set("SSH_CONNECTION") {
        true => ESCAPE_DELAY_OVER_SSH,
        false => ESCAPE_DELAY,
    });
    match is_set("TMUX") {
        true => decoder.within_tmux(),
        false => decoder,
    }
}
