//! Everything local that is not an agenda: the values of every settings file, as data. A council writes a file of its
//! own with what is different; the rest stays as built in. What the values mean for a meeting is in `rules`.
//! The files in use are kept, as text, in the meeting's first event, so that old minutes stay readable when they change.

pub mod abbreviations;
pub mod contacts;
pub mod library;
pub mod meeting_kinds;
pub mod quorum;
pub mod scales;
pub mod timescales;
pub mod vocabularies;
pub mod wording;

#[cfg(test)]
mod made_up_file_tests;

use super::calendar::{BankHolidays, Calendar, Closures};
use super::toml_reader::{self, Fault, SettingsValues, Shape, WhenFaulty};
use abbreviations::Abbreviations;
use contacts::Contacts;
use library::LibrarySettings;
use quorum::QuorumRule;
use scales::ScaleSettings;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use timescales::Timescales;
use vocabularies::Vocabularies;
use wording::Words;

/// The council's own files: name to text.
pub type ConfigFiles = BTreeMap<String, String>;

/// One kind of settings file, whatever it holds.
#[derive(Debug)]
pub struct SettingsFile {
    /// Its name in the settings folder.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// The built-in text.
    pub built_in: &'static str,
    /// All its faults.
    pub check: fn(&str) -> Vec<Fault>,
    /// What it may say: its schema and its help are made from it.
    pub shape: &'static Shape,
    /// Whether a meeting keeps it.
    pub kept: bool,
    /// What holds as long as it has faults.
    pub when_faulty: WhenFaulty,
}

/// Every settings file there is: one line each.
pub const FILES: &[SettingsFile] = &[
    SettingsFile::of::<Timescales>(),
    SettingsFile::of::<Closures>(),
    SettingsFile::of::<BankHolidays>(),
    SettingsFile::of::<QuorumRule>(),
    SettingsFile::of::<ScaleSettings>(),
    SettingsFile::of::<Vocabularies>(),
    SettingsFile::of::<Contacts>(),
    SettingsFile::of::<Words>(),
    SettingsFile::of::<LibrarySettings>(),
    SettingsFile::of::<Abbreviations>(),
    #[cfg(test)]
    SettingsFile::of::<made_up_file_tests::TeaAndCake>(),
];

impl SettingsFile {
    /// The file that holds these values.
    const fn of<T: SettingsValues>() -> SettingsFile {
        SettingsFile {
            name: T::NAME,
            about: T::ABOUT,
            built_in: T::BUILT_IN,
            check: |text| T::read(text).err().unwrap_or_default(),
            shape: T::SHAPE,
            kept: T::KEPT,
            when_faulty: T::WHEN_FAULTY,
        }
    }

    /// Its JSON Schema.
    pub fn schema(&self) -> Value {
        let name = self.name.trim_end_matches(".toml").replace('_', "-");
        let id = format!("https://talking-piece.invalid/schema/{name}-1.json");
        let title = format!("{} of talking-piece: {}", self.name, self.about);
        toml_reader::schema(self.shape, &id, &title)
    }

    /// What each setting means.
    pub fn help(&self) -> String {
        toml_reader::listing(self.shape)
    }
}

/// The settings file of this name, with or without its ending.
pub fn file(name: &str) -> Option<&'static SettingsFile> {
    FILES
        .iter()
        .find(|file| file.name == name || file.name.strip_suffix(".toml") == Some(name))
}

/// The values of one file, as they are used with these files of one's own.
pub fn in_use<T: SettingsValues>(own: &ConfigFiles) -> T {
    T::in_use(own.get(T::NAME).map(String::as_str))
}

/// The settings of one meeting (or of the program, before there is one).
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The council's own files.
    pub own: ConfigFiles,
    read: OnceLock<Arc<Rules>>,
}

/// All that a council may set and a meeting goes by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// By when things have to happen.
    pub timescales: Timescales,
    /// Which days are working days.
    pub calendar: Calendar,
    /// Who has to be here to decide, and which agency somebody belongs to.
    pub quorum: QuorumRule,
    /// How scores are collected, and when one needs somebody at once.
    pub scales: ScaleSettings,
    /// The words offered for an answer, and what each counts as.
    pub vocabularies: Vocabularies,
    /// Whom to ask after the meeting.
    pub contacts: Contacts,
    /// Words that are pointed out, and those by which a review is known.
    pub words: Words,
}

impl Rules {
    fn of(own: &ConfigFiles) -> Rules {
        Rules {
            timescales: in_use(own),
            calendar: Calendar::new(in_use(own), in_use(own)),
            quorum: in_use(own),
            scales: in_use(own),
            vocabularies: in_use(own),
            contacts: in_use(own),
            words: in_use(own),
        }
    }
}

impl PartialEq for Settings {
    fn eq(&self, other: &Settings) -> bool {
        self.own == other.own
    }
}

impl Settings {
    /// The settings with these files of one's own. A file with faults counts as not there: whoever loads files
    /// checks them first and tells.
    pub fn of(own: ConfigFiles) -> Settings {
        Settings {
            own,
            read: OnceLock::new(),
        }
    }

    /// All rules together, for the checks, the tally and the dates. Read once, when first asked for. Nearly every
    /// meeting has no files of its own: those share one reading.
    pub fn rules(&self) -> &Rules {
        static BUILT_IN: OnceLock<Arc<Rules>> = OnceLock::new();
        self.read.get_or_init(|| {
            if self.own.is_empty() {
                Arc::clone(BUILT_IN.get_or_init(|| Arc::new(Rules::of(&ConfigFiles::new()))))
            } else {
                Arc::new(Rules::of(&self.own))
            }
        })
    }

    /// Deadlines.
    pub fn timescales(&self) -> &Timescales {
        &self.rules().timescales
    }

    /// Working days.
    pub fn calendar(&self) -> &Calendar {
        &self.rules().calendar
    }

    /// Who must be there.
    pub fn quorum(&self) -> &QuorumRule {
        &self.rules().quorum
    }

    /// When a score needs somebody at once.
    pub fn scales(&self) -> &ScaleSettings {
        &self.rules().scales
    }

    /// The words offered for an answer.
    pub fn vocabularies(&self) -> &Vocabularies {
        &self.rules().vocabularies
    }

    /// Whom to ask after the meeting.
    pub fn contacts(&self) -> &Contacts {
        &self.rules().contacts
    }

    /// Words that are pointed out.
    pub fn wording(&self) -> &Words {
        &self.rules().words
    }

    /// The files that a meeting keeps.
    pub fn kept(&self) -> ConfigFiles {
        let is_kept = |name: &str| FILES.iter().any(|file| file.name == name && file.kept);
        self.own
            .iter()
            .filter(|(name, _)| is_kept(name))
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_has_no_faults_a_schema_and_help() {
        for file in FILES {
            let found = (file.check)(file.built_in);
            assert!(found.is_empty(), "{}: {found:?}", file.name);
            assert_eq!(file.schema()["type"], "object", "{}", file.name);
            assert!(file.help().len() > 40, "{}", file.name);
        }
    }

    #[test]
    fn a_file_of_ones_own_is_used_and_the_rest_stays() {
        let own = ConfigFiles::from([(
            "closures.toml".to_owned(),
            "division = \"scotland\"\n".to_owned(),
        )]);
        let settings = Settings::of(own);
        assert_eq!(settings.calendar().division().word(), "scotland");
        assert_eq!(settings.quorum(), &QuorumRule::built_in());
        assert_eq!(settings.kept().len(), 1);
    }

    #[test]
    fn what_holds_in_place_of_a_file_with_faults_has_none_itself() {
        for file in FILES {
            let text = file.when_faulty.text.unwrap_or(file.built_in);
            assert_eq!((file.check)(text), [], "{}", file.name);
        }
        let faulty = ConfigFiles::from([("library.toml".to_owned(), "index = maybe\n".to_owned())]);
        assert!(!in_use::<LibrarySettings>(&faulty).index);
    }
}
