//! A word that is found nowhere else in every answer that is kept back, in each of the six forms: it is in the restricted
//! part, and in nothing that anybody else may come to see.

use super::forms::FORMS;
use super::program::Program;
use talking_piece::domain::record::form::{Answer, Field};
use talking_piece::domain::record::kinds::legal_advice;
use talking_piece::domain::record::{AfterClosing, KINDS, Kind};

/// The answer as it is typed, and as it stands in a file: a word or a day that is nowhere else.
fn canary(field: &Field, number: usize) -> Option<(String, String)> {
    match field.answer {
        Answer::Text | Answer::Words | Answer::TextOr(_) => {
            let word = format!("canary{number}x");
            Some((word.clone(), word))
        }
        Answer::Date | Answer::PastDate => {
            let day = 1 + number % 28;
            Some((format!("{day} Feb 1961"), format!("1961-02-{day:02}")))
        }
        _ => None,
    }
}

/// One line for each kind with an answer that is kept back, and what is in it.
fn lines(child: &str) -> (String, Vec<String>) {
    let mut number = 0;
    let mut canaries = Vec::new();
    let mut all = String::new();
    let kinds = KINDS
        .iter()
        .filter(|kind| !kind.command.is_empty() && kind.after_closing != AfterClosing::Only);
    for kind in kinds {
        let is_advice = **kind == legal_advice::KIND;
        let kept = kind
            .fields
            .iter()
            .filter(|field| field.restricted || is_advice);
        let answers: Vec<(&Field, String)> = kept
            .filter_map(|field| {
                number += 1;
                let (typed, written) = canary(field, number)?;
                canaries.push(written);
                Some((field, typed))
            })
            .collect();
        if answers.is_empty() {
            continue;
        }
        let lead_answer = answers
            .iter()
            .find(|(field, _)| kind.lead_field() == Some(*field));
        let begins = match lead_answer {
            Some((_, typed)) => typed.clone(),
            None => lead(kind, child),
        };
        let behind = answers
            .iter()
            .filter(|(field, _)| kind.lead_field() != Some(*field))
            .map(|(field, typed)| format!("; {}: {typed}", field.label));
        all.push_str(&format!(
            "/{} {begins}{}\n",
            kind.command,
            behind.collect::<String>()
        ));
    }
    (all, canaries)
}

fn lead(kind: &'static Kind, child: &str) -> String {
    match (kind.id, kind.lead_field().map(|field| field.answer)) {
        ("person", _) => "QZ Quentin Zephyrwood".to_owned(),
        (_, Some(Answer::Child | Answer::Children)) => child.to_owned(),
        _ => "Quilla Zephyrwood".to_owned(),
    }
}

#[test]
fn no_answer_that_is_kept_back_is_anywhere_else_in_any_of_the_forms() {
    for (form, agenda, typed, _) in FORMS {
        let program = Program::in_memory();
        let child = typed.lines().find_map(|line| line.strip_prefix("/child "));
        let child = child.unwrap().split([' ', ';']).next().unwrap();
        let (more, canaries) = lines(child);
        assert!(canaries.len() >= 20, "{form}: {canaries:?}");
        let begins = if typed.contains("/begin") {
            ""
        } else {
            "/begin\n"
        };
        let children = typed
            .lines()
            .filter_map(|line| line.strip_prefix("/child "));
        let children = children.filter_map(|words| words.split([' ', ';']).next());
        let views = children
            .chain(["Quilla"])
            .map(|child| format!("/view {child}; by: not asked; reason: away\n"));
        let views: String = views.collect();
        let closed = "/close nobody knew\n\
            /minutes signed off; by: CH\n/minutes sent out; by: CH\n";
        let all = format!("{typed}{begins}{more}{views}{closed}");
        let take = ["take", "--new", "--agenda", agenda, "--lines", "-"];
        let ran = program.run_with_input(&take, all.as_bytes());
        assert!(ran.code <= 1, "{form}: {ran:?}");
        let last = ran.out.lines().last().unwrap().to_owned();
        let told = ran.err.clone();
        let kept = program.folder_of(&last).join("restricted.json");
        let kept = std::fs::read_to_string(kept).unwrap();
        for word in &canaries {
            // A day that could not be read is kept as it was typed.
            let day = word.strip_prefix("1961-02-");
            let day = day.map(|day| format!("{} Feb 1961", day.trim_start_matches('0')));
            let is_kept =
                kept.contains(word.as_str()) || day.is_some_and(|day| kept.contains(&day));
            assert!(is_kept, "{form}: {word} is lost: {more}");
        }
        let from = ["take", "--new", "--from", &last, "--lines", "-"];
        let next =
            program.run_with_input(&from, b"/begin\n/arrive all\nCH: today\n/close too early\n");
        assert!(next.code <= 1, "{form}: {next:?}");
        let next = next.out.lines().last().unwrap().to_owned();
        let later = next.as_str();
        let open = |folder: &str| {
            let file = program.folder_of(folder).join("minutes.json");
            std::fs::read_to_string(file).unwrap()
        };
        let mut seen = vec![
            ("minutes.json".to_owned(), open(&last)),
            ("minutes.json of the review".to_owned(), open(later)),
            ("the list of take".to_owned(), told),
        ];
        for arguments in [
            &["read", &last][..],
            &["read", &last, "--json"],
            &["read", &last, "--by", "child"],
            &["read", &last, "--by", "person"],
            &["read", &last, "--by", "agency"],
            &["read", &format!("{last}@1")],
            &["read", later],
            &["read", later, "--by", "person"],
            &["compare", &last, later],
            &["compare", &last, later, "--json"],
            &["compare", &format!("{last}@1"), &last, "--json"],
            &["find", "canary*"],
            &["find", "Quilla"],
            &["find", "Zephyrwood", "--json"],
            &["find", "1961"],
            &["thread", &last, "--promises", "--json"],
            &["thread", &last, "--scales"],
            &["thread", &last, "ds1", "--json"],
            &["thread", &last, "sg1"],
            &["thread", &last, "a1"],
            &["thread", &last, "--wishes", child],
            &["due", "--on", "2027-03-01"],
            &["due", "--on", "2027-03-01", "--json"],
            &["list"],
            &["list", "--json"],
            &["watch", &last, "--once"],
            &["verify"],
        ] {
            let ran = program.run(arguments);
            seen.push((arguments.join(" "), format!("{}{}", ran.out, ran.err)));
        }
        for (where_from, text) in &seen {
            // A day may also be written as people write it.
            let written = |word: &String| match word.strip_prefix("1961-02-") {
                // The same digits may stand in a time, down to the billionth of a second.
                Some(_) => {
                    (text.contains("1961-") || text.contains(" 1961")) && where_from != "find 1961"
                }
                None => text.contains(word.as_str()),
            };
            let leak = canaries.iter().find(|word| written(word));
            assert_eq!(leak, None, "{form}: {where_from}: {text}");
        }
    }
}
