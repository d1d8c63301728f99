//! A disk that fills up in the middle of a meeting (the reserve takes the words, in the meeting's own folder), and one
//! that is read-only. On a small file system of its own, which needs the right to mount.

use super::machine::Mounted;
use crate::command_line::program::{Program, Ran};
use chrono::{DateTime, FixedOffset};
use std::path::Path;
use std::time::Duration;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::Message;
use talking_piece::domain::agenda;
use talking_piece::domain::meeting::event::{KnownEvent, LoggedEvent};
use talking_piece::domain::visibility::Restricted;
use talking_piece::engine::effects::EffectRunner;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::Paths;
use talking_piece::store::reading;

const MIB: usize = 1024 * 1024;

/// A file system of 30 MiB.
pub fn small_disk() -> Option<Mounted> {
    Mounted::in_memory("F6", "size=30m")
}

/// Fills the disk: a write that does not fit leaves as much as fitted.
pub fn fill(folder: &Path) {
    let path = folder.join("of-somebody-else");
    assert!(std::fs::write(path, vec![1; 64 * MIB]).is_err());
}

fn began(seq: u64, known_event: KnownEvent) -> Effect {
    let at: DateTime<FixedOffset> = "2026-11-22T10:00:00+00:00".parse().unwrap();
    Effect::Record(vec![LoggedEvent {
        seq,
        at,
        batch: seq,
        draft: None,
        event: known_event.into(),
    }])
}

#[test]
fn a_full_disk_in_the_middle_of_a_meeting_costs_the_reserve_and_no_word() {
    let Some(small) = small_disk() else {
        return;
    };
    let root = small.path();
    let places = Paths {
        data: root.join("data"),
        agendas: root.join("agendas"),
        rescue: Vec::new(),
        cache: None,
    };
    let mut runner = EffectRunner::new(places, false, |_| {}).unwrap();
    let agenda = Box::new(agenda::built_in("core-group").unwrap());
    let made = runner.perform(Effect::Create { agenda });
    assert!(matches!(made.as_slice(), [Message::Opened(_)]), "{made:?}");
    let folder = runner.folder().unwrap().clone();
    let reserve = folder.path.join("reserve");
    assert_eq!(std::fs::metadata(&reserve).unwrap().len(), MIB as u64);
    fill(root);
    // Entries until the room in the journal's last page is used up, and some more.
    let long = "x".repeat(3000);
    let mut told = Vec::new();
    for seq in 2..=20 {
        told.extend(runner.perform(began(
            seq,
            KnownEvent::SessionEnded {
                why: format!("{seq} {long}"),
            },
        )));
    }
    assert!(
        told.iter()
            .all(|message| !matches!(message, Message::SaveFailed(_))),
        "{told:?}"
    );
    assert!(
        matches!(told.as_slice(), [Message::Note(words)] if words.contains("same folder")),
        "{told:?}"
    );
    assert!(!reserve.exists(), "the reserve is what made room");
    assert!(runner.flush(Duration::from_secs(5)));
    let found = reading::read(&RealDisk, &folder, &[]);
    assert_eq!(found.records.len(), 20, "{:?}", found.troubles);
    runner.perform(Effect::Release);
}

/// What was marked restricted must not stay where the team reads it because the disk is full: closing a file takes no
/// space.
#[test]
fn a_team_file_that_cannot_be_written_anew_is_closed_to_the_team_and_comes_back() {
    use std::os::unix::fs::PermissionsExt;
    let Some(small) = small_disk() else {
        return;
    };
    let root = small.path();
    let data = root.join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o2770)).unwrap();
    let places = Paths {
        data,
        agendas: root.join("agendas"),
        rescue: Vec::new(),
        cache: None,
    };
    let (told, news) = std::sync::mpsc::channel();
    let mut runner = EffectRunner::new(places, false, move |what| drop(told.send(what))).unwrap();
    let agenda = Box::new(agenda::built_in("core-group").unwrap());
    runner.perform(Effect::Create { agenda });
    let folder = runner.folder().unwrap().clone();
    let path = folder.path.join("minutes.json");
    let files = |words: &str, waits: bool| Effect::WriteMinutes {
        minutes: Box::new(serde_json::json!({ "program": words.repeat(8000) })),
        restricted: Restricted::new("{}".to_owned()),
        seal: false,
        waits,
    };
    let written = Message::MinutesWritten(folder.id.to_string());
    assert_eq!(
        runner.perform(files("Nowhere Lane", true)),
        std::slice::from_ref(&written)
    );
    let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o640);
    fill(root);
    // Something is taken out of it.
    assert_eq!(runner.perform(Effect::EmptyMinutes), []);
    // In the background, nothing is said at once.
    assert_eq!(runner.perform(files("nothing at all is here", false)), []);
    assert!(runner.flush(Duration::from_secs(5)));
    let heard: Vec<Message> = news
        .try_iter()
        .flat_map(|news| runner.on_news(news))
        .filter(|message| !matches!(message, Message::Saved(_)))
        .collect();
    assert!(
        matches!(heard.as_slice(), [Message::MinutesNotWritten { why, .. }] if why.to_string().contains("older than what you recorded")),
        "{heard:?}"
    );
    assert_eq!(mode(), 0o600);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "", "and emptied");
    std::fs::remove_file(root.join("of-somebody-else")).unwrap();
    assert_eq!(runner.perform(files("nothing", true)), [written]);
    assert_eq!(mode(), 0o640);
    assert!(
        !std::fs::read_to_string(&path)
            .unwrap()
            .contains("Nowhere Lane")
    );
    runner.perform(Effect::Release);
}

/// A killed session left its reserve: on a full disk that is the space in which the next one starts, at home.
#[test]
fn what_a_killed_session_kept_back_serves_the_next_on_a_full_disk() {
    let Some(small) = small_disk() else {
        return;
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let root = small.path();
    let places = Paths {
        data: root.join("data"),
        agendas: root.join("agendas"),
        rescue: vec![elsewhere.path().join("rescue")],
        cache: None,
    };
    let mut runner = EffectRunner::new(places, false, |_| {}).unwrap();
    let agenda = Box::new(agenda::built_in("core-group").unwrap());
    runner.perform(Effect::Create { agenda });
    let folder = runner.folder().unwrap().clone();
    runner.perform(Effect::Release);
    let reserve = folder.path.join("reserve");
    std::fs::write(&reserve, vec![0; MIB]).unwrap();
    runner.perform(Effect::Open(folder.id.to_string()));
    fill(root);
    let ended = KnownEvent::SessionEnded {
        why: "left".to_owned(),
    };
    assert_eq!(runner.perform(began(2, ended)), [], "nothing to tell");
    assert!(runner.flush(Duration::from_secs(5)));
    let found = reading::read(&RealDisk, &folder, &[]);
    assert_eq!(found.records.len(), 2, "{:?}", found.troubles);
    assert!(!elsewhere.path().join("rescue").exists());
    runner.perform(Effect::Release);
    assert!(!reserve.exists());
}

#[test]
fn the_reserve_goes_when_the_meeting_is_left() {
    let root = tempfile::tempdir().unwrap();
    let places = Paths {
        data: root.path().join("data"),
        agendas: root.path().join("agendas"),
        rescue: Vec::new(),
        cache: None,
    };
    let mut runner = EffectRunner::new(places, false, |_| {}).unwrap();
    let agenda = Box::new(agenda::built_in("core-group").unwrap());
    runner.perform(Effect::Create { agenda });
    let reserve = runner.folder().unwrap().path.join("reserve");
    assert!(reserve.exists());
    runner.perform(Effect::Release);
    assert!(!reserve.exists());
}

#[test]
fn a_disk_that_may_only_be_read_opens_the_minutes_to_read() {
    let Some(small) = small_disk() else {
        return;
    };
    let program = Program::new();
    let data = small.path().join("data");
    let run = |arguments: &[&str], input: &str| {
        let whole: Vec<&str> = ["--data", data.to_str().unwrap()]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        program.run_with_input(&whole, input.as_bytes())
    };
    let lines = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n";
    let made: Ran = run(&["take", "--new", "--lines", "-"], lines);
    let id = made.out.lines().last().unwrap().to_owned();
    small.remount("ro");
    let looked = run(&["resume", &id, "--plain"], "/find hello\nKS: more\n");
    assert_eq!(looked.code, 0, "{looked:?}");
    assert!(looked.out.contains("open for reading only"), "{looked:?}");
    assert!(looked.out.contains("1 entry"), "{looked:?}");
    let took = run(&["take", &id, "--lines", "-"], "KS: more\n");
    assert_eq!(took.code, 3, "{took:?}");
    assert!(took.err.contains("nothing was changed"), "{took:?}");
    let read = run(&["read", &id], "");
    assert!(read.out.contains("hello") && !read.out.contains("more"));
}
