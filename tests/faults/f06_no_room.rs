//! A meeting that goes on where its own folder accepts nothing: the words go to the rescue folder, and none of them is
//! in memory only while there is a place for it.

use chrono::{DateTime, FixedOffset};
use std::path::Path;
use std::time::Duration;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Message, Opened};
use talking_piece::domain::agenda;
use talking_piece::domain::meeting::event::{KnownEvent, LoggedEvent};
use talking_piece::domain::text::edit::TextEdit;
use talking_piece::engine::effects::EffectRunner;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::Paths;
use talking_piece::store::reading;

fn places(root: &Path, rescue: &str) -> Paths {
    Paths {
        data: root.join("data"),
        agendas: root.join("agendas"),
        rescue: vec![root.join(rescue)],
        cache: None,
    }
}

fn opened(messages: Vec<Message>) -> Opened {
    match messages.into_iter().next() {
        Some(Message::Opened(opened)) => *opened,
        other => panic!("{other:?}"),
    }
}

/// A meeting that is open again, with files where its folders for the journal and the draft should be.
fn blocked(root: &Path, rescue: &str) -> (EffectRunner, u64) {
    let mut runner = EffectRunner::new(places(root, rescue), false, |_| {}).unwrap();
    let agenda = Box::new(agenda::built_in("core-group").unwrap());
    let made = opened(runner.perform(Effect::Create { agenda }));
    let folder = runner.folder().unwrap().clone();
    runner.perform(Effect::Release);
    let next = opened(runner.perform(Effect::Open(folder.id.to_string())));
    assert_eq!(next.events.len(), made.events.len());
    for name in ["journal", "draft"] {
        std::fs::rename(
            folder.path.join(name),
            folder.path.join(format!("{name}-away")),
        )
        .unwrap();
        std::fs::write(folder.path.join(name), "").unwrap();
    }
    (runner, next.events.last().unwrap().seq + 1)
}

fn began(seq: u64) -> Effect {
    let at: DateTime<FixedOffset> = "2026-11-22T10:00:00+00:00".parse().unwrap();
    Effect::Record(vec![LoggedEvent {
        seq,
        at,
        batch: seq,
        draft: None,
        event: KnownEvent::Began {}.into(),
    }])
}

fn line(text: &str) -> Effect {
    Effect::BeginDraft {
        number: 1,
        purpose: serde_json::Value::Null,
        asides: vec!["kept for later".to_owned()],
        text: text.to_owned(),
        forget: false,
    }
}

fn letter(at: usize, inserted: &str) -> Effect {
    Effect::EditDraft(TextEdit {
        at,
        removed: String::new(),
        inserted: inserted.to_owned(),
    })
}

#[test]
fn a_meeting_resumed_on_a_full_disk_kept_its_words_in_memory_only() {
    let root = tempfile::tempdir().unwrap();
    let (mut runner, seq) = blocked(root.path(), "rescue");
    let told = runner.perform(began(seq));
    assert!(
        matches!(told.as_slice(), [Message::Note(words)] if words.contains("Tell IT")),
        "{told:?}"
    );
    assert_eq!(runner.perform(line("half")), []);
    assert_eq!(runner.perform(letter(4, " typed")), []);
    let folder = runner.folder().unwrap().clone();
    let rescue = places(root.path(), "rescue").rescue_for(&folder);
    let found = reading::read(&RealDisk, &rescue[0], &[]);
    assert_eq!(found.records.len(), 1);
    assert_eq!(found.draft.unwrap().text, "half typed");
    assert_eq!(found.asides, ["kept for later"]);
    assert!(
        !folder.path.join("reserve").exists(),
        "no room is kept where none was found"
    );
}

#[test]
fn letters_typed_while_no_place_took_them_were_never_tried_again() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("no-rescue"), "").unwrap();
    let (mut runner, seq) = blocked(root.path(), "no-rescue");
    assert!(matches!(
        runner.perform(began(seq)).as_slice(),
        [Message::SaveFailed(_)]
    ));
    let told = runner.perform(line("half"));
    assert!(
        matches!(told.as_slice(), [Message::SaveFailed(_)]),
        "{told:?}"
    );
    let told = runner.perform(letter(4, " ty"));
    let said = match told.as_slice() {
        [Message::SaveFailed(why)] => why.to_string(),
        other => panic!("{other:?}"),
    };
    // Finished entries were called safe although no disk had taken them.
    assert!(
        said.contains("finished entr") && !said.contains("Finished entries are safe"),
        "{said}"
    );
    // The reason was "File exists".
    assert!(
        said.contains("something else is in the place of its folder"),
        "{said}"
    );
    let folder = runner.folder().unwrap().clone();
    for name in ["journal", "draft"] {
        std::fs::remove_file(folder.path.join(name)).unwrap();
        std::fs::rename(
            folder.path.join(format!("{name}-away")),
            folder.path.join(name),
        )
        .unwrap();
    }
    assert_eq!(runner.perform(letter(7, "ped")), []);
    assert!(runner.flush(Duration::from_secs(5)));
    let found = reading::read(&RealDisk, &folder, &[]);
    assert_eq!(found.draft.unwrap().text, "half typed");
    runner.perform(Effect::Release);
    let found = reading::read(&RealDisk, &folder, &[]);
    assert_eq!(
        found.records.last().unwrap().seq,
        seq,
        "tried again at the end"
    );
}

/// The alarm about the line stayed on the screen until the next entry, although the line was on the disk again.
#[test]
fn the_alarm_goes_when_the_line_is_saved_again() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("no-rescue"), "").unwrap();
    let (tell, news) = std::sync::mpsc::channel();
    let mut runner = EffectRunner::new(places(root.path(), "no-rescue"), false, move |what| {
        drop(tell.send(what));
    })
    .unwrap();
    let agenda = Box::new(agenda::built_in("core-group").unwrap());
    runner.perform(Effect::Create { agenda });
    let folder = runner.folder().unwrap().clone();
    assert!(runner.flush(Duration::from_secs(5)));
    for earlier in news.try_iter() {
        runner.on_news(earlier);
    }
    let (drafts, away) = (folder.path.join("draft"), folder.path.join("draft-away"));
    let _ = std::fs::rename(&drafts, &away);
    std::fs::write(&drafts, "").unwrap();
    let told = runner.perform(line("half"));
    assert!(
        matches!(told.as_slice(), [Message::SaveFailed(why)] if why.to_string().contains("Finished entries are safe")),
        "{told:?}"
    );
    std::fs::remove_file(&drafts).unwrap();
    let _ = std::fs::rename(&away, &drafts);
    assert_eq!(runner.perform(letter(4, " typed")), []);
    assert!(runner.flush(Duration::from_secs(5)));
    let heard: Vec<Message> = news
        .try_iter()
        .flat_map(|what| runner.on_news(what))
        .collect();
    assert!(matches!(heard.as_slice(), [Message::Saved(_)]), "{heard:?}");
    runner.perform(Effect::Release);
}
