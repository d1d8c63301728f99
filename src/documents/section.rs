//! One section of a document by itself, for a form that asks for it alone.

use super::document::{Block, Document};
use crate::domain::problem::Problem;
use crate::domain::text::folded::folded;

/// The section that is meant: `7`, `The plan`, or the first words of its heading. `3` is all of 3.1, 3.2 and 3.3. What must
/// not be overlooked on the first page (a draft, a practice meeting) comes along.
///
/// # Errors
/// Where there is none, or more than one.
pub fn only(document: &Document, typed: &str) -> Result<Document, Problem> {
    let headings = headings(document);
    let meant = meant(&headings, typed);
    let (Some((first, heading)), false) = (meant.first().copied(), is_unclear(&meant, typed))
    else {
        return Err(refusal(&headings, &meant, typed));
    };
    let mut section = Document {
        title: heading.to_owned(),
        blocks: Vec::new(),
        anchors: Vec::new(),
        rows: None,
        appointments: Vec::new(),
        ..document.clone()
    };
    let before_all = headings.first().map_or(0, |(at, _)| *at);
    let on_top = document.blocks.iter().take(before_all);
    let on_top = on_top.filter(|block| matches!(block, Block::Marked { .. }));
    section.blocks.extend(on_top.cloned());
    for (at, _) in &meant {
        let end = headings
            .iter()
            .map(|(next, _)| *next)
            .find(|next| next > at);
        let end = end.unwrap_or(document.blocks.len());
        // Its own heading is the title; of several each keeps its own.
        let from = at + usize::from(*at == first && meant.len() == 1);
        let blocks = document.blocks.get(from..end).unwrap_or_default();
        section.blocks.extend_from_slice(blocks);
    }
    Ok(section)
}

/// The headings of its sections, with their blocks.
fn headings(document: &Document) -> Vec<(usize, &str)> {
    let all = document.blocks.iter().enumerate();
    all.filter_map(|(at, block)| match block {
        Block::Heading { level: 0 | 1, text } => Some((at, text.as_str())),
        _ => None,
    })
    .collect()
}

fn meant<'d>(headings: &[(usize, &'d str)], typed: &str) -> Vec<(usize, &'d str)> {
    let all = |is_it: &dyn Fn(&str) -> bool| -> Vec<(usize, &'d str)> {
        let found = headings.iter().filter(|(_, heading)| is_it(heading));
        found.copied().collect()
    };
    let typed = folded(typed.trim());
    if is_number(&typed) {
        let below = format!("{typed}.");
        return all(&|heading| {
            let number = heading.split(' ').next().unwrap_or("");
            number == typed || number.starts_with(&below)
        });
    }
    if typed.is_empty() {
        return Vec::new();
    }
    let ways: [&dyn Fn(&str) -> bool; 3] = [
        &|heading| named(heading) == typed,
        &|heading| named(heading).starts_with(&typed),
        &|heading| named(heading).contains(&typed),
    ];
    let mut found = ways.into_iter().map(all);
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

fn is_number(typed: &str) -> bool {
    let is_digit_or_dot = |letter: char| letter.is_ascii_digit() || letter == '.';
    typed.starts_with(|letter: char| letter.is_ascii_digit()) && typed.chars().all(is_digit_or_dot)
}

/// `7 The plan (14:05 to 14:20)` without its number and its times.
fn named(heading: &str) -> String {
    let (number, words) = heading.split_once(' ').unwrap_or(("", heading));
    let words = match is_number(number) {
        true => words,
        false => heading,
    };
    let words = words.split(" (").next().unwrap_or(words);
    folded(words.trim())
}

fn is_unclear(meant: &[(usize, &str)], typed: &str) -> bool {
    meant.len() > 1 && !is_number(typed.trim())
}

fn refusal(headings: &[(usize, &str)], meant: &[(usize, &str)], typed: &str) -> Problem {
    let listed = |all: &[(usize, &str)]| {
        let all: Vec<&str> = all.iter().map(|(_, heading)| *heading).collect();
        all.join("; ")
    };
    let problem = match meant {
        [] => Problem::wrong_input(format!("This paper has no section \"{typed}\".")),
        _ => Problem::wrong_input(format!("Several sections could be \"{typed}\".")),
    };
    let next = match (headings, meant) {
        ([], _) => "This paper has no sections: leave out --section.".to_owned(),
        (all, []) => format!("It has: {}.", listed(all)),
        (_, several) => format!(
            "Name one of them by more of its words: {}.",
            listed(several)
        ),
    };
    problem.safe("Nothing was printed or written.").next(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::document::Mark;

    fn record() -> Document {
        let mut document = Document::new("Minutes", "en-GB");
        document.marked(Mark::ToConfirm, "This is a draft.");
        document.paragraph("who it is for");
        for heading in [
            "The plan",
            "3.1 Worries: here (10:00 to 10:05)",
            "3.2 Worries: there",
            "7 The plan (10:10 to 10:20; planned: 5 minutes)",
            "30 Dates",
        ] {
            document.heading(1, heading);
            document.heading(2, format!("under {heading}"));
            document.paragraph("words");
        }
        document
    }

    fn titles(typed: &str) -> Vec<String> {
        let section = only(&record(), typed).unwrap();
        let headings = section.blocks.iter().filter_map(|block| match block {
            Block::Heading { text, .. } => Some(text.clone()),
            _ => None,
        });
        [section.title].into_iter().chain(headings).collect()
    }

    #[test]
    fn a_section_is_meant_by_its_number_or_the_words_of_its_heading() {
        let seven = "7 The plan (10:10 to 10:20; planned: 5 minutes)";
        let under = format!("under {seven}");
        assert_eq!(titles("7"), [seven, &under]);
        assert_eq!(titles("dat"), ["30 Dates", "under 30 Dates"]);
        assert_eq!(titles("there").len(), 2);
        let three = titles("3");
        assert_eq!(three.len(), 5, "{three:?}");
        assert!(three[1].starts_with("3.1") && three[3].starts_with("3.2"));
        assert_eq!(titles("3.2")[0], "3.2 Worries: there");
    }

    #[test]
    fn what_must_not_be_overlooked_comes_along_and_nothing_else_of_the_first_page() {
        let section = only(&record(), "7").unwrap();
        assert_eq!(
            section.blocks.first(),
            Some(&Block::Marked {
                mark: Mark::ToConfirm,
                text: "This is a draft.".into()
            })
        );
        assert_eq!(section.blocks.len(), 3);
    }

    #[test]
    fn one_that_is_not_there_or_not_certain_is_asked_for() {
        let told = |typed| only(&record(), typed).unwrap_err().to_string();
        assert!(told("the plan").contains("Several"), "{}", told("the plan"));
        for typed in ["8", "", "school"] {
            assert!(told(typed).contains("It has: The plan; 3.1"), "{typed}");
        }
        let none = only(&Document::new("T", "en"), "1").unwrap_err();
        assert!(none.to_string().contains("no sections"), "{none}");
    }
}
