//! Whoever reads, lists, finds, compares, follows or watches minutes that are not as they were sealed is told, with and
//! without an index; what there is is printed all the same.

use super::program::{Program, Ran, SIGNED_OFF};
use std::path::Path;

/// What each way of looking must print.
fn ways(id: &str) -> Vec<(Vec<String>, &str)> {
    let version = format!("{id}@1");
    let ways: [(&[&str], &str); 10] = [
        (&["read", id], "scared"),
        (&["read", id, "--json"], "scared"),
        (&["read", id, "--versions"], "ersion"),
        (&["list"], id),
        (&["list", "--json"], id),
        (&["find", "quiet"], "quiet"),
        // Words may have been taken out of a meeting in which nothing is found.
        (&["find", "zyxw"], ""),
        (&["compare", id, &version], "ersion"),
        (&["due"], ""),
        (&["watch", id, "--once"], "was closed at"),
    ];
    ways.into_iter()
        .map(|(words, shows)| (words.iter().map(|word| (*word).to_owned()).collect(), shows))
        .collect()
}

fn look(program: &Program, words: &[String]) -> Ran {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    program.run(&words)
}

fn nobody_is_alarmed(program: &Program, id: &str) {
    for (way, shows) in ways(id) {
        let ran = look(program, &way);
        assert_eq!(ran.code, 0, "{way:?}: {ran:?}");
        assert!(ran.out.contains(shows), "{way:?}: {ran:?}");
        assert!(
            !ran.err.contains("SEALED") && !ran.out.contains("SEALED"),
            "{way:?}: {ran:?}"
        );
    }
}

fn everybody_is_told(program: &Program, id: &str, what: &str) {
    for (way, _) in ways(id) {
        let ran = look(program, &way);
        assert_eq!(ran.code, 1, "{what}: {way:?}: {ran:?}");
        let told = match way[0].as_str() {
            // On the screen of the room it is part of what is shown.
            "watch" => &ran.out,
            _ => &ran.err,
        };
        assert!(told.contains("SEALED"), "{what}: {way:?}: {ran:?}");
        assert!(told.contains(what), "{what}: {way:?}: {ran:?}");
        assert!(
            !ran.out.is_empty() || way[0] == "due" || way[1] == "zyxw",
            "{what}: {way:?}: {ran:?}"
        );
    }
}

fn without_an_index(program: &Program) {
    let settings = program.data().join("settings");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("library.toml"), "index = false\n").unwrap();
}

/// Another letter in the middle of a word; the file's time of change is put back.
fn change(path: &Path, from: &str, to: &str) {
    let about = std::fs::metadata(path).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} is not in it");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(about.modified().unwrap()).unwrap();
}

fn journal(folder: &Path) -> std::path::PathBuf {
    let mut files = std::fs::read_dir(folder.join("journal")).unwrap();
    files.next().unwrap().unwrap().path()
}

#[test]
fn a_change_is_told_in_every_way_of_looking_at_minutes() {
    type Change = fn(&Program);
    let changes: [(&str, Change); 9] = [
        ("minutes.json was changed", |program| {
            change(
                &program.folder().join("minutes.json"),
                "I was scared",
                "I was scarred",
            );
        }),
        ("restricted.json was changed", |program| {
            change(
                &program.folder().join("restricted.json"),
                "Nowhere",
                "Newhere",
            );
        }),
        ("earlier/1-restricted.json was changed", |program| {
            change(
                &program.folder().join("earlier/1-restricted.json"),
                "Nowhere",
                "Newhere",
            );
        }),
        ("seal.json was changed", |program| {
            change(&program.folder().join("seal.json"), "uid:", "uid:1");
        }),
        ("that seal is gone", |program| {
            std::fs::remove_file(program.folder().join("seal.json")).unwrap();
        }),
        ("could not be checked", |program| {
            std::fs::remove_file(program.folder().join("seal.json")).unwrap();
            std::fs::create_dir(program.folder().join("seal.json")).unwrap();
        }),
        ("could not be checked", |program| {
            let seal = program.folder().join("seal.json");
            std::fs::rename(&seal, program.home().join("seal")).unwrap();
            std::os::unix::fs::symlink(program.home().join("seal"), seal).unwrap();
        }),
        ("was changed after sealing: line", |program| {
            change(&journal(&program.folder()), "I was scared", "I was scared!");
        }),
        ("taken out of this folder", |program| {
            let path = journal(&program.folder());
            let text = std::fs::read_to_string(&path).unwrap();
            let closing = text.find("\"kind\":\"closed\"").unwrap();
            let line = text[..closing].rfind('\n').unwrap() + 1;
            std::fs::write(&path, &text[..line]).unwrap();
            std::fs::remove_file(program.folder().join("seal.json")).unwrap();
        }),
    ];
    for (number, (what, change)) in changes.into_iter().enumerate() {
        let program = Program::new();
        if number % 2 == 1 {
            without_an_index(&program);
        }
        let id = program.meeting(SIGNED_OFF);
        nobody_is_alarmed(&program, &id);
        change(&program);
        everybody_is_told(&program, &id, what);
    }
}

/// Without an index, what was found to be right is kept by the stamps of the files: an hour later nothing is hashed
/// again, and each change is told all the same.
#[test]
fn what_was_checked_before_is_checked_again_when_it_has_changed() {
    if !super::program::has("faketime", &["--version"]) {
        return;
    }
    let program = Program::new();
    without_an_index(&program);
    let first = program.meeting(SIGNED_OFF);
    let path = program.folder();
    for _ in 0..9 {
        program.meeting(SIGNED_OFF);
    }
    let at = |clock: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new("faketime");
        command
            .args(["-f", clock])
            .arg(Program::built())
            .args(arguments);
        Ran::of(program.prepared(command).output().unwrap())
    };
    let later = |arguments: &[&str]| at("+1h", arguments);
    let kept = || {
        let folder = program.home().join(".cache/talking-piece");
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
        texts.collect::<String>()
    };
    // However long it took to make them.
    let now = at("-1h", &["list"]);
    assert_eq!(
        (now.code, kept().lines().count()),
        (0, 0),
        "too new: {now:?}"
    );
    for _ in 0..2 {
        let ran = later(&["list"]);
        assert_eq!((ran.code, kept().lines().count()), (0, 11), "{ran:?}");
    }
    assert!(!kept().contains("scared") && !kept().contains("Ella"));
    change(&path.join("minutes.json"), "I was scared", "I was scarred");
    for way in [
        &["list"][..],
        &["find", "zyxw"],
        &["find", "scarred"],
        &["due"],
    ] {
        for _ in 0..2 {
            let ran = later(way);
            assert_eq!(ran.code, 1, "{way:?}: {ran:?}");
            assert!(
                ran.err.contains(&format!("{first}: NOT AS SEALED")),
                "{ran:?}"
            );
        }
    }
}

#[test]
fn a_seal_made_anew_is_told_and_what_is_right_again_is_not() {
    use talking_piece::store::disk::RealDisk;
    use talking_piece::store::paths::Paths;
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    nobody_is_alarmed(&program, &id);
    let copy = program.home().join("copy");
    let status = std::process::Command::new("cp")
        .arg("-a")
        .args([program.folder(), copy.clone()])
        .status();
    assert!(status.unwrap().success());
    change(
        &program.folder().join("minutes.json"),
        "I was scared",
        "I was scarred",
    );
    let places = Paths::find(Some(&program.data())).unwrap();
    let meeting = places.meeting(&RealDisk, &id).unwrap();
    let outputs = ["minutes.json", "restricted.json"];
    talking_piece::store::sealed::seal(&RealDisk, &meeting, &outputs, "uid:0", "").unwrap();
    everybody_is_told(&program, &id, "is not the seal on record");
    let folder = program.folder();
    std::fs::remove_dir_all(&folder).unwrap();
    let status = std::process::Command::new("cp")
        .arg("-a")
        .args([copy, folder])
        .status();
    assert!(status.unwrap().success());
    nobody_is_alarmed(&program, &id);
}

#[test]
fn a_meeting_that_was_opened_again_or_is_from_elsewhere_alarms_nobody() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    nobody_is_alarmed(&program, &id);
    let ran = program.run_with_input(
        &["take", &id, "--lines", "-"],
        b"/reopen one thing more\nKS: and one thing more\n",
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let list = program.run(&["list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""), "{list:?}");
    assert_eq!(program.run(&["read", &id]).code, 0);

    let elsewhere = Program::new();
    let path = program.folder();
    let ran = elsewhere.run(&["import", path.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let list = elsewhere.run(&["list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""), "{list:?}");
    assert_eq!(elsewhere.run(&["read", &id]).code, 0);

    // An earlier program kept no record.
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    std::fs::remove_dir_all(program.data().join("seals")).unwrap();
    nobody_is_alarmed(&program, &id);
}

#[test]
fn in_lines_the_list_and_the_page_say_it_in_plain_sight() {
    let program = Program::new();
    let id = program.meeting(SIGNED_OFF);
    change(
        &program.folder().join("minutes.json"),
        "I was scared",
        "I was scarred",
    );
    let ran = program.run_with_input(&["--plain"], b"1\n/quit\n");
    assert!(ran.out.contains("NOT AS SEALED"), "{ran:?}");
    assert!(
        ran.out
            .contains("THESE MINUTES ARE NOT AS THEY WERE SEALED"),
        "{id}: {ran:?}"
    );
    assert!(
        ran.out.contains("minutes.json was changed after sealing"),
        "{ran:?}"
    );
}

#[test]
fn sha256sum_checks_a_seal_without_this_program() {
    if !super::program::has("sha256sum", &["--version"]) {
        return;
    }
    let program = Program::new();
    program.meeting(SIGNED_OFF);
    let check = || {
        let mut command = std::process::Command::new("sha256sum");
        command.args(["-c", "SHA256SUMS"]).env("LC_ALL", "C");
        Ran::of(command.current_dir(program.folder()).output().unwrap())
    };
    let ran = check();
    assert_eq!(ran.code, 0, "{ran:?}");
    let folder = program.folder();
    let files = [
        "minutes.json",
        "restricted.json",
        "seal.json",
        "earlier/1-minutes.json",
    ];
    let files = files.map(|name| folder.join(name));
    for path in files.into_iter().chain([journal(&folder)]) {
        assert!(
            ran.out.contains(&format!(
                "{}: OK",
                path.file_name().unwrap().to_str().unwrap()
            )),
            "{path:?}: {ran:?}"
        );
        let whole = std::fs::read(&path).unwrap();
        let mut changed = whole.clone();
        changed[whole.len() / 2] ^= 1;
        std::fs::write(&path, changed).unwrap();
        let ran = check();
        assert_eq!(ran.code, 1, "{path:?}: {ran:?}");
        assert_eq!(ran.out.matches("FAILED").count(), 1, "{path:?}: {ran:?}");
        std::fs::write(&path, whole).unwrap();
    }
    assert_eq!(check().code, 0);
}
