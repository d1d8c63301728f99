//! Names of accounts and groups for display. A name that is not in the system's own files (a directory service) is
//! shown as its number.

use std::path::Path;

use super::disk::read_given;

const LARGEST: u64 = 4 * 1024 * 1024;

#[must_use]
pub fn user(number: u32) -> String {
    name(number).unwrap_or_else(|| format!("the user {number}"))
}

/// `None` where the system's own files do not know the account.
#[must_use]
pub fn name(number: u32) -> Option<String> {
    name_in(Path::new("/etc/passwd"), number)
}

#[must_use]
pub fn group(number: u32) -> String {
    name_in(Path::new("/etc/group"), number).unwrap_or_else(|| format!("number {number}"))
}

fn name_in(file: &Path, number: u32) -> Option<String> {
    let bytes = read_given(file, LARGEST).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text
        .lines()
        .find(|line| line.split(':').nth(2) == Some(number.to_string().as_str()))?;
    let name = line.split(':').next()?;
    (!name.is_empty()).then(|| crate::domain::text::sanitise::clean_line(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_account_has_a_name_and_an_unknown_one_its_number() {
        assert_eq!(user(0), "root");
        assert_eq!(name(0).as_deref(), Some("root"));
        assert_eq!(name(4_000_000_123), None);
        assert_eq!(user(4_000_000_123), "the user 4000000123");
        assert_eq!(group(4_000_000_123), "number 4000000123");
    }
}
