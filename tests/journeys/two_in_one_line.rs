//! Two people in one line: `KM: I can do that DT: me too`. What the second says is never the first's in silence.

use super::driver::Driver;
use crate::command_line::program::Program;
use talking_piece::domain::line;
use talking_piece::domain::record::kinds::contribution;

const FIRST: &[&str] = &["KM", "Kasia", "Mum", "HA", "The Chair", "all", "KM & ZW"];

const WORDS: &[(&str, &str)] = &[
    ("I can do that DT: me too", "DT"),
    ("I can do that. DT: me too", "DT"),
    ("I can do that / DT: me too", "DT"),
    ("I can do that dt: me too", "dt"),
    ("yes DT:me too", "DT"),
    (
        "I can take them on every other Friday and some of the Sundays in the month DT: and me",
        "DT",
    ),
    ("what about nights? Dorian: I work nights", "Dorian"),
    ("no more of that. Sarah Kite: we can help", "Sarah Kite"),
    ("I will be there - Niamh: so will I", "Niamh"),
    ("+ she sings SK: she does", "SK"),
    ("she does @ella SK: yes", "SK"),
    ("we are both tired SQ: have you slept? DT: no", "SQ"),
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
fn the_words_of_the_second_are_not_the_first_s_in_silence() {
    let mut d = meeting_of_the_cast();
    for first in FIRST {
        for (words, second) in WORDS {
            let line = format!("{first}: {words}");
            d.enter("XO: something else");
            let read = line::read(&line, &d.editor().meeting, d.now.date_naive());
            let before = line::explain(&read, &line, &d.editor().meeting);
            assert!(before.contains("to be confirmed"), "{line}: {before}");
            assert!(
                before.contains(&format!("A line for each: {second}: \u{2026}")),
                "{line}: {before}"
            );
            d.enter(&line);
            let last = d.last();
            let asked = last.to_confirm.get(contribution::SPEAKER.name);
            assert!(
                asked.is_some_and(|asked| asked.ends_with(second)),
                "{line}: {asked:?}"
            );
            assert_eq!(last.text(&contribution::SPEAKER), "", "{line}");
            assert_eq!(
                last.text(&contribution::TEXT).replace("Ella", "@ella"),
                line
            );
        }
    }
    // Without a label in front, too, however far into the line.
    for (words, second) in WORDS {
        d.enter("XO: something else");
        d.enter(words);
        let asked = d.last().to_confirm.get(contribution::SPEAKER.name);
        assert_eq!(asked.map(String::as_str), Some(*second), "{words}");
    }
}

#[test]
fn take_lists_the_line_of_two() {
    let program = Program::new();
    let mut lines = people();
    lines.extend([
        "KM: I can do that DT: me too",
        "KM: \\I can do that DT: me too",
    ]);
    let lines = lines.join("\n");
    let ran = program.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
    let told = ran.err.to_lowercase();
    assert!(told.contains("1 line needs attention"), "{told}");
    assert!(told.contains("speaker \"km: dt\""), "{told}");
    assert!(
        told.contains("two speakers? a line for each: dt: \u{2026}"),
        "{told}"
    );
}

/// What one person says stays theirs: a colon in a sentence, a name in it, a quotation, their own letters once more.
#[test]
fn one_speaker_with_a_colon_in_the_words_is_one_speaker() {
    let sentences = include_str!("../fixtures/casts/sentences.txt").lines();
    let goes_on = include_str!("../fixtures/casts/goes_on.txt").lines();
    let own = [
        "I told Dorian: never again",
        "she asked Sarah: why",
        "yes. KM: and no",
        "\"I told DT: go away\"",
        "she wrote \"DT: come home\" on the door",
        "the bus at 10:30 with DT",
        "DT came, and that is it: nothing else",
    ];
    let mut d = meeting_of_the_cast();
    let mut asked = Vec::new();
    let all = sentences
        .chain(goes_on)
        .filter(|line| !line.starts_with('#'));
    for words in all.chain(own) {
        d.enter(&format!("KM: {words}"));
        if d.last_speaker() != "KM" {
            asked.push(words);
        }
    }
    assert!(asked.is_empty(), "{asked:#?}");
}
