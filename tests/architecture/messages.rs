//! Messages are a type: no function of the program returns a bare text as its error.

use super::Fault;
use super::source::{Token, is, tokens, without_tests};

const RULE: &str = "`Result<…, String>`: a message is a `Problem` (src/domain/problem.rs), which says what happened, what is safe and what to do next; a cause that stands inside a message is a type of its own";

/// Faults in a file of the program, given without its tests.
pub fn faults_of_messages(file: &str, code: &[Token]) -> Vec<Fault> {
    let results = (0..code.len()).filter(|&here| is(code, here, &["Result", "<"]));
    let bare = results.filter(|&here| error_type(&code[here + 2..]) == ["String"]);
    bare.map(|here| Fault {
        file: file.to_owned(),
        line: code[here].line,
        rule: RULE.to_owned(),
    })
    .collect()
}

/// The second type of a `Result`; `code` starts after the opening bracket.
fn error_type(code: &[Token]) -> Vec<&str> {
    let (mut depth, mut before) = (0_usize, "");
    let mut types: Vec<Vec<&str>> = vec![Vec::new()];
    for token in code {
        let sign = token.text.as_str();
        // The sign of an arrow, as in `Fn() -> String`, closes nothing.
        let closes = matches!(sign, ")" | "]") || (sign == ">" && before != "-");
        match sign {
            _ if closes && depth == 0 => break,
            "," if depth == 0 => types.push(Vec::new()),
            _ => types.last_mut().unwrap().push(sign),
        }
        if closes {
            depth -= 1;
        } else if matches!(sign, "<" | "(" | "[") {
            depth += 1;
        }
        before = sign;
    }
    // `io::Result<String>` has one type and no error; there may be a comma after the last one, too.
    types.retain(|one| !one.is_empty());
    match types.as_slice() {
        [_, error] => error.rsplit(|sign| *sign == "::").next().unwrap().to_vec(),
        _ => Vec::new(),
    }
}

#[track_caller]
fn found(source: &str, lines: &[usize]) {
    let (code, _) = without_tests(&tokens(source));
    let faults = faults_of_messages("src/domain/line.rs", &code);
    let found: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(found, lines, "{source:?} gave {faults:?}");
}

#[test]
fn an_error_that_is_a_bare_text_is_named_with_what_to_use_instead() {
    found("fn f() -> Result<u8, String> {}", &[1]);
    found("\ntype Done = (u8, Result<String, String>);", &[2]);
    found("fn f() -> Result<(Vec<u8>, [u8; 2]), String> {}", &[1]);
    found("fn f() -> Option<Result<(u8, String), String>> {}", &[1]);
    found(
        "type F = Box<dyn FnOnce() -> Result<(), String> + Send>;",
        &[1],
    );
    found("fn f() -> Result<Box<dyn Fn(u8) -> u8>, String> {}", &[1]);
    found(
        "let x = Ok::<_, u8>(1); let y: std::result::Result<u8, std::string::String>;",
        &[1],
    );
    found("fn f() -> Result<\n    u8,\n    String,\n> {}", &[1]);
    let (code, _) = without_tests(&tokens("fn f() -> Result<u8, String> {}"));
    let faults = faults_of_messages("src/domain/line.rs", &code);
    assert!(faults[0].rule.contains("src/domain/problem.rs"));
}

#[test]
fn other_errors_pass_and_so_do_tests() {
    found("fn f() -> Result<String, Problem> {}", &[]);
    found("fn f() -> io::Result<String> {}", &[]);
    found(
        "fn f() -> Result<HashMap<String, String>, IndexTrouble> {}",
        &[],
    );
    found("fn f() -> Result<u8, Vec<String>> {}", &[]);
    found(
        "// Result<u8, String>\nlet x = \"Result<u8, String>\";",
        &[],
    );
    found(
        "#[cfg(test)] mod tests { fn f() -> Result<u8, String> {} }",
        &[],
    );
}
