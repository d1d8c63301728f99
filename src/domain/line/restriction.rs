//! Which words restrict a record: `#restricted` however it is spelt, and what only looks like it. A mark that was
//! intended must never become open text: this fails closed.

/// Words that mean nearly the same, and are asked about.
const NEARLY_THE_SAME: &[&str] = &[
    "hidden",
    "hide",
    "internal",
    "sensitive",
    "withheld",
    "withhold",
];

const OTHER_WORDS: &[&str] = &["confidential", "private", "secret"];

/// The shortest beginning of `restricted` that counts without a `#` directly before it.
const LONG_ENOUGH: usize = 5;

/// The word after a `#`, or a part of one (`family-restricted`): `restricted`, a beginning of it of at least three
/// letters, up to three wrong letters, or another word for it. `word` is lower case.
pub(super) fn means_restricted(word: &str) -> bool {
    let mut parts = word.split(|letter: char| !letter.is_alphanumeric());
    let first = parts.next().unwrap_or("");
    let begins = |word: &str| word.len() >= 3 && "restricted".starts_with(word);
    begins(word)
        || begins(first)
        || OTHER_WORDS.contains(&first)
        || is_nearly(word)
        || is_nearly(first)
        || parts.any(|part| is_plainly(part) || OTHER_WORDS.contains(&part))
}

/// `restricted` with up to three letters wrong.
fn is_nearly(word: &str) -> bool {
    word.chars().count() >= 7 && distance(word, "restricted") <= 3
}

/// A word that hardly means anything else, even without a `#` right before it.
fn is_plainly(word: &str) -> bool {
    word == "confidential"
        || (word.len() >= LONG_ENOUGH && "restricted".starts_with(word))
        || is_nearly(word)
}

/// The number of letters to insert, delete or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        for (place, to) in row.iter_mut().skip(1).zip(&b) {
            let cost = before + usize::from(from != *to);
            before = *place;
            *place = cost.min(*place + 1).min(left + 1);
            left = *place;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Whether a restricting mark appears anywhere in a text: in the middle, before a full stop, in quotes, attached to a
/// word, with a space after the `#`. Anyone who typed it meant it. Only `\#restricted` is text.
pub fn wants_restriction(text: &str) -> bool {
    text.match_indices('#').any(|(at, _)| {
        let before = text.get(..at).unwrap_or("");
        let behind = text.get(at + 1..).unwrap_or("");
        !before.ends_with('\\') && begins_with_mark(behind)
    })
}

/// Whether the text after a `#` restricts: a word directly after it, or one that hardly means anything else after a
/// space or another sign.
pub(super) fn begins_with_mark(behind: &str) -> bool {
    let tag = word_of(behind);
    if !tag.is_empty() {
        return means_restricted(&tag);
    }
    let further = behind.trim_start_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '#' | '-' | '_' | ':' | '(' | '[')
    });
    is_plainly(&word_of(further))
}

fn word_of(text: &str) -> String {
    let joins = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let begins_well = text.chars().next().is_some_and(char::is_alphanumeric);
    let word: String = text
        .chars()
        .take_while(joins)
        .filter(|_| begins_well)
        .collect();
    word.to_lowercase()
}

/// The text before a `# restricted` at the end, which is taken for the mark.
pub(super) fn without_spaced_mark_behind(words: &str) -> Option<&str> {
    let last = words.rsplit(char::is_whitespace).next()?;
    let before = words.get(..words.len() - last.len())?.trim_end();
    let rest = before.strip_suffix('#')?;
    let stands_alone = rest.is_empty() || rest.ends_with(char::is_whitespace);
    (stands_alone && is_plainly(&last.to_lowercase())).then(|| rest.trim_end())
}

/// The text after a `# restricted` at the beginning, which is taken for the mark.
pub(super) fn without_spaced_mark_before(words: &str) -> Option<&str> {
    let rest = words.strip_prefix('#')?;
    let behind = rest.trim_start();
    let first = behind.split_whitespace().next()?;
    let is_mark = behind.len() < rest.len() && is_plainly(&first.to_lowercase());
    is_mark.then(|| behind.get(first.len()..).unwrap_or("").trim_start())
}

/// Whether a text looks as if it was meant to be restricted: `restricted` is at its beginning or end without its `#`
/// (`£restricted`, `(restricted)`), or it contains a `#word` that is nearly the mark. Anything after a `\` is intended.
pub fn looks_like_restriction(text: &str) -> bool {
    let bare = |word: &str| {
        let letters = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        !word.starts_with('\\') && is_plainly(&letters.to_lowercase())
    };
    let mut words = text.split_whitespace();
    let (first, last) = (words.clone().next(), words.clone().next_back());
    let is_near = |word: &str| tag(word).is_some_and(|tag| is_near_the_mark(&tag));
    first.is_some_and(bare) || last.is_some_and(bare) || words.any(is_near)
}

/// A `#word` inside a text that is no mark, and not nearly the one that restricts: it is text like the others.
pub(super) fn tag_that_is_text(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    words.find(|word| tag(word).is_some_and(|tag| !is_near_the_mark(&tag)))
}

fn tag(word: &str) -> Option<String> {
    let tag = word.strip_prefix('#')?;
    tag.chars()
        .next()
        .is_some_and(char::is_alphabetic)
        .then(|| word_of(tag))
}

/// More letters wrong than in the mark itself, but still no other word: `#resitcd`, `#confidental`.
fn is_near_the_mark(tag: &str) -> bool {
    let near = |word: &str| {
        let most = word.chars().count() / 3 + 1;
        tag.chars().count() + most > word.chars().count() && distance(tag, word) <= most
    };
    tag.starts_with("res")
        || NEARLY_THE_SAME.contains(&tag)
        || near("restricted")
        || OTHER_WORDS.iter().any(|word| near(word))
}
