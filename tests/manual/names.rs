//! Things to do are called the same everywhere: what the program, its manual and its shell say after a `/` is a command or
//! a record of the tables, and the shell knows by the same name what both can do.

use super::folder;
use crate::architecture::program_code;
use crate::command_line::program::Program;
use std::collections::BTreeSet;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::command_row::commands_of_records;

/// What the shell can do, too: its own name for it, and that of the program.
const BOTH: &[(&str, &str)] = &[
    ("start", "new"),
    ("hand-on", "handon"),
    ("discard", "discard"),
    ("restore", "restore"),
    ("find", "findall"),
    ("papers", "papers"),
    ("compare", "compare"),
    ("follow", "follow"),
    ("due", "due"),
    ("manual", "manual"),
];

/// What only the shell does, or what the program does without a command.
const SHELL_ONLY: &[&str] = &[
    "resume",
    "watch",
    "take",
    "import",
    "list",
    "read",
    "export",
    "verify",
    "doctor",
    "settings",
    "completions",
    "schema",
    "practice",
    "help",
    // The files of agendas; /agenda chooses one of them.
    "agenda",
    // For whoever answers a request, and nobody in the meeting.
    "access",
];

/// Not in the tables: what plain mode reads as a line of its own, and what `changes` says that somebody typed by mistake.
const NO_COMMANDS: &[&str] = &["back", "all", "save", "print", "later", "pause"];

fn known() -> BTreeSet<&'static str> {
    let rows = COMMANDS.all();
    let names = rows.flat_map(|row| std::iter::once(row.command).chain(row.also.iter().copied()));
    names
        .chain(commands_of_records())
        .chain(["yes", "no"])
        .collect()
}

/// The words that stand behind a `/` as a command does: nothing but a space, a bracket or a quotation mark before it.
fn mentioned(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for at in (0..letters.len()).filter(|at| letters[*at] == '/') {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let begins = before.is_none_or(|it| it.is_whitespace() || "(\"`'“;:,".contains(it));
        let word: String = letters[at + 1..]
            .iter()
            .take_while(|it| it.is_ascii_lowercase() || **it == '-')
            .collect();
        let behind = letters.get(at + 1 + word.chars().count());
        let ends = behind.is_none_or(|it| !it.is_alphanumeric() && !"/_{…*".contains(*it));
        if begins && ends && word.len() > 1 {
            found.push(word.trim_end_matches('-').to_owned());
        }
    }
    found
}

#[test]
fn what_is_said_to_be_typed_is_a_command_or_a_record() {
    let known = known();
    let mut wrong = Vec::new();
    let mut look = |place: String, text: &str| {
        let names = mentioned(text).into_iter();
        let unknown = names
            .filter(|name| !known.contains(name.as_str()) && !NO_COMMANDS.contains(&name.as_str()));
        wrong.extend(unknown.map(|name| format!("{place}: /{name}")));
    };
    for (file, code) in program_code(env!("CARGO_MANIFEST_DIR").as_ref()) {
        for token in code.iter().filter(|token| token.text.starts_with('"')) {
            look(
                format!("{file}:{}", token.line),
                token.text.trim_start_matches('"'),
            );
        }
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "md") {
            let text = std::fs::read_to_string(&path).unwrap();
            look(
                path.file_name().unwrap().to_string_lossy().into_owned(),
                &text,
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "No command or record is called so:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn a_command_is_found_in_a_sentence_and_a_path_is_not() {
    assert_eq!(
        mentioned("Type /next, or \"/arrive PO\" (/go 4)."),
        ["next", "arrive", "go"]
    );
    assert!(mentioned("and/or ~/minutes /etc/hosts 12/12 /x /{name}").is_empty());
}

#[test]
fn the_shell_knows_what_it_shares_by_the_name_that_the_program_has() {
    let program = Program::new();
    let whole = program.run(&["--help"]);
    let listed: BTreeSet<String> = super::generated::inner(&whole.out).into_iter().collect();
    let told: BTreeSet<String> = BOTH
        .iter()
        .map(|(shell, _)| *shell)
        .chain(SHELL_ONLY.iter().copied())
        .map(str::to_owned)
        .collect();
    let mut all = listed;
    all.insert("help".to_owned());
    assert_eq!(all, told, "a sub-command is in one of the two lists above");
    for (shell, name) in BOTH {
        let row = COMMANDS.called(name).unwrap_or_else(|| panic!("/{name}"));
        let help = |name: &str| {
            let ran = program.run(&[name, "--help"]);
            assert_eq!(ran.code, 0, "talking-piece {name}: {ran:?}");
            let said = ran.out.lines().take_while(|line| !line.is_empty());
            said.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(help(shell), help(name));
        let same = share_words(&help(shell), row.help);
        assert!(
            same,
            "{name}:
{}
{}",
            help(shell),
            row.help
        );
    }
}

/// Whether most words of the shorter sentence are in the other.
fn share_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let first = text.split(". ").next().unwrap_or_default().to_lowercase();
        let words = first.split(|it: char| !it.is_alphabetic());
        words
            .filter(|word| word.len() > 3)
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    2 * shared >= a.len().min(b.len())
}
