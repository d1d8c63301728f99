//! `import` of files that are not as this program writes them: half written, made by hand, with marks in the wrong
//! place. Nothing is left out in silence, and what is marked as restricted never comes into the open minutes.

use super::import::{elsewhere, everything, import, json_in};
use super::program::Program;
use serde_json::{Value, json};
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// A file made from real minutes by hand.
fn by_hand(here: &Program, change: impl FnOnce(&mut Value)) -> (String, PathBuf) {
    let there = Program::new();
    let (id, folder) = elsewhere(&there);
    let mut file = json_in(&folder.join("minutes.json"));
    change(&mut file);
    let given = here.home().join("minutes.json");
    std::fs::write(&given, file.to_string()).unwrap();
    (id, given)
}

#[test]
fn a_file_that_is_rewritten_while_it_is_read_is_refused() {
    let here = Program::new();
    let texts = ['a', 'b'].map(|letter| {
        let words = String::from(letter).repeat(40_000_000);
        json!({
            "format": "talking-piece minutes", "version": 2, "program": words,
            "meeting": { "id": "abcdefghjkmn", "created_at": "2026-11-22T10:00:00+00:00" },
        })
        .to_string()
    });
    let given = here.home().join("minutes.json");
    std::fs::write(&given, &texts[0]).unwrap();
    let is_over = AtomicBool::new(false);
    let ran = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = std::fs::OpenOptions::new()
                .write(true)
                .open(&given)
                .unwrap();
            for text in texts.iter().cycle() {
                if is_over.load(Ordering::SeqCst) {
                    break;
                }
                file.seek(SeekFrom::Start(0)).unwrap();
                file.write_all(text.as_bytes()).unwrap();
            }
        });
        let ran = import(&here, &given);
        is_over.store(true, Ordering::SeqCst);
        ran
    });
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.err
            .contains("It changed while it was being read, so nothing from it was imported."),
        "{}",
        ran.err
    );
    assert!(here.run(&["list"]).out.is_empty());
    // Nobody writes in it any more.
    std::fs::write(&given, &texts[1]).unwrap();
    assert_eq!(import(&here, &given).code, 0);
}

#[test]
fn what_is_not_taken_is_named_and_the_file_is_kept_whole() {
    let here = Program::new();
    let (id, given) = by_hand(&here, |file| {
        let lists = file.as_object_mut().unwrap();
        let said = lists["contributions"].as_array_mut().unwrap();
        let mut nameless = said[0].clone();
        nameless.as_object_mut().unwrap().remove("id");
        let mut timeless = said[0].clone();
        timeless["at"] = json!("yesterday");
        said.extend([nameless, timeless, json!("no row at all")]);
        said[0]["kind"] = json!(["not a word"]);
        let people = lists["people"].as_array_mut().unwrap();
        people[0]["attended"] = json!([{ "arrived": "some time" }]);
        lists["breaks"] = json!([
            { "from": "soon", "reason": "tea" },
            { "from": "2026-11-22T11:00:00Z", "reason": "tea", "room": "the hall" },
        ]);
        let closing = json!({ "at": "never", "gaps": [] });
        lists.insert("closing".to_owned(), closing);
    });
    let ran = import(&here, &given);
    assert_eq!(ran.code, 1, "{ran:?}");
    let not_taken: Vec<&str> = ran
        .out
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Not taken: "))
        .collect();
    assert_eq!(
        not_taken,
        [
            "people, row 1, attended, row 1",
            "contributions, row 1, kind, row 1",
            "contributions, row 3",
            "contributions, row 4",
            "contributions, row 5",
            "breaks, row 1",
            "breaks, row 2, room",
            "closing",
        ],
        "{ran:?}"
    );
    assert!(ran.err.contains("1 of them in part only"), "{ran:?}");
    let kept = everything(&here.folder_of(&id).join("recovered"));
    assert_eq!(kept[0].1, std::fs::read(&given).unwrap());
}

#[test]
fn a_restricted_part_that_is_refused_is_not_taken() {
    let (there, here) = (Program::new(), Program::new());
    let (_, folder) = elsewhere(&there);
    let other = there.folder_of(&there.meeting("/child Ella\n"));
    std::fs::copy(
        other.join("restricted.json"),
        folder.join("restricted.json"),
    )
    .unwrap();
    let ran = import(&here, &folder);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.contains(
            "Not taken: the restricted.json beside it: It is the restricted part of another meeting."
        ),
        "{ran:?}"
    );
}

#[test]
fn minutes_that_say_hardly_anything_are_listed() {
    let here = Program::new();
    let given = here.home().join("minutes.json");
    let file = json!({ "format": "talking-piece minutes", "version": 2, "meeting": { "id": "abcdefghjkmn" } });
    std::fs::write(&given, file.to_string()).unwrap();
    assert_eq!(import(&here, &given).code, 0);
    let list = here.run(&["list"]);
    assert!(list.out.starts_with("abcdefghjkmn"), "{list:?}");
}

/// A mark in a place where no program of ours would put one, and an id that is there twice.
#[test]
fn what_is_marked_as_restricted_stays_out_wherever_the_mark_is() {
    let here = Program::new();
    let (id, given) = by_hand(&here, |file| {
        let secret = |mut row: Value| {
            row["visibility"] = json!("restricted");
            row
        };
        let lists = file.as_object_mut().unwrap();
        lists.insert(
            "letters".to_owned(),
            json!([
                secret(json!({ "id": "e90", "at": "2026-11-22T10:00:00+00:00", "words": "SECRET letter" })),
                { "id": "e91", "words": "an open letter", "inside": [secret(json!({ "words": "SECRET inside" }))] },
                { "id": "e92", "struck_out_at": "2026-11-22T10:00:00+00:00", "words": "SECRET struck" },
                { "id": "e93", "restricted": true, "words": "SECRET in another word" },
            ]),
        );
        lists.insert("note".to_owned(), secret(json!({ "words": "SECRET note" })));
        let time = "2026-11-22T11:00:00+00:00";
        lists["breaks"] = json!([secret(json!({ "from": time, "reason": "SECRET break" }))]);
        lists["private_times"] = json!([secret(json!({ "from": time, "reason": "SECRET time" }))]);
        let people = lists["people"].as_array_mut().unwrap();
        let how = json!([{ "from": time, "way": "SECRET way" }]);
        people[0]["attended"] = json!([secret(json!({ "arrived": time, "how": how }))]);
        let said = lists["contributions"].as_array_mut().unwrap();
        said[0]["aside"] = secret(json!({ "words": "SECRET aside" }));
        // The same id twice: open with words, restricted with a field that nobody here knows.
        let mut open = said[0].clone();
        open["id"] = json!("e95");
        open["text"] = json!("SECRET twice");
        let twin = secret(json!({ "id": "e95", "at": time, "of_the_future": "SECRET twin" }));
        said.extend([twin, open]);
        // And in another list.
        let row = secret(json!({ "id": "e96", "at": time }));
        lists["statements_read"].as_array_mut().unwrap().push(row);
        let mut open = lists["contributions"][0].clone();
        open["id"] = json!("e96");
        open["text"] = json!("SECRET elsewhere");
        lists["contributions"].as_array_mut().unwrap().push(open);
    });
    let ran = import(&here, &given);
    assert_eq!(ran.code, 1, "{ran:?}");
    let folder = here.folder_of(&id);
    let minutes = std::fs::read_to_string(folder.join("minutes.json")).unwrap();
    assert!(!minutes.contains("SECRET"), "{minutes}");
    assert!(minutes.contains("an open letter") && minutes.contains("hello"));
    for told in [
        here.run(&["read", &id]),
        here.run(&["read", &id, "--json"]),
        here.run(&["find", "secret"]),
    ] {
        assert!(!told.out.contains("SECRET"), "{told:?}");
    }
    // What did not come in is named, and the file is kept for its owner.
    for place in [
        "contributions, row 1, aside",
        "contributions, row 3, of_the_future",
        "contributions, row 4, text",
        "contributions, row 5, text",
        "breaks, row 1",
        "private_times, row 1",
        "people, row 1, attended, row 1",
        "letters, row 1",
        "letters, row 2, inside, row 1",
        "letters, row 3",
        "letters, row 4",
        "note",
    ] {
        assert!(
            ran.out.contains(&format!("Not taken: {place}\n")),
            "{place}: {ran:?}"
        );
    }
    let kept = everything(&folder.join("recovered"));
    assert_eq!(kept[0].1, std::fs::read(&given).unwrap());
}

#[test]
fn minutes_that_are_not_as_the_seal_beside_them_says_are_told() {
    let (there, here) = (Program::new(), Program::new());
    let id = there.meeting(super::program::CLOSED);
    let folder = there.folder_of(&id);
    let as_sealed = import(&here, &folder);
    assert_eq!(as_sealed.code, 0, "{as_sealed:?}");
    let minutes = folder.join("minutes.json");
    let text = std::fs::read_to_string(&minutes).unwrap();
    for (file, text) in [
        (
            minutes,
            text.replacen("\"program\": \"", "\"program\": \"x", 1),
        ),
        (folder.join("seal.json"), "{}".to_owned()),
    ] {
        std::fs::write(&file, text).unwrap();
        let ran = import(&Program::new(), &folder);
        let name = file.file_name().unwrap().to_str().unwrap();
        let said = format!("NOT AS SEALED: {name} was changed after sealing.");
        assert!(ran.code == 1 && ran.out.contains(&said), "{name}: {ran:?}");
    }
}
