//! Plain text to be pasted into a field of a form, as case systems have them: no line is broken for its width and nothing is
//! underlined. A field has room for so many letters; what is longer is never cut, but taken in parts.

use super::{Format, Needs};
use crate::documents::document::{Block, Document, Table};
use crate::domain::problem::Problem;
use crate::domain::text::sanitise::clean;
use unicode_segmentation::UnicodeSegmentation;

pub const PASTE: Format = Format {
    id: "paste",
    title: "Text to paste",
    about: "for a field of a form, such as a case system has: no broken lines",
    extension: "txt",
    needs: Needs::Words,
    print: |document, layout| {
        let text = words(document, layout.section.is_none());
        match layout.field {
            None => Ok(text.into_bytes()),
            Some(field) => field
                .part_of(&text, &document.title)
                .map(String::into_bytes),
        }
    },
    ..Format::DEFAULT
};

/// The field it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// How many characters it takes.
    pub most: usize,
    /// Which of the parts that fit, from 1.
    pub part: Option<usize>,
}

/// As forms count at most: a line break as two, and whatever is not among the first 65,536 letters as two.
pub fn length(text: &str) -> usize {
    let units = text.trim_end().encode_utf16();
    units.map(|unit| 1 + usize::from(unit == 0x0a)).sum()
}

impl Field {
    fn part_of(self, text: &str, title: &str) -> Result<String, Problem> {
        let length = length(text);
        let parts = match length <= self.most {
            true => vec![text.to_owned()],
            false => parts(text, self.most),
        };
        let count = parts.len();
        let most = self.most;
        match (
            self.part,
            parts
                .into_iter()
                .nth(self.part.unwrap_or(1).saturating_sub(1)),
        ) {
            (None, Some(whole)) if count == 1 => Ok(whole),
            (Some(1..), Some(part)) => Ok(part),
            (None, _) => Err(Problem::wrong_input(format!(
                "\"{title}\" has {length} characters, and the field takes {most}."
            ))
            .safe("Nothing was printed or written, and nothing was cut.")
            .next(format!(
                "It fits in {count} parts: --part 1 is the first of them, --part {count} the last."
            ))),
            (Some(part), _) => Err(Problem::wrong_input(format!(
                "There is no part {part} of \"{title}\"."
            ))
            .safe("Nothing was printed or written.")
            .next(match count {
                1 => "It fits as a whole: leave out --part.".to_owned(),
                _ => format!("It fits in {count} parts."),
            })),
        }
    }
}

/// Parts that fit, each as long as it can be. It is divided where a line ends, otherwise where a sentence ends, otherwise
/// between words; only a word that is longer than the whole field is divided.
fn parts(text: &str, most: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut now = String::new();
    for line in text.split_inclusive('\n') {
        for piece in pieces(line, most) {
            if length(&format!("{now}{piece}")) > most && !now.trim().is_empty() {
                parts.push(format!("{}\n", now.trim_end()));
                now.clear();
            }
            if !(now.is_empty() && piece.trim().is_empty()) {
                now.push_str(piece);
            }
        }
    }
    if !now.trim().is_empty() {
        parts.push(format!("{}\n", now.trim_end()));
    }
    parts
}

/// Of a line that fits, the line.
fn pieces(line: &str, most: usize) -> Vec<&str> {
    if length(line) <= most {
        return vec![line];
    }
    let sentences = line
        .split_inclusive(['.', '!', '?', ';'])
        .collect::<Vec<_>>();
    let fits = |pieces: &[&str]| pieces.iter().all(|piece| length(piece) <= most);
    if fits(&sentences) {
        return sentences;
    }
    let words = line.split_inclusive(' ');
    words
        .flat_map(|word| match length(word) <= most {
            true => vec![word],
            false => word.graphemes(true).collect(),
        })
        .collect()
}

fn words(document: &Document, with_title: bool) -> String {
    let mut text = String::new();
    if with_title {
        text.push_str(&one_line(&document.title));
        text.push('\n');
    }
    for block in &document.blocks {
        let lines = lines_of(block);
        if lines.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

fn lines_of(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { text, .. } => vec![one_line(text)],
        Block::Paragraph(text) => several_lines(text),
        Block::Quote { text, whose } => {
            let whose = match whose.is_empty() {
                true => String::new(),
                false => format!(" ({whose})"),
            };
            several_lines(&format!("\u{201c}{text}\u{201d}{whose}"))
        }
        Block::Facts(facts) => {
            let facts = facts.iter();
            facts
                .flat_map(|(label, words)| several_lines(&format!("{label}: {words}")))
                .collect()
        }
        Block::List { numbered, items } => {
            let sign = |at: usize| match numbered {
                true => format!("{}. ", at + 1),
                false => "- ".to_owned(),
            };
            let items = items.iter().enumerate();
            items
                .flat_map(|(at, item)| several_lines(&format!("{}{item}", sign(at))))
                .collect()
        }
        Block::Example(lines) => lines.iter().flat_map(|line| several_lines(line)).collect(),
        Block::Table(table) => rows_of(table),
        Block::Marked { mark, text } => several_lines(&format!("[{}] {text}", mark.words())),
    }
}

/// A field has no columns: each row is a line, each cell with the name of its column.
fn rows_of(table: &Table) -> Vec<String> {
    let row = |cells: &Vec<String>| {
        let cells = table.header.iter().zip(cells);
        let cells = cells.filter(|(_, cell)| !cell.trim().is_empty());
        let cells: Vec<String> = cells
            .map(|(name, cell)| one_line(&format!("{name}: {cell}")))
            .collect();
        format!("- {}", cells.join("; "))
    };
    table.rows.iter().map(row).collect()
}

fn several_lines(text: &str) -> Vec<String> {
    let text = clean(text).text;
    let lines = text.lines().map(str::trim_end);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn one_line(text: &str) -> String {
    several_lines(text).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Layout;

    fn sample() -> Document {
        let mut document = Document::new("A record", "en-GB");
        document.heading(1, "7 The plan");
        document.heading(2, "Nights are quiet");
        document.list(vec![
            "Kim sleeps at her aunt's on Fridays and nobody wakes her before eight o'clock".into(),
            "the nurse calls".into(),
        ]);
        document.facts(vec![("Who".into(), "Kim".into())]);
        document.table(
            vec!["No.".into(), "What".into(), "When".into()],
            vec![vec!["1".into(), "ring".into(), String::new()]],
        );
        document
    }

    fn printed(most: Option<usize>, part: Option<usize>) -> Result<String, Problem> {
        let layout = Layout {
            section: Some("7"),
            field: most.map(|most| Field { most, part }),
            ..Layout::from(20)
        };
        let bytes = PASTE.printed(&sample(), layout)?;
        Ok(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_section_is_its_words_without_broken_lines() {
        let page = "\
Nights are quiet

- Kim sleeps at her aunt's on Fridays and nobody wakes her before eight o'clock
- the nurse calls

Who: Kim

- No.: 1; What: ring
";
        assert_eq!(printed(None, None).unwrap(), page);
        assert_eq!(printed(Some(length(page)), None).unwrap(), page);
        let whole = PASTE.printed(&sample(), 78).unwrap();
        assert!(
            String::from_utf8(whole)
                .unwrap()
                .starts_with("A record\n\n7 The plan\n\nNights")
        );
    }

    #[test]
    fn what_is_too_long_for_the_field_is_not_cut_but_taken_in_parts_that_hold_every_word() {
        let whole = printed(None, None).unwrap();
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        for most in [1, 7, 40, 90, length(&whole) - 1] {
            let refused = printed(Some(most), None).unwrap_err().to_string();
            assert!(
                refused.contains(&format!("the field takes {most}")),
                "{refused}"
            );
            let mut all = String::new();
            for part in 1.. {
                match printed(Some(most), Some(part)) {
                    Ok(words) => {
                        assert!(length(&words) <= most, "{most}: {words}");
                        all.push_str(&words);
                    }
                    Err(why) => {
                        assert!(why.to_string().contains("There is no part"), "{why}");
                        break;
                    }
                }
            }
            assert_eq!(letters(&all), letters(&whole), "{most}");
        }
        assert!(printed(Some(40), Some(0)).is_err());
    }

    #[test]
    fn letters_are_counted_as_a_form_counts_them_at_most() {
        assert_eq!(length("a\nb\n"), 4);
        assert_eq!(length("é😀"), 3);
    }
}
