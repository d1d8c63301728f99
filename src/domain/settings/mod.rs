//! Everything local that is not an agenda: one list of settings files, each with what it holds, its check, its schema
//! and its help. A council writes a file of its own with what is different; the rest stays as built in.
//! The files in use are kept, as text, in the meeting's first fact, so that old minutes stay readable when they change.
//! Must not know where files lie.

pub mod abbreviations;
pub mod contacts;
pub mod library;
pub mod vocabularies;

use super::calendar::{self, BankHolidays, Calendar, Closures};
use super::rules::Rules;
use super::toml_reader::{self, Fault, Shape};
use crate::domain::rules::quorum::{self, QuorumRule};
use crate::domain::rules::scores::{self, ScaleSettings};
use crate::domain::rules::timetable::{self, Timescales};
use crate::domain::rules::wording::{self, Words};
use contacts::Contacts;
use library::LibrarySettings;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use vocabularies::Vocabularies;

/// The council's own files: name to text.
pub type ConfigFiles = BTreeMap<String, String>;

/// One kind of settings file.
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
}

/// Every settings file there is.
pub const FILES: &[SettingsFile] = &[
    SettingsFile {
        name: "timescales.toml",
        about: "deadlines, and how their days are counted",
        built_in: timetable::TIMESCALES_TEXT,
        check: |text| faults(timetable::read_timescales(text)),
        shape: &timetable::TIMESCALES,
        kept: true,
    },
    SettingsFile {
        name: "closures.toml",
        about: "your part of the UK, and the days on which you are closed",
        built_in: calendar::CLOSURES_TEXT,
        check: |text| faults(calendar::read_closures(text)),
        shape: &calendar::CLOSURES,
        kept: true,
    },
    SettingsFile {
        name: "bank_holidays.toml",
        about: "bank holidays, where the built-in ones are out of date",
        built_in: calendar::BANK_HOLIDAYS_TEXT,
        check: |text| faults(calendar::read_bank_holidays(text)),
        shape: &calendar::BANK_HOLIDAYS,
        kept: true,
    },
    SettingsFile {
        name: "quorum.toml",
        about: "which agencies must be there, and how they are counted",
        built_in: quorum::BUILT_IN,
        check: |text| faults(QuorumRule::read(text)),
        shape: &quorum::QUORUM,
        kept: true,
    },
    SettingsFile {
        name: "scales.toml",
        about: "scales, and when a score needs somebody at once",
        built_in: scores::BUILT_IN,
        check: |text| faults(ScaleSettings::read(text)),
        shape: &scores::SCALES,
        kept: true,
    },
    SettingsFile {
        name: "vocabularies.toml",
        about: "the words offered for an answer: categories, decisions, channels …",
        built_in: vocabularies::BUILT_IN,
        check: |text| faults(Vocabularies::read(text)),
        shape: &vocabularies::VOCABULARIES,
        kept: true,
    },
    SettingsFile {
        name: "contacts.toml",
        about: "whom to ask after the meeting, printed on every copy",
        built_in: contacts::BUILT_IN,
        check: |text| faults(Contacts::read(text)),
        shape: &contacts::CONTACTS,
        kept: true,
    },
    SettingsFile {
        name: "wording.toml",
        about: "words that are pointed out beside the line, with a plainer one",
        built_in: wording::BUILT_IN,
        check: |text| faults(Words::read(text)),
        shape: &wording::WORDING,
        kept: false,
    },
    SettingsFile {
        name: "library.toml",
        about: "whether past minutes are found with an index",
        built_in: library::BUILT_IN,
        check: |text| faults(LibrarySettings::read(text)),
        shape: &library::LIBRARY,
        kept: false,
    },
    SettingsFile {
        name: "words.toml",
        about: "abbreviations that Space writes out",
        built_in: abbreviations::BUILT_IN_WORDS,
        check: |text| faults(abbreviations::abbreviations(text)),
        shape: &abbreviations::WORDS,
        kept: false,
    },
];

impl SettingsFile {
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

fn faults<T>(read: Result<T, Vec<Fault>>) -> Vec<Fault> {
    read.err().unwrap_or_default()
}

/// The settings file of this name, with or without its ending.
pub fn file(name: &str) -> Option<&'static SettingsFile> {
    FILES
        .iter()
        .find(|file| file.name == name || file.name.strip_suffix(".toml") == Some(name))
}

/// The settings of one meeting (or of the program, before there is one).
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The council's own files.
    pub own: ConfigFiles,
    read: OnceLock<Arc<Read>>,
}

/// The settings as they are used.
#[derive(Debug)]
struct Read {
    rules: Rules,
    scales: ScaleSettings,
    contacts: Contacts,
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

    /// All rules together, for the checks, the tally and the dates.
    pub fn rules(&self) -> &Rules {
        &self.read().rules
    }

    /// Deadlines.
    pub fn timescales(&self) -> &Timescales {
        &self.read().rules.timescales
    }

    /// Working days.
    pub fn calendar(&self) -> &Calendar {
        &self.read().rules.calendar
    }

    /// Who must be there.
    pub fn quorum(&self) -> &QuorumRule {
        &self.read().rules.quorum
    }

    /// When a score needs somebody at once.
    pub fn scales(&self) -> &ScaleSettings {
        &self.read().scales
    }

    /// The words offered for an answer.
    pub fn vocabularies(&self) -> &Vocabularies {
        &self.read().rules.vocabularies
    }

    /// Whom to ask after the meeting.
    pub fn contacts(&self) -> &Contacts {
        &self.read().contacts
    }

    /// Words that are pointed out.
    pub fn wording(&self) -> &Words {
        &self.read().rules.words
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

    /// Read once, when first asked for. Nearly every meeting has no files of its own: those share one reading.
    fn read(&self) -> &Read {
        static BUILT_IN: OnceLock<Arc<Read>> = OnceLock::new();
        self.read.get_or_init(|| {
            if self.own.is_empty() {
                Arc::clone(BUILT_IN.get_or_init(|| Arc::new(Read::of(&ConfigFiles::new()))))
            } else {
                Arc::new(Read::of(&self.own))
            }
        })
    }
}

impl Read {
    fn of(own: &ConfigFiles) -> Read {
        let text = |name: &str| own.get(name).map(String::as_str);
        let closures = text("closures.toml").unwrap_or(calendar::CLOSURES_TEXT);
        let closures: Closures = calendar::read_closures(closures)
            .or_else(|_| calendar::read_closures(calendar::CLOSURES_TEXT))
            .unwrap_or_default();
        let built_in = BankHolidays::built_in().clone();
        let holidays = match text("bank_holidays.toml").map(calendar::read_bank_holidays) {
            Some(Ok(own)) => built_in.with(&own),
            _ => built_in,
        };
        let timescales =
            text("timescales.toml").and_then(|text| timetable::read_timescales(text).ok());
        Read {
            rules: Rules {
                timescales: timescales.unwrap_or_else(|| Timescales::built_in().clone()),
                calendar: Calendar::new(holidays, closures),
                quorum: text("quorum.toml")
                    .and_then(|text| QuorumRule::read(text).ok())
                    .unwrap_or_else(QuorumRule::built_in),
                vocabularies: text("vocabularies.toml")
                    .and_then(|text| Vocabularies::read(text).ok())
                    .unwrap_or_else(Vocabularies::built_in),
                words: text("wording.toml")
                    .and_then(|text| Words::read(text).ok())
                    .unwrap_or_else(Words::built_in),
            },
            scales: text("scales.toml")
                .and_then(|text| ScaleSettings::read(text).ok())
                .unwrap_or_else(ScaleSettings::built_in),
            contacts: text("contacts.toml")
                .and_then(|text| Contacts::read(text).ok())
                .unwrap_or_else(Contacts::built_in),
        }
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
}
