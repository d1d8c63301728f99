//! `agenda`: lists, checks and copies agendas, which are files that a council may change.

use super::print::PageOptions;
use super::settings::{find_agenda, load, own_files, read_agenda};
use super::{Ending, print, write_new};
use crate::documents::{self, Material};
use crate::domain::agenda::{self, Agenda, BUILT_IN, built_in::built_in_text};
use crate::domain::problem::Problem;
use crate::domain::settings::Settings;
use crate::store::paths::Paths;
use clap::Subcommand;
use std::path::PathBuf;

/// What to do with agendas.
#[derive(Debug, Subcommand)]
pub(super) enum AgendaCommand {
    /// Lists the agendas: your own, then the built-in ones
    List,
    /// Shows what a meeting with this agenda goes through
    Show {
        /// Its id, or a file
        #[arg(value_name = "ID|FILE")]
        id: String,
    },
    /// Prints what such a meeting is, in words for the family, and whom to ask
    Guide {
        /// Its id, or a file
        #[arg(value_name = "ID|FILE")]
        id: String,
        #[command(flatten)]
        page: PageOptions,
    },
    /// Reports all faults of an agenda file, each with its place and what to write instead
    Check {
        /// The file
        file: PathBuf,
    },
    /// Copies a built-in agenda into your agendas, for you to change; yours is used from then on
    New {
        /// The id of the agenda to begin from
        from: String,
        /// Prints it instead of writing a file
        #[arg(long)]
        print: bool,
    },
    /// Prints the JSON Schema, for completion in editors
    Schema,
    /// Explains every setting of an agenda file
    Settings,
}

pub(super) fn run(command: AgendaCommand, places: &Result<Paths, Problem>) -> Ending {
    match command {
        AgendaCommand::Schema => print::data(&format!("{:#}\n", agenda::schema())),
        AgendaCommand::Settings => print::data(&agenda::help()),
        AgendaCommand::List => return list(places),
        AgendaCommand::Check { file } => {
            return match read_agenda(&file) {
                Ok(agenda) => {
                    print::data(&format!(
                        "{}: no faults. {}, {} sections, {} minutes planned.\n",
                        file.display(),
                        agenda.title,
                        agenda.places().len(),
                        agenda.planned_minutes()
                    ));
                    Ending::Done
                }
                Err(why) => Ending::Stopped(why),
            };
        }
        AgendaCommand::Show { id } => {
            return match found(&id, places) {
                Ok(agenda) => {
                    print::data(&show(&agenda));
                    Ending::Done
                }
                Err(why) => Ending::Stopped(why),
            };
        }
        AgendaCommand::Guide { id, page } => {
            return match found(&id, places) {
                Ok(agenda) => guide(&agenda, &page, places),
                Err(why) => Ending::Stopped(why),
            };
        }
        AgendaCommand::New { from, print } => return new(&from, print, places),
    }
    Ending::Done
}

fn found(id: &str, places: &Result<Paths, Problem>) -> Result<Agenda, Problem> {
    match places {
        Ok(places) => find_agenda(id, places),
        Err(_) => agenda::built_in(id)
            .ok_or_else(|| Problem::wrong_input(format!("There is no agenda \"{id}\"."))),
    }
}

fn list(places: &Result<Paths, Problem>) -> Ending {
    let mut faulty = false;
    let row = |id: &str, agenda: &Agenda, whose: &str| {
        print::data(&format!(
            "{id:28}  {}  ({} min, {whose})\n",
            agenda.title,
            agenda.planned_minutes()
        ));
    };
    if let Ok(places) = places {
        for path in own_files(places) {
            match read_agenda(&path) {
                Ok(agenda) => row(&agenda.id, &agenda, "your own"),
                Err(_) => {
                    faulty = true;
                    print::data(&format!(
                        "{:28}  has faults: talking-piece agenda check shows them\n",
                        path.display()
                    ));
                }
            }
        }
    }
    for (id, _) in BUILT_IN {
        if let Some(agenda) = agenda::built_in(id) {
            row(id, &agenda, "built in");
        }
    }
    if faulty {
        Ending::Attention
    } else {
        Ending::Done
    }
}

fn guide(agenda: &Agenda, page: &PageOptions, places: &Result<Paths, Problem>) -> Ending {
    if agenda.guide.is_empty() {
        return Ending::Stopped(
            Problem::wrong_input(format!(
                "The agenda \"{}\" has no text for the family.",
                agenda.id
            ))
            .next("Write one under guide = in its file; nothing was printed."),
        );
    }
    let own = places
        .as_ref()
        .map_or_else(|_| Default::default(), |places| load(places).own.files);
    let settings = Settings::of(own);
    page.print(&documents::page(Material::Guide(agenda, &settings)));
    Ending::Done
}

fn show(agenda: &Agenda) -> String {
    let mut text = format!(
        "{} ({} {})\n{}\n",
        agenda.title, agenda.id, agenda.version, agenda.about
    );
    let mut heading = None;
    for place in agenda.places() {
        if place.heading != heading {
            if let Some(title) = place.heading {
                text.push_str(&format!("\n{title}\n"));
            }
            heading = place.heading;
        }
        let section = place.section;
        let minutes = if section.minutes == 0 {
            "no limit".to_owned()
        } else {
            format!("{} min", section.minutes)
        };
        let required = if section.required { ", required" } else { "" };
        text.push_str(&format!(
            "\n{:>4}  {} ({}, {minutes}{required})\n",
            place.number,
            section.title,
            section.mode.word()
        ));
        for prompt in &section.prompts {
            text.push_str(&format!("      {prompt}\n"));
        }
    }
    if !agenda.statements.is_empty() {
        text.push_str("\nTo read aloud\n");
        for statement in &agenda.statements {
            text.push_str(&format!("      {} ({})\n", statement.title, statement.id));
        }
    }
    text
}

fn new(from: &str, only_print: bool, places: &Result<Paths, Problem>) -> Ending {
    let Some(text) = built_in_text(from) else {
        let ids: Vec<&str> = BUILT_IN.iter().map(|(id, _)| *id).collect();
        return Ending::Stopped(
            Problem::wrong_input(format!("There is no built-in agenda \"{from}\"."))
                .safe("Nothing was written.")
                .next(format!("Choose from: {}.", ids.join(", "))),
        );
    };
    if only_print {
        print::data(text);
        return Ending::Done;
    }
    let places = match places {
        Ok(places) => places,
        Err(why) => return Ending::Stopped(why.clone()),
    };
    let name = format!("{from}.toml");
    let path = places.agendas.join(&name);
    let written = write_new(places, &places.agendas, &name, text);
    match written {
        Ok(()) => {
            print::data(&format!("{}\n", path.display()));
            print::tell(
                "This file is used instead of the built-in agenda from now on. Change it in any text editor; `talking-piece agenda check FILE` says what is wrong.",
            );
            Ending::Done
        }
        Err(why) => Ending::Stopped(why),
    }
}
