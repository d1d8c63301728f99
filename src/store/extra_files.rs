//! Files in the folder of a sealed meeting that the program did not put there: what looks like a part of the minutes is
//! not taken for one.

use super::disk::Disk;
use super::disk_space::RESERVE_FILE;
use super::emptied;
use super::lock::LOCK;
use super::meeting_folder::{MINUTES, MeetingFolder, RESTRICTED};
use super::reading::is_segment;
use super::sealed::{EARLIER, SEAL, SUMS};

/// What was imported beside the minutes; the record of seals has what it held.
pub(crate) const IMPORTED: &str = "imported-";

const OURS: [&str; 12] = [
    "journal",
    "draft",
    "readers",
    "recovered",
    EARLIER,
    LOCK,
    RESERVE_FILE,
    MINUTES,
    RESTRICTED,
    emptied::FILE,
    SEAL,
    SUMS,
];

/// The names of files that no version of the program makes. Hidden ones are left out: a write that was interrupted leaves
/// one, and so do network folders; nobody takes them for minutes.
pub(super) fn extra_files(disk: &dyn Disk, meeting: &MeetingFolder) -> Vec<String> {
    let of = |names: std::io::Result<Vec<String>>, below: &str, is_ours: fn(&str) -> bool| {
        let names = names.unwrap_or_default().into_iter();
        let extra = names.filter(move |name| !name.starts_with('.') && !is_ours(name));
        extra
            .map(|name| format!("{below}{name}"))
            .collect::<Vec<_>>()
    };
    let mut extra = of(disk.list(&meeting.path), "", |name| OURS.contains(&name));
    extra.extend(of(disk.list(&meeting.journal()), "journal/", is_segment));
    let earlier = disk.list(&meeting.earlier());
    extra.extend(of(earlier, "earlier/", |name| {
        is_of_a_version(name) || name.starts_with(IMPORTED)
    }));
    extra
}

/// A version that was signed off or sent out is called by its number.
pub(super) fn is_of_a_version(name: &str) -> bool {
    let number = name.split_once('-').map(|(number, _)| number);
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
