//! `settings`: every settings file other than agendas, from one list (`domain::settings::FILES`).

use super::{Ending, print, write_new};
use crate::domain::problem::Problem;
use crate::domain::record::FieldsOfKinds;
use crate::domain::settings::{FILES, SettingsFile, file};
use crate::domain::toml_reader::{LONGEST_FILE, render_all, text_of};
use crate::engine::own_settings::OwnSettings;
use crate::engine::reference;
use crate::store::disk::{is_link, read_given};
use crate::store::paths::Paths;
use clap::Subcommand;
use std::io::ErrorKind;
use std::path::PathBuf;

/// What to do with settings files.
#[derive(Debug, Subcommand)]
pub(super) enum SettingsCommand {
    /// Lists the settings files, and which of them are your own
    List,
    /// Prints the built-in text of one
    Show {
        /// Its name, such as quorum
        name: String,
    },
    /// Explains every setting of one
    Explain {
        /// Its name, such as quorum
        name: String,
    },
    /// Reports all faults of a file, each with its place and what to write instead; without a file, of all your own
    Check {
        /// The file; its name says what it is
        file: Option<PathBuf>,
    },
    /// Starts a file of your own from the built-in text, for you to change
    New {
        /// Its name, such as quorum
        name: String,
    },
    /// Prints its JSON Schema, for completion in editors
    Schema {
        /// Its name, such as quorum
        name: String,
    },
}

pub(super) fn run(command: &SettingsCommand, places: &Result<Paths, Problem>) -> Ending {
    match command {
        SettingsCommand::List => list(places),
        SettingsCommand::Check { file: Some(path) } => check(std::slice::from_ref(path)),
        SettingsCommand::Check { file: None } => match places {
            Ok(places) => {
                let reference = reference::path(places);
                let is_there = reference::read_at(&reference) != Ok(None);
                let there = is_there.then_some(reference);
                check(
                    &own_files(places)
                        .into_iter()
                        .chain(there)
                        .collect::<Vec<_>>(),
                )
            }
            Err(why) => Ending::Stopped(why.clone()),
        },
        SettingsCommand::Show { name } => with(name, |file| print::data(file.built_in)),
        SettingsCommand::Explain { name } => with(name, |file| print::data(&file.help())),
        SettingsCommand::Schema { name } => {
            with(name, |file| print::data(&format!("{:#}\n", file.schema())))
        }
        SettingsCommand::New { name } => new(name, places),
    }
}

fn with(name: &str, print: impl FnOnce(&'static SettingsFile)) -> Ending {
    match file(name) {
        Some(file) => {
            print(file);
            Ending::Done
        }
        None => Ending::Stopped(unknown(name)),
    }
}

fn unknown(name: &str) -> Problem {
    let names: Vec<&str> = FILES.iter().map(|file| file.name).collect();
    Problem::wrong_input(format!("There is no settings file \"{name}\"."))
        .safe("Nothing was changed.")
        .next(format!("Choose from: {}.", names.join(", ")))
}

fn own_files(places: &Paths) -> Vec<PathBuf> {
    // A file that cannot be looked at is one all the same: a meeting would not be made with it.
    let own = OwnSettings::read(places);
    let is_own = |file: &&SettingsFile| {
        own.files.contains_key(file.name) || own.unusable.contains_key(file.name)
    };
    FILES
        .iter()
        .filter(is_own)
        .map(|file| places.settings().join(file.name))
        .collect()
}

fn list(places: &Result<Paths, Problem>) -> Ending {
    let own = places.as_ref().map(own_files).unwrap_or_default();
    print::data(&rows(&own));
    if let Ok(places) = places {
        print::tell(&format!(
            "Your own files are in {}.",
            places.settings().display()
        ));
    }
    Ending::Done
}

fn rows(own: &[PathBuf]) -> String {
    let row = |file: &SettingsFile| {
        let whose = if own.iter().any(|path| path.ends_with(file.name)) {
            "your own"
        } else {
            "built in"
        };
        format!("{:22}  {whose:9}  {}\n", file.name, file.about)
    };
    FILES.iter().map(row).collect()
}

fn check(paths: &[PathBuf]) -> Ending {
    let mut wrong = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let shown = path.display().to_string();
        if name.ends_with(".docx") {
            match reference::read_at(path) {
                Ok(_) => print::data(&format!("{shown}: no faults.\n")),
                Err(why) => wrong.push(format!("{shown} cannot be used: {why}.")),
            }
            continue;
        }
        let Some(file) = file(&name) else {
            wrong.push(format!(
                "{shown}: its name does not say what it is. {}",
                unknown(&name)
            ));
            continue;
        };
        let found = match read_given(path, LONGEST_FILE as u64 + 1) {
            Ok(bytes) => match text_of(&bytes) {
                Ok(text) => file.faults(text, &FieldsOfKinds),
                Err(fault) => vec![fault],
            },
            Err(error) => {
                let error = match is_link(path) && error.kind() == ErrorKind::NotFound {
                    true => "it is a link to a file that does not exist".to_owned(),
                    false => error.to_string(),
                };
                wrong.push(format!(
                    "{shown} cannot be read ({error}). Nothing was changed. Check the name, or put a text file there."
                ));
                continue;
            }
        };
        if found.is_empty() {
            print::data(&format!("{shown}: no faults.\n"));
        } else {
            wrong.push(render_all(&found, &shown));
        }
    }
    if paths.is_empty() {
        print::tell("There are no settings files of your own; the built-in ones are used.");
    }
    if wrong.is_empty() {
        Ending::Done
    } else {
        Ending::Stopped(Problem::wrong_input(wrong.join("\n")))
    }
}

fn new(name: &str, places: &Result<Paths, Problem>) -> Ending {
    let Some(file) = file(name) else {
        return Ending::Stopped(unknown(name));
    };
    let places = match places {
        Ok(places) => places,
        Err(why) => return Ending::Stopped(why.clone()),
    };
    let path = places.settings().join(file.name);
    let written = write_new(places, places.settings(), file.name, file.built_in);
    match written {
        Ok(()) => {
            print::data(&format!("{}\n", path.display()));
            print::tell(
                "Keep only what is different for you; anything you leave out stays as built in. `talking-piece settings check` says what is wrong. Meetings made from now on use it.",
            );
            Ending::Done
        }
        Err(why) => Ending::Stopped(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;
    use crate::store::disk::RealDisk;
    use crate::store::sealed::write_whole;

    /// Registered in the test build alone: `domain/settings/made_up_file_tests.rs`.
    const MADE_UP: &str = "tea_and_cake.toml";

    #[test]
    fn a_file_with_one_line_in_the_list_is_listed_begun_checked_and_kept_by_a_meeting() {
        let folder = tempfile::tempdir().unwrap();
        let places = Paths::find(Some(folder.path()));
        let found = places.as_ref().unwrap();
        let row = |own: &[PathBuf]| {
            let rows = rows(own);
            let row = rows.lines().find(|row| row.starts_with(MADE_UP));
            row.unwrap().to_owned()
        };
        assert!(row(&[]).contains("built in   what stands on the table"));
        let name = || "tea_and_cake".to_owned();
        let shown = [
            SettingsCommand::Show { name: name() },
            SettingsCommand::Explain { name: name() },
            SettingsCommand::Schema { name: name() },
            SettingsCommand::New { name: name() },
            SettingsCommand::Check { file: None },
        ];
        for command in &shown {
            let ending = run(command, &places);
            assert!(matches!(ending, Ending::Done), "{command:?}");
        }
        assert!(row(&own_files(found)).contains("your own"));
        assert!(
            unknown("tea").to_string().contains(MADE_UP),
            "named where one is mistyped"
        );

        let own = OwnSettings::read(found);
        assert_eq!(own.notes(), [""; 0]);
        assert!(Settings::of(own.files).kept().contains_key(MADE_UP));

        let file = found.settings().join(MADE_UP);
        let faulty = b"cups = \"many\"\n";
        write_whole(&RealDisk, found.settings(), MADE_UP, faulty).unwrap();
        let check = SettingsCommand::Check { file: Some(file) };
        let Ending::Stopped(why) = run(&check, &places) else {
            panic!("a fault that nobody told");
        };
        assert!(
            why.to_string().contains("\"cups\" is a whole number"),
            "{why}"
        );
        let own = OwnSettings::read(found);
        assert!(own.files.is_empty());
        assert!(
            own.notes()[0].starts_with(
                "tea_and_cake.toml cannot be used, so the built-in one is used: line 1"
            )
        );
    }
}
