//! The words of a typed text as they are compared, each with its place in it.

use super::people_words::plain_words;

#[derive(Debug)]
pub struct Word {
    pub plain: String,
    pub from: usize,
    pub to: usize,
    /// With a `\` before it, it is text.
    pub is_guarded: bool,
}

pub fn words_of(text: &str) -> Vec<Word> {
    let joins = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '\u{2013}' | '/');
    let words = text.split(joins).map(|word| {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        Word {
            plain: plain_words(word).concat(),
            from,
            to: from + word.len(),
            is_guarded: word.starts_with('\\'),
        }
    });
    words.filter(|word| !word.plain.is_empty()).collect()
}
