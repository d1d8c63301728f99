//! Reads Rust source just well enough to know which paths it names, and on which line.

/// A word, a number, a string starting with one `"`, or one sign (`::` counts as one). Comments, raw strings and
/// characters are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// A path that the code names: `use a::{b, c}` names `a::b` and `a::c`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub path: Vec<String>,
    pub line: usize,
    /// The modules around it in the file: `mod inner { … }` gives `["inner"]`.
    pub inside: Vec<String>,
}

pub fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let (mut found, mut line, mut here) = (Vec::new(), 1, 0);
    while here < letters.len() {
        let start = here;
        match at(here) {
            '/' if at(here + 1) == '/' => {
                while here < letters.len() && at(here) != '\n' {
                    here += 1;
                }
            }
            '/' if at(here + 1) == '*' => {
                let mut depth = 0;
                while here < letters.len() {
                    match (at(here), at(here + 1)) {
                        ('/', '*') => (depth, here) = (depth + 1, here + 2),
                        ('*', '/') => (depth, here) = (depth - 1, here + 2),
                        _ => here += 1,
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            '"' => {
                here = end_of_string(&letters, here + 1);
                let inside = letters.get(start + 1..here - 1).unwrap_or_default();
                found.push(Token {
                    text: format!("\"{}", inside.iter().collect::<String>()),
                    line,
                });
            }
            '\'' if at(here + 1) == '\\' => {
                here += 3; // past the escaped letter, whatever it is
                while here < letters.len() && at(here) != '\'' {
                    here += 1;
                }
                here += 1;
            }
            '\'' if at(here + 2) == '\'' => here += 3,
            '\'' => here += 1, // a lifetime: its name becomes a word, which names no path
            letter if letter.is_alphanumeric() || letter == '_' => {
                while at(here).is_alphanumeric() || at(here) == '_' {
                    here += 1;
                }
                let word: String = letters[start..here].iter().collect();
                let raw_hashes = (here..).take_while(|&index| at(index) == '#').count();
                let is_raw =
                    matches!(word.as_str(), "r" | "br" | "cr") && at(here + raw_hashes) == '"';
                if is_raw {
                    here = end_of_raw_string(&letters, here + raw_hashes + 1, raw_hashes);
                } else if !(matches!(word.as_str(), "b" | "c") && matches!(at(here), '"' | '\'')) {
                    found.push(Token { text: word, line });
                }
            }
            ':' if at(here + 1) == ':' => {
                found.push(Token {
                    text: "::".to_owned(),
                    line,
                });
                here += 2;
            }
            sign => {
                if !sign.is_whitespace() {
                    found.push(Token {
                        text: sign.to_string(),
                        line,
                    });
                }
                here += 1;
            }
        }
        line += letters[start..here.min(letters.len())]
            .iter()
            .filter(|&&letter| letter == '\n')
            .count();
    }
    found
}

fn end_of_string(letters: &[char], mut here: usize) -> usize {
    while let Some(letter) = letters.get(here) {
        match letter {
            '\\' => here += 2,
            '"' => return here + 1,
            _ => here += 1,
        }
    }
    letters.len()
}

fn end_of_raw_string(letters: &[char], mut here: usize, hashes: usize) -> usize {
    while here < letters.len() {
        let closes =
            letters[here] == '"' && letters[here + 1..].iter().take(hashes).all(|&l| l == '#');
        if closes && letters.len() > here + hashes {
            return here + 1 + hashes;
        }
        here += 1;
    }
    letters.len()
}

/// Removes everything under `#[cfg(test)]`. Also returns the names of modules in their own files that are declared
/// there (`#[cfg(test)] mod line_tests;`): those files are tests as a whole.
pub fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    let (mut kept, mut test_modules, mut here) = (Vec::new(), Vec::new(), 0);
    while here < tokens.len() {
        if is(tokens, here, &["#", "!", "[", "cfg", "(", "test", ")", "]"]) {
            return (Vec::new(), test_modules);
        }
        if !is(tokens, here, &["#", "[", "cfg", "(", "test", ")", "]"]) {
            kept.push(tokens[here].clone());
            here += 1;
            continue;
        }
        here += 7;
        while is(tokens, here, &["#", "["]) {
            here = after_brackets(tokens, here + 1); // more attributes of the same item
        }
        let item = here;
        while here < tokens.len() && !matches!(tokens[here].text.as_str(), ";" | "{") {
            // An array type `[u8; 3]` before the body has a `;` that ends nothing.
            here = if matches!(tokens[here].text.as_str(), "(" | "[") {
                after_brackets(tokens, here)
            } else {
                here + 1
            };
        }
        let ends_here = is(tokens, here, &[";"]);
        if ends_here
            && let Some(word) = tokens[item..here]
                .iter()
                .position(|token| token.text == "mod")
        {
            test_modules.extend(tokens.get(item + word + 1).map(|name| name.text.clone()));
        }
        // `use a::{b};` has a brace too, and goes on to its `;`.
        let is_use = tokens[item..here].iter().any(|token| token.text == "use");
        here = if ends_here {
            here + 1
        } else {
            after_brackets(tokens, here)
        };
        if !ends_here && is_use && is(tokens, here, &[";"]) {
            here += 1;
        }
    }
    (kept, test_modules)
}

pub fn is(tokens: &[Token], here: usize, texts: &[&str]) -> bool {
    texts.iter().enumerate().all(|(offset, text)| {
        tokens
            .get(here + offset)
            .is_some_and(|token| token.text == *text)
    })
}

/// The place after the bracket that closes the one at `here`.
fn after_brackets(tokens: &[Token], mut here: usize) -> usize {
    let mut depth = 0;
    while let Some(token) = tokens.get(here) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        here += 1;
        if depth == 0 {
            break;
        }
    }
    here
}

/// The names of modules that are declared as files of their own.
pub fn declared_modules(tokens: &[Token]) -> Vec<String> {
    let places = 0..tokens.len();
    places
        .filter(|&here| is(tokens, here, &["mod"]) && is(tokens, here + 2, &[";"]))
        .map(|here| tokens[here + 1].text.clone())
        .collect()
}

/// All paths of two parts or more that are named, and all that `use` brings in.
pub fn named_paths(tokens: &[Token]) -> Vec<Named> {
    let (mut found, mut here, mut depth) = (Vec::new(), 0, 0usize);
    let mut modules: Vec<(String, usize)> = Vec::new();
    while here < tokens.len() {
        let token = &tokens[here];
        match token.text.as_str() {
            // Who may see an item is no use of that place.
            "pub" if is(tokens, here + 1, &["(", "in"]) => {
                while here < tokens.len() && !is(tokens, here, &[")"]) {
                    here += 1;
                }
                continue;
            }
            "mod" if is(tokens, here + 2, &["{"]) => {
                modules.push((tokens[here + 1].text.clone(), depth));
                here += 2;
                continue;
            }
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if modules.last().is_some_and(|(_, outside)| *outside == depth) {
                    modules.pop();
                }
            }
            _ => {}
        }
        let inside: Vec<String> = modules.iter().map(|(name, _)| name.clone()).collect();
        if token.text == "use" {
            here = use_tree(tokens, here + 1, &[], &inside, &mut found);
        } else if is_word(&token.text) {
            let mut path = vec![token.text.clone()];
            while is(tokens, here + 1, &["::"])
                && tokens.get(here + 2).is_some_and(|next| is_word(&next.text))
            {
                path.push(tokens[here + 2].text.clone());
                here += 2;
            }
            if path.len() > 1 {
                found.push(Named {
                    path,
                    line: token.line,
                    inside,
                });
            }
            here += 1;
        } else {
            here += 1;
        }
    }
    found
}

/// Reads one branch of a `use` and returns the place after it.
fn use_tree(
    tokens: &[Token],
    mut here: usize,
    before: &[String],
    inside: &[String],
    found: &mut Vec<Named>,
) -> usize {
    let mut path = before.to_vec();
    while let Some(token) = tokens.get(here) {
        match token.text.as_str() {
            "::" => here += 1,
            "{" => {
                here += 1;
                while here < tokens.len() && !is(tokens, here, &["}"]) {
                    let start = here;
                    here = use_tree(tokens, here, &path, inside, found);
                    if is(tokens, here, &[","]) {
                        here += 1;
                    }
                    assert!(
                        here > start,
                        "line {}: a `use` that cannot be read",
                        tokens[start].line
                    );
                }
                return here + 1;
            }
            "as" => here += 2,
            word if is_word(word) || word == "*" => {
                path.push(word.to_owned());
                here += 1;
            }
            _ => break,
        }
    }
    let line = tokens
        .get(here.saturating_sub(1))
        .map_or(0, |token| token.line);
    found.push(Named {
        path,
        line,
        inside: inside.to_vec(),
    });
    here
}

fn is_word(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|letter| letter.is_alphabetic() || letter == '_')
}
