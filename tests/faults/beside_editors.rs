//! The same faults beside vim and nano, for the table of the manual: `TALKING_PIECE_FAULTS=long cargo test beside_editors`.
//! What an editor does is counted, not demanded; demanded is only that each fault has really met it.

use super::editors::{EDITORS, Editor, PATIENCE, before, folder, put_before, saving};
use super::f06_small_disk::fill;
use super::machine::Mounted;
use super::model::{Cut, Model};
use super::skipped::{is_long, reached};
use super::traced::{Call, moments};
use crate::command_line::program::has;
use crate::real_terminal::terminal::RealTerminal;
use std::path::Path;
use std::time::Duration;

/// The editors that are here; none where the larger numbers were not asked for.
fn editors() -> impl Iterator<Item = Editor> {
    if !is_long() {
        reached("Beside", "editors only with TALKING_PIECE_FAULTS=long");
    }
    let asked = is_long() && has("strace", &["-V"]);
    EDITORS.into_iter().filter(move |editor| {
        let version = asked.then(|| editor.version()).flatten();
        if let Some(version) = &version {
            reached("Beside", version);
        }
        version.is_some()
    })
}

const ADDED: &str = "a line of the second hour";

/// The calls of a saving to which nothing happens, and the moments at which something could.
fn calls_of(editor: Editor) -> (Vec<Call>, Vec<(String, usize)>) {
    let (_folder, file) = folder();
    let whole = saving(editor, &file, ADDED, None);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(whole.said_that_it_is_saved(), "{editor:?}");
    assert!(text.contains(ADDED), "{editor:?}: {text}");
    let moments = moments(&whole.calls);
    assert!(moments.len() > 4, "{editor:?}: {moments:?}");
    (whole.calls, moments)
}

fn is_whole(text: &str) -> bool {
    let (before, lines) = (before(), text.lines().count());
    text == before || (text.starts_with(&before) && text.contains(ADDED) && lines >= 20)
}

/// Whether the file is neither what it was nor what it is to be, and whether the lines of before are nowhere.
fn damage(editor: Editor, file: &Path) -> (bool, bool) {
    let text = std::fs::read(file).unwrap_or_default();
    let is_torn = !is_whole(&String::from_utf8_lossy(&text));
    let is_gone = is_torn
        && !editor
            .got_back(file)
            .iter()
            .any(|text| text.starts_with(&before()));
    (is_torn, is_gone)
}

#[test]
fn f01_beside_editors_killed_while_they_save() {
    for editor in editors() {
        let (_, moments) = calls_of(editor);
        let (mut killed, mut torn, mut gone) = (0, 0, 0);
        for (call, when) in &moments {
            let (_folder, file) = folder();
            let inject = format!("inject={call}:signal=SIGKILL:when={when}");
            let saved = saving(editor, &file, ADDED, Some(&inject));
            killed += usize::from(!saved.said_that_it_is_saved());
            let (is_torn, is_gone) = damage(editor, &file);
            torn += usize::from(is_torn);
            gone += usize::from(is_gone);
        }
        let words = format!(
            "{}: killed {killed} times while saving; the file is torn {torn} times, what was in it is gone {gone} times",
            editor.name()
        );
        reached("F1", &words);
        assert!(killed * 4 >= moments.len() * 3, "{words}");
    }
}

#[test]
fn f02_beside_editors_refused_while_they_save() {
    for editor in editors() {
        let (_, moments) = calls_of(editor);
        let (mut tried, mut met, mut untold, mut torn, mut gone) = (0, 0, 0, 0, 0);
        for (call, when) in &moments {
            for (error, ever) in [
                ("ENOSPC", ""),
                ("ENOSPC", "+"),
                ("EIO", ""),
                ("EIO", "+"),
                ("EDQUOT", "+"),
                ("EACCES", "+"),
            ] {
                let (_folder, file) = folder();
                let inject = format!("inject={call}:error={error}:when={when}{ever}");
                let saved = saving(editor, &file, ADDED, Some(&inject));
                tried += 1;
                met += usize::from(!saved.said_that_it_is_saved());
                let text = std::fs::read_to_string(&file).unwrap_or_default();
                untold += usize::from(saved.said_that_it_is_saved() && !text.contains(ADDED));
                let (is_torn, is_gone) = damage(editor, &file);
                torn += usize::from(is_torn);
                gone += usize::from(is_gone);
            }
        }
        let words = format!(
            "{}: {tried} errors while saving, {met} said so; not saved and not said {untold} times; the file is torn {torn} times, what was in it is gone {gone} times",
            editor.name()
        );
        reached("F2", &words);
        assert!(met > 0, "{words}");
    }
}

#[test]
fn f03_beside_editors_power_cut_while_they_save() {
    for editor in editors() {
        let (_folder, file) = folder();
        let at = file.parent().unwrap();
        let mut model = Model::of(at);
        let calls = saving(editor, &file, ADDED, None).calls;
        let lucks = (1..=20).map(Cut::Luck);
        let cuts = [Cut::Killed, Cut::Least, Cut::NamesOnly]
            .into_iter()
            .chain(lucks);
        let cuts: Vec<Cut> = cuts.collect();
        let (mut looked, mut torn, mut gone) = (0, 0, 0);
        for (number, call) in calls.iter().enumerate() {
            model.apply(call);
            if !call.changes_the_disk() {
                continue;
            }
            for cut in &cuts {
                let copy = tempfile::tempdir().unwrap();
                model.put(cut.luckier(number), copy.path());
                // The model has no gaps in a file, and vim's swap file is written in no order: it is left out.
                let _ = std::fs::remove_file(copy.path().join(".minutes.txt.swp"));
                let (is_torn, is_gone) = damage(editor, &copy.path().join("minutes.txt"));
                looked += 1;
                torn += usize::from(is_torn);
                gone += usize::from(is_gone);
            }
        }
        let words = format!(
            "{}: {looked} disks after a power cut while saving; the file is torn {torn} times, what was in it is gone {gone} times",
            editor.name()
        );
        reached("F3", &words);
        assert!(looked > 50, "{words}");
    }
}

#[test]
fn f05_beside_editors_a_sync_that_fails() {
    for editor in editors() {
        let (_, moments) = calls_of(editor);
        let syncs = moments.iter().filter(|(call, _)| call.ends_with("sync"));
        let (mut failed, mut told) = (0, 0);
        for (call, when) in syncs {
            let (_folder, file) = folder();
            let inject = format!("inject={call}:error=EIO:when={when}");
            failed += 1;
            told +=
                usize::from(!saving(editor, &file, ADDED, Some(&inject)).said_that_it_is_saved());
        }
        let words = format!("{}: {failed} syncs failed, {told} were told", editor.name());
        reached("F5", &words);
        assert!(failed > 0, "{words}");
    }
}

#[test]
fn f06_beside_editors_with_little_room() {
    for editor in editors() {
        let (mut tried, mut untold, mut torn, mut gone) = (0, 0, 0, 0);
        for pages in 0..8 {
            let Some(small) = Mounted::in_memory("F6", "size=1m") else {
                return;
            };
            let file = put_before(small.path());
            fill(small.path());
            let filler = small.path().join("of-somebody-else");
            let file_of_others = std::fs::File::options().write(true).open(&filler).unwrap();
            let length = file_of_others.metadata().unwrap().len();
            file_of_others.set_len(length - pages * 4096).unwrap();
            let text = format!("{}{ADDED}", "more ".repeat(12));
            let text = format!("{text}\r").repeat(60);
            let text = text.trim_end();
            let saved = saving(editor, &file, text, None);
            tried += 1;
            let there = std::fs::read_to_string(&file).unwrap_or_default();
            let is_there = there.matches(ADDED).count() == 60;
            untold += usize::from(saved.said_that_it_is_saved() && !is_there);
            let is_torn = !there.starts_with(&before());
            torn += usize::from(is_torn);
            std::fs::remove_file(filler).unwrap();
            gone += usize::from(damage(editor, &file).1);
        }
        let words = format!(
            "{}: {tried} disks with little room; not saved and not said {untold} times; the file has lost lines of before {torn} times, they are gone {gone} times",
            editor.name()
        );
        reached("F6", &words);
        assert!(tried == 8, "{words}");
    }
}

/// Letters that were on the screen when it ended, and those that can be had back.
fn typed_until(editor: Editor, letters: usize, end: impl Fn(&mut RealTerminal)) -> (usize, usize) {
    let (_folder, file) = folder();
    let mut terminal = editor.open(&file);
    terminal.wait_for("word0 of the meeting", PATIENCE);
    terminal.press(editor.to_the_end());
    let text: String = (0..)
        .flat_map(|n| format!("t{n} ").into_bytes())
        .map(char::from)
        .take(letters)
        .collect();
    let rows: Vec<&str> = text
        .as_bytes()
        .chunks(60)
        .map(|row| std::str::from_utf8(row).unwrap())
        .collect();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            terminal.press(b"\r");
        }
        for part in row.as_bytes().chunks(6) {
            terminal.press(part);
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    terminal.wait_for(rows.last().unwrap().trim_end(), PATIENCE);
    end(&mut terminal);
    let flat = |text: &str| text.replace(['\n', '\r'], "");
    let kept = editor
        .got_back(&file)
        .iter()
        .map(|found| {
            let behind = found.strip_prefix(&before()).unwrap_or_default();
            let behind = flat(behind);
            behind
                .chars()
                .zip(text.chars())
                .take_while(|(one, other)| one == other)
                .count()
        })
        .max();
    (letters, kept.unwrap_or(0))
}

#[test]
fn f07_beside_editors_killed_or_hung_up_while_somebody_types() {
    type End = fn(&mut RealTerminal);
    let ends: [(&str, End); 2] = [
        ("killed", |terminal| terminal.kill_9()),
        ("hung up", |terminal| {
            terminal.hang_up();
            terminal.wait_exit(PATIENCE);
        }),
    ];
    for editor in editors() {
        for (what, end) in ends {
            let (mut seen, mut lost, mut times) = (0, 0, 0);
            for round in 0..20 {
                let (letters, kept) = typed_until(editor, 20 + round * 37, end);
                seen += letters;
                lost += letters - kept;
                times += usize::from(kept < letters);
            }
            let words = format!(
                "{}: {what} 20 times while somebody types: letters are lost {times} times, {lost} of {seen}",
                editor.name()
            );
            reached("F7", &words);
            assert!(seen > 5_000, "{words}");
        }
    }
}

/// Both open the file, both add a line, both save, and say yes to what they are asked.
#[test]
fn f08_beside_editors_two_write_in_one_file() {
    for editor in editors() {
        let (mut asked, mut lost) = (0, 0);
        for _ in 0..5 {
            let (_folder, file) = folder();
            let mut one = editor.open(&file);
            one.wait_for("word0 of the meeting", PATIENCE);
            one.press(editor.to_the_end());
            one.type_text("of the first");
            one.wait_for("of the first", PATIENCE);
            let mut two = editor.open(&file);
            let (question, yes): (_, &[u8]) = match editor {
                Editor::Vim => ("(E)dit anyway", b"e"),
                Editor::Nano => ("is being edited", b"y"),
            };
            two.wait_until(PATIENCE, |screen| {
                let seen = screen.contents();
                seen.contains(question) || seen.contains("word0 of the meeting")
            });
            if two.screen().contains(question) {
                asked += 1;
                two.press(yes);
                two.wait_for("word0 of the meeting", PATIENCE);
            }
            two.press(editor.to_the_end());
            two.type_text("of the second");
            two.wait_for("of the second", PATIENCE);
            for window in [&mut two, &mut one] {
                window.press(editor.save());
                window.wait_quiet(300);
                let seen = window.screen();
                if seen.contains("(y/n)")
                    || seen.contains("has changed")
                    || seen.contains("modified")
                {
                    asked += 1;
                    window.press(b"y");
                    window.wait_quiet(200);
                }
            }
            let text = std::fs::read_to_string(&file).unwrap();
            let there = ["of the first", "of the second"]
                .iter()
                .filter(|line| text.contains(**line))
                .count();
            assert!(there > 0, "{editor:?}: {}", one.screen());
            lost += 2 - there;
        }
        let words = format!(
            "{}: two write 5 times: asked {asked} times, {lost} of 10 lines are lost",
            editor.name()
        );
        reached("F8", &words);
        assert!(asked > 0 || lost > 0, "{words}");
    }
}
