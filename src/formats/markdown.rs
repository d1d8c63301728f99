//! Markdown (CommonMark with the tables of GitHub): for wikis, e-mail and everything else that reads it. Every text is
//! escaped, so no word that somebody said can become markup.

use super::{Format, Needs};
use crate::documents::document::{Block, Document, Mark, Table};
use crate::domain::text::sanitise::clean;

pub const MARKDOWN: Format = Format {
    id: "markdown",
    title: "Markdown",
    about: "for editors, wikis and whatever else reads it",
    extension: "md",
    needs: Needs::Words,
    print: |document, _| Ok(print(document).into_bytes()),
    ..Format::DEFAULT
};

fn print(document: &Document) -> String {
    let mut text = format!("# {}\n", one_line(&document.title));
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        // Otherwise the items of two lists in a row would be one list.
        if let (Some(Block::List { numbered, .. }), Block::List { numbered: same, .. }) =
            (before, block)
            && numbered == same
        {
            text.push_str("\n<!-- -->\n");
        }
        let words = written(block);
        if !words.is_empty() {
            text.push('\n');
            text.push_str(&words);
            text.push('\n');
        }
        before = Some(block);
    }
    text
}

fn written(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => {
            let signs = "#".repeat(usize::from(*level).clamp(1, 5) + 1);
            format!("{signs} {}", one_line(text))
        }
        Block::Paragraph(text) => lines(text, ""),
        Block::Quote { text, whose } => {
            let whose = match whose.is_empty() {
                true => String::new(),
                false => format!(" ({whose})"),
            };
            format!(
                "> {}",
                lines(&format!("\u{201c}{text}\u{201d}{whose}"), "> ")
            )
        }
        Block::Facts(facts) => {
            let facts = facts
                .iter()
                .map(|(name, words)| format!("**{}:** {}", one_line(name), lines(words, "")));
            facts.collect::<Vec<_>>().join("\\\n")
        }
        Block::List { numbered, items } => {
            let item = |(at, item): (usize, &String)| match numbered {
                true => {
                    let sign = format!("{}. ", at + 1);
                    let margin = " ".repeat(sign.len());
                    format!("{sign}{}", lines(item, &margin))
                }
                false => format!("- {}", lines(item, "  ")),
            };
            items
                .iter()
                .enumerate()
                .map(item)
                .collect::<Vec<_>>()
                .join("\n")
        }
        Block::Example(lines) => example(lines),
        Block::Table(table) => written_table(table),
        Block::Marked { mark, text } => {
            let words = match mark {
                Mark::StruckOut => struck(text),
                Mark::MadeUp | Mark::Restricted | Mark::ToConfirm => lines(text, ""),
            };
            format!("**{}:** {words}", mark.words())
        }
    }
}

/// Each line by itself: a sign for struck out reaches over no line end.
fn struck(text: &str) -> String {
    let text = clean(text).text;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.map(|line| format!("~~{}~~", escaped(line)));
    lines.collect::<Vec<_>>().join("\\\n")
}

fn example(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| clean(line).text.into()).collect();
    let longest = lines
        .iter()
        .flat_map(|line| line.split(|letter| letter != '`'))
        .map(str::len)
        .max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    format!("{fence}text\n{}\n{fence}", lines.join("\n"))
}

fn written_table(table: &Table) -> String {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rules = vec!["---".to_owned(); table.header.len()];
    let mut rows = vec![row(&table.header), format!("| {} |", rules.join(" | "))];
    rows.extend(table.rows.iter().map(|cells| row(cells)));
    rows.join("\n")
}

/// For headings and cells, which cannot go on in a second line.
fn one_line(text: &str) -> String {
    let text = clean(text).text;
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Line ends stay, as hard ones, each behind the margin that its list or quote needs.
fn lines(text: &str, margin: &str) -> String {
    let text = clean(text).text;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(escaped).collect();
    lines.join(&format!("\\\n{margin}"))
}

/// One line in which nothing is a sign. What means something only at the beginning of a line is escaped there.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    for (at, letter) in line.chars().enumerate() {
        let is_sign = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' => true,
            '+' | '-' | '=' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn a_page_as_markdown() {
        let mut document = Document::new("A record", "en-GB");
        document.marked(Mark::MadeUp, "Nobody in it is real.");
        document.facts(vec![
            ("Venue".into(), "Elm_Room".into()),
            ("Day".into(), "today".into()),
        ]);
        document.heading(1, "1. Welcome");
        document.paragraph("# one\n2. two");
        document.blocks.push(Block::Quote {
            text: "quiet\nat night".into(),
            whose: "Ella".into(),
        });
        document.list(vec!["- first".into(), "second".into()]);
        document.list(vec!["another list".into()]);
        document.table(
            vec!["No.".into(), "What".into()],
            vec![vec!["1".into(), "a|b".into()], vec!["2".into()]],
        );
        document
            .blocks
            .push(Block::Example(vec!["/view ``` Ella".into()]));
        document.marked(Mark::StruckOut, "gone");
        let page = "\
# A record

**Made up:** Nobody in it is real.

**Venue:** Elm\\_Room\\
**Day:** today

## 1\\. Welcome

\\# one\\
2\\. two

> “quiet\\
> at night” (Ella)

- \\- first
- second

<!-- -->

- another list

| No. | What |
| --- | --- |
| 1 | a\\|b |
| 2 |  |

````text
/view ``` Ella
````

**Struck out:** ~~gone~~
";
        assert_eq!(print(&document), page);
    }

    /// What another program reads in it: the words of each paragraph, item and cell.
    fn read_back(markdown: &str) -> Vec<String> {
        let mut found = vec![String::new()];
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(markdown, options) {
            let last = found.last_mut().unwrap();
            match event {
                Event::Text(words) => last.push_str(&words),
                Event::HardBreak => last.push('\n'),
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => {
                    found.push(String::new())
                }
                Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::List(_))
                | Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        found.retain(|words| !words.is_empty());
        found
    }

    proptest! {
        #[test]
        fn no_word_becomes_markup_and_none_is_lost(
            words in "[-a1 #*_+.)(!|~<>&;:`=\\[\\]\\\\\"\n]{1,24}"
        ) {
            let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
            let expected = lines.collect::<Vec<_>>().join("\n");
            prop_assume!(!expected.is_empty());
            let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut document = Document::new(words.clone(), "en-GB");
            document.heading(2, words.clone());
            document.paragraph(words.clone());
            document.list(vec![words.clone()]);
            document.table(vec![words.clone()], vec![vec![words]]);
            let wanted = [&one_line, &one_line, &expected, &expected, &one_line, &one_line];
            prop_assert_eq!(read_back(&print(&document)), wanted.map(String::clone));
        }
    }
}
