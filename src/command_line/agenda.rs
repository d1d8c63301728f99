//! `agenda`: lists, checks and copies agendas, which are files that a council may change.

use super::print::PageOptions;
use super::settings::{find_agenda, load, own_files, read_agenda, with_id};
use super::{Ending, print, write_new};
use crate::documents::{self, Material};
use crate::domain::agenda::{
    self, Agenda, BUILT_IN, CloseCheck, Place, Voice, built_in::built_in_text, words,
};
use crate::domain::problem::Problem;
use crate::domain::settings::scales::ScaleSettings;
use crate::domain::settings::{Settings, in_use};
use crate::domain::toml_reader::{LONGEST_FILE, text_of};
use crate::domain::visibility::Visibility;
use crate::engine::own_settings::OwnSettings;
use crate::store::disk::read_given;
use crate::store::paths::Paths;
use clap::Subcommand;
use std::path::{Path, PathBuf};

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
                Ok(agenda) => check(&file, &agenda, places),
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

/// What is no fault, but worth a look, is told as well: dates that are only guessed, scales that alarm nobody, an id that
/// another file has too.
fn check(file: &Path, agenda: &Agenda, places: &Result<Paths, Problem>) -> Ending {
    print::data(&format!(
        "{}: no faults. {}, {} sections, {} minutes planned.\n",
        file.display(),
        agenda.title,
        agenda.places().len(),
        agenda.planned_minutes()
    ));
    let own = places
        .as_ref()
        .map(|places| OwnSettings::read(places).files);
    let scales: ScaleSettings = in_use(&own.unwrap_or_default());
    let text = read_given(file, LONGEST_FILE as u64 + 1).unwrap_or_default();
    let remarks = text_of(&text).map_or_else(|_| Vec::new(), |text| agenda::remarks(text, &scales));
    let name = file.display().to_string();
    for remark in &remarks {
        print::data(&format!("\nTo look at: {}\n", remark.render(&name)));
    }
    let same_file = |other: &PathBuf| other.canonicalize().ok() == file.canonicalize().ok();
    let others: Vec<PathBuf> = places.as_ref().map_or_else(
        |_| Vec::new(),
        |places| {
            let all = with_id(&agenda.id, places).into_iter();
            all.filter(|other| !same_file(other)).collect()
        },
    );
    for other in &others {
        print::data(&format!(
            "\nTo look at: {} has the id \"{}\" as well. Neither is offered until one has an id of its own.\n",
            other.display(),
            agenda.id
        ));
    }
    match remarks.is_empty() && others.is_empty() {
        true => Ending::Done,
        false => Ending::Attention,
    }
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
                Ok(agenda) if with_id(&agenda.id, places).len() > 1 => {
                    faulty = true;
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let whose =
                        format!("your own, {name}: another file has this id, so it is not offered");
                    row(&agenda.id, &agenda, &whose);
                }
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
    match page.print(&documents::page(Material::Guide(agenda, &settings))) {
        Ok(()) => Ending::Done,
        Err(why) => Ending::Stopped(why),
    }
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
        text.push_str(&section_words(agenda, &place));
    }
    if !agenda.kinds.is_empty() {
        text.push_str("\nKinds of contribution of its own\n");
        for kind in &agenda.kinds {
            text.push_str(&format!("      #{}  {}\n", kind.id, kind.title));
        }
    }
    if !agenda.statements.is_empty() {
        text.push_str("\nTo read aloud\n");
        for statement in &agenda.statements {
            text.push_str(&format!("\n      {} ({})\n", statement.title, statement.id));
            let lines = statement
                .text
                .lines()
                .filter(|line| !line.trim().is_empty());
            lines.for_each(|line| text.push_str(&format!("        {}\n", line.trim())));
        }
    }
    if !agenda.close_checks.is_empty() {
        text.push_str("\nLooked at before closing\n");
        for check in &agenda.close_checks {
            text.push_str(&match check {
                CloseCheck::Known { check } => {
                    let meaning = words::title_of(words::CHECKS, check).unwrap_or("not known here");
                    format!("      {check}: {meaning}\n")
                }
                CloseCheck::Question { id, question } => format!("      {id}: {question}\n"),
                CloseCheck::Other(_) => "      a check of a newer program\n".to_owned(),
            });
        }
    }
    text
}

fn section_words(agenda: &Agenda, place: &Place<'_>) -> String {
    let section = place.section;
    let mut about = vec![section.mode.word().to_owned()];
    about.push(match section.minutes {
        0 => "no limit".to_owned(),
        minutes => format!("{minutes} min"),
    });
    if section.required {
        about.push("required: filled, or skipped with a reason".to_owned());
    }
    if section.visibility == Visibility::Restricted {
        about.push("restricted".to_owned());
    }
    if !section.not_for.is_empty() {
        about.push(format!("not for {}", section.not_for.join(", ")));
    }
    let mut text = format!(
        "\n{:>4}  {} ({})\n",
        place.number,
        section.title,
        about.join(", ")
    );
    let mut put = |words: String| text.push_str(&format!("      {words}\n"));
    section
        .prompts
        .iter()
        .for_each(|prompt| put(prompt.clone()));
    let voices: Vec<&str> = section.first_voice.iter().map(Voice::word).collect();
    if !voices.is_empty() {
        put(format!("First: {}", voices.join(", ")));
    }
    if !section.kinds.is_empty() {
        put(format!("Kinds: {}", section.kinds.join(", ")));
    }
    for (at, question) in section.questions.iter().enumerate() {
        put(format!("Question {}: {question}", at + 1));
    }
    for scale in &section.scales {
        put(format!("Scale {}: {}", scale.id, scale.question));
        put(format!(
            "  {} = {}, {} = {}",
            scale.from, scale.low, scale.to, scale.high
        ));
    }
    for date in &section.dates {
        put(match agenda.date_is(date) {
            Some(is) => format!("Date: {date} ({})", is.word()),
            None => format!("Date: {date} (guessed from its name)"),
        });
    }
    if let Some(id) = &section.statement {
        put(format!("Read aloud: {id}"));
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
