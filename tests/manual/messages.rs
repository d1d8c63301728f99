//! Each refusal and failure that the program can say stands on `when-something-goes-wrong`, word for word, and leads to
//! its heading there; and nothing stands there that the program does not say.

use super::built_messages;
use crate::architecture::program_code;
use std::collections::BTreeSet;
use talking_piece::documents::manual::{IT_SAYS, heading_for, quoted_messages, slug};

const PAGE: &str = "src/manual/when-something-goes-wrong.md";

/// The text of a message, with `…` for what is put into it. `None` where all of its first sentence is.
fn template(text: &str) -> Option<String> {
    let text = text.replace("\\\"", "\"");
    let mut lines = text.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    let text = lines.fold(first, |all, line| all + line.trim_start());
    let mut template = String::new();
    let mut is_inside = false;
    for letter in text.chars() {
        match letter {
            '{' => {
                is_inside = true;
                template.push('…');
            }
            '}' => is_inside = false,
            _ if is_inside => {}
            letter => template.push(letter),
        }
    }
    let sentence = template.split(". ").next().unwrap_or_default();
    let has_words = sentence
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        >= 4;
    has_words.then_some(template)
}

/// What the source says in `Problem::wrong_input("…")` and `Problem::not_saved_or_read("…")`, and where.
fn said() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (file, code) in program_code(env!("CARGO_MANIFEST_DIR").as_ref()) {
        for (at, token) in code.iter().enumerate() {
            let is_one = matches!(token.text.as_str(), "wrong_input" | "not_saved_or_read");
            let text = |after: usize| code.get(at + after).map_or("", |token| token.text.as_str());
            if !is_one || text(1) != "(" {
                continue;
            }
            let words = match (text(2), text(3)) {
                ("format", "!") => text(5),
                (words, _) => words,
            };
            let words = words.strip_prefix('"').and_then(template);
            found.extend(words.map(|words| (words, format!("{file}:{}", token.line))));
        }
    }
    let built = built_messages::built().into_iter();
    found.extend(built.filter_map(|(text, place)| {
        let words = text.strip_prefix('"').and_then(template)?;
        Some((words, place))
    }));
    found
}

#[test]
fn every_refusal_and_failure_is_quoted_where_it_is_explained() {
    let said = said();
    assert!(said.len() > 120, "only {} messages were found", said.len());
    let quoted: BTreeSet<&str> = quoted_messages().map(|(_, quote)| quote).collect();
    let missing: Vec<String> = said
        .iter()
        .filter(|(words, _)| !quoted.contains(words.as_str()))
        .map(|(words, place)| format!("{place}: {words}"))
        .collect();
    assert!(
        missing.is_empty(),
        "In {PAGE}, put each of these between ` ` into the item `{IT_SAYS}` of the heading that explains it, or write a heading for it:\n{}",
        missing.join("\n")
    );
    let gone: Vec<&str> = quoted
        .into_iter()
        .filter(|quote| said.iter().all(|(words, _)| words != quote))
        .collect();
    assert!(
        gone.is_empty(),
        "The program no longer says this. Take it out of {PAGE}, with its heading where that explains nothing else:\n{}",
        gone.join("\n")
    );
}

#[test]
fn a_message_leads_to_the_heading_that_quotes_it() {
    for (heading, quote) in quoted_messages() {
        let message = quote.replace('…', "Kim Example");
        let led = heading_for(&format!("{message} Nothing was changed."));
        assert_eq!(led, Some(slug(heading)), "{message}");
    }
}
