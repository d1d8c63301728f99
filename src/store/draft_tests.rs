//! The draft: cut at every byte, edited anywhere, kept until its record is safe, found again.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;

use super::disk::Disk;
use super::draft::Draft;
use super::draft_lines::{self, DraftLine};
use super::fake_disk::FakeDisk;
use super::journal::{Chain, Journal};
use super::journal_line::JournalEntry;
use super::journal_tests::{HOME, RESCUE, folder, meeting_disk, record};
use super::reading;
use super::recovery;

const SESSION: &str = "000001-one";

pub(crate) fn start(disk: &FakeDisk) -> Draft {
    let places = vec![folder(HOME), folder(RESCUE)];
    Draft::start(
        Arc::new(disk.clone()),
        places,
        SESSION,
        1,
        json!({"speaker": "KP"}),
        vec![],
    )
    .unwrap()
}

pub(crate) fn found(disk: &FakeDisk) -> reading::Opened {
    reading::read(disk, &folder(HOME), &[folder(RESCUE)])
}

#[test]
fn cut_at_every_byte_it_is_as_after_some_whole_edit() {
    let purpose = json!({"speaker": "KP"});
    let mut line = DraftLine {
        n: 7,
        purpose: purpose.clone(),
        text: String::new(),
    };
    let mut bytes = draft_lines::begin(7, &purpose, &[]);
    let mut states = vec![(bytes.len(), line.text.clone())];
    let edits = [
        (0, 0, "Ą"),
        (2, 0, "\"q\"\n\\"),
        (0, 2, "👨‍👩‍👧"),
        (18, 1, "\u{1b}\u{85}"),
        (0, 18, ""),
        (3, 0, "بله"),
    ];
    for (at, removed, inserted) in edits {
        assert!(
            line.edit(at, removed, inserted),
            "{at} {removed} in {:?}",
            line.text
        );
        bytes.extend(draft_lines::edit(at, removed, inserted));
        states.push((bytes.len(), line.text.clone()));
    }
    for cut in 0..=bytes.len() {
        let read = draft_lines::read_lines(&bytes[..cut]);
        let expected = states.iter().rev().find(|(length, _)| *length <= cut);
        let expected = expected.map(|(_, text)| DraftLine {
            text: text.clone(),
            ..line.clone()
        });
        assert_eq!(read.first(), expected.as_ref(), "cut at {cut}");
    }
}

#[test]
fn after_a_damaged_edit_the_line_stays_and_the_next_line_is_whole() {
    let bytes = [
        draft_lines::begin(1, &json!(null), &[]),
        draft_lines::edit(0, 0, "good"),
        b"[4,0,\"torn\n".to_vec(),
        draft_lines::edit(4, 0, " not applied"),
        draft_lines::begin(2, &json!(null), &[]),
        draft_lines::edit(0, 0, "whole"),
    ]
    .concat();
    let texts: Vec<String> = draft_lines::read_lines(&bytes)
        .into_iter()
        .map(|line| line.text)
        .collect();
    assert_eq!(texts, ["good", "whole"]);
}

proptest! {
    #[test]
    fn any_edit_at_all_is_applied_or_skipped(edits in prop::collection::vec((0usize..12, 0usize..6, "\\PC{0,4}"), 0..20)) {
        let disk = meeting_disk();
        let mut draft = start(&disk);
        for (at, removed, inserted) in edits {
            draft.edit(at, removed, &inserted).unwrap();
        }
        let text = draft.line().text.clone();
        let read = found(&disk).draft.map(|line| line.text).unwrap_or_default();
        prop_assert_eq!(read, text);
    }

    #[test]
    fn any_bytes_at_all_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = draft_lines::read_lines(&bytes);
        let _ = draft_lines::read_asides(&bytes);
    }

    #[test]
    fn any_lines_of_json_can_be_read(lines in prop::collection::vec("\\[[0-9]{1,20},[0-9]{1,20},\"é\"\\]|\\{\"draft\":1,\"for\":2\\}|\\{\"taken\":[0-9]\\}", 0..9)) {
        let bytes = lines.join("\n") + "\n";
        let _ = draft_lines::read_lines(bytes.as_bytes());
        let _ = draft_lines::read_asides(bytes.as_bytes());
    }
}

#[test]
fn an_edit_is_one_write_and_a_commit_one_write_and_one_truncate() {
    let disk = meeting_disk();
    let mut draft = start(&disk);
    let calls_of = |action: &mut dyn FnMut()| {
        let before = disk.set(|state| state.calls);
        action();
        disk.set(|state| state.names_of_calls[before..].to_vec())
    };
    assert_eq!(
        calls_of(&mut || draft.edit(0, 0, "words").unwrap()),
        ["append"]
    );
    assert_eq!(
        calls_of(&mut || {
            draft.begin(2, json!(null), true).unwrap();
            draft.forget(1);
        }),
        ["append", "truncate"]
    );
}

#[test]
fn a_line_stays_on_disk_until_its_record_is_safe_and_not_longer() {
    let disk = meeting_disk();
    let mut draft = start(&disk);
    draft.edit(0, 0, "first line").unwrap();
    draft.begin(2, json!(null), true).unwrap();
    draft.edit(0, 0, "second").unwrap();
    let opened = found(&disk);
    assert_eq!(opened.draft.unwrap().text, "second");
    assert_eq!(opened.asides, ["first line"]);
    // News of line 1 arrives after line 3 has taken over its file: line 3 must stay.
    draft.begin(3, json!(null), true).unwrap();
    draft.edit(0, 0, "third").unwrap();
    draft.forget(1);
    assert_eq!(found(&disk).draft.unwrap().text, "third");
    assert_eq!(
        found(&disk).asides,
        ["first line", "second"],
        "line 2 has no news yet"
    );
    let (set, _) = draft.to_sync().unwrap();
    draft.sync_failed(set, "given up").unwrap();
    for name in disk
        .list(&folder(HOME).draft())
        .unwrap()
        .iter()
        .filter(|name| name.contains(".1."))
    {
        disk.remove(&folder(HOME).draft().join(name)).unwrap();
    }
    let again = found(&disk);
    assert_eq!(again.draft.unwrap().text, "third");
    assert_eq!(
        again.asides,
        ["second"],
        "and is written again with the rest"
    );
    draft.forget(2);
    draft.begin(4, json!(null), true).unwrap();
    draft.forget(3);
    let everything = disk.list(&folder(HOME).draft()).unwrap();
    for name in everything {
        let bytes = disk.get(&folder(HOME).draft().join(&name)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            !text.contains("first") && !text.contains("second") && !text.contains("third"),
            "{name}: {text}"
        );
    }
}

#[test]
fn a_line_that_became_a_record_is_not_offered_again() {
    let disk = meeting_disk();
    let mut draft = start(&disk);
    let header = record(1, "session");
    let mut journal = Journal::start(
        Arc::new(disk.clone()),
        vec![folder(HOME)],
        SESSION,
        Chain::new(),
        &[header],
    )
    .unwrap();
    draft.edit(0, 0, "said").unwrap();
    journal
        .append(&[JournalEntry {
            draft: Some(1),
            ..record(2, "said")
        }])
        .unwrap();
    assert_eq!(
        found(&disk).draft,
        None,
        "used up, though the next line was not begun"
    );
    // The same number in another session is another line.
    disk.put(
        &folder(HOME).draft().join("000002-two.1.a"),
        &[
            draft_lines::begin(1, &json!(9), &[]),
            draft_lines::edit(0, 0, "other"),
        ]
        .concat(),
    );
    assert_eq!(found(&disk).draft.unwrap().text, "other");
}

#[test]
fn texts_set_aside_are_kept_across_lines_and_sessions() {
    let disk = meeting_disk();
    let mut draft = start(&disk);
    draft.edit(0, 0, "half a thought").unwrap();
    draft.set_aside("half a thought").unwrap();
    draft.begin(2, json!(null), true).unwrap();
    draft.forget(1);
    draft.set_aside("another").unwrap();
    draft.set_aside("third").unwrap();
    draft.take_back(1).unwrap();
    draft.take_back(99).unwrap();
    draft.edit(0, 0, "now").unwrap();
    let opened = recovery::open(&disk, &folder(HOME), &[]).unwrap();
    assert_eq!(opened.asides, ["half a thought", "third"]);
    assert_eq!(draft.asides(), opened.asides);
    // The next session takes everything over; then the old files may go.
    let next = "000002-two";
    let places = vec![folder(HOME)];
    let mut two = Draft::start(
        Arc::new(disk.clone()),
        places,
        next,
        1,
        json!(null),
        opened.asides.clone(),
    )
    .unwrap();
    two.edit(0, 0, &opened.draft.unwrap().text).unwrap();
    assert_eq!(
        found(&disk).asides,
        opened.asides,
        "the same text twice is one text"
    );
    recovery::clear_old_drafts(&disk, &folder(HOME), &[], |session| session != next).unwrap();
    let after = found(&disk);
    assert_eq!(
        (after.draft.unwrap().text.as_str(), after.asides.len()),
        ("now", 2)
    );
    assert!(
        disk.list(&folder(HOME).draft())
            .unwrap()
            .iter()
            .all(|name| name.starts_with(next))
    );
}

#[test]
fn a_failing_disk_at_any_call_keeps_the_line_somewhere() {
    for errno in [28, 5, 30] {
        for failing in [1, 3, usize::MAX] {
            for at_call in 1..60 {
                let disk = meeting_disk();
                let mut draft = start(&disk);
                let base = disk.set(|state| state.calls);
                let fail = super::fake_disk::Fail {
                    at_call: base + at_call,
                    calls: failing,
                    errno,
                };
                disk.set(|state| state.fail = Some(fail));
                for n in 2..5 {
                    for letter in ["a", "ł", "c"] {
                        let at = draft.line().text.len();
                        let alarmed = draft.edit(at, 0, letter).is_err();
                        let now = draft.line().text.clone();
                        let on_disk = disk.set(|state| state.killed());
                        let read = found(&on_disk).draft.map(|line| line.text);
                        assert!(
                            alarmed || read == Some(now),
                            "call {at_call} errno {errno}: {read:?}"
                        );
                    }
                    let _ = draft.set_aside("kept");
                    let _ = draft.begin(n, json!(n), true);
                    draft.forget(n - 1);
                }
                if failing == usize::MAX && disk.set(|state| state.calls) >= base + at_call {
                    let words = draft
                        .edit(0, 0, "x")
                        .unwrap_err()
                        .into_problem(0)
                        .to_string();
                    assert!(words.contains("only in memory"), "{words}");
                }
                disk.set(|state| state.fail = None);
                let length = draft.line().text.len();
                draft.edit(0, length, "end").unwrap();
                let read = found(&disk);
                assert_eq!(read.draft.unwrap().text, "end");
                // Lines of the abandoned file that became no record may be offered too: never less than there was.
                assert!(
                    read.asides.contains(&"kept".to_owned()),
                    "call {at_call} errno {errno} {failing} calls"
                );
            }
        }
    }
}

#[test]
fn closing_leaves_no_half_typed_words() {
    let disk = meeting_disk();
    let mut draft = start(&disk);
    draft.edit(0, 0, "secret").unwrap();
    draft.edit(0, 6, "").unwrap();
    draft.close();
    let texts: Vec<u8> = disk
        .list(&folder(HOME).draft())
        .unwrap()
        .iter()
        .flat_map(|name| disk.get(&folder(HOME).draft().join(name)).unwrap())
        .collect();
    assert_eq!(texts, b"");
}

/// A command was carried out, the line after it became a record and its file was emptied: the command must not come
/// back.
#[test]
fn a_line_that_is_done_with_stays_so_when_the_other_file_is_emptied() {
    let disk = meeting_disk();
    let mut draft = start(&disk);
    draft.edit(0, 0, "/find window").unwrap();
    draft.begin(2, json!(null), false).unwrap();
    draft.edit(0, 0, "said").unwrap();
    draft.begin(3, json!(null), true).unwrap();
    draft.forget(2);
    draft.edit(0, 0, "half").unwrap();
    let found = found(&disk);
    assert_eq!(found.draft.map(|line| line.text).as_deref(), Some("half"));
    assert!(found.asides.is_empty(), "{:?}", found.asides);
}

/// What a power cut takes of the last letter is promised to nobody; a broken record in the middle is words.
#[test]
fn a_record_that_cannot_be_read_is_damage_and_a_torn_letter_is_none() {
    use super::draft_lines::{begin, edit, is_damaged, read_lines};
    let whole = [
        begin(1, &serde_json::json!({}), &[]),
        edit(0, 0, "KS: the first words"),
        edit(19, 0, " and more"),
    ]
    .concat();
    assert!(!is_damaged(&whole) && !is_damaged(b""));
    assert!(!is_damaged(&whole[..whole.len() - 4]));
    assert!(is_damaged(&[whole.as_slice(), &[0; 10]].concat()));
    assert!(is_damaged(&[whole.as_slice(), &[b'x'; 100]].concat()));
    for at in 0..whole.len() {
        let mut broken = whole.clone();
        broken[at] = 0xFF;
        assert!(is_damaged(&broken) || at == whole.len() - 1, "{at}");
        let lines = read_lines(&broken);
        assert!(
            lines
                .iter()
                .all(|line| "KS: the first words and more".starts_with(&line.text))
        );
    }
}
