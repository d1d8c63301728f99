//! The council's own document of Word in the folder of its settings, of which papers take the look.

use crate::domain::problem::Problem;
use crate::formats::Format;
use crate::formats::docx::DOCX;
use crate::formats::docx::reference::{MOST, Reference, Unusable};
use crate::store::disk::{is_link, read_given};
use crate::store::paths::Paths;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub fn path(places: &Paths) -> PathBuf {
    places.settings().join("reference.docx")
}

/// Nothing where there is none, or where the format takes no look from it.
///
/// # Errors
/// Where it cannot be used: no paper is made with another look than the council's without a word.
pub fn read(places: &Paths, format: &Format) -> Result<Option<Reference>, Problem> {
    match format.id == DOCX.id {
        true => read_at(&path(places)).map_err(refusal),
        false => Ok(None),
    }
}

/// # Errors
/// Why it cannot be used.
pub fn read_at(path: &Path) -> Result<Option<Reference>, Unusable> {
    match read_given(path, MOST) {
        Ok(bytes) => Reference::read(&bytes).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound && !is_link(path) => Ok(None),
        Err(error) => Err(Unusable::from(format!("it cannot be read ({error})"))),
    }
}

fn refusal(why: Unusable) -> Problem {
    Problem::wrong_input(format!("reference.docx cannot be used: {why}."))
        .safe("Nothing was written.")
        .next(
            "It is in the folder of the settings. Save it in Word as .docx without what is said here, or move it away; \
             `talking-piece settings check` reads it again.",
        )
}
