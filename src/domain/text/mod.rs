//! Text as people type it: cleaning, folding, words, and the edited line.

pub mod buffer;
pub mod edit;
pub mod folded;
pub mod quoted;
pub mod sanitise;
pub(crate) mod tokens;

/// With a capital letter at the beginning.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `ES` for Ella Smith, `EMS` for Ella-May Smith.
pub fn initials(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    words.filter_map(|word| word.chars().next()).collect()
}
