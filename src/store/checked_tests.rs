//! A meeting counts as checked only as long as none of its files has changed in any way, and never in what another
//! meeting, another place or a change of a moment ago has left.

use super::checked::Checked;
use super::index::{Rescued, Stamp};
use super::paths::{MeetingFolder, MeetingId, Paths};
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

const FILES: [&str; 5] = [
    "minutes.json",
    "restricted.json",
    "seal.json",
    "journal/000001-one.jsonl",
    "earlier/1-minutes.json",
];

fn overwrite(path: impl AsRef<std::path::Path>, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    std::fs::File::create(path)?.write_all(bytes.as_ref())
}

struct Place {
    _home: tempfile::TempDir,
    places: Paths,
    meeting: MeetingFolder,
}

impl Place {
    fn new() -> Place {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let places = Paths {
            agendas: data.join("settings/agendas"),
            rescue: Vec::new(),
            cache: Some(home.path().join("cache/talking-piece")),
            data,
        };
        let id = MeetingId::parse("0123456789ab").unwrap();
        let path = places.meetings().join("2026").join(id.as_str());
        for file in FILES {
            fs::create_dir_all(path.join(file).parent().unwrap()).unwrap();
            overwrite(path.join(file), file).unwrap();
        }
        Place {
            _home: home,
            places,
            meeting: MeetingFolder { id, path },
        }
    }

    fn stamp(&self) -> Stamp {
        let rescued = Rescued::of(&self.places);
        Stamp::look(&self.meeting, &rescued, None).on_record("mark".to_owned())
    }

    /// As long after the last change as that.
    fn read(&self, seconds: i128) -> Checked {
        let about = fs::metadata(self.meeting.path.join("minutes.json")).unwrap();
        let changed = i128::from(about.ctime()) * 1_000_000_000 + i128::from(about.ctime_nsec());
        Checked::read(&self.places, changed + seconds * 1_000_000_000)
    }

    fn checked_now(&self) {
        let mut checked = self.read(60);
        checked.put(&self.meeting, &self.stamp());
        checked.keep(std::slice::from_ref(&self.meeting));
    }

    fn is_known(&self) -> bool {
        Checked::read(&self.places, 0).has(&self.meeting, &self.stamp())
    }
}

fn same_length(path: &Path) {
    let about = fs::metadata(path).unwrap();
    let text = fs::read_to_string(path).unwrap();
    overwrite(path, text.to_uppercase()).unwrap();
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(about.modified().unwrap()).unwrap();
}

#[test]
fn it_is_known_until_a_file_changes_in_any_way() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 6] = [
        ("other letters, with the time put back", same_length),
        ("one byte more", |path| {
            overwrite(path, fs::read_to_string(path).unwrap() + "x").unwrap();
        }),
        ("gone", |path| fs::remove_file(path).unwrap()),
        ("other rights", |path| {
            fs::set_permissions(path, fs::Permissions::from_mode(0o640)).unwrap();
        }),
        ("another file of the same length in its place", |path| {
            let other = path.with_extension("other");
            overwrite(&other, fs::read_to_string(path).unwrap().to_uppercase()).unwrap();
            fs::rename(other, path).unwrap();
        }),
        ("a folder in its place", |path| {
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
        }),
    ];
    for file in FILES {
        for (what, change) in changes {
            let place = Place::new();
            assert!(!place.is_known());
            place.checked_now();
            assert!(place.is_known(), "{file}: nothing has changed");
            // A step of the clock later.
            std::thread::sleep(std::time::Duration::from_millis(12));
            change(&place.meeting.path.join(file));
            assert!(!place.is_known(), "{file}: {what}");
        }
    }
}

#[test]
fn a_new_file_of_the_journal_or_line_of_the_record_of_seals_is_a_change() {
    let place = Place::new();
    place.checked_now();
    let other_mark = place.stamp().on_record("other".to_owned());
    assert!(!place.read(60).has(&place.meeting, &other_mark));
    overwrite(place.meeting.path.join("journal/000002-two.jsonl"), "x").unwrap();
    assert!(!place.is_known());
}

#[test]
fn what_changed_a_moment_ago_is_not_kept() {
    let place = Place::new();
    for (seconds, is_kept) in [(-5, false), (0, false), (9, false), (11, true)] {
        let mut checked = place.read(seconds);
        checked.put(&place.meeting, &place.stamp());
        assert_eq!(checked.has(&place.meeting, &place.stamp()), is_kept);
    }
}

#[test]
fn a_copy_of_the_meeting_elsewhere_and_a_meeting_that_is_gone_are_not_known() {
    let place = Place::new();
    place.checked_now();
    let moved = place.places.meetings().join("2025");
    fs::rename(place.places.meetings().join("2026"), &moved).unwrap();
    let there = MeetingFolder {
        path: moved.join(place.meeting.id.as_str()),
        ..place.meeting.clone()
    };
    let stamp = Stamp::look(&there, &Rescued::of(&place.places), None);
    let mut checked = Checked::read(&place.places, i128::MAX);
    assert!(!checked.has(&there, &stamp.clone().on_record("mark".to_owned())));
    // The next run keeps what is there alone.
    checked.put(&there, &stamp);
    checked.keep(&[]);
    let file = fs::read_dir(place.places.cache.as_ref().unwrap()).unwrap();
    let file = file.map(|entry| entry.unwrap().path()).next().unwrap();
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    assert!(!fs::read_to_string(file).unwrap().contains("0123456789ab"));
}

/// Whatever is in its file, nothing is known by it that was not found out.
#[test]
fn a_damaged_or_planted_file_makes_nothing_known() {
    let place = Place::new();
    place.checked_now();
    let folder = place.places.cache.clone().unwrap();
    let file = fs::read_dir(&folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let whole = fs::read(&file).unwrap();
    for length in 0..whole.len() - 1 {
        overwrite(&file, &whole[..length]).unwrap();
        assert!(!place.is_known(), "{length}");
    }
    for at in 0..whole.len() - 1 {
        let mut other = whole.clone();
        other[at] ^= 1;
        overwrite(&file, &other).unwrap();
        assert!(!place.is_known(), "{at}");
    }
    overwrite(&file, &whole).unwrap();
    assert!(place.is_known());
    let elsewhere = folder.with_extension("elsewhere");
    fs::rename(&file, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &file).unwrap();
    assert!(!place.is_known(), "a link");
}
