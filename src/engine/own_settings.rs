//! The council's own settings files as they are on disk, and those of them that cannot be used: a meeting is never made
//! with other settings than the council's without a word.

use crate::domain::problem::Problem;
use crate::domain::record::FieldsOfKinds;
use crate::domain::settings::{ConfigFiles, FILES, SettingsFile, UnusableFiles};
use crate::domain::toml_reader::{LONGEST_FILE, text_of};
use crate::store::disk::{is_link, read_given};
use crate::store::paths::Paths;
use std::io::ErrorKind;
use std::path::Path;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnSettings {
    /// Those without faults; for some of the others, what applies in their place.
    pub files: ConfigFiles,
    pub unusable: UnusableFiles,
}

impl OwnSettings {
    pub fn read(places: &Paths) -> OwnSettings {
        let mut own = OwnSettings::default();
        for file in FILES {
            match text_in(&places.settings().join(file.name), file) {
                Ok(Some(text)) => {
                    own.files.insert(file.name.to_owned(), text);
                }
                Ok(None) => {}
                Err(Unusable(fault)) => {
                    if let Some(text) = file.when_faulty.text {
                        own.files.insert(file.name.to_owned(), text.to_owned());
                    }
                    own.unusable.insert(file.name.to_owned(), fault);
                }
            }
        }
        own
    }

    /// One sentence for each file that cannot be used: what is wrong, and what applies until it is mended.
    pub fn notes(&self) -> Vec<String> {
        let unusable = FILES.iter().filter_map(|file| {
            let fault = self.unusable.get(file.name)?;
            Some(format!(
                "{} cannot be used, so {}: {fault} No meeting is made with it. `talking-piece settings check` shows every fault.",
                file.name, file.when_faulty.words
            ))
        });
        unusable.collect()
    }
}

/// Why no meeting is made while these files cannot be used.
pub fn refusal(unusable: &UnusableFiles) -> Problem {
    let files = unusable
        .iter()
        .map(|(name, fault)| format!("{name} cannot be used: {fault}"));
    let files: Vec<String> = files.collect();
    Problem::wrong_input(files.join(" "))
        .safe("No meeting was made, and nothing was changed.")
        .next(
            "Mend the file (`talking-piece settings check` shows every fault) and try again. To make the meeting with the \
            built-in settings all the same, start the program with --anyway; its minutes will say so.",
        )
}

/// Why a file cannot be used; it stands inside a message.
struct Unusable(String);

impl Unusable {
    fn because(words: &str) -> Unusable {
        Unusable(words.to_owned())
    }
}

/// The text of a file that can be used, nothing where there is none, and otherwise what is wrong with it.
fn text_in(path: &Path, file: &SettingsFile) -> Result<Option<String>, Unusable> {
    let bytes = match read_given(path, LONGEST_FILE as u64) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return match is_link(path) {
                true => Err(Unusable::because(
                    "it is a link to a file that does not exist.",
                )),
                false => Ok(None),
            };
        }
        Err(error)
            if error.raw_os_error().is_some() && error.kind() == ErrorKind::PermissionDenied =>
        {
            return Err(Unusable::because("this account may not read it."));
        }
        Err(error) => return Err(Unusable(format!("{error}."))),
    };
    let faults = match text_of(&bytes) {
        Ok(text) => match file.faults(text, &FieldsOfKinds) {
            faults if faults.is_empty() => return Ok(Some(text.to_owned())),
            faults => faults,
        },
        Err(fault) => vec![fault],
    };
    let first = faults.first().map_or_else(String::new, |first| {
        format!(
            "line {}, column {}: {}",
            first.line, first.column, first.message
        )
    });
    Err(Unusable(match faults.len() {
        0 | 1 => first,
        many => format!("{first} ({} more)", many - 1),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;
    use crate::store::sealed::write_whole;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn write(path: &Path, text: impl AsRef<[u8]>) {
        let folder = path.parent().unwrap();
        write_whole(&RealDisk, folder, "quorum.toml", text.as_ref()).unwrap();
    }

    fn with(make: impl FnOnce(&Path)) -> OwnSettings {
        let folder = tempfile::tempdir().unwrap();
        let places = Paths::find(Some(folder.path())).unwrap();
        fs::create_dir_all(places.settings()).unwrap();
        make(&places.settings().join("quorum.toml"));
        OwnSettings::read(&places)
    }

    #[test]
    fn every_way_in_which_a_file_cannot_be_used_is_told_apart_from_no_file() {
        assert_eq!(with(|_| ()), OwnSettings::default());
        let good = with(|path| write(path, "other_agencies = 3\n"));
        assert!(good.unusable.is_empty() && good.files.len() == 1);
        type Make = fn(&Path);
        let ways: &[(Make, &str)] = &[
            (|path| write(path, "# ".repeat(600_000)), "larger"),
            (|path| fs::create_dir(path).unwrap(), "not an ordinary file"),
            (
                |path| {
                    rustix::fs::mknodat(
                        rustix::fs::CWD,
                        path,
                        rustix::fs::FileType::Fifo,
                        0o600.into(),
                        0,
                    )
                    .unwrap();
                },
                "not an ordinary file",
            ),
            (
                |path| symlink("nowhere", path).unwrap(),
                "link to a file that does not exist",
            ),
            (
                |path| write(path, b"# caf\xe9\n"),
                "line 1, column 6: This file is not plain text in UTF-8",
            ),
            (
                |path| write(path, "\nneded = [\"health\"]\nother = 1\n"),
                "line 2, column 1: \"neded\" is not a setting of ",
            ),
            (
                |path| write(path, "other_agencies = -1\n"),
                "line 1, column 18: \"other_agencies\" is a whole number from 0 to 20.",
            ),
        ];
        for (make, fault) in ways {
            let own = with(make);
            let told = own.unusable.get("quorum.toml").map_or("", String::as_str);
            assert!(told.contains(fault), "{told}");
            assert!(own.files.is_empty(), "{told}");
            assert_eq!(own.notes().len(), 1, "{told}");
        }
    }

    #[test]
    fn a_file_that_may_not_be_read_cannot_be_used() {
        let own = with(|path| {
            write(path, "other_agencies = 3\n");
            fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        });
        // The superuser may read it all the same.
        let told = own.unusable.get("quorum.toml").map(String::as_str);
        match rustix::process::geteuid().is_root() {
            true => assert_eq!(told, None),
            false => assert_eq!(told, Some("this account may not read it.")),
        }
    }

    #[test]
    fn the_refusal_names_the_file_its_fault_what_is_safe_and_both_ways_on() {
        let own = with(|path| write(path, "needed = health\n"));
        let why = refusal(&own.unusable).to_string();
        for part in [
            "quorum.toml cannot be used: line 1, column 10: Words go between quote marks.",
            "No meeting was made",
            "settings check",
            "--anyway",
        ] {
            assert!(why.contains(part), "{part}: {why}");
        }
    }
}
