//! One fault at a time, planted in an agenda that has none: each is found at its line, and none is told of elsewhere
//! unless it follows from the first.

use super::{check, remarks};
use crate::domain::settings::scales::ScaleSettings;
use crate::domain::toml_reader::{SettingsValues, text_of};

const WHOLE: &str = include_str!("planted/whole.toml");

/// What is replaced, by what, a part of the line where it is told, and a part of what is told.
type Planted = (&'static str, &'static str, &'static str, &'static str);

const PLANTED: &[Planted] = &[
    // names, words and types
    (
        "id = \"ours\"",
        "id = \"Ours\"",
        "id = \"Ours\"",
        "not a short name",
    ),
    (
        "id = \"ours\"",
        "id = \"our agenda\"",
        "id = \"our agenda\"",
        "not a short name",
    ),
    (
        "id = \"ours\"",
        "id = ours",
        "id = ours",
        "between quote marks",
    ),
    (
        "id = \"ours\"",
        "id = \"ours",
        "id = \"ours",
        "no closing quote mark",
    ),
    ("id = \"ours\"", "id = “ours”", "id = “ours”", "curly"),
    (
        "id = \"ours\"",
        "id: \"ours\"",
        "id: \"ours\"",
        "not a colon",
    ),
    ("id = \"ours\"", "id = ", "id = ", "nothing after the ="),
    (
        "id = \"ours\"",
        "id == \"ours\"",
        "id == ",
        "one = too many",
    ),
    (
        "id = \"ours\"",
        "id\u{a0}= \"ours\"",
        "id\u{a0}=",
        "not the one of the keyboard",
    ),
    (
        "id = \"ours\"",
        "id =\u{2003}\"ours\"",
        "id =\u{2003}",
        "not the one of the keyboard",
    ),
    (
        "id = \"ours\"",
        "\u{200b}id = \"ours\"",
        "\u{200b}id",
        "not the one of the keyboard",
    ),
    (
        "id = \"ours\"",
        "id = \"ours\" \"yours\"",
        "yours",
        "text ends at the quote mark",
    ),
    (
        "version = \"1\"",
        "version = 1",
        "version = 1",
        "words on one line",
    ),
    (
        "version = \"1\"",
        "version = \"\"",
        "version = \"\"",
        "is empty",
    ),
    (
        "version = \"1\"",
        "verson = \"1\"",
        "verson",
        "not a setting",
    ),
    (
        "title = \"Our meeting\"",
        "title = \"a\\u0007b\"",
        "a\\u0007b",
        "invisible control",
    ),
    (
        "title = \"Our meeting\"",
        "title = \"a\\qb\"",
        "a\\qb",
        "backslash",
    ),
    (
        "title = \"Our meeting\"",
        "title = \"a\\nb\"",
        "a\\nb",
        "stands on one line",
    ),
    (
        "title = \"Our meeting\"",
        "title = [\"a\"]",
        "title = [\"a\"]",
        "one line",
    ),
    (
        "meeting = \"icpc\"",
        "meeting = \"conference\"",
        "meeting = \"conference\"",
        "not a word for",
    ),
    (
        "meeting = \"icpc\"",
        "meeting = true",
        "meeting = true",
        "one word, in quotes",
    ),
    (
        "language = \"en-GB\"",
        "language = \"English\"",
        "English",
        "short sign of a language",
    ),
    // kinds of contribution
    (
        "id = \"hope\"",
        "id = \"worry\"",
        "id = \"worry\"",
        "known already",
    ),
    (
        "title = \"hope\"",
        "title = \"Worry\"",
        "title = \"Worry\"",
        "called \"Worry\" already",
    ),
    (
        "id = \"dream\"",
        "id = \"hope\"",
        "id = \"hope\" # second",
        "already a kind",
    ),
    (
        "title = \"dream\"",
        "title = \"Hope\"",
        "title = \"Hope\"",
        "already",
    ),
    (
        "\"worry\", \"hope\"",
        "\"wory\", \"hope\"",
        "wory",
        "not a kind of contribution",
    ),
    (
        "\"worry\", \"hope\"",
        "\"worry\", \"worry\"",
        "kinds = ",
        "named twice",
    ),
    (
        "\"worry\", \"hope\"",
        "\"worry\" \"hope\"",
        "kinds = ",
        "separated by one comma",
    ),
    // statements
    (
        "id = \"bell\"",
        "id = \"fire\"",
        "id = \"fire\" # second",
        "already a statement",
    ),
    (
        "title = \"The bell\"",
        "title = \"If it burns\"",
        "title = \"If it burns\" # second",
        "already",
    ),
    (
        "text = \"Ring it.\"",
        "text = \"Walk out.\"",
        "text = \"Walk out.\" # second",
        "already",
    ),
    (
        "text = \"Ring it.\"",
        "text = \"  \"",
        "text = \"  \"",
        "no words to read",
    ),
    (
        "statement = \"fire\"",
        "statement = \"fir\"",
        "statement = \"fir\"",
        "no statement",
    ),
    (
        "statement = \"fire\"",
        "",
        "mode = \"statement\"",
        "needs \"statement\"",
    ),
    // dates
    (
        "name = \"First network meeting\"",
        "name = \"First meeting\"",
        "name = \"First meeting\"",
        "No section sets",
    ),
    (
        "name = \"Looking back\"",
        "name = \"first network meeting\"",
        "name = \"first network",
        "already a date",
    ),
    (
        "is = \"review\"",
        "is = \"reviews\"",
        "is = \"reviews\"",
        "not a word for \"is\"",
    ),
    ("is = \"review\"", "", "[[date]] # second", "no \"is\""),
    (
        "dates = [\"First network meeting\", \"Looking back\"]",
        "dates = [\"First network meeting\", \"Looking back\", \"looking back\"]",
        "dates = ",
        "already",
    ),
    // checks before closing
    (
        "check = \"catch_up\"",
        "check = \"catchup\"",
        "catchup",
        "not a word for \"check\"",
    ),
    (
        "check = \"catch_up\"",
        "check = \"reports\"",
        "check = \"reports\" # second",
        "already a close-check",
    ),
    (
        "id = \"keys\"",
        "id = \"quorum\"",
        "id = \"quorum\"",
        "a check that the program makes",
    ),
    (
        "question = \"Who has the keys?\"",
        "",
        "[[close_check]] # own",
        "no \"question\"",
    ),
    (
        "question = \"Who has the keys?\"",
        "question = \"Is the  house safe?\"",
        "questions = [",
        "already",
    ),
    // sections
    (
        "id = \"house\"",
        "id = \"start\"",
        "id = \"start\" # second",
        "already a section",
    ),
    (
        "id = \"house-two\"",
        "id = \"house_two\"",
        "id = \"house-two-b\"",
        "",
    ),
    (
        "id = \"house-two-b\"",
        "id = \"house_two\"",
        "id = \"house_two\"",
        "already a section",
    ),
    (
        "title = \"The house\"",
        "title = \"the start\"",
        "title = \"the start\"",
        "already",
    ),
    (
        "mode = \"attendance\"",
        "mode = \"atendance\"",
        "atendance",
        "not a word for \"mode\"",
    ),
    (
        "mode = \"attendance\"",
        "",
        "[[section]] # first",
        "does not say what is recorded",
    ),
    (
        "minutes = 5",
        "minutes = -5",
        "minutes = -5",
        "from 0 to 600",
    ),
    (
        "minutes = 5",
        "minutes = \"5\"",
        "minutes = \"5\"",
        "whole number",
    ),
    (
        "minutes = 5",
        "minutes = 5.5",
        "minutes = 5.5",
        "whole number",
    ),
    (
        "minutes = 5",
        "minutes = 599",
        "minutes = 10 # plan",
        "nobody meets for longer",
    ),
    (
        "required = true",
        "required = yes",
        "required = yes",
        "true",
    ),
    (
        "required = true",
        "required = \"true\"",
        "required = \"true\"",
        "true or false",
    ),
    (
        "first_voice = [\"family\"]",
        "first_voice = \"family\"",
        "first_voice",
        "list in square brackets",
    ),
    (
        "first_voice = [\"family\"]",
        "first_voice = [\"family\", \"family\"]",
        "first_voice",
        "named twice",
    ),
    (
        "first_voice = [\"family\"]",
        "first_voice = [\"familly\"]",
        "familly",
        "not a word",
    ),
    (
        "prompts = [\"Who is here?\"]",
        "prompts = [\"Who is here?\"",
        "prompts = [",
        "never closed",
    ),
    (
        "prompts = [\"Who is here?\"]",
        "prompts = [\"Who is here?\", \"Who is here?\"]",
        "prompts = [",
        "named twice",
    ),
    (
        "visibility = \"everyone\"",
        "visibility = \"nobody\"",
        "nobody",
        "not a word for \"visibility\"",
    ),
    (
        "\"Is there a garden?\"",
        "\"is the house – safe ?\"",
        "questions = ",
        "already",
    ),
    (
        "questions = [\"Is the house safe?\", \"Is there a garden?\"]",
        "questions = []",
        "mode = \"yes_no_reason\"",
        "needs \"questions\"",
    ),
    (
        "mode = \"plan\"",
        "mode = \"plan\"\nquestions = [\"Why?\"]",
        "questions = [\"Why?\"]",
        "belongs to the mode",
    ),
    // scales
    ("from = 0", "from = 10", "to = 10", "same number"),
    (
        "from = 0\n  to = 10",
        "from = 10\n  to = 0",
        "from = 10",
        "counts down",
    ),
    (
        "high = \"safe\"",
        "high = \"Not safe\"",
        "high = \"Not safe\"",
        "mean the same",
    ),
    ("high = \"safe\"", "", "[[section.scale]]", "no \"high\""),
    ("to = 10", "to = 1000", "to = 1000", "from 0 to 100"),
    (
        "question = \"How safe is it?\"",
        "question = \"Is there a garden?\"",
        "  question = \"Is there a garden?\"",
        "already",
    ),
    // brackets
    (
        "[[section]] # first",
        "[section]",
        "[section]",
        "two brackets on each side",
    ),
    (
        "[[statement]] # first",
        "[statement]",
        "[statement]",
        "two brackets on each side",
    ),
    (
        "[[section]] # first",
        "[[section]",
        "[[section]",
        "brackets of this heading do not fit",
    ),
    (
        "[[section]] # first",
        "[[sections]]",
        "[[sections]]",
        "heading of its own",
    ),
    (
        "  [[section.part]] # first",
        "  [[part]]",
        "[[part]]",
        "belongs to a section",
    ),
];

fn found(text: &str) -> Vec<(usize, String)> {
    let faults = check(text).err().unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| (fault.line, fault.message))
        .collect()
}

#[test]
fn the_untouched_agenda_has_no_fault_and_no_remark() {
    assert_eq!(found(WHOLE), []);
    let mut scales = ScaleSettings::built_in();
    if let Some(first) = scales.scales.first_mut() {
        first.id = "how-safe".to_owned();
    }
    assert_eq!(remarks(WHOLE, &scales), []);
}

#[test]
fn each_planted_fault_is_found_at_its_line() {
    assert!(PLANTED.len() >= 60);
    for (before, after, marker, message) in PLANTED {
        assert!(WHOLE.contains(before), "{before}");
        let text = WHOLE.replacen(before, after, 1);
        let found = found(&text);
        if message.is_empty() {
            assert_eq!(found, [], "{after}");
            continue;
        }
        let line = text.lines().position(|line| line.contains(marker));
        let line = line.unwrap_or_else(|| panic!("{marker} is not in the text")) + 1;
        let is_told = |(at, told): &(usize, String)| *at == line && told.contains(message);
        assert!(
            found.iter().any(is_told),
            "{after}, line {line}: {found:#?}"
        );
        assert!(found.len() <= 3, "{after}: {found:#?}");
    }
}

#[test]
fn one_cause_gives_one_message_however_often_it_is_there() {
    let utf_16: Vec<u8> = WHOLE.bytes().flat_map(|byte| [byte, 0]).collect();
    let utf_16 = String::from_utf8(utf_16).unwrap();
    let cases = [
        (
            WHOLE.replace("[[", "[").replace("]]", "]"),
            "two brackets",
            7,
        ),
        (WHOLE.replace(" = ", "\u{a0}= "), "keyboard", 1),
        (WHOLE.replace(" = ", "\u{3000}=\u{2009}"), "keyboard", 1),
        (WHOLE.replace('\n', "\r"), "CR alone", 1),
        (utf_16, "UTF-16", 1),
        (format!("{{\\rtf1\\ansi {WHOLE}}}"), "RTF", 1),
        (format!("%PDF-1.7\n{WHOLE}"), "PDF", 1),
        (format!("<!DOCTYPE html>\n{WHOLE}"), "web page", 1),
        (WHOLE.replacen("Ring", "R\0ng", 1), "NUL", 1),
        (String::new(), "nothing in this file", 1),
        ("\n\n# our agenda\n".to_owned(), "nothing in this file", 1),
    ];
    for (text, message, most) in cases {
        let found = found(&text);
        assert!(
            !found.is_empty() && found.len() <= most,
            "{message}: {found:#?}"
        );
        for (_, told) in &found {
            assert!(told.contains(message), "{message}: {told}");
        }
    }
    for bytes in [
        &b"PK\x03\x04\x14\x00\xff"[..],
        b"\xd0\xcf\x11\xe0\xa1\xff",
        b"\xff\xfei\x00d\x00",
        b"\xfe\xff\x00i\x00d",
        b"i\x00d\x00 \x00=\x00 \x00\"\x00\xe9\x00\"\x00",
    ] {
        let fault = text_of(bytes).unwrap_err();
        let told = format!("{} {}", fault.message, fault.instead);
        assert!(
            ["word processor", "UTF-16"]
                .iter()
                .any(|words| told.contains(words)),
            "{told}"
        );
    }
}

#[test]
fn tabs_and_windows_line_ends_are_no_fault() {
    assert_eq!(found(&WHOLE.replace(" = ", "\t=\t")), []);
    assert_eq!(found(&WHOLE.replace('\n', "\r\n")), []);
    assert_eq!(found(&format!("\u{feff}{WHOLE}")), []);
}

#[test]
fn a_title_has_its_limit_and_says_why() {
    for long in [101, 3_000] {
        let text = WHOLE.replacen("The house", &"x".repeat(long), 1);
        let found = found(&text);
        assert_eq!(found.len(), 1, "{found:#?}");
        let told = format!("\"title\" has {long} letters; 100 are the most, because");
        assert!(found[0].1.starts_with(&told), "{found:#?}");
    }
}

#[test]
fn what_is_only_guessed_and_a_scale_that_alarms_nobody_are_remarks() {
    let told = |text: &str| -> Vec<(usize, String)> {
        let found = remarks(text, &ScaleSettings::built_in());
        found
            .into_iter()
            .map(|one| (one.line, one.message))
            .collect()
    };
    let unnamed = WHOLE.replacen("name = \"Looking back\"\nis = \"review\"", "", 1);
    let unnamed = unnamed.replacen("[[date]] # second", "", 1);
    let found = told(&unnamed);
    assert!(
        found.iter().any(|(_, one)| one.contains("guessed")),
        "{found:#?}"
    );
    assert!(
        found.iter().any(|(_, one)| one.contains("alarms anybody")),
        "{found:#?}"
    );
}

#[test]
fn curly_quotes_are_told_once_with_how_many_there_are() {
    for curly in ['“', '”', '’', '«', '`'] {
        let text = WHOLE.replace(" = \"", &format!(" = {curly}"));
        let text = text.replace("\"\n", &format!("{curly}\n"));
        let found = found(&text);
        let told: Vec<&String> = found
            .iter()
            .map(|(_, one)| one)
            .filter(|one| one.contains("curly"))
            .collect();
        assert_eq!(told.len(), 1, "{found:#?}");
        assert!(told[0].contains("such places; this is the first"));
    }
}

#[test]
fn what_is_behind_a_value_and_a_part_that_is_in_no_section_say_what_to_do() {
    for sign in [";", ",", " ;", " ,"] {
        let text = WHOLE.replacen("id = \"ours\"", &format!("id = \"ours\"{sign}"), 1);
        let found = found(&text);
        assert_eq!(found.len(), 1, "{found:#?}");
        let told = format!("Behind the value there is a \"{}\"", sign.trim());
        assert!(found[0].1.starts_with(&told), "{found:#?}");
    }
    let head = WHOLE.split("[[").next().unwrap();
    let text = format!("{head}[[section.part]]\nid = \"u\"\ntitle = \"U\"\n");
    let found = found(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].1.contains("no [[section]] above"), "{found:#?}");
}

#[test]
fn the_same_question_in_other_capitals_is_the_same_question() {
    for (first, second) in [
        ("How is it?", "how is it"),
        ("How is it?", "How  is it ?"),
        ("What happened", "WHAT HAPPENED?"),
    ] {
        let text = format!(
            "{}[[section]]\nid = \"s\"\ntitle = \"S\"\nmode = \"contributions\"\nprompts = [\"{first}\", \"{second}\"]\n",
            WHOLE.split("[[").next().unwrap()
        );
        let found = found(&text);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].1.contains("is named twice"), "{found:#?}");
    }
}
