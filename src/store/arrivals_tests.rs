//! What an interrupted import leaves behind is cleared away by the next one, and goes nowhere near a meeting.

use super::arrivals::{self, Part, PutDown};
use super::disk::RealDisk;
use super::lock::Holder;
use super::paths::{MeetingId, Paths};
use std::fs;
use std::path::{Path, PathBuf};

const ID: &str = "0123456789ab";

fn overwrite(path: impl AsRef<std::path::Path>, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::File::create(path)?.write_all(bytes.as_ref())
}

fn home() -> (tempfile::TempDir, Paths, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let mut places = Paths::find(Some(&home.path().join("data"))).unwrap();
    places.prepare(&RealDisk).unwrap();
    let account = rustix::process::geteuid().as_raw();
    let unfinished = places.meetings().join(format!(".import-{ID}-{account}"));
    (home, places, unfinished)
}

fn us() -> Holder {
    Holder {
        user: "anna".to_owned(),
        tty: String::new(),
        since: "10:00".to_owned(),
        host: String::new(),
    }
}

fn left_behind(unfinished: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .mode(0o700)
        .create(unfinished)
        .unwrap();
    for name in ["minutes.json", "restricted.json", ".minutes.json.x.tmp"] {
        overwrite(unfinished.join(name), "of another file").unwrap();
    }
}

fn put_down(places: &Paths, parts: &[Part<'_>]) -> PutDown {
    let id = MeetingId::parse(ID).unwrap();
    arrivals::put_down(&RealDisk, places, &id, 2026, parts, None, &us()).unwrap()
}

#[test]
fn files_of_an_interrupted_import_are_not_in_the_meeting_that_the_next_one_makes() {
    let (_home, places, unfinished) = home();
    left_behind(&unfinished);
    let part = Part {
        name: "minutes.json",
        bytes: b"ours",
        for_team: true,
    };
    assert!(matches!(put_down(&places, &[part]), PutDown::Finished));
    assert!(!unfinished.exists());
    let folder = places.meetings().join("2026").join(ID);
    assert_eq!(fs::read(folder.join("minutes.json")).unwrap(), b"ours");
    for name in ["restricted.json", ".minutes.json.x.tmp"] {
        assert!(!folder.join(name).exists(), "{name}");
    }
}

#[test]
fn once_the_meeting_is_there_nothing_of_an_interrupted_import_stays() {
    let (_home, places, unfinished) = home();
    left_behind(&unfinished);
    let id = MeetingId::parse(ID).unwrap();
    arrivals::forget_unfinished(&RealDisk, &places, &id, &us());
    assert!(!unfinished.exists());
    // Nothing was there: nothing is made.
    arrivals::forget_unfinished(&RealDisk, &places, &id, &us());
    assert!(!unfinished.exists());
}
