//! One meeting on the disk, to be read: its journal, or the files that were handed over. (`library.rs` has the list.)
//! Reads only; must not change a file.

use super::facts;
use crate::domain::meeting::Meeting;
use crate::domain::minutes;
use crate::domain::schema;
use crate::store::disk::{Disk, LARGEST_FILE, read_shared};
use crate::store::places::{MeetingFolder, Places};
use crate::store::reading;
use serde_json::Value;

/// The minutes without the restricted parts.
pub const MINUTES: &str = "minutes.json";
/// The restricted parts alone.
pub const RESTRICTED: &str = "restricted.json";

/// A meeting as its journal has it, and what is wrong with it. Without a journal the result is an empty meeting.
pub fn read(places: &Places, disk: &dyn Disk, folder: &MeetingFolder) -> (Meeting, Vec<String>) {
    let found = reading::read(disk, folder, &places.rescue_for(folder));
    let words = found.troubles.iter().map(ToString::to_string).collect();
    let (meeting, _) = Meeting::from_facts(found.records.into_iter().map(facts::to_fact).collect());
    (meeting, words)
}

/// A JSON file of the meeting, if there is one that can be read.
pub fn json(disk: &dyn Disk, folder: &MeetingFolder, name: &str) -> Option<Value> {
    let path = folder.path.join(name);
    // Another minute-taker's, when the system lets us read it: nobody but its owner writes it.
    let bytes = disk
        .read(&path, LARGEST_FILE)
        .or_else(|_| read_shared(&path, LARGEST_FILE))
        .ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Says so when the minutes file was written by a newer program: it must not be written again.
pub fn newer_minutes(disk: &dyn Disk, folder: &MeetingFolder) -> Option<String> {
    let file = disk.read(&folder.path.join(MINUTES), LARGEST_FILE).ok()?;
    minutes::notice_of_newer(&file)
}

/// Carries what a newer program of the same version wrote into the file over to the new one.
pub fn carry_unknown(disk: &dyn Disk, folder: &MeetingFolder, new: &mut Value) {
    if let Some(old) = json(disk, folder, MINUTES) {
        minutes::carry_unknown(&schema::minutes_schema(), &old, new);
    }
}
