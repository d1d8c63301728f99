//! What the manual shows is checked against the practice meetings: its examples find something, and what they keep back
//! occurs nowhere else in them.

use super::program::Program;
use serde_json::Value;

/// The practice meetings, held and closed; and the arguments that lead to them.
fn held() -> (Program, [String; 2], Vec<String>) {
    let program = Program::new();
    let ran = program.run(&["practice", "--held"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let ids: Vec<String> = ran.out.lines().map(str::to_owned).collect();
    let folder = program.data().join("practice").display().to_string();
    (program, ["--data".to_owned(), folder], ids)
}

/// The arguments of the examples of `find` in the manual, without quotes of the shell.
fn examples() -> Vec<Vec<String>> {
    let page = include_str!("../../src/manual/read-and-find.md");
    let lines = page.lines();
    let examples = lines.filter_map(|line| line.strip_prefix("talking-piece find "));
    examples
        // After several spaces comes what the example does.
        .map(|line| line.split("   ").next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(|line| {
            let in_quotes = line.split('\'').enumerate();
            let words = in_quotes.flat_map(|(at, part)| match at % 2 {
                1 => vec![part.to_owned()],
                _ => part.split_whitespace().map(str::to_owned).collect(),
            });
            words.collect()
        })
        .collect()
}

#[test]
fn each_search_that_the_manual_shows_finds_something_in_the_practice_meetings() {
    let (program, folder, _) = held();
    let examples = examples();
    assert_eq!(examples.len(), 3, "{examples:?}");
    for example in examples {
        let mut arguments = vec!["find"];
        arguments.extend(folder.iter().map(String::as_str));
        arguments.push("--");
        arguments.extend(example.iter().map(String::as_str));
        let ran = program.run(&arguments);
        assert!(
            ran.code == 0 && ran.out.contains('['),
            "{example:?}: {ran:?}"
        );
    }
}

#[test]
fn what_practice_keeps_back_of_a_child_stands_nowhere_in_its_open_minutes() {
    let (program, folder, ids) = held();
    let mut kept_back = Vec::new();
    for id in &ids {
        let read = |more: &[&str]| {
            let mut arguments = vec!["read", id.as_str(), "--json"];
            arguments.extend(folder.iter().map(String::as_str));
            arguments.extend(more);
            program.run(&arguments).out
        };
        let (open, full) = (read(&[]), read(&["--restricted"]));
        for words in ["Marble Yard", "Little Quarrel Road"] {
            assert!(full.contains(words), "{id}: {words}");
        }
        let full: Value = serde_json::from_str(&full).unwrap();
        answers_of(&full, &["school", "address"], &mut kept_back);
        assert!(!kept_back.is_empty());
        // After the comma comes the town, which is no secret, or a time.
        for words in &kept_back {
            let name = words.split(", ").next().unwrap_or_default();
            assert!(!open.contains(name), "{id}: {name}");
        }
    }
}

/// All words under one of these names, at any depth.
fn answers_of(value: &Value, names: &[&str], found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                match inner.as_str() {
                    Some(words) if names.contains(&name.as_str()) => found.push(words.to_owned()),
                    _ => answers_of(inner, names, found),
                }
            }
        }
        Value::Array(list) => list
            .iter()
            .for_each(|inner| answers_of(inner, names, found)),
        _ => {}
    }
}
