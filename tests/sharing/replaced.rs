//! A colleague who owns a folder above a meeting, or to whom it was handed on, puts folders of their own in place of
//! others: what is restricted never gets into one, and whoever writes is told.

use super::team::{ANNA, BEN, Team, set_mode};
use crate::command_line::program::{Ran, has};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const WORD: &str = "Nowhere-Lane-7";
const BEGUN: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n";

/// What a colleague does, by a shell as Ben.
fn ben(team: &Team, script: &str) {
    let ran = Ran::of(team.shell(BEN, &["sh", "-c", script]).output().unwrap());
    assert_eq!(ran.code, 0, "{script}: {ran:?}");
}

/// The files below the shared folder in which Ben can read the word.
fn ben_finds(team: &Team) -> String {
    let data = team.data();
    let whole = ["grep", "-rls", WORD, data.to_str().unwrap()];
    Ran::of(team.shell(BEN, &whole).output().unwrap()).out
}

fn is_kept_somewhere(team: &Team) -> bool {
    let mut found = Command::new("grep");
    found.args(["-rqs", WORD]).arg(team.path());
    found.status().unwrap().success()
}

/// A folder of Ben's that looks like one of a meeting that was handed on.
fn as_handed_on(path: &Path) -> String {
    let path = path.display();
    format!(
        "umask 007; mkdir {path} && chmod 2770 {path} && cd {path} && mkdir journal draft recovered earlier readers && chmod 3770 *"
    )
}

/// Anna's session in plain mode, by lines.
struct Session(Child, Option<ChildStdin>, BufReader<ChildStdout>);

impl Session {
    fn resume(team: &Team, id: &str) -> Session {
        let mut child = team
            .command(ANNA, &["resume", id, "--plain"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        Session(child, input, output)
    }

    /// Until an answer has these words.
    fn wait_for(&mut self, words: &str) {
        let mut all = String::new();
        while !all.contains(words) {
            let read = self.2.read_line(&mut all).unwrap();
            assert!(read > 0, "no {words:?} in {all}");
        }
    }

    fn say(&mut self, line: &str, words: &str) {
        writeln!(self.1.as_ref().unwrap(), "{line}").unwrap();
        self.wait_for(words);
    }

    fn leave(mut self) -> Ran {
        let _ = writeln!(self.1.take().unwrap(), "/quit");
        let mut rest = String::new();
        while self.2.read_line(&mut rest).unwrap_or(0) > 0 {}
        let mut ran = Ran::of(self.0.wait_with_output().unwrap());
        ran.out = rest;
        ran
    }
}

#[test]
fn an_import_does_not_use_a_folder_that_a_colleague_planted() {
    let Some(team) = Team::new() else {
        return;
    };
    let own = team.home(ANNA).join("own");
    let own = own.to_str().unwrap();
    let lines = format!("{BEGUN}KS: we live in {WORD} #restricted\n");
    let take = ["--data", own, "take", "--new", "--lines", "-"];
    let made = team.run_with_input(ANNA, &take, &lines);
    let id = made.out.lines().last().unwrap().to_owned();
    // Ben is there first, so the folders above are his.
    team.meeting(BEN, BEGUN);
    let planted = team
        .data()
        .join("meetings")
        .join(format!(".import-{id}-{}", ANNA.number));
    ben(&team, &as_handed_on(&planted));
    let ran = team.run(ANNA, &["import", own]);
    assert_eq!(ben_finds(&team), "", "{ran:?}");
    assert!(
        team.folder_of(&id).join("restricted.json").exists(),
        "{ran:?}"
    );
}

#[test]
fn a_meeting_that_the_owner_of_the_year_moves_away_is_told_and_its_words_are_kept() {
    let Some(team) = Team::new() else {
        return;
    };
    team.meeting(BEN, BEGUN);
    let id = team.meeting(ANNA, BEGUN);
    let folder = team.folder_of(&id);
    let mut anna = Session::resume(&team, &id);
    anna.wait_for("Next:");
    let away = folder.with_file_name("elsewhere");
    ben(
        &team,
        &format!("mv {} {}", folder.display(), away.display()),
    );
    ben(&team, &as_handed_on(&folder));
    anna.say(&format!("KS: we live in {WORD} #restricted"), "Kelly Smith");
    let ran = anna.leave();
    assert_eq!(ben_finds(&team), "", "{ran:?}");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("written to"), "{ran:?}");
    assert!(is_kept_somewhere(&team));
    // Once it is back, nothing is missing.
    ben(
        &team,
        &format!(
            "rm -r {}; mv {} {}",
            folder.display(),
            away.display(),
            folder.display()
        ),
    );
    let read = team.run(ANNA, &["read", &id, "--restricted"]);
    assert!(read.out.contains(WORD), "{read:?}");
}

#[test]
fn a_journal_that_was_replaced_while_handed_on_takes_nothing_afterwards() {
    let Some(team) = Team::new() else {
        return;
    };
    let id = team.meeting(ANNA, BEGUN);
    let folder = team.folder_of(&id);
    let ran = team.run(ANNA, &["hand-on", &id]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for name in ["journal", "earlier", "recovered", "draft"] {
        let there = folder.join(name);
        let (there, away) = (there.display(), folder.join(format!("{name}-away")));
        ben(
            &team,
            &format!(
                "umask 007; if test -e {there}; then mv {there} {}; fi; mkdir {there}; cp {}/* {there}; chmod 3770 {there}; true",
                away.display(),
                away.display()
            ),
        );
    }
    let ran = team.run(ANNA, &["hand-on", &id, "--stop"]);
    assert!(ran.code == 1 && ran.err.contains("rescued"), "{ran:?}");
    let lines = format!("KS: we live in {WORD} #restricted\n/signoff Kelly Smith\n");
    let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], &lines);
    assert_eq!(ben_finds(&team), "", "{ran:?}");
    assert_ne!(ran.code, 0, "{ran:?}");
    assert!(is_kept_somewhere(&team), "{ran:?}");
}

/// The journal of a meeting that was handed on can be copied; the copy in a colleague's folder is not written in.
#[test]
fn a_copy_in_a_colleagues_folder_is_only_read() {
    let Some(team) = Team::new() else {
        return;
    };
    team.meeting(BEN, BEGUN);
    let id = team.meeting(ANNA, BEGUN);
    let folder = team.folder_of(&id);
    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
    let away = folder.with_file_name("elsewhere");
    ben(
        &team,
        &format!("mv {} {}", folder.display(), away.display()),
    );
    ben(&team, &as_handed_on(&folder));
    ben(
        &team,
        &format!(
            "cp {}/journal/* {}/journal; chmod 640 {}/journal/*",
            away.display(),
            folder.display(),
            folder.display()
        ),
    );
    let lines = format!("KS: we live in {WORD} #restricted\n");
    let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], &lines);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("did not hand them on"), "{ran:?}");
    assert_eq!(ben_finds(&team), "");
}

/// The process is stopped at its n-th call, folders are replaced, and it goes on.
#[test]
fn folders_replaced_at_every_call() {
    let Some(team) = Team::new() else {
        return;
    };
    if !has("strace", &["-V"]) {
        return;
    }
    team.meeting(BEN, BEGUN);
    let input = team.home(ANNA).join("input.lines");
    std::fs::write(
        &input,
        format!("KS: we live in {WORD} #restricted\nKS: and more {WORD} #restricted\n"),
    )
    .unwrap();
    set_mode(&team.home(ANNA), 0o755);
    let every = crate::faults::skipped::is_long();
    let mut replaced = 0;
    for handed_on in [false, true] {
        for (call, first, last, step) in [
            ("openat", 20, 110, if every { 1 } else { 9 }),
            ("mkdir", 1, 7, if every { 1 } else { 2 }),
            ("rename", 1, 3, 1),
            ("fchmod", 1, 4, if every { 1 } else { 2 }),
        ] {
            for moment in (first..=last).step_by(step) {
                let id = team.meeting(ANNA, BEGUN);
                let folder = team.folder_of(&id);
                if handed_on {
                    assert_eq!(team.run(ANNA, &["hand-on", &id]).code, 0);
                }
                let mut child = stopped_at(
                    &team,
                    &id,
                    &input,
                    &format!("{call}:signal=SIGSTOP:when={moment}"),
                );
                if let Some(pid) = wait_until_stopped(&mut child) {
                    replaced += 1;
                    let away = folder.with_file_name(format!("{id}-away"));
                    ben(
                        &team,
                        &format!("mv {} {}", folder.display(), away.display()),
                    );
                    ben(&team, &as_handed_on(&folder));
                    // It may have ended meanwhile.
                    let _ = rustix::process::kill_process(pid, rustix::process::Signal::CONT);
                }
                let ran = Ran::of(child.wait_with_output().unwrap());
                // What Anna handed on herself, Ben may read where she put it.
                let found = ben_finds(&team);
                let in_bens = found
                    .lines()
                    .filter(|line| line.contains(&format!("/{id}/")));
                let in_bens: Vec<&str> = in_bens
                    .filter(|path| owner_of_meeting(&team, &id) == BEN.number && !path.is_empty())
                    .collect();
                assert!(
                    in_bens.is_empty(),
                    "{call} {moment} {handed_on}: {in_bens:?} {ran:?}"
                );
                assert!(
                    handed_on || found.is_empty(),
                    "{call} {moment}: {found} {ran:?}"
                );
                let _ = std::fs::remove_dir_all(&folder);
                let _ = std::fs::remove_dir_all(folder.with_file_name(format!("{id}-away")));
            }
        }
    }
    assert!(replaced >= 15, "only {replaced} runs were stopped");
}

fn owner_of_meeting(team: &Team, id: &str) -> u32 {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(team.folder_of(id)).unwrap().uid()
}

fn stopped_at(team: &Team, id: &str, input: &Path, inject: &str) -> Child {
    let inside = team.command(ANNA, &["take", id, "--lines", input.to_str().unwrap()]);
    let mut command = Command::new("strace");
    command.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        &format!("inject={inject}"),
    ]);
    command.arg(inside.get_program()).args(inside.get_args());
    command.env_clear();
    command.envs(
        inside
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    command
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// `None` when it ended before that call.
fn wait_until_stopped(strace: &mut Child) -> Option<rustix::process::Pid> {
    let children = format!("/proc/{0}/task/{0}/children", strace.id());
    let until = Instant::now() + Duration::from_secs(20);
    let mut seen = 0;
    while Instant::now() < until {
        if strace.try_wait().unwrap().is_some() {
            return None;
        }
        let inside = std::fs::read_to_string(&children).unwrap_or_default();
        // Between two calls a traced process is stopped, too, for a moment.
        let stopped = inside.split_whitespace().find(|pid| {
            std::fs::read_to_string(format!("/proc/{pid}/status"))
                .is_ok_and(|text| text.contains("State:\tT") || text.contains("State:\tt"))
        });
        seen = if stopped.is_some() { seen + 1 } else { 0 };
        if let Some(pid) = stopped.filter(|_| seen > 20) {
            return rustix::process::Pid::from_raw(pid.parse().unwrap());
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    panic!("neither stopped nor ended");
}
