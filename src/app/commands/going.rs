//! Going from place to place: within a meeting, to and from the list of meetings, to the help, out of the program.

use super::WITH_A_LINE;
use crate::app::App;
use crate::app::editing::session::{kept_from_changing, leave_meeting};
use crate::app::editing::stash::finish_line;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::{DESK, EVERYWHERE, Place};
use crate::app::screens::help::{self, Does, HELP, Help, Listing};
use crate::app::screens::help_words;
use crate::documents::manual::{self, Meant};
use crate::domain::agenda::built_in;
use crate::domain::history::review::USUAL_AGENDA;
use crate::domain::problem::Problem;
use crate::domain::record::{KINDS, Kind};
use crate::domain::text::buffer::TextBuffer;

pub const IN_THE_MEETING: &[CommandRow] = &[
    CommandRow::of(
        "aside",
        "Brings back the line that was set aside last.",
        bring_back,
    ),
    CommandRow {
        places: &[Place::Recording, Place::Close],
        ..CommandRow::of(
            "prepare",
            "Shows who is here and what was prepared.",
            |app, typed| go(app, typed, Place::Prepare),
        )
    },
    CommandRow {
        places: &[Place::Prepare, Place::Close],
        ..CommandRow::of("record", "Goes back to the meeting.", |app, typed| {
            go(app, typed, Place::Recording)
        })
    },
];

pub const AROUND_THE_LIST: &[CommandRow] = &[
    CommandRow {
        also: &["start"],
        keys: &[Key::Char('+')],
        places: &[Place::Home],
        footer: Some((2, "new meeting")),
        ..CommandRow::of(
            "new",
            "Chooses an agenda and prepares a meeting.",
            choose_agenda,
        )
    },
    CommandRow {
        places: &[Place::Home],
        ..CommandRow::of(
            "review",
            "Begins the review of the chosen closed meeting: its people, plan and decisions come with it.",
            review,
        )
    },
    CommandRow {
        places: WITH_A_LINE,
        leaves: true,
        ..CommandRow::of(
            "home",
            "Leaves this meeting as it stands and shows the list. Nothing needs saving.",
            |app, typed| leave(app, typed, Effect::ListMeetings),
        )
    },
];

pub const FROM_ANYWHERE: &[CommandRow] = &[
    CommandRow {
        keys: &[Key::F(1)],
        places: EVERYWHERE,
        footer: Some((9, "help")),
        takes: "a record or words, if you like",
        ..CommandRow::of(
            HELP,
            "Lists everything that can be done here, and does what you choose.",
            show_help,
        )
    },
    CommandRow {
        places: EVERYWHERE,
        takes: "a page or words, if you like",
        ..CommandRow::of(
            "manual",
            "Shows a page of the manual, or the list of its pages.",
            show_manual,
        )
    },
    CommandRow {
        keys: &[Key::F(12)],
        places: EVERYWHERE,
        ..CommandRow::of(
            "private-screen",
            "Hides everything on the screen, or shows it again. The meeting goes on, and what you type is kept.",
            hide,
        )
    },
    CommandRow {
        keys: &[Key::Ctrl('q')],
        places: EVERYWHERE,
        leaves: true,
        ..CommandRow::of(
            "quit",
            "Leaves the program. Everything is saved already.",
            quit,
        )
    },
];

fn go(app: &mut App, typed: Option<&str>, place: Place) -> Vec<Effect> {
    let effects = finish_line(app, typed);
    app.place = place;
    effects
}

fn bring_back(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if let Some(effects) = kept_from_changing(app) {
        return effects;
    }
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let mut effects = match typed {
        Some(_) => editor.empty_line(),
        None => Vec::new(),
    };
    match editor.bring_back() {
        Some(more) => effects.extend(more),
        None => app.status.tell("No line was set aside."),
    }
    effects
}

fn show_help(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let words = typed
        .unwrap_or("")
        .trim()
        .trim_start_matches('/')
        .to_lowercase();
    if words.is_empty() {
        return open_list(app, typed, Listing::Commands);
    }
    let is_meant = |kind: &&&Kind| kind.command == words || kind.title.to_lowercase() == words;
    let mut typed_kinds = KINDS.iter().filter(|kind| !kind.command.is_empty());
    match typed_kinds.find(is_meant) {
        Some(kind) => open_list(app, typed, Listing::Record(kind.id)),
        None => look_up(app, typed, &words, false),
    }
}

/// Opens the help with what speaks of these words; a place of the manual that is the only answer is opened itself.
/// Where nothing does, the line still has the words.
fn look_up(app: &mut App, typed: Option<&str>, words: &str, in_manual: bool) -> Vec<Effect> {
    let line = typed.filter(|_| DESK.contains(&app.place));
    let from = match app.place {
        Place::Help => app.help.from,
        place => place,
    };
    let before = app.help.clone();
    app.help = Help {
        sought: TextBuffer::with_text(words),
        typed_last: before.typed_last.clone(),
        ..Help::of(from, Listing::Commands, Vec::new())
    };
    let rows = help::listed(app);
    let mut answers = rows.iter().filter(|row| match row.does {
        Does::Nothing | Does::Type(_) => false,
        Does::Run(_) | Does::Read(..) | Does::Answer(_) | Does::Begin(_) => true,
    });
    match (answers.next().map(|row| &row.does), answers.next()) {
        (None, _) => {
            app.help = before;
            app.refuse(
                Problem::wrong_input(format!(
                    "Neither the help nor the manual mentions \"{words}\"."
                ))
                .next("/help alone lists what can be done, /manual alone all pages."),
            )
        }
        (Some(Does::Read(topic, part)), None) => {
            app.help = before;
            let mut effects = finish_line(app, line);
            effects.push(help::page_of_manual(topic, part.as_deref()));
            effects
        }
        _ => {
            let effects = finish_line(app, line);
            app.place = Place::Help;
            match in_manual {
                true => help_words::choose_first_place(app),
                false => help_words::choose_first(app),
            }
            effects
        }
    }
}

/// A page that is not there is refused here, while the line still has the words.
fn show_manual(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let words = typed.unwrap_or("");
    let (page, part) = match manual::looked_up(words) {
        Ok(Meant::Page(page, part)) => (page, part),
        Ok(Meant::Places(..)) => return look_up(app, typed, words, true),
        Err(why) => return app.refuse(why),
    };
    let at = part.map(|part| part.id);
    let mut effects = finish_line(app, typed.filter(|_| DESK.contains(&app.place)));
    effects.push(help::page_of_manual(page.topic, at.as_deref()));
    effects
}

/// Opens the help or another list. From one list to another: Esc goes back to where the first was opened.
pub fn open_list(app: &mut App, typed: Option<&str>, listing: Listing) -> Vec<Effect> {
    let explains = help::explained_here(app);
    let effects = finish_line(app, typed);
    let from = match app.place {
        Place::Help => {
            help_words::keep(app);
            app.help.from
        }
        place => place,
    };
    let typed_last = std::mem::take(&mut app.help.typed_last);
    app.help = Help {
        typed_last,
        ..Help::of(from, listing, explains)
    };
    app.place = Place::Help;
    app.help.row = match listing {
        Listing::Commands => help::first_row(app),
        // The first row is a heading.
        Listing::People => 1,
        _ => app.help.row,
    };
    effects
}

/// Where lines are printed there is nothing to hide: what was printed stays in the window.
fn hide(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if app.one_line_at_a_time {
        return app.refuse(
            Problem::wrong_input("There is no privacy screen without screens.")
                .safe("Nothing was changed.")
                .next("What was printed stays in this window: minimise it, or clear it."),
        );
    }
    let effects = finish_line(app, typed.filter(|_| DESK.contains(&app.place)));
    app.is_hidden = !app.is_hidden;
    effects
}

/// Lines set aside are not recorded, so the first `/quit` names them; the second one leaves.
fn quit(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if typed.is_none() && !app.one_line_at_a_time && asks_about_the_line(app) {
        return Vec::new();
    }
    let told = app.editor.as_mut().and_then(|editor| {
        let words = editor.set_aside_words()?;
        (!std::mem::replace(&mut editor.told_of_asides, true)).then_some(words)
    });
    let Some(words) = told else {
        return leave(app, typed, Effect::Quit(None));
    };
    let effects = finish_line(app, typed);
    app.status.point_out(format!(
        "{words} They stay in the draft. Leave again (/quit or ^Q) to go all the same."
    ));
    effects
}

/// A key that leaves is easily hit in the middle of a line: the first time, it only says that the line is not recorded.
fn asks_about_the_line(app: &mut App) -> bool {
    let Some(editor) = app.editor.as_mut() else {
        return false;
    };
    let line = editor.line.text();
    let is_begun = !line.trim().is_empty() && editor.prefilled.as_deref() != Some(line);
    if !is_begun || editor.told_of_unfinished == line {
        return false;
    }
    editor.told_of_unfinished = line.to_owned();
    app.status.point_out(
        "This line is not recorded yet: Enter records it. ^Q again leaves; the line stays in the draft and comes back.",
    );
    true
}

pub(super) fn leave(app: &mut App, typed: Option<&str>, then: Effect) -> Vec<Effect> {
    let mut effects = finish_line(app, typed);
    effects.extend(leave_meeting(app, "left"));
    app.place = Place::Home;
    effects.push(then);
    effects
}

fn choose_agenda(app: &mut App, _typed: Option<&str>) -> Vec<Effect> {
    app.place = Place::Agendas;
    app.agenda_row = 0;
    Vec::new()
}

fn review(app: &mut App, _typed: Option<&str>) -> Vec<Effect> {
    let chosen = app
        .home
        .chosen()
        .map(|meeting| (meeting.id.clone(), meeting.state == "closed"));
    let from = match chosen {
        Some((id, true)) => id,
        Some((_, false)) => {
            app.status.point_out("This meeting is not closed, so its plan is not settled. Choose a closed one with Up and Down; or Enter opens this one, and /close closes it.");
            return Vec::new();
        }
        None => {
            app.status.tell("There is no meeting here to review.");
            return Vec::new();
        }
    };
    let own = app
        .agendas
        .iter()
        .find(|agenda| agenda.id == USUAL_AGENDA)
        .cloned();
    let Some(agenda) = own.or_else(|| built_in(USUAL_AGENDA)) else {
        return Vec::new();
    };
    vec![Effect::BeginReview {
        agenda: Box::new(agenda),
        from,
    }]
}
