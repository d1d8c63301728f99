//! What is not for one person is treated as restricted until copies are made: a colleague's account reads no word of it, in
//! no file and by no command, whether the mark came with the words or later.

use super::team::{ANNA, Account, BEN, OTTO, Team};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

const LINES: &str = "\
/child Ella
/person KS Kelly Smith; role: mother
/person DT Dorian Thorn; role: father
/person SW A Patel; role: social worker
/person CH Sam Hall; role: Chair
/begin
/arrive all
SW: the canaryone stays with Judit #not DT
SW: everybody may hear the goldfinch
/action canarytwo rings the sister; who: SW; by: in two weeks #not DT
";
const CANARY: &str = "canary";

/// Everything that an account can get hold of.
fn seen_by(team: &Team, account: Account, id: &str) -> Vec<(String, String)> {
    let commands: [&[&str]; 12] = [
        &["read", id],
        &["read", id, "--json"],
        &["read", id, "--versions"],
        &["read", id, "--by", "person"],
        &["list", "--json"],
        &["find", CANARY],
        &["find", "canaryone", "--json"],
        &["due"],
        &["watch", id, "--once"],
        &["export", id, "--document", "plan"],
        &["papers", id],
        &["thread", id, "a1"],
    ];
    let mut seen: Vec<(String, String)> = commands
        .iter()
        .map(|command| {
            let ran = team.run(account, command);
            assert!(ran.code >= 0, "{command:?}: {ran:?}");
            // A search says itself what was looked for.
            let told = ran
                .err
                .replace("\"canary\"", "")
                .replace("\"canaryone\"", "");
            (command.join(" "), format!("{}{told}", ran.out))
        })
        .collect();
    let data = team.data();
    let grep = [
        "grep",
        "-rsaoE",
        "canary(one|two|three|four)",
        data.to_str().unwrap(),
    ];
    let found = team.shell(account, &grep).output().unwrap();
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    seen.push(("grep".to_owned(), found));
    seen
}

fn nothing_is_seen(team: &Team, id: &str, when: &str) {
    for account in [BEN, OTTO] {
        for (how, text) in seen_by(team, account, id) {
            assert!(
                !text.contains(CANARY),
                "{when}: {} saw it by {how}: {text}",
                account.name
            );
        }
    }
}

#[test]
fn what_is_not_for_one_person_is_read_by_no_colleague() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let read = team.run(BEN, &["read", &id]);
    assert!(read.out.contains("goldfinch"), "{read:?}");
    // Its owner has all of it.
    let found = seen_by(&team, ANNA, &id);
    let grep = &found.last().unwrap().1;
    assert!(
        grep.contains("canaryone") && grep.contains("canarytwo"),
        "{grep}"
    );
    nothing_is_seen(&team, &id, "marked with the words");
    let ruled = "/not all; by: CH; why: canarythree looks for her\n/close no time left\n/minutes signed off; by: CH\n";
    let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], ruled);
    assert!(ran.code < 2, "{ran:?}");
    nothing_is_seen(&team, &id, "decided, closed and signed off");
}

/// The file is closed first: at no moment has it the word once it is said that it is withheld.
#[test]
fn what_was_open_before_is_taken_out_of_every_file_before_it_is_said() {
    let Some(team) = Team::new() else { return };
    let id = team.meeting(ANNA, LINES);
    let words = "SW: the canaryfour was open for an hour\n";
    let ran = team.run_with_input(ANNA, &["take", &id, "--lines", "-"], words);
    assert_eq!(ran.code, 0, "{ran:?}");
    let saw = seen_by(&team, BEN, &id);
    assert!(saw.last().unwrap().1.contains("canaryfour"), "{saw:?}");
    let mut anna = team
        .command(ANNA, &["resume", &id, "--plain"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut keys = anna.stdin.take().unwrap();
    // Nothing is said, and nothing written, behind the answer: the program waits there.
    writeln!(keys, "/not DT; by: CH; why: he is looking for her").unwrap();
    let mut said = BufReader::new(anna.stdout.take().unwrap());
    let mut all = String::new();
    while !all.contains("ot for Dorian") {
        assert!(said.read_line(&mut all).unwrap() > 0, "{all}");
    }
    nothing_is_seen(&team, &id, "the moment it was said");
    anna.kill().unwrap();
    anna.wait().unwrap();
    nothing_is_seen(&team, &id, "killed right after it");
    let again = team.run_with_input(ANNA, &["resume", &id, "--plain"], "/quit\n");
    assert_eq!(again.code, 0, "{again:?}");
    nothing_is_seen(&team, &id, "opened again");
    let read = team.run(BEN, &["read", &id]);
    assert!(read.out.contains("goldfinch"), "{read:?}");
}
