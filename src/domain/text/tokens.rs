//! Words in a text, with their places: cut at everything that is not a letter, digit or inner apostrophe.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it begins, in bytes.
    pub(crate) from: usize,
    /// Where it ends, in bytes.
    pub(crate) to: usize,
    pub(crate) word: String,
    /// Only blanks and hyphens separate it from the word before: they can be one expression.
    pub(crate) joined: bool,
}

pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut open: Option<usize> = None;
    let mut letters = text.char_indices().peekable();
    let mut gap_joins = false;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let goes_on = is_letter(letter)
            || (open.is_some() && is_apostrophe(letter) && next.is_some_and(is_letter));
        match (goes_on, open) {
            (true, None) => open = Some(at),
            (false, Some(from)) => {
                push(&mut found, text, from, at, gap_joins);
                open = None;
                gap_joins = is_joint(letter);
            }
            (false, None) => gap_joins &= is_joint(letter),
            (true, Some(_)) => {}
        }
    }
    if let Some(from) = open {
        push(&mut found, text, from, text.len(), gap_joins);
    }
    found
}

fn push(found: &mut Vec<Token>, text: &str, from: usize, to: usize, joined: bool) {
    let word = text.get(from..to).unwrap_or_default();
    found.push(Token {
        from,
        to,
        word: word.replace('’', "'").to_lowercase(),
        joined: joined && !found.is_empty(),
    });
}

pub(crate) fn words_of(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.word).collect()
}

/// Whether the expression begins at this word; returns the place after its last word, which may be plural.
pub(crate) fn fits(text: &[Token], at: usize, expression: &[String]) -> Option<usize> {
    let (last, before) = expression.split_last()?;
    let mut here = at;
    for (index, wanted) in before.iter().enumerate() {
        let token = text.get(here)?;
        if token.word != *wanted || (index > 0 && !token.joined) {
            return None;
        }
        here += 1;
    }
    let token = text.get(here)?;
    let fits = is_or_plural(&token.word, last) && (before.is_empty() || token.joined);
    fits.then_some(here + 1)
}

pub(crate) fn contains(text: &[Token], expression: &[String]) -> bool {
    (0..text.len()).any(|at| fits(text, at, expression).is_some())
}

fn is_or_plural(word: &str, wanted: &str) -> bool {
    if word == wanted {
        return true;
    }
    let word = word.strip_suffix("'s").unwrap_or(word);
    word == wanted || singulars(word).any(|singular| singular == wanted)
}

/// What a word could be the plural of, in the simple cases.
pub(crate) fn singulars(word: &str) -> impl Iterator<Item = String> {
    let bare = word.strip_suffix("'s").map(str::to_owned);
    let plain = word.strip_suffix('s').map(str::to_owned);
    let hissing = word
        .strip_suffix("es")
        .filter(|stem| {
            ["s", "x", "z", "ch", "sh"]
                .iter()
                .any(|end| stem.ends_with(end))
        })
        .map(str::to_owned);
    let y = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    [bare, plain, hissing, y].into_iter().flatten()
}

fn is_letter(letter: char) -> bool {
    // Accents can be signs of their own behind their letter.
    letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

fn is_joint(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}
