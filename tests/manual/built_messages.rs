//! Messages whose text is not written where the `Problem` is made: it is chosen from several, handed on by a function,
//! or a cause in words. Each place is followed to where its text is written.

use crate::architecture::{Token, program_code};

/// Functions and causes that are handed the text of a message.
const MAKERS: &[&str] = &["refused", "unchanged", "NotNow", "QueryFault"];

enum Written {
    /// By those who call one of `MAKERS`.
    ByCallers,
    /// In the `Err(…)` of this file.
    InErrors,
    /// In functions: the file and the name.
    In(&'static [(&'static str, &'static str)]),
    /// Elsewhere, and why it has no heading of its own.
    Outside(&'static str),
}
use Written::{ByCallers, In, InErrors, Outside};

const TROUBLE: Written = In(&[("src/store/trouble.rs", "fmt")]);
const TOML: Written =
    Outside("faults of a settings file, each with its line and what is wrong there");

/// Where the text is written, for each file and variable that hands one on.
const HANDED_ON: &[(&str, &str, Written)] = &[
    ("src/app/commands/closing.rs", "happened", ByCallers),
    ("src/app/commands/excluding.rs", "words", ByCallers),
    ("src/app/commands/looking_back.rs", "words", InErrors),
    ("src/app/commands/page.rs", "words", InErrors),
    (
        "src/app/editing/recording.rs",
        "words",
        In(&[
            ("src/domain/line/form_line.rs", "still_needed"),
            ("src/app/editing/no_scale.rs", "why_and_way"),
        ]),
    ),
    (
        "src/app/editing/rewording.rs",
        "words",
        In(&[("src/domain/line/form_line.rs", "still_needed")]),
    ),
    ("src/app/screens/find/mod.rs", "fault", ByCallers),
    (
        "src/command_line/mod.rs",
        "error",
        Outside("what the system says of a folder that cannot be made"),
    ),
    ("src/command_line/settings.rs", "crate", TOML),
    ("src/command_line/settings_files.rs", "wrong", TOML),
    (
        "src/domain/line/coming.rs",
        "asked",
        In(&[("src/domain/line/coming.rs", "who_is")]),
    ),
    ("src/domain/line/renaming.rs", "words", ByCallers),
    (
        "src/domain/meeting/fold.rs",
        "words",
        In(&[("src/domain/meeting/fold.rs", "fmt")]),
    ),
    ("src/domain/meeting/presence.rs", "why", ByCallers),
    ("src/domain/search/query.rs", "fault", ByCallers),
    (
        "src/engine/effects/opening.rs",
        "error",
        Outside("what the system says of chance"),
    ),
    ("src/engine/effects/opening.rs", "words", TROUBLE),
    ("src/engine/effects/reviewing.rs", "happened", ByCallers),
    (
        "src/engine/own_settings.rs",
        "files",
        In(&[("src/engine/own_settings.rs", "refusal")]),
    ),
    ("src/engine/past/source.rs", "troubles", TROUBLE),
];

/// Each text, as it is in the source, and its place.
pub(super) fn built() -> Vec<(String, String)> {
    let files = program_code(env!("CARGO_MANIFEST_DIR").as_ref());
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    let mut used = vec![false; HANDED_ON.len()];
    for (file, code) in files
        .iter()
        .filter(|(file, _)| file != "src/domain/problem.rs")
    {
        let here = |token: &Token| (token.text.clone(), format!("{file}:{}", token.line));
        for at in 0..code.len() {
            if is_maker(code, at) {
                let mut texts = first_text(code, at + 2);
                if texts.is_empty() {
                    texts = texts_of_variable(code, at, name_in(brackets(code, at + 1)));
                }
                found.extend(texts.into_iter().map(here));
            }
            if !is_problem(code, at) {
                continue;
            }
            let inside = brackets(code, at + 1);
            if first_text(code, at + 2).len() == 1 {
                continue; // written where it is made
            }
            let texts = texts_in(inside);
            if !texts.is_empty() {
                found.extend(texts.into_iter().map(here));
                continue;
            }
            let name = name_in(inside);
            let texts = texts_of_variable(code, at, name);
            if !texts.is_empty() {
                found.extend(texts.into_iter().map(here));
                continue;
            }
            let known = HANDED_ON
                .iter()
                .position(|(of, variable, _)| of == file && *variable == name);
            match known.map(|row| (row, &HANDED_ON[row].2)) {
                None => unknown.push(format!("{file}:{}: {name}", code[at].line)),
                Some((row, written)) => {
                    used[row] = true;
                    match written {
                        ByCallers => {}
                        InErrors => found.extend(errors_in(code).into_iter().map(here)),
                        In(functions) => {
                            for (of, function) in *functions {
                                let (_, code) = files.iter().find(|(file, _)| file == of).unwrap();
                                let texts = texts_in(body_of(code, function));
                                found.extend(
                                    texts
                                        .iter()
                                        .map(|text| (text.text.clone(), (*of).to_owned())),
                                );
                            }
                        }
                        Outside(why) => assert!(!why.is_empty()),
                    }
                }
            }
        }
    }
    assert!(
        unknown.is_empty(),
        "Where is the text of these messages written? Write it where the `Problem` is made, or add a row to HANDED_ON in \
         tests/manual/built_messages.rs:\n{}",
        unknown.join("\n")
    );
    let idle = HANDED_ON.iter().zip(&used).filter(|(_, used)| !**used);
    let idle: Vec<String> = idle
        .map(|((file, name, _), _)| format!("{file}: {name}"))
        .collect();
    assert!(idle.is_empty(), "Take these out of HANDED_ON: {idle:?}");
    // A word alone, or what goes on behind a comma, is no message.
    found.retain(|(text, _)| text.contains(' ') && !text.starts_with("\","));
    found
}

fn is_problem(code: &[Token], at: usize) -> bool {
    matches!(text(code, at), "wrong_input" | "not_saved_or_read") && text(code, at + 1) == "("
}

fn is_maker(code: &[Token], at: usize) -> bool {
    MAKERS.contains(&text(code, at))
        && text(code, at + 1) == "("
        && text(code, at.wrapping_sub(1)) != "fn"
}

fn text(code: &[Token], at: usize) -> &str {
    code.get(at).map_or("", |token| token.text.as_str())
}

fn is_word(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_alphanumeric() || letter == '_')
        && text != "format"
}

/// The first name of what is handed on.
fn name_in(inside: &[Token]) -> &str {
    let name = inside.iter().find(|token| is_word(&token.text));
    name.map_or("", |token| token.text.as_str())
}

/// The text here, also as the first of `format!`.
fn first_text(code: &[Token], at: usize) -> Vec<&Token> {
    let at = at + usize::from(text(code, at) == "&");
    let at = match (text(code, at), text(code, at + 1), text(code, at + 2)) {
        ("format", "!", "(") => at + 3,
        _ => at,
    };
    let first = code.get(at).filter(|token| token.text.starts_with('"'));
    first.into_iter().collect()
}

/// What stands in the brackets that open here.
fn brackets(code: &[Token], open: usize) -> &[Token] {
    let mut depth = 0;
    let end = (open..code.len()).find(|at| {
        match text(code, *at) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    &code[open + 1..end.unwrap_or(code.len())]
}

/// The texts among these, but not what is safe or to be done, which a message says behind its own text.
fn texts_in(code: &[Token]) -> Vec<&Token> {
    let is_behind = |at: usize| {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| text(code, at));
        let call = match before(1) {
            "(" if before(2) == "!" => before(5),
            "(" => before(2),
            _ => "",
        };
        matches!(call, "safe" | "next" | "join" | "write")
    };
    let texts = code.iter().enumerate();
    let texts = texts.filter(|(at, token)| token.text.starts_with('"') && !is_behind(*at));
    texts.map(|(_, token)| token).collect()
}

/// The texts of `let name = …;` before this place in the same function, or of a constant of the file. Of a pair, the first is what
/// the message says and the second what to do.
fn texts_of_variable<'c>(code: &'c [Token], at: usize, name: &str) -> Vec<&'c Token> {
    let begins = (0..at).rev().take_while(|here| text(code, *here) != "fn");
    for here in begins.filter(|here| text(code, *here) == "let") {
        let names = (here + 1..at).take_while(|here| text(code, *here) != "=");
        let names: Vec<&str> = names.map(|here| text(code, here)).collect();
        let is_pair = names.first() == Some(&"(");
        let is_it = names.contains(&name)
            && (is_pair || names.first() == Some(&name) || names.first() == Some(&"mut"));
        let end = statement_end(code, here);
        if !is_it || end >= at {
            continue;
        }
        let inside = &code[here..end];
        return match is_pair {
            false => texts_in(inside),
            true => firsts_of_pairs(inside),
        };
    }
    let constant =
        (0..code.len()).find(|here| text(code, *here) == "const" && text(code, here + 1) == name);
    constant.map_or_else(Vec::new, |here| {
        texts_in(&code[here..statement_end(code, here)])
    })
}

/// Not what a call is handed: there a word stands before the bracket.
fn firsts_of_pairs(code: &[Token]) -> Vec<&Token> {
    let begins = |at: &usize| {
        let before = text(code, at.wrapping_sub(2));
        text(code, at - 1) == "(" && before != "!" && !is_word(before)
    };
    let places = (1..code.len()).filter(begins);
    places.flat_map(|at| first_text(code, at)).collect()
}

fn statement_end(code: &[Token], from: usize) -> usize {
    let mut depth = 0;
    let end = (from..code.len()).find(|at| {
        match text(code, *at) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth == 0 && text(code, *at) == ";"
    });
    end.unwrap_or(code.len())
}

fn errors_in(code: &[Token]) -> Vec<&Token> {
    let places = (0..code.len()).filter(|at| text(code, *at) == "Err" && text(code, at + 1) == "(");
    places.flat_map(|at| first_text(code, at + 2)).collect()
}

fn body_of<'c>(code: &'c [Token], function: &str) -> &'c [Token] {
    let at = (0..code.len()).find(|at| text(code, *at) == "fn" && text(code, at + 1) == function);
    let at = at.unwrap_or_else(|| panic!("no function {function}"));
    let open = (at..code.len()).find(|at| text(code, *at) == "{").unwrap();
    brackets(code, open)
}

#[test]
fn a_text_is_found_wherever_it_is_written() {
    use crate::architecture::tokens;
    let found = |source: &str| {
        let code = tokens(source);
        let at = (0..code.len()).rfind(|at| is_problem(&code, *at)).unwrap();
        let name = brackets(&code, at + 1)[0].text.clone();
        let texts = texts_of_variable(&code, at, &name);
        texts
            .iter()
            .map(|token| token.text.trim_start_matches('"').to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(
            "fn f() { let words = if a { \"one\" } else { format!(\"two {b}\") }; wrong_input(words).safe(\"kept\") }"
        ),
        ["one", "two {b}"]
    );
    assert_eq!(
        found(
            "fn f() { let (happened, next) = match a { A => (\"one\".to_owned(), \"do\"), B => (format!(\"two\"), \"do\") }; wrong_input(happened) }"
        ),
        ["one", "two"]
    );
    assert_eq!(
        found("const NOBODY: &str = \"nobody\"; fn f() { wrong_input(NOBODY) }"),
        ["nobody"]
    );
    assert_eq!(
        found("fn g() { let words = \"other\"; } fn f(words: &str) { wrong_input(words) }"),
        [""; 0]
    );
}
