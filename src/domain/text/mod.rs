//! Text as people type it: cleaning, folding, words, and the edited line.

pub mod buffer;
pub mod edit;
pub mod folded;
pub mod quoted;
pub mod sanitise;
pub(crate) mod tokens;
pub mod words;

/// `1 paper`, `3 papers`
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// With a capital letter at the beginning.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `Jo Bloggs` of `Jo (Joanna) Bloggs`: the words of a name from letters, without what stands in brackets or quotation
/// marks unless it is all there is.
pub fn words_of_name(name: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for letter in name.chars() {
        match letter {
            '(' | '[' | '\u{201c}' => depth += 1,
            ')' | ']' | '\u{201d}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    let words = |text: &str| -> Vec<String> {
        let bare = |word: &str| {
            word.trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_owned()
        };
        text.split_whitespace()
            .map(bare)
            .filter(|word| !word.is_empty())
            .collect()
    };
    match words(&outside) {
        none if none.is_empty() => words(name),
        found => found,
    }
}

/// `ES` for Ella Smith, `EMS` for Ella-May Smith.
pub fn initials(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    words.filter_map(|word| word.chars().next()).collect()
}
