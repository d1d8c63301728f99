//! The seal beside a file that is imported: whoever sends minutes with their seal wants to know when they arrive changed.

use crate::engine::meetings;
use crate::store::arrivals::GivenFile;
use crate::store::journal_line::sha256;
use crate::store::sealed::{SEAL, hash_in_seal};
use std::path::Path;

/// In words, what is not as the seal beside it says. Nothing where there is no seal.
pub(super) fn differences(path: &Path, minutes: &[u8], restricted: Option<&[u8]>) -> Vec<String> {
    let Ok(seal) = GivenFile::read(&path.with_file_name(SEAL)) else {
        return Vec::new();
    };
    let minutes = path
        .file_name()
        .is_some_and(|name| name == meetings::MINUTES)
        .then_some((meetings::MINUTES, minutes));
    let restricted = restricted.map(|bytes| (meetings::RESTRICTED, bytes));
    let mut words = Vec::new();
    for (name, bytes) in minutes.into_iter().chain(restricted) {
        match hash_in_seal(&seal.bytes, name) {
            Err(_) => return vec![format!("{SEAL} was changed after sealing.")],
            Ok(Some(hash)) if hash != sha256(bytes) => {
                words.push(format!("{name} was changed after sealing."));
            }
            Ok(_) => {}
        }
    }
    words
}
