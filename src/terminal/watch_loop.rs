//! The room view on the terminal: waits, checks the files and draws when something has changed. It writes to no file,
//! and nothing to the terminal while nothing happens.

use super::event_loop::{DisplayOptions, decoder_here};
use super::notice::{Input, Notice};
use super::output::TerminalOutput;
use super::screen_writer::ScreenWriter;
use super::session::{self, Session};
use super::wrapped::for_output;
use crate::app::screens::room::Room;
use crate::domain::text::sanitise::clean;
use crate::engine::crash;
use crate::engine::folder_watch;
use crate::engine::room_source::RoomSource;
use crate::plain::PlainRoom;
use crate::store::disk::Disk;
use crate::terminal::{reader, signals, watchdog};
use crate::ui::{self, Theme};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::mpsc::{Receiver, Sender, channel};

enum Wake {
    Notice(Notice),
    Changed,
    /// A typed line, or `None` at the end of the input. Plain mode only.
    Line(Option<String>),
}

type Screen = Terminal<ScreenWriter<TerminalOutput>>;

pub fn run(source: &mut RoomSource, disk: &dyn Disk, look: DisplayOptions) -> io::Result<()> {
    let theme = look.theme();
    crash::install(session::give_back);
    let (sender, wakes) = channel();
    // First: a signal must not find the terminal taken over and nobody to restore it.
    signals::start(telling(&sender))?;
    let mut session = Session::enter()?;
    let size = session::size();
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
    let options = TerminalOptions { viewport };
    let mut screen = Terminal::with_options(ScreenWriter::new(TerminalOutput, size), options)?;
    reader::start(decoder_here(), telling(&sender))?;
    watchdog::start(telling(&sender))?;
    notice_changes(source, sender)?;
    let mut room = Room::default();
    room.take(source.look(disk));
    let is_gone = show(source, disk, &wakes, &mut screen, &mut room, &theme);
    session.leave();
    if is_gone {
        // Its destructor would write to a terminal that may be gone or stuck.
        std::mem::forget(screen);
    }
    Ok(())
}

/// Returns whether the terminal has gone, or the program was told to end.
fn show(
    source: &mut RoomSource,
    disk: &dyn Disk,
    wakes: &Receiver<Wake>,
    screen: &mut Screen,
    room: &mut Room,
    theme: &Theme,
) -> bool {
    let mut draws = true;
    loop {
        // A panic in a widget leaves the last drawing in place; the next change draws again.
        if draws && matches!(crash::watched(|| draw(screen, room, theme)), Ok(Err(_))) {
            return true;
        }
        draws = false;
        let Ok(wake) = wakes.recv() else { return false };
        let mut changed = false;
        let mut waiting = Some(wake);
        while let Some(wake) = waiting {
            match wake {
                Wake::Changed => changed = true,
                Wake::Line(_) | Wake::Notice(Notice::Resumed) => {}
                Wake::Notice(Notice::Lost(_)) => return true,
                Wake::Notice(Notice::Resized) => {
                    let size = session::size();
                    screen.backend_mut().set_size(size);
                    let area = Rect::new(0, 0, size.width, size.height);
                    if screen.resize(area).is_err() {
                        return true;
                    }
                    draws = true;
                }
                Wake::Notice(Notice::Inputs(inputs)) => {
                    let before = room.first();
                    for input in inputs {
                        if matches!(input, Input::Key(key) if room.press(key)) {
                            return false;
                        }
                    }
                    draws |= room.first() != before;
                }
            }
            waiting = wakes.try_recv().ok();
        }
        if changed {
            draws |= room.take(source.look(disk));
        }
    }
}

fn draw(screen: &mut Screen, room: &mut Room, theme: &Theme) -> io::Result<()> {
    let mut drawn = (0, 0);
    screen.draw(|frame| {
        let area = frame.area();
        drawn = ui::room(room, theme, area, frame.buffer_mut());
    })?;
    room.drawn(drawn.0, drawn.1);
    Ok(())
}

/// What the room may see now, in lines, and whether it can be shown without any problem.
pub fn once(source: &mut RoomSource, disk: &dyn Disk) -> (String, bool) {
    let seen = source.look(disk);
    let lines = PlainRoom::default().tell(&seen).into_iter();
    let can_be_shown = seen.view.is_some() && seen.notice.is_none();
    (
        lines
            .map(|line| format!("{}\n", clean(&line).text))
            .collect(),
        can_be_shown,
    )
}

/// The room view in lines, updated until `q` and Enter, Ctrl+C, or the end of the terminal.
pub fn run_plain(source: &mut RoomSource, disk: &dyn Disk) -> io::Result<()> {
    let (sender, wakes) = channel();
    signals::start(telling(&sender))?;
    let lines = sender.clone();
    std::thread::Builder::new()
        .name("lines".into())
        .spawn(move || {
            for line in io::stdin().lock().split(b'\n') {
                let Ok(line) = line else { break };
                let line = String::from_utf8_lossy(&line).into_owned();
                if lines.send(Wake::Line(Some(line))).is_err() {
                    return;
                }
            }
            drop(lines.send(Wake::Line(None)));
        })?;
    notice_changes(source, sender)?;
    let mut plain = PlainRoom::default();
    if !say(&plain.tell(&source.look(disk))) {
        return Ok(());
    }
    while let Ok(wake) = wakes.recv() {
        match wake {
            Wake::Changed => {
                if !say(&plain.tell(&source.look(disk))) {
                    break;
                }
            }
            Wake::Notice(Notice::Lost(_)) => break,
            Wake::Notice(_) => {}
            Wake::Line(Some(line)) if matches!(line.trim(), "q" | "quit" | "/quit") => break,
            Wake::Line(Some(_)) => {
                if !say(&["This only shows the meeting. To leave, type q and Enter.".to_owned()]) {
                    break;
                }
            }
            // Without a keyboard it carries on: somebody may only be reading.
            Wake::Line(None) if io::stdin().is_terminal() => break,
            Wake::Line(None) => {}
        }
    }
    Ok(())
}

fn telling(sender: &Sender<Wake>) -> impl Fn(Notice) + Send + 'static {
    let sender = sender.clone();
    // The loop may have ended already: then nobody needs the notice.
    move |notice| drop(sender.send(Wake::Notice(notice)))
}

fn notice_changes(source: &RoomSource, sender: Sender<Wake>) -> io::Result<()> {
    folder_watch::start(source.folders(), move || sender.send(Wake::Changed).is_ok())?;
    Ok(())
}

/// Returns whether anybody can still read them.
fn say(lines: &[String]) -> bool {
    // It may come from a colleague's journal or file, not only from our own typing.
    let lines = lines.iter().map(|line| format!("{}\n", clean(line).text));
    let text: String = lines.collect();
    TerminalOutput
        .write_all(for_output(&text).as_bytes())
        .is_ok()
}
