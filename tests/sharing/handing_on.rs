//! One minute-taker hands on, another continues; two at once are told of each other, and neither overwrites the other.

use super::modes::{LINES, modes};
use super::team::{ANNA, Account, BEN, OTTO, Team};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// The plain mode, as long as it is needed.
struct Session {
    child: Child,
    keys: Option<ChildStdin>,
    heard: Receiver<String>,
}

impl Session {
    fn open(team: &Team, account: Account, id: &str) -> Session {
        Session::of(team, account, &["resume", id, "--plain"])
    }

    fn of(team: &Team, account: Account, arguments: &[&str]) -> Session {
        let mut child = team
            .command(account, arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, heard) = channel();
        let out = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Session {
            keys: child.stdin.take(),
            child,
            heard,
        }
    }

    fn enter(&mut self, line: &str) {
        writeln!(self.keys.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Waits for a line with these words.
    fn hear(&self, words: &str) -> String {
        let until = Instant::now() + Duration::from_secs(30);
        let mut all = Vec::new();
        while let Ok(line) = self
            .heard
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            if line.contains(words) {
                return line;
            }
            all.push(line);
        }
        panic!("{words:?} was not said, but: {all:#?}");
    }

    fn leave(mut self) {
        drop(self.keys.take());
        assert!(self.child.wait().unwrap().success());
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn another_goes_on_sees_everything_and_it_can_be_taken_back() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let mut anna = Session::open(&team, ANNA, &id);
    anna.enter("/handon");
    let before = anna.hear("/handon yes does it");
    assert!(before.contains("restricted parts"), "{before}");
    anna.enter("/handon yes");
    anna.hear("Handed on");
    anna.leave();
    let folder = team.folder_of(&id);
    for (name, mode) in modes(&folder) {
        let wanted = match name.as_str() {
            "" => 0o2770,
            "journal" | "draft" | "recovered" | "readers" | "earlier" => 0o3770,
            "draft/*" => 0o600,
            "lock" => 0o660,
            _ => 0o640,
        };
        assert_eq!(mode, wanted, "{name}");
    }

    let all = team.run(BEN, &["read", &id, "--restricted"]);
    assert!(all.out.contains("Nowhere Lane"), "{all:?}");
    let took = team.run_with_input(BEN, &["take", &id, "--lines", "-"], "KS: said to Ben\n");
    assert_eq!(took.code, 0, "{took:?}");
    assert_eq!(team.run(OTTO, &["read", &id]).code, 3);
    let refused = team.run(BEN, &["hand-on", &id, "--stop"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(
        refused.err.contains("Only the person who made"),
        "{refused:?}"
    );

    let more = team.run_with_input(
        ANNA,
        &["take", &id, "--lines", "-"],
        "KS: said to Anna again\n",
    );
    assert_eq!(more.code, 0, "{more:?}");
    for account in [ANNA, BEN] {
        let read = team.run(account, &["read", &id]);
        assert_eq!(read.code, 0, "{read:?}");
        for words in ["hello", "said to Ben", "said to Anna again"] {
            assert!(read.out.contains(words), "{words}: {read:?}");
        }
    }

    let back = team.run(ANNA, &["hand-on", &id, "--stop"]);
    assert_eq!(back.code, 0, "{back:?}");
    let shut = team.run(BEN, &["read", &id, "--restricted"]);
    assert_eq!((shut.code, shut.out.as_str()), (3, ""), "{shut:?}");
    let open = team.run(BEN, &["read", &id]);
    assert!(
        open.out.contains("said to Ben") && !open.out.contains("Nowhere Lane"),
        "{open:?}"
    );
    assert_eq!(
        team.run_with_input(BEN, &["take", &id, "--lines", "-"], "KS: late\n")
            .code,
        3
    );
    let hers = team.run(ANNA, &["read", &id, "--restricted"]);
    assert!(
        hers.out.contains("said to Ben") && hers.out.contains("Nowhere Lane"),
        "{hers:?}"
    );
    let about = std::fs::metadata(folder.join("restricted.json")).unwrap();
    use std::os::unix::fs::MetadataExt;
    assert_eq!((about.uid(), about.mode() & 0o7777), (ANNA.number, 0o600));
}

#[test]
fn two_at_once_are_told_of_each_other() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let mut anna = Session::open(&team, ANNA, &id);
    anna.enter("KS: one");
    anna.hear("one");
    let mut ben = Session::open(&team, BEN, &id);
    let told = ben.hear("has had these minutes open");
    assert!(told.contains("anna"), "{told}");
    ben.enter("KS: from Ben");
    ben.hear("has had these minutes open");
    let list = team.run(BEN, &["list"]);
    assert!(
        list.out.contains(&id) && !list.out.contains("interrupted"),
        "{list:?}"
    );
    std::thread::sleep(Duration::from_millis(5_200));
    anna.enter("KS: two");
    let told = anna.hear("open for reading");
    assert!(told.contains("ben"), "{told}");
    ben.kill();
    anna.leave();
    // A killed reader leaves a note, but does not count as reading.
    let mut anna = Session::open(&team, ANNA, &id);
    anna.enter("KS: three");
    anna.hear("three");
    assert!(
        anna.heard
            .try_iter()
            .all(|line| !line.contains("open for reading"))
    );
    anna.leave();
    let read = team.run(BEN, &["read", &id]);
    for words in ["one", "two", "three"] {
        assert!(read.out.contains(words), "{words}: {read:?}");
    }
    assert!(!read.out.contains("from Ben"), "{read:?}");
}

#[test]
fn a_half_typed_line_stays_its_writers() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    // Two lines that cannot be done stay in the draft: the last as the half-typed line.
    let mut anna = Session::open(&team, ANNA, &id);
    anna.enter("/strike");
    anna.hear("/strike needs");
    anna.kill();
    let drafts = || {
        let names = std::fs::read_dir(team.folder_of(&id).join("draft")).unwrap();
        let texts = names.map(|name| std::fs::read_to_string(name.unwrap().path()).unwrap());
        texts.collect::<String>()
    };
    assert!(drafts().contains("strike"));
    let took = team.run_with_input(BEN, &["take", &id, "--lines", "-"], "KS: said to Ben\n");
    assert_eq!(took.code, 0, "{took:?}");
    assert!(
        drafts().contains("strike"),
        "Ben took away what Anna was typing"
    );
    let mut anna = Session::open(&team, ANNA, &id);
    anna.enter("/find hello");
    anna.hear("1 entry");
    anna.leave();
    assert!(
        drafts().contains("strike"),
        "Anna's own next session lost it"
    );
}

#[test]
fn in_a_folder_of_ones_own_it_says_what_is_needed() {
    let program = crate::command_line::program::Program::new();
    let id = program.meeting(LINES);
    let ran = program.run(&["hand-on", &id]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err.contains("IT") && ran.err.contains("import"),
        "{ran:?}"
    );
    assert!(program.run(&["read", &id]).out.contains("hello"));
    let text = std::fs::read_to_string(program.folder().join("minutes.json")).unwrap();
    assert!(
        !text.contains("handon"),
        "the command is no word of the meeting"
    );
    let resumed = program.run_with_input(&["resume", &id, "--plain"], b"KS: later\n");
    assert_eq!(resumed.code, 0, "{resumed:?}");
    assert!(!resumed.out.contains("half-typed"), "{resumed:?}");
}

#[test]
fn what_a_colleague_writes_into_a_journal_cannot_drive_a_terminal() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(
        ANNA,
        "/meeting MU-X; venue: V\n/child Ella\n/begin\nhello\n",
    );
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    // The hashes do not keep its own writer from writing: they are computed again.
    let folder = team.folder_of(&id).join("journal");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|name| name.unwrap().path())
        .collect();
    names.sort();
    let text = std::fs::read_to_string(&names[0]).unwrap();
    let mut before = "0".repeat(64);
    let mut out = String::new();
    for line in text.lines() {
        let head = line.split(",\"h\":").next().unwrap();
        let (start, prev) = head.split_once("\"prev\":\"").unwrap();
        if out.is_empty() {
            before = prev.trim_end_matches('"').to_owned();
        }
        let start = start
            .replace("MU-X", "\\u001b[2JX")
            .replace("hello", "\\u001b[31mhello");
        let head = format!("{start}\"prev\":\"{before}\"");
        use sha2::Digest;
        before = sha2::Sha256::digest(head.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        out.push_str(&format!("{head},\"h\":\"{before}\"}}\n"));
    }
    std::fs::remove_file(&names[1]).unwrap();
    std::fs::write(&names[0], out).unwrap();
    for arguments in [
        ["list"].as_slice(),
        &["read", &id],
        &["resume", &id, "--plain"],
    ] {
        let told = team.run(BEN, arguments);
        assert!(told.code < 2, "{arguments:?}: {told:?}");
        assert!(
            !told.out.contains('\u{1b}') && !told.err.contains('\u{1b}'),
            "{arguments:?}: {told:?}"
        );
        assert!(
            arguments[0] != "read" || told.out.contains("hello"),
            "{told:?}"
        );
    }
}

/// Without being left or handed on: the team sees the open minutes from the moment the meeting begins.
#[test]
fn the_team_sees_a_meeting_as_soon_as_it_begins_without_what_is_restricted() {
    let Some(team) = Team::new() else { return };
    let start = ["start", "--agenda", "restorative-icpc", "--plain"];
    let mut anna = Session::of(&team, ANNA, &start);
    anna.enter("/person KS Kelly Smith; role: mother");
    anna.hear("Kelly Smith");
    let list = team.run(BEN, &["list"]);
    assert!(list.out.contains("is preparing it)"), "{list:?}");
    assert!(!list.out.contains("Kelly"), "{list:?}");
    for line in [
        "/begin",
        "/arrive all",
        "KS: the safe house is in CANARY Lane",
    ] {
        anna.enter(line);
    }
    anna.hear("CANARY");
    let list = team.run(BEN, &["list", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(found[0]["state"], "open", "{list:?}");
    assert_eq!(found[0]["open_elsewhere"], true, "{list:?}");
    let id = found[0]["id"].as_str().unwrap().to_owned();
    let seen = |words: &str| {
        let ran = team.run(BEN, &["watch", &id, "--once"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains("Not live"), "{ran:?}");
        ran.out.contains(words)
    };
    anna.enter("/section purpose");
    anna.hear("Section 2");
    assert!(seen("CANARY"), "an entry is there with the next part");
    // What becomes restricted disappears at once, not only when she leaves.
    anna.enter("/mark #restricted");
    anna.hear("Marked");
    assert!(!seen("CANARY"));
    let file = std::fs::read_to_string(team.folder_of(&id).join("minutes.json")).unwrap();
    assert!(!file.contains("CANARY"));
    anna.kill();
    assert!(!seen("CANARY"), "a kill brings nothing back");
    let list = team.run(BEN, &["list"]);
    assert!(!list.out.contains("elsewhere"), "{list:?}");
}

/// Preparing, correcting and leaving write nothing that the team could read.
#[test]
fn a_meeting_that_is_only_prepared_has_no_file_for_the_team_however_it_is_left() {
    let Some(team) = Team::new() else { return };
    let lines = "/meeting reference: CANARY\n/person KS Kelly Smith; role: mother\n/meeting reference: CANARY 2\n/strike wrong\n/undo\n";
    let id = team.meeting(ANNA, lines);
    let folder = team.folder_of(&id);
    assert!(!folder.join("minutes.json").exists());
    let again = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], "/undo\n/quit\n");
    assert!(again.code <= 1, "{again:?}");
    assert!(!folder.join("minutes.json").exists());
    let list = team.run(BEN, &["list"]);
    assert!(
        list.out.contains("is preparing it)") && !list.out.contains("CANARY"),
        "{list:?}"
    );
    assert!(team.run(ANNA, &["list"]).out.contains("CANARY"));
    let begun = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], "/begin\n");
    assert_eq!(begun.code, 0, "{begun:?}");
    assert!(team.run(BEN, &["list"]).out.contains("CANARY"));
    // Words that an interruption left in the file are gone after the next opening.
    let file = folder.join("minutes.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("CANARY", "NOWHERE LANE")).unwrap();
    let again = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], "");
    assert_eq!(again.code, 0, "{again:?}");
    assert!(
        !std::fs::read_to_string(&file)
            .unwrap()
            .contains("NOWHERE LANE")
    );
}
