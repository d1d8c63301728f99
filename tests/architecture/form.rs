//! What every file must look like, whatever is in it: how it opens, what it is called.

use super::Fault;
use super::source::{Token, is, tokens};

/// Words that say nothing about what a file is for.
const EMPTY_NAMES: &[&str] = &[
    "manager", "managers", "handler", "handlers", "helper", "helpers", "util", "utils", "common",
    "misc",
];

/// In any Rust file, of the program or of its tests.
pub fn faults_of_form(file: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |line: usize, rule: String| {
        faults.push(Fault {
            file: file.to_owned(),
            line,
            rule,
        })
    };
    if !text.starts_with("//!") {
        fault(1, "a file opens with `//!`: what it is for".to_owned());
    }
    let code = tokens(text);
    for (here, token) in code.iter().enumerate() {
        let plain = is(&code, here, &["#", "[", "ignore"]);
        if plain || (is(&code, here, &[",", "ignore"]) && here > 3 && after_cfg_attr(&code[..here]))
        {
            fault(
                token.line,
                "no test is ignored: it is put right or taken out".to_owned(),
            );
        }
    }
    faults
}

fn after_cfg_attr(code: &[Token]) -> bool {
    code.iter()
        .rev()
        .take_while(|token| token.text != "[")
        .any(|token| token.text == "cfg_attr")
}

/// Faults in the name and in the raw text of any file.
pub fn faults_of_name_and_text(file: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let words = file.split(['/', '_', '.', '-']);
    for word in words.filter(|word| EMPTY_NAMES.contains(word)) {
        let rule = format!(
            "`{word}` says nothing about what the file is for: a name from the meeting world"
        );
        faults.push(Fault {
            file: file.to_owned(),
            line: 1,
            rule,
        });
    }
    for (number, line) in text.lines().enumerate() {
        for folder in ["work", "farm", "root"] {
            if line.contains(&format!("/{folder}/")) {
                let rule = format!(
                    "/{folder}/… is a path of one machine: it means nothing to anybody else"
                );
                faults.push(Fault {
                    file: file.to_owned(),
                    line: number + 1,
                    rule,
                });
            }
        }
    }
    faults
}
