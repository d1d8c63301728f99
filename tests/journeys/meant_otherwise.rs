//! Words that are perhaps meant as something else: a kind in words, a view of an agency, a note of one's own, a command.
//! They stay as they were typed; the line, plain mode and `take` say what they may be.

use super::driver::Driver;
use crate::command_line::program::Program;
use talking_piece::domain::line;
use talking_piece::domain::record::kinds::contribution;

/// What is said of each line, and whether it comes back before closing.
const LINES: &[(&str, &str, bool)] = &[
    (
        "KM: strength - she sings again",
        "For \"strength\", type +",
        true,
    ),
    ("KM: worry - the nights", "For \"worry\", type !", true),
    ("KM: worry: the nights", "For \"worry\", type !", true),
    ("worry \u{2013} the stairs", "For \"worry\", type !", true),
    ("SK: q - who fetches her", "For \"question\", type ?", true),
    ("q: who fetches her", "For \"question\", type ?", true),
    (
        "(Ella is drawing under the table)",
        "A note of your own?",
        true,
    ),
    ("(break in the corridor)", "A note of your own?", true),
    (
        "obs: Ella holds her mum's hand",
        "A note of your own?",
        true,
    ),
    ("note - the fire alarm rang", "A note of your own?", true),
    ("SQ: CP plan for both", "view: CP plan; by: SQ", true),
    (
        "SK: we say child in need, please",
        "view: child in need; by: SK",
        true,
    ),
    (
        "TC: no further action",
        "view: no further action; by: TC",
        true,
    ),
    ("SK: CIN", "view: CIN; by: SK", true),
    ("HA: what if nan is ill?", "/whatif", false),
    (
        "Ella's letter: I want quiet",
        "/view Ella; by: letter",
        true,
    ),
    (
        "Niamh to ring the surgery on Monday",
        "An action? /action ring the surgery; who: Niamh; by: Monday",
        true,
    ),
    ("break 10 mins", "A break? /break 10 mins", true),
    (
        "KM: Break, ten minutes",
        "A break? /break ten minutes",
        false,
    ),
    (
        "KM: Minutes go to everyone and SQ, DT's copy by post",
        "Handed over how? /gets DT; how: by post",
        false,
    ),
    (
        "SK: KM's letter to be read aloud",
        "Handed over how? /gets KM; how: read aloud",
        false,
    ),
    ("core group 9 Dec at the hub", "Did you mean /date?", true),
    ("KM: worried that she is late", "a worry? !", false),
];

fn people() -> Vec<&'static str> {
    let lines = include_str!("../fixtures/casts/two_sarahs.txt").lines();
    let people = lines.filter(|line| line.starts_with('/'));
    people.chain(["/begin", "/arrive all"]).collect()
}

fn meeting_of_the_cast() -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    people().iter().for_each(|line| drop(d.enter(line)));
    d
}

#[test]
fn plain_mode_says_what_a_line_may_be_and_the_record_keeps_it() {
    let mut d = meeting_of_the_cast();
    d.app.one_line_at_a_time = true;
    for (typed, says, comes_back) in LINES {
        d.enter("XO: something else");
        let read = line::read(typed, &d.editor().meeting, d.now.date_naive());
        let before = line::explain(&read, typed, &d.editor().meeting);
        let is_command = says.starts_with("Did you mean");
        assert!(is_command || before.contains(says), "{typed}: {before}");
        d.enter(typed);
        let told = d.status().to_lowercase();
        assert!(
            told.contains(&says.to_lowercase()),
            "{typed}: {}",
            d.status()
        );
        let is_asked = !d.last().to_confirm.is_empty();
        assert_eq!(d.last().follow_up || is_asked, *comes_back, "{typed}");
        let words = typed.split_once(": ").map_or(*typed, |(_, words)| words);
        assert!(
            d.last().text(&contribution::TEXT).ends_with(words),
            "{typed}"
        );
    }
}

#[test]
fn take_lists_what_a_line_may_be() {
    let program = Program::new();
    let mut lines = people();
    lines.push("XO: something else");
    lines.extend(LINES.iter().map(|(typed, ..)| *typed));
    let lines = lines.join("\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    let told = ran.err.to_lowercase();
    for (typed, says, _) in LINES {
        assert!(told.contains(&says.to_lowercase()), "{typed}: {}", ran.err);
    }
}

/// Everyday sentences, with and without a colon, are hardly ever asked to be looked at again.
#[test]
fn everyday_sentences_do_not_come_back() {
    let sentences = include_str!("../fixtures/casts/sentences.txt").lines();
    let goes_on = include_str!("../fixtures/casts/goes_on.txt").lines();
    let more = [
        "SK: early help was fine for a while",
        "SK: a CP plan is not what they want",
        "SK: no plan survives Monday",
        "KM: CP plan for both",
        "KM: I said what if he comes",
        "KM: the home - it is quiet now",
        "she said (quietly) that she was sorry",
        "(sic)",
        "the plan - as it is - holds",
    ];
    let mut d = meeting_of_the_cast();
    let mut back = Vec::new();
    let all = sentences
        .chain(goes_on)
        .filter(|line| !line.starts_with('#'));
    let all: Vec<&str> = all.chain(more).collect();
    for words in &all {
        d.enter("XO: something else");
        d.enter(words);
        if d.last().follow_up {
            back.push(*words);
        }
    }
    eprintln!("{} of {}: {back:#?}", back.len(), all.len());
    assert!(back.len() * 40 <= all.len(), "{back:#?}");
    assert!(more.iter().all(|words| !back.contains(words)), "{back:#?}");
}
