//! Plain mode on real lines: at a keyboard letter by letter, otherwise as whole lines from standard input; prints what
//! is new. Everything typed is in a file before it is echoed or answered.

use super::event_loop::{Ended, Wake, decoder_here, handle};
use super::notice::{Input, Notice};
use super::output::{KeyboardEcho, TerminalOutput};
use super::session::{self, Session};
use super::typing::{Step, Typing};
use super::wrapped::for_output;
use super::{reader, signals};
use crate::app::App;
use crate::app::editing::pasted;
use crate::app::editing::stash::Purpose;
use crate::app::protocol::message::{Lost, Message};
use crate::app::protocol::status::Outcome;
use crate::domain::text::sanitise::{clean, lines};
use crate::engine::crash;
use crate::engine::effects::EffectRunner;
use crate::plain::Plain;
use crate::store::syncer::SyncNews;
use std::io::{self, BufRead, IsTerminal, Write};
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
    // Where the terminal cannot be set so, the kernel's lines are better than none.
    let mut session = Session::enter_lines().ok();
    match session {
        Some(_) => {
            crash::install(session::give_back);
            reader::start(decoder_here(), move |notice| {
                drop(sender.send(Wake::Notice(notice)));
            })?;
        }
        None => read_lines(sender)?,
    }
    let mut lines = Lines {
        plain: match session {
            Some(_) => Plain::by_letters(),
            None => Plain::default(),
        },
        typing: session.as_ref().map(|_| Typing::new(session::size().width)),
        app,
        runner,
    };
    let mut ended = lines.all(first);
    if ended.is_none() {
        lines.tell_all();
        ended = lines.go_on();
    }
    while ended.is_none() {
        let Ok(wake) = wakes.recv() else { break };
        if let (Wake::Notice(Notice::Resumed), Some(session)) = (&wake, session.as_mut()) {
            session.resume_lines();
        }
        ended = lines.take(wake);
    }
    if let Some(typing) = lines.typing.as_mut() {
        echo(&typing.echo.end_row());
    }
    if let Some(mut session) = session {
        session.leave();
    }
    Ok(ended.unwrap_or(Ended::Left))
}

fn read_lines(sender: Sender<Wake>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("lines".into())
        .spawn(move || {
            for line in io::stdin().lock().split(b'\n') {
                let Ok(line) = line else { break };
                let text = String::from_utf8_lossy(&line);
                // An empty line answers a question, too.
                let all: Vec<&str> = match text.trim_end_matches('\r') {
                    "" => vec![""],
                    text => lines(text).collect(),
                };
                let mut sent = all
                    .into_iter()
                    .map(|line| sender.send(Wake::Line(line.to_owned())));
                if sent.any(|sent| sent.is_err()) {
                    return;
                }
            }
            drop(sender.send(Wake::End));
        })?;
    Ok(())
}

struct Lines<'a> {
    plain: Plain,
    /// The line being typed; `None` where whole lines arrive.
    typing: Option<Typing>,
    app: &'a mut App,
    runner: &'a mut EffectRunner,
}

impl Lines<'_> {
    fn take(&mut self, wake: Wake) -> Option<Ended> {
        match wake {
            Wake::News(news) => self.on_news(news),
            Wake::Line(line) => self.enter(&line),
            Wake::End => self.one(Message::Lost(Lost::Left)),
            Wake::Notice(Notice::Lost(why)) => self.one(Message::Lost(why)),
            Wake::Notice(Notice::Inputs(inputs)) => self.press_all(inputs),
            Wake::Notice(Notice::Resized) => {
                if let Some(typing) = self.typing.as_mut() {
                    typing.echo.resize(session::size().width);
                }
                None
            }
            Wake::Notice(Notice::Resumed) => {
                self.read_again();
                None
            }
            Wake::Told(_) | Wake::Due(_) | Wake::Readers => None,
        }
    }

    fn one(&mut self, message: Message) -> Option<Ended> {
        handle(self.app, self.runner, message)
    }

    fn all(&mut self, messages: impl IntoIterator<Item = Message>) -> Option<Ended> {
        messages.into_iter().find_map(|message| self.one(message))
    }

    fn press_all(&mut self, inputs: Vec<Input>) -> Option<Ended> {
        let mut is_changed = false;
        for input in inputs {
            let step = self.typing.as_mut()?.take(input);
            match step {
                Step::Nothing => continue,
                Step::Changed => {
                    is_changed = true;
                    continue;
                }
                _ => {}
            }
            let line = match &step {
                Step::Entered(line) => line.clone(),
                _ => self.typing.as_ref()?.text().to_owned(),
            };
            let ended = match std::mem::take(&mut is_changed) {
                true => self.show(&line),
                false => None,
            };
            let ended = ended.or_else(|| match step {
                Step::Entered(line) => {
                    let newline = self.typing.as_mut()?.echo.enter();
                    echo(&newline);
                    self.enter(&line)
                }
                Step::Pasted(text) => self.paste(&text),
                Step::Again => {
                    self.read_again();
                    None
                }
                Step::End => self.one(Message::Lost(Lost::Left)),
                Step::Stop => self.one(Message::Lost(Lost::Terminated)),
                Step::Nothing | Step::Changed => None,
            });
            if ended.is_some() {
                return ended;
            }
        }
        let line = self.typing.as_ref()?.text().to_owned();
        is_changed.then(|| self.show(&line))?
    }

    /// Saves the half-typed line, and only then echoes it.
    fn show(&mut self, line: &str) -> Option<Ended> {
        let message = self.plain.typing(self.app, line);
        let ended = self.all(message);
        if let Some(typing) = self.typing.as_mut() {
            echo(&typing.echo.change(line));
        }
        ended
    }

    /// Several lines in marks wait to be entered, as on the screens; where there is no meeting they are one line.
    fn paste(&mut self, text: &str) -> Option<Ended> {
        let is_asked = self.plain.takes_pasted_lines(self.app);
        if is_asked {
            let ended = self.one(Message::Paste(text.to_owned()));
            return ended.or_else(|| self.go_on());
        }
        let typing = self.typing.as_mut()?;
        typing.begin_with(&format!("{}{}", typing.text(), text.replace('\n', " ")));
        let line = typing.text().to_owned();
        self.show(&line)
    }

    fn enter(&mut self, line: &str) -> Option<Ended> {
        self.app.status.clear();
        self.app.outcome = Outcome::Nothing;
        let before = self.app.place;
        let messages = self.plain.take(self.app, line);
        let ended = self.all(messages).or_else(|| {
            let message = self.plain.entered(self.app, before);
            self.all(message)
        });
        if ended.is_some() {
            return ended;
        }
        if !self.runner.flush(Duration::from_secs(5)) {
            say(&[
                "Still saving: the disk is slow. Your words are in the journal already.".to_owned(),
            ]);
        }
        self.tell_all();
        let cleaned = clean(line).text;
        let unreadable = cleaned.matches(char::REPLACEMENT_CHARACTER).count();
        if unreadable > 0 {
            say(&[format!(
                "{unreadable} characters could not be read as text; each is shown as \u{fffd}. Set your terminal to UTF-8."
            )]);
        }
        self.go_on()
    }

    /// Words that are in the line already are spoken, and the next letter goes behind them.
    fn go_on(&mut self) -> Option<Ended> {
        self.typing.as_ref()?;
        let message = self.plain.goes_on_with(self.app)?;
        let ended = self.one(message);
        let editor = self.app.editor.as_ref()?;
        let line = editor.line.text().to_owned();
        let typing = self.typing.as_mut()?;
        let break_before = typing.echo.end_row();
        echo(&break_before);
        say(&[match (&editor.purpose, line.lines().count()) {
            (Purpose::Edit(_), _) => "The new words of an entry; Enter changes it:".to_owned(),
            (Purpose::Append(_), _) => "Words to be added to an entry; Enter adds them:".to_owned(),
            (Purpose::Pasted, many) if pasted::question(editor).is_some() && many > 1 => format!(
                "{many} pasted lines, not recorded yet; Enter records each, as words and never as commands:"
            ),
            _ if line.starts_with('/') => "Typed and not entered yet; Enter enters it:".to_owned(),
            _ => "Typed and not recorded yet; Enter records it:".to_owned(),
        }]);
        typing.begin_with(&line);
        typing.echo.enter();
        echo(&typing.echo.change(&line));
        ended
    }

    fn on_news(&mut self, news: SyncNews) -> Option<Ended> {
        let messages = self.runner.on_news(news);
        // Only trouble, and its end, is worth interrupting a screen reader.
        let is_old = self.app.status.old_file.is_some();
        let is_quiet = messages.iter().all(|message| match message {
            Message::Saved(_) => true,
            Message::MinutesWritten(_) => !is_old,
            _ => false,
        });
        let ended = self.all(messages);
        if ended.is_none() && !is_quiet {
            let half_typed = self.typing.as_mut().map(|typing| typing.echo.end_row());
            echo(&half_typed.unwrap_or_default());
            say(std::slice::from_ref(&self.app.status.words));
            self.read_again();
        }
        ended
    }

    /// The half-typed line once more, behind what came in between.
    fn read_again(&mut self) {
        if let Some(typing) = self
            .typing
            .as_mut()
            .filter(|typing| !typing.text().is_empty())
        {
            echo(&typing.echo.again());
        }
    }

    /// Prints what is new; in the list of meetings what is due comes with it and is worked out first: rows arriving later
    /// would interrupt a screen reader.
    fn tell_all(&mut self) {
        if let Some(list) = self.runner.due_now() {
            let _ = self.one(Message::Due(list));
        }
        say(&self.plain.tell(self.app));
    }
}

fn say(rows: &[String]) {
    let rows = rows.iter().filter(|row| !row.is_empty());
    // It may come from a colleague's journal, not only from our own typing.
    let text: String = rows.map(|row| format!("{}\n", clean(row).text)).collect();
    if !text.is_empty() {
        // If nobody reads the output any longer, recording carries on.
        let _ = TerminalOutput.write_all(for_output(&text).as_bytes());
    }
}

fn echo(text: &str) {
    if !text.is_empty() {
        let _ = match io::stdout().is_terminal() {
            true => TerminalOutput.write_all(text.as_bytes()),
            false => KeyboardEcho.write_all(text.as_bytes()),
        };
    }
}
