//! Starts the screens (or plain mode) with a first message: home, `start`, `resume`.

use super::settings::{find_agenda, load};
use super::{Ending, closed, named, print};
use crate::app::App;
use crate::app::commands::COMMANDS;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Message;
use crate::app::protocol::place::Place;
use crate::domain::agenda::Agenda;
use crate::domain::history::review;
use crate::domain::problem::Problem;
use crate::domain::settings::screen::Colours;
use crate::engine::effects::{EffectRunner, LeftBehind};
use crate::engine::{clock, meetings};
use crate::store::disk::RealDisk;
use crate::store::paths::{MeetingFolder, Paths};
use crate::terminal::event_loop::{self, DisplayOptions, Ended, Wake};
use crate::terminal::{output, plain_loop, session};
use std::io::{self, IsTerminal};

pub(super) fn home(places: Paths, plain: bool, anyway: bool) -> Ending {
    show(places, false, plain, |_, runner| {
        runner.anyway = anyway;
        Ok(runner.perform(Effect::ListMeetings))
    })
}

/// The agenda of a new meeting when none is named: without an earlier meeting, and for the review of one.
pub(super) const FIRST_AGENDA: &str = "restorative-icpc";
pub(super) const REVIEW_AGENDA: &str = review::USUAL_AGENDA;

/// A new meeting with this agenda, or the choice of one; with `from`, a review of that meeting.
pub(super) fn start(
    places: Paths,
    agenda: Option<&str>,
    from: Option<String>,
    plain: bool,
    anyway: bool,
) -> Ending {
    if let Some(Err(why)) = from.as_ref().map(|last| closed(&places, &RealDisk, last)) {
        return Ending::Stopped(why);
    }
    let wanted = agenda.or(from.as_ref().map(|_| REVIEW_AGENDA));
    show(places, false, plain, |app, runner| {
        runner.anyway = anyway;
        match wanted {
            Some(wanted) => {
                let agenda = find_agenda(wanted, &runner.places)?;
                opened(runner.perform(making(agenda, from)))
            }
            None => {
                app.place = Place::Agendas;
                Ok(Vec::new())
            }
        }
    })
}

pub(super) fn making(agenda: Agenda, from: Option<String>) -> Effect {
    let agenda = Box::new(agenda);
    match from {
        Some(from) => Effect::BeginReview { agenda, from },
        None => Effect::Create { agenda },
    }
}

/// Without an id, the meeting that was interrupted last, or the newest that is not closed.
pub(super) fn resume(places: Paths, meeting: Option<&str>, plain: bool) -> Ending {
    show(places, false, plain, |_, runner| {
        let id = match meeting {
            Some(id) => named(&runner.places, &RealDisk, id)?.id.to_string(),
            None => {
                let list = runner.library().cards_that_go_on();
                let open = list
                    .iter()
                    .find(|one| one.interrupted_at.is_some())
                    .or_else(|| list.iter().find(|one| !one.open_elsewhere))
                    .or_else(|| list.first());
                open.map(|one| one.id.clone()).ok_or_else(|| {
                    Problem::wrong_input("No meeting is open.")
                        .safe("Nothing was changed.")
                        .next("`talking-piece start` prepares one; `talking-piece list` shows all meetings.")
                })?
            }
        };
        opened(runner.perform(Effect::Open(id)))
    })
}

/// A meeting was opened, or why not.
fn opened(messages: Vec<Message>) -> Result<Vec<Message>, Problem> {
    match messages.iter().find_map(|message| match message {
        Message::NotOpened(why) | Message::OnlyToRead { why, .. } => Some(why.clone()),
        _ => None,
    }) {
        Some(why) => Err(why),
        None => Ok(messages),
    }
}

pub(super) fn show(
    places: Paths,
    made_up: bool,
    plain: bool,
    begin: impl FnOnce(&mut App, &mut EffectRunner) -> Result<Vec<Message>, Problem>,
) -> Ending {
    let wakes = event_loop::wakes();
    let (news, later) = (wakes.0.clone(), wakes.0.clone());
    let runner = EffectRunner::new(places, made_up, move |told| {
        drop(news.send(Wake::News(told)))
    });
    let mut runner = match runner {
        Ok(runner) => runner,
        Err(error) => {
            return Ending::Stopped(
                Problem::not_saved_or_read(format!("The program could not start ({error})."))
                    .safe("Nothing was changed."),
            );
        }
    };
    let size = session::size();
    let mut app = App::new(clock::now(), size.width, size.height, COMMANDS);
    let loaded = load(&runner.places);
    let (hides_after, colours) = (loaded.hides_after, loaded.colours);
    runner.use_settings(loaded.own);
    let mut first = vec![loaded.message];
    // What a meeting says when it is opened comes after them, and stays to be read.
    first.extend(loaded.notes.into_iter().map(Message::Note));
    let plain = plain || !screens_are_possible();
    // Plain mode speaks its list once, so it waits for all of it.
    if !plain {
        runner.tell_later(move |message| drop(later.send(Wake::Told(message))));
    }
    match begin(&mut app, &mut runner) {
        Ok(messages) => first.extend(messages),
        Err(why) => return Ending::Stopped(why),
    }
    let ended = if plain {
        plain_loop::run(&mut app, &mut runner, wakes, first)
    } else {
        event_loop::run(
            &mut app,
            &mut runner,
            wakes,
            first,
            (look(colours), hides_after),
        )
    };
    let LeftBehind { unfinished, late } = runner.leave_at_the_end();
    let wrote = runner.wrote_last().cloned();
    let places = runner.places.clone();
    drop(runner);
    let ended = match ended {
        Ok(ended) => ended,
        Err(error) => return Ending::Stopped(no_screen(&error)),
    };
    let stopped = unfinished.or_else(|| alarm_of(&app));
    let ending = match stopped {
        Some(why) => Ending::Stopped(why),
        None if late.is_empty() => Ending::Done,
        None => Ending::Attention,
    };
    if matches!(ended, Ended::Lost(_)) {
        output::end_soon(ending.exit_code());
    }
    late.iter().for_each(|words| print::tell(words));
    if let Some(folder) = wrote.filter(|_| !matches!(ending, Ending::Stopped(_))) {
        print::tell(&where_it_is(&places, &folder));
    }
    ending
}

/// What is not saved, or older on the disk than what was recorded.
pub(super) fn alarm_of(app: &App) -> Option<Problem> {
    app.status.alarm().map(|(_, why)| why.clone())
}

/// Says first what may work instead.
pub(super) fn no_screen(error: &io::Error) -> Problem {
    print::tell("Plain mode may work here: add --plain.");
    Problem::not_saved_or_read(format!("The screen could not be set up ({error})."))
        .safe("Nothing was changed.")
}

/// Where the minutes of a meeting are, and the command that shows them; nothing where none were written.
pub(super) fn where_it_is(places: &Paths, folder: &MeetingFolder) -> String {
    if meetings::json(&RealDisk, folder, meetings::MINUTES).is_none() {
        return String::new();
    }
    let program = std::env::args()
        .next()
        .unwrap_or_else(|| "talking-piece".to_owned());
    format!(
        "The minutes:  {}\nTo read them: {program} --data \"{}\" read {}",
        folder.path.join(meetings::MINUTES).display(),
        places.data.display(),
        folder.id
    )
}

/// Screens need a terminal at both ends, and one that can do more than lines.
pub(super) fn screens_are_possible() -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let asked =
        std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0");
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !dumb && !asked
}

/// From the environment, which knows the terminal, and from the settings.
pub(super) fn look(colours: Colours) -> DisplayOptions {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let utf8 = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    DisplayOptions {
        no_color: set("NO_COLOR"),
        colours: match set("TALKING_PIECE_HIGH_CONTRAST") {
            true => Colours::HighContrast,
            false => colours,
        },
        // Unless the locale says UTF-8, plain ASCII is used.
        ascii: !utf8.is_some_and(|value| value.to_uppercase().replace('-', "").contains("UTF8")),
    }
}
