//! All local settings apart from agendas: the values of every settings file, as data. A council's own file says only
//! what differs; the rest stays as built in. What the values mean for a meeting is in `rules`. The files in use are
//! kept, as text, in the meeting's first event, so that old minutes stay readable when they change.

pub mod abbreviations;
pub mod contacts;
pub mod fields;
pub mod library;
pub mod meant_words;
pub mod meeting_kinds;
pub mod people_words;
pub mod phrases;
pub mod quorum;
pub mod scales;
pub mod screen;
pub mod timescales;
pub mod told_lines;
pub mod typed_words;
pub mod vocabularies;
pub mod wording;

#[cfg(test)]
mod made_up_file_tests;

use super::calendar::{BankHolidays, Calendar, Closures};
use super::toml_reader::{self, Fault, SettingsValues, Shape, WhenFaulty};
use abbreviations::Abbreviations;
use contacts::Contacts;
use fields::{FieldRules, KnownFields};
use library::LibrarySettings;
use phrases::Phrases;
use quorum::QuorumRule;
use scales::ScaleSettings;
use screen::ScreenSettings;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use timescales::Timescales;
use vocabularies::Vocabularies;
use wording::Words;

/// The council's own files: name to text.
pub type ConfigFiles = BTreeMap<String, String>;

/// The council's own files that could not be used, so that the built-in ones apply: name to what is wrong.
pub type UnusableFiles = BTreeMap<String, String>;

#[derive(Debug)]
pub struct SettingsFile {
    pub name: &'static str,
    pub about: &'static str,
    pub built_in: &'static str,
    check: fn(&str) -> Vec<Fault>,
    /// What it may say: its schema and its help are made from it.
    pub shape: &'static Shape,
    pub kept: bool,
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
    SettingsFile::of::<ScreenSettings>(),
    SettingsFile::of::<Abbreviations>(),
    SettingsFile::of::<FieldRules>(),
    SettingsFile::of::<Phrases>(),
    #[cfg(test)]
    SettingsFile::of::<made_up_file_tests::TeaAndCake>(),
];

impl SettingsFile {
    const fn of<T: SettingsValues>() -> SettingsFile {
        SettingsFile {
            name: T::NAME,
            about: T::ABOUT,
            built_in: T::BUILT_IN,
            check: T::check,
            shape: T::SHAPE,
            kept: T::KEPT,
            when_faulty: T::WHEN_FAULTY,
        }
    }

    /// All faults of a file that is to be used from now on.
    pub fn faults(&self, text: &str, known: &dyn KnownFields) -> Vec<Fault> {
        let faults = (self.check)(text);
        match faults.is_empty() && self.name == FieldRules::NAME {
            true => FieldRules::faults(text, known),
            false => faults,
        }
    }

    pub fn schema(&self) -> Value {
        let name = self.name.trim_end_matches(".toml").replace('_', "-");
        let id = format!("https://talking-piece.invalid/schema/{name}-1.json");
        let title = format!("{} of talking-piece: {}", self.name, self.about);
        toml_reader::schema(self.shape, &id, &title)
    }

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

/// The values of one file, as they are used with these the council's own file.
pub fn in_use<T: SettingsValues>(own: &ConfigFiles) -> T {
    T::in_use(own.get(T::NAME).map(String::as_str))
}

/// The settings of one meeting (or of the program, before there is one).
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub own: ConfigFiles,
    /// Not used when the meeting was made, because somebody said to make it anyway.
    pub unusable: UnusableFiles,
    read: OnceLock<Arc<Rules>>,
}

#[derive(Debug, Clone)]
pub struct Rules {
    pub timescales: Timescales,
    pub calendar: Calendar,
    /// Who has to be here to decide, and which agency somebody belongs to.
    pub quorum: QuorumRule,
    pub scales: ScaleSettings,
    /// The words offered for an answer, and what each counts as.
    pub vocabularies: Vocabularies,
    pub contacts: Contacts,
    /// Words that are pointed out, and those by which a review is known.
    pub words: Words,
    /// Which answers are required, hidden or renamed.
    pub fields: FieldRules,
    /// The fixed words of the papers that people are handed.
    pub phrases: Phrases,
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
            fields: in_use(own),
            phrases: in_use(own),
        }
    }
}

impl PartialEq for Settings {
    fn eq(&self, other: &Settings) -> bool {
        self.own == other.own && self.unusable == other.unusable
    }
}

impl Settings {
    /// The settings with the council's own files. A faulty file is ignored: the code that loads files checks and reports them
    /// first.
    pub fn of(own: ConfigFiles) -> Settings {
        Settings {
            own,
            ..Settings::default()
        }
    }

    #[must_use]
    pub fn without(mut self, unusable: UnusableFiles) -> Settings {
        self.unusable = unusable;
        self
    }

    /// Told wherever the meeting is: that it was made without some of the council's own settings.
    pub fn unusable_words(&self) -> Option<String> {
        let files = self
            .unusable
            .iter()
            .map(|(name, fault)| format!("{name} ({})", fault.trim_end_matches('.')));
        let files: Vec<String> = files.collect();
        (!files.is_empty()).then(|| {
            format!(
                "Made with the built-in settings, because the council's own could not be used: {}.",
                files.join("; ")
            )
        })
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

    pub fn timescales(&self) -> &Timescales {
        &self.rules().timescales
    }

    pub fn calendar(&self) -> &Calendar {
        &self.rules().calendar
    }

    /// Who must be there.
    pub fn quorum(&self) -> &QuorumRule {
        &self.rules().quorum
    }

    pub fn scales(&self) -> &ScaleSettings {
        &self.rules().scales
    }

    pub fn vocabularies(&self) -> &Vocabularies {
        &self.rules().vocabularies
    }

    pub fn contacts(&self) -> &Contacts {
        &self.rules().contacts
    }

    pub fn wording(&self) -> &Words {
        &self.rules().words
    }

    pub fn fields(&self) -> &FieldRules {
        &self.rules().fields
    }

    pub fn phrases(&self) -> &Phrases {
        &self.rules().phrases
    }

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
