//! The parts of the manual that are made from the program: what stands on the pages is what the program has. Written by
//! `TALKING_PIECE_WRITE=1 cargo test manual`, and otherwise compared.

use super::folder;
use crate::command_line::program::Program;
use crate::journeys::a_typists_table;
use crate::properties::keys_of_terminals::RECORDED;
use std::fmt::Write;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::screens::help_tables::{FIND_KEYS, KEYS, PAGE_KEYS};
use talking_piece::documents::manual::{COMMANDS_AND_KEYS, RECORDS, item, page};
use talking_piece::documents::papers::Paper;
use talking_piece::domain::record::form::Need;
use talking_piece::domain::record::{KINDS, Kind};
use talking_piece::domain::settings::{FILES, Settings};
use talking_piece::domain::toml_reader::{Kind as Value, Shape};

const WRITE: &str = "TALKING_PIECE_WRITE=1 cargo test manual";

type Part = (&'static str, &'static str, fn() -> String);

/// The page, the name between the markers, and what belongs there.
const PARTS: &[Part] = &[
    ("commands-and-keys", "keys", keys),
    ("commands-and-keys", "commands", commands),
    ("ssh-and-terminals", "terminals", terminals),
    ("speed", "kinds-of-entry", a_typists_table::table),
    ("records", "records", records),
    ("settings-reference", "settings", settings),
    ("papers", "papers", papers),
    ("command-line", "command-line", command_line),
    ("command-line", "exit-codes", exit_codes),
];

#[test]
fn what_is_generated_is_what_the_program_has() {
    let mut wrong = Vec::new();
    for (page, name, make) in PARTS {
        let path = folder().join(format!("{page}.md"));
        let text = std::fs::read_to_string(&path).unwrap();
        let begin = format!("<!-- generated: {name} -->\n");
        let (before, rest) = text.split_once(&begin).unwrap_or_else(|| {
            panic!("src/manual/{page}.md: put `{}` and `<!-- end -->` where the table belongs, then run {WRITE}", begin.trim())
        });
        let (stands, after) = rest.split_once("<!-- end -->").unwrap();
        let made = format!("\n{}\n\n", make().trim());
        if std::env::var_os("TALKING_PIECE_WRITE").is_some() {
            let whole = format!("{before}{begin}{made}<!-- end -->{after}");
            std::fs::write(&path, whole).unwrap();
            continue;
        }
        if made != stands {
            let own = |line: &&str, others: &str| !others.lines().any(|other| other == *line);
            let gone = made.lines().find(|line| own(line, stands));
            let kept = stands.lines().find(|line| own(line, &made));
            wrong.push(format!(
                "src/manual/{page}.md, part {name}: the program has {gone:?}, and the page has {kept:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "These parts are not what the program has:\n{}\nIf the program is right, run {WRITE} and read what changed. If something was taken out of the program by mistake, put it back.",
        wrong.join("\n")
    );
}

#[test]
fn each_marker_belongs_to_a_generated_part() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let page = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        for name in text
            .lines()
            .filter_map(|line| line.strip_prefix("<!-- generated: "))
        {
            let name = name.trim_end_matches(" -->");
            assert!(
                PARTS
                    .iter()
                    .any(|part| (part.0, part.1) == (page.as_str(), name)),
                "{page}.md: nothing generates \"{name}\"; add it to PARTS in tests/manual/generated.rs"
            );
        }
    }
}

#[test]
fn each_record_field_and_command_has_a_place_on_its_page_that_f1_opens() {
    let leads = |topic: &str, id: &str| {
        let document = page(topic).unwrap().document();
        let is_there = document.places_of(id).next().is_some();
        assert!(
            is_there,
            "manual {topic} has no place {id} for F1: run {WRITE}"
        );
    };
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        leads(RECORDS, kind.command);
        for field in kind.fields {
            leads(RECORDS, &item(kind.command, field.label));
        }
    }
    for row in COMMANDS.all() {
        leads(
            COMMANDS_AND_KEYS,
            &item("commands", &format!("/{}", row.command)),
        );
    }
}

fn cell(words: &str) -> String {
    words.trim().replace('|', "\\|")
}

fn keys() -> String {
    let mut out = String::new();
    for (heading, keys) in [
        ("In a meeting", KEYS),
        ("On a page", PAGE_KEYS),
        ("In a search", FIND_KEYS),
    ] {
        writeln!(out, "### {heading}\n\n| key | what it does |\n|---|---|").unwrap();
        for (key, does) in keys {
            writeln!(out, "| {} | {} |", cell(key), cell(does)).unwrap();
        }
        out.push('\n');
    }
    out
}

fn commands() -> String {
    let mut out = String::new();
    for row in COMMANDS.all() {
        let takes = if row.takes.is_empty() {
            String::new()
        } else {
            format!(" ({})", row.takes)
        };
        let keys: Vec<String> = row.keys.iter().map(|key| key.words()).collect();
        let keys = if keys.is_empty() {
            String::new()
        } else {
            format!(" Key: {}.", keys.join(", "))
        };
        let also = if row.also.is_empty() {
            String::new()
        } else {
            format!(" Also: {}.", row.also.join(", "))
        };
        writeln!(out, "- `/{}`{takes}: {}{keys}{also}", row.command, row.help).unwrap();
    }
    out
}

fn records() -> String {
    let mut out = String::new();
    for kind in KINDS {
        record(kind, &mut out);
    }
    out
}

fn record(kind: &Kind, out: &mut String) {
    match kind.command {
        "" => writeln!(out, "## {}\n", kind.title).unwrap(),
        command => {
            let (example, more) = kind.help.split_once(". ").unwrap_or((kind.help, ""));
            let words = format!(
                "{}. For example: `/{command} {example}`. {more}",
                kind.title
            );
            let words = words.trim_end();
            writeln!(out, "## /{command}\n\n{words}\n").unwrap();
        }
    }
    for field in kind.fields {
        let need = match field.need {
            Need::Must => " Needed.",
            Need::Wanted => " Asked for.",
            Need::May => "",
        };
        let also = match field.also {
            [] => String::new(),
            also => format!(" Also: {}.", also.join(", ")),
        };
        let kept = if field.restricted {
            " Never in the open minutes."
        } else {
            ""
        };
        let hint = field.hint(&Settings::default());
        writeln!(
            out,
            "- `{}:` {}{need} Type {hint}.{also}{kept}",
            field.label, field.question
        )
        .unwrap();
        let said = field
            .answer
            .choices()
            .iter()
            .filter(|entry| !entry.said.is_empty());
        for entry in said {
            writeln!(
                out,
                "  “{}” may also be typed as: {}.",
                entry.words,
                entry.said.join(", ")
            )
            .unwrap();
        }
    }
    out.push('\n');
}

fn papers() -> String {
    let mut out = "| paper | for | what it holds |\n|---|---|---|\n".to_owned();
    for paper in Paper::all() {
        let whom: Vec<_> = paper.whom().iter().map(|whom| whom.words()).collect();
        let kind = paper.kind();
        writeln!(
            out,
            "| `{}` | {} | {} |",
            kind.id,
            whom.join(", "),
            kind.about
        )
        .unwrap();
    }
    out
}

fn settings() -> String {
    let mut out = String::new();
    for file in FILES {
        writeln!(out, "## {}\n\n{}\n", file.name, capital(file.about)).unwrap();
        shape(file.shape, "", &mut out);
        out.push('\n');
    }
    out
}

fn shape(of: &Shape, path: &str, out: &mut String) {
    for field in of.fields {
        let needed = if field.required { " Needed." } else { "" };
        let name = if path.is_empty() {
            field.name.to_owned()
        } else {
            format!("{path}.{}", field.name)
        };
        match &field.kind {
            Value::NotHere(..) => {}
            Value::Table(inner) | Value::Tables(inner) => {
                let many = matches!(field.kind, Value::Tables(_));
                let shown = if many {
                    format!("[[{name}]]")
                } else {
                    format!("[{name}]")
                };
                writeln!(out, "- `{shown}`: {}{needed}", field.help).unwrap();
                shape(inner, &name, out);
            }
            kind => {
                writeln!(
                    out,
                    "- `{name}`: {} Value: {}.{needed}",
                    field.help,
                    kind.words()
                )
                .unwrap();
                if let Value::Choice(words) | Value::Word(words) = kind {
                    let words: Vec<String> = words
                        .iter()
                        .map(|(word, meaning)| format!("`{word}`: {meaning}"))
                        .collect();
                    writeln!(out, "  {}.", words.join("; ")).unwrap();
                }
            }
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    format!(
        "{}{}.",
        first.unwrap_or_default(),
        letters.as_str().trim_end_matches('.')
    )
}

fn help(arguments: &[&str]) -> String {
    let mut all = arguments.to_vec();
    all.push("--help");
    let ran = Program::new().run(&all);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out
}

/// The names of the sub-commands in a help text.
pub(super) fn inner(help: &str) -> Vec<String> {
    let after = help
        .split_once("Commands:\n")
        .map_or("", |(_, after)| after);
    let rows = after.lines().take_while(|line| !line.is_empty());
    let rows = rows.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = rows.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

fn command_line() -> String {
    let mut out = String::new();
    let whole = help(&[]);
    let mut put = |arguments: &[&str], help: &str| {
        let name = [&["talking-piece"], arguments].concat().join(" ");
        let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
        writeln!(out, "## {name}\n\n```sketch\n{}\n```\n", lines.join("\n")).unwrap();
    };
    put(&[], &whole);
    for command in inner(&whole) {
        let own = help(&[&command]);
        put(&[&command], &own);
        for part in inner(&own) {
            put(&[&command, &part], &help(&[&command, &part]));
        }
    }
    out
}

/// From the end of the help, where the program says them itself.
fn exit_codes() -> String {
    let whole = help(&[]).replace('\n', " ");
    let codes = whole
        .split_once("Exit codes: ")
        .unwrap()
        .1
        .trim()
        .trim_end_matches('.');
    let mut rows: Vec<(String, String)> = Vec::new();
    for piece in codes.split(", ") {
        match piece.split_once(' ') {
            Some((code, meaning)) if code.parse::<u8>().is_ok() => {
                rows.push((code.to_owned(), meaning.to_owned()));
            }
            _ => panic!("the exit codes in the help are read as `0 done, 1 …`: {piece:?}"),
        }
    }
    assert_eq!(rows.len(), 4, "{rows:?}");
    let mut out = "| code | what it means |\n|---|---|\n".to_owned();
    for (code, meaning) in rows {
        writeln!(out, "| {code} | {meaning} |").unwrap();
    }
    out
}

/// What each key does in the line; letters and the keys of the tables in `commands-and-keys` go without saying.
const IN_THE_LINE: &[(&str, &str)] = &[
    ("Enter", "records the line"),
    ("Keypad-Enter", "the same"),
    ("Shift+Enter", "a new line within the text"),
    ("Ctrl+Enter", "the same"),
    ("Ctrl+J", "the same"),
    ("Shift+Space", "a space"),
    ("Shift+Tab", "the one before: field, person or heading"),
    ("Backspace", "deletes to the left"),
    ("Ctrl+H", "the same"),
    ("Delete", "deletes to the right"),
    ("Ctrl+Delete", "the same"),
    ("Alt+Backspace", "deletes the word to the left"),
    ("Ctrl+Backspace", "the same"),
    ("Ctrl+W", "the same"),
    ("Alt+D", "deletes the word to the right"),
    ("Ctrl+U", "deletes to the beginning of the line"),
    ("Ctrl+K", "deletes to the end of the line"),
    ("Ctrl+Z", "takes back what was typed or deleted"),
    ("Ctrl+Y", "brings back what Ctrl+Z took"),
    ("Ctrl+Left", "a word to the left"),
    ("Alt+Left", "the same"),
    ("Alt+B", "the same"),
    ("Ctrl+Right", "a word to the right"),
    ("Alt+Right", "the same"),
    ("Alt+F", "the same"),
    ("Ctrl+A", "the beginning of the line"),
    ("Ctrl+E", "the end of the line"),
    ("Ctrl+N", "the next section"),
    ("Ctrl+Q", "leaves; in an unfinished line it asks first"),
    ("Insert", "nothing"),
];

/// Each key with what it does, and the terminals that send something else for it.
fn terminals() -> String {
    let mut out = String::from("| key | what it does | sent as another key by |\n|---|---|---|\n");
    for (name, does) in IN_THE_LINE {
        let sent = RECORDED.iter().filter(|key| key.name == *name);
        let mut others: Vec<(String, String)> = Vec::new();
        let mut is_recorded = false;
        for key in sent {
            is_recorded = true;
            let Some(other) = &key.taken_for else {
                continue;
            };
            let (program, _) = key.terminal.split_once(':').unwrap();
            let program = program
                .split_once(" in ")
                .map_or(program, |(inner, _)| inner);
            let pair = (other.clone(), program.to_owned());
            if !others.contains(&pair) {
                others.push(pair);
            }
        }
        assert!(is_recorded, "no terminal is known to have {name}");
        let mut told: Vec<String> = Vec::new();
        while let Some((other, _)) = others.first().cloned() {
            let by: Vec<String> = others
                .extract_if(.., |(of, _)| *of == other)
                .map(|(_, program)| program)
                .collect();
            told.push(format!("{} ({other})", by.join(", ")));
        }
        writeln!(out, "| {name} | {does} | {} |", told.join("; ")).unwrap();
    }
    let mut known: Vec<&str> = RECORDED.iter().map(|key| key.terminal.as_str()).collect();
    known.dedup();
    let (recorded, published): (Vec<&str>, Vec<&str>) = known.into_iter().partition(|terminal| {
        let of_it = RECORDED.iter().find(|key| key.terminal == *terminal);
        of_it.is_some_and(|key| key.is_recorded)
    });
    for (told, of) in [
        ("Recorded with the program", recorded),
        ("Not recorded, but taken from what is published", published),
    ] {
        writeln!(out, "\n{told}:\n").unwrap();
        for terminal in of {
            writeln!(out, "- {terminal}").unwrap();
        }
    }
    out
}
