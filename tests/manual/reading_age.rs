//! How old a reader must be for the pages of tasks, by the Flesch–Kincaid grade: 0.39 × words / sentences +
//! 11.8 × syllables / words − 15.59. Children are five years old before the first grade, so the age is the grade and 5.

use talking_piece::documents::manual::PAGES;
use talking_piece::domain::settings::phrases::Phrases;
use talking_piece::domain::toml_reader::SettingsValues;

/// Reference, trust and what is for IT: read by people who look up one thing.
const NOT_TASKS: &[&str] = &[
    "contents",
    "install",
    "ssh-and-terminals",
    "backup-and-permissions",
    "the-line",
    "records",
    "commands-and-keys",
    "settings-reference",
    "command-line",
    "files",
    "glossary",
    "what-is-safe",
    "speed",
    "changes",
];

const OLDEST: f64 = 12.0;

/// The sentences of a page: paragraphs and items, without headings, tables and examples.
fn prose(text: &str) -> Vec<String> {
    let mut is_example = false;
    let mut pieces = vec![String::new()];
    for line in text.lines() {
        if line.starts_with("```") {
            is_example = !is_example;
            pieces.push(String::new());
            continue;
        }
        if is_example || line.starts_with(['#', '|', '<']) {
            continue;
        }
        let begins = line.trim().is_empty()
            || line.starts_with("- ")
            || line.starts_with(|c: char| c.is_ascii_digit());
        if begins {
            pieces.push(String::new());
        }
        let last = pieces.last_mut().unwrap();
        last.push_str(&plain(line.trim_start_matches("- ")));
        last.push(' ');
    }
    let sentences = pieces.iter().flat_map(|piece| {
        piece
            .split_inclusive(['.', '!', '?'])
            .map(str::trim)
            .map(str::to_owned)
    });
    sentences
        .filter(|sentence| words(sentence).count() > 0)
        .collect()
}

/// Without what is typed, and without the targets of links: those are not read as sentences.
fn plain(line: &str) -> String {
    let outside: Vec<&str> = line.split('`').step_by(2).collect();
    let mut text = outside.join(" ");
    while let Some((before, rest)) = text.split_once("](") {
        let after = rest.split_once(')').map_or("", |(_, after)| after);
        text = format!("{before} {after}");
    }
    text
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_inside = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’');
    let words = text.split(move |letter| !is_inside(letter));
    words.filter(|word| word.chars().any(char::is_alphabetic))
}

/// Groups of vowels, without a silent e at the end; at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    let mut before = false;
    for letter in word.chars() {
        count += usize::from(is_vowel(letter) && !before);
        before = is_vowel(letter);
    }
    let is_silent = (word.ends_with('e') && !word.ends_with("le"))
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    if is_silent && count > 1 {
        count - 1
    } else {
        count.max(1)
    }
}

fn reading_age(text: &str) -> f64 {
    let sentences = prose(text);
    let all: Vec<&str> = sentences
        .iter()
        .flat_map(|sentence| words(sentence))
        .collect();
    let spoken: usize = all.iter().map(|word| syllables(word)).sum();
    let number = all.len() as f64;
    0.39 * number / sentences.len() as f64 + 11.8 * spoken as f64 / number - 15.59 + 5.0
}

#[test]
fn the_pages_of_tasks_can_be_read_at_twelve() {
    let tasks = PAGES.iter().filter(|page| !NOT_TASKS.contains(&page.topic));
    let hard: Vec<String> = tasks
        .map(|page| (reading_age(page.text), page.topic))
        .filter(|(age, _)| *age > OLDEST)
        .map(|(age, topic)| format!("{topic}: {age:.1}"))
        .collect();
    assert!(
        hard.is_empty(),
        "harder than for a reader of twelve (shorter sentences, shorter words): {hard:?}"
    );
}

/// The fixed sentences of the papers, with a name where something is filled in.
fn fixed_sentences(is_meant: impl Fn(&str) -> bool) -> String {
    let phrases = Phrases::built_in();
    let all = phrases
        .in_language("en-GB")
        .all()
        .filter(|(name, _)| is_meant(name));
    let sentences = all.filter(|(_, words)| words.ends_with(['.', '?', '!']));
    let filled = sentences.map(|(_, words)| {
        let parts = words.split('{').enumerate().map(|(at, part)| match at {
            0 => part.to_owned(),
            _ => format!("Ella{}", part.split_once('}').unwrap().1),
        });
        parts.collect::<String>()
    });
    filled.collect::<Vec<_>>().join("\n\n")
}

fn median_length(text: &str) -> usize {
    let mut lengths: Vec<usize> = prose(text).iter().map(|one| words(one).count()).collect();
    lengths.sort_unstable();
    lengths[lengths.len() / 2]
}

#[test]
fn the_fixed_phrases_of_papers_can_be_read_at_eleven() {
    let text = fixed_sentences(|name| !name.starts_with("child_"));
    let age = reading_age(&text);
    assert!(age <= 11.0, "{age:.1}\n{text}");
    assert!(median_length(&text) <= 15, "{text}");
}

#[test]
fn the_fixed_phrases_of_a_childs_page_can_be_read_at_seven() {
    let text = fixed_sentences(|name| name.starts_with("child_"));
    let age = reading_age(&text);
    assert!(age <= 7.0, "{age:.1}\n{text}");
    assert!(median_length(&text) <= 10, "{text}");
}

#[test]
fn long_words_in_long_sentences_are_hard() {
    assert_eq!(
        ["cat", "little", "used", "needed", "agenda", "safe"].map(syllables),
        [1, 2, 1, 2, 3, 1]
    );
    assert!(reading_age("# T\n\nThe cat sat on the mat. It was warm.") < 8.0);
    let hard = "Multidisciplinary professionals systematically communicate considerable responsibilities regarding individual circumstances without unnecessary consideration";
    assert!(reading_age(hard) > 20.0);
    assert_eq!(
        prose("# No\n\nOne two. Three\nfour.\n\n```sh\nno\n```\n\n- five"),
        ["One two.", "Three four.", "five"]
    );
}
