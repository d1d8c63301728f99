//! What is read from the settings before anything starts: the council's own agendas and settings files. A faulty file
//! is reported and skipped; the built-in one applies instead.

use crate::app::protocol::message::Abbreviation;
use crate::app::protocol::message::Message;
use crate::domain::agenda::{self, Agenda, BUILT_IN};
use crate::domain::problem::Problem;
use crate::domain::settings::abbreviations::Abbreviations;
use crate::domain::settings::library::LibrarySettings;
use crate::domain::settings::screen::{Colours, ScreenSettings};
use crate::domain::settings::{self, ConfigFiles};
use crate::domain::toml_reader::{Fault, LONGEST_FILE, text_of};
use crate::engine::own_settings::OwnSettings;
use crate::store::disk::{Disk, RealDisk, read_given};
use crate::store::paths::Paths;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) fn own_files(places: &Paths) -> Vec<PathBuf> {
    let names = RealDisk.list(&places.agendas).unwrap_or_default();
    names
        .iter()
        .filter(|name| name.ends_with(".toml"))
        .map(|name| places.agendas.join(name))
        .collect()
}

pub(super) fn read_agenda(path: &Path) -> Result<Agenda, Problem> {
    let name = path.display().to_string();
    let bytes = read_given(path, LONGEST_FILE as u64 + 1).map_err(|error| {
        Problem::wrong_input(format!("{name} cannot be read ({error})."))
            .safe("Nothing was changed.")
            .next("Check the name, or choose an agenda from `talking-piece agenda list`.")
    })?;
    let told = |faults: &[Fault]| {
        Problem::wrong_input(crate::domain::toml_reader::render_all(faults, &name))
    };
    let text = text_of(&bytes).map_err(|fault| told(&[fault]))?;
    agenda::check(text).map_err(|faults| told(&faults))
}

/// The council's own files with an agenda of this id.
pub(super) fn with_id(id: &str, places: &Paths) -> Vec<PathBuf> {
    let is_it = |path: &PathBuf| read_agenda(path).is_ok_and(|agenda| agenda.id == id);
    own_files(places).into_iter().filter(is_it).collect()
}

fn file_names(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths
        .iter()
        .map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.join(" and ")
}

/// By path or id; an own agenda comes before a built-in one with the same id.
pub(super) fn find_agenda(wanted: &str, places: &Paths) -> Result<Agenda, Problem> {
    if wanted.contains(std::path::MAIN_SEPARATOR) || wanted.ends_with(".toml") {
        return read_agenda(Path::new(wanted));
    }
    let twins = with_id(wanted, places);
    if twins.len() > 1 {
        return Err(Problem::wrong_input(format!(
            "Several of your agendas have the id \"{wanted}\": {}.",
            file_names(&twins)
        ))
        .safe("None was chosen, and nothing was changed.")
        .next("Give one of them an id of its own, or name the file you mean by its path."));
    }
    let own = own_files(places)
        .into_iter()
        .map(|path| (path.clone(), read_agenda(&path)));
    for (path, read) in own {
        match read {
            Ok(agenda) if agenda.id == wanted => return Ok(agenda),
            // Its id cannot be read, but its name says that it is the one wanted.
            Err(faults) if path.file_stem().is_some_and(|stem| stem == wanted) => {
                return Err(faults);
            }
            _ => {}
        }
    }
    agenda::built_in(wanted).ok_or_else(|| {
        let ids: Vec<&str> = BUILT_IN.iter().map(|(id, _)| *id).collect();
        Problem::wrong_input(format!("There is no agenda \"{wanted}\"."))
            .safe("Nothing was changed.")
            .next(format!(
                "These are built in: {}. A file is named by its path.",
                ids.join(", ")
            ))
    })
}

/// What was read from the settings folder.
pub(super) struct Loaded {
    pub message: Message,
    /// The council's own settings files, which a new meeting keeps.
    pub own: OwnSettings,
    pub notes: Vec<String>,
    /// Without a key for so long, past minutes are hidden; `None`: never.
    pub hides_after: Option<Duration>,
    pub colours: Colours,
}

pub(super) fn load(places: &Paths) -> Loaded {
    let mut agendas = Vec::new();
    let mut notes = Vec::new();
    let mut twice: Vec<String> = Vec::new();
    for path in own_files(places) {
        match read_agenda(&path) {
            Ok(agenda) => agendas.push(agenda),
            Err(_) => notes.push(format!(
                "{} has faults and is not offered. `talking-piece agenda check` shows them.",
                path.file_name().unwrap_or_default().to_string_lossy()
            )),
        }
    }
    let mut ids: Vec<String> = agendas
        .iter()
        .map(|agenda: &Agenda| agenda.id.clone())
        .collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        let twins = with_id(&id, places);
        if twins.len() > 1 {
            agendas.retain(|agenda| agenda.id != id);
            notes.push(format!(
                "{} have the same id \"{id}\", so neither is offered. Give one of them an id of its own.",
                file_names(&twins)
            ));
            twice.push(id);
        }
    }
    // Without own agendas the app reads the built-in ones only when they are looked at.
    let is_mixed = !agendas.is_empty() || !twice.is_empty();
    for (id, _) in BUILT_IN.iter().filter(|_| is_mixed) {
        // The built-in one must not pass for either of two that replace it.
        let is_own = agendas.iter().any(|agenda: &Agenda| agenda.id == *id);
        if !is_own && !twice.iter().any(|twice| twice == id) {
            agendas.extend(agenda::built_in(id));
        }
    }
    let own = OwnSettings::read(places);
    notes.extend(own.notes());
    let message = Message::Settings {
        agendas,
        abbreviations: abbreviations(&own.files),
    };
    let ScreenSettings {
        privacy_after,
        colours,
    } = settings::in_use(&own.files);
    let hides_after =
        (privacy_after > 0).then(|| Duration::from_secs(u64::from(privacy_after) * 60));
    Loaded {
        message,
        own,
        notes,
        hides_after,
        colours,
    }
}

/// Of the screens, where nothing else is asked of the settings.
pub(super) fn colours(places: &Paths) -> Colours {
    let screen: ScreenSettings = settings::in_use(&OwnSettings::read(places).files);
    screen.colours
}

/// Faults of other files do not matter here.
pub(super) fn library(places: &Paths) -> LibrarySettings {
    settings::in_use(&OwnSettings::read(places).files)
}

fn abbreviations(own: &ConfigFiles) -> Vec<Abbreviation> {
    let Abbreviations(list) = settings::in_use(own);
    list.into_iter()
        .map(|(short, long)| Abbreviation { short, long })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sealed::write_whole;

    #[test]
    fn the_screen_hides_by_itself_only_where_the_file_says_so_or_may_have_meant_to() {
        for (text, minutes) in [
            (None, None),
            (Some("privacy_after_minutes = 7\n"), Some(7)),
            (Some("privacy_after_minutes = 0\n"), None),
            (Some("privacy_after_minutes = soon\n"), Some(5)),
            (Some("privacy_after_minutes = 100000\n"), Some(5)),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let places = Paths::find(Some(folder.path())).unwrap();
            std::fs::create_dir_all(places.settings()).unwrap();
            if let Some(text) = text {
                write_whole(&RealDisk, places.settings(), "screen.toml", text.as_bytes()).unwrap();
            }
            let expected = minutes.map(|minutes| Duration::from_secs(60 * minutes));
            assert_eq!(load(&places).hides_after, expected, "{text:?}");
        }
    }

    #[test]
    fn the_screens_have_the_colours_that_the_file_names() {
        for (text, colours) in [
            ("", Colours::Either),
            ("theme = \"either\"\n", Colours::Either),
            ("theme = \"light\"\n", Colours::Light),
            ("theme = \"dark\"\n", Colours::Dark),
            ("theme = \"high_contrast\"\n", Colours::HighContrast),
            ("theme = \"pink\"\n", Colours::Either),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let places = Paths::find(Some(folder.path())).unwrap();
            std::fs::create_dir_all(places.settings()).unwrap();
            write_whole(&RealDisk, places.settings(), "screen.toml", text.as_bytes()).unwrap();
            assert_eq!(load(&places).colours, colours, "{text}");
            assert_eq!(super::colours(&places), colours, "{text}, for the room");
        }
    }

    #[test]
    fn beside_an_agenda_of_ones_own_every_built_in_one_is_offered() {
        let folder = tempfile::tempdir().unwrap();
        let places = Paths::find(Some(folder.path())).unwrap();
        std::fs::create_dir_all(&places.agendas).unwrap();
        let text = agenda::built_in::built_in_text("core-group").unwrap();
        write_whole(
            &RealDisk,
            &places.agendas,
            "core-group.toml",
            text.as_bytes(),
        )
        .unwrap();
        let loaded = load(&places);
        let Message::Settings { agendas, .. } = loaded.message else {
            panic!("{:?}", loaded.message);
        };
        assert_eq!(agendas.len(), BUILT_IN.len());
        for (id, _) in BUILT_IN {
            assert!(agendas.iter().any(|agenda| agenda.id == *id), "{id}");
        }
    }
}
